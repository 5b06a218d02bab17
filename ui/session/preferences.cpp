// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kLockedIds = "locked/ids"_L1;
constexpr auto kAllLocked = "locked/all"_L1;

std::optional<bool> flagOf(const QVariant &value)
{
    const QString text = value.toString().trimmed().toLower();
    if (text == "true"_L1 || text == "1"_L1)
        return true;
    if (text == "false"_L1 || text == "0"_L1)
        return false;
    return std::nullopt;
}

} // namespace

Preferences::Preferences(QSettings &user, const QString &managedFile, QObject *parent)
    : QObject(parent)
    , m_user(user)
{
    addStandard();
    if (managedFile.isEmpty() || !QFile::exists(managedFile))
        return;
    const QSettings file(managedFile, QSettings::IniFormat);
    const QStringList keys = file.allKeys();
    for (const QString &key : keys) {
        if (!key.startsWith("locked/"_L1))
            m_managed.insert(key, file.value(key));
    }
    if (flagOf(file.value(kAllLocked)).value_or(false)) {
        m_locked = QSet<QString>(m_managed.keyBegin(), m_managed.keyEnd());
        return;
    }
    const QStringList ids = file.value(kLockedIds).toStringList();
    for (const QString &id : ids)
        m_locked.insert(id.trimmed());
}

void Preferences::add(PreferenceSpec spec)
{
    Q_ASSERT(!this->spec(spec.id));
    Q_ASSERT(fitting(spec, spec.fallback));
    m_specs.push_back(std::move(spec));
}

const PreferenceSpec *Preferences::spec(QStringView id) const
{
    const auto found = std::ranges::find(m_specs, id, &PreferenceSpec::id);
    return found == m_specs.end() ? nullptr : &*found;
}

std::optional<QVariant> Preferences::fitting(const PreferenceSpec &spec, const QVariant &value)
{
    if (!value.isValid())
        return std::nullopt;
    switch (spec.kind) {
    case PreferenceSpec::Kind::Flag:
        if (const auto flag = flagOf(value))
            return *flag;
        break;
    case PreferenceSpec::Kind::Number: {
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        if (isNumber && number >= spec.least && number <= spec.most)
            return number;
        break;
    }
    case PreferenceSpec::Kind::Choice:
        if (std::ranges::contains(spec.choices, value.toString(), &PreferenceChoice::value))
            return value.toString();
        break;
    }
    return std::nullopt;
}

std::optional<QVariant> Preferences::userValue(const PreferenceSpec &spec) const
{
    return fitting(spec, m_user.value(spec.id));
}

std::optional<QVariant> Preferences::managedValue(const PreferenceSpec &spec) const
{
    return fitting(spec, m_managed.value(spec.id));
}

QVariant Preferences::value(const QString &id) const
{
    const PreferenceSpec *found = spec(id);
    Q_ASSERT(found);
    if (const auto user = isLocked(id) ? std::nullopt : userValue(*found))
        return *user;
    return managedValue(*found).value_or(found->fallback);
}

PreferenceOrigin Preferences::origin(const QString &id) const
{
    const PreferenceSpec *found = spec(id);
    Q_ASSERT(found);
    if (!isLocked(id) && userValue(*found))
        return PreferenceOrigin::User;
    return managedValue(*found) ? PreferenceOrigin::Managed : PreferenceOrigin::Default;
}

bool Preferences::isLocked(const QString &id) const
{
    const PreferenceSpec *found = spec(id);
    return found && m_locked.contains(id) && managedValue(*found);
}

void Preferences::set(const QString &id, const QVariant &value)
{
    const PreferenceSpec *found = spec(id);
    Q_ASSERT(found);
    const auto fit = fitting(*found, value);
    if (isLocked(id) || !fit || userValue(*found) == fit)
        return;
    const QVariant before = this->value(id);
    m_user.setValue(id, *fit);
    if (before != *fit)
        Q_EMIT changed(id);
}

void Preferences::reset(const QString &id)
{
    const QVariant before = value(id);
    m_user.remove(id);
    if (before != value(id))
        Q_EMIT changed(id);
}

bool Preferences::exportTo(const QString &path) const
{
    // QSettings would make the folders.
    if (!QFileInfo(path).dir().exists())
        return false;
    QFile::remove(path);
    QSettings file(path, QSettings::IniFormat);
    for (const PreferenceSpec &spec : m_specs) {
        if (const auto user = userValue(spec))
            file.setValue(spec.id, *user);
    }
    // An export of defaults only is a file too.
    file.setValue("rekey/settings"_L1, 1);
    file.sync();
    return file.status() == QSettings::NoError;
}

int Preferences::importFrom(const QString &path)
{
    const QSettings file(path, QSettings::IniFormat);
    int taken = 0;
    for (const PreferenceSpec &spec : m_specs) {
        const auto fit = fitting(spec, file.value(spec.id));
        if (!fit || isLocked(spec.id))
            continue;
        set(spec.id, *fit);
        ++taken;
    }
    return taken;
}

} // namespace rekey::ui
