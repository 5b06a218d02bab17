// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rotationrig.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using rekey::test::MadeUp;
using rekey::test::RotationRig;

/// Files that hold a key are shown and switched to a read, from the command line.
class TestCliPatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<RotationRig> m_rig;
    QByteArray m_id;
    QByteArray m_value;
    QByteArray m_other;

    [[nodiscard]] QByteArray leak(const QByteArray &line) const
    {
        return "# Mail\nimport sys\n\nKEY_ID = '" + m_id + "'\n" + line + "OTHER = '" + m_other
            + "'\n";
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<RotationRig>();
        MadeUp made(71);
        m_id = QByteArray::fromStdString(made.awsKeyId());
        m_value = QByteArray::fromStdString(made.awsSecret());
        m_other = QByteArray::fromStdString(made.githubToken());
        QDir(m_rig->path({})).mkpath(u"app"_s);
        m_rig->write(u"app/mail.py"_s, leak("AWS_SECRET_ACCESS_KEY = '" + m_value + "'\n"));
        m_rig->write(u"app/prod.env"_s,
                     "AWS_ACCESS_KEY_ID=" + m_id + "\nAWS_SECRET_ACCESS_KEY=" + m_value + '\n');
        QCOMPARE(m_rig->rekey({u"scan"_s, u"app"_s}).code, 1);
    }

    void theDiffIsShownAndAppliedWhereItIsSaid()
    {
        const QByteArray before = m_rig->read(u"app/mail.py"_s);
        const QString label = labelOfKey();
        const auto looked = m_rig->rekey({u"rotate"_s, u"patch"_s, label});
        QVERIFY2(looked.code == 0, (looked.out + looked.words).constData());
        QVERIFY2(looked.out.contains("+AWS_SECRET_ACCESS_KEY = "
                                     "os.environ[\"AWS_SECRET_ACCESS_KEY\"]"),
                 looked.out.constData());
        QVERIFY(looked.out.contains("+KEY_ID = os.environ[\"AWS_ACCESS_KEY_ID\"]"));
        QVERIFY(looked.out.contains("+import os"));
        QVERIFY(looked.out.contains("# prod.env: ")); // by hand, and why
        for (const QByteArray &value : {m_value, m_other})
            QVERIFY(!looked.out.contains(value) && !looked.words.contains(value));
        QCOMPARE(m_rig->read(u"app/mail.py"_s), before);

        QFile::setPermissions(m_rig->path(u"app/mail.py"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        const auto done
            = m_rig->rekey({u"rotate"_s, u"patch"_s, label, u"--apply"_s, u"mail.py"_s});
        QVERIFY2(done.code == 0 && done.out.contains("mail.py is written"),
                 (done.out + done.words).constData());
        QCOMPARE(m_rig->read(u"app/mail.py"_s),
                 QByteArray("# Mail\nimport os\nimport sys\n\nKEY_ID = "
                            "os.environ[\"AWS_ACCESS_KEY_ID\"]\nAWS_SECRET_ACCESS_KEY = "
                            "os.environ[\"AWS_SECRET_ACCESS_KEY\"]\nOTHER = '")
                     + m_other + "'\n");
        QVERIFY(!(QFile::permissions(m_rig->path(u"app/mail.py"_s)) & QFile::ReadOther));

        // Once more: it is not there any more, so the file changed since the scan.
        const auto again
            = m_rig->rekey({u"rotate"_s, u"patch"_s, label, u"--apply"_s, u"mail.py"_s});
        QVERIFY2(again.code != 0 && again.out.contains("changed since the scan"),
                 again.out.constData());
        const auto wrong
            = m_rig->rekey({u"rotate"_s, u"patch"_s, label, u"--apply"_s, u"nothing.py"_s});
        QCOMPARE(wrong.code, 2);
    }

    void anotherStoreAndAnotherName()
    {
        const auto looked
            = m_rig->rekey({u"rotate"_s, u"patch"_s, labelOfKey(), u"--language-style"_s, u"aws"_s,
                            u"--name"_s, u"MAIL_KEY"_s, u"--json"_s});
        QVERIFY2(looked.code == 0, looked.words.constData());
        const QJsonArray list = QJsonDocument::fromJson(looked.out).array();
        QCOMPARE(list.size(), 2);
        QVERIFY(list.first()["diff"_L1].toString().contains(
            u"get_secret_value(SecretId=\"MAIL_KEY\")"_s));
        QCOMPARE(
            m_rig->rekey({u"rotate"_s, u"patch"_s, labelOfKey(), u"--name"_s, u"mail key"_s}).code,
            2);
    }

private:
    /// Of the AWS key.
    [[nodiscard]] QString labelOfKey() const
    {
        for (const QJsonValue &one :
             QJsonDocument::fromJson(m_rig->rekey({u"list"_s, u"--json"_s}).out).array()) {
            if (one["rule"_L1].toString() == u"aws-access-key-id")
                return one["number"_L1].toString();
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(TestCliPatch)
#include "tst_clipatch.moc"
