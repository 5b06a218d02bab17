// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/seal/broker/tlsupstream.h"
#include "tests/support/peerprocess.h"

#include <QNetworkProxy>
#include <QStringList>
#include <QTcpSocket>

namespace rekey::test {

/// Gives a request to a peer as it came, and its answer back. The peers speak plain http, and the
/// broker TLS only: this stands between them.
inline QByteArray askPeer(const PeerProcess &peer, const QByteArray &request)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress::LocalHost, peer.host().section(u':', 1).toUShort());
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    const QByteArray status = answer.mid(9, answer.indexOf("\r\n") - 9);
    return TlsUpstream::answer(answer.mid(answer.indexOf("\r\n\r\n") + 4), {}, status);
}

/// Ids of the AWS keys that requests are signed with.
inline QStringList signersOf(const QList<QByteArray> &requests)
{
    QStringList ids;
    for (const QByteArray &request : requests) {
        const qsizetype at = request.indexOf("Credential=") + 11;
        ids.append(QString::fromLatin1(request.mid(at, request.indexOf('/', at) - at)));
    }
    return ids;
}

} // namespace rekey::test
