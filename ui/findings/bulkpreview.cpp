// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/bulkpreview.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

BulkPreview::BulkPreview(const QString &act, std::size_t count,
                         const std::vector<finding::FacetGroup> &groups, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"bulkPreview"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(act);
    const QString number = QLocale().toString(static_cast<qulonglong>(count));
    auto *title = new QLabel(tr("%1: %2 findings").arg(act, number), this);
    title->setObjectName(u"bulkPreviewTitle"_s);
    title->setTextFormat(Qt::PlainText);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(28);
    for (const finding::FacetGroup &group : groups)
        columns->addWidget(makeGroup(group), 0, Qt::AlignTop);
    columns->addStretch(1);
    auto *hint = new QLabel(tr("You can undo this."), this);
    QPalette quiet = hint->palette();
    quiet.setColor(QPalette::WindowText, toneColor(Tone::Neutral, quiet));
    hint->setPalette(quiet);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *go = buttons->addButton(act, QDialogButtonBox::AcceptRole);
    go->setObjectName(u"bulkGo"_s);
    go->setAutoDefault(false);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"bulkCancel"_s);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addLayout(columns, 1);
    layout->addWidget(hint);
    layout->addWidget(buttons);
}

QWidget *BulkPreview::makeGroup(const finding::FacetGroup &group)
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(3);
    auto *heading = new QLabel(facetTitle(group.word), box);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    grid->addWidget(heading, 0, 0, 1, 2);
    int line = 1;
    const auto add = [&](const QString &text, const QString &number) {
        auto *label = new QLabel(text, box);
        label->setTextFormat(Qt::PlainText);
        auto *count = new QLabel(number, box);
        count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(label, line, 0);
        grid->addWidget(count, line++, 1);
    };
    for (const finding::FacetCount &facet : group.counts)
        add(facetLabel(group.word, facet.value, facet.label),
            QLocale().toString(static_cast<qulonglong>(facet.count)));
    if (group.distinct > group.counts.size()) {
        const auto more = static_cast<qulonglong>(group.distinct - group.counts.size());
        add(tr("and %1 more").arg(QLocale().toString(more)), {});
    }
    return box;
}

} // namespace rekey::ui
