// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibroker.h"
#include "app/clicompletion.h"
#include "app/clihygiene.h"
#include "app/cliimport.h"
#include "app/clireport.h"
#include "app/clirotate.h"
#include "app/clirules.h"
#include "app/cliscan.h"
#include "app/cliseal.h"
#include "app/clistore.h"
#include "app/cliverifyoptions.h"
#include "core/secret/hardening.h"

#include <algorithm>
#include <clocale>
#include <iostream>

namespace {

using namespace rekey;

int usageError(const Error &error)
{
    std::cerr << "rekey-cli: " << error.text() << "\nTry rekey-cli --help\n";
    return app::ExitUsage;
}

template <typename Command> int run(Result<Command> command, int (*action)(const Command &))
{
    return command ? action(*command) : usageError(command.error());
}

int dispatch(const std::string &verb, std::vector<std::string> rest)
{
    if (std::ranges::find(rest, "--help") != rest.end()) {
        std::cout << app::usage();
        return app::ExitNothing;
    }
    if (verb == "scan")
        return run(app::parseScan(std::move(rest)), app::runScanCommand);
    if (verb == "import")
        return run(app::parseImport(std::move(rest)), app::runImportCommand);
    if (verb == "compare")
        return run(app::parseCompare(std::move(rest)), app::runCompareCommand);
    if (verb == "rules")
        return run(app::parseRules(std::move(rest)), app::runRulesCommand);
    if (verb == "report")
        return run(app::parseReport(std::move(rest)), app::runReportCommand);
    if (verb == "completion")
        return app::runCompletionCommand(rest);
    if (verb == "explain")
        return run(app::parseExplain(std::move(rest)), app::runExplainCommand);
    if (verb == "store")
        return run(app::parseStore(std::move(rest)), app::runStoreCommand);
    if (verb == "mark")
        return run(app::parseMark(std::move(rest)), app::runMarkCommand);
    if (verb == "rotate")
        return run(app::parseRotate(std::move(rest)), app::runRotateCommand);
    if (verb == "seal")
        return run(app::parseSeal(std::move(rest)), app::runSealCommand);
    if (verb == "broker")
        return run(app::parseBroker(std::move(rest)), app::runBrokerCommand);
    if (verb == "list")
        return run(app::parseList(std::move(rest)), app::runListCommand);
    if (verb == "hygiene")
        return run(app::parseHygiene(std::move(rest)), app::runHygieneCommand);
    if (verb == "verify")
        return run(app::parseVerify(std::move(rest)), app::runVerifyCommand);
    if (verb == "providers")
        return run(app::parseProviders(std::move(rest)), app::runProvidersCommand);
    if (verb == "--help" || verb == "-h" || verb == "help") {
        std::cout << app::usage();
        return app::ExitNothing;
    }
    if (verb == "--version") {
        std::cout << "rekey-cli " REKEY_VERSION "\n";
        return app::ExitNothing;
    }
    return usageError({ErrorKind::Invalid, "unknown command \"" + verb + '"', {}});
}

} // namespace

int main(int argc, char **argv)
{
    if (!secret::hardenProcess()) {
        std::cerr << "rekey-cli: cannot switch core dumps off; refusing to handle secrets\n";
        return app::ExitPolicy;
    }
    std::setlocale(LC_CTYPE, "");
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
        std::cerr << app::usage();
        return app::ExitUsage;
    }
    return dispatch(arguments.front(), {arguments.begin() + 1, arguments.end()});
}
