// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workspace.h"

#include "core/base/text.h"

#include <QMetaObject>
#include <QStringList>

namespace rekey::ui {

Workspace::Workspace(Engine engine, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
{
    m_pool.setMaxThreadCount(1);
}

Workspace::~Workspace()
{
    m_pool.waitForDone();
}

void Workspace::prepare()
{
    if (m_preparing || m_context)
        return;
    m_preparing = true;
    m_pool.start([this, make = m_engine.prepare] {
        Result<scan::ScanContext> made = make();
        QMetaObject::invokeMethod(
            this,
            [this, made = std::move(made)] {
                m_preparing = false;
                if (!made) {
                    Q_EMIT failed(made.error());
                    return;
                }
                m_context = *made;
                Q_EMIT ready();
            },
            Qt::QueuedConnection);
    });
}

std::uint32_t Workspace::add(const std::vector<ScanTarget> &targets)
{
    const auto first = static_cast<std::uint32_t>(m_entries.size());
    {
        const std::scoped_lock lock(m_mutex);
        for (const ScanTarget &target : targets)
            m_entries.push_back({target, {}, {}});
    }
    Q_EMIT entriesChanged();
    return first;
}

void Workspace::setOpened(std::uint32_t index, ScanTarget target,
                          std::shared_ptr<sources::Source> source)
{
    if (index >= m_entries.size())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_entries[index].target = std::move(target);
        m_entries[index].source = std::move(source);
    }
    Q_EMIT entriesChanged();
}

void Workspace::setExposure(std::uint32_t index, finding::Exposure exposure)
{
    if (index >= m_entries.size() || m_entries[index].exposure == exposure)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_entries[index].exposure = exposure;
    }
    Q_EMIT entriesChanged();
}

std::shared_ptr<sources::Source> Workspace::source(std::uint32_t index) const
{
    const std::scoped_lock lock(m_mutex);
    return index < m_entries.size() ? m_entries[index].source : nullptr;
}

std::string Workspace::path(std::uint32_t index) const
{
    const std::scoped_lock lock(m_mutex);
    return index < m_entries.size() ? m_entries[index].target.path : std::string();
}

QStringList Workspace::names() const
{
    QStringList names;
    for (const Entry &entry : m_entries)
        names.append(QString::fromStdString(escapeControl(entry.target.title())));
    return names;
}

void Workspace::clear()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_entries.clear();
    }
    Q_EMIT entriesChanged();
}

} // namespace rekey::ui
