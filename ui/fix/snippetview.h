// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <string>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace rekey::ui {

/// Shows how a program gets a secret: from which store, in which language, with syntax colours and
/// a copy button. Both choices are remembered while the program runs.
class SnippetView final : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetView(QWidget *parent = nullptr);
    ~SnippetView() override;

    /// What the secret is called in the code: "GITHUB_TOKEN".
    void setName(const std::string &name);

Q_SIGNALS:
    /// One sentence for the status bar.
    void message(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Colours;

    void build();
    void show();
    void dress();
    void copy();

    std::unique_ptr<Colours> m_colours; ///< made when the first snippet is shown
    std::string m_name = "API_TOKEN";
    QComboBox *m_store = nullptr;
    QComboBox *m_language = nullptr;
    QLabel *m_note = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace rekey::ui
