// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/checksum.h"

#include <QByteArray>
#include <QTest>

#include <string>

using namespace rekey::rules;

namespace {

using std::string;

string times(const string &part, int count)
{
    string out;
    for (int i = 0; i < count; ++i)
        out += part;
    return out;
}

string base64(const string &bytes, bool url)
{
    QByteArray::Base64Options options = QByteArray::OmitTrailingEquals;
    if (url)
        options |= QByteArray::Base64UrlEncoding;
    return QByteArray::fromStdString(bytes).toBase64(options).toStdString();
}

/// A macaroon as PyPI makes them: location, identifier, one caveat, signature.
string macaroon()
{
    const string nul(1, '\0');
    return "\x02\x01\x08pypi.org\x02\x04" + string("abcd") + nul + "\x02\x09[0, 1, 2]" + nul + nul
        + "\x06\x20" + string(32, 's');
}

string pem(const string &label, const string &der, const string &lineBreak)
{
    const string edge = "-----";
    string body = base64(der, false);
    while (body.size() % 4 != 0)
        body += '=';
    string out = edge + "BEGIN " + label + edge + lineBreak;
    for (std::size_t i = 0; i < body.size(); i += 64)
        out += body.substr(i, 64) + lineBreak;
    return out + edge + "END " + label + edge;
}

/// A DER sequence of that many bytes behind its header.
string sequence(int size)
{
    return string("\x30\x81") + char(size) + string(std::size_t(size), 'k');
}

} // namespace

class TestChecksum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checks_data()
    {
        QTest::addColumn<int>("checksum");
        QTest::addColumn<string>("value");
        QTest::addColumn<int>("expected");
        const auto row
            = [](const char *name, Checksum checksum, const string &value, Structure expected) {
                  QTest::newRow(name) << int(checksum) << value << int(expected);
              };
        constexpr auto Valid = Structure::Valid;
        constexpr auto Invalid = Structure::Invalid;
        constexpr auto Unchecked = Structure::Unchecked;

        const string ghp = string("gh") + "p_";
        const string body = "FAKEfake" + string("FAKEfake") + "FAKEfake" + "FAKE00";
        row("GitHub", Checksum::Crc32Base62, ghp + body + "289HgS", Valid);
        row("GitHub, padded", Checksum::Crc32Base62, ghp + times("A", 30) + "0uCPlr", Valid);
        row("npm", Checksum::Crc32Base62, string("np") + "m_" + times("0", 30) + "2C8GjS", Valid);
        row("GitHub, wrong", Checksum::Crc32Base62, ghp + body + "289HgT", Invalid);
        row("GitHub, other length", Checksum::Crc32Base62, ghp + body + "289Hg", Unchecked);

        const string fine = string("github") + "_pat_" + "1" + times("FAKE", 5) + "F_"
            + times("FAKE", 10) + "FAK";
        row("GitHub fine-grained", Checksum::GithubFineGrained, fine + "SNEJ6LTA" + "12345678",
            Valid);
        row("GitHub fine-grained, wrong", Checksum::GithubFineGrained,
            fine + "SNEJ6LTB" + "12345678", Invalid);
        row("GitHub fine-grained, short", Checksum::GithubFineGrained, fine, Unchecked);

        const string routable
            = string("gl") + "pat-" + "AAAAAAAAAAAAAAAAAAAAAG" + "M6MQpvOjEKdTphCw" + ".01.12";
        row("GitLab routable", Checksum::GitlabRoutable, routable + "0y2taum", Valid);
        row("GitLab routable, wrong", Checksum::GitlabRoutable, routable + "0y2taun", Invalid);
        row("GitLab, older", Checksum::GitlabRoutable, string("gl") + "pat-" + times("a1", 10),
            Unchecked);

        const string grafana = string("gl") + "sa_" + times("F", 32);
        row("Grafana", Checksum::GrafanaCrc32, grafana + "_bead5849", Valid);
        row("Grafana, wrong", Checksum::GrafanaCrc32, grafana + "_bead5848", Invalid);

        const string payload
            = base64("{\"iat\":1,\"url\":\"u\",\"region_url\":\"r\",\"org\":\"o\"}", false);
        row("Sentry", Checksum::SentryOrg,
            string("sntry") + "s_" + payload + "_" + base64(string(32, 'x'), false), Valid);
        row("Sentry, short secret", Checksum::SentryOrg,
            string("sntry") + "s_" + payload + "_" + base64(string(20, 'x'), false), Invalid);
        row("Sentry, no JSON", Checksum::SentryOrg,
            string("sntry") + "s_" + base64("no", false) + "_" + base64(string(32, 'x'), false),
            Invalid);

        row("PyPI", Checksum::PypiMacaroon, "py" + string("pi-") + base64(macaroon(), true), Valid);
        row("PyPI, cut", Checksum::PypiMacaroon,
            "py" + string("pi-") + base64(macaroon().substr(0, 50), true), Invalid);

        row("AWS", Checksum::AwsAccessKey, string("AK") + "IA" + "RZPUZDIK" + "A" + "BCDEFGH",
            Valid);
        row("AWS, older", Checksum::AwsAccessKey, string("AK") + "IA" + "IZPUZDIK" + "ABCDEFGH",
            Unchecked);
        row("AWS, no base32", Checksum::AwsAccessKey, string("AK") + "IA" + "RZPU1DIK" + "ABCDEFGH",
            Invalid);

        const string header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", true);
        const string claims = base64("{\"sub\":\"1\"}", true);
        row("JWT", Checksum::Jwt, header + "." + claims + "." + times("x", 43), Valid);
        row("JWT, encrypted", Checksum::Jwt,
            base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", true) + "..iv.text.tag", Valid);
        row("JWT, no alg", Checksum::Jwt, base64("{}", true) + "." + claims + ".x", Invalid);
        row("JWT, claims are no object", Checksum::Jwt, header + "." + base64("[1]", true) + ".x",
            Invalid);
        row("JWT, one part", Checksum::Jwt, header, Invalid);

        row("PEM", Checksum::PemPrivateKey, pem("PRIVATE KEY", sequence(120), "\n"), Valid);
        row("PEM, escaped breaks", Checksum::PemPrivateKey,
            pem("RSA PRIVATE KEY", sequence(120), "\\n"), Valid);
        row("PEM, CRLF", Checksum::PemPrivateKey, pem("PRIVATE KEY", sequence(120), "\r\n"), Valid);
        row("PEM, cut", Checksum::PemPrivateKey,
            pem("PRIVATE KEY", sequence(120).substr(0, 90), "\n"), Invalid);
        row("PEM, short", Checksum::PemPrivateKey, pem("PRIVATE KEY", "abc", "\n"), Invalid);
        row("PEM, OpenSSH", Checksum::PemPrivateKey,
            pem("OPENSSH PRIVATE KEY", "openssh-key-v1" + string(1, '\0') + string(80, 'x'), "\n"),
            Valid);
        row("PEM, dots", Checksum::PemPrivateKey,
            string("-----BEGIN ") + "PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", Invalid);

        row("none", Checksum::None, "anything", Unchecked);
        row("empty", Checksum::Jwt, "", Unchecked);
    }
    void checks()
    {
        QFETCH(int, checksum);
        QFETCH(string, value);
        QFETCH(int, expected);
        QCOMPARE(int(checkStructure(Checksum(checksum), value, value)), expected);
    }

    void looksAroundAServiceAccountsKey()
    {
        const string key = "k\"ey";
        const string start
            = "{\"type\": \"service_account\", \"braces\": \"{}\", \"private_key\": \"";
        const string text = "x = " + start + key + "\", \"client_email\": \"a@b.test\"}";
        const auto check = [&](const string &context) {
            const std::size_t at = context.find(key);
            return checkStructure(Checksum::ServiceAccountJson,
                                  std::string_view(context).substr(at, key.size()), context);
        };
        string whole = text;
        whole.replace(whole.find(key), key.size(), key);
        QCOMPARE(int(check(start + key)), int(Structure::Unchecked)); // not closed
        QCOMPARE(int(check("no object " + key)), int(Structure::Unchecked));
        const string escaped = "k\\\"ey";
        string good = whole;
        good.replace(good.find(key), key.size(), escaped);
        const std::size_t at = good.find(escaped);
        QCOMPARE(int(checkStructure(Checksum::ServiceAccountJson,
                                    std::string_view(good).substr(at, escaped.size()), good)),
                 int(Structure::Valid));
        string other = good;
        other.replace(other.find("service_account"), 15, "something_else_");
        QCOMPARE(int(checkStructure(Checksum::ServiceAccountJson,
                                    std::string_view(other).substr(at, escaped.size()), other)),
                 int(Structure::Invalid));
    }

    void surviveAnyBytes()
    {
        for (int size = 0; size < 200; ++size) {
            string value;
            for (int i = 0; i < size; ++i)
                value += char(i * 37 + size);
            for (int i = 0; i <= int(Checksum::PemPrivateKey); ++i)
                static_cast<void>(checkStructure(Checksum(i), value, value));
        }
    }
};

QTEST_GUILESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
