// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey::ui;

class TestPreferences : public QObject
{
    Q_OBJECT

    static constexpr auto kMinutes = "security/idleMinutes";
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_user;

    QString managed(const QByteArray &text) const
    {
        QFile file(m_folder->filePath(u"managed.ini"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_user
            = std::make_unique<QSettings>(m_folder->filePath(u"user.ini"_s), QSettings::IniFormat);
    }

    void saysWhereAValueComesFrom()
    {
        const QString id = QLatin1StringView(kMinutes);
        Preferences preferences(*m_user, {});
        QCOMPARE(preferences.number(id), 5);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Default);
        const QSignalSpy changes(&preferences, &Preferences::changed);
        preferences.set(id, 9);
        QCOMPARE(preferences.number(id), 9);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::User);
        QCOMPARE(changes.size(), 1);
        preferences.reset(id);
        QCOMPARE(preferences.number(id), 5);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Default);
        QCOMPARE(changes.size(), 2);
    }

    void anAdministratorSetsOtherDefaults()
    {
        const QString id = QLatin1StringView(kMinutes);
        Preferences preferences(*m_user, managed("[security]\nidleMinutes=2\n"));
        QCOMPARE(preferences.number(id), 2);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Managed);
        QVERIFY(!preferences.isLocked(id));
        preferences.set(id, 7);
        QCOMPARE(preferences.number(id), 7);
        preferences.reset(id);
        QCOMPARE(preferences.number(id), 2);
    }

    void aLockedValueStays()
    {
        const QString id = QLatin1StringView(kMinutes);
        m_user->setValue(id, 60);
        Preferences preferences(
            *m_user,
            managed("[security]\nidleMinutes=2\n[locked]\nids=security/idleMinutes, other\n"));
        QVERIFY(preferences.isLocked(id));
        QCOMPARE(preferences.number(id), 2);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Managed);
        preferences.set(id, 7);
        QCOMPARE(preferences.number(id), 2);
        QVERIFY(!preferences.isLocked(u"keys/singleKeys"_s));
    }

    void allOfAManagedFileCanBeLocked()
    {
        const Preferences preferences(
            *m_user, managed("[security]\nidleMinutes=2\nreadOnly=true\n[locked]\nall=true\n"));
        QVERIFY(preferences.isLocked(u"security/readOnly"_s));
        QVERIFY(preferences.flag(u"security/readOnly"_s));
        QVERIFY(!preferences.isLocked(u"security/presentation"_s));
    }

    void whatDoesNotFitIsMissing_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("too many") << u"security/idleMinutes"_s << QVariant(100'000);
        QTest::newRow("below") << u"security/clipboardSeconds"_s << QVariant(4);
        QTest::newRow("no number") << u"security/idleMinutes"_s << QVariant(u"never"_s);
        QTest::newRow("no choice") << u"appearance/theme"_s << QVariant(u"pink"_s);
        QTest::newRow("no flag") << u"security/readOnly"_s << QVariant(u"maybe"_s);
    }
    void whatDoesNotFitIsMissing()
    {
        QFETCH(QString, id);
        QFETCH(QVariant, value);
        m_user->setValue(id, value);
        Preferences preferences(*m_user, {});
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Default);
        const QSignalSpy changes(&preferences, &Preferences::changed);
        preferences.set(id, value);
        QCOMPARE(preferences.origin(id), PreferenceOrigin::Default);
        QVERIFY(changes.isEmpty());
    }

    /// Whatever else lies in the user's file (layouts, columns) stays out.
    void anExportHoldsSettingsOnlyAndComesBack()
    {
        Preferences preferences(*m_user, {});
        preferences.set(u"security/idleMinutes"_s, 11);
        preferences.set(u"appearance/theme"_s, u"dark"_s);
        m_user->setValue(u"findings/columns"_s, u"SECRET-MARK"_s);
        const QString path = m_folder->filePath(u"out.ini"_s);
        QVERIFY(preferences.exportTo(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("idleMinutes=11"));
        QVERIFY(!text.contains("SECRET-MARK"));

        QSettings other(m_folder->filePath(u"other.ini"_s), QSettings::IniFormat);
        Preferences taken(other, {});
        QCOMPARE(taken.importFrom(path), 2);
        QCOMPARE(taken.number(u"security/idleMinutes"_s), 11);
        QCOMPARE(taken.choice(u"appearance/theme"_s), u"dark"_s);
        QVERIFY(!preferences.exportTo(u"/no/such/folder/x.ini"_s));
    }
};

QTEST_GUILESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
