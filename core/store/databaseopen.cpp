// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QFile>
#include <QObject>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace rekey::store {

namespace {

// Larger files are looked through at opening only when they were not closed in order; `store
// check` always does.
constexpr std::uintmax_t kAlwaysCheckedBytes = std::uintmax_t{128} << 20;

const QString kChannel = QStringLiteral("rekey");

Result<void> makeFile(const std::string &path)
{
    std::error_code code;
    const auto folder = std::filesystem::absolute(path, code).parent_path();
    if (!std::filesystem::exists(folder, code)) {
        std::filesystem::create_directories(folder, code);
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, code);
    }
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (file < 0 && errno != EEXIST) {
        return fail(errno == EACCES || errno == EROFS ? ErrorKind::Denied : ErrorKind::Io,
                    std::string("the store cannot be made (") + std::strerror(errno)
                        + "); choose another place",
                    path);
    }
    if (file >= 0)
        ::close(file);
    return {};
}

/// True when SQLite may write: to the file and, for its log beside it, to the folder.
bool canWrite(const std::string &path)
{
    std::error_code code;
    const auto folder = std::filesystem::absolute(path, code).parent_path();
    return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

bool wasClosedInOrder(const std::string &path)
{
    std::error_code code;
    const auto size = std::filesystem::file_size(path + "-wal", code);
    return code || size == 0;
}

} // namespace

Result<void> Database::openSqlite(bool mayCreate)
{
    if (m_location.kind == StoreLocation::Kind::Memory)
        return connect(QStringLiteral(":memory:"), {});
    const std::string &path = m_location.path;
    struct stat status{};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (!exists && !mayCreate)
        return fail(ErrorKind::NotFound, "there is no store; make one with rekey-cli store init",
                    path);
    if (exists && !S_ISREG(status.st_mode))
        return fail(ErrorKind::Invalid, "is not a file; choose another place for the store", path);
    if (!exists) {
        if (auto made = makeFile(path); !made)
            return made;
    }
    const bool wasClosed = wasClosedInOrder(path);
    m_isReadOnly = m_options.isReadOnly || !canWrite(path);
    if (!m_isReadOnly && exists && (status.st_mode & 077) != 0)
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
    const QString name = QFile::decodeName(QByteArray::fromStdString(path));
    const QString timeout = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(m_options.busyTimeoutMs);
    const QString readOnly = QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (auto opened = connect(name, m_isReadOnly ? timeout + readOnly : timeout); !opened)
        return opened;
    auto readable = run("PRAGMA schema_version");
    if (!readable && m_isReadOnly && readable.error().kind == ErrorKind::Denied) {
        // A folder that cannot be written has no room for the log's index: read the file alone.
        const QUrl url = QUrl::fromLocalFile(name);
        if (auto opened
            = connect(QString::fromLatin1(url.toEncoded()) + QStringLiteral("?immutable=1"),
                      timeout + readOnly + QStringLiteral(";QSQLITE_OPEN_URI"));
            !opened)
            return opened;
        readable = run("PRAGMA schema_version");
    }
    if (!readable)
        return readable;
    return prepareSqlite(
        exists && (status.st_size < static_cast<off_t>(kAlwaysCheckedBytes) || !wasClosed));
}

Result<void> Database::prepareSqlite(bool wantsCheck)
{
    for (const char *pragma : {"PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY",
                               "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON"}) {
        if (auto done = run(pragma); !done)
            return done;
    }
    if (!m_isReadOnly) {
        // FULL: what is committed survives a power cut, not only a kill.
        for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}) {
            if (auto done = run(pragma); !done)
                return done;
        }
    }
    return wantsCheck ? quickCheck() : Result<void>();
}

Result<void> Database::quickCheck()
{
    auto query = prepare("PRAGMA quick_check(1)");
    if (!query)
        return std::unexpected(query.error());
    if (auto checked = query->one(); !checked)
        return checked;
    const std::string words = query->text(0);
    query->finish();
    if (words == "ok")
        return {};
    return fail(ErrorKind::Malformed,
                "the store's file is damaged (" + words + "); copy it away and go back to a backup",
                m_location.title());
}

Result<void> Database::openServer()
{
    const auto usable = [](const std::string &text) { return QString::fromStdString(text); };
    QString options = QStringLiteral("application_name=rekey");
    bool hasMode = false;
    bool hasTimeout = false;
    for (const std::string &option : m_location.options) {
        hasMode = hasMode || option.starts_with("sslmode=");
        hasTimeout = hasTimeout || option.starts_with("connect_timeout=");
        options += u';' + usable(option);
    }
    const bool isHere = m_location.host.empty() || m_location.host.starts_with('/')
        || m_location.host == "localhost" || m_location.host == "127.0.0.1";
    if (!hasMode && !isHere)
        options += QStringLiteral(";sslmode=require");
    if (!hasTimeout)
        options += QStringLiteral(";connect_timeout=10");
    m_database->setHostName(usable(m_location.host));
    m_database->setUserName(usable(m_location.user));
    if (m_location.port > 0)
        m_database->setPort(m_location.port);
    if (auto opened = connect(usable(m_location.database), options); !opened)
        return opened;
    return prepareServer();
}

Result<void> Database::prepareServer()
{
    for (const char *statement :
         {"SET client_min_messages TO warning", "SET search_path TO rekey",
          "SET lock_timeout TO '15s'", "SET bytea_output TO hex",
          // Whoever lost the network in the middle must not hold the lock for ever.
          "SET idle_in_transaction_session_timeout TO '60s'"}) {
        if (auto done = run(statement); !done)
            return done;
    }
    return m_isReadOnly ? run("SET default_transaction_read_only TO on") : Result<void>();
}

Result<void> Database::ensureConnected()
{
    if (m_dialect == Dialect::Sqlite || m_database->isOpen())
        return {};
    m_statements.clear();
    m_database->close();
    if (!m_database->open())
        return std::unexpected(errorOf(m_dialect, m_database->lastError(), m_location.title()));
    if (auto prepared = prepareServer(); !prepared)
        return prepared;
    return m_onChange ? subscribe() : Result<void>();
}

Result<void> Database::listen(std::function<void()> callback)
{
    m_onChange = std::move(callback);
    m_listener.reset();
    if (m_dialect == Dialect::Sqlite || !m_onChange)
        return {};
    return subscribe();
}

Result<void> Database::subscribe()
{
    m_listener = std::make_unique<QObject>();
    QSqlDriver *driver = m_database->driver();
    QObject::connect(driver, &QSqlDriver::notification, m_listener.get(),
                     [this](const QString &, QSqlDriver::NotificationSource source) {
                         if (source == QSqlDriver::OtherSource && m_onChange)
                             m_onChange();
                     });
    if (driver->subscribedToNotifications().contains(kChannel))
        driver->unsubscribeFromNotification(kChannel);
    if (!driver->subscribeToNotification(kChannel)) {
        return fail(ErrorKind::Io, "the database does not tell of changes by others",
                    m_location.title());
    }
    return {};
}

} // namespace rekey::store
