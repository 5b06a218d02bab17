// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fix/fixpage.h"

#include "ui/fix/stepview.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/icons.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QIcon stateIcon(finding::FixState state)
{
    switch (state) {
    case finding::FixState::Open:
        return icon(u"todo");
    case finding::FixState::Doing:
        return icon(u"next", Tone::Info);
    case finding::FixState::Done:
        return icon(u"ok", Tone::Good);
    case finding::FixState::NotNeeded:
        return icon(u"close", Tone::Neutral);
    }
    return {};
}

QString stateText(finding::FixState state)
{
    switch (state) {
    case finding::FixState::Open:
        return FixPage::tr("open");
    case finding::FixState::Doing:
        return FixPage::tr("under way");
    case finding::FixState::Done:
        return FixPage::tr("done");
    case finding::FixState::NotNeeded:
        return FixPage::tr("not needed");
    }
    return {};
}

std::vector<std::string> filesOf(const finding::Finding &finding)
{
    std::vector<std::string> files;
    for (const finding::Place &place : finding.places) {
        if (!place.path.empty())
            files.push_back(place.path);
    }
    std::ranges::sort(files);
    const auto again = std::ranges::unique(files);
    files.erase(again.begin(), again.end());
    return files;
}

} // namespace

FixPage::FixPage(QWidget *parent)
    : QWidget(parent)
    , m_count(new QLabel(this))
    , m_list(new QListWidget(this))
    , m_refused(new QLabel(this))
    , m_view(new StepView(this))
{
    setObjectName(u"fixPage"_s);
    m_count->setObjectName(u"fixCount"_s);
    m_count->setContentsMargins(12, 8, 12, 4);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(u"fixList"_s);
    m_list->setAccessibleName(tr("Steps"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_refused->setObjectName(u"fixRefused"_s);
    m_refused->setContentsMargins(12, 6, 12, 0);
    m_refused->setWordWrap(true);
    m_refused->setTextFormat(Qt::PlainText);
    m_refused->hide();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_count);
    all->addWidget(m_list);
    all->addWidget(m_refused);
    all->addWidget(m_view, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &FixPage::showStep);
    connect(m_view, &StepView::changed, this, &FixPage::take);
    connect(m_view, &StepView::message, this, &FixPage::message);
    connect(m_view, &StepView::patchesRequested, this, &FixPage::patchesRequested);
}

FixPage::~FixPage() = default;

void FixPage::setTextCheck(std::function<QStringList(const QByteArray &)> secretsIn)
{
    m_secretsIn = std::move(secretsIn);
}

void FixPage::setFinding(const finding::Finding &finding, finding::Verdict verdict)
{
    m_view->finishTyping();
    if (m_id != finding.id) {
        m_progress.clear();
        m_open.clear();
        m_refused->hide();
        m_isOther = true;
    }
    std::vector<std::string> files = filesOf(finding);
    m_isOther = m_isOther || files != m_files;
    m_id = finding.id;
    m_provider = finding.provider;
    m_verdict = verdict;
    m_files = std::move(files);
    m_isBehind = true;
    if (isVisible())
        catchUp();
}

/// The steps are brought when somebody looks: most findings are passed by.
void FixPage::catchUp()
{
    if (!std::exchange(m_isBehind, false))
        return;
    std::vector<finding::GuideStep> steps
        = finding::guideSteps(finding::builtinGuides(), m_provider, m_verdict);
    if (!std::exchange(m_isOther, false)
        && std::ranges::equal(steps, m_steps, {}, &finding::GuideStep::id, &finding::GuideStep::id))
        return;
    m_steps = std::move(steps);
    fillList(m_open);
}

void FixPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    catchUp();
}

void FixPage::setProgress(const secret::SecretId &id, finding::FixProgress progress)
{
    if (id != m_id || progress == m_progress)
        return;
    m_progress = std::move(progress);
    if (!m_isBehind)
        fillList(m_open);
}

void FixPage::clear()
{
    m_view->finishTyping();
    m_id = {};
    m_isBehind = false;
    m_isOther = true;
    m_steps.clear();
    m_progress.clear();
    fillList({});
}

void FixPage::setReadOnly(bool isReadOnly)
{
    m_view->setReadOnly(isReadOnly);
}

void FixPage::finishTyping()
{
    m_view->finishTyping();
}

void FixPage::fillList(const std::string &current)
{
    int row = 0;
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const finding::GuideStep &step = m_steps[i];
            const finding::FixState state = progressOf(step.id).state;
            auto *item = new QListWidgetItem(
                stateIcon(state), tr("%1. %2").arg(i + 1).arg(escapedText(step.title)), m_list);
            item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item->text(), stateText(state)));
            if (step.id == current)
                row = static_cast<int>(i);
        }
        m_list->setCurrentRow(row);
    }
    const int height = m_list->count() == 0 ? 0 : m_list->sizeHintForRow(0) * m_list->count();
    m_list->setFixedHeight(height + 4);
    updateCount();
    showStep(m_steps.empty() ? -1 : row);
}

void FixPage::showStep(int row)
{
    m_view->setVisible(row >= 0);
    if (row < 0)
        return;
    m_view->finishTyping();
    const finding::GuideStep &step = m_steps[static_cast<std::size_t>(row)];
    m_open = step.id;
    m_view->setStep(step, progressOf(step.id), m_files, finding::snippetName(m_provider));
}

finding::FixStep FixPage::progressOf(const std::string &step) const
{
    const auto found = m_progress.find(step);
    return found == m_progress.end() ? finding::FixStep{} : found->second;
}

void FixPage::take(const finding::FixStep &step)
{
    const finding::FixStep before = progressOf(m_open);
    const auto at = std::ranges::find(m_steps, m_open, &finding::GuideStep::id);
    if (step == before || at == m_steps.end())
        return;
    const QStringList secrets = m_secretsIn
        ? m_secretsIn(QByteArray::fromStdString(step.note + '\n' + step.proof))
        : QStringList();
    m_refused->setVisible(!secrets.isEmpty());
    if (!secrets.isEmpty()) {
        m_refused->setText(tr("Not kept: this text holds a secret (%1). Take it out and name the "
                              "secret by its id.")
                               .arg(secrets.join(u", "_s)));
        return;
    }
    m_progress[m_open] = step;
    const auto row = static_cast<int>(at - m_steps.begin());
    QListWidgetItem *item = m_list->item(row);
    item->setIcon(stateIcon(step.state));
    item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item->text(), stateText(step.state)));
    updateCount();
    Q_EMIT stepChanged(m_id, at->title, before, step);
}

void FixPage::updateCount()
{
    const auto done = std::ranges::count_if(m_steps, [this](const finding::GuideStep &step) {
        return progressOf(step.id).state >= finding::FixState::Done;
    });
    m_count->setText(tr("%L1 of %L2 steps done").arg(done).arg(m_steps.size()));
}

} // namespace rekey::ui
