// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jwt.h"

#include "core/provider/requesttext.h"

#include <openssl/bio.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <memory>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

template <auto Free> struct Freed
{
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;

const unsigned char *raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

unsigned char *raw(SecretBytes &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.bytes().data());
}

bool isBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+'
        || c == '/' || c == '=';
}

/// The base64 between the first BEGIN and END, without breaks and what stands for them.
SecretBytes pemBody(std::string_view text)
{
    constexpr std::string_view kDashes = "-----";
    const std::size_t begin = text.find("-----BEGIN ");
    if (begin == std::string_view::npos)
        return {};
    const std::size_t start = text.find(kDashes, begin + kDashes.size());
    if (start == std::string_view::npos)
        return {};
    text.remove_prefix(start + kDashes.size());
    text = text.substr(0, text.find(kDashes));
    SecretBytes kept(text.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '\\';
        while (i < text.size() && text[i] == '\\')
            ++i; // the letter after the last one belongs to them
        if (!isEscape && isBase64(text[i]))
            kept.bytes()[size++] = static_cast<std::byte>(text[i]);
    }
    return SecretBytes::copyOf(std::as_const(kept).view().substr(0, size));
}

Result<Key> readKey(std::string_view text)
{
    const Result<SecretBytes> der = bytesOfBase64(pemBody(text).view());
    const unsigned char *at = der ? raw(der->view()) : nullptr;
    Key key(der && !der->isEmpty()
                ? d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der->size()))
                : nullptr);
    ERR_clear_error();
    if (!key)
        return fail(ErrorKind::Malformed,
                    "it is no private key that can be read, or it has a passphrase");
    return key;
}

struct Kind
{
    std::string_view name;
    int type = EVP_PKEY_NONE;
    int least = 0; ///< bits
    int most = 0;
};

/// In the order of JwtAlgorithm. RSA has an end because time grows with the cube of it.
constexpr auto kKinds = std::to_array<Kind>({{"RS256", EVP_PKEY_RSA, 2048, 4096},
                                             {"ES256", EVP_PKEY_EC, 256, 256},
                                             {"ES384", EVP_PKEY_EC, 384, 384},
                                             {"ES512", EVP_PKEY_EC, 521, 521},
                                             {"EdDSA", EVP_PKEY_ED25519, 0, 1024}});
static_assert(kKinds.size() == std::to_underlying(JwtAlgorithm::EdDsa) + 1);

bool fits(JwtAlgorithm algorithm, const EVP_PKEY *key)
{
    const Kind &kind = kKinds.at(std::to_underlying(algorithm));
    const int bits = EVP_PKEY_get_bits(key);
    return EVP_PKEY_get_base_id(key) == kind.type && bits >= kind.least && bits <= kind.most;
}

const EVP_MD *digestOf(JwtAlgorithm algorithm)
{
    switch (algorithm) {
    case JwtAlgorithm::Rs256:
    case JwtAlgorithm::Es256:
        return EVP_sha256();
    case JwtAlgorithm::Es384:
        return EVP_sha384();
    case JwtAlgorithm::Es512:
        return EVP_sha512();
    case JwtAlgorithm::EdDsa:
        break;
    }
    return nullptr;
}

/// JWS wants r and s side by side (RFC 7518 3.4); OpenSSL gives them as DER.
SecretBytes sideBySide(std::string_view der, int bits)
{
    const int half = (bits + 7) / 8;
    const unsigned char *at = raw(der);
    const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    SecretBytes both(2 * static_cast<std::size_t>(half));
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw(both), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw(both) + half, half);
    return both;
}

Result<SecretBytes> signatureOf(JwtAlgorithm algorithm, EVP_PKEY *key, std::string_view input)
{
    const DigestContext context(EVP_MD_CTX_new());
    const EVP_MD *digest = digestOf(algorithm);
    std::size_t size = 0;
    SecretBytes made;
    bool isSigned = EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key) == 1
        && EVP_DigestSign(context.get(), nullptr, &size, raw(input), input.size()) == 1;
    if (isSigned) {
        made = SecretBytes(size);
        isSigned = EVP_DigestSign(context.get(), raw(made), &size, raw(input), input.size()) == 1;
    }
    ERR_clear_error();
    if (!isSigned)
        return fail(ErrorKind::Malformed, "the private key is damaged: it cannot sign");
    const std::string_view signature = std::as_const(made).view().substr(0, size);
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC ? sideBySide(signature, EVP_PKEY_get_bits(key))
                                                    : SecretBytes::copyOf(signature);
}

} // namespace

std::string_view jwtAlgorithmName(JwtAlgorithm algorithm)
{
    return kKinds.at(std::to_underlying(algorithm)).name;
}

Result<JwtAlgorithm> jwtAlgorithmOf(std::string_view key)
{
    const Result<Key> read = readKey(key);
    if (!read)
        return std::unexpected(read.error());
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (fits(static_cast<JwtAlgorithm>(i), read->get()))
            return static_cast<JwtAlgorithm>(i);
    }
    return fail(ErrorKind::Unsupported, "nothing signs with a private key of this kind and size");
}

Result<SecretBytes> signJwt(JwtAlgorithm algorithm, std::string_view key, std::string_view header,
                            std::string_view claims)
{
    const Result<Key> read = readKey(key);
    if (!read)
        return std::unexpected(read.error());
    if (!fits(algorithm, read->get()))
        return fail(ErrorKind::Unsupported,
                    "the private key is of another kind, too short or too long");
    const SecretBytes input = joined({base64UrlOf(header).view(), ".", base64UrlOf(claims).view()});
    return signatureOf(algorithm, read->get(), input.view())
        .transform([&input](const SecretBytes &signature) {
            return joined({input.view(), ".", base64UrlOf(signature.view()).view()});
        });
}

Result<SecretBytes> freshKeyLike(std::string_view key)
{
    const Result<Key> read = readKey(key);
    if (!read)
        return std::unexpected(read.error());
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, read->get(), nullptr));
    EVP_PKEY *made = nullptr;
    if (EVP_PKEY_get_base_id(read->get()) == EVP_PKEY_RSA) {
        made = EVP_RSA_gen(static_cast<unsigned int>(EVP_PKEY_get_bits(read->get())));
    } else if (EVP_PKEY_keygen_init(context.get()) == 1) {
        EVP_PKEY_keygen(context.get(), &made);
    }
    const Key fresh(made);
    // The secure one is wiped when it is freed.
    const Bio bio(BIO_new(BIO_s_secmem()));
    const bool isWritten = fresh
        && PEM_write_bio_PKCS8PrivateKey(bio.get(), fresh.get(), nullptr, nullptr, 0, nullptr,
                                         nullptr)
            == 1;
    ERR_clear_error();
    char *text = nullptr;
    const long size = isWritten ? BIO_get_mem_data(bio.get(), &text) : 0;
    if (size <= 0)
        return fail(ErrorKind::Unsupported, "no key of that kind can be made");
    return SecretBytes::copyOf(std::string_view(text, static_cast<std::size_t>(size)));
}

} // namespace rekey::provider
