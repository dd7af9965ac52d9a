// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/base/safetensors.h"
#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// One phone of the sentence to speak, on the 5 ms grid. Begin and end are even, so that the guide net's 10 ms frames
/// (row j stands at 5 ms frame 2j + 1) belong to one segment each. Segment i is FrontUtterance::segments[i].
struct PlannedSegment {
    PhoneId phone = 0;
    int beginFrame = 0;
    int endFrame = 0;  ///< Exclusive.
    [[nodiscard]] int frames() const noexcept { return endFrame - beginFrame; }
    bool operator==(const PlannedSegment&) const = default;
};

/// One of the user's recordings as the duration model sees it. Both are borrowed.
struct TimedReading {
    const FrontUtterance* front = nullptr;
    const Alignment* alignment = nullptr;
};

struct DurationOptions {
    std::uint64_t seed = 0;  ///< 0 is the plain take; another seed varies the durations a little, the same one alike.
    double jitter = 0.05;    ///< Deviation of ln duration from word to word.
};

/// How long the user holds each phone compared with the base voice: ln(user / base), shrunk towards the user's overall
/// ratio where a phone was heard seldom. Source: the design study, 3.4.
class DurationModel {
  public:
    /// The base voice's own durations, for phones of a set of that size.
    explicit DurationModel(std::size_t phoneCount = kPhoneCount);

    /// Learns from the user's readings. Pauses do not take part.
    static DurationModel learn(std::span<const TimedReading> readings, std::size_t phoneCount = kPhoneCount);

    /// ln(user / base) of one phone; the overall ratio where it was never heard.
    [[nodiscard]] double logRatio(PhoneId phone) const noexcept;
    [[nodiscard]] double overallLogRatio() const noexcept { return overall_; }

    /// Durations for a sentence at the user's own pace; the first segment begins at frame 0. The asked speed is the
    /// renderer's business, so that net and selection see the pace they learnt. Fewer than 3 segments are InvalidInput.
    [[nodiscard]] Result<std::vector<PlannedSegment>> plan(const FrontUtterance& sentence,
                                                           const DurationOptions& options) const;

    /// Adds "durations.*" to `file` / reads it back. What is missing or misshapen is Corrupt or ModelMissing.
    void toTensors(TensorFile& file) const;
    static Result<DurationModel> fromTensors(const TensorFile& file, std::size_t phoneCount = kPhoneCount);

    bool operator==(const DurationModel&) const = default;

  private:
    double overall_ = 0.0;
    std::vector<float> logRatio_;  ///< One a phone.
};

}  // namespace timbre::instant
