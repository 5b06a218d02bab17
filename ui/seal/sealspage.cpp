// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealspage.h"

#include "ui/models/findingwords.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealsmodel.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/rows.h"
#include "ui/widgets/tonedelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QPushButton *button(const QString &text, const char *name, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(QLatin1StringView(name));
    made->setToolTip(tip);
    return made;
}

} // namespace

SealsPage::SealsPage(SealDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new SealsModel(desk, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_counts(new QLabel(this))
    , m_said(new QLabel(this))
    , m_profiles(new QMenu(this))
{
    setObjectName(u"sealsPage"_s);
    m_table->setObjectName(u"sealsTable"_s);
    m_table->setAccessibleName(tr("Seals"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ToneDelegate(SealsModel::ToneRole, -1, m_table));
    dressRows(*m_table);
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const std::array<int, 11> widths = {70, 190, 140, 110, 170, 110, 110, 150, 90, 80, 200};
    for (std::size_t i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(static_cast<int>(i), widths[i]);
    auto *empty = new QLabel(tr("No seals yet. Choose a finding and press s, or seal a value that "
                                "you type: programs then use it through the proxy, and nobody sees "
                                "it again."),
                             this);
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_table);
    m_counts->setObjectName(u"sealsCounts"_s);
    m_said->setObjectName(u"sealsSaid"_s);
    m_said->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeBar());
    column->addWidget(m_counts);
    column->addWidget(m_stack, 1);
    column->addWidget(m_said);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SealsPage::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SealsPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SealsPage::refresh);
    connect(&desk, &SealDesk::profilesChanged, this, &SealsPage::fillProfileMenu);
    fillProfileMenu();
    refresh();
}

QWidget *SealsPage::makeBar()
{
    auto *bar = new QWidget(this);
    m_new = button(tr("&New seal…"), "sealsNew", tr("Seals a value that you type"), bar);
    m_again
        = button(tr("Seal &again…"), "sealsAgain",
                 tr("Seals a new value for the chosen consumers; they keep their bearers"), bar);
    m_test = button(tr("&Test…"), "sealsTest",
                    tr("Tries the chosen seals through their proxies with a harmless request, once "
                       "you said yes"),
                    bar);
    m_snippet = button(tr("&Snippet…"), "sealsSnippet", tr("Shows how the seal is used"), bar);
    m_retire = button(tr("&Retire"), "sealsRetire",
                      tr("Marks the chosen seals as no longer wanted; the proxy takes them until "
                         "the key is rotated"),
                      bar);
    auto *profiles = button(tr("&Profiles"), "sealsProfiles", tr("Deployments of the proxy"), bar);
    profiles->setMenu(m_profiles);
    connect(m_new, &QPushButton::clicked, this, &SealsPage::newRequested);
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT againRequested(chosen()); });
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT testRequested(chosen()); });
    connect(m_snippet, &QPushButton::clicked, this,
            [this] { Q_EMIT snippetRequested(chosen().front()); });
    connect(m_retire, &QPushButton::clicked, this, [this] {
        const std::vector<std::uint32_t> seals = chosen();
        m_desk.retire(seals);
        say(tr("Seals retired: %n. A sealed token cannot be called back: rotate the key to cut its "
               "holder off.",
               nullptr, static_cast<int>(seals.size())));
    });
    m_tools = new FlowLayout(bar, 6); // side by side they would be wider than a small window
    for (QPushButton *one : {m_new, m_test, m_again, m_snippet, m_retire, profiles})
        m_tools->addWidget(one);
    return bar;
}

void SealsPage::addTool(QAction *action, const QString &name)
{
    auto *made = new QPushButton(action->text(), this);
    made->setObjectName(name);
    const auto follow = [made, action] {
        made->setEnabled(action->isEnabled());
        made->setText(action->text());
        made->setToolTip(action->toolTip());
    };
    connect(action, &QAction::changed, made, follow);
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    m_tools->addWidget(made);
}

std::vector<std::uint32_t> SealsPage::chosen() const
{
    std::vector<std::uint32_t> seals;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        seals.push_back(m_model->numberAt(index.row()));
    return seals;
}

void SealsPage::refresh()
{
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    int outdated = 0;
    for (const auto &[number, record] : m_desk.seals())
        outdated += record.state(SealDesk::now()) == seal::SealState::Outdated ? 1 : 0;
    QString counts = tr("Seals: %n", nullptr, m_model->rowCount());
    if (outdated > 0)
        counts += u" · "_s + tr("outdated: %n", nullptr, outdated);
    m_counts->setText(counts);
    const std::size_t count = chosen().size();
    m_new->setEnabled(!m_isReadOnly);
    m_again->setEnabled(!m_isReadOnly && count > 0);
    m_retire->setEnabled(!m_isReadOnly && count > 0);
    m_test->setEnabled(!m_isReadOnly && count > 0);
    m_snippet->setEnabled(count == 1);
    Q_EMIT choiceChanged();
}

void SealsPage::fillProfileMenu()
{
    m_profiles->clear();
    for (const auto &[name, profile] : m_desk.profiles()) {
        const QString key = QString::fromStdString(name);
        m_profiles->addAction(colourIcon(profile.colour, palette()), escapedText(name), this,
                              [this, key] { Q_EMIT profileRequested(key); });
    }
    m_profiles->addSeparator();
    m_profiles->addAction(tr("New profile…"), this, [this] { Q_EMIT profileRequested({}); });
}

void SealsPage::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    refresh();
}

void SealsPage::say(const QString &text)
{
    m_said->setText(text);
}

} // namespace rekey::ui
