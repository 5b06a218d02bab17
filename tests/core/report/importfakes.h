// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/import.h"
#include "tests/support/madeup.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace rekey::test {

/// What a report came to.
struct Imported
{
    std::vector<report::ImportedFinding> rows;
    Result<report::ImportSummary> summary;

    [[nodiscard]] const report::ImportedFinding &row(std::size_t i = 0) const { return rows.at(i); }
    [[nodiscard]] finding::Place place(std::size_t i = 0) const
    {
        const auto &places = row(i).finding.places;
        return places.empty() ? finding::Place() : places.front();
    }
};

/// Imports texts with a key and a vault of its own.
class Importer
{
public:
    report::ImportOptions options;

    Importer()
    {
        options.identity
            = std::make_shared<const secret::IdentityKey>(secret::IdentityKey::random());
        options.vault = std::make_shared<const secret::Vault>();
        options.date = 1'700'000'000;
    }

    /// In pieces of `piece` bytes, 0 for all at once.
    Imported read(const QByteArray &text, qsizetype piece = 0) const
    {
        Imported imported;
        report::ReportReader reader(options, [&](std::vector<report::ImportedFinding> batch) {
            std::ranges::move(batch, std::back_inserter(imported.rows));
            return true;
        });
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype size = piece == 0 ? text.size() : std::min(piece, text.size() - at);
            const auto fed = reader.feed({text.constData() + at, static_cast<std::size_t>(size)});
            if (!fed) {
                imported.summary = std::unexpected(fed.error());
                return imported;
            }
            at += size;
        }
        imported.summary = reader.finish();
        return imported;
    }

    QByteArray valueOf(const report::ImportedFinding &row) const
    {
        const auto opened = options.vault->open(row.finding.value);
        return opened ? QByteArray(opened->view().data(), static_cast<qsizetype>(opened->size()))
                      : QByteArray();
    }
};

/// A value that a rule knows and nobody has.
inline QString fakeToken(std::uint32_t seed)
{
    return QString::fromStdString(MadeUp(seed).githubToken());
}

inline QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Indented);
}

/// A row as gitleaks writes it.
inline QJsonObject gitleaksRow(const QString &value, const QString &file = QStringLiteral("a.py"),
                               int line = 3)
{
    return {{QStringLiteral("Description"), QStringLiteral("GitHub Personal Access Token")},
            {QStringLiteral("StartLine"), line},
            {QStringLiteral("StartColumn"), 10},
            {QStringLiteral("Match"), QStringLiteral("TOKEN=") + value},
            {QStringLiteral("Secret"), value},
            {QStringLiteral("File"), file},
            {QStringLiteral("Commit"), QStringLiteral("eade4872fe94513a6b8eda51d8a6efdbd1de1070")},
            {QStringLiteral("Author"), QStringLiteral("Ada Example")},
            {QStringLiteral("Email"), QStringLiteral("ada@example.org")},
            {QStringLiteral("Date"), QStringLiteral("2023-04-02T10:20:30Z")},
            {QStringLiteral("RuleID"), QStringLiteral("github-pat")},
            {QStringLiteral("Fingerprint"), file + QStringLiteral(":github-pat:3")}};
}

} // namespace rekey::test
