// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/open_jtalk.h"

#include <njd.h>
#include <njd_set_accent_phrase.h>
#include <njd_set_accent_type.h>
#include <njd_set_digit.h>
#include <njd_set_pronunciation.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "core/base/utf8.h"
#include "core/frontend/ja/feature.h"

namespace timbre::frontend::ja {

namespace {

// The rules of Open JTalk write words into 1024 bytes. Fillers, which run on as long as the text does, become no longer
// there; all other words are far shorter.
constexpr std::size_t kLongestFiller = 900;
constexpr std::string_view kFiller = "フィラー";
constexpr std::string_view kNumeral = "数";
constexpr std::string_view kCounter = "助数詞";
constexpr std::string_view kPoint = "．";

struct NjdWords : NJD {
    NjdWords() : NJD{} { NJD_initialize(this); }
    ~NjdWords() { NJD_clear(this); }
    NjdWords(const NjdWords&) = delete;
    NjdWords& operator=(const NjdWords&) = delete;
};

NJDNode* newNode() {
    auto* const node = static_cast<NJDNode*>(std::calloc(1, sizeof(NJDNode)));  // NJD_clear frees it
    NJDNode_initialize(node);
    return node;
}

// Which word a node comes from is written where the conjugation type stands, which no rule looks at.
void setOrigin(NJDNode* node, std::size_t word) {
    const std::string number = std::to_string(word);
    for (; node != nullptr; node = node->next)
        NJDNode_set_ctype(node, number.c_str());
}

/// Nodes that a rule has made have no origin.
std::optional<std::size_t> originOf(NJDNode* node) {
    const std::string_view number = NJDNode_get_ctype(node);
    std::size_t origin = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), origin);
    return error == std::errc{} ? std::optional(origin) : std::nullopt;
}

/// Cuts fillers that are too long for the rules behind; what follows a cut is in the same accent phrase.
void cutLongFillers(NJD* njd) {
    for (NJDNode* node = njd->head; node != nullptr; node = node->next) {
        const std::string pronunciation = NJDNode_get_pron(node);
        if (pronunciation.size() <= kLongestFiller || NJDNode_get_pos(node) != kFiller)
            continue;
        std::size_t cut = kLongestFiller;
        while ((static_cast<unsigned char>(pronunciation[cut]) & 0xC0U) == 0x80U)
            --cut;
        NJDNode* const rest = newNode();
        NJDNode_copy(rest, node);
        NJDNode_set_chain_flag(rest, 1);
        NJDNode_set_pron(rest, pronunciation.substr(cut).c_str());
        NJDNode_set_pron(node, pronunciation.substr(0, cut).c_str());
        NJDNode* const behind = node->next;
        if (behind != nullptr) {
            NJDNode_insert(node, behind, rest);
            continue;
        }
        node->next = rest;  // NJDNode_insert ends the program where nothing is behind.
        rest->prev = node;
        njd->tail = rest;
    }
}

AccentedPart partOf(NJDNode* node, int ownAccent) {
    return {.word = 0,
            .pronunciation = NJDNode_get_pron(node),
            .phraseAccent = NJDNode_get_acc(node),
            .ownAccent = ownAccent,
            .joins = NJDNode_get_chain_flag(node) == 1,
            .numeral = NJDNode_get_pos_group1(node) == kNumeral,
            .counter = NJDNode_get_pos_group2(node) == kCounter,
            .point = NJDNode_get_string(node) == kPoint};
}

/// Finds the words that nodes come from. Numbers make new nodes and drop old ones: a node without an origin stands for the
/// words that have no node, or belongs to the word before.
class Origins {
  public:
    explicit Origins(std::size_t words) : count_(words) {}

    void add(NJDNode* node, int ownAccent) {
        AccentedPart part = partOf(node, ownAccent);
        const auto origin = originOf(node);
        if (!origin) {
            waiting_.push_back(std::move(part));
            return;
        }
        settle(*origin);
        if (*origin == next_)
            openTo(*origin + 1);
        put(std::move(part));
    }

    /// The words are stretches of origins.
    [[nodiscard]] Analysis finish() && {
        settle(count_);
        return std::move(out_);
    }

  private:
    /// Gives the origins before `origin` to the parts that wait, or else to the word before.
    void settle(std::size_t origin) {
        if (out_.words.empty() ? !waiting_.empty() || next_ < origin : !waiting_.empty() && next_ < origin)
            openTo(std::max(origin, next_));
        else if (next_ < origin)
            out_.words.back().end = next_ = origin;
        for (AccentedPart& part : std::exchange(waiting_, {}))
            put(std::move(part));
    }

    void openTo(std::size_t end) {
        out_.words.push_back({.begin = next_, .end = end});
        next_ = end;
    }

    void put(AccentedPart part) {
        part.word = out_.words.size() - 1;
        out_.parts.push_back(std::move(part));
    }

    std::size_t count_;
    std::size_t next_ = 0;  // The first origin that is in no word yet.
    Analysis out_{};
    std::vector<AccentedPart> waiting_{};
};

/// The words with one word for each stretch that a reading given by hand covers.
std::vector<Morpheme> withFixed(Morphemes found, std::span<const FixedWord> fixed,
                                std::span<const Stretch> borders) {
    std::vector<Morpheme> out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < found.words.size();) {
        while (next < borders.size() && borders[next].end <= found.words[i].begin)
            ++next;
        if (next == borders.size() || found.words[i].begin < borders[next].begin) {
            out.push_back(std::move(found.words[i++]));
            continue;
        }
        std::size_t end = i + 1;
        while (end < found.words.size() && found.words[end].end <= borders[next].end)
            ++end;
        out.push_back(fixedMorpheme(std::span(found.words).subspan(i, end - i), fixed[next], found.inStretches[next]));
        i = end;
    }
    return out;
}

/// The rules of Open JTalk, but for those of voiceless vowels, which the models do not know. Words of the result are stretches of `words`.
Analysis accented(std::span<const Morpheme> words) {
    NjdWords njd;
    for (std::size_t i = 0; i < words.size(); ++i) {
        NJDNode* const node = newNode();
        NJDNode_load(node, words[i].feature.c_str());
        setOrigin(node, i);
        NJD_push_node(&njd, node);
    }
    njd_set_pronunciation(&njd);
    cutLongFillers(&njd);
    njd_set_digit(&njd);
    njd_set_accent_phrase(&njd);
    std::vector<int> ownAccents;
    for (NJDNode* node = njd.head; node != nullptr; node = node->next)
        ownAccents.push_back(NJDNode_get_acc(node));
    njd_set_accent_type(&njd);
    Origins origins(words.size());
    std::size_t number = 0;
    for (NJDNode* node = njd.head; node != nullptr; node = node->next)
        origins.add(node, ownAccents[number++]);
    return std::move(origins).finish();
}

}  // namespace

Result<std::shared_ptr<const OpenJTalk>> OpenJTalk::open(const std::filesystem::path& folder) {
    auto morphology = Morphology::open(folder);
    if (!morphology)
        return tl::unexpected(morphology.error());
    return std::shared_ptr<const OpenJTalk>(new OpenJTalk(std::move(*morphology)));
}

Analysis OpenJTalk::analyse(std::u32string_view text, const Wishes& wishes) const {
    std::string utf8;
    std::vector<std::size_t> places{0};  // of each code point and of the end, in bytes
    for (const char32_t c : text) {
        appendUtf8(utf8, c);
        places.push_back(utf8.size());
    }
    std::vector<Stretch> stretches;
    for (const FixedWord& fixed : wishes.fixed)
        stretches.push_back({.begin = places[fixed.begin], .end = places[fixed.end]});
    std::vector<std::size_t> borders;
    for (const std::size_t border : wishes.borders)
        borders.push_back(places[border]);
    Morphemes found =
        morphology_->analyse(utf8, {.stretches = stretches, .borders = borders, .readings = wishes.readings});
    if (wishes.usual)
        std::ranges::for_each(found.words, takeUsualReading);
    const std::vector<Morpheme> words =
        stretches.empty() ? std::move(found.words) : withFixed(std::move(found), wishes.fixed, stretches);
    Analysis out = accented(words);
    const auto place = [&](std::size_t byte) {
        return static_cast<std::size_t>(std::ranges::lower_bound(places, byte) - places.begin());
    };
    for (AnalysedWord& word : out.words) {
        if (word.begin == word.end)  // sounds without letters: none are known
            continue;
        if (word.end == word.begin + 1)
            word.readings = words[word.begin].readings;
        word = {.begin = place(words[word.begin].begin),
                .end = place(words[word.end - 1].end),
                .readings = std::move(word.readings)};
    }
    return out;
}

}  // namespace timbre::frontend::ja
