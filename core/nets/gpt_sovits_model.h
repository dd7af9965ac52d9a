// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nets/sovits_net.h"
#include "core/nets/token_sampler.h"

namespace timbre::nets {

/// How exactly is computed.
enum class Precision {
    Fast,   ///< 8-bit weights where the processor gains by them; docs/performance.md says what that costs.
    Exact,  ///< float32 throughout.
};

/// What one voice speaks with.
struct GptSovitsFiles {
    std::filesystem::path gpt;  ///< s1 .ckpt
    SovitsPaths sovits;
    bool operator==(const GptSovitsFiles&) const = default;
};

struct GptSovitsOptions {
    Precision precision = Precision::Fast;
    Place place = Place::Cpu;
    int threads = 1;
    bool operator==(const GptSovitsOptions&) const = default;
};

/// A reference and what is said in it.
struct VoicePrompt {
    VoiceReference reference{};
    std::vector<std::int64_t> phones{};  ///< Empty where reference.tokens is.
    std::vector<float> bert{};           ///< [phones, 1024]; empty for zeros.
};

/// One sentence and how it is to be spoken.
struct GptSovitsSentence {
    std::vector<std::int64_t> phones;  ///< Of the target.
    std::vector<float> bert{};         ///< [phones, 1024]; empty for zeros, where the language is not Chinese.
    std::shared_ptr<const VoicePrompt> prompt{};
    SamplingOptions sampling{};
    double speed = 1.0;
    std::uint64_t seed = 0;
    std::int64_t flowSteps = 0;  ///< v3, v4; 0: the version's usual ones.
    /// So often another seed is tried where a guard finds that this cannot be the sentence. 0 takes what comes.
    int rerolls = 3;
    /// Exactly so many tokens in one attempt, with no regard to an end or to the guards: for measurements.
    std::optional<std::size_t> tokens{};
};

/// Where the time went, in seconds. What is done for several sentences at once is shared out evenly among them.
struct SpeechTimes {
    double prefill = 0.0;  ///< Until the first token.
    double tokens = 0.0;
    double sound = 0.0;

    SpeechTimes& operator+=(const SpeechTimes& other) noexcept {
        prefill += other.prefill;
        tokens += other.tokens;
        sound += other.sound;
        return *this;
    }
};

struct GptSovitsSpeech {
    std::vector<float> samples{};  ///< Mono, with a tail of 20 ms of silence.
    std::size_t tokens = 0;
    int attempts = 1;      ///< With how many seeds it was tried.
    std::string remark{};  ///< What a guard still finds wrong with the best attempt; empty: nothing.
    SpeechTimes times{};   ///< Of all attempts.
};

/// Takes finished pieces of a sentence's sound in order; joined they are its samples.
using PieceSink = std::function<void(std::size_t sentence, std::span<const float> piece)>;

/// GPT-SoVITS's networks, loaded and joined: phones in, sound out. Immutable; any thread, several at once, each call
/// with buffers of its own. What a sentence sounds like depends on itself alone, not on what is spoken beside it.
class GptSovitsModel {
  public:
    /// Errors: those of the readers; ModelMissing where a companion is missing, Unsupported where the two do not belong
    /// together (v1 beside others) or CUDA is not there, OutOfMemory.
    static Result<std::shared_ptr<const GptSovitsModel>> open(const GptSovitsFiles& files,
                                                              const GptSovitsOptions& options);
    virtual ~GptSovitsModel() = default;

    [[nodiscard]] virtual ModelVersion version() const noexcept = 0;
    [[nodiscard]] virtual int symbolVersion() const noexcept = 0;
    [[nodiscard]] virtual int sampleRateHz() const noexcept = 0;
    [[nodiscard]] virtual const GptSovitsOptions& options() const noexcept = 0;

    [[nodiscard]] virtual Result<VoiceReference> readReference(const ReferenceSounds& sounds,
                                                               const ReferencePaths& paths,
                                                               const std::stop_token& stop) const = 0;

    /// Speaks several sentences at once: their tokens are drawn together, which costs little more than for one (on CUDA
    /// one after the other). An
    /// answer for each: InvalidInput for one that cannot be spoken (no phones, an id beyond the table); Cancelled and
    /// OutOfMemory for all that are not done.
    /// @param sink  may be empty. With it, sentences come out in pieces as they are made, one sentence after the other,
    /// and what is wrong with a sound's end can only be remarked, not mended.
    [[nodiscard]] virtual std::vector<Result<GptSovitsSpeech>> speak(std::span<const GptSovitsSentence> sentences,
                                                                     const std::stop_token& stop,
                                                                     const PieceSink& sink = {}) const = 0;
};

/// What open() will need, in bytes: held afterwards, and at most while loading. NotFound names the file.
struct MemoryNeed {
    std::uint64_t held = 0;
    std::uint64_t atMost = 0;
};
Result<MemoryNeed> memoryNeed(const GptSovitsFiles& files, const GptSovitsOptions& options);

}  // namespace timbre::nets
