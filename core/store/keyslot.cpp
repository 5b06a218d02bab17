// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keyslot.h"

#include "core/base/text.h"
#include "core/store/packing.h"

#include <sodium.h>

namespace rekey::store {

namespace {

using secret::SecretBytes;

constexpr std::size_t kMostSlotBytes = 4096;
constexpr std::uint64_t kMostOperations = 64;
constexpr std::uint64_t kMostMemoryBytes = std::uint64_t{1} << 30;
constexpr std::string_view kEntryPrefix = "store/";
constexpr std::string_view kOfferPrefix = "rekey-member-1.";
constexpr std::uint64_t kFormat = 1;

unsigned char *raw(SecretBytes &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.bytes().data());
}

const unsigned char *raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string randomText(std::size_t size)
{
    std::string text(size, '\0');
    randombytes_buf(text.data(), size);
    return text;
}

BoxKeys boxKeysOf(const SecretBytes &seed)
{
    BoxKeys keys{std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                 SecretBytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(reinterpret_cast<unsigned char *>(keys.publicKey.data()),
                            raw(keys.secretKey), raw(seed.view()));
    return keys;
}

std::string base64(std::string_view bytes)
{
    std::string text(
        sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back(); // the terminating zero
    return text;
}

Result<std::string> fromBase64(std::string_view text)
{
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int status = sodium_base642bin(reinterpret_cast<unsigned char *>(bytes.data()),
                                         bytes.size(), text.data(), text.size(), nullptr, &size,
                                         nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (status != 0)
        return fail(ErrorKind::Invalid,
                    "the member's key is cut off or has other characters in it");
    bytes.resize(size);
    return bytes;
}

} // namespace

bool isStoreEntry(std::string_view name)
{
    return name.starts_with(kEntryPrefix);
}

std::string KeySlot::keyringName() const
{
    return std::string(kEntryPrefix) + toHex(asBytes(salt));
}

std::string KeySlot::packed() const
{
    Packer packer;
    packer.number(kFormat);
    packer.number(static_cast<std::uint64_t>(kind));
    packer.text(name);
    packer.text(salt);
    packer.number(cost.operations);
    packer.number(cost.memoryBytes);
    packer.text(publicKey);
    packer.text(sealedKey);
    packer.signedNumber(addedAt);
    return std::string(packer.bytes());
}

Result<KeySlot> KeySlot::unpacked(std::string_view bytes, std::uint64_t number)
{
    Unpacker unpacker(bytes);
    KeySlot slot;
    const bool isKnown = bytes.size() <= kMostSlotBytes && unpacker.number() == kFormat;
    slot.number = number;
    slot.kind = unpacker.choice(Kind::Keyring);
    slot.name = unpacker.text();
    slot.salt = unpacker.text();
    slot.cost.operations = unpacker.number();
    slot.cost.memoryBytes = unpacker.number();
    slot.publicKey = unpacker.text();
    slot.sealedKey = unpacker.text();
    slot.addedAt = unpacker.signedNumber();
    if (!isKnown || !unpacker.isDone() || slot.salt.size() != crypto_pwhash_SALTBYTES
        || slot.publicKey.size() != crypto_box_PUBLICKEYBYTES
        || slot.cost.operations > kMostOperations || slot.cost.memoryBytes > kMostMemoryBytes)
        return fail(ErrorKind::Malformed, "an entry for a member of the store is damaged");
    return slot;
}

std::string KeySlot::offer() const
{
    KeySlot bare = *this;
    bare.sealedKey.clear();
    return std::string(kOfferPrefix) + base64(bare.packed());
}

Result<KeySlot> KeySlot::fromOffer(std::string_view text)
{
    if (!text.starts_with(kOfferPrefix) || text.size() > kMostSlotBytes)
        return fail(ErrorKind::Invalid,
                    "a member's key begins with " + std::string(kOfferPrefix)
                        + "; the member prints it with rekey-cli store members export-key");
    const auto bytes = fromBase64(text.substr(kOfferPrefix.size()));
    if (!bytes)
        return std::unexpected(bytes.error());
    auto slot = unpacked(*bytes, 0);
    if (!slot || !slot->sealedKey.empty())
        return fail(ErrorKind::Invalid, "the member's key is damaged; ask for it again");
    return slot;
}

Result<NewSlot> makePassphraseSlot(std::string name, const SecretBytes &passphrase,
                                   const KeyCost &cost)
{
    NewSlot made;
    made.slot.name = std::move(name);
    made.slot.salt = randomText(crypto_pwhash_SALTBYTES);
    made.slot.cost = cost;
    auto seed = seedOf(made.slot, passphrase);
    if (!seed)
        return std::unexpected(seed.error());
    made.seed = std::move(*seed);
    made.slot.publicKey = boxKeysOf(made.seed).publicKey;
    return made;
}

NewSlot makeKeyringSlot(std::string name)
{
    NewSlot made;
    made.slot.kind = KeySlot::Kind::Keyring;
    made.slot.name = std::move(name);
    made.slot.salt = randomText(crypto_pwhash_SALTBYTES);
    made.slot.cost = {0, 0};
    made.seed = SecretBytes(crypto_box_SEEDBYTES);
    randombytes_buf(made.seed.bytes().data(), made.seed.size());
    made.slot.publicKey = boxKeysOf(made.seed).publicKey;
    return made;
}

Result<SecretBytes> seedOf(const KeySlot &slot, const SecretBytes &passphrase)
{
    SecretBytes seed(crypto_box_SEEDBYTES);
    const int status = crypto_pwhash(raw(seed), seed.size(), passphrase.view().data(),
                                     passphrase.size(), raw(slot.salt), slot.cost.operations,
                                     static_cast<std::size_t>(slot.cost.memoryBytes),
                                     crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0) {
        return fail(ErrorKind::Internal,
                    "there is not enough memory to work the passphrase out; close other programs");
    }
    return seed;
}

void sealTo(KeySlot &slot, const SecretBytes &dataKey)
{
    slot.sealedKey = sealBox(dataKey.view(), slot.publicKey);
}

Result<SecretBytes> openSlot(const KeySlot &slot, const SecretBytes &seed)
{
    const BoxKeys keys = boxKeysOf(seed);
    if (keys.publicKey != slot.publicKey)
        return fail(ErrorKind::Denied, "the passphrase does not open this store");
    return openBox(slot.sealedKey, keys.publicKey, keys.secretKey);
}

BoxKeys randomBoxKeys()
{
    SecretBytes seed(crypto_box_SEEDBYTES);
    randombytes_buf(seed.bytes().data(), seed.size());
    return boxKeysOf(seed);
}

std::string sealBox(std::string_view plain, std::string_view publicKey)
{
    std::string sealed(crypto_box_SEALBYTES + plain.size(), '\0');
    // Fails for a public key of low order only; then nobody, we included, can open it.
    if (crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), raw(plain), plain.size(),
                        raw(publicKey))
        != 0)
        sealed.clear();
    return sealed;
}

Result<SecretBytes> openBox(std::string_view sealed, std::string_view publicKey,
                            const SecretBytes &secretKey)
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return fail(ErrorKind::Malformed, "a sealed key of the store is cut off");
    SecretBytes plain(sealed.size() - crypto_box_SEALBYTES);
    unsigned char nothing = 0;
    if (crypto_box_seal_open(plain.isEmpty() ? &nothing : raw(plain), raw(sealed), sealed.size(),
                             raw(publicKey), raw(secretKey.view()))
        != 0)
        return fail(ErrorKind::Malformed, "a sealed key of the store was altered");
    return plain;
}

} // namespace rekey::store
