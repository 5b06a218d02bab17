// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/agreement.h"

#include "core/base/text.h"
#include "core/store/keys.h"
#include "core/store/properties.h"

#include <sodium.h>

#include <array>
#include <format>

namespace rekey::store {

namespace {

using secret::SecretBytes;

constexpr std::string_view kRoom = "agreements";
constexpr std::string_view kStoreRoom = "store";
constexpr std::string_view kTwoPerson = "two-person";
constexpr std::uint64_t kFormat = 1;
/// Clocks of two machines may differ by this much.
constexpr std::int64_t kSkewSeconds = 600;

const unsigned char *raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

unsigned char *raw(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

std::string digestOfSubject(std::string_view subject)
{
    return std::string(viewOf(digestOf("rekey agreement", subject)));
}

/// Each member's word has a place of its own.
std::string placeOf(std::string_view digest, std::string_view member)
{
    return toHex(asBytes(digest)) + ' ' + std::string(member);
}

std::string signedText(std::string_view storeId, std::string_view digest, std::int64_t at)
{
    Packer packer;
    packer.text("rekey agreement");
    packer.number(kFormat);
    packer.text(storeId);
    packer.text(digest);
    packer.signedNumber(at);
    return std::string(packer.bytes());
}

bool isKeyOf(const KeySlot &slot, std::string_view signingKey)
{
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> box{};
    return crypto_sign_ed25519_pk_to_curve25519(box.data(), raw(signingKey)) == 0
        && slot.publicKey
        == std::string_view(reinterpret_cast<const char *>(box.data()), box.size());
}

/// The word of somebody else that holds now. One that was signed with a key that its member has no
/// more is none. `Where` is what readProperty reads from.
template <typename Where>
Result<std::optional<Agreement>> wordIn(Where &where, const Store::State &state,
                                        std::span<const KeySlot> keySlots, std::string_view digest)
{
    for (const KeySlot &slot : keySlots) {
        if (slot.name == state.openedBy)
            continue;
        const auto text = readProperty(where, kRoom, placeOf(digest, slot.name));
        if (!text)
            return std::unexpected(text.error());
        const auto word = *text ? openAgreement(**text, slot, state.id, digest)
                                : Result<Agreement>(fail(ErrorKind::NotFound, "no word"));
        if (!word)
            continue;
        const std::int64_t age = state.nowMs() / 1000 - word->at;
        if (age <= kAgreementSeconds && age >= -kSkewSeconds)
            return *word;
    }
    return std::nullopt;
}

std::unexpected<Error> noWord()
{
    return fail(ErrorKind::Denied,
                "rotations of this store need two persons, and no other member has agreed to "
                "exactly this: ask one, on the page of the rotation, or write the plan with "
                "rekey-cli rotate plan ... --to-agree FILE and the same options, which the other "
                "member agrees to with rekey-cli rotate approve FILE");
}

/// Takes the word, and whatever else was said of the subject: it was for one time.
Result<std::optional<Agreement>> takeWord(WriteScope &scope, std::string_view subject)
{
    const std::string digest = digestOfSubject(subject);
    const auto keySlots = readSlots(scope.database());
    if (!keySlots)
        return std::unexpected(keySlots.error());
    auto word = wordIn(scope, scope.state(), *keySlots, digest);
    for (const KeySlot &slot : *keySlots) {
        if (auto gone = writeProperty(scope, kRoom, placeOf(digest, slot.name), {}); !gone)
            return std::unexpected(gone.error());
    }
    return word;
}

} // namespace

std::string signAgreement(std::string_view member, const SecretBytes &seed,
                          std::string_view storeId, std::string_view digest, std::int64_t at)
{
    std::string key(crypto_sign_PUBLICKEYBYTES, '\0');
    SecretBytes secretKey(crypto_sign_SECRETKEYBYTES);
    auto *secretBytes = reinterpret_cast<unsigned char *>(secretKey.bytes().data());
    crypto_sign_seed_keypair(raw(key), secretBytes, raw(seed.view()));
    const std::string text = signedText(storeId, digest, at);
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(raw(signature), nullptr, raw(text), text.size(), secretBytes);
    Packer packer;
    packer.number(kFormat);
    packer.text(member);
    packer.signedNumber(at);
    packer.text(key);
    packer.text(signature);
    return toHex(asBytes(packer.bytes()));
}

Result<Agreement> openAgreement(std::string_view text, const KeySlot &slot,
                                std::string_view storeId, std::string_view digest)
{
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    const bool isHex = sodium_hex2bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr,
                                      &size, nullptr)
        == 0;
    Unpacker unpacker(bytes);
    const bool isKnown = isHex && unpacker.number() == kFormat;
    Agreement agreement;
    agreement.member = unpacker.text();
    agreement.at = unpacker.signedNumber();
    const std::string key(unpacker.text());
    const std::string signature(unpacker.text());
    if (!isKnown || !unpacker.isDone() || key.size() != crypto_sign_PUBLICKEYBYTES
        || signature.size() != crypto_sign_BYTES)
        return fail(ErrorKind::Malformed, "what a member agreed to is damaged: ask again");
    const std::string expected = signedText(storeId, digest, agreement.at);
    if (agreement.member != slot.name || !isKeyOf(slot, key)
        || crypto_sign_verify_detached(raw(signature), raw(expected), expected.size(), raw(key))
            != 0)
        return fail(ErrorKind::Denied,
                    "what a member agreed to is not signed with this member's key: ask again",
                    slot.name);
    return agreement;
}

Result<bool> readTwoPerson(Store::State &state)
{
    return readProperty(state, kStoreRoom, kTwoPerson).transform([](const auto &text) {
        return text.has_value();
    });
}

Result<void> writeTwoPerson(Store::State &state, bool isWanted)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    const auto is = readProperty(*scope, kStoreRoom, kTwoPerson);
    const auto keySlots = readSlots(scope->database());
    if (!is || !keySlots)
        return std::unexpected(is ? keySlots.error() : is.error());
    if (is->has_value() == isWanted)
        return {};
    if (isWanted && keySlots->size() < 2)
        return fail(ErrorKind::Invalid,
                    "the store has no second member yet: add one first (rekey-cli store members "
                    "add)");
    // A word that was given before it was turned on is none, either.
    const auto word = takeWord(*scope, kOnePersonSubject);
    if (!word)
        return std::unexpected(word.error());
    if (!isWanted && !*word)
        return fail(ErrorKind::Denied,
                    "another member has to agree that one person is enough again: by a passphrase "
                    "here, or with rekey-cli store two-person agree");
    auto done = writeProperty(*scope, kStoreRoom, kTwoPerson, isWanted ? "yes" : "");
    if (done)
        done = noteMembers(*scope,
                           isWanted ? "rotations need two persons" : "rotations need one person");
    return done ? scope->commit() : done;
}

Result<void> refuseForTwoPerson(WriteScope &scope, std::string_view what)
{
    const auto isWanted = readProperty(scope, kStoreRoom, kTwoPerson);
    if (!isWanted)
        return std::unexpected(isWanted.error());
    if (!*isWanted)
        return {};
    return fail(ErrorKind::Denied,
                std::format("rotations of this store need two persons, and with {} one could play "
                            "both: turn that off first, together (rekey-cli store two-person off)",
                            what));
}

Result<void> keepAgreements(Store::State &state, const std::string &member, const SecretBytes &seed,
                            std::span<const AgreementSubject> subjects)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    const std::int64_t at = state.nowMs() / 1000;
    for (const AgreementSubject &subject : subjects) {
        const std::string digest = digestOfSubject(subject.text);
        auto done = writeProperty(*scope, kRoom, placeOf(digest, member),
                                  signAgreement(member, seed, state.id, digest, at));
        if (done)
            done = noteMembers(*scope, std::format("{} agreed: {}", member, subject.title));
        if (!done)
            return done;
    }
    return scope->commit();
}

Result<std::optional<Agreement>> readAgreement(Store::State &state, std::string_view subject)
{
    const auto keySlots = readSlots(*state.database);
    if (!keySlots)
        return std::unexpected(keySlots.error());
    return wordIn(state, state, *keySlots, digestOfSubject(subject));
}

Result<void> needAgreement(Store::State &state, std::string_view subject)
{
    const auto isWanted = readTwoPerson(state);
    if (!isWanted || !*isWanted)
        return isWanted.transform([](bool) { });
    const auto word = readAgreement(state, subject);
    if (!word)
        return std::unexpected(word.error());
    return *word ? Result<void>() : noWord();
}

Result<std::string> takeAgreement(Store::State &state, std::string_view subject)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    const auto isWanted = readProperty(*scope, kStoreRoom, kTwoPerson);
    if (!isWanted)
        return std::unexpected(isWanted.error());
    if (!*isWanted)
        return {};
    const auto word = takeWord(*scope, subject);
    if (!word)
        return std::unexpected(word.error());
    if (!*word)
        return noWord();
    auto done = scope->commit();
    return done ? Result<std::string>((*word)->member) : std::unexpected(done.error());
}

} // namespace rekey::store
