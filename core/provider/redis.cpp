// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasesocket.h"
#include "core/provider/requesttext.h"

#include <charconv>
#include <initializer_list>
#include <memory>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

/// One answer in RESP2. Source: Redis docs, "Redis serialization protocol specification".
struct Reply
{
    bool isError = false;
    std::string text; ///< of a string, an error or a number
    std::vector<Reply> items; ///< of an array

    [[nodiscard]] bool says(std::string_view word) const { return text.starts_with(word); }
};

/// Reads one reply from the start of what came; how much of it, or nothing before it is whole.
class ReplyReader
{
public:
    explicit ReplyReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] std::optional<Reply> read(int depth = 0)
    {
        const std::size_t end = m_bytes.find("\r\n", m_at);
        if (end == std::string_view::npos || end == m_at)
            return std::nullopt;
        const char kind = m_bytes[m_at];
        const std::string_view line = m_bytes.substr(m_at + 1, end - m_at - 1);
        m_at = end + 2;
        if (kind == '$')
            return readBulk(line);
        if (kind == '*')
            return readArray(line, depth);
        m_isBroken = m_isBroken || (kind != '+' && kind != '-' && kind != ':');
        return Reply{kind == '-', std::string(line), {}};
    }

    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    static constexpr int kDepth = 8;
    static constexpr std::size_t kMostItems = 10'000;
    static constexpr std::size_t kMostBytes = 1024 * 1024; ///< as DatabaseSocket takes

    /// Nothing for the null of RESP2, -1; broken when it is no number or more than `most`.
    std::optional<std::size_t> numberOf(std::string_view line, std::size_t most)
    {
        if (line == "-1")
            return std::nullopt;
        std::size_t number = 0;
        const char *end = line.data() + line.size();
        const auto read = std::from_chars(line.data(), end, number);
        m_isBroken = m_isBroken || read.ec != std::errc() || read.ptr != end || number > most;
        return m_isBroken ? std::nullopt : std::optional(number);
    }

    std::optional<Reply> readBulk(std::string_view line)
    {
        const std::optional<std::size_t> size = numberOf(line, kMostBytes);
        if (!size)
            return Reply{};
        if (m_bytes.size() - m_at < *size + 2)
            return std::nullopt;
        Reply reply;
        reply.text = m_bytes.substr(m_at, *size);
        m_isBroken = m_isBroken || m_bytes.substr(m_at + *size, 2) != "\r\n";
        m_at += *size + 2;
        return reply;
    }

    std::optional<Reply> readArray(std::string_view line, int depth)
    {
        const std::size_t count = numberOf(line, kMostItems).value_or(0);
        Reply reply;
        m_isBroken = m_isBroken || depth >= kDepth;
        for (std::size_t i = 0; !m_isBroken && i < count; ++i) {
            std::optional<Reply> item = read(depth + 1);
            if (!item)
                return std::nullopt;
            reply.items.push_back(std::move(*item));
        }
        return reply;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_isBroken = false;
};

/// A connection that takes one command at a time.
class RedisLine
{
public:
    RedisLine(std::int64_t timeoutMs, std::stop_token stop)
        : m_socket(timeoutMs, std::move(stop))
    {
    }

    [[nodiscard]] Result<void> open(const DatabaseDial &dial) { return m_socket.open(dial); }
    void restartClock() { m_socket.restartClock(); }

    Result<Reply> ask(std::initializer_list<std::string_view> words)
    {
        SecretBytes command
            = SecretBytes::copyOf(std::string_view("*" + std::to_string(words.size()) + "\r\n"));
        for (const std::string_view word : words)
            command = joined({std::as_const(command).view(), "$", std::to_string(word.size()),
                              "\r\n", word, "\r\n"});
        m_socket.write(std::as_const(command).view());
        return answer();
    }

private:
    Result<Reply> answer()
    {
        QByteArray bytes;
        while (true) {
            ReplyReader reader({bytes.constData(), static_cast<std::size_t>(bytes.size())});
            std::optional<Reply> reply = reader.read();
            if (reader.isBroken())
                return fail(ErrorKind::Malformed, "The server's answer is none of Redis.");
            if (reply)
                return std::move(*reply);
            if (Result<void> more = m_socket.readMore(bytes); !more)
                return std::unexpected(more.error());
        }
    }

    DatabaseSocket m_socket;
};

/// "#" and the SHA-256, as ACL SETUSER takes and gives it: the password itself is not sent.
std::string hashOf(const SecretBytes &password)
{
    return "#" + sha256Hex(password.view());
}

class RedisSession final : public DatabaseSession
{
public:
    RedisSession(std::unique_ptr<RedisLine> line, std::string user)
        : m_line(std::move(line))
        , m_user(std::move(user))
    {
    }

    Result<DatabaseAccess> access() override
    {
        DatabaseAccess access;
        access.identity = m_user;
        m_line->restartClock();
        const Result<Reply> server = m_line->ask({"INFO", "server"});
        if (!server)
            return std::unexpected(server.error());
        if (const std::size_t at = server->text.find("redis_version:"); at != std::string::npos)
            access.server
                = "Redis " + server->text.substr(at + 14, server->text.find('\r', at) - at - 14);
        const Result<Reply> user = m_line->ask({"ACL", "GETUSER", m_user});
        if (!user)
            return std::unexpected(user.error());
        if (user->isError)
            access.unseen.emplace_back("Its rights: it may not read its own ACL.");
        else
            addRights(*user, access);
        access.unseen.emplace_back("When it was last used is not told.");
        return access;
    }

    Result<std::vector<DatabaseKey>> keys(const std::string &account) override
    {
        return done({"ACL", "GETUSER", account}).transform([](const Reply &user) {
            std::vector<DatabaseKey> list;
            for (const Reply &hash : member(user, "passwords").items)
                list.push_back({"#" + hash.text, true});
            return list;
        });
    }

    /// A user may have several passwords; this is one more.
    Result<std::string> addKey(const std::string &account, const std::string &,
                               const SecretBytes &password) override
    {
        std::string hash = hashOf(password);
        // A server that cannot keep it would forget the successor, and know the old password
        // again, when it starts anew: nothing is begun there.
        return persist().and_then([&] { return set(account, hash); }).transform([&hash] {
            return hash;
        });
    }

    Result<void> setActive(const std::string &account, const std::string &id,
                           bool isActive) override
    {
        return isActive ? set(account, id) : removeKey(account, id);
    }

    Result<void> removeKey(const std::string &account, const std::string &id) override
    {
        return keys(account).and_then([&](const std::vector<DatabaseKey> &known) {
            // Redis calls it an error to take away what is not there.
            return std::ranges::contains(known, id, &DatabaseKey::id)
                ? set(account, "!" + id.substr(1))
                : Result<void>();
        });
    }

    Result<void> changePassword(const std::string &account, const SecretBytes &password) override
    {
        return persist().and_then(
            [&] { return setAll({"ACL", "SETUSER", account, "resetpass", hashOf(password)}); });
    }

    Result<void> endSessions(const std::string &account) override
    {
        return done({"CLIENT", "KILL", "USER", account, "SKIPME", "yes"})
            .transform([](const Reply &) { });
    }

private:
    /// Of an array of names and values.
    static Reply member(const Reply &map, std::string_view name)
    {
        for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
            if (map.items[i].text == name)
                return map.items[i + 1];
        }
        return {};
    }

    static void addRights(const Reply &user, DatabaseAccess &access)
    {
        const std::string commands = member(user, "commands").text;
        const bool mayAll = commands.contains("+@all");
        const bool mayRule = mayAll || commands.contains("+acl") || commands.contains("+@admin");
        const bool onlyReads
            = !mayRule && !commands.contains("+@write") && commands.contains("+@read");
        access.rights.push_back({commands,
                                 mayAll          ? Reach::Rules
                                     : mayRule   ? Reach::GainsMore
                                     : onlyReads ? Reach::Reads
                                                 : Reach::Changes});
        if (const std::string keys = member(user, "keys").text; !keys.empty())
            access.resources.push_back("keys " + keys);
        if (const std::string channels = member(user, "channels").text; !channels.empty())
            access.resources.push_back("channels " + channels);
    }

    Result<void> set(const std::string &account, std::string_view rule)
    {
        return setAll({"ACL", "SETUSER", account, rule});
    }

    Result<void> setAll(std::initializer_list<std::string_view> words)
    {
        return done(words).and_then([this](const Reply &) { return persist(); });
    }

    /// ACL SETUSER changes what is in memory only. The users stand in the ACL file where the server
    /// has one, else in its configuration file. Source: Redis docs, ACL, "External ACLs".
    Result<void> persist()
    {
        m_line->restartClock();
        const Result<Reply> saved = m_line->ask({"ACL", "SAVE"});
        if (!saved)
            return std::unexpected(saved.error());
        if (!saved->isError)
            return {};
        if (saved->text.contains("not configured to use an ACL file")) {
            const Result<Reply> rewritten = m_line->ask({"CONFIG", "REWRITE"});
            if (!rewritten)
                return std::unexpected(rewritten.error());
            if (!rewritten->isError)
                return {};
        }
        return fail(
            ErrorKind::Unsupported,
            "The server would forget the change when it starts anew: neither ACL SAVE nor "
            "CONFIG REWRITE works there. Give it an aclfile or a configuration file that it "
            "may write, and the administrator the right to both commands; or change the "
            "password where the server gets its users from.",
            "ACL SAVE");
    }

    Result<Reply> done(std::initializer_list<std::string_view> words)
    {
        m_line->restartClock();
        return m_line->ask(words).and_then([](const Reply &reply) -> Result<Reply> {
            const std::string code = reply.text.substr(0, reply.text.find(' '));
            if (reply.isError && code == "NOPERM")
                return fail(ErrorKind::Denied, "The user may not do this.", code);
            if (reply.isError)
                return fail(ErrorKind::Denied, "The server refused the command.", code);
            return reply;
        });
    }

    std::unique_ptr<RedisLine> m_line;
    std::string m_user;
};

/// Source: Redis docs, AUTH and ACL; tried with Redis 7 and 8.
LoginAnswer refused(const Reply &reply)
{
    LoginAnswer answer;
    answer.code = reply.text.substr(0, reply.text.find(' '));
    if (answer.code == "WRONGPASS") {
        answer.says = Says::Dead;
        answer.isCertain = false;
        answer.reason
            = "Redis refuses this password; it refuses a right one in the same words when "
              "the user is switched off.";
    } else if (reply.text.contains("without any password configured")) {
        answer.reason = "The server lets everybody in without a password.";
    } else {
        answer.reason = "The server refused the login without saying that the password is wrong.";
    }
    return answer;
}

} // namespace

Result<DatabaseLogin> logInToRedis(const DatabaseDial &dial, const SecretBytes &password)
{
    auto line = std::make_unique<RedisLine>(dial.settings.timeoutMs, dial.stop);
    const auto broken = [](const Error &error) -> Result<DatabaseLogin> {
        if (error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Unsupported)
            return std::unexpected(error);
        return DatabaseLogin{unclear(error.detail), nullptr};
    };
    if (const Result<void> opened = line->open(dial); !opened)
        return broken(opened.error());
    const std::string user = dial.target.user.empty() ? "default" : dial.target.user;
    const Result<Reply> reply = line->ask({"AUTH", user, password.view()});
    if (!reply)
        return broken(reply.error());
    if (reply->isError || !reply->says("OK"))
        return DatabaseLogin{refused(*reply), nullptr};
    // A connection whose AUTH was refused goes on as default, so who it is has to be asked.
    const Result<Reply> who = line->ask({"ACL", "WHOAMI"});
    if (!who)
        return broken(who.error());
    LoginAnswer answer;
    answer.says = Says::Live;
    if (!who->isError && who->text != user)
        return DatabaseLogin{unclear("The server let it in as another user."), nullptr};
    return DatabaseLogin{answer, std::make_unique<RedisSession>(std::move(line), user)};
}

} // namespace rekey::provider
