// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokerpage.h"

#include "ui/broker/brokermodel.h"
#include "ui/broker/brokerwords.h"
#include "ui/widgets/chartcard.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/rows.h"
#include "ui/widgets/tonedelegate.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kChartMs = 250;

QPushButton *button(const QString &text, const QString &name, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setAutoDefault(false); // Enter in a field starts nothing
    return made;
}

QWidget *rowOf(const std::vector<QWidget *> &widgets, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, qobject_cast<QLineEdit *>(widget) != nullptr ? 1 : 0);
    return row;
}

} // namespace

BrokerKey BrokerChoices::key() const
{
    return isInFile ? BrokerKey{{}, keyFile} : BrokerKey{keyring, {}};
}

BrokerPage::BrokerPage(BrokerProcess &process, BrokerWatch &watch, BrokerModel &model,
                       Choosers choosers, QWidget *parent)
    : QDialog(parent)
    , m_process(process)
    , m_watch(watch)
    , m_model(model)
    , m_choosers(std::move(choosers))
    , m_filter(new BrokerFilter(model, this))
    , m_config(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_state(plainLabel({}, u"brokerState"_s, this))
    , m_said(plainLabel({}, u"brokerSaid"_s, this))
    , m_log(plainLabel({}, u"brokerLog"_s, this))
    , m_search(new QLineEdit(this))
    , m_consumer(new QComboBox(this))
    , m_only(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_table(new QTableView(this))
    , m_chart(new ChartCard(this))
{
    setObjectName(u"brokerPage"_s);
    setWindowTitle(tr("Broker"));
    auto *intro = plainLabel(tr("A local proxy that opens sealed tokens, for whoever has no "
                                "deployment of the tokenizer. Each use of a key is a record in its "
                                "log. One that is started here ends with this window."),
                             u"brokerIntro"_s, this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_show = button(tr("Show the &finding"), u"brokerShowFinding"_s,
                    tr("The secret whose seal was used, with its timeline"), this);
    buttons->addButton(m_show, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(intro);
    column->addWidget(makeForm());
    column->addWidget(makeButtons());
    column->addWidget(m_state);
    column->addWidget(m_said);
    column->addWidget(makeFilters());
    column->addWidget(makeTable(), 1);
    column->addWidget(m_log);
    column->addWidget(buttons);
    resize(1080, 720);
    m_later.setSingleShot(true);
    m_later.setInterval(kChartMs);
    connectParts();
    tell({});
    updateKey();
    updateState();
    updateConsumers();
    updateRows();
    updateCurrent();
}

BrokerPage::~BrokerPage()
{
    m_table->selectionModel()->disconnect(this); // it tells of its end
}

QWidget *BrokerPage::makeForm()
{
    m_config->setObjectName(u"brokerConfig"_s);
    m_config->setPlaceholderText(tr("None: no consumer is known, and everybody with a bearer is "
                                    "let in"));
    m_kind->setObjectName(u"brokerKeyKind"_s);
    m_kind->setAccessibleName(tr("Where the open key is"));
    m_kind->addItems({tr("In the keyring"), tr("In a file")});
    m_name->setObjectName(u"brokerKeyName"_s);
    auto *choose = button(tr("C&hoose…"), u"brokerChooseConfig"_s,
                          tr("The file with consumers, rates and blocks"), this);
    m_chooseKey
        = button(tr("Ch&oose…"), u"brokerChooseKey"_s, tr("A file with one key a line"), this);
    m_makeKey = button(tr("&Make a key…"), u"brokerMakeKey"_s,
                       tr("Makes an open key there and shows its seal key for a profile"), this);
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString path = m_choosers.file(this); !path.isEmpty())
            m_config->setText(path);
    });
    connect(m_chooseKey, &QPushButton::clicked, this, [this] {
        if (const QString path = m_choosers.file(this); !path.isEmpty())
            m_name->setText(path);
    });
    connect(m_makeKey, &QPushButton::clicked, this, &BrokerPage::makeKey);
    auto *form = new QWidget(this);
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addRow(tr("&Configuration"), rowOf({m_config, choose}, form));
    rows->addRow(tr("Open &key"), rowOf({m_kind, m_name, m_chooseKey, m_makeKey}, form));
    qobject_cast<QLabel *>(rows->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(m_config);
    qobject_cast<QLabel *>(rows->itemAt(1, QFormLayout::LabelRole)->widget())->setBuddy(m_name);
    return form;
}

QWidget *BrokerPage::makeButtons()
{
    m_start = button(tr("&Start the broker"), u"brokerStart"_s,
                     tr("From then on programs can use sealed keys through it"), this);
    m_stop = button(tr("S&top"), u"brokerStop"_s, tr("What is under way is answered first"), this);
    m_reload = button(tr("&Read the configuration again"), u"brokerReload"_s,
                      tr("Consumers that are cut off there lose their connections at once"), this);
    auto *row = rowOf({m_start, m_stop, m_reload}, this);
    qobject_cast<QBoxLayout *>(row->layout())->addStretch(1);
    connect(m_start, &QPushButton::clicked, this, [this] {
        tell({});
        Q_EMIT startRequested();
    });
    connect(m_stop, &QPushButton::clicked, &m_process, &BrokerProcess::stop);
    connect(m_reload, &QPushButton::clicked, &m_process, &BrokerProcess::reload);
    return row;
}

QWidget *BrokerPage::makeFilters()
{
    m_search->setObjectName(u"brokerSearch"_s);
    m_search->setAccessibleName(tr("Search the requests"));
    m_search->setPlaceholderText(tr("Host, path, method or outcome"));
    m_search->setClearButtonEnabled(true);
    m_consumer->setObjectName(u"brokerConsumer"_s);
    m_consumer->setAccessibleName(tr("Consumer"));
    m_consumer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_only->setObjectName(u"brokerOnly"_s);
    m_only->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_only->hide();
    m_count->setObjectName(u"brokerCount"_s);
    connect(m_search, &QLineEdit::textChanged, m_filter, &BrokerFilter::setText);
    connect(m_consumer, &QComboBox::currentIndexChanged, this,
            [this] { m_filter->setConsumer(m_consumer->currentData().toString()); });
    connect(m_only, &QToolButton::clicked, this, [this] { showSeals({}, {}); });
    return rowOf({m_search, m_consumer, m_only, m_count}, this);
}

QWidget *BrokerPage::makeTable()
{
    m_table->setObjectName(u"brokerTable"_s);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ToneDelegate(BrokerModel::ToneRole, -1, m_table));
    dressRows(*m_table);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    const std::array<int, BrokerModel::ColumnCount> letters = {23, 14, 32, 9, 9, 19, 22, 11, 20};
    for (int i = 0; i < BrokerModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, letters.at(static_cast<std::size_t>(i)) * letter);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_chart);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *split = new QSplitter(this);
    split->addWidget(m_table);
    split->addWidget(scroll);
    split->setChildrenCollapsible(false);
    split->setSizes({720, 320});
    return split;
}

void BrokerPage::connectParts()
{
    connect(&m_process, &BrokerProcess::stateChanged, this, &BrokerPage::updateState);
    connect(&m_process, &BrokerProcess::said, this, &BrokerPage::tell);
    connect(&m_watch, &BrokerWatch::stateChanged, this, &BrokerPage::updateRows);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, [this] { m_later.start(); });
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] { m_later.start(); });
    connect(&m_later, &QTimer::timeout, this, [this] {
        updateConsumers();
        updateRows();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &BrokerPage::updateCurrent);
    connect(m_table, &QTableView::activated, m_show, &QPushButton::click);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (const SealedFinding *found = currentFinding())
            Q_EMIT findingRequested(found->id);
    });
    connect(m_chart, &ChartCard::filterRequested, this, [this](const QString &consumer) {
        m_consumer->setCurrentIndex(std::max(0, m_consumer->findData(consumer)));
    });
    connect(m_config, &QLineEdit::textChanged, this, [this](const QString &path) {
        // What is being typed names no log yet; then the one before stays.
        if (const QString log = brokerLogOf(path); !log.isEmpty())
            m_watch.follow(log);
        Q_EMIT choicesChanged();
    });
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        (m_kind->currentIndex() == 0 ? m_keyring : m_keyFile) = text;
        updateState();
        Q_EMIT choicesChanged();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        updateKey();
        Q_EMIT choicesChanged();
    });
}

void BrokerPage::setChoices(const BrokerChoices &choices)
{
    m_keyring = choices.keyring;
    m_keyFile = choices.keyFile;
    m_kind->setCurrentIndex(choices.isInFile ? 1 : 0);
    m_config->setText(choices.config);
    updateKey();
}

BrokerChoices BrokerPage::choices() const
{
    return {m_config->text(), m_kind->currentIndex() == 1, m_keyring, m_keyFile};
}

void BrokerPage::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    updateState();
}

void BrokerPage::setSeals(const QHash<QString, SealedFinding> &seals)
{
    m_seals = seals;
    updateCurrent();
}

void BrokerPage::showSeals(const QSet<QString> &seals, const QString &label)
{
    m_filter->setSeals(seals);
    m_only->setVisible(!seals.isEmpty());
    m_only->setText(tr("Only uses of %1  ×").arg(onButton(label)));
    m_only->setAccessibleName(tr("Show all uses again, not only those of %1").arg(label));
}

void BrokerPage::tell(const QString &text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
}

void BrokerPage::updateKey()
{
    const bool isFile = m_kind->currentIndex() == 1;
    m_name->setAccessibleName(isFile ? tr("File with the open key")
                                     : tr("Name of the open key in the keyring"));
    m_name->setPlaceholderText(isFile ? tr("Path of a file of mode 0600")
                                      : tr("Name, such as local"));
    m_chooseKey->setVisible(isFile);
    m_name->setText(isFile ? m_keyFile : m_keyring);
    updateState();
}

void BrokerPage::updateState()
{
    using State = BrokerProcess::State;
    const State state = m_process.state();
    const bool isStopped = state == State::Stopped;
    m_start->setEnabled(isStopped && !m_isReadOnly && choices().key().isNamed());
    m_makeKey->setEnabled(!m_isMaking && isStopped && !m_isReadOnly
                          && (m_kind->currentIndex() == 1 || !m_name->text().isEmpty()));
    m_stop->setEnabled(state == State::Starting || state == State::Running);
    m_reload->setEnabled(state == State::Running);
    for (QWidget *field : std::initializer_list<QWidget *>{m_config, m_kind, m_name, m_chooseKey})
        field->setEnabled(isStopped);
    QString words;
    Tone tone = Tone::Neutral;
    switch (state) {
    case State::Stopped:
        tone = m_process.problem().isEmpty() ? Tone::Neutral : Tone::Danger;
        words = m_process.problem().isEmpty()
            ? (m_isReadOnly ? tr("Not started here. The window is read-only.")
                            : tr("Not started here."))
            : tr("The broker is not running: %1").arg(m_process.problem());
        break;
    case State::Starting:
        words = tr("Starting…");
        break;
    case State::Running:
        tone = Tone::Good;
        words
            = tr("Listening on %1. Programs use http://%2 as their proxy. Seal key for a profile: "
                 "%3")
                  .arg(m_process.addresses().join(u", "_s), m_process.addresses().value(0),
                       m_process.sealKeys().join(u", "_s));
        break;
    case State::Stopping:
        words = tr("Stopping: requests under way are answered first…");
        break;
    }
    m_state->setText(words);
    setTextTone(m_state, tone);
}

void BrokerPage::updateRows()
{
    const int shown = m_filter->rowCount();
    const int all = m_model.rowCount();
    QString count = shown == all ? tr("%Ln requests", nullptr, all)
                                 : tr("%L1 of %L2 requests").arg(shown).arg(all);
    if (static_cast<std::size_t>(all) == BrokerModel::kMostRows)
        count += u" · "_s + tr("older ones are in the log");
    m_count->setText(count);
    const bool isWell = m_watch.trouble().isEmpty();
    m_log->setText(isWell ? tr("Log: %1").arg(m_watch.file()) : m_watch.trouble());
    setTextTone(m_log, isWell ? Tone::Neutral : Tone::Danger);
}

void BrokerPage::updateConsumers()
{
    const Chart chart = consumerChart(m_model.requests());
    m_chart->setChart(chart);
    const QString chosen = m_consumer->currentData().toString();
    QStringList names;
    for (const ChartBar &bar : chart.bars) {
        if (!bar.filter.isEmpty())
            names.append(bar.filter);
    }
    if (!chosen.isEmpty() && !names.contains(chosen))
        names.append(chosen);
    names.sort();
    const QSignalBlocker quiet(m_consumer);
    m_consumer->clear();
    m_consumer->addItem(tr("Every consumer"), QString());
    for (const QString &name : std::as_const(names))
        m_consumer->addItem(name, name);
    m_consumer->setCurrentIndex(std::max(0, m_consumer->findData(chosen)));
}

const SealedFinding *BrokerPage::currentFinding() const
{
    const QModelIndex current = m_filter->mapToSource(m_table->currentIndex());
    if (!current.isValid())
        return nullptr;
    for (const BrokerUse &use : m_model.at(current.row()).uses) {
        if (const auto found = m_seals.constFind(use.seal); found != m_seals.cend())
            return &*found;
    }
    return nullptr;
}

void BrokerPage::updateCurrent()
{
    const SealedFinding *found = currentFinding();
    m_show->setEnabled(found != nullptr);
    m_show->setText(found == nullptr ? tr("Show the &finding")
                                     : tr("Show &finding %1").arg(onButton(found->label)));
}

void BrokerPage::makeKey()
{
    BrokerKey key = choices().key();
    if (m_kind->currentIndex() == 1)
        key.file = m_choosers.target(this);
    if (!key.isNamed())
        return;
    m_isMaking = true;
    updateState();
    m_process.makeKey(key, [this, key](const QString &sealKey, const QString &problem) {
        m_isMaking = false;
        if (sealKey.isEmpty())
            tell(tr("No key was made: %1").arg(problem));
        else
            tell(tr("A key was made. Make a profile of its seal key (Seal > New "
                    "profile): %1")
                     .arg(sealKey));
        if (!sealKey.isEmpty() && !key.file.isEmpty())
            m_name->setText(key.file);
        updateState();
    });
}

} // namespace rekey::ui
