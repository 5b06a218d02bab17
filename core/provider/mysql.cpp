// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databaseopen.h"
#include "core/provider/requesttext.h"

#include <QFile>

#include <mysql.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

template <auto Free> struct Freed
{
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Connection = std::unique_ptr<MYSQL, Freed<mysql_close>>;
using Rows = std::unique_ptr<MYSQL_RES, Freed<mysql_free_result>>;

/// Those that do not show the password to the server, whatever it asks for.
constexpr const char *kPlugins
    = "mysql_native_password,caching_sha2_password,client_ed25519,parsec";

/// Source of the codes: MariaDB docs, error codes; MySQL 8.4 server error reference.
LoginAnswer refused(unsigned int code)
{
    LoginAnswer answer;
    answer.code = std::to_string(code);
    switch (code) {
    case 1045:
    case 1698:
        answer.says = Says::Dead;
        answer.isCertain = false;
        answer.reason
            = "The server refuses this password; it refuses a right one in the same words "
              "when the account is for other machines only.";
        return answer;
    case 1044:
    case 1049:
        answer.says = Says::Limited;
        answer.reason = "The password is right; the account may not open this database.";
        return answer;
    case 3118:
    case 4151:
        answer.says = Says::Disabled;
        answer.reason = "The password is right; the account is locked.";
        return answer;
    case 1820:
    case 1862:
        answer.says = Says::Disabled;
        answer.reason = "The password is right, and has expired.";
        return answer;
    case 1129:
    case 1130:
        answer.reason = "The server lets nobody in from this machine's address.";
        return answer;
    case 1040:
    case 1203:
        answer.reason = "The server has too many connections.";
        return answer;
    case 2026:
        answer.reason = "The server's certificate or TLS is not acceptable.";
        return answer;
    case 2059:
        answer.reason = "The server wants the password in a way that would show it.";
        return answer;
    default:
        answer.reason = code >= 2000 && code < 3000
            ? "The connection failed (code " + answer.code + ")."
            : "The server refused the login (code " + answer.code + ").";
        return answer;
    }
}

/// Lets the library's call go on whenever its socket is ready; `status` is what its start gave.
template <typename Continue, typename Look>
Result<void> finish(MYSQL *connection, int status, const Patience &patience, const Continue &go,
                    const Look &look)
{
    while (status != 0) {
        if (Result<void> ready
            = patience.forSocket(mysql_get_socket(connection), (status & MYSQL_WAIT_READ) != 0,
                                 (status & MYSQL_WAIT_WRITE) != 0);
            !ready)
            return ready;
        if (Result<void> may = look(); !may)
            return may;
        status = go(status & (MYSQL_WAIT_READ | MYSQL_WAIT_WRITE));
    }
    return {};
}

std::string nameOf(std::string_view account)
{
    return std::string(account.substr(0, account.rfind('@')));
}

std::string hostOf(std::string_view account)
{
    const std::size_t at = account.rfind('@');
    return at == std::string_view::npos ? "%" : std::string(account.substr(at + 1));
}

/// Of a line of SHOW GRANTS, without what follows the account: MariaDB writes the password's hash
/// there.
std::string rightOf(std::string_view grant)
{
    const std::size_t begin = grant.starts_with("GRANT ") ? 6 : 0;
    const std::size_t to = grant.rfind(" TO ");
    std::string right(grant.substr(begin, to == std::string_view::npos ? to : to - begin));
    if (grant.contains(" WITH GRANT OPTION"))
        right += " WITH GRANT OPTION";
    return right;
}

Reach reachOf(std::string_view right)
{
    const bool isEverywhere = right.contains(" ON *.*");
    if (isEverywhere && (right.starts_with("ALL PRIVILEGES") || right.contains("SUPER")))
        return Reach::Rules;
    if (right.contains("GRANT OPTION") || right.contains("CREATE USER"))
        return Reach::GainsMore;
    const std::string_view names = right.substr(0, right.find(" ON "));
    const bool onlyReads = names == "USAGE" || names == "SELECT" || names == "SELECT, SHOW VIEW";
    return onlyReads ? Reach::Reads : Reach::Changes;
}

class MySqlSession final : public DatabaseSession
{
public:
    MySqlSession(Connection connection, std::int64_t timeoutMs, std::stop_token stop)
        : m_connection(std::move(connection))
        , m_timeoutMs(timeoutMs)
        , m_stop(std::move(stop))
    {
    }

    Result<DatabaseAccess> access() override
    {
        DatabaseAccess access;
        return column("SELECT CURRENT_USER() UNION ALL SELECT VERSION()")
            .and_then([&](const std::vector<std::string> &both) {
                access.identity = both.at(0);
                access.server
                    = (both.at(1).contains("MariaDB") ? "MariaDB " : "MySQL ") + both.at(1);
                return column("SHOW GRANTS FOR CURRENT_USER()");
            })
            .and_then([&](const std::vector<std::string> &grants) {
                for (const std::string &grant : grants) {
                    const std::string right = rightOf(grant);
                    access.rights.push_back({right, reachOf(right)});
                }
                return column("SHOW DATABASES");
            })
            .transform([&](std::vector<std::string> databases) {
                constexpr std::size_t kMost = 100;
                databases.resize(std::min(databases.size(), kMost));
                access.resources = std::move(databases);
                access.unseen.emplace_back(
                    "When the account was last used is in the server's log, if it keeps one.");
                return std::move(access);
            });
    }

    Result<std::vector<DatabaseKey>> keys(const std::string &account) override
    {
        // MariaDB and MySQL keep the lock in different tables; both show it in CREATE USER.
        return column("SELECT user FROM mysql.user WHERE host = " + quoted(hostOf(account))
                      + " ORDER BY 1")
            .and_then([&](const std::vector<std::string> &users) {
                std::vector<std::string> own;
                for (const std::string &user : users) {
                    if (user == nameOf(account) || madeFor(user, users) == nameOf(account))
                        own.push_back(user + "@" + hostOf(account));
                }
                return withLocks(own);
            });
    }

    Result<std::string> addKey(const std::string &account, const std::string &name,
                               const SecretBytes &password) override
    {
        std::string made
            = std::string(kMade) + nameOf(account) + "_" + name + "@" + hostOf(account);
        return column("SHOW GRANTS FOR " + written(account))
            .and_then([&](const std::vector<std::string> &grants) {
                return run(joined({"CREATE USER ", written(made), " IDENTIFIED BY ",
                                   quotedSecret(password).view()}))
                    .transform([&grants] { return grants; });
            })
            .and_then([&](const std::vector<std::string> &grants) {
                const Result<void> given = copyGrants(grants, made);
                if (!given) // an account without rights would only be in the way
                    static_cast<void>(removeKey(account, made));
                return given;
            })
            .transform([&made] { return made; });
    }

    Result<void> setActive(const std::string &, const std::string &id, bool isActive) override
    {
        return run("ALTER USER " + written(id) + (isActive ? " ACCOUNT UNLOCK" : " ACCOUNT LOCK"));
    }

    /// An account goes only when nothing runs with its rights: views, routines, triggers and events
    /// whose definer it is would fail. It stays then, as the account itself does, locked and with a
    /// password that nobody was given.
    Result<void> removeKey(const std::string &account, const std::string &id) override
    {
        return isDefiner(id).and_then([&](bool isNeeded) {
            return isNeeded || id == account ? retire(id)
                                             : run("DROP USER IF EXISTS " + written(id));
        });
    }

    Result<void> changePassword(const std::string &account, const SecretBytes &password) override
    {
        const SecretBytes text = quotedSecret(password);
        return column("SELECT CURRENT_USER()").and_then([&](const std::vector<std::string> &who) {
            if (who.at(0) != account)
                return run(
                    joined({"ALTER USER ", written(account), " IDENTIFIED BY ", text.view()}));
            // What anybody may do to their own is said in another way by each of the two.
            const std::string_view server = mysql_get_server_info(m_connection.get());
            return server.contains("MariaDB")
                ? run(joined({"SET PASSWORD = PASSWORD(", text.view(), ")"}))
                : run(joined({"ALTER USER USER() IDENTIFIED BY ", text.view()}));
        });
    }

    Result<void> endSessions(const std::string &account) override
    {
        return column("SELECT id FROM information_schema.processlist WHERE user = "
                      + quoted(nameOf(account)) + " AND id <> CONNECTION_ID()")
            .and_then([this](const std::vector<std::string> &ids) -> Result<void> {
                for (const std::string &id : ids) {
                    constexpr unsigned int kGoneAlready = 1094;
                    if (Result<void> ended = run("KILL " + id);
                        !ended && ended.error().where != std::to_string(kGoneAlready))
                        return ended;
                }
                return {};
            });
    }

private:
    static constexpr std::string_view kMade = "rekey_"; ///< how accounts begin that addKey makes

    /// Whose successor an account is: of those whose name can be read out of its own the one with
    /// the longest, for rekey_shop_admin_1 is no key of shop where there is a shop_admin. Empty:
    /// nobody's.
    static std::string madeFor(const std::string &made, const std::vector<std::string> &users)
    {
        std::string longest;
        for (const std::string &user : users) {
            if (user.size() > longest.size() && made.starts_with(std::string(kMade) + user + "_"))
                longest = user;
        }
        return longest;
    }

    Result<bool> isDefiner(const std::string &id)
    {
        const std::string is = " WHERE definer = " + quoted(nameOf(id) + "@" + hostOf(id));
        return column("SELECT COUNT(*) FROM (SELECT 1 FROM information_schema.views" + is
                      + " UNION ALL SELECT 1 FROM information_schema.routines" + is
                      + " UNION ALL SELECT 1 FROM information_schema.triggers" + is
                      + " UNION ALL SELECT 1 FROM information_schema.events" + is + ") AS uses")
            .transform([](const std::vector<std::string> &count) { return count.at(0) != "0"; });
    }

    Result<void> retire(const std::string &id)
    {
        SecretBytes unknown(32);
        constexpr std::string_view kLetters
            = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (std::byte &byte : unknown.bytes())
            byte = static_cast<std::byte>(
                kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))]);
        return run(joined({"ALTER USER IF EXISTS ", written(id), " IDENTIFIED BY ",
                           quotedSecret(unknown).view(), " ACCOUNT LOCK"}));
    }

    Result<std::vector<DatabaseKey>> withLocks(const std::vector<std::string> &names)
    {
        std::vector<DatabaseKey> list;
        for (const std::string &name : names) {
            const auto shown = column("SHOW CREATE USER " + written(name));
            if (!shown)
                return std::unexpected(shown.error());
            const bool isLocked = !shown->empty() && shown->front().contains("ACCOUNT LOCK");
            list.push_back({name, !isLocked});
        }
        return list;
    }

    /// Says each grant again for another account.
    Result<void> copyGrants(const std::vector<std::string> &grants, const std::string &to)
    {
        for (const std::string &grant : grants) {
            const std::string right = rightOf(grant);
            if (right.starts_with("USAGE ON"))
                continue; // every account has it
            constexpr std::string_view kDefault = "SET DEFAULT ROLE ";
            if (grant.starts_with(kDefault)) { // MariaDB lists it among the grants
                const std::string role = grant.substr(0, grant.rfind(" FOR "));
                if (Result<void> given = run(role + " FOR " + written(to)); !given)
                    return given;
                continue;
            }
            const std::string_view option = " WITH GRANT OPTION";
            const bool mayGrant = right.ends_with(option);
            const std::string bare = right.substr(0, right.size() - (mayGrant ? option.size() : 0));
            if (Result<void> given = run("GRANT " + bare + " TO " + written(to)
                                         + (mayGrant ? std::string(option) : std::string()));
                !given)
                return given;
        }
        return {};
    }

    std::string quoted(std::string_view text)
    {
        return std::string(quotedSecret(SecretBytes::copyOf(text)).view());
    }

    SecretBytes quotedSecret(const SecretBytes &text)
    {
        SecretBytes room(text.size() * 2 + 1);
        const unsigned long size = mysql_real_escape_string(
            m_connection.get(), reinterpret_cast<char *>(room.bytes().data()), text.view().data(),
            text.size());
        return joined({"'", std::as_const(room).view().substr(0, size), "'"});
    }

    /// 'name'@'host'
    std::string written(const std::string &account)
    {
        return quoted(nameOf(account)) + "@" + quoted(hostOf(account));
    }

    Result<void> run(const std::string &statement)
    {
        return run(SecretBytes::copyOf(std::string_view(statement)));
    }

    Result<void> run(const SecretBytes &statement)
    {
        return run(statement, Patience(m_timeoutMs, m_stop));
    }

    Result<void> run(const SecretBytes &statement, const Patience &patience)
    {
        int failed = 0;
        const auto size = statement.size();
        const int status
            = mysql_real_query_start(&failed, m_connection.get(), statement.view().data(), size);
        Result<void> done = finish(
            m_connection.get(), status, patience,
            [&](int ready) { return mysql_real_query_cont(&failed, m_connection.get(), ready); },
            [] { return Result<void>(); });
        if (!done)
            return done;
        return failed == 0 ? Result<void>() : std::unexpected(error());
    }

    /// The first column of what a statement gives.
    Result<std::vector<std::string>> column(const std::string &statement)
    {
        const Patience patience(m_timeoutMs, m_stop); // for the question and its answer
        if (Result<void> asked = run(SecretBytes::copyOf(std::string_view(statement)), patience);
            !asked)
            return std::unexpected(asked.error());
        MYSQL_RES *stored = nullptr;
        const int status = mysql_store_result_start(&stored, m_connection.get());
        Result<void> done = finish(
            m_connection.get(), status, patience,
            [&](int ready) { return mysql_store_result_cont(&stored, m_connection.get(), ready); },
            [] { return Result<void>(); });
        const Rows rows(stored);
        if (!done)
            return std::unexpected(done.error());
        if (!rows)
            return std::unexpected(error());
        std::vector<std::string> values;
        while (const MYSQL_ROW row = mysql_fetch_row(rows.get())) {
            const unsigned long *lengths = mysql_fetch_lengths(rows.get());
            values.emplace_back(row[0] == nullptr ? "" : row[0], lengths[0]);
        }
        return values;
    }

    Error error()
    {
        const unsigned int code = mysql_errno(m_connection.get());
        const std::string text = std::to_string(code);
        if (code == 1142 || code == 1227 || code == 1044 || code == 1410)
            return {ErrorKind::Denied, "The account may not do this.", text};
        if (code >= 2000 && code < 3000)
            return {ErrorKind::Io, "The connection to the server is broken.", text};
        return {ErrorKind::Denied, "The server refused the statement (code " + text + ").", text};
    }

    Connection m_connection;
    std::int64_t m_timeoutMs;
    std::stop_token m_stop;
};

Connection prepared(const DatabaseDial &dial)
{
    Connection connection(mysql_init(nullptr));
    if (!connection)
        return connection;
    MYSQL *raw = connection.get();
    const bool isHere = dial.address.isLoopback();
    const my_bool mustBeTls = isHere ? 0 : 1;
    const unsigned int none = 0;
    const unsigned int protocol = MYSQL_PROTOCOL_TCP;
    mysql_options(raw, MYSQL_OPT_NONBLOCK, nullptr);
    mysql_options(raw, MYSQL_OPT_PROTOCOL, &protocol);
    // A server could otherwise ask for files of this machine.
    mysql_options(raw, MYSQL_OPT_LOCAL_INFILE, &none);
    mysql_options(raw, MARIADB_OPT_RESTRICTED_AUTH, kPlugins);
    mysql_options(raw, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(raw, MYSQL_OPT_SSL_ENFORCE, &mustBeTls);
    mysql_options(raw, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &mustBeTls);
    // Without authorities the library takes a certificate that nobody signed, when the server shows
    // that it knows the password's hash: by then it has been sent an answer made of the password.
    if (!dial.settings.authorities.empty()) {
        mysql_options(raw, MYSQL_OPT_SSL_CA, dial.settings.authorities.c_str());
    } else if (!isHere) {
        if (QFile::exists(QString::fromLocal8Bit(X509_get_default_cert_file())))
            mysql_options(raw, MYSQL_OPT_SSL_CA, X509_get_default_cert_file());
        mysql_options(raw, MYSQL_OPT_SSL_CAPATH, X509_get_default_cert_dir());
    }
    return connection;
}

/// Whether the other end is the one that was checked: the library looks the name up again. A MySQL
/// server speaks first, so nothing was sent before this is known.
Result<void> checkPeer(MYSQL *connection, const DatabaseDial &dial)
{
    const Result<QHostAddress> peer = peerOf(mysql_get_socket(connection));
    if (!peer)
        return {}; // not connected yet
    if (isAllowed(dial.settings.allowed, dial.target.host) || refusalOf(*peer).empty())
        return {};
    return fail(ErrorKind::Denied, "The host's name led to another address in between.",
                dial.target.host);
}

} // namespace

Result<DatabaseLogin> logInToMySql(const DatabaseDial &dial, const SecretBytes &password)
{
    Connection connection = prepared(dial);
    if (!connection)
        return fail(ErrorKind::Internal, "The database library has no memory left.");
    MYSQL *raw = connection.get();
    const SecretBytes secret = terminated(password.view());
    const Patience patience(dial.settings.timeoutMs, dial.stop);
    MYSQL *opened = nullptr;
    const int status = mysql_real_connect_start(
        &opened, raw, dial.target.host.c_str(), dial.target.user.c_str(), secret.view().data(),
        dial.target.database.empty() ? nullptr : dial.target.database.c_str(), dial.port, nullptr,
        0);
    const Result<void> done = finish(
        raw, status, patience,
        [&](int ready) { return mysql_real_connect_cont(&opened, raw, ready); },
        [&] { return checkPeer(raw, dial); });
    if (!done) {
        if (done.error().kind != ErrorKind::Io)
            return std::unexpected(done.error());
        return DatabaseLogin{unclear(done.error().detail), nullptr};
    }
    if (opened == nullptr)
        return DatabaseLogin{refused(mysql_errno(raw)), nullptr};
    LoginAnswer answer;
    answer.says = Says::Live;
    return DatabaseLogin{
        answer,
        std::make_unique<MySqlSession>(std::move(connection), dial.settings.timeoutMs, dial.stop)};
}

} // namespace rekey::provider
