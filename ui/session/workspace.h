// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "ui/session/engine.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace rekey::ui {

/// What every scan of this window shares: the engine, its rules and keys (made ready off the GUI
/// thread), and the sources scanned so far, kept open so that context can be read from them.
/// GUI thread, but for what it hands out.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(Engine engine, QObject *parent = nullptr);
    ~Workspace() override;

    /// Starts making the rules ready; again after a failure. Ends in ready() or failed().
    void prepare();
    [[nodiscard]] bool isReady() const { return m_context.has_value(); }
    /// Only when ready.
    [[nodiscard]] const scan::ScanContext &context() const { return *m_context; }
    [[nodiscard]] const Engine &engine() const { return m_engine; }

    /// One thing that was or is being scanned. Place::source is an index into entries().
    struct Entry
    {
        ScanTarget target;
        std::shared_ptr<sources::Source> source; ///< null until opened
        finding::Exposure exposure{}; ///< who can see it, as people said
    };
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    /// Adds targets; returns the index of the first.
    std::uint32_t add(const std::vector<ScanTarget> &targets);
    /// Says what an entry turned out to be.
    void setOpened(std::uint32_t index, ScanTarget target, std::shared_ptr<sources::Source> source);
    void setExposure(std::uint32_t index, finding::Exposure exposure);
    /// Null when it is not open or the index is out of range. Any thread.
    [[nodiscard]] std::shared_ptr<sources::Source> source(std::uint32_t index) const;
    /// Of an entry; empty when the index is out of range. Any thread.
    [[nodiscard]] std::string path(std::uint32_t index) const;
    /// Names of all entries for people, control characters escaped.
    [[nodiscard]] QStringList names() const;
    void clear();

Q_SIGNALS:
    void ready();
    void failed(const rekey::Error &error);
    void entriesChanged();

private:
    Engine m_engine;
    std::optional<scan::ScanContext> m_context;
    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries; ///< written by the GUI thread under m_mutex
    bool m_preparing = false;
    QThreadPool m_pool;
};

} // namespace rekey::ui
