// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealsmodel.h"
#include "ui/seal/sealwords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using ui::SealDesk;
using ui::SealsModel;

/// The table of seals over a desk.
class TestSealsModel : public QObject
{
    Q_OBJECT

    static seal::SealRecord record(const char *consumer)
    {
        seal::SealRecord made;
        made.consumer.name = consumer;
        made.processor = "inject";
        made.profile = "production";
        made.source.finding.bytes.fill(std::byte{3});
        made.source.label = "S-0007";
        made.destinations = "api.example.com";
        made.madeAt = 1'700'000'000;
        return made;
    }

    static QString cell(const SealsModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void followsTheDesk()
    {
        SealDesk desk;
        SealsModel model(desk);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy kept(&desk, &SealDesk::changesToKeep);
        QCOMPARE(desk.add({record("billing"), record("mail\u202eservice")}),
                 (std::vector<std::uint32_t>{1, 2}));
        QCOMPARE(kept.count(), 1);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, SealsModel::IdColumn), u"L-0002"_s);
        QVERIFY(!cell(model, 0, SealsModel::ConsumerColumn).contains(QChar(0x202e)));
        QCOMPARE(cell(model, 1, SealsModel::StateColumn),
                 ui::stateWord(seal::SealState::NeverTested));
        QCOMPARE(cell(model, 1, SealsModel::ProcessorColumn),
                 ui::processorWord(seal::ProcessorKind::Inject));
        secret::SecretId finding;
        finding.bytes.fill(std::byte{3});
        desk.retire({2});
        QCOMPARE(desk.rotated(finding), 1U);
        QCOMPARE(cell(model, 0, SealsModel::StateColumn), ui::stateWord(seal::SealState::Retired));
        QCOMPARE(model.index(1, SealsModel::StateColumn).data(SealsModel::ToneRole).toInt(),
                 static_cast<int>(ui::Tone::Danger));
        const QString sentence = model.index(1, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(sentence.startsWith("Outdated"_L1), qPrintable(sentence));
        desk.load({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void everyWordIsThere()
    {
        for (std::size_t i = 0; i < seal::kProcessorKinds; ++i)
            QVERIFY(!ui::processorWord(static_cast<seal::ProcessorKind>(i)).isEmpty());
        for (int i = 0; i < 7; ++i)
            QVERIFY(!ui::stateWord(static_cast<seal::SealState>(i)).isEmpty());
        for (std::size_t i = 0; i < seal::kSnippetLanguages; ++i)
            QVERIFY(!ui::languageWord(static_cast<seal::SnippetLanguage>(i)).isEmpty());
        for (int i = 0; i < 4; ++i)
            QVERIFY(!ui::formWord(static_cast<seal::DeliveryForm>(i)).isEmpty());
    }
};

QTEST_MAIN(TestSealsModel)
#include "tst_sealsmodel.moc"
