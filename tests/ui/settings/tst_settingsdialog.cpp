// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_user;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SettingsDialog> m_dialog;
    QString m_path;

    template <typename T> T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    QStringList pages() const
    {
        QStringList names;
        const auto *list = child<QListWidget>(u"settingsPages"_s);
        for (int i = 0; i < list->count(); ++i) {
            if (!list->item(i)->isHidden())
                names.append(list->item(i)->text());
        }
        return names;
    }
    void open(const QByteArray &managed = {})
    {
        QFile file(m_folder->filePath(u"managed.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(managed);
        file.close();
        m_preferences = std::make_unique<Preferences>(*m_user, file.fileName());
        const auto answer = [this](QWidget *) { return m_path; };
        m_dialog
            = std::make_unique<SettingsDialog>(*m_preferences, SettingsFileAsker{answer, answer});
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_user
            = std::make_unique<QSettings>(m_folder->filePath(u"user.ini"_s), QSettings::IniFormat);
        m_path = m_folder->filePath(u"export.ini"_s);
    }
    void cleanup()
    {
        m_dialog.reset();
        m_preferences.reset();
    }

    void aChangeHoldsAtOnceAndShowsItsOrigin()
    {
        open();
        m_dialog->showSetting(u"security/idleMinutes"_s);
        auto *number = child<QSpinBox>(u"setting_security/idleMinutes"_s);
        auto *origin = child<QLabel>(u"origin_security/idleMinutes"_s);
        QTRY_VERIFY(number->hasFocus());
        QCOMPARE(origin->text(), u"Default"_s);
        QTest::keyClick(number, Qt::Key_Up);
        QCOMPARE(m_preferences->number(u"security/idleMinutes"_s), 6);
        QCOMPARE(origin->text(), u"Set by you"_s);
        QTest::mouseClick(child<QToolButton>(u"reset_security/idleMinutes"_s), Qt::LeftButton);
        QCOMPARE(number->value(), 5);
        QCOMPARE(origin->text(), u"Default"_s);

        m_dialog->showSetting(u"security/presentation"_s);
        QTest::keyClick(child<QCheckBox>(u"setting_security/presentation"_s), Qt::Key_Space);
        QVERIFY(m_preferences->flag(u"security/presentation"_s));
    }

    void aLockedSettingSaysSoAndStays()
    {
        open("[appearance]\ntheme=contrast\n[locked]\nall=true\n");
        m_dialog->showSetting(u"appearance/theme"_s);
        QVERIFY(!child<QComboBox>(u"setting_appearance/theme"_s)->isEnabled());
        QCOMPARE(child<QComboBox>(u"setting_appearance/theme"_s)->currentData().toString(),
                 u"contrast"_s);
        QVERIFY(child<QLabel>(u"origin_appearance/theme"_s)->text().contains("locked"_L1));
    }

    void searchFindsAcrossPages()
    {
        open();
        const QStringList all = pages();
        QVERIFY(all.contains(u"Security"_s) && all.contains(u"Appearance"_s));
        QTest::keyClicks(child<QLineEdit>(u"settingsSearch"_s), u"clipboard"_s);
        QCOMPARE(pages(), QStringList({u"Security"_s}));
        QVERIFY(child<QWidget>(u"row_security/clipboardSeconds"_s)->isVisible());
        QVERIFY(!child<QWidget>(u"row_security/readOnly"_s)->isVisible());
        child<QLineEdit>(u"settingsSearch"_s)->setText(u"no such thing"_s);
        QVERIFY(pages().isEmpty());
        QVERIFY(child<QLabel>(u"settingsNothing"_s)->isVisible());
        child<QLineEdit>(u"settingsSearch"_s)->clear();
        QCOMPARE(pages(), all);
    }

    void exportAndImport()
    {
        open();
        m_preferences->set(u"security/idleMinutes"_s, 30);
        QSignalSpy said(m_dialog.get(), &SettingsDialog::message);
        QTest::mouseClick(child<QPushButton>(u"settingsExport"_s), Qt::LeftButton);
        QVERIFY(QFile::exists(m_path));
        m_preferences->reset(u"security/idleMinutes"_s);
        QTest::mouseClick(child<QPushButton>(u"settingsImport"_s), Qt::LeftButton);
        QCOMPARE(m_preferences->number(u"security/idleMinutes"_s), 30);
        m_path = u"/no/such/folder/x"_s;
        QTest::mouseClick(child<QPushButton>(u"settingsExport"_s), Qt::LeftButton);
        QCOMPARE(said.size(), 3);
        QVERIFY(said.last().first().toString().contains("could not be written"_L1));
    }

    void everyControlHasAName()
    {
        open();
        for (const PreferenceSpec &spec : m_preferences->specs()) {
            m_dialog->showSetting(spec.id);
            QVERIFY2(test::unnamedControls(m_dialog.get()).isEmpty(),
                     qPrintable(test::unnamedControls(m_dialog.get()).join(u'\n')));
        }
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
