// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "core/base/files.h"
#include "core/base/half_float.h"
#include "core/base/safetensors_header.h"

namespace timbre {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "safetensors data is little-endian");

namespace {

enum class Dtype { F32, F16, BF16, F64 };

tl::unexpected<Error> corrupt(const fs::path& path, const std::string& why) {
    return fail(ErrorCode::Corrupt, displayPath(path) + " is damaged or not a safetensors file: " + why,
                "Fetch or make the file again.");
}

std::optional<Dtype> dtypeNamed(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Dtype>, 4> kKnown{
        {{"F32", Dtype::F32}, {"F16", Dtype::F16}, {"BF16", Dtype::BF16}, {"F64", Dtype::F64}}};
    for (const auto& [known, dtype] : kKnown) {
        if (known == name) {
            return dtype;
        }
    }
    return std::nullopt;
}

struct Header {
    std::vector<SafetensorsEntry> entries;  ///< In the order of the data once checked.
    std::map<std::string, std::string> metadata;
};

class HeaderSink final : public SafetensorsSink {
  public:
    explicit HeaderSink(Header& header) : header_(header) {}

    bool tensor(SafetensorsEntry entry, std::string& problem) override {
        if (!names_.insert(entry.name).second) {
            problem = "names \"" + entry.name + "\" twice";
            return false;
        }
        header_.entries.push_back(std::move(entry));
        return true;
    }

    bool metadata(std::string key, std::string value, std::string& problem) override {
        const auto [place, fresh] = header_.metadata.try_emplace(std::move(key), std::move(value));
        if (!fresh) {
            problem = "names the metadata \"" + place->first + "\" twice";
        }
        return fresh;
    }

  private:
    Header& header_;
    std::set<std::string> names_;
};

/// Puts the entries into the order of the data and checks that they are the data section.
Result<void> checkEntries(const fs::path& path, std::vector<SafetensorsEntry>& entries, std::uint64_t dataBytes) {
    std::ranges::sort(entries, [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::vector<SafetensorsPlace> places;
    places.reserve(entries.size());
    for (const SafetensorsEntry& entry : entries) {
        const std::string who = "the tensor \"" + entry.name + "\"";
        if (!dtypeNamed(entry.dtypeName)) {
            return fail(ErrorCode::Unsupported,
                        who + " in " + displayPath(path) + " has the number type \"" + entry.dtypeName + "\"",
                        "Convert it to F32.");
        }
        const auto bytes = safetensorsBytes(entry.shape, entry.dtypeName);
        if (!bytes) {
            return corrupt(path, who + " has an impossible shape");
        }
        if (entry.end < entry.begin || entry.end - entry.begin != *bytes) {
            return corrupt(path, who + " has a shape that does not fit its data_offsets");
        }
        places.push_back({.name = entry.name, .begin = entry.begin, .end = entry.end});
    }
    const std::string wrong = findMisplaced(places, dataBytes);
    return wrong.empty() ? Result<void>() : corrupt(path, wrong);
}

template <typename Stored, typename Convert>
void convertBlock(const char* bytes, std::span<float> out, Convert convert) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        Stored stored;
        std::memcpy(&stored, bytes + i * sizeof(Stored), sizeof(Stored));
        out[i] = convert(stored);
    }
}

void convertBlock(Dtype dtype, const char* bytes, std::span<float> out) {
    switch (dtype) {
        case Dtype::F32:
            std::memcpy(out.data(), bytes, out.size_bytes());
            break;
        case Dtype::F16:
            convertBlock<std::uint16_t>(bytes, out, floatFromHalf);
            break;
        case Dtype::BF16:
            convertBlock<std::uint16_t>(bytes, out, floatFromBfloat);
            break;
        case Dtype::F64:
            convertBlock<double>(bytes, out, [](double stored) { return static_cast<float>(stored); });
            break;
    }
}

/// Fills `out` from the stream's present place, a block at a time, so that no second copy of the file is held.
bool readValues(std::istream& stream, Dtype dtype, std::span<float> out) {
    if (dtype == Dtype::F32 && !out.empty()) {
        // The bytes of a float array are what the file holds.
        return static_cast<bool>(stream.read(static_cast<char*>(static_cast<void*>(out.data())),
                                             static_cast<std::streamsize>(out.size_bytes())));
    }
    const std::size_t size = dtype == Dtype::F64 ? 8 : 2;
    std::vector<char> block(std::min<std::size_t>(out.size(), 1U << 16U) * size);
    while (!out.empty()) {
        const std::size_t count = std::min(out.size(), block.size() / size);
        if (!stream.read(block.data(), static_cast<std::streamsize>(count * size))) {
            return false;
        }
        convertBlock(dtype, block.data(), out.first(count));
        out = out.subspan(count);
    }
    return true;
}

Result<Header> readHeader(const fs::path& path, std::istream& stream, std::uint64_t fileBytes) {
    std::uint64_t headerBytes = 0;
    std::array<char, kSafetensorsPrefixBytes> prefix{};
    if (fileBytes < kSafetensorsPrefixBytes || !stream.read(prefix.data(), prefix.size())) {
        return corrupt(path, "it is too short");
    }
    std::memcpy(&headerBytes, prefix.data(), prefix.size());
    if (headerBytes > kSafetensorsMaximumHeaderBytes || headerBytes > fileBytes - kSafetensorsPrefixBytes) {
        return corrupt(path, "its header claims " + std::to_string(headerBytes) + " bytes");
    }
    std::string text(static_cast<std::size_t>(headerBytes), '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size()))) {
        return corrupt(path, "its header is cut short");
    }
    std::string problem;
    Header header;
    HeaderSink sink(header);
    if (!parseSafetensorsHeader(text, sink, problem)) {
        return corrupt(path, "its header " + problem);
    }
    if (auto places = checkEntries(path, header.entries, fileBytes - kSafetensorsPrefixBytes - headerBytes); !places) {
        return tl::unexpected(places.error());
    }
    return header;
}

std::string quoted(const std::string& text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (code < 0x20) {
            out += "\\u00";
            out += {kHex[code >> 4U], kHex[code & 0xFU]};
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string listText(std::span<const std::int64_t> values, const char* separator) {
    std::string text = "[";
    for (const std::int64_t value : values) {
        text.append(text.size() > 1 ? separator : "").append(value < 0 ? "any" : std::to_string(value));
    }
    return text.append("]");
}

std::string headerText(const TensorFile& file) {
    std::string text = "{";
    if (!file.metadata.empty()) {
        text.append(quoted(std::string(kSafetensorsMetadata))).append(":{");
        for (const auto& [key, value] : file.metadata) {
            text.append(text.back() == '{' ? "" : ",").append(quoted(key)).append(":").append(quoted(value));
        }
        text.append("}");
    }
    std::int64_t place = 0;
    for (const auto& [name, tensor] : file.tensors) {
        const auto end = place + static_cast<std::int64_t>(tensor.values.size() * sizeof(float));
        text.append(text.size() > 1 ? "," : "").append(quoted(name));
        text.append(R"(:{"dtype":"F32","shape":)").append(listText(tensor.shape, ","));
        text.append(R"(,"data_offsets":)").append(listText(std::array{place, end}, ",")).append("}");
        place = end;
    }
    text.append("}");
    text.append((kSafetensorsPrefixBytes - text.size() % kSafetensorsPrefixBytes) % kSafetensorsPrefixBytes,
                ' ');  // Keeps the data aligned for mapping.
    return text;
}

}  // namespace

Result<const FloatTensor*> TensorFile::find(const std::string& name, std::span<const std::int64_t> shape) const {
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
        return fail(ErrorCode::ModelMissing, "the tensor \"" + name + "\" is missing",
                    "Check that this is the right file for the model.");
    }
    const FloatTensor& tensor = found->second;
    const bool fits = std::ranges::equal(
        tensor.shape, shape, [](std::int64_t has, std::int64_t wanted) { return wanted < 0 || has == wanted; });
    if (!fits) {
        return fail(ErrorCode::Corrupt,
                    "the tensor \"" + name + "\" has the shape " + listText(tensor.shape, ", ") + ", not " +
                        listText(shape, ", "),
                    "Check that this is the right file for the model.");
    }
    return &tensor;
}

Result<TensorFile> readSafetensors(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    }
    if (!fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is not a regular file", "Name a .safetensors file.");
    }
    const std::uint64_t fileBytes = fs::file_size(path, error);
    std::ifstream stream(path, std::ios::binary);
    if (error || !stream) {
        return fail(ErrorCode::Io, "cannot open " + displayPath(path), "Check that you may read it.");
    }
    auto header = readHeader(path, stream, fileBytes);
    if (!header) {
        return tl::unexpected(header.error());
    }
    TensorFile file;
    file.metadata = std::move(header->metadata);
    for (SafetensorsEntry& entry : header->entries) {  // In the order of the data, so the stream only moves forward.
        const Dtype dtype = *dtypeNamed(entry.dtypeName);
        FloatTensor tensor;
        tensor.shape = std::move(entry.shape);
        tensor.values = std::vector<float>(static_cast<std::size_t>(entry.end - entry.begin) /
                                           *safetensorsElementBytes(entry.dtypeName));
        if (!readValues(stream, dtype, tensor.values)) {
            return corrupt(path, "the data of \"" + entry.name + "\" is cut short");
        }
        file.tensors.emplace(std::move(entry.name), std::move(tensor));
    }
    return file;
}

Result<void> writeSafetensors(const fs::path& path, const TensorFile& file) {
    std::size_t dataBytes = 0;
    for (const auto& [name, tensor] : file.tensors) {
        if (name == kSafetensorsMetadata ||
            safetensorsBytes(tensor.shape, "F32") != tensor.values.size() * sizeof(float) ||
            tensor.shape.size() > kSafetensorsMaximumRank) {
            return fail(ErrorCode::InvalidInput,
                        "the tensor \"" + name + "\" has the shape " + listText(tensor.shape, ", ") + " but " +
                            std::to_string(tensor.values.size()) + " values or a reserved name");
        }
        dataBytes += tensor.values.size() * sizeof(float);
    }
    const std::string header = headerText(file);
    const std::uint64_t headerBytes = header.size();
    std::string bytes(kSafetensorsPrefixBytes, '\0');
    std::memcpy(bytes.data(), &headerBytes, kSafetensorsPrefixBytes);
    bytes.reserve(kSafetensorsPrefixBytes + header.size() + dataBytes);
    bytes += header;
    for (const auto& [name, tensor] : file.tensors) {
        bytes.append(static_cast<const char*>(static_cast<const void*>(tensor.values.data())),
                     tensor.values.size() * sizeof(float));
    }
    return writeFileAtomically(path, bytes);
}

}  // namespace timbre
