// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/text_mutation.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

#include "core/base/utf8.h"

namespace timbre::test {
namespace {

constexpr std::size_t kUsualBytes = 4U << 10U;
constexpr std::size_t kLongBytes = 40U << 10U;
constexpr std::size_t kOneIsLong = 300;

/// What rules look at, and what nobody should write.
const std::vector<std::string>& tokens() {
    static const std::vector<std::string> all{
        "0", "1", "2", "10", "100", "1000", "12345", "0.5", ".5", "5.", "1,000", "1e9", "007", "３", "٣", "१", "𝟛", "²", "½", "Ⅳ", "①", "㈠", "㍻",
        "一", "二", "两", "百", "千", "万", "亿", "零", "〇", "年", "月", "日", "号", "时", "点", "分", "秒", "个", "只", "第", "不", "儿", "了", "的", "地",
        "명", "개", "번", "살", "원", "人", "本", "匹", "つ", "円", "隻", "蚊", "%", "％", "‰", "°", "℃", "°C", "km/h", "m²", "cm³", "kg", "mL", "GHz", "$",
        "¥", "￥", "£", "€", "₩", "^", "_", "~", "～", "〜", "-", "–", "—", "―", "−", "+", "×", "÷", "=", "±", "√", "π", "α", "Ω", "<", ">", "&", "#",
        "@", "*", "/", "\\", "|", "://", "www.", ".com", "http://", "a@b.c", "v1.2.3", "12:30", "1:2", "2024-05-01", "1/2", "010-1234", "+86 138",
        ".", ",", "!", "?", "…", "……", "...", "。", "，", "、", "；", "：", "！", "？", "．", "｡", "·", "・", "•", "\"", "'", "“", "”", "‘", "’",
        "「", "」", "『", "』", "（", "）", "(", ")", "[", "]", "【", "】", "《", "》", "{", "}", "|ni3}", "(chong2)", "[停顿 0.8s]", "[[", "]]",
        "<break time=\"1s\"/>", "Dr.", "Mr.", "e.g.", "U.S.", "a.m.", "'s", "n't", "'", "-'", "A", "AI", "iPhone", "GPT-4o", "のは", "ー", "っ", "ぁ",
        "々", "ゝ", "ｶﾞ", "か\u3099", "゛", "と言った", "라고", "을 ㄹ", "ㅋ", "ㄱㅏ", "가", "각", "\u1100\u1161\u11A8", "\u115F", "\u3164", "嗰", "㗎", "龘",
        "\U00020BB7", "\U0002A6D6", "\U00030000", "é", "e\u0301", "\u0301", "\u0488", "ß", "ﬁ", "İ", "ı", "Å", "Ж", "ا", "\u0628\u064E", "ש", "न", "ก", "\u0E33",
        "😀", "👍🏽", "👩‍👩‍👧", "🇨🇳", "\uFE0F", "\u200D", "\u200B", "\u200E", "\u202A", "\u202E", "\u2066", "\u2069", "\uFEFF", "\u00AD",
        "\u2028", "\u2029", "\u0085", "\u00A0", "\u3000", "\u1680", "\u180E", "\t", "\v", "\f", "\r", "\n", "\r\n", "\n\n", " ", "  ", "\x01",
        "\x02", "\x1B[2J", "\x7F", "\u0378", "\uFFFE", "\uFFFF", "\uFFFD", "\U0010FFFF", "\uE000", "\U000F0000", "\U000E0041", "\U0001F1E6", "\uFFA0",
        std::string(1, '\0'), "\x80", "\xFF", "\xC0\x80", "\xC3", "\xE4\xBD", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80"};
    return all;
}

struct Range {
    char32_t first;
    char32_t last;
};

/// Code points are drawn from these, each as often.
constexpr std::array kRanges = std::to_array<Range>(
    {{0x00, 0x7F},     {0x80, 0x24F},    {0x250, 0x36F},   {0x370, 0x5FF},   {0x600, 0x1FFF},   {0x2000, 0x2BFF},   {0x2E80, 0x303F},
     {0x3040, 0x30FF}, {0x3100, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x4E00, 0x9FFF},  {0xAC00, 0xD7A3},   {0xAC00, 0xD7A3},
     {0xF900, 0xFAFF}, {0xFB00, 0xFDFF}, {0xFE00, 0xFFFF}, {0xE000, 0xF8FF}, {0x10000, 0x1FFFF}, {0x20000, 0x323AF}, {0x30000, 0x10FFFF}});

/// The work on one text.
class Mutation {
  public:
    Mutation(const std::vector<std::string>& own, const std::vector<std::string>& all, std::uint64_t seed)
        : own_(own), all_(all), random_(seed) {}

    std::string text() {
        limit_ = below(kOneIsLong) == 0 ? kLongBytes : kUsualBytes;
        begin();
        for (std::size_t steps = below(10); steps > 0; --steps) {
            step();
            text_.resize(std::min(text_.size(), limit_));
        }
        if (below(4) != 0)
            repair();  // Most readers say no more of a text than that it is not UTF-8.
        return std::move(text_);
    }

  private:
    std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(random_() % count); }

    const std::string& line() {
        static const std::string none;
        const auto& lines = own_.empty() || below(4) == 0 ? all_ : own_;
        return lines.empty() ? none : lines[below(lines.size())];
    }

    const std::string& token() { return tokens()[below(tokens().size())]; }

    void begin() {
        switch (below(8)) {
            case 0: break;
            case 1:
                for (std::size_t count = 1 + below(30); count > 0; --count)
                    text_ += token();
                break;
            case 2: text_ = line() + "\n" + line(); break;
            default: text_ = line();
        }
    }

    /// A place between two code points.
    std::size_t place() {
        std::size_t at = below(text_.size() + 1);
        while (at > 0 && at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U)
            --at;
        return at;
    }

    std::pair<std::size_t, std::size_t> part(std::size_t longest) {
        const std::size_t begin = place();
        std::size_t end = begin;
        for (std::size_t count = 1 + below(longest); count > 0 && end < text_.size(); --count)
            decodeUtf8(text_, end);
        return {begin, end};
    }

    std::string codePoint() {
        const Range range = kRanges[below(kRanges.size())];
        std::string utf8;
        appendUtf8(utf8, range.first + static_cast<char32_t>(below(range.last - range.first + 1)));
        return utf8;  // Surrogates come out as the bytes that are not UTF-8.
    }

    std::string number() {
        static constexpr std::string_view kSigns = "0123456789012345678901234567890123456789.,:/-% ";
        std::string digits;
        for (std::size_t count = 1 + below(below(8) == 0 ? 60 : 9); count > 0; --count)
            digits += kSigns[below(kSigns.size())];
        return digits;
    }

    void step() {
        switch (below(15)) {
            case 0: damageBytes(); break;
            case 1:
            case 2: text_.insert(place(), codePoint()); break;
            case 3:
            case 4:
            case 5: text_.insert(place(), token()); break;
            case 6: text_.insert(place(), number()); break;
            case 7: splice(); break;
            case 8: repeat(); break;
            case 9: swapParts(); break;
            case 10: {
                const auto [begin, end] = part(12);
                text_.erase(begin, end - begin);
                break;
            }
            case 11: {
                const auto [begin, end] = part(1);
                text_.replace(begin, end - begin, below(2) == 0 ? codePoint() : token());
                break;
            }
            case 12: changeWidth(); break;
            case 13: interleave(); break;
            default: text_.resize(below(text_.size() + 1));  // Also inside of a code point.
        }
    }

    void repair() {
        std::string good;
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t begin = at;
            if (decodeUtf8(text_, at) != kReplacementCharacter)
                good += text_.substr(begin, at - begin);
        }
        text_ = std::move(good);
    }

    void damageBytes() {
        for (std::size_t count = 1 + below(4); count > 0; --count) {
            const std::size_t at = below(text_.size() + 1);
            const char byte = static_cast<char>(random_());
            if (at == text_.size() || below(3) == 0)
                text_.insert(at, 1, byte);
            else if (below(2) == 0)
                text_[at] = byte;
            else
                text_.erase(at, 1);
        }
    }

    void splice() {
        const std::string& other = line();
        const std::size_t begin = below(other.size() + 1);
        text_.insert(place(), other, begin, below(other.size() - begin + 1));
    }

    void repeat() {
        const auto [begin, end] = part(6);
        const std::string piece = end > begin ? text_.substr(begin, end - begin) : token();
        std::string row;
        const std::size_t bytes = below(limit_ == kLongBytes ? kLongBytes : below(4) == 0 ? 2000 : 60);
        while (row.size() < bytes)
            row += piece;
        text_.insert(begin, row);
    }

    void swapParts() {
        const auto [begin, end] = part(20);
        const std::string piece = text_.substr(begin, end - begin);
        text_.erase(begin, end - begin);
        text_.insert(place(), piece);
    }

    /// Capitals, small letters or full-width forms of a part.
    void changeWidth() {
        const auto [begin, end] = part(20);
        const std::size_t way = below(3);
        std::string changed;
        for (std::size_t at = begin; at < end;) {
            char32_t c = decodeUtf8(text_, at);
            const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
            if (way == 0 && c > U' ' && c < 0x7F)
                c += 0xFEE0;
            else if (way == 1 && letter)
                c ^= 0x20U;
            else if (way == 2 && c > 0xFF00 && c < 0xFF5F)
                c -= 0xFEE0;
            appendUtf8(changed, c);
        }
        text_.replace(begin, end - begin, changed);
    }

    /// A token between all code points of a part.
    void interleave() {
        const auto [begin, end] = part(30);
        const std::string& sign = token();
        std::string changed;
        for (std::size_t at = begin; at < end;) {
            const std::size_t from = at;
            decodeUtf8(text_, at);
            changed += text_.substr(from, at - from) + sign;
        }
        text_.replace(begin, end - begin, changed);
    }

    const std::vector<std::string>& own_;
    const std::vector<std::string>& all_;
    std::mt19937_64 random_;
    std::string text_;
    std::size_t limit_ = kUsualBytes;
};

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

TextCorpus readTextCorpus(const std::filesystem::path& folder) {
    TextCorpus corpus;
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (const auto& item : std::filesystem::directory_iterator(folder, none))
        if (item.path().extension() == ".txt")
            files.push_back(item.path());
    std::ranges::sort(files);
    for (const auto& path : files) {
        std::ifstream file(path, std::ios::binary);
        for (std::string line; std::getline(file, line);) {
            if (path.stem() == "found") {
                if (!line.empty() && !line.starts_with('#'))
                    corpus.found.push_back(unescaped(line));
            } else {
                corpus.lines[path.stem().string()].push_back(line);
            }
        }
    }
    return corpus;
}

std::string escaped(std::string_view bytes) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string line;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\')
            line += "\\\\";
        else if (byte >= 0x20 && byte < 0x7F)
            line += c;
        else
            line += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
    return line;
}

std::string unescaped(std::string_view line) {
    std::string bytes;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool hex = line[i] == '\\' && i + 3 < line.size() && line[i + 1] == 'x' && hexDigit(line[i + 2]) >= 0 &&
                         hexDigit(line[i + 3]) >= 0;
        if (hex) {
            bytes += static_cast<char>(hexDigit(line[i + 2]) * 16 + hexDigit(line[i + 3]));
            i += 3;
        } else {
            i += line[i] == '\\' && i + 1 < line.size() ? 1 : 0;
            bytes += line[i];
        }
    }
    return bytes;
}

TextMutator::TextMutator(const TextCorpus& corpus, const std::string& language) {
    for (const auto& [name, lines] : corpus.lines) {
        all_.insert(all_.end(), lines.begin(), lines.end());
        if (name == language)
            own_ = lines;
    }
}

std::string TextMutator::text(std::uint64_t seed) const { return Mutation(own_, all_, seed).text(); }

}  // namespace timbre::test
