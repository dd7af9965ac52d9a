// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr std::size_t kLongestAddress = 2048;

// Endings by which a name with points in it is known for an address or a file.
constexpr std::array<Text, 62> kTopDomains{
    U"com", U"net",  U"org",  U"jp",   U"io",    U"dev",  U"app",    U"me",    U"tv",    U"fm",   U"ai",   U"cn",   U"tw",
    U"hk",  U"kr",   U"uk",   U"us",   U"de",    U"fr",   U"edu",    U"gov",   U"info",  U"biz",  U"xyz",  U"site", U"online",
    U"shop", U"blog", U"cloud", U"tech", U"page", U"link", U"ly",    U"gg",    U"to",    U"eu",   U"ca",   U"au",   U"in",
    U"id",  U"ru",   U"ch",   U"nl",   U"es",    U"it",   U"se",     U"no",    U"be",    U"club", U"live", U"news", U"store",
    U"world", U"works", U"studio", U"design", U"art", U"co", U"jobs", U"moe",  U"tokyo", U"im"};
constexpr std::array<Text, 52> kFileEndings{
    U"html", U"htm", U"php", U"py",  U"js",  U"ts",   U"css", U"json", U"xml", U"csv",  U"tsv", U"txt",  U"md",
    U"pdf",  U"doc", U"docx", U"xls", U"xlsx", U"ppt", U"pptx", U"zip", U"tar", U"gz",  U"mp3", U"mp4",  U"wav",
    U"flac", U"ogg", U"jpg", U"jpeg", U"png", U"gif", U"svg", U"webp", U"psd", U"exe",  U"dll", U"apk",  U"ini",
    U"cfg",  U"log", U"bak", U"sh",  U"bat", U"cpp",  U"hpp", U"java", U"rb",  U"go",   U"rs",  U"yaml", U"toml"};

bool isAddressMark(char32_t c) { return Text(U"-._~:/?#[]@!$&'()*+,;=%").find(c) != Text::npos; }
bool isHostLetter(char32_t c) { return isAlphanumeric(c) || c == U'-'; }
bool isNameLetter(char32_t c) { return isAlphanumeric(c) || c == U'_' || c == U'.' || c == U'-'; }

std::u32string small(Text text) {
    std::u32string out(text);
    std::ranges::transform(out, out.begin(), [](char32_t c) { return isCapital(c) ? c + 32 : c; });
    return out;
}

template <typename List>
bool among(const List& list, Text word) {
    return std::ranges::find(list, small(word)) != list.end();
}

/// Letters as they are, digits one by one, signs by name.
std::u32string spelled(Text address) {
    std::u32string out;
    for (const char32_t c : address) {
        switch (c) {
            case U'.': out += U"ドット"; break;
            case U'/': out += U"スラッシュ"; break;
            case U'-': out += U"ハイフン"; break;
            case U'_': out += U"アンダーバー"; break;
            case U':': out += U"コロン"; break;
            case U'@': out += U"アットマーク"; break;
            case U'+': out += U"プラス"; break;
            case U'?': out += U"クエスチョンマーク"; break;
            case U'=': out += U"イコール"; break;
            case U'&': out += U"アンド"; break;
            case U'#': out += U"シャープ"; break;
            case U'%': out += U"パーセント"; break;
            case U'~': out += U"チルダ"; break;
            default:
                if (isAsciiDigit(c))
                    out += digitByDigit(Text(&c, 1));
                else if (isLatinLetter(c))
                    out += c;
        }
    }
    return out;
}

std::u32string replaced(std::u32string text, Text what, Text with) {
    const std::size_t at = text.find(what);
    return at == std::u32string::npos ? text : text.replace(at, what.size(), with);
}

std::vector<Text> labelsOf(Text host) {
    std::vector<Text> labels;
    while (true) {
        const std::size_t point = std::min(host.find(U'.'), host.size());
        labels.push_back(host.substr(0, point));
        if (point == host.size())
            return labels;
        host.remove_prefix(point + 1);
    }
}

bool isIpAddress(const std::vector<Text>& labels) {
    return labels.size() == 4 && std::ranges::all_of(labels, [](Text label) {
               return !label.empty() && label.size() <= 3 && std::ranges::all_of(label, isAsciiDigit);
           });
}

/// Whether "localhost:8080", "www.example.com", "192.168.1.1" or "a.b.jp" begins there.
bool beginsWithHost(Text address) {
    const Text host = address.substr(0, address.find_first_of(U":/?#"));
    if (small(host) == U"localhost")
        return host.size() < address.size();
    const auto labels = labelsOf(host);
    const bool sound = std::ranges::all_of(
        labels, [](Text label) { return !label.empty() && std::ranges::all_of(label, isHostLetter); });
    if (!sound || labels.size() < 2)
        return false;
    if (isIpAddress(labels) || small(labels.front()) == U"www")
        return true;
    const bool named = std::ranges::any_of(host, isLatinLetter);
    return named && among(kTopDomains, labels.back()) && std::ranges::any_of(labels[labels.size() - 2], isLatinLetter);
}

bool isFileName(Text address) {
    const std::size_t point = address.rfind(U'.');
    return point != Text::npos && point > 0 && among(kFileEndings, address.substr(point + 1)) &&
           std::ranges::all_of(address.substr(0, point), isNameLetter);
}

bool isMail(Text address) {
    const std::size_t at = address.find(U'@');
    if (at == 0 || at == Text::npos)
        return false;
    const bool local = std::ranges::all_of(
        address.substr(0, at), [](char32_t c) { return isNameLetter(c) || c == U'+' || c == U'%'; });
    const Text domain = address.substr(at + 1);
    return local && domain.find(U'.') != Text::npos && std::ranges::all_of(domain, isNameLetter) &&
           isLatinLetter(domain.back());
}

bool hasUnderscoreInside(Text name) {
    const std::size_t line = name.find(U'_');
    return line != Text::npos && line > 0 && line + 1 < name.size() &&
           std::ranges::all_of(name, [](char32_t c) { return isAlphanumeric(c) || c == U'_'; });
}

/// How far a name goes that may end in no mark.
std::size_t nameEnd(const Source& text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && end - begin < kLongestAddress && isNameLetter(text.at(end)))
        ++end;
    while (end > begin && !isAlphanumeric(text.at(end - 1)) && text.at(end - 1) != U'_')
        --end;
    return end;
}

Spoken readHandle(const Source& text, std::size_t place) {
    const std::size_t end = nameEnd(text, place + 1);
    if (end == place + 1)
        return std::nullopt;
    const std::u32string name = spelled(text.part(place + 1, end));
    return Rewrite{place, end, U"アットマーク" + name, {U"アット" + name}};
}

}  // namespace

Spoken readAddress(const Source& text, std::size_t place, std::size_t& end) {
    end = place;
    while (end < text.size() && end - place < kLongestAddress && (isAlphanumeric(text.at(end)) || isAddressMark(text.at(end))))
        ++end;
    if (text.at(place) == U'@')
        return readHandle(text, place);
    std::size_t last = end;
    while (last > place && !isAlphanumeric(text.at(last - 1)) && text.at(last - 1) != U'/' && text.at(last - 1) != U'_')
        --last;
    const Text address = text.part(place, last);
    constexpr Text kSchemeEnd = U"://";
    const std::size_t scheme = address.find(kSchemeEnd);
    if (scheme != Text::npos && scheme > 0 && std::ranges::all_of(address.substr(0, scheme), isLatinLetter)) {
        const std::u32string rest = spelled(address.substr(scheme + kSchemeEnd.size()));
        return Rewrite{place, last, rest, {spelled(address)}};
    }
    if (isMail(address)) {
        const std::u32string spoken = spelled(address);
        Rewrite mail{place, last, spoken, {replaced(spoken, U"アットマーク", U"アット")}};
        if (auto other = replaced(spoken, U"アンダーバー", U"アンダースコア"); other != spoken)
            mail.alternatives.push_back(std::move(other));
        return mail;
    }
    if (beginsWithHost(address))
        return Rewrite{place, last, spelled(address), {}};
    const std::size_t endOfName = nameEnd(text, place);
    const Text name = text.part(place, endOfName);
    if (isFileName(name) || hasUnderscoreInside(name))
        return Rewrite{place, endOfName, spelled(name), {}};
    return std::nullopt;
}

Spoken readHash(const Source& text, std::size_t place) {
    const char32_t before = text.at(place - 1);
    const char32_t next = text.at(place + 1);
    if (text.at(place) == U'#' && isCapital(before) && !isAlphanumeric(text.at(place - 2)) && !isAlphanumeric(next))
        return Rewrite{place, place + 1, U"シャープ", {}};  // C#
    if (text.at(place) != U'#' || isAlphanumeric(before) || (!isAlphanumeric(next) && !isJapaneseLetter(next) && next != U'_'))
        return std::nullopt;
    const std::size_t digits = text.digitsEnd(place + 1);
    constexpr std::size_t kServiceNumber = 5;  // with its sign: #9110
    if (digits == place + kServiceNumber && text.at(place + 1) >= U'7' && !isHanLetter(text.at(digits)))
        return Rewrite{place, digits, U"シャープ" + digitByDigit(text.part(place + 1, digits)), {}};
    const bool number = digits > place + 1 && !isAlphanumeric(text.at(digits)) && !isJapaneseLetter(text.at(digits));
    if (number)
        return Rewrite{place, place + 1, U"ナンバー", {U"シャープ"}};
    return Rewrite{place, place + 1, U"ハッシュタグ", {}};
}

}  // namespace timbre::frontend::ja
