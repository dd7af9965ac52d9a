// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/utf8.h"

namespace timbre {

namespace {

/// No word, reading or pause is longer; it bounds how far a sign that is never closed is looked after.
constexpr std::size_t kLongestMark = 400;
constexpr std::size_t kLongestPause = 80;
constexpr std::size_t kLongestNote = 20'000;

constexpr int kUsualPauseMs = 500;
/// SSML's words for lengths of silence.
constexpr std::array<std::pair<std::string_view, int>, 6> kStrengths{
    {{"none", 0}, {"x-weak", 100}, {"weak", 250}, {"medium", 500}, {"strong", 750}, {"x-strong", 1000}}};

constexpr std::array<std::string_view, 7> kPauseWords{"停顿", "停頓", "pause", "ポーズ", "間", "쉼", "暂停"};

bool isHanCharacter(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

bool isLatinOrDigit(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string_view trimmed(std::string_view text) { return trimSpace(text); }

/// "0.8s", "800ms", "1.5 秒", "2": milliseconds; seconds where no unit is given.
std::optional<double> milliseconds(std::string_view time) {
    time = trimmed(time);
    double value = 0.0;
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), value);
    if (error != std::errc{} || !std::isfinite(value) || value < 0.0)
        return std::nullopt;
    const std::string unit = foldCase(trimmed(time.substr(static_cast<std::size_t>(end - time.data()))));
    if (unit.empty() || unit == "s" || unit == "sec" || unit == "秒" || unit == "초")
        return value * 1000.0;
    if (unit == "ms" || unit == "毫秒" || unit == "ミリ秒")
        return value;
    return std::nullopt;
}

Result<int> pauseOf(std::string_view time, std::string_view written) {
    const auto ms = milliseconds(time);
    if (!ms)
        return fail(ErrorCode::InvalidInput, fmt::format("the pause “{}” has no length that can be read", written),
                    "Write it like [停顿 0.8s] or <break time=\"800ms\"/>.");
    if (*ms > kLongestPauseMs)
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the pause “{}” is longer than {} s", written, kLongestPauseMs / 1000),
                    "Write a shorter one, or several sentences.");
    return static_cast<int>(std::lround(*ms));
}

/// The vowels with the marks of the four tones, as one may type them.
constexpr std::u32string_view kTonedVowels = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";

/// How many syllables with tones stand here ("chong2", "chóng xīn", "cung4"); 0 where it is nothing of the kind.
std::size_t tonedSyllables(std::string_view text) {
    std::size_t syllables = 0;
    std::size_t letters = 0;
    std::size_t vowels = 0;
    std::size_t marks = 0;
    const auto endSyllable = [&](bool toned) {
        if (letters == 0)
            return true;
        // (v2) and (a1) are more often labels than readings.
        const bool whole = vowels > 0 && letters > 1;
        ++syllables;
        letters = vowels = marks = 0;
        return toned && whole;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decodeUtf8(text, at);
        const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'ü' || c == U'Ü' ||
                            (c == U':' && letters > 0);
        if (letter) {
            vowels += std::u32string_view(U"aeiouüAEIOUÜ").find(c) != std::u32string_view::npos ||
                              (letters > 0 && (c == U'v' || c == U'V'))
                          ? 1
                          : 0;
            ++letters;
        } else if (kTonedVowels.find(c) != std::u32string_view::npos) {
            letters += 2;  // A marked vowel is a syllable even alone.
            ++vowels;
            ++marks;
        } else if (c >= U'0' && c <= U'9') {
            if (letters == 0 || !endSyllable(true))
                return 0;
        } else if (c == U' ' || c == U',' || c == U'\'') {
            if (!endSyllable(marks == 1))
                return 0;
        } else {
            return 0;
        }
        if (letters > 8)
            return 0;
    }
    return endSyllable(marks == 1) ? syllables : 0;
}

/// Finds a sign ahead. Asked for places that only grow, so that all questions together walk the text once.
class SignAhead {
  public:
    SignAhead(std::string_view text, std::string_view sign) : text_(text), sign_(sign) {}

    /// Where it stands at or behind `from`, at most `within` bytes on.
    std::optional<std::size_t> at(std::size_t from, std::size_t within) {
        if (!searched_ || (next_ != std::string_view::npos && next_ < from)) {
            next_ = text_.find(sign_, from);
            searched_ = true;
        }
        return next_ == std::string_view::npos || next_ - from > within ? std::nullopt : std::optional(next_);
    }

  private:
    std::string_view text_;
    std::string_view sign_;
    std::size_t next_ = 0;
    bool searched_ = false;
};

class Finder {
  public:
    explicit Finder(std::string_view text) : text_(text) {}

    std::vector<Mark> all() {
        while (at_ < text_.size()) {
            auto mark = markHere();
            if (mark) {
                at_ = mark->endByte;
                marks_.push_back(std::move(*mark));
                han_.clear();
                continue;
            }
            const std::size_t begin = at_;
            const char32_t c = decodeUtf8(text_, at_);
            if (!isHanCharacter(c))
                han_.clear();
            else
                han_.push_back(begin);
        }
        return std::move(marks_);
    }

  private:
    using Found = std::optional<Mark>;

    Found markHere() {
        const std::string_view rest = text_.substr(at_);
        switch (rest.front()) {
            case '[': return rest.starts_with("[[") ? note() : bracketPause("[", bracketEnd_);
            case '<': return breakTag();
            case '{': return bracedReading();
            case '(': return readingBehind("(", roundEnd_);
            default: break;
        }
        if (rest.starts_with("（"))
            return readingBehind("（", wideRoundEnd_);
        if (rest.starts_with("［") || rest.starts_with("【"))
            return bracketPause(rest.substr(0, 3), rest.starts_with("［") ? wideBracketEnd_ : lensEnd_);
        return {};
    }

    Found note() {
        const auto end = noteEnd_.at(at_ + 2, kLongestNote);
        if (!end)
            return {};
        return Mark{.kind = MarkKind::Note, .beginByte = at_, .endByte = *end + 2};
    }

    Found bracketPause(std::string_view open, SignAhead& close) {
        const std::size_t inner = at_ + open.size();
        const auto end = close.at(inner, kLongestPause);
        if (!end)
            return {};
        const std::string folded = foldCase(trimmed(text_.substr(inner, *end - inner)));
        const auto* const word = std::ranges::find_if(
            kPauseWords, [&](std::string_view known) { return std::string_view(folded).starts_with(known); });
        if (word == kPauseWords.end())
            return {};
        const std::string_view time = trimmed(std::string_view(folded).substr(word->size()));
        // [pause here] is text; a number, or nothing at all, shows that a pause is meant.
        if (!time.empty() && (time.front() < '0' || time.front() > '9') && time.front() != '-' && time.front() != '.')
            return {};
        return pause(time, *end + open.size());  // Both brackets are of one width.
    }

    Found breakTag() {
        const auto end = tagEnd_.at(at_, kLongestPause);
        if (!end)
            return {};
        std::string tag = foldCase(text_.substr(at_ + 1, *end - at_ - 1));
        if (!tag.starts_with("break") || (tag.size() > 5 && tag[5] != ' ' && tag[5] != '/'))
            return {};
        std::string time;
        if (const std::size_t attribute = tag.find("time"); attribute != std::string::npos) {
            const std::size_t open = tag.find_first_of("\"'", attribute);
            const std::size_t close = open == std::string::npos ? open : tag.find(tag[open], open + 1);
            if (close != std::string::npos)
                time = tag.substr(open + 1, close - open - 1);
        }
        auto mark = pause(time, *end + 1);
        if (time.empty())
            for (const auto& [strength, ms] : kStrengths)
                if (tag.find("\"" + std::string(strength) + "\"") != std::string::npos)
                    mark->pauseMs = ms;
        return mark;
    }

    Found pause(std::string_view time, std::size_t end) {
        Mark mark{.kind = MarkKind::Pause, .beginByte = at_, .endByte = end, .pauseMs = kUsualPauseMs};
        if (time.empty())
            return mark;
        const auto ms = pauseOf(time, text_.substr(at_, end - at_));
        if (ms)
            mark.pauseMs = *ms;
        else
            mark.fault = ms.error();
        return mark;
    }

    Found bracedReading() {
        const auto end = braceEnd_.at(at_, kLongestMark);
        const auto bar = bar_.at(at_, kLongestMark);
        if (!end || !bar || *bar > *end || text_.substr(at_ + 1, *end - at_ - 1).find('{') != std::string_view::npos)
            return {};
        const std::string_view word = text_.substr(at_ + 1, *bar - at_ - 1);
        const std::string_view reading = trimmed(text_.substr(*bar + 1, *end - *bar - 1));
        if (trimmed(word).empty() || reading.empty() || word.find('\n') != std::string_view::npos)
            return {};
        return Mark{.kind = MarkKind::Reading, .beginByte = at_, .endByte = *end + 1,
                                  .wordBegin = at_ + 1, .wordEnd = *bar, .reading = std::string(reading)};
    }

    /// 重(chong2): as many Han characters before the bracket as it holds syllables.
    Found readingBehind(std::string_view open, SignAhead& close) {
        if (han_.empty())
            return {};
        const std::size_t inner = at_ + open.size();
        const auto end = close.at(inner, kLongestMark);
        if (!end)
            return {};
        const std::string_view reading = trimmed(text_.substr(inner, *end - inner));
        const std::size_t syllables = tonedSyllables(reading);
        if (syllables == 0 || syllables > han_.size())
            return {};
        return Mark{.kind = MarkKind::Reading, .beginByte = at_, .endByte = *end + open.size(),
                                  .wordBegin = han_[han_.size() - syllables], .wordEnd = at_,
                                  .reading = std::string(reading)};
    }

    std::string_view text_;
    SignAhead noteEnd_{text_, "]]"};
    SignAhead bracketEnd_{text_, "]"};
    SignAhead wideBracketEnd_{text_, "］"};
    SignAhead lensEnd_{text_, "】"};
    SignAhead tagEnd_{text_, ">"};
    SignAhead braceEnd_{text_, "}"};
    SignAhead bar_{text_, "|"};
    SignAhead roundEnd_{text_, ")"};
    SignAhead wideRoundEnd_{text_, "）"};
    std::size_t at_ = 0;
    std::vector<Mark> marks_;
    std::vector<std::size_t> han_;  ///< Where the Han characters directly before `at_` begin.
};

}  // namespace

std::vector<Mark> findMarkup(std::string_view utf8) { return Finder(utf8).all(); }

Result<PlainText> withoutMarkup(std::string_view utf8) {
    const auto marks = findMarkup(utf8);
    for (const Mark& mark : marks)
        if (mark.fault)
            return tl::unexpected(*mark.fault);
    PlainText plain;
    plain.text.reserve(utf8.size());
    const auto take = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            plain.text += utf8[i];
            plain.sourceBytes.push_back(i);
        }
    };
    std::size_t done = 0;
    for (const Mark& mark : marks) {
        take(done, mark.beginByte);
        done = mark.endByte;
        // Words on both sides of it are two words.
        const bool between = mark.kind != MarkKind::Reading && mark.beginByte > 0 && mark.endByte < utf8.size() &&
                             isLatinOrDigit(utf8[mark.beginByte - 1]) && isLatinOrDigit(utf8[mark.endByte]);
        if (between) {
            plain.text += ' ';
            plain.sourceBytes.push_back(mark.beginByte);
        }
        if (mark.kind == MarkKind::Pause) {
            plain.pauses.push_back({.atByte = plain.text.size(), .milliseconds = mark.pauseMs});
        } else if (mark.kind == MarkKind::Reading) {
            const std::size_t size = mark.wordEnd - mark.wordBegin;
            if (mark.wordBegin >= mark.beginByte)
                take(mark.wordBegin, mark.wordEnd);
            plain.readings.push_back(
                {.beginByte = plain.text.size() - size, .endByte = plain.text.size(), .reading = mark.reading});
        }
    }
    take(done, utf8.size());
    plain.sourceBytes.push_back(utf8.size());
    return plain;
}

}  // namespace timbre
