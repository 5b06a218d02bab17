// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/testcallsheet.h"

#include "core/seal/delivery.h"
#include "core/seal/testing/sealtest.h"
#include "ui/models/findingwords.h"
#include "ui/seal/sealdesk.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::int64_t kHour = 3600;
constexpr int kMostRows = 6;
constexpr int kLeastRow = 24;
constexpr qint64 kMostFileBytes = qint64{64} * 1024;

/// Straight into locked memory; nothing of it stays in a buffer of the toolkit's.
std::optional<seal::Delivered> readDelivered(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > kMostFileBytes)
        return std::nullopt;
    secret::SecretBytes text(static_cast<std::size_t>(file.size()));
    const qint64 count = file.read(reinterpret_cast<char *>(text.bytes().data()), file.size());
    if (count != file.size())
        return std::nullopt;
    auto read = seal::readDelivery(text);
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

QString joined(const std::set<std::string> &hosts)
{
    QStringList list;
    for (const std::string &host : hosts)
        list.append(escapedText(host));
    return list.join(u", "_s);
}

} // namespace

TestCallSheet::TestCallSheet(const SealDesk &desk, std::vector<SealTrial> trials,
                             DeliveryPane::FolderAsker folder, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_trials(std::move(trials))
    , m_folder(std::move(folder))
{
    setObjectName(u"testSheet"_s);
    setWindowTitle(tr("Try seals out"));
    setModal(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    m_title = plainLabel({}, u"testTitle"_s, this);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    column->addWidget(m_title);
    addSeals(column);
    addRequest(column);
    addFacts(column);
    addSpans(column);
    column->addStretch();
    addButtons(column);
    showCurrent();
    refresh();
    resize(820, sizeHint().height());
}

void TestCallSheet::addSeals(QVBoxLayout *column)
{
    m_seals = new QTreeWidget(this);
    m_seals->setObjectName(u"testSeals"_s);
    m_seals->setAccessibleName(tr("Seals that would be tried"));
    m_seals->setHeaderLabels({tr("Seal"), tr("Consumer"), tr("Bearer"), tr("Request")});
    m_seals->setRootIsDecorated(false);
    m_seals->setUniformRowHeights(true);
    for (const SealTrial &trial : m_trials) {
        const seal::SealRecord *record = m_desk.find(trial.number);
        auto *item = new QTreeWidgetItem(
            m_seals,
            {record == nullptr ? QString() : QString::fromStdString(record->label()),
             record == nullptr ? QString() : escapedText(record->consumer.name)});
        // Of the last column: the others are as wide as what stands in them.
        item->setSizeHint(3, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
    }
    m_seals->setCurrentItem(m_seals->topLevelItem(0));
    const int rows = std::clamp(m_seals->topLevelItemCount(), 1, kMostRows);
    m_seals->setFixedHeight(m_seals->header()->sizeHint().height() + 2 * m_seals->frameWidth()
                            + rows * std::max(kLeastRow, fontMetrics().height() + 8));
    column->addWidget(m_seals);
    connect(m_seals, &QTreeWidget::currentItemChanged, this, &TestCallSheet::showCurrent);

    m_whose = plainLabel({}, u"testWhose"_s, this);
    m_bearer = new SecretField(this);
    m_bearer->setObjectName(u"testBearer"_s);
    auto *folder = new QPushButton(tr("Read from &files…"), this);
    folder->setObjectName(u"testFolder"_s);
    folder->setAutoDefault(false);
    folder->setToolTip(tr("From the folder that the consumers' files were saved in"));
    m_said = plainLabel({}, u"testSaid"_s, this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_whose);
    row->addWidget(m_bearer, 1);
    row->addWidget(folder);
    column->addLayout(row);
    column->addWidget(m_said);
    m_said->hide();
    connect(m_bearer, &SecretField::edited, this, &TestCallSheet::takeTyped);
    connect(folder, &QPushButton::clicked, this, &TestCallSheet::readFolder);
}

void TestCallSheet::addRequest(QVBoxLayout *column)
{
    m_other = new QCheckBox(tr("&Another request"), this);
    m_other->setObjectName(u"testOther"_s);
    m_other->setToolTip(tr("In place of the harmless one that the provider is known for"));
    m_method = new QComboBox(this);
    m_method->setObjectName(u"testMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->addItems({u"GET"_s, u"OPTIONS"_s, u"POST"_s});
    m_host = new QLineEdit(this);
    m_host->setObjectName(u"testHost"_s);
    m_host->setAccessibleName(tr("Host"));
    m_host->setPlaceholderText(tr("the seal's own host"));
    m_path = new QLineEdit(this);
    m_path->setObjectName(u"testPath"_s);
    m_path->setAccessibleName(tr("Path"));
    m_path->setPlaceholderText(u"/v1/me"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_other);
    row->addWidget(m_method);
    row->addWidget(m_host, 1);
    row->addWidget(m_path, 1);
    column->addLayout(row);
    const bool knowsAll = std::ranges::all_of(m_trials, [this](const SealTrial &trial) {
        const seal::SealRecord *record = m_desk.find(trial.number);
        return record == nullptr || !record->test.path.empty();
    });
    m_other->setChecked(!knowsAll);
    const auto enable = [this] {
        for (QWidget *field : std::initializer_list<QWidget *>{m_method, m_host, m_path})
            field->setEnabled(m_other->isChecked());
        refresh();
    };
    for (QWidget *field : std::initializer_list<QWidget *>{m_method, m_host, m_path})
        field->setEnabled(m_other->isChecked());
    connect(m_other, &QCheckBox::toggled, this, enable);
    connect(m_method, &QComboBox::currentIndexChanged, this, &TestCallSheet::refresh);
    connect(m_host, &QLineEdit::textChanged, this, &TestCallSheet::refresh);
    connect(m_path, &QLineEdit::textChanged, this, &TestCallSheet::refresh);
}

void TestCallSheet::addFacts(QVBoxLayout *column)
{
    m_proxies = plainLabel({}, u"testProxy"_s, this);
    m_apis = plainLabel({}, u"testApi"_s, this);
    m_change = plainLabel(tr("A POST may change something at the API."), u"testChange"_s, this);
    setTextTone(m_change, Tone::Warning);
    auto *facts = new QFormLayout;
    facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    facts->addRow(tr("Proxy"), m_proxies);
    facts->addRow(tr("API"), m_apis);
    facts->addRow(tr("Pace"),
                  plainLabel(tr("One at a time, at most two a second. No redirect is "
                                "followed."),
                             u"testPace"_s, this));
    column->addLayout(facts);
    column->addWidget(m_change);
}

void TestCallSheet::addSpans(QVBoxLayout *column)
{
    auto *group = new QWidget(this);
    m_batch = new QRadioButton(tr("for t&hese"), group);
    m_batch->setObjectName(u"testBatch"_s);
    m_batch->setChecked(true);
    m_hour = new QRadioButton(tr("for an h&our"), group);
    m_hour->setObjectName(u"testHour"_s);
    m_store = new QRadioButton(tr("in this store, until ta&ken back"), group);
    m_store->setObjectName(u"testStore"_s);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new QLabel(tr("The yes holds"), group));
    for (QRadioButton *button : {m_batch, m_hour, m_store})
        row->addWidget(button);
    row->addStretch();
    column->addWidget(group);
}

void TestCallSheet::addButtons(QVBoxLayout *column)
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *stay = buttons->addButton(tr("Stay o&ffline"), QDialogButtonBox::RejectRole);
    stay->setObjectName(u"testStay"_s);
    stay->setDefault(true);
    m_send = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_send->setObjectName(u"testSend"_s);
    m_send->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    stay->setFocus();
}

SealTrial *TestCallSheet::current()
{
    const int row = m_seals->indexOfTopLevelItem(m_seals->currentItem());
    return row < 0 ? nullptr : &m_trials[static_cast<std::size_t>(row)];
}

void TestCallSheet::showCurrent()
{
    m_bearer->wipe();
    const SealTrial *trial = current();
    const seal::SealRecord *record = trial == nullptr ? nullptr : m_desk.find(trial->number);
    if (record == nullptr)
        return;
    const QString name = escapedText(record->consumer.name);
    m_whose->setText(tr("Bearer of %1").arg(name));
    m_bearer->setAccessibleName(tr("Bearer of %1").arg(name));
    m_bearer->setPlaceholder(trial->proof ? tr("at hand; type to use another")
                                          : tr("type or paste it, or read it from files"));
}

void TestCallSheet::takeTyped()
{
    SealTrial *trial = current();
    if (trial == nullptr || m_bearer->isEmpty())
        return;
    trial->proof = std::make_shared<const secret::SecretBytes>(m_bearer->typed());
    refresh();
}

void TestCallSheet::readFolder()
{
    const QString folder = m_folder(this);
    if (folder.isEmpty())
        return;
    int found = 0;
    for (const QFileInfo &file :
         QDir(folder).entryInfoList({u"*.env"_s, u"*.yaml"_s, u"*.json"_s}, QDir::Files)) {
        auto delivered = readDelivered(file.filePath());
        if (!delivered || delivered->bearer.isEmpty())
            continue;
        const auto bearer
            = std::make_shared<const secret::SecretBytes>(std::move(delivered->bearer));
        for (SealTrial &trial : m_trials) {
            const seal::SealRecord *record = m_desk.find(trial.number);
            if (record == nullptr || !seal::isFor(*delivered, *record))
                continue;
            trial.proof = bearer;
            ++found;
        }
    }
    m_said->setVisible(true);
    m_said->setText(tr("Bearers found in %1: %n.", nullptr, found).arg(folder));
    showCurrent();
    refresh();
}

std::optional<seal::HarmlessRequest> TestCallSheet::typedFor(const seal::SealRecord &record) const
{
    if (!m_other->isChecked() || m_path->text().isEmpty())
        return std::nullopt;
    seal::HarmlessRequest request;
    request.method = m_method->currentText().toStdString();
    request.path = m_path->text().trimmed().toStdString();
    request.host = m_host->text().trimmed().toStdString();
    if (request.host.empty())
        request.host = harmlessRequestOf(record).host;
    if (request.host.empty())
        request.host = record.destinations.substr(0, record.destinations.find(' '));
    return request;
}

Result<seal::TestCall> TestCallSheet::callOf(const SealTrial &trial) const
{
    const seal::SealRecord *record = m_desk.find(trial.number);
    const seal::Profile *profile = record == nullptr ? nullptr : m_desk.profile(record->profile);
    if (profile == nullptr)
        return fail(ErrorKind::NotFound, tr("The profile of this seal is gone.").toStdString());
    return makeTestCall(*record, *profile, typedFor(*record).value_or(harmlessRequestOf(*record)),
                        SealDesk::now());
}

std::vector<ReadyTrial> TestCallSheet::ready() const
{
    std::vector<ReadyTrial> all;
    for (const SealTrial &trial : m_trials) {
        auto call = callOf(trial);
        if (!call || (!call->proofScheme.empty() && !trial.proof))
            continue;
        const bool needsProof = !call->proofScheme.empty();
        all.push_back(
            {std::move(*call), *m_desk.find(trial.number), needsProof ? trial.proof : nullptr});
    }
    return all;
}

std::vector<provider::Consent> TestCallSheet::consents(std::int64_t now) const
{
    provider::Consent consent;
    if (m_hour->isChecked()) {
        consent.span = provider::Span::Time;
        consent.until = now + kHour;
    } else if (m_store->isChecked()) {
        consent.span = provider::Span::Store;
    }
    std::map<std::string, provider::Level> hosts;
    for (const ReadyTrial &trial : ready()) {
        for (const std::string &host : {trial.call.proxyHost, trial.call.apiHost}) {
            provider::Level &level = hosts[host];
            level = std::max(level, seal::levelOf(trial.call));
        }
    }
    std::vector<provider::Consent> given;
    for (const auto &[host, level] : hosts) {
        consent.host = host;
        consent.level = level;
        given.push_back(consent);
    }
    return given;
}

void TestCallSheet::refresh()
{
    if (m_send == nullptr)
        return;
    std::set<std::string> proxies;
    std::set<std::string> apis;
    std::set<std::string> profiles;
    int count = 0;
    bool isHarmless = true;
    for (std::size_t i = 0; i < m_trials.size(); ++i) {
        QTreeWidgetItem *item = m_seals->topLevelItem(static_cast<int>(i));
        const auto call = callOf(m_trials[i]);
        if (!call) {
            item->setText(2, {});
            item->setText(3, escapedText(call.error().detail));
            item->setToolTip(3, item->text(3));
            continue;
        }
        const bool isMissing = !call->proofScheme.empty() && !m_trials[i].proof;
        item->setText(2,
                      call->proofScheme.empty() ? tr("not needed")
                          : isMissing           ? tr("missing")
                                                : tr("at hand"));
        item->setText(
            3, u"%1 %2"_s.arg(QString::fromStdString(call->method), escapedText(call->url())));
        item->setToolTip(3, item->text(3));
        if (isMissing)
            continue;
        ++count;
        proxies.insert(call->proxyHost);
        profiles.insert(call->profile);
        apis.insert(call->apiHost);
        isHarmless = isHarmless && call->isHarmless;
    }
    for (int i = 0; i < 3; ++i)
        m_seals->resizeColumnToContents(i);
    m_proxies->setText(
        count == 0
            ? tr("Nobody is asked yet.")
            : tr("%1 (%2) gets sealed tokens and bearers, over plain http, for it speaks nothing "
                 "else.")
                  .arg(joined(proxies), joined(profiles)));
    m_apis->setText(
        count == 0 ? tr("Nobody is asked yet.")
                   : tr("%1 gets the request with the value, from the proxy.").arg(joined(apis)));
    m_change->setVisible(!isHarmless);
    if (!isHarmless)
        m_batch->setChecked(true);
    m_hour->setEnabled(isHarmless);
    m_store->setEnabled(isHarmless);
    m_title->setText(count == 0 ? tr("What is missing to try these seals")
                                : tr("Try %n seals out?", nullptr, count));
    m_send->setText(count == 0 ? tr("&Send nothing") : tr("&Send %n requests", nullptr, count));
    m_send->setEnabled(count > 0);
}

} // namespace rekey::ui
