// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstring>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/safetensors_header.h"
#include "core/nets/checkpoint_formats.h"

namespace timbre::nets {

namespace {

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "is damaged or no safetensors file: " + why, "Fetch or make the file again.");
}

std::optional<ElementType> elementTypeNamed(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, ElementType>, 10> kKnown{{{"F16", ElementType::F16},
                                                                               {"BF16", ElementType::BF16},
                                                                               {"F32", ElementType::F32},
                                                                               {"F64", ElementType::F64},
                                                                               {"I8", ElementType::I8},
                                                                               {"I16", ElementType::I16},
                                                                               {"I32", ElementType::I32},
                                                                               {"I64", ElementType::I64},
                                                                               {"U8", ElementType::U8},
                                                                               {"BOOL", ElementType::Bool}}};
    const auto* const found = std::ranges::find(kKnown, name, &std::pair<std::string_view, ElementType>::first);
    return found == kKnown.end() ? std::nullopt : std::optional(found->second);
}

/// The strides are filled for dimensions of any extent, as torch has them.
std::vector<std::int64_t> rowMajorStrides(std::span<const std::int64_t> shape) {
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i > 1; --i) {
        strides[i - 2] = strides[i - 1] * std::max<std::int64_t>(shape[i - 1], 1);
    }
    return strides;
}

/// Puts each tensor into the checkpoint as the header names it; their places are checked once all are known.
class Collector final : public SafetensorsSink {
  public:
    Collector(std::span<const std::byte> data, CheckpointContents& contents, MemoryAllowance& memory)
        : data_(data), contents_(contents), memory_(memory), places_(&memory) {}

    bool tensor(SafetensorsEntry entry, std::string& problem) override {
        const auto type = elementTypeNamed(entry.dtypeName);
        if (!type) {
            unsupported = "holds \"" + entry.name + "\" in numbers of the type \"" + entry.dtypeName + "\"";
            problem = unsupported;
            return false;
        }
        const auto bytes = safetensorsBytes(entry.shape, entry.dtypeName);
        if (!bytes) {
            problem = "gives \"" + entry.name + "\" an impossible shape";
            return false;
        }
        if (entry.end < entry.begin || entry.end - entry.begin != *bytes) {
            problem = "gives \"" + entry.name + "\" a shape that does not fit its data_offsets";
            return false;
        }
        if (entry.end > data_.size()) {
            problem = "puts \"" + entry.name + "\" beyond the end of the file";
            return false;
        }
        TensorView view{
            .type = *type,
            .shape = std::move(entry.shape),
            .strides = {},
            .bytes = data_.subspan(static_cast<std::size_t>(entry.begin), static_cast<std::size_t>(*bytes))};
        view.strides = rowMajorStrides(view.shape);
        if (!addTensor(contents_, entry.name, std::move(view), memory_)) {
            problem = "names \"" + entry.name + "\" twice";
            return false;
        }
        const std::string_view kept = contents_.tensors.find(entry.name)->first;
        places_.push_back({.name = kept, .begin = entry.begin, .end = entry.end});
        return true;
    }

    bool metadata(std::string key, std::string value, std::string& problem) override {
        memory_.charge(kMapNodeBytes + sizeof(std::string) + sizeof(ConfigValue) + heapBytesOfText(key.size()) +
                       heapBytesOfText(value.size()));
        const auto [place, fresh] = values_.try_emplace(std::move(key), ConfigValue{std::move(value)});
        if (!fresh) {
            problem = "names the metadata \"" + place->first + "\" twice";
        }
        return fresh;
    }

    /// What is wrong with the places of the tensors, or empty.
    std::string finish() {
        ConfigValue::Dictionary info;
        if (!values_.empty()) {
            info.emplace(kSafetensorsMetadata, ConfigValue{std::move(values_)});
        }
        contents_.info.value = std::move(info);
        return findMisplaced(places_, data_.size());
    }

    std::string unsupported;  ///< Set where the trouble is a number type that this program does not know.

  private:
    std::span<const std::byte> data_;
    CheckpointContents& contents_;
    MemoryAllowance& memory_;
    std::pmr::vector<SafetensorsPlace> places_;
    ConfigValue::Dictionary values_;
};

}  // namespace

Result<CheckpointContents> readMappedSafetensors(std::span<const std::byte> bytes, MemoryAllowance& memory) {
    std::uint64_t headerBytes = 0;
    if (bytes.size() < kSafetensorsPrefixBytes) {
        return damaged("it is too short");
    }
    std::memcpy(&headerBytes, bytes.data(), sizeof(headerBytes));
    const auto rest = bytes.subspan(kSafetensorsPrefixBytes);
    if (headerBytes > kSafetensorsMaximumHeaderBytes || headerBytes > rest.size()) {
        return damaged("its header claims " + std::to_string(headerBytes) + " bytes");
    }
    const auto header = rest.first(static_cast<std::size_t>(headerBytes));
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(header.data())), header.size());
    CheckpointContents contents;
    Collector collector(rest.subspan(header.size()), contents, memory);
    std::string problem;
    if (!parseSafetensorsHeader(text, collector, problem)) {
        if (!collector.unsupported.empty()) {
            return fail(ErrorCode::Unsupported, collector.unsupported, "Convert it to F32 or F16.");
        }
        return damaged("its header " + problem);
    }
    if (const std::string wrong = collector.finish(); !wrong.empty()) {
        return damaged(wrong);
    }
    return contents;
}

}  // namespace timbre::nets
