// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/contexthandover.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rekey;
using rotate::ContextHandover;
using secret::SecretBytes;

/// Who gets a value in which way, and what is said of those that nobody brings it to.
class TestContextHandover : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    rotate::RotationContext m_context;
    std::set<std::string> m_sealed; ///< consumers with a seal
    std::vector<std::string> m_seals; ///< "CONSUMER KEY FORMER" of each made again
    std::set<std::pair<std::string, std::string>> m_confirmed; ///< consumer and key

    [[nodiscard]] ContextHandover handover()
    {
        return {m_context,
                "OLD",
                {[this](const std::string &consumer, const std::string &keyId,
                        const std::string &formerId, const SecretBytes &) -> Result<bool> {
                     if (!m_sealed.contains(consumer))
                         return false;
                     m_seals.push_back(consumer + ' ' + keyId + ' ' + formerId);
                     return true;
                 },
                 [this](const std::string &consumer, const std::string &keyId) -> Result<bool> {
                     return m_confirmed.contains({consumer, keyId});
                 }},
                {"say how", "say how to go back"}};
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static SecretBytes value(const char *text) { return SecretBytes::copyOf(text); }

private Q_SLOTS:
    void init()
    {
        m_context = {};
        m_sealed.clear();
        m_seals.clear();
        m_confirmed.clear();
    }

    void aFileGoesBeforeASeal()
    {
        m_context.files["shop"] = path(u"shop"_s).toStdString();
        m_sealed = {"shop", "mail"};
        ContextHandover to = handover();
        QVERIFY(to.deliver("shop", "NEW", value("first")));
        QVERIFY(to.deliver("mail", "NEW", value("first")));
        QCOMPARE(read(u"shop"_s), QByteArray("first"));
        QCOMPARE(m_seals, std::vector<std::string>{"mail NEW NEW"});
    }

    void aSealIsTakenBackByTheNameItHasNow()
    {
        m_sealed = {"mail"};
        ContextHandover to = handover();
        QVERIFY(to.giveBack("mail", "OLD", "NEW", value("old"), true));
        QCOMPARE(m_seals, std::vector<std::string>{"mail OLD NEW"});
    }

    void oneThatNobodyBringsItToWaitsForAWord()
    {
        ContextHandover to = handover();
        const auto refused = to.deliver("shop", "NEW", value("first"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unsupported);
        QVERIFY(refused.error().text().contains("say how"));
        m_confirmed = {{"shop", "NEW"}};
        QVERIFY(to.deliver("shop", "NEW", value("first")));
    }

    void goingBackLeavesAloneWhoHasTheOldValueStill()
    {
        ContextHandover to = handover();
        QVERIFY(to.giveBack("shop", "OLD", "NEW", value("old"), false));
        // Somebody saw it work with the new key: then the old value has to get there.
        m_confirmed = {{"shop", "NEW"}};
        QVERIFY(!to.giveBack("shop", "OLD", "NEW", value("old"), false));
        m_confirmed.insert({"shop", "OLD"});
        QVERIFY(to.giveBack("shop", "OLD", "NEW", value("old"), false));
    }

    void goingBackAsksWhoAPersonMayHaveBroughtTheNewValue()
    {
        ContextHandover to = handover();
        const auto refused = to.giveBack("shop", "OLD", "NEW", value("old"), true);
        QVERIFY(!refused);
        QVERIFY(refused.error().text().contains("say how to go back"));
        m_confirmed = {{"shop", "OLD"}};
        QVERIFY(to.giveBack("shop", "OLD", "NEW", value("old"), true));
    }

    void aNewValueOfTheSameKeyIsNoWayBack()
    {
        QVERIFY(!handover().deliver("ci", "OLD", value("changed in place")));
    }

    void aCheckTellsWhetherItWorks()
    {
        m_context.checks["shop"] = "test \"$REKEY_KEY_ID\" = NEW";
        ContextHandover to = handover();
        QVERIFY(*to.isConfirmed("shop", "NEW"));
        QVERIFY(!*to.isConfirmed("shop", "OTHER"));
    }
};

QTEST_GUILESS_MAIN(TestContextHandover)
#include "tst_contexthandover.moc"
