// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databaseopen.h"
#include "core/provider/requesttext.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <memory>
#include <tuple>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

template <auto Free> struct Freed
{
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Connection = std::unique_ptr<PGconn, Freed<PQfinish>>;
using Rows = std::unique_ptr<PGresult, Freed<PQclear>>;
using Text = std::unique_ptr<char, Freed<PQfreemem>>;

std::string cell(const Rows &rows, int row, int column)
{
    return PQgetvalue(rows.get(), row, column);
}

bool isTrue(const Rows &rows, int row, int column)
{
    return cell(rows, row, column) == "t";
}

/// "28P01" out of "FATAL:  28P01: ..." or "SSL: 28P01"; empty when the server sent none.
std::string sqlState(std::string_view message)
{
    constexpr std::size_t kLength = 5;
    const std::size_t begin = message.find(":  ");
    if (begin == std::string_view::npos || message.size() < begin + 3 + kLength)
        return {};
    const std::string_view state = message.substr(begin + 3, kLength);
    const bool isState = std::ranges::all_of(
        state, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
    return isState ? std::string(state) : std::string();
}

/// Source of the codes: PostgreSQL docs, appendix A. Which role a right password opens is checked
/// after it; so 3D000 and what InitializeSessionUserId says come to right ones only. 28P01 comes
/// for a wrong password, for one whose time is over and for a role that is not there; poolers, and
/// LDAP or PAM behind the server, say it as well.
LoginAnswer refused(std::string_view message)
{
    LoginAnswer answer;
    answer.code = sqlState(message);
    if (answer.code == "28P01") {
        answer.says = Says::Dead;
        answer.reason
            = "The server refuses this password for this role; it says the same of a role "
              "that it does not have, and so does a pooler before it.";
    } else if (answer.code == "28000" && message.contains("InitializeSessionUserId")) {
        answer.says = Says::Disabled;
        answer.reason = "The password is right; the role may not log in.";
    } else if (answer.code == "3D000") {
        answer.says = Says::Limited;
        answer.reason = "The password is right; there is no such database.";
    } else if (answer.code == "42501") {
        answer.says = Says::Limited;
        answer.reason = "The password is right; the role may not open this database.";
    } else if (answer.code == "28000") {
        answer.reason = "The server lets no such login in from this machine's address.";
    } else if (answer.code == "53300") {
        answer.reason = "The server has too many connections.";
    } else if (!answer.code.empty()) {
        answer.reason = "The server refused the login (code " + answer.code + ").";
    } else if (message.contains("certificate") || message.contains("SSL")) {
        answer.reason = "The server's certificate or TLS is not acceptable.";
    } else {
        answer.reason = "The connection failed.";
    }
    return answer;
}

class PostgresSession final : public DatabaseSession
{
public:
    PostgresSession(Connection connection, std::int64_t timeoutMs, std::stop_token stop)
        : m_connection(std::move(connection))
        , m_timeoutMs(timeoutMs)
        , m_stop(std::move(stop))
    {
    }

    Result<DatabaseAccess> access() override
    {
        DatabaseAccess access;
        const int version = PQserverVersion(m_connection.get());
        access.server = "PostgreSQL " + std::to_string(version / 10000) + "."
            + std::to_string(version % 10000);
        return addRole(access)
            .and_then([&] { return addMemberships(access); })
            .and_then([&] { return addGrants(access); })
            .transform([&] {
                access.unseen.emplace_back("When the role was last used is in the server's log.");
                return std::move(access);
            });
    }

    Result<std::vector<DatabaseKey>> keys(const std::string &account) override
    {
        return rows("SELECT r.rolname, r.rolcanlogin FROM pg_roles r WHERE r.rolname = $1"
                    " UNION ALL SELECT u.rolname, u.rolcanlogin FROM pg_auth_members m"
                    " JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member"
                    " WHERE g.rolname = $1 AND left(u.rolname, length($2)) = $2 ORDER BY 1",
                    {account, kMade})
            .transform([](const Rows &found) {
                std::vector<DatabaseKey> list;
                for (int i = 0; i < PQntuples(found.get()); ++i)
                    list.push_back({cell(found, i, 0), isTrue(found, i, 1)});
                return list;
            });
    }

    /// A role that is a member of the old one has its rights, and keeps them when the old one may
    /// no longer log in; what it makes belongs to the old one, as before.
    Result<std::string> addKey(const std::string &account, const std::string &name,
                               const SecretBytes &password) override
    {
        std::string made = kMade + name;
        const Result<std::string> role = identifier(made);
        const Result<std::string> group = identifier(account);
        const Result<SecretBytes> verifier = verifierOf(made, password);
        if (!role || !group || !verifier)
            return std::unexpected(!role        ? role.error()
                                       : !group ? group.error()
                                                : verifier.error());
        // One message is one transaction.
        return run(joined({"CREATE ROLE ", *role, " LOGIN INHERIT IN ROLE ", *group, " PASSWORD ",
                           verifier->view(), "; ALTER ROLE ", *role, " SET role TO ", *group}))
            .transform([&made] { return made; });
    }

    Result<void> setActive(const std::string &, const std::string &id, bool isActive) override
    {
        return alterRole(id, isActive ? " LOGIN" : " NOLOGIN");
    }

    /// The account's own role holds the rights of those that addKey made: it stays, but nobody can
    /// log in as it any more.
    Result<void> removeKey(const std::string &account, const std::string &id) override
    {
        if (id == account)
            return alterRole(id, " NOLOGIN PASSWORD NULL");
        return identifier(id).and_then([this](const std::string &role) {
            return run(joined({"DROP ROLE IF EXISTS ", role}));
        });
    }

    Result<void> changePassword(const std::string &account, const SecretBytes &password) override
    {
        return verifierOf(account, password).and_then([&](const SecretBytes &verifier) {
            return alterRole(account, joined({" PASSWORD ", verifier.view()}).view());
        });
    }

    Result<void> endSessions(const std::string &account) override
    {
        return rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE usename = $1 AND pid <> pg_backend_pid()",
                    {account})
            .transform([](const Rows &) { });
    }

private:
    static constexpr const char *kMade = "rekey_"; ///< how roles begin that addKey makes

    Result<void> addRole(DatabaseAccess &access)
    {
        return rows("SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication,"
                    " rolbypassrls, extract(epoch from rolvaliduntil)::bigint"
                    " FROM pg_roles WHERE rolname = session_user",
                    {})
            .transform([&access](const Rows &found) {
                if (PQntuples(found.get()) == 0)
                    return;
                access.identity = cell(found, 0, 0);
                constexpr std::array<std::pair<const char *, Reach>, 5> kPowers
                    = {{{"SUPERUSER", Reach::Rules},
                        {"CREATEROLE", Reach::GainsMore},
                        {"CREATEDB", Reach::Changes},
                        {"REPLICATION", Reach::GainsMore},
                        {"BYPASSRLS", Reach::Changes}}};
                for (int i = 0; std::cmp_less(i, kPowers.size()); ++i) {
                    const auto &[name, reach] = kPowers[static_cast<std::size_t>(i)];
                    if (isTrue(found, 0, i + 1))
                        access.rights.push_back({name, reach});
                }
                const std::string until = cell(found, 0, 6);
                std::from_chars(until.data(), until.data() + until.size(), access.expiresAt);
            });
    }

    Result<void> addMemberships(DatabaseAccess &access)
    {
        return rows("SELECT g.rolname, g.rolsuper FROM pg_auth_members m"
                    " JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member"
                    " WHERE u.rolname = session_user ORDER BY 1 LIMIT 100",
                    {})
            .transform([&access](const Rows &found) {
                for (int i = 0; i < PQntuples(found.get()); ++i)
                    access.rights.push_back({"member of " + cell(found, i, 0),
                                             isTrue(found, i, 1) ? Reach::Rules : Reach::Changes});
            });
    }

    Result<void> addGrants(DatabaseAccess &access)
    {
        return rows("SELECT privilege_type, count(*) FROM information_schema.role_table_grants"
                    " WHERE grantee = current_user GROUP BY 1 ORDER BY 1",
                    {})
            .transform([&access](const Rows &found) {
                for (int i = 0; i < PQntuples(found.get()); ++i) {
                    const std::string name = cell(found, i, 0);
                    access.rights.push_back({name + " on " + cell(found, i, 1) + " tables",
                                             name == "SELECT" ? Reach::Reads : Reach::Changes});
                }
            })
            .and_then([this] {
                return rows("SELECT DISTINCT table_schema || '.' || table_name"
                            " FROM information_schema.role_table_grants"
                            " WHERE grantee = current_user ORDER BY 1 LIMIT 100",
                            {});
            })
            .transform([&access](const Rows &found) {
                for (int i = 0; i < PQntuples(found.get()); ++i)
                    access.resources.push_back(cell(found, i, 0));
            });
    }

    Result<void> alterRole(const std::string &role, std::string_view what)
    {
        return identifier(role).and_then(
            [&](const std::string &name) { return run(joined({"ALTER ROLE ", name, what})); });
    }

    Result<std::string> identifier(const std::string &name)
    {
        const Text quoted(PQescapeIdentifier(m_connection.get(), name.data(), name.size()));
        if (!quoted)
            return fail(ErrorKind::Invalid, "The role's name cannot be written.");
        return std::string(quoted.get());
    }

    /// What the server stores (RFC 5802), in quotes: the password itself reaches neither the server
    /// nor its log.
    Result<SecretBytes> verifierOf(const std::string &role, const SecretBytes &password)
    {
        const Text made(PQencryptPasswordConn(m_connection.get(),
                                              terminated(password.view()).view().data(),
                                              role.c_str(), "scram-sha-256"));
        if (!made)
            return fail(ErrorKind::Internal, "The password's verifier could not be made.");
        return joined({"'", made.get(), "'"});
    }

    Result<void> run(const SecretBytes &statement)
    {
        const SecretBytes text = terminated(statement.view());
        if (PQsendQuery(m_connection.get(), text.view().data()) != 1)
            return fail(ErrorKind::Io, "The connection to the server is broken.");
        return results().transform([](const Rows &) { });
    }

    Result<Rows> rows(const char *statement, std::initializer_list<std::string> values)
    {
        std::vector<const char *> texts;
        for (const std::string &value : values)
            texts.push_back(value.c_str());
        if (PQsendQueryParams(m_connection.get(), statement, static_cast<int>(texts.size()),
                              nullptr, texts.data(), nullptr, nullptr, 0)
            != 1)
            return fail(ErrorKind::Io, "The connection to the server is broken.");
        return results();
    }

    /// The last of a statement's results, or the first error.
    Result<Rows> results()
    {
        const Patience patience(m_timeoutMs, m_stop);
        Rows last;
        std::optional<Error> error;
        while (true) {
            while (PQisBusy(m_connection.get()) != 0) {
                if (Result<void> ready
                    = patience.forSocket(PQsocket(m_connection.get()), true, false);
                    !ready)
                    return std::unexpected(ready.error());
                if (PQconsumeInput(m_connection.get()) != 1)
                    return fail(ErrorKind::Io, "The connection to the server is broken.");
            }
            Rows next(PQgetResult(m_connection.get()));
            if (!next)
                break;
            const ExecStatusType status = PQresultStatus(next.get());
            if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && !error)
                error = errorOf(next);
            last = std::move(next);
        }
        if (error)
            return std::unexpected(*error);
        return last;
    }

    static Error errorOf(const Rows &rows)
    {
        const char *field = PQresultErrorField(rows.get(), PG_DIAG_SQLSTATE);
        const std::string state = field == nullptr ? "" : field;
        if (state == "42501")
            return {ErrorKind::Denied, "The role may not do this.", state};
        if (state == "2BP01")
            return {ErrorKind::Denied,
                    "Objects or grants depend on the role, so the server keeps it.", state};
        return {ErrorKind::Denied, "The server refused the statement (code " + state + ").", state};
    }

    Connection m_connection;
    std::int64_t m_timeoutMs;
    std::stop_token m_stop;
};

Connection start(const DatabaseDial &dial, const SecretBytes &password)
{
    const SecretBytes secret = terminated(password.view());
    const std::string address = dial.address.toString().toStdString();
    const std::string port = std::to_string(dial.port);
    const bool isHere = dial.address.isLoopback();
    // Given, so that neither environment nor files of the user say otherwise.
    const std::array<std::pair<const char *, const char *>, 13> options = {
        {{"host", dial.target.host.c_str()},
         {"hostaddr", address.c_str()},
         {"port", port.c_str()},
         {"user", dial.target.user.c_str()},
         {"password", secret.view().data()},
         {"dbname",
          dial.target.database.empty() ? dial.target.user.c_str() : dial.target.database.c_str()},
         {"sslmode", isHere ? "prefer" : "verify-full"},
         {"sslrootcert",
          isHere                                  ? ""
              : dial.settings.authorities.empty() ? "system"
                                                  : dial.settings.authorities.c_str()},
         {"sslcertmode", "disable"},
         {"gssencmode", "disable"},
         {"client_encoding", "UTF8"},
         {"application_name", "Rekey"},
         {nullptr, nullptr}}};
    std::array<const char *, options.size()> names{};
    std::array<const char *, options.size()> values{};
    for (std::size_t i = 0; i < options.size(); ++i)
        std::tie(names[i], values[i]) = options[i];
    return Connection(PQconnectStartParams(names.data(), values.data(), 0));
}

} // namespace

Result<DatabaseLogin> logInToPostgres(const DatabaseDial &dial, const SecretBytes &password)
{
    Connection connection = start(dial, password);
    if (!connection)
        return fail(ErrorKind::Internal, "The database library has no memory left.");
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    // The library would print what the server says.
    PQsetNoticeReceiver(connection.get(), [](void *, const PGresult *) { }, nullptr);
    const Patience patience(dial.settings.timeoutMs, dial.stop);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (PQstatus(connection.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK
           && state != PGRES_POLLING_FAILED) {
        if (Result<void> ready
            = patience.forSocket(PQsocket(connection.get()), state == PGRES_POLLING_READING,
                                 state == PGRES_POLLING_WRITING);
            !ready) {
            if (ready.error().kind == ErrorKind::Cancelled)
                return std::unexpected(ready.error());
            return DatabaseLogin{unclear(ready.error().detail), nullptr};
        }
        state = PQconnectPoll(connection.get());
    }
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return DatabaseLogin{refused(PQerrorMessage(connection.get())), nullptr};
    if (PQconnectionUsedPassword(connection.get()) == 0)
        return DatabaseLogin{unclear("The server lets this role in without asking for a password."),
                             nullptr};
    LoginAnswer answer;
    answer.says = Says::Live;
    return DatabaseLogin{answer,
                         std::make_unique<PostgresSession>(std::move(connection),
                                                           dial.settings.timeoutMs, dial.stop)};
}

} // namespace rekey::provider
