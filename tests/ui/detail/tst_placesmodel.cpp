// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/detail/fakes.h"
#include "ui/detail/placesmodel.h"
#include "ui/detail/words.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using rekey::test::place;
using sources::Reach;

class TestPlacesModel : public QObject
{
    Q_OBJECT

    static QString outline(const PlacesModel &model, const QModelIndex &parent = {}, int depth = 0)
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            text += QString(depth, u' ') + index.data().toString() + u'\n';
            text += outline(model, index, depth + 1);
        }
        return text;
    }

    static std::vector<finding::Place> many(int count)
    {
        std::vector<finding::Place> places;
        for (int i = 0; i < count; ++i)
            places.push_back(place(std::format("dir{}/file{}.py", i % 40, i % 400),
                                   static_cast<std::uint32_t>(i + 1),
                                   i % 3 == 0 ? Reach::Head : Reach::History));
        return places;
    }

private Q_SLOTS:
    void groupsBySourceReachFileAndPlace()
    {
        PlacesModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto second = place("b.txt", 4, Reach::File);
        second.source = 1;
        auto versions = place("a.py", 9, Reach::History);
        versions.versions = 3;
        model.setPlaces({second, place("a.py", 7), versions, place("a.py", 2)},
                        {u"payments"_s, u"web"_s});
        QCOMPARE(outline(model),
                 u"payments\n"
                 " HEAD (2)\n"
                 "  a.py\n"
                 "   line 2\n"
                 "   line 7\n"
                 " History only (1)\n"
                 "  a.py\n"
                 "   line 9, 3 versions of the file\n"
                 "web\n"
                 " Files (1)\n"
                 "  b.txt\n"
                 "   line 4\n"_s);
    }

    void staysSoundThroughChanges()
    {
        PlacesModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const int count : {0, 1, 500, 20, 0})
            model.setPlaces(many(count), {u"payments"_s});
        QCOMPARE(model.rowCount(), 0);
    }

    void knowsWhichRowIsWhichPlace()
    {
        PlacesModel model;
        model.setPlaces(many(30), {u"payments"_s});
        for (int i = 0; i < 30; ++i) {
            const QModelIndex index = model.indexOfPlace(i);
            QCOMPARE(index.data(PlacesModel::PlaceRole).toInt(), i);
            QCOMPARE(model.placeAt(index)->line, static_cast<std::uint32_t>(i + 1));
            QCOMPARE(model.placeAt(index.parent()), nullptr);
        }
        QVERIFY(!model.indexOfPlace(30).isValid());
        QVERIFY(!model.indexOfPlace(-1).isValid());
    }

    void samePlacesDoNotResetTheView()
    {
        PlacesModel model;
        model.setPlaces(many(10), {u"payments"_s});
        int resets = 0;
        connect(&model, &QAbstractItemModel::modelReset, this, [&] { ++resets; });
        model.setPlaces(many(10), {u"payments"_s});
        QCOMPARE(resets, 0);
        model.setPlaces(many(11), {u"payments"_s});
        QCOMPARE(resets, 1);
    }

    void namesAreEscapedInEveryRole()
    {
        PlacesModel model;
        auto evil = place("dir/\u202egpj.exe\x1b[2J", 1);
        evil.author = "Eve\u202e";
        evil.email = "e\n@x";
        evil.branches = {"b\u2066"};
        model.setPlaces({evil}, {u"payments"_s});
        const QModelIndex spot = model.indexOfPlace(0);
        for (const QModelIndex &row : {spot, spot.parent(), spot.parent().parent()}) {
            for (int column = 0; column < PlacesModel::ColumnCount; ++column) {
                for (int role = 0; role <= Qt::AccessibleDescriptionRole; ++role) {
                    const QString text = row.siblingAtColumn(column).data(role).toString();
                    for (const QChar character : text)
                        QVERIFY2(character.isPrint() && character.category() != QChar::Other_Format,
                                 qPrintable(text));
                }
            }
        }
        QVERIFY(spot.parent().data().toString().contains("\\u202e"_L1));
    }

    void showsCommitDateAuthorAndRefs()
    {
        PlacesModel model;
        auto one = place("a.py", 1234);
        one.branches = {"main", "next"};
        one.tags = {"v1.0"};
        model.setPlaces({one}, {u"payments"_s});
        const QModelIndex spot = model.indexOfPlace(0);
        QCOMPARE(spot.siblingAtColumn(PlacesModel::Commit).data().toString(), u"abc1234"_s);
        QCOMPARE(spot.siblingAtColumn(PlacesModel::Date).data().toString(),
                 QLocale().toString(QDate(2023, 4, 2), QLocale::ShortFormat));
        QCOMPARE(spot.siblingAtColumn(PlacesModel::Author).data().toString(), u"Ada Example"_s);
        QCOMPARE(spot.siblingAtColumn(PlacesModel::Refs).data().toString(), u"main, next, v1.0"_s);
        QVERIFY(spot.data(Qt::AccessibleTextRole).toString().contains("a.py"_L1));
    }

    void tenThousandPlacesAreQuick()
    {
        PlacesModel model;
        QElapsedTimer timer;
        timer.start();
        model.setPlaces(many(10'000), {u"payments"_s});
        // Far above what it takes, even with sanitizers: catches a quadratic build.
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        qInfo("10,000 places: %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void saysInWordsWhereASecretIs()
    {
        auto head = place("a.py", 1);
        head.branches = {"next", "old"};
        head.tags = {"v1"};
        auto later = place("b.py", 2, Reach::History);
        later.date += 86'400;
        later.commit = "fff";
        const QString day = QLocale().toString(QDate(2023, 4, 2), QLocale::ShortFormat);
        const std::vector<finding::Place> places{head, place("a.py", 5), later};
        QCOMPARE(placesSentence(places),
                 u"In HEAD. Also in 2 branches, 1 tag. 3 places in 2 files. Introduced %1 in "
                 "abc1234 by Ada Example."_s.arg(day));
        QCOMPARE(placesSentence({}), u"No place is known yet."_s);
    }

    void saysInHowManyRepositoriesHeadHoldsIt()
    {
        auto second = place("a.py", 1);
        second.source = 1;
        auto third = place("a.py", 1, Reach::History);
        third.source = 2;
        auto file = place("a.py", 1, Reach::File);
        file.source = 3;
        const std::vector<finding::Place> places{place("a.py", 1), second, third, file};
        QVERIFY(placesSentence(places).startsWith("In HEAD of 2 of 3 repositories."_L1));
    }

    void saysHowLongItWasThereOnceAllOfItIsGone()
    {
        auto first = place("a.py", 1, Reach::History);
        first.removedCommit = "def56789";
        first.removedDate = first.date + 29 * 86'400;
        auto second = place("b.py", 2, Reach::History);
        second.date += 86'400;
        second.removedCommit = "fff";
        second.removedDate = second.date + 86'400;
        const auto stashed = place("c.py", 1, Reach::Stash);
        const QString added = QLocale().toString(QDate(2023, 4, 2), QLocale::ShortFormat);
        const QString gone = QLocale().toString(QDate(2023, 5, 1), QLocale::ShortFormat);
        const std::vector<finding::Place> places{first, second, stashed};
        QVERIFY2(placesSentence(places).endsWith(
                     u" Added %1 in abc1234, removed %2 in def5678: exposed 29 days."_s.arg(added,
                                                                                            gone)),
                 qPrintable(placesSentence(places)));
        second.removedCommit.clear();
        QVERIFY(placesSentence(std::vector{first, second}).contains("Introduced"_L1));
        QVERIFY(placesSentence(std::vector{first, place("d.py", 1)}).contains("Introduced"_L1));
        first.removedDate = first.date + 60;
        QVERIFY(placesSentence(std::vector{first}).contains("exposed less than a day"_L1));
    }

    void doesNotCallACutListOfRefsWhole()
    {
        auto head = place("a.py", 1);
        for (std::size_t i = 0; i < sources::kMaxRefs; ++i)
            head.branches.push_back(std::format("b{}", i));
        QVERIFY(placesSentence(std::span(&head, 1)).contains("10 or more branches"_L1));
    }

    void findsGitAmongPlaces()
    {
        const std::vector<finding::Place> files{place("a", 1, Reach::File)};
        const std::vector<finding::Place> git{place("a", 1, Reach::File),
                                              place("b", 1, Reach::Stash)};
        QVERIFY(!anyInGit(files));
        QVERIFY(anyInGit(git));
    }
};

QTEST_MAIN(TestPlacesModel)
#include "tst_placesmodel.moc"
