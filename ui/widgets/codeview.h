// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <memory>

namespace rekey::ui {

/// Code to read and copy, with syntax colours that follow the theme.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);
    ~CodeView() override;

    /// `definition`: a name of KSyntaxHighlighting's, such as "JSON" or "Bash". The same text again
    /// leaves the scroll position.
    void setCode(const QString &text, const QString &definition);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Colours;
    void dress();

    std::unique_ptr<Colours> m_colours; ///< made with the first text
};

} // namespace rekey::ui
