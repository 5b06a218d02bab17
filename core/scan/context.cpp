// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/context.h"

#include "core/base/text.h"
#include "core/scan/maskedtext.h"
#include "core/scan/utf16.h"

#include <algorithm>
#include <utility>

namespace rekey::scan {

namespace {

/// Bytes either side of the secret that may be shown ...
constexpr std::uint64_t kShownBytes = 48 * 1024;
/// ... and beyond them bytes that are only scanned, so that a secret that stands half in what is
/// shown is seen whole and masked.
constexpr std::uint64_t kGuardBytes = 16 * 1024;
constexpr std::uint32_t kMostLinesAround = 20;
constexpr std::uint32_t kMostCharactersAround = 1000;

/// Bytes read round a place; positions in it are relative to `offset`. Wiped on destruction.
struct Stretch
{
    std::vector<std::byte> bytes;
    std::uint64_t offset = 0;
    TextEncoding encoding = TextEncoding::Bytes;
    std::size_t shownBegin = 0;
    std::size_t shownEnd = 0;

    Stretch() = default;
    Stretch(Stretch &&) = default;
    Stretch &operator=(Stretch &&) = default;
    ~Stretch() { secret::wipe(bytes); }

    std::string_view text() const { return asText(bytes); }
};

Result<TextEncoding> readEncoding(const sources::Source &source, std::uint64_t blob)
{
    auto head = source.read(blob, 0, kEncodingSampleBytes);
    if (!head)
        return std::unexpected(std::move(head.error()));
    const TextEncoding encoding = encodingOf(asText(*head));
    secret::wipe(*head);
    return encoding;
}

Result<Stretch> readStretch(const sources::Source &source, const finding::Place &place)
{
    const auto encoding = readEncoding(source, place.blob);
    if (!encoding)
        return std::unexpected(encoding.error());
    constexpr std::uint64_t around = kShownBytes + kGuardBytes;
    Stretch stretch;
    stretch.encoding = *encoding;
    stretch.offset = place.begin - std::min(place.begin, around);
    stretch.offset -= stretch.offset % 2; // in step with UTF-16
    auto bytes = source.read(place.blob, stretch.offset, place.end + around);
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    stretch.bytes = std::move(*bytes);
    const bool toTheEnd = stretch.bytes.size() < place.end + around - stretch.offset;
    stretch.shownBegin = stretch.offset == 0 ? 0 : kGuardBytes;
    stretch.shownEnd = stretch.bytes.size() - (toTheEnd ? 0 : kGuardBytes);
    if (stretch.offset + stretch.bytes.size() < place.end)
        return fail(ErrorKind::NotFound, "the text has changed since the scan", place.path);
    return stretch;
}

/// Masks of everything secret in the stretch; empty when the place's own secret is not there.
std::vector<Mask> masksOf(const Stretch &stretch, const finding::Place &place, Scanner &scanner)
{
    const std::size_t begin = place.begin - stretch.offset;
    const std::size_t end = place.end - stretch.offset;
    std::vector<Mask> masks;
    bool seen = false;
    for (const Match &match : scanner.scanAll(stretch.bytes)) {
        const bool current = match.secret.begin == begin && match.secret.end == end;
        seen = seen || current;
        masks.push_back({match.secret.begin, match.secret.end, current});
        const auto &companions = scanner.rules().detector(match.detector).companions;
        for (const CompanionMatch &companion : match.companions) {
            if (!companions[companion.rule].isPublic)
                masks.push_back({companion.range.begin, companion.range.end, false});
        }
    }
    return seen ? joinMasks(std::move(masks)) : std::vector<Mask>();
}

/// Writes the lines round the secret.
class ContextWriter
{
public:
    ContextWriter(const Stretch &stretch, const std::vector<Mask> &masks,
                  const finding::Place &place, const ContextOptions &options)
        : m_stretch(stretch)
        , m_masks(masks)
        , m_lines(splitLines(stretch.text(), stretch.encoding))
        , m_secret(place.begin - stretch.offset)
        , m_secretLine(place.line)
        , m_linesAround(std::clamp(options.linesAround, 1U, kMostLinesAround))
        , m_characters(std::clamp(options.charactersAround, 1U, kMostCharactersAround))
    {
    }

    MaskedContext write()
    {
        MaskedContext context;
        context.secretLine = m_secretLine;
        const std::size_t home = lineAt(m_secret);
        std::size_t index = home - std::min<std::size_t>(home, m_linesAround);
        // A line whose start was not read is shown only when it is the secret's own.
        while (index < home && m_lines[index].end <= m_stretch.shownBegin)
            ++index;
        std::uint32_t after = 0;
        while (index < m_lines.size() && after <= m_linesAround
               && m_lines[index].begin <= m_stretch.shownEnd) {
            context.lines.push_back(lineOf(index, home));
            const std::size_t last = lastLineOf(index);
            if (last >= home)
                ++after;
            index = last + 1;
        }
        return context;
    }

private:
    std::size_t lineAt(std::size_t position) const
    {
        const auto next = std::ranges::upper_bound(m_lines, position, {}, &LineBytes::begin);
        return static_cast<std::size_t>(next - m_lines.begin()) - 1;
    }

    /// A value that spans lines is one bar; the line it ends on is shown with the one it starts on.
    std::size_t lastLineOf(std::size_t index) const
    {
        for (;;) {
            const std::size_t end = m_lines[index].end;
            const auto mask = std::ranges::upper_bound(m_masks, end, {}, &Mask::end);
            if (mask == m_masks.end() || mask->begin >= end)
                return index;
            const std::size_t next = lineAt(mask->end - 1);
            if (next == index) // the value takes in the line's end, no more
                return index;
            index = next;
        }
    }

    ContextLine lineOf(std::size_t index, std::size_t home)
    {
        ContextLine line;
        line.number
            = m_secretLine + static_cast<std::uint32_t>(index) - static_cast<std::uint32_t>(home);
        const std::size_t last = lastLineOf(index);
        const std::size_t lineBegin = std::max(m_lines[index].begin, m_stretch.shownBegin);
        const std::size_t lineEnd = std::min(m_lines[last].end, m_stretch.shownEnd);
        const bool own = index <= home && home <= last;
        ShownPart part{lineBegin, lineEnd, 2 * m_characters};
        if (own)
            part.begin = ownBegin(lineBegin);
        else if (m_lines[index].begin < m_stretch.shownBegin)
            part.begin = notInsideMask(stepBack(m_stretch.text(), m_stretch.encoding, lineEnd,
                                                lineBegin, part.characters));
        std::size_t reached = part.begin;
        if (own) {
            reached = append(line, {part.begin, std::max(part.begin, m_secret), SIZE_MAX});
            part.characters = m_characters;
        }
        reached = append(line, {reached, std::max(reached, lineEnd), part.characters});
        line.cutBefore = part.begin > m_lines[index].begin;
        line.cutAfter = reached < m_lines[last].end;
        return line;
    }

    std::size_t append(ContextLine &line, const ShownPart &part)
    {
        return appendMasked(line, m_stretch.text(), m_stretch.encoding, part, m_masks, m_bar);
    }

    std::size_t ownBegin(std::size_t lineBegin) const
    {
        return notInsideMask(stepBack(m_stretch.text(), m_stretch.encoding, m_secret,
                                      std::min(lineBegin, m_secret), m_characters));
    }

    std::size_t notInsideMask(std::size_t position) const
    {
        const auto mask = std::ranges::upper_bound(m_masks, position, {}, &Mask::end);
        return mask != m_masks.end() && mask->begin < position ? mask->begin : position;
    }

    const Stretch &m_stretch;
    const std::vector<Mask> &m_masks;
    std::vector<LineBytes> m_lines;
    std::size_t m_secret;
    std::uint32_t m_secretLine;
    std::uint32_t m_linesAround;
    std::size_t m_characters;
    std::uint32_t m_bar = 0;
};

} // namespace

Result<MaskedContext> readContext(const sources::Source &source, const finding::Place &place,
                                  Scanner &scanner, const ContextOptions &options)
{
    const auto stretch = readStretch(source, place);
    if (!stretch)
        return std::unexpected(stretch.error());
    const std::vector<Mask> masks = masksOf(*stretch, place, scanner);
    if (masks.empty())
        return fail(ErrorKind::NotFound, "the secret is no longer at this place", place.path);
    return ContextWriter(*stretch, masks, place, options).write();
}

Result<secret::SecretBytes> readSecret(const sources::Source &source, const finding::Place &place)
{
    auto bytes = source.read(place.blob, place.begin, place.end);
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    if (bytes->size() != place.end - place.begin) {
        secret::wipe(*bytes);
        return fail(ErrorKind::NotFound, "the text has changed since the scan", place.path);
    }
    secret::SecretBytes value;
    if (place.utf16) {
        std::string decoded = utf8FromUtf16(asText(*bytes), looksBigEndian(asText(*bytes)));
        value = secret::SecretBytes::copyOf(std::string_view(decoded));
        secret::wipe({reinterpret_cast<std::byte *>(decoded.data()), decoded.size()});
    } else {
        value = secret::SecretBytes::copyOf(std::span<const std::byte>(*bytes));
    }
    secret::wipe(*bytes);
    return value;
}

} // namespace rekey::scan
