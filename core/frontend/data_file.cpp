// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/data_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/base/files.h"

namespace timbre::frontend {

static_assert(std::endian::native == std::endian::little, "data files are little-endian");

namespace {

constexpr std::string_view kMagic = "TIMBREFD";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kMostSections =
    1024;  // Far more than any language has; bounds what a damaged file can ask for.
constexpr std::size_t kNameBytes = 24;

struct Head {
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t sections;
};

struct Entry {
    std::array<char, kNameBytes> name;
    std::uint64_t offset;
    std::uint64_t size;
};

static_assert(sizeof(Head) == 16 && sizeof(Entry) == 40);

}  // namespace

Result<DataFile> DataFile::open(const std::filesystem::path& path) {
    DataFile data;
    data.path_ = path;
    auto file = MappedFile::open(path);
    if (!file) {
        if (file.error().code == ErrorCode::NotFound)
            return fail(ErrorCode::ModelMissing, "the language data " + displayPath(path) + " is not installed",
                        "Run `make setup`, which fetches and makes it.");
        return tl::unexpected(file.error());
    }
    data.file_ = std::move(*file);
    if (const auto read = data.readHeader(); !read)
        return tl::unexpected(read.error());
    return data;
}

Result<void> DataFile::readHeader() {
    const auto bytes = file_->bytes();
    Head head{};
    if (bytes.size() < sizeof(Head))
        return damaged("it is too short");
    std::memcpy(&head, bytes.data(), sizeof(Head));
    if (std::string_view(head.magic.data(), head.magic.size()) != kMagic)
        return damaged("it does not begin as such files do");
    if (head.version != kVersion)
        return damaged("its version is " + std::to_string(head.version) + ", not " + std::to_string(kVersion));
    if (head.sections > kMostSections || bytes.size() - sizeof(Head) < head.sections * sizeof(Entry))
        return damaged("its table of sections is cut short");
    sections_.reserve(head.sections);
    for (std::uint32_t i = 0; i < head.sections; ++i) {
        const auto* const at = bytes.data() + sizeof(Head) + i * sizeof(Entry);
        Entry entry{};
        std::memcpy(&entry, at, sizeof(Entry));
        const auto* const name = reinterpret_cast<const char*>(at);
        const std::string_view shown(name, static_cast<std::size_t>(std::find(name, name + kNameBytes, '\0') - name));
        if (entry.offset % kAlignment != 0 || entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset)
            return damaged("section " + std::to_string(i + 1) + " lies outside of it");
        if (shown.empty() || find(shown) != nullptr)
            return damaged("section " + std::to_string(i + 1) + " has no name of its own");
        sections_.push_back({.name = shown, .bytes = bytes.subspan(entry.offset, entry.size)});
    }
    return {};
}

Result<std::string_view> DataFile::text(std::string_view name) const {
    const auto raw = section<char>(name);
    if (!raw)
        return tl::unexpected(raw.error());
    return std::string_view(raw->data(), raw->size());
}

tl::unexpected<Error> DataFile::damaged(const std::string& why) const {
    return fail(ErrorCode::Corrupt,
                "the language data " + displayPath(path_) + " is damaged or of another version: " + why,
                "Run `make setup` again, which makes it anew.");
}

const DataFile::Section* DataFile::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(sections_, name, &Section::name);
    return found == sections_.end() ? nullptr : &*found;
}

Result<std::span<const std::byte>> DataFile::bytes(std::string_view name, std::size_t elementSize) const {
    const Section* const found = find(name);
    if (found == nullptr)
        return damaged("it has no section \"" + std::string(name) + "\"");
    if (found->bytes.size() % elementSize != 0)
        return damaged("the size of section \"" + std::string(name) + "\" is no multiple of " +
                       std::to_string(elementSize));
    return found->bytes;
}

Result<StringTable> StringTable::open(const DataFile& file, std::string_view name) {
    const auto starts = file.section<std::uint32_t>(std::string(name) + ".at");
    if (!starts)
        return tl::unexpected(starts.error());
    const auto text = file.text(std::string(name) + ".text");
    if (!text)
        return tl::unexpected(text.error());
    StringTable table;
    table.starts_ = *starts;
    table.text_ = *text;
    return table;
}

std::string_view StringTable::operator[](std::size_t index) const noexcept {
    const std::size_t first = starts_[index];
    const std::size_t last = starts_[index + 1];
    return first <= last && last <= text_.size() ? text_.substr(first, last - first) : std::string_view{};
}

std::optional<std::size_t> StringTable::find(std::string_view wanted) const noexcept {
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const int order = (*this)[middle].compare(wanted);
        if (order == 0)
            return middle;
        (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return std::nullopt;
}

}  // namespace timbre::frontend
