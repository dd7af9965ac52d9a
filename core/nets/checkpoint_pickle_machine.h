// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the checkpoint reader: the machine that follows a pickle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/utf8.h"
#include "core/nets/checkpoint_pickle.h"

namespace timbre::nets {

enum class PickleCallable { RebuildTensor, RebuildParameter, OrderedDict, Storage, Unknown };

struct PickleGlobal {
    PickleCallable callable = PickleCallable::Unknown;
    ElementType type = ElementType::F32;  ///< Of a Storage.
    std::string_view module{};
    std::string_view name{};

    [[nodiscard]] std::string fullName() const {
        return std::string(module.substr(0, 100)) + "." + std::string(name.substr(0, 100));
    }
};

struct PickleStorage {
    ElementType type = ElementType::F32;
    std::uint64_t elements = 0;
    std::span<const std::byte> bytes{};
};

/// The machine that a pickle is written for: a stack with marks, and a memo. Every function returns false at the first
/// thing that does not belong, with error() set.
class PickleMachine {
  public:
    PickleMachine(std::string_view pickle, const ZipDirectory& zip, std::string_view root, MemoryAllowance& memory)
        : text_(pickle),
          zip_(zip),
          root_(root),
          memory_(memory),
          objects_(pickle, memory),
          stack_(&memory),
          memo_(&memory),
          marks_(&memory),
          globals_(&memory),
          storages_(&memory) {}

    Result<PickleObjects> run();

  private:
    static constexpr std::size_t kMaximumTextBytes = std::size_t{16} << 20U;
    using Kind = PickleKind;
    using Value = PickleValue;
    using Items = std::span<const Value>;
    using Callable = PickleCallable;
    using Global = PickleGlobal;
    using Storage = PickleStorage;

    bool refuse(const std::string& why, ErrorCode code = ErrorCode::Corrupt);

    // ---- bytes of the pickle

    bool bytes(std::uint64_t count, std::string_view& taken);

    /// Little-endian, as all of the pickle's binary numbers but reals.
    template <typename Number>
    bool number(Number& value) {
        std::string_view taken;
        if (!bytes(sizeof(Number), taken)) {
            return false;
        }
        std::memcpy(&value, taken.data(), sizeof(Number));
        return true;
    }

    bool line(std::string_view& taken);

    // ---- the stack

    [[nodiscard]] std::size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }

    bool push(Kind kind, std::uint64_t bits) {
        stack_.push_back({.kind = kind, .textBytes = 0, .bits = bits});
        return true;
    }

    bool push(const Value& value) {
        stack_.push_back(value);
        return true;
    }

    bool pop(Value& value);

    /// The value on top, which stays there; null with the error set where there is none.
    Value* top();

    /// The values above the last mark. They stay on the stack until drop(items).
    bool aboveMark(Items& items);

    bool drop(Items items);

    std::size_t addNode(Items items);

    bool pushNode(Kind kind) { return push(kind, addNode({})); }

    bool pushTuple(std::size_t count);

    /// A node of everything above the last mark.
    bool pushGroup(Kind kind);

    /// Puts a node of the topmost values in their place.
    bool gather(Kind kind, Items items);

    // ---- instructions

    bool step(char code, bool& stopped);

    bool stepObjects(char code);

    bool protocol();

    bool frame();

    bool mark();

    bool popOne();

    bool popGroup();

    template <typename Number>
    bool integer() {
        Number value = 0;
        return number(value) && push(Kind::Integer, static_cast<std::uint64_t>(std::int64_t{value}));
    }

    bool longInteger();

    bool real();

    template <typename Length>
    bool text() {
        Length length = 0;
        std::string_view taken;
        if (!number(length)) {
            return false;
        }
        const std::size_t place = at_;
        if (length > kMaximumTextBytes) {
            return refuse("names a text of " + std::to_string(length) + " bytes");
        }
        if (!bytes(length, taken)) {
            return false;
        }
        if (findInvalidUtf8(taken)) {
            return refuse("has a text that is not UTF-8");
        }
        return push({.kind = Kind::Text, .textBytes = static_cast<std::uint32_t>(length), .bits = place});
    }

    // ---- memo

    bool remember(std::uint64_t place);

    template <typename Place>
    bool put() {
        Place place = 0;
        return number(place) && remember(place);
    }

    bool memoize() { return remember(memo_.size()); }

    template <typename Place>
    bool get() {
        Place place = 0;
        if (!number(place)) {
            return false;
        }
        return place < memo_.size() ? push(memo_[place])
                                    : refuse("recalls value " + std::to_string(place) + ", which it never remembered");
    }

    // ---- lists and dictionaries

    /// The list or dictionary that the values belong into, or null with the error set.
    std::pmr::vector<Value>* target(const Value& value, bool list);

    static bool isMapping(const Value& value) { return value.kind == Kind::Dictionary || value.kind == Kind::Instance; }

    bool pairsAreWhole(const Value& value);

    bool appendOne();

    bool setOne();

    bool appendGroup() { return extend(true); }

    bool setGroup() { return extend(false); }

    bool extend(bool list);

    // ---- classes and functions

    bool pushGlobal(std::string_view module, std::string_view name);

    bool global();

    bool stackGlobal();

    bool reduce();

    bool newObject();

    bool newObjectWithKeywords();

    bool build();

    bool takeState(std::size_t node, const Value& state);

    // ---- tensors

    /// ("storage", class, key, device, elements)
    bool persistentId();

    bool pushStorage(ElementType type, std::string_view key, std::int64_t elements);

    /// (storage, offset, shape, strides, requires_grad, hooks[, metadata])
    bool rebuildTensor(std::uint32_t node);

    [[nodiscard]] bool isIntegers(const Value& value) const;

    /// Elements from the first to the last that the strides reach, or nullopt where the tensor leaves its storage or
    /// claims more elements than there are (by strides of 0, which no weight has: widening it would be a bomb).
    static std::optional<std::uint64_t> extentInside(Items shape, Items strides, std::int64_t offset,
                                                     std::uint64_t stored);

    /// (tensor, requires_grad, hooks)
    bool rebuildParameter(Items parts);

    std::string_view text_;
    const ZipDirectory& zip_;
    std::string_view root_;
    MemoryAllowance& memory_;
    PickleObjects objects_;
    std::pmr::vector<Value> stack_;
    std::pmr::vector<Value> memo_;
    std::pmr::vector<std::uint32_t> marks_;  ///< Heights of the stack.
    std::pmr::vector<Global> globals_;
    std::pmr::vector<Storage> storages_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;  ///< Of the present instruction.
    Error error_;
};

}  // namespace timbre::nets
