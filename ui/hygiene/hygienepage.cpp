// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/hygienepage.h"

#include "ui/hygiene/flagsdelegate.h"
#include "ui/hygiene/hygienedesk.h"
#include "ui/hygiene/noticedialog.h"
#include "ui/hygiene/snoozedialog.h"
#include "ui/hygiene/tokensmodel.h"
#include "ui/widgets/chartcard.h"
#include "ui/widgets/rows.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTimeZone>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kGap = 12;

std::int64_t secondsOf(const QDate &day)
{
    return QDateTime(day, QTime(0, 0), QTimeZone::UTC).toSecsSinceEpoch();
}

QDate dayOf(std::int64_t seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC).date();
}

QPushButton *button(const QString &text, const QString &name, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setToolTip(tip);
    return made;
}

} // namespace

HygienePage::HygienePage(HygieneDesk &desk, SaveAsker save, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_save(std::move(save))
    , m_model(new TokensModel(desk, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_policy(new QLabel(this))
    , m_said(new QLabel(this))
    , m_days(new QSpinBox(this))
    , m_flags(new QButtonGroup(this))
    , m_chart(new ChartCard(this))
{
    setObjectName(u"hygienePage"_s);
    build();
    connect(&m_desk, &HygieneDesk::changed, this, &HygienePage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HygienePage::updateActs);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HygienePage::updateActs);
    refresh();
}

void HygienePage::build()
{
    m_table->setObjectName(u"tokensTable"_s);
    m_table->setAccessibleName(tr("Tokens"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(TokensModel::FlagsColumn, new FlagsDelegate(m_table));
    dressRows(*m_table);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSortIndicator(TokensModel::AdviceColumn, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->installEventFilter(this);
    const int letter = fontMetrics().averageCharWidth();
    const std::array<int, TokensModel::ColumnCount> letters
        = {44, 18, 22, 14, 16, 32, 15, 15, 15, 20, 50};
    for (int column = 0; column < TokensModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, letters[static_cast<std::size_t>(column)] * letter);
    connect(m_table, &QTableView::doubleClicked, this, &HygienePage::activate);

    auto *empty = new QLabel(tr("Import a list of tokens as CSV, with a header line that names its "
                                "columns: name, provider, id, creator, creator active, created, "
                                "last used, scopes, expires. Values in it are hidden before "
                                "anything is read."),
                             this);
    empty->setObjectName(u"hygieneEmpty"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(40);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_table);
    m_said->setObjectName(u"hygieneSaid"_s);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    m_said->hide();
    m_chart->setMaximumSize(720, 230);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(8);
    column->addWidget(makeBar());
    column->addWidget(makeFlags());
    column->addWidget(m_stack, 1);
    column->addWidget(m_said);
    column->addWidget(makeActs());
    column->addWidget(m_chart);
}

QWidget *HygienePage::makeBar()
{
    auto *bar = new QWidget(this);
    m_import = button(tr("&Import list…"), u"hygieneImport"_s,
                      tr("Reads a list of tokens from a CSV file"), bar);
    connect(m_import, &QPushButton::clicked, this, &HygienePage::importRequested);
    m_policy->setObjectName(u"hygienePolicy"_s);
    m_policy->setText(tr("Policy: leaked → revoke; orphaned or unused → tell the owner. Nothing is "
                         "revoked without a plan."));
    m_policy->setWordWrap(true);
    auto *label = new QLabel(tr("&Unused after"), bar);
    label->setBuddy(m_days);
    m_days->setObjectName(u"hygieneDays"_s);
    m_days->setAccessibleName(tr("Days until a token counts as unused"));
    m_days->setRange(1, 3650);
    m_days->setValue(m_desk.unusedDays());
    m_days->setSuffix(tr(" days"));
    connect(m_days, &QSpinBox::valueChanged, &m_desk, &HygieneDesk::setUnusedDays);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_policy, 1);
    row->addWidget(label);
    row->addWidget(m_days);
    row->addWidget(m_import);
    return bar;
}

QWidget *HygienePage::makeFlags()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (int i = -1; i < static_cast<int>(finding::kTokenFlags); ++i) {
        auto *one = new QToolButton(bar);
        one->setCheckable(true);
        one->setObjectName(i < 0 ? u"flag_all"_s
                                 : u"flag_"_s
                                   + QString::fromLatin1(
                                       finding::tokenFlagName(static_cast<finding::TokenFlag>(i))));
        m_flags->addButton(one, i + 1);
        m_flagButtons.push_back(one);
        row->addWidget(one);
    }
    row->addStretch(1);
    m_flagButtons.front()->setChecked(true);
    connect(m_flags, &QButtonGroup::idClicked, this, [this](int id) {
        m_model->setFlag(id == 0 ? std::nullopt
                                 : std::optional(static_cast<finding::TokenFlag>(id - 1)));
    });
    return bar;
}

QWidget *HygienePage::makeActs()
{
    auto *bar = new QWidget(this);
    m_notice = button(tr("&Draft notice…"), u"hygieneNotice"_s,
                      tr("Writes a letter to the owners, without values"), bar);
    m_snooze = button(tr("&Snooze until…"), u"hygieneSnooze"_s,
                      tr("The policy leaves them alone until a day"), bar);
    m_exempt = button(tr("E&xempt…"), u"hygieneExempt"_s,
                      tr("The policy leaves them alone, for a reason that you give"), bar);
    m_finding = button(tr("Show &finding"), u"hygieneFinding"_s,
                       tr("Shows what a scan found of this token"), bar);
    connect(m_notice, &QPushButton::clicked, this, &HygienePage::draftNotice);
    connect(m_snooze, &QPushButton::clicked, this, &HygienePage::snooze);
    connect(m_exempt, &QPushButton::clicked, this, [this] { Q_EMIT exemptRequested(aimedAt()); });
    connect(m_finding, &QPushButton::clicked, this, [this] { activate(m_table->currentIndex()); });
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *one : {m_notice, m_snooze, m_exempt, m_finding})
        row->addWidget(one);
    row->addStretch(1);
    return bar;
}

void HygienePage::refresh()
{
    const auto number = [](std::size_t count) { return QLocale().toString(qulonglong(count)); };
    const bool any = !m_desk.tokens().empty();
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_flagButtons.front()->setText(tr("All %1").arg(number(m_desk.tokens().size())));
    for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
        const auto flag = static_cast<finding::TokenFlag>(i);
        m_flagButtons[i + 1]->setText(
            tr("%1 %2", "flag, count")
                .arg(flagWord(flag, m_desk.unusedDays()), number(m_desk.count(flag))));
    }
    for (QToolButton *one : m_flagButtons)
        one->setEnabled(any);
    m_chart->setChart(noticeChart(m_desk.notices()));
    m_chart->setVisible(any);
    updateActs();
}

void HygienePage::updateActs()
{
    const bool any = m_model->rowCount() > 0;
    for (QPushButton *one : {m_notice, m_snooze, m_exempt})
        one->setEnabled(any);
    const QModelIndex current = m_table->currentIndex();
    m_finding->setEnabled(current.isValid()
                          && m_desk.leak(m_model->tokenAt(current.row())).proof
                              != finding::LeakProof::None);
}

std::vector<std::size_t> HygienePage::aimedAt() const
{
    std::vector<std::size_t> tokens;
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        tokens.push_back(m_model->tokenAt(index.row()));
    for (int row = 0; chosen.isEmpty() && row < m_model->rowCount(); ++row)
        tokens.push_back(m_model->tokenAt(row));
    return tokens;
}

void HygienePage::draftNotice()
{
    const std::vector<std::size_t> tokens = aimedAt();
    std::vector<FlaggedToken> flagged;
    for (const std::size_t token : tokens)
        flagged.push_back({&m_desk.tokens()[token], m_desk.flags(token), m_desk.advice(token)});
    if (flagged.empty())
        return;
    auto *dialog
        = new NoticeDialog(flagged, m_desk.unusedDays(), dayOf(m_desk.now()), m_save, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true); // the list stays as it is while its letter is written
    connect(dialog, &QDialog::accepted, this, [this, dialog, tokens] {
        m_desk.tell(tokens, secondsOf(dialog->due()));
        say(tr("Dates kept. Tokens: %n", nullptr, static_cast<int>(tokens.size())));
    });
    connect(&m_desk, &HygieneDesk::leaksWanted, dialog, &QDialog::reject); // another list
    dialog->open();
}

void HygienePage::snooze()
{
    const std::vector<std::size_t> tokens = aimedAt();
    auto *dialog = new SnoozeDialog(static_cast<int>(tokens.size()), dayOf(m_desk.now()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, tokens] { m_desk.snooze(tokens, secondsOf(dialog->until())); });
    connect(&m_desk, &HygieneDesk::leaksWanted, dialog, &QDialog::reject); // another list
    dialog->open();
}

void HygienePage::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const std::size_t token = m_model->tokenAt(index.row());
    if (m_desk.leak(token).proof != finding::LeakProof::None)
        Q_EMIT leakRequested(token);
}

bool HygienePage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            activate(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void HygienePage::say(const QString &text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
}

void HygienePage::setReading(bool isReading)
{
    m_import->setEnabled(!isReading);
    if (isReading)
        say(tr("Reading the list…"));
}

} // namespace rekey::ui
