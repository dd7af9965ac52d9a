// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.h"

/// Strict JSON (RFC 8259) without a library, so that the networks build with nothing but a compiler and torch.
namespace timbre {

inline constexpr std::size_t kJsonMaximumDepth = 64;

/// Reads JSON piece by piece, in the caller's order, keeping nothing. Every function returns false at the first thing
/// that does not belong; problem() then says what and at which byte.
class JsonReader {
  public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    /// What is wrong, to follow "the header ": "is not valid JSON: ... at byte 12".
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// Notes the caller's own complaint, unless there is an earlier one. Always false.
    bool refuse(std::string why);

    /// Calls member(key), which reads the value, for every member in order. Repeated keys are the caller's business.
    template <typename Member>
    bool object(Member member) {
        return nested('{', '}', [&] {
            std::string key;
            return string(key) && expect(':') && member(std::move(key));
        });
    }

    /// Calls element(), which reads the value, for every element in order.
    template <typename Element>
    bool array(Element element) {
        return nested('[', ']', element);
    }

    /// A string with its escapes resolved; it is valid UTF-8.
    bool string(std::string& value);
    /// A number without fraction and exponent that fits 63 bits and a sign.
    bool integer(std::int64_t& value);
    /// Any number; integral says whether it fits integer().
    bool number(std::int64_t& whole, double& real, bool& integral);
    /// Takes `word` (true, false, null) if it comes next; says nothing otherwise.
    bool takeWord(std::string_view word);
    /// The next character that is not white space, or NUL at the end of the text.
    char peek();
    /// Nothing but white space is left.
    bool end();

  private:
    bool expect(char wanted);
    bool take(char wanted);
    bool refuseJson(const std::string& why, std::size_t place);
    bool escape(std::string& value);
    bool lowSurrogate(std::uint32_t& point);
    bool hex4(std::uint32_t& value);
    std::string_view numberText(bool& integral);

    template <typename Part>
    bool nested(char open, char close, Part part) {
        if (!expect(open)) {
            return false;
        }
        if (++depth_ > kJsonMaximumDepth) {
            return refuseJson("it is nested too deeply", at_);
        }
        if (!take(close)) {
            do {
                if (!part()) {
                    return false;
                }
            } while (take(','));
            if (!expect(close)) {
                return false;
            }
        }
        --depth_;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::string problem_;
};

/// Any JSON value, held in memory.
struct JsonValue {
    using Array = std::vector<JsonValue>;
    using Object = std::map<std::string, JsonValue>;
    /// Numbers without fraction and exponent are integers; null is the first.
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value{};

    /// The member of that name, or null where there is none or this is no object.
    [[nodiscard]] const JsonValue* find(const std::string& key) const;

    bool operator==(const JsonValue&) const = default;
};

/// Reads one JSON text. Corrupt, with the byte and the reason, where it is no JSON, names a key twice, nests deeper
/// than kJsonMaximumDepth, has an integer beyond 64 bits or goes on after its end; InvalidInput above `maximumBytes`.
Result<JsonValue> parseJson(std::string_view text, std::size_t maximumBytes = std::size_t{64} << 20U);

}  // namespace timbre
