// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/tag_model.h"

#include <algorithm>
#include <bitset>
#include <limits>

namespace timbre::frontend::zh {

namespace {

constexpr double kNever = -3.14e100;  // jieba's own number for what its corpus does not show.
constexpr std::size_t kCharacters = kLastHan - kFirstHan + 1;

/// A section that must have `size` elements.
template <typename T>
Result<void> take(const DataFile& file, const char* name, std::size_t size, std::span<const T>& into) {
    const auto found = file.section<T>(name);
    if (!found)
        return tl::unexpected(found.error());
    if (found->size() != size)
        return file.damaged("section \"" + std::string(name) + "\" has the wrong size");
    into = *found;
    return {};
}

template <typename T>
Result<void> takeAny(const DataFile& file, const char* name, std::span<const T>& into) {
    const auto found = file.section<T>(name);
    if (!found)
        return tl::unexpected(found.error());
    into = *found;
    return {};
}

Result<void> firstFailure(std::initializer_list<Result<void>> steps) {
    for (const auto& step : steps)
        if (!step)
            return step;
    return {};
}

}  // namespace

/// The best ways so far: a column of cells for each character, in the order of their states.
struct TagModel::Lattice {
    std::vector<Cell> cells;
    std::vector<std::size_t> columns;  ///< Where each character's cells begin.
    std::array<double, kMostStates> emission{};
    std::array<double, kMostStates> best{};
    std::array<std::uint8_t, kMostStates> before{};

    Lattice() { emission.fill(kNever); }

    [[nodiscard]] std::span<const Cell> column(std::size_t index) const {
        const std::size_t end = index + 1 < columns.size() ? columns[index + 1] : cells.size();
        return std::span(cells).subspan(columns[index], end - columns[index]);
    }
};

Result<TagModel> TagModel::open(const DataFile& file) {
    TagModel model;
    if (const auto taken = takeAny(file, "hmm.start", model.start_); !taken)
        return tl::unexpected(taken.error());
    const std::size_t states = model.start_.size();
    if (states == 0 || states > kMostStates)
        return file.damaged("the model of words has " + std::to_string(states) + " states");
    const auto taken =
        firstFailure({take(file, "hmm.tag", states, model.tags_), take(file, "hmm.position", states, model.positions_),
                      take(file, "hmm.next.at", states + 1, model.nextStates_.starts),
                      takeAny(file, "hmm.next.state", model.nextStates_.entries),
                      takeAny(file, "hmm.next.chance", model.nextChances_.entries),
                      take(file, "hmm.emit.at", kCharacters + 1, model.emitStates_.starts),
                      takeAny(file, "hmm.emit.state", model.emitStates_.entries),
                      takeAny(file, "hmm.emit.chance", model.emitChances_.entries),
                      take(file, "hmm.may.at", kCharacters + 1, model.allowed_.starts),
                      takeAny(file, "hmm.may.state", model.allowed_.entries)});
    if (!taken)
        return tl::unexpected(taken.error());
    model.nextChances_.starts = model.nextStates_.starts;
    model.emitChances_.starts = model.emitStates_.starts;
    const auto outside = [&](std::span<const std::uint8_t> numbers) {
        return states < kMostStates && std::ranges::any_of(numbers, [&](std::uint8_t n) { return n >= states; });
    };
    if (outside(model.nextStates_.entries) || outside(model.allowed_.entries) ||
        model.nextStates_.entries.size() != model.nextChances_.entries.size() ||
        model.emitStates_.entries.size() != model.emitChances_.entries.size())
        return file.damaged("the model of words does not fit itself");
    return model;
}

template <typename Visit>
void TagModel::forEmissions(char32_t character, Visit visit) const {
    const auto states = emitStates_[character - kFirstHan];
    const auto chances = emitChances_[character - kFirstHan];
    for (std::size_t i = 0; i < std::min(states.size(), chances.size()); ++i)
        visit(states[i], chances[i]);
}

void TagModel::begin(char32_t character, Lattice& lattice) const {
    forEmissions(character, [&](std::uint8_t state, double chance) { lattice.emission[state] = chance; });
    lattice.columns.push_back(lattice.cells.size());
    const auto add = [&](std::uint8_t state) {
        lattice.cells.push_back({.score = start_[state] + lattice.emission[state], .state = state, .before = 0});
    };
    if (const auto allowed = allowed_[character - kFirstHan]; !allowed.empty())
        std::ranges::for_each(allowed, add);
    else
        for (std::size_t state = 0; state < start_.size(); ++state)
            add(static_cast<std::uint8_t>(state));
    forEmissions(character, [&](std::uint8_t state, double) { lattice.emission[state] = kNever; });
}

bool TagModel::advance(char32_t character, Lattice& lattice) const {
    forEmissions(character, [&](std::uint8_t state, double chance) { lattice.emission[state] = chance; });
    std::bitset<kMostStates> reached;
    for (const Cell& cell : lattice.column(lattice.columns.size() - 1)) {
        const auto states = nextStates_[cell.state];
        const auto chances = nextChances_[cell.state];
        for (std::size_t i = 0; i < std::min(states.size(), chances.size()); ++i) {
            const std::uint8_t state = states[i];
            const double score = cell.score + chances[i] + lattice.emission[state];
            // Equal ways: the one over the later state, as Python compares the pairs.
            if (!reached[state] || score >= lattice.best[state]) {
                reached.set(state);
                lattice.best[state] = score;
                lattice.before[state] = cell.state;
            }
        }
    }
    forEmissions(character, [&](std::uint8_t state, double) { lattice.emission[state] = kNever; });
    if (reached.none())
        return false;
    lattice.columns.push_back(lattice.cells.size());
    const auto add = [&](std::uint8_t state) {
        if (reached[state])
            lattice.cells.push_back({.score = lattice.best[state], .state = state, .before = lattice.before[state]});
    };
    std::ranges::for_each(allowed_[character - kFirstHan], add);
    if (lattice.cells.size() == lattice.columns.back())
        for (std::size_t state = 0; state < start_.size(); ++state)
            add(static_cast<std::uint8_t>(state));
    return true;
}

/// Goes as far as there is a way; how many characters that is.
std::size_t TagModel::fill(std::u32string_view text, Lattice& lattice) const {
    lattice.cells.clear();
    lattice.columns.clear();
    begin(text[0], lattice);
    std::size_t done = 1;
    while (done < text.size() && advance(text[done], lattice))
        ++done;
    return done;
}

void TagModel::cut(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const {
    Lattice lattice;
    while (!text.empty()) {
        // The reference raises where there is no way on; here the rest is cut for itself.
        const std::size_t size = fill(text, lattice);
        std::vector<std::uint8_t> states(size);
        std::uint8_t state = 0;
        double best = -std::numeric_limits<double>::infinity();
        for (const Cell& cell : lattice.column(size - 1)) {
            if (cell.score >= best) {
                best = cell.score;
                state = cell.state;
            }
        }
        for (std::size_t i = size; i-- > 0;) {
            states[i] = state;
            const auto column = lattice.column(i);
            const auto cell = std::ranges::lower_bound(column, state, {}, &Cell::state);
            state = cell == column.end() ? std::uint8_t{0} : cell->before;
        }
        std::size_t next = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const char position = positions_[states[i]];
            if (position != 'E' && position != 'S')
                continue;
            words.push_back({.begin = offset + next, .size = i + 1 - next, .tag = tags_[states[i]]});
            next = i + 1;
        }
        if (next < size)
            words.push_back({.begin = offset + next, .size = size - next, .tag = tags_[states[next]]});
        offset += size;
        text.remove_prefix(size);
    }
}

Result<SplitModel> SplitModel::open(const DataFile& file) {
    SplitModel model;
    const auto taken = firstFailure({take(file, "split.start", kStates, model.start_),
                                     take(file, "split.next", kStates * kStates, model.next_),
                                     take(file, "split.emit", kStates * kCharacters, model.emit_)});
    if (!taken)
        return tl::unexpected(taken.error());
    return model;
}

void SplitModel::cut(std::u32string_view text, std::vector<std::size_t>& sizes) const {
    enum : std::size_t { B, E, M, S };
    constexpr std::array<std::array<std::size_t, 2>, kStates> kBefore{{{E, S}, {B, M}, {B, M}, {E, S}}};
    if (text.empty())
        return;
    const auto emission = [&](std::size_t i, std::size_t state) {
        return emit_[(text[i] - kFirstHan) * kStates + state];
    };
    std::array<double, kStates> score{};
    std::vector<std::array<std::uint8_t, kStates>> before(text.size());
    for (std::size_t state = 0; state < kStates; ++state)
        score[state] = start_[state] + emission(0, state);
    for (std::size_t i = 1; i < text.size(); ++i) {
        std::array<double, kStates> next{};
        for (std::size_t state = 0; state < kStates; ++state) {
            const auto way = [&](std::size_t from) {
                return score[from] + next_[from * kStates + state] + emission(i, state);
            };
            const auto [first, second] = kBefore[state];
            const bool later = way(second) >= way(first);
            next[state] = later ? way(second) : way(first);
            before[i][state] = static_cast<std::uint8_t>(later ? second : first);
        }
        score = next;
    }
    std::vector<std::uint8_t> states(text.size());
    std::size_t state = score[S] >= score[E] ? S : E;
    for (std::size_t i = text.size(); i-- > 0;) {
        states[i] = static_cast<std::uint8_t>(state);
        state = before[i][state];
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (states[i] == E || states[i] == S) {
            sizes.push_back(i + 1 - next);
            next = i + 1;
        }
    }
    if (next < text.size())
        sizes.push_back(text.size() - next);
}

}  // namespace timbre::frontend::zh
