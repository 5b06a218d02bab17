// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"

#include "ui/detail/accesspage.h"
#include "ui/detail/detailhead.h"
#include "ui/detail/peek.h"
#include "ui/detail/placespage.h"
#include "ui/detail/timelinepage.h"
#include "ui/detail/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kLinesKey = "detail/linesAround"_L1;
constexpr int kDefaultLines = 3;
/// A scan may send the same finding ten times a second; many places are shown less often.
constexpr std::size_t kManyPlaces = 200;
constexpr int kPlacesLaterMs = 500;

/// The same place still, though its line may have moved as nearer versions came to light.
bool sameSpot(const finding::Place &a, const finding::Place &b)
{
    return std::tie(a.source, a.blob, a.begin, a.end) == std::tie(b.source, b.blob, b.begin, b.end)
        && (a.path == b.path || a.path.empty() || b.path.empty());
}

bool isSamePlace(const finding::Place &a, const finding::Place &b)
{
    return std::tie(a.source, a.path, a.line, a.column)
        == std::tie(b.source, b.path, b.line, b.column);
}

bool asksFirst(rules::Kind kind)
{
    return kind == rules::Kind::PrivateKey || kind == rules::Kind::ConnectionString;
}

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
{
    m_pool.setMaxThreadCount(1);
    m_placesLater.setSingleShot(true);
    m_placesLater.setInterval(kPlacesLaterMs);
    build();
    buildShortcuts();
    connect(&m_placesLater, &QTimer::timeout, this, &DetailPane::refreshPlaces);
    connect(m_head, &DetailHead::peekClicked, this, &DetailPane::peek);
    connect(m_head, &DetailHead::copyClicked, this, &DetailPane::copyMaskedLine);
    connect(m_context, &ContextPage::rescanRequested, this, &DetailPane::rescanRequested);
    connect(m_context, &ContextPage::stepRequested, this, &DetailPane::stepPlace);
    connect(m_context, &ContextPage::linesAroundChanged, this,
            [](int lines) { QSettings().setValue(kLinesKey, lines); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::fillPlaces);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::pageChanged);
    connect(m_places, &PlacesPage::placeActivated, this, [this](int place) {
        choosePlace(place);
        showContextTab();
    });
    m_context->setLinesAround(QSettings().value(kLinesKey, kDefaultLines).toInt());
    setFinding(std::nullopt);
}

DetailPane::~DetailPane()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void DetailPane::build()
{
    setAccessibleName(tr("Detail"));
    m_stack = new QStackedWidget(this);
    auto *empty = new QLabel(tr("Choose a secret in the table to see where it stands."), m_stack);
    empty->setObjectName("detailEmpty"_L1);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(24);
    empty->setForegroundRole(QPalette::PlaceholderText);
    auto *page = new QWidget(m_stack);
    m_head = new DetailHead(page);
    m_peek = new PeekPanel(page);
    m_tabs = new QTabWidget(page);
    m_tabs->setObjectName("detailTabs"_L1);
    m_tabs->setAccessibleName(tr("Parts of the detail"));
    m_tabs->setDocumentMode(true);
    m_context = new ContextPage(m_tabs);
    m_places = new PlacesPage(m_tabs);
    m_tabs->addTab(m_context, tr("Context"));
    m_access = new AccessPage(m_tabs);
    m_timeline = new TimelinePage(m_tabs);
    m_tabs->addTab(m_places, tr("Places"));
    m_tabs->addTab(m_access, tr("Access"));
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->setTabVisible(m_tabs->indexOf(m_access), false);
    m_tabs->setUsesScrollButtons(true);
    auto *peekRow = new QVBoxLayout;
    peekRow->setContentsMargins(12, 0, 12, 8);
    peekRow->addWidget(m_peek);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(peekRow);
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

void DetailPane::buildShortcuts()
{
    // Shortcuts, not key events: the tree would take letters for its own search.
    const auto add = [this](Qt::Key key, auto slot) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(Qt::Key_H, &DetailPane::backRequested);
    add(Qt::Key_P, &DetailPane::peek);
}

void DetailPane::setReaders(DetailReaders readers)
{
    m_readers = std::move(readers);
    m_context->setReader(m_readers.context);
    if (m_finding)
        m_head->setFinding(*m_finding, facts().console);
}

void DetailPane::setSourceNames(const std::vector<std::string> &names)
{
    m_sourceNames.clear();
    for (const std::string &name : names)
        m_sourceNames.append(shown(name));
    if (m_finding)
        refreshPlaces();
}

void DetailPane::setFinding(std::optional<finding::Finding> finding)
{
    const bool same = finding && m_finding && finding->id == m_finding->id;
    m_finding = std::move(finding);
    if (!same) {
        closePeek();
        m_chosen.reset();
    }
    if (!same)
        m_tabs->setTabVisible(m_tabs->indexOf(m_access), false);
    if (!m_finding) {
        m_placesLater.stop();
        m_context->clear();
        m_places->setPlaces({}, m_sourceNames, true);
        m_stack->setCurrentIndex(0);
        Q_EMIT findingSet();
        return;
    }
    refresh(!same);
    m_stack->setCurrentIndex(1);
    Q_EMIT findingSet();
}

void DetailPane::setRecord(const finding::Record &record, finding::Verdict verdict,
                           const finding::Severity &severity)
{
    if (!m_finding || record.id != m_finding->id)
        return;
    m_head->setRecord(record, verdict, severity);
    m_access->setRecord(record);
    m_tabs->setTabVisible(m_tabs->indexOf(m_access),
                          record.access.has_value() || record.evidence.checkedAt != 0);
}

void DetailPane::setDecisionMenu(QMenu *menu)
{
    m_head->setDecisionMenu(menu);
}

void DetailPane::addHeadAction(QAction *action)
{
    m_head->addButton(action);
}

void DetailPane::addAccessAction(QAction *action)
{
    m_access->addAct(action);
}

void DetailPane::addPage(QWidget *page, const QString &title)
{
    m_tabs->addTab(page, title);
}

void DetailPane::showPage(QWidget *page)
{
    m_tabs->setCurrentWidget(page);
}

bool DetailPane::isShowing(const QWidget *page) const
{
    return m_finding && m_tabs->currentWidget() == page;
}

void DetailPane::refresh(bool anew)
{
    m_head->setFinding(*m_finding, facts().console);
    m_tabs->setTabText(m_tabs->indexOf(m_places),
                       m_finding->places.empty()
                           ? tr("Places")
                           : tr("Places (%L1)").arg(m_finding->places.size()));
    m_placesAnew = m_placesAnew || anew;
    if (anew || m_finding->places.size() <= kManyPlaces)
        refreshPlaces();
    else if (!m_placesLater.isActive())
        m_placesLater.start();
    choosePlace(indexOfChosen());
}

void DetailPane::refreshPlaces()
{
    m_placesLater.stop();
    m_placesStale = true;
    if (m_tabs->currentWidget() == m_places)
        fillPlaces();
}

void DetailPane::fillPlaces()
{
    if (!m_finding || !std::exchange(m_placesStale, false))
        return;
    m_places->setPlaces(m_finding->places, m_sourceNames, std::exchange(m_placesAnew, false));
    m_places->markPlace(indexOfChosen());
}

int DetailPane::indexOfChosen() const
{
    if (!m_chosen || !m_finding)
        return 0;
    const std::vector<finding::Place> &places = m_finding->places;
    auto found = std::ranges::find_if(
        places, [this](const finding::Place &place) { return sameSpot(place, *m_chosen); });
    if (found == places.end())
        found = std::ranges::find_if(
            places, [this](const finding::Place &place) { return isSamePlace(place, *m_chosen); });
    return found == places.end() ? 0 : static_cast<int>(found - places.begin());
}

void DetailPane::choosePlace(int index)
{
    if (!m_finding || m_finding->places.empty()) {
        m_chosen.reset();
        m_context->clear();
        return;
    }
    const int count = static_cast<int>(m_finding->places.size());
    index = std::clamp(index, 0, count - 1);
    const finding::Place &place = m_finding->places[static_cast<std::size_t>(index)];
    const bool moved = !m_chosen || !sameSpot(*m_chosen, place);
    m_chosen = place;
    m_context->showPlace(place, index, count);
    if (!m_placesStale)
        m_places->markPlace(index);
    if (moved)
        Q_EMIT placeShown(place);
}

void DetailPane::stepPlace(int step)
{
    choosePlace(indexOfChosen() + step);
}

FindingFacts DetailPane::facts() const
{
    return m_readers.facts ? m_readers.facts(*m_finding) : FindingFacts{};
}

void DetailPane::setPeekDuration(std::chrono::milliseconds duration)
{
    m_peek->setDuration(duration);
}

bool DetailPane::isPeeking() const
{
    return m_peek->isRevealing();
}

void DetailPane::peek()
{
    if (!m_finding)
        return;
    if (m_peek->isRevealing()) {
        closePeek();
        return;
    }
    ask(Use::Show);
}

void DetailPane::copyValue()
{
    if (m_finding)
        ask(Use::Copy);
}

void DetailPane::setRefusal(const QString &why)
{
    m_refusal = why;
    if (!m_refusal.isEmpty())
        closePeek();
}

void DetailPane::ask(Use use)
{
    if (!m_refusal.isEmpty()) {
        Q_EMIT message(m_refusal);
        return;
    }
    if (!m_readers.value) {
        Q_EMIT message(tr("The value of %1 cannot be read again.").arg(shown(m_finding->label())));
        return;
    }
    if (!asksFirst(facts().kind)) {
        readValue(use);
        return;
    }
    const QString type = shown(m_finding->type);
    if (use == Use::Show)
        m_peek->ask(tr("Show all of this %1 on the screen?").arg(type), tr("Show it"),
                    tr("Show the value for some seconds"), [this, use] { readValue(use); });
    else
        m_peek->ask(tr("Copy all of this %1 to the clipboard?").arg(type), tr("Copy it"),
                    tr("Copy the value for some seconds"), [this, use] { readValue(use); });
}

void DetailPane::readValue(Use use)
{
    const std::uint64_t generation = ++m_peekGeneration;
    m_pool.start([this, use, generation, finding = *m_finding, reader = m_readers.value] {
        // Shared only because a queued call must be copyable.
        auto value = std::make_shared<Result<secret::SecretBytes>>(reader(finding));
        // `this` is alive: the destructor waits for the pool.
        QMetaObject::invokeMethod(
            this, [this, use, generation, value] { takeValue(use, generation, std::move(*value)); },
            Qt::QueuedConnection);
    });
}

void DetailPane::takeValue(Use use, std::uint64_t generation, Result<secret::SecretBytes> value)
{
    if (generation != m_peekGeneration || !m_finding || !m_refusal.isEmpty())
        return;
    const QString label = shown(m_finding->label());
    if (!value) {
        m_peek->close();
        Q_EMIT message(
            tr("The value of %1 could not be read: %2").arg(label, shown(value.error().detail)));
        return;
    }
    if (use == Use::Copy) {
        m_peek->close();
        Q_EMIT copyReady(m_finding->id, std::make_shared<secret::SecretBytes>(std::move(*value)));
        return;
    }
    m_peek->reveal(std::move(*value), tr("Value of %1").arg(label), shown(m_finding->masked));
    Q_EMIT peeked(m_finding->id);
}

void DetailPane::closePeek()
{
    ++m_peekGeneration; // an answer on its way is not wanted any more
    m_peek->close();
}

void DetailPane::copyMaskedLine()
{
    if (!m_finding)
        return;
    const QString line = m_context->maskedLine(shown(m_finding->masked));
    if (line.isEmpty()) {
        Q_EMIT message(tr("There is no line to copy."));
        return;
    }
    QGuiApplication::clipboard()->setText(line);
    Q_EMIT message(tr("Masked line copied."));
}

void DetailPane::showContextTab()
{
    m_tabs->setCurrentWidget(m_context);
}

void DetailPane::showPlacesTab()
{
    m_tabs->setCurrentWidget(m_places);
    m_places->view()->setFocus(Qt::OtherFocusReason);
}

} // namespace rekey::ui
