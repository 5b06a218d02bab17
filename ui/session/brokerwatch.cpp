// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/brokerwatch.h"

#include "core/base/text.h"
#include "core/seal/broker/auditfollower.h"

#include <QDateTime>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPauseMs = 400;
constexpr std::size_t kPieceRecords = 2000;

QString textOf(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string()
        ? QString::fromStdString(escapeControl(found->get_ref<const std::string &>()))
        : QString();
}

qint64 numberOf(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<qint64>() : 0;
}

BrokerRequest requestOf(const nlohmann::json &record)
{
    BrokerRequest request;
    request.at
        = QDateTime::fromString(textOf(record, "time"), Qt::ISODateWithMs).toMSecsSinceEpoch();
    request.method = textOf(record, "method");
    request.host = textOf(record, "host");
    request.path = textOf(record, "path");
    request.reason = textOf(record, "reason");
    request.status = static_cast<int>(numberOf(record, "status"));
    request.micros = numberOf(record, "micros");
    const auto echo = record.find("echo");
    request.hasEcho = echo != record.end() && echo->is_boolean() && echo->get<bool>();
    if (const auto uses = record.find("secrets"); uses != record.end() && uses->is_array()) {
        for (const nlohmann::json &use : *uses) {
            if (use.is_object())
                request.uses.push_back({textOf(use, "consumer"), textOf(use, "seal")});
        }
    }
    return request;
}

} // namespace

struct BrokerWatch::Piece
{
    std::vector<BrokerRequest> requests;
    bool hasMore = false;
    QString trouble;
};

bool BrokerRequest::isPassed() const
{
    return reason == "forwarded"_L1;
}

QString BrokerRequest::consumers() const
{
    QStringList names;
    for (const BrokerUse &use : uses) {
        if (!use.consumer.isEmpty() && !names.contains(use.consumer))
            names.append(use.consumer);
    }
    return names.join(u", "_s);
}

BrokerWatch::BrokerWatch(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    m_later.setInterval(kPauseMs);
    connect(&m_later, &QTimer::timeout, this, &BrokerWatch::readOn);
}

BrokerWatch::~BrokerWatch() = default;

void BrokerWatch::follow(const QString &file)
{
    if (file == m_file)
        return;
    m_file = file;
    ++m_generation;
    m_isReading = false; // what a job of the log before brings is dropped
    m_isAtEnd = false;
    m_trouble.clear();
    m_follower = std::make_shared<broker::AuditFollower>(file.toStdString());
    Q_EMIT restarted();
    Q_EMIT stateChanged();
    readOn();
}

void BrokerWatch::readOn()
{
    if (m_isReading || !m_follower)
        return;
    m_isReading = true;
    m_pool.start([this, follower = m_follower, generation = m_generation] {
        Piece piece;
        const auto more = follower->read(kPieceRecords,
                                         [&piece](std::string_view, const nlohmann::json &record) {
                                             piece.requests.push_back(requestOf(record));
                                         });
        piece.hasMore = more.value_or(false);
        if (!more)
            piece.trouble = QString::fromStdString(escapeControl(more.error().text()));
        else if (!follower->chain().problem().empty())
            piece.trouble = QString::fromStdString(escapeControl(follower->chain().problem()));
        else if (follower->gaps() > 0)
            piece.trouble = tr("Records are missing here: their file went before it was read. Let "
                               "the broker keep more files ([audit] keep).");
        QMetaObject::invokeMethod(
            this,
            [this, generation, piece = std::move(piece)]() mutable {
                take(generation, std::move(piece));
            },
            Qt::QueuedConnection);
    });
}

void BrokerWatch::take(std::uint64_t generation, Piece piece)
{
    if (generation != m_generation)
        return;
    m_isReading = false;
    if (!piece.requests.empty())
        Q_EMIT came(piece.requests);
    const bool isAtEnd = !piece.hasMore;
    if (isAtEnd != m_isAtEnd || piece.trouble != m_trouble) {
        m_isAtEnd = isAtEnd;
        m_trouble = std::move(piece.trouble);
        Q_EMIT stateChanged();
    }
    if (piece.hasMore)
        readOn();
    else
        m_later.start();
}

} // namespace rekey::ui
