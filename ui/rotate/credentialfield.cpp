// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/credentialfield.h"

#include "core/secret/secretline.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/secretfield.h"

#include <QFile>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

CredentialField::CredentialField(const QString &name, const QString &label,
                                 CredentialSources sources, QWidget *parent)
    : QWidget(parent)
    , m_sources(std::move(sources))
    , m_field(new SecretField(this))
{
    m_field->setObjectName(name);
    m_field->setAccessibleName(label);
    setFocusProxy(m_field);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_field, 1);
    row->addWidget(makeMenu(name, label));
    tellSource(tr("Typed or pasted; kept nowhere"));
    connect(m_field, &SecretField::edited, this, [this] {
        ++m_contents;
        if (!m_field->isEmpty())
            m_taken.reset();
        if (!m_taken)
            tellSource(tr("Typed or pasted; kept nowhere"));
        Q_EMIT edited();
    });
}

QWidget *CredentialField::makeMenu(const QString &name, const QString &label)
{
    auto *button = new QPushButton(tr("From"), this);
    button->setObjectName(name + u"_from"_s);
    button->setAccessibleName(tr("%1: where it comes from").arg(label));
    button->setAutoDefault(false);
    auto *menu = new QMenu(button);
    const auto add = [&](const QString &id, const QString &text, std::function<void()> act) {
        QAction *action = menu->addAction(text, this, std::move(act));
        action->setObjectName(name + id);
        return action;
    };
    add(u"_file"_s, tr("The first line of a &file…"), [this] { takeFromFile(); });
    if (m_sources.keyring.read) {
        add(u"_keyring"_s, tr("The &keyring…"), [this] {
            askEntry(tr("Take it from the keyring"), tr("Take it"),
                     [this](const QString &entry) { takeFromKeyring(entry); });
        });
        menu->addSeparator();
        m_keep = add(u"_keep"_s, tr("K&eep what is typed in the keyring…"), [this] {
            askEntry(tr("Keep it in the keyring"), tr("Keep it"),
                     [this](const QString &entry) { keepInKeyring(entry); });
        });
        connect(menu, &QMenu::aboutToShow, this,
                [this] { m_keep->setEnabled(!m_field->isEmpty()); });
    }
    button->setMenu(menu);
    return button;
}

bool CredentialField::isEmpty() const
{
    return m_field->isEmpty() && !m_taken;
}

secret::SecretBytes CredentialField::value() const
{
    return m_taken ? secret::SecretBytes::copyOf(m_taken->bytes()) : m_field->typed();
}

void CredentialField::wipe()
{
    m_taken.reset();
    m_field->wipe(); // tells that it was edited
}

void CredentialField::takeFromFile()
{
    const QString path = m_sources.chooseFile ? m_sources.chooseFile(this) : QString();
    if (path.isEmpty())
        return;
    const std::string file = QFile::encodeName(path).toStdString();
    take(secret::readSecretLine(file), tr("From the file %1").arg(escapedText(file)));
}

void CredentialField::askEntry(const QString &title, const QString &go,
                               std::function<void(QString)> use)
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(m_field->objectName() + u"_entry"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name of the entry"));
    dialog->setTextValue(m_sources.entry);
    dialog->setOkButtonText(go);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, use = std::move(use)](const QString &given) {
                m_sources.entry = given.trimmed();
                if (!m_sources.entry.isEmpty())
                    use(m_sources.entry);
            });
    dialog->open();
}

void CredentialField::takeFromKeyring(const QString &entry)
{
    const QString from = tr("From %1 in the keyring").arg(escapedText(entry.toStdString()));
    readCredential(m_sources.keyring, entry, this,
                   [this, from, asked = m_contents](Result<secret::SecretBytes> value) {
                       if (asked == m_contents)
                           take(std::move(value), from);
                   });
}

/// An entry that is there may be another account's.
void CredentialField::keepInKeyring(const QString &entry)
{
    readCredential(m_sources.keyring, entry, this,
                   [this, entry, asked = m_contents](const Result<secret::SecretBytes> &there) {
                       if (asked != m_contents)
                           return;
                       if (!there && there.error().kind != ErrorKind::NotFound)
                           Q_EMIT failed(there.error());
                       else if (there && !there->equals(m_field->typed()))
                           askReplace(entry);
                       else
                           replaceInKeyring(entry);
                   });
}

void CredentialField::askReplace(const QString &entry)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Keep it in the keyring"),
        tr("The keyring has another value as %1.").arg(escapedText(entry.toStdString())),
        QMessageBox::Cancel, this);
    box->setObjectName(m_field->objectName() + u"_replace"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *yes = box->addButton(tr("Replace it"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, entry, asked = m_contents] {
        if (asked == m_contents)
            replaceInKeyring(entry);
    });
    box->open();
}

void CredentialField::replaceInKeyring(const QString &entry)
{
    const auto whenKept = [this, entry, asked = m_contents](const Result<void> &kept) {
        if (!kept) {
            Q_EMIT failed(kept.error());
            return;
        }
        if (asked != m_contents)
            return;
        // The same value from elsewhere: what was done with it so far stands.
        const QSignalBlocker blocker(m_field);
        m_taken = m_field->typed();
        m_field->wipe();
        tellSource(tr("Kept as %1 in the keyring").arg(escapedText(entry.toStdString())));
    };
    keepCredential(m_sources.keyring, entry, m_field->typed(), this, whenKept);
}

void CredentialField::take(Result<secret::SecretBytes> value, const QString &from)
{
    if (value && value->isEmpty())
        value = fail(ErrorKind::Invalid, "it is empty: nothing was taken", from.toStdString());
    if (!value) {
        Q_EMIT failed(value.error());
        return;
    }
    m_field->wipe();
    ++m_contents;
    m_taken = *std::move(value);
    tellSource(from);
    Q_EMIT edited();
}

void CredentialField::tellSource(const QString &text)
{
    m_field->setPlaceholder(text);
    m_field->setAccessibleDescription(text);
    m_field->setToolTip(text);
}

} // namespace rekey::ui
