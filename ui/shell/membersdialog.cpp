// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/membersdialog.h"

#include "ui/triage/textdialog.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Asks before what cannot be undone; the default answer changes nothing.
template <typename Go>
void confirm(QWidget *parent, const QString &text, const QString &more, const QString &act, Go go)
{
    auto *box = new QMessageBox(QMessageBox::Warning, act, text, QMessageBox::Cancel, parent);
    box->setObjectName(u"membersConfirm"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    QPushButton *button = box->addButton(act, QMessageBox::AcceptRole);
    button->setObjectName(u"membersConfirmAct"_s);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(button, &QPushButton::clicked, parent, go);
    box->open();
}

} // namespace

MembersDialog::MembersDialog(bool isReadOnly, QWidget *parent)
    : QDialog(parent)
    , m_isReadOnly(isReadOnly)
    , m_list(new QTreeWidget(this))
    , m_twoPerson(new QCheckBox(tr("Rotations need &two persons"), this))
    , m_said(new QLabel(this))
{
    setObjectName(u"membersDialog"_s);
    setWindowTitle(tr("Members of the store"));
    setAccessibleName(windowTitle());
    auto *words = new QLabel(tr("Each of them opens the store with an own passphrase or keyring. "
                                "Whoever is removed keeps what they have read already: rotate the "
                                "secrets they knew."),
                             this);
    words->setWordWrap(true);
    m_list->setObjectName(u"membersList"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Name"), tr("Opens it by"), tr("Since")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_twoPerson->setObjectName(u"membersTwoPerson"_s);
    m_twoPerson->setToolTip(tr("Another member agrees to each plan before it begins. While this "
                               "is on, members are not added, and who is lost cannot be replaced: "
                               "have three."));
    m_said->setObjectName(u"membersSaid"_s);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto button = [buttons](const QString &text, const QString &name) {
        QPushButton *made = buttons->addButton(text, QDialogButtonBox::ActionRole);
        made->setObjectName(name);
        return made;
    };
    m_add = button(tr("&Add…"), u"membersAdd"_s);
    m_remove = button(tr("&Remove…"), u"membersRemove"_s);
    m_roll = button(tr("Renew the &key…"), u"membersRoll"_s);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(words);
    column->addWidget(m_list, 1);
    column->addWidget(m_twoPerson);
    column->addWidget(m_said);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &MembersDialog::updateEnabled);
    connect(m_add, &QPushButton::clicked, this, &MembersDialog::askAdd);
    connect(m_remove, &QPushButton::clicked, this, &MembersDialog::askRemove);
    connect(m_roll, &QPushButton::clicked, this, &MembersDialog::askRoll);
    connect(m_twoPerson, &QCheckBox::clicked, this, [this](bool isWanted) {
        m_twoPerson->setChecked(!isWanted); // until it is so
        Q_EMIT twoPersonRequested(isWanted);
    });
    setBusy(tr("The members are being read."));
    resize(560, 360);
}

void MembersDialog::setMembers(std::vector<StoreMember> members)
{
    m_members = std::move(members);
    m_list->clear();
    for (const StoreMember &member : m_members) {
        const QDate since = QDateTime::fromSecsSinceEpoch(member.addedAt).date();
        new QTreeWidgetItem(m_list,
                            {member.name, member.isByKeyring ? tr("keyring") : tr("passphrase"),
                             locale().toString(since, QLocale::ShortFormat)});
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    if (std::exchange(m_isBusy, false))
        m_said->clear(); // that they are being read
    updateEnabled();
}

void MembersDialog::setTwoPerson(bool isTwo)
{
    m_twoPerson->setChecked(isTwo);
    updateEnabled();
}

void MembersDialog::say(const QString &text)
{
    m_said->setText(text);
    m_isBusy = false;
    updateEnabled();
}

void MembersDialog::setBusy(const QString &text)
{
    m_said->setText(text);
    m_isBusy = true;
    updateEnabled();
}

void MembersDialog::updateEnabled()
{
    const bool canChange = !m_isBusy && !m_isReadOnly && !m_members.empty();
    m_add->setEnabled(canChange && !m_twoPerson->isChecked());
    m_twoPerson->setEnabled(canChange && (m_members.size() > 1 || m_twoPerson->isChecked()));
    m_remove->setEnabled(canChange && m_members.size() > 1 && m_list->currentItem());
    m_roll->setEnabled(canChange);
}

void MembersDialog::askAdd()
{
    TextQuestion question;
    question.name = u"memberOffer"_s;
    question.title = tr("Add a member");
    question.explanation
        = tr("The new member runs “rekey-cli store members export-key” and sends you the line it "
             "prints. There is no secret in it; ask them in person whether it is theirs.");
    question.label = tr("&Line of the member");
    question.button = tr("Add member");
    question.isRequired = true;
    auto *dialog = new TextDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        setBusy(tr("The member is being added."));
        Q_EMIT addRequested(dialog->text().trimmed());
    });
    dialog->open();
}

void MembersDialog::askRemove()
{
    const int line = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (line < 0)
        return;
    const StoreMember member = m_members[static_cast<std::size_t>(line)];
    confirm(this, tr("Remove %1 from the store?").arg(member.name),
            tr("The key is renewed and everything is sealed anew. That can take a while."),
            tr("Remove member"), [this, id = member.id] {
                setBusy(tr("The member is being removed; everything is sealed anew."));
                Q_EMIT removeRequested(id);
            });
}

void MembersDialog::askRoll()
{
    confirm(this, tr("Renew the key of the store?"),
            tr("Everything is sealed anew. That can take a while; passphrases stay."),
            tr("Renew key"), [this] {
                setBusy(tr("Everything is sealed anew."));
                Q_EMIT rollRequested();
            });
}

} // namespace rekey::ui
