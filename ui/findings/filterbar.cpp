// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/filterbar.h"

#include "core/finding/filtertext.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeySequence>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QSizePolicy>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kApplyMs = 150;
constexpr qsizetype kMaxHistory = 100;
constexpr std::size_t kMaxProposals = 12;
constexpr int kIconSize = 16;

qsizetype utf16Position(const std::string &text, std::size_t bytes)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes)).size();
}

QString hintOf(finding::FilterValueKind kind)
{
    switch (kind) {
    case finding::FilterValueKind::Date:
        return u">2024-05"_s;
    case finding::FilterValueKind::Age:
        return u">90d"_s;
    case finding::FilterValueKind::Count:
        return u">=3"_s;
    case finding::FilterValueKind::Id:
        return u"S-0001"_s;
    case finding::FilterValueKind::Run:
        return u"stopped"_s;
    case finding::FilterValueKind::Severity:
        return u">=60"_s;
    case finding::FilterValueKind::Ago:
        return u">90d"_s;
    case finding::FilterValueKind::Ahead:
        return u"<30d"_s;
    default:
        return {};
    }
}

/// Values that are no names of the data, offered so that their form need not be guessed.
QStringList sampleValues(finding::FilterValueKind kind)
{
    switch (kind) {
    case finding::FilterValueKind::Severity:
        return {u">=80"_s, u">=60"_s, u"<35"_s};
    case finding::FilterValueKind::Ago:
        return {u">90d"_s, u"<1d"_s, u"never"_s};
    case finding::FilterValueKind::Ahead:
        return {u"soon"_s, u"<7d"_s, u"past"_s, u"none"_s};
    case finding::FilterValueKind::Age:
        return {u">90d"_s, u">1y"_s, u"<7d"_s};
    case finding::FilterValueKind::Count:
        return {u">=2"_s, u">=10"_s};
    case finding::FilterValueKind::Run:
        return {u"open"_s, u"none"_s};
    default:
        return {};
    }
}

} // namespace

FilterBar::FilterBar(FindingsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_edit(new FilterEdit(this))
{
    m_edit->setPlaceholderText(tr("Filter, for example  verdict:live in:head -path:test/"));
    m_edit->addAction(icon(u"filter"), QLineEdit::LeadingPosition);
    m_edit->setClearButtonEnabled(true);
    for (QAbstractButton *button : m_edit->findChildren<QAbstractButton *>())
        button->setAccessibleName(button->objectName().isEmpty() ? tr("Filter")
                                                                 : tr("Clear the filter"));
    m_edit->setProposer(
        [this](const QString &text, qsizetype cursor) { return proposals(text, cursor); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(makeStatus());
    layout->addWidget(makeQuickButtons());

    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(kApplyMs);
    connect(&m_applyTimer, &QTimer::timeout, this, [this] { apply(false); });
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::check);
    connect(m_edit, &FilterEdit::applied, this, [this] { apply(true); });
    connect(m_edit, &FilterEdit::cleared, this, &FilterBar::clear);
    connect(m_edit, &FilterEdit::left, this, &FilterBar::left);
    connect(m_edit, &FilterEdit::backRequested, this, &FilterBar::goBack);
    connect(m_edit, &FilterEdit::forwardRequested, this, &FilterBar::goForward);
    connect(&m_model, &FindingsModel::countsChanged, this, &FilterBar::showCounts);
    connect(&m_model, &FindingsModel::facetsChanged, this, &FilterBar::showQuickCounts);
    showCounts();
    showQuickCounts();
}

QWidget *FilterBar::makeStatus()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(4, 0, 0, 0);
    m_stateIcon = new QLabel(row);
    m_stateIcon->setFixedSize(kIconSize, kIconSize);
    m_state = new QLabel(row);
    m_state->setObjectName(u"filterState"_s);
    m_state->setAccessibleName(tr("State of the filter"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_fix = new QToolButton(row);
    m_fix->setObjectName(u"filterFix"_s);
    m_fix->setToolButtonStyle(Qt::ToolButtonTextOnly);
    QSizePolicy keepSpace = m_fix->sizePolicy();
    keepSpace.setRetainSizeWhenHidden(true);
    m_fix->setSizePolicy(keepSpace);
    m_fix->setAccessibleName(tr("Correct the filter"));
    m_fix->hide();
    connect(m_fix, &QToolButton::clicked, this, [this] {
        m_edit->setFocus();
        setText(m_fixedText);
    });
    m_groupMenu = new QMenu(this);
    m_groupButton = new QToolButton(row);
    m_groupButton->setObjectName(u"groupBy"_s);
    m_groupButton->setMenu(m_groupMenu);
    m_groupButton->setPopupMode(QToolButton::InstantPopup);
    m_groupButton->setAutoRaise(true);
    m_groupButton->setFocusPolicy(Qt::TabFocus);
    m_filterMenu = new QMenu(this);
    connect(m_filterMenu, &QMenu::aboutToShow, this, &FilterBar::fillFilterMenu);
    auto *filters = new QToolButton(row);
    filters->setObjectName(u"filterMenu"_s);
    filters->setText(tr("Filters") + u"  ▾"_s);
    filters->setAccessibleName(tr("Save and share filters"));
    filters->setMenu(m_filterMenu);
    filters->setPopupMode(QToolButton::InstantPopup);
    filters->setAutoRaise(true);
    filters->setFocusPolicy(Qt::TabFocus);
    connect(&m_model, &FindingsModel::groupingChanged, this, &FilterBar::showGrouping);
    showGrouping();
    layout->addWidget(m_stateIcon);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_fix);
    layout->addWidget(m_groupButton);
    layout->addWidget(filters);
    return row;
}

QWidget *FilterBar::makeQuickButtons()
{
    m_buttonRow = new QWidget(this);
    m_buttonRow->setObjectName(u"quickFilters"_s);
    new FlowLayout(m_buttonRow, 4);
    for (int number = 1; number <= 9; ++number) {
        auto *action = new QAction(tr("Saved filter %1").arg(number), this);
        action->setObjectName(u"savedFilter%1"_s.arg(number));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
        connect(action, &QAction::triggered, this,
                [this, number] { applySaved(static_cast<std::size_t>(number - 1)); });
        addAction(action);
    }
    connect(&m_saved, &SavedFilters::changed, this, &FilterBar::rebuildButtons);
    rebuildButtons();
    return m_buttonRow;
}

void FilterBar::rebuildButtons()
{
    qDeleteAll(std::exchange(m_buttons, {}));
    QStringList filters;
    for (std::size_t at = 0; at < m_saved.list().size(); ++at) {
        const SavedFilter &saved = m_saved.list()[at];
        auto *button = new QToolButton(m_buttonRow);
        button->setObjectName(u"quickFilter%1"_s.arg(at));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        QStringList hints{saved.hint, saved.filter};
        if (at < 9)
            hints.append(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + int(at)))
                             .toString(QKeySequence::NativeText));
        hints.removeAll(QString());
        button->setToolTip(hints.join(u'\n'));
        button->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(button, &QToolButton::clicked, this, [this, at] { applySaved(at); });
        connect(button, &QWidget::customContextMenuRequested, this,
                [this, at, button](const QPoint &position) {
                    showButtonMenu(at, button->mapToGlobal(position));
                });
        m_buttonRow->layout()->addWidget(button);
        m_buttons.push_back(button);
        filters.append(saved.filter);
    }
    m_model.setQuickFilters(filters);
    showQuickCounts();
}

void FilterBar::applySaved(std::size_t at)
{
    if (at >= m_saved.list().size())
        return;
    const QString filter = m_saved.list()[at].filter;
    setText(text() == filter ? QString() : filter);
    Q_EMIT left();
}

void FilterBar::setRecogniser(SecretRecogniser recogniser)
{
    m_recogniser = recogniser;
    m_edit->setRecogniser(std::move(recogniser));
}

void FilterBar::fillFilterMenu()
{
    m_filterMenu->clear();
    QAction *save = m_filterMenu->addAction(tr("Save this filter..."), this, [this] {
        askName(tr("Save the filter"), {}, [this, filter = m_model.filter()](const QString &name) {
            return m_saved.add(name, filter);
        });
    });
    save->setObjectName(u"saveFilter"_s);
    save->setEnabled(!m_model.filter().isEmpty());
    m_filterMenu->addSeparator();
    m_filterMenu->addAction(tr("Add filters from a file..."), this, &FilterBar::importFilters);
    QAction *share = m_filterMenu->addAction(tr("Write my filters to a file..."), this,
                                             &FilterBar::exportFilters);
    share->setEnabled(std::ranges::contains(m_saved.list(), false, &SavedFilter::isShipped));
}

void FilterBar::showButtonMenu(std::size_t at, const QPoint &position)
{
    const SavedFilter saved = m_saved.list()[at];
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"savedFilterMenu"_s);
    menu->addAction(tr("Put in the filter"), this, [this, saved] { prepare(saved.filter); });
    if (!saved.isShipped) {
        menu->addAction(tr("Rename..."), this, [this, at, saved] {
            askName(tr("Rename the filter"), saved.name,
                    [this, at](const QString &name) { return m_saved.rename(at, name); });
        });
        menu->addAction(tr("Move to the front"), this, [this, at] { m_saved.move(at, -1); });
        menu->addAction(tr("Move to the back"), this, [this, at] { m_saved.move(at, 1); });
        menu->addAction(tr("Delete"), this, [this, at] { m_saved.remove(at); });
    }
    menu->popup(position);
}

void FilterBar::askName(const QString &title, const QString &name,
                        const std::function<Result<void>(const QString &)> &take)
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"filterName"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, take](const QString &given) {
        if (const auto taken = take(given); !taken)
            say(QString::fromStdString(taken.error().detail));
    });
    dialog->open();
}

void FilterBar::say(const QString &text)
{
    auto *box
        = new QMessageBox(QMessageBox::Information, tr("Filters"), text, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

void FilterBar::exportFilters()
{
    auto *dialog = new QFileDialog(this, tr("Write filters"), u"rekey-filters.json"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_saved.toFile()) < 0 || !file.commit())
            say(tr("The file could not be written: %1").arg(file.errorString()));
    });
    dialog->open();
}

void FilterBar::importFilters()
{
    auto *dialog = new QFileDialog(this, tr("Add filters"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            say(tr("The file could not be read: %1").arg(file.errorString()));
            return;
        }
        const auto added = m_saved.import(file.read(SavedFilters::kMaxFileBytes + 1), m_recogniser);
        say(added ? tr("Filters added: %1.").arg(*added)
                  : QString::fromStdString(added.error().detail));
    });
    dialog->open();
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_isTyping = false;
    m_edit->setText(text);
    apply(true);
}

void FilterBar::prepare(const QString &term)
{
    const QString rest = text().trimmed();
    const QSignalBlocker noCheck(m_edit);
    m_edit->setText(rest.isEmpty() ? term : rest + u' ' + term);
    m_edit->setCursorPosition(static_cast<int>(m_edit->text().size()));
    m_edit->setFocus();
    m_applyTimer.stop();
    showProblem(finding::parseFilter(text().toStdString()));
}

void FilterBar::check()
{
    const finding::ParsedFilter parsed = finding::parseFilter(text().toStdString());
    showProblem(parsed);
    if (parsed.isUsable())
        m_applyTimer.start();
    else
        m_applyTimer.stop();
}

void FilterBar::apply(bool isStep)
{
    m_applyTimer.stop();
    m_edit->replaceTypedSecrets();
    m_applyTimer.stop();
    const QString now = text();
    m_model.setFilter(now);
    if (isUsable())
        remember(now, isStep);
    showQuickCounts();
}

void FilterBar::remember(const QString &text, bool isStep)
{
    if (m_history.at(m_historyAt) != text) {
        if (m_isTyping) {
            m_history[m_historyAt] = text;
        } else {
            m_history.resize(m_historyAt + 1);
            m_history.append(text);
            if (m_history.size() > kMaxHistory)
                m_history.removeFirst();
            m_historyAt = m_history.size() - 1;
        }
    }
    m_isTyping = !isStep;
}

void FilterBar::step(int by)
{
    const qsizetype to = m_historyAt + by;
    if (to < 0 || to >= m_history.size())
        return;
    m_historyAt = to;
    m_isTyping = false;
    m_edit->setText(m_history.at(to));
    m_applyTimer.stop();
    m_model.setFilter(m_history.at(to));
    showQuickCounts();
}

void FilterBar::showProblem(const finding::ParsedFilter &parsed)
{
    using finding::FilterState;
    m_filterState = parsed.state;
    m_fixedText = QString::fromStdString(parsed.problem.fixed);
    m_fix->setVisible(!m_fixedText.isEmpty());
    const QString shown
        = m_fixedText.size() > 40 ? m_fixedText.left(38) + QChar(0x2026) : m_fixedText;
    m_fix->setText(tr("Use  %1").arg(shown));
    m_fix->setAccessibleName(tr("Change the filter to %1").arg(m_fixedText));
    if (parsed.state == FilterState::Valid) {
        showCounts();
        return;
    }
    const std::string bytes = text().toStdString();
    const qsizetype position
        = utf16Position(bytes, std::min(parsed.problem.begin, bytes.size())) + 1;
    const bool isError = parsed.state == FilterState::Error;
    const QString problem = filterProblemText(parsed.problem);
    QString message = tr("Not finished: %1").arg(problem);
    QIcon sign = icon(u"info", Tone::Info);
    if (isError) {
        message = tr("Error at character %1: %2").arg(position).arg(problem);
        sign = icon(u"error", Tone::Danger);
    } else if (parsed.state == FilterState::Deprecated) {
        message = problem;
        sign = icon(u"warning", Tone::Warning);
    }
    m_state->setText(message);
    m_state->setToolTip(message);
    m_stateIcon->setPixmap(sign.pixmap(QSize(kIconSize, kIconSize), devicePixelRatio()));
}

void FilterBar::showCounts()
{
    if (m_filterState != finding::FilterState::Valid)
        return;
    const QLocale locale;
    const QString total = locale.toString(m_model.totalCount());
    const QString shown = locale.toString(m_model.shownCount());
    const QString message = m_model.filter().isEmpty()
        ? tr("%Ln findings", nullptr, m_model.totalCount())
        : tr("%1 of %2 findings match").arg(shown, total);
    m_state->setText(message);
    m_state->setToolTip(message);
    m_stateIcon->setPixmap(
        icon(u"ok", Tone::Good).pixmap(QSize(kIconSize, kIconSize), devicePixelRatio()));
}

void FilterBar::showQuickCounts()
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const SavedFilter &saved = m_saved.list()[i];
        QToolButton *button = m_buttons[i];
        const std::size_t found = m_model.quickCount(static_cast<int>(i));
        const QString count = QLocale().toString(static_cast<qulonglong>(found));
        button->setText(tr("%1  %2").arg(saved.name, count));
        button->setAccessibleName(
            tr("%1, %Ln findings", nullptr, static_cast<int>(found)).arg(saved.name));
        button->setAccessibleDescription(saved.hint);
        button->setChecked(m_model.filter() == saved.filter);
        // The first is where the day begins, whatever it finds.
        button->setVisible(i == 0 || found > 0 || !saved.isShipped || button->isChecked());
    }
}

void FilterBar::showGrouping()
{
    const finding::Grouping &grouping = m_model.grouping();
    QString text = tr("Not grouped");
    if (grouping[1] != finding::GroupKey::None)
        text = tr("By %1, then %2")
                   .arg(groupTitle(grouping[0]).toLower(), groupTitle(grouping[1]).toLower());
    else if (grouping[0] != finding::GroupKey::None)
        text = tr("By %1").arg(groupTitle(grouping[0]).toLower());
    m_groupButton->setText(text + u"  ▾"_s);
    m_groupButton->setAccessibleName(tr("Group by: %1").arg(text));
}

FilterEdit::Proposals FilterBar::proposals(const QString &text, qsizetype cursor) const
{
    const std::string bytes = text.toStdString();
    const auto cursorByte = static_cast<std::size_t>(text.left(cursor).toUtf8().size());
    const finding::FilterCompletion wanted = finding::filterCompletionAt(bytes, cursorByte);
    FilterEdit::Proposals result;
    result.begin = utf16Position(bytes, wanted.begin);
    result.end = utf16Position(bytes, wanted.end);
    if (wanted.word == finding::FilterWord::Any) {
        if (wanted.prefix.empty() && !text.isEmpty())
            return result;
        for (const finding::FilterWordInfo &info : finding::filterWords()) {
            if (!info.name.starts_with(wanted.prefix))
                continue;
            const QString word = QString::fromLatin1(info.name) + u':';
            const QString hint = hintOf(info.kind);
            result.items.append({word, hint.isEmpty() ? word : word + u"  "_s + hint});
        }
        return result;
    }
    const finding::FilterValueKind kind = finding::filterWordInfo(wanted.word)->kind;
    for (const finding::FacetCount &facet :
         finding::filterValuesOf(m_model.index(), wanted.word, wanted.prefix, kMaxProposals)) {
        const QString value = QString::fromStdString(finding::quotedFilterValue(facet.value));
        const bool isExact = kind == finding::FilterValueKind::Text;
        result.items.append({isExact ? u'=' + value : value,
                             tr("%1  (%2)")
                                 .arg(escapedText(facet.label),
                                      QLocale().toString(static_cast<qulonglong>(facet.count)))});
    }
    for (const QString &sample : sampleValues(kind)) {
        const bool isThere = std::ranges::contains(result.items, sample, &FilterProposal::text);
        if (!isThere && sample.startsWith(QString::fromStdString(wanted.prefix)))
            result.items.append({sample, sample});
    }
    return result;
}

} // namespace rekey::ui
