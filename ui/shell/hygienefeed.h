// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/hygienebook.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace rekey::ui {

class FindingsModel;
class HygieneDesk;
class Ledger;

/// Gives the desk what a store kept of it, keeps what changes, and looks up which of its tokens a
/// scan found, a moment after findings changed.
class HygieneFeed final : public QObject
{
    Q_OBJECT

public:
    HygieneFeed(HygieneDesk &desk, FindingsModel &model, Ledger &ledger, QObject *parent);

Q_SIGNALS:
    /// What was done is not kept.
    void failed(const rekey::Error &error);

private:
    using Properties = std::vector<finding::HygieneBook::Property>;

    void load();
    void keep(const Properties &changes);
    void wish();
    void match();

    HygieneDesk &m_desk;
    FindingsModel &m_model;
    Ledger &m_ledger;
    QTimer m_delay;
    bool m_isMatching = false;
    bool m_isWanted = false; ///< something changed since the look-up began
};

} // namespace rekey::ui
