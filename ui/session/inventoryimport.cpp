// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/inventoryimport.h"

#include "core/base/mappedfile.h"
#include "core/scan/hiddeninventory.h"

#include <QtConcurrentRun>

#include <utility>

namespace rekey::ui {

namespace {

Result<finding::Inventory> readFile(const std::string &path,
                                    const finding::InventoryCsvOptions &options,
                                    const TextMasker &hide, const std::stop_token &stop)
{
    const auto file = MappedFile::open(path, MappedFile::Links::Follow);
    if (!file)
        return std::unexpected(file.error());
    if (file->bytes().size() > finding::kMaxInventoryBytes)
        return fail(ErrorKind::TooBig, "The list is bigger than 64 MiB; split it.", path);
    const auto masked = hide(
        std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(file->bytes())));
    if (!masked)
        return std::unexpected(masked.error());
    return scan::readHiddenInventory(*masked, options, stop);
}

} // namespace

InventoryImport::InventoryImport(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &InventoryImport::finish);
    connect(&workspace, &Workspace::ready, this, &InventoryImport::launch);
    connect(&workspace, &Workspace::failed, this, [this](const Error &error) {
        if (m_next && !m_watcher.isRunning()) {
            m_next.reset();
            m_isRunning = false;
            Q_EMIT failed(error);
        }
    });
}

InventoryImport::~InventoryImport()
{
    m_stop.request_stop();
    m_watcher.disconnect(this);
    m_watcher.waitForFinished();
}

void InventoryImport::read(const std::string &path, const finding::InventoryCsvOptions &options)
{
    m_next = Wish{path, options};
    m_isRunning = true;
    m_stop.request_stop();
    if (m_workspace.isReady())
        launch();
    else
        m_workspace.prepare();
}

void InventoryImport::launch()
{
    if (!m_next || m_watcher.isRunning())
        return;
    m_stop = {};
    Wish wish = *std::exchange(m_next, std::nullopt);
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool,
                          [wish = std::move(wish), stop = m_stop.get_token(),
                           hide = m_workspace.engine().textMasker(m_workspace.context())] {
                              return std::make_shared<const Result<finding::Inventory>>(
                                  readFile(wish.path, wish.options, hide, stop));
                          }));
}

void InventoryImport::finish()
{
    if (m_next) {
        launch();
        return;
    }
    m_isRunning = false;
    const auto result = m_watcher.result();
    if (*result)
        Q_EMIT done(**result);
    else
        Q_EMIT failed(result->error());
}

} // namespace rekey::ui
