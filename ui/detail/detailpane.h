// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/severity.h"
#include "core/finding/triage.h"
#include "core/secret/secretbytes.h"
#include "ui/detail/contextpage.h"

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace rekey::ui {

class AccessPage;
class DetailHead;
class PeekPanel;
class PlacesPage;
class TimelinePage;

/// What a finding's rule and provider say of it. A finding whose rule is gone counts as Hidden.
struct FindingFacts
{
    rules::Kind kind = rules::Kind::PrivateKey;
    std::string console; ///< URL where the owner manages such keys; may be empty
};

/// What the pane is fed by. All but `facts` run on worker threads, each never twice at once.
struct DetailReaders
{
    ContextReader context;
    std::function<Result<secret::SecretBytes>(const finding::Finding &)> value;
    std::function<FindingFacts(const finding::Finding &)> facts; ///< GUI thread, quick
};

/// Everything about one finding: head, masked context, places, access, timeline, and Peek. GUI
/// thread.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);
    ~DetailPane() override;

    void setReaders(DetailReaders readers);
    /// By Place::source, as the user named them.
    void setSourceNames(const std::vector<std::string> &names);

    /// Shows a finding, or nothing. The same finding again (a scan found more of it) is updated in
    /// place: tab, chosen place and folding stay, and an open peek goes on.
    void setFinding(std::optional<finding::Finding> finding);
    [[nodiscard]] const std::optional<finding::Finding> &finding() const { return m_finding; }

    /// What is kept of the shown finding; to be called after setFinding.
    void setRecord(const finding::Record &record, finding::Verdict verdict,
                   const finding::Severity &severity);
    /// The decision box opens it. Owned by the caller.
    void setDecisionMenu(QMenu *menu);
    /// A button in the head.
    void addHeadAction(QAction *action);
    /// A button beneath the access.
    void addAccessAction(QAction *action);
    /// A tab behind the others; the pane takes the page over.
    void addPage(QWidget *page, const QString &title);
    void showPage(QWidget *page);
    [[nodiscard]] TimelinePage *timeline() const { return m_timeline; }
    [[nodiscard]] bool isShowing(const QWidget *page) const;

    void setPeekDuration(std::chrono::milliseconds duration);
    /// Values are neither shown nor copied while it is not empty; the sentence says why.
    void setRefusal(const QString &why);
    [[nodiscard]] bool isPeeking() const;

public Q_SLOTS:
    /// Asks first where the value is a private key or a connection string.
    void peek();
    /// Reads the value to be copied; asks first where peek() does. Ends in copyReady().
    void copyValue();
    /// Also to be called on lock and when the screen is shared.
    void closePeek();
    void copyMaskedLine();
    void showContextTab();
    void showPlacesTab();

Q_SIGNALS:
    void rescanRequested();
    /// A value was shown on the screen; belongs into the log.
    void peeked(const rekey::secret::SecretId &id);
    /// The value that copyValue() was asked for; to be moved from.
    void copyReady(const rekey::secret::SecretId &id,
                   const std::shared_ptr<rekey::secret::SecretBytes> &value);
    /// One sentence for the status bar.
    void message(const QString &text);
    /// The person wants to go back to the table.
    void backRequested();
    void placeShown(const rekey::finding::Place &place);
    /// setFinding was called and another finding, or the same anew, is shown.
    void findingSet();
    /// Another tab came to the front.
    void pageChanged();

private:
    void build();
    void buildShortcuts();
    void refresh(bool anew);
    void refreshPlaces();
    void fillPlaces();
    void choosePlace(int index);
    void stepPlace(int step);
    enum class Use : std::uint8_t
    {
        Show,
        Copy,
    };
    void ask(Use use);
    void readValue(Use use);
    void takeValue(Use use, std::uint64_t generation, Result<secret::SecretBytes> value);
    [[nodiscard]] FindingFacts facts() const;
    [[nodiscard]] int indexOfChosen() const;

    DetailReaders m_readers;
    QStringList m_sourceNames;
    std::optional<finding::Finding> m_finding;
    std::optional<finding::Place> m_chosen;
    bool m_placesAnew = true;
    bool m_placesStale = false; ///< the tab is to be filled when somebody looks at it
    std::uint64_t m_peekGeneration = 0;
    QString m_refusal;
    QThreadPool m_pool;
    QTimer m_placesLater;

    QStackedWidget *m_stack = nullptr;
    DetailHead *m_head = nullptr;
    PeekPanel *m_peek = nullptr;
    QTabWidget *m_tabs = nullptr;
    ContextPage *m_context = nullptr;
    PlacesPage *m_places = nullptr;
    AccessPage *m_access = nullptr;
    TimelinePage *m_timeline = nullptr;
};

} // namespace rekey::ui
