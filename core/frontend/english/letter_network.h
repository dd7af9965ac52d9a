// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/data_file.h"

namespace timbre::frontend::english {

/// How an unknown word is spoken: a recurrent network that reads its letters and then says its phones. Immutable.
/// Float32; every sum is made in one order, so that all processors agree. Source and weights: g2p_en 2.1.0.
class LetterNetwork {
  public:
    static constexpr std::size_t kPhoneNumbers = 74;

    static Result<LetterNetwork> open(const DataFile& file);

    /// At most 20 phones, as numbers of the data file's list. Characters other than a..z count as unknown ones.
    [[nodiscard]] std::vector<std::uint8_t> phones(std::string_view word) const;

  private:
    /// One of the two recurrent layers; rows of 768 are the reset, update and candidate gates.
    struct Layer {
        std::span<const float> input;   ///< [symbols][768], input bias included.
        std::span<const float> weight;  ///< [256][768]: what each of the state's values adds.
        std::span<const float> bias;    ///< [768]
    };

    static Result<Layer> openLayer(const DataFile& file, std::string_view part, std::size_t symbols);
    static void step(const Layer& layer, std::size_t symbol, std::span<float> state);

    Layer encoder_;
    Layer decoder_;
    std::span<const float> outWeight_;  ///< [256][74]
    std::span<const float> outBias_;    ///< [74]
};

}  // namespace timbre::frontend::english
