// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clireport.h"

#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "app/clireportsource.h"
#include "core/base/folders.h"
#include "core/base/text.h"
#include "core/report/evidencepack.h"
#include "core/report/handoverpack.h"
#include "core/report/jsonreader.h"
#include "core/report/textreport.h"

#include <QProcess>

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>

namespace rekey::app {

namespace {

using Template = ReportCommand::Template;
using report::PublicKey;

std::string keyPath(PublicKey::Use use)
{
    const std::string folder = userFolders().data;
    return folder.empty()
        ? std::string()
        : folder + (use == PublicKey::Use::Sign ? "/evidence.key" : "/handover.key");
}

Result<report::KeyPair> ownKey(PublicKey::Use use)
{
    const std::string path = keyPath(use);
    if (path.empty())
        return fail(ErrorKind::NotFound, "there is no home folder to keep a key in; set HOME");
    return report::KeyPair::loadOrCreate(path, use);
}

Result<report::ReportOptions> optionsOf(const ReportCommand &command)
{
    report::ReportOptions options;
    options.masking = command.masking;
    options.withNames = command.withNames;
    if (!command.baseline.empty()) {
        const auto older = report::readReport(command.baseline);
        if (!older)
            return std::unexpected(older.error());
        options.baseline.emplace();
        for (const finding::Finding &finding : older->findings)
            options.baseline->insert(finding.id.hex());
    }
    return options;
}

/// The window's program draws the PDF, for it has the fonts; it shows nothing.
int writePdf(const std::string &html, const std::string &output)
{
    std::error_code code;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", code);
    const std::filesystem::path printer = self.parent_path() / "rekey";
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(
        QString::fromStdString(std::filesystem::exists(printer, code) ? printer.string() : "rekey"),
        {QStringLiteral("--html-to-pdf"),
         QString::fromLocal8Bit(output.data(), static_cast<qsizetype>(output.size()))});
    if (!process.waitForStarted()) {
        say("PDF is made by the window program, and rekey is not installed here; use --format "
            "html");
        return ExitUsage;
    }
    process.write(html.data(), static_cast<qint64>(html.size()));
    process.closeWriteChannel();
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? ExitNothing
                                                                                   : ExitIncomplete;
}

std::string scopeOf(const ReportCommand &command)
{
    return command.scope.empty() && !command.incident.empty() ? "incident " + command.incident
                                                              : command.scope;
}

int writeText(const ReportCommand &command, const report::Report &report,
              const report::ReportOptions &options)
{
    const auto kind = command.kind == Template::Incident ? report::TextTemplate::Incident
        : command.kind == Template::Manager              ? report::TextTemplate::Manager
                                                         : report::TextTemplate::Ticket;
    const auto format
        = command.format == "md" ? report::TextFormat::Markdown : report::TextFormat::Html;
    const auto text = report::textReport(
        report, options,
        {.kind = kind, .format = format, .title = command.title, .scope = scopeOf(command)});
    if (!text) {
        say(text.error().text());
        return ExitIncomplete;
    }
    if (command.format == "pdf")
        return writePdf(*text, command.output);
    return writeOutput(command.output, [&](std::ostream &out) { out << *text; }) ? ExitNothing
                                                                                 : ExitIncomplete;
}

int writePack(const ReportCommand &command, const report::Report &report,
              const report::ReportOptions &options)
{
    const auto key = ownKey(PublicKey::Use::Sign);
    if (!key) {
        say(key.error().text());
        return ExitIncomplete;
    }
    if (auto done = report::writeEvidencePack(command.output, report, options, command.title, *key);
        !done) {
        say(done.error().text());
        return ExitIncomplete;
    }
    say("signed by " + key->publicKey().text() + ", fingerprint " + key->publicKey().fingerprint());
    return ExitNothing;
}

std::string templateName(Template kind)
{
    switch (kind) {
    case Template::Data:
        return "data";
    case Template::Incident:
        return "incident report";
    case Template::Manager:
        return "manager's page";
    case Template::Ticket:
        return "developer ticket";
    case Template::Evidence:
        break;
    }
    return "evidence pack";
}

int writeKind(const ReportCommand &command, const report::Report &report,
              const report::ReportOptions &options)
{
    if (command.kind == Template::Evidence)
        return writePack(command, report, options);
    if (command.kind != Template::Data)
        return writeText(command, report, options);
    const auto format = report::formatFromName(command.format).value_or(report::Format::JsonLines);
    const bool written = writeOutput(
        command.output, [&](std::ostream &out) { report::write(out, format, report, options); });
    return written ? ExitNothing : ExitIncomplete;
}

int writeReport(const ReportCommand &command)
{
    auto source = ReportSource::open(command);
    if (!source && command.from.empty())
        return fails(source.error());
    const auto options = source ? optionsOf(command) : std::unexpected(source.error());
    if (!options) {
        say(options.error().text());
        return ExitUsage;
    }
    const int exit = writeKind(command, source->report(), *options);
    if (exit != ExitNothing)
        return exit;
    const std::string what = templateName(command.kind)
        + (command.format.empty() ? std::string() : ", " + command.format);
    if (auto noted = source->noteExport(what); !noted)
        return fails(noted.error());
    return exit;
}

void name(std::string_view what, const std::vector<std::string> &names)
{
    for (const std::string &file : names)
        std::cout << what << ": " << escapeControl(file) << '\n';
}

int verify(const ReportCommand &command)
{
    std::optional<PublicKey> expected;
    if (!command.key.empty()) {
        const auto key = PublicKey::parse(command.key, PublicKey::Use::Sign);
        if (!key) {
            say(key.error().text());
            return ExitUsage;
        }
        expected = *key;
    }
    const auto check = report::checkEvidencePack(command.pack, expected);
    if (!check) {
        say(check.error().text());
        return ExitIncomplete;
    }
    name("altered", check->altered);
    name("missing", check->missing);
    name("added", check->added);
    if (!check->isSignatureRight)
        std::cout << "signature: wrong\n";
    std::cout << (check->isIntact() ? "intact: " : "NOT intact: ") << check->files
              << " files, signed by " << check->signer.text() << '\n';
    if (!expected)
        say("compare the key's fingerprint with its owner: " + check->signer.fingerprint());
    return check->isIntact() ? ExitNothing : ExitFindings;
}

int showKeys()
{
    const auto sign = ownKey(PublicKey::Use::Sign);
    const auto seal = ownKey(PublicKey::Use::Seal);
    if (!sign || !seal) {
        say((sign ? seal.error() : sign.error()).text());
        return ExitIncomplete;
    }
    for (const report::KeyPair *pair : {&*sign, &*seal})
        std::cout << pair->publicKey().text() << "  " << pair->publicKey().fingerprint() << '\n';
    say("the first signs your evidence packs; give the second to those who hand secrets over to "
        "you");
    return ExitNothing;
}

int openPack(const ReportCommand &command)
{
    if (command.show && ::isatty(STDOUT_FILENO) != 1) {
        say("--show prints values to a terminal only; --value ID writes one to a pipe");
        return ExitPolicy;
    }
    const auto key = ownKey(PublicKey::Use::Seal);
    if (!key) {
        say(key.error().text());
        return ExitIncomplete;
    }
    bool isFound = false;
    const auto opened
        = report::openHandoverPack(command.pack, *key, [&](const report::HandedOver &handed) {
              if (!command.value.empty()) {
                  if (handed.finding.id.hex() == command.value && !isFound)
                      std::cout << handed.value.view();
                  isFound = isFound || handed.finding.id.hex() == command.value;
                  return;
              }
              std::cout << handed.finding.id.hex() << "  " << escapeControl(handed.finding.type)
                        << "  " << escapeControl(handed.finding.masked) << '\n';
              if (command.show)
                  std::cout << "    value: " << escapeControl(handed.value.view()) << '\n';
          });
    std::cout.flush();
    if (!opened) {
        say(opened.error().text());
        return ExitPolicy;
    }
    if (!command.value.empty() && !isFound) {
        say("no secret of that id is in the pack; see report open without --value");
        return ExitUsage;
    }
    return ExitNothing;
}

} // namespace

int runReportCommand(const ReportCommand &command)
{
    switch (command.verb) {
    case ReportCommand::Verb::Write:
        return writeReport(command);
    case ReportCommand::Verb::Verify:
        return verify(command);
    case ReportCommand::Verb::Keys:
        return showKeys();
    case ReportCommand::Verb::Open:
        return openPack(command);
    }
    return ExitUsage;
}

} // namespace rekey::app
