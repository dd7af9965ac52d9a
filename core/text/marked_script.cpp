// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/marked_script.h"

#include <algorithm>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

/// Calls `hide(begin, end, sign)` for the bytes of a mark that are not spoken.
template <typename Hide>
void hiddenParts(const Mark& mark, Hide hide) {
    if (mark.kind != MarkKind::Reading) {
        hide(mark.beginByte, mark.endByte, ' ');
    } else if (mark.wordBegin >= mark.beginByte) {
        hide(mark.beginByte, mark.wordBegin, kHiddenSign);
        hide(mark.wordEnd, mark.endByte, kHiddenSign);
    } else {
        hide(mark.beginByte, mark.endByte, kHiddenSign);
    }
}

/// What stands there, white space collapsed as in spans.
std::string laidOut(std::string_view script, std::size_t begin, std::size_t end) {
    std::string text;
    bool blank = false;
    for (std::size_t at = begin; at < end;) {
        const char32_t c = decodeUtf8(script, at);
        if (isSpace(c) || isControl(c) || isInvisible(c)) {
            blank = blank || !isInvisible(c);
            continue;
        }
        text += blank ? " " : "";
        appendUtf8(text, c);
        blank = false;
    }
    return text + (blank ? " " : "");
}

/// A word with a reading is not cut, whatever marks it holds.
std::vector<TextSpan> withWholeWords(std::string_view hidden, std::span<const Mark> marks, std::vector<TextSpan> spans) {
    std::vector<TextSpan> whole;
    auto mark = marks.begin();
    for (TextSpan& span : spans) {
        while (mark != marks.end() && (mark->kind != MarkKind::Reading || mark->wordEnd <= span.beginByte))
            ++mark;
        if (whole.empty() || mark == marks.end() || mark->wordBegin >= whole.back().endByte) {
            whole.push_back(std::move(span));
            continue;
        }
        TextSpan& first = whole.back();
        first.text += laidOut(hidden, first.endByte, span.beginByte) + span.text;
        first.endByte = span.endByte;
        first.breakAfter = span.breakAfter;
    }
    return whole;
}

/// The text of a span as it is written, with its white space as the splitter has laid it out.
std::string written(std::string_view script, const std::vector<bool>& hidden, const TextSpan& span) {
    std::string out;
    std::size_t told = 0;  // Of span.text.
    for (std::size_t at = span.beginByte; at < span.endByte;) {
        if (hidden[at]) {
            out += script[at++];
            continue;
        }
        const std::size_t begin = at;
        const char32_t c = decodeUtf8(script, at);
        const bool space = isSpace(c) || isControl(c) || isInvisible(c);
        while (told < span.text.size() && (span.text[told] == kHiddenSign || (span.text[told] == ' ' && !space)))
            ++told;
        const std::string_view character = script.substr(begin, at - begin);
        if (space) {
            if (told < span.text.size() && span.text[told] == ' ') {
                out += ' ';
                ++told;
            }
        } else if (std::string_view(span.text).substr(told).starts_with(character)) {
            out += character;
            told += character.size();
        } else {
            return span.text;  // A language that changes its text: then its words count, not the markup.
        }
    }
    return out;
}

/// Sentences that were cut inside of a word with a reading are one.
void joinInside(std::span<const Mark> marks, std::vector<TextSpan>& spans) {
    std::vector<TextSpan> out;
    auto mark = marks.begin();
    for (TextSpan& span : spans) {
        while (mark != marks.end() && mark->wordEnd <= span.beginByte)
            ++mark;
        const bool inside = !out.empty() && mark != marks.end() && mark->kind == MarkKind::Reading &&
                            mark->wordBegin < out.back().endByte && mark->wordEnd > span.beginByte;
        if (!inside) {
            out.push_back(std::move(span));
            continue;
        }
        out.back().text += ' ' + span.text;
        out.back().endByte = span.endByte;
        out.back().breakAfter = span.breakAfter;
    }
    spans = std::move(out);
}

}  // namespace

std::string withHiddenMarkup(std::string_view script, std::span<const Mark> marks) {
    std::string hidden(script);
    for (const Mark& mark : marks)
        hiddenParts(mark, [&](std::size_t begin, std::size_t end, char sign) {
            std::fill(hidden.begin() + static_cast<std::ptrdiff_t>(begin),
                      hidden.begin() + static_cast<std::ptrdiff_t>(end), sign);
        });
    return hidden;
}

std::vector<TextSpan> withMarkup(std::string_view script, std::span<const Mark> marks, std::vector<TextSpan> spans) {
    if (marks.empty() || spans.empty())
        return spans;
    const std::string bare = withHiddenMarkup(script, marks);
    spans = withWholeWords(bare, marks, std::move(spans));
    std::vector<bool> hidden(script.size(), false);
    for (const Mark& mark : marks)
        hiddenParts(mark, [&](std::size_t begin, std::size_t end, char /*sign*/) {
            std::fill(hidden.begin() + static_cast<std::ptrdiff_t>(begin),
                      hidden.begin() + static_cast<std::ptrdiff_t>(end), true);
        });
    joinInside(marks, spans);
    // The signs of a reading belong to the sentence of its word.
    for (const Mark& mark : marks) {
        if (mark.kind != MarkKind::Reading)
            continue;
        const auto span = std::ranges::partition_point(
            spans, [&](const TextSpan& one) { return one.endByte <= mark.wordBegin; });
        if (span == spans.end() || span->beginByte >= mark.wordEnd)
            continue;
        const std::size_t begin = std::min({span->beginByte, mark.beginByte, mark.wordBegin});
        const std::size_t end = std::max(span->endByte, mark.endByte);
        span->text = laidOut(bare, begin, span->beginByte) + span->text + laidOut(bare, span->endByte, end);
        span->beginByte = begin;
        span->endByte = end;
        if (span != spans.begin())
            std::prev(span)->endByte = std::min(std::prev(span)->endByte, span->beginByte);
        if (std::next(span) != spans.end())
            std::next(span)->beginByte = std::max(std::next(span)->beginByte, span->endByte);
    }
    std::string before;
    for (TextSpan& span : spans)
        span.text = written(script, hidden, span);
    for (const Mark& mark : marks) {
        const auto next = std::ranges::partition_point(
            spans, [&](const TextSpan& one) { return one.beginByte <= mark.beginByte; });
        const std::string_view sign = script.substr(mark.beginByte, mark.endByte - mark.beginByte);
        if (next == spans.begin()) {
            before += sign;
            continue;
        }
        TextSpan& owner = *std::prev(next);
        if (mark.beginByte < owner.endByte)
            continue;
        owner.text += sign;
        owner.endByte = mark.endByte;
    }
    if (!before.empty()) {
        spans.front().text.insert(0, before);
        spans.front().beginByte = marks.front().beginByte;
    }
    return spans;
}

}  // namespace timbre
