// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/context.h"

#include <QList>
#include <QRgb>
#include <QString>

#include <memory>

namespace rekey::ui {

/// A run of characters (UTF-16 units) in ShownLine::text.
struct TextRun
{
    int begin = 0;
    int size = 0;
};

struct BarRun : TextRun
{
    bool current = false; ///< the secret asked for, not another one in view
};

/// Syntax colours for both schemes, so that a change of palette needs no new run.
struct ColourRun : TextRun
{
    QRgb light = 0; ///< 0: the palette's own text colour
    QRgb dark = 0;
    bool bold = false;
    bool italic = false;
};

/// One line ready to be drawn: masked, with cut marks in its text.
struct ShownLine
{
    std::uint32_t number = 0;
    QString text;
    QList<BarRun> bars;
    QList<TextRun> muted; ///< escapes and cut marks
    QList<ColourRun> colours;
};

struct ShownContext
{
    QList<ShownLine> lines;
    std::uint32_t secretLine = 0;
};

/// Gives masked lines their syntax colours. Holds the one Repository of syntax definitions, loaded
/// on first use (tens of milliseconds): keep it, and use it on one worker thread at a time.
class Colourist
{
public:
    Colourist();
    ~Colourist();
    Colourist(const Colourist &) = delete;
    Colourist &operator=(const Colourist &) = delete;

    /// `fileName` decides the language; unknown ones stay plain.
    [[nodiscard]] ShownContext show(const scan::MaskedContext &context, const QString &fileName);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace rekey::ui
