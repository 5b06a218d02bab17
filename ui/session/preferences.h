// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <vector>

class QSettings;

namespace rekey::ui {

/// The pages of the settings dialog, in their order.
enum class PreferencePage : std::uint8_t
{
    General,
    Appearance,
    Keys,
    Scanning,
    Security,
    Store,
    Reports,
    Network,
};

struct PreferenceChoice
{
    QString value; ///< as written into the settings file
    QString text;
};

/// One setting. What is not in Preferences::specs() is no setting.
struct PreferenceSpec
{
    enum class Kind : std::uint8_t
    {
        Flag,
        Number,
        Choice,
    };

    QString id; ///< stable; its key in the settings file: "security/idleMinutes"
    PreferencePage page = PreferencePage::General;
    Kind kind = Kind::Flag;
    QVariant fallback; ///< bool, int or QString
    QString text; ///< what it is, as a label
    QString tip; ///< one sentence
    int least = 0; ///< Number: smallest and greatest value, both allowed
    int most = 0;
    int step = 1;
    QString unit = {}; ///< Number: with a leading space, " s"
    QList<PreferenceChoice> choices = {};
};

/// Where a value comes from.
enum class PreferenceOrigin : std::uint8_t
{
    Default,
    User,
    Managed,
};

/// The program's settings: typed, each with a default, an own range and an origin. An administrator
/// may set other defaults in a managed file of the same format, and lock them: `[locked]` with
/// `ids=security/idleMinutes, appearance/theme`, or `all=true` for every value in that file. Values
/// that don't fit are as good as missing. Holds no secrets. GUI thread.
class Preferences final : public QObject
{
    Q_OBJECT

public:
    /// `user` outlives this. `managedFile` may be empty or missing.
    Preferences(QSettings &user, const QString &managedFile, QObject *parent = nullptr);

    /// Adds a setting; ids are unique.
    void add(PreferenceSpec spec);
    [[nodiscard]] const std::vector<PreferenceSpec> &specs() const { return m_specs; }
    /// Null for an unknown id.
    [[nodiscard]] const PreferenceSpec *spec(QStringView id) const;

    [[nodiscard]] bool flag(const QString &id) const { return value(id).toBool(); }
    [[nodiscard]] int number(const QString &id) const { return value(id).toInt(); }
    [[nodiscard]] QString choice(const QString &id) const { return value(id).toString(); }
    /// What counts; of the kind's type.
    [[nodiscard]] QVariant value(const QString &id) const;
    [[nodiscard]] PreferenceOrigin origin(const QString &id) const;
    [[nodiscard]] bool isLocked(const QString &id) const;

    /// Ignored when it is locked or doesn't fit.
    void set(const QString &id, const QVariant &value);
    /// Back to the managed value or the default.
    void reset(const QString &id);

    /// Writes what the user set into a file of the same format. False when it cannot be written.
    [[nodiscard]] bool exportTo(const QString &path) const;
    /// Takes the values of such a file that are settings, fit and are not locked; returns how many.
    int importFrom(const QString &path);

Q_SIGNALS:
    void changed(const QString &id);

private:
    void addStandard(); ///< those every window has; see preferencelist.cpp
    [[nodiscard]] static std::optional<QVariant> fitting(const PreferenceSpec &spec,
                                                         const QVariant &value);
    [[nodiscard]] std::optional<QVariant> userValue(const PreferenceSpec &spec) const;
    [[nodiscard]] std::optional<QVariant> managedValue(const PreferenceSpec &spec) const;

    QSettings &m_user;
    QHash<QString, QVariant> m_managed;
    QSet<QString> m_locked;
    std::vector<PreferenceSpec> m_specs;
};

} // namespace rekey::ui
