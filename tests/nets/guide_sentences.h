// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up sentences with a known relation between the base voices and the target.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "core/nets/guide_net.h"

namespace timbre::test {

struct SentencePlan {
    int frames = 300;
    std::size_t baseVoices = 2;
    std::size_t phoneCount = 12;
    std::uint64_t seed = 1;
};

/// Segments of 5..14 frames, a pause at both ends. The base cepstra walk smoothly and at random; the target cepstra are
/// a fixed linear map of those of the first voice plus an offset per phone, its voicing and pitch are copied.
inline GuideSentence makeSentence(const SentencePlan& plan) {
    std::mt19937_64 engine(plan.seed);
    const auto uniform = [&] { return static_cast<float>(engine() >> 40U) * 0x1p-23F - 1.0F; };  // in [-1, 1)
    GuideSentence sentence;
    sentence.frames = plan.frames;
    const auto frames = static_cast<std::size_t>(plan.frames);
    const std::size_t width = plan.baseVoices * kGuideBaseWidth;
    sentence.base.resize(frames * width);
    sentence.position.resize(frames * kGuidePositionWidth);
    sentence.target.assign(frames * kGuideTargetWidth, 0.0F);

    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < frames; at += 5 + engine() % 10) {
        starts.push_back(at);
    }
    const std::size_t segments = starts.size();
    sentence.flags.assign(segments * kGuideFlagWidth, 0.0F);
    for (std::size_t segment = 0; segment < segments; ++segment) {
        const bool pause = segment == 0 || segment + 1 == segments;
        sentence.phones.push_back(pause ? 0 : static_cast<std::int64_t>(1 + engine() % (plan.phoneCount - 1)));
        sentence.flags[segment * kGuideFlagWidth + kGuidePauseFlag] = pause ? 1.0F : 0.0F;
        const std::size_t end = segment + 1 < segments ? starts[segment + 1] : frames;
        for (std::size_t frame = starts[segment]; frame < end; ++frame) {
            sentence.segmentOfFrame.push_back(static_cast<std::int64_t>(segment));
            const float r =
                (static_cast<float>(frame - starts[segment]) + 0.5F) / static_cast<float>(end - starts[segment]);
            float* position = &sentence.position[frame * kGuidePositionWidth];
            position[0] = r;
            position[1] = 1.0F - r;
        }
    }

    std::vector<float> walk(width, 0.0F);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        float* base = &sentence.base[frame * width];
        const auto phone =
            static_cast<float>(sentence.phones[static_cast<std::size_t>(sentence.segmentOfFrame[frame])]);
        for (std::size_t column = 0; column < width; ++column) {
            walk[column] = 0.9F * walk[column] + 0.4F * uniform();
            base[column] = walk[column];
        }
        const float voiced = phone >= 4.0F ? 1.0F : 0.0F;
        base[25] = voiced;
        float* target = &sentence.target[frame * kGuideTargetWidth];
        for (std::size_t column = 0; column < kGuideAperiodicity; ++column) {
            const float spread = 0.6F * base[column % 25] + 0.4F * base[(column * 7 + 3) % 25];
            target[column] = spread + 0.3F * std::sin(phone * 1.3F + static_cast<float>(column));
        }
        target[kGuideVoicing] = voiced;
        target[kGuideLogF0] = voiced * 0.5F * base[26];
    }
    return sentence;
}

inline std::vector<GuideSentence> makeSentences(int count, const SentencePlan& plan = {}) {
    std::vector<GuideSentence> sentences;
    for (int i = 0; i < count; ++i) {
        SentencePlan own = plan;
        own.seed = plan.seed * 1'000 + static_cast<std::uint64_t>(i);
        sentences.push_back(makeSentence(own));
    }
    return sentences;
}

}  // namespace timbre::test
