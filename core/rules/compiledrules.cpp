// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/compiledrules.h"

#include "core/rules/anchor.h"
#include "core/rules/anchorcache.h"
#include "core/rules/engine.h"
#include "core/rules/filters.h"

#include <algorithm>
#include <utility>

namespace rekey::rules {

struct CompiledRules::Data
{
    RulePack pack;
    Engine engine;
};

CompiledRules::Engine::~Engine()
{
    hs_free_database(database);
}

CompiledRules::CompiledRules()
    : m_data(std::make_unique<Data>())
{
}

CompiledRules::~CompiledRules() = default;

namespace {

constexpr std::uint32_t kMaxMatchBytes = 64 * 1024;

Result<std::unique_ptr<re2::RE2>> compileExpression(const std::string &pattern,
                                                    const std::string &where)
{
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    auto expression = std::make_unique<re2::RE2>(pattern, options);
    if (!expression->ok())
        return fail(ErrorKind::Malformed, "the expression is refused: " + expression->error(),
                    where);
    return expression;
}

/// The group named `secret`, else the first one, else the whole match.
int valueGroup(const re2::RE2 &expression)
{
    const auto &names = expression.NamedCapturingGroups();
    if (const auto found = names.find("secret"); found != names.end())
        return found->second;
    return expression.NumberOfCapturingGroups() > 0 ? 1 : 0;
}

std::string lowered(std::string text)
{
    for (char &c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return text;
}

Result<void> compileCompanions(const Detector &detector, CompiledDetector &out)
{
    for (const CompanionRule &companion : detector.companions) {
        auto pattern = compileExpression(companion.pattern, detector.id + "." + companion.name);
        if (!pattern)
            return std::unexpected(std::move(pattern.error()));
        const int group = valueGroup(**pattern);
        out.companions.push_back({std::move(*pattern), group});
    }
    return {};
}

Result<CompiledDetector> compileDetector(const Detector &detector)
{
    CompiledDetector out;
    auto pattern = compileExpression(detector.pattern, detector.id);
    if (!pattern)
        return std::unexpected(std::move(pattern.error()));
    out.pattern = std::move(*pattern);
    out.group = valueGroup(*out.pattern);
    for (const std::string &deny : detector.deny) {
        auto expression = compileExpression(deny, detector.id + ".deny");
        if (!expression)
            return std::unexpected(std::move(expression.error()));
        out.deny.push_back(std::move(*expression));
    }
    for (const std::string &filter : detector.filters) {
        const std::optional<std::uint32_t> bit = filterBit(filter);
        if (!bit)
            return fail(ErrorKind::Malformed, "there is no filter " + filter, detector.id);
        out.filters |= *bit;
    }
    for (const std::string &keyword : detector.keywords)
        out.keywords.push_back(lowered(keyword));
    if (Result<void> companions = compileCompanions(detector, out); !companions)
        return std::unexpected(std::move(companions.error()));
    return out;
}

std::uint32_t widestMatch(const Detector &detector)
{
    const Result<PatternNode> tree = parsePattern(detector.pattern);
    const std::uint32_t limit = std::min(detector.maxLengthBytes, kMaxMatchBytes);
    return tree ? std::min(widthOf(*tree).max, limit) : limit;
}

Result<hs_database_t *> compileDatabase(const std::vector<Anchor> &anchors)
{
    std::vector<const char *> patterns;
    std::vector<unsigned> flags;
    std::vector<unsigned> ids;
    for (const Anchor &anchor : anchors) {
        ids.push_back(static_cast<unsigned>(patterns.size()));
        patterns.push_back(anchor.pattern.c_str());
        flags.push_back(0);
    }
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    const hs_error_t status = hs_compile_multi(patterns.data(), flags.data(), ids.data(),
                                               static_cast<unsigned>(patterns.size()),
                                               HS_MODE_BLOCK, nullptr, &database, &error);
    if (status == HS_SUCCESS)
        return database;
    std::string detail = "the anchors do not compile";
    if (error != nullptr) {
        detail += std::string(": ") + error->message;
        if (error->expression >= 0)
            detail += " in " + anchors[static_cast<std::size_t>(error->expression)].pattern;
    }
    hs_free_compile_error(error);
    return fail(ErrorKind::Invalid, std::move(detail));
}

Result<void> takeDatabase(CompiledRules::Engine &engine, const std::string &cacheFolder)
{
    if (engine.anchors.empty())
        return {};
    const std::string key = cacheFolder.empty() ? std::string() : anchorCacheKey(engine.anchors);
    if (!key.empty())
        engine.database = loadAnchorCache(cacheFolder, key);
    engine.fromCache = engine.database != nullptr;
    if (engine.fromCache)
        return {};
    Result<hs_database_t *> database = compileDatabase(engine.anchors);
    if (!database)
        return std::unexpected(std::move(database.error()));
    engine.database = *database;
    if (!key.empty())
        storeAnchorCache(cacheFolder, key, engine.database);
    return {};
}

void sortPack(RulePack &pack)
{
    std::ranges::sort(pack.providers, {}, &Provider::id);
    std::ranges::sort(pack.detectors, {}, &Detector::id);
}

Result<void> compileDetectors(const RulePack &pack, CompiledRules::Engine &engine)
{
    std::vector<std::vector<DerivedAnchor>> derived;
    for (const Detector &detector : pack.detectors) {
        Result<CompiledDetector> compiled = compileDetector(detector);
        if (!compiled)
            return std::unexpected(std::move(compiled.error()));
        compiled->maxMatchBytes = widestMatch(detector);
        Result<std::vector<DerivedAnchor>> anchors
            = deriveAnchors(detector, compiled->maxMatchBytes);
        if (!anchors)
            return fail(anchors.error().kind, anchors.error().detail, detector.id);
        derived.push_back(std::move(*anchors));
        engine.detectors.push_back(std::move(*compiled));
    }
    engine.anchors = mergeAnchors(derived);
    for (const Anchor &anchor : engine.anchors)
        engine.maxAnchorBytes = std::max(engine.maxAnchorBytes, anchor.maxWidth + 2);
    return {};
}

} // namespace

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(RulePack pack,
                                                                    const std::string &cacheFolder)
{
    std::shared_ptr<CompiledRules> rules(new CompiledRules);
    sortPack(pack);
    rules->m_data->pack = std::move(pack);
    Engine &engine = rules->m_data->engine;
    if (Result<void> done = compileDetectors(rules->m_data->pack, engine); !done)
        return std::unexpected(std::move(done.error()));
    if (Result<void> done = takeDatabase(engine, cacheFolder); !done)
        return std::unexpected(std::move(done.error()));
    return rules;
}

const RulePack &CompiledRules::pack() const
{
    return m_data->pack;
}

const Detector &CompiledRules::detector(std::size_t index) const
{
    return m_data->pack.detectors[index];
}

std::size_t CompiledRules::detectorCount() const
{
    return m_data->pack.detectors.size();
}

const Detector *CompiledRules::find(std::string_view detectorId) const
{
    const auto &detectors = m_data->pack.detectors;
    const auto found = std::ranges::lower_bound(detectors, detectorId, {}, &Detector::id);
    return found != detectors.end() && found->id == detectorId ? &*found : nullptr;
}

const Provider &CompiledRules::providerOf(const Detector &detector) const
{
    static const Provider kUnknown;
    const auto &providers = m_data->pack.providers;
    const auto found = std::ranges::lower_bound(providers, detector.provider, {}, &Provider::id);
    return found != providers.end() && found->id == detector.provider ? *found : kUnknown;
}

const CompiledRules::Engine &CompiledRules::engine() const
{
    return m_data->engine;
}

} // namespace rekey::rules
