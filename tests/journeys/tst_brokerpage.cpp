// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/register.h"
#include "core/seal/sealkey.h"
#include "tests/core/seal/broker/tlsupstream.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/madeup.h"
#include "tests/support/windowrig.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/timelinepage.h"
#include "ui/widgets/barbutton.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeShelf;
using rekey::test::MadeUp;
using rekey::test::WindowRig;

/// The page that starts a broker and watches it, with the real program, from the menu to the
/// finding whose key was used.
class TestBrokerPage : public QObject
{
    Q_OBJECT

    test::OwnCertificate m_certificate;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<test::TlsUpstream> m_upstream;
    std::shared_ptr<FakeShelf> m_shelf;
    std::unique_ptr<WindowRig> m_rig;
    QDialog *m_page = nullptr;
    quint16 m_port = 0;

    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    void configure(const QByteArray &more) const
    {
        write(u"broker.toml"_s,
              "listen = [\"127.0.0.1:0\"]\nauthorities = \"" + m_certificate.file().toUtf8()
                  + "\"\n[[allow]]\nname = \"tests\"\nhost = \"127.0.0.1\"\n[audit]\nfile = \""
                  + path(u"uses.jsonl"_s).toUtf8()
                  + "\"\n[[consumer]]\nname = \"billing\"\ndigest = "
                    "\"203b70b5ae883932161bbd0bded9357e763e63afce98b16230be33f0b94c2cc5\"\n"
                  + more);
    }

    template <typename Widget> Widget *part(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1StringView(name));
    }
    void click(const char *name) const
    {
        auto *button = part<QAbstractButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] QString said(const char *name) const { return part<QLabel>(name)->text(); }
    [[nodiscard]] QString cell(int row, const QString &column) const
    {
        const QAbstractItemModel *model = part<QTableView>("brokerTable")->model();
        for (int i = 0; i < model->columnCount(); ++i) {
            if (model->headerData(i, Qt::Horizontal).toString() == column)
                return model->index(row, i).data().toString();
        }
        return {};
    }
    [[nodiscard]] int rows() const { return part<QTableView>("brokerTable")->model()->rowCount(); }

    int ask(const QByteArray &token, const QByteArray &bearer) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (!socket.waitForConnected())
            return 0;
        socket.write("GET http://" + m_upstream->host()
                     + "/v1/charges HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Bearer " + bearer
                     + "\r\nProxy-Tokenizer: " + token + "\r\n\r\n");
        QByteArray answer;
        const auto hasHead = [&] { return (answer += socket.readAll()).contains("\r\n\r\n"); };
        return QTest::qWaitFor(hasHead, 10'000) ? answer.mid(9, 3).toInt() : 0;
    }

    /// A seal of the only finding's value, as the register keeps it; `former`: those it had before.
    QByteArray sealFinding(const std::string &value = "supersecret",
                           const std::vector<std::string> &former = {}) const
    {
        const auto open
            = seal::OpenKey::parse(std::string_view(std::string(63, '0') + "1")).value();
        const auto plain = secret::SecretBytes::copyOf(
            R"({"inject_processor":{"token":")" + value + R"("},"bearer_auth":)"
            + R"({"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="}})");
        const auto sealed = seal::sealText(plain, open.sealKey()).value();
        const finding::Finding found = m_rig->model().index().finding(0);
        seal::SealRecord record;
        record.consumer.name = "billing";
        record.source = {found.id, found.label(), found.type, found.masked};
        record.token = sealed.text;
        record.fingerprint = sealed.fingerprint;
        record.former = former;
        record.keyFingerprint = open.sealKey().fingerprint();
        seal::SealRegister seals;
        seals.add(record);
        {
            const std::scoped_lock lock(m_shelf->mutex);
            for (const auto &[name, text] : seals.takeChanges())
                m_shelf->properties[{std::string(seal::kRegisterRoom), name}] = text;
        }
        m_rig->ledger.tellProperties(QString::fromUtf8(seal::kRegisterRoom));
        return QByteArray::fromStdString(sealed.text);
    }

    void chooseFiles()
    {
        m_rig->chosenPath = path(u"broker.toml"_s);
        click("brokerChooseConfig");
        auto *kind = part<QComboBox>("brokerKeyKind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QVERIFY(!part<QAbstractButton>("brokerStart")->isEnabled()); // no key is named yet
        m_rig->chosenPath = path(u"open.key"_s);
        click("brokerChooseKey");
    }

    [[nodiscard]] seal::SealRecord kept() const
    {
        const std::scoped_lock lock(m_shelf->mutex);
        for (const auto &[name, text] : m_shelf->properties) {
            if (name.first == seal::kRegisterRoom)
                return seal::recordFromText(text).value();
        }
        return {};
    }

    void start()
    {
        click("brokerStart");
        QTRY_VERIFY_WITH_TIMEOUT(said("brokerState").startsWith("Listening on 127.0.0.1:"_L1),
                                 60'000);
        static const QRegularExpression port(u"127\\.0\\.0\\.1:(\\d+)"_s);
        m_port = port.match(said("brokerState")).captured(1).toUShort();
        QVERIFY(m_port != 0);
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_upstream = std::make_unique<test::TlsUpstream>(m_certificate);
        m_upstream->setHandler(
            [](const QByteArray &) { return test::TlsUpstream::answer("hello"); });
        write(u"open.key"_s, QByteArray(63, '0') + "1\n");
        write(u"app.env"_s,
              "STRIPE = " + QByteArray("sk_") + "live_" + QByteArray(MadeUp(8).alphanumeric(24))
                  + "\n");
        configure({});
        m_shelf = std::make_shared<FakeShelf>();
        m_rig = std::make_unique<WindowRig>(
            ui::coreEngine({path(u"cache"_s).toStdString(), path(u"data"_s).toStdString()}), false,
            ui::StorePorts(), ui::CheckPorts(), QStringLiteral(REKEY_CLI));
        m_rig->ledger.open([shelf = m_shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(shelf);
        });
        ui::MainWindow &window = *m_rig->window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(m_rig->workspace.isReady() && m_rig->ledger.isOpen(), 120'000);
        window.scanPaths({path(u"app.env"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest() && m_rig->model().totalCount() == 1, 60'000);
        QTRY_VERIFY(m_rig->ledger.isAtRest());
        m_rig->action(u"tools.broker")->trigger();
        m_page = window.findChild<QDialog *>(u"brokerPage"_s);
        QVERIFY(m_page && m_page->isVisible());
    }

    void cleanup()
    {
        m_rig.reset();
        m_shelf.reset();
    }

    void showsWhoUsesWhichKeyAsItHappens()
    {
        const QByteArray token = sealFinding();
        chooseFiles();
        start();
        const QAbstractItemModelTester tester(part<QTableView>("brokerTable")->model());
        QVERIFY(said("brokerState")
                    .contains("fd3384e132ad02a56c78f45547ee40038dc79002b90d29ed90e08"
                              "eee762ae715"_L1));
        QCOMPARE(ask(token, "trustno1"), 200);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 10'000);
        QCOMPARE(cell(0, u"Consumer"_s), u"billing"_s);
        QCOMPARE(cell(0, u"Outcome"_s), u"Passed on"_s);
        QCOMPARE(cell(0, u"Answer"_s), u"200"_s);
        QCOMPARE(cell(0, u"Path"_s), u"/v1/charges"_s);
        QCOMPARE(ask(token, "somebody"), 407);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 10'000);
        QCOMPARE(cell(0, u"Outcome"_s), u"Refused: wrong bearer or none"_s); // the newest first
        QCOMPARE(cell(0, u"Consumer"_s), u"Nobody known"_s);

        // The chart counts, and its bar narrows the list to one consumer.
        QTRY_COMPARE(m_page->findChildren<ui::BarButton *>().size(), 2);
        QTRY_VERIFY(part<QComboBox>("brokerConsumer")->findData(u"billing"_s) > 0);
        for (ui::BarButton *bar : m_page->findChildren<ui::BarButton *>()) {
            if (bar->accessibleName().contains("billing"_L1))
                QTest::mouseClick(bar, Qt::LeftButton);
        }
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(part<QComboBox>("brokerConsumer")->currentText(), u"billing"_s);

        // From the use to the finding and its timeline, and back to its uses.
        auto *table = part<QTableView>("brokerTable");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 0)).center());
        QTRY_VERIFY(part<QAbstractButton>("brokerShowFinding")->isEnabled());
        click("brokerShowFinding");
        auto *detail = m_rig->window->findChild<ui::DetailPane *>();
        QTRY_VERIFY(detail->finding().has_value());
        QVERIFY(detail->isShowing(detail->timeline()));
        const auto *uses = detail->findChild<QLabel *>(u"timelineUses"_s);
        QTRY_VERIFY(uses->text().startsWith("Used 1 times through the broker, last "_L1));
        part<QComboBox>("brokerConsumer")->setCurrentIndex(0);
        QTRY_COMPARE(rows(), 2);
        QTest::mouseClick(detail->findChild<QAbstractButton *>(u"timelineShowUses"_s),
                          Qt::LeftButton);
        QVERIFY(part<QAbstractButton>("brokerOnly")->isVisible());
        QTRY_COMPARE(rows(), 2); // the refused one, too
    }

    void cutsAConsumerOffAndStops()
    {
        const QByteArray token = sealFinding();
        chooseFiles();
        start();
        QCOMPARE(ask(token, "trustno1"), 200);
        configure("disabled = true\n");
        click("brokerReload");
        QTRY_COMPARE_WITH_TIMEOUT(said("brokerSaid"), u"the configuration was read again"_s,
                                  10'000);
        QVERIFY(ask(token, "trustno1") != 200);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, u"Outcome"_s), u"Refused: the consumer is cut off"_s,
                                  10'000);
        configure("no such line");
        click("brokerReload");
        QTRY_VERIFY_WITH_TIMEOUT(
            said("brokerSaid").startsWith("the configuration is not taken: "_L1), 10'000);
        click("brokerStop");
        QTRY_COMPARE_WITH_TIMEOUT(said("brokerState"), u"Not started here."_s, 30'000);
        QCOMPARE(ask(token, "trustno1"), 0);
        // What it was started with is there again the next time.
        QCOMPARE(m_rig->settings.value(u"broker/config"_s).toString(), path(u"broker.toml"_s));
    }

    void consumersKeepWhatTheyHoldWhenAKeyIsRotated()
    {
        const QByteArray held = sealFinding();
        chooseFiles();
        start();
        QCOMPARE(ask(held, "trustno1"), 200);
        QVERIFY(m_upstream->seen().last().contains("Bearer supersecret\r\n"));
        const std::string former = kept().fingerprint;
        const QByteArray newer = sealFinding("rotated", {former});
        QTRY_COMPARE_WITH_TIMEOUT(said("brokerSaid"), u"the configuration was read again"_s,
                                  10'000);
        for (const QByteArray &token : {held, newer}) {
            QCOMPARE(ask(token, "trustno1"), 200);
            QVERIFY(m_upstream->seen().last().contains("Bearer rotated\r\n"));
        }
        // Also the next time, from the first request on.
        click("brokerStop");
        QTRY_COMPARE_WITH_TIMEOUT(said("brokerState"), u"Not started here."_s, 30'000);
        start();
        QCOMPARE(ask(held, "trustno1"), 200);
        QVERIFY(m_upstream->seen().last().contains("Bearer rotated\r\n"));
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFile(path(u"uses.jsonl.replaced.toml"_s)).permissions() & others));
    }

    void saysWhyItDoesNotStart()
    {
        configure("no such line");
        chooseFiles();
        click("brokerStart");
        QTRY_VERIFY_WITH_TIMEOUT(said("brokerState").startsWith("The broker is not running: "_L1)
                                     && said("brokerState").contains("broker.toml"_L1),
                                 60'000);
        QFile::remove(path(u"open.key"_s));
        configure({});
        click("brokerStart");
        QTRY_VERIFY(said("brokerState").contains("open key cannot be read"_L1));
    }

    void makesAKey()
    {
        auto *kind = part<QComboBox>("brokerKeyKind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        m_rig->chosenPath = path(u"new.key"_s);
        click("brokerMakeKey");
        QTRY_VERIFY_WITH_TIMEOUT(said("brokerSaid").startsWith("A key was made."_L1), 60'000);
        const QString sealKey = said("brokerSaid").section(u' ', -1);
        QVERIFY(seal::SealKey::parse(sealKey.toStdString()));
        QCOMPARE(part<QLineEdit>("brokerKeyName")->text(), path(u"new.key"_s));
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFile(path(u"new.key"_s)).permissions() & others));
        click("brokerMakeKey"); // it is there already
        QTRY_VERIFY_WITH_TIMEOUT(said("brokerSaid").startsWith("No key was made: "_L1), 60'000);
    }

    void startsNothingInAReadOnlyWindow()
    {
        chooseFiles();
        QVERIFY(part<QAbstractButton>("brokerStart")->isEnabled());
        m_rig->preferences.set(u"security/readOnly"_s, true);
        QVERIFY(!part<QAbstractButton>("brokerStart")->isEnabled());
        QVERIFY(!part<QAbstractButton>("brokerMakeKey")->isEnabled());
    }
};

QTEST_MAIN(TestBrokerPage)
#include "tst_brokerpage.moc"
