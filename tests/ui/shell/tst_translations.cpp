// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"
#include "ui/verify/checkwords.h"
#include "ui/widgets/pseudotranslator.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace rekey;

class TestTranslations : public QObject
{
    Q_OBJECT

    struct Message
    {
        QString source;
        QStringList forms;
        bool isFinished = true;
        bool isPlural = false;
    };

    QTemporaryDir m_folder;

    static QString committed(const QString &language)
    {
        return QStringLiteral(REKEY_SOURCE_DIR) + u"/resources/translations/rekey_"_s + language
            + u".ts"_s;
    }

    /// The committed file, brought up to date with the source as the target `translations` does it.
    QString fresh(const QString &language)
    {
        const QString path = m_folder.filePath(u"rekey_%1.ts"_s.arg(language));
        if (QFile::exists(path))
            return path;
        const QString source = QStringLiteral(REKEY_SOURCE_DIR);
        QStringList arguments = {source + u"/ui"_s,
                                 source + u"/app"_s,
                                 u"-I"_s,
                                 source,
                                 u"-silent"_s,
                                 u"-no-obsolete"_s,
                                 u"-locations"_s,
                                 u"none"_s,
                                 u"-source-language"_s,
                                 u"en"_s};
        if (language == "en"_L1)
            arguments.append(u"-pluralonly"_s);
        QFile::copy(committed(language), path);
        QProcess lupdate;
        lupdate.start(QStringLiteral(REKEY_LUPDATE), arguments + QStringList{u"-ts"_s, path});
        const bool isDone = lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0;
        return isDone ? path : QString();
    }

    static QList<Message> messagesOf(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QList<Message> all;
        QXmlStreamReader xml(&file);
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == "message"_L1) {
                all.append(Message{});
                all.last().isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1;
            } else if (xml.name() == "source"_L1) {
                all.last().source = xml.readElementText();
            } else if (xml.name() == "translation"_L1) {
                all.last().isFinished = xml.attributes().value("type"_L1).isEmpty();
                if (!all.last().isPlural)
                    all.last().forms = {xml.readElementText()};
            } else if (xml.name() == "numerusform"_L1) {
                all.last().forms.append(xml.readElementText());
            }
        }
        return xml.hasError() ? QList<Message>{} : all;
    }

    static QSet<QString> placeHolders(const QString &text)
    {
        static const QRegularExpression pattern(u"%L?\\d|%n"_s);
        QSet<QString> found;
        auto matches = pattern.globalMatch(text);
        while (matches.hasNext())
            found.insert(matches.next().captured());
        return found;
    }

private Q_SLOTS:
    void nothingIsUnfinished_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << u"de"_s;
        QTest::newRow("English plurals") << u"en"_s;
    }
    void nothingIsUnfinished()
    {
        QFETCH(QString, language);
        const QList<Message> messages = messagesOf(fresh(language));
        QVERIFY(!messages.isEmpty());
        QStringList open;
        for (const Message &message : messages) {
            if (!message.isFinished || message.forms.isEmpty() || message.forms.contains(QString()))
                open.append(message.source);
        }
        qInfo("%lld of %lld texts are not translated", static_cast<long long>(open.size()),
              static_cast<long long>(messages.size()));
        QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
        // Nor does it hold texts that have left the source.
        QCOMPARE(messagesOf(committed(language)).size(), messages.size());
    }

    void placeHoldersStay_data() { nothingIsUnfinished_data(); }
    void placeHoldersStay()
    {
        QFETCH(QString, language);
        for (const Message &message : messagesOf(committed(language))) {
            for (const QString &form : message.forms)
                QVERIFY2(placeHolders(form) == placeHolders(message.source), qPrintable(form));
            if (message.isPlural)
                QCOMPARE(message.forms.size(), 2);
        }
    }

    void theMadeUpLanguageIsLongerAndKeepsPlaceHolders()
    {
        const QString text = ui::pseudoText(u"&Scan %1 of <b>%n</b> files…"_s);
        QCOMPARE(placeHolders(text), QSet<QString>({u"%1"_s, u"%n"_s}));
        QVERIFY(text.contains("<b>"_L1) && text.contains("</b>"_L1));
        QVERIFY(text.startsWith(u'&') && text.endsWith(u'…'));
        const QString word = ui::pseudoText(u"Findings"_s);
        QVERIFY2(word.size() >= 11, qPrintable(word));
        QVERIFY(!word.contains("Findings"_L1));
    }

    void whatAConsentSheetSaysIsGerman()
    {
        using Kind = ui::NotAsked::Kind;
        const auto texts = [] {
            QStringList all;
            for (int kind = 0; kind <= static_cast<int>(Kind::Canary); ++kind) {
                if (static_cast<Kind>(kind) != Kind::Unopened) // in the words of the store
                    all.append(ui::notAskedText({.kind = static_cast<Kind>(kind), .what = "x"}));
            }
            for (int kind = 1; kind <= static_cast<int>(provider::AddressKind::Reserved); ++kind)
                all.append(ui::notAskedText({.kind = Kind::Address,
                                             .host = "10.0.0.7",
                                             .address = static_cast<provider::AddressKind>(kind)}));
            using Use = provider::SecretUse;
            for (const Use::Kind kind : {Use::Kind::Sent, Use::Kind::Signs, Use::Kind::SignsWithId})
                all.append(ui::secretUseText({.kind = kind, .headers = {"X-Key"}}));
            all.append(
                ui::secretUseText({.headers = {"X-Key"}, .isInAddress = true, .isInBody = true}));
            return all;
        };
        const QStringList english = texts();
        app::installLanguage(*qApp, u"de"_s);
        const QStringList german = texts();
        for (qsizetype i = 0; i < english.size(); ++i)
            QVERIFY2(english[i] != german[i] && german[i].size() > 10, qPrintable(german[i]));
        QCOMPARE(english.last(),
                 u"The secret itself is sent in the X-Key header, the address and "
                 "the body."_s);
        QCOMPARE(german.last(),
                 u"Das Geheimnis selbst wird im Header X-Key, in der Adresse und "
                 "im Inhalt der Anfrage gesendet."_s);
    }

    void germanIsSpoken()
    {
        qunsetenv("REKEY_LANG");
        app::installLanguage(*qApp, u"de"_s);
        QCOMPARE(QCoreApplication::translate("rekey::ui::LockPage", "Locked"), u"Gesperrt"_s);
        QCOMPARE(
            QCoreApplication::translate("rekey::ui::SettingsDialog", "%n setting(s) taken.", {}, 1),
            u"1 Einstellung übernommen."_s);
        QCOMPARE(
            QCoreApplication::translate("rekey::ui::SettingsDialog", "%n setting(s) taken.", {}, 2),
            u"2 Einstellungen übernommen."_s);
        // Its context lost the namespace on the way.
        QCOMPARE(QCoreApplication::translate("rekey::ui::Preferences", "Language"), u"Sprache"_s);
    }

    void qtsOwnButtonsSpeakGermanToo()
    {
        const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
        if (!QFile::exists(folder + u"/qtbase_de.qm"_s))
            QSKIP("Qt's own translations are not installed");
        app::installLanguage(*qApp, u"de"_s);
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Close"), u"Schließen"_s);
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
