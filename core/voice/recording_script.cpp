// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/recording_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaximumScriptBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostLines = 500;
constexpr std::size_t kLongestId = 32;
/// Letters of an English syllable and characters of a Japanese mora, on average; a Chinese character is a syllable.
constexpr double kLettersPerSyllable = 3.2;
constexpr double kCharactersPerMora = 0.75;

/// What speech in one language comes to.
struct Pace {
    std::string_view language;
    double perSecond;
};
constexpr std::array kPaces{Pace{"en", 4.2}, Pace{"zh", 4.5}, Pace{"ja", 7.0}};
constexpr double kUsualPerSecond = 4.5;

std::string_view mainTag(std::string_view language) { return language.substr(0, language.find_first_of("-_")); }

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(at, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool isGoodId(std::string_view id) {
    return !id.empty() && id.size() <= kLongestId &&
           std::ranges::all_of(id, [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_'; });
}

/// Letters, and perhaps a tone or stress behind them.
bool isSaid(std::string_view phone) {
    static const std::set<std::string_view> kSilent{"UNK", "SP", "SP2", "SP3"};
    const std::size_t letters =
        static_cast<std::size_t>(std::ranges::find_if_not(phone, isLetter) - phone.begin());
    return letters > 0 && std::ranges::all_of(phone.substr(letters), isDigit) && !kSilent.contains(phone);
}

bool isSyllable(std::string_view phone, std::string_view language) {
    static const std::set<std::string_view> kMoras{"a", "i", "u", "e", "o", "I", "U", "N", "cl"};
    return language == "ja" ? kMoras.contains(phone) : !phone.empty() && isDigit(phone.back());
}

/// From the length of the text alone.
double guessedSyllables(std::string_view text, std::string_view language) {
    const auto bytes = static_cast<double>(text.size());
    constexpr double kBytesPerEastAsianCharacter = 3.0;
    if (language == "zh") {
        return bytes / kBytesPerEastAsianCharacter;
    }
    return language == "ja" ? bytes / kBytesPerEastAsianCharacter / kCharactersPerMora : bytes / kLettersPerSyllable;
}

tl::unexpected<Error> badLine(const fs::path& file, std::size_t number, std::string_view why) {
    return fail(ErrorCode::Corrupt, fmt::format("line {} of {} is no line of a recording script: {}", number, displayPath(file), why),
                "Lines are: id, text and phones with a tab between them. Install the program again if the file came with it.");
}

/// "# title: Words" of a comment.
void takeHeader(std::string_view comment, RecordingScript& script) {
    const std::size_t colon = comment.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const std::string_view key = trimSpace(comment.substr(0, colon));
    const std::string_view value = trimSpace(comment.substr(colon + 1));
    if (key == "language") {
        script.language = value;
    } else if (key == "title") {
        script.title = value;
    } else if (key == "short" && !value.empty() && value.size() < 4 && std::ranges::all_of(value, isDigit)) {
        script.shortLines = std::stoul(std::string(value));
    }
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

}  // namespace

double secondsToRead(int syllables, std::string_view language) {
    const auto* const pace = std::ranges::find(kPaces, mainTag(language), &Pace::language);
    return static_cast<double>(syllables) / (pace == kPaces.end() ? kUsualPerSecond : pace->perSecond);
}

std::vector<std::string> saidPhones(const std::vector<std::string>& phones) {
    std::vector<std::string> said;
    std::ranges::copy_if(phones, std::back_inserter(said), isSaid);
    return said;
}

ScriptLine scriptLine(std::string id, std::string text, std::vector<std::string> phones, std::string_view language) {
    const std::string_view tag = mainTag(language);
    ScriptLine line{.id = std::move(id), .text = std::move(text), .phones = saidPhones(phones)};
    line.syllables = static_cast<int>(
        std::ranges::count_if(line.phones, [tag](const std::string& phone) { return isSyllable(phone, tag); }));
    line.expectedSeconds = secondsToRead(
        line.syllables > 0 ? line.syllables : static_cast<int>(guessedSyllables(line.text, tag) + 0.5), tag);
    return line;
}

Result<RecordingScript> loadScript(const fs::path& file) {
    const auto bytes = readFile(file, kMaximumScriptBytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    RecordingScript script;
    script.id = displayPath(file.stem());
    std::set<std::string_view> ids;
    std::size_t number = 0;
    for (const std::string_view row : split(*bytes, '\n')) {
        ++number;
        if (trimSpace(row).empty()) {
            continue;
        }
        if (row.front() == '#') {
            takeHeader(row.substr(1), script);
            continue;
        }
        const auto fields = split(row, '\t');
        if (fields.size() != 3 || trimSpace(fields[1]).empty()) {
            return badLine(file, number, "it does not have three fields");
        }
        if (!isGoodId(fields[0]) || !ids.insert(fields[0]).second) {
            return badLine(file, number, "its id is malformed or was there before");
        }
        if (findInvalidUtf8(fields[1])) {
            return badLine(file, number, "its text is not UTF-8");
        }
        script.lines.push_back(scriptLine(std::string(fields[0]), std::string(trimSpace(fields[1])),
                                          wordsOf(trimSpace(fields[2])), script.language));
    }
    if (script.language.empty() || script.lines.empty()) {
        return fail(ErrorCode::Corrupt, displayPath(file) + " is no recording script: it names no language or has no lines",
                    "Install the program again if the file came with it.");
    }
    script.shortLines = std::min(script.shortLines, script.lines.size());
    return script;
}

Result<RecordingScript> installedScript(const fs::path& resourceFolder, std::string_view language) {
    const std::string tag(mainTag(language));
    const fs::path file = resourceFolder / "scripts" / (tag + ".tsv");
    std::error_code ignored;
    if (!isGoodId(tag) || !fs::is_regular_file(file, ignored)) {
        return fail(ErrorCode::NotFound, fmt::format("there is no recording script for “{}”", language),
                    "Record sentences of your own instead.");
    }
    return loadScript(file);
}

std::vector<std::string> installedScriptLanguages(const fs::path& resourceFolder) {
    std::vector<std::string> languages;
    std::error_code ignored;
    for (fs::directory_iterator at(resourceFolder / "scripts", ignored), end; !ignored && at != end; at.increment(ignored)) {
        if (at->path().extension() == ".tsv") {
            languages.push_back(displayPath(at->path().stem()));
        }
    }
    std::ranges::sort(languages);
    return languages;
}

Result<RecordingScript> ownScript(std::string_view text, std::string_view language, const PhonesOf& phonesOf) {
    if (findInvalidUtf8(text)) {
        return fail(ErrorCode::InvalidInput, "the text to be read is not UTF-8", "Save it as UTF-8 and open it again.");
    }
    RecordingScript script{.id = std::string(kOwnScript), .language = std::string(language), .title = {}, .shortLines = 0, .lines = {}};
    for (const std::string_view row : split(text, '\n')) {
        const std::string_view words = trimSpace(row);
        if (words.empty()) {
            continue;
        }
        if (script.lines.size() == kMostLines) {
            return fail(ErrorCode::InvalidInput, fmt::format("the text to be read has more than {} lines", kMostLines),
                        "Twenty lines make a voice; take the best ones.");
        }
        std::vector<std::string> phones;
        if (phonesOf) {
            phones = phonesOf(words, language).value_or(std::vector<std::string>{});
        }
        script.lines.push_back(
            scriptLine(std::to_string(script.lines.size() + 1), std::string(words), std::move(phones), language));
    }
    if (script.lines.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no text to be read", "Write one sentence a line.");
    }
    script.shortLines = script.lines.size();
    return script;
}

}  // namespace timbre
