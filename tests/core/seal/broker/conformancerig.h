// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/seal/broker/realtokenizer.h"
#include "tests/core/seal/broker/serverrig.h"

#include <QStringList>

#include <algorithm>
#include <cstdio>

namespace rekey::test {

/// Where the broker is another on purpose.
struct Deviation
{
    QByteArray section; ///< of the protocol's description, or the broker's README; empty: nowhere
    int status = 0; ///< what the real one answers; 0: it closes the connection
    QByteArray what = {}; ///< what it does
};

/// Both proxies on loopback, with one key, before the same servers. Counts rows.
class ConformanceRig : public ServerRig
{
protected:
    /// What became of a request.
    struct Passed
    {
        Answer answer;
        QByteArray arrived; ///< at the server behind; empty: nothing did
    };

    void beginBoth()
    {
        begin();
        stop();
        m_config.allowed.push_back({"tests", "localhost"});
        m_lookup = [](const std::string &) -> Result<std::vector<std::string>> {
            return std::vector<std::string>{"127.0.0.1"};
        };
        start();
        m_standard = std::make_unique<TlsUpstream>(m_certificate, 443);
        m_fixed = std::make_unique<TlsUpstream>(m_certificate, 9443);
        for (TlsUpstream *upstream : {m_upstream.get(), m_standard.get(), m_fixed.get()}) {
            upstream->setHandler([this](const QByteArray &request) {
                m_arrived = request;
                return m_reply ? m_reply(request) : TlsUpstream::answer("hello");
            });
        }
        QVERIFY2(m_real.serve(m_certificate.file()), m_real.log().constData());
    }
    void endBoth()
    {
        m_real.stop();
        m_standard.reset();
        m_fixed.reset();
        end();
        if (m_rows == 0)
            return;
        std::printf("conformance with %s: %d of %d rows, %d of them with a deviation on purpose\n",
                    qPrintable(m_real.revision()), m_passed, m_rows, int(m_deviations.size()));
        for (const QString &deviation : std::as_const(m_deviations))
            std::printf("deviation: %s\n", qPrintable(deviation));
        for (const QString &row : std::as_const(m_leftOut))
            std::printf("left out: %s\n", qPrintable(row));
    }

    Passed pass(quint16 proxy, const QByteArray &wire)
    {
        m_arrived.clear();
        return {Client(proxy).ask(wire), m_arrived};
    }
    Passed throughBroker(const QByteArray &wire) { return pass(port(), wire); }
    Passed throughReal(const QByteArray &wire) { return pass(m_real.port(), wire); }

    static QByteArray bodyOf(const QByteArray &message)
    {
        const qsizetype end = message.indexOf("\r\n\r\n");
        const QByteArray body = message.mid(end + 4);
        return message.left(end + 2).contains("\r\nTransfer-Encoding: chunked\r\n")
            ? unchunked(body)
            : body;
    }
    /// What arrived, in a form that can be compared: lines in one order, and without those in which
    /// the two differ always and on purpose (tokenizer.md 7.5; the broker's README): it keeps its
    /// connections, asks for unpacked answers and has a name of its own.
    static QByteArray comparable(const QByteArray &arrived)
    {
        QByteArrayList lines
            = arrived.left(std::max<qsizetype>(arrived.indexOf("\r\n\r\n"), 0)).split('\n');
        lines.removeIf([](const QByteArray &line) {
            return line.startsWith("Accept-Encoding: ") || line.startsWith("Connection: close")
                || line.startsWith("User-Agent: Go-http-client/")
                || line.startsWith("User-Agent: rekey-broker/");
        });
        for (QByteArray &line : lines)
            line = line.trimmed();
        std::sort(lines.begin() + 1, lines.end());
        return lines.join('\n') + "\n\n" + bodyOf(arrived);
    }

    void deviates(const QByteArray &row, const Deviation &deviation)
    {
        m_deviations.append(QString::fromUtf8(row + " (" + deviation.section + "): the real one "
                                              + deviation.what));
    }

    RealTokenizer m_real;
    std::unique_ptr<TlsUpstream> m_standard; ///< on 443, where that may be had
    std::unique_ptr<TlsUpstream> m_fixed; ///< on 9443
    TlsUpstream::Handler m_reply; ///< of all servers; none: "hello"
    QByteArray m_arrived;
    int m_rows = 0;
    int m_passed = 0;
    QStringList m_deviations;
    QStringList m_leftOut;
};

} // namespace rekey::test
