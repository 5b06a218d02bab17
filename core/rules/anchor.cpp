// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace rekey::rules {

namespace {

constexpr double kTargetBits = 19; // about 2 hits in a MiB
constexpr double kRefusedBits = 11; // about 500 hits in a MiB, by a rough estimate
constexpr std::uint32_t kMaxFixedRun = 40; // bytes of one repeat that are worth looking at
constexpr std::uint32_t kSlackSteps[] = {0, 4, 12, 32, 80, 200};

/// How often each printable byte stands in source text and documentation, in 1/100000: counted over
/// 166 MB of C and C++ headers, Python and Perl modules and package documentation.
constexpr std::array<std::uint16_t, 95> kFrequency = {
    16699, 31,   483,  522,  99,   20,   64,   436, 1076, 1076, 1067, 44,  1001, 672,  696,  971,
    795,   532,  413,  262,  219,  310,  220,  165, 209,  284,  402,  407, 429,  384,  494,  14,
    50,    836,  307,  869,  460,  1247, 391,  313, 180,  899,  40,   189, 848,  417,  868,  847,
    713,   32,   829,  1475, 1027, 310,  196,  87,  299,  132,  29,   126, 145,  125,  6,    3497,
    107,   2989, 693,  2221, 2066, 6134, 1493, 832, 1322, 3364, 115,  687, 2191, 1161, 3532, 3007,
    1609,  75,   3032, 3714, 4459, 1389, 497,  368, 503,  722,  95,   128, 45,   128,  15};
constexpr double kNewline = 0.03;
constexpr double kTab = 0.005;
constexpr double kOtherByte = 0.0001;

double byteChance(unsigned byte)
{
    if (byte >= ' ' && byte < 0x7f)
        return kFrequency[byte - ' '] / 100000.0;
    return byte == '\n' ? kNewline : byte == '\t' ? kTab : kOtherByte;
}

double setBits(const ByteSet &set)
{
    double chance = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (set[byte])
            chance += byteChance(byte);
    }
    return chance <= 0 ? 30.0 : std::max(0.0, -std::log2(std::min(chance, 1.0)));
}

bool isLetter(unsigned byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// One byte, or one letter in both cases: what a literal matcher can look for.
bool isLiteral(const ByteSet &set)
{
    const std::size_t count = set.count();
    if (count == 1)
        return true;
    const std::size_t first = set._Find_first();
    return count == 2 && first >= 'A' && first <= 'Z' && set[first + 0x20];
}

/// What is known of a stretch while it grows, byte by byte.
struct Estimate
{
    double bits = 0;
    std::uint32_t slack = 0; ///< most bytes minus fewest
    std::uint32_t literalRun = 0; ///< the last run of literals
    std::uint32_t longestLiteral = 0;
    std::uint32_t letterRun = 0; ///< the last run of literal letters

    /// Letters of a word foretell each other, so each adds less than its frequency says.
    void add(const ByteSet &set)
    {
        const double plain = setBits(set);
        if (!isLiteral(set)) {
            literalRun = letterRun = 0;
            bits += plain;
            return;
        }
        longestLiteral = std::max(longestLiteral, ++literalRun);
        if (!isLetter(static_cast<unsigned>(set._Find_first()))) {
            letterRun = 0;
            bits += std::min(plain, 7.0);
            return;
        }
        constexpr double kLetterBits[] = {6.0, 4.0, 3.0};
        bits += std::min(plain, letterRun < 3 ? kLetterBits[letterRun] : 2.5);
        ++letterRun;
    }

    void addSlack(std::uint32_t bytes)
    {
        slack += bytes;
        bits -= std::log2(1.0 + bytes);
        literalRun = letterRun = 0;
    }
};

PatternNode catOf(std::vector<PatternNode> children)
{
    if (children.size() == 1)
        return std::move(children.front());
    PatternNode node;
    node.kind = children.empty() ? PatternNode::Kind::Empty : PatternNode::Kind::Cat;
    node.children = std::move(children);
    return node;
}

/// Grows a stretch from the left until it is rare enough, or something unbounded, or more optional
/// bytes than allowed, stands in the way.
class Head
{
public:
    Head(std::uint32_t maxSlack, double targetBits, Estimate start = {})
        : m_estimate(start)
        , m_maxSlack(maxSlack)
        , m_targetBits(targetBits)
    {
    }

    /// False when the stretch ends here.
    bool add(const PatternNode &node)
    {
        if (m_estimate.bits >= m_targetBits && !goesOnLiteral(node))
            return false;
        switch (node.kind) {
        case PatternNode::Kind::Empty:
        case PatternNode::Kind::WordBoundary:
        case PatternNode::Kind::Assertion:
            return true;
        case PatternNode::Kind::Set:
            m_estimate.add(node.set);
            m_out.push_back(node);
            return true;
        case PatternNode::Kind::Cat:
            return std::ranges::all_of(node.children,
                                       [this](const PatternNode &child) { return add(child); });
        case PatternNode::Kind::Repeat:
            return addRepeat(node);
        case PatternNode::Kind::Alt:
            return addAlternatives(node);
        }
        return false;
    }

    const Estimate &estimate() const { return m_estimate; }
    PatternNode take() { return catOf(std::move(m_out)); }

private:
    /// A literal that has begun is finished: longer literals are cheaper to look for.
    bool goesOnLiteral(const PatternNode &node) const
    {
        return node.kind == PatternNode::Kind::Set && isLiteral(node.set)
            && m_estimate.literalRun > 0 && m_estimate.literalRun < 6;
    }

    bool addRepeat(const PatternNode &node)
    {
        const PatternNode &child = node.children.front();
        if (child.kind == PatternNode::Kind::Set) {
            if (!addRun(child, node.min))
                return false;
        } else {
            for (std::uint32_t i = 0; i < node.min; ++i) {
                if (!add(child))
                    return false;
            }
        }
        return node.max == node.min || addOptional(node);
    }

    /// As many copies of a set as are needed.
    bool addRun(const PatternNode &child, std::uint32_t count)
    {
        std::uint32_t taken = 0;
        while (taken < count && taken < kMaxFixedRun && m_estimate.bits < m_targetBits) {
            m_estimate.add(child.set);
            ++taken;
        }
        if (taken == 1)
            m_out.push_back(child);
        else if (taken > 1)
            m_out.push_back(PatternNode::repeat(child, taken, taken));
        return taken == count;
    }

    bool addOptional(const PatternNode &node)
    {
        const Width width = widthOf(node.children.front());
        if (node.max == kUnbounded || width.max == kUnbounded)
            return false;
        const std::uint64_t slack = std::uint64_t{width.max} * (node.max - node.min);
        if (m_estimate.slack + slack > m_maxSlack)
            return false;
        m_estimate.addSlack(static_cast<std::uint32_t>(slack));
        m_out.push_back(PatternNode::repeat(node.children.front(), 0, node.max - node.min));
        return true;
    }

    /// Each branch's own head; the stretch may go on only when none of them was cut short.
    bool addAlternatives(const PatternNode &node)
    {
        PatternNode alt;
        alt.kind = PatternNode::Kind::Alt;
        double chance = 0;
        bool whole = true;
        Estimate worst;
        worst.longestLiteral = kUnbounded;
        for (const PatternNode &child : node.children) {
            Head head(m_maxSlack, m_targetBits, m_estimate);
            whole = head.add(child) && whole;
            const Estimate &estimate = head.estimate();
            chance += std::exp2(-estimate.bits);
            worst.slack = std::max(worst.slack, estimate.slack);
            worst.longestLiteral = std::min(worst.longestLiteral, estimate.longestLiteral);
            alt.children.push_back(head.take());
        }
        const Width width = widthOf(alt);
        worst.slack = std::max(worst.slack, m_estimate.slack + width.max - width.min);
        worst.bits = -std::log2(chance);
        if (worst.slack > m_maxSlack)
            whole = false; // still usable, but nothing may follow
        m_estimate = worst;
        m_out.push_back(std::move(alt));
        return whole;
    }

    std::vector<PatternNode> m_out;
    Estimate m_estimate;
    std::uint32_t m_maxSlack;
    double m_targetBits;
};

/// The top of the tree as one row: nested concatenations opened, exact repeats left alone.
void flatten(const PatternNode &node, std::vector<const PatternNode *> &out)
{
    const bool plainRepeat
        = node.kind == PatternNode::Kind::Repeat && node.min == 1 && node.max == 1;
    if (node.kind == PatternNode::Kind::Cat || plainRepeat) {
        for (const PatternNode &child : node.children)
            flatten(child, out);
    } else {
        out.push_back(&node);
    }
}

struct Candidate
{
    DerivedAnchor anchor;
    double cost = 0;
};

double literalCost(std::uint32_t longest)
{
    constexpr double kCost[] = {100, 40, 15, 5};
    return longest < 4 ? kCost[longest] : 0;
}

/// What a begin that is known only to `uncertain` bytes costs at each hit.
double windowCost(std::uint32_t uncertain)
{
    return 0.02 * std::min(uncertain, 1000U);
}

std::int32_t signedOf(std::uint32_t value)
{
    return static_cast<std::int32_t>(std::min<std::uint32_t>(value, 1U << 30));
}

Candidate candidateFrom(std::span<const PatternNode *const> row, Width lead, std::uint32_t maxSlack,
                        std::uint32_t maxMatchBytes)
{
    Head head(maxSlack, kTargetBits);
    for (const PatternNode *node : row) {
        if (!head.add(*node))
            break;
    }
    const Estimate estimate = head.estimate();
    Candidate candidate;
    candidate.anchor.node = head.take();
    candidate.anchor.bits = estimate.bits;
    const Width width = widthOf(candidate.anchor.node);
    const std::uint32_t leadMax = std::min(lead.max, maxMatchBytes);
    // The hit lies inside the match, so the match cannot begin earlier than its greatest width.
    candidate.anchor.beginMin = -signedOf(std::min(leadMax + width.max, maxMatchBytes));
    candidate.anchor.beginMax = -signedOf(std::min(lead.min + width.min, maxMatchBytes));
    candidate.cost = literalCost(estimate.longestLiteral) + 0.5 * estimate.slack
        + windowCost(leadMax - std::min(lead.min, leadMax))
        + 8 * std::max(0.0, kTargetBits - estimate.bits) + (width.min == 0 ? 1e6 : 0);
    return candidate;
}

Candidate bestOf(const PatternNode &node, std::uint32_t maxMatchBytes)
{
    std::vector<const PatternNode *> row;
    flatten(node, row);
    Candidate best;
    best.cost = 1e9;
    for (const std::uint32_t slack : kSlackSteps) {
        std::uint64_t leadMin = 0;
        std::uint64_t leadMax = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Width lead{
                static_cast<std::uint32_t>(std::min<std::uint64_t>(leadMin, kUnbounded)),
                static_cast<std::uint32_t>(std::min<std::uint64_t>(leadMax, kUnbounded))};
            Candidate candidate
                = candidateFrom(std::span(row).subspan(i), lead, slack, maxMatchBytes);
            if (candidate.cost < best.cost)
                best = std::move(candidate);
            const Width width = widthOf(*row[i]);
            leadMin += width.min;
            leadMax += width.max;
        }
    }
    return best;
}

void branchesOf(const PatternNode &node, std::vector<const PatternNode *> &out)
{
    if (node.kind != PatternNode::Kind::Alt) {
        out.push_back(&node);
        return;
    }
    for (const PatternNode &child : node.children)
        branchesOf(child, out);
}

PatternNode literalNode(std::string_view text)
{
    std::vector<PatternNode> bytes;
    for (const char c : text) {
        ByteSet set;
        const unsigned byte = static_cast<unsigned char>(c);
        set.set(byte);
        if (isLetter(byte))
            set.set(byte ^ 0x20);
        bytes.push_back(PatternNode::ofSet(set));
    }
    return catOf(std::move(bytes));
}

std::vector<DerivedAnchor> keywordAnchors(const Detector &detector, std::uint32_t maxMatchBytes)
{
    std::vector<DerivedAnchor> anchors;
    for (const std::string &keyword : detector.keywords) {
        DerivedAnchor anchor;
        anchor.node = literalNode(keyword);
        Estimate estimate;
        for (const char c : keyword)
            estimate.add(ByteSet().set(static_cast<unsigned char>(c)));
        anchor.bits = estimate.bits;
        const auto width = static_cast<std::int32_t>(keyword.size());
        const std::int32_t distance = signedOf(detector.keywordDistanceBytes);
        anchor.beginMin = -(distance + signedOf(maxMatchBytes) + width);
        anchor.beginMax = distance;
        anchors.push_back(std::move(anchor));
    }
    return anchors;
}

double rarity(std::span<const DerivedAnchor> anchors)
{
    double chance = 0;
    for (const DerivedAnchor &anchor : anchors)
        chance += std::exp2(-anchor.bits);
    return anchors.empty() ? 0 : -std::log2(chance);
}

} // namespace

Result<std::vector<DerivedAnchor>> deriveAnchors(const Detector &detector,
                                                 std::uint32_t maxMatchBytes)
{
    Result<PatternNode> tree = parsePattern(detector.pattern);
    if (!tree)
        return std::unexpected(tree.error());
    std::vector<const PatternNode *> branches;
    branchesOf(*tree, branches);
    std::vector<DerivedAnchor> anchors;
    for (const PatternNode *branch : branches)
        anchors.push_back(bestOf(*branch, maxMatchBytes).anchor);

    if (rarity(anchors) < kTargetBits - 4) {
        std::vector<DerivedAnchor> keywords = keywordAnchors(detector, maxMatchBytes);
        if (rarity(keywords) > rarity(anchors))
            anchors = std::move(keywords);
    }
    if (rarity(anchors) < kRefusedBits) {
        const double rate = std::exp2(20 - rarity(anchors));
        return fail(ErrorKind::Invalid,
                    "its rarest bounded stretch would hit about "
                        + std::to_string(static_cast<long>(rate))
                        + " times in each MB of ordinary text; put a literal prefix or a keyword "
                          "into the pattern, or give keywords");
    }
    return anchors;
}

std::vector<Anchor> mergeAnchors(std::span<const std::vector<DerivedAnchor>> anchorsOfDetectors)
{
    std::map<std::string, Anchor> merged;
    for (std::size_t detector = 0; detector < anchorsOfDetectors.size(); ++detector) {
        for (const DerivedAnchor &derived : anchorsOfDetectors[detector]) {
            std::string pattern = printPattern(derived.node);
            Anchor &anchor = merged[pattern];
            const Width width = widthOf(derived.node);
            anchor.pattern = std::move(pattern);
            anchor.minWidth = width.min;
            anchor.maxWidth = width.max;
            const AnchorUse use{static_cast<std::uint32_t>(detector), derived.beginMin,
                                derived.beginMax};
            if (std::ranges::find(anchor.uses, use) == anchor.uses.end())
                anchor.uses.push_back(use);
        }
    }
    std::vector<Anchor> anchors;
    for (auto &[pattern, anchor] : merged)
        anchors.push_back(std::move(anchor));
    return anchors;
}

} // namespace rekey::rules
