// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliscan.h"

#include "app/clifiles.h"
#include "app/scanmonitor.h"
#include "core/base/text.h"
#include "core/scan/makecontext.h"
#include "core/sources/filesource.h"
#include "core/sources/gitsource.h"
#include "core/sources/stagedlines.h"

#include <QCryptographicHash>

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

namespace rekey::app {

namespace {

using Sources = std::vector<std::shared_ptr<sources::Source>>;

Result<std::shared_ptr<sources::Source>> shared(Result<std::unique_ptr<sources::Source>> source)
{
    return std::move(source).transform(
        [](std::unique_ptr<sources::Source> opened) { return std::shared_ptr(std::move(opened)); });
}

Result<std::shared_ptr<sources::Source>> openSource(const std::string &path,
                                                    const ScanCommand &command)
{
    if (path == "-")
        return std::shared_ptr(sources::makeStreamSource("standard input", STDIN_FILENO));
    std::error_code code;
    if (!std::filesystem::is_directory(path, code) && !command.staged)
        return shared(sources::openFileSource(path));
    if (command.staged || sources::isGitRepository(path)) {
        return shared(sources::openGitSource(path,
                                             {.history = command.history,
                                              .worktree = !command.staged,
                                              .staged = command.staged,
                                              .ignored = command.ignored.value_or(false),
                                              .ownFiles = true}));
    }
    return shared(sources::openFolderSource(path, {.ignored = command.ignored.value_or(true)}));
}

std::optional<Sources> openSources(const ScanCommand &command)
{
    Sources opened;
    for (const std::string &path : command.paths) {
        auto source = openSource(path, command);
        if (!source) {
            say(source.error().text() + "; check the path");
            return std::nullopt;
        }
        opened.push_back(std::move(*source));
    }
    return opened;
}

/// Drops places on lines that the commit doesn't add, and findings without places.
bool keepAddedLines(scan::ScanResult &result, const ScanCommand &command)
{
    for (std::size_t i = 0; i < command.paths.size(); ++i) {
        const auto added = sources::StagedLines::read(command.paths[i]);
        if (!added) {
            say(added.error().text());
            return false;
        }
        for (finding::Finding &finding : result.findings) {
            std::erase_if(finding.places, [&](const finding::Place &place) {
                return place.source == i && !added->contains(place.path, place.line);
            });
        }
    }
    std::erase_if(result.findings,
                  [](const finding::Finding &finding) { return finding.places.empty(); });
    return true;
}

bool wantsColour(const ScanCommand &command)
{
    const char *noColour = std::getenv("NO_COLOR");
    return command.colour == Colour::Auto && command.output.empty() && ::isatty(STDOUT_FILENO) == 1
        && (noColour == nullptr || *noColour == '\0');
}

std::size_t terminalWidth(const ScanCommand &command)
{
    winsize size{};
    if (!command.output.empty() || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

std::optional<std::string> sha256Of(const secret::Vault &vault, const finding::Finding &finding)
{
    const auto value = vault.open(finding.value);
    if (!value)
        return std::nullopt;
    const QByteArrayView view(value->view().data(), static_cast<qsizetype>(value->size()));
    return QCryptographicHash::hash(view, QCryptographicHash::Sha256).toHex().toStdString();
}

report::ReportOptions reportOptions(const ScanCommand &command,
                                    const std::shared_ptr<const secret::Vault> &vault)
{
    report::ReportOptions options;
    options.colour = wantsColour(command);
    options.width = terminalWidth(command);
    options.placesPerFinding = command.places;
    if (command.withSha256)
        options.sha256
            = [vault](const finding::Finding &finding) { return sha256Of(*vault, finding); };
    if (command.show) {
        options.show = [vault](const finding::Finding &finding) {
            auto value = vault->open(finding.value);
            return value ? std::optional(std::move(*value)) : std::nullopt;
        };
    }
    return options;
}

bool writeReport(const ScanCommand &command, const report::Report &report,
                 const report::ReportOptions &options)
{
    const auto content
        = [&](std::ostream &out) { report::write(out, command.format, report, options); };
    return writeOutput(command.output, content);
}

ExitCode exitCode(const ScanCommand &command, const scan::ScanResult &result)
{
    for (const finding::Finding &finding : result.findings) {
        if (command.failOn && finding.confidence >= *command.failOn
            && finding.verdict != finding::Verdict::NotASecret)
            return ExitFindings;
    }
    return result.complete ? ExitNothing : ExitIncomplete;
}

void printHookAdvice(const scan::ScanResult &result)
{
    if (result.findings.empty())
        return;
    std::cerr << "\nThe commit adds " << report::groupedNumber(result.findings.size())
              << (result.findings.size() == 1 ? " secret" : " secrets")
              << ". Three ways out:\n"
                 "  fix      take it out of the staged lines and read it from the environment or a "
                 "secret manager;\n"
                 "           a key that was ever pushed must be replaced\n"
                 "  mark     if it is a made-up test value, put rekey:allow in a comment of its "
                 "line\n"
                 "  look     open it in the window: rekey .\n";
}

void printWords(const ScanCommand &command, const report::Report &report)
{
    for (const sources::Coverage &coverage : report.coverage) {
        for (const std::string &note : coverage.notes)
            say(escapeControl(coverage.source) + ": " + escapeControl(note));
        if (!coverage.complete)
            say(escapeControl(coverage.source)
                + ": not everything could be read; see the skipped items of --format json");
    }
    if (!command.quiet)
        std::cerr << report::summary(report) << '\n';
}

int report(const ScanCommand &command, const scan::ScanContext &context,
           const scan::ScanResult &result)
{
    const report::Report report{.findings = result.findings,
                                .coverage = result.coverage,
                                .rules = &context.rules->pack(),
                                .complete = result.complete,
                                .elapsedMs = result.elapsedMs,
                                .version = REKEY_VERSION};
    if (!writeReport(command, report, reportOptions(command, context.vault)))
        return mappedExit(ExitIncomplete, command.exitStyle);
    printWords(command, report);
    if (command.staged)
        printHookAdvice(result);
    return mappedExit(exitCode(command, result), command.exitStyle);
}

} // namespace

std::optional<std::vector<rules::RuleFile>> readRuleFiles(const std::vector<std::string> &paths)
{
    std::vector<rules::RuleFile> files;
    for (const std::string &path : paths) {
        auto file = scan::readRuleFile(path);
        if (!file) {
            say(file.error().text());
            return std::nullopt;
        }
        files.push_back(std::move(*file));
    }
    return files;
}

int runScanCommand(const ScanCommand &command)
{
    if (command.show && ::isatty(STDOUT_FILENO) != 1) {
        say("--show prints values to a terminal only");
        return ExitPolicy;
    }
    const auto files = readRuleFiles(command.ruleFiles);
    const auto opened = files ? openSources(command) : std::nullopt;
    if (!opened)
        return ExitUsage;
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext(userFolders(), *files, notes);
    if (!context) {
        say(context.error().text());
        return ExitUsage;
    }
    for (const std::string &note : notes)
        say(note);
    scan::ScanProgress progress;
    std::stop_source stop;
    Result<scan::ScanResult> result;
    {
        const ScanMonitor monitor(progress, stop, !command.quiet);
        result = scan::runScan(
            *context, *opened, {.workers = command.jobs, .useDeltas = command.useDeltas}, progress,
            [](const scan::FindingBatch &) { }, stop.get_token());
    }
    if (!result) {
        say(result.error().text());
        return mappedExit(ExitIncomplete, command.exitStyle);
    }
    if (command.staged && !keepAddedLines(*result, command))
        return mappedExit(ExitIncomplete, command.exitStyle);
    return report(command, *context, *result);
}

} // namespace rekey::app
