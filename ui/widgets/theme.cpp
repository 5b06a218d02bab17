// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleHints>
#include <QStyleOption>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct ToneColors
{
    QRgb lightText;
    QRgb lightGround;
    QRgb darkText;
    QRgb darkGround;
    QRgb contrastText;
    QRgb contrastGround;
};

// clang-format off
constexpr std::array<ToneColors, 6> kTones = {{
    {0xffb3261e, 0xfffdeceb, 0xffff8f87, 0xff42201f, 0xffffb3ad, 0xff4a0000}, // Danger
    {0xff855000, 0xfffff2d9, 0xfff2b84b, 0xff3d2e10, 0xffffe14d, 0xff3a2e00}, // Warning
    {0xff1a6b35, 0xffe3f5e8, 0xff6fd08c, 0xff17351f, 0xff8dff9f, 0xff003a10}, // Good
    {0xff1455b8, 0xffe5effc, 0xff7db4ff, 0xff172d4d, 0xff9fd0ff, 0xff00264d}, // Info
    {0xff5b3f9e, 0xffece7f8, 0xffc3adf7, 0xff31274d, 0xffe0c8ff, 0xff2d1a52}, // Masked
    {0xff4d5661, 0xffe9ecf0, 0xffb0b8c3, 0xff2c3138, 0xffffffff, 0xff2a2a2a}, // Neutral
}};
// clang-format on

const ToneColors &colorsOf(Tone tone)
{
    return kTones[static_cast<std::size_t>(tone)];
}

/// Only the high-contrast palette has a window that is wholly black.
bool isContrast(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window) == QColor(Qt::black);
}

double channel(float value)
{
    const double linear = static_cast<double>(value);
    return linear <= 0.04045 ? linear / 12.92 : std::pow((linear + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

/// The colours that differ between light and dark; the rest follow from them.
struct Scheme
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb dim;
    QRgb disabled;
    QRgb highlight;
    QRgb link;
    QRgb light;
    QRgb midlight;
    QRgb mid;
    QRgb dark;
    QRgb shadow;
    QRgb tip;
};

QPalette paletteOf(const Scheme &scheme)
{
    QPalette palette;
    const auto set
        = [&palette](QPalette::ColorRole role, QRgb rgb) { palette.setColor(role, QColor(rgb)); };
    set(QPalette::Window, scheme.window);
    set(QPalette::WindowText, scheme.text);
    set(QPalette::Base, scheme.base);
    set(QPalette::AlternateBase, scheme.alternate);
    set(QPalette::Text, scheme.text);
    set(QPalette::PlaceholderText, scheme.dim);
    set(QPalette::Button, scheme.button);
    set(QPalette::ButtonText, scheme.text);
    set(QPalette::BrightText, 0xffffffff);
    set(QPalette::Highlight, scheme.highlight);
    set(QPalette::HighlightedText, 0xffffffff);
    set(QPalette::Accent, scheme.highlight);
    set(QPalette::Link, scheme.link);
    set(QPalette::LinkVisited, scheme.link);
    set(QPalette::Light, scheme.light);
    set(QPalette::Midlight, scheme.midlight);
    set(QPalette::Mid, scheme.mid);
    set(QPalette::Dark, scheme.dark);
    set(QPalette::Shadow, scheme.shadow);
    set(QPalette::ToolTipBase, scheme.tip);
    set(QPalette::ToolTipText, scheme.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(scheme.disabled));
    // A list keeps its colours when another pane has the focus, so the current row stays findable.
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(scheme.mid));
    return palette;
}

/// Fusion, told not to animate when nothing may move, and to draw the outlines of fields and boxes
/// where they can be seen: it takes them from a darker window, which on dark ground is none.
class Style final : public QProxyStyle
{
public:
    explicit Style(bool isStill)
        : QProxyStyle(u"Fusion"_s)
        , m_isStill(isStill)
    {
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        const bool isMotion = hint == SH_Widget_Animation_Duration || hint == SH_Widget_Animate
            || hint == SH_Menu_FlashTriggeredItem || hint == SH_ScrollBar_Transient;
        return m_isStill && isMotion ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override
    {
        return metric == PM_HeaderMargin ? 6 : QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isBox = element == PE_IndicatorCheckBox;
        const bool isRound = element == PE_IndicatorRadioButton;
        if ((!isBox && !isRound && element != PE_FrameLineEdit) || !isDark(option->palette)
            || (option->state & State_HasFocus && element == PE_FrameLineEdit))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isOn = option->state & State_Enabled;
        painter->setPen(option->palette.color(isOn ? QPalette::Active : QPalette::Disabled,
                                              isOn ? QPalette::PlaceholderText : QPalette::Text));
        painter->setBrush(Qt::NoBrush);
        const QRectF frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isRound)
            painter->drawEllipse(frame.adjusted(1, 1, -1, -1));
        else
            painter->drawRoundedRect(frame, 2, 2);
        painter->restore();
    }

private:
    bool m_isStill;
};

void setFonts(QApplication &application, int percent)
{
    // The first call finds the system's own size.
    static const QFont system = QApplication::font();
    QFont font = system;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * percent / 100.0);
    else
        font.setPixelSize(font.pixelSize() * percent / 100);
    application.setFont(font);
}

void dress(QApplication &application, const QPalette &palette)
{
    application.setPalette(palette);
    QFile sheet(u":/rekey/themes/rekey.qss"_s);
    if (sheet.open(QIODevice::ReadOnly))
        application.setStyleSheet(QString::fromUtf8(sheet.readAll()));
}

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const ToneColors &colors = colorsOf(tone);
    return QColor(isContrast(palette)   ? colors.contrastText
                      : isDark(palette) ? colors.darkText
                                        : colors.lightText);
}

QColor toneBackground(Tone tone, const QPalette &palette)
{
    const ToneColors &colors = colorsOf(tone);
    return QColor(isContrast(palette)   ? colors.contrastGround
                      : isDark(palette) ? colors.darkGround
                                        : colors.lightGround);
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window))
        < luminance(palette.color(QPalette::Active, QPalette::WindowText));
}

double contrastRatio(const QColor &left, const QColor &right)
{
    const double one = luminance(left);
    const double two = luminance(right);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

QPalette lightPalette()
{
    return paletteOf({.window = 0xfff3f4f6,
                      .base = 0xffffffff,
                      .alternate = 0xfff8f9fb,
                      .button = 0xfffafbfc,
                      .text = 0xff1b1f24,
                      .dim = 0xff5d6672,
                      .disabled = 0xff98a0aa,
                      .highlight = 0xff1a63d6,
                      .link = 0xff1455b8,
                      .light = 0xffffffff,
                      .midlight = 0xffe6e8ec,
                      .mid = 0xffcdd2d9,
                      .dark = 0xffa4abb5,
                      .shadow = 0xff6c7480,
                      .tip = 0xffffffff});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0xff1f2227,
                      .base = 0xff16181c,
                      .alternate = 0xff1b1d22,
                      .button = 0xff2b2f36,
                      .text = 0xffe3e6ea,
                      .dim = 0xff9aa3ae,
                      .disabled = 0xff6b727c,
                      .highlight = 0xff2b68cf,
                      .link = 0xff7db4ff,
                      .light = 0xff3a3f47,
                      .midlight = 0xff30343b,
                      .mid = 0xff3b4048,
                      .dark = 0xff121417,
                      .shadow = 0xff08090a,
                      .tip = 0xff2b2f36});
}

QPalette contrastPalette()
{
    return paletteOf({.window = 0xff000000,
                      .base = 0xff000000,
                      .alternate = 0xff0d0d0d,
                      .button = 0xff1a1a1a,
                      .text = 0xffffffff,
                      .dim = 0xffe0e0e0,
                      .disabled = 0xffa6a6a6,
                      .highlight = 0xff0043b8,
                      .link = 0xff9fd0ff,
                      .light = 0xff595959,
                      .midlight = 0xff404040,
                      .mid = 0xffb3b3b3,
                      .dark = 0xff000000,
                      .shadow = 0xff000000,
                      .tip = 0xff1a1a1a});
}

ThemeChoice themeFromName(QStringView name)
{
    if (name == "light"_L1)
        return ThemeChoice::Light;
    if (name == "dark"_L1)
        return ThemeChoice::Dark;
    return name == "contrast"_L1 ? ThemeChoice::Contrast : ThemeChoice::System;
}

void applyLook(QApplication &application, const Look &look)
{
    const QStyleHints *hints = QGuiApplication::styleHints();
    QObject::disconnect(hints, &QStyleHints::colorSchemeChanged, &application, nullptr);
    static const int blinking = QApplication::cursorFlashTime();
    QApplication::setCursorFlashTime(look.isStill ? 0 : blinking);
    application.setStyle(new Style(look.isStill));
    setFonts(application, look.fontPercent);
    const auto ofScheme = [](Qt::ColorScheme scheme) {
        return scheme == Qt::ColorScheme::Dark ? darkPalette() : lightPalette();
    };
    switch (look.theme) {
    case ThemeChoice::Light:
        dress(application, lightPalette());
        return;
    case ThemeChoice::Dark:
        dress(application, darkPalette());
        return;
    case ThemeChoice::Contrast:
        dress(application, contrastPalette());
        return;
    case ThemeChoice::System:
        break;
    }
    dress(application, ofScheme(hints->colorScheme()));
    QObject::connect(
        hints, &QStyleHints::colorSchemeChanged, &application,
        [&application, ofScheme](Qt::ColorScheme scheme) { dress(application, ofScheme(scheme)); });
}

} // namespace rekey::ui
