// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/selection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/seeded_noise.h"

namespace timbre::instant {
namespace {

constexpr std::size_t kSmallestPool = 2;  // with fewer units of the phone itself, similar phones help out
constexpr std::size_t kSmallestHelpedPool = 4;
constexpr float kLargestDurationTerm = 2.0F;  // |ln(unit / target)|
constexpr float kLargestPitchTerm = 0.6F;
constexpr float kLargestJoinPitch = 0.5F;

struct PoolEntry {
    std::int32_t unit;
    bool substitute;
};

/// The units one half phone may be made of.
std::vector<PoolEntry> poolFor(const UnitDatabase& database, const HalfTarget& target, std::int32_t without) {
    const PhoneSet& phones = database.phones();
    std::vector<PoolEntry> entries;
    const auto usable = [&](std::int32_t unit) {
        return database.units()[static_cast<std::size_t>(unit)].recording != without;
    };
    const auto add = [&](PhoneId phone, bool substitute) {
        for (const std::int32_t unit : database.pool(phone, target.second)) {
            if (usable(unit))
                entries.push_back({unit, substitute});
        }
    };
    add(target.phone, false);
    if (entries.size() < kSmallestPool) {
        for (const PhoneId similar : phones.substitutes(target.phone, target.second)) {
            add(similar, true);
            if (entries.size() >= kSmallestHelpedPool)
                break;
        }
    }
    // A tiny voice may know none of the similar ones either: then any unit of the same broad kind, then any at all.
    for (std::size_t phone = 1; entries.empty() && phone < phones.size(); ++phone) {
        const auto candidate = static_cast<PhoneId>(phone);
        if (phones.isVowel(candidate) == phones.isVowel(target.phone))
            add(candidate, true);
    }
    for (std::size_t unit = 0; entries.empty() && unit < database.units().size(); ++unit) {
        if (usable(static_cast<std::int32_t>(unit)))
            entries.push_back({static_cast<std::int32_t>(unit), true});
    }
    return entries;
}

float squaredDistance(std::span<const float> a, std::span<const float> b) noexcept {
    // Eight running sums, so that the compiler may use vector registers without reordering what one sum adds.
    std::array<float, 8> sums{};
    static_assert(kShapeWidth % 8 == 0);
    for (std::size_t k = 0; k < kShapeWidth; k += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const float difference = a[k + lane] - b[k + lane];
            sums[lane] += difference * difference;
        }
    }
    return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

float targetCost(const UnitDatabase& database, const PoolEntry& entry, const HalfTarget& target,
                 std::span<const float> shape, const SelectionWeights& weights) {
    const Unit& unit = database.units()[static_cast<std::size_t>(entry.unit)];
    const PhoneSet& phones = database.phones();
    const bool pause = target.phone == kPause;
    float cost = entry.substitute ? weights.substitute : 0.0F;
    const float left = phones.contextDistance(unit.left, target.left);
    const float right = phones.contextDistance(unit.right, target.right);
    cost += weights.nearContext * (target.second ? right : left) + weights.farContext * (target.second ? left : right);
    if (phones.isVowel(target.phone)) {
        if (unit.stressed != target.stressed)
            cost += weights.stress;
        if (unit.tone != target.tone)
            cost += weights.tone;
    }
    if (unit.phraseFinal != target.phraseFinal)
        cost += weights.phraseFinal;
    if (unit.phraseInitial != target.phraseInitial)
        cost += weights.phraseInitial;
    const float stretch = std::abs(std::log(static_cast<float>(unit.frames()) / target.frames));
    cost += weights.duration * std::min(kLargestDurationTerm, stretch) + weights.outlier * unit.outlier;
    if (pause)
        return cost;
    if (unit.logF0 > 0.0F)
        cost += weights.pitch * std::min(kLargestPitchTerm, std::abs(unit.logF0 - target.logF0));
    const float distance = squaredDistance(database.shapes().row(static_cast<std::size_t>(entry.unit)), shape);
    return cost + weights.guide * std::sqrt(distance / static_cast<float>(kShapeWidth));
}

/// The best units for one half phone with what a join needs, laid out for vector loops over the units.
struct Step {
    std::vector<std::int32_t> units{};
    std::vector<float> costs{};
    std::vector<float> beginColumns{};  ///< [24, units] join cepstra at the units' beginnings.
    bool pause = false;
};

Step bestUnits(const UnitDatabase& database, const SentenceTargets& targets, std::size_t half,
               const SelectionOptions& options) {
    const HalfTarget& target = targets.halves[half];
    std::vector<std::pair<float, std::int32_t>> ranked;
    for (const PoolEntry& entry : poolFor(database, target, options.withoutRecording)) {
        float cost = targetCost(database, entry, target, targets.shapes.row(half), options.weights);
        if (options.seed != 0) {
            const std::uint64_t draw = half * 0x100000ULL + static_cast<std::uint64_t>(entry.unit);
            cost += options.jitter * static_cast<float>(seededUniform(options.seed, draw));
        }
        ranked.emplace_back(cost, entry.unit);
    }
    const std::size_t kept = std::min(ranked.size(), static_cast<std::size_t>(std::max(1, options.candidates)));
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(kept));

    Step step{.beginColumns = std::vector<float>(kShapeOrder * kept), .pause = target.phone == kPause};
    for (std::size_t j = 0; j < kept; ++j) {
        step.costs.push_back(ranked[j].first);
        step.units.push_back(ranked[j].second);
        const auto row = database.joinBegin().row(static_cast<std::size_t>(ranked[j].second));
        for (std::size_t k = 0; k < kShapeOrder; ++k)
            step.beginColumns[k * kept + j] = row[k];
    }
    return step;
}

float pitchJoinCost(const Unit& before, const Unit& after, const SelectionWeights& weights) {
    const bool voicedBefore = before.logF0End > 0.0F;
    const bool voicedAfter = after.logF0Begin > 0.0F;
    if (voicedBefore != voicedAfter)
        return weights.joinVoicing;
    if (!voicedBefore)
        return 0.0F;
    return weights.joinPitch * std::min(kLargestJoinPitch, std::abs(before.logF0End - after.logF0Begin));
}

bool followsNaturally(const Unit& before, const Unit& after) {
    return before.recording == after.recording && before.endFrame == after.beginFrame;
}

/// Costs of joining unit `before` to each unit of `step`. @param costs  one a unit of the step.
void joinCosts(const UnitDatabase& database, std::int32_t before, const Step& step, bool atPause,
               const SelectionWeights& weights, std::span<float> costs) {
    const std::size_t count = step.units.size();
    const auto end = database.joinEnd().row(static_cast<std::size_t>(before));
    std::ranges::fill(costs, 0.0F);
    for (std::size_t k = 0; k < kShapeOrder; ++k) {
        const float value = end[k];
        const float* column = step.beginColumns.data() + k * count;
        for (std::size_t j = 0; j < count; ++j)
            costs[j] += (value - column[j]) * (value - column[j]);
    }
    const Unit& left = database.units()[static_cast<std::size_t>(before)];
    for (std::size_t j = 0; j < count; ++j) {
        const Unit& right = database.units()[static_cast<std::size_t>(step.units[j])];
        if (followsNaturally(left, right)) {
            costs[j] = 0.0F;
            continue;
        }
        const float spectrum = std::sqrt(costs[j] / static_cast<float>(kShapeOrder));
        const float level = std::abs(left.levelEnd - right.levelBegin);
        const float cost = weights.joinBase + weights.joinSpectrum * spectrum + weights.joinLevel * level +
                           pitchJoinCost(left, right, weights);
        costs[j] = atPause ? weights.joinAtPause * cost : cost;
    }
}

/// One step of the Viterbi search: cheapest way to each unit of `next`, and where it comes from.
std::vector<std::int32_t> advance(const UnitDatabase& database, const Step& present, const Step& next,
                                  const SelectionWeights& weights, std::vector<float>& totals) {
    const std::size_t count = next.units.size();
    std::vector<float> best(count, std::numeric_limits<float>::max());
    std::vector<std::int32_t> from(count, 0);
    std::vector<float> costs(count);
    for (std::size_t i = 0; i < present.units.size(); ++i) {
        joinCosts(database, present.units[i], next, present.pause || next.pause, weights, costs);
        for (std::size_t j = 0; j < count; ++j) {
            const float total = totals[i] + costs[j];
            if (total < best[j]) {
                best[j] = total;
                from[j] = static_cast<std::int32_t>(i);
            }
        }
    }
    for (std::size_t j = 0; j < count; ++j)
        best[j] += next.costs[j];
    totals = std::move(best);
    return from;
}

}  // namespace

Result<Selection> selectUnits(const UnitDatabase& database, const SentenceTargets& targets,
                              const SelectionOptions& options, std::stop_token stop) {
    const std::size_t count = targets.halves.size();
    const bool any = std::ranges::any_of(
        database.units(), [&](const Unit& unit) { return unit.recording != options.withoutRecording; });
    if (count == 0 || targets.shapes.rows() != count || !any) {
        return fail(ErrorCode::InvalidInput, "there is nothing to select units for");
    }
    std::vector<Step> steps;
    std::vector<std::vector<std::int32_t>> origins(1);
    std::vector<float> totals;
    for (std::size_t half = 0; half < count; ++half) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "the speech was stopped");
        steps.push_back(bestUnits(database, targets, half, options));
        if (half == 0) {
            totals = steps.front().costs;
        } else {
            origins.push_back(advance(database, steps[half - 1], steps[half], options.weights, totals));
        }
    }

    Selection selection{.units = std::vector<std::int32_t>(count)};
    auto at = static_cast<std::size_t>(std::ranges::min_element(totals) - totals.begin());
    selection.cost = static_cast<double>(totals[at]);
    for (std::size_t half = count; half-- > 0;) {
        selection.units[half] = steps[half].units[at];
        if (half > 0)
            at = static_cast<std::size_t>(origins[half][at]);
    }
    for (std::size_t half = 1; half < count; ++half) {
        const Unit& before = database.units()[static_cast<std::size_t>(selection.units[half - 1])];
        const Unit& after = database.units()[static_cast<std::size_t>(selection.units[half])];
        if (!followsNaturally(before, after))
            ++selection.joins;
    }
    return selection;
}

}  // namespace timbre::instant
