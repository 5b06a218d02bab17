// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lock/lockpage.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDeadlineTimer>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kTickMs = 100;
constexpr int kMostDoublings = 6; ///< a minute and a bit from one second

qint64 nowMs()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

LockPage::LockPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"lockPage"_s);
    setAccessibleName(tr("Rekey is locked"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &LockPage::tick);
    build();
    dress();
}

LockPage::~LockPage() = default;

void LockPage::build()
{
    auto *body = new QWidget(this);
    body->setObjectName(u"lockBody"_s);
    body->setMaximumWidth(420);
    m_icon = new QLabel(body);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("Locked"), body);
    title->setObjectName(u"lockTitle"_s);
    title->setAlignment(Qt::AlignCenter);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    m_text = new QLabel(body);
    m_text->setObjectName(u"lockText"_s);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_field = new SecretField(body);
    m_field->setObjectName(u"lockField"_s);
    m_field->setAccessibleName(tr("Passphrase"));
    m_field->setPlaceholder(tr("Passphrase"));
    m_unlock = new QPushButton(tr("Unlock"), body);
    m_unlock->setObjectName(u"lockUnlock"_s);
    m_unlock->setMinimumHeight(30);
    m_said = new QLabel(body);
    m_said->setObjectName(u"lockSaid"_s);
    m_said->setAlignment(Qt::AlignCenter);
    m_said->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(m_unlock);
    auto *column = new QVBoxLayout(body);
    column->setSpacing(10);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_icon, title, m_text})
        column->addWidget(widget);
    column->addLayout(row);
    column->addWidget(m_said);
    auto *all = new QVBoxLayout(this);
    all->addStretch(2);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(body, 100);
    middle->addStretch(1);
    all->addLayout(middle);
    all->addStretch(3);
    connect(m_field, &SecretField::accepted, this, &LockPage::tryNow);
    connect(m_unlock, &QPushButton::clicked, this, &LockPage::tryNow);
}

void LockPage::dress()
{
    m_icon->setPixmap(icon(u"lock", Tone::Info).pixmap(48, 48));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(Tone::Danger, colours));
    m_said->setPalette(colours);
}

void LockPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_said
        && m_said->palette().window() != palette().window())
        dress();
}

void LockPage::setNeedsPassphrase(bool needs)
{
    m_needsPassphrase = needs;
    m_field->setVisible(needs);
    m_text->setText(needs ? tr("Enter the passphrase of the store. Running scans go on.")
                          : tr("This store has no passphrase of its own. Running scans go on."));
}

void LockPage::start()
{
    m_field->wipe();
    if (m_waitsUntil <= nowMs())
        m_said->clear();
    setBusy(false);
    focusFirst();
}

void LockPage::focusFirst()
{
    if (m_needsPassphrase)
        m_field->setFocus(Qt::OtherFocusReason);
    else
        m_unlock->setFocus(Qt::OtherFocusReason);
}

void LockPage::setBusy(bool isBusy)
{
    m_field->setEnabled(!isBusy);
    m_unlock->setEnabled(!isBusy);
}

void LockPage::tryNow()
{
    if (nowMs() < m_waitsUntil || !m_unlock->isEnabled())
        return;
    auto typed = std::make_shared<const secret::SecretBytes>(
        m_needsPassphrase ? m_field->typed() : secret::SecretBytes());
    m_field->wipe();
    m_said->setText(m_needsPassphrase ? tr("Unlocking…") : QString());
    setBusy(true);
    Q_EMIT unlockRequested(std::move(typed));
}

void LockPage::refuse(const QString &text)
{
    m_refusal = text;
    m_waitsUntil = nowMs() + (m_firstDelay.count() << std::min(m_failures, kMostDoublings));
    ++m_failures;
    tick();
    m_tick.start();
}

void LockPage::accept()
{
    m_failures = 0;
    m_waitsUntil = 0;
    m_tick.stop();
    m_said->clear();
    setBusy(false);
}

void LockPage::tick()
{
    const qint64 left = m_waitsUntil - nowMs();
    if (left > 0) {
        const int seconds = static_cast<int>((left + 999) / 1000);
        const QString said = m_refusal + u' ' + tr("Try again in %n second(s).", nullptr, seconds);
        if (m_said->text() != said)
            m_said->setText(said);
        return;
    }
    m_tick.stop();
    m_said->setText(m_refusal);
    setBusy(false);
    focusFirst();
}

bool LockPage::focusNextPrevChild(bool next)
{
    // The way out of this page is to unlock: the keyboard stays on it.
    QWidget *other
        = m_needsPassphrase && m_unlock->hasFocus() ? static_cast<QWidget *>(m_field) : m_unlock;
    other->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace rekey::ui
