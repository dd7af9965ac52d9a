// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/matrix.h"
#include "core/engine/engines/instant/mfcc.h"
#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {

inline constexpr std::size_t kStatesPerPhone = 3;
inline constexpr std::size_t kStateCount = kPhoneCount * kStatesPerPhone;  ///< Of flite's phones.

constexpr std::size_t stateOf(PhoneId phone, std::size_t position) noexcept {
    return static_cast<std::size_t>(phone) * kStatesPerPhone + position;
}

/// Frames sorted by the state they were heard in: rows of matrices that outlive this.
class StateFrames {
  public:
    explicit StateFrames(std::size_t states = kStateCount) : frames_(states) {}

    [[nodiscard]] std::size_t states() const noexcept { return frames_.size(); }
    void add(std::size_t state, std::span<const float> frame) { frames_[state].push_back(frame.data()); }
    [[nodiscard]] std::span<const float* const> of(std::size_t state) const noexcept { return frames_[state]; }

  private:
    std::vector<std::vector<const float*>> frames_;
};

/// Three states a phone, each one or two Gaussians with diagonal covariance over the alignment features.
class PhoneModels {
  public:
    /// @param mixtures  1 or 2; a state with fewer than 60 frames a Gaussian gets one.
    /// @param before    where states nobody was heard in come from; null: the distribution of all frames.
    /// Means are drawn to the overall mean by 2 pseudo-frames, variances by 10, with a floor of 5 %.
    /// Returns early, unfinished, when `stop` is asked; the caller looks at it too.
    static PhoneModels fit(const StateFrames& frames, int mixtures, const PhoneModels* before,
                           const std::stop_token& stop);

    /// Log-likelihood of every frame in every state, [frames, states]. Returns early as fit() does.
    [[nodiscard]] Matrix logLikelihoods(const Matrix& features, const std::stop_token& stop) const;

  private:
    // Component 2 s + m belongs to state s. Stored dimension by dimension, so that a frame is compared with all
    // components at once.
    explicit PhoneModels(std::size_t states);
    void set(std::size_t component, std::span<const float> mean, std::span<const float> variance, float logWeight);
    void silence(std::size_t component);
    void copyState(std::size_t state, const PhoneModels& from);

    std::size_t states_;
    Matrix means_;
    Matrix precisions_;  ///< 1 / (2 variance).
    std::vector<float> constants_;
};

}  // namespace timbre::instant
