// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonreader.h"

#include "core/seal/jsoncursor.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace rekey::seal {

namespace {

using List = std::optional<std::vector<std::string>>;

/// Lower case, as the proxy's decoder folds names: the Kelvin sign and the long s are letters too.
std::string folded(std::string_view name)
{
    std::string out;
    for (; !name.empty(); name.remove_prefix(1)) {
        if (name.starts_with("\u212a")) {
            out += 'k';
            name.remove_prefix(2);
        } else if (name.starts_with("\u017f")) {
            out += 's';
            name.remove_prefix(1);
        } else {
            const char first = name.front();
            out += first >= 'A' && first <= 'Z' ? static_cast<char>(first - 'A' + 'a') : first;
        }
    }
    return out;
}

/// Members of one object that is being read: takes a value when the name is this one.
class Members
{
public:
    Members(JsonCursor &cursor, const std::string &name)
        : m_cursor(cursor)
        , m_name(folded(name))
    {
    }

    /// `null` leaves a text as it was.
    Members &text(std::string_view name, auto &value)
    {
        return take(name, [&] { return m_cursor.takeNull() || m_cursor.text(value); });
    }
    Members &bytes(std::string_view name, secret::SecretBytes &value)
    {
        return take(name, [&] {
            if (!m_cursor.takeNull())
                return m_cursor.bytes(value);
            value.clear();
            return true;
        });
    }
    Members &flag(std::string_view name, bool &value)
    {
        return take(name, [&] { return m_cursor.takeNull() || m_cursor.flag(value); });
    }
    Members &number(std::string_view name, std::uint64_t &value)
    {
        return take(name, [&] { return m_cursor.takeNull() || m_cursor.number(value); });
    }
    Members &list(std::string_view name, List &values)
    {
        return take(name, [&] {
            values.reset();
            return m_cursor.takeNull() || readList(values.emplace());
        });
    }
    Members &pinned(std::string_view name, Pinned &value)
    {
        text(name, value.value);
        return list("allowed_" + std::string(name), value.allowed);
    }
    /// `null` makes it absent again.
    template <typename T, typename Read>
    Members &part(std::string_view name, std::optional<T> &value, Read read)
    {
        return take(name, [&] {
            if (m_cursor.takeNull()) {
                value.reset();
                return true;
            }
            if (!value)
                value.emplace();
            return read(*value);
        });
    }
    [[nodiscard]] bool done() { return m_isTaken ? m_isGood : m_cursor.skip(); }

private:
    template <typename Read> Members &take(std::string_view name, Read read)
    {
        if (m_isTaken || m_name != name)
            return *this;
        m_isTaken = true;
        m_isGood = read();
        return *this;
    }
    bool readList(std::vector<std::string> &values)
    {
        return m_cursor.array([&] {
            std::string &value = values.emplace_back();
            return m_cursor.takeNull() || m_cursor.text(value);
        });
    }

    JsonCursor &m_cursor;
    std::string m_name;
    bool m_isTaken = false;
    bool m_isGood = true;
};

bool readPair(JsonCursor &cursor, TokenPair &pair)
{
    return cursor.object([&](const std::string &name) {
        return Members(cursor, name)
            .text("access_token", pair.access)
            .text("refresh_token", pair.refresh)
            .done();
    });
}

struct KindReader
{
    JsonCursor &cursor;

    bool operator()(Inject &inject) const
    {
        return each([&](Members &members) {
            members.text("token", inject.token)
                .pinned("fmt", inject.format)
                .pinned("dst", inject.destination);
        });
    }
    bool operator()(InjectHmac &inject) const
    {
        return each([&](Members &members) {
            members.bytes("key", inject.key)
                .text("hash", inject.hash)
                .pinned("fmt", inject.format)
                .pinned("dst", inject.destination);
        });
    }
    bool operator()(InjectBody &inject) const
    {
        return each([&](Members &members) {
            members.text("token", inject.token).text("placeholder", inject.placeholder);
        });
    }
    bool operator()(OAuth2 &oauth) const
    {
        return each([&](Members &members) { pair(members, oauth.token); });
    }
    bool operator()(OAuth2Body &oauth) const
    {
        return each([&](Members &members) {
            pair(members, oauth.token);
            members.text("placeholder", oauth.placeholder);
        });
    }
    bool operator()(SigV4 &sigv4) const
    {
        return each([&](Members &members) {
            members.text("access_key", sigv4.accessKey)
                .text("secret_key", sigv4.secretKey)
                .flag("no_swap", sigv4.noSwap);
        });
    }
    bool operator()(Jwt &jwt) const
    {
        return each([&](Members &members) {
            members.bytes("private_key", jwt.privateKey)
                .text("email", jwt.email)
                .text("sub", jwt.subject)
                .text("scopes", jwt.scopes)
                .text("token_url", jwt.tokenUrl);
        });
    }
    bool operator()(ClientCredentials &client) const
    {
        return each([&](Members &members) {
            members.text("client_id", client.clientId)
                .text("client_secret", client.clientSecret)
                .text("token_url", client.tokenUrl)
                .text("scopes", client.scopes);
        });
    }
    bool operator()(GithubApp &app) const
    {
        return each([&](Members &members) {
            members.bytes("private_key", app.privateKey)
                .text("app_id", app.appId)
                .text("installation_id", app.installationId)
                .text("token_url", app.tokenUrl);
        });
    }
    bool operator()(Multi &multi) const;

private:
    template <typename Take> bool each(Take take) const
    {
        return cursor.object([&](const std::string &name) {
            Members members(cursor, name);
            take(members);
            return members.done();
        });
    }
    void pair(Members &members, std::optional<TokenPair> &token) const
    {
        members.part("token", token, [&](TokenPair &read) { return readPair(cursor, read); });
    }
};

/// The processors of one object: those that are there and not null.
class ProcessorSlots
{
public:
    void read(JsonCursor &cursor, Members &members)
    {
        for (std::size_t i = 0; i < kProcessorKinds; ++i) {
            m_isBegun[i] = m_isBegun[i] && m_slots[i].has_value();
            const auto kind = static_cast<ProcessorKind>(i);
            members.part(std::string(processorName(kind)) + "_processor", m_slots[i],
                         [&](Processor &processor) {
                             if (!m_isBegun[i])
                                 processor = blank(kind);
                             m_isBegun[i] = true;
                             return std::visit(KindReader{cursor}, processor.kind);
                         });
        }
    }
    /// Nothing unless there is exactly one.
    [[nodiscard]] std::optional<Processor> only()
    {
        if (std::ranges::count_if(m_slots, [](const auto &slot) { return slot.has_value(); }) != 1)
            return std::nullopt;
        return std::move(
            *std::ranges::find_if(m_slots, [](const auto &slot) { return slot.has_value(); }));
    }

private:
    /// Without the defaults that makeProcessor gives a new one.
    static Processor blank(ProcessorKind kind)
    {
        Processor made = makeProcessor(kind);
        if (auto *oauth = std::get_if<OAuth2>(&made.kind))
            oauth->token.reset();
        if (auto *oauth = std::get_if<OAuth2Body>(&made.kind))
            oauth->token.reset();
        if (auto *hmac = std::get_if<InjectHmac>(&made.kind))
            hmac->hash.clear();
        if (auto *sigv4 = std::get_if<SigV4>(&made.kind))
            sigv4->noSwap = false;
        return made;
    }

    std::array<std::optional<Processor>, kProcessorKinds> m_slots;
    std::array<bool, kProcessorKinds> m_isBegun{}; ///< a repeated member goes on where it was
};

bool KindReader::operator()(Multi &multi) const
{
    multi.members.clear();
    return cursor.array([&] {
        ProcessorSlots found;
        const bool isRead = cursor.takeNull() || cursor.object([&](const std::string &name) {
            Members members(cursor, name);
            found.read(cursor, members);
            return members.done();
        });
        if (!isRead)
            return false;
        auto member = found.only();
        if (!member)
            return cursor.refuse("bad processor config");
        multi.members.push_back(std::move(*member));
        return true;
    });
}

/// The authorizers of a secret.
struct AuthorizerSlots
{
    std::optional<secret::SecretBytes> digest;
    std::optional<MacaroonAuth> macaroon;
    std::optional<FlyioMacaroonAuth> flyio;
    std::optional<FlySrcAuth> flySrc;
    std::optional<NoAuth> none;

    void read(JsonCursor &cursor, Members &members)
    {
        const auto each = [&cursor](auto take) {
            return cursor.object([&](const std::string &name) {
                Members inner(cursor, name);
                take(inner);
                return inner.done();
            });
        };
        members.part("bearer_auth", digest, [&](secret::SecretBytes &bytes) {
            return each([&](Members &inner) { inner.bytes("digest", bytes); });
        });
        members.part("macaroon_auth", macaroon, [&](MacaroonAuth &auth) {
            return each([&](Members &inner) { inner.bytes("key", auth.key); });
        });
        members.part("flyio_macaroon_auth", flyio, [&](FlyioMacaroonAuth &auth) {
            return each([&](Members &inner) { readAccess(cursor, inner, auth); });
        });
        members.part("fly_src_auth", flySrc, [&](FlySrcAuth &auth) {
            return each([&](Members &inner) {
                inner.list("allowed_orgs", auth.orgs)
                    .list("allowed_apps", auth.apps)
                    .list("allowed_instances", auth.instances);
            });
        });
        members.part("no_auth", none, [&](NoAuth &) { return each([](Members &) { }); });
    }

    [[nodiscard]] std::optional<Authorizer> only()
    {
        std::vector<Authorizer> found;
        if (digest)
            found.emplace_back(BearerAuth{{digest->bytes().begin(), digest->bytes().end()}});
        if (macaroon)
            found.emplace_back(std::move(*macaroon));
        if (flyio)
            found.emplace_back(std::move(*flyio));
        if (flySrc)
            found.emplace_back(std::move(*flySrc));
        if (none)
            found.emplace_back(NoAuth{});
        if (found.size() != 1)
            return std::nullopt;
        return std::move(found.front());
    }

private:
    static void readAccess(JsonCursor &cursor, Members &members, FlyioMacaroonAuth &auth)
    {
        std::optional<FlyioMacaroonAuth> access(std::move(auth));
        members.part("access", access, [&](FlyioMacaroonAuth &fly) {
            return cursor.object([&](const std::string &name) {
                List command;
                const bool isRead = Members(cursor, name)
                                        .text("action", fly.action)
                                        .number("orgid", fly.orgId)
                                        .number("appid", fly.appId)
                                        .text("app_feature", fly.appFeature)
                                        .text("feature", fly.feature)
                                        .text("volume", fly.volume)
                                        .text("machine", fly.machine)
                                        .text("machine_feature", fly.machineFeature)
                                        .text("mutation", fly.mutation)
                                        .text("sourcemachine", fly.sourceMachine)
                                        .text("cluster", fly.cluster)
                                        .list("command", command)
                                        .text("storage_object", fly.storageObject)
                                        .done();
                if (command)
                    fly.command = std::move(*command);
                return isRead;
            });
        });
        auth = access ? std::move(*access) : FlyioMacaroonAuth();
    }
};

Result<ProxySecret> bad(std::string_view problem)
{
    return fail(ErrorKind::Malformed, "bad secret json: " + std::string(problem));
}

} // namespace

Result<secret::SecretBytes> unescapedJson(const secret::SecretBytes &text)
{
    secret::SecretBytes quoted(text.size() + 2);
    quoted.bytes().front() = quoted.bytes().back() = std::byte{'"'};
    std::ranges::copy(text.bytes(), quoted.bytes().subspan(1).begin());
    JsonCursor cursor(quoted.view());
    secret::SecretBytes value;
    if (!cursor.text(value) || !cursor.end())
        return fail(ErrorKind::Malformed, "the value does not stand as text of a JSON file does");
    return value;
}

Result<ProxySecret> readSecretJson(std::string_view json)
{
    if (json.size() > kMaxSecretJsonBytes)
        return fail(ErrorKind::TooBig, "a sealed secret's JSON may have 256 KiB at most");
    JsonCursor cursor(json);
    ProcessorSlots processors;
    AuthorizerSlots authorizers;
    ProxySecret read;
    const bool isRead = cursor.takeNull() || cursor.object([&](const std::string &name) {
        Members members(cursor, name);
        processors.read(cursor, members);
        authorizers.read(cursor, members);
        return members.list("allowed_hosts", read.destinations.hosts)
            .text("allowed_host_pattern", read.destinations.pattern)
            .done();
    });
    if (!isRead || !cursor.end())
        return bad(cursor.problem());
    auto processor = processors.only();
    if (!processor)
        return bad("bad processor config");
    auto authorizer = authorizers.only();
    if (!authorizer)
        return bad("bad auth config");
    if (!read.destinations.pattern.empty() && !RE2(read.destinations.pattern, RE2::Quiet).ok())
        return bad("error parsing regexp");
    read.processor = std::move(*processor);
    read.authorizer = std::move(*authorizer);
    return read;
}

} // namespace rekey::seal
