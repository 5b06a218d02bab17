// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/detail/showncontext.h"

#include <QPlainTextEdit>

class QTextBlock;

namespace rekey::ui {

/// Shows masked lines: numbers, syntax colours, a painted bar over each masked value. Holds no
/// plaintext, so selecting, copying and assistive tools are free to use its text.
class ContextView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ContextView(QWidget *parent = nullptr);
    ~ContextView() override;

    void setContext(ShownContext context);
    [[nodiscard]] const ShownContext &context() const { return m_context; }

    /// The line the secret starts on with `mask` in place of its bar and dots in place of others;
    /// empty when nothing is shown.
    [[nodiscard]] QString maskedLine(const QString &mask) const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;

    void applyColours();
    void centreSecret();
    void placeGutter();
    void paintGutter(QPaintEvent *event);
    void paintSecretLine(QPainter &painter);
    void paintBars(QPainter &painter, const QTextBlock &block);
    [[nodiscard]] int gutterWidth() const;
    [[nodiscard]] const ShownLine *lineOf(const QTextBlock &block) const;

    ShownContext m_context;
    Gutter *m_gutter = nullptr;
};

} // namespace rekey::ui
