// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// The house: an include may only go to the same room or a room below it (design.md).
class TestLayers : public QObject
{
    Q_OBJECT

    struct Include
    {
        QString file;
        QString target;
    };

    static QString roomOf(const QString &path)
    {
        const QStringList parts = path.split(u'/');
        if (parts.first() == "core"_L1 || parts.first() == "ui"_L1)
            return parts.value(0) + u'/' + parts.value(1);
        return parts.first();
    }

    static QList<Include> includes()
    {
        static const QRegularExpression pattern(u"^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"_s,
                                                QRegularExpression::MultilineOption);
        const QString root = QStringLiteral(REKEY_SOURCE_DIR "/");
        QList<Include> found;
        for (const QString &top : {u"app"_s, u"ui"_s, u"core"_s}) {
            QDirIterator files(root + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
                while (matches.hasNext())
                    found.append({file.fileName().mid(root.size()), matches.next().captured(1)});
            }
        }
        return found;
    }

    /// Rooms each room may include besides itself.
    static QSet<QString> below(const QString &room)
    {
        static const QSet<QString> ground = {u"core/base"_s};
        static const QSet<QString> first = {u"core/secret"_s, u"core/rules"_s, u"core/sources"_s};
        static const QSet<QString> second = {u"core/finding"_s, u"core/provider"_s};
        static const QSet<QString> third = {u"core/scan"_s,   u"core/store"_s, u"core/verify"_s,
                                            u"core/rotate"_s, u"core/seal"_s,  u"core/report"_s};
        static const QSet<QString> uiGround = {u"ui/models"_s, u"ui/session"_s, u"ui/widgets"_s};
        if (room == "core/base"_L1)
            return {};
        if (first.contains(room))
            return ground;
        if (second.contains(room))
            return ground + first;
        if (third.contains(room))
            return ground + first + second;
        const QSet<QString> core = ground + first + second + third;
        if (room == "ui/models"_L1 || room == "ui/widgets"_L1 || room == "ui/session"_L1)
            return core;
        return core + uiGround;
    }

private Q_SLOTS:
    void includesPointDownwards()
    {
        const QList<Include> all = includes();
        QVERIFY(all.size() > 20);
        QStringList wrong;
        for (const Include &include : all) {
            const QString from = roomOf(include.file);
            const QString top = include.target.section(u'/', 0, 0);
            if (top != "core"_L1 && top != "ui"_L1 && top != "app"_L1)
                continue;
            const QString to = roomOf(include.target);
            const bool shell = from == "ui/shell"_L1 && top != "app"_L1;
            const bool app = from == "app"_L1;
            if (from != to && !shell && !app && !below(from).contains(to))
                wrong.append(include.file + u" -> "_s + include.target);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void coreKnowsNoWidget()
    {
        static const QRegularExpression gui(
            u"^(Qt(Gui|Widgets)/"
            u"|Q(Widget|Application|GuiApplication|Color|Painter|Pixmap|Image|Font|Icon"
            "|Dialog))"_s);
        QStringList wrong;
        for (const Include &include : includes()) {
            if (include.file.startsWith("core/"_L1) && gui.match(include.target).hasMatch())
                wrong.append(include.file + u" -> "_s + include.target);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
