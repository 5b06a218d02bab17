// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rotate/rotationbatchpage.h"
#include "ui/rotate/rotationrundialog.h"
#include "ui/session/checkplan.h"
#include "ui/shell/shell.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace rekey::ui {

class RotationFeed;

/// A rotation that gets a page.
struct PageOrder
{
    RotationOrder order;
    QStringList sealed; ///< consumers whose seals are made anew
};

/// The pages of rotations: one for each, and one for several together, with what they are done by.
/// A rotation ends with its page, unless it is one of several. GUI thread.
class RotationPages final : public QObject
{
public:
    /// `feed` is told of each of them.
    RotationPages(const Shell &shell, RotationFeed &feed, QObject *parent = nullptr);

    using Rules = std::shared_ptr<const CheckRules>; ///< read once, for all of them

    void open(PageOrder order, const Rules &rules);
    /// Of one kind.
    void openMany(std::vector<PageOrder> orders, const Rules &rules);
    /// False when none shows that run.
    [[nodiscard]] bool raise(const std::string &run) const;
    [[nodiscard]] bool isEmpty() const { return m_pages.empty() && m_many.empty(); }
    void closeAll();

private:
    /// Null when the network's settings are wrong, which is told.
    [[nodiscard]] RotationSession *makeSession(RotationOrder order, const Rules &rules);
    [[nodiscard]] RotationFacts factsOf(const PageOrder &one, const CheckRules &rules) const;
    RotationRunDialog *show(RotationSession &session, RotationFacts facts);
    void savePlan(QWidget *page, const QString &name, const QByteArray &content);
    void openMember(RotationSession *session, const RotationFacts &facts);
    /// For the network light: those that were begun and are on a page.
    void countRunning() const;

    const Shell m_shell;
    RotationFeed &m_feed;
    std::vector<QPointer<RotationRunDialog>> m_pages;
    std::vector<QPointer<RotationBatchPage>> m_many;
};

} // namespace rekey::ui
