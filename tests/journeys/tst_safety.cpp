// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"
#include "tests/support/visibletext.h"
#include "tests/support/windowrig.h"
#include "ui/detail/detailpane.h"
#include "ui/paste/pastedialog.h"

#include <QClipboard>
#include <QDirIterator>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::MadeUp;
using rekey::test::WindowRig;

namespace {

QByteArrayList messages; // every line that was logged

void collect(QtMsgType, const QMessageLogContext &, const QString &text)
{
    messages.append(text.toUtf8());
}

} // namespace

/// Plants known values, uses the window, and looks for them in everything that comes out of it.
class TestSafety : public QObject
{
    Q_OBJECT

    QList<QByteArray> m_planted;
    QTemporaryDir m_home;

    /// A value and the shapes it could hide in.
    static QList<QByteArray> shapesOf(const QByteArray &value)
    {
        QByteArray wide; // UTF-16, as QString and QVariant write it
        for (const char c : value)
            wide.append(c).append('\0');
        // Base64 of the value at each of the three alignments, without the edge characters.
        QList<QByteArray> shapes = {value, value.toHex(), value.toHex().toUpper(), wide};
        for (int pad = 0; pad < 3; ++pad)
            shapes.append((QByteArray(pad, ' ') + value).toBase64().mid(4, value.size()));
        return shapes;
    }

    QString leakIn(const QByteArray &text, const QString &where) const
    {
        for (const QByteArray &value : m_planted) {
            for (const QByteArray &shape : shapesOf(value)) {
                if (text.contains(shape))
                    return where;
            }
        }
        return {};
    }

    void search(QWidget *top, const QString &moment)
    {
        const QStringList texts = test::visibleText(top);
        QVERIFY(texts.size() > 20);
        for (const QString &text : texts)
            QCOMPARE(leakIn(text.toUtf8(), u"a text of the window, "_s + moment), QString());
    }

    void searchClipboard(const QString &moment)
    {
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        const QStringList formats = data ? data->formats() : QStringList();
        for (const QString &format : formats)
            QCOMPARE(leakIn(data->data(format), u"the clipboard, "_s + moment), QString());
    }

    int searchFiles(const QString &folder)
    {
        int files = 0;
        QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            const QString leak = leakIn(file.readAll(), file.fileName());
            if (!leak.isEmpty())
                qCritical("found in %s", qPrintable(leak));
            if (!leak.isEmpty())
                return -1;
        }
        return files;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
        qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
        qputenv("XDG_CACHE_HOME", m_home.filePath(u"cache"_s).toUtf8());
        QCoreApplication::setOrganizationName(u"rekey"_s);
        QCoreApplication::setApplicationName(u"rekey"_s);
        qInstallMessageHandler(&collect);
    }

    void searchFindsWhatLeaks()
    {
        m_planted = {QByteArray("Plant") + "edValue0123456789"};
        QVERIFY(!leakIn("x PlantedValue0123456789 y", u"here"_s).isEmpty());
        QVERIFY(!leakIn(QByteArray("ab PlantedValue0123456789 c").toBase64(), u"here"_s).isEmpty());
        QVERIFY(!leakIn(QByteArray("PlantedValue0123456789").toHex(), u"here"_s).isEmpty());
        QVERIFY(leakIn("Planted....6789", u"here"_s).isEmpty());
    }

    void nothingComesOut()
    {
        MadeUp made(11);
        const std::string github = made.githubToken();
        const std::string key = made.awsSecret();
        const std::string password = made.alphanumeric(22);
        const std::string pasted = made.githubToken();
        m_planted = {QByteArray::fromStdString(github), QByteArray::fromStdString(key),
                     QByteArray::fromStdString(password), QByteArray::fromStdString(pasted)};
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"deploy.env"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString("GITHUB_TOKEN=" + github + "\nAWS_ACCESS_KEY_ID="
                                             + made.awsKeyId() + "\nAWS_SECRET_ACCESS_KEY=" + key
                                             + "\nDATABASE_URL=postgres://app:" + password
                                             + "@db.example.com/app\n"));
        file.close();

        WindowRig rig(ui::coreEngine({m_home.filePath(u"cache/rekey"_s).toStdString(),
                                      m_home.filePath(u"data/rekey"_s).toStdString()}));
        ui::MainWindow &window = *rig.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        window.scanPaths({folder.path()});
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest() && rig.model().totalCount() >= 3, 60'000);
        search(&window, u"after the scan"_s);

        // Every row with its detail, and a peek at each.
        auto *detail = window.findChild<ui::DetailPane *>();
        for (int row = 0; row < rig.model().shownCount(); ++row) {
            rig.table()->setCurrentRow(row);
            QTRY_VERIFY(detail->finding().has_value());
            QTest::qWait(100);
            search(&window, u"with a row chosen"_s);
            detail->peek();
            QTest::qWait(100);
            search(&window, u"while peeking"_s);
            detail->closePeek();
        }
        rig.action(u"edit.copyId")->trigger();
        searchClipboard(u"after copying an id"_s);
        rig.action(u"edit.copyLine")->trigger();
        searchClipboard(u"after copying a masked line"_s);

        // A value pasted into the filter.
        window.findings().focusFilter();
        QGuiApplication::clipboard()->setText(QString::fromStdString(github));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QTest::qWait(300);
        QGuiApplication::clipboard()->clear();
        search(&window, u"with a value pasted into the filter"_s);
        window.findings().setFilter({});

        // Paste scan, kept.
        QGuiApplication::clipboard()->setText(u"token: "_s + QString::fromStdString(pasted));
        rig.action(u"scan.paste")->trigger();
        auto *paste = window.findChild<ui::PasteDialog *>();
        QVERIFY(paste);
        paste->paste();
        QTRY_VERIFY(paste->result() != nullptr);
        QGuiApplication::clipboard()->clear();
        search(paste, u"in the paste scan"_s);
        const int before = rig.model().totalCount();
        Q_EMIT paste->findingsKept(paste->result()->findings);
        paste->close();
        QTRY_COMPARE(rig.model().totalCount(), before + 1);
        search(&window, u"after keeping a pasted finding"_s);

        const QString log = window.findChild<QPlainTextEdit *>(u"logLines"_s)->toPlainText();
        QVERIFY(!log.isEmpty());
        window.close();
        rig.settings.sync();
        QCOMPARE(leakIn(messages.join('\n'), u"the messages"_s), QString());
        QVERIFY(searchFiles(m_home.path()) > 0);
        QVERIFY(searchFiles(rig.folder.path()) > 0);
    }
};

QTEST_MAIN(TestSafety)
#include "tst_safety.moc"
