// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sound_sniff.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/base/files.h"

namespace timbre::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSniffBytes = 4096;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view name;
    bool sndfileFirst;
};

using namespace std::string_view_literals;

// Longer signatures stand before shorter ones that they begin with.
constexpr std::array kSignatures = {
    Signature{8, "WAVEfmt "sv, "WAV", true},
    Signature{8, "WAVE"sv, "WAV", true},
    Signature{8, "AVI "sv, "AVI", false},
    Signature{8, "AIFF"sv, "AIFF", true},
    Signature{8, "AIFC"sv, "AIFF", true},
    Signature{0, "riff\x2E\x91\xCF\x11"sv, "W64", true},
    Signature{0, "RIFF"sv, "WAV", true},
    Signature{0, "fLaC"sv, "FLAC", true},
    Signature{0, "OggS"sv, "OGG", true},
    Signature{0, "ID3"sv, "MP3", false},
    Signature{0, "caff"sv, "CAF", true},
    Signature{0, ".snd"sv, "AU", true},
    Signature{4, "ftyp"sv, "MP4", false},
    Signature{4, "moov"sv, "MP4", false},
    Signature{4, "mdat"sv, "MP4", false},
    Signature{0, "\x1A\x45\xDF\xA3"sv, "Matroska", false},
    Signature{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, "ASF", false},
    Signature{0, "FLV\x01"sv, "FLV", false},
    Signature{0, "#!AMR"sv, "AMR", false},
};

std::string readBlock(std::ifstream& stream, std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '\0');
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(offset));
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
    return bytes;
}

std::uint8_t byteAt(std::string_view bytes, std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); }

/// Length of the valid UTF-8 sequence that begins at `index`, 0 when there is none, 1 as well when the block ends in
/// it.
std::size_t utf8Length(std::string_view bytes, std::size_t index) {
    const std::uint8_t lead = byteAt(bytes, index);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    for (std::size_t k = 1; k < length; ++k) {
        if (index + k >= bytes.size()) {
            return 1;
        }
        if ((byteAt(bytes, index + k) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

bool isUtf16Text(std::string_view bytes) {
    const bool little = bytes.starts_with("\xFF\xFE"sv);
    if (!little && !bytes.starts_with("\xFE\xFF"sv)) {
        return false;
    }
    // Western text in UTF-16 has a zero in every other byte; MPEG sound that begins with FF FE does not.
    std::size_t zeros = 0;
    for (std::size_t i = little ? 3 : 2; i < bytes.size(); i += 2) {
        zeros += byteAt(bytes, i) == 0 ? 1 : 0;
    }
    return bytes.size() >= 4 && zeros * 10 >= (bytes.size() / 2 - 1) * 9;
}

bool isText(std::string_view bytes) {
    if (isUtf16Text(bytes)) {
        return true;
    }
    for (std::size_t i = 0; i < bytes.size();) {
        const std::uint8_t byte = byteAt(bytes, i);
        const bool layout = byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' || byte == 0x1B;
        const std::size_t length = utf8Length(bytes, i);
        if ((byte < 0x20 && !layout) || byte == 0x7F || length == 0) {
            return false;
        }
        i += length;
    }
    return true;
}

bool hasMpegSync(std::string_view bytes) {
    return bytes.size() >= 4 && byteAt(bytes, 0) == 0xFF && (byteAt(bytes, 1) & 0xE0U) == 0xE0U;
}

/// A frame header of MPEG sound: sync bits, and fields for version, layer and rates that exist.
bool isMpegHeader(std::string_view bytes) {
    if (!hasMpegSync(bytes)) {
        return false;
    }
    const unsigned layer = (byteAt(bytes, 1) >> 1U) & 3U;
    const unsigned version = (byteAt(bytes, 1) >> 3U) & 3U;
    const unsigned bitRate = byteAt(bytes, 2) >> 4U;
    const unsigned rate = (byteAt(bytes, 2) >> 2U) & 3U;
    return layer != 0 && version != 1 && bitRate != 15 && rate != 3;
}

Result<std::uint64_t> sizeOfRegularFile(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    }
    if (error) {
        return fail(ErrorCode::Io, "cannot look at " + displayPath(path) + ": " + error.message(),
                    "Check that you may read the folder it is in.");
    }
    if (fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is a folder, not a sound file",
                    "Name a sound file inside it.");
    }
    if (!fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is a pipe or device, not a sound file",
                    "Save the sound into a file first.");
    }
    const auto size = fs::file_size(path, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot look at " + displayPath(path) + ": " + error.message());
    }
    if (size == 0) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is empty (0 bytes)",
                    "Record or copy it again; the earlier attempt left nothing in it.");
    }
    return size;
}

std::uint32_t integer(std::string_view bytes, std::size_t offset, bool bigEndian) {
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        value |= std::uint32_t{byteAt(bytes, offset + k)} << (8 * (bigEndian ? 3 - k : k));
    }
    return value;
}

/// Walks the chunks of a RIFF (little endian) or FORM (big endian) file to the one that holds the samples.
bool soundChunkPassesEnd(std::ifstream& stream, std::uint64_t fileSize, bool bigEndian, std::string_view wanted) {
    constexpr int kMaximumChunks = 1000;
    std::uint64_t offset = 12;
    for (int i = 0; i < kMaximumChunks && offset + 8 <= fileSize; ++i) {
        const std::string header = readBlock(stream, offset, 8);
        if (header.size() < 8) {
            return false;
        }
        const std::uint32_t size = integer(header, 4, bigEndian);
        if (header.starts_with(wanted)) {
            // Programs that write into a pipe leave 0 or the greatest number here: nothing was promised.
            const bool unknown = size == 0 || size >= 0x7FFFFF00U;
            return !unknown && offset + 8 + size > fileSize;
        }
        offset += 8 + std::uint64_t{size} + (size & 1U);
    }
    return false;
}

bool oggLacksItsEnd(std::ifstream& stream, std::uint64_t fileSize) {
    constexpr std::uint64_t kLargestPage = 65'307;
    constexpr std::size_t kPageHeader = 27;
    const std::uint64_t start = fileSize > 2 * kLargestPage ? fileSize - 2 * kLargestPage : 0;
    const std::string tail = readBlock(stream, start, static_cast<std::size_t>(fileSize - start));
    const std::size_t page = tail.rfind("OggS");
    if (page == std::string::npos || page + kPageHeader > tail.size()) {
        return true;
    }
    const std::size_t segments = byteAt(tail, page + 26);
    std::size_t length = kPageHeader + segments;
    if (page + length > tail.size()) {
        return true;
    }
    for (std::size_t k = 0; k < segments; ++k) {
        length += byteAt(tail, page + kPageHeader + k);
    }
    const bool markedLast = (byteAt(tail, page + 5) & 4U) != 0;
    return page + length > tail.size() || !markedLast;
}

}  // namespace

Result<Sniffed> sniff(const fs::path& path) {
    const auto size = sizeOfRegularFile(path);
    if (!size) {
        return tl::unexpected(size.error());
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return tl::unexpected(ioError("cannot read", path, errno));
    }
    const std::string start = readBlock(stream, 0, kSniffBytes);
    if (start.empty()) {
        return tl::unexpected(ioError("cannot read", path, EIO));
    }
    Sniffed sniffed;
    for (const auto& signature : kSignatures) {
        if (start.size() > signature.offset &&
            std::string_view(start).substr(signature.offset).starts_with(signature.bytes)) {
            sniffed.name = signature.name;
            sniffed.sndfileFirst = signature.sndfileFirst;
            break;
        }
    }
    sniffed.text = sniffed.name.empty() && isText(start);
    if (sniffed.name.empty() && !sniffed.text && isMpegHeader(start)) {
        sniffed.name = "MP3";
    }
    sniffed.mpeg = hasMpegSync(start) || sniffed.name == "MP3";
    return sniffed;
}

bool endsEarly(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::ifstream stream(path, std::ios::binary);
    if (error || !stream) {
        return false;
    }
    const std::string start = readBlock(stream, 0, 12);
    if (start.starts_with("OggS")) {
        return oggLacksItsEnd(stream, size);
    }
    if (start.starts_with("RIFF")) {
        return soundChunkPassesEnd(stream, size, false, "data");
    }
    if (start.starts_with("FORM")) {
        return soundChunkPassesEnd(stream, size, true, "SSND");
    }
    return false;
}

}  // namespace timbre::detail
