// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"
#include "core/seal/profile.h"
#include "core/seal/register.h"
#include "tests/core/seal/broker/serverrig.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/madeup.h"
#include "tests/support/windowrig.h"
#include "ui/seal/sealsmodel.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/secretfield.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeShelf;
using rekey::test::MadeUp;
using rekey::test::WindowRig;

namespace {

/// Our own broker in the place of a deployment, with a server behind it.
class Deployment final : public test::ServerRig
{
public:
    Deployment() { begin(); }
    ~Deployment() override { end(); }
    [[nodiscard]] QString address() const { return u"127.0.0.1:"_s + QString::number(port()); }
    [[nodiscard]] test::TlsUpstream &api() const { return *m_upstream; }
};

} // namespace

/// Story A8: seal for three consumers, from the key s to the copied snippet, each tried through the
/// proxy; and what the page of seals does later.
class TestJourneyA8 : public QObject
{
    Q_OBJECT

    const seal::OpenKey m_key = test::firstKey();
    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<FakeShelf> m_shelf;
    std::unique_ptr<Deployment> m_deployment;
    std::unique_ptr<WindowRig> m_rig;
    QByteArray m_secret;
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

    static QString textOf(const QWidget *parent, const char *name)
    {
        const auto *label = parent->findChild<QLabel *>(QLatin1StringView(name));
        return label == nullptr ? QString() : label->text();
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

    /// Every text that a person or an assistive tool could meet below a widget.
    static QStringList textsBelow(const QWidget *widget)
    {
        QStringList texts{widget->windowTitle(), widget->toolTip(), widget->accessibleName()};
        for (const QWidget *child : widget->findChildren<QWidget *>()) {
            texts << child->toolTip() << child->accessibleName() << child->windowTitle();
            if (const auto *label = qobject_cast<const QLabel *>(child))
                texts << label->text();
            if (const auto *line = qobject_cast<const QLineEdit *>(child))
                texts << line->text();
            if (const auto *area = qobject_cast<const QPlainTextEdit *>(child))
                texts << area->toPlainText();
        }
        return texts;
    }

    void typeConsumers(QDialog *dialog, const QStringList &names)
    {
        auto *table = dialog->findChild<QTableWidget *>(u"consumersTable"_s);
        for (int row = 0; row < names.size(); ++row) {
            table->setCurrentCell(row, 0);
            table->editItem(table->item(row, 0));
            auto *editor = table->viewport()->findChild<QLineEdit *>();
            QVERIFY(editor);
            QTest::keyClicks(editor, names[row]);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_COMPARE(table->item(row, 0)->text(), names[row]);
            QTRY_VERIFY(!table->viewport()->findChild<QLineEdit *>());
        }
        QCOMPARE(table->rowCount(), names.size() + 1);
    }

    /// Seals for three at the test's own API, and waits for what is delivered.
    QDialog *sealForThree()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        auto *hosts = seal->findChild<QLineEdit *>(u"sealHosts"_s);
        hosts->selectAll();
        QTest::keyClicks(hosts, QString::fromLatin1(m_deployment->api().host()));
        typeConsumers(seal, {u"billing"_s, u"mail service"_s, u"cron"_s});
        click(seal, "sealForEach");
        const auto isDelivered = [&] { return seal->findChild<QWidget *>(u"deliveryPane"_s); };
        return QTest::qWaitFor([&] { return isDelivered() != nullptr && kept().size() == 3; })
            ? seal
            : nullptr;
    }
    QDialog *sheet() const
    {
        std::ignore = QTest::qWaitFor([&] { return dialog("testSheet") != nullptr; });
        return dialog("testSheet");
    }
    /// That nobody closed.
    [[nodiscard]] bool hasSheet() const
    {
        const QDialog *open = dialog("testSheet");
        return open != nullptr && open->isVisible();
    }

    QStringList results() const
    {
        QStringList all;
        for (const seal::SealRecord &record : kept())
            all.append(QString::number(record.lastTest.status));
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_shelf = std::make_shared<FakeShelf>();
        m_secret = QByteArray("sk_") + "live_" + QByteArray(MadeUp(8).alphanumeric(24));
        m_deployment = std::make_unique<Deployment>();
        m_deployment->api().setHandler([this](const QByteArray &request) {
            const bool isGood = request.contains("Authorization: Bearer " + m_secret + "\r\n");
            return isGood ? test::TlsUpstream::answer("{\"object\":\"balance\"}")
                          : test::TlsUpstream::answer("{}", {}, "401 Unauthorized");
        });
        auto profile = *seal::makeProfile(
            "production", "http://" + m_deployment->address().toStdString(), m_key.sealKey().hex());
        profile.colour = seal::ProfileColour::Red;
        m_shelf->properties[{std::string(seal::kProfileRoom), "production"}]
            = seal::textOf(profile);
        m_rig = std::make_unique<WindowRig>(
            ui::coreEngine({m_home->filePath(u"cache"_s).toStdString(),
                            m_home->filePath(u"data"_s).toStdString()}),
            false, ui::StorePorts{}, ui::coreChecks());
        m_rig->ledger.open([shelf = m_shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(shelf);
        });
        ui::MainWindow &window = *m_rig->window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(m_rig->workspace.isReady() && m_rig->ledger.isOpen(), 120'000);
        QFile file(m_home->filePath(u"app.env"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("STRIPE = " + m_secret + "\n");
        file.close();
        window.scanPaths({m_home->filePath(u"app.env"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest() && m_rig->model().totalCount() == 1, 60'000);
        QTRY_VERIFY(m_rig->ledger.isAtRest());
        m_rig->table()->setFocus();
        QTest::keyClick(m_rig->table(), Qt::Key_G, Qt::NoModifier);
        m_clicks = 0;
    }

    void cleanup()
    {
        m_rig.reset();
        m_shelf.reset();
        m_deployment.reset();
    }

    void sealsForThreeConsumers()
    {
        // 1: s: the profile's fingerprint.
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        QVERIFY(seal && seal->isVisible());
        QVERIFY(textOf(seal, "sealFingerprint")
                    .startsWith(QString::fromStdString(m_key.sealKey().fingerprint())));
        QVERIFY(!seal->findChild<QComboBox *>(u"sealProfile"_s)->itemIcon(0).isNull());

        // 2: the Stripe preset is proposed: header, format and host are filled; no value in sight.
        QCOMPARE(seal->findChild<QComboBox *>(u"sealPreset"_s)->currentData().toString(),
                 u"stripe-api"_s);
        QCOMPARE(seal->findChild<QLineEdit *>(u"sealField_fmt"_s)->text(), u"Bearer %s"_s);
        QCOMPARE(seal->findChild<QLineEdit *>(u"sealField_dst"_s)->text(), u"Authorization"_s);
        QCOMPARE(seal->findChild<QLineEdit *>(u"sealHosts"_s)->text(), u"api.stripe.com"_s);
        const QString preview = seal->findChild<QPlainTextEdit *>(u"sealPreview"_s)->toPlainText();
        QVERIFY(preview.contains("\"token\": \"REDACTED\""_L1));
        QVERIFY(preview.contains("\"allowed_hosts\""_L1));

        // 3: three names, "Seal for each": three seals, three bearers.
        typeConsumers(seal, {u"billing"_s, u"mail service"_s, u"cron"_s});
        QElapsedTimer clock;
        clock.start();
        click(seal, "sealForEach");
        QTRY_VERIFY(seal->findChild<QWidget *>(u"deliveryPane"_s));
        const qint64 sealingMs = clock.elapsed();
        QTRY_VERIFY(textOf(seal, "deliveryHead").contains("shown once"_L1));
        QTRY_COMPARE(kept().size(), 3U);
        std::vector<std::byte> before;
        for (const seal::SealRecord &record : kept()) {
            const seal::ProxySecret secret = opened(record);
            const auto &inject = std::get<seal::Inject>(secret.processor.kind);
            QCOMPARE(inject.token.view(), std::string_view(m_secret));
            QCOMPARE(record.source.label, std::string("S-0001"));
            const auto &digest = std::get<seal::BearerAuth>(secret.authorizer).digest;
            QVERIFY(digest.size() == 32 && digest != before);
            before = digest;
        }

        // The bearer can be copied, and is forgotten again; it is the one that the proxy will know.
        click(seal, "copyBearer_1");
        const QByteArray bearer = QGuiApplication::clipboard()->mimeData()->data(u"text/plain"_s);
        const auto digest = seal::digestOf(secret::SecretBytes::copyOf(bearer.toStdString()));
        QVERIFY(digest == std::get<seal::BearerAuth>(opened(kept().front()).authorizer).digest);

        // 5: snippet, Python, Copy: done mark.
        auto *language = seal->findChild<QComboBox *>(u"snippetLanguage"_s);
        QTest::keyClicks(language, u"P"_s);
        ++m_clicks;
        QCOMPARE(language->currentText(), u"Python"_s);
        click(seal, "snippetCopy");
        QCOMPARE(seal->findChild<QAbstractButton *>(u"snippetCopy"_s)->text(), u"Copied"_s);
        const QString code = QGuiApplication::clipboard()->text();
        QVERIFY(code.contains("http://api.stripe.com/v1/balance"_L1));
        QVERIFY(code.contains("BILLING_SEALED"_L1));

        // The finding is met by its consumers' names from now on.
        m_rig->window->findings().setFilter(u"seal:\"mail service\""_s);
        QTRY_COMPARE(m_rig->model().shownCount(), 1);
        QCOMPARE(m_rig->model().index(0, ui::FindingsModel::SealsColumn).data().toString(),
                 u"billing, cron, mail service"_s);
        m_rig->window->findings().setFilter(u"seal:nobody"_s);
        QTRY_COMPARE(m_rig->model().shownCount(), 0);

        // Neither the value nor a bearer is a text of any widget, or kept.
        for (const QString &text : textsBelow(m_rig->window.get())) {
            QVERIFY2(!text.contains(QLatin1StringView(m_secret)), qPrintable(text));
            QVERIFY2(!text.contains(QLatin1StringView(bearer)), qPrintable(text));
        }
        for (const auto &[name, text] : m_shelf->properties)
            QVERIFY(!text.contains(m_secret.toStdString()) && !text.contains(bearer.toStdString()));
        QVERIFY2(m_clicks <= 10, qPrintable(QString::number(m_clicks)));
        qInfo("three seals after %lld ms, %d clicks", static_cast<long long>(sealingMs), m_clicks);
    }

    /// The value into a header and into a body, with what the form said already as the first part.
    void sealsSeveralAtOnce()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        QVERIFY(seal && seal->isVisible());
        const auto part = [seal](int number) {
            return seal->findChild<QWidget *>(u"sealPart_%1"_s.arg(number));
        };
        const auto kindOf
            = [](const QWidget *form) { return form->findChild<QComboBox *>(u"sealProcessor"_s); };
        auto *whole = kindOf(seal);
        whole->setFocus();
        QTest::keyClicks(whole, u"Sev"_s);
        QTRY_VERIFY(part(1) && part(2) && part(2)->isVisible());
        QCOMPARE(part(1)->findChild<QLineEdit *>(u"sealField_dst"_s)->text(), u"Authorization"_s);
        QCOMPARE(kindOf(part(1))->findText(whole->currentText()),
                 -1); // nor do several hold several
        // The second has no header yet, which is refused, and in the preview.
        auto *remarks = seal->findChild<QListWidget *>(u"sealRemarks"_s);
        QTRY_VERIFY(remarks->count() > 0 && remarks->item(0)->text().contains(u"fix the header"_s));
        kindOf(part(2))->setFocus();
        QTest::keyClicks(kindOf(part(2)), u"Pl"_s);
        QTest::keyClicks(part(2)->findChild<QLineEdit *>(u"sealField_placeholder"_s), u"##"_s);
        click(part(2), "sealPartUp");
        const auto *preview = seal->findChild<QPlainTextEdit *>(u"sealPreview"_s);
        QTRY_VERIFY(preview->toPlainText().indexOf("inject_body_processor"_L1)
                    < preview->toPlainText().indexOf("inject_processor"_L1));
        // One more and away with it again.
        click(seal, "sealAddPart");
        QTRY_VERIFY(part(3) && part(3)->isVisible());
        click(part(3), "sealPartRemove");
        QTRY_VERIFY(!part(3));
        typeConsumers(seal, {u"billing"_s});
        QTRY_VERIFY(seal->findChild<QAbstractButton *>(u"sealForEach"_s)->isEnabled());
        click(seal, "sealForEach");
        QTRY_COMPARE(kept().size(), 1U);
        const seal::ProxySecret secret = opened(kept().front());
        const auto &members = std::get<seal::Multi>(secret.processor.kind).members;
        QCOMPARE(members.size(), 2U);
        const auto &body = std::get<seal::InjectBody>(members[0].kind);
        const auto &header = std::get<seal::Inject>(members[1].kind);
        QCOMPARE(body.placeholder, std::string("##"));
        QCOMPARE(body.token.view(), std::string_view(m_secret));
        QCOMPARE(header.token.view(), std::string_view(m_secret));
        QCOMPARE(header.destination.value, std::string("Authorization"));
    }

    void triesEachThroughTheProxy()
    {
        QDialog *seal = sealForThree();
        QVERIFY(seal);
        // 4: Test all. Nothing is sent before a yes to the proxy and to the API behind it.
        click(seal, "deliveryTest");
        QVERIFY(sheet());
        QCOMPARE(textOf(sheet(), "testTitle"), u"Try 3 seals out?"_s);
        QVERIFY(textOf(sheet(), "testProxy").startsWith(m_deployment->address()));
        QVERIFY(textOf(sheet(), "testProxy").contains("production"_L1));
        QVERIFY(
            textOf(sheet(), "testApi").startsWith(QString::fromLatin1(m_deployment->api().host())));
        click(sheet(), "testStay");
        QTRY_VERIFY(!dialog("testSheet"));
        QVERIFY(m_deployment->api().seen().isEmpty());
        QCOMPARE(results(), QStringList(3, u"0"_s));

        click(seal, "deliveryTest");
        click(sheet(), "testSend");
        QTRY_COMPARE(results(), QStringList(3, u"200"_s));
        for (const char *name : {"testResult_1", "testResult_2", "testResult_3"})
            QCOMPARE(textOf(seal, name), u"200: Works."_s);
        QCOMPARE(m_deployment->api().seen().size(), 3);
        QVERIFY(m_deployment->api().seen().front().startsWith("GET /v1/balance HTTP/1.1\r\n"));

        // The files go out, and in one of them the bearer is altered.
        m_rig->chosenPath = m_home->path();
        click(seal, "deliverySave");
        seal->close();
        QFile file(m_home->filePath(u"MAIL_SERVICE.env"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        const qsizetype at = text.indexOf("_BEARER=") + 8;
        text[at] = text[at] == 'A' ? 'B' : 'A';
        file.seek(0);
        file.write(text);
        file.close();

        // The page of seals asks for bearers, which nobody kept.
        m_rig->action(u"view.seals"_s)->trigger();
        auto *page = m_rig->window->findChild<QWidget *>(u"sealsPage"_s);
        auto *table = page->findChild<QTableView *>(u"sealsTable"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        click(page, "sealsTest");
        QVERIFY(sheet());
        QVERIFY(!sheet()->findChild<QAbstractButton *>(u"testSend"_s)->isEnabled());
        QCOMPARE(sheet()->findChild<QTreeWidget *>(u"testSeals"_s)->topLevelItem(0)->text(2),
                 u"missing"_s);
        click(sheet(), "testFolder");
        QVERIFY(textOf(sheet(), "testSaid").contains("3"_L1));
        click(sheet(), "testSend");
        QTRY_COMPARE(results(), (QStringList{u"200"_s, u"407"_s, u"200"_s}));
        QTRY_COMPARE(m_deployment->api().seen().size(), 5); // the last was 200 before, too
        QTRY_VERIFY(textOf(page, "sealsSaid").contains("2 work"_L1));
        const QAbstractItemModel *model = table->model();
        QVERIFY(model->index(1, ui::SealsModel::TestedColumn)
                    .data()
                    .toString()
                    .contains("407: Wrong bearer for this seal"_L1));
        QCOMPARE(model->index(0, ui::SealsModel::StateColumn).data().toString(),
                 ui::stateWord(seal::SealState::Good));
        QCOMPARE(model->index(1, ui::SealsModel::StateColumn).data().toString(),
                 ui::stateWord(seal::SealState::Failed));
        const QByteArray bearer = text.mid(at, 43);
        for (const QString &shown : textsBelow(m_rig->window.get())) {
            QVERIFY(!shown.contains(QLatin1StringView(m_secret)));
            QVERIFY(!shown.contains(QLatin1StringView(bearer)));
        }
    }

    void aYesForAnHourIsNotAskedForAgain()
    {
        QDialog *seal = sealForThree();
        QVERIFY(seal);
        click(seal, "deliveryTest");
        click(sheet(), "testHour");
        click(sheet(), "testSend");
        QTRY_COMPARE(results(), QStringList(3, u"200"_s));
        QTRY_VERIFY(!dialog("testSheet"));
        click(seal, "deliveryTest");
        QTRY_COMPARE(m_deployment->api().seen().size(), 6);
        QVERIFY(!hasSheet());
    }

    void takesATypedBearerAndATypedRequest()
    {
        QDialog *seal = sealForThree();
        QVERIFY(seal);
        click(seal, "copyBearer_1");
        const QString bearer
            = QString::fromLatin1(QGuiApplication::clipboard()->mimeData()->data(u"text/plain"_s));
        seal->close();
        m_rig->action(u"view.seals"_s)->trigger();
        auto *page = m_rig->window->findChild<QWidget *>(u"sealsPage"_s);
        page->findChild<QTableView *>(u"sealsTable"_s)->selectRow(2); // the newest stands first
        click(page, "sealsTest");
        QVERIFY(sheet());
        QCOMPARE(textOf(sheet(), "testWhose"), u"Bearer of billing"_s);
        QTest::keyClicks(sheet()->findChild<ui::SecretField *>(u"testBearer"_s), bearer);
        click(sheet(), "testOther");
        auto *path = sheet()->findChild<QLineEdit *>(u"testPath"_s);
        QTest::keyClicks(path, u"v1/account"_s);
        auto *send = sheet()->findChild<QAbstractButton *>(u"testSend"_s);
        QVERIFY(!send->isEnabled());
        QVERIFY(sheet()
                    ->findChild<QTreeWidget *>(u"testSeals"_s)
                    ->topLevelItem(0)
                    ->text(3)
                    .contains("slash"_L1));
        path->clear();
        QTest::keyClicks(path, u"/v1/account"_s);
        click(sheet(), "testSend");
        QTRY_COMPARE(m_deployment->api().seen().size(), 1);
        QVERIFY(m_deployment->api().seen().front().startsWith("GET /v1/account HTTP/1.1\r\n"));
        QTRY_COMPARE(results().front(), u"200"_s);
    }

    void savesFilesThatOnlyTheOwnerReads()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        typeConsumers(seal, {u"billing"_s});
        click(seal, "sealForEach");
        QTRY_VERIFY(seal->findChild<QWidget *>(u"deliveryPane"_s));
        m_rig->chosenPath = m_home->path();
        click(seal, "deliverySave");
        QFile file(m_home->filePath(u"BILLING.env"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("BILLING_SEALED=") && text.contains("\nBILLING_BEARER="));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(textOf(seal, "deliverySaid").contains(m_home->path()));
    }

    void refusesInWordsWhatWouldReachTooFar()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        typeConsumers(seal, {u"billing"_s});
        auto *remarks = seal->findChild<QListWidget *>(u"sealRemarks"_s);
        auto *button = seal->findChild<QAbstractButton *>(u"sealForEach"_s);
        QVERIFY(button->isEnabled());
        auto *hosts = seal->findChild<QLineEdit *>(u"sealHosts"_s);
        hosts->selectAll();
        QTest::keyClicks(hosts, u"https://api.stripe.com"_s);
        QTRY_VERIFY(!button->isEnabled());
        QVERIFY(remarks->item(0)->text().contains("scheme"_L1));

        // A pattern, tried out live.
        click(seal, "sealByPattern");
        auto *pattern = seal->findChild<QLineEdit *>(u"sealPattern"_s);
        auto *tester = seal->findChild<QLineEdit *>(u"sealTester"_s);
        QTest::keyClicks(pattern, u"stripe"_s);
        QTest::keyClicks(tester, u"stripe.evil.example"_s);
        QCOMPARE(textOf(seal, "sealTesterVerdict"), u"passes"_s);
        QTRY_VERIFY(remarks->count() > 0 && remarks->item(0)->text().contains("searches"_L1));
        pattern->clear();
        QTest::keyClicks(pattern, u"^[a-z]+\\.stripe\\.com$"_s);
        QCOMPARE(textOf(seal, "sealTesterVerdict"), u"is refused"_s);
        QTRY_VERIFY(button->isEnabled());

        // Nobody asked: only after it was typed out.
        seal->findChild<QComboBox *>(u"sealAuthorizer"_s)->setCurrentIndex(4);
        QTRY_VERIFY(!button->isEnabled());
        QTest::keyClicks(seal->findChild<QLineEdit *>(u"sealConsent"_s), u"anybody"_s);
        QTRY_VERIFY(button->isEnabled());
    }

    void sealsOfARotatedKeyAreOutdatedAndMadeAgain()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        QDialog *seal = dialog("sealDialog");
        typeConsumers(seal, {u"billing"_s});
        click(seal, "sealForEach");
        QTRY_COMPARE(kept().size(), 1U);
        const seal::SealRecord first = kept().front();
        seal->close();
        m_rig->action(u"seal.rotated"_s)->trigger();
        QTRY_COMPARE(kept().front().state(0), seal::SealState::Outdated);

        m_rig->action(u"view.seals"_s)->trigger();
        auto *page = m_rig->window->findChild<QWidget *>(u"sealsPage"_s);
        QVERIFY(page->isVisible());
        QVERIFY(textOf(page, "sealsCounts").contains("outdated: 1"_L1));
        page->findChild<QTableView *>(u"sealsTable"_s)->selectRow(0);
        click(page, "sealsAgain");
        QDialog *again = dialog("sealAgainDialog");
        const QString next
            = u"rk_"_s + u"live_"_s + QString::fromStdString(MadeUp(9).alphanumeric(24));
        QTest::keyClicks(again->findChild<ui::SecretField *>(), next);
        click(again, "sealAgainAccept");
        QTRY_COMPARE(kept().front().state(0), seal::SealState::NeverTested);
        const seal::ProxySecret was = opened(first);
        const seal::ProxySecret now = opened(kept().front());
        QCOMPARE(std::get<seal::Inject>(now.processor.kind).token.view(),
                 std::string_view(next.toStdString()));
        QVERIFY(std::get<seal::BearerAuth>(was.authorizer).digest
                == std::get<seal::BearerAuth>(now.authorizer).digest);
        again->close();

        page->findChild<QTableView *>(u"sealsTable"_s)->selectRow(0);
        click(page, "sealsRetire");
        QTRY_COMPARE(kept().front().state(0), seal::SealState::Retired);
    }

    void aProfileIsMadeOnTheWay()
    {
        m_rig->action(u"seal.profile"_s)->trigger();
        QDialog *profile = dialog("profileDialog");
        const auto type = [&](const char *name, const QString &text) {
            QTest::keyClicks(profile->findChild<QLineEdit *>(QLatin1StringView(name)), text);
        };
        type("profileName", u"staging"_s);
        type("profileUrl", u"http://tokenizer.staging:8080"_s);
        type("profileKey", QString(64, u'0'));
        auto *accept = profile->findChild<QAbstractButton *>(u"profileAccept"_s);
        QVERIFY(!accept->isEnabled());
        QVERIFY(textOf(profile, "profileProblem").contains("low order"_L1));
        profile->findChild<QLineEdit *>(u"profileKey"_s)->clear();
        type("profileKey", QString::fromStdString(m_key.sealKey().hex()));
        QCOMPARE(textOf(profile, "profileFingerprint"),
                 QString::fromStdString(m_key.sealKey().fingerprint()));
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_VERIFY(m_shelf->properties.contains({std::string(seal::kProfileRoom), "staging"}));
    }

    void lockingTakesBearersAway()
    {
        QTest::keyClick(m_rig->table(), Qt::Key_S);
        const QPointer<QDialog> seal = dialog("sealDialog");
        typeConsumers(seal, {u"billing"_s});
        click(seal, "sealForEach");
        QTRY_VERIFY(seal->findChild<QWidget *>(u"deliveryPane"_s));
        m_rig->ledger.lock();
        QTRY_VERIFY(seal.isNull());
        auto *table = m_rig->window->findChild<QTableView *>(u"sealsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 0);
    }
};

QTEST_MAIN(TestJourneyA8)
#include "tst_journeya8.moc"
