// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/evidencepack.h"
#include "core/report/jsonvalues.h"
#include "core/report/packfiles.h"

#include <algorithm>

namespace rekey::report {

namespace {

Error notOurs(const std::string &path, const std::string &what)
{
    return {ErrorKind::Malformed, what + "; this is not an evidence pack that Rekey made", path};
}

std::string text(const JsonValue &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

JsonValue parsed(const std::string &bytes)
{
    JsonValue json = JsonValue::parse(bytes, nullptr, false);
    return json.is_object() ? json : JsonValue::object();
}

/// The files a manifest names; nothing when it is not one.
std::optional<std::map<std::string, Digests>> listed(const JsonValue &manifest)
{
    const auto files = manifest.find("files");
    if (text(manifest, "format") != "rekey evidence pack 1" || files == manifest.end()
        || !files->is_array())
        return std::nullopt;
    std::map<std::string, Digests> out;
    for (const JsonValue &file : *files) {
        if (!file.is_object())
            return std::nullopt;
        const auto size = file.find("size");
        if (size == file.end() || !size->is_number_unsigned())
            return std::nullopt;
        out[text(file, "name")]
            = {size->get<std::uint64_t>(), text(file, "sha256"), text(file, "blake2b")};
    }
    return out;
}

} // namespace

Result<PackCheck> checkEvidencePack(const std::string &path,
                                    const std::optional<PublicKey> &expected)
{
    const auto pack = readPackFiles(path);
    if (!pack)
        return std::unexpected(pack.error());
    if (pack->manifest.empty())
        return std::unexpected(notOurs(path, "it has no manifest.json"));
    const auto files = listed(parsed(pack->manifest));
    if (!files)
        return std::unexpected(notOurs(path, "its manifest.json has another form"));

    PackCheck check;
    check.files = files->size();
    for (const auto &[name, digests] : *files) {
        const auto found = pack->files.find(name);
        if (found == pack->files.end())
            check.missing.push_back(name);
        else if (found->second != digests)
            check.altered.push_back(name);
    }
    for (const auto &[name, digests] : pack->files) {
        if (!files->contains(name) && name != kManifestName && name != kSignatureName)
            check.added.push_back(name);
    }
    check.added.insert(check.added.end(), pack->odd.begin(), pack->odd.end());
    if (pack->signature.empty())
        check.missing.emplace_back(kSignatureName);
    const JsonValue signature = parsed(pack->signature);
    if (const auto signer = PublicKey::parse(text(signature, "key"), PublicKey::Use::Sign)) {
        check.signer = *signer;
        check.isExpectedSigner = expected == *signer;
        check.isSignatureRight
            = isSigned(pack->manifest, text(signature, "signature"), expected.value_or(*signer));
    }
    return check;
}

} // namespace rekey::report
