// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/paste/fakes.h"
#include "ui/paste/maskedtextview.h"
#include "ui/paste/matchesmodel.h"
#include "ui/paste/textintake.h"
#include "ui/paste/textrows.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMimeData>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestPasteView : public QObject
{
    Q_OBJECT

    static std::string outline(const scan::MaskedText &masked, const TextRows &rows)
    {
        std::string text;
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            const std::size_t end = i + 1 < rows.rows.size() ? rows.rows[i + 1].begin : rows.end;
            text += std::to_string(rows.rows[i].line) + ":"
                + std::to_string(end - rows.rows[i].begin) + " ";
        }
        Q_UNUSED(masked)
        return text;
    }

private Q_SLOTS:
    void rowsFollowLinesAndBreakLongOnes()
    {
        const auto masked = test::fakeMask("ab\n\n" + std::string(400, 'x') + "\nend");
        QCOMPARE(outline(masked, rowsOf(masked)), std::string("1:3 2:1 3:160 0:160 0:81 4:3 "));
    }

    void rowsOfNothingAreOneRow()
    {
        const auto masked = test::fakeMask("");
        QCOMPARE(rowsOf(masked).rows.size(), std::size_t(1));
    }

    void rowsNeverBreakWithinABarOrACharacter()
    {
        for (int shift = 0; shift < 12; ++shift) {
            std::string text(static_cast<std::size_t>(152 - 6 + shift), 'x');
            text += test::plantedValues()[0];
            for (int i = 0; i < 300; ++i)
                text += "\u00fc";
            const auto masked = test::fakeMask(text);
            const TextRows rows = rowsOf(masked);
            QVERIFY(rows.rows.size() > 3);
            for (const TextRow &row : rows.rows) {
                const auto bar = masked.bars[0].begin;
                QVERIFY(row.begin <= bar || row.begin >= bar + scan::kBarText.size());
                if (row.begin < masked.text.size())
                    QVERIFY((static_cast<unsigned char>(masked.text.view()[row.begin]) & 0xc0)
                            != 0x80);
            }
        }
    }

    void rowsAreBounded()
    {
        const auto masked = test::fakeMask(std::string(1000, '\n'));
        const TextRows rows = rowsOf(masked, 100);
        QVERIFY(rows.cut);
        QCOMPARE(rows.rows.size(), std::size_t(100));
        QCOMPARE(rowAt(rows, 50), std::size_t(50));
    }

    void oneLineOfFiftyMegabytesPaintsAtOnce()
    {
        auto masked = std::make_shared<scan::MaskedText>();
        masked->text = secret::SecretBytes(std::size_t{50} << 20);
        std::ranges::fill(masked->text.bytes(), std::byte{'x'});
        const std::uint64_t place = 40'000'000;
        masked->bars.push_back({place, 0, {}});
        QElapsedTimer timer;
        timer.start();
        TextRows rows = rowsOf(*masked);
        qInfo("50 MB, one line: laid out in %lld ms", static_cast<long long>(timer.restart()));
        MaskedTextView view;
        view.resize(600, 400);
        view.show();
        view.setText(masked, std::move(rows));
        view.grab();
        qInfo("painted in %lld ms", static_cast<long long>(timer.restart()));
        view.showBar(0);
        view.grab();
        QCOMPARE(view.barsInView(), 1);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        qInfo("moved to the bar in %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void clearingWipesThePicture()
    {
        MaskedTextView view;
        view.resize(400, 200);
        const QImage empty = view.grab().toImage();
        auto masked = std::make_shared<scan::MaskedText>(test::fakeMask(test::chat(2000, {})));
        view.setText(masked, rowsOf(*masked));
        QVERIFY(view.grab().toImage() != empty);
        view.clear();
        QCOMPARE(view.grab().toImage(), empty);
        QCOMPARE(masked.use_count(), 1);
    }

    void matchesModelIsSound()
    {
        MatchesModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto masked = std::make_shared<const scan::MaskedText>(
            test::fakeMask(test::chat(5000, test::plantedValues())));
        model.setText(masked);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1, MatchesModel::Secret).data().toString(), u"S-0002"_s);
        QCOMPARE(model.index(1, MatchesModel::Mask).data().toString(), u"plant...."_s);
        QVERIFY(model.index(1, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .startsWith("AWS access key"_L1));
        model.setText(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void clipboardTextComesAsItsBytes()
    {
        QMimeData mime;
        mime.setText(u"gr\u00fc\u00dfe"_s);
        const auto text = textOfMime(mime);
        QVERIFY(text.has_value());
        QCOMPARE(std::string(text->view()), std::string("gr\u00fc\u00dfe"));
        QCOMPARE(mime.text(), u"gr\u00fc\u00dfe"_s); // what others hold is left alone
    }

    void clipboardLimits()
    {
        QMimeData mime;
        QCOMPARE(textOfMime(mime).error().kind, ErrorKind::NotFound);
        mime.setText(QString(101, u'x'));
        QCOMPARE(textOfMime(mime, 100).error().kind, ErrorKind::TooBig);
        QVERIFY(textOfMime(mime, 101).has_value());
    }

    void filesAreReadWhole()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"chat.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello\n");
        file.close();
        QCOMPARE(std::string(textOfFile(file.fileName())->view()), std::string("hello\n"));
        QCOMPARE(textOfFile(file.fileName(), 5).error().kind, ErrorKind::TooBig);
        QCOMPARE(textOfFile(folder.filePath(u"none"_s)).error().kind, ErrorKind::NotFound);
        QCOMPARE(textOfFile(folder.path()).error().kind, ErrorKind::Invalid);
    }
};

QTEST_MAIN(TestPasteView)
#include "tst_pasteview.moc"
