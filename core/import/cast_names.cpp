// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/cast_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

constexpr std::size_t kMostWords = 4;
/// Longer than any name; it bounds how far a colon is looked for.
constexpr std::size_t kLongestNameBytes = 120;
constexpr std::size_t kMostWideCharacters = 10;

/// Small words inside names.
constexpr std::array<std::string_view, 22> kParticles{"of", "the", "de", "da", "di", "du", "la", "le", "el", "al", "van", "von",
                                                      "der", "den", "ten", "ter", "bin", "ibn", "and", "und", "et", "y"};

/// What begins lines of notes, letters, recipes and tables. In lower case.
constexpr auto kLabels = std::to_array<std::string_view>(
    {"note", "notes", "nb", "n.b.", "warning", "caution", "danger", "attention", "important", "tip", "tips", "hint", "remember", "example",
     "examples", "e.g.", "eg", "i.e.", "ie", "summary", "conclusion", "introduction", "abstract", "keywords", "contents", "chapter",
     "part", "section", "step", "figure", "table", "appendix", "source", "sources", "reference", "references", "ps", "p.s.", "pps",
     "todo", "fixme", "update", "edit", "from", "to", "cc", "bcc", "subject", "re", "fwd", "fw", "date", "time", "place", "location",
     "where", "when", "what", "who", "why", "how", "tel", "phone", "fax", "email", "e-mail", "mail", "address", "web", "website", "url",
     "link", "ingredients", "preparation", "method", "directions", "instructions", "serves", "yield", "total", "subtotal", "price", "cost",
     "author", "title", "subtitle", "publisher", "copyright", "isbn", "version", "status", "result", "results", "answer", "question",
     "solution", "problem", "definition", "theorem", "proof", "lemma", "remark", "pros", "cons", "see", "see also", "however", "setting",
     "scene", "act", "cut to", "fade in", "fade out", "fade to", "http", "https", "ftp", "mailto", "file", "one thing", "for example",
     "achtung", "hinweis", "beispiel", "datum", "betreff", "exemple", "remarque", "objet", "nota", "ejemplo",
     "fecha", "asunto", "注", "注意", "注释", "附注", "备注", "附", "例", "例如", "比如", "譬如", "提示", "警告", "说明", "总之", "总结",
     "结论", "摘要", "关键词", "目录", "前言", "后记", "来源", "出处", "作者", "标题", "题目", "书名", "时间", "日期", "地点", "场景", "电话",
     "手机", "邮箱", "地址", "网址", "价格", "材料", "做法", "步骤", "原因", "结果", "目的", "定义", "证明", "解", "第一", "第二", "第三",
     "其一", "其二", "其三", "首先", "其次", "最后", "例文", "例えば", "備考", "補足", "注記", "出典", "著者", "日時", "住所",
     "件名", "まとめ", "理由", "結論", "作り方", "参考", "참고", "주의", "예", "예를 들어", "비고", "출처", "날짜", "장소", "시간", "제목",
     "저자", "결론", "이유", "요약"});

/// Before a quote in prose: "Anna said: ...". Last words in lower case.
constexpr auto kVerbsOfSpeech = std::to_array<std::string_view>(
    {"said", "says", "say", "asked", "asks", "replied", "replies", "answered", "answers", "added", "adds", "cried", "cries", "shouted",
     "shouts", "whispered", "whispers", "wrote", "writes", "thought", "thinks", "called", "calls", "read", "reads", "sang", "told",
     "continued", "explained", "declared", "announced", "concluded", "sagte", "fragte", "rief", "dit", "demanda", "dijo", "preguntó"});

/// The same without blanks between words. Japanese and Korean verbs stand at the end too.
constexpr auto kWideVerbsOfSpeech = std::to_array<std::string_view>(
    {"说", "說", "道", "问", "問", "答", "喊", "叫", "曰", "讲", "講", "写道", "寫道", "着", "了", "告诉", "告訴", "言う", "言った",
     "いう", "いった", "聞いた", "聞く", "答えた", "叫んだ", "書いた", "思った", "말했다", "물었다", "대답했다", "외쳤다", "말하길", "말한다", "했다"});

constexpr auto kWideWholeNames = std::to_array<std::string_view>({"问", "答", "問"});

template <typename Names>
bool isOneOf(const Names& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool isApostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == U'-' || c == 0x2010 || c == 0x30FB || c == 0xB7 || c == U'.'; }

bool isOpenBracket(char32_t c) { return c == U'(' || c == 0xFF08 || c == U'['; }

std::vector<std::string_view> wordsOf(std::string_view name) {
    std::vector<std::string_view> words;
    for (std::size_t begin = name.find_first_not_of(" \t"); begin != std::string_view::npos; begin = name.find_first_not_of(" \t", begin)) {
        const std::size_t end = std::min(name.find_first_of(" \t", begin), name.size());
        words.push_back(name.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

/// What characters a name is made of.
struct Shape {
    bool letters = false;
    bool wide = false;  ///< Han, kana or hangul.
    std::size_t characters = 0;
};

/// nullopt where a sign or a digit stands in it.
std::optional<Shape> shapeOf(std::string_view name) {
    Shape shape;
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = decodeUtf8(name, at);
        if (isDigit(c) || (!isSpeakable(c) && !isApostrophe(c) && c != U' ' && c != U'&')) {
            return std::nullopt;
        }
        shape.letters = shape.letters || isSpeakable(c);
        shape.wide = shape.wide || isWide(c);
        ++shape.characters;
    }
    return shape;
}

/// "Anna", "ANNA", "O’Neill", and "anna" only where its letters know no capitals.
bool beginsLikeAName(std::string_view word) {
    std::size_t at = 0;
    const char32_t first = decodeUtf8(word, at);
    const bool small = (first >= U'a' && first <= U'z') || (first >= 0xDF && first <= 0xFF) || (first >= 0x3B1 && first <= 0x3C9) ||
                            (first >= 0x430 && first <= 0x45F);
    return !small;
}

bool isTitle(std::string_view word) {
    constexpr auto kTitles = std::to_array<std::string_view>(
        {"mr", "mrs", "ms", "dr", "prof", "sir", "lady", "sr", "jr", "st", "capt", "sgt", "lt", "col", "gen", "rev", "fr", "hr", "frl", "mme", "mlle", "sra"});
    const std::string folded = foldCase(word.ends_with('.') ? word.substr(0, word.size() - 1) : word);
    return isOneOf(kTitles, folded);
}

/// A full stop belongs to a title or an initial; behind another word a sentence ends, and no name goes on.
bool endsSentence(std::string_view word) { return word.ends_with('.') && !isTitle(word) && countCodePoints(word) > 2 && word.find('.') == word.size() - 1; }

/// Names of scripts with capitals: each word begins with one, but for small words inside.
bool isWordedName(const std::vector<std::string_view>& words) {
    if (!beginsLikeAName(words.front()) && !isTitle(words.front())) {
        return false;
    }
    const bool titled = isTitle(words.front());
    return std::ranges::none_of(words, endsSentence) && std::ranges::all_of(words, [&](std::string_view word) {
        return beginsLikeAName(word) || titled || (word.data() != words.front().data() && isOneOf(kParticles, word));
    });
}

bool endsWithSpeech(std::string_view name) {
    return std::ranges::any_of(kWideVerbsOfSpeech, [&](std::string_view verb) { return name.ends_with(verb); });
}

/// Chapter 1, Scene 2, 第一章: the number is a word there.
bool isNumberedPart(std::string_view name) {
    return name.starts_with("第") && (name.ends_with("章") || name.ends_with("节") || name.ends_with("回") || name.ends_with("幕") ||
                                      name.ends_with("话") || name.ends_with("話") || name.ends_with("部"));
}

bool isName(std::string_view name) {
    const std::vector<std::string_view> words = wordsOf(name);
    const auto shape = shapeOf(name);
    if (words.empty() || words.size() > kMostWords || !shape || !shape->letters) {
        return false;
    }
    const std::string folded = foldCase(name);
    if (isOneOf(kWideWholeNames, name)) {
        return true;
    }
    if (isOneOf(kLabels, folded) || isOneOf(kLabels, foldCase(words.front()) + ".") || isNumberedPart(name)) {
        return false;
    }
    if (shape->wide && (shape->characters > kMostWideCharacters || endsWithSpeech(name))) {
        return false;
    }
    return isWordedName(words) && !isOneOf(kVerbsOfSpeech, foldCase(words.back()));
}

/// Where the colon stands, and how many bytes it has; size 0 where there is none soon enough.
struct Colon {
    std::size_t at = 0;
    std::size_t size = 0;
    bool wide = false;
};

Colon firstColon(std::string_view line) {
    const std::string_view part = line.substr(0, kLongestNameBytes);
    const std::size_t narrow = part.find(':');
    const std::size_t wide = part.find("：");
    if (wide < narrow) {
        return {wide, std::string_view("：").size(), true};
    }
    return narrow == std::string_view::npos ? Colon{} : Colon{narrow, 1, false};
}

/// A narrow colon inside "http://", "C:\", "12:30" and "a::b" has something else behind it than a blank, a quote or a
/// character that needs no blank before it.
bool mayBegin(std::string_view rest) {
    if (rest.empty()) {
        return true;
    }
    std::size_t at = 0;
    const char32_t c = decodeUtf8(rest, at);
    return isSpace(c) || isWide(c) || c == U'"' || c == 0x201C || c == 0x300C || c == 0xAB;
}

/// Takes "(softly)" off the end of a name.
std::string_view takeHint(std::string_view& name) {
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t begin = at;
        if (!isOpenBracket(decodeUtf8(name, at))) {
            continue;
        }
        std::string_view hint = name.substr(at);
        const bool closed = hint.ends_with(')') || hint.ends_with(']') || hint.ends_with("）");
        if (begin == 0 || !closed) {
            return {};
        }
        hint.remove_suffix(hint.ends_with("）") ? std::string_view("）").size() : 1);
        name = trimSpace(name.substr(0, begin));
        return trimSpace(hint);
    }
    return {};
}

}  // namespace

std::optional<NamedLine> namedLine(std::string_view line) {
    line = line.starts_with("- ") ? line.substr(2) : line;
    const Colon colon = firstColon(line);
    if (colon.size == 0) {
        return std::nullopt;
    }
    NamedLine named{.name = trimSpace(line.substr(0, colon.at)), .hint = {}, .rest = line.substr(colon.at + colon.size)};
    if (!colon.wide && !mayBegin(named.rest)) {
        return std::nullopt;
    }
    named.hint = takeHint(named.name);
    named.rest = trimSpace(named.rest);
    return isName(named.name) ? std::optional(named) : std::nullopt;
}

std::string castKey(std::string_view name) { return foldCase(name); }

}  // namespace timbre
