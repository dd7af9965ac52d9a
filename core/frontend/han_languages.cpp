// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/han_languages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/frontend/japanese_kanji_table.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend {

namespace {

constexpr std::u32string_view kSentenceEnds = U"。！？!?\n\r";
constexpr std::u32string_view kClauseEnds = U"，,、；;：:";
constexpr std::u32string_view kOpening = U"「『“‘（(《〈【[";
constexpr std::u32string_view kClosing = U"」』”’）)》〉】]";
// In code page 932 as well; Japanese texts do not use them as Chinese ones do every day.
constexpr std::u32string_view kChineseAnyway = U"个很它";
// Of Chinese grammar. One alone may be in a Japanese word (目的, 終了, 自我), two in a clause without kana are Chinese.
constexpr std::u32string_view kChineseGrammar = U"我他的了是也就去";
constexpr std::size_t kEnoughGrammar = 2;

constexpr bool isHan(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 ||
           c == 0x3007;
}

constexpr bool isKana(char32_t c) noexcept {
    return (c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
           (c >= 0xFF66 && c <= 0xFF9D);
}

bool isOneOf(std::u32string_view set, char32_t c) noexcept { return set.find(c) != std::u32string_view::npos; }

/// An ideograph that Japanese is not written with.
bool isForeign(char32_t c) noexcept {
    constexpr char32_t kFirst = 0x4E00;
    if (c < kFirst || c >= kFirst + 64 * kJapaneseKanji.size())
        return false;
    return (kJapaneseKanji[(c - kFirst) / 64] >> ((c - kFirst) % 64) & 1) == 0 || isOneOf(kChineseAnyway, c);
}

/// What speaks for either language.
struct Evidence {
    std::size_t kana = 0;
    std::size_t han = 0;
    std::size_t foreign = 0;
    std::size_t grammar = 0;

    void count(char32_t c) {
        kana += isKana(c) ? 1 : 0;
        if (!isHan(c))
            return;
        ++han;
        foreign += isForeign(c) ? 1 : 0;
        grammar += isOneOf(kChineseGrammar, c) ? 1 : 0;
    }

    [[nodiscard]] bool speaksChinese() const noexcept { return foreign > 0 || grammar >= kEnoughGrammar; }

    /// A quarter of kana, as in the reference; headlines have fewer, but no Chinese words.
    [[nodiscard]] bool isJapanese() const noexcept { return kana > 0 && (3 * kana >= han || !speaksChinese()); }
};

/// A sentence without what is quoted in it, or a sentence in quotes.
struct Sentence {
    Evidence evidence;
    std::size_t around;  ///< The sentence that quotes this one; itself where there is none.
    bool japanese = false;
};

/// A part of a sentence between marks.
struct Clause {
    std::size_t sentence;
    std::size_t begin;
    std::size_t end;
    Evidence evidence;
};

class Sentences {
  public:
    /// @param ours  for each character, whether Chinese and Japanese share it between them.
    Sentences(std::u32string_view text, const std::vector<bool>& ours) {
        newSentence(false);
        clauses_.push_back({current_, 0, 0, {}});
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char32_t c = text[i];
            if (ours[i]) {
                clauses_.back().evidence.count(c);
                sentences_[current_].evidence.count(c);
            }
            Clause& clause = clauses_.back();
            clause.end = i + 1;
            if (unicode::isSpace(c) && clause.begin == i && i > 0 && !isOneOf(kSentenceEnds, c)) {
                clauses_[clauses_.size() - 2].end = clause.begin = i + 1;  // Blanks go with what is before them.
                continue;
            }
            pass(c, i + 1);
        }
        decide();
    }

    [[nodiscard]] const std::vector<Clause>& clauses() const noexcept { return clauses_; }

    [[nodiscard]] const Sentence& of(const Clause& clause) const { return sentences_[clause.sentence]; }

  private:
    void pass(char32_t c, std::size_t next) {
        if (isOneOf(kSentenceEnds, c)) {
            if (c == U'\n' || c == U'\r')
                quotes_ = 0;
            newSentence(quotes_ > 0);
        } else if (isOneOf(kOpening, c)) {
            if (quotes_++ == 0)
                newSentence(true);
        } else if (isOneOf(kClosing, c)) {
            if (quotes_ > 0 && --quotes_ == 0)
                current_ = outer_;
        } else if (!isOneOf(kClauseEnds, c)) {
            return;
        }
        clauses_.push_back({current_, next, next, {}});
    }

    void newSentence(bool quoted) {
        current_ = sentences_.size();
        if (!quoted)
            outer_ = current_;
        sentences_.push_back({{}, outer_});
    }

    /// What has no kana and no Chinese words is as what quotes it, or as the other sentences.
    void decide() {
        bool anyJapanese = false;
        bool anyChinese = false;
        for (Sentence& sentence : sentences_) {
            sentence.japanese = sentence.evidence.isJapanese();
            anyJapanese = anyJapanese || sentence.japanese;
            anyChinese = anyChinese || (!sentence.japanese && sentence.evidence.speaksChinese());
        }
        for (std::size_t i = 0; i < sentences_.size(); ++i) {
            Sentence& sentence = sentences_[i];
            if (sentence.evidence.kana > 0 || sentence.evidence.speaksChinese())
                continue;
            sentence.japanese = sentence.around != i ? sentences_[sentence.around].japanese : anyJapanese && !anyChinese;
        }
    }

    std::vector<Sentence> sentences_;
    std::vector<Clause> clauses_;
    std::size_t current_ = 0;
    std::size_t outer_ = 0;
    std::size_t quotes_ = 0;
};

/// Grows stretches character by character; marks and digits go with the letters before them.
class Labels {
  public:
    explicit Labels(std::size_t size) : labels_(size, kNone) {}

    void set(std::size_t begin, std::size_t end, Language language) {
        std::fill(labels_.begin() + static_cast<std::ptrdiff_t>(begin), labels_.begin() + static_cast<std::ptrdiff_t>(end),
                  static_cast<std::uint8_t>(language));
    }

    [[nodiscard]] Language at(std::size_t i) const { return static_cast<Language>(labels_[i]); }

  private:
    static constexpr std::uint8_t kNone = 0xFF;

    std::vector<std::uint8_t> labels_;
};

bool isInWord(char32_t c) { return unicode::isWord(c) && !isKana(c); }

/// Words of a Japanese clause that cannot be Japanese are Chinese.
void labelJapanese(Labels& labels, std::u32string_view text, std::size_t begin, std::size_t end, Language chinese) {
    for (std::size_t i = begin; i < end;) {
        std::size_t behind = i;
        bool foreign = false;
        for (; behind < end && isInWord(text[behind]); ++behind)
            foreign = foreign || isForeign(text[behind]);
        behind = std::max(behind, i + 1);
        const bool mark = i > begin && !unicode::isWord(text[i]);
        labels.set(i, behind, foreign ? chinese : mark ? labels.at(i - 1) : Language::Japanese);
        i = behind;
    }
}

void labelClause(Labels& labels, std::u32string_view text, const Clause& clause, bool japanese, Language chinese) {
    const Evidence& evidence = clause.evidence;
    if (japanese ? evidence.kana > 0 || !evidence.speaksChinese() : evidence.kana > 0 && 3 * evidence.kana >= evidence.han) {
        labelJapanese(labels, text, clause.begin, clause.end, chinese);
        return;
    }
    labels.set(clause.begin, clause.end, chinese);
    for (std::size_t i = clause.begin; i < clause.end; ++i)
        if (isKana(text[i]))
            labels.set(i, i + 1, Language::Japanese);
}

/// The stretches again, with the shared ones cut by their labels.
std::vector<LanguageStretch> cut(const std::vector<LanguageStretch>& stretches, const std::vector<bool>& ours,
                                 const Labels& labels) {
    std::vector<LanguageStretch> out;
    for (const LanguageStretch& stretch : stretches) {
        for (std::size_t i = stretch.begin; i < stretch.end;) {
            const Language language = ours[i] ? labels.at(i) : stretch.language;
            const std::size_t begin = i++;
            while (i < stretch.end && (!ours[i] || labels.at(i) == language))
                ++i;
            if (!out.empty() && out.back().language == language)
                out.back().end = i;
            else
                out.push_back({language, begin, i});
        }
    }
    return out;
}

bool isOfHan(Language language) { return language != Language::English && language != Language::Korean; }

}  // namespace

std::vector<LanguageStretch> withHanBySentence(std::u32string_view text, const std::vector<LanguageStretch>& stretches,
                                               Language chinese) {
    std::vector<bool> ours(text.size(), false);
    for (const LanguageStretch& stretch : stretches)
        for (std::size_t i = stretch.begin; i < stretch.end; ++i)
            ours[i] = isOfHan(stretch.language);
    const Sentences sentences(text, ours);
    Labels labels(text.size());
    for (const Clause& clause : sentences.clauses())
        labelClause(labels, text, clause, sentences.of(clause).japanese, chinese);
    return cut(stretches, ours, labels);
}

std::vector<LanguageStretch> withForeignHan(std::u32string_view text, const std::vector<LanguageStretch>& stretches,
                                            Language chinese) {
    std::vector<bool> ours(text.size(), false);
    Labels labels(text.size());
    for (const LanguageStretch& stretch : stretches) {
        if (stretch.language != Language::Japanese)
            continue;
        std::fill(ours.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                  ours.begin() + static_cast<std::ptrdiff_t>(stretch.end), true);
        labelJapanese(labels, text, stretch.begin, stretch.end, chinese);
    }
    return cut(stretches, ours, labels);
}

std::vector<LanguageStretch> spokenStretches(std::u32string_view text, LanguageMode mode) {
    const auto byScript = languageStretches(text, mode);
    switch (mode) {
        case LanguageMode::Auto: return withHanBySentence(text, byScript, Language::Mandarin);
        case LanguageMode::AutoCantonese: return withHanBySentence(text, byScript, Language::Cantonese);
        default: return withForeignHan(text, byScript, Language::Mandarin);
    }
}

}  // namespace timbre::frontend
