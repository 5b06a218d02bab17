// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clipboardguard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rekey;
using namespace rekey::ui;

class TestClipboardGuard : public QObject
{
    Q_OBJECT

    const std::string m_value = std::string("made") + "up";

    secret::SecretBytes value() const { return secret::SecretBytes::copyOf(m_value); }
    static QClipboard *clipboard() { return QGuiApplication::clipboard(); }

private Q_SLOTS:
    void cleanup() { clipboard()->clear(); }

    void pastesUntilTheTimeIsOver()
    {
        ClipboardGuard guard;
        QSignalSpy left(&guard, &ClipboardGuard::secondsLeftChanged);
        guard.put(value(), 1200ms);
        QVERIFY(guard.isHolding());
        QCOMPARE(clipboard()->mimeData()->data(u"text/plain"_s).toStdString(), m_value);
        QCOMPARE(left.first().first().toInt(), 2);
        QTRY_VERIFY(!guard.isHolding());
        QVERIFY(!clipboard()->mimeData() || !clipboard()->mimeData()->hasText());
        QCOMPARE(left.last().first().toInt(), 0);
    }

    void asksManagersNotToKeepIt()
    {
        ClipboardGuard guard;
        guard.put(value(), 10s);
        const QMimeData *mime = clipboard()->mimeData();
        QCOMPARE(mime->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
        QVERIFY(mime->formats().join(u' ').contains("CanIncludeInClipboardHistory"_L1));
        QVERIFY(mime->formats().join(u' ').contains("concealed"_L1));
    }

    void leavesAloneWhatSomebodyElseCopied()
    {
        ClipboardGuard guard;
        QSignalSpy left(&guard, &ClipboardGuard::secondsLeftChanged);
        guard.put(value(), 10s);
        clipboard()->setText(u"mine"_s);
        QVERIFY(!guard.isHolding());
        QTRY_COMPARE(left.last().first().toInt(), 0);
        guard.clear();
        QCOMPARE(clipboard()->text(), u"mine"_s);
    }

    void goesWithTheProgram()
    {
        {
            ClipboardGuard guard;
            guard.put(value(), 10s);
        }
        QVERIFY(!clipboard()->mimeData() || !clipboard()->mimeData()->hasText());
    }
};

QTEST_MAIN(TestClipboardGuard)
#include "tst_clipboardguard.moc"
