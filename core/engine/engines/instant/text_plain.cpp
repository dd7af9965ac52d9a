// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/text_plain.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace timbre::instant {

namespace {

// Longer runs without a space are not words; flite would spell them for minutes.
constexpr std::size_t kLongestWord = 60;

/// One code point and how many bytes it took; nullopt where the bytes are not UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0;
};

std::optional<CodePoint> decode(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80)
        return CodePoint{lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes)
        return std::nullopt;
    char32_t value = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U)
            return std::nullopt;
        value = (value << 6U) | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < kSmallest[bytes] || value > 0x10FFFF || surrogate)
        return std::nullopt;
    return CodePoint{value, bytes};
}

// U+00C0..U+017F without their marks; "1".."9" stand for the few that become several letters.
constexpr std::string_view kLatin =
    "AAAAAA1CEEEEIIIIDNOOOOO OUUUUY23aaaaaa4ceeeeiiiidnooooo ouuuuy5yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi"
    "67JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo89RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kLatin.size() == 0x180 - 0xC0);
constexpr std::array<std::string_view, 9> kLigatures = {"AE", "Th", "ss", "ae", "th", "IJ", "ij", "OE", "oe"};
// U+1E00..U+1EF9 likewise (Vietnamese and others).
constexpr std::string_view kLatinAdditional =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTt"
    "UuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyasssSsAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOo"
    "Uu"
    "UuUuUuUuUuUuYyYyYyYy";
static_assert(kLatinAdditional.size() == 0x1EFA - 0x1E00);

std::optional<std::string_view> latinWithoutMarks(char32_t c) {
    if (c >= 0xC0 && c < 0x180 && c != 0xD7 && c != 0xF7) {
        const std::string_view letter = kLatin.substr(c - 0xC0, 1);
        if (letter[0] >= '1' && letter[0] <= '9')
            return kLigatures[static_cast<std::size_t>(letter[0] - '1')];
        return letter;
    }
    if (c >= 0x1E00 && c < 0x1EFA)
        return kLatinAdditional.substr(c - 0x1E00, 1);
    return std::nullopt;
}

constexpr std::array<std::pair<char32_t, std::string_view>, 30> kSymbols = {{{0x2018, "'"},
                                                                             {0x2019, "'"},
                                                                             {0x201A, "'"},
                                                                             {0x2032, "'"},
                                                                             {0x201C, "\""},
                                                                             {0x201D, "\""},
                                                                             {0x201E, "\""},
                                                                             {0x00AB, "\""},
                                                                             {0x00BB, "\""},
                                                                             {0x2010, "-"},
                                                                             {0x2011, "-"},
                                                                             {0x2012, "-"},
                                                                             {0x2013, ", "},
                                                                             {0x2014, ", "},
                                                                             {0x2015, ", "},
                                                                             {0x2026, "..."},
                                                                             {0x00A2, " cents "},
                                                                             {0x00B0, " degrees "},
                                                                             {0x00B1, " plus or minus "},
                                                                             {0x00D7, " times "},
                                                                             {0x00F7, " divided by "},
                                                                             {0x2212, " minus "},
                                                                             {0x00BC, " one quarter "},
                                                                             {0x00BD, " one half "},
                                                                             {0x00BE, " three quarters "},
                                                                             {0x00B2, " squared "},
                                                                             {0x00B3, " cubed "},
                                                                             {0x00A7, " section "},
                                                                             {0x00B5, " micro "},
                                                                             {0x3002, ". "}}};

std::optional<std::string_view> symbolInAscii(char32_t c) {
    const auto found = std::ranges::find(kSymbols, c, &std::pair<char32_t, std::string_view>::first);
    if (found == kSymbols.end())
        return std::nullopt;
    return found->second;
}

// flite knows "$5" only; these signs are read behind their number.
constexpr std::array<std::pair<char32_t, std::string_view>, 3> kCurrencies = {
    {{0x20AC, " euros "}, {0x00A3, " pounds "}, {0x00A5, " yen "}}};

std::optional<std::string_view> currencyName(char32_t c) {
    const auto found = std::ranges::find(kCurrencies, c, &std::pair<char32_t, std::string_view>::first);
    if (found == kCurrencies.end())
        return std::nullopt;
    return found->second;
}

/// The joined letters of old typesetting, common in text that was copied from a PDF.
std::optional<std::string_view> ligature(char32_t c) {
    constexpr std::array<std::string_view, 7> kLigatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    constexpr char32_t kFirst = 0xFB00;
    if (c < kFirst || c >= kFirst + kLigatures.size())
        return std::nullopt;
    return kLigatures[c - kFirst];
}

/// Letters of scripts that English rules cannot read. Everything else beyond ASCII is a mark or a picture.
bool isForeignLetter(char32_t c) {
    struct Range {
        char32_t first;
        char32_t last;
    };
    constexpr std::array<Range, 8> kScripts = {{{0x0180, 0x02AF},      // Latin extended B, phonetic letters
                                                {0x0370, 0x1DFF},      // Greek, Cyrillic ... phonetic extensions
                                                {0x1EFA, 0x1FFF},      // Greek extended
                                                {0x2C00, 0x2DFF},      // Glagolitic ... Cyrillic extended
                                                {0x2E80, 0xDFFF},      // radicals, kana, ideographs, Hangul
                                                {0xF900, 0xFDFF},      // compatibility ideographs, Arabic forms
                                                {0xFE70, 0xFFEF},      // Arabic forms, full and half width
                                                {0x10000, 0x1CFFF}}};  // ancient scripts
    if (ligature(c))
        return false;
    const bool punctuation = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F) || c == 0xFEFF;
    if (punctuation)
        return false;
    if (c >= 0x20000 && c <= 0x3FFFF)
        return true;
    return std::ranges::any_of(kScripts, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

std::string_view readAs(const CodePoint& point, std::string_view bytes) {
    if (point.value < 0x80) {
        const bool control = point.value < 0x20 || point.value == 0x7F;
        return control ? " " : bytes.substr(0, 1);
    }
    if (const auto letter = latinWithoutMarks(point.value))
        return *letter;
    if (const auto letters = ligature(point.value))
        return *letters;
    if (const auto symbol = symbolInAscii(point.value))
        return *symbol;
    const bool combining = (point.value >= 0x300 && point.value <= 0x36F) || point.value == 0x200D ||
                           (point.value >= 0xFE00 && point.value <= 0xFE0F);
    return combining ? "" : " ";
}

/// How many bytes of `text` are spaces and then a number ("5", " 1,000.50"); 0 where no number follows.
std::size_t numberAhead(std::string_view text) {
    const auto isDigit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    std::size_t end = begin;
    while (isDigit(end) ||
           (end > begin && end < text.size() && (text[end] == '.' || text[end] == ',') && isDigit(end + 1))) {
        ++end;
    }
    return end > begin ? end : 0;
}

bool digitBefore(std::string_view text, std::size_t at) { return at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9'; }

/// Collects the plain text letter by letter and remembers where each came from.
class PlainWriter {
  public:
    void add(std::string_view letters, std::size_t origin) {
        for (const char c : letters) {
            // A comma that stands for a dash belongs to the word before it: a lone one would be a word of its own.
            while (c == ',' && !plain_.text.empty() && plain_.text.back() == ' ') {
                plain_.text.pop_back();
                plain_.origin.pop_back();
            }
            wordLength_ = c == ' ' ? 0 : wordLength_ + 1;
            if (wordLength_ > kLongestWord) {
                append(' ', origin);
                wordLength_ = 1;
            }
            append(c, origin);
        }
    }

    PlainText finish() { return std::move(plain_); }

  private:
    void append(char c, std::size_t origin) {
        plain_.text += c;
        plain_.origin.push_back(origin);
    }

    PlainText plain_;
    std::size_t wordLength_ = 0;
};

}  // namespace

Result<PlainText> plainText(std::string_view utf8) {
    if (utf8.size() > kMaximumTextBytes) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the text has {} bytes, more than the {} one sentence may have", utf8.size(),
                                kMaximumTextBytes),
                    "Split it into sentences and speak them one after the other.");
    }
    PlainWriter writer;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = decode(utf8.substr(at));
        if (!point) {
            return fail(ErrorCode::InvalidInput, fmt::format("the text is not UTF-8 (byte {})", at + 1),
                        "Save it as UTF-8.");
        }
        if (isForeignLetter(point->value)) {
            return fail(ErrorCode::Unsupported,
                        fmt::format("the letter \"{}\" is not one of English", utf8.substr(at, point->bytes)),
                        "This engine speaks English; write the word in Latin letters or choose another language.");
        }
        if (const auto currency = currencyName(point->value)) {
            const std::size_t sign = at;
            const std::size_t number = at + point->bytes + numberAhead(utf8.substr(at + point->bytes));
            for (at += point->bytes; at < number; ++at)
                writer.add(utf8.substr(at, 1), at);
            writer.add(*currency, sign);
        } else {
            const bool range = point->value == 0x2013 && digitBefore(utf8, at) && numberAhead(utf8.substr(at + 3)) > 0;
            writer.add(range ? " to " : readAs(*point, utf8.substr(at)), at);
            at += point->bytes;
        }
    }
    PlainText plain = writer.finish();
    if (!hasWord(plain.text)) {
        return fail(ErrorCode::InvalidInput, "there is no word to speak in the text", "Write at least one word.");
    }
    return plain;
}

bool hasWord(std::string_view text) noexcept {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

std::vector<std::pair<std::size_t, std::size_t>> splitForReading(std::string_view text, std::size_t maximumBytes) {
    std::vector<std::pair<std::size_t, std::size_t>> pieces;
    // A break counts only in the later two thirds, so that no tiny piece is cut off.
    const auto lastBreak = [&](std::size_t begin, std::string_view marks) -> std::size_t {
        for (std::size_t i = begin + maximumBytes - 1; i > begin + maximumBytes / 3; --i) {
            if (marks.find(text[i - 1]) != std::string_view::npos && text[i] == ' ')
                return i;
        }
        return begin;
    };
    std::size_t begin = 0;
    while (text.size() - begin > maximumBytes) {
        std::size_t end = lastBreak(begin, ".!?");
        if (end == begin)
            end = lastBreak(begin, ",;:\"')-");
        if (end == begin) {
            const std::size_t space = text.substr(begin, maximumBytes).rfind(' ');
            end = space != std::string_view::npos && space > 0 ? begin + space : begin + maximumBytes;
            while (end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
                --end;
        }
        pieces.emplace_back(begin, end);
        begin = end;
    }
    pieces.emplace_back(begin, text.size());
    return pieces;
}

}  // namespace timbre::instant
