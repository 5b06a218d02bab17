// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/settings/preferencerow.h"
#include "ui/widgets/icons.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kFileFilter = "*.ini";

} // namespace

SettingsFileAsker systemSettingsFileAsker()
{
    return {.toWrite =
                [](QWidget *parent) {
                    return QFileDialog::getSaveFileName(
                        parent, SettingsDialog::tr("Export settings"), u"rekey-settings.ini"_s,
                        QString::fromLatin1(kFileFilter));
                },
            .toRead =
                [](QWidget *parent) {
                    return QFileDialog::getOpenFileName(parent,
                                                        SettingsDialog::tr("Import settings"), {},
                                                        QString::fromLatin1(kFileFilter));
                }};
}

SettingsDialog::SettingsDialog(Preferences &preferences, SettingsFileAsker files, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_files(std::move(files))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    setAccessibleName(windowTitle());
    build();
    buildPages();
    m_list->setCurrentRow(0);
    resize(std::max(860, 100 * fontMetrics().averageCharWidth()),
           std::max(620, 32 * fontMetrics().height()));
}

QString SettingsDialog::pageName(PreferencePage page)
{
    switch (page) {
    case PreferencePage::General:
        return tr("General");
    case PreferencePage::Appearance:
        return tr("Appearance");
    case PreferencePage::Keys:
        return tr("Keys");
    case PreferencePage::Scanning:
        return tr("Scanning");
    case PreferencePage::Security:
        return tr("Security");
    case PreferencePage::Store:
        return tr("Store and backup");
    case PreferencePage::Reports:
        return tr("Reports");
    case PreferencePage::Network:
        return tr("Network");
    }
    return {};
}

void SettingsDialog::build()
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->addAction(icon(u"search"), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumHeight(30);
    m_list = new QListWidget(this);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages of settings"));
    m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack = new QStackedWidget(this);
    m_nothing = new QLabel(tr("No setting matches."), this);
    m_nothing->setObjectName(u"settingsNothing"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"settingsClose"_s);
    QPushButton *out = buttons->addButton(tr("Export…"), QDialogButtonBox::ActionRole);
    out->setObjectName(u"settingsExport"_s);
    out->setToolTip(tr("Writes what you set into a file; it never holds secrets"));
    QPushButton *in = buttons->addButton(tr("Import…"), QDialogButtonBox::ActionRole);
    in->setObjectName(u"settingsImport"_s);
    in->setToolTip(tr("Takes settings from such a file; locked ones stay"));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_list);
    middle->addWidget(m_stack, 1);
    middle->addWidget(m_nothing, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(m_search);
    column->addLayout(middle, 1);
    column->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::narrow);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(out, &QPushButton::clicked, this, &SettingsDialog::exportSettings);
    connect(in, &QPushButton::clicked, this, &SettingsDialog::importSettings);
}

void SettingsDialog::buildPages()
{
    for (const PreferenceSpec &spec : m_preferences.specs()) {
        Page &page = pageFor(spec.page);
        auto *row = new PreferenceRow(m_preferences, spec.id, page.column->parentWidget());
        page.column->insertWidget(page.column->count() - 1, row);
        page.rows.push_back(row);
    }
}

SettingsDialog::Page &SettingsDialog::pageFor(PreferencePage page)
{
    const auto at = std::ranges::lower_bound(m_pages, page, {}, &Page::page);
    if (at != m_pages.end() && at->page == page)
        return *at;
    const int index = static_cast<int>(at - m_pages.begin());
    auto *body = new QWidget;
    body->setObjectName(u"settingsBody%1"_s.arg(static_cast<int>(page)));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(12, 4, 12, 12);
    column->setSpacing(4);
    auto *title = new QLabel(pageName(page), body);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title);
    column->addStretch(1);
    auto *scroll = new QScrollArea(m_stack);
    scroll->setObjectName(u"settingsPage%1"_s.arg(static_cast<int>(page)));
    scroll->setAccessibleName(pageName(page));
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_stack->insertWidget(index, scroll);
    m_list->insertItem(index, pageName(page));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 32);
    return *m_pages.insert(at, Page{page, column, {}, {}});
}

void SettingsDialog::addSection(PreferencePage page, QWidget *section, const QString &words)
{
    Page &found = pageFor(page);
    // Wide sections (lists) take the room that is left.
    const bool isTall = section->sizePolicy().verticalPolicy() == QSizePolicy::Expanding;
    found.column->insertWidget(found.column->count() - 1, section, isTall ? 100 : 0);
    found.sections.emplace_back(section, words);
}

void SettingsDialog::showPage(PreferencePage page)
{
    const auto at = std::ranges::find(m_pages, page, &Page::page);
    if (at != m_pages.end())
        m_list->setCurrentRow(static_cast<int>(at - m_pages.begin()));
}

void SettingsDialog::showSetting(const QString &id)
{
    m_search->clear();
    for (const Page &page : m_pages) {
        for (PreferenceRow *row : page.rows) {
            if (row->id() != id)
                continue;
            showPage(page.page);
            if (auto *scroll = qobject_cast<QScrollArea *>(m_stack->currentWidget()))
                scroll->ensureWidgetVisible(row);
            row->focusEditor();
        }
    }
}

void SettingsDialog::narrow(const QString &word)
{
    int first = -1;
    bool keepsPage = false;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const Page &page = m_pages[i];
        const bool isWhole = pageName(page.page).contains(word, Qt::CaseInsensitive);
        bool any = false;
        for (PreferenceRow *row : page.rows) {
            const bool fits = isWhole || row->matches(word);
            row->setVisible(fits);
            any = any || fits;
        }
        for (const auto &[section, words] : page.sections) {
            const bool fits = isWhole || words.contains(word, Qt::CaseInsensitive);
            section->setVisible(fits);
            any = any || fits;
        }
        const int at = static_cast<int>(i);
        m_list->item(at)->setHidden(!any);
        if (any && first < 0)
            first = at;
        keepsPage = keepsPage || (any && m_list->currentRow() == at);
    }
    if (first >= 0 && !keepsPage)
        m_list->setCurrentRow(first);
    m_stack->setVisible(first >= 0);
    m_nothing->setVisible(first < 0);
}

void SettingsDialog::exportSettings()
{
    const QString path = m_files.toWrite(this);
    if (path.isEmpty())
        return;
    Q_EMIT message(m_preferences.exportTo(path)
                       ? tr("Settings written to %1.").arg(path)
                       : tr("The settings could not be written to %1: choose a folder that you "
                            "may write to.")
                             .arg(path));
}

void SettingsDialog::importSettings()
{
    const QString path = m_files.toRead(this);
    if (!path.isEmpty())
        Q_EMIT message(tr("%n setting(s) taken.", nullptr, m_preferences.importFrom(path)));
}

} // namespace rekey::ui
