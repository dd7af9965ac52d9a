// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

bool isCapital(char32_t c) { return c >= U'A' && c <= U'Z'; }

/// S02E05
std::size_t readEpisodeOfSeason(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t season = text.digitsEnd(at + 1);
    const std::size_t episode = text.digitsEnd(season + 1);
    const bool fits = (text.at(at) == U'S' || text.at(at) == U's') && season > at + 1 && season - at <= 3 &&
                      (text.at(season) == U'E' || text.at(season) == U'e') && episode > season + 1 &&
                      episode - season <= 5 && !text.letter(episode);
    if (!fits)
        return 0;
    const auto first = text.part(at + 1, season);
    const auto second = text.part(season + 1, episode);
    forms.add(at, episode,
              Spoken(U"第" + spokenCardinal(first).text + U"季第" + spokenCardinal(second).text + U"集",
                     {U"S" + spellDigits(first) + U"E" + spellDigits(second)}));
    return episode;
}

/// English words that number a part, and how a Chinese would: 第七天.
struct Numbering {
    std::u32string_view words;
    std::u32string_view counter;
};

constexpr Numbering kNumberings[] = {{U"EP Ep ep Episode episode", U"集"},
                                     {U"Day day DAY", U"天"},
                                     {U"Part part PART", U"部分"},
                                     {U"Chapter chapter", U"章"},
                                     {U"Season season", U"季"},
                                     {U"Lesson lesson", U"课"},
                                     {U"Unit unit", U"单元"},
                                     {U"Vol vol VOL Volume", U"卷"},
                                     {U"Page page", U"页"},
                                     {U"Step step STEP", U"步"},
                                     {U"Level level Lv", U"级"},
                                     {U"Round round", U"轮"},
                                     {U"Week week", U"周"},
                                     {U"Section section", U"节"},
                                     {U"Act", U"幕"},
                                     {U"Stage stage", U"关"},
                                     {U"Phase phase", U"阶段"},
                                     {U"Scene", U"场"}};

/// EP03, Day 7, Vol.3
std::size_t readNumbering(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    const auto word = text.part(at, letters);
    std::size_t begin = letters;
    if (text.at(begin) == U'.' || text.at(begin) == U'-')
        ++begin;
    begin = text.skipBlank(begin);
    const std::size_t end = text.digitsEnd(begin);
    const char32_t next = text.at(end);
    const bool goesOn =
        text.letter(end) ||
        ((next == U'.' || next == U'-' || next == U'~' || next == U':' || next == U',' || next == U'/') &&
         text.digit(end + 1));
    if (end == begin || end - begin > 4 || goesOn || counterAt(text, end).found())
        return 0;
    for (const auto& [words, counter] : kNumberings) {
        if (!isOneOf(word, words))
            continue;
        const auto digits = text.part(begin, end);
        const std::u32string number = spokenCardinal(digits).text;
        Spoken spoken(std::u32string(word) + number);
        if (digits[0] == U'0')
            spoken.orSay(std::u32string(word) + spellDigits(digits));
        if (const auto english = englishNumber(valueOf(digits)); !english.empty())
            spoken.orSay(std::u32string(word) + U" " + english);
        spoken.orSay(U"第" + number + std::u32string(counter));
        forms.add(at, end, std::move(spoken));
        return end;
    }
    return 0;
}

/// No.1, No. 12, NO.3
std::size_t readNumero(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    const auto word = text.part(at, letters);
    const bool point = text.at(letters) == U'.';
    if ((word != U"No" && word != U"NO" && word != U"no") ||
        (!point && (word == U"no" || text.digitsEnd(letters) > letters + 2)))
        return 0;
    const std::size_t begin = point ? text.skipBlank(letters + 1) : letters;
    const std::size_t end = text.digitsEnd(begin);
    if (end == begin || end - begin > 6 || (text.at(end) == U'.' && text.digit(end + 1)))
        return 0;
    const auto digits = text.part(begin, end);
    const auto english = englishNumber(valueOf(digits));
    const std::u32string number = english.empty() ? spokenCardinal(digits).text : english;
    forms.add(at, end,
              Spoken(U"number " + number, {U"第" + spokenCardinal(digits).text, spokenCardinal(digits).text + U"号"}));
    return end;
}

/// A vs B
std::size_t readVersus(const ScannedText& text, std::size_t at, Forms& forms) {
    std::size_t end = text.lettersEnd(at);
    if (!isOneOf(text.part(at, end), U"vs VS Vs"))
        return 0;
    const std::u32string word(text.part(at, end));
    if (text.at(end) == U'.' && !text.digit(end + 1))
        ++end;
    const char32_t left = text.before(at);
    const bool sides =
        at > 0 && end < text.size() &&
        (left == U' ' || isHanCharacter(left) || (left >= U'0' && left <= U'9') || left == U'》' || left == U'”') &&
        (text.blank(end) || text.han(end) || text.digit(end) || text.at(end) == U'《' || text.at(end) == U'“');
    if (!sides)
        return 0;
    forms.add(at, end, Spoken(U"对", {word, U"V S"}));
    return end;
}

/// O2O, B2B2C; not H2O.
std::size_t readTo(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    if (letters != at + 1 || (at > 0 && text.digit(at - 1)))
        return 0;
    std::size_t end = letters;
    std::size_t count = 0;
    while (text.at(end) == U'2' && text.digitsEnd(end) == end + 1 && text.lettersEnd(end + 1) == end + 2) {
        end += 2;
        ++count;
    }
    if (count == 0 || text.digit(end))
        return 0;
    if (isOneOf(text.part(at, end), U"H2O N2O H2S H2N Y2K N2S C2H K2O D2O"))
        return 0;
    for (std::size_t place = letters; place < end; place += 2)
        forms.add(place, place + 1, Spoken(U" to ", {U"二"}));
    return end;
}

/// C++, A+, C#
std::size_t readSuffixSign(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    const auto behind = [&](std::size_t end) { return !text.letter(end) && !text.digit(end); };
    if (text.startsWith(letters, U"++") && behind(letters + 2)) {
        forms.add(letters, letters + 2, Spoken(U"加加", {U"plus plus"}));
        return letters + 2;
    }
    if (text.at(letters) == U'+' && !text.inFormula(letters) && behind(letters + 1)) {
        forms.add(letters, letters + 1, Spoken(U"加", {U"plus"}));
        return letters + 1;
    }
    const bool grade = letters == at + 1 && text.at(at) >= U'A' && text.at(at) <= U'D' && !text.inFormula(at);
    if (grade && text.at(letters) == U'-' && behind(letters + 1) &&
        (!text.han(letters + 1) || startsWithAny(text, letters + 1, U"级 等") > 0) && !text.blank(letters + 1)) {
        forms.add(letters, letters + 1, Spoken(U"减"));
        return letters + 1;
    }
    const bool sharp =
        letters == at + 1 && isCapital(text.at(at)) && text.at(letters) == U'#' && (at == 0 || text.at(at - 1) != U'#');
    if (sharp && !text.letter(letters + 1)) {
        forms.add(letters, letters + 1, Spoken(U" sharp", {U"井"}));
        return letters + 1;
    }
    return 0;
}

/// UTC+8
std::size_t readTimeZone(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    const auto word = text.part(at, letters);
    const char32_t sign = text.at(letters);
    const std::size_t end = text.digitsEnd(letters + 1);
    if ((word != U"UTC" && word != U"GMT") || (sign != U'+' && sign != U'-') || end == letters + 1 || end - letters > 3)
        return 0;
    forms.add(letters, end, Spoken(sign == U'+' ? U"加" : U"减") + spokenCardinal(text.part(letters + 1, end)));
    return end;
}

}  // namespace

std::size_t readAbbreviation(const ScannedText& text, std::size_t at, Forms& forms) {
    if (!text.letter(at) || text.lettersBegin(at) != at)
        return 0;
    for (const auto rule :
         {readEpisodeOfSeason, readNumbering, readNumero, readVersus, readTo, readTimeZone, readSuffixSign})
        if (const std::size_t end = rule(text, at, forms); end != 0)
            return end;
    return 0;
}

}  // namespace timbre::frontend::zh
