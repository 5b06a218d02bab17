// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/serverrig.h"

#include <latch>

using namespace rekey;
using namespace rekey::broker;
using namespace rekey::test;

namespace {

/// A port of loopback where connecting neither succeeds nor fails.
class DeafPort
{
public:
    DeafPort()
    {
        m_sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        ::bind(m_sockets[0], reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_sockets[0], 0);
        ::getsockname(m_sockets[0], reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        // More than its queue takes.
        for (int i = 0; i < 4; ++i) {
            m_sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(m_sockets.back(), reinterpret_cast<sockaddr *>(&address), size);
        }
    }
    ~DeafPort()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    DeafPort(const DeafPort &) = delete;
    DeafPort &operator=(const DeafPort &) = delete;

    [[nodiscard]] QByteArray number() const { return QByteArray::number(m_port); }

private:
    std::vector<int> m_sockets;
    quint16 m_port = 0;
};

} // namespace

/// How requests end that somebody or something does not let come to their end.
class TestBrokerEnds : public ServerRig
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void waitsForNoLookupBeyondItsTime();
    void letsNobodyWaitBehindASlowLookup();
    void endsWhileALookupIsUnderWay();
    void refusesAnAddressThatANameTurnsInto();
    void forgetsAConnectionItGaveUp();

private:
    [[nodiscard]] static QByteArray requestTo(const QByteArray &authority)
    {
        return "GET http://" + authority
            + "/ HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: " + sealedInject() + "\r\n\r\n";
    }
    /// Names that begin with "slow" wait for the latch; every name is loopback.
    void useSlowLookup()
    {
        stop();
        m_latch = std::make_shared<std::latch>(1);
        m_lookup = [latch = m_latch](const std::string &host) -> Result<std::vector<std::string>> {
            if (host.starts_with("slow"))
                latch->wait();
            return std::vector<std::string>{"127.0.0.1"};
        };
        m_config.limits.connect = std::chrono::milliseconds(300);
        m_config.allowed = {{"tests", "localhost"}, {"tests", "slow.example"}};
        start();
    }

    std::shared_ptr<std::latch> m_latch;
};

void TestBrokerEnds::waitsForNoLookupBeyondItsTime()
{
    useSlowLookup();
    const Answer answer = Client(port()).ask(requestTo("slow.example"));
    QCOMPARE(answer.status(), 504);
    QCOMPARE(records()[0]["reason"], "upstream_timeout");
    m_latch->count_down();
}

void TestBrokerEnds::letsNobodyWaitBehindASlowLookup()
{
    useSlowLookup();
    const QByteArray port = QByteArray::number(m_upstream->port());
    Client slow(this->port());
    slow.write(requestTo("slow.example:" + port));
    QCOMPARE(Client(this->port()).ask(requestTo("localhost:" + port)).status(), 200);
    QCOMPARE(slow.read().status(), 504);
    m_latch->count_down();
}

void TestBrokerEnds::endsWhileALookupIsUnderWay()
{
    useSlowLookup();
    m_config.limits.connect = std::chrono::seconds(60);
    m_config.limits.stop = std::chrono::milliseconds(100);
    stop();
    start();
    Client slow(port());
    slow.write(requestTo("slow.example"));
    QCOMPARE(Client(port()).ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").status(), 400);
    stop(); // the name is never found
    QVERIFY(slow.isClosed());
    m_latch->count_down();
}

void TestBrokerEnds::refusesAnAddressThatANameTurnsInto()
{
    stop();
    m_lookup = [](const std::string &) -> Result<std::vector<std::string>> {
        return std::vector<std::string>{"127.0.0.1", "10.1.2.3", "::1"};
    };
    start();
    const Answer answer = Client(port()).ask(requestTo("public.example"));
    QCOMPARE(answer.status(), 400);
    QCOMPARE(records()[0]["reason"], "address_refused");
    QCOMPARE(records()[0]["detail"], "127.0.0.1 is loopback, 10.1.2.3 is private, ::1 is loopback");
}

void TestBrokerEnds::forgetsAConnectionItGaveUp()
{
    stop();
    m_config.limits.connect = std::chrono::milliseconds(300);
    start();
    const DeafPort deaf;
    Client client(port());
    QCOMPARE(client.ask(requestTo("127.0.0.1:" + deaf.number())).status(), 504);
    // The client is there still; the broker ends at once, and with it all that is under way.
    m_server->stop();
    m_server->stop();
    m_thread.join();
    QVERIFY(client.isClosed());
}

QTEST_GUILESS_MAIN(TestBrokerEnds)
#include "tst_brokerends.moc"
