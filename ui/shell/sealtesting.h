// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/seal/sealtrial.h"
#include "ui/shell/shell.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <string>
#include <vector>

namespace rekey::ui {

class SealDesk;
class SealsPage;
class SealTests;
class TestCallSheet;

/// The test calls of the window: from a button over the sheet that asks to what is noted of each
/// seal. GUI thread; the desk and the page outlive it.
class SealTesting final : public QObject
{
    Q_OBJECT

public:
    SealTesting(const Shell &shell, SealDesk &desk, SealsPage &page, QObject *parent);

    /// Asks, unless there is a yes already and nothing is missing. `over` is what the sheet belongs
    /// to; null: the window.
    /// `works` is called when each was tried and works.
    void ask(std::vector<SealTrial> trials, QWidget *over = nullptr,
             std::function<void()> works = {});
    /// The same for the seals that a consumer has of a finding's value.
    void askConsumer(const secret::SecretId &finding, const std::string &consumer, QWidget *over,
                     std::function<void()> works);
    /// Closes the sheet, and sends nothing more.
    void stop();

private:
    void open(const std::vector<SealTrial> &trials, QWidget &over);
    void takeYes(const TestCallSheet &sheet);
    void start(std::vector<ReadyTrial> trials, const std::vector<provider::Consent> &yes);
    void tellEnd();
    /// Null: nothing can be asked here.
    [[nodiscard]] SealTests *tests();

    const Shell m_shell;
    SealDesk &m_desk;
    SealsPage &m_page;
    SealTests *m_tests = nullptr;
    QPointer<TestCallSheet> m_sheet;
    std::function<void()> m_works; ///< of what is tried now
    std::size_t m_wanted = 0; ///< that have to work for it
    int m_asking = 0; ///< number of the last time it was asked for
    int m_good = 0; ///< since nothing waited
    int m_bad = 0;
};

} // namespace rekey::ui
