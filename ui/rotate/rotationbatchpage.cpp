// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationbatchpage.h"

#include "ui/models/findingwords.h"
#include "ui/rotate/rotationmeansform.h"
#include "ui/rotate/rotationmembers.h"
#include "ui/rotate/rotationsteps.h"
#include "ui/rotate/secondpersonform.h"
#include "ui/widgets/labels.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using rotate::Standing;
using Kind = rotate::Progress::Kind;

/// "Step 3 of 9: Hand it over"
QString stepText(const RotationStand &stand)
{
    const auto next = std::ranges::find_if(stand.steps, [](const rotate::StepRecord &record) {
        return record.state != rotate::StepState::Done
            && record.state != rotate::StepState::Skipped;
    });
    const auto step = std::min(static_cast<std::size_t>(next - stand.steps.begin()),
                               stand.plan.steps.size() - 1);
    return RotationBatchPage::tr("Step %1 of %2: %3")
        .arg(step + 1)
        .arg(stand.plan.steps.size())
        .arg(stepWords(stand.plan.steps[step].kind));
}

bool isFinal(const rotate::Plan &plan)
{
    return std::ranges::any_of(
        plan.steps, [](const rotate::Step &step) { return !rotate::isUndoable(step.kind); });
}

} // namespace

RotationBatchPage::RotationBatchPage(RotationBatch &batch, BatchFacts facts, QWidget *parent)
    : RotationPage(u"batch"_s, parent)
    , m_batch(batch)
    , m_facts(std::move(facts))
{
    setObjectName(u"rotationBatch"_s);
    setWindowTitle(tr("Rotate %n keys at %1", nullptr, static_cast<int>(m_batch.size()))
                       .arg(m_facts.provider));
    build();
    connect(&m_batch, &RotationBatch::prepared, this, &RotationBatchPage::takeNeeds);
    connect(&m_batch, &RotationBatch::changed, this, &RotationBatchPage::update);
    resize(860, 560);
    update();
    m_batch.prepare();
}

void RotationBatchPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    addState(column);
    m_list = new RotationMembers(this);
    column->addWidget(m_list, 1);
    connect(m_list, &RotationMembers::currentMemberChanged, this,
            &RotationBatchPage::followCurrent);
    connect(m_list, &RotationMembers::memberActivated, this, &RotationBatchPage::openMember);
    m_told = plainLabel({}, u"batchTold"_s, this);
    column->addWidget(m_told);
    buildMeans(column);
    addTrouble(column);
    buildButtons(column);
}

void RotationBatchPage::buildMeans(QVBoxLayout *column)
{
    m_before = new QWidget(this);
    auto *inner = new QVBoxLayout(m_before);
    inner->setContentsMargins(0, 0, 0, 0);
    m_hosts = plainLabel({}, u"batchHosts"_s, m_before);
    m_means = new RotationMeansForm(m_facts.credentials, m_before);
    m_final = plainLabel(tr("What cannot be undone asks for the last 4 characters of each key's "
                            "id, on that key's own page."),
                         u"batchFinal"_s, m_before);
    setTextTone(m_final, Tone::Warning);
    inner->addWidget(m_hosts);
    inner->addWidget(m_means);
    m_second
        = new SecondPersonForm(m_batch.session(0)->ledger(), subjectsOf(agreedPlans()), m_before);
    m_second->offerFile();
    connect(m_second, &SecondPersonForm::asked, this, [this] { hideTrouble(); });
    connect(m_second, &SecondPersonForm::failed, this, &RotationBatchPage::tell);
    connect(m_second, &SecondPersonForm::changed, this, &RotationBatchPage::update);
    connect(m_second, &SecondPersonForm::fileRequested, this, [this] {
        Q_EMIT saveRequested(u"rotation-plans.json"_s, agreedFileOf(agreedPlans()));
    });
    inner->addWidget(m_second);
    inner->addWidget(m_final);
    column->addWidget(m_before);
    connect(m_means, &RotationMeansForm::failed, this, &RotationBatchPage::tell);
    connect(m_means, &RotationMeansForm::edited, this, [this] {
        hideTrouble();
        m_batch.forgetLook(); // it was another credential that looked
        m_second->setSubjects(subjectsOf(agreedPlans()));
        update();
    });
}

void RotationBatchPage::buildButtons(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    m_open = addButton(u"Open"_s, tr("&Open its page…"),
                       [this] { openMember(m_list->currentMember()); });
    m_pause = addButton(u"Pause"_s, tr("&Pause all"), [this] { m_batch.pause(); });
    m_goOn = addButton(u"Again"_s, tr("&Go on with the rest"), [this] { m_batch.goOn(); });
    m_look = addButton(u"Look"_s, {}, [this] { m_batch.look(m_means->means()); });
    m_begin = addButton(u"Begin"_s, {}, [this] {
        m_batch.begin();
        m_means->wipe(); // the sessions have it now
        m_second->end();
    });
    auto *close = addButton(u"Close"_s, tr("Close"), [this] { reject(); });
    row->addWidget(m_open);
    row->addStretch();
    for (QPushButton *button : {m_pause, m_goOn, m_look, m_begin, close})
        row->addWidget(button);
    close->setDefault(true);
    column->addLayout(row);
}

std::vector<rotate::AgreedPlan> RotationBatchPage::agreedPlans() const
{
    const auto with = m_means->means().with;
    std::vector<rotate::AgreedPlan> plans;
    for (std::size_t i = 0; i < m_batch.size(); ++i) {
        if (const RotationSession *session = m_batch.session(i))
            plans.push_back(session->agreedPlan(with));
    }
    return plans;
}

void RotationBatchPage::takeNeeds()
{
    m_isPrepared = true;
    m_means->setNeeds(m_batch.needs(), m_facts.permissions, {});
    update();
}

QString RotationBatchPage::hostsText() const
{
    QStringList hosts;
    for (const std::string &host : m_batch.needs().hosts)
        hosts.append(escapedText(host));
    return hosts.join(u", "_s);
}

QString RotationBatchPage::labelsOf(const std::vector<std::size_t> &members) const
{
    QStringList labels;
    for (const std::size_t member : members)
        labels.append(m_facts.labels[static_cast<qsizetype>(member)]);
    return labels.join(u", "_s);
}

QString RotationBatchPage::stateText() const
{
    if (!m_isPrepared)
        return tr("Opening the keys…");
    if (m_batch.isLooking())
        return tr("Looking…");
    const std::vector<std::size_t> members = m_batch.members();
    if (members.empty())
        return m_batch.isAnyReady() ? tr("None of them can be rotated with this credential.")
                                    : tr("None of them can be rotated.");
    if (!m_batch.hasBegun()) {
        const bool isAsked = std::ranges::any_of(
            members, [this](std::size_t member) { return !m_batch.found(member).empty(); });
        return isAsked ? tr("Nothing was changed yet.") : tr("Nothing was sent yet.");
    }
    std::vector<std::size_t> open;
    std::ranges::copy_if(members, std::back_inserter(open), [this](std::size_t member) {
        return m_batch.standing(member) == Standing::NotBegun;
    });
    const int done = static_cast<int>(m_batch.count(Standing::Done));
    const int all = static_cast<int>(members.size());
    if (const auto member = m_batch.stoppedBy()) {
        const QString label = m_facts.labels[static_cast<qsizetype>(*member)];
        const QString why = m_batch.standing(*member) == Standing::Ended
            ? tr("Stopped: %1 was ended.").arg(label)
            : tr("Stopped: %1 has failed.").arg(label);
        return open.empty() ? why : why + u' ' + tr("Not begun: %1.").arg(labelsOf(open));
    }
    if (done == all)
        return tr("Done: all %n old keys are dead.", nullptr, all);
    if (m_batch.isWorking())
        return m_batch.isPausing() ? tr("Pausing…")
                                   : tr("Working: %1 of %2 are done.").arg(done).arg(all);
    if (m_batch.isPausing() || m_batch.count(Standing::Working) > 0)
        return tr("Paused.");
    return open.empty() ? tr("%n of them need you, or time.", nullptr,
                             static_cast<int>(m_batch.count(Standing::Held)))
                        : tr("The first needs you: the others wait for its proof.");
}

MemberRow RotationBatchPage::rowOf(std::size_t member) const
{
    MemberRow row;
    row.label = m_facts.labels[static_cast<qsizetype>(member)];
    const RotationSession *session = m_batch.session(member);
    if (session == nullptr)
        return row;
    const RotationStand &stand = session->stand();
    row.key = escapedText(stand.plan.oldKey);
    if (!m_batch.hindrance(member).empty()) {
        row.state = tr("Left out");
        row.tone = Tone::Masked;
        row.text = sentence(m_batch.hindrance(member));
        return row;
    }
    const std::vector<std::size_t> members = m_batch.members();
    switch (m_batch.standing(member)) {
    case Standing::NotBegun:
        row.state = m_batch.hasBegun()  ? tr("Not begun")
            : member == members.front() ? tr("First, alone")
                                        : tr("Waits");
        row.tone = !m_batch.hasBegun() && member == members.front() ? Tone::Info : Tone::Neutral;
        for (const std::string &line : m_batch.found(member))
            row.text += (row.text.isEmpty() ? u""_s : u" "_s) + escapedText(line);
        if (m_batch.hasBegun())
            row.text = tr("Nothing of it was changed.");
        break;
    case Standing::Working:
        row.state = session->isBusy() || session->isWaiting() ? tr("Running") : tr("Paused");
        row.tone = Tone::Info;
        row.text = session->hasBegun() ? stepText(stand) : QString();
        break;
    case Standing::Held: {
        const bool isWaiting = stand.progress.kind == Kind::Waits;
        row.state = isWaiting ? tr("Waits for quiet") : tr("Needs you");
        row.tone = isWaiting ? Tone::Info : Tone::Warning;
        row.text = stepText(stand) + u". "_s + sentence(stand.progress.text);
        break;
    }
    case Standing::Failed:
        row.state = tr("Failed");
        row.tone = Tone::Danger;
        row.text = stand.holdsValue
            ? tr("The new value is not kept yet: see its page, and do not end this program.")
            : m_batch.trouble(member).empty()
            ? stepText(stand) + u". "_s + sentence(stand.progress.text)
            : sentence(m_batch.trouble(member));
        break;
    case Standing::Ended:
        row.state = tr("Ended");
        row.tone = Tone::Masked;
        row.text = stand.end == "rolled back" ? tr("Taken back: the old key works as before.")
                                              : tr("Ended as it stands.");
        break;
    case Standing::Done:
        row.state = tr("Done");
        row.tone = Tone::Good;
        row.text = !stand.isProven ? tr("That the old key is gone was not proven: a step was left "
                                        "out.")
            : stand.newKey.empty()
            ? tr("The old key is dead.")
            : tr("The old key is dead, %1 works.").arg(escapedText(stand.newKey));
        break;
    }
    return row;
}

void RotationBatchPage::update()
{
    updateRows();
    updateBefore();
    updateButtons();
    const bool isDone
        = m_batch.hasBegun() && m_batch.count(Standing::Done) == m_batch.members().size();
    showState(stateText(),
              m_batch.stoppedBy()                     ? Tone::Danger
                  : isDone                            ? Tone::Good
                  : m_batch.count(Standing::Held) > 0 ? Tone::Warning
                                                      : Tone::Neutral);
}

void RotationBatchPage::updateRows()
{
    std::vector<MemberRow> rows;
    for (std::size_t i = 0; i < m_batch.size(); ++i)
        rows.push_back(rowOf(i));
    m_list->setRows(rows);
    const int member = m_list->currentMember();
    m_told->setText(member < 0 ? QString() : rows[static_cast<std::size_t>(member)].text);
}

void RotationBatchPage::followCurrent()
{
    const int member = m_list->currentMember();
    if (m_told == nullptr || m_goOn == nullptr || member < 0
        || static_cast<std::size_t>(member) >= m_batch.size())
        return;
    m_told->setText(rowOf(static_cast<std::size_t>(member)).text);
    updateButtons();
}

void RotationBatchPage::updateBefore()
{
    const bool isBefore = !m_batch.hasBegun();
    const std::vector<std::size_t> members = m_batch.members();
    const bool canLook = isBefore && m_isPrepared && !m_batch.isBusy() && m_batch.isAnyReady();
    const int count = static_cast<int>(members.size());
    const QString hosts = hostsText();
    m_before->setVisible(isBefore && m_isPrepared && m_batch.isAnyReady());
    m_hosts->setText(
        tr("It asks %1. %2 sees each request in its logs, with this machine's address.")
            .arg(hosts, m_facts.provider));
    m_final->setVisible(!members.empty()
                        && isFinal(m_batch.session(members.front())->stand().plan));
    m_look->setVisible(isBefore);
    m_look->setText(tr("&Look first: ask %1, change nothing").arg(onButton(hosts)));
    m_look->setEnabled(canLook && m_means->isComplete());
    m_begin->setVisible(isBefore);
    m_begin->setText(tr("&Rotate %n keys", nullptr, count));
    m_begin->setToolTip(tr("Changes keys at %1, one after another").arg(hosts));
    m_begin->setEnabled(canLook && !members.empty() && m_batch.hasLooked() && m_means->isComplete()
                        && m_second->isSettled());
}

void RotationBatchPage::updateButtons()
{
    const int member = m_list->currentMember();
    const auto number = static_cast<std::size_t>(std::max(member, 0));
    m_open->setVisible(m_batch.hasBegun());
    m_open->setEnabled(member >= 0 && number < m_batch.size() && m_batch.session(number) != nullptr
                       && m_batch.session(number)->hasBegun());
    const bool isOver = m_batch.hasBegun()
        && m_batch.count(Standing::Done) + m_batch.count(Standing::Ended)
            == m_batch.members().size();
    m_pause->setVisible(m_batch.hasBegun() && !isOver && !m_batch.canGoOn());
    m_pause->setEnabled(m_batch.isGoing());
    m_goOn->setVisible(m_batch.hasBegun() && !isOver && m_batch.canGoOn());
    m_goOn->setText(m_batch.isPausing() ? tr("&Go on") : tr("&Go on with the rest"));
}

void RotationBatchPage::openMember(int member)
{
    const auto number = static_cast<std::size_t>(std::max(member, 0));
    if (member >= 0 && m_batch.session(number) != nullptr && m_batch.session(number)->hasBegun())
        Q_EMIT memberRequested(number);
}

/// Those that stand still can be gone on with later, each on its own. But not while the only copy
/// of a value is here.
void RotationBatchPage::reject()
{
    m_batch.pause();
    if (m_batch.holdsValue()) {
        showTrouble(tr("This page cannot be closed yet: a new value would be lost. Free "
                       "space on the store's disk or unlock it, then press Try again on "
                       "the page of that key."));
        return;
    }
    m_means->wipe();
    QDialog::reject();
}

} // namespace rekey::ui
