// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/homographs.h"

#include <algorithm>
#include <array>

#include "core/frontend/english/quantity.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr int kSentence = 12;  // How many words away a word may still tell what is meant.

bool isModal(std::string_view word) {
    return isOneOf<"can can't cannot could couldn't did didn't do does doesn't don't help let let's make may might must mustn't "
                   "please shall should shouldn't to will won't would wouldn't">(word);
}

bool isPluralPronoun(std::string_view word) { return isOneOf<"i people they we who you">(word); }
bool isSingularPronoun(std::string_view word) { return isOneOf<"he it she">(word); }

bool isDeterminer(std::string_view word) {
    return isOneOf<"a an another any each every her his its my no our some such that the their this your">(word) || word.ends_with("'s");
}

bool isBe(std::string_view word) {
    return isOneOf<"am are be been being i'm is it's seem seemed seems that's they're was we're were you're">(word);
}

bool isHave(std::string_view word) {
    return isOneOf<"had has have having haven't hasn't hadn't i've they've we've you've">(word);
}

bool isAdverb(std::string_view word) {
    return isOneOf<"again already also always ever finally just never not often only rarely recently sometimes still usually widely">(word) ||
           (word.size() > 4 && word.ends_with("ly"));
}

/// The word before, adverbs passed over.
std::string_view governing(const WordPlace& place) {
    int offset = -1;
    while (offset > -4 && isAdverb(place.word(offset)))
        --offset;
    return place.word(offset);
}

bool isVerbTag(std::string_view tag) { return tag.starts_with('V'); }

/// A verb by what stands before it: "to", "will", "we", "please".
bool isVerbHere(const WordPlace& place) {
    const std::string_view before = governing(place);
    return isModal(before) || isPluralPronoun(before);
}

bool isNounHere(const WordPlace& place) { return isDeterminer(place.word(-1)); }

bool isArticleLike(std::string_view word) {
    return isOneOf<"a all an every her his it me my our that the their them these this those up us your">(word);
}

bool readsInThePast(const WordPlace& place) {
    const std::string_view before = governing(place);
    const auto isPast = [](std::string_view word) {
        return isOneOf<"ago already earlier finished had last once previously saw sat said then was went were when yesterday">(word);
    };
    const auto isHabit = [](std::string_view word) {
        return isOneOf<"always daily evening evenings morning mornings never now nightly often sometimes tomorrow tonight usually weekly">(word);
    };
    if (isModal(before) || (place.beginsSentence() && before.empty()) || isOneOf<"a good great quick">(before))
        return false;
    if (isHave(before) || isBe(before) || isSingularPronoun(before) || isOneOf<"get gets getting got well">(before))
        return true;
    // "Has she read it?"
    if (place.saysOn(-1, 4, [](std::string_view word) { return isHave(word); }))
        return true;
    if (place.saysOn(-1, 5, isModal))
        return false;
    if (isPluralPronoun(before))
        return place.saysNear(kSentence, isPast) && !place.saysNear(kSentence, isHabit);
    return !(before.size() > 3 && isPluralNoun(before)) || place.saysNear(kSentence, isPast);
}

bool livesAsVerb(const WordPlace& place, std::string_view tag) {
    const std::string_view behind = place.word(1);
    if (isOneOf<"action album albums ammunition animals audience band bait broadcast broadcasts camera chat concert concerts coverage "
                "crowd demo entertainment event events feed footage fire games jazz music news performance performances recording "
                "recordings report session sessions show shows stream streaming streams studio television theater tv update updates "
                "version video wire wires">(behind) && !isModal(governing(place)))
        return false;
    if (isOneOf<"aired broadcast go goes going gone perform performed performing play played playing recorded sang see seen shown sing "
                "stream streamed streaming watch watched went happening">(place.word(-1)))
        return false;
    if (isVerbHere(place) || (place.beginsSentence() && isOneOf<"in like with for and as your by together">(behind)))
        return true;
    if (isDeterminer(place.word(-1)) || isBe(place.word(-1)))
        return false;
    return isVerbTag(tag) || isPluralNoun(place.word(-1)) || isOneOf<"in near with there here alone together">(behind);
}

/// "lives": he lives, and their lives.
bool livesAsVerbOfThird(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    if (isSingularPronoun(before) || isOneOf<"who that">(before))
        return true;
    if (isDeterminer(before) || isPluralNoun(before) || isOneOf<"save saved saving lost many of our people's several three two">(before))
        return false;
    return isVerbTag(tag) || isOneOf<"alone here in near next on there with">(place.word(1));
}

bool isMetalHere(const WordPlace& place) {
    if (isOneOf<"acid apron balloon bullet bullets contamination content crystal exposure free glass levels mine mines ore paint pencil pipe pipes "
                "poisoning shot soldiers toxicity vest weight weights white">(place.word(1)))
        return true;
    if (isOneOf<"contain contained contains liquid molten toxic unleaded">(place.word(-1)))
        return true;
    const bool bare = isOneOf<"and as in like of or with">(place.word(-1));
    return bare && !isOneOf<"a to them us you him her me the">(place.word(1)) &&
           place.saysNear(kSentence, [](std::string_view word) {
               return isOneOf<"alloy cadmium copper gold heavy iron made mercury metal metals paint petrol pipe pipes poison silver solder "
                              "tin toxic water weighs zinc">(word);
           });
}

bool windsAsVerb(const WordPlace& place) {
    const std::string_view behind = place.word(1);
    if (isNounHere(place) || isOneOf<"of strong cold high warm light north south east west">(place.word(-1)))
        return false;
    if (isModal(governing(place)) && (isArticleLike(behind) || isOneOf<"back down through around along">(behind)))
        return true;
    if (place.beginsSentence())
        return isArticleLike(behind) || behind == "down";
    return isOneOf<"path river road roads stairs stream street trail it">(place.word(-1)) &&
           isOneOf<"along around between down into its past through up">(behind);
}

bool isWoundUp(const WordPlace& place) {
    const std::string_view behind = place.word(1);
    if (isNounHere(place))
        return false;
    if (isOneOf<"he i it she they we you">(place.word(-1)) && isArticleLike(behind))
        return true;
    return isOneOf<"around back down into its on round their through tight tightly up">(behind) ||
           ((isBe(place.word(-1)) || isHave(place.word(-1)) || isSingularPronoun(place.word(-1))) && !isOneOf<"in his her him them me us you">(behind));
}

bool tearsEyes(const WordPlace& place, std::string_view tag) {
    const std::string_view behind = place.word(1);
    if (isOneOf<"duct ducts drop drops gas jerker stained">(behind))
        return true;
    if (isModal(governing(place)) || place.word(-2) == "wear" || isOneOf<"apart away down into it off open out through up">(behind))
        return false;
    const auto isWeeping = [](std::string_view word) {
        return isOneOf<"cheek cheeks cried cry crying drop emotion eye eyes face fell funeral glistened grief rolled rolling sad shed sob "
                       "sobbed weep wept wipe wiped">(word);
    };
    if (place.saysNear(kSentence, isWeeping))
        return true;
    return behind != "in" && !isVerbTag(tag) && !isModal(place.word(-1)) && isNounHere(place) &&
           !place.saysNear(kSentence, [](std::string_view word) {
               return isOneOf<"acl cloth coat curtain dress fabric jacket jeans ligament muscle page paper sail shirt tendon tent trousers wall">(word);
           });
}

/// "tears": of the eyes, unless somebody tears something.
bool tearsEyesOfThird(const WordPlace& place) {
    const std::string_view before = governing(place);
    const std::string_view behind = place.word(1);
    const bool acts = isSingularPronoun(before) || isOneOf<"who that which">(before);
    return !(acts || isOneOf<"apart down off open up through">(behind)) || place.word(-1) == "in" || isDeterminer(before);
}

bool closesAsVerb(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    const std::string_view behind = place.word(1);
    if (isOneOf<"as came come comes get gets getting got how keep kept more pretty quite really sat sit so stand stay stayed stood too very">(
            place.word(-1)))
        return false;
    if (behind == "to" || isOneOf<"attention behind by call contact enough encounter family finish friend friends friendship game look race "
                                  "range relationship relatives second shave tie ties together watch">(behind))
        return isModal(before) && isArticleLike(place.word(2)) && behind != "to" && behind != "enough";
    if (isModal(before) || isPluralPronoun(before))
        return true;
    if (place.beginsSentence())
        return isArticleLike(behind) || isOneOf<"down">(behind);
    if (isNounHere(place))
        return place.word(-1) == "the" && behind == "of";
    return isBe(before) ? false : isVerbTag(tag) || isOneOf<"at early for late on">(behind);
}

bool isTinyHere(const WordPlace& place) {
    const std::string_view before = place.word(-1);
    const std::string_view behind = place.word(1);
    if (isOneOf<"adjustments amount amounts attention changes detail details differences doses droplets fraction fragments inspection "
                "particle particles pieces quantities quantity scale trace traces variations">(behind))
        return !isOneOf<"last next per ten">(before);
    const bool predicate = isBe(before) || isOneOf<"almost extremely fairly how incredibly most quite relatively so too utterly very">(before);
    return predicate && (behind.empty() || isOneOf<"and but compared in or that">(behind));
}

bool bowsDown(const WordPlace& place, std::string_view tag) {
    if (isVerbHere(place) || (isOneOf<"and before down her his out">(place.word(1)) && isVerbTag(tag)))
        return true;
    const auto isShipOrStage = [](std::string_view word) {
        return isOneOf<"applause audience boat curtain deck gave give sailor ship ship's stage stern take takes taking took vessel waves">(word);
    };
    const auto isStringOrTie = [](std::string_view word) {
        return isOneOf<"archer archery arrow arrows cello dress fiddle gift hair hunting knot ribbon ribbons shoelace shot shoot string strings "
                       "tie tied ties violin wrapped">(word);
    };
    if (isOneOf<"tie ties">(place.word(1)) || place.saysNear(kSentence, isStringOrTie))
        return false;
    return place.saysNear(kSentence, isShipOrStage) || isOneOf<"deep low polite slight">(place.word(-1));
}

bool isQuarrel(const WordPlace& place) {
    if (place.word(-2) == "in" && place.word(-1) == "a")
        return false;
    if (isOneOf<"bitter blazing diplomatic flaming furious heated political public terrible">(place.word(-1)))
        return true;
    const bool over = isOneOf<"about between broke erupted over">(place.word(1)) || (place.word(1) == "with" && isHave(place.word(-2)));
    return over && isDeterminer(place.word(-1));
}

bool divedHere(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    if (isDeterminer(before) && before != "that")
        return false;
    return isOneOf<"back deep deeper down for from head headfirst headlong in into off out over right straight through to toward under "
                   "underwater">(place.word(1)) || isVerbTag(tag);
}

bool isFish(const WordPlace& place) {
    return place.saysNear(kSentence, [](std::string_view word) {
        return isOneOf<"angler bait boat catch caught cod fish fished fishing fillet grilled lake largemouth lure perch pike pond reel river "
                       "salmon sea smallmouth striped trout">(word);
    });
}

bool isObjecting(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    if (isVerbHere(place))
        return place.word(1) != "of" || before == "to";
    if (isNounHere(place))
        return false;
    return (place.word(1) == "to" && isPluralNoun(place.word(-1))) || tag == "VB" || tag == "VBP";
}

bool isRubbish(const WordPlace& place, std::string_view tag) {
    if (isVerbHere(place) || place.word(1) == "to")
        return false;
    return isNounHere(place) || isOneOf<"bin collection collector collectors dump">(place.word(1)) || tag.starts_with("NN");
}

bool isCapital(std::string_view word) { return !word.empty() && word.front() >= 'A' && word.front() <= 'Z'; }

bool isPolishNation(const WordPlace& place) {
    if (!isCapital(place.written(0)))
        return false;
    return !place.beginsSentence() || !isArticleLike(place.word(1));
}

bool isCurriculum(const WordPlace& place, std::string_view tag) {
    if (isVerbHere(place))
        return false;
    return isNounHere(place) || tag.starts_with("NN");
}

bool isPig(const WordPlace& place) { return isNounHere(place) && !isModal(governing(place)); }

bool isSatisfied(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    if (isOneOf<"to with">(place.word(1)) && !isNounHere(place))
        return true;
    return isBe(before) || isOneOf<"felt feel feels looked looks look perfectly quite so sound sounded very">(place.word(-1)) ||
           (tag.starts_with("JJ") && !isNounHere(place) && place.word(1).empty());
}

struct Entry {
    std::string_view word;
    std::string_view first;   ///< Where the test says yes.
    std::string_view second;
};

constexpr std::array<Entry, 23> kEntries{{
    {"bass", "B AE1 S", "B EY1 S"},
    {"bow", "B AW1", "B OW1"},
    {"close", "K L OW1 Z", "K L OW1 S"},
    {"content", "K AH0 N T EH1 N T", "K AA1 N T EH0 N T"},
    {"dove", "D OW1 V", "D AH1 V"},
    {"lead", "L EH1 D", "L IY1 D"},
    {"live", "L IH1 V", "L AY1 V"},
    {"lives", "L IH1 V Z", "L AY1 V Z"},
    {"minute", "M AY0 N UW1 T", "M IH1 N AH0 T"},
    {"object", "AH0 B JH EH1 K T", "AA1 B JH EH0 K T"},
    {"objects", "AH0 B JH EH1 K T S", "AA1 B JH EH0 K T S"},
    {"polish", "P OW1 L IH0 SH", "P AA1 L IH0 SH"},
    {"read", "R EH1 D", "R IY1 D"},
    {"refuse", "R EH1 F Y UW2 S", "R AH0 F Y UW1 Z"},
    {"resume", "R EH1 Z AH0 M EY2", "R IH0 Z UW1 M"},
    {"row", "R AW1", "R OW1"},
    {"sow", "S AW1", "S OW1"},
    {"tear", "T IH1 R", "T EH1 R"},
    {"tears", "T IH1 R Z", "T EH1 R Z"},
    {"wind", "W AY1 N D", "W IH1 N D"},
    {"winds", "W AY1 N D Z", "W IH1 N D Z"},
    {"wound", "W AW1 N D", "W UW1 N D"},
    {"wounds", "W AW1 N D Z", "W UW1 N D Z"},
}};

const Entry* entryOf(std::string_view word) {
    const auto found = std::ranges::lower_bound(kEntries, word, {}, &Entry::word);
    return found != kEntries.end() && found->word == word ? &*found : nullptr;
}

bool takesFirst(std::string_view word, const WordPlace& place, std::string_view tag) {
    switch (word.front()) {
        case 'b': return word == "bass" ? isFish(place) : bowsDown(place, tag);
        case 'c': return word == "close" ? closesAsVerb(place, tag) : isSatisfied(place, tag);
        case 'd': return divedHere(place, tag);
        case 'l': return word == "lead" ? isMetalHere(place) : word == "live" ? livesAsVerb(place, tag) : livesAsVerbOfThird(place, tag);
        case 'm': return isTinyHere(place);
        case 'o': return word == "object" ? isObjecting(place, tag) : isSingularPronoun(governing(place)) || place.word(1) == "to";
        case 'p': return isPolishNation(place);
        case 'r': return word == "read" ? readsInThePast(place) : word == "row" ? isQuarrel(place) : word == "refuse" ? isRubbish(place, tag) : isCurriculum(place, tag);
        case 's': return isPig(place);
        case 't': return word == "tear" ? tearsEyes(place, tag) : tearsEyesOfThird(place);
        default: return word == "wound" ? isWoundUp(place) : word == "wounds" ? false : windsAsVerb(place);
    }
}

}  // namespace

const SpeechToken* WordPlace::at(int offset) const noexcept {
    const auto place = static_cast<std::ptrdiff_t>(index) + offset;
    return place >= 0 && place < static_cast<std::ptrdiff_t>(tokens.size()) ? &tokens[static_cast<std::size_t>(place)] : nullptr;
}

std::string_view WordPlace::word(int offset) const noexcept {
    const SpeechToken* const token = at(offset);
    return token != nullptr && token->word ? std::string_view(token->small) : std::string_view{};
}

std::string_view WordPlace::written(int offset) const noexcept {
    const SpeechToken* const token = at(offset);
    return token != nullptr && token->word ? std::string_view(token->text) : std::string_view{};
}

bool WordPlace::beginsSentence() const noexcept {
    const SpeechToken* const before = at(-1);
    return before == nullptr || (!before->word && before->text != ",");
}

bool WordPlace::inSentence(int offset) const noexcept {
    const SpeechToken* const token = at(offset);
    return token != nullptr && (token->word || token->text == ",");
}

bool isContextual(std::string_view small) { return entryOf(small) != nullptr; }

ContextualReading contextualReading(std::string_view small, const WordPlace& place, std::string_view tag) {
    const Entry* const entry = entryOf(small);
    if (entry == nullptr)
        return {};
    return takesFirst(small, place, tag) ? ContextualReading{entry->first, entry->second} : ContextualReading{entry->second, entry->first};
}

std::string_view certainTag(const WordPlace& place, std::string_view tag) {
    const std::string_view before = governing(place);
    if (isModal(before) && !isOneOf<"help let make">(before) && !(before == "to" && tag == "NN" && place.word(1) == "of"))
        return "VB";
    if ((isOneOf<"a all an any every her his my our some their your">(before) && isVerbTag(tag)) && !isPluralPronoun(place.word(-1)))
        return "NN";
    if (isOneOf<"i they we">(before))
        return isVerbTag(tag) ? tag : std::string_view("VBP");
    // "Metals contract when they cool."
    if (tag.starts_with("NN") && isPluralNoun(place.word(-1)) &&
        isOneOf<"as because if unless until when whenever while">(place.word(1)))
        return "VBP";
    return tag;
}

}  // namespace timbre::frontend::english
