// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/consentsheet.h"

#include "ui/models/findingwords.h"
#include "ui/verify/checkwords.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::int64_t kHour = 3600;
constexpr int kRequestLines = 6;
constexpr int kHostRows = 5;
constexpr int kLeastRow = 24;

QString joined(const std::set<std::string> &texts, const QString &between)
{
    QStringList list;
    for (const std::string &text : texts)
        list.append(QString::fromStdString(text));
    return list.join(between);
}

QString whereText(const HostPlan &host)
{
    QStringList sentences;
    for (const provider::SecretUse &use : host.where)
        sentences.append(secretUseText(use));
    return sentences.join(u' ');
}

} // namespace

ConsentSheet::ConsentSheet(std::shared_ptr<const CheckPlan> plan, QWidget *parent)
    : QDialog(parent)
    , m_plan(std::move(plan))
{
    setObjectName(u"consentSheet"_s);
    setModal(true);
    build();
    if (!m_plan->hosts.empty()) {
        showHost(0);
        update();
    }
    resize(680, sizeHint().height());
}

void ConsentSheet::build()
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    m_title = plainLabel({}, u"consentTitle"_s, this);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    column->addWidget(m_title);
    if (m_plan->hosts.empty()) {
        m_title->setText(tr("Nobody is asked"));
    } else {
        if (!isControl())
            addLevels(column);
        addHosts(column);
        addFacts(column);
    }
    addNotAsked(column);
    // A yes for longer would be one to send keys, and none was shown here.
    if (!m_plan->hosts.empty() && !isControl())
        addSpans(column);
    column->addStretch();
    addButtons(column);
    setWindowTitle(m_plan->hosts.empty() ? tr("Nothing to send")
                       : isControl()     ? tr("Try a check with a made-up key")
                                         : tr("Ask providers about secrets"));
}

void ConsentSheet::addLevels(QVBoxLayout *column)
{
    auto *alive = new QRadioButton(tr("Is it &alive?"), this);
    alive->setObjectName(u"consentAlive"_s);
    m_access = new QRadioButton(tr("Also &whose it is and what it may do"), this);
    m_access->setObjectName(u"consentAccess"_s);
    const bool wantsAccess = m_plan->options.level >= provider::Level::Access;
    (wantsAccess ? m_access : alive)->setChecked(true);
    auto *group = new QWidget(this); // radio buttons of one parent exclude each other
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(alive);
    row->addWidget(m_access);
    row->addWidget(new QLabel(tr("Both change nothing."), group));
    row->addStretch();
    column->addWidget(group);
    connect(m_access, &QRadioButton::toggled, this,
            [this] { showHost(m_hosts == nullptr ? 0 : m_hosts->currentIndex().row()); });
}

void ConsentSheet::addHosts(QVBoxLayout *column)
{
    if (m_plan->hosts.size() < 2)
        return;
    m_hosts = new QTreeWidget(this);
    m_hosts->setObjectName(u"consentHosts"_s);
    m_hosts->setAccessibleName(tr("Hosts that would be asked"));
    m_hosts->setHeaderLabels({tr("Host"), tr("Keys"), tr("Seen by")});
    m_hosts->setRootIsDecorated(false);
    m_hosts->setUniformRowHeights(true);
    m_hosts->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_hosts->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_hosts->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_hosts->header()->setStretchLastSection(false);
    for (const HostPlan &host : m_plan->hosts) {
        auto *item = new QTreeWidgetItem(m_hosts,
                                         {escapedText(host.host),
                                          QLocale().toString(static_cast<qulonglong>(host.secrets)),
                                          joined(host.providers, u", "_s)});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
        item->setCheckState(0, Qt::Checked);
    }
    const int rows = std::min(kHostRows, m_hosts->topLevelItemCount());
    m_hosts->setFixedHeight(m_hosts->header()->sizeHint().height() + 2 * m_hosts->frameWidth()
                            + rows * m_hosts->sizeHintForRow(0));
    m_hosts->setCurrentItem(m_hosts->topLevelItem(0));
    column->addWidget(m_hosts);
    connect(m_hosts, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { showHost(m_hosts->indexOfTopLevelItem(item)); });
    connect(m_hosts, &QTreeWidget::itemChanged, this, &ConsentSheet::update);
}

void ConsentSheet::addFacts(QVBoxLayout *column)
{
    m_request = new QPlainTextEdit(this);
    m_request->setObjectName(u"consentRequest"_s);
    m_request->setAccessibleName(tr("Request as it is sent, with placeholders"));
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_request->setFixedHeight(m_request->fontMetrics().lineSpacing() * kRequestLines + 16);
    m_where = plainLabel({}, u"consentWhere"_s, this);
    m_seenBy = plainLabel({}, u"consentSeenBy"_s, this);
    auto *facts = new QFormLayout;
    facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    facts->addRow(tr("Request"), m_request);
    facts->addRow(tr("Your key"), m_where);
    facts->addRow(tr("Seen by"), m_seenBy);
    facts->addRow(
        tr("Pace"),
        plainLabel(isControl()
                       ? tr("One request.")
                       : tr("One at a time, at most two a second. The first key that looks alive "
                            "is followed by a made-up twin, once for each type."),
                   u"consentPace"_s, this));
    column->addLayout(facts);
    const bool any = std::ranges::any_of(m_plan->hosts,
                                         [](const HostPlan &host) { return host.canaries > 0; });
    if (!any)
        return;
    std::size_t canaries = 0;
    for (const HostPlan &host : m_plan->hosts)
        canaries += host.canaries;
    m_canaries = new QCheckBox(tr("Also send %n that look like &canaries: checking them alerts "
                                  "whoever planted them.",
                                  nullptr, static_cast<int>(canaries)),
                               this);
    m_canaries->setObjectName(u"consentCanaries"_s);
    setTextTone(m_canaries, Tone::Warning);
    column->addWidget(m_canaries);
    connect(m_canaries, &QCheckBox::toggled, this, &ConsentSheet::update);
}

void ConsentSheet::addNotAsked(QVBoxLayout *column)
{
    if (m_plan->notAsked.empty())
        return;
    QStringList lines;
    for (const auto &[reason, count] : m_plan->notAsked)
        lines.append(tr("%1: %2").arg(QLocale().toString(static_cast<qulonglong>(count)),
                                      notAskedText(reason)));
    auto *title = new QLabel(tr("Not sent"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    column->addWidget(title);
    column->addWidget(plainLabel(lines.join(u'\n'), u"consentNotAsked"_s, this));
}

void ConsentSheet::addSpans(QVBoxLayout *column)
{
    auto *group = new QWidget(this);
    auto *batch = new QRadioButton(tr("for &these"), group);
    batch->setObjectName(u"consentBatch"_s);
    batch->setChecked(true);
    m_hour = new QRadioButton(tr("for an &hour"), group);
    m_hour->setObjectName(u"consentHour"_s);
    m_store = new QRadioButton(tr("in this store, until ta&ken back"), group);
    m_store->setObjectName(u"consentStore"_s);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new QLabel(tr("The yes holds"), group));
    for (QRadioButton *button : {batch, m_hour, m_store})
        row->addWidget(button);
    row->addStretch();
    column->addWidget(group);
}

void ConsentSheet::addButtons(QVBoxLayout *column)
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *stay = buttons->addButton(
        m_plan->hosts.empty() ? tr("Close") : tr("Stay &offline"), QDialogButtonBox::RejectRole);
    stay->setObjectName(u"consentStay"_s);
    stay->setDefault(true);
    if (!m_plan->hosts.empty()) {
        m_send = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
        m_send->setObjectName(u"consentSend"_s);
        m_send->setAutoDefault(false);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    stay->setFocus();
}

void ConsentSheet::showHost(int index)
{
    if (index < 0)
        return;
    const HostPlan &host = m_plan->hosts[static_cast<std::size_t>(index)];
    QString requests = joined(host.requests, u"\n\n"_s);
    if (level() >= provider::Level::Access && !host.accessRequests.empty())
        requests += u"\n\n"_s + joined(host.accessRequests, u"\n\n"_s);
    m_request->setPlainText(requests);
    m_where->setText(isControl() ? tr("It is not sent: a made-up twin of it is.")
                                 : whereText(host));
    m_seenBy->setText(
        tr("%1, in its logs, with this machine's address").arg(joined(host.providers, u", "_s)));
}

bool ConsentSheet::isTicked(std::size_t host) const
{
    return m_hosts == nullptr
        || m_hosts->topLevelItem(static_cast<int>(host))->checkState(0) == Qt::Checked;
}

bool ConsentSheet::withCanaries() const
{
    return m_canaries != nullptr && m_canaries->isChecked();
}

std::size_t ConsentSheet::sentTo(const HostPlan &host) const
{
    return host.secrets - (withCanaries() ? 0 : host.canaries);
}

QString ConsentSheet::sendText(std::size_t keys, const QStringList &hosts) const
{
    if (keys == 0)
        return tr("&Send nothing");
    const int count = static_cast<int>(keys);
    if (hosts.size() > 1)
        return tr("&Send %n keys to %1 hosts", nullptr, count).arg(hosts.size());
    const QString host = onButton(hosts.value(0));
    return isControl() ? tr("&Send a made-up key to %1").arg(host)
                       : tr("&Send %n keys to %1", nullptr, count).arg(host);
}

void ConsentSheet::update()
{
    std::size_t keys = 0;
    QStringList hosts;
    for (std::size_t i = 0; i < m_plan->hosts.size(); ++i) {
        const HostPlan &host = m_plan->hosts[i];
        if (!isTicked(i) || sentTo(host) == 0)
            continue;
        keys += sentTo(host);
        hosts.append(escapedText(host.host));
    }
    const int count = static_cast<int>(keys);
    m_title->setText(
        hosts.size() > 1
            ? tr("Ask %1 hosts about %n keys?", nullptr, count).arg(hosts.size())
            : tr("Ask %1 about %n keys?", nullptr, count)
                  .arg(hosts.isEmpty() ? escapedText(m_plan->hosts.front().host) : hosts.front()));
    m_send->setText(sendText(keys, hosts));
    m_send->setEnabled(keys > 0);
}

provider::Level ConsentSheet::level() const
{
    return m_access != nullptr && m_access->isChecked() ? provider::Level::Access
                                                        : provider::Level::Alive;
}

CheckPlan ConsentSheet::chosen() const
{
    CheckPlan chosen = *m_plan;
    chosen.options.level = level();
    std::set<std::string> ticked;
    for (std::size_t i = 0; i < m_plan->hosts.size(); ++i) {
        if (isTicked(i))
            ticked.insert(m_plan->hosts[i].host);
    }
    std::erase_if(chosen.hosts, [&](const HostPlan &host) { return !ticked.contains(host.host); });
    std::erase_if(chosen.checks, [&](const CheckPlan::Check &check) {
        return !ticked.contains(check.host) || (check.isCanary && !withCanaries());
    });
    return chosen;
}

std::vector<provider::Consent> ConsentSheet::consents(std::int64_t now) const
{
    provider::Consent consent;
    consent.level = level();
    consent.withCanaries = withCanaries();
    if (m_store != nullptr && m_store->isChecked()) {
        consent.span = provider::Span::Store;
    } else if (m_hour != nullptr && m_hour->isChecked()) {
        consent.span = provider::Span::Time;
        consent.until = now + kHour;
    }
    std::vector<provider::Consent> given;
    for (std::size_t i = 0; i < m_plan->hosts.size(); ++i) {
        if (!isTicked(i) || sentTo(m_plan->hosts[i]) == 0)
            continue;
        consent.host = m_plan->hosts[i].host;
        given.push_back(consent);
    }
    return given;
}

} // namespace rekey::ui
