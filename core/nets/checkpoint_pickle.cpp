// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <utility>

#include "core/nets/checkpoint_pickle_machine.h"

namespace timbre::nets {

// Source: CPython's Lib/pickletools.py (instructions).
namespace {

// Real ones have up to some hundred KiB. The bound on bytes bounds the instructions too: each has one byte at least.
constexpr std::size_t kMaximumPickleBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaximumOpenMarks = 1000;

}  // namespace

Result<PickleObjects> PickleMachine::run() {
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

bool PickleMachine::refuse(const std::string& why, ErrorCode code) {
    const bool corrupt = code == ErrorCode::Corrupt;
    error_ = {code,
              (corrupt ? "is damaged or hostile: its pickle " : "cannot be read: its pickle ") + why + " (byte " +
                  std::to_string(start_) + ")",
              corrupt ? "Fetch the file again from a source you trust; nothing in it was executed."
                      : "Convert the file to .safetensors."};
    return false;
}

bool PickleMachine::bytes(std::uint64_t count, std::string_view& taken) {
    if (count > text_.size() - at_) {
        return refuse("breaks off or names " + std::to_string(count) + " bytes that it does not have");
    }
    taken = text_.substr(at_, static_cast<std::size_t>(count));
    at_ += static_cast<std::size_t>(count);
    return true;
}

bool PickleMachine::line(std::string_view& taken) {
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) {
        return refuse("has a name without an end");
    }
    return bytes(end - at_, taken) && ++at_ != 0;
}

bool PickleMachine::pop(Value& value) {
    if (stack_.size() <= floor()) {
        return refuse("takes from an empty stack");
    }
    value = stack_.back();
    stack_.pop_back();
    return true;
}

PickleMachine::Value* PickleMachine::top() {
    if (stack_.size() <= floor()) {
        refuse("takes from an empty stack");
        return nullptr;
    }
    return &stack_.back();
}

bool PickleMachine::aboveMark(Items& items) {
    if (marks_.empty()) {
        return refuse("ends a group that was not begun");
    }
    items = Items(stack_).subspan(marks_.back());
    marks_.pop_back();
    return true;
}

bool PickleMachine::drop(Items items) {
    stack_.resize(stack_.size() - items.size());
    return true;
}

std::size_t PickleMachine::addNode(Items items) {
    objects_.nodes.push_back({std::pmr::vector<Value>(items.begin(), items.end(), &memory_)});
    return objects_.nodes.size() - 1;
}

bool PickleMachine::pushTuple(std::size_t count) {
    if (stack_.size() - floor() < count) {
        return refuse("takes from an empty stack");
    }
    return gather(Kind::Tuple, Items(stack_).last(count));
}

bool PickleMachine::pushGroup(Kind kind) {
    Items items;
    return aboveMark(items) && gather(kind, items);
}

bool PickleMachine::gather(Kind kind, Items items) {
    const std::size_t node = addNode(items);
    return drop(items) && push(kind, node);
}

bool PickleMachine::step(char code, bool& stopped) {
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

bool PickleMachine::stepObjects(char code) {
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

bool PickleMachine::protocol() {
    std::uint8_t version = 0;
    if (!number(version)) {
        return false;
    }
    return (start_ == 0 && version >= 2 && version <= 5) ||
           refuse("has the protocol " + std::to_string(version) + ", not one of 2 to 5 at its beginning");
}

bool PickleMachine::frame() {
    std::uint64_t size = 0;
    return number(size) && (size <= text_.size() - at_ || refuse("has a frame that is longer than itself"));
}

bool PickleMachine::mark() {
    if (marks_.size() == kMaximumOpenMarks) {
        return refuse("opens too many groups at once");
    }
    marks_.push_back(static_cast<std::uint32_t>(stack_.size()));
    return true;
}

bool PickleMachine::popOne() {
    Value unused;
    return pop(unused);
}

bool PickleMachine::popGroup() {
    Items items;
    return aboveMark(items) && drop(items);
}

bool PickleMachine::longInteger() {
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

bool PickleMachine::real() {
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

bool PickleMachine::remember(std::uint64_t place) {
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

Result<PickleObjects> readPickle(std::span<const std::byte> pickle, const ZipDirectory& zip, std::string_view root,
                                 MemoryAllowance& memory) {
    if (pickle.size() > kMaximumPickleBytes) {
        return fail(ErrorCode::Corrupt,
                    "is damaged or hostile: its data.pkl has " + std::to_string(pickle.size()) + " bytes",
                    "Fetch the file again from a source you trust.");
    }
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(pickle.data())), pickle.size());
    return PickleMachine(text, zip, root, memory).run();
}

}  // namespace timbre::nets
