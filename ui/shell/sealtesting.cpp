// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sealtesting.h"

#include "ui/seal/sealdesk.h"
#include "ui/seal/sealspage.h"
#include "ui/seal/testcallsheet.h"
#include "ui/session/consentkeeper.h"
#include "ui/session/sealtests.h"
#include "ui/session/verifysession.h"
#include "ui/shell/scantext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

SealTesting::SealTesting(const Shell &shell, SealDesk &desk, SealsPage &page, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_desk(desk)
    , m_page(page)
{
    connect(&shell.window, &MainWindow::closing, this, &SealTesting::stop);
}

SealTests *SealTesting::tests()
{
    if (m_tests != nullptr)
        return m_tests;
    auto *session = m_shell.window.findChild<VerifySession *>();
    if (session == nullptr || !m_shell.parts.checks.transport)
        return nullptr;
    m_tests = new SealTests(*session, m_shell.parts.checks.transport, this);
    connect(m_tests, &SealTests::tested, this,
            [this](std::uint32_t seal, const seal::TestOutcome &outcome) {
                (outcome.test.isGood() ? m_good : m_bad) += 1;
                m_desk.tested(seal, outcome.test);
            });
    connect(m_tests, &SealTests::refused, this, [this](std::uint32_t, const Error &error) {
        ++m_bad;
        m_page.say(safeText(error.text()));
    });
    connect(m_tests, &SealTests::finished, this, &SealTesting::tellEnd);
    return m_tests;
}

void SealTesting::askConsumer(const secret::SecretId &finding, const std::string &consumer,
                              QWidget *over, std::function<void()> works)
{
    std::vector<SealTrial> trials;
    for (const auto &[number, record] : m_desk.seals()) {
        if (record.source.finding == finding && record.consumer.name == consumer
            && record.retiredAt == 0)
            trials.push_back({number, nullptr});
    }
    ask(std::move(trials), over, std::move(works));
}

void SealTesting::ask(std::vector<SealTrial> trials, QWidget *over, std::function<void()> works)
{
    if (!m_shell.parts.ledger.canChange() || trials.empty())
        return;
    if (tests() == nullptr)
        return m_shell.window.say(MainWindow::tr("No provider can be asked here."));
    if (m_sheet)
        m_sheet->close();
    m_wanted = trials.size();
    m_works = std::move(works);
    // Another window may have taken a yes back.
    const QPointer<QWidget> parent = over == nullptr ? &m_shell.window : over;
    m_shell.window.findChild<ConsentKeeper *>()->refresh(
        [this, parent, number = ++m_asking, trials = std::move(trials)] {
            if (number == m_asking && parent)
                open(trials, *parent);
        });
}

void SealTesting::open(const std::vector<SealTrial> &trials, QWidget &over)
{
    m_sheet = new TestCallSheet(m_desk, trials, m_shell.parts.choosers.folder, &over);
    m_sheet->setAttribute(Qt::WA_DeleteOnClose);
    std::vector<ReadyTrial> ready = m_sheet->ready();
    const bool isAllowed = std::ranges::all_of(
        ready, [this](const ReadyTrial &trial) { return tests()->isAllowed(trial.call); });
    if (isAllowed && ready.size() == trials.size()) {
        m_sheet->deleteLater();
        return start(std::move(ready), {});
    }
    connect(m_sheet, &QDialog::accepted, this, [this, sheet = m_sheet.get()] { takeYes(*sheet); });
    m_sheet->open();
}

void SealTesting::takeYes(const TestCallSheet &sheet)
{
    if (!m_shell.parts.ledger.canChange() || m_shell.window.isLocked())
        return;
    std::vector<ReadyTrial> trials = sheet.ready();
    for (const ReadyTrial &trial : trials) {
        // What changes something is typed each time.
        const auto typed = sheet.typedFor(trial.record);
        if (typed && trial.record.test.path.empty() && trial.call.isHarmless)
            m_desk.setTest(trial.record.number, *typed);
    }
    start(std::move(trials), sheet.consents(SealDesk::now()));
}

void SealTesting::start(std::vector<ReadyTrial> trials, const std::vector<provider::Consent> &yes)
{
    std::vector<SealTests::Job> jobs;
    for (ReadyTrial &trial : trials)
        jobs.push_back({std::move(trial.call), std::move(trial.record), std::move(trial.proof)});
    m_page.say(
        MainWindow::tr("Seals that are being tried: %n.", nullptr, static_cast<int>(jobs.size())));
    tests()->start(std::move(jobs), yes);
}

void SealTesting::tellEnd()
{
    const int good = std::exchange(m_good, 0);
    const int bad = std::exchange(m_bad, 0);
    if (good + bad == 0)
        return;
    if (const auto works = std::exchange(m_works, {});
        works && bad == 0 && static_cast<std::size_t>(good) == m_wanted)
        works();
    const QString said
        = MainWindow::tr("Seals tried: %n, of which %1 work.", nullptr, good + bad).arg(good);
    m_shell.window.say(said);
    m_page.say(said);
}

void SealTesting::stop()
{
    ++m_asking;
    m_works = {};
    if (m_sheet)
        m_sheet->close();
    if (m_tests != nullptr)
        m_tests->stop();
}

} // namespace rekey::ui
