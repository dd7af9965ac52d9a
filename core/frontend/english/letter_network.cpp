// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/letter_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/frontend/hash_index.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kState = 256;
constexpr std::size_t kGates = 3 * kState;
constexpr std::size_t kLetters = 29;  // <pad> <unk> </s> a..z
constexpr std::size_t kPhones = LetterNetwork::kPhoneNumbers;  // <pad> <unk> <s> </s> and the phones
constexpr std::size_t kUnknownLetter = 1;
constexpr std::size_t kWordEnd = 2;
constexpr std::size_t kFirstLetter = 3;
constexpr std::size_t kBegin = 2;
constexpr std::size_t kEnd = 3;
constexpr std::size_t kMostPhones = 20;

// Every sum is made in one order, whatever number of rows the processor takes at once: with AVX2 and without the results
// are the same to the last bit.
#if defined(__x86_64__) && defined(__GNUC__)
#define TIMBRE_HAS_AVX2_BUILD 1
#else
#define TIMBRE_HAS_AVX2_BUILD 0
#endif

/// sums[row] += weight[column][row] * values[column], column by column.
template <std::size_t Rows>
[[gnu::always_inline]] inline void addColumns(std::span<const float> weight, std::span<const float> values,
                                              std::array<float, Rows>& sums) {
    for (std::size_t column = 0; column < kState; column += 4) {
        const std::array<float, 4> v{values[column], values[column + 1], values[column + 2], values[column + 3]};
        const float* const rows = weight.data() + column * Rows;
        for (std::size_t row = 0; row < Rows; ++row) {
            float sum = sums[row];
            sum += rows[row] * v[0];
            sum += rows[Rows + row] * v[1];
            sum += rows[2 * Rows + row] * v[2];
            sum += rows[3 * Rows + row] * v[3];
            sums[row] = sum;
        }
    }
}

#if TIMBRE_HAS_AVX2_BUILD
template <std::size_t Rows>
[[gnu::target("avx2")]] void addColumnsAvx2(std::span<const float> weight, std::span<const float> values,
                                            std::array<float, Rows>& sums) {
    addColumns(weight, values, sums);
}
#endif

template <std::size_t Rows>
void addProducts(std::span<const float> weight, std::span<const float> values, std::array<float, Rows>& sums) {
#if TIMBRE_HAS_AVX2_BUILD
    static const bool hasAvx2 = __builtin_cpu_supports("avx2") != 0;
    if (hasAvx2)
        return addColumnsAvx2(weight, values, sums);
#endif
    addColumns(weight, values, sums);
}

float sigmoid(float x) { return 1.0F / (1.0F + std::exp(-x)); }

}  // namespace

Result<LetterNetwork::Layer> LetterNetwork::openLayer(const DataFile& file, std::string_view part, std::size_t symbols) {
    const std::string name = "net." + std::string(part);
    const auto input = columnOf<float>(file, name + ".input", symbols * kGates);
    const auto weight = columnOf<float>(file, name + ".weight", kState * kGates);
    const auto bias = columnOf<float>(file, name + ".bias", kGates);
    if (!input || !weight || !bias)
        return tl::unexpected(!input ? input.error() : !weight ? weight.error() : bias.error());
    return Layer{.input = *input, .weight = *weight, .bias = *bias};
}

Result<LetterNetwork> LetterNetwork::open(const DataFile& file) {
    LetterNetwork network;
    const auto encoder = openLayer(file, "enc", kLetters);
    const auto decoder = openLayer(file, "dec", kPhones);
    if (!encoder || !decoder)
        return tl::unexpected(!encoder ? encoder.error() : decoder.error());
    const auto weight = columnOf<float>(file, "net.out.weight", kState * kPhones);
    const auto bias = columnOf<float>(file, "net.out.bias", kPhones);
    if (!weight || !bias)
        return tl::unexpected(!weight ? weight.error() : bias.error());
    network.encoder_ = *encoder;
    network.decoder_ = *decoder;
    network.outWeight_ = *weight;
    network.outBias_ = *bias;
    return network;
}

void LetterNetwork::step(const Layer& layer, std::size_t symbol, std::span<float> state) {
    const auto input = layer.input.subspan(symbol * kGates, kGates);
    std::array<float, kGates> hidden{};
    addProducts(layer.weight, state, hidden);
    for (std::size_t row = 0; row < kGates; ++row)
        hidden[row] += layer.bias[row];
    for (std::size_t i = 0; i < kState; ++i) {
        const float reset = sigmoid(input[i] + hidden[i]);
        const float update = sigmoid(input[kState + i] + hidden[kState + i]);
        const float candidate = std::tanh(input[2 * kState + i] + reset * hidden[2 * kState + i]);
        state[i] = (1.0F - update) * candidate + update * state[i];
    }
}

std::vector<std::uint8_t> LetterNetwork::phones(std::string_view word) const {
    std::array<float, kState> state{};
    for (const char letter : word)
        step(encoder_, letter >= 'a' && letter <= 'z' ? kFirstLetter + static_cast<std::size_t>(letter - 'a') : kUnknownLetter,
             state);
    step(encoder_, kWordEnd, state);

    std::vector<std::uint8_t> said;
    for (std::size_t last = kBegin; said.size() < kMostPhones;) {
        step(decoder_, last, state);
        std::array<float, kPhones> scores{};
        addProducts(outWeight_, state, scores);
        for (std::size_t phone = 0; phone < kPhones; ++phone)
            scores[phone] += outBias_[phone];
        last = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
        if (last == kEnd)
            break;
        said.push_back(static_cast<std::uint8_t>(last));
    }
    return said;
}

}  // namespace timbre::frontend::english
