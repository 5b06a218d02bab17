// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/networklight.h"

#include "ui/widgets/icons.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct LightWords
{
    QString text;
    QString tip;
    Tone tone = Tone::Good;
};

LightWords allowedWords(const NetworkState &state)
{
    const QString tip = NetworkLight::tr("Hosts that may be asked without another question: %1. "
                                         "Settings, Network takes that back.")
                            .arg(QLocale().toString(static_cast<qulonglong>(state.allowedHosts)));
    if (state.allowedUntil == 0)
        return {NetworkLight::tr("Allowed"), tip, Tone::Info};
    const QTime until = QDateTime::fromSecsSinceEpoch(state.allowedUntil).time();
    return {NetworkLight::tr("Allowed until %1").arg(QLocale().toString(until, u"HH:mm"_s)), tip,
            Tone::Info};
}

LightWords wordsFor(const NetworkState &state)
{
    if (state.hosts > 0)
        return {NetworkLight::tr("Sending %1")
                    .arg(QLocale().toString(static_cast<qulonglong>(state.keys))),
                NetworkLight::tr("Keys still to be asked about: %1. Hosts: %2.")
                    .arg(QLocale().toString(static_cast<qulonglong>(state.keys)),
                         QLocale().toString(static_cast<qulonglong>(state.hosts))),
                Tone::Warning};
    if (state.isSending)
        return {NetworkLight::tr("Sending"), NetworkLight::tr("A request is under way."),
                Tone::Warning};
    if (state.isAsking)
        return {NetworkLight::tr("Asking you"),
                NetworkLight::tr("Nothing is sent until you say yes."), Tone::Warning};
    if (state.rotations > 0)
        return {NetworkLight::tr("Rotating"),
                NetworkLight::tr("%n rotations may ask their hosts without another question.",
                                 nullptr, state.rotations),
                Tone::Warning};
    if (state.allowedHosts > 0)
        return allowedWords(state);
    return {NetworkLight::tr("Offline"),
            NetworkLight::tr("No request is or can be sent before you say yes to its host."),
            Tone::Good};
}

} // namespace

NetworkLight::NetworkLight(QWidget *parent)
    : QWidget(parent)
    , m_lamp(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_lamp->setObjectName(u"networkIcon"_s);
    m_text->setObjectName(u"networkLight"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 10, 0);
    row->setSpacing(6);
    row->addWidget(m_lamp);
    row->addWidget(m_text);
    dress(m_state);
}

void NetworkLight::setState(const NetworkState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    dress(state);
}

void NetworkLight::dress(const NetworkState &state)
{
    const LightWords words = wordsFor(state);
    const bool isOffline = words.tone == Tone::Good;
    m_lamp->setPixmap(icon(isOffline ? u"offline" : u"network", words.tone).pixmap(16, 16));
    m_text->setText(words.text);
    m_text->setToolTip(words.tip);
    m_text->setAccessibleName(tr("Network: %1").arg(words.text));
}

void NetworkLight::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress(m_state);
}

} // namespace rekey::ui
