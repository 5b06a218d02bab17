// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/networksection.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString levelText(const provider::Consent &consent)
{
    QString text = consent.level >= provider::Level::Change ? NetworkSection::tr("May be changed")
        : consent.level == provider::Level::Access
        ? NetworkSection::tr("Alive, whose, what it may do")
        : NetworkSection::tr("Is it alive");
    if (consent.withCanaries)
        text = NetworkSection::tr("%1; canaries too").arg(text);
    return text;
}

QString spanText(const provider::Consent &consent)
{
    switch (consent.span) {
    case provider::Span::Batch:
        return NetworkSection::tr("For what is queued");
    case provider::Span::Time:
        return NetworkSection::tr("Until %1")
            .arg(QLocale().toString(QDateTime::fromSecsSinceEpoch(consent.until).time(),
                                    u"HH:mm"_s));
    case provider::Span::Store:
        break;
    }
    return NetworkSection::tr("Until taken back");
}

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    const QStringList all = edit->toPlainText().split(u'\n');
    for (const QString &line : all) {
        if (const QString text = line.trimmed(); !text.isEmpty())
            lines.append(text);
    }
    return lines;
}

} // namespace

NetworkSection::NetworkSection(const NetworkChoices &choices, QWidget *parent)
    : QWidget(parent)
    , m_applied(choices)
{
    setObjectName(u"networkSection"_s);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 4, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(8);
    form->addRow(tr("Hosts that may be asked without another question"), makeConsents());
    form->addRow(tr("Proxy"), makeProxy(choices.proxy));
    m_authorities = new QLineEdit(choices.authorities, this);
    m_authorities->setObjectName(u"networkAuthorities"_s);
    m_authorities->setAccessibleName(tr("File of certificates to trust beside the system's"));
    m_authorities->setPlaceholderText(tr("None beside the system's"));
    form->addRow(tr("Certificates to trust (PEM file)"), m_authorities);
    m_servers = makeLines(u"networkServers"_s, tr("Servers of your own"), choices.servers,
                          u"gitlab=https://gitlab.example"_s);
    form->addRow(tr("Servers of your own, instead of the provider's"), m_servers);
    m_allowed = makeLines(u"networkAllowed"_s, tr("Private hosts that may be asked"),
                          choices.allowed, u"lab=10.0.0.7"_s);
    form->addRow(tr("Private hosts that may be asked, each by a name of yours"), m_allowed);
    m_problem = plainLabel({}, u"networkProblem"_s, this);
    setTextTone(m_problem, Tone::Danger);
    m_problem->hide();
    form->addRow(m_problem);

    connect(m_proxyKind, &QComboBox::currentIndexChanged, this, [this] {
        m_proxy->setEnabled(m_proxyKind->currentData().toString().endsWith("://"_L1));
        apply();
    });
    connect(m_proxy, &QLineEdit::editingFinished, this, &NetworkSection::apply);
    connect(m_authorities, &QLineEdit::editingFinished, this, &NetworkSection::apply);
    connect(m_servers, &QPlainTextEdit::textChanged, this, &NetworkSection::apply);
    connect(m_allowed, &QPlainTextEdit::textChanged, this, &NetworkSection::apply);
}

QWidget *NetworkSection::makeConsents()
{
    auto *box = new QWidget(this);
    m_consents = new QTreeWidget(box);
    m_consents->setObjectName(u"networkConsents"_s);
    m_consents->setAccessibleName(tr("Hosts that may be asked"));
    m_consents->setHeaderLabels({tr("Host"), tr("For"), tr("Holds")});
    m_consents->setRootIsDecorated(false);
    m_consents->setUniformRowHeights(true);
    m_consents->setFixedHeight(130);
    m_consents->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_consents->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_consents->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_consents->header()->setStretchLastSection(false);
    m_withdraw = new QPushButton(tr("Take back"), box);
    m_withdraw->setObjectName(u"networkWithdraw"_s);
    m_withdraw->setAutoDefault(false);
    m_withdraw->setEnabled(false);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_consents, 1);
    row->addWidget(m_withdraw, 0, Qt::AlignTop);
    connect(m_consents, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { m_withdraw->setEnabled(item != nullptr); });
    connect(m_withdraw, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem *item = m_consents->currentItem())
            Q_EMIT withdrawRequested(item->data(0, Qt::UserRole).toString().toStdString());
    });
    return box;
}

QWidget *NetworkSection::makeProxy(const QString &proxy)
{
    auto *box = new QWidget(this);
    m_proxyKind = new QComboBox(box);
    m_proxyKind->setObjectName(u"networkProxyKind"_s);
    m_proxyKind->setAccessibleName(tr("Kind of proxy"));
    m_proxyKind->addItem(tr("As the system has it"), u"system"_s);
    m_proxyKind->addItem(tr("None"), u"none"_s);
    m_proxyKind->addItem(tr("HTTP"), u"http://"_s);
    m_proxyKind->addItem(tr("SOCKS5"), u"socks5://"_s);
    m_proxy = new QLineEdit(box);
    m_proxy->setObjectName(u"networkProxy"_s);
    m_proxy->setAccessibleName(tr("Host and port of the proxy"));
    m_proxy->setPlaceholderText(u"proxy.example:3128"_s);
    for (int i = 0; i < m_proxyKind->count(); ++i) {
        const QString kind = m_proxyKind->itemData(i).toString();
        if (!proxy.startsWith(kind))
            continue;
        m_proxyKind->setCurrentIndex(i);
        m_proxy->setText(proxy.sliced(kind.size()));
    }
    m_proxy->setEnabled(m_proxyKind->currentIndex() > 1);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_proxyKind);
    row->addWidget(m_proxy, 1);
    return box;
}

QPlainTextEdit *NetworkSection::makeLines(const QString &name, const QString &title,
                                          const QStringList &lines, const QString &example)
{
    auto *edit = new QPlainTextEdit(lines.join(u'\n'), this);
    edit->setObjectName(name);
    edit->setAccessibleName(tr("%1, one on each line").arg(title));
    edit->setPlaceholderText(example);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 3 + 16);
    return edit;
}

void NetworkSection::setConsents(const std::vector<provider::Consent> &consents)
{
    m_consents->clear();
    for (const provider::Consent &consent : consents) {
        auto *item = new QTreeWidgetItem(
            m_consents, {escapedText(consent.host), levelText(consent), spanText(consent)});
        item->setData(0, Qt::UserRole, QString::fromStdString(consent.host));
    }
    m_withdraw->setEnabled(m_consents->currentItem() != nullptr);
}

void NetworkSection::setProviders(const provider::Catalog &catalog)
{
    for (const provider::Service &service : catalog.services())
        m_providers.insert(service.id);
    apply();
}

QString NetworkSection::unknownProvider(const CheckSetup &setup) const
{
    for (const auto &[name, url] : setup.baseUrls) {
        if (!m_providers.empty() && !m_providers.contains(name))
            return escapedText(name);
    }
    return {};
}

NetworkChoices NetworkSection::choices() const
{
    QString proxy = m_proxyKind->currentData().toString();
    if (proxy.endsWith("://"_L1))
        proxy += m_proxy->text().trimmed();
    return {proxy, m_authorities->text().trimmed(), linesOf(m_servers), linesOf(m_allowed)};
}

void NetworkSection::apply()
{
    const NetworkChoices wanted = choices();
    const Result<CheckSetup> setup = setupOf(wanted);
    const QString unknown = setup ? unknownProvider(*setup) : QString();
    m_problem->setVisible(!setup || !unknown.isEmpty());
    if (!setup) {
        m_problem->setText(tr("Not taken: %1").arg(escapedText(setup.error().text())));
        return;
    }
    if (!unknown.isEmpty()) {
        m_problem->setText(tr("Not taken: no provider is called “%1”. Write its name in small "
                              "letters, as in gitlab or github.")
                               .arg(unknown));
        return;
    }
    if (wanted == m_applied)
        return;
    m_applied = wanted;
    Q_EMIT choicesChanged(wanted);
}

} // namespace rekey::ui
