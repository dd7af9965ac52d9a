// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/base/files.h"
#include "core/base/half_float.h"
#include "core/base/safetensors_header.h"

namespace timbre {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "safetensors data is little-endian");

namespace {

constexpr std::size_t kPrefixBytes = 8;
// The format's own limit; it keeps a lying length from asking for more memory than any real header needs.
constexpr std::uint64_t kMaximumHeaderBytes = 100'000'000;

enum class Dtype { F32, F16, BF16, F64 };

std::size_t bytesOf(Dtype dtype) {
    switch (dtype) {
        case Dtype::F64:
            return 8;
        case Dtype::F32:
            return 4;
        default:
            return 2;
    }
}

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

/// Number of elements, or nullopt where it does not fit 63 bits.
std::optional<std::uint64_t> elementCount(std::span<const std::int64_t> shape) {
    std::uint64_t count = 1;
    for (const std::int64_t extent : shape) {
        if (extent < 0) {
            return std::nullopt;
        }
        if (extent > 0 && count > std::numeric_limits<std::int64_t>::max() / static_cast<std::uint64_t>(extent)) {
            return std::nullopt;
        }
        count *= static_cast<std::uint64_t>(extent);
    }
    return count;
}

/// Sorts the entries by place and checks that they are the data section, without gap or overlap.
Result<void> checkPlaces(const fs::path& path, std::vector<SafetensorsEntry>& entries, std::uint64_t dataBytes) {
    std::ranges::sort(entries, [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::uint64_t next = 0;
    for (const SafetensorsEntry& entry : entries) {
        const std::string who = "the tensor \"" + entry.name + "\"";
        const auto dtype = dtypeNamed(entry.dtypeName);
        if (!dtype) {
            return fail(ErrorCode::Unsupported,
                        who + " in " + displayPath(path) + " has the number type \"" + entry.dtypeName + "\"",
                        "Convert it to F32.");
        }
        const auto count = elementCount(entry.shape);
        const std::uint64_t size = bytesOf(*dtype);
        if (!count || *count > std::numeric_limits<std::int64_t>::max() / size) {
            return corrupt(path, who + " has an impossible shape");
        }
        if (entry.end < entry.begin || entry.end - entry.begin != *count * size) {
            return corrupt(path, who + " has a shape that does not fit its data_offsets");
        }
        if (entry.begin < next) {
            return corrupt(path, who + " overlaps another one");
        }
        if (entry.begin > next) {
            return corrupt(path, "there are unused bytes before " + who);
        }
        if (entry.end > dataBytes) {
            return corrupt(path, who + " lies beyond the end of the file");
        }
        next = entry.end;
    }
    if (next != dataBytes) {
        return corrupt(path, "there are unused bytes after the last tensor");
    }
    return {};
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
    const std::size_t size = bytesOf(dtype);
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

Result<SafetensorsHeader> readHeader(const fs::path& path, std::istream& stream, std::uint64_t fileBytes) {
    std::uint64_t headerBytes = 0;
    std::array<char, kPrefixBytes> prefix{};
    if (fileBytes < kPrefixBytes || !stream.read(prefix.data(), prefix.size())) {
        return corrupt(path, "it is too short");
    }
    std::memcpy(&headerBytes, prefix.data(), prefix.size());
    if (headerBytes > kMaximumHeaderBytes || headerBytes > fileBytes - kPrefixBytes) {
        return corrupt(path, "its header claims " + std::to_string(headerBytes) + " bytes");
    }
    std::string text(static_cast<std::size_t>(headerBytes), '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size()))) {
        return corrupt(path, "its header is cut short");
    }
    std::string problem;
    auto header = parseSafetensorsHeader(text, problem);
    if (!header) {
        return corrupt(path, "its header " + problem);
    }
    if (auto places = checkPlaces(path, header->entries, fileBytes - kPrefixBytes - headerBytes); !places) {
        return tl::unexpected(places.error());
    }
    return std::move(*header);
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
    text.append((kPrefixBytes - text.size() % kPrefixBytes) % kPrefixBytes,
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
        return fail(
            ErrorCode::Corrupt,
            "the tensor \"" + name + "\" has the shape " + listText(tensor.shape, ", ") + ", not " + listText(shape, ", "),
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
        tensor.values = std::vector<float>(static_cast<std::size_t>(entry.end - entry.begin) / bytesOf(dtype));
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
        const auto count = elementCount(tensor.shape);
        if (name == kSafetensorsMetadata || !count || *count != tensor.values.size() ||
            tensor.shape.size() > kSafetensorsMaximumRank) {
            return fail(ErrorCode::InvalidInput,
                        "the tensor \"" + name + "\" has the shape " + listText(tensor.shape, ", ") + " but " +
                            std::to_string(tensor.values.size()) + " values or a reserved name");
        }
        dataBytes += tensor.values.size() * sizeof(float);
    }
    const std::string header = headerText(file);
    const std::uint64_t headerBytes = header.size();
    std::string bytes(kPrefixBytes, '\0');
    std::memcpy(bytes.data(), &headerBytes, kPrefixBytes);
    bytes.reserve(kPrefixBytes + header.size() + dataBytes);
    bytes += header;
    for (const auto& [name, tensor] : file.tensors) {
        bytes.append(static_cast<const char*>(static_cast<const void*>(tensor.values.data())),
                     tensor.values.size() * sizeof(float));
    }
    return writeFileAtomically(path, bytes);
}

}  // namespace timbre
