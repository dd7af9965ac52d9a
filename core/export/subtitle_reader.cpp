// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/subtitle_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/base/html_entities.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::string_view kArrow = "-->";
/// No tag is longer; it bounds how far a "<" that is never closed is looked after.
constexpr std::size_t kLongestTag = 200;
constexpr std::array<std::string_view, 12> kSubRipTags{"b", "i", "u", "s", "c", "v", "em", "rt", "font", "lang", "ruby", "strong"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Marks that say in which direction text runs; some programs write them before every line.
bool isDirection(char32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x61C || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string withoutDirections(std::string_view line) {
    std::string plain;
    for (std::size_t at = 0; at < line.size();) {
        if (const char32_t c = decodeUtf8(line, at); !isDirection(c)) {
            appendUtf8(plain, c);
        }
    }
    return plain;
}

/// The whole number at the beginning, taken off; nullopt where there is none, or a longer one than times have.
std::optional<std::int64_t> takeNumber(std::string_view& text) {
    constexpr std::size_t kMostDigits = 6;
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && isDigit(text[digits]); ++digits) {
        if (digits == kMostDigits) {
            return std::nullopt;
        }
        value = value * 10 + (text[digits] - '0');
    }
    text.remove_prefix(digits);
    return digits == 0 ? std::nullopt : std::optional(value);
}

/// Digits behind the point, as thousandths; more than three are left unread.
std::int64_t takeThousandths(std::string_view& text) {
    std::int64_t value = 0;
    std::int64_t unit = 100;
    for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1)) {
        value += unit * (text.front() - '0');
        unit /= 10;
    }
    return value;
}

/// "01:02:03,500", "02:03.5": milliseconds, taken off the beginning.
std::optional<std::int64_t> takeTime(std::string_view& text) {
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    for (;;) {
        const auto number = takeNumber(text);
        if (!number || count == parts.size()) {
            return std::nullopt;
        }
        parts[count++] = *number;
        if (!text.starts_with(':')) {
            break;
        }
        text.remove_prefix(1);
    }
    if (count < 2 || parts[count - 1] >= 60 || (count == 3 && parts[1] >= 60)) {
        return std::nullopt;
    }
    const std::int64_t seconds = count == 3 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
    std::int64_t thousandths = 0;
    if (text.starts_with(',') || text.starts_with('.')) {
        text.remove_prefix(1);
        thousandths = takeThousandths(text);
    }
    return seconds * 1000 + thousandths;
}

/// A line that is meant to say when a cue is shown, whether or not it can be read.
bool isTimeLine(std::string_view line) {
    const std::size_t arrow = line.find(kArrow);
    if (arrow == std::string_view::npos) {
        return false;
    }
    const std::string before = withoutDirections(line.substr(0, arrow));
    const std::string_view begin = trimSpace(before);
    return !begin.empty() && isDigit(begin.front()) && begin.find(':') != std::string_view::npos;
}

/// A cue with its times alone; nullopt where they cannot be read.
std::optional<Cue> timesOf(std::string_view line) {
    const std::string plain = withoutDirections(line);
    std::string_view text = trimSpace(plain);
    const auto start = takeTime(text);
    text = trimSpace(text);
    if (!start || !text.starts_with(kArrow)) {
        return std::nullopt;
    }
    text = trimSpace(text.substr(kArrow.size()));
    const auto end = takeTime(text);
    if (!end || *end < *start || (!text.empty() && text.front() != ' ' && text.front() != '\t')) {
        return std::nullopt;
    }
    return Cue{static_cast<double>(*start) / 1000.0, static_cast<double>(*end) / 1000.0, {}};
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// Without blanks around its lines and without empty lines.
std::string tidied(std::string_view text) {
    std::string tidy;
    for (const std::string_view line : linesOf(text)) {
        if (const std::string_view words = trimSpace(line); !words.empty()) {
            tidy += (tidy.empty() ? "" : "\n") + std::string(words);
        }
    }
    return tidy;
}

/// The tag that begins here, without its brackets; empty where none does.
std::string_view tagAt(std::string_view text, std::size_t at) {
    const std::size_t end = text.substr(at, kLongestTag).find('>');
    return end == std::string_view::npos || end < 2 ? std::string_view{} : text.substr(at + 1, end - 1);
}

/// "font" of "font color=red", "i" of "/i", "v" of "v.loud Anna".
std::string nameOfTag(std::string_view tag) {
    tag.remove_prefix(tag.starts_with('/') ? 1 : 0);
    return foldCase(tag.substr(0, tag.find_first_of(" \t\n.=/")));
}

std::string withoutSubRipFormatting(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with("{\\")) {
            if (const std::size_t end = text.substr(at, kLongestTag).find('}'); end != std::string_view::npos) {
                at += end + 1;
                continue;
            }
        }
        const std::string_view tag = text[at] == '<' ? tagAt(text, at) : std::string_view{};
        if (!tag.empty() && std::ranges::find(kSubRipTags, nameOfTag(tag)) != kSubRipTags.end()) {
            at += tag.size() + 2;
            continue;
        }
        plain += text[at++];
    }
    return plain;
}

void keep(ReadSubtitles& read, Cue cue) {
    cue.text = tidied(decodeHtmlEntities(cue.text));
    if (cue.text.empty()) {
        ++read.empty;
        return;
    }
    read.cues.push_back(std::move(cue));
}

/// Takes the text of a WebVTT cue apart where another voice begins.
class VoiceText {
  public:
    explicit VoiceText(const Cue& times) : cue_(times) {}

    void readInto(ReadSubtitles& read, std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::string_view tag = text[at] == '<' ? tagAt(text, at) : std::string_view{};
            if (tag.empty() || (isDigit(tag.front()) && tag.find(':') == std::string_view::npos) || tag.front() == ' ') {
                cue_.text += inReading_ ? "" : std::string(1, text[at]);
                ++at;
                continue;
            }
            take(read, tag);
            at += tag.size() + 2;
        }
        finish(read);
    }

    [[nodiscard]] bool keptNothing() const { return kept_ == 0; }

  private:
    void take(ReadSubtitles& read, std::string_view tag) {
        const std::string name = nameOfTag(tag);
        const bool closes = tag.starts_with('/');
        if (name == "rt") {
            inReading_ = !closes;
        } else if (name == "v") {
            finish(read);
            const std::size_t blank = tag.find_first_of(" \t\n");
            cue_.speaker = closes || blank == std::string_view::npos ? "" : decodeHtmlEntities(trimSpace(tag.substr(blank)));
        }
    }

    void finish(ReadSubtitles& read) {
        if (!trimSpace(cue_.text).empty()) {
            ++kept_;
            keep(read, cue_);
        }
        cue_.text.clear();
    }

    Cue cue_;
    bool inReading_ = false;
    std::size_t kept_ = 0;
};

Result<ReadSubtitles> finished(ReadSubtitles read) {
    if (read.cues.empty()) {
        return fail(ErrorCode::InvalidInput, "the subtitles hold not a single cue with a time and a text",
                    "Give a file with lines like 00:00:01,000 --> 00:00:02,500 and the words below them.");
    }
    std::ranges::stable_sort(read.cues, {}, &Cue::startSeconds);
    return read;
}

bool isNumber(std::string_view line) {
    const std::string plain = withoutDirections(line);
    const std::string_view digits = trimSpace(plain);
    return !digits.empty() && std::ranges::all_of(digits, isDigit);
}

void readSrtCue(ReadSubtitles& read, std::string_view times, std::span<const std::string_view> lines) {
    auto cue = timesOf(times);
    if (!cue) {
        ++read.unreadable;
        return;
    }
    for (const std::string_view line : lines) {
        cue->text += withoutSubRipFormatting(line) + "\n";
    }
    keep(read, std::move(*cue));
}

/// The lines of a WebVTT block.
void readVttBlock(ReadSubtitles& read, std::span<const std::string_view> lines) {
    const std::size_t times = isTimeLine(lines[0]) ? 0 : 1;
    if (times >= lines.size() || !isTimeLine(lines[times])) {
        return;  // NOTE, STYLE, REGION, or nothing that anybody knows.
    }
    const auto cue = timesOf(lines[times]);
    if (!cue) {
        ++read.unreadable;
        return;
    }
    std::string text;
    for (const std::string_view line : lines.subspan(times + 1)) {
        text += std::string(line) + "\n";
    }
    VoiceText voices(*cue);
    voices.readInto(read, text);
    read.empty += voices.keptNothing() ? 1 : 0;
}

}  // namespace

Result<ReadSubtitles> parseSrt(std::string_view text) {
    const auto decoded = decodeText(text, "the file of subtitles");
    if (!decoded) {
        return tl::unexpected(decoded.error());
    }
    const std::vector<std::string_view> lines = linesOf(*decoded);
    std::vector<std::size_t> times;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isTimeLine(lines[i])) {
            times.push_back(i);
        }
    }
    ReadSubtitles read;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const std::size_t begin = times[i] + 1;
        std::size_t end = i + 1 < times.size() ? times[i + 1] : lines.size();
        // The number of the next cue stands directly above its times; one with an empty line behind it is spoken.
        end -= i + 1 < times.size() && end > begin && isNumber(lines[end - 1]) ? 1 : 0;
        readSrtCue(read, lines[times[i]], std::span(lines).subspan(begin, end - begin));
    }
    return finished(std::move(read));
}

Result<ReadSubtitles> parseVtt(std::string_view text) {
    const auto decoded = decodeText(text, "the file of subtitles");
    if (!decoded) {
        return tl::unexpected(decoded.error());
    }
    const std::vector<std::string_view> lines = linesOf(*decoded);
    constexpr std::string_view kHead = "WEBVTT";
    if (lines.empty() || !lines[0].starts_with(kHead) ||
        (lines[0].size() > kHead.size() && lines[0][kHead.size()] != ' ' && lines[0][kHead.size()] != '\t')) {
        return fail(ErrorCode::InvalidInput, "the file is no WebVTT: its first line is not WEBVTT",
                    "Give it the ending .srt where it is SubRip, or get another copy of it.");
    }
    ReadSubtitles read;
    bool head = true;
    for (std::size_t begin = 0; begin < lines.size();) {
        if (trimSpace(lines[begin]).empty()) {
            head = false;
            ++begin;
            continue;
        }
        std::size_t end = begin + 1;
        while (end < lines.size() && !trimSpace(lines[end]).empty()) {
            ++end;
        }
        if (!head) {
            readVttBlock(read, std::span(lines).subspan(begin, end - begin));
        }
        begin = end;
    }
    return finished(std::move(read));
}

}  // namespace timbre
