// SPDX-License-Identifier: GPL-3.0-or-later
// What the words around a number make of it: quantity.h's describesNoun and its kin.
#include <algorithm>

#include "core/frontend/english/quantity.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

/// Words that come behind a number with its unit without being what it describes.
bool isNoDescribedNoun(std::string_view small) {
    return isFunctionWord(small) ||
           isOneOf<
               "long wide tall high deep thick old apart ago later earlier faster slower more less fewer higher lower "
               "longer "
               "shorter taller wider deeper heavier lighter cheaper richer older younger above below away north south "
               "east west northeast northwest southeast southwest uphill downhill upstream downstream inland offshore "
               "off back ahead behind short total altogether overall apiece each daily weekly monthly yearly today "
               "tomorrow yesterday tonight now then soon worth extra left only alone together straight home plus minus "
               "per from either better worse bigger smaller further farther closer in out up down late early "
               "respectively instead anyway either too also well again once twice max tops flat square across "
               "round around celsius fahrenheit kelvin centigrade something everywhere somewhere here there">(small);
}

bool isDeterminer(std::string_view small) {
    return isOneOf<
        "the this that these those my your his her its our their each every another any no some one two three four "
        "five six seven eight nine ten eleven twelve new old standard typical single double full crisp fake whole "
        "first second third last next with without whose massive huge tiny small large big extra">(small);
}

/// Behind "the $12" these go on with the sentence.
bool isVerb(std::string_view small) {
    return isOneOf<
        "is was are were be been has had have will would can could may might must shall should goes went gone go came "
        "comes come made makes make took takes take weighs weighed costs cost seemed seems becomes became feels felt "
        "looks looked gets got ran runs hit hits means meant covers covered buys bought pays paid owed owes earned "
        "saved spent left does did do went helps helped">(small);
}

/// Nouns that measures stand before even without an article.
bool isMeasuredNoun(std::string_view small) {
    return isOneOf<
        "battery batteries bill bills note notes coin coins drive drives screen screens display displays monitor "
        "monitors process processor chip chips engine engines bottle bottles bulb bulbs fuse fuses charger chargers "
        "lens lenses camera cameras sensor sensors cable cables cord rope tape pipe pipes plank planks pole poles "
        "race races walk hike swim radius diameter limit zone perimeter refresh resolution memory ram ssd hdd "
        "connection download internet broadband plan plans winds gusts weights plates dumbbell dumbbells kettlebell "
        "tablet tablets capsule capsules pill pills dose doses bag bags box boxes sack sacks jar jars can cans "
        "carton cartons pack packs packet packets tank tanks tin tins barrel barrels crate crates video videos "
        "film clip clips timer stopwatch angle angles turn increments intervals tires tyres wheels pipes "
        "waves tiles boards sheets paper font text stamp stamps vouchers speaker speakers amplifier motor "
        "supply outlet adapter panel panels turbine reactor plant steak steaks burger burgers fillet turkey "
        "break commute countdown delay drop flight guarantee head jump lead lease leap nap pause plunge ride rise "
        "shift "
        "sentence streak surge trip wait warranty window waiver deductible budget deal lawsuit fine grant loan "
        "mortgage donation">(small);
}

/// True for "a new" and "a" before the number.
bool followsArticle(const WrittenText& text, Position begin) {
    WordAt word = text.wordBefore(begin);
    for (int distance = 0; distance < 2 && !word.word.empty(); ++distance) {
        if (word.word == "a" || word.word == "an")
            return true;
        if (isFunctionWord(word.word) || isVerb(word.word))
            return false;
        word = text.wordBefore(word.begin);
    }
    return word.word == "a" || word.word == "an";
}

}  // namespace

bool isFunctionWord(std::string_view small) {
    return isOneOf<
        "a an the of and or nor but yet so to in on at by for from with without within into onto upon over under above "
        "below between among through during before after since until till than as if when while where which who whom "
        "whose what why how that this these those is was are were be been being am do does did done has have had will "
        "would can could may might must shall should not no yes it its it's he she they them we you i me him her us my "
        "your his our their there here then because although though about against across along around behind beside "
        "beyond despite down except inside like near off out outside past per toward towards up via versus vs away "
        "each every either neither both all any some such more most less least very too also just only even still "
        "already again ever never now today tomorrow yesterday tonight soon please or let isn't wasn't aren't weren't "
        "don't doesn't didn't won't can't couldn't wouldn't hasn't haven't">(small);
}

bool isPluralNoun(std::string_view small) {
    if (isOneOf<"people men women children feet teeth mice geese fish sheep deer kids folks fans staff personnel "
                "troops police "
                "cattle followers subscribers dollars euros pounds yen aircraft alumni data dice media species series">(
            small))
        return true;
    if (small.size() < 4 || !small.ends_with('s') || small.ends_with("ss") || small.ends_with("us") ||
        small.ends_with("is"))
        return false;
    return !isFunctionWord(small) && !isVerb(small) &&
           !isOneOf<
               "begins does ends goes perhaps always sometimes starts besides plus minus times yes across "
               "was has this thus series">(small);
}

bool describesNoun(const WrittenText& text, Position begin, Position end) {
    if (text.at(end) == '-' && text.isLetter(end + 1))
        return true;
    if (text.at(end) != ' ' || !text.isLetter(end + 1))
        return false;
    const std::string_view noun = text.wordBehind(end).word;
    if (noun.size() < 2 || isNoDescribedNoun(noun))
        return false;
    if (followsArticle(text, begin) || isMeasuredNoun(noun))
        return true;
    return isDeterminer(text.wordBefore(begin).word) && !isVerb(noun) && text.before(begin) == ' ';
}

}  // namespace timbre::frontend::english
