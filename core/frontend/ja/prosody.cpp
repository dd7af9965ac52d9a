// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/prosody.h"

#include <jpcommon_rule_utf_8.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace timbre::frontend::ja {

namespace {

constexpr std::string_view kLong = JPCOMMON_MORA_LONG_VOWEL;
constexpr std::string_view kVoiceless = JPCOMMON_MORA_UNVOICE;
// Labels count moras up to here.
constexpr int kMostMoras = 49;
constexpr std::size_t kKanaBytes = 3;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Mora {
    const char* consonant = nullptr;  ///< Or null.
    const char* vowel = nullptr;      ///< Or ッ or ン.
    bool pauseBefore = false;
    std::size_t part = 0;
    std::size_t phrase = 0;
    int place = 0;  ///< In its phrase, from 1.
};

struct Phrase {
    int accent = 0;
    int moras = 0;
};

struct MoraList {
    std::vector<Mora> moras;
    std::vector<Phrase> phrases;
};

using MoraRow = const char* const*;

/// The rows of jpcommon's table by their first kana, which takes three bytes; longer ones stand first, as they do there.
const std::unordered_map<std::string_view, std::vector<MoraRow>>& morasByKana() {
    static const auto all = [] {
        std::unordered_map<std::string_view, std::vector<MoraRow>> rows;
        for (MoraRow row = jpcommon_mora_list; *row != nullptr; row += 3)
            rows[std::string_view(*row).substr(0, kKanaBytes)].push_back(row);
        return rows;
    }();
    return all;
}

/// The mora at the beginning, as a row of jpcommon's table: kana, then one phone or two.
MoraRow moraAt(std::string_view kana) {
    const auto rows = morasByKana().find(kana.substr(0, kKanaBytes));
    if (rows == morasByKana().end())
        return nullptr;
    const auto row = std::ranges::find_if(rows->second, [&](MoraRow one) { return kana.starts_with(*one); });
    return row == rows->second.end() ? nullptr : *row;
}

/// Appends a part's moras; the place of the first that is its own, or of none. A long vowel at its beginning belongs to
/// the word before.
std::size_t appendMoras(const AccentedPart& part, std::size_t number, bool& pause, std::vector<Mora>& moras) {
    std::size_t firstOwn = kNone;
    std::string_view rest = part.pronunciation;
    while (!rest.empty()) {
        if (rest.starts_with(kLong)) {
            if (!moras.empty() && !pause)
                moras.push_back({.vowel = moras.back().vowel, .part = number, .phrase = moras.back().phrase});
            rest.remove_prefix(kLong.size());
            continue;
        }
        if (rest.starts_with(kVoiceless)) {  // the models know no voiceless vowels
            rest.remove_prefix(kVoiceless.size());
            continue;
        }
        const MoraRow row = moraAt(rest);
        if (row == nullptr)
            break;
        firstOwn = std::min(firstOwn, moras.size());
        const bool pair = row[2] != nullptr;
        moras.push_back({.consonant = pair ? row[1] : nullptr,
                         .vowel = pair ? row[2] : row[1],
                         .pauseBefore = pause && !moras.empty(),
                         .part = number});
        pause = false;
        rest.remove_prefix(std::string_view(row[0]).size());
    }
    return firstOwn;
}

MoraList morasOf(std::span<const AccentedPart> parts) {
    MoraList list;
    bool pause = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].pronunciation == JPCOMMON_MORA_SHORT_PAUSE || parts[i].pronunciation == JPCOMMON_MORA_QUESTION) {
            pause = true;
            continue;
        }
        const std::size_t first = appendMoras(parts[i], i, pause, list.moras);
        if (first == kNone)
            continue;
        if (list.phrases.empty() || !parts[i].joins)
            list.phrases.push_back({.accent = parts[i].phraseAccent});
        for (Mora& mora : std::span(list.moras).subspan(first))
            mora.phrase = list.phrases.size() - 1;
    }
    for (Mora& mora : list.moras)
        mora.place = ++list.phrases[mora.phrase].moras;
    return list;
}

/// "]" where the pitch falls behind a phone, "[" where it rises, "#" between phrases, or nothing. `next` is the mora of the
/// phone behind it, null before a pause and at the end.
std::string_view symbolBehind(const MoraList& list, const Mora& mora, const char* phone, const Mora* next) {
    const auto limited = [](int count) { return std::clamp(count, 1, kMostMoras); };
    const Phrase& phrase = list.phrases[mora.phrase];
    const int place = limited(mora.place);
    const int nextPlace = next == nullptr ? -50 : limited(next->place);
    const bool last = limited(phrase.moras - mora.place + 1) == 1;
    const bool syllable = std::string_view("aeiouNcl").find(phone) != std::string_view::npos;
    if (last && nextPlace == 1 && syllable)
        return "#";
    const int accent = phrase.accent == 0 ? phrase.moras : phrase.accent;
    if (mora.place == accent && nextPlace == place + 1 && place != limited(phrase.moras))
        return "]";
    return place == 1 && nextPlace == 2 ? "[" : "";
}

}  // namespace

int countSpokenMoras(std::string_view katakana) noexcept {
    int moras = 0;
    while (!katakana.empty()) {
        if (moras > 0 && katakana.starts_with(kLong)) {
            katakana.remove_prefix(kLong.size());
        } else if (const MoraRow row = moraAt(katakana)) {
            katakana.remove_prefix(std::string_view(row[0]).size());
        } else {
            return 0;
        }
        ++moras;
    }
    return moras;
}

ProsodicPhones prosodicPhones(std::span<const AccentedPart> parts) {
    const MoraList list = morasOf(parts);
    ProsodicPhones out;
    out.parts.resize(parts.size());
    for (std::size_t m = 0; m < list.moras.size(); ++m) {
        const Mora& mora = list.moras[m];
        if (mora.pauseBefore)
            out.phones.emplace_back("_");
        ProsodicPhones::Stretch& stretch = out.parts[mora.part];
        if (stretch.count == 0)
            stretch.first = out.phones.size();
        const bool speechFollows = m + 1 < list.moras.size() && !list.moras[m + 1].pauseBefore;
        for (const char* const phone : {mora.consonant, mora.vowel}) {
            if (phone == nullptr)
                continue;
            out.phones.emplace_back(phone);
            const Mora* const next = phone == mora.consonant ? &mora : speechFollows ? &list.moras[m + 1] : nullptr;
            const std::string_view symbol = symbolBehind(list, mora, phone, next);
            if (!symbol.empty() && symbol != "#")
                out.phones.emplace_back(symbol);
            stretch.count = out.phones.size() - stretch.first;
            if (symbol == "#")
                out.phones.emplace_back(symbol);
        }
    }
    return out;
}

}  // namespace timbre::frontend::ja
