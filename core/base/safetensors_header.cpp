// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors_header.h"

#include <limits>
#include <utility>

namespace timbre {

namespace {

/// Reads the one JSON shape a header has: an object of tensor descriptions and of string metadata. Every function
/// returns false at the first thing that does not belong, with `problem` set.
class HeaderReader {
  public:
    explicit HeaderReader(std::string_view text) : text_(text) {}

    std::string problem;

    bool read(SafetensorsHeader& header) {
        std::map<std::string, bool, std::less<>> seen;
        const bool whole = object([&](const std::string& key) {
            if (!seen.emplace(key, true).second) {
                return refuse("names \"" + key + "\" twice");
            }
            return key == kSafetensorsMetadata ? metadata(header.metadata) : entry(key, header.entries);
        });
        if (!whole) {
            return false;
        }
        skipSpace();
        return at_ == text_.size() || refuse("has text after its end");
    }

  private:
    bool refuse(std::string why) {
        if (problem.empty()) {
            problem = std::move(why);
        }
        return false;
    }

    void skipSpace() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }

    bool take(char wanted) {
        skipSpace();
        if (at_ < text_.size() && text_[at_] == wanted) {
            ++at_;
            return true;
        }
        return false;
    }

    bool expect(char wanted) { return take(wanted) || refuse("is not the JSON this format uses"); }

    template <typename Member>
    bool object(Member member) {
        if (!expect('{')) {
            return false;
        }
        if (take('}')) {
            return true;
        }
        do {
            std::string key;
            if (!string(key) || !expect(':') || !member(key)) {
                return false;
            }
        } while (take(','));
        return expect('}');
    }

    bool metadata(std::map<std::string, std::string>& values) {
        return object([&](const std::string& key) {
            std::string value;
            if (!string(value)) {
                return false;
            }
            return values.emplace(key, std::move(value)).second || refuse("names the metadata \"" + key + "\" twice");
        });
    }

    bool entry(const std::string& name, std::vector<SafetensorsEntry>& entries) {
        SafetensorsEntry found{.name = name, .dtypeName = {}, .shape = {}};
        std::vector<std::int64_t> offsets;
        bool hasShape = false;
        const bool whole = object([&](const std::string& key) {
            if (key == "dtype" && found.dtypeName.empty()) {
                return string(found.dtypeName);
            }
            if (key == "shape" && !hasShape) {
                hasShape = true;
                return numbers(found.shape);
            }
            if (key == "data_offsets" && offsets.empty()) {
                return numbers(offsets);
            }
            return refuse("gives \"" + name + "\" the unknown or repeated key \"" + key + "\"");
        });
        if (!whole) {
            return false;
        }
        if (found.dtypeName.empty() || !hasShape || offsets.size() != 2) {
            return refuse("does not say dtype, shape and two data_offsets of \"" + name + "\"");
        }
        found.begin = static_cast<std::uint64_t>(offsets[0]);
        found.end = static_cast<std::uint64_t>(offsets[1]);
        entries.push_back(std::move(found));
        return true;
    }

    bool numbers(std::vector<std::int64_t>& values) {
        if (!expect('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            std::int64_t value = 0;
            if (!number(value)) {
                return false;
            }
            values.push_back(value);
            if (values.size() > kSafetensorsMaximumRank) {
                return refuse("has a list that is too long");
            }
        } while (take(','));
        return expect(']');
    }

    /// A non-negative integer below 2^63: shapes and offsets are nothing else.
    bool number(std::int64_t& value) {
        skipSpace();
        const std::size_t start = at_;
        value = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
            const int digit = text_[at_] - '0';
            if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
                return refuse("has a number that is too large");
            }
            value = value * 10 + digit;
            ++at_;
        }
        const std::size_t digits = at_ - start;
        return (digits == 1 || (digits > 1 && text_[start] != '0')) || refuse("has a number it cannot have");
    }

    bool string(std::string& value) {
        if (!expect('"')) {
            return false;
        }
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') {
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20) {
                break;
            }
            if (c != '\\') {
                value.push_back(c);
            } else if (!escape(value)) {
                return false;
            }
        }
        return refuse("has a string without an end");
    }

    bool escape(std::string& value) {
        constexpr std::string_view kLetters = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (at_ >= text_.size()) {
            return refuse("has a string without an end");
        }
        const char letter = text_[at_++];
        if (const auto place = kLetters.find(letter); place != std::string_view::npos) {
            value.push_back(kMeanings[place]);
            return true;
        }
        std::uint32_t point = 0;
        if (letter != 'u' || !hex4(point)) {
            return refuse("has an unknown escape in a string");
        }
        if (point >= 0xD800 && point < 0xDC00) {
            std::uint32_t low = 0;
            if (text_.substr(at_, 2) != "\\u") {
                return refuse("has half a character in a string");
            }
            at_ += 2;
            if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) {
                return refuse("has half a character in a string");
            }
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
        } else if (point >= 0xDC00 && point <= 0xDFFF) {
            return refuse("has half a character in a string");
        }
        appendUtf8(value, point);
        return true;
    }

    bool hex4(std::uint32_t& value) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        if (text_.size() - at_ < 4) {
            return false;
        }
        for (int i = 0; i < 4; ++i) {
            const char c = text_[at_++];
            const auto digit = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
            if (digit == std::string_view::npos) {
                return false;
            }
            value = value * 16 + static_cast<std::uint32_t>(digit);
        }
        return true;
    }

    static void appendUtf8(std::string& value, std::uint32_t point) {
        const auto tail = [&](unsigned shift) {
            value.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU)));
        };
        if (point < 0x80) {
            value.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            value.push_back(static_cast<char>(0xC0U | (point >> 6U)));
            tail(0);
        } else if (point < 0x10000) {
            value.push_back(static_cast<char>(0xE0U | (point >> 12U)));
            tail(6);
            tail(0);
        } else {
            value.push_back(static_cast<char>(0xF0U | (point >> 18U)));
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::string& problem) {
    SafetensorsHeader header;
    HeaderReader reader(text);
    if (!reader.read(header)) {
        problem = reader.problem;
        return std::nullopt;
    }
    return header;
}

}  // namespace timbre
