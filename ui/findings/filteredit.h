// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <functional>
#include <optional>

class QCompleter;
class QMimeData;
class QStandardItemModel;

namespace rekey::ui {

/// Says whether bytes are a secret value, and if so what to put in their place (`secret:#id`).
using SecretRecogniser = std::function<std::optional<QString>(const QByteArray &)>;

/// One word or value that may be completed.
struct FilterProposal
{
    QString text; ///< goes into the edit
    QString label; ///< shown
};

/// The line a filter is typed into. Pasted or dropped secrets never enter it: the recogniser puts
/// its answer in their place first. Offers completions while typing.
class FilterEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// What may stand at the byte range [begin, end) of the text, given the text and the cursor.
    struct Proposals
    {
        qsizetype begin = 0; ///< UTF-16 positions of what is replaced
        qsizetype end = 0;
        QList<FilterProposal> items;
    };
    using Proposer = std::function<Proposals(const QString &text, qsizetype cursor)>;

    explicit FilterEdit(QWidget *parent = nullptr);

    void setRecogniser(SecretRecogniser recogniser) { m_recogniser = std::move(recogniser); }
    void setProposer(Proposer proposer) { m_proposer = std::move(proposer); }

    /// Pastes with secrets replaced.
    void pasteSafely(const QMimeData *clip);
    /// Replaces every word of the text that is a secret typed by hand; true when there was one.
    bool replaceTypedSecrets();
    [[nodiscard]] bool isCompleting() const;

Q_SIGNALS:
    void applied(); ///< Enter
    void cleared(); ///< Esc on a text
    void left(); ///< Esc on no text, or Down
    void backRequested();
    void forwardRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void propose();
    void complete(const QString &text);
    [[nodiscard]] bool handleKey(const QKeyEvent &event);

    SecretRecogniser m_recogniser;
    Proposer m_proposer;
    QCompleter *m_completer = nullptr;
    QStandardItemModel *m_items = nullptr;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
};

} // namespace rekey::ui
