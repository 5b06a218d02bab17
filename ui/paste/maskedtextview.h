// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/masktext.h"
#include "ui/paste/textrows.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

namespace rekey::ui {

/// Paints a masked text row by row from its locked bytes; only what is on the screen is ever turned
/// into text of the toolkit.
class MaskedTextView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit MaskedTextView(QWidget *parent = nullptr);
    ~MaskedTextView() override;

    void setText(std::shared_ptr<const scan::MaskedText> text, TextRows rows);
    void clear();
    /// Brings a bar into view and marks it.
    void showBar(std::uint32_t bar);

    /// Number of bars on the screen now.
    [[nodiscard]] int barsInView() const { return m_barsInView; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateScrollBars();
    void paintRow(QPainter &painter, std::size_t row, int top);
    int paintText(QPainter &painter, std::string_view text, int left, int top) const;
    int paintBar(QPainter &painter, std::uint32_t bar, int left, int top) const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int cell() const;
    [[nodiscard]] int gutterWidth() const;

    std::shared_ptr<const scan::MaskedText> m_text;
    TextRows m_rows;
    std::optional<std::uint32_t> m_marked;
    std::uint32_t m_lastLine = 1;
    int m_barsInView = 0;
};

} // namespace rekey::ui
