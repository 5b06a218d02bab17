// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/evidencepack.h"

#include "core/report/digests.h"
#include "core/report/jsonvalues.h"
#include "core/report/packfiles.h"
#include "core/report/textreport.h"

#include <filesystem>
#include <fstream>
#include <functional>

namespace rekey::report {

namespace {

namespace fs = std::filesystem;

using Content = std::function<Result<void>(std::ostream &)>;

Result<void> writeFile(const fs::path &path, const Content &content)
{
    std::ofstream out(path, std::ios::binary);
    if (auto done = content(out); !done)
        return done;
    out.close();
    if (!out)
        return fail(ErrorKind::Io, "cannot be written; is the disk full?", path.string());
    return {};
}

Content textContent(const Report &report, const ReportOptions &options, const std::string &title,
                    TextFormat format)
{
    return [&report, &options, title, format](std::ostream &out) -> Result<void> {
        auto text = textReport(
            report, options,
            {.kind = TextTemplate::Incident, .format = format, .title = title, .scope = {}});
        if (!text)
            return std::unexpected(text.error());
        out << *text;
        return {};
    };
}

Content plain(std::function<void(std::ostream &)> write)
{
    return [write = std::move(write)](std::ostream &out) -> Result<void> {
        write(out);
        return {};
    };
}

Result<std::string> manifestOf(const fs::path &folder, const std::vector<std::string> &names,
                               const Report &report)
{
    JsonValue json{{"format", "rekey evidence pack 1"},
                   {"made", isoTime(report.madeAt)},
                   {"version", report.version},
                   {"files", JsonValue::array()}};
    for (const std::string &name : names) {
        const auto digests = digestsOfFile((folder / name).string());
        if (!digests)
            return std::unexpected(digests.error());
        json["files"].push_back({{"name", name},
                                 {"size", digests->size},
                                 {"sha256", digests->sha256},
                                 {"blake2b", digests->blake2b}});
    }
    return json.dump(2) + '\n';
}

Result<void> fill(const fs::path &folder, const Report &report, const ReportOptions &options,
                  const std::string &title, const KeyPair &key)
{
    ReportOptions plainOptions = options;
    plainOptions.sha256 = nullptr;
    plainOptions.show = nullptr;
    const std::vector<std::pair<std::string, Content>> files = {
        {"report.md", textContent(report, plainOptions, title, TextFormat::Markdown)},
        {"report.html", textContent(report, plainOptions, title, TextFormat::Html)},
        {"timeline.jsonl",
         plain([&](std::ostream &out) { writeTimeline(out, report, plainOptions); })},
        {"coverage.json", plain([&](std::ostream &out) { writeCoverage(out, report); })},
        {"findings.jsonl",
         plain([&](std::ostream &out) { write(out, Format::JsonLines, report, plainOptions); })},
        {"findings.sarif",
         plain([&](std::ostream &out) { write(out, Format::Sarif, report, plainOptions); })},
    };
    std::vector<std::string> names;
    for (const auto &[name, content] : files) {
        if (auto done = writeFile(folder / name, content); !done)
            return done;
        names.push_back(name);
    }
    const auto manifest = manifestOf(folder, names, report);
    if (!manifest)
        return std::unexpected(manifest.error());
    const JsonValue signature{{"format", "rekey signature 1"},
                              {"key", key.publicKey().text()},
                              {"signature", key.sign(*manifest)}};
    return writeFile(folder / kManifestName, plain([&](std::ostream &out) { out << *manifest; }))
        .and_then([&] {
            return writeFile(folder / kSignatureName,
                             plain([&](std::ostream &out) { out << signature.dump(2) << '\n'; }));
        });
}

} // namespace

Result<void> writeEvidencePack(const std::string &path, const Report &report,
                               const ReportOptions &options, const std::string &title,
                               const KeyPair &key)
{
    std::error_code code;
    if (fs::exists(path, code))
        return fail(ErrorKind::Invalid, "exists already; choose another name for the pack", path);
    const fs::path folder = path + ".part";
    fs::remove_all(folder, code);
    if (!fs::create_directory(folder, code))
        return fail(ErrorKind::Io, "cannot make the folder: " + code.message(), folder.string());
    fs::permissions(folder, fs::perms::owner_all, code);
    Result<void> done = fill(folder, report, options, title, key);
    if (done && path.ends_with(".tar")) {
        done = writeArchive(path, folder.string(), report.madeAt);
        fs::remove_all(folder, code);
        return done;
    }
    if (done)
        fs::rename(folder, path, code);
    if (!done || code)
        fs::remove_all(folder);
    if (done && code)
        return fail(ErrorKind::Io, "cannot be made: " + code.message(), path);
    return done;
}

} // namespace rekey::report
