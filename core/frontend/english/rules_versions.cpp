// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of programs and standards, and numbers of sections: their parts are numbers, not decimals.
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostParts = 8;

bool hasVersions(std::string_view small) {
    return isOneOf<"android angular apache api beta bluetooth build centos chrome chromium claude clang cmake css cuda debian "
                   "directx django docker edge electron es excel fedora figma figure fig firefox firmware flutter gcc gemini git "
                   "gimp glibc gnome go gpt hdmi html http ios ipados java javascript kde kernel kotlin kubernetes laravel linux "
                   "llama llvm lua macos mac matlab minecraft mysql net node nodejs numpy opengl openssl os outlook patch pcie perl "
                   "php postgres postgresql powershell pytorch python qt rails react redis release revision ruby rust safari scala "
                   "section sql sqlite ssl swift table tensorflow tls tvos ubuntu unity unreal update usb ver version versions "
                   "vista visionos vue vulkan watchos web wi-fi wifi windows wordpress xcode zip">(small);
}

std::string sayPart(std::string_view digits, Zero zero) {
    if (digits.size() == 1 && digits == "0")
        return zero == Zero::Oh ? "oh" : "zero";
    if (digits.size() > 2 && digits.front() == '0')
        return sayDigits(digits, Zero::Oh);
    return sayTwoDigits(digits);
}

/// "2.0.1" and how else it may be said.
struct Version {
    Position end = 0;
    std::size_t parts = 0;
    std::string words{};
    std::string digits{};   ///< "three point one one"
    std::string withOh{};   ///< "four point oh"
    std::string plain{};    ///< "twenty four oh four"
};

std::optional<Version> versionAt(const WrittenText& text, Position at) {
    Version version{.end = at};
    for (Position next = at; version.parts < kMostParts;) {
        const Position end = text.digitsEnd(next);
        if (end == next || end - next > 9)
            break;
        const std::string_view part = text.plain(next, end);
        const std::string_view point = version.parts > 0 ? "point" : "";
        addWords(version.words, joined({point, version.parts == 0 ? sayCardinal(part) : sayPart(part, Zero::Zero)}));
        addWords(version.digits, joined({point, version.parts == 0 ? sayCardinal(part) : sayDigits(part)}));
        addWords(version.withOh, joined({point, version.parts == 0 ? sayCardinal(part) : sayPart(part, Zero::Oh)}));
        addWords(version.plain, sayPart(part, Zero::Oh));
        version.end = end;
        ++version.parts;
        if (text.at(end) != '.' || !text.isDigit(end + 1))
            break;
        next = end + 1;
    }
    return version.parts == 0 ? std::nullopt : std::optional(std::move(version));
}

Found sayVersionWords(const Version& version, std::string_view front, std::string_view otherFront) {
    std::vector<std::string> others;
    for (const auto& words : {version.digits, version.withOh})
        others.push_back(joined({front, words}));
    if (version.parts == 2)
        others.push_back(joined({front, version.plain}));
    if (!otherFront.empty())
        others.push_back(joined({otherFront, version.words}));
    return spoken(version.end, joined({front, version.words}), std::move(others));
}

/// "802.11ac", "IEEE 802.3": the standards of networks, with their letters.
Found sayNetworkStandard(const WrittenText& text, Position at) {
    constexpr std::size_t kMostLetters = 2;
    const Position digits = at + 4;
    const Position part = text.digitsEnd(digits);
    const Position end = text.lettersEnd(part);
    if (!text.startsWith(at, "802.") || part == digits || part - digits > 2 || end - part > kMostLetters || !text.wordEnds(end) ||
        (text.at(end) == '.' && text.isDigit(end + 1)))
        return std::nullopt;
    const std::string rest = joined({sayCardinal(text.plain(digits, part)), end > part ? spell(text.plain(part, end)) : ""});
    if (part == end && !isOneOf<"ieee protocol standard wifi fi">(text.wordBefore(at).word))
        return std::nullopt;
    return spoken(end, "eight oh two point " + rest, {"eight oh two dot " + rest});
}

}  // namespace

Found sayVersion(const WrittenText& text, Position at) {
    if (!text.wordBegins(at))
        return std::nullopt;
    if (auto standard = sayNetworkStandard(text, at))
        return standard;
    if (text.isLetter(at)) {  // "v2.0.1"
        const bool small = text.at(at) == 'v';
        const Position digits = text.at(at + 1) == '.' ? at + 2 : at + 1;
        if ((!small && text.at(at) != 'V') || !text.isDigit(digits))
            return std::nullopt;
        const auto version = versionAt(text, digits);
        if (!version || (version->parts < 2 && (!small || !text.wordEnds(version->end))))
            return std::nullopt;
        return sayVersionWords(*version, "version", "V");
    }
    if (text.before(at) == '.' || text.before(at) == '-' || text.before(at) == '$')
        return std::nullopt;
    if (text.startsWith(at, "802.11") && !text.isDigit(at + 6)) {  // Radio networks: "802.11ac"
        const Position end = text.lettersEnd(at + 6);
        return spoken(end, joined({"eight oh two point eleven", spell(text.plain(at + 6, end))}),
                      {joined({"eight oh two dot eleven", spell(text.plain(at + 6, end))})});
    }
    const auto version = versionAt(text, at);
    if (!version || version->parts < 2 || text.at(version->end) == '%' || text.at(version->end) == ',')
        return std::nullopt;
    if (version->parts == 2) {
        const WordAt before = text.wordBefore(at);
        if (!hasVersions(before.word) || text.at(text.blanksEnd(version->end)) == '%')
            return std::nullopt;
    }
    return sayVersionWords(*version, "", "");
}

}  // namespace timbre::frontend::english
