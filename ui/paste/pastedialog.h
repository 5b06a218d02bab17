// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/scan/masktext.h"
#include "core/secret/secretbytes.h"
#include "ui/paste/textrows.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QMimeData;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace rekey::ui {

class MaskedTextView;
class MatchesModel;
class TypingField;

/// Finds and hides the secrets of a text. Called on a worker thread, never by two at once.
using PasteScanner
    = std::function<Result<scan::MaskedText>(std::shared_ptr<const secret::SecretBytes>)>;
/// Asks the person for a file and hands its path to the second argument; nothing, or an empty path,
/// when they changed their mind.
using FileAsker = std::function<void(QWidget *parent, std::function<void(const QString &)>)>;

/// Gives findings the numbers of their labels. Called on the GUI thread.
using FindingNumberer = std::function<void(std::vector<finding::Finding> &)>;

/// Looks for secrets in a text that is pasted, typed or read from a file, and shows a masked copy.
/// The text lies on locked memory and is wiped when the dialog closes, whichever way.
class PasteDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit PasteDialog(PasteScanner scanner, QWidget *parent = nullptr);
    ~PasteDialog() override;

    void setFileAsker(FileAsker asker);
    /// Without one, labels are numbered from S-0001.
    void setNumberer(FindingNumberer numberer);

    /// Reads the clipboard; also what Ctrl+V does.
    void paste();
    void openFile(const QString &path);

    /// What is shown now; null when nothing is.
    [[nodiscard]] std::shared_ptr<const scan::MaskedText> result() const { return m_result; }
    /// The text as it came has been let go; only what the masked copy shows is left, if anything.
    [[nodiscard]] bool holdsText() const { return m_result != nullptr || m_scanning; }

public Q_SLOTS:
    void done(int code) override;

Q_SIGNALS:
    /// Findings without the text they were found in: places have reach Text and source 0.
    void findingsKept(const std::vector<rekey::finding::Finding> &findings);
    /// One sentence for the status bar.
    void message(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Scanned
    {
        std::shared_ptr<scan::MaskedText> text;
        TextRows rows;
    };
    using Loader = std::function<Result<secret::SecretBytes>()>;

    void build();
    QWidget *buildTop();
    QWidget *buildTyping();
    QWidget *buildText();
    QWidget *buildButtons();
    void connectAll();
    void takeMime(const QMimeData &mime);
    void askForFile();
    void setTyping(bool typing);
    void colourWarning();
    void scanTyped();
    void start(Loader load);
    void take(std::uint64_t generation, const Result<Scanned> &scanned);
    void wipe();
    void copyReplaced();
    void keep();
    void say(const QString &text, bool warn);
    void showState();
    [[nodiscard]] QString resultText() const;
    [[nodiscard]] QString errorText(const Error &error) const;

    PasteScanner m_scanner;
    FileAsker m_askFile;
    FindingNumberer m_number;
    std::shared_ptr<std::atomic<std::uint64_t>> m_generation;
    std::shared_ptr<const scan::MaskedText> m_result;
    bool m_scanning = false;
    bool m_cut = false;
    QThreadPool m_pool;
    QTimer m_typed;
    QElapsedTimer m_clock;

    QPushButton *m_paste = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_type = nullptr;
    QWidget *m_typing = nullptr;
    QLabel *m_warning = nullptr;
    TypingField *m_field = nullptr;
    QStackedWidget *m_stack = nullptr;
    MaskedTextView *m_view = nullptr;
    QLabel *m_hint = nullptr;
    QTableView *m_list = nullptr;
    MatchesModel *m_matches = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace rekey::ui
