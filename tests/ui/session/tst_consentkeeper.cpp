// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checkrig.h"
#include "tests/support/fakekeeper.h"
#include "ui/session/consentkeeper.h"
#include "ui/session/ledger.h"
#include "ui/session/verifysession.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using provider::Level;
using provider::Span;
using test::FakeKeeper;
using test::FakeShelf;

namespace {

constexpr auto kGitHub = "api.github.com";
constexpr auto kGitLab = "gitlab.com";

/// A session whose consents are kept on a shelf.
struct Rig
{
    explicit Rig(std::shared_ptr<FakeShelf> kept, bool isLocked = false)
        : shelf(std::move(kept))
    {
        QSignalSpy opened(&ledger, &Ledger::opened);
        ledger.open([shelf = shelf, isLocked]() -> Result<std::unique_ptr<finding::Keeper>> {
            auto keeper = std::make_unique<FakeKeeper>(shelf);
            if (isLocked)
                keeper->lock();
            return keeper;
        });
        QVERIFY(opened.wait());
        QTRY_VERIFY(ledger.isAtRest());
    }

    bool isAllowed(const char *host = kGitHub) const
    {
        return session.isAllowed(host, Level::Alive, false);
    }
    void give(const char *host = kGitHub)
    {
        QCOMPARE(session.ask(CheckPlan{}, {{host, Level::Alive, Span::Store, 0, false}}), 0U);
    }
    /// As before each question; true when it may be asked.
    bool refresh()
    {
        bool isDone = false;
        consents.refresh([&isDone] { isDone = true; });
        const bool isAtRest = QTest::qWaitFor([this] { return ledger.isAtRest(); });
        QCoreApplication::processEvents();
        return isAtRest && isDone;
    }
    std::string keptOf(const char *host = kGitHub) const
    {
        const std::scoped_lock lock(shelf->mutex);
        const auto found = shelf->properties.find({"network", std::string("consent ") + host});
        return found == shelf->properties.end() ? std::string() : found->second;
    }
    std::string lastFailure() const
    {
        return failed.isEmpty() ? std::string() : failed.back().front().value<Error>().detail;
    }

    std::shared_ptr<FakeShelf> shelf;
    Ledger ledger;
    VerifySession session{test::fakeChecks(std::make_shared<test::FakeNetwork>()),
                          [](const CheckSubject &) -> Result<provider::Parts> {
                              return fail(ErrorKind::NotFound, "none");
                          }};
    ConsentKeeper consents{ledger, session, nullptr};
    QSignalSpy failed{&consents, &ConsentKeeper::failed};
};

std::shared_ptr<FakeShelf> shelfWithAYes()
{
    auto shelf = std::make_shared<FakeShelf>();
    shelf->properties[{"network", std::string("consent ") + kGitHub}] = "1 plain";
    return shelf;
}

} // namespace

/// A yes that was taken back does not come back by itself.
class TestConsentKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTakenBackWhileReadOnlyStaysTakenBack()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        rig.ledger.setReadOnly(true);
        rig.session.withdrawConsent(kGitHub);
        QCOMPARE(rig.failed.size(), 1);
        QVERIFY(rig.lastFailure().contains("in this window only"));
        QVERIFY(rig.refresh());
        QVERIFY(!rig.isAllowed());
        QCOMPARE(rig.keptOf(), std::string("1 plain"));
        rig.ledger.setReadOnly(false);
        QTRY_COMPARE(rig.keptOf(), std::string());
        QVERIFY(rig.refresh());
        QVERIFY(!rig.isAllowed());
        QCOMPARE(rig.failed.size(), 1);
    }

    void whatIsTakenBackWhileLockedStaysTakenBack()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        rig.ledger.lock();
        QTRY_VERIFY(rig.ledger.isAtRest());
        rig.session.withdrawConsent(kGitHub);
        rig.ledger.unlock(
            std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf("")));
        QTRY_COMPARE(rig.keptOf(), std::string());
        QVERIFY(rig.refresh());
        QVERIFY(!rig.isAllowed());
    }

    void whatIsTakenBackBeforeTheStoreWasReadWins()
    {
        Rig rig(shelfWithAYes(), true);
        rig.give();
        rig.give(kGitLab);
        rig.session.withdrawConsent(kGitHub);
        rig.ledger.unlock(
            std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf("")));
        QTRY_COMPARE(rig.keptOf(), std::string());
        QTRY_COMPARE(rig.keptOf(kGitLab), std::string("1 plain"));
        QVERIFY(!rig.isAllowed());
        QVERIFY(rig.isAllowed(kGitLab));
    }

    void aWithdrawalThatCannotBeWrittenIsWrittenLater()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->refuseProperties = Error{ErrorKind::Io, "The disk is full.", {}};
        }
        rig.session.withdrawConsent(kGitHub);
        QTRY_COMPARE(rig.failed.size(), 1);
        QVERIFY(rig.lastFailure().contains("The disk is full."));
        // It is tried again at each question, and holds meanwhile.
        QVERIFY(rig.refresh());
        QTRY_COMPARE(rig.failed.size(), 2);
        QVERIFY(!rig.isAllowed());
        QCOMPARE(rig.keptOf(), std::string("1 plain"));
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->refuseProperties.reset();
        }
        QVERIFY(rig.refresh());
        QTRY_COMPARE(rig.keptOf(), std::string());
        QVERIFY(!rig.isAllowed());
    }

    void aWithdrawalThatFailedIsWrittenWithTheNextChange()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->refuseProperties = Error{ErrorKind::Io, "The disk is full.", {}};
        }
        rig.session.withdrawConsent(kGitHub);
        QTRY_COMPARE(rig.failed.size(), 1);
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->refuseProperties.reset();
        }
        rig.give(kGitLab);
        QTRY_COMPARE(rig.keptOf(kGitLab), std::string("1 plain"));
        QTRY_COMPARE(rig.keptOf(), std::string());
    }

    void withdrawingAlsoTakesBackWhatAnotherWindowKept()
    {
        Rig rig(std::make_shared<FakeShelf>());
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->properties[{"network", std::string("consent ") + kGitHub}] = "1 plain";
        }
        QVERIFY(!rig.isAllowed());
        rig.session.withdrawConsent(kGitHub);
        QTRY_COMPARE(rig.keptOf(), std::string());
    }

    void nothingIsAskedAfterAReadThatFailed()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->hideProperties = Error{ErrorKind::Io, "The disk is gone.", {}};
        }
        QVERIFY(!rig.refresh());
        QCOMPARE(rig.failed.size(), 1);
        QVERIFY(rig.lastFailure().starts_with("Nothing was asked: "));
        QVERIFY(rig.lastFailure().contains("The disk is gone."));
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->hideProperties.reset();
        }
        QVERIFY(rig.refresh());
        QVERIFY(rig.isAllowed());
    }

    void anotherStoreGetsNothingOfWhatWasNotWritten()
    {
        Rig rig(shelfWithAYes());
        QTRY_VERIFY(rig.isAllowed());
        rig.ledger.setReadOnly(true);
        rig.session.withdrawConsent(kGitHub);
        const auto other = shelfWithAYes();
        QSignalSpy loaded(&rig.ledger, &Ledger::loaded);
        rig.ledger.open([other]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(other);
        });
        QVERIFY(loaded.wait());
        rig.ledger.setReadOnly(false);
        QTRY_VERIFY(rig.isAllowed());
        QVERIFY(rig.refresh());
        QVERIFY(rig.isAllowed());
        QCOMPARE(other->properties.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestConsentKeeper)
#include "tst_consentkeeper.moc"
