// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/savedfilters.h"

#include "core/base/text.h"
#include "core/finding/filter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kFormat = 1;

std::unexpected<Error> problem(ErrorKind kind, const QString &text)
{
    return fail(kind, text.toStdString());
}

bool isUsable(const QString &filter)
{
    return !filter.trimmed().isEmpty() && finding::parseFilter(filter.toStdString()).isUsable();
}

} // namespace

SavedFilters::SavedFilters(QObject *parent)
    : QObject(parent)
    , m_filters{
          {tr("Needs me now"), tr("Live, and nobody has decided yet"),
           u"verdict:live decision:new"_s, true},
          {tr("Live in HEAD"), tr("Live, and still in the newest version"),
           u"verdict:live in:head"_s, true},
          {tr("Live with admin scope"), tr("Live, and may do everything"),
           u"verdict:live scope:admin"_s, true},
          {tr("Old and alive"), tr("Live, and leaked more than a year ago"),
           u"verdict:live age:>1y"_s, true},
          {tr("Unknown: try again"), tr("Asked, without a clear answer"), u"verdict:unknown"_s,
           true},
          {tr("Reopened"), tr("Closed once, and back"), u"decision:reopened"_s, true},
          {tr("Accepted, ends soon"), tr("Accepted risks whose time ends within 30 days"),
           u"decision:accepted until:soon"_s, true},
          {tr("In HEAD"), tr("Still in the newest version"), u"in:head"_s, true},
          {tr("Noise"), tr("Low confidence: often not a secret"), u"confidence:low"_s, true},
      }
{
}

Result<void> SavedFilters::check(const QString &name, const QString &filter) const
{
    if (name.isEmpty() || name.size() > kMaxNameLength
        || escapeControl(name.toStdString()) != name.toStdString())
        return problem(ErrorKind::Invalid,
                       tr("Give the filter a name of 1 to %1 letters.").arg(kMaxNameLength));
    if (std::ranges::contains(m_filters, name, &SavedFilter::name))
        return problem(ErrorKind::Invalid, tr("There is a filter “%1” already.").arg(name));
    if (!isUsable(filter))
        return problem(ErrorKind::Invalid, tr("“%1” is no filter that can be used.").arg(name));
    if (m_filters.size() >= kMaxFilters)
        return problem(ErrorKind::Invalid, tr("Remove a saved filter first; there are too many."));
    return {};
}

Result<void> SavedFilters::add(const QString &name, const QString &filter)
{
    const QString trimmed = name.trimmed();
    if (const auto fits = check(trimmed, filter); !fits)
        return fits;
    m_filters.push_back({trimmed, {}, filter.trimmed(), false});
    Q_EMIT changed();
    return {};
}

Result<void> SavedFilters::rename(std::size_t at, const QString &name)
{
    const QString trimmed = name.trimmed();
    if (at >= m_filters.size() || m_filters[at].isShipped || m_filters[at].name == trimmed)
        return {};
    if (const auto fits = check(trimmed, m_filters[at].filter); !fits)
        return fits;
    m_filters[at].name = trimmed;
    Q_EMIT changed();
    return {};
}

void SavedFilters::remove(std::size_t at)
{
    if (at >= m_filters.size() || m_filters[at].isShipped)
        return;
    m_filters.erase(m_filters.begin() + static_cast<std::ptrdiff_t>(at));
    Q_EMIT changed();
}

void SavedFilters::move(std::size_t at, int by)
{
    const std::size_t to = by < 0 ? at - 1 : at + 1;
    if (at >= m_filters.size() || to >= m_filters.size() || m_filters[at].isShipped
        || m_filters[to].isShipped)
        return;
    std::swap(m_filters[at], m_filters[to]);
    Q_EMIT changed();
}

QByteArray SavedFilters::toFile() const
{
    QJsonArray filters;
    for (const SavedFilter &filter : m_filters) {
        if (!filter.isShipped)
            filters.append(QJsonObject{{u"name"_s, filter.name}, {u"filter"_s, filter.filter}});
    }
    return QJsonDocument(QJsonObject{{u"rekeyFilters"_s, kFormat}, {u"filters"_s, filters}})
        .toJson();
}

Result<int> SavedFilters::import(const QByteArray &file, const SecretRecogniser &recogniser)
{
    if (file.size() > kMaxFileBytes)
        return problem(ErrorKind::Malformed, tr("The file is too large to be one of filters."));
    const QJsonObject root = QJsonDocument::fromJson(file).object();
    if (root.value("rekeyFilters"_L1).toInt() != kFormat || !root.value("filters"_L1).isArray())
        return problem(ErrorKind::Malformed, tr("This is no file of filters of this version."));
    const std::vector<SavedFilter> before = m_filters;
    int added = 0;
    for (const QJsonValue &value : root.value("filters"_L1).toArray()) {
        const QString name = value[u"name"_s].toString().trimmed();
        const QString filter = value[u"filter"_s].toString().trimmed();
        const bool isKnown = std::ranges::any_of(m_filters, [&](const SavedFilter &known) {
            return known.name == name && known.filter == filter;
        });
        if (isKnown)
            continue;
        const QStringList words = filter.split(u' ', Qt::SkipEmptyParts);
        const bool hasSecret
            = recogniser && std::ranges::any_of(words, [&](const QString &word) {
                  return recogniser(word.sliced(word.indexOf(u':') + 1).toUtf8()).has_value();
              });
        auto fits = check(name, filter);
        if (hasSecret)
            fits = problem(ErrorKind::Invalid,
                           tr("“%1” holds a secret; nothing was taken.").arg(name));
        if (!fits) {
            m_filters = before;
            return std::unexpected(fits.error());
        }
        m_filters.push_back({name, {}, filter, false});
        ++added;
    }
    if (added > 0)
        Q_EMIT changed();
    return added;
}

} // namespace rekey::ui
