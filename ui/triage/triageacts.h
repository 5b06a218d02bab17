// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"
#include "ui/session/ledger.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace rekey::ui {

/// What the acts work on, as the window knows it.
struct TriageSeams
{
    QWidget *window = nullptr; ///< parent of dialogs
    /// The chosen findings, or else the current one.
    std::function<std::vector<secret::SecretId>()> targets;
    std::function<finding::Verdict(const secret::SecretId &)> verdict; ///< as it stands now
    std::function<finding::Record(const secret::SecretId &)> record;
    /// Names of the secrets in a text ("GitHub token"); empty when no rule knows any.
    std::function<QStringList(const QByteArray &)> secretsIn;
    /// Asks before an act on very many; calls `go` when the person agrees.
    std::function<void(const QString &act, const std::vector<secret::SecretId> &ids,
                       std::function<void()> go)>
        confirmMany;
    QString person; ///< who decides
    std::function<std::int64_t()> now; ///< seconds since 1970 UTC
};

/// The acts of triage: each takes the targets, asks what it has to, and hands an edit to the
/// ledger. GUI thread.
class TriageActs final : public QObject
{
    Q_OBJECT

public:
    /// More targets than this are shown before anything is changed.
    static constexpr std::size_t kAskAbove = 500;

    TriageActs(Ledger &ledger, TriageSeams seams, QObject *parent = nullptr);

    void confirm();
    /// FalsePositive, TestValue or ServiceGone.
    void close(finding::CloseReason reason);
    /// Rotated or Revoked: asks for a reason where the provider has not said Dead.
    void closeProven(finding::CloseReason reason);
    void acceptUntil();
    /// Closed ones become Reopened, others New.
    void reopen();
    /// The last decision again; nothing when there was none.
    void repeat();
    void editNote();
    void editTags();
    void editOwner();
    void editSeverity();

Q_SIGNALS:
    /// A decision was made on these: the window may move on.
    void decided(const std::vector<rekey::secret::SecretId> &ids);
    void message(const QString &text);

private:
    void decide(TriageEdit edit);
    void decideOn(std::vector<secret::SecretId> ids, TriageEdit edit);
    void apply(std::vector<secret::SecretId> ids, TriageEdit edit, bool isDecision);
    [[nodiscard]] TriageEdit closing(const QString &text, finding::CloseReason reason,
                                     std::int64_t until = 0, const std::string &why = {},
                                     bool isOverride = false) const;
    /// Asks for a text that holds no secret; `take` gets it.
    void ask(struct TextQuestion question, std::function<void(const QString &)> take);
    [[nodiscard]] std::vector<secret::SecretId> targets();
    [[nodiscard]] QString textProblem(const QString &text) const;

    Ledger &m_ledger;
    TriageSeams m_seams;
    std::optional<TriageEdit> m_last;
};

/// "aws prod, #urgent" -> "aws", "prod", "urgent": sorted, each once, without '#'.
[[nodiscard]] std::vector<std::string> tagsOf(const QString &text);

} // namespace rekey::ui
