// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace rekey::ui {

struct TextQuestion
{
    QString name; ///< object name
    QString title;
    QString explanation; ///< one or two sentences; may be empty
    QString label; ///< of the field
    QString text; ///< to begin with
    QString button; ///< named after the act
    bool isLong = false; ///< several lines; Ctrl+Return accepts
    bool isRequired = false;
    /// Why the text cannot be taken, one sentence; empty when it can.
    std::function<QString(const QString &)> problem;
};

/// Asks for a text: a note, tags, an owner, a reason. A text with a problem is not taken and
/// nothing typed is lost.
class TextDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit TextDialog(TextQuestion question, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

    void accept() override;

private:
    void check();

    TextQuestion m_question;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_area = nullptr;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace rekey::ui
