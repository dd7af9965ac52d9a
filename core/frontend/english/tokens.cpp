// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/tokens.h"

#include <string>

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kShortestTopDomain = 2;
constexpr std::size_t kLongestTopDomain = 13;

constexpr bool isLetter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

char charAt(std::string_view text, std::size_t at) noexcept { return at < text.size() ? text[at] : '\0'; }

std::size_t lettersEnd(std::string_view text, std::size_t at) {
    while (isLetter(charAt(text, at)))
        ++at;
    return at;
}

/// "apple.com", "end.Next": labels joined by "." and "-", of which the last follows a "." and is as long as a top-level
/// domain may be.
class DomainFinder {
  public:
    explicit DomainFinder(std::string_view text) : text_(text) {}

    /// Where the domain that begins at `at` ends; `at` where none does.
    std::size_t end(std::size_t at) {
        if (at < noneBefore_)
            return at;
        std::size_t position = lettersEnd(text_, at);
        std::size_t found = at;
        while ((charAt(text_, position) == '.' || charAt(text_, position) == '-') &&
               isLetter(charAt(text_, position + 1))) {
            const std::size_t label = position + 1;
            const bool afterDot = text_[position] == '.';
            position = lettersEnd(text_, label);
            const std::size_t length = position - label;
            if (afterDot && length >= kShortestTopDomain && length <= kLongestTopDomain)
                found = position;
        }
        // Within this chain of labels no later start finds one either.
        if (found == at)
            noneBefore_ = position;
        return found;
    }

  private:
    std::string_view text_;
    std::size_t noneBefore_ = 0;
};

/// "isn't", "well-known": three letters at least, counting what stands between them.
std::size_t joinedWordEnd(std::string_view text, std::size_t at) {
    std::size_t end = at;
    std::size_t last = at;
    for (; isLetter(charAt(text, end)) || charAt(text, end) == '\'' || charAt(text, end) == '-'; ++end)
        if (isLetter(text[end]))
            last = end + 1;
    return last - at >= 3 ? last : at;
}

std::size_t wordEnd(std::string_view text, std::size_t at, DomainFinder& domains) {
    if (const std::size_t end = domains.end(at); end != at)
        return end;
    if (const std::size_t end = joinedWordEnd(text, at); end != at)
        return end;
    return lettersEnd(text, at);
}

/// ". . ." is one token, a single "." one too.
std::size_t dotsEnd(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    for (std::size_t next = end; next < text.size() && (text[next] == ' ' || text[next] == '.'); ++next)
        if (text[next] == '.')
            end = next + 1;
    return end;
}

}  // namespace

std::vector<std::string_view> tokens(std::string_view text) {
    std::vector<std::string_view> found;
    DomainFinder domains(text);
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        if (isLetter(text[at]))
            end = wordEnd(text, at, domains);
        else if (text[at] == '.')
            end = dotsEnd(text, at);
        found.push_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

std::string shortenRuns(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const std::size_t size = out.size();
        const bool fourth = size >= 3 && out[size - 1] == c && out[size - 2] == c && out[size - 3] == c;
        if (isLetter(c) || !fourth)
            out += c;
    }
    return out;
}

}  // namespace timbre::frontend::english
