// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/catalogreader.h"

#include "core/rules/tablereader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace rekey::provider {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

template <typename T> using Names = std::initializer_list<std::pair<std::string_view, T>>;

template <typename T> T choose(TableReader &reader, std::string_view key, Names<T> names)
{
    const std::string word = reader.text(key, Need::Required);
    std::string known;
    for (const auto &[name, value] : names) {
        if (name == word)
            return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    if (!word.empty())
        reader.refuse(key, "must be one of " + known);
    return names.begin()->second;
}

constexpr Names<Says> kSays = {{"live", Says::Live},
                               {"limited", Says::Limited},
                               {"disabled", Says::Disabled},
                               {"dead", Says::Dead},
                               {"unknown", Says::Unknown}};
constexpr Names<Does> kDoes
    = {{"list", Does::List},     {"create", Does::Create}, {"disable", Does::Disable},
       {"enable", Does::Enable}, {"delete", Does::Delete}, {"revoke", Does::Revoke},
       {"rotate", Does::Rotate}, {"usage", Does::Usage}};
constexpr Names<By> kBy = {{"itself", By::Itself}, {"admin", By::Admin}, {"anyone", By::Anyone}};

/// Reads the tables of one file; the first thing that is wrong ends it.
class ServiceReader
{
public:
    ServiceReader(const rules::RuleFile &file, const rules::RulePack &pack)
        : m_file(file.name)
        , m_pack(pack)
    {
    }

    Service read(const toml::table &root)
    {
        const rules::Provider &provider = m_pack.providers.front();
        m_service.id = provider.id;
        m_service.name = provider.name;
        m_service.console = provider.console;
        TableReader reader(root, m_file, "the file");
        if (const toml::table *api = reader.table("api"))
            readApi(*api);
        for (const toml::table *check : reader.tables("check"))
            m_service.checks.push_back(readCheck(*check));
        for (const toml::table *login : reader.tables("login"))
            m_service.logins.push_back(readLogin(*login));
        for (const toml::table *act : reader.tables("act"))
            m_service.acts.push_back(readAct(*act));
        keep(reader);
        return std::move(m_service);
    }

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    void keep(const TableReader &reader)
    {
        if (!m_error && reader.error())
            m_error = reader.error();
    }

    std::string readUrl(TableReader &reader, std::string_view key)
    {
        std::string url = reader.text(key);
        if (url.empty())
            return url;
        const Result<Endpoint> endpoint = Endpoint::parse(url);
        if (!endpoint || !endpoint->isTls)
            reader.refuse(key, "must be an https URL without user, query and fragment");
        return url;
    }

    void readApi(const toml::table &table)
    {
        TableReader reader(table, m_file, "[api]");
        m_service.baseUrl = readUrl(reader, "base_url");
        m_service.overrideHint = reader.text("override");
        m_service.isOnlyHere = reader.flag("only_here", false);
        if (m_service.isOnlyHere && (m_service.baseUrl.empty() || !m_service.overrideHint.empty()))
            reader.refuse("only_here", "needs a base_url and excludes override");
        m_service.limits = reader.texts("limits");
        m_service.canaryAccounts = reader.texts("canary_accounts");
        m_service.references = reader.texts("references", Need::Required);
        reader.finish();
        keep(reader);
    }

    RequestText readText(TableReader &reader, std::string_view key, Need need = Need::Optional)
    {
        Result<RequestText> text = RequestText::parse(reader.text(key, need));
        if (text)
            return std::move(*text);
        reader.refuse(key, text.error().detail);
        return {};
    }

    void readHeaders(TableReader &reader, RequestSpec &out)
    {
        const toml::table *headers = reader.table("headers");
        if (headers == nullptr)
            return;
        TableReader values(*headers, m_file, "headers");
        for (const auto &[key, node] : *headers)
            out.headers.emplace_back(key.str(), readText(values, key.str(), Need::Required));
        keep(values);
    }

    void readJwt(TableReader &values, Signer &out)
    {
        out.algorithm = choose<JwtAlgorithm>(values, "algorithm",
                                             {{"RS256", JwtAlgorithm::Rs256},
                                              {"ES256", JwtAlgorithm::Es256},
                                              {"EdDSA", JwtAlgorithm::EdDsa}});
        out.password = readText(values, "key", Need::Required);
        out.token = readText(values, "key_id");
        out.user = readText(values, "issuer", Need::Required);
        out.audience = readText(values, "audience");
        out.subject = readText(values, "subject");
        out.scope = readText(values, "scope");
    }

    void readSigner(TableReader &reader, RequestSpec &out)
    {
        const toml::table *sign = reader.table("sign");
        if (sign == nullptr)
            return;
        TableReader values(*sign, m_file, "sign");
        out.signer.kind = choose<Signer::Kind>(values, "by",
                                               {{"basic", Signer::Kind::Basic},
                                                {"aws_sigv4", Signer::Kind::AwsSigV4},
                                                {"azure_shared_key", Signer::Kind::AzureSharedKey},
                                                {"jwt", Signer::Kind::Jwt}});
        switch (out.signer.kind) {
        case Signer::Kind::None:
        case Signer::Kind::Basic:
            out.signer.user = readText(values, "user");
            out.signer.password = readText(values, "password");
            break;
        case Signer::Kind::AwsSigV4:
            out.signer.user = readText(values, "key_id", Need::Required);
            out.signer.password = readText(values, "secret", Need::Required);
            out.signer.token = readText(values, "token");
            out.signer.region = values.text("region", Need::Required);
            out.signer.service = values.text("service", Need::Required);
            break;
        case Signer::Kind::AzureSharedKey:
            out.signer.user = readText(values, "account", Need::Required);
            out.signer.password = readText(values, "key", Need::Required);
            if (!out.body.isEmpty())
                reader.refuse("sign", "by azure_shared_key is for requests without a body");
            break;
        case Signer::Kind::Jwt:
            readJwt(values, out.signer);
            break;
        }
        values.finish();
        keep(values);
    }

    RequestSpec readRequest(TableReader &reader)
    {
        RequestSpec spec;
        spec.method = reader.text("method", Need::Required);
        if (!std::ranges::contains(
                std::array<std::string_view, 5>{"GET", "POST", "PUT", "PATCH", "DELETE"},
                spec.method))
            reader.refuse("method", "must be GET, POST, PUT, PATCH or DELETE");
        spec.path = readText(reader, "path", Need::Required);
        if (!spec.path.shown().starts_with('/'))
            reader.refuse("path", "must begin with a slash");
        readHeaders(reader, spec);
        spec.body = readText(reader, "body");
        readSigner(reader, spec);
        return spec;
    }

    /// Takes json, xml or header and what goes with them from a table.
    static Reader readPlace(TableReader &reader)
    {
        Reader result;
        std::string json = reader.text("json");
        std::string xml = reader.text("xml");
        std::string header = reader.text("header");
        if ((json.empty() ? 0 : 1) + (xml.empty() ? 0 : 1) + (header.empty() ? 0 : 1) > 1)
            reader.refuse("json", "and xml or header exclude each other");
        if (!json.empty())
            result = {Reader::Kind::Json, std::move(json), {}, {}};
        else if (!xml.empty())
            result = {Reader::Kind::Xml, std::move(xml), {}, {}};
        else if (!header.empty())
            result = {Reader::Kind::Header, std::move(header), {}, {}};
        if (std::ranges::any_of(result.path, [](char c) { return c >= 'A' && c <= 'Z'; })
            && result.kind == Reader::Kind::Header)
            reader.refuse("header", "must be in small letters");
        if (result.kind == Reader::Kind::Json)
            checkPointer(reader, "json", result.path);
        return result;
    }

    static void checkPointer(TableReader &reader, std::string_view key, const std::string &path)
    {
        try {
            const nlohmann::json::json_pointer pointer(path);
            static_cast<void>(pointer);
        } catch (const nlohmann::json::exception &) {
            reader.refuse(key, "must be a JSON Pointer such as /account/id");
        }
    }

    Reader readReader(TableReader &outer, std::string_view key)
    {
        const toml::table *table = outer.table(key);
        if (table == nullptr)
            return {};
        TableReader reader(*table, m_file, std::string(key));
        Reader result = readPlace(reader);
        if (result.kind == Reader::Kind::None)
            reader.refuse("json", "or xml or header is missing");
        result.each = reader.text("each");
        checkPointer(reader, "each", result.each);
        result.split = reader.text("split");
        reader.finish();
        keep(reader);
        return result;
    }

    static Condition readCondition(TableReader &reader)
    {
        Condition result;
        result.status = static_cast<int>(reader.count("status", 0, 100, 599));
        result.value = readPlace(reader);
        result.is = reader.texts("is");
        result.contains = reader.text("contains");
        result.body = reader.text("body");
        result.wholeBody = reader.text("whole_body");
        if (result.value.kind == Reader::Kind::None
            && (!result.is.empty() || !result.contains.empty()))
            reader.refuse("is", "and contains need json, xml or header");
        return result;
    }

    Signature readSignature(const toml::table &table)
    {
        TableReader reader(table, m_file, "when");
        Signature result;
        result.says = choose<Says>(reader, "says", kSays);
        result.condition = readCondition(reader);
        result.reason = reader.text("reason");
        // A firewall's page has a status too: only the provider's own words tell.
        if (result.says != Says::Unknown
            && (result.condition.status == 0
                || (result.condition.value.kind == Reader::Kind::None
                    && result.condition.body.empty() && result.condition.wholeBody.empty())))
            reader.refuse("says", "needs a status and json, xml, header or body");
        result.isOfThisKey = reader.flag("knows_it", false);
        result.isOfKnownOnly = reader.flag("if_known", false);
        result.isOfRotationOnly = reader.flag("in_rotation", false);
        const int meanings = (result.isOfThisKey ? 1 : 0) + (result.isOfKnownOnly ? 1 : 0)
            + (result.isOfRotationOnly ? 1 : 0);
        if (meanings > 0 && result.says != Says::Dead)
            reader.refuse("says", "must be dead beside knows_it, if_known or in_rotation");
        if (meanings > 1)
            reader.refuse("if_known", "knows_it and in_rotation exclude each other");
        if ((result.isOfKnownOnly || result.isOfRotationOnly) && result.reason.empty())
            reader.refuse("says", "needs a reason for keys that the words may not be about");
        reader.finish();
        keep(reader);
        return result;
    }

    AccessReaders readAccess(const toml::table &table)
    {
        TableReader reader(table, m_file, "access");
        AccessReaders result;
        if (table.contains("method"))
            result.request = readRequest(reader);
        result.identity = readReader(reader, "identity");
        result.account = readReader(reader, "account");
        result.owner = readReader(reader, "owner");
        result.created = readReader(reader, "created");
        result.lastUsed = readReader(reader, "last_used");
        result.expires = readReader(reader, "expires");
        result.scopes = readReader(reader, "scopes");
        result.resources = readReader(reader, "resources");
        result.admin = reader.texts("admin");
        result.canGainMore = reader.texts("can_gain_more");
        result.risky = reader.texts("risky");
        result.unseen = reader.texts("unseen");
        reader.finish();
        keep(reader);
        return result;
    }

    const rules::Detector *detector(std::string_view id) const
    {
        const auto found = std::ranges::find(m_pack.detectors, id, &rules::Detector::id);
        return found == m_pack.detectors.end() ? nullptr : &*found;
    }

    std::vector<std::string> readDetectors(TableReader &reader)
    {
        std::vector<std::string> result = reader.texts("detectors", Need::Required);
        for (const std::string &id : result) {
            if (detector(id) == nullptr)
                reader.refuse("detectors", "has an id that is not in this file: " + id);
        }
        return result;
    }

    /// Every part the request needs must be one that every of its detectors may have.
    void checkParts(TableReader &reader, const Check &check)
    {
        std::vector<std::string> needed = check.request.neededParts();
        if (check.access && check.access->request)
            std::ranges::move(check.access->request->neededParts(), std::back_inserter(needed));
        needed.push_back(check.control);
        for (const std::string &id : check.detectors) {
            const rules::Detector *known = detector(id);
            for (const std::string &part : needed) {
                const bool isThere = part == "secret"
                    || (known != nullptr
                        && std::ranges::contains(known->companions, part,
                                                 &rules::CompanionRule::name));
                if (!isThere)
                    reader.refuse("detectors", id + " has no companion " + part);
            }
            if (known != nullptr && known->kind == rules::Kind::Identifier
                && check.control == "secret")
                reader.refuse("control", "must name the companion that is the secret of " + id);
        }
    }

    Check readCheck(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[check]]");
        Check result;
        result.provider = m_service.id;
        result.detectors = readDetectors(reader);
        result.baseUrl = readUrl(reader, "base_url");
        if (result.baseUrl.empty())
            result.baseUrl = m_service.baseUrl;
        result.request = readRequest(reader);
        result.control = reader.text("control");
        if (result.control.empty())
            result.control = "secret";
        for (const toml::table *signature : reader.tables("when"))
            result.signatures.push_back(readSignature(*signature));
        const auto hasOne = [&result](Says says) {
            return std::ranges::contains(result.signatures, says, &Signature::says);
        };
        if (!hasOne(Says::Live))
            reader.refuse("when", "has no signature of a live key");
        if (!hasOne(Says::Dead) && !hasOne(Says::Unknown))
            reader.refuse("when", "has no signature of a refused key");
        // A refusal of the usual server says nothing of a key that belongs to another one.
        if (!result.baseUrl.empty())
            result.elsewhere = m_service.overrideHint;
        if (hasOne(Says::Dead) && !result.baseUrl.empty() && result.elsewhere.empty()
            && !m_service.isOnlyHere)
            reader.refuse("when",
                          "says dead: [api] must have override, or only_here when nobody has "
                          "another server");
        if (const toml::table *access = reader.table("access"))
            result.access = readAccess(*access);
        checkParts(reader, result);
        reader.finish();
        keep(reader);
        return result;
    }

    LoginCheck readLogin(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[login]]");
        LoginCheck result;
        result.provider = m_service.id;
        result.detectors = readDetectors(reader);
        result.kind = choose<DatabaseKind>(reader, "protocol",
                                           {{"postgresql", DatabaseKind::PostgreSql},
                                            {"mysql", DatabaseKind::MySql},
                                            {"redis", DatabaseKind::Redis},
                                            {"amqp", DatabaseKind::RabbitMq}});
        result.isUrlEncoded = reader.flag("in_url", false);
        for (const std::string &id : result.detectors) {
            const rules::Detector *known = detector(id);
            if (known == nullptr)
                continue;
            if (!std::ranges::contains(known->companions, "host", &rules::CompanionRule::name))
                reader.refuse("detectors", id + " has no companion host");
            // What stands in a neighbour would send the password to that neighbour's server.
            for (const rules::CompanionRule &companion : known->companions) {
                if (!companion.isAttached)
                    reader.refuse("detectors", id + "'s " + companion.name + " must be attached");
            }
        }
        reader.finish();
        keep(reader);
        return result;
    }

    Act readAct(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[act]]");
        Act result;
        result.provider = m_service.id;
        result.detectors = readDetectors(reader);
        result.baseUrl = readUrl(reader, "base_url");
        if (result.baseUrl.empty())
            result.baseUrl = m_service.baseUrl;
        result.does = choose<Does>(reader, "does", kDoes);
        result.by = choose<By>(reader, "by", kBy);
        result.request = readRequest(reader);
        for (const toml::table *condition : reader.tables("done")) {
            TableReader one(*condition, m_file, "done");
            result.done.push_back(readCondition(one));
            one.finish();
            keep(one);
        }
        if (result.done.empty())
            reader.refuse("done", "is missing: what answer means that it worked");
        if (const toml::table *gives = reader.table("gives")) {
            TableReader values(*gives, m_file, "gives");
            for (const auto &[key, node] : *gives)
                result.gives.emplace(key.str(), readReader(values, key.str()));
            keep(values);
        }
        result.permission = reader.text("permission");
        result.note = reader.text("note");
        reader.finish();
        keep(reader);
        return result;
    }

    const std::string &m_file;
    const rules::RulePack &m_pack;
    Service m_service;
    std::optional<Error> m_error;
};

} // namespace

Result<Service> readService(const rules::RuleFile &file, const rules::RulePack &pack)
{
    const toml::parse_result parsed = toml::parse(file.text, file.name);
    if (!parsed)
        return fail(ErrorKind::Malformed, "it is not TOML", file.name);
    if (!parsed.table().contains("provider")) {
        Service none; // another tool's rules, which know no requests
        none.id = file.name;
        return none;
    }
    ServiceReader reader(file, pack);
    Service service = reader.read(parsed.table());
    if (reader.error())
        return std::unexpected(*reader.error());
    return service;
}

} // namespace rekey::provider
