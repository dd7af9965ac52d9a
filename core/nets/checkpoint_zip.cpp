// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint_zip.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace timbre::nets {

// Source of the layouts: PKWARE's APPNOTE 6.3, sections 4.3 and 4.5.3; of what torch writes: miniz 3's writer.
namespace {

using Bytes = std::span<const std::byte>;
using Entry = ZipDirectory::Entry;

constexpr std::uint32_t kLocalSignature = 0x04034B50;
constexpr std::uint32_t kCentralSignature = 0x02014B50;
constexpr std::uint32_t kEndSignature = 0x06054B50;
constexpr std::uint32_t kEnd64Signature = 0x06064B50;
constexpr std::uint32_t kLocatorSignature = 0x07064B50;
constexpr std::uint32_t kDescriptorSignature = 0x08074B50;
constexpr std::uint64_t kLocalBytes = 30;
constexpr std::uint64_t kCentralBytes = 46;
constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint64_t kEnd64Bytes = 56;
constexpr std::uint64_t kLocatorBytes = 20;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;  // the true value stands in the 64-bit extra field or end record
constexpr std::uint16_t kFlagEncrypted = 1U;
constexpr std::uint16_t kFlagDescriptor = 1U << 3U;
constexpr std::uint16_t kExtra64 = 1;

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "is damaged: " + why, "Fetch or make the file again.");
}

std::string quoted(std::string_view name) { return "\"" + std::string(name.substr(0, 200)) + "\""; }

/// Little-endian; the caller has checked that it lies inside.
template <typename Number>
Number numberAt(Bytes bytes, std::uint64_t place) {
    Number value = 0;
    std::memcpy(&value, bytes.data() + place, sizeof(Number));
    return value;
}

bool fits(Bytes bytes, std::uint64_t place, std::uint64_t size) {
    return place <= bytes.size() && size <= bytes.size() - place;
}

std::string_view textAt(Bytes bytes, std::uint64_t place, std::size_t size) {
    return {static_cast<const char*>(static_cast<const void*>(bytes.data() + place)), size};
}

std::uint32_t crc32(Bytes bytes) {
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < made.size(); ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit) {
                value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
            }
            made[i] = value;
        }
        return made;
    }();
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        crc = table[(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    }
    return ~crc;
}

/// Where the central directory lies.
struct Directory {
    std::uint64_t start = 0;
    std::uint64_t bytes = 0;
    std::uint64_t entries = 0;
};

/// The end record: the last one whose comment reaches exactly to the file's end.
std::optional<std::uint64_t> findEnd(Bytes bytes) {
    constexpr std::uint64_t kLongestComment = 0xFFFF;
    for (std::uint64_t comment = 0; comment <= kLongestComment && comment + kEndBytes <= bytes.size(); ++comment) {
        const std::uint64_t place = bytes.size() - kEndBytes - comment;
        if (numberAt<std::uint32_t>(bytes, place) == kEndSignature &&
            numberAt<std::uint16_t>(bytes, place + 20) == comment) {
            return place;
        }
    }
    return std::nullopt;
}

/// True where the short field says the same as the 64-bit one or refers to it.
template <typename Short>
bool agrees(Short shortField, std::uint64_t wide) {
    return shortField == static_cast<Short>(~Short{0}) || shortField == wide;
}

/// The 64-bit end record in front of the end record at `end`, which must agree with it.
/// @param place  out: where the 64-bit record begins.
Result<Directory> readEnd64(Bytes bytes, std::uint64_t end, std::uint64_t& place) {
    const std::uint64_t locator = end - kLocatorBytes;
    place = numberAt<std::uint64_t>(bytes, locator + 8);
    const bool there = place <= locator && locator - place == kEnd64Bytes &&
                       numberAt<std::uint32_t>(bytes, place) == kEnd64Signature &&
                       numberAt<std::uint64_t>(bytes, place + 4) == kEnd64Bytes - 12;
    if (!there) {
        return damaged("the archive's 64-bit end record is not where it should be");
    }
    if (numberAt<std::uint32_t>(bytes, locator + 4) != 0 || numberAt<std::uint32_t>(bytes, locator + 16) > 1 ||
        numberAt<std::uint64_t>(bytes, place + 16) != 0) {
        return fail(ErrorCode::Unsupported, "is one part of an archive in several parts", "Join the parts first.");
    }
    const Directory directory{.start = numberAt<std::uint64_t>(bytes, place + 48),
                              .bytes = numberAt<std::uint64_t>(bytes, place + 40),
                              .entries = numberAt<std::uint64_t>(bytes, place + 32)};
    if (numberAt<std::uint64_t>(bytes, place + 24) != directory.entries ||
        !agrees(numberAt<std::uint16_t>(bytes, end + 10), directory.entries) ||
        !agrees(numberAt<std::uint32_t>(bytes, end + 12), directory.bytes) ||
        !agrees(numberAt<std::uint32_t>(bytes, end + 16), directory.start)) {
        return damaged("the archive's two end records contradict each other");
    }
    return directory;
}

Result<Directory> findDirectory(Bytes bytes) {
    const auto end = findEnd(bytes);
    if (!end) {
        return damaged("the archive's end record is missing; the file is cut short or was never finished");
    }
    if (numberAt<std::uint32_t>(bytes, *end + 4) != 0 ||
        numberAt<std::uint16_t>(bytes, *end + 8) != numberAt<std::uint16_t>(bytes, *end + 10)) {
        return fail(ErrorCode::Unsupported, "is one part of an archive in several parts", "Join the parts first.");
    }
    Directory directory{.start = numberAt<std::uint32_t>(bytes, *end + 16),
                        .bytes = numberAt<std::uint32_t>(bytes, *end + 12),
                        .entries = numberAt<std::uint16_t>(bytes, *end + 10)};
    std::uint64_t behind = *end;
    if (*end >= kLocatorBytes && numberAt<std::uint32_t>(bytes, *end - kLocatorBytes) == kLocatorSignature) {
        const auto wide = readEnd64(bytes, *end, behind);
        if (!wide) {
            return tl::unexpected(wide.error());
        }
        directory = *wide;
    }
    if (directory.start > behind || directory.bytes != behind - directory.start) {
        return damaged("the archive's table of contents does not end where its end record says");
    }
    if (directory.entries > directory.bytes / kCentralBytes) {
        return damaged("the archive claims " + std::to_string(directory.entries) + " entries in a table of " +
                       std::to_string(directory.bytes) + " bytes");
    }
    return directory;
}

/// One record of the central directory.
struct Record {
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint64_t packedBytes = 0;
    std::uint64_t recordBytes = 0;
    Entry entry{};
};

/// Fills what the short fields leave to the 64-bit extra field.
bool takeExtra64(Bytes extra, Record& record) {
    const std::array<std::uint64_t*, 3> wanted{&record.entry.dataBytes, &record.packedBytes, &record.entry.headerStart};
    const auto missing = [](const std::uint64_t* field) { return *field == kIn64; };
    if (std::ranges::none_of(wanted, missing)) {
        return true;
    }
    while (extra.size() >= 4) {
        const auto id = numberAt<std::uint16_t>(extra, 0);
        const auto size = numberAt<std::uint16_t>(extra, 2);
        extra = extra.subspan(4);
        if (size > extra.size()) {
            return false;
        }
        if (id == kExtra64) {
            std::uint64_t place = 0;
            for (std::uint64_t* const field : wanted) {
                if (missing(field)) {
                    if (place + 8 > size) {
                        return false;
                    }
                    *field = numberAt<std::uint64_t>(extra, place);
                    place += 8;
                }
            }
            return true;
        }
        extra = extra.subspan(size);
    }
    return false;
}

Result<Record> readRecord(Bytes bytes, std::uint64_t place, std::uint64_t end) {
    if (end - place < kCentralBytes || numberAt<std::uint32_t>(bytes, place) != kCentralSignature) {
        return damaged("the archive's table of contents breaks off");
    }
    const std::uint64_t nameBytes = numberAt<std::uint16_t>(bytes, place + 28);
    const std::uint64_t extraBytes = numberAt<std::uint16_t>(bytes, place + 30);
    const std::uint64_t commentBytes = numberAt<std::uint16_t>(bytes, place + 32);
    Record record{.flags = numberAt<std::uint16_t>(bytes, place + 8),
                  .method = numberAt<std::uint16_t>(bytes, place + 10),
                  .packedBytes = numberAt<std::uint32_t>(bytes, place + 20),
                  .recordBytes = kCentralBytes + nameBytes + extraBytes + commentBytes};
    if (record.recordBytes > end - place) {
        return damaged("a name in the archive's table of contents is longer than the table");
    }
    record.entry.name = textAt(bytes, place + kCentralBytes, static_cast<std::size_t>(nameBytes));
    record.entry.crc = numberAt<std::uint32_t>(bytes, place + 16);
    record.entry.dataBytes = numberAt<std::uint32_t>(bytes, place + 24);
    record.entry.headerStart = numberAt<std::uint32_t>(bytes, place + 42);
    const Bytes extra = bytes.subspan(static_cast<std::size_t>(place + kCentralBytes + nameBytes),
                                      static_cast<std::size_t>(extraBytes));
    if (!takeExtra64(extra, record) || numberAt<std::uint16_t>(bytes, place + 34) != 0) {
        return damaged("the sizes of " + quoted(record.entry.name) + " are incomplete");
    }
    return record;
}

Result<void> checkMethod(const Record& record) {
    if ((record.flags & kFlagEncrypted) != 0) {
        return fail(ErrorCode::Unsupported, "holds the encrypted entry " + quoted(record.entry.name),
                    "Save the checkpoint without a password.");
    }
    if (record.method != 0) {
        return fail(
            ErrorCode::Unsupported,
            "holds the compressed entry " + quoted(record.entry.name) + "; torch stores its entries as they are",
            "Load the file with torch.load and save it again with torch.save.");
    }
    if (record.packedBytes != record.entry.dataBytes) {
        return damaged(quoted(record.entry.name) + " is stored but claims two sizes, " +
                       std::to_string(record.packedBytes) + " and " + std::to_string(record.entry.dataBytes) +
                       " bytes");
    }
    return {};
}

/// The bytes of the data descriptor at `place` that says what the directory says, in 32 or 64 bits; 0 if it does not.
std::uint64_t descriptorBytes(Bytes bytes, std::uint64_t place, const Entry& entry) {
    constexpr std::uint64_t kShort = 16;
    constexpr std::uint64_t kLong = 24;
    if (!fits(bytes, place, kShort) || numberAt<std::uint32_t>(bytes, place) != kDescriptorSignature ||
        numberAt<std::uint32_t>(bytes, place + 4) != entry.crc) {
        return 0;
    }
    if (fits(bytes, place, kLong) && numberAt<std::uint64_t>(bytes, place + 8) == entry.dataBytes &&
        numberAt<std::uint64_t>(bytes, place + 16) == entry.dataBytes) {
        return kLong;
    }
    const bool agrees = numberAt<std::uint32_t>(bytes, place + 8) == entry.dataBytes &&
                        numberAt<std::uint32_t>(bytes, place + 12) == entry.dataBytes;
    return agrees ? kShort : 0;
}

/// True where checksum and sizes of the local header are those of the directory, or left to the descriptor.
bool localSizesAgree(Bytes bytes, const Record& record) {
    const Entry& entry = record.entry;
    const auto crc = numberAt<std::uint32_t>(bytes, entry.headerStart + 14);
    const auto packed = numberAt<std::uint32_t>(bytes, entry.headerStart + 18);
    const auto plain = numberAt<std::uint32_t>(bytes, entry.headerStart + 22);
    if ((record.flags & kFlagDescriptor) != 0 && crc == 0 && packed == plain && (plain == 0 || plain == kIn64)) {
        return true;
    }
    return crc == entry.crc && agrees(packed, entry.dataBytes) && agrees(plain, entry.dataBytes);
}

/// Finds the data behind the local header, which must tell what the directory tells.
Result<void> locate(Bytes bytes, Record& record) {
    Entry& entry = record.entry;
    const std::string who = quoted(entry.name);
    if (!fits(bytes, entry.headerStart, kLocalBytes)) {
        return damaged("the header of " + who + " lies beyond the end of the file");
    }
    // The first two bytes of the file may be the model's mark instead of "PK".
    const std::uint64_t skipped = entry.headerStart == 0 ? 2 : 0;
    const std::uint32_t signature = numberAt<std::uint32_t>(bytes, entry.headerStart) >> (8 * skipped);
    if (signature != kLocalSignature >> (8 * skipped)) {
        return damaged("the header of " + who + " is not where the table of contents says");
    }
    const std::uint64_t nameBytes = numberAt<std::uint16_t>(bytes, entry.headerStart + 26);
    const std::uint64_t extraBytes = numberAt<std::uint16_t>(bytes, entry.headerStart + 28);
    entry.dataStart = entry.headerStart + kLocalBytes + nameBytes + extraBytes;
    if (!fits(bytes, entry.dataStart, entry.dataBytes)) {
        return damaged(who + " claims " + std::to_string(entry.dataBytes) + " bytes, more than the file has");
    }
    if (textAt(bytes, entry.headerStart + kLocalBytes, static_cast<std::size_t>(nameBytes)) != entry.name ||
        numberAt<std::uint16_t>(bytes, entry.headerStart + 6) != record.flags ||
        numberAt<std::uint16_t>(bytes, entry.headerStart + 8) != record.method || !localSizesAgree(bytes, record)) {
        return damaged("the header of " + who + " contradicts the table of contents");
    }
    entry.end = entry.dataStart + entry.dataBytes;
    if ((record.flags & kFlagDescriptor) != 0) {
        const std::uint64_t size = descriptorBytes(bytes, entry.end, entry);
        if (size == 0) {
            return damaged("the sizes behind the data of " + who + " contradict the table of contents");
        }
        entry.end += size;
    }
    return {};
}

Result<Entry> readEntry(Bytes bytes, std::uint64_t& place, std::uint64_t end) {
    auto record = readRecord(bytes, place, end);
    if (!record) {
        return tl::unexpected(record.error());
    }
    if (auto method = checkMethod(*record); !method) {
        return tl::unexpected(method.error());
    }
    if (auto located = locate(bytes, *record); !located) {
        return tl::unexpected(located.error());
    }
    place += record->recordBytes;
    return record->entry;
}

/// @param limit  where the central directory begins.
Result<void> checkOverlaps(std::span<Entry> entries, std::uint64_t limit) {
    std::ranges::sort(entries, {}, &Entry::headerStart);
    std::uint64_t next = 0;
    for (const Entry& entry : entries) {
        if (entry.headerStart < next) {
            return damaged(quoted(entry.name) + " overlaps the entry before it");
        }
        next = entry.end;
        if (next > limit) {
            return damaged(quoted(entry.name) + " overlaps the table of contents");
        }
    }
    return {};
}

}  // namespace

Result<ZipDirectory> ZipDirectory::read(Bytes bytes, MemoryAllowance& memory) {
    const auto directory = findDirectory(bytes);
    if (!directory) {
        return tl::unexpected(directory.error());
    }
    ZipDirectory zip(bytes, memory);
    zip.entries_.reserve(static_cast<std::size_t>(directory->entries));
    std::uint64_t place = directory->start;
    const std::uint64_t end = directory->start + directory->bytes;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        auto entry = readEntry(bytes, place, end);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        zip.entries_.push_back(*entry);
    }
    if (place != end) {
        return damaged("the archive's table of contents has more than the entries it claims");
    }
    if (auto apart = checkOverlaps(zip.entries_, directory->start); !apart) {
        return tl::unexpected(apart.error());
    }
    std::ranges::sort(zip.entries_, {}, &Entry::name);
    const auto twice = std::ranges::adjacent_find(zip.entries_, {}, &Entry::name);
    if (twice != zip.entries_.end()) {
        return damaged("the archive holds " + quoted(twice->name) + " twice");
    }
    return zip;
}

const Entry* ZipDirectory::find(std::string_view root, std::string_view rest) const {
    const std::string name = std::string(root) + "/" + std::string(rest);
    const auto found = std::ranges::lower_bound(entries_, std::string_view(name), {}, &Entry::name);
    return found != entries_.end() && found->name == name ? &*found : nullptr;
}

Result<std::string_view> ZipDirectory::root() const {
    constexpr std::string_view kPickle = "/data.pkl";
    std::optional<std::string_view> found;
    for (const Entry& entry : entries_) {
        if (!entry.name.ends_with(kPickle)) {
            continue;
        }
        if (found) {
            return damaged("it holds more than one data.pkl");
        }
        found = entry.name.substr(0, entry.name.size() - kPickle.size());
    }
    if (!found) {
        return fail(ErrorCode::Corrupt, "is an archive but no torch checkpoint: it holds no data.pkl",
                    "Check that this is the right file.");
    }
    return *found;
}

Result<Bytes> ZipDirectory::checkedContents(const Entry& entry) const {
    const Bytes data = contents(entry);
    if (crc32(data) != entry.crc) {
        return damaged("the contents of " + quoted(entry.name) + " do not fit their checksum");
    }
    return data;
}

}  // namespace timbre::nets
