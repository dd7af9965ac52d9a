// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <charconv>
#include <system_error>
#include <utility>

#include "core/base/utf8.h"

namespace timbre {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool readValue(JsonReader& reader, JsonValue& into);

bool readObject(JsonReader& reader, JsonValue& into) {
    auto& members = into.value.emplace<JsonValue::Object>();
    return reader.object([&](std::string key) {
        const auto [place, fresh] = members.try_emplace(std::move(key));
        return fresh ? readValue(reader, place->second) : reader.refuse("names \"" + place->first + "\" twice");
    });
}

bool readArray(JsonReader& reader, JsonValue& into) {
    auto& elements = into.value.emplace<JsonValue::Array>();
    return reader.array([&] { return readValue(reader, elements.emplace_back()); });
}

bool readNumber(JsonReader& reader, JsonValue& into) {
    std::int64_t whole = 0;
    double real = 0.0;
    bool integral = false;
    if (!reader.number(whole, real, integral)) {
        return false;
    }
    if (integral) {
        into.value = whole;
    } else {
        into.value = real;
    }
    return true;
}

bool readValue(JsonReader& reader, JsonValue& into) {
    switch (reader.peek()) {
        case '{':
            return readObject(reader, into);
        case '[':
            return readArray(reader, into);
        case '"':
            return reader.string(into.value.emplace<std::string>());
        default:
            break;
    }
    if (reader.takeWord("null")) {
        return true;
    }
    if (reader.takeWord("true")) {
        into.value = true;
        return true;
    }
    if (reader.takeWord("false")) {
        into.value = false;
        return true;
    }
    return readNumber(reader, into);
}

}  // namespace

bool JsonReader::refuse(std::string why) {
    if (problem_.empty()) {
        problem_ = std::move(why);
    }
    return false;
}

bool JsonReader::refuseJson(const std::string& why, std::size_t place) {
    return refuse("is not valid JSON: " + why + " at byte " + std::to_string(place));
}

bool JsonReader::end() {
    peek();
    return at_ == text_.size() || refuseJson("there is text after its end", at_);
}

char JsonReader::peek() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
        ++at_;
    }
    return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonReader::take(char wanted) {
    if (peek() != wanted) {
        return false;
    }
    ++at_;
    return true;
}

bool JsonReader::expect(char wanted) {
    return take(wanted) || refuseJson("'" + std::string(1, wanted) + "' is missing", at_);
}

bool JsonReader::takeWord(std::string_view word) {
    peek();
    if (text_.substr(at_, word.size()) != word) {
        return false;
    }
    at_ += word.size();
    return true;
}

std::string_view JsonReader::numberText(bool& integral) {
    peek();
    std::size_t end = at_;
    const auto digits = [&] {
        const std::size_t first = end;
        while (end < text_.size() && isDigit(text_[end])) {
            ++end;
        }
        return end - first;
    };
    const auto next = [&](std::string_view any) {
        return end < text_.size() && any.find(text_[end]) != std::string_view::npos;
    };
    integral = true;
    end += next("-") ? 1U : 0U;
    const bool zero = next("0");
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) {
        return {};
    }
    if (next(".")) {
        integral = false;
        ++end;
        if (digits() == 0) {
            return {};
        }
    }
    if (next("eE")) {
        integral = false;
        ++end;
        end += next("+-") ? 1U : 0U;
        if (digits() == 0) {
            return {};
        }
    }
    return text_.substr(at_, end - at_);
}

bool JsonReader::number(std::int64_t& whole, double& real, bool& integral) {
    const std::string_view text = numberText(integral);
    if (text.empty()) {
        return refuseJson("there is no value it could be", at_);
    }
    const char* end = text.data() + text.size();
    const auto read = integral ? std::from_chars(text.data(), end, whole) : std::from_chars(text.data(), end, real);
    if (read.ec != std::errc() || read.ptr != end) {
        return refuseJson("a number is too large", at_);
    }
    at_ += text.size();
    return true;
}

bool JsonReader::integer(std::int64_t& value) {
    double unused = 0.0;
    bool integral = false;
    const std::size_t place = at_;
    return number(value, unused, integral) && (integral || refuseJson("a number has a fraction", place));
}

bool JsonReader::string(std::string& value) {
    if (!expect('"')) {
        return false;
    }
    const std::size_t start = at_;
    value.clear();
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        if (c == '"') {
            const auto stray = findInvalidUtf8(value);
            return !stray || refuseJson("a string is not UTF-8", start);
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            return refuseJson("a string has a control character", at_ - 1);
        }
        if (c != '\\') {
            value.push_back(c);
        } else if (!escape(value)) {
            return false;
        }
    }
    return refuseJson("a string is without an end", start);
}

bool JsonReader::escape(std::string& value) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = at_ < text_.size() ? text_[at_++] : '\0';
    if (const auto place = kLetters.find(letter); place != std::string_view::npos) {
        value.push_back(kMeanings[place]);
        return true;
    }
    std::uint32_t point = 0;
    if (letter != 'u' || !hex4(point)) {
        return refuseJson("a string has an unknown escape", at_);
    }
    const bool high = point >= 0xD800 && point < 0xDC00;
    const bool low = point >= 0xDC00 && point <= 0xDFFF;
    if (low || (high && !lowSurrogate(point))) {
        return refuseJson("a string has half a character", at_);
    }
    appendUtf8(value, point);
    return true;
}

bool JsonReader::lowSurrogate(std::uint32_t& point) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") {
        return false;
    }
    at_ += 2;
    if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) {
        return false;
    }
    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
    return true;
}

bool JsonReader::hex4(std::uint32_t& value) {
    const std::string_view digits = text_.substr(at_, 4);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() < 4 || read.ec != std::errc() || read.ptr != digits.data() + 4) {
        return false;
    }
    at_ += 4;
    return true;
}

const JsonValue* JsonValue::find(const std::string& key) const {
    const auto* members = std::get_if<Object>(&value);
    if (members == nullptr) {
        return nullptr;
    }
    const auto found = members->find(key);
    return found == members->end() ? nullptr : &found->second;
}

Result<JsonValue> parseJson(std::string_view text, std::size_t maximumBytes) {
    if (text.size() > maximumBytes) {
        return fail(ErrorCode::InvalidInput,
                    "the JSON text has " + std::to_string(text.size()) + " bytes, more than the " +
                        std::to_string(maximumBytes) + " that are read",
                    "Check that this is the right file.");
    }
    JsonReader reader(text);
    JsonValue value;
    const bool whole = readValue(reader, value) && reader.end();
    if (!whole) {
        return fail(ErrorCode::Corrupt, "the text " + reader.problem(), "Fetch or make the file again.");
    }
    return value;
}

}  // namespace timbre
