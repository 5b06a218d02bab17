// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

#include <cstddef>

namespace rekey::ui {

/// One table of the preview: how many of the findings have which value.
struct BulkCounts
{
    QString title; ///< "Type"
    struct Line
    {
        QString label;
        std::size_t count = 0;
    };
    QList<Line> lines; ///< most first
};

/// Shown before an act on very many findings: what they are, and a button named after the act.
class BulkPreview final : public QDialog
{
    Q_OBJECT

public:
    BulkPreview(const QString &act, std::size_t count, const QList<BulkCounts> &tables,
                QWidget *parent = nullptr);
};

} // namespace rekey::ui
