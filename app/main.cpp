// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "app/options.h"
#include "app/screenshot.h"
#include "core/secret/hardening.h"
#include "ui/report/pdffile.h"

#include <QApplication>
#include <QFile>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

rekey::app::Options optionsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return rekey::app::readOptions(arguments);
}

/// `rekey --html-to-pdf FILE` for rekey-cli: a report of ours from standard input, no window.
int printPdf(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::string path = argv[2];
    const QGuiApplication application(argc, argv);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return 2;
    const auto done = rekey::ui::writePdf(path, in.readAll().toStdString());
    if (!done)
        std::fprintf(stderr, "rekey: %s\n", done.error().text().c_str());
    return done ? 0 : 3;
}

} // namespace

int main(int argc, char **argv)
{
    if (!rekey::secret::hardenProcess()) {
        std::fputs("rekey: cannot keep secrets out of core dumps here; stopping\n", stderr);
        return 6;
    }
    if (argc == 3 && qstrcmp(argv[1], "--html-to-pdf") == 0)
        return printPdf(argc, argv);
    const rekey::app::Options options = optionsOf(argc, argv);
    if (!options.problem.isEmpty()) {
        std::fprintf(stderr, "rekey: %s\nTry rekey --help.\n", qPrintable(options.problem));
        return 2;
    }
    if (!options.say.isEmpty()) {
        std::fputs(qPrintable(options.say), stdout);
        return 0;
    }
    if (!options.screenshot.isEmpty() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setOrganizationName(u"rekey"_s);
    QCoreApplication::setApplicationName(u"rekey"_s);
    QGuiApplication::setDesktopFileName(u"org.rekey.Rekey"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(REKEY_VERSION));
    QApplication application(argc, argv);

    rekey::app::Composition parts(application, options);
    if (!options.screenshot.isEmpty())
        parts.window().resize(options.size);
    parts.window().show();
    parts.window().scanPaths(options.paths);
    std::optional<rekey::app::Screenshot> screenshot;
    if (!options.screenshot.isEmpty())
        screenshot.emplace(parts, options);
    return QApplication::exec();
}
