// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clipboardguard.h"

#include <QByteArray>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kTickMs = 100;

/// Formats that say "do not keep this": KDE's Klipper (also asked by other managers), the history
/// and the cloud clipboard of Windows, nspasteboard.org for macOS.
const QList<std::pair<QString, QByteArray>> &hints()
{
    static const QList<std::pair<QString, QByteArray>> all = {
        {u"x-kde-passwordManagerHint"_s, "secret"_ba},
        {u"application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""_s,
         QByteArray(4, '\0')},
        {u"application/x-qt-windows-mime;value=\"CanIncludeInClipboardHistory\""_s,
         QByteArray(4, '\0')},
        {u"application/x-qt-windows-mime;value=\"CanUploadToCloudClipboard\""_s,
         QByteArray(4, '\0')},
        {u"application/x-nspasteboard-concealed-type"_s, "1"_ba}};
    return all;
}

/// Makes the text when somebody asks for it.
class SecretMime final : public QMimeData
{
public:
    explicit SecretMime(secret::SecretBytes value)
        : m_value(std::move(value))
    {
    }

    QStringList formats() const override
    {
        QStringList all = {u"text/plain"_s};
        for (const auto &[name, data] : hints())
            all.append(name);
        return all;
    }
    bool hasFormat(const QString &type) const override { return formats().contains(type); }

protected:
    QVariant retrieveData(const QString &type, QMetaType) const override
    {
        if (type == "text/plain"_L1)
            return QByteArray(m_value.view().data(), static_cast<qsizetype>(m_value.size()));
        for (const auto &[name, data] : hints()) {
            if (name == type)
                return data;
        }
        return {};
    }

private:
    secret::SecretBytes m_value;
};

} // namespace

ClipboardGuard::ClipboardGuard(QObject *parent)
    : QObject(parent)
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &ClipboardGuard::tick);
}

ClipboardGuard::~ClipboardGuard()
{
    if (isHolding())
        QGuiApplication::clipboard()->clear();
}

void ClipboardGuard::put(secret::SecretBytes value, std::chrono::milliseconds duration)
{
    m_mime = new SecretMime(std::move(value));
    QGuiApplication::clipboard()->setMimeData(m_mime, QClipboard::Clipboard);
    m_duration = duration;
    m_since.start();
    m_said = 0;
    m_tick.start();
    tick();
}

bool ClipboardGuard::isHolding() const
{
    // The clipboard deletes what it held when somebody else takes it.
    return m_mime && QGuiApplication::clipboard()->mimeData() == m_mime;
}

void ClipboardGuard::clear()
{
    if (isHolding())
        QGuiApplication::clipboard()->clear();
    end();
}

void ClipboardGuard::tick()
{
    const auto left = m_duration.count() - m_since.elapsed();
    if (left <= 0 || !isHolding()) {
        clear();
        return;
    }
    const int seconds = static_cast<int>((left + 999) / 1000);
    if (std::exchange(m_said, seconds) != seconds)
        Q_EMIT secondsLeftChanged(seconds);
}

void ClipboardGuard::end()
{
    m_tick.stop();
    m_mime.clear();
    if (std::exchange(m_said, 0) != 0)
        Q_EMIT secondsLeftChanged(0);
}

} // namespace rekey::ui
