// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonreader.h"
#include "core/seal/oauth/acquire.h"
#include "core/seal/profile.h"
#include "core/seal/register.h"
#include "tests/support/fakesso.h"
#include "tests/support/framerig.h"
#include "tests/support/peerprocess.h"
#include "ui/seal/bearerlabel.h"
#include "ui/seal/testcallsheet.h"
#include "ui/session/acquiresession.h"
#include "ui/session/networkchoices.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkCookieJar>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStatusBar>
#include <QTableView>
#include <QTcpSocket>
#include <QTest>
#include <QTreeWidget>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeShelf;
using rekey::test::FakeSso;
using rekey::test::FrameRig;
using rekey::test::PeerProcess;
using rekey::test::WindowRig;

/// The system's browser: follows redirects with cookies. Held, it only notes what it was to open.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser()
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
    }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    void visit(const QUrl &url) { follow(m_network.get(QNetworkRequest(url))); }
    void send(const QUrl &url, const QUrlQuery &form)
    {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          u"application/x-www-form-urlencoded"_s);
        follow(m_network.post(request, form.toString(QUrl::FullyEncoded).toLatin1()));
    }

    bool isHeld = false;
    QUrl asked;
    QUrl last; ///< where the redirects led
    QByteArray page;
    QNetworkReply::NetworkError failure = QNetworkReply::NoError;

public Q_SLOTS:
    void open(const QUrl &url)
    {
        asked = url;
        if (!isHeld)
            visit(url);
    }

private:
    void follow(QNetworkReply *reply)
    {
        page.clear();
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            last = reply->url();
            page = reply->readAll();
            failure = reply->error();
            reply->deleteLater();
        });
    }

    QNetworkAccessManager m_network;
};

/// Acts just before a window takes note that it is to be closed.
class BeforeClosing : public QObject
{
    Q_OBJECT

public:
    BeforeClosing(QWidget *window, std::function<void()> act)
        : m_act(std::move(act))
    {
        window->installEventFilter(this);
    }
    bool eventFilter(QObject * /*watched*/, QEvent *event) override
    {
        if (event->type() == QEvent::Close)
            m_act();
        return false;
    }

private:
    std::function<void()> m_act;
};

/// Story A9: acquire by OAuth and seal, from the page of seals to the refreshed token, against a
/// real OpenID provider and a stand-in for the service and its proxy, all on loopback.
class TestJourneyA9 : public QObject
{
    Q_OBJECT

    const seal::OpenKey m_key = seal::OpenKey::random();
    const secret::SecretBytes m_bearer = seal::makeBearer();
    std::unique_ptr<FakeSso> m_sso;
    std::unique_ptr<PeerProcess> m_idp;
    std::shared_ptr<FakeShelf> m_shelf;
    std::unique_ptr<WindowRig> m_rig;
    std::unique_ptr<Browser> m_browser;
    int m_clicks = 0;

    void click(QWidget *parent, const char *name)
    {
        auto *button = parent->findChild<QAbstractButton *>(QLatin1StringView(name));
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
        ++m_clicks;
    }

    QDialog *dialog(const char *name) const
    {
        return m_rig->window->findChild<QDialog *>(QLatin1StringView(name));
    }
    QWidget *page() const { return m_rig->window->findChild<QWidget *>(u"sealsPage"_s); }
    QTableView *table() const { return page()->findChild<QTableView *>(u"sealsTable"_s); }
    int rows() const { return table()->model()->rowCount(); }

    static QString textOf(const QWidget *parent, const char *name)
    {
        const auto *label = parent->findChild<QLabel *>(QLatin1StringView(name));
        return label == nullptr ? QString() : label->text();
    }

    static void type(QWidget *parent, const char *name, const QString &text)
    {
        auto *edit = parent->findChild<QLineEdit *>(QLatin1StringView(name));
        QVERIFY2(edit && edit->isEnabled(), name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    std::vector<seal::SealRecord> kept() const
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<seal::SealRecord> records;
        for (const auto &[name, text] : m_shelf->properties) {
            if (name.first == seal::kRegisterRoom)
                records.push_back(*seal::recordFromText(text));
        }
        return records;
    }

    seal::ProxySecret opened(const seal::SealRecord &record) const
    {
        return *seal::readSecretJson(seal::openToken(record.token, m_key)->view());
    }

    /// Every token the provider gave out; empty when it is not there.
    QList<QByteArray> tokens() const
    {
        QList<QByteArray> list;
        for (const QJsonValue &one : m_idp->get(u"/_peer/state"_s)["tokens"_L1].toArray())
            list.append(one.toString().toUtf8());
        return list;
    }

    /// Everything that is kept, logged or shown.
    QByteArrayList written() const
    {
        m_rig->settings.sync();
        QFile settings(m_rig->settings.fileName());
        QByteArrayList all;
        if (settings.open(QIODevice::ReadOnly))
            all << settings.readAll();
        {
            const std::scoped_lock lock(m_shelf->mutex);
            for (const auto &[name, text] : m_shelf->properties)
                all << QByteArray::fromStdString(text);
            for (const finding::Event &event : m_shelf->events)
                all << QByteArray::fromStdString(event.detail + event.from + event.to);
        }
        for (const QWidget *widget : QApplication::allWidgets()) {
            all << widget->toolTip().toUtf8() << widget->windowTitle().toUtf8();
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                all << label->text().toUtf8();
            if (const auto *line = qobject_cast<const QLineEdit *>(widget))
                all << line->text().toUtf8();
            if (const auto *area = qobject_cast<const QPlainTextEdit *>(widget))
                all << area->toPlainText().toUtf8();
        }
        return all;
    }

    void verifyNowhere(const QByteArray &token) const
    {
        QVERIFY(token.size() > 20);
        // Base64 of a text has three forms, by where it begins.
        QByteArrayList forms{token, token.toHex()};
        for (int shift = 0; shift < 3; ++shift)
            forms << token.mid(shift, (token.size() - 3) / 3 * 3).toBase64();
        for (const QByteArray &text : written()) {
            for (const QByteArray &form : forms)
                QVERIFY(!text.contains(form));
        }
    }

    static bool isRefused(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        return !socket.waitForConnected(2000)
            && socket.error() == QAbstractSocket::ConnectionRefusedError;
    }

    QString returnUrl(const char *name = "acquireReturnUrl") const
    {
        return dialog("acquireDialog")->findChild<QLineEdit *>(QLatin1StringView(name))->text();
    }

    QDialog *openAcquire()
    {
        m_rig->action(u"view.seals"_s)->trigger();
        ++m_clicks;
        click(page(), "sealsAcquire");
        return dialog("acquireDialog");
    }

    /// Through the service, to a seal with a refresh token in it.
    seal::SealRecord acquire()
    {
        m_rig->settings.setValue(u"acquire/service"_s, QString::fromStdString(m_sso->url()));
        m_rig->settings.setValue(u"acquire/serviceProvider"_s, u"idp"_s);
        m_rig->settings.setValue(u"acquire/consumer"_s, u"billing"_s);
        start();
        QDialog *dialog = openAcquire();
        m_sso->setReturnUrl(returnUrl());
        click(dialog, "acquireStart");
        if (!QTest::qWaitFor([this] { return kept().size() == 1; }, 20'000))
            return {};
        click(dialog, "acquireClose");
        return kept().front();
    }

    void start()
    {
        m_rig->ledger.open([shelf = m_shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(shelf);
        });
        m_rig->window->show();
        m_rig->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_rig->window.get()));
        QTRY_VERIFY(m_rig->ledger.isOpen() && m_rig->ledger.isAtRest());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sso = std::make_unique<FakeSso>(*seal::OpenKey::parse(toHex(m_key.bytes().bytes())),
                                          m_bearer);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SERVICE_RETURN"_s, m_sso->callback());
        m_idp = std::make_unique<PeerProcess>(
            u"oidc.mjs"_s, QStringLiteral(REKEY_SOURCE_DIR "/build/peers/oidc/node"), environment);
        m_sso->setIssuer(m_idp->url());
    }

    void init()
    {
        m_shelf = std::make_shared<FakeShelf>();
        auto profile = *seal::makeProfile("production", m_sso->url(), m_key.sealKey().hex());
        m_shelf->properties[{std::string(seal::kProfileRoom), "production"}]
            = seal::textOf(profile);
        m_browser = std::make_unique<Browser>();
        m_rig = std::make_unique<WindowRig>(FrameRig::engine(std::make_shared<test::FakeScan>()),
                                            false, ui::StorePorts(), ui::coreChecks());
        ui::writeNetworkChoices(m_rig->settings, {u"none"_s, {}, {}, {u"lab=127.0.0.1"_s}});
        m_clicks = 0;
    }

    void cleanup()
    {
        m_rig.reset();
        m_browser.reset();
        m_shelf.reset();
    }

    void acquiresThroughAServiceAndRefreshes()
    {
        if (!m_idp->problem().isEmpty())
            QSKIP(qPrintable(m_idp->problem()));
        // As it was typed the last time.
        m_rig->settings.setValue(u"acquire/service"_s, QString::fromStdString(m_sso->url()));
        m_rig->settings.setValue(u"acquire/consumer"_s, u"billing"_s);
        start();

        // 1: Seals, Acquire, provider: the return URL is shown, with the lines for the service.
        QDialog *acquire = openAcquire();
        auto *provider = acquire->findChild<QComboBox *>(u"acquireServiceProvider"_s);
        provider->lineEdit()->selectAll();
        QTest::keyClicks(provider->lineEdit(), u"idp"_s);
        ++m_clicks;
        QVERIFY(returnUrl().startsWith(u"http://127.0.0.1:"_s));
        QVERIFY(acquire->findChild<QPlainTextEdit *>(u"acquireYaml"_s)
                    ->toPlainText()
                    .contains("  idp:\n    return_url: "_L1 + returnUrl()));
        m_sso->setReturnUrl(returnUrl());
        const auto *lines = acquire->findChild<QPlainTextEdit *>(u"acquireYaml"_s);
        QTRY_VERIFY(!lines->verticalScrollBar()->isVisible());
        QVERIFY(!lines->horizontalScrollBar()->isVisible());
        const auto port = static_cast<quint16>(QUrl(returnUrl()).port());
        QVERIFY(isRefused(port)); // nobody listens before it is needed
        QVERIFY(textOf(acquire, "acquireState").isEmpty());

        // 2: approved in the browser: the window is in front, seal and expiry are listed.
        m_browser->isHeld = true;
        click(acquire, "acquireStart");
        QVERIFY(m_browser->asked.path() == "/idp/start"_L1);
        QTRY_VERIFY(textOf(acquire, "acquireState").startsWith(u"Waiting"_s));
        QElapsedTimer sinceBack;
        QVERIFY(!isRefused(port));
        m_browser->visit(m_browser->asked);
        QTRY_VERIFY_WITH_TIMEOUT(!m_browser->page.isEmpty(), 20'000);
        sinceBack.start();
        QTRY_COMPARE(rows(), 1);
        const qint64 backMs = sinceBack.elapsed();
        QVERIFY2(backMs < 500, qPrintable(QString::number(backMs)));
        QVERIFY(m_browser->page.contains("Done."));
        QVERIFY(page()->isVisible());
        QVERIFY(m_rig->window->isVisible());
        QTRY_COMPARE(kept().size(), 1U);
        const seal::SealRecord first = kept().front();
        QCOMPARE(first.consumer.name, std::string("billing"));
        QCOMPARE(first.acquired.provider, std::string("idp"));
        QVERIFY(first.expiresAt - first.madeAt > 3500);
        QVERIFY(textOf(acquire, "acquireSaid").contains("L-0001"_L1));
        const seal::ProxySecret secret = opened(first);
        const auto &pair = std::get<seal::OAuth2>(secret.processor.kind).token;
        QVERIFY(tokens().contains(QByteArray::fromStdString(std::string(pair->access.view()))));
        QVERIFY(isRefused(port));
        QVERIFY2(m_clicks <= 4, qPrintable(QString::number(m_clicks)));
        for (const QByteArray &token : tokens())
            verifyNowhere(token);
        click(acquire, "acquireClose");

        // Refresh now, through the proxy with the consumer's bearer.
        table()->selectRow(0);
        click(page(), "sealsRefresh");
        QDialog *refresh = dialog("refreshDialog");
        QVERIFY(textOf(refresh, "refreshWhat").contains("/idp/refresh"_L1));
        auto *field = refresh->findChild<ui::SecretField *>();
        QTest::keyClicks(field, u"not-the-bearer"_s);
        click(refresh, "refreshAsk");
        QTRY_VERIFY(textOf(refresh, "refreshSaid").contains("does not take this bearer"_L1));
        QCOMPARE(kept().front().token, first.token);
        field->wipe();
        QTest::keyClicks(field, QString::fromStdString(std::string(m_bearer.view())));
        click(refresh, "refreshAsk");
        QTRY_VERIFY_WITH_TIMEOUT(refresh->findChild<QWidget *>(u"deliveryPane"_s), 20'000);
        QTRY_VERIFY(kept().front().token != first.token);
        QCOMPARE(m_sso->refreshes(), 1);
        QVERIFY(kept().front().expiresAt >= first.expiresAt);
        for (const QByteArray &token : tokens())
            verifyNowhere(token);
        qInfo("listed %lld ms after the redirect, %d clicks to there",
              static_cast<long long>(backMs), 4);
    }

    void aWrongStateIsRefusedInWordsAndCancelClosesThePort()
    {
        m_rig->settings.setValue(u"acquire/service"_s, QString::fromStdString(m_sso->url()));
        m_rig->settings.setValue(u"acquire/serviceProvider"_s, u"idp"_s);
        m_rig->settings.setValue(u"acquire/consumer"_s, u"billing"_s);
        start();
        QDialog *acquire = openAcquire();
        m_browser->isHeld = true;
        click(acquire, "acquireStart");
        QTRY_VERIFY(textOf(acquire, "acquireState").startsWith(u"Waiting"_s));
        const QUrl back(returnUrl());
        const auto token = seal::sealText(secret::SecretBytes::copyOf("{}"), m_key.sealKey());
        m_browser->visit(QUrl(
            returnUrl() + u"?state=made-up&sealed="_s
            + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(token->text)))));
        QTRY_VERIFY(!m_browser->page.isEmpty());
        QVERIFY(m_browser->page.contains("Nothing was stored"));
        QTRY_VERIFY(textOf(acquire, "acquireRefused").contains("another state"_L1));
        QCOMPARE(rows(), 0);
        QVERIFY(kept().empty());
        QVERIFY(!isRefused(static_cast<quint16>(back.port()))); // it still waits

        click(acquire, "acquireCancel");
        QVERIFY(isRefused(static_cast<quint16>(back.port())));
        QVERIFY(textOf(acquire, "acquireState").contains("port is closed"_L1));
        // Again, and the dialog closed in the middle.
        click(acquire, "acquireStart");
        QVERIFY(!isRefused(static_cast<quint16>(back.port())));
        acquire->close();
        QVERIFY(isRefused(static_cast<quint16>(back.port())));
        QVERIFY(kept().empty());
    }

    void acquiresDirectlyFromAnyOpenIdProvider()
    {
        if (!m_idp->problem().isEmpty())
            QSKIP(qPrintable(m_idp->problem()));
        start();
        QDialog *acquire = openAcquire();
        click(acquire, "acquireDirect");
        auto *provider = acquire->findChild<QComboBox *>(u"acquireProvider"_s);
        provider->setFocus();
        QTest::keyClick(provider, Qt::Key_End);
        QCOMPARE(provider->currentData().toString(), QString());
        type(acquire, "acquireConsumer", u"mail"_s);
        type(acquire, "acquireIssuer", m_idp->url());
        click(acquire, "acquireDiscover");
        QTRY_VERIFY_WITH_TIMEOUT(textOf(acquire, "acquireNote").contains(m_idp->host()), 20'000);
        type(acquire, "acquireClient", u"cid"_s);
        type(acquire, "acquireHosts", u"api.example.com"_s);
        auto *button = acquire->findChild<QAbstractButton *>(u"acquireStart"_s);
        QVERIFY(button->text().contains(m_idp->host())); // named after whom it asks
        click(acquire, "acquireStart");
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20'000);
        QTRY_COMPARE(kept().size(), 1U);
        const seal::SealRecord record = kept().front();
        QCOMPARE(record.acquired.provider, m_idp->url().toStdString());
        QVERIFY(record.expiresAt > record.madeAt);
        const seal::ProxySecret secret = opened(record);
        const QByteArray token = QByteArray::fromStdString(
            std::string(std::get<seal::Inject>(secret.processor.kind).token.view()));
        QVERIFY(tokens().contains(token));
        QCOMPARE(secret.destinations.hosts->front(), std::string("api.example.com"));
        QVERIFY(textOf(acquire, "deliveryHead").contains("shown once"_L1));
        const auto *bearer = acquire->findChild<ui::BearerLabel *>();
        QVERIFY(bearer->width() >= bearer->sizeHint().width());
        // It can be tried from here.
        click(acquire, "deliveryTest");
        QTRY_VERIFY(acquire->findChild<ui::TestCallSheet *>());
        const auto *seals = acquire->findChild<QTreeWidget *>(u"testSeals"_s);
        QVERIFY(seals->columnWidth(0) > seals->fontMetrics().horizontalAdvance(u"L-0001"_s));
        for (const QByteArray &one : tokens())
            verifyNowhere(one);
    }

    void confirmsOnAnotherDevice()
    {
        if (!m_idp->problem().isEmpty())
            QSKIP(qPrintable(m_idp->problem()));
        start();
        QDialog *acquire = openAcquire();
        click(acquire, "acquireDirect");
        auto *provider = acquire->findChild<QComboBox *>(u"acquireProvider"_s);
        provider->setFocus();
        QTest::keyClick(provider, Qt::Key_End);
        type(acquire, "acquireConsumer", u"mail"_s);
        type(acquire, "acquireIssuer", m_idp->url());
        auto *device = acquire->findChild<QAbstractButton *>(u"acquireDevice"_s);
        QVERIFY(!device->isEnabled()); // nobody knows yet whether it has that
        click(acquire, "acquireDiscover");
        QTRY_VERIFY_WITH_TIMEOUT(device->isEnabled(), 20'000);
        type(acquire, "acquireClient", u"cid"_s);
        type(acquire, "acquireHosts", u"api.example.com"_s);
        QTest::mouseClick(device, Qt::LeftButton, {}, {8, device->height() / 2}); // on its box
        QVERIFY(device->isChecked());
        click(acquire, "acquireStart");

        // The window says where to go and what to confirm; no browser of this machine opens.
        const bool isTold = QTest::qWaitFor(
            [&] { return textOf(acquire, "acquireState").startsWith(u"On any device"_s); }, 20'000);
        QVERIFY2(isTold,
                 qPrintable(textOf(acquire, "acquireRefused") + textOf(acquire, "acquireState")));
        QVERIFY(m_browser->asked.isEmpty());
        static const QRegularExpression words(
            u"open (http\\S+) and confirm the code ([A-Z]{4}-[A-Z]{4})"_s);
        const auto said = words.match(textOf(acquire, "acquireState"));
        QVERIFY2(said.hasMatch(), qPrintable(textOf(acquire, "acquireState")));
        const QString code = said.captured(2);
        m_browser->visit(QUrl(said.captured(1)));
        QTRY_VERIFY_WITH_TIMEOUT(m_browser->page.contains("xsrf"), 20'000);
        static const QRegularExpression hidden(u"name=\"xsrf\" value=\"([^\"]+)\""_s);
        QUrlQuery form;
        form.addQueryItem(u"xsrf"_s, hidden.match(QString::fromUtf8(m_browser->page)).captured(1));
        form.addQueryItem(u"user_code"_s, code);
        form.addQueryItem(u"confirm"_s, u"yes"_s);
        QVERIFY(kept().empty());
        m_browser->send(QUrl(m_idp->url() + u"/device"_s), form);
        QTRY_VERIFY_WITH_TIMEOUT(m_browser->page.contains("Sign-in Success"), 20'000);

        // At the next question, five seconds apart, it has the token.
        QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1U, 20'000);
        const seal::ProxySecret secret = opened(kept().front());
        QVERIFY(tokens().contains(QByteArray::fromStdString(
            std::string(std::get<seal::Inject>(secret.processor.kind).token.view()))));
        QVERIFY(textOf(acquire, "acquireSaid").contains("Nothing that refreshes it"_L1));
        for (const QByteArray &one : tokens())
            verifyNowhere(one);
    }

    void keepsWhatTheServiceAnswersAfterNobodyWaits_data()
    {
        QTest::addColumn<QString>("leaves");
        QTest::newRow("the dialog is closed") << u"dialog"_s;
        QTest::newRow("the window is locked, and unlocked again") << u"lock"_s;
        QTest::newRow("the window is closed") << u"window"_s;
    }
    void keepsWhatTheServiceAnswersAfterNobodyWaits()
    {
        if (!m_idp->problem().isEmpty())
            QSKIP(qPrintable(m_idp->problem()));
        QFETCH(const QString, leaves);
        const seal::SealRecord first = acquire();
        QVERIFY(first.number != 0);
        table()->selectRow(0);
        click(page(), "sealsRefresh");
        const QPointer<QDialog> refresh = dialog("refreshDialog");
        QTest::keyClicks(refresh->findChild<ui::SecretField *>(),
                         QString::fromStdString(std::string(m_bearer.view())));
        const int before = m_sso->refreshes();
        m_sso->hold();
        click(refresh, "refreshAsk");
        QTRY_COMPARE_WITH_TIMEOUT(m_sso->refreshes(), before + 1, 20'000);
        QCOMPARE(kept().front().token, first.token);

        if (leaves == "window"_L1) {
            // The service answers when the window is on its way out, not before.
            const BeforeClosing answers(m_rig->window.get(), [this] { m_sso->release(); });
            m_rig->window->close();
        } else if (leaves == "lock"_L1) {
            m_rig->action(u"app.lock"_s)->trigger();
            QTRY_VERIFY(m_rig->ledger.state() == finding::KeeperState::Locked);
            QTRY_VERIFY(!refresh);
            m_sso->release();
            QTRY_VERIFY(m_rig->window->findChildren<ui::AcquireSession *>().isEmpty());
            QCOMPARE(kept().front().token, first.token); // nothing is written while it is locked
            click(m_rig->window.get(), "lockUnlock");
            QTRY_VERIFY(m_rig->ledger.canChange());
        } else {
            QTest::keyClick(refresh, Qt::Key_Escape);
            QTRY_VERIFY(!refresh);
            m_sso->release();
        }
        QTRY_VERIFY_WITH_TIMEOUT(kept().front().token != first.token, 20'000);
        QCOMPARE(kept().size(), 1U);
        QCOMPARE(kept().front().number, first.number);
        // What the service gave last is what refreshes next.
        const seal::ProxySecret secret = opened(kept().front());
        const auto &pair = std::get<seal::OAuth2>(secret.processor.kind).token;
        QCOMPARE(tokens().last(), QByteArray::fromStdString(std::string(pair->refresh.view())));
        if (leaves == "dialog"_L1)
            QTRY_VERIFY(m_rig->window->statusBar()->currentMessage().contains(
                "hand the new token to billing"_L1));
    }

    void remindsBeforeASealExpires()
    {
        seal::SealRecord record = seal::recordOf(
            {"AAAA", "f", 0}, *seal::SsoService::make(m_sso->url(), "idp"), {"billing", {}, {}},
            *seal::makeProfile("production", m_sso->url(), m_key.sealKey().hex()),
            QDateTime::currentSecsSinceEpoch() - 3000);
        record.number = 1;
        record.expiresAt = record.madeAt + 3600;
        m_shelf->properties[{std::string(seal::kRegisterRoom), "1"}] = seal::textOf(record);
        start();
        auto *banner = m_rig->window->findChild<QLabel *>(u"bannerWhat"_s);
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().startsWith(u"L-0001 of billing expires"_s));
        click(m_rig->window.get(), "bannerButton_seal.remind");
        QTRY_VERIFY(dialog("refreshDialog") && dialog("refreshDialog")->isVisible());
        m_rig->action(u"view.seals"_s)->trigger();
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(table()->model()->index(0, 1).data().toString(), u"Expires soon"_s);
        QVERIFY(table()->model()->index(0, 9).data().toString().contains(u':')); // with its time
    }
};

QTEST_MAIN(TestJourneyA9)
#include "tst_journeya9.moc"
