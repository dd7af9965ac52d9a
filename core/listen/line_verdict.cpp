// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/line_verdict.h"

#include <algorithm>
#include <limits>

namespace timbre::listen {

namespace {

/// Of clear reading; used where too little of the line was heard to tell the reader's own pace.
constexpr double kSecondsPerPhone = 0.085;
constexpr double kFastestPhone = 0.045;
constexpr double kSlowestPhone = 0.14;
constexpr std::size_t kPhonesForPace = 8;

/// The missing words at one end of a line, and what is heard there in their place.
struct MissingEnd {
    std::size_t phones = 0;
    double otherSeconds = 0.0;
};

struct Heard {
    std::size_t phones = 0;
    std::size_t all = 0;
    double secondsPerPhone = kSecondsPerPhone;
    MissingEnd front;
    MissingEnd back;
};

Heard lookAt(const LineTrace& trace) {
    Heard heard;
    double first = std::numeric_limits<double>::infinity();
    double last = 0.0;
    for (const FoundWord& word : trace.words) {
        heard.all += word.phones;
        if (word.heard()) {
            heard.phones += word.phones;
            heard.back.phones = 0;
            first = std::min(first, word.fromSeconds);
            last = std::max(last, word.toSeconds);
        } else {
            heard.back.phones += word.phones;
            heard.front.phones += heard.phones == 0 ? word.phones : 0;
        }
    }
    if (heard.phones >= kPhonesForPace) {
        heard.secondsPerPhone =
            std::clamp(trace.wordSeconds / static_cast<double>(heard.phones), kFastestPhone, kSlowestPhone);
    }
    for (const auto& [from, to] : trace.other) {
        heard.front.otherSeconds += to <= first ? to - from : 0.0;
        heard.back.otherSeconds += from >= last ? to - from : 0.0;
    }
    return heard;
}

bool isMissing(const MissingEnd& end, const Heard& heard, const VerdictRules& rules) {
    const auto phones = static_cast<double>(end.phones);
    return end.phones >= rules.endPhones && phones >= rules.endMissing * static_cast<double>(heard.all) &&
           end.otherSeconds < rules.endFilled * phones * heard.secondsPerPhone;
}

/// Articles and their like are swallowed in good speech, and a decoder misses them before a listener does: between two
/// words that were heard, a word of one or two phones counts as said, one of three where there is sound for it.
void forgiveShortWords(LineFit& fit, const LineTrace& trace, double secondsPerPhone) {
    constexpr std::size_t kSwallowed = 2;
    constexpr std::size_t kShort = 3;
    constexpr double kSoundShare = 0.4;
    for (std::size_t i = 1; i + 1 < fit.words.size(); ++i) {
        WordMark& word = fit.words[i];
        const std::size_t phones = trace.words[i].phones;
        if (word.heard || phones > kShort || !trace.words[i - 1].heard() || !trace.words[i + 1].heard()) {
            continue;
        }
        const double from = trace.words[i - 1].toSeconds;
        const double to = trace.words[i + 1].fromSeconds;
        double sound = 0.0;
        for (const auto& [begin, end] : trace.other) {
            sound += begin >= from && end <= to ? end - begin : 0.0;
        }
        if (phones <= kSwallowed || sound >= kSoundShare * static_cast<double>(phones) * secondsPerPhone) {
            word.heard = true;
            word.fromSeconds = from;
            word.toSeconds = std::max(from, to);
        }
    }
}

LineFit::Kind kindOf(double score, const Heard& heard, const LineTrace& trace, const VerdictRules& rules) {
    const double speech = trace.wordSeconds + trace.otherSeconds;
    // A short text finds a word or two of itself in any long talk.
    const bool drowned = score < rules.clearlyHeard && trace.otherSeconds >= rules.drownedOther * speech;
    if ((score <= rules.wrongUpTo || (score <= rules.wholeFrom && drowned)) && trace.otherSeconds >= rules.leastOtherSeconds &&
        trace.otherSeconds >= rules.wrongOther * speech) {
        return LineFit::Kind::Wrong;
    }
    if (score >= rules.halfFrom && (isMissing(heard.back, heard, rules) || isMissing(heard.front, heard, rules))) {
        return LineFit::Kind::Half;
    }
    return score >= rules.wholeFrom && !drowned ? LineFit::Kind::Whole : LineFit::Kind::Unknown;
}

/// Faster than this nobody reads to be cloned: syllables, or moras, a second of speech.
double fastestReading(std::string_view language) {
    if (language == "ja") {
        return 11.0;
    }
    return language == "en" ? 7.5 : 7.0;
}

/// Of the syllables of a text so many are counted at least, however it is read: tops that melt into one another are one.
double leastCounted(std::string_view language) { return language == "ja" ? 0.45 : 0.55; }

constexpr double kLeastSyllables = 6.0;

}  // namespace

LineFit judgeLine(std::span<const LineWord> words, const LineTrace& trace, const VerdictRules& rules) {
    LineFit fit;
    const std::size_t count = std::min(words.size(), trace.words.size());
    if (count == 0) {
        return fit;
    }
    fit.basis = LineFit::Basis::Words;
    for (std::size_t i = 0; i < count; ++i) {
        const FoundWord& found = trace.words[i];
        fit.words.push_back({words[i].beginByte, words[i].endByte, found.fromSeconds, found.toSeconds, found.heard()});
    }
    const Heard heard = lookAt(trace);
    fit.score = heard.all > 0 ? static_cast<double>(heard.phones) / static_cast<double>(heard.all) : 0.0;
    fit.kind = kindOf(fit.score, heard, trace, rules);
    forgiveShortWords(fit, trace, heard.secondsPerPhone);
    return fit;
}

LineFit judgeSyllables(double expected, double heard, double speechSeconds, std::string_view language) {
    LineFit fit;
    if (expected < kLeastSyllables) {
        return fit;
    }
    fit.basis = LineFit::Basis::Syllables;
    fit.syllablesExpected = expected;
    fit.syllablesHeard = heard;
    fit.score = std::min(1.0, heard / expected);
    const bool tooFew = heard < leastCounted(language) * expected;
    const bool tooShort = speechSeconds * fastestReading(language) < expected;
    fit.kind = tooFew && tooShort ? LineFit::Kind::Half : LineFit::Kind::Unknown;
    return fit;
}

}  // namespace timbre::listen
