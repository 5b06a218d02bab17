// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "ui/verify/consentsheet.h"

#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using provider::Level;
using provider::Span;

namespace {

HostPlan hostPlan(const std::string &host, std::size_t secrets, std::size_t canaries = 0)
{
    HostPlan plan;
    plan.host = host;
    plan.providers = {"Made Up"};
    plan.requests = {"GET /user\nAuthorization: Bearer {secret}"};
    plan.accessRequests = {"GET /scopes\nAuthorization: Bearer {secret}"};
    plan.where = {provider::SecretUse{.headers = {"Authorization"}}};
    plan.secrets = secrets;
    plan.canaries = canaries;
    return plan;
}

std::unique_ptr<ConsentSheet> sheetOf(std::vector<HostPlan> hosts,
                                      std::map<NotAsked, std::size_t> notAsked = {},
                                      bool isControl = false)
{
    auto plan = std::make_shared<CheckPlan>();
    plan->hosts = std::move(hosts);
    plan->notAsked = std::move(notAsked);
    plan->options.isControl = isControl;
    for (const HostPlan &host : plan->hosts) {
        for (std::size_t i = 0; i < host.secrets; ++i)
            plan->checks.push_back({nullptr, host.host, i < host.canaries, "made-up", {}});
    }
    auto sheet = std::make_unique<ConsentSheet>(plan);
    sheet->show();
    return sheet;
}

template <typename T> T *part(const QWidget &sheet, const char *name)
{
    return sheet.findChild<T *>(QString::fromLatin1(name));
}

QString sendText(const ConsentSheet &sheet)
{
    return part<QPushButton>(sheet, "consentSend")->text().remove(u'&');
}

} // namespace

class TestConsentSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSafeButtonIsTheDefaultOne()
    {
        const auto sheet = sheetOf({hostPlan("api.github.com", 40)});
        QCOMPARE(sendText(*sheet), u"Send 40 keys to api.github.com"_s);
        QSignalSpy accepted(sheet.get(), &QDialog::accepted);
        QSignalSpy rejected(sheet.get(), &QDialog::rejected);
        QTest::keyClick(sheet.get(), Qt::Key_Return);
        QCOMPARE(accepted.size(), 0);
        QCOMPARE(rejected.size(), 1);
    }

    void hostRowsAreHighEnoughToHit()
    {
        const auto sheet = sheetOf(
            {hostPlan("api.github.com", 40), hostPlan("gitlab.com", 2), hostPlan("slack.com", 3)});
        QVERIFY(QTest::qWaitForWindowExposed(sheet.get()));
        auto *hosts = part<QTreeWidget>(*sheet, "consentHosts");
        for (int row = 0; row < hosts->topLevelItemCount(); ++row) {
            const QRect place = hosts->visualItemRect(hosts->topLevelItem(row));
            QVERIFY2(place.height() >= 24, qPrintable(QString::number(place.height())));
            QVERIFY(hosts->viewport()->rect().contains(place.center()));
        }
    }

    void sendingIsForTheseKeysAndTheLeastLevelUnlessSaidOtherwise()
    {
        const auto sheet = sheetOf({hostPlan("api.github.com", 40)});
        QSignalSpy accepted(sheet.get(), &QDialog::accepted);
        QTest::mouseClick(part<QPushButton>(*sheet, "consentSend"), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        const std::vector<provider::Consent> given = sheet->consents(1000);
        QCOMPARE(given.size(), 1U);
        QCOMPARE(given.front(),
                 (provider::Consent{"api.github.com", Level::Alive, Span::Batch, 0, false}));
    }

    void theYesHoldsAsLongAsChosen()
    {
        const auto sheet = sheetOf({hostPlan("api.github.com", 40)});
        part<QRadioButton>(*sheet, "consentHour")->click();
        part<QRadioButton>(*sheet, "consentAccess")->click();
        QCOMPARE(sheet->consents(1000).front(),
                 (provider::Consent{"api.github.com", Level::Access, Span::Time, 4600, false}));
        part<QRadioButton>(*sheet, "consentStore")->click();
        QCOMPARE(sheet->consents(1000).front().span, Span::Store);
        QCOMPARE(sheet->level(), Level::Access);
    }

    void aHigherLevelShowsWhatItSendsMore()
    {
        const auto sheet = sheetOf({hostPlan("api.github.com", 1)});
        auto *request = part<QPlainTextEdit>(*sheet, "consentRequest");
        QCOMPARE(request->toPlainText(), u"GET /user\nAuthorization: Bearer {secret}"_s);
        part<QRadioButton>(*sheet, "consentAccess")->click();
        QVERIFY(request->toPlainText().contains("GET /scopes"_L1));
        QVERIFY(part<QLabel>(*sheet, "consentWhere")->text()
                == u"The secret itself is sent in the Authorization header."_s);
    }

    void eachHostIsTickedForItself()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 2), hostPlan("b.test", 2)});
        QCOMPARE(sendText(*sheet), u"Send 4 keys to 2 hosts"_s);
        auto *hosts = part<QTreeWidget>(*sheet, "consentHosts");
        hosts->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
        QCOMPARE(sendText(*sheet), u"Send 2 keys to a.test"_s);
        QCOMPARE(sheet->consents(0).size(), 1U);
        hosts->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!part<QPushButton>(*sheet, "consentSend")->isEnabled());
        QVERIFY(sheet->consents(0).empty());
    }

    void canariesNeedATickOfTheirOwn()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 5, 2), hostPlan("b.test", 1, 1)});
        QCOMPARE(sendText(*sheet), u"Send 3 keys to a.test"_s);
        QCOMPARE(sheet->consents(0).size(), 1U);
        part<QCheckBox>(*sheet, "consentCanaries")->click();
        QCOMPARE(sendText(*sheet), u"Send 6 keys to 2 hosts"_s);
        QVERIFY(sheet->consents(0).front().withCanaries);
    }

    void saysWhatIsNotSentAndWhy()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 1)},
                                   {{{.kind = NotAsked::Kind::Password}, 3},
                                    {{.kind = NotAsked::Kind::Address,
                                      .host = "10.0.0.7",
                                      .address = provider::AddressKind::Private},
                                     1}});
        const QString text = part<QLabel>(*sheet, "consentNotAsked")->text();
        QVERIFY(text.contains("3: Passwords are never tried by themselves."_L1));
        QVERIFY(text.contains("1: 10.0.0.7 is a private address"_L1));
    }

    void withNobodyToAskItOnlySaysWhy()
    {
        const auto sheet = sheetOf({}, {{{.kind = NotAsked::Kind::NoChecker}, 2}});
        QVERIFY(part<QPushButton>(*sheet, "consentSend") == nullptr);
        QVERIFY(part<QLabel>(*sheet, "consentNotAsked")->text().startsWith("2: Nothing"_L1));
        QTest::keyClick(sheet.get(), Qt::Key_Return);
        QVERIFY(!sheet->isVisible());
    }

    void aControlSaysThatTheKeyItselfIsNotSent()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 1)}, {}, true);
        QCOMPARE(sendText(*sheet), u"Send a made-up key to a.test"_s);
        QVERIFY(part<QLabel>(*sheet, "consentWhere")->text().contains("not sent"_L1));
        QVERIFY(part<QRadioButton>(*sheet, "consentAccess") == nullptr);
        // Nor is it a yes to send keys later.
        QVERIFY(part<QRadioButton>(*sheet, "consentHour") == nullptr);
        QVERIFY(part<QRadioButton>(*sheet, "consentStore") == nullptr);
        QCOMPARE(sheet->consents(1000).front().span, Span::Batch);
    }

    void whatIsNotTickedIsNotSent()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 5, 2), hostPlan("b.test", 3)});
        auto *hosts = part<QTreeWidget>(*sheet, "consentHosts");
        QCOMPARE(sheet->chosen().checks.size(), 6U);
        hosts->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
        CheckPlan chosen = sheet->chosen();
        QCOMPARE(chosen.checks.size(), 3U);
        QCOMPARE(chosen.hosts.size(), 1U);
        for (const CheckPlan::Check &check : chosen.checks)
            QVERIFY(check.host == "a.test" && !check.isCanary);
        part<QCheckBox>(*sheet, "consentCanaries")->click();
        part<QRadioButton>(*sheet, "consentAccess")->click();
        chosen = sheet->chosen();
        QCOMPARE(chosen.checks.size(), 5U);
        QCOMPARE(chosen.options.level, Level::Access);
    }

    void everyControlHasAName()
    {
        const auto sheet = sheetOf({hostPlan("a.test", 5, 2), hostPlan("b.test", 1)},
                                   {{{.kind = NotAsked::Kind::Fresh}, 1}});
        QVERIFY2(test::unnamedControls(sheet.get()).isEmpty(),
                 qPrintable(test::unnamedControls(sheet.get()).join(u'\n')));
    }
};

QTEST_MAIN(TestConsentSheet)
#include "tst_consentsheet.moc"
