// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of the net, names of accounts, topics and files.
#include <algorithm>
#include <array>
#include <vector>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestAddress = 2000;
constexpr std::array<std::string_view, 8> kSchemes{"https://", "http://", "ftp://",  "sftp://",
                                                   "ssh://",   "git://",  "file://", "mailto:"};

constexpr bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool isCapital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool isLetter(char c) noexcept { return isCapital(c) || (c >= 'a' && c <= 'z'); }
constexpr bool isNameSign(char c) noexcept { return isDigit(c) || isLetter(c) || c == '_'; }

/// What an address may be made of in the middle of a sentence.
constexpr bool isAddressSign(char c) noexcept {
    constexpr std::string_view marks = "-._~:/?#@&+=%";
    return isDigit(c) || isLetter(c) || marks.find(c) != std::string_view::npos;
}

bool isTopDomain(std::string_view label) {
    return isOneOf<
        "ac ae ai am app ar art at au be bg biz blog br ca cc ch cl cloud club cn co com cz de dev dk ec edu ee es eu "
        "fi fm fr gg gl gov gr hk hr hu id ie il im in info int io ir is it jobs jp ke kr kz la li life live lt lu lv "
        "ly ma me media mil mobi mx my name net news ng nl no nu nz one online org pe ph pk pl pro pt re ro ru sa se "
        "sg sh shop si site sk social so space st store studio su tech tel th to today tr tv tw ua uk us uy ve video "
        "vip vn wiki work world ws xyz za zone">(label);
}

bool isFileEnding(std::string_view label) {
    return isOneOf<
        "aac avi bat bmp c cc cfg conf cpp css csv dll doc docx epub exe flac gif gz h hpp htm html ini iso jar java "
        "jpeg jpg js json log md mkv mov mp md mp3 mp4 ogg pdf php png ppt pptx ps psd py rar rb rs rtf sh sql svg tar "
        "tex tif toml ts tsv ttf txt wav webm webp xls xlsx xml yaml yml zip">(label);
}

/// Labels of hosts that are said letter by letter although they have vowels.
bool isSpelledLabel(std::string_view small) {
    return isOneOf<
        "ac ad ae ai am ar au be ca cc ec edu es eu fi gg id ie io ke la li ly pe re ro ru sa se si tv ua ui uk us uy "
        "ux "
        "ve za">(small);
}

/// Countries that would be said as words elsewhere.
bool isSpelledAtEnd(std::string_view small) { return isOneOf<"de es fo in it la li ma mu na pa pe ro us">(small); }

/// Letter words, wherever they stand.
bool isLetterWord(std::string_view small) {
    return isOneOf<"abc ai aol api aws cia epa faq fda ibm iso mit nba nih npr nyu ucla uci uk usa usc usda">(small);
}

bool isSaidWithoutVowel(std::string_view small) {
    return isOneOf<"by cry dry fly gym hymn lynx my myth rhythm shy sky spy try why">(small);
}

bool hasVowel(std::string_view small) { return small.find_first_of("aeiou") != std::string_view::npos; }

std::string smallOf(std::string_view word) {
    std::string small(word);
    std::ranges::transform(small, small.begin(), [](char c) { return isCapital(c) ? static_cast<char>(c + 32) : c; });
    return small;
}

struct AddressStyle {
    bool host = true;  ///< Of hosts and mail: single digits, countries spelled.
    bool singleDigits = true;
    std::string_view dash = "dash";
};

constexpr AddressStyle kNameStyle{.host = false, .singleDigits = false};

/// A run of letters: spelled where nobody could say it, else as it is written.
/// @param last  of a host.
std::string sayLabel(std::string_view label, const AddressStyle& style, bool last) {
    const std::string small = smallOf(label);
    const bool spelled = label.size() == 1 || isLetterWord(small) || (style.host && isSpelledLabel(small)) ||
                         (last && isSpelledAtEnd(small)) || (!hasVowel(small) && !isSaidWithoutVowel(small));
    return spelled ? spell(label) : std::string(label);
}

/// "KimCooks" in its parts; capitals in a row stay together.
void addCamelParts(std::string& words, std::string_view letters, const AddressStyle& style, bool last) {
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= letters.size(); ++i) {
        const bool border = i == letters.size() || (isCapital(letters[i]) && !isCapital(letters[i - 1])) ||
                            (i + 1 < letters.size() && isCapital(letters[i]) && isCapital(letters[i - 1]) &&
                             !isCapital(letters[i + 1]));
        if (!border)
            continue;
        addWords(words, sayLabel(letters.substr(begin, i - begin), style, last));
        begin = i;
    }
}

std::string_view signName(char c, const AddressStyle& style) {
    switch (c) {
        case '.':
            return "dot";
        case '/':
            return "slash";
        case '-':
            return style.dash;
        case '_':
            return "underscore";
        case ':':
            return "colon";
        case '@':
            return "at";
        case '?':
            return "question mark";
        case '=':
            return "equals";
        case '&':
            return "and";
        case '+':
            return "plus";
        case '#':
            return "hash";
        case '%':
            return "percent";
        case '~':
            return "tilde";
        default:
            return {};
    }
}

std::string sayGroupsOrYear(std::string_view digits) {
    const unsigned number = valueOf(digits);
    if (digits.size() == 4 && number > 1000 && number < 2100)
        return sayYear(number);
    return sayInGroups(digits);
}

std::string sayParts(std::string_view address, const AddressStyle& style) {
    std::string words;
    for (std::size_t at = 0; at < address.size();) {
        std::size_t end = at + 1;
        if (isDigit(address[at])) {
            while (end < address.size() && isDigit(address[end]))
                ++end;
            const auto digits = address.substr(at, end - at);
            addWords(words, style.singleDigits ? sayDigits(digits) : sayGroupsOrYear(digits));
        } else if (isLetter(address[at])) {
            while (end < address.size() && isLetter(address[end]))
                ++end;
            const bool last =
                style.host && at > 1 && address[at - 1] == '.' && (end == address.size() || address[end] == '/');
            addCamelParts(words, address.substr(at, end - at), style, last);
        } else {
            addWords(words, signName(address[at], style));
        }
        at = end;
    }
    return words;
}

/// @param front  what is said before it.
/// @param scheme  as it is written, or empty; it is silent.
Found sayAddressParts(Position end, std::string_view front, std::string_view scheme, std::string_view body,
                      const AddressStyle& style) {
    while (body.ends_with('/'))
        body.remove_suffix(1);
    const std::string words = joined({front, sayParts(body, style)});
    std::vector<std::string> others;
    if (body.find('-') != std::string_view::npos) {
        AddressStyle hyphens = style;
        hyphens.dash = "hyphen";
        others.push_back(joined({front, sayParts(body, hyphens)}));
    }
    if (!scheme.empty())
        others.push_back(joined({spell(scheme.substr(0, scheme.find(':'))),
                                 scheme.ends_with("//") ? "colon slash slash" : "colon", words}));
    if (std::ranges::any_of(body, isDigit)) {
        AddressStyle digits = style;
        digits.singleDigits = !style.singleDigits;
        others.push_back(joined({front, sayParts(body, digits)}));
    }
    return spoken(end, words, std::move(others));
}

/// Labels with dots between, the last of them a top-level domain or the ending of a file; without what may follow a
/// host.
bool isHost(std::string_view host) {
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size() ||
        host.find("..") != std::string_view::npos)
        return false;
    const std::string_view last = host.substr(dot + 1);
    const std::string_view front = host.substr(0, dot);
    const bool caps = std::ranges::none_of(host, [](char c) { return c >= 'a' && c <= 'z'; });
    const std::string label = caps ? smallOf(last) : std::string(last);
    if (!isTopDomain(label) && !isFileEnding(label))
        return false;
    const auto belongs = [](char c) { return isNameSign(c) || c == '-' || c == '.'; };
    if (!std::ranges::all_of(front, belongs) || !isNameSign(front.front()) || !isNameSign(front.back()))
        return false;
    // "U.S", "a.m", "3.am" are none.
    const std::string_view before = front.substr(front.rfind('.') == std::string_view::npos ? 0 : front.rfind('.') + 1);
    const bool known = isOneOf<"co com io ly me net org tv">(last);
    return std::ranges::any_of(before, isLetter) && (before.size() > 1 || (!caps && (last.size() > 2 || known)));
}

bool isNetNumber(std::string_view host) {
    int parts = 0;
    for (std::size_t at = 0; at <= host.size(); ++parts) {
        const std::size_t end = std::min(host.find('.', at), host.size());
        const std::string_view part = host.substr(at, end - at);
        if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, isDigit) || valueOf(part) > 255)
            return false;
        at = end + 1;
    }
    return parts == 4;
}

std::string_view hostOf(std::string_view address) {
    return address.substr(0, std::min(address.find_first_of(":/?#"), address.size()));
}

bool isMail(std::string_view chunk) {
    const std::size_t at = chunk.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 >= chunk.size() ||
        chunk.find('@', at + 1) != std::string_view::npos)
        return false;
    const auto belongs = [](char c) { return isNameSign(c) || c == '.' || c == '-' || c == '+' || c == '%'; };
    const std::string_view domain = chunk.substr(at + 1);
    return std::ranges::all_of(chunk.substr(0, at), belongs) && std::ranges::all_of(domain, belongs) &&
           isLetter(chunk.back()) && isNameSign(domain.front());
}

bool isAccount(std::string_view name) {
    return !name.empty() && isNameSign(name.front()) && isNameSign(name.back()) &&
           std::ranges::all_of(name, [](char c) { return isNameSign(c) || c == '.' || c == '-'; });
}

/// "night_owl_7", "main_window.cpp"
bool isIdentifier(std::string_view chunk) {
    return chunk.find('_') != std::string_view::npos && isAccount(chunk) && chunk.front() != '_' &&
           chunk.back() != '_' && std::ranges::any_of(chunk, isLetter) && chunk.find('-') == std::string_view::npos;
}

/// "/usr/local/bin", "~/notes"
bool isPath(std::string_view chunk) {
    const bool home = chunk.starts_with("~/");
    const bool root = chunk.starts_with('/') && chunk.size() > 1 && isLetter(chunk[1]) &&
                      chunk.find('/', 1) != std::string_view::npos;
    return (home || root) && std::ranges::all_of(chunk, [](char c) {
               return isNameSign(c) || c == '.' || c == '-' || c == '/' || c == '~';
           });
}

bool isTopic(std::string_view name) {
    return std::ranges::all_of(name, isNameSign) && std::ranges::any_of(name, isLetter);
}

Found sayChunk(Position begin, std::string_view chunk) {
    const Position end = begin + chunk.size();
    const std::string small = smallOf(chunk);
    for (const std::string_view scheme : kSchemes)
        if (small.starts_with(scheme) && chunk.size() > scheme.size())
            return sayAddressParts(end, {}, std::string_view(small).substr(0, scheme.size()),
                                   chunk.substr(scheme.size()), {});
    if (chunk.front() == '@' && isAccount(chunk.substr(1)))
        return sayAddressParts(end, "at", {}, chunk.substr(1), kNameStyle);
    if (chunk.front() == '#' && isTopic(chunk.substr(1)))
        return sayAddressParts(end, "hashtag", {}, chunk.substr(1), kNameStyle);
    if (isMail(chunk))
        return sayAddressParts(end, {}, {}, chunk, {});
    const std::string_view host = hostOf(chunk);
    if ((small.starts_with("www.") && chunk.size() > 4) || small == "localhost" ||
        (small.starts_with("localhost") && host == "localhost" && chunk.size() > 9) || isHost(host) ||
        isNetNumber(host) || isPath(chunk))
        return sayAddressParts(end, {}, {}, chunk, {});
    if (isIdentifier(chunk))
        return sayAddressParts(end, {}, {}, chunk, kNameStyle);
    if ((small.starts_with("r/") || small.starts_with("u/")) && chunk.size() > 3 &&
        std::ranges::all_of(chunk.substr(2), isNameSign))
        return sayAddressParts(end, {}, {}, chunk, kNameStyle);
    return std::nullopt;
}

}  // namespace

Found sayAddress(const WrittenText& text, Position at) {
    if (!isAddressSign(text.at(at)) || isAddressSign(text.before(at)))
        return std::nullopt;
    Position end = at;
    bool marked = false;
    while (isAddressSign(text.at(end)) && end - at < kLongestAddress) {
        marked = marked || (!isLetter(text.at(end)) && !isDigit(text.at(end)));
        ++end;
    }
    while (end > at && !isNameSign(text.at(end - 1)) && text.at(end - 1) != '/')
        --end;
    if (!marked || end - at < 2)
        return std::nullopt;
    return sayChunk(at, text.plain(at, end));
}

}  // namespace timbre::frontend::english
