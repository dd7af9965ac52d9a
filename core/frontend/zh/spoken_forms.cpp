// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/spoken_forms.h"

#include <span>

#include "core/frontend/zh/forms.h"

namespace timbre::frontend::zh {

namespace {

using Rule = std::size_t (*)(const ScannedText&, std::size_t, Forms&);

// In each list the more certain rule comes first: what has a form or a word of its own before what is decided by the
// sentence.
constexpr Rule kDigitRules[] = {readAddress,  readTelephone, readIdentifier, readCode,   readLetteredPlace,
                                readSlang,    readDate,      readClock,      readDotted, readPlaceNumber,
                                readFraction, readModel,     readPair,       readYear,   readNumber};
constexpr Rule kLetterRules[] = {readAddress, readIdentifier, readAbbreviation, readLetteredPlace, readCode,
                                 readPair,    readNumber,     readRoman,        readOperator,      readSign};
constexpr Rule kSignRules[] = {readAddress, readTelephone, readMention, readHash,     readModel, readFraction,
                               readPair,    readNumber,    readRoman,   readOperator, readDash,  readSign};

std::size_t read(std::span<const Rule> rules, const ScannedText& text, std::size_t at, Forms& forms) {
    for (const auto rule : rules)
        if (const std::size_t end = rule(text, at, forms); end > at)
            return end;
    return 0;
}

/// Letters of full width become plain ones, which other languages can read.
void narrow(const ScannedText& text, std::size_t begin, std::size_t end, Forms& forms) {
    if (text.part(begin, end) != text.written(begin, end))
        forms.add(begin, end, Spoken(text.part(begin, end)));
}

/// The words of rewrites in traditional script, for a text that is written so.
void makeTraditional(std::u32string& words) {
    static constexpr std::u32string_view kPairs =
        U"两兩点點万萬亿億负負线線号號时時钟鐘币幣韩韓镑鎊欧歐卢盧华華摄攝级級块塊贝貝顿頓兹茲减減对對于於间間话話划劃"
        U"电電书書杠槓图圖节節岁歲";
    for (char32_t& c : words)
        if (const std::size_t found = kPairs.find(c); found != std::u32string_view::npos && found % 2 == 0)
            c = kPairs[found + 1];
}

void makeTraditional(std::vector<Rewrite>& rewrites) {
    for (auto& rewrite : rewrites) {
        makeTraditional(rewrite.spoken);
        for (auto& other : rewrite.alternatives)
            makeTraditional(other);
    }
}

}  // namespace

std::vector<Rewrite> spokenForms(std::u32string_view written) {
    const ScannedText text(written);
    Forms forms;
    for (std::size_t at = 0; at < text.size();) {
        const bool letter = text.letter(at);
        const bool plain = text.han(at) && text.at(at) != U'〇';
        const auto rules = text.digit(at) ? std::span<const Rule>(kDigitRules)
                           : letter       ? std::span<const Rule>(kLetterRules)
                                          : std::span<const Rule>(kSignRules);
        if (const std::size_t end = plain ? 0 : read(rules, text, at, forms); end > 0) {
            at = end;
        } else if (letter) {
            narrow(text, at, text.lettersEnd(at), forms);
            at = text.lettersEnd(at);
        } else {
            ++at;
        }
    }
    auto rewrites = forms.take();
    if (text.traditional())
        makeTraditional(rewrites);
    return rewrites;
}

}  // namespace timbre::frontend::zh
