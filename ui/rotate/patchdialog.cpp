// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/patchdialog.h"

#include "core/base/text.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Lines stay lines; whatever else would not be seen is escaped.
QString shownDiff(const std::string &diff)
{
    QStringList lines;
    for (const QByteArray &line : QByteArray::fromStdString(diff).split('\n'))
        lines.append(escapedText(line.toStdString()));
    return lines.join(u'\n');
}

} // namespace

PatchDialog::PatchDialog(std::unique_ptr<PatchSession> session, const QString &label, bool canApply,
                         const QString &why, QWidget *parent)
    : QDialog(parent)
    , m_session(std::move(session))
    , m_canApply(canApply)
    , m_why(why)
{
    setObjectName(u"patches"_s);
    setWindowTitle(tr("Take %1 out of files").arg(label));
    build(label);
    connect(m_session.get(), &PatchSession::changed, this, &PatchDialog::update);
    connect(m_session.get(), &PatchSession::failed, this, &PatchDialog::tell);
    resize(980, 620);
    read();
}

PatchDialog::~PatchDialog() = default;

void PatchDialog::build(const QString &label)
{
    m_style = new QComboBox(this);
    m_style->setObjectName(u"patchStyle"_s);
    m_style->setAccessibleName(tr("Where the value is read from"));
    m_style->addItem(tr("Environment"), u"env"_s);
    m_style->addItem(tr("AWS Secrets Manager"), u"aws"_s);
    m_style->addItem(tr("Vault"), u"vault"_s);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"patchName"_s);
    m_name->setAccessibleName(tr("What it is called there"));
    m_name->setPlaceholderText(tr("A name that fits the provider"));
    m_trouble = plainLabel({}, u"patchTrouble"_s, this);
    setTextTone(m_trouble, Tone::Danger);
    auto *form = new QFormLayout;
    form->addRow(tr("&Read it from"), m_style);
    form->addRow(tr("&Name there"), m_name);

    m_files = new QTreeWidget(this);
    m_files->setObjectName(u"patchFiles"_s);
    m_files->setAccessibleName(tr("Files that hold it"));
    m_files->setHeaderLabels({tr("File"), tr("Patch")});
    m_files->setRootIsDecorated(false);
    m_files->setUniformRowHeights(true);
    m_files->header()->setStretchLastSection(true);
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_diff = new CodeView(this);
    m_diff->setObjectName(u"patchDiff"_s);
    m_diff->setAccessibleName(tr("What would be changed; values are hidden"));
    m_notes = plainLabel({}, u"patchNotes"_s, this);
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_diff, 1);
    column->addWidget(m_notes);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_files);
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({340, 640});
    split->setChildrenCollapsible(false);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_apply = buttons->addButton(tr("&Apply to this file"), QDialogButtonBox::ActionRole);
    m_apply->setObjectName(u"patchApply"_s);
    m_apply->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    auto *all = new QVBoxLayout(this);
    all->addWidget(plainLabel(tr("The value of %1 becomes a read. Set it under that name where the "
                                 "program is started, before the patch runs anywhere. Nothing is "
                                 "committed.")
                                  .arg(label),
                              u"patchLead"_s, this));
    all->addLayout(form);
    all->addWidget(m_trouble);
    all->addWidget(split, 1);
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_style, &QComboBox::currentIndexChanged, this, &PatchDialog::read);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_name->text().trimmed().toStdString() != m_session->name())
            read();
    });
    connect(m_files, &QTreeWidget::currentItemChanged, this, [this] { showRow(); });
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (const int row = currentRow(); row >= 0)
            m_session->apply(std::size_t(row));
    });
}

void PatchDialog::read()
{
    const std::string name = m_name->text().trimmed().toStdString();
    const bool isName = name.empty() || rotate::isVariableName(name);
    m_trouble->setText(isName ? QString()
                              : tr("A name has capital letters, digits and _ only, and no digit "
                                   "first."));
    m_trouble->setVisible(!isName);
    if (isName)
        m_session->read(m_style->currentData().toString().toStdString(), name);
}

void PatchDialog::tell(const Error &error)
{
    m_trouble->setText(escapedText(error.text()));
    m_trouble->show();
}

QString PatchDialog::stateOf(const PatchRow &row) const
{
    if (row.isApplied)
        return tr("Applied");
    if (!row.problem.empty())
        return tr("Not possible");
    return row.offer.diff.empty() ? tr("By hand") : tr("Ready");
}

void PatchDialog::update()
{
    const std::vector<PatchRow> &rows = m_session->rows();
    const int kept = currentRow();
    while (m_files->topLevelItemCount() > int(rows.size()))
        delete m_files->takeTopLevelItem(m_files->topLevelItemCount() - 1);
    for (int i = 0; i < int(rows.size()); ++i) {
        const PatchRow &row = rows[std::size_t(i)];
        QTreeWidgetItem *item = m_files->topLevelItem(i);
        if (item == nullptr)
            item = new QTreeWidgetItem(m_files);
        item->setText(0, escapedText(row.place.shown));
        item->setToolTip(0, escapedText(row.place.file));
        item->setText(1, stateOf(row));
    }
    m_files->resizeColumnToContents(0);
    m_files->setColumnWidth(0, std::min(m_files->columnWidth(0), 240));
    if (kept < 0 && !rows.empty())
        m_files->setCurrentItem(m_files->topLevelItem(0));
    showRow();
}

int PatchDialog::currentRow() const
{
    const int row = m_files->indexOfTopLevelItem(m_files->currentItem());
    return row < int(m_session->rows().size()) ? row : -1;
}

void PatchDialog::showRow()
{
    const int index = currentRow();
    if (index < 0) {
        m_diff->setCode({}, u"Diff"_s);
        m_notes->setText(m_session->isBusy()
                             ? tr("Reading the files…")
                             : tr("No file of a working tree holds it, as far as the last scan "
                                  "knows."));
        m_notes->show();
        m_apply->setEnabled(false);
        return;
    }
    const PatchRow &row = m_session->rows()[std::size_t(index)];
    m_diff->setCode(shownDiff(row.offer.diff), u"Diff"_s);
    QStringList notes;
    if (row.isApplied)
        notes.append(tr("It is written. Look at it and commit it yourself."));
    for (const std::string &text : {row.problem, row.offer.why}) {
        if (!text.empty() && !row.isApplied)
            notes.append(escapedText(text));
    }
    for (const rotate::PatchRest &rest : row.offer.rest)
        notes.append(tr("Line %1 stays: %2").arg(rest.line).arg(escapedText(rest.why)));
    if (!m_canApply && !row.offer.diff.empty())
        notes.append(m_why);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty()); // the diff ends where the list beside it does
    m_apply->setEnabled(m_canApply && !row.offer.diff.empty() && !row.isApplied
                        && !m_session->isBusy());
}

} // namespace rekey::ui
