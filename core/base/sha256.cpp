// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <vector>

#include "core/base/files.h"

namespace timbre {

void Sha256::add(std::string_view bytes) {
    sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::string Sha256::take() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&state_, digest.size(), digest.data());
    std::string text;
    for (const std::uint8_t byte : digest) {
        fmt::format_to(std::back_inserter(text), "{:02x}", byte);
    }
    return text;
}

Result<std::string> sha256OfFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return tl::unexpected(ioError("cannot read", file, errno));
    }
    Sha256 sum;
    std::vector<char> block(std::size_t{1} << 16U);
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        sum.add({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (stream.bad()) {
        return fail(ErrorCode::Io, "reading " + displayPath(file) + " failed");
    }
    return sum.take();
}

}  // namespace timbre
