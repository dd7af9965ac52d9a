// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/line_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace timbre::listen {

namespace {

/// Words of graphs have names that no dictionary has: the word's place and phones, or the phone of a sound that is none of
/// the line's. The place tells "the" from "the".
std::string nameOf(std::size_t place, const std::vector<std::string>& phones) {
    std::string name = "=" + std::to_string(place) + "/";
    for (const std::string& phone : phones) {
        name += phone + ".";
    }
    return name;
}

std::optional<std::size_t> placeOf(std::string_view name) {
    std::size_t place = 0;
    if (!name.starts_with('=') || std::from_chars(name.data() + 1, name.data() + name.size(), place).ec != std::errc{}) {
        return std::nullopt;
    }
    return place;
}

/// "+AA", but not a noise of the model's own: "++NOISE++", "[NOISE]".
bool isOther(std::string_view name) { return name.size() > 1 && name[0] == '+' && name[1] != '+'; }

std::size_t vowelsIn(const std::vector<std::string>& phones) {
    return static_cast<std::size_t>(std::ranges::count_if(phones, isVowel));
}

/// Runs of so many words may be left out anywhere; the line's beginning and its end may be of any length. All runs would be
/// a step for each pair of words in every hundredth of a second.
bool maySkip(std::size_t from, std::size_t to, std::size_t words) {
    constexpr std::array<std::size_t, 7> kRuns{1, 2, 3, 4, 6, 9, 13};
    return from == 0 || to == words || std::ranges::find(kRuns, to - from) != kRuns.end();
}

void addSkips(WordGraph& graph, std::span<const LineWord> words, const SearchCosts& costs) {
    for (std::size_t from = 0; from < words.size(); ++from) {
        double cost = costs.skip;
        for (std::size_t to = from + 1; to <= words.size(); ++to) {
            cost += costs.skippedPhone * static_cast<double>(words[to - 1].readings.front().size());
            if (maySkip(from, to, words.size())) {
                graph.arcs.push_back(
                    {static_cast<int>(from), static_cast<int>(to), std::max(cost, costs.mostSkipped), {}});
            }
        }
    }
}

/// Between any two words, and at both ends, there may be sounds of other words.
void addOtherSounds(WordGraph& graph, SphinxDecoder& decoder, const SearchCosts& costs) {
    // One of each kind: the likeness matters, not the phone, and every one of them is searched at every word.
    static const std::array<std::string, 19> kKinds{"AA", "AE", "AH", "ER", "EY", "IY", "OW", "UW", "D", "F",
                                                    "K",  "L",  "M",  "N",  "P",  "R",  "S",  "SH", "T"};
    for (const std::string& phone : kKinds) {
        const std::string name = "+" + phone;
        if (!decoder.addWord(name, std::span(&phone, 1))) {
            continue;
        }
        for (int state = 0; state < graph.states; ++state) {
            graph.arcs.push_back({state, state, costs.otherPhone, name});
        }
    }
}

}  // namespace

Result<LineTrace> searchLine(SphinxDecoder& decoder, std::span<const LineWord> words,
                             std::span<const std::int16_t> sound, const SearchCosts& costs,
                             const std::stop_token& stop) {
    WordGraph graph{.states = static_cast<int>(words.size()) + 1, .arcs = {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const int state = static_cast<int>(i);
        for (const std::vector<std::string>& phones : words[i].readings) {
            if (std::string name = nameOf(i, phones); decoder.addWord(name, phones)) {
                graph.arcs.push_back({state, state + 1, 0.0, std::move(name)});
            }
        }
    }
    addSkips(graph, words, costs);
    addOtherSounds(graph, decoder, costs);
    const auto heard = decoder.find(graph, sound, stop);
    if (!heard) {
        return tl::unexpected(heard.error());
    }
    LineTrace trace;
    for (const LineWord& word : words) {
        trace.words.push_back({.phones = word.readings.front().size(), .vowels = vowelsIn(word.readings.front())});
    }
    for (const HeardUnit& unit : *heard) {
        if (isOther(unit.word)) {
            trace.otherSeconds += unit.toSeconds - unit.fromSeconds;
            trace.other.emplace_back(unit.fromSeconds, unit.toSeconds);
            continue;
        }
        const auto place = placeOf(unit.word);
        if (!place || *place >= words.size()) {
            continue;  // silence, breath
        }
        FoundWord& word = trace.words[*place];
        word.fromSeconds = unit.fromSeconds;
        word.toSeconds = unit.toSeconds;
        trace.wordSeconds += unit.toSeconds - unit.fromSeconds;
    }
    return trace;
}

}  // namespace timbre::listen
