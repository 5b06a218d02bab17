// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keys.h"

#include "core/store/agreement.h"

#include <algorithm>

namespace rekey::store {

namespace {

using secret::IdentityKey;
using secret::SecretBytes;

constexpr std::size_t kKey = Sealer::kKeyBytes;
constexpr unsigned kMostDelaySeconds = 60;

Result<QByteArray> neededMeta(Database &database, const char *name)
{
    auto value = metaValue(database, name);
    if (!value)
        return std::unexpected(value.error());
    if (!*value)
        return fail(ErrorKind::Malformed, "is not a whole store of Rekey; go back to a backup",
                    database.location().title());
    return std::move(**value);
}

Result<void> openBundle(Store::State &state, const Sealer &sealer)
{
    const auto sealed = neededMeta(*state.database, "bundle");
    if (!sealed)
        return std::unexpected(sealed.error());
    const auto bundle = sealer.openSecret(*sealed, "bundle");
    if (!bundle)
        return std::unexpected(bundle.error());
    if (bundle->size() != 3 * kKey)
        return fail(ErrorKind::Malformed, "the store's keys are damaged; go back to a backup");
    const auto bytes = std::as_const(*bundle).bytes();
    auto identity = IdentityKey::fromKey(SecretBytes::copyOf(bytes.first(kKey)));
    if (!identity)
        return std::unexpected(identity.error());
    state.identity = std::move(*identity);
    state.boxSecret = SecretBytes::copyOf(bytes.subspan(kKey, kKey));
    state.tagKey = SecretBytes::copyOf(bytes.subspan(2 * kKey, kKey));
    return {};
}

/// Takes the data key in hand: everything that it opens must be this store's own.
Result<void> takeDataKey(Store::State &state, SecretBytes dataKey)
{
    if (auto read = readPublicPart(state); !read)
        return read;
    const auto head = readHead(*state.database);
    if (!head)
        return std::unexpected(head.error());
    Sealer sealer(std::move(dataKey), head->epoch);
    const auto mac = neededMeta(*state.database, "public-mac");
    if (!mac)
        return std::unexpected(mac.error());
    if (*mac != publicKeyMac(state, sealer)) {
        return fail(ErrorKind::Malformed,
                    "the store's public key is not its own: somebody altered it. Go back to a "
                    "backup and find out who",
                    state.database->location().title());
    }
    if (auto opened = openBundle(state, sealer); !opened)
        return opened;
    state.sealer = std::move(sealer);
    return takePrevious(state).transform([](bool) { });
}

Error tooEarly(std::chrono::steady_clock::duration left)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return {ErrorKind::Denied,
            "after a wrong passphrase there is a pause; try again in " + std::to_string(seconds)
                + (seconds == 1 ? " second" : " seconds"),
            {}};
}

void noteFailure(Store::State &state)
{
    const unsigned seconds = state.failures >= 6 ? kMostDelaySeconds : 1U << state.failures;
    ++state.failures;
    state.nextTry = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
}

/// What opened the store.
struct Opened
{
    SecretBytes dataKey;
    SecretBytes seed;
    std::string member;
};

Result<Opened> openWith(const KeySlot &slot, SecretBytes seed)
{
    auto key = openSlot(slot, seed);
    if (!key)
        return std::unexpected(key.error());
    return Opened{*std::move(key), std::move(seed), slot.name};
}

Result<Opened> keyFromKeyring(const Store::State &state, std::span<const KeySlot> keySlots)
{
    if (!state.options.keyring)
        return fail(ErrorKind::Denied, "the store is locked; give its passphrase");
    Error last{
        ErrorKind::Denied, "the keyring holds no key for this store; give its passphrase", {}};
    for (const KeySlot &slot : keySlots) {
        if (slot.kind != KeySlot::Kind::Keyring)
            continue;
        auto seed = state.options.keyring->read(slot.keyringName());
        if (!seed) {
            if (seed.error().kind != ErrorKind::NotFound)
                last = seed.error();
            continue;
        }
        return openWith(slot, *std::move(seed));
    }
    return std::unexpected(last);
}

Result<Opened> keyFromPassphrase(const Store::State &state, std::vector<KeySlot> keySlots,
                                 const SecretBytes &passphrase)
{
    // Each try costs a second: one's own first.
    std::ranges::stable_partition(
        keySlots, [&](const KeySlot &slot) { return slot.name == state.options.actor; });
    for (const KeySlot &slot : keySlots) {
        if (slot.kind != KeySlot::Kind::Passphrase)
            continue;
        auto seed = seedOf(slot, passphrase);
        if (!seed)
            return std::unexpected(seed.error());
        auto opened = openWith(slot, *std::move(seed));
        if (opened || opened.error().kind != ErrorKind::Denied)
            return opened;
    }
    return fail(ErrorKind::Denied, "the passphrase does not open this store",
                state.database->location().title());
}

} // namespace

const KeySlot *slotNamed(std::span<const KeySlot> keySlots, const std::string &name)
{
    const auto found = std::ranges::find(keySlots, name, &KeySlot::name);
    return found == keySlots.end() ? nullptr : &*found;
}

Result<void> writeSlot(Database &database, const KeySlot &slot)
{
    auto query = database.prepare("INSERT INTO slot (number, body) VALUES (?, ?) "
                                  "ON CONFLICT (number) DO UPDATE SET body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(slot.number).bind(bytesOf(slot.packed())).run();
}

Result<void> noteMembers(WriteScope &scope, std::string detail)
{
    finding::Event event;
    event.kind = finding::EventKind::Noted;
    event.detail = std::move(detail);
    return scope.append({std::move(event), 0});
}

QByteArray sealedBundle(const Store::State &state, const Sealer &sealer)
{
    SecretBytes bundle(3 * kKey);
    auto target = bundle.bytes();
    std::ranges::copy(std::as_const(*state.identity).copyOfKey().bytes(), target.begin());
    std::ranges::copy(std::as_const(state.boxSecret).bytes(),
                      target.begin() + static_cast<std::ptrdiff_t>(kKey));
    std::ranges::copy(std::as_const(state.tagKey).bytes(),
                      target.begin() + static_cast<std::ptrdiff_t>(2 * kKey));
    return sealer.seal(bundle.view(), "bundle");
}

QByteArray publicKeyMac(const Store::State &state, const Sealer &sealer)
{
    return sealer.mac("public key " + state.id + state.publicKey);
}

Result<void> readPublicPart(Store::State &state)
{
    for (const auto &[name, target] :
         {std::pair{"store", &state.id}, std::pair{"public", &state.publicKey}}) {
        const auto value = neededMeta(*state.database, name);
        if (!value)
            return std::unexpected(value.error());
        *target = viewOf(*value);
    }
    return {};
}

Result<void> makeKeys(Store::State &state, Protection protection)
{
    Database &database = *state.database;
    const bool isMemory = database.location().kind == StoreLocation::Kind::Memory;
    Sealer sealer(Sealer::randomKey(), 1);
    state.id = std::string(Sealer::randomKey().view().substr(0, 16));
    BoxKeys box = randomBoxKeys();
    state.publicKey = box.publicKey;
    state.boxSecret = std::move(box.secretKey);
    state.tagKey = Sealer::randomKey();
    state.identity = protection.identity ? std::move(*protection.identity) : IdentityKey::random();
    const std::string member = protection.member.empty() ? state.options.actor : protection.member;
    if (isMemory) {
        state.memoryKey = SecretBytes::copyOf(sealer.dataKey().bytes());
    } else {
        auto made = protection.kind == KeySlot::Kind::Passphrase
            ? makePassphraseSlot(member, protection.passphrase, protection.cost)
            : Result<NewSlot>(makeKeyringSlot(member));
        if (!made)
            return std::unexpected(made.error());
        made->slot.number = 1;
        made->slot.addedAt = state.nowMs() / 1000;
        sealTo(made->slot, sealer.dataKey());
        if (protection.kind == KeySlot::Kind::Keyring) {
            if (!state.options.keyring)
                return fail(ErrorKind::Invalid, "there is no keyring here; use a passphrase");
            if (auto kept = state.options.keyring->write(made->slot.keyringName(), made->seed);
                !kept)
                return kept;
        }
        if (auto written = writeSlot(database, made->slot); !written)
            return written;
        state.openedBy = made->slot.name;
        state.seed = std::move(made->seed);
    }
    for (const auto &[name, value] :
         {std::pair{"store", bytesOf(state.id)}, std::pair{"public", bytesOf(state.publicKey)},
          std::pair{"public-mac", publicKeyMac(state, sealer)},
          std::pair{"bundle", sealedBundle(state, sealer)}}) {
        if (auto written = setMeta(database, name, value); !written)
            return written;
    }
    Head head;
    head.epoch = 1;
    head.hash = digestOf("rekey timeline", state.id);
    head.mac = macOf(head, state.id, sealer);
    state.sealer = std::move(sealer);
    return writeHead(database, head, true);
}

Result<std::vector<KeySlot>> readSlots(Database &database)
{
    auto query = database.prepare("SELECT number, body FROM slot ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<KeySlot> keySlots;
    Result<void> good;
    auto read = query->each([&](const Statement &row) {
        auto slot = KeySlot::unpacked(viewOf(row.bytes(1)), row.count(0));
        if (slot)
            keySlots.push_back(std::move(*slot));
        else
            good = std::unexpected(slot.error());
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return keySlots;
}

Result<void> unlockWith(Store::State &state, const SecretBytes &passphrase)
{
    if (!state.memoryKey.isEmpty())
        return takeDataKey(state, SecretBytes::copyOf(std::as_const(state.memoryKey).bytes()));
    if (const auto now = std::chrono::steady_clock::now(); now < state.nextTry)
        return std::unexpected(tooEarly(state.nextTry - now));
    auto connected = state.database->ensureConnected();
    if (!connected)
        return connected;
    auto keySlots = readSlots(*state.database);
    if (!keySlots)
        return std::unexpected(keySlots.error());
    auto opened = passphrase.isEmpty() ? keyFromKeyring(state, *keySlots)
                                       : keyFromPassphrase(state, std::move(*keySlots), passphrase);
    if (!opened) {
        if (!passphrase.isEmpty() && opened.error().kind == ErrorKind::Denied)
            noteFailure(state);
        return std::unexpected(opened.error());
    }
    state.failures = 0;
    auto taken = takeDataKey(state, std::move(opened->dataKey));
    if (!taken) {
        state.dropKeys();
        return taken;
    }
    state.openedBy = std::move(opened->member);
    state.seed = std::move(opened->seed);
    return {};
}

Result<SecretBytes> seedOfMember(Store::State &state, const std::string &member,
                                 const SecretBytes &passphrase)
{
    if (const auto now = std::chrono::steady_clock::now(); now < state.nextTry)
        return std::unexpected(tooEarly(state.nextTry - now));
    const auto keySlots = readSlots(*state.database);
    if (!keySlots)
        return std::unexpected(keySlots.error());
    const KeySlot *slot = slotNamed(*keySlots, member);
    if (slot == nullptr)
        return fail(ErrorKind::NotFound, "no member of the store has this name", member);
    if (slot->kind != KeySlot::Kind::Passphrase)
        return fail(ErrorKind::Unsupported,
                    "opens this store by the keyring, and so has no passphrase to agree with here: "
                    "ask for rekey-cli rotate approve at that member's own machine",
                    member);
    auto seed = seedOf(*slot, passphrase);
    if (!seed)
        return seed;
    if (const auto key = openSlot(*slot, *seed); !key) {
        if (key.error().kind != ErrorKind::Denied)
            return std::unexpected(key.error());
        noteFailure(state);
        return fail(ErrorKind::Denied, "this is not the passphrase of that member", member);
    }
    state.failures = 0;
    return seed;
}

Result<void> changePassphrase(Store::State &state, const std::string &member,
                              const SecretBytes &passphrase, const KeyCost &cost)
{
    if (passphrase.isEmpty())
        return fail(ErrorKind::Invalid, "the passphrase is empty; choose one");
    // Before the lock is taken, for it lasts a second.
    auto made = makePassphraseSlot(member, passphrase, cost);
    if (!made)
        return std::unexpected(made.error());
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    if (member != state.openedBy) {
        if (auto may = refuseForTwoPerson(*scope, "another member's passphrase"); !may)
            return may;
    }
    const auto keySlots = readSlots(scope->database());
    if (!keySlots)
        return std::unexpected(keySlots.error());
    const KeySlot *slot = slotNamed(*keySlots, member);
    if (slot == nullptr)
        return fail(ErrorKind::NotFound, "no member of the store has this name", member);
    made->slot.number = slot->number;
    made->slot.addedAt = slot->addedAt;
    sealTo(made->slot, scope->sealer().dataKey());
    if (auto written = writeSlot(scope->database(), made->slot); !written)
        return written;
    if (auto noted = noteMembers(*scope, "passphrase changed: " + member); !noted)
        return noted;
    auto done = scope->commit();
    if (done && member == state.openedBy)
        state.seed = std::move(made->seed);
    // What the keyring still holds opens nothing any more.
    if (done && slot->kind == KeySlot::Kind::Keyring && state.options.keyring)
        static_cast<void>(state.options.keyring->remove(slot->keyringName()));
    return done;
}

Result<void> addMember(Store::State &state, const KeySlot &offer)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    if (auto may = refuseForTwoPerson(*scope, "a new member"); !may)
        return may;
    const auto keySlots = readSlots(scope->database());
    if (!keySlots)
        return std::unexpected(keySlots.error());
    if (offer.name.empty() || slotNamed(*keySlots, offer.name) != nullptr) {
        return fail(ErrorKind::Invalid,
                    "a member of this name is there already; give another name or remove that one",
                    offer.name);
    }
    KeySlot added = offer;
    added.number = keySlots->empty() ? 1 : keySlots->back().number + 1;
    added.addedAt = state.nowMs() / 1000;
    sealTo(added, scope->sealer().dataKey());
    if (added.sealedKey.empty())
        return fail(ErrorKind::Invalid, "the member's key is no usable key; ask for it again");
    if (auto written = writeSlot(scope->database(), added); !written)
        return written;
    if (auto noted = noteMembers(*scope, "member added: " + added.name); !noted)
        return noted;
    return scope->commit();
}

} // namespace rekey::store
