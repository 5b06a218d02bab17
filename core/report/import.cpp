// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/import.h"

#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/report/importrow.h"
#include "core/report/importsplit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <variant>

namespace rekey::report {

namespace {

constexpr std::size_t kBatchRows = 256;
constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr std::string_view kMark = "\xef\xbb\xbf";

/// A file open for reading, closed when it goes.
class OpenFile
{
public:
    explicit OpenFile(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    OpenFile(OpenFile &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    OpenFile &operator=(OpenFile &&) = delete;
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

struct Opened
{
    OpenFile file;
    std::uint64_t bytes = 0;
    std::int64_t modified = 0;
};

Result<Opened> openReport(const std::string &path)
{
    // Not to hang on a pipe that nobody writes to.
    OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.descriptor() < 0) {
        const ErrorKind kind = errno == ENOENT ? ErrorKind::NotFound
            : errno == EACCES                  ? ErrorKind::Denied
                                               : ErrorKind::Io;
        return fail(kind, std::string("cannot open the report: ") + std::strerror(errno), path);
    }
    struct stat facts{};
    if (::fstat(file.descriptor(), &facts) != 0)
        return fail(ErrorKind::Io, std::strerror(errno), path);
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::Invalid, "a report is read from a regular file", path);
    return Opened{std::move(file), static_cast<std::uint64_t>(facts.st_size), facts.st_mtime};
}

/// The next bytes; none at the end.
Result<std::string_view> readSome(const OpenFile &file, std::span<char> into,
                                  const std::string &path)
{
    ssize_t got = 0;
    do {
        got = ::read(file.descriptor(), into.data(), into.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return fail(ErrorKind::Io, std::string("cannot read the report: ") + std::strerror(errno),
                    path);
    }
    return std::string_view(into.data(), static_cast<std::size_t>(got));
}

/// Bytes read from a report, overwritten when they go.
class ReadBuffer
{
public:
    explicit ReadBuffer(std::size_t size)
        : m_bytes(size)
    {
    }
    ~ReadBuffer() { secret::wipe(std::as_writable_bytes(std::span(m_bytes))); }
    ReadBuffer(const ReadBuffer &) = delete;
    ReadBuffer &operator=(const ReadBuffer &) = delete;
    [[nodiscard]] std::span<char> bytes() { return m_bytes; }

private:
    std::vector<char> m_bytes;
};

} // namespace

struct ReportReader::Data
{
    Data(ImportOptions given, ImportSink to)
        : options(std::move(given))
        , sink(std::move(to))
        , maker(options)
    {
        totals.format = options.format;
    }

    Result<bool> take(std::string_view bytes);
    Result<void> begin(std::string_view head);
    bool takePiece(const ReportPiece &piece);
    bool takeCsvRow(std::uint64_t line, std::span<const std::string_view> fields);
    void add(ImportRow row, std::uint64_t line);
    void noteUnreadable(std::uint64_t line);
    bool flush();
    bool flushIfFull() { return batch.size() < kBatchRows || flush(); }
    ImportSummary summary() const;

    ImportOptions options;
    ImportSink sink;
    RowMaker maker;
    WipedBuffer head; ///< until the format is known
    bool hasBegun = false;
    bool isStopped = false; ///< the sink wants no more
    std::variant<std::monostate, JsonSplitter, LineSplitter, std::unique_ptr<CsvReader>> splitter;
    FormatReader reader;
    JsonTree tree;
    ReportState state;
    std::optional<ImportMapping> mapping; ///< when the header has been read
    std::optional<Error> mappingError;
    std::vector<ImportedFinding> batch;
    PassedOver unreadable;
    ImportSummary totals;
};

bool ReportReader::Data::flush()
{
    if (batch.empty())
        return !isStopped;
    if (!isStopped)
        isStopped = !sink(std::exchange(batch, {}));
    return !isStopped;
}

void ReportReader::Data::add(ImportRow row, std::uint64_t line)
{
    batch.push_back(maker.make(std::move(row), line));
    const ImportedFinding &made = batch.back();
    ++totals.rows;
    if (made.isValueAbsent)
        ++totals.withoutValue;
    if (totals.tool != made.claim.tool)
        totals.tool = made.claim.tool;
}

void ReportReader::Data::noteUnreadable(std::uint64_t line)
{
    unreadable.add(line);
}

bool ReportReader::Data::takePiece(const ReportPiece &piece)
{
    const bool isRead = tree.read(piece.text);
    const PieceKind kind = isRead
        ? reader.read(tree.root(), piece.pattern, piece.key, state,
                      [&](ImportRow row) { add(std::move(row), piece.line); })
        : PieceKind::Unreadable;
    state.decoded.clear();
    // A banner or a log may stand between the rows of a tool that writes lines.
    const bool isForeignLine = reader.patterns.empty() && !isRead && piece.text.front() != '{';
    if (kind == PieceKind::Unreadable && !isForeignLine)
        noteUnreadable(piece.line);
    return flushIfFull();
}

bool ReportReader::Data::takeCsvRow(std::uint64_t line, std::span<const std::string_view> fields)
{
    if (!mapping) {
        auto made = options.columns.empty() ? Result<ImportMapping>(guessMapping(fields))
                                            : mappingFrom(options.columns, fields);
        if (made && !made->isUsable()) {
            made = fail(ErrorKind::Invalid,
                        "no column is known to be a value, path or fingerprint; say which is which "
                        "with a mapping");
        }
        if (!made) {
            mappingError = made.error();
            return false;
        }
        mapping = *made;
        return true;
    }
    if (auto row = rowOfCsv(fields, *mapping))
        add(std::move(*row), line);
    else
        noteUnreadable(line);
    return flushIfFull();
}

Result<void> ReportReader::Data::begin(std::string_view text)
{
    hasBegun = true;
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
        return fail(ErrorKind::Unsupported,
                    "the report is in UTF-16; save it as UTF-8 and import it again");
    }
    if (totals.format == ImportFormat::Unknown)
        totals.format = detectImportFormat(text);
    state.tool = importToolName(totals.format);
    totals.tool = state.tool;
    if (totals.format == ImportFormat::Unknown) {
        return fail(ErrorKind::Unsupported,
                    "this is no report that is known; see the list of formats in the manual");
    }
    const SplitLimits limits{.pieceBytes = options.pieceBytes};
    if (totals.format == ImportFormat::Csv) {
        splitter = std::make_unique<CsvReader>(csvSeparatorOf(text),
                                               CsvLimits{.rowBytes = options.pieceBytes});
        return {};
    }
    reader = readerOf(totals.format);
    if (reader.read == nullptr)
        return {};
    if (reader.patterns.empty())
        splitter.emplace<LineSplitter>(limits);
    else
        splitter.emplace<JsonSplitter>(reader.patterns, limits);
    return {};
}

Result<bool> ReportReader::Data::take(std::string_view bytes)
{
    const PieceSink pieces = [this](const ReportPiece &piece) { return takePiece(piece); };
    if (auto *json = std::get_if<JsonSplitter>(&splitter))
        return json->feed(bytes, pieces);
    if (auto *lines = std::get_if<LineSplitter>(&splitter))
        return lines->feed(bytes, pieces);
    if (auto *csv = std::get_if<std::unique_ptr<CsvReader>>(&splitter)) {
        auto more = (*csv)->feed(
            bytes, [this](std::uint64_t line, auto fields) { return takeCsvRow(line, fields); });
        if (mappingError)
            return std::unexpected(*mappingError);
        return more;
    }
    return true;
}

ImportSummary ReportReader::Data::summary() const
{
    ImportSummary all = totals;
    all.unreadable = unreadable.count;
    all.unreadableLines = unreadable.lines;
    const auto addPassed = [&](const PassedOver &passed) {
        all.unreadable += passed.count;
        all.unreadableLines.insert(all.unreadableLines.end(), passed.lines.begin(),
                                   passed.lines.end());
    };
    if (const auto *json = std::get_if<JsonSplitter>(&splitter))
        addPassed(json->passedOver());
    if (const auto *lines = std::get_if<LineSplitter>(&splitter))
        addPassed(lines->passedOver());
    std::ranges::sort(all.unreadableLines);
    if (all.unreadableLines.size() > PassedOver::kMaxLines)
        all.unreadableLines.resize(PassedOver::kMaxLines);
    return all;
}

ReportReader::ReportReader(ImportOptions options, ImportSink sink)
    : m_data(std::make_unique<Data>(std::move(options), std::move(sink)))
{
}

ReportReader::~ReportReader() = default;

Result<bool> ReportReader::feed(std::string_view bytes)
{
    Data &data = *m_data;
    if (data.isStopped)
        return false;
    data.totals.bytes += bytes.size();
    if (data.hasBegun)
        return data.take(bytes);
    data.head.append(bytes);
    if (data.head.size() < kDetectBytes)
        return true;
    std::string_view text(data.head.bytes().data(), data.head.size());
    if (auto begun = data.begin(text); !begun)
        return std::unexpected(begun.error());
    if (text.starts_with(kMark) && data.totals.format != ImportFormat::Csv)
        text.remove_prefix(kMark.size());
    auto more = data.take(text);
    data.head.clear();
    return more;
}

Result<ImportSummary> ReportReader::finish()
{
    Data &data = *m_data;
    Result<bool> more = true;
    if (!data.hasBegun) {
        std::string_view text(data.head.bytes().data(), data.head.size());
        if (auto begun = data.begin(text); !begun)
            return std::unexpected(begun.error());
        if (text.starts_with(kMark) && data.totals.format != ImportFormat::Csv)
            text.remove_prefix(kMark.size());
        more = data.take(text);
        data.head.clear();
    }
    std::optional<Error> problem;
    if (!more) {
        problem = more.error();
    } else if (!data.isStopped) {
        const PieceSink pieces
            = [&data](const ReportPiece &piece) { return data.takePiece(piece); };
        if (auto *json = std::get_if<JsonSplitter>(&data.splitter)) {
            if (auto ended = json->finish(); !ended)
                problem = ended.error();
        } else if (auto *lines = std::get_if<LineSplitter>(&data.splitter)) {
            static_cast<void>(lines->finish(pieces));
        } else if (auto *csv = std::get_if<std::unique_ptr<CsvReader>>(&data.splitter)) {
            auto ended = (*csv)->finish(
                [&data](std::uint64_t line, auto fields) { return data.takeCsvRow(line, fields); });
            if (data.mappingError)
                problem = data.mappingError;
            else if (!ended)
                problem = ended.error();
        }
    }
    data.flush();
    ImportSummary summary = data.summary();
    if (!problem)
        return summary;
    if (summary.rows == 0)
        return std::unexpected(*problem);
    summary.isComplete = false;
    summary.problem = problem->text();
    return summary;
}

ImportSummary ReportReader::summary() const
{
    return m_data->summary();
}

Result<ImportSummary> importFile(const std::string &path, const ImportOptions &options,
                                 const ImportSink &sink, ImportProgress &progress,
                                 std::stop_token stop)
{
    auto opened = openReport(path);
    if (!opened)
        return std::unexpected(opened.error());
    progress.bytesTotal = opened->bytes;
    progress.bytesDone = 0;
    progress.rows = 0;
    ImportOptions own = options;
    if (own.date == 0)
        own.date = opened->modified;
    ReportReader reader(std::move(own), [&](std::vector<ImportedFinding> batch) {
        progress.rows += batch.size();
        return sink(std::move(batch)) && !stop.stop_requested();
    });
    ReadBuffer buffer(kReadBytes);
    std::optional<Error> problem;
    while (!problem) {
        if (stop.stop_requested()) {
            problem = Error{ErrorKind::Cancelled, "the import was stopped", path};
            break;
        }
        const auto bytes = readSome(opened->file, buffer.bytes(), path);
        if (!bytes) {
            problem = bytes.error();
            break;
        }
        if (bytes->empty())
            break;
        progress.bytesDone += bytes->size();
        const auto more = reader.feed(*bytes);
        if (!more) {
            problem = more.error();
            problem->where = problem->where.empty() ? path : path + ", " + problem->where;
        } else if (!*more) {
            break;
        }
    }
    if (!problem && stop.stop_requested())
        problem = Error{ErrorKind::Cancelled, "the import was stopped", path};
    auto summary = problem && reader.summary().rows == 0
        ? Result<ImportSummary>(std::unexpected(*problem))
        : reader.finish();
    if (!summary && summary.error().where.find(path) == std::string::npos) {
        Error named = summary.error();
        named.where = named.where.empty() ? path : path + ", " + named.where;
        return std::unexpected(std::move(named));
    }
    if (summary && problem) {
        summary->isComplete = false;
        summary->problem = problem->text();
    }
    return summary;
}

Result<ImportPreview> previewFile(const std::string &path)
{
    auto opened = openReport(path);
    if (!opened)
        return std::unexpected(opened.error());
    ReadBuffer buffer(kDetectBytes);
    std::size_t size = 0;
    while (size < buffer.bytes().size()) {
        const auto bytes = readSome(opened->file, buffer.bytes().subspan(size), path);
        if (!bytes)
            return std::unexpected(bytes.error());
        if (bytes->empty())
            break;
        size += bytes->size();
    }
    const std::string_view head(buffer.bytes().data(), size);
    ImportPreview preview;
    preview.bytes = opened->bytes;
    preview.format = detectImportFormat(head);
    if (preview.format == ImportFormat::Unknown) {
        return fail(ErrorKind::Unsupported,
                    "this is no report that is known; see the list of formats in the manual", path);
    }
    if (preview.format != ImportFormat::Csv)
        return preview;
    CsvReader reader(csvSeparatorOf(head));
    const auto header = [&](std::uint64_t, std::span<const std::string_view> fields) {
        for (const std::string_view field : fields)
            preview.columns.push_back(escapeControl(field.substr(0, 128)));
        preview.mapping = guessMapping(fields);
        return false;
    };
    auto more = reader.feed(head, header);
    if (more && *more && preview.columns.empty())
        more = reader.finish(header);
    if (!more)
        return std::unexpected(more.error());
    return preview;
}

} // namespace rekey::report
