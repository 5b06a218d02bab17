// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QPlainTextEdit>

class QMimeData;

namespace rekey::ui {

/// For typing a text by hand: no undo, no predictions, nothing saved. What is typed is visible and
/// lives in the toolkit's own strings, which is why pasting is the better way: anything pasted or
/// dropped here is handed on and never becomes part of the field.
class TypingField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TypingField(QWidget *parent = nullptr);
    ~TypingField() override;

    /// A copy on locked memory; what it is made of is wiped.
    [[nodiscard]] secret::SecretBytes typed() const;
    /// Empties the field. The toolkit frees its own buffers without writing over them, and they
    /// cannot be reached from here: the dialog says so.
    void wipe();

Q_SIGNALS:
    void pasted(const QMimeData *mime);

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace rekey::ui
