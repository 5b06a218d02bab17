// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/filterbar.h"

#include "core/finding/filtertext.h"
#include "ui/findings/flowlayout.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSizePolicy>
#include <QToolButton>
#include <QVBoxLayout>

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
    default:
        return {};
    }
}

/// Values that are no names of the data, offered so that their form need not be guessed.
QStringList sampleValues(finding::FilterValueKind kind)
{
    switch (kind) {
    case finding::FilterValueKind::Age:
        return {u">90d"_s, u">1y"_s, u"<7d"_s};
    case finding::FilterValueKind::Count:
        return {u">=2"_s, u">=10"_s};
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
    m_edit->setPlaceholderText(tr("Filter, for example  in:head confidence:high -path:test/"));
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
    layout->addWidget(m_stateIcon);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_fix);
    return row;
}

QWidget *FilterBar::makeQuickButtons()
{
    m_quick = {
        {tr("In HEAD"), tr("Still in the newest version"), u"in:head"_s, nullptr},
        {tr("High confidence"), tr("The rule is sure of it"), u"confidence:high"_s, nullptr},
        {tr("History only"), tr("No longer in HEAD, a branch, a tag or a file"),
         u"-in:head|branch|tag|index|worktree|file|text"_s, nullptr},
        {tr("Noise"), tr("Low confidence: often not a secret"), u"confidence:low"_s, nullptr},
        {tr("Not a secret"), tr("Failed its own checksum or format"), u"verdict:not-a-secret"_s,
         nullptr},
    };
    auto *row = new QWidget(this);
    row->setObjectName(u"quickFilters"_s);
    auto *layout = new FlowLayout(row, 4);
    QStringList filters;
    for (Quick &quick : m_quick) {
        quick.button = new QToolButton(row);
        quick.button->setObjectName(u"quickFilter%1"_s.arg(filters.size()));
        quick.button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        quick.button->setCheckable(true);
        quick.button->setFocusPolicy(Qt::TabFocus);
        quick.button->setToolTip(quick.hint + u"\n"_s + quick.filter);
        connect(quick.button, &QToolButton::clicked, this,
                [this, filter = quick.filter] { setText(text() == filter ? QString() : filter); });
        layout->addWidget(quick.button);
        filters.append(quick.filter);
    }
    m_model.setQuickFilters(filters);
    return row;
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
    if (parsed.state == finding::FilterState::Valid)
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
    if (m_filterState == finding::FilterState::Valid)
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
    const QString message = isError ? tr("Error at character %1: %2").arg(position).arg(problem)
                                    : tr("Not finished: %1").arg(problem);
    m_state->setText(message);
    m_state->setToolTip(message);
    const QIcon sign = isError ? icon(u"error", Tone::Danger) : icon(u"info", Tone::Info);
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
        ? tr("%1 findings").arg(total)
        : tr("%1 of %2 findings match").arg(shown, total);
    m_state->setText(message);
    m_state->setToolTip(message);
    m_stateIcon->setPixmap(
        icon(u"ok", Tone::Good).pixmap(QSize(kIconSize, kIconSize), devicePixelRatio()));
}

void FilterBar::showQuickCounts()
{
    for (std::size_t i = 0; i < m_quick.size(); ++i) {
        const Quick &quick = m_quick[i];
        const QString count
            = QLocale().toString(static_cast<qulonglong>(m_model.quickCount(static_cast<int>(i))));
        quick.button->setText(tr("%1  %2").arg(quick.label, count));
        quick.button->setAccessibleName(tr("%1, %2 findings").arg(quick.label, count));
        quick.button->setAccessibleDescription(quick.hint);
        quick.button->setChecked(m_model.filter() == quick.filter);
    }
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
        if (sample.startsWith(QString::fromStdString(wanted.prefix)))
            result.items.append({sample, sample});
    }
    return result;
}

} // namespace rekey::ui
