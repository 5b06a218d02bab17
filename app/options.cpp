// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::app {

namespace {

struct StateName
{
    QLatin1StringView name;
    ShotState state;
    int page = 0;
};

constexpr auto kStates = std::to_array<StateName>({
    {"empty"_L1, ShotState::Empty},
    {"findings"_L1, ShotState::Findings},
    {"paste"_L1, ShotState::Paste},
    {"palette"_L1, ShotState::Palette},
    {"coverage"_L1, ShotState::Coverage},
    {"keys"_L1, ShotState::Keys},
    {"filter"_L1, ShotState::Filter},
    {"first-run"_L1, ShotState::FirstRun},
    {"first-run-role"_L1, ShotState::FirstRun, 1},
    {"first-run-end"_L1, ShotState::FirstRun, 2},
    {"settings"_L1, ShotState::Settings},
    {"settings-appearance"_L1, ShotState::Settings, 1},
    {"settings-keys"_L1, ShotState::Settings, 2},
    {"settings-scanning"_L1, ShotState::Settings, 3},
    {"settings-security"_L1, ShotState::Settings, 4},
    {"settings-store"_L1, ShotState::Settings, 5},
    {"settings-reports"_L1, ShotState::Settings, 6},
    {"settings-network"_L1, ShotState::Settings, 7},
    {"locked"_L1, ShotState::Locked},
    {"dashboard"_L1, ShotState::Dashboard},
    {"hygiene"_L1, ShotState::Hygiene},
    {"timeline"_L1, ShotState::Timeline},
    {"fix"_L1, ShotState::Fix},
    {"incidents"_L1, ShotState::Incidents},
    {"rotation"_L1, ShotState::Rotation},
    {"rotations"_L1, ShotState::Rotations},
    {"seal"_L1, ShotState::Seal},
    {"seals"_L1, ShotState::Seals},
    {"broker"_L1, ShotState::Broker},
    {"verify"_L1, ShotState::Verify},
    {"import"_L1, ShotState::Import},
    {"compare"_L1, ShotState::Compare},
    {"export"_L1, ShotState::Export},
});

constexpr int kLeastSide = 320;
constexpr int kMostSide = 8192;

QString stateNames()
{
    QStringList names;
    for (const StateName &one : kStates)
        names.append(one.name);
    return names.join(u", "_s);
}

bool readSize(const QString &text, QSize *size)
{
    static const QRegularExpression pattern(u"^(\\d{1,5})x(\\d{1,5})$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    const QSize read(match.captured(1).toInt(), match.captured(2).toInt());
    const auto fits = [](int side) { return side >= kLeastSide && side <= kMostSide; };
    if (!match.hasMatch() || !fits(read.width()) || !fits(read.height()))
        return false;
    *size = read;
    return true;
}

/// Empty when all is well.
QString readValues(const QCommandLineParser &parser, Options *options)
{
    if (parser.isSet(u"size"_s) && !readSize(parser.value(u"size"_s), &options->size))
        return u"--size wants WIDTHxHEIGHT, each from %1 to %2: not \"%3\""_s.arg(kLeastSide)
            .arg(kMostSide)
            .arg(parser.value(u"size"_s));
    if (parser.isSet(u"theme"_s)) {
        const QString theme = parser.value(u"theme"_s);
        if (theme != "dark"_L1 && theme != "light"_L1 && theme != "contrast"_L1)
            return u"--theme wants dark, light or contrast: not \"%1\""_s.arg(theme);
        options->theme = ui::themeFromName(theme);
    }
    if (parser.isSet(u"state"_s)) {
        const QString wanted = parser.value(u"state"_s);
        for (const StateName &one : kStates) {
            if (wanted != one.name)
                continue;
            options->state = one.state;
            options->page = one.page;
        }
        if (!options->state)
            return u"--state wants one of %1: not \"%2\""_s.arg(stateNames(), wanted);
        if (options->screenshot.isEmpty())
            return u"--state is for --screenshot"_s;
    }
    return {};
}

} // namespace

Options readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Finds leaked secrets in repositories, folders and files, and shows one row for each."_s);
    parser.addPositionalArgument(u"path"_s, u"Repositories, folders and files to scan."_s,
                                 u"[PATH...]"_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Says this and ends."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Says the version and ends."_s);
    parser.addOptions(
        {help,
         version,
         {u"screenshot"_s, u"Writes a picture of the window and ends; needs no display."_s,
          u"FILE.png"_s},
         {u"size"_s, u"Size of that picture."_s, u"WxH"_s},
         {u"state"_s, u"What it shows: %1."_s.arg(stateNames()), u"NAME"_s},
         {u"read-only"_s, u"Changes nothing that is kept and shows no value: for evidence."_s},
         {u"theme"_s, u"Colours for this run: dark, light or contrast."_s, u"NAME"_s}});
    Options options;
    if (!parser.parse(arguments)) {
        options.problem = parser.errorText();
        return options;
    }
    if (parser.isSet(help)) {
        // Qt takes the name from an application, which there is none of yet.
        options.say = parser.helpText().replace(u"<executable_name>"_s, u"rekey"_s);
        return options;
    }
    if (parser.isSet(version)) {
        options.say = u"rekey " REKEY_VERSION "\n"_s;
        return options;
    }
    options.paths = parser.positionalArguments();
    options.screenshot = parser.value(u"screenshot"_s);
    options.isReadOnly = parser.isSet(u"read-only"_s);
    options.problem = readValues(parser, &options);
    return options;
}

} // namespace rekey::app
