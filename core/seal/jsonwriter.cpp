// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonwriter.h"

#include "core/base/text.h"
#include "core/seal/base64.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace rekey::seal {

namespace {

enum class Values : std::uint8_t
{
    Plain,
    Redacted,
    Absent,
};

/// Takes the text: counts it first, then writes it into a buffer of just that size, so that no
/// value is ever copied by a growing buffer.
class JsonSink
{
public:
    explicit JsonSink(Values values)
        : m_values(values)
    {
    }

    void writeInto(std::span<std::byte> out)
    {
        m_out = out;
        m_size = 0;
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] Values values() const { return m_values; }

    void put(char character)
    {
        if (m_size < m_out.size())
            m_out[m_size] = static_cast<std::byte>(character);
        ++m_size;
    }
    void raw(std::string_view text)
    {
        for (const char character : text)
            put(character);
    }
    void quoted(std::string_view text);
    void quotedBase64(std::span<const std::byte> bytes);

private:
    void escaped(std::string_view character);

    std::span<std::byte> m_out;
    std::size_t m_size = 0;
    Values m_values;
};

void JsonSink::escaped(std::string_view character)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(character.front());
    const std::size_t plain = std::string_view("\b\f\n\r\t\"\\").find(character.front());
    if (plain != std::string_view::npos) {
        put('\\');
        put("bfnrt\"\\"[plain]);
    } else if (code < 0x20 || code == '<' || code == '>' || code == '&') {
        raw("\\u00");
        put(digits[code >> 4]);
        put(digits[code & 15U]);
    } else if (character == "\u2028" || character == "\u2029") {
        raw(character == "\u2028" ? "\\u2028" : "\\u2029");
    } else {
        raw(character);
    }
}

void JsonSink::quoted(std::string_view text)
{
    put('"');
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0)
            raw("\\ufffd");
        else
            escaped(text.substr(0, length));
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    put('"');
}

void JsonSink::quotedBase64(std::span<const std::byte> bytes)
{
    put('"');
    std::array<char, 4> group{};
    while (!bytes.empty()) {
        const std::size_t length = std::min<std::size_t>(3, bytes.size());
        encodeBase64(bytes.first(length), group);
        raw({group.data(), group.size()});
        bytes = bytes.subspan(length);
    }
    secret::wipe(std::as_writable_bytes(std::span(group)));
    put('"');
}

/// The members of one object.
class ObjectWriter
{
public:
    explicit ObjectWriter(JsonSink &sink)
        : m_sink(sink)
    {
        m_sink.put('{');
    }
    ~ObjectWriter() { m_sink.put('}'); }
    ObjectWriter(const ObjectWriter &) = delete;
    ObjectWriter &operator=(const ObjectWriter &) = delete;

    JsonSink &name(std::string_view name)
    {
        if (!m_isFirst)
            m_sink.put(',');
        m_isFirst = false;
        m_sink.quoted(name);
        m_sink.put(':');
        return m_sink;
    }
    void text(std::string_view key, std::string_view value) { name(key).quoted(value); }
    void textIfAny(std::string_view key, std::string_view value)
    {
        if (!value.empty())
            text(key, value);
    }
    void numberIfAny(std::string_view key, std::uint64_t value)
    {
        if (value != 0)
            name(key).raw(std::to_string(value));
    }
    void value(std::string_view key, const secret::SecretBytes &bytes)
    {
        if (!stands(key))
            name(key).quoted(bytes.view());
    }
    void base64Value(std::string_view key, const secret::SecretBytes &bytes)
    {
        if (!stands(key))
            name(key).quotedBase64(bytes.bytes());
    }
    void list(std::string_view key, const std::vector<std::string> &values)
    {
        name(key).put('[');
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_sink.put(',');
            m_sink.quoted(values[i]);
        }
        m_sink.put(']');
    }
    void listIfAny(std::string_view key, const std::optional<std::vector<std::string>> &values)
    {
        if (values && !values->empty())
            list(key, *values);
    }
    void listOrNull(std::string_view key, const std::optional<std::vector<std::string>> &values)
    {
        if (values)
            list(key, *values);
        else
            name(key).raw("null");
    }

private:
    /// Writes what stands for a value; false when the value itself is to be written.
    bool stands(std::string_view key)
    {
        if (m_sink.values() == Values::Plain)
            return false;
        text(key, m_sink.values() == Values::Redacted ? "REDACTED" : "");
        return true;
    }

    JsonSink &m_sink;
    bool m_isFirst = true;
};

void writeProcessor(JsonSink &sink, ObjectWriter &object, const Processor &processor);

struct ProcessorWriter
{
    JsonSink &sink;

    void operator()(const Inject &inject) const
    {
        ObjectWriter object(sink);
        object.value("token", inject.token);
        pinned(object, inject.format, inject.destination);
    }
    void operator()(const InjectHmac &inject) const
    {
        ObjectWriter object(sink);
        object.base64Value("key", inject.key);
        object.text("hash", inject.hash);
        pinned(object, inject.format, inject.destination);
    }
    void operator()(const InjectBody &inject) const
    {
        ObjectWriter object(sink);
        object.value("token", inject.token);
        object.textIfAny("placeholder", inject.placeholder);
    }
    void operator()(const OAuth2 &oauth) const
    {
        ObjectWriter object(sink);
        pair(object, oauth.token);
    }
    void operator()(const OAuth2Body &oauth) const
    {
        ObjectWriter object(sink);
        pair(object, oauth.token);
        object.textIfAny("placeholder", oauth.placeholder);
    }
    void operator()(const SigV4 &sigv4) const
    {
        ObjectWriter object(sink);
        object.text("access_key", sigv4.accessKey);
        object.value("secret_key", sigv4.secretKey);
        object.name("no_swap").raw(sigv4.noSwap ? "true" : "false");
    }
    void operator()(const Jwt &jwt) const
    {
        ObjectWriter object(sink);
        object.base64Value("private_key", jwt.privateKey);
        object.text("email", jwt.email);
        object.text("sub", jwt.subject);
        object.text("scopes", jwt.scopes);
        object.text("token_url", jwt.tokenUrl);
    }
    void operator()(const ClientCredentials &client) const
    {
        ObjectWriter object(sink);
        object.text("client_id", client.clientId);
        object.value("client_secret", client.clientSecret);
        object.text("token_url", client.tokenUrl);
        object.textIfAny("scopes", client.scopes);
    }
    void operator()(const GithubApp &app) const
    {
        ObjectWriter object(sink);
        object.base64Value("private_key", app.privateKey);
        object.text("app_id", app.appId);
        object.text("installation_id", app.installationId);
        object.text("token_url", app.tokenUrl);
    }
    void operator()(const Multi &multi) const
    {
        sink.put('[');
        for (std::size_t i = 0; i < multi.members.size(); ++i) {
            if (i > 0)
                sink.put(',');
            ObjectWriter object(sink);
            writeProcessor(sink, object, multi.members[i]);
        }
        sink.put(']');
    }
    static void pinned(ObjectWriter &object, const Pinned &format, const Pinned &destination)
    {
        object.textIfAny("fmt", format.value);
        object.listIfAny("allowed_fmt", format.allowed);
        object.textIfAny("dst", destination.value);
        object.listIfAny("allowed_dst", destination.allowed);
    }
    void pair(ObjectWriter &object, const std::optional<TokenPair> &token) const
    {
        object.name("token");
        if (!token) {
            sink.raw("null");
            return;
        }
        ObjectWriter inner(sink);
        inner.value("access_token", token->access);
        if (!token->refresh.isEmpty())
            inner.value("refresh_token", token->refresh);
    }
};

void writeProcessor(JsonSink &sink, ObjectWriter &object, const Processor &processor)
{
    object.name(std::string(processorName(kindOf(processor))) + "_processor");
    std::visit(ProcessorWriter{sink}, processor.kind);
}

struct AuthorizerWriter
{
    JsonSink &sink;

    void operator()(const BearerAuth &bearer) const
    {
        ObjectWriter object(sink);
        if (sink.values() == Values::Redacted)
            object.text("digest", "REDACTED");
        else
            object.name("digest").quotedBase64(bearer.digest);
    }
    void operator()(const MacaroonAuth &macaroon) const
    {
        ObjectWriter(sink).base64Value("key", macaroon.key);
    }
    void operator()(const FlyioMacaroonAuth &fly) const
    {
        ObjectWriter object(sink);
        object.name("access");
        ObjectWriter access(sink);
        access.textIfAny("action", fly.action);
        access.numberIfAny("orgid", fly.orgId);
        access.numberIfAny("appid", fly.appId);
        access.textIfAny("app_feature", fly.appFeature);
        access.textIfAny("feature", fly.feature);
        access.textIfAny("volume", fly.volume);
        access.textIfAny("machine", fly.machine);
        access.textIfAny("machine_feature", fly.machineFeature);
        access.textIfAny("mutation", fly.mutation);
        access.textIfAny("sourceMachine", fly.sourceMachine);
        access.textIfAny("cluster", fly.cluster);
        access.listIfAny("command", fly.command);
        access.textIfAny("storage_object", fly.storageObject);
    }
    void operator()(const FlySrcAuth &fly) const
    {
        ObjectWriter object(sink);
        object.listOrNull("allowed_orgs", fly.orgs);
        object.listOrNull("allowed_apps", fly.apps);
        object.listOrNull("allowed_instances", fly.instances);
    }
    void operator()(const NoAuth & /*none*/) const { ObjectWriter(sink).textIfAny({}, {}); }
};

void writeSecret(JsonSink &sink, const ProxySecret &secret)
{
    ObjectWriter object(sink);
    writeProcessor(sink, object, secret.processor);
    const AuthorizerKind kind = kindOf(secret.authorizer);
    object.name(kind == AuthorizerKind::None ? std::string("no_auth")
                                             : std::string(authorizerName(kind)) + "_auth");
    std::visit(AuthorizerWriter{sink}, secret.authorizer);
    std::optional<std::vector<std::string>> hosts = secret.destinations.hosts;
    if (hosts)
        std::ranges::sort(*hosts);
    object.listIfAny("allowed_hosts", hosts);
    object.textIfAny("allowed_host_pattern", secret.destinations.pattern);
}

/// Without values an ordinary string does.
std::string written(const ProxySecret &secret, Values values)
{
    JsonSink sink(values);
    writeSecret(sink, secret);
    std::string text(sink.size(), '\0');
    sink.writeInto(std::as_writable_bytes(std::span(text)));
    writeSecret(sink, secret);
    return text;
}

} // namespace

secret::SecretBytes canonicalJson(const ProxySecret &secret)
{
    JsonSink sink(Values::Plain);
    writeSecret(sink, secret);
    secret::SecretBytes json(sink.size());
    sink.writeInto(json.bytes());
    writeSecret(sink, secret);
    return json;
}

std::string redactedJson(const ProxySecret &secret)
{
    return written(secret, Values::Redacted);
}

std::string templateJson(const ProxySecret &secret)
{
    return written(secret, Values::Absent);
}

std::string indentedJson(std::string_view json)
{
    std::string out;
    std::size_t level = 0;
    bool isQuoted = false;
    const auto breakLine = [&] { out += '\n' + std::string(2 * level, ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char character = json[i];
        const bool isOpening = character == '{' || character == '[';
        const bool isClosing = character == '}' || character == ']';
        if (isQuoted) {
            out += character;
            if (character == '\\' && i + 1 < json.size())
                out += json[++i];
            isQuoted = character != '"';
        } else if (isOpening && i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']')) {
            out += character;
            out += json[++i];
        } else if (isOpening) {
            out += character;
            ++level;
            breakLine();
        } else if (isClosing) {
            level -= std::min<std::size_t>(level, 1);
            breakLine();
            out += character;
        } else {
            out += character;
            isQuoted = character == '"';
            if (character == ',')
                breakLine();
            else if (character == ':')
                out += ' ';
        }
    }
    return out;
}

} // namespace rekey::seal
