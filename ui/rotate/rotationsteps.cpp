// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationsteps.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tonedelegate.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using rotate::StepKind;
using rotate::StepState;
using Kind = rotate::Progress::Kind;

constexpr int kToneRole = Qt::UserRole;
constexpr int kLeastRow = 26;

struct StateLook
{
    QString word;
    Tone tone = Tone::Neutral;
};

StateLook lookOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return {RotationSteps::tr("Waiting"), Tone::Neutral};
    case StepState::Unsure:
        return {RotationSteps::tr("Not sure"), Tone::Warning};
    case StepState::Done:
        return {RotationSteps::tr("Done"), Tone::Good};
    case StepState::Failed:
        return {RotationSteps::tr("Failed"), Tone::Danger};
    case StepState::Skipped:
        return {RotationSteps::tr("Skipped"), Tone::Masked};
    case StepState::Undone:
        return {RotationSteps::tr("Taken back"), Tone::Masked};
    }
    return {};
}

/// Of the step that is next, by what the last advance came to.
StateLook nextLook(const rotate::Progress &progress, StepState state, bool isWorking)
{
    if (isWorking)
        return {RotationSteps::tr("Running"), Tone::Info};
    if (progress.kind == Kind::NeedsYou)
        return {RotationSteps::tr("Needs you"), Tone::Warning};
    if (progress.kind == Kind::Waits)
        return {RotationSteps::tr("Waits"), Tone::Info};
    if (progress.kind == Kind::Failed)
        return {RotationSteps::tr("Failed"), Tone::Danger};
    return lookOf(state);
}

} // namespace

QString stepWords(StepKind kind)
{
    switch (kind) {
    case StepKind::Create:
        return RotationSteps::tr("Make a new key");
    case StepKind::Keep:
        return RotationSteps::tr("Keep its value, sealed");
    case StepKind::HandOver:
        return RotationSteps::tr("Hand it over");
    case StepKind::ProveNew:
        return RotationSteps::tr("Prove the new key live");
    case StepKind::Confirm:
        return RotationSteps::tr("See everybody work with it");
    case StepKind::Quiet:
        return RotationSteps::tr("Wait until the old key is quiet");
    case StepKind::SwitchOff:
        return RotationSteps::tr("Switch the old key off");
    case StepKind::Delete:
        return RotationSteps::tr("Delete the old key");
    case StepKind::SelfRotate:
        return RotationSteps::tr("Change the value");
    case StepKind::ProveOld:
        return RotationSteps::tr("Prove the old key dead");
    }
    return {};
}

QString methodWords(rotate::Method method)
{
    switch (method) {
    case rotate::Method::TwoKeys:
        return RotationSteps::tr("Two keys with overlap");
    case rotate::Method::OffFirst:
        return RotationSteps::tr("Off first, for a leak that strangers can see");
    case rotate::Method::CutOver:
        return RotationSteps::tr("Cut over: one key at a time");
    case rotate::Method::SelfRotate:
        return RotationSteps::tr("New value for the same key");
    case rotate::Method::RevokeNow:
        return RotationSteps::tr("Revoke now, without a successor");
    }
    return {};
}

RotationSteps::RotationSteps(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"rotationSteps"_s);
    setAccessibleName(tr("Steps of the rotation"));
    setHeaderLabels(
        {tr("No."), tr("Step"), tr("State"), tr("When"), tr("What it does, what came of it")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(false);
    setItemDelegateForColumn(State, new ToneDelegate(kToneRole, -1, this));
    header()->setSectionResizeMode(Number, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(What, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(When, QHeaderView::ResizeToContents);
    header()->resizeSection(State, fontMetrics().horizontalAdvance(u'm') * 11);
    header()->setStretchLastSection(true);
}

void RotationSteps::setStand(const RotationStand &stand, bool isWorking)
{
    const std::vector<rotate::Step> &steps = stand.plan.steps;
    while (topLevelItemCount() > static_cast<int>(steps.size()))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < static_cast<int>(steps.size())) {
        auto *item = new QTreeWidgetItem(this);
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
    }
    const auto next = std::ranges::find_if(stand.steps, [](const rotate::StepRecord &record) {
        return record.state != StepState::Done && record.state != StepState::Skipped;
    });
    const auto nextIndex = static_cast<std::size_t>(next - stand.steps.begin());
    for (std::size_t i = 0; i < steps.size(); ++i)
        fill(*topLevelItem(static_cast<int>(i)), stand, i,
             !stand.run.empty() && stand.end.empty() && i == nextIndex, isWorking);
}

void RotationSteps::fill(QTreeWidgetItem &item, const RotationStand &stand, std::size_t step,
                         bool isNext, bool isWorking) const
{
    const rotate::StepRecord record
        = step < stand.steps.size() ? stand.steps[step] : rotate::StepRecord{};
    const StateLook look
        = isNext ? nextLook(stand.progress, record.state, isWorking) : lookOf(record.state);
    item.setText(Number, QLocale().toString(static_cast<qulonglong>(step + 1)));
    item.setText(What, stepWords(stand.plan.steps[step].kind));
    item.setText(State, look.word);
    item.setData(State, kToneRole, static_cast<int>(look.tone));
    item.setText(When,
                 record.at == 0 ? QString()
                                : QLocale().toString(QDateTime::fromSecsSinceEpoch(record.at),
                                                     QLocale::ShortFormat));
    const bool isTold = isNext && !isWorking && !stand.progress.text.empty()
        && stand.progress.kind != Kind::Stepped;
    const std::string text = isTold ? stand.progress.text
        : !record.why.empty()       ? record.why
                                    : rotate::changeText(stand.plan, step);
    item.setText(Answer, escapedText(text));
    item.setToolTip(Answer, escapedText(text + '\n' + rotate::undoText(stand.plan, step)));
}

} // namespace rekey::ui
