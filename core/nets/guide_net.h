// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace timbre {

inline constexpr std::size_t kGuideBaseWidth = 27;     ///< Per base voice: mc0..24, voiced 0/1, ln F0 - its median.
inline constexpr std::size_t kGuidePositionWidth = 7;  ///< Where the frame stands inside its segment.
inline constexpr std::size_t kGuideFlagWidth = 9;      ///< Linguistic flags of a segment.
inline constexpr std::size_t kGuidePauseFlag = 8;      ///< Column of `flags` that is 1 in a pause.
inline constexpr std::size_t kGuideTargetWidth = 44;   ///< mc0..40, then the three columns below.
inline constexpr std::size_t kGuideAperiodicity = 41;  ///< Band aperiodicity; may be 0 throughout.
inline constexpr std::size_t kGuideVoicing = 42;       ///< 0/1 in targets, probability in predictions.
inline constexpr std::size_t kGuideLogF0 = 43;         ///< ln F0 - the user's median; 0 where a target is unvoiced.

/// One sentence as the guide net sees it, in frames of 10 ms. All matrices are row-major.
struct GuideSentence {
    int frames = 0;
    std::vector<float> base;                   ///< [frames, baseVoices * kGuideBaseWidth], voice after voice.
    std::vector<float> position;               ///< [frames, kGuidePositionWidth]; column 0 is r, 0..1 in the segment.
    std::vector<std::int64_t> segmentOfFrame;  ///< [frames], 0..segments-1.
    std::vector<std::int64_t> phones;          ///< [segments], 0..phoneCount-1.
    std::vector<float> flags;                  ///< [segments, kGuideFlagWidth].
    std::vector<float> target;                 ///< [frames, kGuideTargetWidth]; only train() reads it.
};

struct GuideOptions {
    std::size_t baseVoices = 2;
    std::size_t phoneCount = 64;  ///< Rows of the phone embeddings; ids at predict() must lie below it too.
    int epochs = 60;
    int ensemble = 2;  ///< Nets whose mean is the prediction.
    int threads = 1;   ///< For train(); the weights are the same for any count.
    std::uint64_t seed = 0;
};

/// What training found out about the user's speech and the net, over the training frames outside pauses.
struct GuideStatistics {
    std::array<float, kGuideTargetWidth> varianceRatio{};  ///< Standard deviation of the real over the predicted.
    std::array<float, kGuideTargetWidth> mean{};           ///< Mean of the prediction.
    float logF0Deviation = 0.0F;                           ///< Standard deviation of the real ln F0, voiced frames.
    float finalLoss = 0.0F;                                ///< Mean training loss of the last epoch.
    bool operator==(const GuideStatistics&) const = default;
};

/// A small net that predicts a speaker's spectrum from the spectra of stock voices reading the same sentence. Trained
/// on the user's own recordings while the voice is made.
/// Source: the design study instant-engine.md, 3.3 ("NetA").
/// Thread: immutable; predict() may run on any number of threads at once.
class GuideNet {
  public:
    GuideNet(GuideNet&&) noexcept;
    GuideNet& operator=(GuideNet&&) noexcept;
    ~GuideNet();

    /// Trains `options.ensemble` nets. The same sentences, options and machine give the same weights.
    /// No sentence, a sentence without frames or segments, or sizes that disagree are InvalidInput and name the
    /// sentence by its index. Looks at `stop` after every step (some 10 ms) and then fails with Cancelled.
    static Result<GuideNet> train(std::span<const GuideSentence> sentences, const GuideOptions& options,
                                  const ProgressSink& progress, std::stop_token stop);

    /// @return [frames, kGuideTargetWidth]: mean of the ensemble in the units of the targets, voicing as a probability.
    /// Sizes that disagree with each other or with the net are InvalidInput.
    [[nodiscard]] Result<Matrix> predict(const GuideSentence& sentence) const;

    /// Writes a safetensors file, atomically.
    [[nodiscard]] Result<void> save(const std::filesystem::path& path) const;
    /// Reads what save() wrote. A damaged file, or one of another shape, is Corrupt and names the tensor.
    static Result<GuideNet> load(const std::filesystem::path& path);

    [[nodiscard]] const GuideStatistics& statistics() const noexcept;
    [[nodiscard]] std::size_t baseVoices() const noexcept;
    [[nodiscard]] std::size_t phoneCount() const noexcept;

  private:
    struct State;
    explicit GuideNet(std::unique_ptr<const State> state);
    std::unique_ptr<const State> state_;
};

}  // namespace timbre
