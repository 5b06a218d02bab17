// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/dialect.h"
#include "core/store/location.h"

#include <QByteArray>
#include <QVariant>

#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QObject;
class QSqlDatabase;
class QSqlQuery;

namespace rekey::store {

class Database;

/// A prepared statement, borrowed from its Database until the next one with the same text.
class Statement
{
public:
    Statement &bind(std::int64_t value);
    Statement &bind(std::uint64_t value);
    Statement &bind(QByteArray value); ///< null stays null
    Statement &bind(QVariant value);
    Statement &bindText(std::string_view value);

    [[nodiscard]] Result<void> run();
    /// Runs, then calls `row` for each row until it says false.
    [[nodiscard]] Result<void> each(const std::function<bool(const Statement &)> &row);
    /// Runs and moves to the only row. Errors: NotFound.
    [[nodiscard]] Result<void> one();
    void finish();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::uint64_t count(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] bool flag(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] QVariant value(int column) const;

private:
    friend class Database;
    Statement(Database &database, QSqlQuery &query)
        : m_database(&database)
        , m_query(&query)
    {
    }
    [[nodiscard]] Result<void> execute();
    [[nodiscard]] Error error() const;

    Database *m_database;
    QSqlQuery *m_query;
    int m_bound = 0;
};

/// One connection to an SQLite file, a memory or a PostgreSQL database, for one thread.
class Database
{
public:
    struct Options
    {
        bool isReadOnly = false;
        int busyTimeoutMs = 5000; ///< how long to wait for another writer
    };

    /// SQLite: makes the file (0600) and its folder (0700) when `mayCreate`. Errors: NotFound,
    /// Denied, Io, Malformed.
    [[nodiscard]] static Result<std::unique_ptr<Database>>
    open(const StoreLocation &location, const Options &options, bool mayCreate);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] Dialect dialect() const { return m_dialect; }
    [[nodiscard]] const StoreLocation &location() const { return m_location; }
    /// The options say so, or the file and its folder cannot be written.
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }

    /// A statement without parameters, {int} and {blob} replaced.
    [[nodiscard]] Result<void> run(std::string_view statement);
    /// Prepared once for each text.
    [[nodiscard]] Result<Statement> prepare(std::string_view statement);
    [[nodiscard]] Result<bool> hasTable(const char *name);
    /// SQLite's own look at the file's structure. Errors: Malformed.
    [[nodiscard]] Result<void> quickCheck();
    /// Opens a lost connection again; nothing to do while it stands. Not within a transaction.
    [[nodiscard]] Result<void> ensureConnected();

    /// PostgreSQL: `callback` runs on this thread's event loop when another connection has
    /// committed a change. Nothing for SQLite, which has no such call.
    [[nodiscard]] Result<void> listen(std::function<void()> callback);

private:
    Database(StoreLocation location, Options options);
    [[nodiscard]] Result<void> addDriver();
    [[nodiscard]] Result<void> openSqlite(bool mayCreate);
    [[nodiscard]] Result<void> prepareSqlite(bool wantsCheck);
    [[nodiscard]] Result<void> openServer();
    [[nodiscard]] Result<void> prepareServer();
    [[nodiscard]] Result<void> connect(const QString &name, const QString &options);
    [[nodiscard]] Result<void> subscribe();
    friend class Statement;

    StoreLocation m_location;
    Options m_options;
    Dialect m_dialect = Dialect::Sqlite;
    bool m_isReadOnly = false;
    QString m_connection;
    std::unique_ptr<QSqlDatabase> m_database;
    std::map<std::string, std::unique_ptr<QSqlQuery>, std::less<>> m_statements;
    std::unique_ptr<QObject> m_listener;
    std::function<void()> m_onChange;
};

/// A transaction, rolled back unless committed.
class Transaction
{
public:
    enum class Mode : std::uint8_t
    {
        Read,
        Write
    };
    [[nodiscard]] static Result<Transaction> begin(Database &database, Mode mode);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&other) = delete;

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }
    Database *m_database;
};

/// Rows for one table, written many at a time: PostgreSQL would else wait once for each.
class BulkInsert
{
public:
    /// `table` with its columns, such as "event (number, finding)"; `conflict` follows the values.
    BulkInsert(Database &database, std::string table, int columns, std::string conflict = {});

    template <typename... Values> [[nodiscard]] Result<void> add(Values &&...values)
    {
        (m_values.push_back(variantOf(std::forward<Values>(values))), ...);
        return m_values.size() < m_most ? Result<void>() : flush();
    }
    [[nodiscard]] Result<void> flush();

private:
    [[nodiscard]] static QVariant variantOf(QVariant value) { return value; }
    [[nodiscard]] static QVariant variantOf(QByteArray bytes) { return {std::move(bytes)}; }
    [[nodiscard]] static QVariant variantOf(std::integral auto number)
    {
        return QVariant::fromValue(static_cast<qlonglong>(number));
    }
    [[nodiscard]] Result<void> write(std::size_t from, std::size_t rows);
    Database &m_database;
    std::string m_table;
    std::string m_conflict;
    std::size_t m_columns;
    std::size_t m_most;
    std::vector<QVariant> m_values;
};

/// "?, ?, ?" for so many.
[[nodiscard]] std::string marks(std::size_t count);

} // namespace rekey::store
