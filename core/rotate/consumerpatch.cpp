// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/consumerpatch.h"

#include "core/base/linediff.h"
#include "core/base/text.h"
#include "core/rotate/delivery.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <format>

namespace rekey::rotate {

namespace {

using secret::SecretBytes;

constexpr std::size_t kMostBytes = std::size_t{4} * 1024 * 1024;
/// As masked texts show a value.
constexpr std::string_view kBar = "********";

std::unexpected<Error> readProblem(const PatchPlace &place)
{
    const int code = errno;
    if (code == ENOENT || code == ENOTDIR)
        return fail(ErrorKind::NotFound, "the file is not there any more: scan again", place.shown);
    if (code == ELOOP)
        return fail(ErrorKind::Unsupported, "it is a link: patch the file that it leads to",
                    place.shown);
    return fail(code == EACCES || code == EPERM ? ErrorKind::Denied : ErrorKind::Io,
                std::format("it cannot be read ({})", std::strerror(code)), place.shown);
}

Result<SecretBytes> contentOf(const PatchPlace &place)
{
    const int fd = ::open(place.file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return readProblem(place);
    const auto read = [&]() -> Result<SecretBytes> {
        struct stat facts = {};
        if (::fstat(fd, &facts) != 0)
            return readProblem(place);
        if (!S_ISREG(facts.st_mode))
            return fail(ErrorKind::Unsupported, "it is no regular file", place.shown);
        if (static_cast<std::size_t>(facts.st_size) > kMostBytes)
            return fail(ErrorKind::TooBig, "files above 4 MiB are patched by hand", place.shown);
        SecretBytes content(static_cast<std::size_t>(facts.st_size));
        std::size_t size = 0;
        while (size < content.size()) {
            const ssize_t count = ::read(fd, content.bytes().data() + size, content.size() - size);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return readProblem(place);
            if (count == 0)
                return fail(ErrorKind::Invalid, "it changed while it was read: try again",
                            place.shown);
            size += static_cast<std::size_t>(count);
        }
        return content;
    };
    auto content = read();
    ::close(fd);
    return content;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t size = utf8Length(text);
        if (size == 0)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string digestOf(const SecretBytes &content)
{
    std::array<std::byte, crypto_generichash_BYTES> digest{};
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char *>(content.bytes().data()),
                       content.size(), nullptr, 0);
    return toHex(digest);
}

/// The line of that number; empty when there is none.
std::string_view lineOf(std::string_view text, std::uint32_t number)
{
    for (; number > 1 && !text.empty(); --number) {
        const std::size_t newline = text.find('\n');
        text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    }
    return text.substr(0, text.find('\n'));
}

/// Where the scan saw a value there has to be one still: else the file is another one by now.
Result<void> requireUnchanged(const PatchPlace &place, std::string_view text,
                              std::span<const PatchValue> values)
{
    const auto isIn = [values](std::string_view line) {
        return std::ranges::any_of(values, [line](const PatchValue &value) {
            return !value.value.isEmpty() && line.contains(value.value.view());
        });
    };
    for (const std::uint32_t line : place.lines) {
        if (!isIn(lineOf(text, line)))
            return fail(ErrorKind::Invalid,
                        std::format("line {} does not hold the value any more, or in other "
                                    "letters: the file changed since the scan, so scan again",
                                    line),
                        place.shown);
    }
    return {};
}

struct Prepared
{
    SecretBytes content;
    const PatchLanguage *language = nullptr; ///< null: none that is known
    LiteralPatch patch;
    std::string why; ///< why there is none
};

Result<Prepared> prepare(const PatchPlace &place, std::span<const PatchValue> values,
                         std::string_view style)
{
    auto content = contentOf(place);
    if (!content)
        return std::unexpected(content.error());
    if (!isUtf8(content->view()) || content->view().contains('\0'))
        return fail(ErrorKind::Unsupported, "it is no UTF-8 text: patch it by hand", place.shown);
    if (auto same = requireUnchanged(place, content->view(), values); !same)
        return std::unexpected(same.error());
    Prepared prepared{*std::move(content), languageOf(builtinLanguages(), place.shown), {}, {}};
    if (prepared.language == nullptr) {
        prepared.why = "How files of this kind read a value from elsewhere is not known here: do "
                       "it by hand.";
        return prepared;
    }
    if (!prepared.language->byHand.empty()) {
        prepared.why = prepared.language->byHand;
        return prepared;
    }
    const PatchStyle *chosen = prepared.language->style(style);
    if (chosen == nullptr) {
        prepared.why = std::format("There is no one-line read of that kind in {}: choose the "
                                   "environment, or do it by hand.",
                                   prepared.language->name);
        return prepared;
    }
    prepared.patch = makePatch(prepared.content.view(), *prepared.language, *chosen, values);
    if (prepared.patch.values == 0)
        prepared.why = prepared.patch.rest.empty() ? "The value stands in no literal of its own."
                                                   : prepared.patch.rest.front().why;
    return prepared;
}

/// Whatever the masker knows: these values are not shown.
std::string maskedText(std::string_view text, std::span<const PatchValue> values,
                       const TextMasker &masker)
{
    const SecretBytes hidden = masker(text);
    std::string masked;
    std::string_view rest = hidden.view();
    while (!rest.empty()) {
        std::size_t at = rest.size();
        std::size_t size = 0;
        for (const PatchValue &value : values) {
            const std::size_t found
                = value.value.isEmpty() ? std::string_view::npos : rest.find(value.value.view());
            if (found < at) {
                at = found;
                size = value.value.size();
            }
        }
        masked += rest.substr(0, at);
        if (size > 0)
            masked += kBar;
        rest.remove_prefix(at + size);
    }
    return masked;
}

} // namespace

Result<PatchOffer> offerPatch(const PatchPlace &place, std::span<const PatchValue> values,
                              std::string_view style, const TextMasker &masker)
{
    auto prepared = prepare(place, values, style);
    if (!prepared)
        return std::unexpected(prepared.error());
    PatchOffer offer;
    offer.language = prepared->language == nullptr ? std::string() : prepared->language->name;
    offer.rest = std::move(prepared->patch.rest);
    offer.why = std::move(prepared->why);
    offer.values = prepared->patch.values;
    offer.digest = digestOf(prepared->content);
    if (offer.values == 0)
        return offer;
    const SecretBytes after = patched(prepared->content.view(), prepared->patch.edits);
    offer.diff = unifiedDiff(escapeControl(place.shown),
                             maskedText(prepared->content.view(), values, masker),
                             maskedText(after.view(), values, masker));
    return offer;
}

Result<void> applyPatch(const PatchPlace &place, std::span<const PatchValue> values,
                        std::string_view style, const std::string &digest)
{
    const auto prepared = prepare(place, values, style);
    if (!prepared)
        return std::unexpected(prepared.error());
    const auto isOther = [&] {
        return fail(ErrorKind::Invalid,
                    "nothing was changed: the file is not the one any more that was shown, so look "
                    "at the patch again",
                    place.shown);
    };
    if (digestOf(prepared->content) != digest)
        return isOther();
    if (prepared->patch.values == 0)
        return fail(ErrorKind::Unsupported, prepared->why, place.shown);
    return replaceFile(place.file, patched(prepared->content.view(), prepared->patch.edits),
                       [&]() -> Result<void> {
                           const auto now = contentOf(place);
                           if (!now)
                               return std::unexpected(now.error());
                           return digestOf(*now) == digest ? Result<void>() : isOther();
                       });
}

} // namespace rekey::rotate
