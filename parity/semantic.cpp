// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/semantic.h"

namespace timbre::parity {

at::Tensor promptTokens(const Bench& bench, const nets::SovitsFront& front) {
    const nets::Hubert hubert = nets::openHubert(bench.path("common/hubert"), bench.device());
    return front.nearestCodes(front.project(hubertOf(bench, hubert, "refA"))).unsqueeze(0);
}

nets::SemanticRequest greedyRequest(const Bench& bench, const at::Tensor& bert, const at::Tensor& prompt) {
    return {.phones = at::cat({bench.input("phones_prompt"), bench.input("phones_target")}).unsqueeze(0),
            .bert = bert.unsqueeze(0),
            .promptTokens = prompt,
            .sampling = {.topK = 1},
            .earlyStop = -1,
            .noise = {},
            .referenceExact = true};
}

}  // namespace timbre::parity
