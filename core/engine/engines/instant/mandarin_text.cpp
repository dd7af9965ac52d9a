// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mandarin_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/utf8.h"
#include "core/engine/engines/instant/english_in_mandarin.h"
#include "core/engine/engines/instant/text_plain.h"
#include "core/frontend/text_front_end.h"

namespace timbre::instant {
namespace {

/// Letters that a Chinese reader has no sound for. Han, Latin and Greek are read; all else is a mark or a picture.
bool isForeignScript(char32_t c) {
    struct Range {
        char32_t first;
        char32_t last;
    };
    constexpr std::array<Range, 9> kScripts = {{{0x0400, 0x1DFF},     // Cyrillic ... phonetic extensions
                                                {0x2C00, 0x2DFF},     // Glagolitic ... Cyrillic extended
                                                {0x3041, 0x30FF},     // kana
                                                {0x3130, 0x318F},     // Hangul letters
                                                {0x31F0, 0x31FF},     // kana extended
                                                {0xA000, 0xD7FF},     // Yi ... Hangul
                                                {0xFB13, 0xFDFF},     // Armenian, Hebrew, Arabic forms
                                                {0xFE70, 0xFEFE},     // Arabic forms
                                                {0xFF66, 0xFFDC}}};   // half-width kana and Hangul
    return std::ranges::any_of(kScripts, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

/// "." for marks that end a sentence, "," for other pauses, nothing for what is none.
std::string_view pauseOf(std::string_view mark) {
    if (mark == "." || mark == "!" || mark == "?" || mark == "…")
        return ".";
    return mark == "," || mark == "-" || mark == "SP2" || mark == "SP3" ? "," : "";
}

/// Puts the pieces of a text behind each other.
class Writer {
  public:
    int addToken(std::string text) {
        out_.tokens.push_back(std::move(text));
        return static_cast<int>(out_.tokens.size()) - 1;
    }

    void add(const MandarinSyllable& sound, int token) { out_.syllables.push_back({sound, token, {}}); }

    void addPause(std::string_view mark) {
        const std::string_view pause = pauseOf(mark);
        if (!out_.syllables.empty() && !pause.empty() && out_.syllables.back().mark != ".")
            out_.syllables.back().mark = pause;
    }

    void addForeign(std::string text) { out_.foreign.push_back(std::move(text)); }

    MandarinText take() { return std::move(out_); }

  private:
    MandarinText out_;
};

/// What each phone of a text is written as.
class Spellings {
  public:
    Spellings(std::string_view utf8, const frontend::SpokenText& spoken) : utf8_(utf8), wordOfPhone_(spoken.phones.size(), -1) {
        for (std::size_t word = 0; word < spoken.words.size(); ++word) {
            const frontend::ReadWord& read = spoken.words[word];
            const std::size_t end = std::min(read.firstPhone + read.phoneCount, wordOfPhone_.size());
            for (std::size_t phone = read.firstPhone; phone < end; ++phone)
                wordOfPhone_[phone] = static_cast<int>(word);
        }
        words_ = spoken.words;
    }

    /// The word a phone belongs to, or null.
    [[nodiscard]] const frontend::ReadWord* wordOf(std::size_t phone) const {
        return wordOfPhone_[phone] < 0 ? nullptr : &words_[static_cast<std::size_t>(wordOfPhone_[phone])];
    }

    [[nodiscard]] std::string written(const frontend::ReadWord& word) const {
        return std::string(utf8_.substr(word.beginByte, word.endByte - word.beginByte));
    }

    /// The character of a syllable in a word that is written with one for each; empty in others.
    [[nodiscard]] std::string character(const frontend::ReadWord& word, std::size_t phone) const {
        const std::string text = written(word);
        if (word.rewritten || 2 * countCodePoints(text) != word.phoneCount)
            return {};
        std::size_t begin = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i <= (phone - word.firstPhone) / 2; ++i) {
            begin = at;
            decodeUtf8(text, at);
        }
        return text.substr(begin, at - begin);
    }

  private:
    std::string_view utf8_;
    std::vector<int> wordOfPhone_;
    std::vector<frontend::ReadWord> words_;
};

/// The characters of a segment by its phones; Unsupported where one is not spoken at all.
Result<std::vector<std::string>> charactersOf(const frontend::PhoneText& spoken) {
    std::vector<std::string> characters;
    std::size_t at = 0;
    for (const int count : spoken.phonesPerCharacter) {
        const std::size_t begin = at;
        if (at >= spoken.normalised.size())
            break;
        decodeUtf8(spoken.normalised, at);
        const std::string character = spoken.normalised.substr(begin, at - begin);
        if (count == 0) {
            return fail(ErrorCode::Unsupported, "the character \"" + character + "\" has no reading",
                        "Write another one in its place, or give its reading.");
        }
        characters.insert(characters.end(), static_cast<std::size_t>(count), character);
    }
    characters.resize(spoken.phones.size());
    return characters;
}

Result<void> addChinese(const frontend::PhoneText& spoken, std::size_t firstPhone, const Spellings& spellings, Writer& writer) {
    const auto characters = charactersOf(spoken);
    if (!characters)
        return tl::unexpected(characters.error());
    const frontend::ReadWord* before = nullptr;  // a word that is one token, and
    int token = 0;                               // that token
    for (std::size_t i = 0; i < spoken.phones.size(); ++i) {
        const auto sound =
            i + 1 < spoken.phones.size() ? mandarinSyllable(spoken.phones[i], spoken.phones[i + 1]) : std::nullopt;
        if (!sound) {
            writer.addPause(spoken.phones[i]);
            continue;
        }
        const frontend::ReadWord* const word = spellings.wordOf(firstPhone + i);
        std::string character = word == nullptr ? (*characters)[i] : spellings.character(*word, firstPhone + i);
        if (!character.empty()) {
            token = writer.addToken(std::move(character));
        } else if (word == nullptr || word != before) {
            token = writer.addToken(word == nullptr ? std::string{} : spellings.written(*word));
            before = word;
        }
        writer.add(*sound, token);
        ++i;
    }
    return {};
}

/// The stretch without blanks and marks around it.
std::string trimmed(std::string_view text) {
    constexpr std::string_view kAround = " \t\n\r.,;:!?\"'()";
    const std::size_t begin = text.find_first_not_of(kAround);
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(kAround) - begin + 1));
}

/// Word by word where the front end tells the words, else the stretch as one.
void addEnglish(const frontend::SpokenSegment& segment, std::size_t firstPhone, const Spellings& spellings, Writer& writer) {
    std::vector<std::string> run;
    const frontend::ReadWord* word = nullptr;
    std::optional<int> whole;
    const auto flush = [&] {
        const auto sounds = inMandarinSounds(run);
        run.clear();
        if (sounds.empty())
            return;
        int token = whole.value_or(0);
        if (word != nullptr || !whole) {
            const std::string name = word != nullptr ? spellings.written(*word) : trimmed(segment.text);
            token = writer.addToken(name);
            writer.addForeign(name);
        }
        if (word == nullptr)
            whole = token;
        for (const MandarinSyllable& sound : sounds)
            writer.add(sound, token);
    };
    for (std::size_t i = 0; i < segment.spoken.phones.size(); ++i) {
        const std::string& phone = segment.spoken.phones[i];
        const frontend::ReadWord* const here = spellings.wordOf(firstPhone + i);
        if (here != word || !pauseOf(phone).empty())
            flush();
        word = here;
        if (pauseOf(phone).empty())
            run.push_back(phone);
        else
            writer.addPause(phone);
    }
    flush();
}

}  // namespace

Result<void> checkMandarin(std::string_view utf8) {
    if (utf8.size() > kMaximumTextBytes) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the text has {} bytes, more than the {} one sentence may have", utf8.size(), kMaximumTextBytes),
                    "Split it into sentences and speak them one after the other.");
    }
    if (const auto bad = findInvalidUtf8(utf8))
        return fail(ErrorCode::InvalidInput, fmt::format("the text is not UTF-8 (byte {})", *bad + 1), "Save it as UTF-8.");
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        if (isForeignScript(decodeUtf8(utf8, at))) {
            return fail(ErrorCode::Unsupported,
                        fmt::format("the letter \"{}\" is not one of Chinese", utf8.substr(begin, at - begin)),
                        "A Chinese voice speaks Chinese, and English with an accent; write the word in Chinese.");
        }
    }
    return {};
}

Result<MandarinText> readMandarin(const frontend::TextFrontEnd& frontEnd, std::string_view utf8,
                                  std::span<const GivenReading> readings) {
    if (auto checked = checkMandarin(utf8); !checked)
        return tl::unexpected(checked.error());
    const auto spoken = frontEnd.read(utf8, frontend::LanguageMode::Mandarin, readings, {});
    if (!spoken)
        return tl::unexpected(spoken.error());
    const Spellings spellings(utf8, *spoken);
    Writer writer;
    // The front end puts a mark before short texts, which counts as a phone of the first segment.
    std::size_t firstPhone = 0;
    for (const frontend::SpokenSegment& segment : spoken->segments) {
        if (segment.language == frontend::Language::English)
            addEnglish(segment, firstPhone, spellings, writer);
        else if (auto added = addChinese(segment.spoken, firstPhone, spellings, writer); !added)
            return tl::unexpected(added.error());
        firstPhone += segment.spoken.phones.size();
    }
    MandarinText text = writer.take();
    if (text.syllables.empty())
        return fail(ErrorCode::InvalidInput, "there is no word to speak in the text", "Write at least one word.");
    return text;
}

std::vector<std::pair<std::size_t, std::size_t>> splitMandarin(std::string_view utf8, std::size_t maximumBytes) {
    constexpr std::array<std::u32string_view, 3> kBreaks = {U"。！？!?\n", U"；;：:…", U"，、,"};
    std::vector<std::pair<std::size_t, std::size_t>> pieces;
    std::size_t begin = 0;
    while (utf8.size() - begin > maximumBytes) {
        std::array<std::size_t, kBreaks.size()> behind{};  // the last place behind a mark of each kind
        std::size_t last = begin;
        for (std::size_t at = begin; at < utf8.size();) {
            const char32_t c = decodeUtf8(utf8, at);
            if (at - begin > maximumBytes)
                break;
            last = at;
            for (std::size_t kind = 0; kind < kBreaks.size(); ++kind) {
                // Only in the later two thirds, so that no tiny piece is cut off.
                if (at - begin > maximumBytes / 3 && kBreaks[kind].find(c) != std::u32string_view::npos)
                    behind[kind] = at;
            }
        }
        const auto* const found = std::ranges::find_if(behind, [](std::size_t at) { return at > 0; });
        const std::size_t end = found != behind.end() ? *found : last;
        pieces.emplace_back(begin, end);
        begin = end;
    }
    if (begin < utf8.size())
        pieces.emplace_back(begin, utf8.size());
    return pieces;
}

}  // namespace timbre::instant
