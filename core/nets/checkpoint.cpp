// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/base/files.h"
#include "core/base/mapped_file.h"
#include "core/nets/checkpoint_formats.h"
#include "core/nets/checkpoint_memory.h"

namespace timbre::nets {

namespace {

using Bytes = std::span<const std::byte>;

enum class Format { TorchArchive, Safetensors, OldTorch, CutShort, Unknown };

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Tells the format by the first bytes.
Format formatOf(Bytes bytes) {
    constexpr std::size_t kLooked = 16;
    const std::string_view start(static_cast<const char*>(static_cast<const void*>(bytes.data())),
                                 std::min(bytes.size(), kLooked));
    const bool marked = start.size() >= 2 && isDigit(start[0]) && isDigit(start[1]);
    const bool archive = start.starts_with("PK") || (marked && start.substr(2).starts_with("\x03\x04"));
    if (archive) {
        return Format::TorchArchive;
    }
    constexpr std::size_t kFirstOfHeader = 8;
    if (start.size() > kFirstOfHeader && start[kFirstOfHeader] == '{') {
        return Format::Safetensors;
    }
    if (start.size() >= 2 && start[0] == '\x80' && start[1] >= 2 && start[1] <= 5) {
        return Format::OldTorch;
    }
    return marked ? Format::CutShort : Format::Unknown;
}

Result<CheckpointContents> readContents(Bytes bytes, MemoryAllowance& memory) {
    switch (formatOf(bytes)) {
        case Format::TorchArchive:
            return readTorchArchive(bytes, memory);
        case Format::Safetensors:
            return readMappedSafetensors(bytes, memory);
        case Format::OldTorch:
            return fail(ErrorCode::Unsupported, "is in torch's format from before version 1.6 (a bare pickle)",
                        "Load it with torch.load and save it again with torch.save, or convert it to .safetensors.");
        case Format::CutShort:
            return fail(ErrorCode::Corrupt, "begins with the mark of a voice model but no archive follows it",
                        "Fetch or make the file again.");
        case Format::Unknown:
            break;
    }
    return fail(ErrorCode::Corrupt, "is neither a torch checkpoint nor a .safetensors file",
                "Check that this is the right file.");
}

/// The steps' own words, behind the file's name.
tl::unexpected<Error> named(const std::filesystem::path& path, Error error) {
    error.detail.insert(0, displayPath(path) + " ");
    return tl::unexpected(std::move(error));
}

Result<CheckpointContents> readWithin(Bytes bytes) {
    try {
        MemoryAllowance memory(bytes.size());
        return readContents(bytes, memory);
    } catch (const MemoryAllowanceSpent&) {
        return fail(ErrorCode::Corrupt,
                    "is damaged or hostile: its names and structure would take more memory than the whole file",
                    "Fetch the file again from a source you trust.");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "needs more memory than there is", "Close other programs.");
    }
}

}  // namespace

std::size_t bytesOf(ElementType type) noexcept {
    switch (type) {
        case ElementType::F64:
        case ElementType::I64:
            return 8;
        case ElementType::F32:
        case ElementType::I32:
            return 4;
        case ElementType::F16:
        case ElementType::BF16:
        case ElementType::I16:
            return 2;
        case ElementType::I8:
        case ElementType::U8:
        case ElementType::Bool:
            break;
    }
    return 1;
}

std::int64_t TensorView::elements() const noexcept {
    if (std::ranges::find(shape, 0) != shape.end()) {
        return 0;  // Extents beside a zero may be of any size.
    }
    std::int64_t count = 1;
    for (const std::int64_t extent : shape) {
        count *= extent;
    }
    return count;
}

bool TensorView::contiguous() const noexcept {
    if (std::ranges::find(shape, 0) != shape.end()) {
        return true;
    }
    std::int64_t expected = 1;
    for (std::size_t i = shape.size(); i > 0; --i) {
        if (shape[i - 1] != 1 && strides[i - 1] != expected) {
            return false;
        }
        expected *= shape[i - 1];
    }
    return true;
}

const ConfigValue* ConfigValue::at(std::string_view path) const {
    const ConfigValue* here = this;
    while (here != nullptr && !path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string step(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
        const auto* const members = std::get_if<Dictionary>(&here->value);
        const auto found = members != nullptr ? members->find(step) : Dictionary::const_iterator();
        here = members != nullptr && found != members->end() ? &found->second : nullptr;
    }
    return here;
}

std::int64_t ConfigValue::integerOr(std::string_view path, std::int64_t otherwise) const {
    const ConfigValue* const found = at(path);
    const auto* const number = found != nullptr ? std::get_if<std::int64_t>(&found->value) : nullptr;
    return number != nullptr ? *number : otherwise;
}

double ConfigValue::numberOr(std::string_view path, double otherwise) const {
    const ConfigValue* const found = at(path);
    if (found == nullptr) {
        return otherwise;
    }
    if (const auto* const whole = std::get_if<std::int64_t>(&found->value)) {
        return static_cast<double>(*whole);
    }
    const auto* const real = std::get_if<double>(&found->value);
    return real != nullptr ? *real : otherwise;
}

std::string ConfigValue::textOr(std::string_view path, std::string otherwise) const {
    const ConfigValue* const found = at(path);
    const auto* const text = found != nullptr ? std::get_if<std::string>(&found->value) : nullptr;
    return text != nullptr ? *text : std::move(otherwise);
}

bool addTensor(CheckpointContents& contents, std::string name, TensorView view, MemoryAllowance& memory) {
    memory.charge(kMapNodeBytes + sizeof(std::string) + sizeof(TensorView) + heapBytesOfText(name.size()) +
                  (view.shape.size() + view.strides.size()) * sizeof(std::int64_t));
    return contents.tensors.try_emplace(std::move(name), std::move(view)).second;
}

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path) {
    auto file = MappedFile::open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const Bytes bytes = (*file)->bytes();
    auto contents = readWithin(bytes);
    if (!contents) {
        return named(path, std::move(contents.error()));
    }
    // The beginning of a safetensors file is a length, which may look like anything.
    const bool archive = formatOf(bytes) == Format::TorchArchive;
    const std::string_view head(static_cast<const char*>(static_cast<const void*>(bytes.data())), archive ? 2 : 0);
    return Checkpoint{.path = path,
                      .fileBytes = bytes.size(),
                      .head = std::string(head),
                      .tensors = std::move(contents->tensors),
                      .info = std::move(contents->info),
                      .mapping = *file};
}

}  // namespace timbre::nets
