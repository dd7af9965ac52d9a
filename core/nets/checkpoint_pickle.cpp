// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint_pickle.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/base/utf8.h"

namespace timbre::nets {

// Source: CPython's Lib/pickletools.py (instructions), torch/serialization.py and torch/_utils.py (what torch pickles).
namespace {

// Real ones have up to some hundred KiB. The bound on bytes bounds the instructions too: each has one byte at least.
constexpr std::size_t kMaximumPickleBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaximumTextBytes = std::size_t{16} << 20U;
constexpr std::size_t kMaximumOpenMarks = 1000;
constexpr std::size_t kMaximumRank = 64;  // torch's own

enum class Callable { RebuildTensor, RebuildParameter, OrderedDict, Storage, Unknown };

struct Global {
    Callable callable = Callable::Unknown;
    ElementType type = ElementType::F32;  ///< Of a Storage.
    std::string_view module{};
    std::string_view name{};

    [[nodiscard]] std::string fullName() const {
        return std::string(module.substr(0, 100)) + "." + std::string(name.substr(0, 100));
    }
};

struct Storage {
    ElementType type = ElementType::F32;
    std::uint64_t elements = 0;
    std::span<const std::byte> bytes{};
};

std::optional<ElementType> storageType(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, ElementType>, 10> kKnown{{{"HalfStorage", ElementType::F16},
                                                                               {"BFloat16Storage", ElementType::BF16},
                                                                               {"FloatStorage", ElementType::F32},
                                                                               {"DoubleStorage", ElementType::F64},
                                                                               {"CharStorage", ElementType::I8},
                                                                               {"ShortStorage", ElementType::I16},
                                                                               {"IntStorage", ElementType::I32},
                                                                               {"LongStorage", ElementType::I64},
                                                                               {"ByteStorage", ElementType::U8},
                                                                               {"BoolStorage", ElementType::Bool}}};
    const auto* const found = std::ranges::find(kKnown, name, &std::pair<std::string_view, ElementType>::first);
    return found == kKnown.end() ? std::nullopt : std::optional(found->second);
}

Global resolve(std::string_view module, std::string_view name) {
    Global global{.callable = Callable::Unknown, .type = ElementType::F32, .module = module, .name = name};
    if (module == "torch._utils" && name == "_rebuild_tensor_v2") {
        global.callable = Callable::RebuildTensor;
    } else if (module == "torch._utils" && name == "_rebuild_parameter") {
        global.callable = Callable::RebuildParameter;
    } else if (module == "collections" && name == "OrderedDict") {
        global.callable = Callable::OrderedDict;
    } else if (const auto type = module == "torch" ? storageType(name) : std::nullopt) {
        global.callable = Callable::Storage;
        global.type = *type;
    }
    return global;
}

/// The machine that a pickle is written for: a stack with marks, and a memo. Every function returns false at the first
/// thing that does not belong, with error() set.
class Machine {
  public:
    Machine(std::string_view pickle, const ZipDirectory& zip, std::string_view root, MemoryAllowance& memory)
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

    Result<PickleObjects> run() {
        bool stopped = false;
        while (!stopped) {
            start_ = at_;
            unsigned char code = 0;
            if (!number(code) || !step(static_cast<char>(code), stopped)) {
                return tl::unexpected(std::move(error_));
            }
        }
        if (at_ != text_.size() || !marks_.empty() || stack_.size() != 1) {
            refuse("leaves something over at its end");
            return tl::unexpected(std::move(error_));
        }
        objects_.root = stack_.back();
        return std::move(objects_);
    }

  private:
    using Kind = PickleKind;
    using Value = PickleValue;
    using Items = std::span<const Value>;

    bool refuse(const std::string& why, ErrorCode code = ErrorCode::Corrupt) {
        const bool corrupt = code == ErrorCode::Corrupt;
        error_ = {code,
                  (corrupt ? "is damaged or hostile: its pickle " : "cannot be read: its pickle ") + why + " (byte " +
                      std::to_string(start_) + ")",
                  corrupt ? "Fetch the file again from a source you trust; nothing in it was executed."
                          : "Convert the file to .safetensors."};
        return false;
    }

    // ---- bytes of the pickle

    bool bytes(std::uint64_t count, std::string_view& taken) {
        if (count > text_.size() - at_) {
            return refuse("breaks off or names " + std::to_string(count) + " bytes that it does not have");
        }
        taken = text_.substr(at_, static_cast<std::size_t>(count));
        at_ += static_cast<std::size_t>(count);
        return true;
    }

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

    bool line(std::string_view& taken) {
        const std::size_t end = text_.find('\n', at_);
        if (end == std::string_view::npos) {
            return refuse("has a name without an end");
        }
        return bytes(end - at_, taken) && ++at_ != 0;
    }

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

    bool pop(Value& value) {
        if (stack_.size() <= floor()) {
            return refuse("takes from an empty stack");
        }
        value = stack_.back();
        stack_.pop_back();
        return true;
    }

    /// The value on top, which stays there; null with the error set where there is none.
    Value* top() {
        if (stack_.size() <= floor()) {
            refuse("takes from an empty stack");
            return nullptr;
        }
        return &stack_.back();
    }

    /// The values above the last mark. They stay on the stack until drop(items).
    bool aboveMark(Items& items) {
        if (marks_.empty()) {
            return refuse("ends a group that was not begun");
        }
        items = Items(stack_).subspan(marks_.back());
        marks_.pop_back();
        return true;
    }

    bool drop(Items items) {
        stack_.resize(stack_.size() - items.size());
        return true;
    }

    std::size_t addNode(Items items) {
        objects_.nodes.push_back({std::pmr::vector<Value>(items.begin(), items.end(), &memory_)});
        return objects_.nodes.size() - 1;
    }

    bool pushNode(Kind kind) { return push(kind, addNode({})); }

    bool pushTuple(std::size_t count) {
        if (stack_.size() - floor() < count) {
            return refuse("takes from an empty stack");
        }
        return gather(Kind::Tuple, Items(stack_).last(count));
    }

    /// A node of everything above the last mark.
    bool pushGroup(Kind kind) {
        Items items;
        return aboveMark(items) && gather(kind, items);
    }

    /// Puts a node of the topmost values in their place.
    bool gather(Kind kind, Items items) {
        const std::size_t node = addNode(items);
        return drop(items) && push(kind, node);
    }

    // ---- instructions

    bool step(char code, bool& stopped) {
        switch (code) {
            case '\x80':
                return protocol();
            case '\x95':
                return frame();
            case '.':
                return stopped = true;
            case '(':
                return mark();
            case '0':
                return popOne();
            case '1':
                return popGroup();
            case 'N':
                return push(Kind::None, 0);
            case '\x88':
                return push(Kind::Bool, 1);
            case '\x89':
                return push(Kind::Bool, 0);
            case 'J':
                return integer<std::int32_t>();
            case 'K':
                return integer<std::uint8_t>();
            case 'M':
                return integer<std::uint16_t>();
            case '\x8a':
                return longInteger();
            case 'G':
                return real();
            case 'X':
            case 'T':
            case 'B':
                return text<std::uint32_t>();
            case '\x8c':
            case 'U':
            case 'C':
                return text<std::uint8_t>();
            case '\x8d':
            case '\x8e':
                return text<std::uint64_t>();
            case ')':
                return pushNode(Kind::Tuple);
            case '\x85':
                return pushTuple(1);
            case '\x86':
                return pushTuple(2);
            case '\x87':
                return pushTuple(3);
            case 't':
                return pushGroup(Kind::Tuple);
            case ']':
            case '\x8f':
                return pushNode(Kind::List);
            case 'l':
            case '\x91':
                return pushGroup(Kind::List);
            case '}':
                return pushNode(Kind::Dictionary);
            case 'd':
                return pushGroup(Kind::Dictionary) && pairsAreWhole(stack_.back());
            default:
                return stepObjects(code);
        }
    }

    bool stepObjects(char code) {
        switch (code) {
            case 'a':
                return appendOne();
            case 'e':
            case '\x90':
                return appendGroup();
            case 's':
                return setOne();
            case 'u':
                return setGroup();
            case 'q':
                return put<std::uint8_t>();
            case 'r':
                return put<std::uint32_t>();
            case '\x94':
                return memoize();
            case 'h':
                return get<std::uint8_t>();
            case 'j':
                return get<std::uint32_t>();
            case 'c':
                return global();
            case '\x93':
                return stackGlobal();
            case 'R':
                return reduce();
            case '\x81':
                return newObject();
            case '\x92':
                return newObjectWithKeywords();
            case 'b':
                return build();
            case 'Q':
                return persistentId();
            default:
                return refuse("uses the instruction " + std::to_string(static_cast<unsigned char>(code)) +
                              ", which torch does not write");
        }
    }

    bool protocol() {
        std::uint8_t version = 0;
        if (!number(version)) {
            return false;
        }
        return (start_ == 0 && version >= 2 && version <= 5) ||
               refuse("has the protocol " + std::to_string(version) + ", not one of 2 to 5 at its beginning");
    }

    bool frame() {
        std::uint64_t size = 0;
        return number(size) && (size <= text_.size() - at_ || refuse("has a frame that is longer than itself"));
    }

    bool mark() {
        if (marks_.size() == kMaximumOpenMarks) {
            return refuse("opens too many groups at once");
        }
        marks_.push_back(static_cast<std::uint32_t>(stack_.size()));
        return true;
    }

    bool popOne() {
        Value unused;
        return pop(unused);
    }

    bool popGroup() {
        Items items;
        return aboveMark(items) && drop(items);
    }

    template <typename Number>
    bool integer() {
        Number value = 0;
        return number(value) && push(Kind::Integer, static_cast<std::uint64_t>(std::int64_t{value}));
    }

    bool longInteger() {
        std::uint8_t count = 0;
        std::string_view taken;
        if (!number(count) || !bytes(count, taken)) {
            return false;
        }
        if (count > sizeof(std::int64_t)) {
            return refuse("has an integer of " + std::to_string(count) + " bytes");
        }
        std::uint64_t value = 0;
        std::memcpy(&value, taken.data(), taken.size());
        const unsigned unused = 64U - 8U * count;
        if (count > 0 && unused > 0 && ((value >> (8U * count - 1U)) & 1U) != 0) {
            value |= ~std::uint64_t{0} << (8U * count);
        }
        return push(Kind::Integer, value);
    }

    bool real() {
        std::uint64_t stored = 0;
        if (!number(stored)) {
            return false;
        }
        std::uint64_t value = 0;  // big-endian in the pickle
        for (unsigned i = 0; i < 8; ++i) {
            value = (value << 8U) | ((stored >> (8U * i)) & 0xFFU);
        }
        return push(Kind::Real, value);
    }

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

    bool remember(std::uint64_t place) {
        const Value* const value = top();
        if (value == nullptr) {
            return false;
        }
        // Every writer counts up; a gap would let two bytes ask for any amount of memory.
        if (place > memo_.size()) {
            return refuse("remembers value " + std::to_string(place) + " after only " + std::to_string(memo_.size()));
        }
        if (place == memo_.size()) {
            memo_.push_back(*value);
        } else {
            memo_[static_cast<std::size_t>(place)] = *value;
        }
        return true;
    }

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
    std::pmr::vector<Value>* target(const Value& value, bool list) {
        const bool fits = list ? value.kind == Kind::List : isMapping(value);
        if (!fits) {
            refuse(list ? "appends to what is no list" : "sets items of what is no dictionary");
            return nullptr;
        }
        return &objects_.nodes[value.index()].items;
    }

    static bool isMapping(const Value& value) { return value.kind == Kind::Dictionary || value.kind == Kind::Instance; }

    bool pairsAreWhole(const Value& value) {
        return objects_.nodeOf(value).items.size() % 2 == 0 || refuse("has a key without a value");
    }

    bool appendOne() {
        Value value;
        const Value* const list = pop(value) ? top() : nullptr;
        auto* const items = list != nullptr ? target(*list, true) : nullptr;
        if (items != nullptr) {
            items->push_back(value);
        }
        return items != nullptr;
    }

    bool setOne() {
        Value value;
        Value key;
        const Value* const dictionary = pop(value) && pop(key) ? top() : nullptr;
        auto* const items = dictionary != nullptr ? target(*dictionary, false) : nullptr;
        if (items != nullptr) {
            items->push_back(key);
            items->push_back(value);
        }
        return items != nullptr;
    }

    bool appendGroup() { return extend(true); }

    bool setGroup() { return extend(false); }

    bool extend(bool list) {
        Items items;
        if (!aboveMark(items)) {
            return false;
        }
        if (stack_.size() - items.size() <= floor()) {
            return refuse("takes from an empty stack");
        }
        auto* const into = target(stack_[stack_.size() - items.size() - 1], list);
        if (into == nullptr) {
            return false;
        }
        if (!list && items.size() % 2 != 0) {
            return refuse("has a key without a value");
        }
        into->insert(into->end(), items.begin(), items.end());
        return drop(items);
    }

    // ---- classes and functions

    bool pushGlobal(std::string_view module, std::string_view name) {
        globals_.push_back(resolve(module, name));
        return push(Kind::Global, globals_.size() - 1);
    }

    bool global() {
        std::string_view module;
        std::string_view name;
        return line(module) && line(name) && pushGlobal(module, name);
    }

    bool stackGlobal() {
        Value name;
        Value module;
        if (!pop(name) || !pop(module)) {
            return false;
        }
        if (name.kind != Kind::Text || module.kind != Kind::Text) {
            return refuse("names a class by something that is no text");
        }
        return pushGlobal(objects_.textOf(module), objects_.textOf(name));
    }

    bool reduce() {
        Value arguments;
        Value called;
        if (!pop(arguments) || !pop(called)) {
            return false;
        }
        if (called.kind != Kind::Global || arguments.kind != Kind::Tuple) {
            return refuse("calls what is no function");
        }
        const Global& global = globals_[called.index()];
        const std::uint32_t node = static_cast<std::uint32_t>(arguments.bits);
        switch (global.callable) {
            case Callable::RebuildTensor:
                return rebuildTensor(node);
            case Callable::RebuildParameter:
                return rebuildParameter(objects_.nodes[node].items);
            case Callable::OrderedDict:
                return objects_.nodes[node].items.empty() ? pushNode(Kind::Dictionary)
                                                          : refuse("gives collections.OrderedDict arguments");
            default:
                return refuse("calls " + global.fullName() + ", which no checkpoint needs; it was not executed");
        }
    }

    bool newObject() {
        Value arguments;
        Value made;
        if (!pop(arguments) || !pop(made)) {
            return false;
        }
        if (made.kind != Kind::Global || arguments.kind != Kind::Tuple) {
            return refuse("makes an object of what is no class");
        }
        const Global& global = globals_[made.index()];
        if (global.callable == Callable::Unknown) {
            return pushNode(Kind::Instance);
        }
        return global.callable == Callable::OrderedDict ? pushNode(Kind::Dictionary)
                                                        : refuse("makes an object of " + global.fullName());
    }

    bool newObjectWithKeywords() {
        Value keywords;
        return pop(keywords) &&
               (keywords.kind == Kind::Dictionary ? newObject() : refuse("makes an object of what is no class"));
    }

    bool build() {
        Value state;
        const Value* const object = pop(state) ? top() : nullptr;
        if (object == nullptr) {
            return false;
        }
        if (object->kind == Kind::Dictionary) {
            return true;  // The `_metadata` of a state dictionary: versions of modules, of no use here.
        }
        if (object->kind != Kind::Instance) {
            return refuse("gives a state to what is no object");
        }
        const std::size_t node = object->index();
        if (state.kind != Kind::Tuple) {
            return takeState(node, state);
        }
        // (attributes, slots), for classes with __slots__.
        if (objects_.nodeOf(state).items.size() != 2) {
            return refuse("gives an object a state that is no dictionary");
        }
        const Value attributes = objects_.nodeOf(state).items[0];
        const Value slots = objects_.nodeOf(state).items[1];
        return takeState(node, attributes) && takeState(node, slots);
    }

    bool takeState(std::size_t node, const Value& state) {
        if (state.kind == Kind::None) {
            return true;
        }
        if (!isMapping(state) || state.index() == node) {
            return refuse("gives an object a state that is no dictionary");
        }
        const auto& from = objects_.nodeOf(state).items;
        auto& into = objects_.nodes[node].items;
        into.insert(into.end(), from.begin(), from.end());
        return true;
    }

    // ---- tensors

    /// ("storage", class, key, device, elements)
    bool persistentId() {
        Value id;
        if (!pop(id)) {
            return false;
        }
        const Items parts = id.kind == Kind::Tuple ? Items(objects_.nodeOf(id).items) : Items();
        const bool whole = parts.size() == 5 && parts[0].kind == Kind::Text && objects_.textOf(parts[0]) == "storage" &&
                           parts[1].kind == Kind::Global && parts[2].kind == Kind::Text &&
                           parts[3].kind == Kind::Text && parts[4].kind == Kind::Integer;
        if (!whole) {
            return refuse("refers to something outside that is no storage");
        }
        const Global& type = globals_[parts[1].index()];
        if (type.callable != Callable::Storage) {
            const bool torchs = type.module == "torch" || type.module.starts_with("torch.");
            return refuse("has numbers of the type " + type.fullName(),
                          torchs ? ErrorCode::Unsupported : ErrorCode::Corrupt);
        }
        return pushStorage(type.type, objects_.textOf(parts[2]), parts[4].integer());
    }

    bool pushStorage(ElementType type, std::string_view key, std::int64_t elements) {
        const std::string who = "the storage \"" + std::string(key.substr(0, 100)) + "\"";
        const ZipDirectory::Entry* const entry = zip_.find(root_, "data/" + std::string(key.substr(0, 1000)));
        if (entry == nullptr) {
            return refuse("names " + who + ", which the archive does not hold");
        }
        const auto bytes = zip_.contents(*entry);
        const std::size_t size = bytesOf(type);
        if (elements < 0 || bytes.size() % size != 0 || bytes.size() / size != static_cast<std::uint64_t>(elements)) {
            return refuse("claims " + std::to_string(elements) + " elements of " + std::to_string(size) + " bytes in " +
                          who + ", which has " + std::to_string(bytes.size()) + " bytes");
        }
        storages_.push_back({.type = type, .elements = static_cast<std::uint64_t>(elements), .bytes = bytes});
        return push(Kind::Storage, storages_.size() - 1);
    }

    /// (storage, offset, shape, strides, requires_grad, hooks[, metadata])
    bool rebuildTensor(std::uint32_t node) {
        const Items parts = objects_.nodes[node].items;
        const bool whole = (parts.size() == 6 || parts.size() == 7) && parts[0].kind == Kind::Storage &&
                           parts[1].kind == Kind::Integer && isIntegers(parts[2]) && isIntegers(parts[3]);
        if (!whole) {
            return refuse("describes a tensor in a way that torch does not");
        }
        const Storage& storage = storages_[parts[0].index()];
        PickleTensor tensor{.type = storage.type,
                            .shape = static_cast<std::uint32_t>(parts[2].bits),
                            .strides = static_cast<std::uint32_t>(parts[3].bits)};
        const auto extent = extentInside(objects_.nodeOf(parts[2]).items, objects_.nodeOf(parts[3]).items,
                                         parts[1].integer(), storage.elements);
        if (!extent) {
            return refuse("describes a tensor whose shape, strides or offset leave its storage of " +
                          std::to_string(storage.elements) + " elements");
        }
        const std::size_t size = bytesOf(storage.type);
        tensor.bytes = storage.bytes.subspan(static_cast<std::size_t>(parts[1].integer()) * size,
                                             static_cast<std::size_t>(*extent) * size);
        objects_.tensors.push_back(tensor);
        return push(Kind::Tensor, objects_.tensors.size() - 1);
    }

    [[nodiscard]] bool isIntegers(const Value& value) const {
        return value.kind == Kind::Tuple && std::ranges::all_of(objects_.nodeOf(value).items, [](const Value& part) {
                   return part.kind == Kind::Integer;
               });
    }

    /// Elements from the first to the last that the strides reach, or nullopt where the tensor leaves its storage or
    /// claims more elements than there are (by strides of 0, which no weight has: widening it would be a bomb).
    static std::optional<std::uint64_t> extentInside(Items shape, Items strides, std::int64_t offset,
                                                     std::uint64_t stored) {
        if (shape.size() != strides.size() || shape.size() > kMaximumRank || offset < 0 ||
            static_cast<std::uint64_t>(offset) > stored) {
            return std::nullopt;
        }
        const std::uint64_t room = stored - static_cast<std::uint64_t>(offset);
        const auto negative = [](const Value& value) { return value.integer() < 0; };
        if (std::ranges::any_of(shape, negative) || std::ranges::any_of(strides, negative)) {
            return std::nullopt;
        }
        if (std::ranges::any_of(shape, [](const Value& extent) { return extent.integer() == 0; })) {
            return 0;
        }
        std::uint64_t count = 1;
        std::uint64_t last = 0;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const std::uint64_t extent = shape[i].bits;
            const std::uint64_t steps = extent - 1;
            if (extent > room / count || (steps > 0 && strides[i].bits > (room - last) / steps)) {
                return std::nullopt;
            }
            count *= extent;
            last += steps * strides[i].bits;
        }
        return last < room ? std::optional(last + 1) : std::nullopt;
    }

    /// (tensor, requires_grad, hooks)
    bool rebuildParameter(Items parts) {
        if (parts.size() != 3 || parts[0].kind != Kind::Tensor) {
            return refuse("describes a parameter in a way that torch does not");
        }
        return push(parts[0]);
    }

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

}  // namespace

Result<PickleObjects> readPickle(std::span<const std::byte> pickle, const ZipDirectory& zip, std::string_view root,
                                 MemoryAllowance& memory) {
    if (pickle.size() > kMaximumPickleBytes) {
        return fail(ErrorCode::Corrupt,
                    "is damaged or hostile: its data.pkl has " + std::to_string(pickle.size()) + " bytes",
                    "Fetch the file again from a source you trust.");
    }
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(pickle.data())), pickle.size());
    return Machine(text, zip, root, memory).run();
}

}  // namespace timbre::nets
