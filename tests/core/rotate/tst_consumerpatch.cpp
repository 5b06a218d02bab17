// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/linediff.h"
#include "core/rotate/consumerpatch.h"
#include "tests/support/madeup.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::rotate;
using secret::SecretBytes;

/// The value of a file becomes a read, in the file's language, when somebody says so.
class TestConsumerPatch : public QObject
{
    Q_OBJECT

    const std::string m_value = test::MadeUp(61).alphanumeric(32);
    const std::string m_other = test::MadeUp(62).alphanumeric(32);
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] std::string path(const std::string &name) const
    {
        return m_home->filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string &name, const std::string &text) const
    {
        QFile file(QString::fromStdString(path(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.data(), qint64(text.size()));
    }
    [[nodiscard]] std::string read(const std::string &name) const
    {
        QFile file(QString::fromStdString(path(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    [[nodiscard]] PatchPlace place(const std::string &name, std::uint32_t line) const
    {
        return {path(name), name, {line}};
    }
    [[nodiscard]] std::vector<PatchValue> values() const
    {
        std::vector<PatchValue> list;
        list.push_back({SecretBytes::copyOf(m_value), "API_TOKEN"});
        return list;
    }
    /// Knows the other value, as a scan would.
    [[nodiscard]] TextMasker masker() const
    {
        return [this](std::string_view text) {
            return SecretBytes::copyOf(with(std::string(text), m_other, "********"));
        };
    }
    static std::string with(std::string text, const std::string &what, const std::string &value)
    {
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
            text.replace(at, what.size(), value), at += value.size();
        return text;
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void everyLanguageIsReadable()
    {
        QVERIFY(builtinLanguageFiles().size() >= 10);
        for (const LanguageFile &file : builtinLanguageFiles()) {
            const auto language = readLanguage(file);
            QVERIFY2(language, language ? "" : language.error().text().c_str());
            QVERIFY2(!language->examples.empty(), file.name.data());
        }
        QCOMPARE(builtinLanguages().size(), builtinLanguageFiles().size());
    }

    void everyExampleComesOutAsItsFileSays_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("number");
        for (const PatchLanguage &language : builtinLanguages()) {
            for (std::size_t i = 0; i < language.examples.size(); ++i)
                QTest::addRow("%s %d", language.id.c_str(), int(i))
                    << QString::fromStdString(language.id) << int(i);
        }
    }

    void everyExampleComesOutAsItsFileSays()
    {
        QFETCH(QString, language);
        QFETCH(int, number);
        const auto known
            = std::ranges::find(builtinLanguages(), language.toStdString(), &PatchLanguage::id);
        const PatchExample &example = known->examples[std::size_t(number)];
        QCOMPARE(languageOf(builtinLanguages(), example.file), &*known);
        const std::string before = with(example.before, "@VALUE@", m_value);
        std::string after = before;
        if (known->byHand.empty()) {
            const PatchStyle *style = known->style(example.style);
            QVERIFY(style != nullptr);
            const LiteralPatch patch = makePatch(before, *known, *style, values());
            QCOMPARE(patch.values == 0, example.after == example.before);
            after = std::string(patched(before, patch.edits).view());
        }
        QCOMPARE(QString::fromStdString(after),
                 QString::fromStdString(with(example.after, "@VALUE@", m_value)));
    }

    void aLongerWordThatHoldsTheValueIsLeft()
    {
        const PatchLanguage *python = languageOf(builtinLanguages(), "a.py");
        const LiteralPatch patch
            = makePatch("k = \"" + m_value + "x\"\n", *python, *python->style("env"), values());
        QVERIFY(patch.edits.empty() && patch.rest.empty());
    }

    void aFileOfAnotherSystemKeepsItsLineEnds()
    {
        const PatchLanguage *python = languageOf(builtinLanguages(), "a.py");
        const std::string before = "# a\r\nk = '" + m_value + "'\r\n";
        const LiteralPatch patch = makePatch(before, *python, *python->style("env"), values());
        QCOMPARE(std::string(patched(before, patch.edits).view()),
                 std::string("# a\r\nimport os\r\nk = os.environ[\"API_TOKEN\"]\r\n"));
    }

    void whatIsShownHoldsNoValue()
    {
        write("app.py",
              "import sys\nother = '" + m_other + "'\nkey = '" + m_value + "'\n# " + m_value
                  + "\n");
        const auto offer = offerPatch(place("app.py", 3), values(), "env", masker());
        QVERIFY2(offer, offer ? "" : offer.error().text().c_str());
        QCOMPARE(offer->values, 1U);
        QCOMPARE(offer->rest.size(), 1U);
        QCOMPARE(offer->rest.front().line, 4U);
        QCOMPARE(
            QString::fromStdString(offer->diff),
            u"--- a/app.py\n+++ b/app.py\n@@ -1,4 +1,5 @@\n+import os\n import sys\n other = "
            "'********'\n-key = '********'\n+key = os.environ[\"API_TOKEN\"]\n # ********\n"_s);
        QCOMPARE(read("app.py").find("os.environ"), std::string::npos); // nothing is written
    }

    void anAgreedPatchIsWrittenAndTheModeStays()
    {
        write("run.sh", "#!/bin/sh\nexport KEY=" + m_value + "\n");
        QCOMPARE(::chmod(path("run.sh").c_str(), 0750), 0);
        const auto offer = offerPatch(place("run.sh", 2), values(), "env", masker());
        QVERIFY(offer);
        QVERIFY(applyPatch(place("run.sh", 2), values(), "env", offer->digest));
        QCOMPARE(read("run.sh"), std::string("#!/bin/sh\nexport KEY=\"${API_TOKEN:?}\"\n"));
        struct stat facts = {};
        QCOMPARE(::stat(path("run.sh").c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 07777U, 0750U);
        QCOMPARE(QDir(m_home->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void aFileThatChangedIsLeftAsItIs()
    {
        const std::string text = "key = '" + m_value + "'\n";
        write("app.py", text);
        const auto offer = offerPatch(place("app.py", 1), values(), "env", masker());
        QVERIFY(offer);
        write("app.py", text + "more = 1\n");
        const auto changed = applyPatch(place("app.py", 1), values(), "env", offer->digest);
        QVERIFY(!changed);
        QCOMPARE(changed.error().kind, ErrorKind::Invalid);
        QCOMPARE(read("app.py"), text + "more = 1\n");
        // Since the scan: it stands in another line, or not at all.
        write("app.py", "\n" + text);
        QCOMPARE(offerPatch(place("app.py", 1), values(), "env", masker()).error().kind,
                 ErrorKind::Invalid);
        write("app.py", "key = load()\n");
        QCOMPARE(offerPatch(place("app.py", 1), values(), "env", masker()).error().kind,
                 ErrorKind::Invalid);
    }

    void whatCannotBePatchedSaysWhy()
    {
        write("settings.yaml", "key: " + m_value + "\n");
        const auto settings = offerPatch(place("settings.yaml", 1), values(), "env", masker());
        QVERIFY(settings && settings->diff.empty() && !settings->why.empty());
        write("notes.xyz", m_value + "\n");
        const auto unknown = offerPatch(place("notes.xyz", 1), values(), "env", masker());
        QVERIFY(unknown && unknown->language.empty() && !unknown->why.empty());
        write("main.go", "package main\n\nvar k = \"" + m_value + "\"\n");
        const auto style = offerPatch(place("main.go", 3), values(), "aws", masker());
        QVERIFY(style && style->diff.empty() && style->why.contains("Go"));
        QCOMPARE(::symlink(path("main.go").c_str(), path("link.go").c_str()), 0);
        QCOMPARE(offerPatch(place("link.go", 3), values(), "env", masker()).error().kind,
                 ErrorKind::Unsupported);
        QCOMPARE(offerPatch(place("gone.go", 3), values(), "env", masker()).error().kind,
                 ErrorKind::NotFound);
        write("bytes.py", std::string("k = '\xff") + m_value + "'\n");
        QCOMPARE(offerPatch(place("bytes.py", 1), values(), "env", masker()).error().kind,
                 ErrorKind::Unsupported);
    }

    void diffsShowWhatDiffersAndThreeLinesAround()
    {
        QCOMPARE(unifiedDiff("f", "a\n", "a\n"), std::string());
        QCOMPARE(unifiedDiff("f", "", "a\n"), std::string("--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n"));
        QCOMPARE(unifiedDiff("f", "a\nb", "a\nc\n"),
                 std::string("--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of "
                             "file\n+c\n"));
        std::string before;
        for (int i = 1; i <= 30; ++i)
            before += std::to_string(i) + "\n";
        std::string after = with(before, "\n5\n", "\nfive\n");
        after = with(after, "\n20\n", "\n20\ntwenty\n");
        QCOMPARE(unifiedDiff("f", before, after),
                 std::string("--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n "
                             "8\n@@ -18,6 +18,7 @@\n 18\n 19\n 20\n+twenty\n 21\n 22\n 23\n"));
    }
};

QTEST_GUILESS_MAIN(TestConsumerPatch)
#include "tst_consumerpatch.moc"
