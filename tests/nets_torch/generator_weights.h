// SPDX-License-Identifier: GPL-3.0-or-later
// Random weights of a HiFi-GAN generator, named as in SoVITS files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/nets_torch/torch_fixtures.h"

namespace timbre::test {

/// @param style  0: none.
inline void addGenerator(RandomWeights& weights, const std::string& name, std::int64_t in, std::int64_t channels,
                         const std::vector<std::int64_t>& rates, std::int64_t style) {
    weights.conv(name + ".conv_pre", channels, in, 7);
    if (style > 0)
        weights.conv(name + ".cond", channels, style, 1);
    for (std::size_t stage = 0; stage < rates.size(); ++stage) {
        weights.splitConv(name + ".ups." + std::to_string(stage), channels, channels / 2, 2 * rates[stage],
                          channels / 2);
        channels /= 2;
        for (std::size_t i = 0; i < 3; ++i) {
            for (const char* const kind : {".convs1.", ".convs2."}) {
                for (const char* const index : {"0", "1", "2"})
                    weights.splitConv(name + ".resblocks." + std::to_string(3 * stage + i) + kind + index, channels,
                                      channels, static_cast<std::int64_t>(2 * i + 3));
            }
        }
    }
    weights.conv(name + ".conv_post", 1, channels, 7, /*bias=*/false);
}

}  // namespace timbre::test
