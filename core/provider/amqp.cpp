// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasesocket.h"
#include "core/provider/requesttext.h"

#include <QtEndian>

#include <array>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

// Source: AMQP 0-9-1 specification, 2.3.5 and class connection; RabbitMQ docs, authentication
// failure notifications.
enum Method : std::uint16_t
{
    Start = 10,
    StartOk = 11,
    Tune = 30,
    Close = 50,
};
constexpr std::uint16_t kConnection = 10;
constexpr std::size_t kFrameHead = 7;
constexpr char kFrameEnd = '\xce';

template <typename Number> std::string big(Number value)
{
    std::array<char, sizeof value> bytes{};
    qToBigEndian(value, bytes.data());
    return {bytes.data(), bytes.size()};
}

std::string shortText(std::string_view text)
{
    return big(static_cast<std::uint8_t>(text.size())) + std::string(text);
}

std::string table(const std::string &fields)
{
    return big(static_cast<std::uint32_t>(fields.size())) + fields;
}

struct Frame
{
    std::uint16_t method = 0; ///< of class connection; 0: something else
    std::string_view arguments;
};

/// The frame at the start of what came; nothing before it is whole.
std::optional<Frame> frameIn(std::string_view bytes)
{
    if (bytes.size() < kFrameHead)
        return std::nullopt;
    const std::size_t size = qFromBigEndian<std::uint32_t>(bytes.data() + 3);
    if (bytes.size() < kFrameHead + size + 1)
        return std::nullopt;
    const std::string_view payload = bytes.substr(kFrameHead, size);
    const bool isMethod = bytes[0] == 1 && bytes[kFrameHead + size] == kFrameEnd
        && payload.size() >= 4 && qFromBigEndian<std::uint16_t>(payload.data()) == kConnection;
    if (!isMethod)
        return Frame{};
    return Frame{qFromBigEndian<std::uint16_t>(payload.data() + 2), payload.substr(4)};
}

/// The answer to Start: SASL PLAIN (RFC 4616), and the wish to be told of a refusal.
SecretBytes startOk(std::string_view user, const SecretBytes &password)
{
    const std::string wish = table(shortText("authentication_failure_close") + "t\x01");
    const std::string head = big(kConnection) + big(static_cast<std::uint16_t>(StartOk))
        + table(shortText("capabilities") + "F" + wish) + shortText("PLAIN");
    const std::string_view zero("\0", 1);
    const SecretBytes response = joined({zero, user, zero, password.view()});
    const SecretBytes payload = joined({head, big(static_cast<std::uint32_t>(response.size())),
                                        response.view(), shortText("en_US")});
    return joined({std::string_view("\x01\0\0", 3), big(static_cast<std::uint32_t>(payload.size())),
                   payload.view(), std::string_view(&kFrameEnd, 1)});
}

LoginAnswer answerTo(const Frame &frame, std::string_view user)
{
    LoginAnswer answer;
    if (frame.method == Tune) {
        answer.says = Says::Live;
        return answer;
    }
    if (frame.method != Close || frame.arguments.size() < 2)
        return unclear("The server's answer is none of AMQP 0-9-1.");
    constexpr std::uint16_t kAccessRefused = 403;
    const auto code = qFromBigEndian<std::uint16_t>(frame.arguments.data());
    answer.code = std::to_string(code);
    if (code == kAccessRefused && frame.arguments.contains("ACCESS_REFUSED")) {
        answer.says = Says::Dead;
        answer.isCertain = user != "guest";
        answer.reason = answer.isCertain
            ? "RabbitMQ refuses this password for this user; it says the same of one "
              "that it does not have."
            : "RabbitMQ refuses guest; from other machines than its "
              "own it refuses a right password "
              "in the same words.";
    } else {
        answer.reason = "The server refused the login (code " + answer.code + ").";
    }
    return answer;
}

} // namespace

Result<DatabaseLogin> logInToRabbitMq(const DatabaseDial &dial, const SecretBytes &password)
{
    DatabaseSocket socket(dial.settings.timeoutMs, dial.stop);
    const auto broken = [](const Error &error) -> Result<DatabaseLogin> {
        if (error.kind != ErrorKind::Io && error.kind != ErrorKind::TooBig)
            return std::unexpected(error);
        return DatabaseLogin{unclear(error.detail), nullptr};
    };
    if (const Result<void> opened = socket.open(dial); !opened)
        return broken(opened.error());
    socket.write({"AMQP\0\0\x09\x01", 8});
    const auto next = [&socket]() -> Result<QByteArray> {
        QByteArray bytes;
        while (!frameIn({bytes.constData(), static_cast<std::size_t>(bytes.size())})) {
            if (const Result<void> more = socket.readMore(bytes); !more)
                return std::unexpected(more.error());
        }
        return bytes;
    };
    const Result<QByteArray> start = next();
    if (!start)
        return broken(start.error());
    if (frameIn({start->constData(), static_cast<std::size_t>(start->size())})->method != Start)
        return DatabaseLogin{unclear("The server's answer is none of AMQP 0-9-1."), nullptr};
    socket.write(startOk(dial.target.user, password).view());
    const Result<QByteArray> answer = next();
    if (!answer)
        return broken(answer.error());
    return DatabaseLogin{
        answerTo(*frameIn({answer->constData(), static_cast<std::size_t>(answer->size())}),
                 dial.target.user),
        nullptr};
}

} // namespace rekey::provider
