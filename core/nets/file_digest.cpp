// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/file_digest.h"

#ifdef TIMBRE_HAVE_NETTLE
#include <nettle/md5.h>

#include <array>
#include <cstdint>
#endif

namespace timbre::nets {

#ifdef TIMBRE_HAVE_NETTLE
std::optional<std::string> md5Hex(std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    md5_ctx context{};
    md5_init(&context);
    md5_update(&context, bytes.size(), static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data())));
    std::array<std::uint8_t, MD5_DIGEST_SIZE> digest{};
    md5_digest(&context, digest.size(), digest.data());
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += kHex[byte >> 4U];
        text += kHex[byte & 0xFU];
    }
    return text;
}
#else
std::optional<std::string> md5Hex(std::string_view /*bytes*/) { return std::nullopt; }
#endif

}  // namespace timbre::nets
