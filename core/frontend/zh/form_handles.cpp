// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::size_t kLongestName = 30;

bool isNameCharacter(const ScannedText& text, std::size_t place) {
    return text.letter(place) || text.digit(place) || text.at(place) == U'_';
}

Spoken spokenName(std::u32string_view name) {
    Spoken spoken(spokenAddress(name));
    spoken.orSay(spokenAddress(name, U"横杠"));
    spoken.orSay(spokenAddress(name, U"杠", true));
    return spoken;
}

/// A name in letters: Tony_2023. Where it ends.
std::size_t latinNameEnd(const ScannedText& text, std::size_t begin) {
    std::size_t end = begin;
    while (end - begin < kLongestName &&
           (isNameCharacter(text, end) ||
            ((text.at(end) == U'-' || text.at(end) == U'.') && isNameCharacter(text, end + 1))))
        ++end;
    return end;
}

/// Digits that belong to a Chinese name: 阿伟2023, not 小明3天前.
bool digitsEndName(const ScannedText& text, std::size_t begin) {
    const std::size_t end = text.digitsEnd(begin);
    const char32_t next = text.at(end);
    return !text.han(end) && next != U'-' && next != U'~' && next != U'.' && next != U':' && next != U'/' &&
           next != U'%';
}

/// A Chinese name: its end cannot be seen, but what can only belong to it is read as a name is.
std::size_t readChineseName(const ScannedText& text, std::size_t begin, Forms& forms) {
    std::size_t at = begin;
    while (at - begin < kLongestName) {
        if (text.han(at)) {
            ++at;
        } else if (text.digit(at) && digitsEndName(text, at)) {
            const std::size_t end = text.digitsEnd(at);
            forms.add(at, end, spokenName(text.part(at, end)));
            return end;
        } else if ((text.at(at) == U'_' && (text.han(at + 1) || isNameCharacter(text, at + 1))) ||
                   (text.at(at) == U'-' && text.han(at - 1) && text.han(at + 1))) {
            forms.add(at, at + 1, text.at(at) == U'_' ? Spoken(U"下划线", {U""}) : Spoken(U"杠", {U"", U"横杠"}));
            ++at;
        } else {
            return at;
        }
    }
    return at;
}

bool onKeypad(const ScannedText& text, std::size_t at) {
    return text.startsWith(at + 1, U"键") || text.startsWith(at + 1, U"号键") ||
           endsWithAny(text, at, U"按 键入 请按 输入");
}

/// Whether another # closes a topic that begins behind `at`.
bool closesTopic(const ScannedText& text, std::size_t at) {
    return text.tail(at + 1, kLongestName).find(U'#') != std::u32string_view::npos;
}

}  // namespace

std::size_t readMention(const ScannedText& text, std::size_t at, Forms& forms) {
    if (text.at(at) != U'@')
        return 0;
    const std::size_t begin = at + 1;
    if (isNameCharacter(text, begin)) {
        const std::size_t end = latinNameEnd(text, begin);
        const auto name = text.part(begin, end);
        Spoken spoken(U"艾特" + spokenAddress(name));
        spoken.orSay(spokenAddress(name));
        spoken.orSay(U"艾特" + spokenAddress(name, U"横杠"));
        spoken.orSay(U"艾特" + spokenAddress(name, U"杠", true));
        forms.add(at, end, std::move(spoken));
        return end;
    }
    forms.add(at, begin, Spoken(U"艾特", {U""}));
    return readChineseName(text, begin, forms);
}

std::size_t readHash(const ScannedText& text, std::size_t at, Forms& forms) {
    if (text.at(at) != U'#')
        return 0;
    if (onKeypad(text, at)) {
        forms.add(at, at + 1, text.startsWith(at + 1, U"号键") ? Spoken(U"井") : Spoken(U"井号", {U"井"}));
        return at + 1;
    }
    const std::size_t digits = text.digitsEnd(at + 1);
    const bool numbered = digits > at + 1 && !text.han(digits) && !closesTopic(text, at);
    if (numbered && !ScannedText::isLetter(text.before(at)) && digits - at < 6) {
        forms.add(at, digits, spokenCardinal(text.part(at + 1, digits)) + Spoken(U"号"));
        return digits;
    }
    if (at > 0 && text.digit(at - 1) && text.han(at + 1)) {
        forms.add(at, at + 1, U"号");
        return at + 1;
    }
    const bool opens = text.han(at + 1) || isNameCharacter(text, at + 1);
    forms.add(at, at + 1, opens ? Spoken(U"", {U"话题"}) : Spoken());
    return at + 1;
}

std::size_t readIdentifier(const ScannedText& text, std::size_t at, Forms& forms) {
    if (!isNameCharacter(text, at) || (at > 0 && isNameCharacter(text, at - 1)))
        return 0;
    constexpr std::size_t kLongestIdentifier = 64;
    std::size_t end = at;
    bool joined = false;
    while (end - at < kLongestIdentifier && isNameCharacter(text, end)) {
        joined =
            joined || (text.at(end) == U'_' && end > at && text.before(end) != U'_' && isNameCharacter(text, end + 1));
        ++end;
    }
    const bool account =
        mentions(text.head(at, 8), U"账号 帐号 微信 用户名 昵称 抖音 小红书 B站 微博 ID 推特 频道 网名 Steam 战网");
    const bool mixed = text.letter(at) && text.digit(end - 1);
    if (!joined && !(account && mixed && end - at > 4))
        return 0;
    if (joined && !text.letter(at) && !text.letter(end - 1))
        return 0;
    forms.add(at, end, spokenName(text.part(at, end)));
    return end;
}

}  // namespace timbre::frontend::zh
