// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingsview.h"

#include <QPointer>
#include <QtConcurrentRun>

#include <algorithm>
#include <span>
#include <utility>

namespace rekey::ui {

namespace {

std::vector<finding::IndexRow> ascending(std::span<const finding::IndexRow> rows, std::size_t size)
{
    std::vector<bool> isAmong(size);
    for (const finding::IndexRow row : rows)
        isAmong[row] = true;
    std::vector<finding::IndexRow> sorted;
    sorted.reserve(rows.size());
    for (finding::IndexRow row = 0; row < size; ++row) {
        if (isAmong[row])
            sorted.push_back(row);
    }
    return sorted;
}

} // namespace

struct FindingsView::Bench
{
    ViewRequest request;
    finding::RowFilter filter{{}, 0};
    finding::RowOrder order;
    std::vector<finding::RowFilter> quick;

    ViewAnswer answer(const finding::FindingIndex &index, Pass &pass,
                      const std::atomic<std::uint64_t> &wanted)
    {
        const auto isStale = [&] { return wanted.load() != pass.generation; };
        ViewAnswer answer;
        // Counted in the index's own order: leaping through a million sorted rows takes five times
        // as long.
        answer.rows = pass.isCountOnly ? ascending(pass.rows, index.size()) : filter.rows(index);
        if (isStale())
            return answer;
        answer.facets = finding::countFacets(index, answer.rows, request.topFacets);
        if (!pass.isCountOnly) {
            if (isStale())
                return answer;
            order.sort(index, answer.rows, request.key, request.isDescending);
            if (isStale())
                return answer;
            answer.groups
                = finding::RowGroups::arrange(index, answer.rows, request.grouping, request.now);
        }
        for (finding::RowFilter &one : quick) {
            if (isStale())
                return answer;
            answer.quickCounts.push_back(one.count(index));
        }
        return answer;
    }
};

FindingsView::FindingsView(QObject *parent)
    : QObject(parent)
    , m_index(std::make_shared<const finding::FindingIndex>())
    , m_bench(std::make_shared<Bench>())
    , m_wanted(std::make_shared<std::atomic<std::uint64_t>>(0))
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcher<ViewAnswer>::finished, this, &FindingsView::finish);
}

FindingsView::~FindingsView()
{
    *m_wanted = 0;
    m_watcher.disconnect(this);
    m_watcher.waitForFinished();
}

void FindingsView::setIndex(std::shared_ptr<const finding::FindingIndex> index)
{
    *m_wanted = ++m_generation;
    m_watcher.setFuture({});
    m_isBusy = false;
    ViewRequest request = m_next ? *std::exchange(m_next, std::nullopt) : m_bench->request;
    m_index = std::move(index);
    m_bench = std::make_shared<Bench>();
    bind(std::move(request));
}

void FindingsView::bind(ViewRequest request)
{
    m_bench->filter = finding::RowFilter(request.filter, request.now);
    m_bench->quick.clear();
    for (const finding::FilterNode &node : request.quickFilters)
        m_bench->quick.emplace_back(node, request.now);
    m_bench->request = std::move(request);
}

void FindingsView::ask(ViewRequest request)
{
    if (m_isBusy) {
        m_next = std::move(request);
        *m_wanted = 0;
        return;
    }
    bind(std::move(request));
    run({++m_generation, false, {}});
}

void FindingsView::askCounts(std::vector<finding::IndexRow> rows)
{
    if (!m_isBusy)
        run({++m_generation, true, std::move(rows)});
}

void FindingsView::run(Pass pass)
{
    *m_wanted = pass.generation;
    if (isSmall()) {
        const bool isCountOnly = pass.isCountOnly;
        const ViewAnswer answer = m_bench->answer(*m_index, pass, *m_wanted);
        pass.isCountOnly = isCountOnly;
        deliver(pass, answer);
        return;
    }
    m_isBusy = true;
    m_pass.generation = pass.generation;
    m_pass.isCountOnly = pass.isCountOnly;
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool,
        [bench = m_bench, index = m_index, wanted = m_wanted, work = std::move(pass)]() mutable {
            return bench->answer(*index, work, *wanted);
        }));
}

void FindingsView::finish()
{
    if (!m_isBusy || m_watcher.isRunning())
        return; // told of a pass that setIndex() dropped
    m_isBusy = false;
    if (m_next) {
        ask(*std::exchange(m_next, std::nullopt));
    } else if (*m_wanted == m_pass.generation) {
        deliver(m_pass, m_watcher.result());
    }
    if (!isBusy())
        Q_EMIT idle();
}

void FindingsView::read(std::function<void(const finding::FindingIndex &)> work, QObject *context,
                        std::function<void()> done)
{
    if (isSmall()) {
        work(*m_index);
        done();
        return;
    }
    ++m_reads;
    auto *watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcher<void>::finished, this,
            [this, watcher, guard = QPointer<QObject>(context), done = std::move(done)] {
                watcher->deleteLater();
                --m_reads;
                if (guard)
                    done();
                if (!isBusy())
                    Q_EMIT idle();
            });
    watcher->setFuture(
        QtConcurrent::run(&m_pool, [index = m_index, work = std::move(work)] { work(*index); }));
}

void FindingsView::deliver(const Pass &pass, const ViewAnswer &answer)
{
    if (pass.isCountOnly)
        Q_EMIT counted(answer);
    else
        Q_EMIT answered(answer);
}

std::vector<finding::IndexRow>
FindingsView::matching(const std::vector<finding::IndexRow> &rows) const
{
    Q_ASSERT(!m_isBusy);
    return m_bench->filter.among(*m_index, rows);
}

} // namespace rekey::ui
