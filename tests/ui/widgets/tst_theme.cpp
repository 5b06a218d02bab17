// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QStyle>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private:
    static void palettes()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
        QTest::newRow("high contrast") << contrastPalette();
    }

private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white)), 1);
        // #777 on white is the usual example of just too little: 4.48.
        QVERIFY(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
    }

    void tonesRead_data() { palettes(); }
    void tonesRead()
    {
        QFETCH(QPalette, palette);
        for (int i = 0; i <= int(Tone::Neutral); ++i) {
            const QColor text = toneColor(Tone(i), palette);
            for (const QColor &ground :
                 {toneBackground(Tone(i), palette), palette.color(QPalette::Window),
                  palette.color(QPalette::Base), palette.color(QPalette::AlternateBase),
                  palette.color(QPalette::Button)}) {
                const double ratio = contrastRatio(text, ground);
                QVERIFY2(ratio >= 4.5,
                         qPrintable(u"tone %1 on %2: %3"_s.arg(i).arg(ground.name()).arg(ratio)));
            }
        }
    }

    void textReads_data() { palettes(); }
    void textReads()
    {
        QFETCH(QPalette, palette);
        const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
            return contrastRatio(palette.color(text), palette.color(ground));
        };
        QVERIFY(ratio(QPalette::WindowText, QPalette::Window) >= 7);
        QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 7);
        QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= 7);
        QVERIFY(ratio(QPalette::ToolTipText, QPalette::ToolTipBase) >= 7);
        QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
        QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Window) >= 4.5);
        QVERIFY(ratio(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
        QVERIFY(ratio(QPalette::Link, QPalette::Base) >= 4.5);
    }

    void darkIsDark()
    {
        QVERIFY(isDark(darkPalette()));
        QVERIFY(!isDark(lightPalette()));
    }

    void highContrastReadsAtSevenToOne()
    {
        const QPalette palette = contrastPalette();
        for (int i = 0; i <= int(Tone::Neutral); ++i) {
            const QColor text = toneColor(Tone(i), palette);
            for (const QColor &ground :
                 {toneBackground(Tone(i), palette), palette.color(QPalette::Base)})
                QVERIFY2(contrastRatio(text, ground) >= 7, qPrintable(QString::number(i)));
        }
        QVERIFY(contrastRatio(palette.color(QPalette::Mid), palette.color(QPalette::Base)) >= 3);
        QVERIFY(contrastRatio(palette.color(QPalette::HighlightedText),
                              palette.color(QPalette::Highlight))
                >= 7);
    }

    void textGrowsFromTheSystemsSize()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        const qreal usual = QApplication::font().pointSizeF();
        applyLook(*qApp, {.theme = ThemeChoice::Light, .fontPercent = 200});
        QCOMPARE(QApplication::font().pointSizeF(), 2 * usual);
        applyLook(*qApp, {.theme = ThemeChoice::Light, .fontPercent = 150});
        QCOMPARE(QApplication::font().pointSizeF(), 1.5 * usual);
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        QCOMPARE(QApplication::font().pointSizeF(), usual);
    }

    void nothingMovesWhenMotionIsReduced()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Light, .isStill = true});
        QCOMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
        QCOMPARE(QApplication::cursorFlashTime(), 0);
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        QVERIFY(QApplication::cursorFlashTime() > 0);
    }

    void choiceSetsThePalette()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Dark});
        QVERIFY(isDark(QApplication::palette()));
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        QVERIFY(!isDark(QApplication::palette()));
    }

    /// Each drawing renders, and in the colour of the palette in force when it is painted.
    void iconsFollowThePalette()
    {
        const QStringList files = QDir(u":/rekey/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() > 20);
        for (const QString &file : files) {
            const QIcon drawn = icon(QStringView(file).chopped(4));
            QApplication::setPalette(darkPalette());
            QVERIFY2(inkOf(drawn) > 0.5, qPrintable(file));
            QApplication::setPalette(lightPalette());
            QVERIFY2(inkOf(drawn) < 0.5, qPrintable(file));
        }
        QVERIFY(icon(u"no-such-drawing").isNull());
    }

private:
    /// Mean lightness of the opaque pixels; -1 when nothing was drawn.
    static double inkOf(const QIcon &drawn)
    {
        const QImage image = drawn.pixmap(32, 32).toImage();
        double sum = 0;
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (color.alpha() > 200) {
                    sum += color.lightnessF();
                    ++count;
                }
            }
        }
        return count > 8 ? sum / count : -1;
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
