// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/inbox.h"

#include "core/store/codec.h"
#include "core/store/findings.h"
#include "core/store/keys.h"
#include "core/store/keyslot.h"
#include "core/store/packing.h"

#include <algorithm>

namespace rekey::store {

namespace {

using finding::Finding;
using finding::KeepOutcome;
using finding::SourceRecord;
using secret::SecretBytes;

constexpr std::size_t kChunk = 1000;

/// Writes the rows of one result: each holds a key of its own, sealed to the store, and a text
/// sealed under that key.
class InboxWriter
{
public:
    explicit InboxWriter(Store::State &state)
        : m_database(*state.database)
        , m_sealer(Sealer::randomKey(), 0)
        , m_sealedKey(sealBox(m_sealer.dataKey().view(), state.publicKey))
    {
    }

    Result<void> begin()
    {
        auto query = m_database.prepare("SELECT coalesce(max(number), 0) FROM inbox");
        if (!query)
            return std::unexpected(query.error());
        if (auto read = query->one(); !read)
            return read;
        m_last = query->count(0);
        query->finish();
        return {};
    }

    Result<void> write(std::string_view text)
    {
        Packer row;
        row.text(m_sealedKey);
        row.text(viewOf(m_sealer.seal(text, rowName('b', m_written++))));
        auto query = m_database.prepare("INSERT INTO inbox (number, body) VALUES (?, ?)");
        if (!query)
            return std::unexpected(query.error());
        return query->bind(++m_last).bind(bytesOf(row.bytes())).run();
    }

    [[nodiscard]] const Sealer &sealer() const { return m_sealer; }

private:
    Database &m_database;
    Sealer m_sealer;
    std::string m_sealedKey;
    std::uint64_t m_last = 0;
    std::uint64_t m_written = 0;
};

std::string headerOf(const Store::State &state, std::span<const std::uint32_t> sources,
                     std::size_t chunks, bool isComplete)
{
    Packer header;
    header.number(chunks);
    header.flag(isComplete);
    header.number(sources.size());
    for (const std::uint32_t source : sources) {
        header.number(source);
        Packer record;
        if (source >= kFirstLockedSource)
            packSource(state.lockedSources[source - kFirstLockedSource], record);
        header.text(record.bytes());
    }
    return std::string(header.bytes());
}

Result<std::string> chunkOf(std::span<const Finding> findings, const secret::Vault &vault,
                            const Sealer &sealer, std::uint64_t first)
{
    Words words;
    Packer rows;
    SecretsText secrets;
    rows.number(findings.size());
    for (const Finding &finding : findings) {
        Packer row;
        packFinding(finding, words, row);
        rows.number(finding.number);
        rows.text(row.bytes());
        const auto text = secrets.pack(finding, vault);
        if (!text)
            return std::unexpected(text.error());
        rows.text(text->empty() ? std::string_view()
                                : viewOf(sealer.seal(*text, rowName('s', first))));
        ++first;
    }
    Packer chunk;
    chunk.number(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        chunk.text(*words.at(i));
    chunk.raw(rows.bytes());
    return std::string(chunk.bytes());
}

/// One result on its way back.
struct Parcel
{
    bool isComplete = false;
    std::size_t chunks = 0;
    std::vector<std::uint32_t> sources;
    std::vector<SourceRecord> records; ///< beside each source; number 0: kept already
    std::vector<Finding> findings;
};

Result<void> readHeader(std::string_view text, Parcel &parcel)
{
    Unpacker header(text);
    parcel.chunks = header.number();
    parcel.isComplete = header.flag();
    for (std::size_t left = header.count(); left > 0; --left) {
        const auto source = static_cast<std::uint32_t>(header.number());
        const std::string_view packed = header.text();
        parcel.sources.push_back(source);
        parcel.records.emplace_back();
        if (packed.empty())
            continue;
        auto record = unpackSource(packed, source);
        if (!record)
            return std::unexpected(record.error());
        parcel.records.back() = std::move(*record);
    }
    if (!header.isDone())
        return fail(ErrorKind::Malformed, "a scan result in the store's inbox is damaged");
    return {};
}

Result<void> readSecrets(const SecretBytes &text, const secret::Vault &vault, Finding &finding)
{
    const auto value = SecretsText::part(text, {});
    if (!value)
        return std::unexpected(value.error());
    finding.value = vault.seal(value->view());
    for (finding::Companion &companion : finding.companions) {
        if (const auto part = SecretsText::part(text, companion.name))
            companion.value = vault.seal(part->view());
    }
    return {};
}

Result<void> readChunk(std::string_view text, const Sealer &sealer, const secret::Vault &vault,
                       Parcel &parcel)
{
    Unpacker chunk(text);
    Words words;
    for (std::size_t left = chunk.count(); left > 0; --left)
        static_cast<void>(words.numberOf(chunk.text()));
    for (std::size_t left = chunk.count(); left > 0; --left) {
        Finding finding;
        finding.number = static_cast<std::uint32_t>(chunk.number());
        if (auto read = unpackFinding(chunk.text(), words, finding); !read)
            return read;
        const QByteArray sealed = bytesOf(chunk.text());
        if (!sealed.isEmpty()) {
            const auto secrets = sealer.openSecret(sealed, rowName('s', parcel.findings.size()));
            if (!secrets)
                return std::unexpected(secrets.error());
            if (auto read = readSecrets(*secrets, vault, finding); !read)
                return read;
        }
        parcel.findings.push_back(std::move(finding));
    }
    if (!chunk.isDone())
        return fail(ErrorKind::Malformed, "a scan result in the store's inbox is damaged");
    return {};
}

/// Reads one result from the front of `rows`; how many rows it took.
Result<std::size_t> readParcel(const Store::State &state, std::span<const QByteArray> rows,
                               const secret::Vault &vault, Parcel &parcel)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Unpacker row(viewOf(rows[i]));
        auto key = openBox(row.text(), state.publicKey, state.boxSecret);
        if (!key)
            return std::unexpected(key.error());
        const Sealer sealer(std::move(*key), 0);
        std::string text;
        auto read = sealer.open(bytesOf(row.text()), rowName('b', i), text);
        if (read)
            read = i == 0 ? readHeader(text, parcel) : readChunk(text, sealer, vault, parcel);
        if (!read)
            return std::unexpected(read.error());
        if (i == parcel.chunks)
            return i + 1;
    }
    return fail(ErrorKind::Malformed, "a scan result in the store's inbox is cut off");
}

Result<void> keepParcel(WriteScope &scope, Parcel &parcel, const secret::Vault &vault)
{
    for (std::size_t i = 0; i < parcel.sources.size(); ++i) {
        if (parcel.records[i].number == 0)
            continue;
        const auto number = keepSource(scope, parcel.records[i]);
        if (!number)
            return std::unexpected(number.error());
        parcel.sources[i] = *number;
    }
    return keepFindings(scope, parcel.findings, parcel.sources, vault, parcel.isComplete)
        .transform([](const KeepOutcome &) { });
}

} // namespace

Result<std::uint32_t> keepSourceLocked(Store::State &state, const SourceRecord &source)
{
    for (std::size_t i = 0; i < state.lockedSources.size(); ++i) {
        if (state.lockedSources[i].isSameAs(source)) {
            state.lockedSources[i] = source;
            return kFirstLockedSource + static_cast<std::uint32_t>(i);
        }
    }
    state.lockedSources.push_back(source);
    return kFirstLockedSource + static_cast<std::uint32_t>(state.lockedSources.size() - 1);
}

Result<KeepOutcome> keepLocked(Store::State &state, std::span<const Finding> findings,
                               std::span<const std::uint32_t> sources, const secret::Vault &vault,
                               bool isComplete)
{
    if (state.database->isReadOnly())
        return fail(ErrorKind::Denied, "the store is read-only; nothing was kept");
    if (std::ranges::any_of(sources, [&](std::uint32_t source) {
            return source >= kFirstLockedSource
                && source - kFirstLockedSource >= state.lockedSources.size();
        }))
        return fail(ErrorKind::Invalid, "a source of the scan is not in the store");
    auto transaction = Transaction::begin(*state.database, Transaction::Mode::Write);
    if (!transaction)
        return std::unexpected(transaction.error());
    // Waits for other writers, in PostgreSQL too. One of them may have renewed the public key.
    if (auto locked = state.database->run("UPDATE head SET revision = revision + 1"); !locked)
        return std::unexpected(locked.error());
    if (auto read = readPublicPart(state); !read)
        return std::unexpected(read.error());
    InboxWriter writer(state);
    const std::size_t chunks = (findings.size() + kChunk - 1) / kChunk;
    Result<void> done = writer.begin();
    if (done)
        done = writer.write(headerOf(state, sources, chunks, isComplete));
    KeepOutcome outcome;
    for (std::size_t at = 0; done && at < findings.size(); at += kChunk) {
        const auto part = findings.subspan(at, std::min(kChunk, findings.size() - at));
        const auto chunk = chunkOf(part, vault, writer.sealer(), at);
        done = chunk ? writer.write(*chunk) : std::unexpected(chunk.error());
        for (const Finding &finding : part)
            outcome.numbers.push_back(finding.number);
    }
    if (done && state.database->dialect() == Dialect::Postgres)
        done = state.database->run("NOTIFY rekey");
    if (done)
        done = transaction->commit();
    return done.transform([&] { return std::move(outcome); });
}

Result<void> takeInbox(WriteScope &scope)
{
    auto query = scope.database().prepare("SELECT number, body FROM inbox ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<std::uint64_t> numbers;
    std::vector<QByteArray> rows;
    auto read = query->each([&](const Statement &row) {
        numbers.push_back(row.count(0));
        rows.push_back(row.bytes(1));
        return true;
    });
    if (!read)
        return read;
    for (std::size_t at = 0; at < rows.size();) {
        const secret::Vault vault;
        Parcel parcel;
        const auto count = readParcel(scope.state(), std::span(rows).subspan(at), vault, parcel);
        if (!count) { // whoever may write to the database can put rubbish here; it must not lock us
                      // out
            ++at;
            continue;
        }
        if (auto kept = keepParcel(scope, parcel, vault); !kept)
            return kept;
        auto remove = scope.database().prepare("DELETE FROM inbox WHERE number BETWEEN ? AND ?");
        if (!remove)
            return std::unexpected(remove.error());
        if (auto done = remove->bind(numbers[at]).bind(numbers[at + *count - 1]).run(); !done)
            return done;
        at += *count;
    }
    return {};
}

Result<std::uint64_t> inboxSize(Database &database)
{
    auto query = database.prepare("SELECT count(*) FROM inbox");
    if (!query)
        return std::unexpected(query.error());
    if (auto read = query->one(); !read)
        return std::unexpected(read.error());
    const std::uint64_t count = query->count(0);
    query->finish();
    return count;
}

} // namespace rekey::store
