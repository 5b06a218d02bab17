// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/preferences.h"

#include <QDialog>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace rekey::ui {

class PreferenceRow;

/// How the dialog asks for a file; empty when the person cancels.
struct SettingsFileAsker
{
    std::function<QString(QWidget *parent)> toWrite;
    std::function<QString(QWidget *parent)> toRead;
};
[[nodiscard]] SettingsFileAsker systemSettingsFileAsker();

/// All settings by page, with a search over all of them. What is changed holds at once. GUI thread.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `preferences` outlives the dialog.
    SettingsDialog(Preferences &preferences, SettingsFileAsker files, QWidget *parent = nullptr);

    /// A part of a page that is more than single settings; `words` is what a search finds it by.
    void addSection(PreferencePage page, QWidget *section, const QString &words);

    void showPage(PreferencePage page);
    /// Shows the page of a setting and moves the keyboard to it.
    void showSetting(const QString &id);

    /// "Security" ...
    [[nodiscard]] static QString pageName(PreferencePage page);

Q_SIGNALS:
    /// One sentence for the status bar.
    void message(const QString &text);

private:
    struct Page
    {
        PreferencePage page = PreferencePage::General;
        QVBoxLayout *column = nullptr;
        std::vector<PreferenceRow *> rows;
        std::vector<std::pair<QWidget *, QString>> sections;
    };

    void build();
    void buildPages();
    Page &pageFor(PreferencePage page);
    void narrow(const QString &word);
    void exportSettings();
    void importSettings();

    Preferences &m_preferences;
    SettingsFileAsker m_files;
    std::vector<Page> m_pages; ///< in the order of the list and of the stack
    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace rekey::ui
