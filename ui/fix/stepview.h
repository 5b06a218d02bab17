// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/guide.h"

#include <QScrollArea>
#include <QTimer>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace rekey::ui {

class SnippetView;

/// One step of a guide: what to do, what to tick off, its state, a note and a proof.
class StepView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit StepView(QWidget *parent = nullptr);
    ~StepView() override;

    /// `files` hold the secret; they are checks of a step that is fed by them. `name` is what the
    /// secret is called in code.
    void setStep(const finding::GuideStep &step, const finding::FixStep &progress,
                 const std::vector<std::string> &files, const std::string &name);
    void setReadOnly(bool isReadOnly);
    /// Hands over what was typed a moment ago.
    void finishTyping();

Q_SIGNALS:
    /// The person changed it; of the step last set.
    void changed(const rekey::finding::FixStep &progress);
    void message(const QString &text);
    /// How the files that hold the secret would read it from elsewhere is to be shown.
    void patchesRequested();

private:
    void build();
    void fillChecks(const finding::GuideStep &step, const std::vector<std::string> &files);
    void take();

    finding::FixStep m_progress;
    QTimer m_typing; ///< a text is handed over when nothing was typed for a moment
    bool m_isFilling = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QComboBox *m_state = nullptr;
    QWidget *m_checks = nullptr;
    QVBoxLayout *m_checkColumn = nullptr;
    QPlainTextEdit *m_note = nullptr;
    QLineEdit *m_proof = nullptr;
    QPushButton *m_patches = nullptr;
    SnippetView *m_snippets = nullptr;
};

} // namespace rekey::ui
