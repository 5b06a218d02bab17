// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/delivery.h"

#include "core/base/text.h"

#include <algorithm>
#include <initializer_list>

namespace rekey::seal {

namespace {

constexpr std::array<std::string_view, kSnippetLanguages> kLanguages
    = {"curl", "python", "node", "go", "ruby"};
constexpr std::array<std::string_view, 4> kForms = {"env", "k8s", "fly", "json"};

// {PROXY}, {PROXYHOST}, {PROXYPORT}, {URL}, {HOST}, {METHOD}, {NAME} are replaced.
constexpr std::array<std::string_view, kSnippetLanguages> kSnippets = {
    R"(# Plain http on purpose: the proxy adds TLS. No -L: redirects would lose the headers.
curl --proxy '{PROXY}' --request {METHOD} \
  --header @- '{URL}' <<HEADERS
Proxy-Tokenizer: ${NAME}_SEALED
Proxy-Authorization: {SCHEME} ${NAME}_BEARER
HEADERS
)",
    R"(import os

import requests

# Plain http on purpose: the proxy adds TLS.
answer = requests.request(
    "{METHOD}",
    "{URL}",
    proxies={"http": "{PROXY}"},
    headers={
        "Proxy-Tokenizer": os.environ["{NAME}_SEALED"],
        "Proxy-Authorization": "{SCHEME} " + os.environ["{NAME}_BEARER"],
    },
    allow_redirects=False,
    timeout=10,
)
print(answer.status_code)
)",
    R"(import http from "node:http";

// Plain http on purpose: the proxy adds TLS. node:http follows no redirects.
const request = http.request({
  host: "{PROXYHOST}",
  port: {PROXYPORT},
  method: "{METHOD}",
  path: "{URL}",
  headers: {
    Host: "{HOST}",
    "Proxy-Tokenizer": process.env.{NAME}_SEALED,
    "Proxy-Authorization": `{SCHEME} ${process.env.{NAME}_BEARER}`,
  },
});
request.on("response", (answer) => console.log(answer.statusCode));
request.end();
)",
    R"(proxy, err := url.Parse("{PROXY}")
if err != nil {
	return err
}
client := &http.Client{
	Transport: &http.Transport{Proxy: http.ProxyURL(proxy)},
	CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	},
}
// Plain http on purpose: the proxy adds TLS.
request, err := http.NewRequest("{METHOD}", "{URL}", nil)
if err != nil {
	return err
}
request.Header.Set("Proxy-Tokenizer", os.Getenv("{NAME}_SEALED"))
request.Header.Set("Proxy-Authorization", "{SCHEME} "+os.Getenv("{NAME}_BEARER"))
answer, err := client.Do(request)
)",
    R"(require "net/http"

# Plain http on purpose: the proxy adds TLS. Net::HTTP follows no redirects.
uri = URI("{URL}")
http = Net::HTTP.new(uri.host, uri.port, "{PROXYHOST}", {PROXYPORT})
answer = http.send_request("{METHOD}", uri.request_uri, nil, {
  "Proxy-Tokenizer" => ENV.fetch("{NAME}_SEALED"),
  "Proxy-Authorization" => "{SCHEME} " + ENV.fetch("{NAME}_BEARER"),
})
puts answer.code
)",
};

void replaceAll(std::string &text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

secret::SecretBytes joined(std::initializer_list<std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view part : parts)
        size += part.size();
    secret::SecretBytes whole(size);
    std::size_t at = 0;
    for (const std::string_view part : parts) {
        std::ranges::copy(asBytes(part), whole.bytes().subspan(at).begin());
        at += part.size();
    }
    return whole;
}

/// The value that stands behind NAME and `ending`, and the name; both empty when there is none.
std::pair<std::string_view, std::string_view> entryOf(std::string_view text,
                                                      std::string_view ending)
{
    constexpr std::string_view kNameEnds = " \t\r\n\"'{,";
    const std::size_t at = text.find(ending);
    if (at == std::string_view::npos)
        return {};
    const std::size_t before = at == 0 ? at : text.find_last_of(kNameEnds, at - 1);
    const std::size_t first = before == std::string_view::npos ? 0 : before + (at == 0 ? 0 : 1);
    std::string_view value = text.substr(at + ending.size());
    value.remove_prefix(std::min(value.find_first_not_of("\"': ="), value.size()));
    return {text.substr(first, at - first), value.substr(0, value.find_first_of("\"' \t\r\n"))};
}

/// What a shell takes as one word.
std::string shellWord(std::string_view word)
{
    std::string text(word);
    replaceAll(text, "'", "'\\''");
    return "'" + text + "'";
}

/// A name as Kubernetes takes it (RFC 1123 label).
std::string labelName(std::string_view consumer)
{
    std::string name;
    for (const char character : variableName(consumer))
        name += character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
            : character == '_'                       ? '-'
                                                     : character;
    name.resize(std::min<std::size_t>(name.size(), 50));
    const std::size_t first = name.find_first_not_of('-');
    const std::size_t last = name.find_last_not_of('-');
    return first == std::string::npos ? "consumer" : name.substr(first, last - first + 1);
}

template <typename Kind, std::size_t size>
std::optional<Kind> fromName(const std::array<std::string_view, size> &names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Kind>(found - names.begin());
}

/// The host that a snippet or a test asks.
std::string apiHost(const SealRecord &record)
{
    if (!record.test.host.empty())
        return record.test.host;
    const std::string first = record.destinations.substr(0, record.destinations.find(' '));
    return first.empty() || first.starts_with('^') ? "api.example.com" : first;
}

} // namespace

std::string_view languageName(SnippetLanguage language)
{
    return kLanguages[static_cast<std::size_t>(language)];
}

std::optional<SnippetLanguage> languageFromName(std::string_view name)
{
    return fromName<SnippetLanguage>(kLanguages, name);
}

std::string_view formName(DeliveryForm form)
{
    return kForms[static_cast<std::size_t>(form)];
}

std::optional<DeliveryForm> formFromName(std::string_view name)
{
    return fromName<DeliveryForm>(kForms, name);
}

std::string variableName(std::string_view consumer)
{
    std::string name;
    for (const char character : consumer) {
        if (character >= 'a' && character <= 'z')
            name += static_cast<char>(character - 'a' + 'A');
        else if ((character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9'))
            name += character;
        else if (!name.ends_with('_'))
            name += '_';
    }
    while (name.ends_with('_'))
        name.pop_back();
    if (name.empty())
        return "CONSUMER";
    return name.front() >= '0' && name.front() <= '9' ? "C" + name : name;
}

std::string snippetFor(SnippetLanguage language, const SealRecord &record, const Profile &profile)
{
    const std::string host = apiHost(record);
    const std::string path = record.test.path.empty() ? "/" : record.test.path;
    const std::string address = proxyAddress(profile);
    const std::size_t colon = address.rfind(':');
    std::string text(kSnippets[static_cast<std::size_t>(language)]);
    const bool isMacaroon = record.policy.contains(R"("macaroon_auth":)");
    // The name goes first: braces beside it belong to the language.
    replaceAll(text, "{NAME}", variableName(record.consumer.name));
    replaceAll(text, "{SCHEME}", isMacaroon ? "FlyV1" : "Bearer");
    replaceAll(text, "{PROXYHOST}", address.substr(0, colon));
    replaceAll(text, "{PROXYPORT}", address.substr(colon + 1));
    replaceAll(text, "{PROXY}", profile.proxyUrl);
    replaceAll(text, "{METHOD}", record.test.method);
    replaceAll(text, "{URL}", "http://" + host + path);
    replaceAll(text, "{HOST}", host);
    return text;
}

secret::SecretBytes deliveryText(DeliveryForm form, const SealRecord &record,
                                 const secret::SecretBytes &bearer)
{
    const std::string name = variableName(record.consumer.name);
    const std::string_view token = record.token;
    const bool hasBearer = !bearer.isEmpty();
    const auto part = [&](std::string_view text) { return hasBearer ? text : std::string_view(); };
    switch (form) {
    case DeliveryForm::Environment:
    case DeliveryForm::Fly:
        return joined({name, "_SEALED=", token, "\n", part(name), part("_BEARER="), bearer.view(),
                       part("\n")});
    case DeliveryForm::Kubernetes:
        return joined(
            {"apiVersion: v1\nkind: Secret\nmetadata:\n  name: ", labelName(record.consumer.name),
             "-seal\ntype: Opaque\nstringData:\n  ", name, "_SEALED: \"", token, "\"\n", part("  "),
             part(name), part("_BEARER: \""), bearer.view(), part("\"\n")});
    case DeliveryForm::Json:
        break;
    }
    return joined({"{\"", name, "_SEALED\":\"", token, "\"", part(",\""), part(name),
                   part("_BEARER\":\""), bearer.view(), part("\""), "}\n"});
}

Result<Delivered> readDelivery(const secret::SecretBytes &text)
{
    const auto [name, token] = entryOf(text.view(), "_SEALED");
    const auto [sameName, bearer] = entryOf(text.view(), "_BEARER");
    if (token.empty() && bearer.empty())
        return fail(ErrorKind::NotFound, "there is neither a sealed token nor a bearer in it");
    return Delivered{std::string(name.empty() ? sameName : name), std::string(token),
                     secret::SecretBytes::copyOf(bearer)};
}

bool isFor(const Delivered &delivered, const SealRecord &record)
{
    return delivered.token == record.token || delivered.name == variableName(record.consumer.name);
}

std::string deliveryCommand(DeliveryForm form, const SealRecord &record, std::string_view file)
{
    if (form == DeliveryForm::Fly)
        return "fly secrets import --app "
            + shellWord(record.consumer.place.empty() ? "APP" : record.consumer.place) + " < "
            + shellWord(file);
    if (form == DeliveryForm::Kubernetes)
        return "kubectl apply --filename " + shellWord(file);
    return {};
}

std::size_t headerBytes(const SealRecord &record)
{
    return std::string_view("Proxy-Tokenizer: \r\n").size() + record.token.size();
}

} // namespace rekey::seal
