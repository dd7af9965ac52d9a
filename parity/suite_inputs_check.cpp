// SPDX-License-Identifier: GPL-3.0-or-later
// The procedural inputs of the full-size networks: the first columns of each.
#include "parity/procedural.h"
#include "parity/suite.h"

namespace timbre::parity {

namespace {

constexpr const char* kFile = "fullsize/inputs_check.safetensors";

Computed columns(const char* tensor, std::vector<std::int64_t> shape, const ProceduralInput& input,
                 std::uint64_t seed) {
    std::size_t count = 1;
    for (const std::int64_t extent : shape) {
        count *= static_cast<std::size_t>(extent);
    }
    return {kFile, tensor, Array{std::move(shape), proceduralInput(input, seed, count)}};
}

class InputsCheckSuite final : public Suite {
  public:
    [[nodiscard]] std::string file() const override { return kFile; }

    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& set, Device /*device*/) const override {
        std::vector<Computed> results;
        results.push_back(columns("spec", {1, 4, 60}, kSpectrogramInput, set.seed()));
        results.push_back(columns("sv", {1, 16}, kSpeakerInput, set.seed()));
        results.push_back(columns("bert", {1, 4, 30}, kBertInput, set.seed()));
        return results;
    }
};

}  // namespace

Suites makeInputsCheckSuites() {
    Suites suites;
    suites.push_back(std::make_unique<InputsCheckSuite>());
    return suites;
}

}  // namespace timbre::parity
