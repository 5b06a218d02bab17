// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/noticedialog.h"

#include <QClipboard>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kFollowUpDays = 14;

} // namespace

NoticeDialog::NoticeDialog(std::vector<FlaggedToken> tokens, int unusedDays, const QDate &today,
                           std::function<QString(QWidget *)> save, QWidget *parent)
    : QDialog(parent)
    , m_save(std::move(save))
    , m_text(new QPlainTextEdit(this))
    , m_due(new QDateEdit(today.addDays(kFollowUpDays), this))
    , m_said(new QLabel(this))
{
    setObjectName(u"noticeDialog"_s);
    setWindowTitle(tr("Draft notice"));
    resize(640, 520);
    auto *words
        = new QLabel(tr("Tokens: %n. Send it yourself: nothing leaves this machine. Once you "
                        "have, keep the dates.",
                        nullptr, static_cast<int>(tokens.size())),
                     this);
    words->setWordWrap(true);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setAccessibleName(tr("Notice"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(noticeText(tokens, unusedDays, m_due->date()));
    auto *dueLabel = new QLabel(tr("&Follow up on"), this);
    dueLabel->setBuddy(m_due);
    m_due->setObjectName(u"noticeDue"_s);
    m_due->setAccessibleName(tr("Follow up on"));
    m_due->setCalendarPopup(true);
    m_due->setMinimumDate(today.addDays(1));
    // Only a draft that nobody changed follows the date.
    connect(m_due, &QDateEdit::dateChanged, this,
            [this, tokens = std::move(tokens), unusedDays](const QDate &due) {
                if (!m_text->document()->isModified())
                    m_text->setPlainText(noticeText(tokens, unusedDays, due));
            });
    m_said->setObjectName(u"noticeSaid"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *copyButton = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copyButton->setObjectName(u"noticeCopy"_s);
    auto *saveButton = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    saveButton->setObjectName(u"noticeSave"_s);
    auto *accept = buttons->addButton(tr("&Keep dates"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"noticeAccept"_s);
    accept->setDefault(true);
    connect(copyButton, &QPushButton::clicked, this, &NoticeDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &NoticeDialog::saveText);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *dueRow = new QHBoxLayout;
    dueRow->addWidget(dueLabel);
    dueRow->addWidget(m_due);
    dueRow->addStretch(1);
    dueRow->addWidget(m_said);
    auto *column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(m_text, 1);
    column->addLayout(dueRow);
    column->addWidget(buttons);
}

QString NoticeDialog::text() const
{
    return m_text->toPlainText();
}

QDate NoticeDialog::due() const
{
    return m_due->date();
}

void NoticeDialog::copy()
{
    QGuiApplication::clipboard()->setText(text());
    m_said->setText(tr("Copied"));
}

void NoticeDialog::saveText()
{
    const QString path = m_save(this);
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const bool isSaved
        = file.open(QIODevice::WriteOnly) && file.write(text().toUtf8()) >= 0 && file.commit();
    m_said->setText(isSaved ? tr("Saved") : tr("Not saved: %1").arg(file.errorString()));
}

} // namespace rekey::ui
