// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/hygienefeed.h"

#include "ui/hygiene/hygienedesk.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/ledger.h"

#include <memory>
#include <utility>

namespace rekey::ui {

namespace {

constexpr const char *kRoom = "hygiene";
constexpr int kDelayMs = 300;

} // namespace

HygieneFeed::HygieneFeed(HygieneDesk &desk, FindingsModel &model, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_model(model)
    , m_ledger(ledger)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &HygieneFeed::match);
    connect(&desk, &HygieneDesk::changesToKeep, this, &HygieneFeed::keep);
    connect(&desk, &HygieneDesk::leaksWanted, this, &HygieneFeed::match);
    connect(&model, &FindingsModel::findingsTouched, this, &HygieneFeed::wish);
    connect(&model, &QAbstractItemModel::modelReset, this, &HygieneFeed::wish);
    connect(&ledger, &Ledger::opened, this, &HygieneFeed::load);
    connect(&ledger, &Ledger::stateChanged, this, &HygieneFeed::load);
    if (ledger.isOpen())
        load();
}

void HygieneFeed::load()
{
    if (m_ledger.state() == finding::KeeperState::Locked) {
        m_desk.load({}); // a locked store shows nothing
        return;
    }
    using Found = Result<Properties>;
    m_ledger.run<Found>([](finding::Keeper &keeper) { return keeper.properties(kRoom); }, this,
                        [this](Found kept) {
                            if (!kept)
                                Q_EMIT failed(kept.error());
                            else if (!kept->empty())
                                m_desk.load(*kept);
                        });
}

void HygieneFeed::keep(const Properties &changes)
{
    if (!m_ledger.isOpen())
        return;
    m_ledger.run<Result<void>>(
        [changes](finding::Keeper &keeper) -> Result<void> {
            for (const auto &[key, text] : changes) {
                if (const auto kept = keeper.setProperty(kRoom, key, text); !kept)
                    return kept;
            }
            return {};
        },
        this,
        [this](const Result<void> &kept) {
            if (!kept)
                Q_EMIT failed(kept.error());
        });
}

void HygieneFeed::wish()
{
    m_isWanted = true;
    if (!m_isMatching && !m_delay.isActive() && !m_desk.tokens().empty())
        m_delay.start();
}

void HygieneFeed::match()
{
    if (m_isMatching) {
        m_isWanted = true;
        return;
    }
    m_isMatching = true;
    m_isWanted = false;
    auto leaks = std::make_shared<std::vector<finding::TokenLeak>>();
    m_model.read(
        [leaks, tokens = m_desk.tokens()](const finding::FindingIndex &index) {
            *leaks = finding::matchLeaks(index, tokens);
        },
        this,
        [this, leaks] {
            m_isMatching = false;
            if (m_isWanted)
                wish(); // the list or the findings are others by now
            else
                m_desk.setLeaks(std::move(*leaks));
        });
}

} // namespace rekey::ui
