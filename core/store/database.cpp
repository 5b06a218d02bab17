// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QObject>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

namespace rekey::store {

Statement &Statement::bind(std::int64_t value)
{
    m_query->bindValue(m_bound++, QVariant::fromValue(static_cast<qlonglong>(value)));
    return *this;
}

Statement &Statement::bind(std::uint64_t value)
{
    return bind(static_cast<std::int64_t>(value));
}

Statement &Statement::bind(QByteArray value)
{
    m_query->bindValue(m_bound++, std::move(value));
    return *this;
}

Statement &Statement::bind(QVariant value)
{
    m_query->bindValue(m_bound++, std::move(value));
    return *this;
}

Statement &Statement::bindText(std::string_view value)
{
    m_query->bindValue(m_bound++,
                       QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    return *this;
}

Error Statement::error() const
{
    return errorOf(m_database->dialect(), m_query->lastError(), m_database->location().title());
}

Result<void> Statement::execute()
{
    m_bound = 0;
    if (!m_query->exec())
        return std::unexpected(error());
    return {};
}

Result<void> Statement::run()
{
    auto done = execute();
    m_query->finish();
    return done;
}

Result<void> Statement::each(const std::function<bool(const Statement &)> &row)
{
    if (auto done = execute(); !done)
        return done;
    bool wantsMore = true;
    while (wantsMore && m_query->next())
        wantsMore = row(*this);
    const bool isBroken = wantsMore && m_query->lastError().isValid();
    const Error broken = isBroken ? error() : Error{};
    m_query->finish();
    return isBroken ? Result<void>(std::unexpected(broken)) : Result<void>();
}

Result<void> Statement::one()
{
    if (auto done = execute(); !done)
        return done;
    if (m_query->next())
        return {};
    const bool isBroken = m_query->lastError().isValid();
    const Error broken = isBroken ? error() : Error{ErrorKind::NotFound, "is not in the store", {}};
    m_query->finish();
    return std::unexpected(broken);
}

void Statement::finish()
{
    // To the end: behind an answer that is half read, PostgreSQL's notifications would wait.
    while (m_query->next()) { }
    m_query->finish();
}

std::int64_t Statement::number(int column) const
{
    return m_query->value(column).toLongLong();
}

std::uint64_t Statement::count(int column) const
{
    return static_cast<std::uint64_t>(number(column));
}

QByteArray Statement::bytes(int column) const
{
    return m_query->value(column).toByteArray();
}

bool Statement::flag(int column) const
{
    return m_query->value(column).toBool();
}

std::string Statement::text(int column) const
{
    return m_query->value(column).toString().toStdString();
}

QVariant Statement::value(int column) const
{
    return m_query->value(column);
}

Database::Database(StoreLocation location, Options options)
    : m_location(std::move(location))
    , m_options(options)
    , m_dialect(m_location.kind == StoreLocation::Kind::Server ? Dialect::Postgres
                                                               : Dialect::Sqlite)
    , m_isReadOnly(options.isReadOnly)
    , m_connection(QUuid::createUuid().toString())
{
}

Database::~Database()
{
    m_statements.clear();
    m_listener.reset();
    if (m_database != nullptr) {
        m_database->close();
        m_database.reset();
        QSqlDatabase::removeDatabase(m_connection);
    }
}

Result<std::unique_ptr<Database>> Database::open(const StoreLocation &location,
                                                 const Options &options, bool mayCreate)
{
    std::unique_ptr<Database> database(new Database(location, options));
    if (auto added = database->addDriver(); !added)
        return std::unexpected(added.error());
    auto opened = location.kind == StoreLocation::Kind::Server ? database->openServer()
                                                               : database->openSqlite(mayCreate);
    if (!opened)
        return std::unexpected(opened.error());
    return database;
}

Result<void> Database::connect(const QString &name, const QString &options)
{
    m_statements.clear();
    m_database->close();
    m_database->setDatabaseName(name);
    m_database->setConnectOptions(options);
    if (!m_database->open())
        return std::unexpected(errorOf(m_dialect, m_database->lastError(), m_location.title()));
    return {};
}

Result<void> Database::addDriver()
{
    const QString driver
        = m_dialect == Dialect::Sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL");
    if (!QSqlDatabase::isDriverAvailable(driver)) {
        return fail(ErrorKind::Unsupported,
                    "Qt's driver " + driver.toStdString()
                        + " for this kind of store is not installed",
                    m_location.title());
    }
    m_database = std::make_unique<QSqlDatabase>(QSqlDatabase::addDatabase(driver, m_connection));
    return {};
}

Result<void> Database::run(std::string_view statement)
{
    const std::string text = inDialect(m_dialect, statement);
    QSqlQuery query(*m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromStdString(text)))
        return std::unexpected(errorOf(m_dialect, query.lastError(), m_location.title()));
    return {};
}

Result<Statement> Database::prepare(std::string_view statement)
{
    if (const auto known = m_statements.find(statement); known != m_statements.end())
        return Statement(*this, *known->second);
    auto query = std::make_unique<QSqlQuery>(*m_database);
    query->setForwardOnly(true);
    if (!query->prepare(
            QString::fromUtf8(statement.data(), static_cast<qsizetype>(statement.size()))))
        return std::unexpected(errorOf(m_dialect, query->lastError(), m_location.title()));
    return Statement(*this, *m_statements.emplace(statement, std::move(query)).first->second);
}

Result<bool> Database::hasTable(const char *name)
{
    const char *statement = m_dialect == Dialect::Sqlite
        ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
        : "SELECT count(*) FROM pg_tables WHERE schemaname = 'rekey' AND tablename = ?";
    auto query = prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto found = query->bindText(name).one(); !found)
        return std::unexpected(found.error());
    const bool has = query->number(0) > 0;
    query->finish();
    return has;
}

Result<Transaction> Transaction::begin(Database &database, Mode mode)
{
    if (auto connected = database.ensureConnected(); !connected)
        return std::unexpected(connected.error());
    const Dialect dialect = database.dialect();
    if (auto begun
        = database.run(mode == Mode::Write ? beginWriting(dialect) : beginReading(dialect));
        !begun)
        return std::unexpected(begun.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    // Fails when the database has rolled back by itself or the connection is lost: all the same.
    if (m_database != nullptr)
        static_cast<void>(m_database->run("ROLLBACK"));
}

Result<void> Transaction::commit()
{
    auto committed = m_database->run("COMMIT");
    if (committed)
        m_database = nullptr;
    return committed;
}

BulkInsert::BulkInsert(Database &database, std::string table, int columns, std::string conflict)
    : m_database(database)
    , m_table(std::move(table))
    , m_conflict(std::move(conflict))
    , m_columns(static_cast<std::size_t>(columns))
    , m_most(m_columns * 64)
{
    m_values.reserve(m_most);
}

Result<void> BulkInsert::write(std::size_t from, std::size_t rows)
{
    const std::string row = '(' + marks(m_columns) + ')';
    std::string text = "INSERT INTO " + m_table + " VALUES " + row;
    for (std::size_t i = 1; i < rows; ++i)
        text += ", " + row;
    auto query = m_database.prepare(text + m_conflict);
    if (!query)
        return std::unexpected(query.error());
    for (std::size_t i = from; i < from + rows * m_columns; ++i)
        query->bind(std::move(m_values[i]));
    return query->run();
}

Result<void> BulkInsert::flush()
{
    std::size_t at = 0;
    std::size_t left = m_values.size() / m_columns;
    // Few different statements, for each is prepared once.
    for (const std::size_t rows : {std::size_t{64}, std::size_t{8}, std::size_t{1}}) {
        for (; left >= rows; left -= rows, at += rows * m_columns) {
            if (auto written = write(at, rows); !written)
                return written;
        }
    }
    m_values.clear();
    return {};
}

std::string marks(std::size_t count)
{
    std::string text = "?";
    for (std::size_t i = 1; i < count; ++i)
        text += ", ?";
    return text;
}

} // namespace rekey::store
