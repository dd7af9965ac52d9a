// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/nets/checkpoint_formats.h"
#include "core/nets/checkpoint_pickle.h"
#include "core/nets/checkpoint_zip.h"

namespace timbre::nets {

namespace {

// Configurations nest four deep; state dictionaries by modules, once.
constexpr std::size_t kMaximumDepth = 64;
// A part may be referred to from several places (tied weights), but a file whose walk is so much longer than its pickle
// refers to the same parts over and over in order to be slow.
constexpr std::size_t kStepsPerPickleByte = 16;
constexpr std::array<std::string_view, 4> kWeightNames{"weight", "generator", "model", "state_dict"};

Error damage(const std::string& why) {
    return {ErrorCode::Corrupt, "is damaged or hostile: " + why, "Fetch the file again from a source you trust."};
}

bool isMapping(const PickleValue& value) {
    return value.kind == PickleKind::Dictionary || value.kind == PickleKind::Instance;
}

bool isSequence(const PickleValue& value) { return value.kind == PickleKind::List || value.kind == PickleKind::Tuple; }

std::string realText(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

/// Turns what a pickle built into tensors by name and information. Functions return false at trouble, with error() set.
class Harvest {
  public:
    Harvest(const PickleObjects& objects, MemoryAllowance& memory)
        : objects_(objects),
          memory_(memory),
          states_(objects.nodes.size(), State::Unknown, &memory),
          stepsLeft_(objects.text.size() * kStepsPerPickleByte) {}

    Result<CheckpointContents> run() {
        if (!isMapping(objects_.root)) {
            return fail(ErrorCode::Unsupported, "holds something else than a dictionary of tensors",
                        "Check that this is the right file.");
        }
        if (!markTensors(objects_.root, 0)) {
            return tl::unexpected(std::move(error_));
        }
        if (!collect(weights().value_or(objects_.root), {}, 0) || !convert(objects_.root, contents_.info, 0)) {
            return tl::unexpected(std::move(error_));
        }
        return std::move(contents_);
    }

  private:
    enum class State : std::uint8_t { Unknown, Open, Plain, HoldsTensors };

    bool refuse(const std::string& why) {
        error_ = damage(why);
        return false;
    }

    bool enter(std::size_t depth, std::size_t items) {
        if (depth > kMaximumDepth) {
            return refuse("it nests deeper than " + std::to_string(kMaximumDepth) + " levels");
        }
        if (items > stepsLeft_) {
            return refuse("it refers to the same parts too often");
        }
        stepsLeft_ -= items;
        return true;
    }

    [[nodiscard]] bool holdsTensors(const PickleValue& value) const {
        return value.kind == PickleKind::Tensor || (isMapping(value) && states_[value.index()] == State::HoldsTensors);
    }

    /// Finds out, once for each node, below which dictionaries there are tensors, and that nothing holds itself.
    bool markTensors(const PickleValue& value, std::size_t depth) {
        if (!isMapping(value) && !isSequence(value)) {
            return true;
        }
        State& state = states_[value.index()];
        if (state == State::Open) {
            return refuse("a list or dictionary in it contains itself");
        }
        if (state != State::Unknown) {
            return true;
        }
        const auto& items = objects_.nodeOf(value).items;
        if (!enter(depth, items.size())) {
            return false;
        }
        state = State::Open;
        bool found = false;
        for (const PickleValue& item : items) {
            if (!markTensors(item, depth + 1)) {
                return false;
            }
            found = found || holdsTensors(item);
        }
        state = found && isMapping(value) ? State::HoldsTensors : State::Plain;
        return true;
    }

    bool keyText(const PickleValue& key, std::string& text) {
        switch (key.kind) {
            case PickleKind::Text:
                text = objects_.textOf(key);
                return true;
            case PickleKind::Integer:
                text = std::to_string(key.integer());
                return true;
            case PickleKind::Real:
                text = realText(key.real());
                return true;
            default:
                return refuse("a dictionary in it has a key that is neither text nor a number");
        }
    }

    /// The only dictionary of tensors with one of the usual names at the top, if there is exactly one.
    [[nodiscard]] std::optional<PickleValue> weights() const {
        std::optional<PickleValue> found;
        const auto& items = objects_.nodeOf(objects_.root).items;
        for (std::size_t i = 0; i < items.size(); i += 2) {
            const bool named = items[i].kind == PickleKind::Text &&
                               std::ranges::find(kWeightNames, objects_.textOf(items[i])) != kWeightNames.end();
            if (!named || !isMapping(items[i + 1]) || !holdsTensors(items[i + 1])) {
                continue;
            }
            if (found) {
                return std::nullopt;
            }
            found = items[i + 1];
        }
        return found;
    }

    bool collect(const PickleValue& from, const std::string& prefix, std::size_t depth) {
        const auto& items = objects_.nodeOf(from).items;
        if (!enter(depth, items.size())) {
            return false;
        }
        for (std::size_t i = 0; i < items.size(); i += 2) {
            const PickleValue& value = items[i + 1];
            if (!holdsTensors(value)) {
                continue;
            }
            std::string name;
            if (!keyText(items[i], name)) {
                return false;
            }
            name.insert(0, prefix);
            const bool done =
                value.kind == PickleKind::Tensor ? add(std::move(name), value) : collect(value, name + ".", depth + 1);
            if (!done) {
                return false;
            }
        }
        return true;
    }

    bool add(std::string name, const PickleValue& value) {
        const PickleTensor& tensor = objects_.tensors[value.index()];
        TensorView view{.type = tensor.type,
                        .shape = numbers(tensor.shape),
                        .strides = numbers(tensor.strides),
                        .bytes = tensor.bytes};
        const std::string shown = name.substr(0, 200);
        return addTensor(contents_, std::move(name), std::move(view), memory_) ||
               refuse("it names the tensor \"" + shown + "\" twice");
    }

    [[nodiscard]] std::vector<std::int64_t> numbers(std::uint32_t node) const {
        const auto& items = objects_.nodes[node].items;
        std::vector<std::int64_t> values(items.size());
        std::ranges::transform(items, values.begin(), &PickleValue::integer);
        return values;
    }

    bool convert(const PickleValue& value, ConfigValue& into, std::size_t depth) {
        switch (value.kind) {
            case PickleKind::None:
                return true;
            case PickleKind::Bool:
                into.value = value.bits != 0;
                return true;
            case PickleKind::Integer:
                into.value = value.integer();
                return true;
            case PickleKind::Real:
                into.value = value.real();
                return true;
            case PickleKind::Text:
                memory_.charge(heapBytesOfText(value.textBytes));
                into.value.emplace<std::string>(objects_.textOf(value));
                return true;
            case PickleKind::List:
            case PickleKind::Tuple:
                return convertList(value, into.value.emplace<ConfigValue::List>(), depth);
            case PickleKind::Dictionary:
            case PickleKind::Instance:
                return convertDictionary(value, into.value.emplace<ConfigValue::Dictionary>(), depth);
            case PickleKind::Tensor:  // In a list: its place stays, for those of the others.
                return true;
            case PickleKind::Global:
            case PickleKind::Storage:
                break;
        }
        return refuse("it has a class or a storage where a value should be");
    }

    bool convertList(const PickleValue& value, ConfigValue::List& into, std::size_t depth) {
        const auto& items = objects_.nodeOf(value).items;
        if (!enter(depth, items.size())) {
            return false;
        }
        memory_.charge(items.size() * sizeof(ConfigValue));
        into.resize(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!convert(items[i], into[i], depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Without the tensors, and without the dictionaries that hold nothing else.
    bool convertDictionary(const PickleValue& value, ConfigValue::Dictionary& into, std::size_t depth) {
        const auto& items = objects_.nodeOf(value).items;
        if (!enter(depth, items.size())) {
            return false;
        }
        for (std::size_t i = 0; i < items.size(); i += 2) {
            if (items[i + 1].kind == PickleKind::Tensor) {
                continue;
            }
            std::string key;
            if (!keyText(items[i], key)) {
                return false;
            }
            memory_.charge(kMapNodeBytes + sizeof(std::string) + sizeof(ConfigValue) + heapBytesOfText(key.size()));
            const auto [place, fresh] = into.try_emplace(std::move(key));
            if (!fresh) {
                return refuse("a dictionary in it names \"" + place->first.substr(0, 200) + "\" twice");
            }
            if (!convert(items[i + 1], place->second, depth + 1)) {
                return false;
            }
            const auto* const inner = std::get_if<ConfigValue::Dictionary>(&place->second.value);
            if (inner != nullptr && inner->empty() && holdsTensors(items[i + 1])) {
                into.erase(place);
            }
        }
        return true;
    }

    const PickleObjects& objects_;
    MemoryAllowance& memory_;
    std::pmr::vector<State> states_;  ///< Of each node.
    std::size_t stepsLeft_;
    CheckpointContents contents_;
    Error error_;
};

/// The archive's own notes: a version that torch reads, and little-endian numbers.
Result<void> checkNotes(const ZipDirectory& zip, std::string_view root) {
    const auto note = [&](std::string_view name) -> Result<std::optional<std::string>> {
        const ZipDirectory::Entry* const entry = zip.find(root, name);
        if (entry == nullptr) {
            return std::nullopt;
        }
        const auto bytes = zip.checkedContents(*entry);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        constexpr std::size_t kShown = 32;
        const auto* const text = static_cast<const char*>(static_cast<const void*>(bytes->data()));
        return std::string(text, std::min(bytes->size(), kShown));
    };
    const auto order = note("byteorder");
    const auto version = note("version");
    if (!order || !version) {
        return tl::unexpected(order ? version.error() : order.error());
    }
    if (order->has_value() && **order != "little") {
        return fail(ErrorCode::Unsupported, "has numbers in the byte order \"" + **order + "\"",
                    "Save it again on an ordinary (little-endian) computer.");
    }
    constexpr int kOldest = 1;
    constexpr int kNewest = 10;  // torch's kMaxSupportedFileFormatVersion
    const std::string text = version->value_or("");
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (number < kOldest || number > kNewest) {
        return tl::unexpected(damage("its version entry is missing or names no version of torch's format"));
    }
    return {};
}

}  // namespace

Result<CheckpointContents> readTorchArchive(std::span<const std::byte> bytes, MemoryAllowance& memory) {
    const auto zip = ZipDirectory::read(bytes, memory);
    if (!zip) {
        return tl::unexpected(zip.error());
    }
    const auto root = zip->root();
    if (!root) {
        return tl::unexpected(root.error());
    }
    if (zip->find(*root, "constants.pkl") != nullptr) {
        return fail(ErrorCode::Unsupported, "is a TorchScript program, not a checkpoint",
                    "Save its state_dict() with torch.save.");
    }
    if (auto notes = checkNotes(*zip, *root); !notes) {
        return tl::unexpected(notes.error());
    }
    const auto pickle = zip->checkedContents(*zip->find(*root, "data.pkl"));
    if (!pickle) {
        return tl::unexpected(pickle.error());
    }
    const auto objects = readPickle(*pickle, *zip, *root, memory);
    if (!objects) {
        return tl::unexpected(objects.error());
    }
    return Harvest(*objects, memory).run();
}

}  // namespace timbre::nets
