// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/preferences.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace rekey::ui {

/// One setting: its label, an editor that changes it at once, where its value comes from, and a
/// button that puts it back. GUI thread.
class PreferenceRow final : public QWidget
{
    Q_OBJECT

public:
    /// `preferences` outlives the row.
    PreferenceRow(Preferences &preferences, const QString &id, QWidget *parent = nullptr);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] bool matches(const QString &word) const;
    void focusEditor();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build(const PreferenceSpec &spec);
    [[nodiscard]] QWidget *makeEditor(const PreferenceSpec &spec);
    void show(const QVariant &value);
    void refresh();
    void setTargetSize();

    Preferences &m_preferences;
    QString m_id;
    QWidget *m_editor = nullptr;
    QLabel *m_origin = nullptr;
    QToolButton *m_reset = nullptr;
};

} // namespace rekey::ui
