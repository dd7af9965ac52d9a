// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

/// Ends of addresses that are no words at the end of a sentence without its blank.
constexpr std::u32string_view kDomains =
    U"com net org edu gov mil int info biz name pro xyz top site online shop store app dev page blog club vip live "
    U"tech fun art wiki "
    U"news link work cloud space world today video studio design games chat bot email social media life moe ink wang "
    U"ltd group icu "
    U"cn hk tw mo uk us jp kr de fr ru eu io me tv cc co ai au ca nz sg my th vn id ph es nl se fi dk pl ch br mx ar "
    U"za tr gr pt ie "
    U"cz il ly gg gl sh fm im la ws vc li lu ro hu sk ua kz ir ae sa pk lk np bd ke ng eg su asia tel mobi museum "
    U"travel aero coop jobs";

constexpr std::u32string_view kExtensions =
    U"txt md py js ts cpp hpp rs go java kt html htm css json xml yaml yml toml csv tsv pdf doc docx xls xlsx ppt pptx "
    U"png jpg jpeg gif "
    U"svg webp bmp psd mp3 mp4 wav flac ogg aac m4a avi mkv mov flv webm zip rar tar gz exe apk ipa dmg iso bat ini "
    U"cfg conf log srt ass "
    U"lrc epub mobi safetensors ckpt pth onnx bin dll sql db ipynb c h";

constexpr std::size_t kLongestHost = 253;  // As DNS has it.
constexpr std::size_t kLongestLocalPart = 64;

bool isWordCharacter(const ScannedText& text, std::size_t place) { return text.letter(place) || text.digit(place); }

std::u32string lowered(std::u32string_view part) {
    std::u32string lower(part);
    std::ranges::transform(lower, lower.begin(), [](char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; });
    return lower;
}

/// Where labels joined by points end, and where the last of them begins; none that would begin or end with a point.
struct Host {
    std::size_t end = 0;
    std::size_t lastLabel = 0;
    std::size_t labels = 0;
};

Host hostAt(const ScannedText& text, std::size_t begin) {
    Host host{.end = begin};
    for (std::size_t at = begin; at - begin <= kLongestHost;) {
        const std::size_t label = at;
        while (at - begin <= kLongestHost && (isWordCharacter(text, at) || text.at(at) == U'-' || text.at(at) == U'_'))
            ++at;
        while (at > label && text.before(at) == U'-')
            --at;
        if (at == label)
            break;
        host = {.end = at, .lastLabel = label, .labels = host.labels + 1};
        if (text.at(at) != U'.')
            break;
        ++at;
    }
    return host;
}

bool isIpNumber(const ScannedText& text, std::size_t begin, const Host& host) {
    if (host.labels != 4)
        return false;
    for (std::size_t at = begin; at < host.end; ++at) {
        const std::size_t end = text.digitsEnd(at);
        if (end == at || valueOf(text.part(at, end)) > 255 || (end != host.end && text.at(end) != U'.'))
            return false;
        at = end;
    }
    return !endsWithAny(text, begin, U"v V") && !mentions(text.head(begin, 8), U"版 固件 驱动 系统") &&
           !text.startsWith(host.end, U"版") && !ScannedText::isLetter(text.before(begin));
}

/// Letters that end an address: the text has no blanks that would tell them from a sentence's end.
bool endsInDomain(const ScannedText& text, const Host& host) {
    const auto last = text.part(host.lastLabel, host.end);
    if (host.labels < 2 || last.size() > 8)
        return false;
    // A capital begins a sentence: "Hello.Me".
    return isOneOf(last, kDomains) || (last.size() > 2 && isOneOf(lowered(last), kDomains));
}

std::size_t portEnd(const ScannedText& text, std::size_t at) {
    const std::size_t end = text.digitsEnd(at + 1);
    return text.at(at) == U':' && end > at + 1 && end <= at + 6 ? end : at;
}

/// Path, query and fragment, without the sentence's own marks at their end.
std::size_t pathEnd(const ScannedText& text, std::size_t begin) {
    constexpr std::u32string_view kInside = U"-._~%!$&'*+,;=:@/?#";
    const char32_t first = text.at(begin);
    if (first != U'/' && first != U'?' && first != U'#')
        return begin;
    std::size_t end = begin;
    // As written: full-width marks belong to the sentence.
    const auto inside = [&](std::size_t i) {
        const auto c = text.written(i, i + 1);
        return isWordCharacter(text, i) || (!c.empty() && kInside.find(c[0]) != std::u32string_view::npos);
    };
    while (inside(end))
        ++end;
    while (end > begin && std::u32string_view(U".,;:!?'&").find(text.before(end)) != std::u32string_view::npos)
        --end;
    return end;
}

std::size_t schemeEnd(const ScannedText& text, std::size_t at) {
    const std::size_t end = text.lettersEnd(at);
    return end > at && text.startsWith(end, U"://") ? end + 3 : at;
}

std::size_t emailEnd(const ScannedText& text, std::size_t begin) {
    std::size_t at = begin;
    while (at - begin <= kLongestLocalPart && (isWordCharacter(text, at) || text.at(at) == U'.' ||
                                               text.at(at) == U'_' || text.at(at) == U'-' || text.at(at) == U'+'))
        ++at;
    if (text.at(at) != U'@' || at == begin)
        return begin;
    const Host host = hostAt(text, at + 1);
    return host.labels >= 2 && text.letter(host.lastLabel) ? host.end : begin;
}

bool isFileName(const ScannedText& text, std::size_t begin, const Host& host) {
    const auto extension = text.part(host.lastLabel, host.end);
    if (host.labels < 2 || host.labels > 3 || !isOneOf(extension, kExtensions))
        return false;
    // Node.js and Vue.js are names that are spoken without the point.
    const bool name = extension == U"js" && text.at(begin) >= U'A' && text.at(begin) <= U'Z';
    return !name && (extension.size() > 1 || text.letter(begin));
}

struct Address {
    std::size_t spokenBegin = 0;  ///< Behind the scheme.
    std::size_t end = 0;
};

std::optional<Address> addressAt(const ScannedText& text, std::size_t at) {
    const char32_t previous = text.before(at);
    if (ScannedText::isLetter(previous) || (previous >= U'0' && previous <= U'9') || previous == U'_' ||
        previous == U'@' || previous == U'.' || (previous == U'-' && at > 1 && isWordCharacter(text, at - 2)))
        return std::nullopt;
    std::size_t begin = schemeEnd(text, at);
    if (const std::size_t end = emailEnd(text, begin); end > begin)
        return Address{begin, end};
    Host host = hostAt(text, begin);
    // "网址是example.com-1月" has no such end; a word behind a hyphen is none of the address.
    const bool local = text.part(begin, host.end) == U"localhost";
    const bool known = local || isIpNumber(text, begin, host) || endsInDomain(text, host) ||
                       (begin > at && host.labels > 0) || (text.startsWith(begin, U"www.") && host.labels > 2);
    if (!known) {
        if (isFileName(text, begin, host))
            return Address{begin, host.end};
        return std::nullopt;
    }
    host.end = portEnd(text, host.end);
    const std::size_t end = pathEnd(text, host.end);
    if (local && end == host.end && text.before(end) == U't')
        return std::nullopt;
    return Address{begin, end};
}

}  // namespace

std::u32string spokenAddress(std::u32string_view part, std::u32string_view hyphen, bool telephoneOne) {
    static constexpr std::array<std::pair<char32_t, std::u32string_view>, 14> kNames{{{U'.', U"点"},
                                                                                      {U'/', U"斜杠"},
                                                                                      {U'_', U"下划线"},
                                                                                      {U':', U"冒号"},
                                                                                      {U'@', U"艾特"},
                                                                                      {U'?', U"问号"},
                                                                                      {U'=', U"等于"},
                                                                                      {U'&', U"和"},
                                                                                      {U'#', U"井号"},
                                                                                      {U'%', U"百分号"},
                                                                                      {U'+', U"加"},
                                                                                      {U'~', U"波浪号"},
                                                                                      {U'*', U"星号"},
                                                                                      {U'!', U"感叹号"}}};
    std::u32string spoken;
    for (const char32_t c : part) {
        const auto* const name = std::ranges::find(kNames, c, &std::pair<char32_t, std::u32string_view>::first);
        if (c == U'-')
            spoken += hyphen;
        else if (name != kNames.end())
            spoken += name->second;
        else if (c >= U'0' && c <= U'9')
            spoken += spellDigits(std::u32string_view(&c, 1), telephoneOne);
        else
            spoken += c;
    }
    return spoken;
}

namespace {

/// ".com时代", "企业.com.cn": an end of an address behind Chinese.
std::size_t readDomainEnd(const ScannedText& text, std::size_t at, Forms& forms) {
    if (text.at(at) != U'.' || isWordCharacter(text, at - 1) || text.before(at) == U'.' || text.before(at) == U'/')
        return 0;
    const Host host = hostAt(text, at + 1);
    const auto last = text.part(host.lastLabel, host.end);
    if (host.labels == 0 || host.labels > 2 || !(isOneOf(last, kDomains) || isOneOf(last, kExtensions)))
        return 0;
    forms.add(at, host.end, Spoken(spokenAddress(text.part(at, host.end))));
    return host.end;
}

}  // namespace

std::size_t readAddress(const ScannedText& text, std::size_t at, Forms& forms) {
    if (const std::size_t end = readDomainEnd(text, at, forms); end != 0)
        return end;
    const auto address = addressAt(text, at);
    if (!address)
        return 0;
    // The slash at the very end is not said.
    std::size_t end = address->end;
    if (text.before(end) == U'/' && end > address->spokenBegin)
        --end;
    const auto part = text.part(address->spokenBegin, end);
    Spoken spoken(spokenAddress(part));
    spoken.orSay(spokenAddress(part, U"横杠"));
    spoken.orSay(spokenAddress(part, U"杠", true));
    if (address->spokenBegin > at)
        spoken.orSay(spokenAddress(text.part(at, address->end)));
    forms.add(at, address->end, std::move(spoken));
    return address->end;
}

}  // namespace timbre::frontend::zh
