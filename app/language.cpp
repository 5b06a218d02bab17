// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"

#include "ui/widgets/pseudotranslator.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <string_view>

using namespace Qt::StringLiterals;

namespace rekey::app {

namespace {

/// The tool that gathers texts loses the namespace of some classes.
class Translator final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override
    {
        const QString found = QTranslator::translate(context, source, disambiguation, n);
        const std::string_view name(context);
        const std::size_t last = name.rfind(':');
        if (!found.isNull() || last == std::string_view::npos)
            return found;
        return QTranslator::translate(context + last + 1, source, disambiguation, n);
    }
};

void install(QApplication &application, const QLocale &locale, const QString &name,
             const QString &folder)
{
    auto *translator = new Translator(&application);
    if (translator->load(locale, name, u"_"_s, folder))
        QCoreApplication::installTranslator(translator);
}

} // namespace

void installLanguage(QApplication &application, const QString &wanted)
{
    const QString name = qEnvironmentVariable("REKEY_LANG", wanted);
    if (name.startsWith("qps"_L1)) {
        QCoreApplication::installTranslator(new ui::PseudoTranslator(&application));
        if (name == "qps-plocm"_L1)
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        return;
    }
    const QLocale locale = name == "system"_L1 || name.isEmpty() ? QLocale() : QLocale(name);
    if (name != "system"_L1 && !name.isEmpty())
        QLocale::setDefault(locale);
    // English is in the source, but for its plurals.
    install(application, QLocale(QLocale::English), u"rekey"_s, u":/rekey/translations"_s);
    install(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, locale, u"rekey"_s, u":/rekey/translations"_s);
}

} // namespace rekey::app
