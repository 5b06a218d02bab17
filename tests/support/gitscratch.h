// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitsource.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rekey::test {

/// A scratch folder in which the git program runs, cut off from the user's configuration. Every
/// call is a minute later than the one before; the author is "Ann Author" unless told otherwise.
class GitScratch
{
public:
    explicit GitScratch(const QString &name = QStringLiteral("repo"),
                        const QStringList &initOptions = {})
        : m_name(name)
    {
        QDir(m_folder.path()).mkpath(name);
        git(QStringList{QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("-b"),
                        QStringLiteral("main")}
            + initOptions);
    }

    /// The folder that holds everything, and a path in it.
    [[nodiscard]] QString at(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString top() const { return at(m_name); }
    [[nodiscard]] std::string path() const { return top().toStdString(); }
    void setAuthor(const QString &name) { m_author = name; }

    /// Runs git in `folder` (default: the repository); its output without the last line end. Ends
    /// the test program when git fails.
    QByteArray git(const QStringList &arguments, const QString &folder = {},
                   const QByteArray &input = {})
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(folder.isEmpty() ? top() : folder);
        process.start(QStringLiteral("git"), arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(120'000);
        if (process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit)
            qFatal("git %s: %s", qPrintable(arguments.join(QLatin1Char(' '))),
                   process.readAllStandardError().constData());
        QByteArray out = process.readAllStandardOutput();
        if (out.endsWith('\n'))
            out.chop(1);
        return out;
    }

    /// git("commit -q -m x"), split at blanks.
    QByteArray run(const char *arguments, const QString &folder = {})
    {
        return git(QString::fromUtf8(arguments).split(QLatin1Char(' ')), folder);
    }

    void write(const QString &name, const QByteArray &content)
    {
        const QString path = top() + QLatin1Char('/') + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    /// Writes a file and commits it.
    void commit(const QString &name, const QByteArray &content)
    {
        write(name, content);
        git({QStringLiteral("add"), QStringLiteral("-f"), name});
        git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"), name});
    }

    /// Every blob of a repository as git itself gives it: id -> content.
    std::map<std::string, std::string> blobs(const QString &folder = {})
    {
        const QByteArray out
            = run("cat-file --batch-all-objects --batch --buffer --unordered", folder) + '\n';
        std::map<std::string, std::string> all;
        for (qsizetype at = 0; at < out.size();) {
            const qsizetype end = out.indexOf('\n', at);
            const auto words = out.mid(at, end - at).split(' ');
            const qsizetype size = words.at(2).toLongLong();
            if (words.at(1) == "blob")
                all[words.at(0).toStdString()] = out.mid(end + 1, size).toStdString();
            at = end + 1 + size + 1;
        }
        return all;
    }

private:
    [[nodiscard]] QProcessEnvironment environment()
    {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        for (const QString &name : all.keys()) {
            if (name.startsWith(QStringLiteral("GIT_")))
                all.remove(name);
        }
        const QString date = QString::number(m_time += 60) + QStringLiteral(" +0000");
        all.insert(QStringLiteral("GIT_CONFIG_GLOBAL"), QStringLiteral("/dev/null"));
        all.insert(QStringLiteral("GIT_CONFIG_NOSYSTEM"), QStringLiteral("1"));
        all.insert(QStringLiteral("HOME"), m_folder.path());
        all.insert(QStringLiteral("GIT_AUTHOR_NAME"), m_author);
        all.insert(QStringLiteral("GIT_AUTHOR_EMAIL"), QStringLiteral("author@example.com"));
        all.insert(QStringLiteral("GIT_COMMITTER_NAME"), QStringLiteral("Com Mitter"));
        all.insert(QStringLiteral("GIT_COMMITTER_EMAIL"), QStringLiteral("com@example.com"));
        all.insert(QStringLiteral("GIT_AUTHOR_DATE"), date);
        all.insert(QStringLiteral("GIT_COMMITTER_DATE"), date);
        return all;
    }

    QTemporaryDir m_folder;
    QString m_name;
    QString m_author = QStringLiteral("Ann Author");
    qint64 m_time = 1'700'000'000;
};

/// Keeps what a walk gives, by number, and checks every copied run against the base's bytes.
class GitCatcher
{
public:
    [[nodiscard]] sources::Source::VisitorFactory factory()
    {
        return [this](unsigned) { return std::make_unique<Visitor>(*this); };
    }

    std::map<std::uint64_t, std::string> contents;
    std::uint64_t visits = 0; ///< last pieces
    std::uint64_t deltas = 0; ///< blobs that came with a base
    std::uint64_t copiedBytes = 0;
    std::uint64_t wrongCopies = 0;
    std::uint64_t wrongPieces = 0;

private:
    struct Memo final : sources::BlobMemo
    {
        std::string content;
    };

    class Visitor final : public sources::BlobVisitor
    {
    public:
        explicit Visitor(GitCatcher &catcher)
            : m_catcher(catcher)
        {
        }

        std::unique_ptr<sources::BlobMemo> visit(const sources::Blob &blob) override
        {
            const std::scoped_lock lock(m_catcher.m_mutex);
            const std::string bytes(reinterpret_cast<const char *>(blob.bytes.data()),
                                    blob.bytes.size());
            std::string &content = m_catcher.contents[blob.number];
            if (blob.offset == 0) {
                content = bytes;
            } else {
                const std::size_t overlap = content.size() - blob.offset;
                if (overlap != sources::kPieceOverlapBytes
                    || content.substr(blob.offset) != bytes.substr(0, overlap))
                    ++m_catcher.wrongPieces;
                content += bytes.substr(overlap);
            }
            m_catcher.visits += blob.last ? 1 : 0;
            checkCopies(blob, bytes);
            if (!blob.memoWanted)
                return nullptr;
            auto memo = std::make_unique<Memo>();
            memo->content = bytes;
            return memo;
        }

    private:
        void checkCopies(const sources::Blob &blob, const std::string &bytes)
        {
            if (blob.base == nullptr) {
                m_catcher.wrongCopies += blob.copies.size();
                return;
            }
            ++m_catcher.deltas;
            const std::string &base = static_cast<const Memo *>(blob.base)->content;
            m_catcher.wrongCopies += base.size() == blob.baseSize ? 0 : 1;
            std::uint64_t end = 0;
            for (const sources::CopyRun &run : blob.copies) {
                const bool right = run.begin >= end
                    && bytes.compare(run.begin, run.size, base, run.baseBegin, run.size) == 0;
                m_catcher.wrongCopies += right ? 0 : 1;
                m_catcher.copiedBytes += run.size;
                end = run.begin + run.size;
            }
        }

        GitCatcher &m_catcher;
    };

    std::mutex m_mutex;
};

} // namespace rekey::test
