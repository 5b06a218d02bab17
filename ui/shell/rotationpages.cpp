// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rotationpages.h"

#include "core/rotate/keyacts.h"
#include "ui/session/networkchoices.h"
#include "ui/session/networkmeter.h"
#include "ui/session/rotationfeed.h"
#include "ui/shell/patches.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/sealtesting.h"
#include "ui/widgets/banner.h"

#include <algorithm>
#include <utility>

namespace rekey::ui {

RotationPages::RotationPages(const Shell &shell, RotationFeed &feed, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_feed(feed)
{
}

RotationSession *RotationPages::makeSession(RotationOrder order, const Rules &rules)
{
    const NetworkChoices choices = readNetworkChoices(m_shell.parts.settings);
    const auto setup = setupOf(choices);
    if (!setup) {
        m_shell.banner.show(Tone::Danger, MainWindow::tr("No rotation was begun"),
                            safeText(setup.error().text()));
        return nullptr;
    }
    order.authorities = choices.authorities.toStdString();
    CheckPorts ports = m_shell.parts.checks;
    ports.rules = [rules] { return rules; };
    auto *session
        = new RotationSession(m_shell.parts.ledger, ports, *setup, std::move(order), this);
    connect(session, &RotationSession::changed, this, &RotationPages::countRunning);
    m_feed.watch(*session);
    return session;
}

RotationFacts RotationPages::factsOf(const PageOrder &one, const CheckRules &rules) const
{
    const rotate::RotationContext &context = one.order.context;
    const rotate::Plan &plan = one.order.plan;
    RotationFacts facts;
    facts.label
        = QString::fromStdString(context.finding.empty() ? context.detector : context.finding);
    facts.sealed = one.sealed;
    facts.provider = safeText(plan.provider);
    facts.credentials = {m_shell.parts.choosers.file, m_shell.parts.credentials, facts.provider};
    const rotate::KeyActs acts(rules.catalog, context.detector);
    if (const provider::Service *service = rules.catalog.service(plan.provider)) {
        facts.provider = safeText(service->name);
        for (const std::string &text : acts.facts(plan, *service).permissions)
            facts.permissions.append(safeText(text));
    }
    return facts;
}

RotationRunDialog *RotationPages::show(RotationSession &session, RotationFacts facts)
{
    auto *page = new RotationRunDialog(session, std::move(facts), m_shell.parts.choosers.target,
                                       &m_shell.window);
    page->setAttribute(Qt::WA_DeleteOnClose);
    connect(page, &RotationRunDialog::patchesRequested, this,
            [this, &session] { showPatches(m_shell, session.order().finding); });
    connect(page, &RotationRunDialog::testRequested, &session,
            [this, page, &session](const std::string &consumer) {
                if (auto *testing = m_shell.window.findChild<SealTesting *>())
                    testing->askConsumer(session.order().finding, consumer, page,
                                         [session = QPointer(&session), consumer] {
                                             if (session)
                                                 session->confirm(consumer);
                                         });
            });
    connect(page, &RotationRunDialog::saveRequested, this,
            [this, page](const QString &name, const QByteArray &content) {
                savePlan(page, name, content);
            });
    connect(page, &QDialog::finished, this, &RotationPages::countRunning);
    std::erase_if(m_pages, [](const QPointer<RotationRunDialog> &one) { return !one; });
    m_pages.push_back(page);
    page->show();
    return page;
}

void RotationPages::savePlan(QWidget *page, const QString &name, const QByteArray &content)
{
    saveFile(page, name, content, [this](const QString &path) {
        m_shell.window.say(MainWindow::tr("Plan written to %1; another member agrees to it with "
                                          "rekey-cli rotate approve.")
                               .arg(path));
    });
}

void RotationPages::open(PageOrder order, const Rules &rules)
{
    RotationFacts facts = factsOf(order, *rules);
    RotationSession *session = makeSession(std::move(order.order), rules);
    if (session == nullptr)
        return;
    const RotationRunDialog *page = show(*session, std::move(facts));
    connect(page, &QDialog::finished, session, [this, session] {
        if (session->hasBegun() && session->stand().end.empty())
            m_shell.window.say(MainWindow::tr("%1 is paused; Rotate > Rotations of this store "
                                              "goes on with it.")
                                   .arg(safeText(session->stand().run)));
        session->retire();
    });
    // A page that a lock has hidden does not tell that it ends. Queued: what a session tells is for
    // a whole page.
    connect(page, &QObject::destroyed, session, &RotationSession::retire, Qt::QueuedConnection);
}

void RotationPages::openMany(std::vector<PageOrder> orders, const Rules &rules)
{
    std::vector<RotationFacts> facts;
    std::vector<RotationSession *> sessions;
    BatchFacts whole;
    for (PageOrder &one : orders) {
        facts.push_back(factsOf(one, *rules));
        facts.back().isOneOfMany = true;
        whole.labels.append(facts.back().label);
        sessions.push_back(makeSession(std::move(one.order), rules));
        if (sessions.back() == nullptr)
            return; // the first: none was made
    }
    whole.provider = facts.front().provider;
    whole.permissions = facts.front().permissions;
    whole.credentials = facts.front().credentials;
    auto *batch = new RotationBatch(sessions, this);
    auto *page = new RotationBatchPage(*batch, std::move(whole), &m_shell.window);
    page->setAttribute(Qt::WA_DeleteOnClose);
    connect(page, &RotationBatchPage::memberRequested, this,
            [this, batch, facts = std::move(facts)](std::size_t member) {
                openMember(batch->session(member), facts[member]);
            });
    connect(page, &RotationBatchPage::saveRequested, this,
            [this, page](const QString &name, const QByteArray &content) {
                savePlan(page, name, content);
            });
    connect(page, &QDialog::finished, batch, [this, batch] {
        for (const QPointer<RotationRunDialog> &one : m_pages) {
            for (std::size_t i = 0; one && i < batch->size(); ++i) {
                if (&one->session() == batch->session(i))
                    one->close();
            }
        }
        const std::vector<std::size_t> members = batch->members();
        const bool isOpen = std::ranges::any_of(members, [batch](std::size_t member) {
            const RotationSession *session = batch->session(member);
            return session->hasBegun() && session->stand().end.empty();
        });
        if (isOpen)
            m_shell.window.say(MainWindow::tr("They are paused; Rotate > Rotations of this store "
                                              "goes on with each."));
        batch->retire();
    });
    connect(page, &QObject::destroyed, batch, &RotationBatch::retire, Qt::QueuedConnection);
    std::erase_if(m_many, [](const QPointer<RotationBatchPage> &one) { return !one; });
    m_many.push_back(page);
    page->show();
}

void RotationPages::openMember(RotationSession *session, const RotationFacts &facts)
{
    if (session == nullptr)
        return;
    for (const QPointer<RotationRunDialog> &page : m_pages) {
        if (page && page->isVisible() && &page->session() == session)
            return page->raise();
    }
    show(*session, facts);
}

bool RotationPages::raise(const std::string &run) const
{
    for (const QPointer<RotationRunDialog> &page : m_pages) {
        if (page && page->session().order().run == run) {
            page->raise();
            return true;
        }
    }
    for (const QPointer<RotationBatchPage> &page : m_many) {
        for (std::size_t i = 0; page && i < page->batch().size(); ++i) {
            const RotationSession *session = page->batch().session(i);
            if (session != nullptr && session->order().run == run) {
                page->raise();
                return true;
            }
        }
    }
    return false;
}

void RotationPages::closeAll()
{
    for (const QPointer<RotationBatchPage> &page : std::vector(m_many)) {
        if (page)
            page->close();
    }
    for (const QPointer<RotationRunDialog> &page : std::vector(m_pages)) {
        if (page)
            page->close();
    }
    // One that holds the only copy of a value stays.
    const auto isGone = [](const auto &page) { return !page || !page->isVisible(); };
    std::erase_if(m_many, isGone);
    std::erase_if(m_pages, isGone);
    countRunning();
}

void RotationPages::countRunning() const
{
    const auto isRunning = [](const RotationSession *session) {
        return session != nullptr && session->hasBegun() && session->stand().end.empty();
    };
    int running = 0;
    for (const QPointer<RotationBatchPage> &page : m_many) {
        for (std::size_t i = 0; page && page->isVisible() && i < page->batch().size(); ++i)
            running += isRunning(page->batch().session(i)) ? 1 : 0;
    }
    for (const QPointer<RotationRunDialog> &page : m_pages) {
        if (page && page->isVisible() && !page->isOneOfMany())
            running += isRunning(&page->session()) ? 1 : 0;
    }
    m_shell.window.findChild<NetworkMeter *>()->setRotations(running);
}

} // namespace rekey::ui
