// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/compiledrules.h"

#include "core/base/log.h"
#include "core/rules/anchor.h"
#include "core/rules/anchorcache.h"
#include "core/rules/engine.h"
#include "core/rules/filters.h"

#include <algorithm>
#include <utility>

namespace rekey::rules {

namespace {

std::string lowered(std::string text)
{
    for (char &c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return text;
}

} // namespace

struct CompiledRules::Data
{
    RulePack pack;
    Engine engine;
};

CompiledRules::Engine::~Engine()
{
    hs_free_database(database);
}

CompiledDetector::CompiledDetector(const Detector &detector)
    : pattern(detector.pattern)
{
    for (const std::string &expression : detector.deny)
        deny.emplace_back(expression);
    for (const CompanionRule &companion : detector.companions)
        companions.emplace_back(companion.pattern);
    for (const std::string &keyword : detector.keywords)
        keywords.push_back(lowered(keyword));
    for (const std::string &filter : detector.filters)
        filters |= filterBit(filter).value_or(0);
}

CompiledRules::CompiledRules()
    : m_data(std::make_unique<Data>())
{
}

CompiledRules::~CompiledRules() = default;

namespace {

constexpr std::uint32_t kMaxMatchBytes = 64 * 1024;

Result<void> tryExpression(const Expression &expression, const std::string &where)
{
    if (const std::string error = expression.error(); !error.empty())
        return fail(ErrorKind::Malformed, "the expression is refused: " + error, where);
    if (expression.group() > kMaxGroup)
        return fail(ErrorKind::Malformed, "the value's group is not among the first 31", where);
    return {};
}

/// Compiles every expression, which is otherwise done when it is needed.
Result<void> tryExpressions(const Detector &detector, const CompiledDetector &compiled)
{
    Result<void> tried = tryExpression(compiled.pattern, detector.id);
    for (std::size_t i = 0; tried && i < compiled.deny.size(); ++i)
        tried = tryExpression(compiled.deny[i], detector.id + ".deny");
    for (std::size_t i = 0; tried && i < compiled.companions.size(); ++i)
        tried = tryExpression(compiled.companions[i],
                              detector.id + "." + detector.companions[i].name);
    for (std::size_t i = 0; tried && i < detector.filters.size(); ++i) {
        if (!filterBit(detector.filters[i]))
            tried = fail(ErrorKind::Malformed, "there is no filter " + detector.filters[i],
                         detector.id);
    }
    return tried;
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

void sortPack(RulePack &pack)
{
    std::ranges::sort(pack.providers, {}, &Provider::id);
    std::ranges::sort(pack.detectors, {}, &Detector::id);
}

/// Fills in the width and gives the anchors.
Result<std::vector<DerivedAnchor>> compileDetector(const Detector &detector,
                                                   CompiledDetector &compiled)
{
    if (Result<void> tried = tryExpressions(detector, compiled); !tried)
        return std::unexpected(std::move(tried.error()));
    compiled.maxMatchBytes = widestMatch(detector);
    Result<std::vector<DerivedAnchor>> anchors = deriveAnchors(detector, compiled.maxMatchBytes);
    if (!anchors)
        return fail(anchors.error().kind, anchors.error().detail, detector.id);
    return anchors;
}

Result<void> compileAnchors(const RulePack &pack, CompiledRules::Engine &engine)
{
    std::vector<std::vector<DerivedAnchor>> derived;
    for (std::size_t i = 0; i < pack.detectors.size(); ++i) {
        auto anchors = compileDetector(pack.detectors[i], engine.detectors[i]);
        if (!anchors)
            return std::unexpected(std::move(anchors.error()));
        derived.push_back(std::move(*anchors));
    }
    engine.anchors = mergeAnchors(derived);
    if (engine.anchors.empty())
        return {};
    Result<hs_database_t *> database = compileDatabase(engine.anchors);
    if (!database)
        return std::unexpected(std::move(database.error()));
    engine.database = *database;
    return {};
}

bool takeFromCache(const std::string &folder, const std::string &key, CompiledRules::Engine &engine)
{
    Result<CachedAnchors> cached = loadAnchorCache(folder, key);
    if (!cached) {
        if (cached.error().kind != ErrorKind::NotFound)
            qCInfo(rekeyRules) << "not using an anchor cache:" << cached.error().text();
        return false;
    }
    if (cached->maxMatchBytes.size() != engine.detectors.size())
        return false;
    engine.anchors = std::move(cached->anchors);
    engine.database = std::exchange(cached->database, nullptr);
    for (std::size_t i = 0; i < engine.detectors.size(); ++i)
        engine.detectors[i].maxMatchBytes = cached->maxMatchBytes[i];
    engine.fromCache = true;
    return true;
}

Result<void> fillEngine(const RulePack &pack, const std::string &cacheFolder,
                        CompiledRules::Engine &engine)
{
    for (const Detector &detector : pack.detectors)
        engine.detectors.emplace_back(detector);
    const std::string key = cacheFolder.empty() ? std::string() : anchorCacheKey(pack);
    if (key.empty() || !takeFromCache(cacheFolder, key, engine)) {
        if (Result<void> done = compileAnchors(pack, engine); !done)
            return done;
        if (!key.empty() && engine.database != nullptr)
            storeAnchorCache(cacheFolder, key, engine);
    }
    for (const Anchor &anchor : engine.anchors)
        engine.maxAnchorBytes = std::max(engine.maxAnchorBytes, anchor.maxWidth + 2);
    return {};
}

} // namespace

Result<void> tryDetector(const Detector &detector)
{
    CompiledDetector compiled(detector);
    const auto anchors = compileDetector(detector, compiled);
    if (!anchors)
        return std::unexpected(anchors.error());
    return {};
}

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(RulePack pack,
                                                                    const std::string &cacheFolder)
{
    std::shared_ptr<CompiledRules> rules(new CompiledRules);
    sortPack(pack);
    rules->m_data->pack = std::move(pack);
    if (Result<void> done = fillEngine(rules->m_data->pack, cacheFolder, rules->m_data->engine);
        !done)
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
