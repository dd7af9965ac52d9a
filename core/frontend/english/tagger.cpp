// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/tagger.h"

#include <algorithm>
#include <array>
#include <string>

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostTags = 64;
constexpr double kThousand = 1000.0;  // Dividing by it gives back the very weight that was written down.

/// A word as features see it.
std::string generalised(std::string_view word) {
    if (word.find('-', 1) != std::string_view::npos && word.front() != '-')
        return "!HYPHEN";
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

std::string_view lastThree(std::string_view word) { return word.substr(word.size() - std::min<std::size_t>(word.size(), 3)); }

}  // namespace

/// What stands around a token.
struct Tagger::Context {
    std::string_view word;                   ///< As it is written.
    std::array<std::string_view, 5> around;  ///< Generalised, from two before to two behind.
    std::string_view previousTag;
    std::string_view earlierTag;
};

Result<Tagger> Tagger::open(const DataFile& file) {
    Tagger tagger;
    auto names = StringTable::open(file, "tagger.tags");
    auto sure = HashIndex::open(file, "tagger.sure");
    auto features = HashIndex::open(file, "tagger.feature");
    if (!names || !sure || !features)
        return tl::unexpected(!names ? names.error() : !sure ? sure.error() : features.error());
    const auto sureTags = columnOf<std::uint8_t>(file, "tagger.sure.tag", sure->size());
    const auto starts = columnOf<std::uint32_t>(file, "tagger.feature.at", features->size() + 1);
    const auto labels = file.section<std::uint8_t>("tagger.label");
    if (!sureTags || !starts || !labels)
        return tl::unexpected(!sureTags ? sureTags.error() : !starts ? starts.error() : labels.error());
    const auto weights = columnOf<std::int32_t>(file, "tagger.weight", labels->size());
    if (!weights)
        return tl::unexpected(weights.error());
    if (names->size() == 0 || names->size() > kMostTags)
        return file.damaged("it has no sensible list of parts of speech");
    tagger.names_ = *names;
    tagger.sure_ = *sure;
    tagger.sureTags_ = *sureTags;
    tagger.features_ = *features;
    tagger.featureStarts_ = *starts;
    tagger.labels_ = *labels;
    tagger.weights_ = *weights;
    return tagger;
}

void Tagger::addWeights(std::uint64_t feature, std::span<double> scores) const {
    const auto entry = features_.find(feature);
    if (!entry)
        return;
    const std::size_t last = std::min<std::size_t>(featureStarts_[*entry + 1], labels_.size());
    for (std::size_t i = featureStarts_[*entry]; i < last; ++i)
        if (labels_[i] < scores.size())
            scores[labels_[i]] += weights_[i] / kThousand;
}

std::size_t Tagger::tagOf(const Context& context) const {
    if (const auto known = sure_.find(context.word); known && sureTags_[*known] < names_.size())
        return sureTags_[*known];
    std::array<double, kMostTags> all{};
    const std::span<double> scores(all.data(), names_.size());
    const auto add = [&](auto... pieces) {
        KeyHash hash;
        (hash.add(pieces), ...);
        addWeights(hash.value(), scores);
    };
    const auto& [before2, before, word, behind, behind2] = context.around;
    // In this order: the scores are rounded sums.
    add("bias");
    add("i suffix ", lastThree(context.word));
    add("i pref1 ", context.word.substr(0, 1));
    add("i-1 tag ", context.previousTag);
    add("i-2 tag ", context.earlierTag);
    add("i tag+i-2 tag ", context.previousTag, " ", context.earlierTag);
    add("i word ", word);
    add("i-1 tag+i word ", context.previousTag, " ", word);
    add("i-1 word ", before);
    add("i-1 suffix ", lastThree(before));
    add("i-2 word ", before2);
    add("i+1 word ", behind);
    add("i+1 suffix ", lastThree(behind));
    add("i+2 word ", behind2);
    // Of equal scores the later name wins.
    const auto best = std::ranges::max_element(scores.rbegin(), scores.rend());
    return static_cast<std::size_t>(scores.rend() - best) - 1;
}

std::vector<std::string_view> Tagger::tags(std::span<const std::string_view> tokens, std::size_t wanted) const {
    wanted = std::min(wanted, tokens.size());
    std::vector<std::string> words{"-START-", "-START2-"};
    for (std::size_t i = 0; i < std::min(wanted + 2, tokens.size()); ++i)
        words.push_back(generalised(tokens[i]));
    words.insert(words.end(), {"-END-", "-END2-"});

    std::vector<std::string_view> tags;
    tags.reserve(wanted);
    Context context{.word = {}, .around = {}, .previousTag = "-START-", .earlierTag = "-START2-"};
    for (std::size_t i = 0; i < wanted; ++i) {
        context.word = tokens[i];
        std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(i), context.around.size(), context.around.begin());
        tags.push_back(names_[tagOf(context)]);
        context.earlierTag = context.previousTag;
        context.previousTag = tags.back();
    }
    return tags;
}

}  // namespace timbre::frontend::english
