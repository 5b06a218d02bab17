// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchor.h"

#include "core/rules/rarity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <utility>

namespace rekey::rules {

namespace {

constexpr double kTargetBits = 19; // about 2 hits in a MiB
constexpr double kNeverRare = 1e9; // a target that nothing reaches
constexpr double kRefusedBits = 11; // about 500 hits in a MiB, by a rough estimate
constexpr std::uint32_t kMaxFixedRun = 40; // bytes of one repeat that are worth looking at
constexpr std::uint32_t kSlackSteps[] = {0, 4, 12, 32, 80, 200};

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
    Head(std::uint32_t maxSlack, double targetBits, Rarity start = {})
        : m_rarity(start)
        , m_maxSlack(maxSlack)
        , m_targetBits(targetBits)
    {
    }

    /// False when the stretch ends here.
    bool add(const PatternNode &node)
    {
        if (isRareEnough() && !goesOnLiteral(node))
            return false;
        switch (node.kind) {
        case PatternNode::Kind::Empty:
        case PatternNode::Kind::WordBoundary:
        case PatternNode::Kind::Assertion:
            return true;
        case PatternNode::Kind::Set:
            m_rarity.add(node.set);
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

    const Rarity &rarity() const { return m_rarity; }
    PatternNode take() { return catOf(std::move(m_out)); }

private:
    /// A stretch without a literal is looked at everywhere, so it had better be worth it.
    bool isRareEnough() const
    {
        constexpr double kMoreBits = 8;
        return m_rarity.bits >= m_targetBits + (m_rarity.longestLiteral < 3 ? kMoreBits : 0);
    }

    /// A literal that has begun is finished: longer literals are cheaper to look for.
    bool goesOnLiteral(const PatternNode &node) const
    {
        return isLiteral(node) && m_rarity.literalRun > 0 && m_rarity.literalRun < 6;
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
        while (taken < count && taken < kMaxFixedRun && !isRareEnough()) {
            m_rarity.add(child.set);
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
        if (m_rarity.slack + slack > m_maxSlack)
            return false;
        m_rarity.addSlack(static_cast<std::uint32_t>(slack));
        m_out.push_back(PatternNode::repeat(node.children.front(), 0, node.max - node.min));
        return true;
    }

    /// Each branch's own head, when those are rare enough; else the whole of each branch, so that
    /// the stretch can go on behind them.
    bool addAlternatives(const PatternNode &node)
    {
        const Head before = *this;
        if (addBranches(node, m_targetBits))
            return true;
        if (isRareEnough() || m_targetBits >= kNeverRare)
            return false;
        const Head cut = std::exchange(*this, before);
        if (addBranches(node, kNeverRare))
            return true;
        *this = cut;
        return false;
    }

    /// True when no branch was cut short.
    bool addBranches(const PatternNode &node, double targetBits)
    {
        PatternNode alt;
        alt.kind = PatternNode::Kind::Alt;
        double chance = 0;
        bool whole = true;
        Rarity worst; // what follows is judged as if behind the commonest branch
        worst.bits = 1e9;
        std::uint32_t slack = 0;
        std::uint32_t longestLiteral = kUnbounded;
        for (const PatternNode &child : node.children) {
            Head head(m_maxSlack, targetBits, m_rarity);
            whole = head.add(child) && whole;
            const Rarity &rarity = head.rarity();
            chance += std::exp2(-rarity.bits);
            slack = std::max(slack, rarity.slack);
            longestLiteral = std::min(longestLiteral, rarity.longestLiteral);
            if (rarity.bits < worst.bits)
                worst = rarity;
            alt.children.push_back(head.take());
        }
        worst.literalRun = 0;
        worst.longestLiteral = longestLiteral;
        const Width width = widthOf(alt);
        worst.slack = std::max(slack, m_rarity.slack + width.max - width.min);
        worst.bits = -std::log2(chance);
        m_rarity = worst;
        m_out.push_back(std::move(alt));
        return whole && worst.slack <= m_maxSlack;
    }

    std::vector<PatternNode> m_out;
    Rarity m_rarity;
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

/// AAAA... would hit at every byte of a long run; at the run's start it hits once. Any other
/// boundary is left to the confirmation. A hit is not lost where a text is cut before it, for a
/// text's start is a boundary.
void keepBoundary(PatternNode &node)
{
    const PatternNode &first
        = node.kind == PatternNode::Kind::Repeat ? node.children.front() : node;
    const bool isRun = isLiteral(first) && node.kind == PatternNode::Kind::Repeat;
    const auto byte = static_cast<unsigned char>(first.set._Find_first());
    if (!isRun || !(std::isalnum(byte) != 0 || byte == '_'))
        return;
    PatternNode boundary;
    boundary.kind = PatternNode::Kind::WordBoundary;
    std::vector<PatternNode> both;
    both.push_back(std::move(boundary));
    both.push_back(std::move(node));
    node = catOf(std::move(both));
}

Candidate candidateFrom(std::span<const PatternNode *const> row, Width lead, std::uint32_t maxSlack,
                        std::uint32_t maxMatchBytes)
{
    Head head(maxSlack, kTargetBits);
    for (const PatternNode *node : row) {
        if (!head.add(*node))
            break;
    }
    const Rarity rarity = head.rarity();
    Candidate candidate;
    candidate.anchor.node = head.take();
    if (row.front()->kind == PatternNode::Kind::WordBoundary)
        keepBoundary(candidate.anchor.node);
    candidate.anchor.bits = rarity.bits;
    const Width width = widthOf(candidate.anchor.node);
    const std::uint32_t leadMax = std::min(lead.max, maxMatchBytes);
    // The hit lies inside the match, so the match cannot begin earlier than its greatest width.
    candidate.anchor.beginMin = -signedOf(std::min(leadMax + width.max, maxMatchBytes));
    candidate.anchor.beginMax = -signedOf(std::min(lead.min + width.min, maxMatchBytes));
    candidate.cost = literalCost(rarity.longestLiteral) + 0.25 * rarity.slack
        + windowCost(leadMax - std::min(lead.min, leadMax))
        + 8 * std::max(0.0, kTargetBits - rarity.bits) + (width.min == 0 ? 1e6 : 0);
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
            // The inside of a literal is no rarer than the literal, whatever the model says.
            if (i == 0 || !isLiteral(*row[i - 1]) || !isLiteral(*row[i])) {
                Candidate candidate
                    = candidateFrom(std::span(row).subspan(i), lead, slack, maxMatchBytes);
                if (candidate.cost < best.cost)
                    best = std::move(candidate);
            }
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
        if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
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
        Rarity rarity;
        for (const char c : keyword)
            rarity.add(ByteSet().set(static_cast<unsigned char>(c)));
        anchor.bits = rarity.bits;
        const auto width = static_cast<std::int32_t>(keyword.size());
        const std::int32_t distance = signedOf(detector.keywordDistanceBytes);
        anchor.beginMin = -(distance + signedOf(maxMatchBytes) + width);
        anchor.beginMax = distance;
        anchors.push_back(std::move(anchor));
    }
    return anchors;
}

double bitsOf(std::span<const DerivedAnchor> anchors)
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

    if (bitsOf(anchors) < kTargetBits - 4) {
        std::vector<DerivedAnchor> keywords = keywordAnchors(detector, maxMatchBytes);
        if (bitsOf(keywords) > bitsOf(anchors))
            anchors = std::move(keywords);
    }
    if (bitsOf(anchors) < kRefusedBits) {
        const double rate = std::exp2(20 - bitsOf(anchors));
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
