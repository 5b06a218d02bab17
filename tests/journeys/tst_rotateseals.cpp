// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/serverrig.h"
#include "tests/support/awsfront.h"
#include "tests/support/rotationjourney.h"
#include "ui/widgets/secretfield.h"

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::PeerProcess;
using rekey::test::RotationJourney;

namespace {

/// Our own broker in the place of a deployment, with AWS on loopback behind it.
class Deployment final : public test::ServerRig
{
public:
    explicit Deployment(const PeerProcess &aws)
    {
        begin();
        m_upstream->setHandler(
            [&aws](const QByteArray &request) { return test::askPeer(aws, request); });
    }
    ~Deployment() override { end(); }
    [[nodiscard]] quint16 number() const { return port(); }
    [[nodiscard]] test::TlsUpstream &api() const { return *m_upstream; }
};

} // namespace

/// A rotation in the window whose consumers use the key through the proxy: each is seen working by
/// a test call with what it holds, in place of a person's word.
class TestRotateSeals : public RotationJourney
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_aws = std::make_unique<PeerProcess>(u"aws.py"_s); }
    void cleanupTestCase() { m_aws.reset(); }

    void aSealIsSeenWorkingByATestCall()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const Deployment deployment(*m_aws);
        m_openKey = test::firstKey();
        m_proxyUrl = "http://127.0.0.1:" + std::to_string(deployment.number());
        m_sealHosts = {deployment.api().host().toStdString()};
        reset(21, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        sealForThree(*rig);
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        choose(page, u"aws.ini"_s);
        rig->chosenPath = path(u"new.key"_s);
        click(page, u"rotationToFile"_s);
        auto *tryOut = part<QPushButton>(page, u"rotationTest"_s);
        QVERIFY(!tryOut->isVisible());
        click(page, u"rotationBegin"_s);

        auto *list = part<QTreeWidget>(page, u"rotationConsumersList"_s);
        for (const QString &consumer : {u"billing"_s, u"mail"_s, u"cron"_s}) {
            choose(page, consumer);
            click(page, u"rotationTest"_s);
            QTRY_VERIFY(dialog(*rig, u"testSheet"_s) != nullptr);
            QDialog *sheet = dialog(*rig, u"testSheet"_s);
            const QString bearer
                = QString::fromLatin1(QByteArrayView(m_bearers.at(consumer.toStdString())->view()));
            QTest::keyClicks(part<ui::SecretField>(sheet, u"testBearer"_s), bearer);
            click(sheet, u"testSend"_s);
            QTRY_COMPARE_WITH_TIMEOUT(list->currentItem()->text(2), u"Seen working"_s, 60'000);
        }
        const QStringList ids = keys().keys();
        QCOMPARE(ids.size(), 2);
        const QString newId = ids[0] == m_oldId ? ids[1] : ids[0];
        QCOMPARE(test::signersOf(deployment.api().seen()), QStringList(3, newId));

        // A consumer without a seal is somebody's word, as before.
        choose(page, u"aws.ini"_s);
        QVERIFY(!tryOut->isVisible());
        click(page, u"rotationWorks"_s);
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(page)), 60'000);
        QTest::keyClicks(typed, m_oldId.right(4));
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(page), qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().keys(), QStringList{newId});
        for (const seal::SealRecord &record : sealsOf(*rig))
            QCOMPARE(record.lastTest.status, 200);
    }
};

QTEST_MAIN(TestRotateSeals)
#include "tst_rotateseals.moc"
