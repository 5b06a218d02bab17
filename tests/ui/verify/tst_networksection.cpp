// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/networksection.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey::ui;
using rekey::provider::Level;
using rekey::provider::Span;

class TestNetworkSection : public QObject
{
    Q_OBJECT

    static NetworkChoices lastOf(const QSignalSpy &spy)
    {
        return spy.back().front().value<NetworkChoices>();
    }

private Q_SLOTS:
    void whatIsWrittenHoldsAtOnceAndWhatIsWrongIsNotTaken()
    {
        NetworkSection section({u"system"_s, {}, {}, {}});
        section.show();
        QSignalSpy changed(&section, &NetworkSection::choicesChanged);
        auto *servers = section.findChild<QPlainTextEdit *>(u"networkServers"_s);
        auto *problem = section.findChild<QLabel *>(u"networkProblem"_s);
        servers->setPlainText(u"gitlab"_s);
        QVERIFY(problem->isVisible());
        QCOMPARE(changed.size(), 0);
        servers->setPlainText(u"gitlab=https://gitlab.example\n"_s);
        QVERIFY(!problem->isVisible());
        QCOMPARE(lastOf(changed).servers, QStringList{u"gitlab=https://gitlab.example"_s});
        section.findChild<QPlainTextEdit *>(u"networkAllowed"_s)->setPlainText(u"lab = 10.0.0.7"_s);
        QCOMPARE(lastOf(changed).allowed, QStringList{u"lab = 10.0.0.7"_s});
    }

    void aProxyIsChosenByKindAndAddress()
    {
        NetworkSection section({u"http://proxy.example:3128"_s, {}, {}, {}});
        section.show();
        auto *kind = section.findChild<QComboBox *>(u"networkProxyKind"_s);
        auto *address = section.findChild<QLineEdit *>(u"networkProxy"_s);
        QCOMPARE(kind->currentData().toString(), u"http://"_s);
        QCOMPARE(address->text(), u"proxy.example:3128"_s);
        QSignalSpy changed(&section, &NetworkSection::choicesChanged);
        kind->setCurrentIndex(3);
        QCOMPARE(lastOf(changed).proxy, u"socks5://proxy.example:3128"_s);
        kind->setCurrentIndex(1);
        QCOMPARE(lastOf(changed).proxy, u"none"_s);
        QVERIFY(!address->isEnabled());
    }

    void consentsAreListedAndTakenBack()
    {
        NetworkSection section({u"system"_s, {}, {}, {}});
        section.setConsents({{"api.github.com", Level::Access, Span::Store, 0, true},
                             {"slack.com", Level::Alive, Span::Batch, 0, false}});
        auto *list = section.findChild<QTreeWidget *>(u"networkConsents"_s);
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(1), u"Alive, whose, what it may do; canaries too"_s);
        QCOMPARE(list->topLevelItem(0)->text(2), u"Until taken back"_s);
        QSignalSpy withdrawn(&section, &NetworkSection::withdrawRequested);
        list->setCurrentItem(list->topLevelItem(1));
        section.show();
        QTest::mouseClick(section.findChild<QPushButton *>(u"networkWithdraw"_s), Qt::LeftButton);
        QCOMPARE(withdrawn.front().front().value<std::string>(), std::string("slack.com"));
    }

    void choicesComeBackFromTheSettings()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        QCOMPARE(readNetworkChoices(settings).proxy, u"system"_s);
        const NetworkChoices choices{
            u"none"_s, {}, {u"gitlab=https://gitlab.example"_s}, {u"Lab=Host.Example"_s}};
        writeNetworkChoices(settings, choices);
        QCOMPARE(readNetworkChoices(settings), choices);
        const auto setup = setupOf(choices);
        QVERIFY(setup.has_value());
        QCOMPARE(setup->baseUrls.at("gitlab"), std::string("https://gitlab.example"));
        QCOMPARE(setup->network.allowed.front().host, std::string("host.example"));
        NetworkChoices wrong = choices;
        wrong.authorities = folder.filePath(u"missing.pem"_s);
        QVERIFY(!setupOf(wrong).has_value());
    }
};

QTEST_MAIN(TestNetworkSection)
#include "tst_networksection.moc"
