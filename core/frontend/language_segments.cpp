// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/language_segments.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend {

namespace {

using Text = std::u32string;

enum class Script { HanOrKana, Hangul, Digits, Marks, LineEnds, Others };

struct Section {
    Script script;
    Text text;
};

enum class Label { Mandarin, Japanese, English, Korean, Cantonese, Digits, Unclear };

struct Stretch {
    Label label;
    Text text;
};

using Stretches = std::vector<Stretch>;

constexpr std::u32string_view kMarks =
    U"~,.;:!?-_([{<)]}>\"'#$%&*+=@\\^`|"
    U"\u301C\uFF0C\u3002\uFF01\uFF1F\uFF1B\uFF1A\u3001\u00B7\uFF08\u3010\u300A\u3008\u300C\u300E\u201C\u2018"
    U"\uFF09\u3011\u300B\u3009\u300D\u300F\u201D\u2019\u2014\u2026\uFFE5";
constexpr std::u32string_view kClauseMarks = U",.!?\uFF0C\u3002\uFF01\uFF1F";
constexpr std::u32string_view kClauseEnds = U"\u3002\uFF01\uFF1F!?\n";

bool isOneOf(std::u32string_view set, char32_t c) noexcept { return set.find(c) != std::u32string_view::npos; }

constexpr bool isHan(char32_t c) noexcept { return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005; }

constexpr bool isKana(char32_t c) noexcept { return c >= 0x3040 && c <= 0x30FF; }

constexpr bool isHangul(char32_t c) noexcept { return c >= 0xAC00 && c <= 0xD7AF; }

constexpr bool isLatin(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

std::u32string_view stripped(std::u32string_view text) {
    while (!text.empty() && unicode::isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && unicode::isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Blanks, and apostrophes within words, belong to the section they follow.
Script scriptOf(char32_t c, bool behindSpace, Script current) {
    if (isHan(c) || isKana(c))
        return Script::HanOrKana;
    if (isHangul(c))
        return Script::Hangul;
    if (unicode::isDigit(c))
        return Script::Digits;
    if (isOneOf(kMarks, c))
        return c == U'\'' && !behindSpace ? current : Script::Marks;
    if (unicode::isSpace(c))
        return c == U'\n' || c == U'\r' ? Script::LineEnds : current;
    return Script::Others;
}

std::vector<Section> sectionsByScript(std::u32string_view text) {
    std::vector<Section> sections;
    bool behindSpace = true;
    for (const char32_t c : text) {
        const Script current = sections.empty() ? Script::Others : sections.back().script;
        const Script script = scriptOf(c, behindSpace, current);
        if (sections.empty() || script != current)
            sections.push_back({script, {}});
        sections.back().text.push_back(c);
        behindSpace = unicode::isSpace(c);
    }
    return sections;
}

bool isBetweenWords(Script script) { return script == Script::Marks || script == Script::LineEnds; }

/// Marks and line ends join the section before them, at the beginning the one behind; then equal neighbours grow together.
std::vector<Section> joined(std::vector<Section> sections) {
    std::vector<Section> out;
    for (auto& section : sections) {
        if (!out.empty() && isBetweenWords(out.back().script)) {
            out.back().script = section.script;
            out.back().text += section.text;
        } else if (!out.empty() && (isBetweenWords(section.script) || out.back().script == section.script)) {
            out.back().text += section.text;
        } else {
            out.push_back(std::move(section));
        }
    }
    return out;
}

void add(Stretches& stretches, Label label, std::u32string_view text) {
    if (text.empty())
        return;
    if (stretches.empty() || stretches.back().label != label)
        stretches.push_back({label, {}});
    stretches.back().text += text;
}

/// ASCII, general, ideographic and full-width marks and forms, with a Latin letter in the first line.
bool isEnglish(std::u32string_view text) {
    const auto fits = [](char32_t c) {
        return (c >= 0x20 && c <= 0x7E) || unicode::isSpace(c) || (c >= 0x2000 && c <= 0x206F) ||
               (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF);
    };
    return std::ranges::any_of(text.substr(0, text.find(U'\n')), isLatin) && std::ranges::all_of(text, fits);
}

/// Behind the marks that end the clause at the text's beginning.
std::size_t clauseEnd(std::u32string_view text) {
    const std::size_t mark = std::min(text.find_first_of(kClauseEnds), text.size());
    return std::min(text.find_first_not_of(kClauseEnds, mark), text.size());
}

/// Japanese where a quarter of the letters are kana; where fewer are, only the kana themselves.
void addClause(Stretches& stretches, std::u32string_view clause) {
    const auto kana = std::ranges::count_if(clause, isKana);
    const auto han = std::ranges::count_if(clause, isHan);
    if (kana == 0 || 3 * kana >= han) {
        add(stretches, kana == 0 ? Label::Mandarin : Label::Japanese, clause);
        return;
    }
    for (std::size_t i = 0; i < clause.size(); ++i)
        add(stretches, isKana(clause[i]) ? Label::Japanese : Label::Mandarin, clause.substr(i, 1));
}

Stretches labelled(const std::vector<Section>& sections, std::optional<Label> defaultLabel) {
    Stretches stretches;
    for (const Section& section : sections) {
        std::u32string_view text = section.text;
        if (section.script == Script::Digits) {
            add(stretches, defaultLabel.value_or(Label::Digits), text);
        } else if (isEnglish(text)) {
            add(stretches, Label::English, text);
        } else if (defaultLabel) {
            add(stretches, *defaultLabel, text);
        } else if (section.script == Script::Hangul) {
            add(stretches, Label::Korean, text);
        } else if (section.script == Script::HanOrKana) {
            for (; !text.empty(); text.remove_prefix(clauseEnd(text)))
                addClause(stretches, text.substr(0, clauseEnd(text)));
        } else {
            add(stretches, std::ranges::any_of(text, isLatin) ? Label::English : Label::Unclear, text);
        }
    }
    return stretches;
}

/// Whose language digits between two stretches are read in.
Label labelBetween(const Stretch& left, const Text& digits, const Stretch& right) {
    if (left.label == right.label)
        return left.label;
    if (isOneOf(kClauseMarks, left.text.back()))
        return right.label;
    if (isOneOf(kClauseMarks, right.text.front()) || digits.back() == U'.' || digits.back() == 0x3002)
        return left.label;
    return left.text.size() >= right.text.size() ? left.label : right.label;
}

Stretches withoutDigits(const Stretches& stretches) {
    Stretches out;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const bool last = i + 1 == stretches.size();
        Label label = stretches[i].label;
        if (label == Label::Digits && !out.empty())
            label = last ? out.back().label : labelBetween(out.back(), stretches[i].text, stretches[i + 1]);
        else if (label == Label::Digits)
            label = last ? Label::Mandarin : stretches[i + 1].label;
        add(out, label, stretches[i].text);
    }
    return out;
}

Stretches withoutUnclear(const Stretches& stretches) {
    Stretches out;
    for (const Stretch& stretch : stretches) {
        Label label = stretch.label;
        if (label == Label::Unclear && !out.empty())
            label = out.back().label;
        else if (label == Label::Unclear)
            label = stretches.size() > 1 ? stretches[1].label : Label::Mandarin;
        add(out, label, stretch.text);
    }
    return out;
}

Stretches stretchesOf(std::u32string_view text, std::optional<Label> defaultLabel) {
    return withoutUnclear(withoutDigits(labelled(joined(sectionsByScript(stripped(text))), defaultLabel)));
}

/// What is not English becomes one language.
Stretches besidesEnglish(const Stretches& stretches, Label label) {
    Stretches out;
    for (const Stretch& stretch : stretches)
        add(out, stretch.label == Label::English ? Label::English : label, stretch.text);
    return out;
}

Stretches stretchesOf(std::u32string_view text, LanguageMode mode) {
    switch (mode) {
        case LanguageMode::Auto:
        case LanguageMode::AutoCantonese: return stretchesOf(text, std::nullopt);
        case LanguageMode::Mandarin: return besidesEnglish(stretchesOf(text, std::nullopt), Label::Mandarin);
        case LanguageMode::Japanese: return besidesEnglish(stretchesOf(text, std::nullopt), Label::Japanese);
        case LanguageMode::Korean: return besidesEnglish(stretchesOf(text, std::nullopt), Label::Korean);
        case LanguageMode::Cantonese: return besidesEnglish(stretchesOf(text, std::nullopt), Label::Cantonese);
        case LanguageMode::AllMandarin:
        case LanguageMode::AllCantonese: return stretchesOf(text, Label::Mandarin);
        case LanguageMode::AllJapanese: return stretchesOf(text, Label::Japanese);
        case LanguageMode::AllKorean: return stretchesOf(text, Label::Korean);
        case LanguageMode::English: break;
    }
    return {};
}

Language languageOf(Label label, bool cantonese) {
    switch (label) {
        case Label::Japanese: return Language::Japanese;
        case Label::English: return Language::English;
        case Label::Korean: return Language::Korean;
        case Label::Cantonese: return Language::Cantonese;
        default: return cantonese ? Language::Cantonese : Language::Mandarin;
    }
}

}  // namespace

std::string_view languageCode(Language language) noexcept {
    switch (language) {
        case Language::Mandarin: return "zh";
        case Language::Japanese: return "ja";
        case Language::English: return "en";
        case Language::Korean: return "ko";
        case Language::Cantonese: return "yue";
    }
    return "";
}

std::optional<LanguageMode> languageModeOf(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(kLanguageModeNames, name, &LanguageModeName::name);
    return found == kLanguageModeNames.end() ? std::nullopt : std::optional(found->mode);
}

LanguageMode modeOf(Language language) noexcept {
    switch (language) {
        case Language::Mandarin: return LanguageMode::Mandarin;
        case Language::Japanese: return LanguageMode::Japanese;
        case Language::Korean: return LanguageMode::Korean;
        case Language::Cantonese: return LanguageMode::Cantonese;
        case Language::English: break;
    }
    return LanguageMode::English;
}

std::vector<LanguageSegment> languageSegments(std::string_view utf8, LanguageMode mode) {
    if (mode == LanguageMode::English)
        return {{Language::English, std::string(utf8)}};
    const Text text = toUtf32(utf8);
    std::vector<LanguageSegment> segments;
    for (const LanguageStretch& stretch : languageStretches(text, mode))
        segments.push_back({stretch.language, toUtf8(text.substr(stretch.begin, stretch.end - stretch.begin))});
    return segments;
}

std::vector<LanguageStretch> languageStretches(std::u32string_view text, LanguageMode mode) {
    if (mode == LanguageMode::English)
        return {{Language::English, 0, text.size()}};
    const bool cantonese = mode == LanguageMode::AutoCantonese || mode == LanguageMode::AllCantonese;
    const std::u32string_view inside = stripped(text);
    std::size_t begin = inside.empty() ? 0 : static_cast<std::size_t>(inside.data() - text.data());
    std::vector<LanguageStretch> stretches;
    for (const Stretch& stretch : stretchesOf(inside, mode)) {
        stretches.push_back({languageOf(stretch.label, cantonese), begin, begin + stretch.text.size()});
        begin += stretch.text.size();
    }
    return stretches;
}

}  // namespace timbre::frontend
