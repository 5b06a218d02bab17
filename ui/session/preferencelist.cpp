// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using Kind = PreferenceSpec::Kind;
using Page = PreferencePage;

void addGeneral(Preferences &to)
{
    to.add({.id = u"general/language"_s,
            .page = Page::General,
            .kind = Kind::Choice,
            .fallback = u"system"_s,
            .text = Preferences::tr("Language"),
            .tip = Preferences::tr("Takes effect when Rekey is started the next time."),
            .choices = {{u"system"_s, Preferences::tr("Language of the system")},
                        {u"en"_s, u"English"_s},
                        {u"de"_s, u"Deutsch"_s}}});
    to.add({.id = u"general/role"_s,
            .page = Page::General,
            .kind = Kind::Choice,
            .fallback = u"engineer"_s,
            .text = Preferences::tr("Your work"),
            .tip = Preferences::tr("Chooses which panes stand open when the layout is reset."),
            .choices = {{u"engineer"_s, Preferences::tr("Daily triage of many findings")},
                        {u"responder"_s, Preferences::tr("One incident at a time")},
                        {u"developer"_s, Preferences::tr("Checking my own code")}}});
    to.add({.id = u"triage/moveOn"_s,
            .page = Page::General,
            .kind = Kind::Flag,
            .fallback = true,
            .text = Preferences::tr("A decision moves on to the next row"),
            .tip = Preferences::tr("Off: the row that was decided stays the current one."),
            .choices = {}});
}

void addAppearance(Preferences &to)
{
    to.add({.id = u"appearance/theme"_s,
            .page = Page::Appearance,
            .kind = Kind::Choice,
            .fallback = u"system"_s,
            .text = Preferences::tr("Colours"),
            .tip = Preferences::tr("High contrast uses black, white and few strong colours."),
            .choices = {{u"system"_s, Preferences::tr("Colours of the system")},
                        {u"light"_s, Preferences::tr("Light")},
                        {u"dark"_s, Preferences::tr("Dark")},
                        {u"contrast"_s, Preferences::tr("High contrast")}}});
    to.add({.id = u"appearance/fontPercent"_s,
            .page = Page::Appearance,
            .kind = Kind::Number,
            .fallback = 100,
            .text = Preferences::tr("Size of text"),
            .tip = Preferences::tr("Measured against the size the system asks for."),
            .least = 80,
            .most = 200,
            .step = 10,
            .unit = Preferences::tr(" %")});
    to.add({.id = u"appearance/reducedMotion"_s,
            .page = Page::Appearance,
            .kind = Kind::Flag,
            .fallback = false,
            .text = Preferences::tr("Reduce motion"),
            .tip = Preferences::tr("Nothing slides, fades or blinks."),
            .choices = {}});
}

void addKeys(Preferences &to)
{
    to.add({.id = u"keys/singleKeys"_s,
            .page = Page::Keys,
            .kind = Kind::Flag,
            .fallback = true,
            .text = Preferences::tr("Single letters work in the table"),
            .tip = Preferences::tr("Switch this off where keys are spoken or easily hit by "
                                   "mistake. Arrows, Enter and Esc always work."),
            .choices = {}});
}

void addScanning(Preferences &to)
{
    to.add({.id = u"scanning/workers"_s,
            .page = Page::Scanning,
            .kind = Kind::Number,
            .fallback = 0,
            .text = Preferences::tr("Threads of a scan"),
            .tip = Preferences::tr("0 uses every processor. Holds for the next scan."),
            .least = 0,
            .most = 64,
            .choices = {}});
}

void addSecurity(Preferences &to)
{
    to.add({.id = u"security/idleMinutes"_s,
            .page = Page::Security,
            .kind = Kind::Number,
            .fallback = 5,
            .text = Preferences::tr("Lock when nobody used the window for"),
            .tip = Preferences::tr("0 never locks by itself."),
            .least = 0,
            .most = 120,
            .unit = Preferences::tr(" min"),
            .choices = {}});
    to.add({.id = u"security/lockWithSession"_s,
            .page = Page::Security,
            .kind = Kind::Flag,
            .fallback = true,
            .text = Preferences::tr("Lock with the desktop"),
            .tip = Preferences::tr("When the screen is locked, the user is switched, or the "
                                   "machine goes to sleep."),
            .choices = {}});
    to.add({.id = u"security/clipboardSeconds"_s,
            .page = Page::Security,
            .kind = Kind::Number,
            .fallback = 10,
            .text = Preferences::tr("Clear a copied value after"),
            .tip = Preferences::tr("Only while it is still what the clipboard holds. A clipboard "
                                   "manager may keep a copy of its own."),
            .least = 5,
            .most = 60,
            .unit = Preferences::tr(" s"),
            .choices = {}});
    to.add({.id = u"security/presentation"_s,
            .page = Page::Security,
            .kind = Kind::Flag,
            .fallback = false,
            .text = Preferences::tr("Presentation mode"),
            .tip = Preferences::tr("Values can be neither shown nor copied. Linux cannot keep a "
                                   "window out of screen captures, so use this when you share "
                                   "your screen."),
            .choices = {}});
    to.add({.id = u"security/readOnly"_s,
            .page = Page::Security,
            .kind = Kind::Flag,
            .fallback = false,
            .text = Preferences::tr("Read-only"),
            .tip = Preferences::tr("Nothing that is kept can be changed: for evidence."),
            .choices = {}});
    to.add({.id = u"security/peekReadOnly"_s,
            .page = Page::Security,
            .kind = Kind::Flag,
            .fallback = false,
            .text = Preferences::tr("Show and copy values though read-only"),
            .tip = Preferences::tr("Off: values stay masked in read-only mode."),
            .choices = {}});
}

void addReports(Preferences &to)
{
    to.add({.id = u"reports/masking"_s,
            .page = Page::Reports,
            .kind = Kind::Choice,
            .fallback = u"ends"_s,
            .text = Preferences::tr("Values shown as"),
            .tip = Preferences::tr("What a new report shows of a value; a report can differ."),
            .choices = {{u"ends"_s, Preferences::tr("Public prefix and last 4")},
                        {u"ids"_s, Preferences::tr("Ids only")}}});
    to.add({.id = u"reports/names"_s,
            .page = Page::Reports,
            .kind = Kind::Flag,
            .fallback = true,
            .text = Preferences::tr("Name authors, owners and accounts"),
            .tip = Preferences::tr("Off: a new report says that there is somebody, not who."),
            .choices = {}});
}

} // namespace

void Preferences::addStandard()
{
    addGeneral(*this);
    addAppearance(*this);
    addKeys(*this);
    addScanning(*this);
    addSecurity(*this);
    addReports(*this);
}

} // namespace rekey::ui
