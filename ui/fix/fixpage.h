// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/guide.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QListWidget;

namespace rekey::ui {

class StepView;

/// The way out for one secret: the steps for its type and verdict, each with a state, a note and a
/// proof. Keeps nothing itself.
class FixPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FixPage(QWidget *parent = nullptr);
    ~FixPage() override;

    /// Names of the secrets in a text; a text with any is not taken.
    void setTextCheck(std::function<QStringList(const QByteArray &)> secretsIn);
    /// The same finding again keeps the step that is open; `progress` is what is kept.
    void setFinding(const finding::Finding &finding, finding::Verdict verdict);
    void setProgress(const secret::SecretId &id, finding::FixProgress progress);
    void clear();
    void setReadOnly(bool isReadOnly);
    /// Hands over what was typed a moment ago.
    void finishTyping();
    [[nodiscard]] const secret::SecretId &finding() const { return m_id; }
    [[nodiscard]] const finding::FixProgress &progress() const { return m_progress; }

Q_SIGNALS:
    /// The person changed a step. `title` names it, in English as in the guide.
    void stepChanged(const rekey::secret::SecretId &id, const std::string &title,
                     const rekey::finding::FixStep &before, const rekey::finding::FixStep &after);
    void message(const QString &text);
    /// How the finding's files would read it from elsewhere is to be shown.
    void patchesRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void catchUp();
    void fillList(const std::string &current);
    void showStep(int row);
    void take(const finding::FixStep &step);
    void updateCount();
    [[nodiscard]] finding::FixStep progressOf(const std::string &step) const;

    std::function<QStringList(const QByteArray &)> m_secretsIn;
    secret::SecretId m_id;
    std::string m_provider;
    finding::Verdict m_verdict = finding::Verdict::NotChecked;
    bool m_isBehind = false; ///< the steps shown may be of what was set before
    bool m_isOther = true; ///< another finding, or its files are others
    std::vector<finding::GuideStep> m_steps;
    std::vector<std::string> m_files;
    finding::FixProgress m_progress;
    std::string m_open; ///< id of the step in view
    QLabel *m_count;
    QListWidget *m_list;
    QLabel *m_refused;
    StepView *m_view;
};

} // namespace rekey::ui
