// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: GPT-SoVITS's networks of torch as the rest of the room sees them, without torch's types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/nets/gpt_sovits_files.h"
#include "core/nets/semantic_generator.h"

namespace timbre::nets {

/// Where torch computes.
enum class Place { Cpu, Cuda };

/// Files of one SoVITS model.
struct SovitsPaths {
    std::filesystem::path model;      ///< s2 .pth; of v3 and v4 it may be a LoRA file.
    std::filesystem::path base{};     ///< What a LoRA file is laid over; else empty.
    std::filesystem::path vocoder{};  ///< v3: BigVGAN's folder; v4: vocoder.pth; else empty.
    bool vocodes = true;              ///< False where vocode() is done elsewhere: its weights are not loaded then.
    bool operator==(const SovitsPaths&) const = default;
};

/// What only the reading of references needs.
struct ReferencePaths {
    std::filesystem::path hubert;        ///< Folder.
    std::filesystem::path speakerNet{};  ///< ERes2NetV2, for v2Pro and v2ProPlus.
};

/// Recordings that a voice is heard from.
struct ReferenceSounds {
    AudioClip main;                            ///< Any rate and channels; 3 to 10 s where there is a prompt.
    std::vector<float> mainAt16k{};            ///< Mono, for HuBERT; empty without a prompt.
    std::vector<AudioClip> others{};           ///< Of any length; they shape the timbre alone (not v3, v4).
    std::vector<std::int64_t> promptPhones{};  ///< Of what is said in `main`; empty without a prompt.
};

/// What is known of a voice once its references were heard: all that speaking needs.
struct VoiceReference {
    std::vector<std::int64_t> tokens{};  ///< Of the prompt; empty without one.
    std::vector<float> style{};          ///< [gin]
    Matrix mel{};                        ///< v3, v4: [100, frames], normalised, with as many frames as `features`.
    Matrix features{};                   ///< v3, v4: [width, frames]
    bool operator==(const VoiceReference&) const = default;
};

/// A sentence's tokens on their way to sound.
struct TokenSpeech {
    std::span<const std::int64_t> tokens;
    std::span<const std::int64_t> phones;  ///< Of the target alone.
    double speed = 1.0;
    std::uint64_t seed = 0;
    std::int64_t flowSteps = 0;  ///< v3, v4; 0: the version's usual ones.
};

/// A loaded SoVITS model. Immutable; any thread, several at once. What torch throws comes back as an error:
/// InvalidInput, Corrupt, Cancelled, OutOfMemory, Internal.
class SovitsNet {
  public:
    virtual ~SovitsNet() = default;
    [[nodiscard]] virtual ModelVersion version() const noexcept = 0;
    [[nodiscard]] virtual int symbolVersion() const noexcept = 0;
    [[nodiscard]] virtual int sampleRateHz() const noexcept = 0;
    /// Samples of sound for each frame of encode(); 0 where it does not vocode.
    [[nodiscard]] virtual std::size_t samplesPerFrame() const noexcept = 0;
    /// Frames at either side of a frame that its sound depends on; 0: the sound has to be made in one piece, or
    /// elsewhere.
    [[nodiscard]] virtual std::size_t halo() const noexcept = 0;

    /// Opens HuBERT, and the speaker network where the version wants it, for this one call.
    [[nodiscard]] virtual Result<VoiceReference> readReference(const ReferenceSounds& sounds,
                                                               const ReferencePaths& paths,
                                                               const std::stop_token& stop) const = 0;
    /// What the vocoder turns into sound, a frame after the other: latents [frames, width], or of v3 and v4 ln mel.
    [[nodiscard]] virtual Result<Matrix> encode(const TokenSpeech& speech, const VoiceReference& reference,
                                                const std::stop_token& stop) const = 0;
    /// Only where SovitsPaths::vocodes: frames [n, width] of encode(), with whatever neighbours they have -> n *
    /// samplesPerFrame() samples.
    [[nodiscard]] virtual Result<std::vector<float>> vocode(std::span<const float> frames, std::size_t count,
                                                            const VoiceReference& reference) const = 0;
};

/// The text-to-semantic network of torch, for where the packed one does not run. Immutable; any thread.
class SemanticNet {
  public:
    virtual ~SemanticNet() = default;
    /// One sentence after the other: it shares no reading of weights. Unsupported for SemanticSentence::fixedLength.
    [[nodiscard]] virtual Result<std::vector<SemanticSpeech>> generate(std::span<const SemanticSentence> sentences,
                                                                       const std::stop_token& stop,
                                                                       const TokenListener& listener) const = 0;
};

/// The network of the Chinese text model. Immutable; any thread, several at once.
class TextNet {
  public:
    virtual ~TextNet() = default;
    /// Numbers for each token.
    [[nodiscard]] virtual std::size_t width() const noexcept = 0;
    /// How many tokens it reads at once.
    [[nodiscard]] virtual std::size_t longest() const noexcept = 0;
    /// @param ids  with those of the beginning and the end, at most longest(). @return [ids, width]. InvalidInput: an
    /// id beyond the vocabulary; Cancelled.
    [[nodiscard]] virtual Result<std::vector<float>> hidden(std::span<const std::int64_t> ids,
                                                            const std::stop_token& stop) const = 0;
};

}  // namespace timbre::nets
