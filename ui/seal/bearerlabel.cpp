// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/bearerlabel.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>

namespace rekey::ui {

BearerLabel::BearerLabel(std::shared_ptr<const secret::SecretBytes> bearer, QWidget *parent)
    : QWidget(parent)
    , m_bearer(std::move(bearer))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setAccessibleName(tr("Bearer, shown once; copy it or save it to a file"));
    setToolTip(tr("Shown once: only its digest is kept"));
}

QSize BearerLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int most = 46; // a bearer has 43 characters, a macaroon is cut
    const int count = std::min<int>(static_cast<int>(m_bearer->size()), most);
    return {metrics.horizontalAdvance(u'0') * count + 12, metrics.height() + 8};
}

void BearerLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(palette().color(QPalette::Text));
    const QFontMetrics metrics(font());
    const int width = metrics.horizontalAdvance(u'0');
    const int baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    int x = 6;
    for (const char character : m_bearer->view()) {
        if (x + width > this->width())
            break;
        painter.drawText(x, baseline, QString(QLatin1Char(character)));
        x += width;
    }
}

} // namespace rekey::ui
