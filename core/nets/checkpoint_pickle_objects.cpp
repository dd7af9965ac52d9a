// SPDX-License-Identifier: GPL-3.0-or-later
// What a pickle builds: lists, dictionaries, objects and tensors.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/nets/checkpoint_pickle_machine.h"

namespace timbre::nets {

// Source: torch/serialization.py and torch/_utils.py (what torch pickles).
namespace {

constexpr std::size_t kMaximumRank = 64;  // torch's own

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

PickleGlobal resolve(std::string_view module, std::string_view name) {
    PickleGlobal global{.callable = PickleCallable::Unknown, .type = ElementType::F32, .module = module, .name = name};
    if (module == "torch._utils" && name == "_rebuild_tensor_v2") {
        global.callable = PickleCallable::RebuildTensor;
    } else if (module == "torch._utils" && name == "_rebuild_parameter") {
        global.callable = PickleCallable::RebuildParameter;
    } else if (module == "collections" && name == "OrderedDict") {
        global.callable = PickleCallable::OrderedDict;
    } else if (const auto type = module == "torch" ? storageType(name) : std::nullopt) {
        global.callable = PickleCallable::Storage;
        global.type = *type;
    }
    return global;
}

}  // namespace

std::pmr::vector<PickleMachine::Value>* PickleMachine::target(const Value& value, bool list) {
    const bool fits = list ? value.kind == Kind::List : isMapping(value);
    if (!fits) {
        refuse(list ? "appends to what is no list" : "sets items of what is no dictionary");
        return nullptr;
    }
    return &objects_.nodes[value.index()].items;
}

bool PickleMachine::pairsAreWhole(const Value& value) {
    return objects_.nodeOf(value).items.size() % 2 == 0 || refuse("has a key without a value");
}

bool PickleMachine::appendOne() {
    Value value;
    const Value* const list = pop(value) ? top() : nullptr;
    auto* const items = list != nullptr ? target(*list, true) : nullptr;
    if (items != nullptr) {
        items->push_back(value);
    }
    return items != nullptr;
}

bool PickleMachine::setOne() {
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

bool PickleMachine::extend(bool list) {
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

bool PickleMachine::pushGlobal(std::string_view module, std::string_view name) {
    globals_.push_back(resolve(module, name));
    return push(Kind::Global, globals_.size() - 1);
}

bool PickleMachine::global() {
    std::string_view module;
    std::string_view name;
    return line(module) && line(name) && pushGlobal(module, name);
}

bool PickleMachine::stackGlobal() {
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

bool PickleMachine::reduce() {
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

bool PickleMachine::newObject() {
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

bool PickleMachine::newObjectWithKeywords() {
    Value keywords;
    return pop(keywords) &&
           (keywords.kind == Kind::Dictionary ? newObject() : refuse("makes an object of what is no class"));
}

bool PickleMachine::build() {
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

bool PickleMachine::takeState(std::size_t node, const Value& state) {
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

bool PickleMachine::persistentId() {
    Value id;
    if (!pop(id)) {
        return false;
    }
    const Items parts = id.kind == Kind::Tuple ? Items(objects_.nodeOf(id).items) : Items();
    const bool whole = parts.size() == 5 && parts[0].kind == Kind::Text && objects_.textOf(parts[0]) == "storage" &&
                       parts[1].kind == Kind::Global && parts[2].kind == Kind::Text && parts[3].kind == Kind::Text &&
                       parts[4].kind == Kind::Integer;
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

bool PickleMachine::pushStorage(ElementType type, std::string_view key, std::int64_t elements) {
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

bool PickleMachine::rebuildTensor(std::uint32_t node) {
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

bool PickleMachine::isIntegers(const Value& value) const {
    return value.kind == Kind::Tuple && std::ranges::all_of(objects_.nodeOf(value).items, [](const Value& part) {
               return part.kind == Kind::Integer;
           });
}

std::optional<std::uint64_t> PickleMachine::extentInside(Items shape, Items strides, std::int64_t offset,
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

bool PickleMachine::rebuildParameter(Items parts) {
    if (parts.size() != 3 || parts[0].kind != Kind::Tensor) {
        return refuse("describes a parameter in a way that torch does not");
    }
    return push(parts[0]);
}

}  // namespace timbre::nets
