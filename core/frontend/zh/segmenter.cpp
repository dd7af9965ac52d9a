// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/segmenter.h"

#include <algorithm>
#include <limits>

namespace timbre::frontend::zh {

namespace {

constexpr std::uint8_t kOtherTag = 0;  // "x"; what is not in the dictionary has it too.

/// Calls visit(begin, size) for runs of characters that are `inside` and for every other character alone.
template <typename Inside, typename Visit>
void forBlocks(std::u32string_view text, Inside inside, Visit visit) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin + 1;
        if (inside(text[begin]))
            while (end < text.size() && inside(text[end]))
                ++end;
        visit(begin, end - begin);
        begin = end;
    }
}

/// Calls word(begin, size) for the words of a way and loose(begin, size) for runs of single characters between them.
template <typename WordSink, typename Loose>
void forRoute(std::span<const std::uint32_t> ends, WordSink word, Loose loose) {
    std::size_t looseBegin = 0;
    std::size_t at = 0;
    for (; at < ends.size(); at = ends[at]) {
        if (ends[at] - at == 1)
            continue;
        if (looseBegin < at)
            loose(looseBegin, at - looseBegin);
        word(at, ends[at] - at);
        looseBegin = ends[at];
    }
    if (looseBegin < at)
        loose(looseBegin, at - looseBegin);
}

}  // namespace

Result<Segmenter> Segmenter::open(const DataFile& file, Vocabulary vocabulary) {
    Segmenter segmenter;
    auto words = Trie::open(file, "words");
    if (!words)
        return tl::unexpected(words.error());
    segmenter.words_ = *words;
    const auto weights = file.section<double>("weight.known");
    const auto unknown = file.section<double>("weight.unknown");
    if (!weights || !unknown)
        return tl::unexpected((weights ? unknown : weights).error());
    if (unknown->size() != 1)
        return file.damaged("there is no weight for unknown words");
    segmenter.weights_ = *weights;
    segmenter.unknownWeight_ = unknown->front();
    auto tags = StringTable::open(file, "tag");
    auto tagModel = TagModel::open(file);
    auto splitModel = SplitModel::open(file);
    if (!tags)
        return tl::unexpected(tags.error());
    if (!tagModel)
        return tl::unexpected(tagModel.error());
    if (!splitModel)
        return tl::unexpected(splitModel.error());
    segmenter.tagNames_ = *tags;
    segmenter.numberTag_ = segmenter.tagNumber("m");
    segmenter.tagModel_ = *tagModel;
    segmenter.splitModel_ = *splitModel;
    if (vocabulary == Vocabulary::WithOurOwn)
        if (const auto opened = segmenter.openOwn(file); !opened)
            return tl::unexpected(opened.error());
    return segmenter;
}

Result<void> Segmenter::openOwn(const DataFile& file) {
    auto own = Trie::open(file, "context.words");
    const auto weights = file.section<double>("context.word.weight");
    const auto tags = file.section<std::uint8_t>("context.word.tag");
    if (!own)
        return tl::unexpected(own.error());
    if (!weights)
        return tl::unexpected(weights.error());
    if (!tags)
        return tl::unexpected(tags.error());
    if (weights->size() != tags->size())
        return file.damaged("the words of the contexts do not fit each other");
    own_ = *own;
    ownWeights_ = *weights;
    ownTags_ = *tags;
    withOwn_ = true;
    return {};
}

std::uint32_t Segmenter::ownNumber(std::u32string_view text) const {
    const std::uint32_t number = withOwn_ ? own_.find(text) : 0;
    return number <= ownWeights_.size() ? number : 0;
}

std::uint8_t Segmenter::tagOf(std::u32string_view word) const {
    const std::uint32_t number = ownNumber(word);
    return number != 0 ? ownTags_[number - 1] : static_cast<std::uint8_t>(words_.find(word) >> kWeightBits);
}

std::uint8_t Segmenter::tagNumber(std::string_view name) const {
    for (std::size_t tag = 0; tag < tagNames_.size(); ++tag)
        if (tagNames_[tag] == name)
            return static_cast<std::uint8_t>(tag);
    return kOtherTag;
}

/// For each place where the best word from there ends.
std::vector<std::uint32_t> Segmenter::route(std::u32string_view text) const {
    std::vector<std::uint32_t> ends(text.size());
    std::vector<double> score(text.size() + 1, 0.0);
    for (std::size_t begin = text.size(); begin-- > 0;) {
        double best = -std::numeric_limits<double>::infinity();
        std::size_t bestEnd = 0;
        const auto offer = [&](double weight, std::size_t end) {
            // Of equal ways the one with the longer word, as Python compares the pairs.
            if (const double way = weight + score[end]; way >= best) {
                best = way;
                bestEnd = end;
            }
        };
        Trie::Node node = Trie::kRoot;
        for (std::size_t i = begin; i < text.size(); ++i) {
            node = words_.step(node, text[i]);
            if (node == Trie::kNone)
                break;
            const std::uint32_t weight = words_.value(node) & kWeightMask;
            if (weight != 0 && weight < weights_.size())
                offer(weights_[weight], i + 1);
        }
        Trie::Node own = Trie::kRoot;
        for (std::size_t i = begin; withOwn_ && i < text.size(); ++i) {
            own = own_.step(own, text[i]);
            if (own == Trie::kNone)
                break;
            if (const std::uint32_t number = own_.value(own); number != 0 && number <= ownWeights_.size())
                offer(ownWeights_[number - 1], i + 1);
        }
        if (bestEnd == 0) {
            bestEnd = begin + 1;
            best = unknownWeight_ + score[bestEnd];
        }
        score[begin] = best;
        ends[begin] = static_cast<std::uint32_t>(bestEnd);
    }
    return ends;
}

std::vector<Word> Segmenter::cut(std::u32string_view text) const {
    std::vector<Word> words;
    const auto inside = [](char32_t c) { return isHan(c) || c == U'.'; };
    forBlocks(text, inside, [&](std::size_t begin, std::size_t size) {
        if (inside(text[begin]))
            cutBlock(text.substr(begin, size), begin, words);
        else
            words.push_back({.begin = begin, .size = size, .tag = kOtherTag});
    });
    return words;
}

void Segmenter::cutBlock(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const {
    const auto word = [&](std::size_t begin, std::size_t size) {
        words.push_back({.begin = offset + begin, .size = size, .tag = tagOf(text.substr(begin, size))});
    };
    forRoute(route(text), word, [&](std::size_t begin, std::size_t size) {
        const auto loose = text.substr(begin, size);
        if (size > 1 && !isWord(loose))
            cutLoose(loose, offset + begin, words);
        else
            for (std::size_t i = 0; i < size; ++i)
                word(begin + i, 1);
    });
}

/// Single characters that are no word together.
void Segmenter::cutLoose(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const {
    for (std::size_t begin = 0; begin < text.size();) {
        const bool han = isHan(text[begin]);
        std::size_t end = begin + 1;
        while (end < text.size() && isHan(text[end]) == han)
            ++end;
        if (han)
            tagModel_.cut(text.substr(begin, end - begin), offset + begin, words);
        else
            words.push_back({.begin = offset + begin, .size = end - begin, .tag = numberTag_});
        begin = end;
    }
}

/// The same without parts of speech, as jieba.cut does it.
void Segmenter::cutPlain(std::u32string_view text, std::vector<std::size_t>& sizes) const {
    const auto inside = [](char32_t c) { return isHan(c) || c == U'.' || c == U'-'; };
    forBlocks(text, inside, [&](std::size_t blockBegin, std::size_t blockSize) {
        const auto block = text.substr(blockBegin, blockSize);
        if (!inside(block[0])) {
            sizes.push_back(blockSize);
            return;
        }
        forRoute(
            route(block), [&](std::size_t, std::size_t size) { sizes.push_back(size); },
            [&](std::size_t begin, std::size_t size) {
                const auto loose = block.substr(begin, size);
                if (size > 1 && !isWord(loose))
                    cutLoosePlain(loose, sizes);
                else
                    sizes.insert(sizes.end(), size, 1);
            });
    });
}

void Segmenter::cutLoosePlain(std::u32string_view text, std::vector<std::size_t>& sizes) const {
    for (std::size_t begin = 0; begin < text.size();) {
        const bool han = isHan(text[begin]);
        std::size_t end = begin + 1;
        while (end < text.size() && isHan(text[end]) == han)
            ++end;
        if (han)
            splitModel_.cut(text.substr(begin, end - begin), sizes);
        else
            sizes.push_back(end - begin);
        begin = end;
    }
}

std::u32string_view Segmenter::shortestPart(std::u32string_view word) const {
    if (word.size() < 2)
        return word;
    std::vector<std::size_t> sizes;
    cutPlain(word, sizes);
    std::u32string_view shortest = word;
    bool found = false;
    const auto offer = [&](std::u32string_view part) {
        if (!found || part.size() < shortest.size())
            shortest = part;
        found = true;
    };
    std::size_t begin = 0;
    for (const std::size_t size : sizes) {
        const auto part = word.substr(begin, size);
        for (std::size_t length = 2; length <= 3; ++length)
            for (std::size_t i = 0; size > length && i + length <= size; ++i)
                if (isWord(part.substr(i, length)))
                    offer(part.substr(i, length));
        offer(part);
        begin += size;
    }
    return shortest;
}

}  // namespace timbre::frontend::zh
