// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/nets/gpt_sovits_files.h"
#include "core/nets/kernels/packed_convolution.h"
#include "core/nets/kernels/team.h"

namespace timbre::nets {

/// HiFi-GAN on the CPU, without torch: the last part of SoVITS v1, v2, v2Pro and v2ProPlus, latents -> wave at 32 kHz,
/// and the vocoder of v4, ln mel -> wave at 48 kHz. In Float32 it computes what torch/gpt_sovits/vits.h computes; Int8
/// keeps weights in 8 bits and rounds what convolutions read to 8 bits, a scale for each short stretch of time.
/// Immutable; what a call changes is a Workspace. Source: SPEC 8.5.
class WaveGenerator {
  public:
    /// Buffers of one caller; grow to the largest call and stay.
    class Workspace;

    /// The generator of a SoVITS file that has one. Throws Fault (Corrupt).
    WaveGenerator(const SovitsFile& file, WeightFormat format);
    /// The vocoder of v4, vocoder.pth.
    static WaveGenerator v4Vocoder(const Checkpoint& file, WeightFormat format);

    /// Channels of a frame.
    [[nodiscard]] std::size_t width() const noexcept { return pre_.shape().inputs; }
    /// Channels of the style; 0 where there is none.
    [[nodiscard]] std::size_t styleWidth() const noexcept { return style_.rows() == 0 ? 0 : style_.columns(); }
    [[nodiscard]] std::size_t samplesPerFrame() const noexcept;
    /// Frames at either side of a frame that its samples depend on.
    [[nodiscard]] std::size_t halo() const noexcept;
    /// What the weights take.
    [[nodiscard]] std::size_t bytes() const noexcept;

    /// Makes frames * samplesPerFrame() samples in [-1, 1]. The number of threads changes nothing of them.
    /// @param latent  [width, frames], at least one frame. @param style  [styleWidth].
    /// Throws Fault: InvalidInput for sizes that do not agree, Cancelled when `stop` is asked (looked at every few
    /// milliseconds; the wave is unfinished then).
    void generate(std::span<const float> latent, std::span<const float> style, Workspace& workspace,
                  const std::stop_token& stop, std::span<float> wave) const;

  private:
    struct Scratch;
    struct Run;
    /// Convolutions that each add to what they read: dilated, plain, and the sum of both.
    struct ResidualBlock {
        std::vector<PackedConvolution> dilated, plain;
        [[nodiscard]] std::ptrdiff_t reach() const noexcept;
    };
    struct Stage {
        std::size_t width = 0;
        std::vector<PackedConvolution> phases;  ///< Output n * rate + phase, for each phase.
        std::vector<ResidualBlock> blocks;
        [[nodiscard]] std::size_t rate() const noexcept { return phases.size(); }
        [[nodiscard]] std::ptrdiff_t reach() const noexcept;
        /// Inputs that outputs of all phases read.
        [[nodiscard]] Stretch reads(const Stretch& outputs) const noexcept;
    };
    struct Raw;

    WaveGenerator(const Raw& raw, WeightFormat format);

    WeightFormat format_;
    PackedConvolution pre_, post_;
    PackedMatrix style_;
    std::vector<Stage> stages_;
};

class WaveGenerator::Workspace {
  public:
    explicit Workspace(int threads);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

  private:
    friend class WaveGenerator;
    Team team_;
    std::vector<std::unique_ptr<Scratch>> scratches_;  ///< One for each thread.
    std::vector<float> signals_[2];                    ///< What a stage reads and what it writes.
};

}  // namespace timbre::nets
