// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: the door to what is computed with torch.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/base/safetensors.h"
#include "core/nets/product.h"
#include "core/nets/sovits_net.h"
#include "core/nets/torch_facts.h"

namespace timbre::nets {

inline constexpr std::size_t kEncoderLayers = 3;

/// Checked weights of the GE2E encoder.
struct EncoderWeights {
    /// weight_ih [4 * 256, inputs], weight_hh [4 * 256, 256], bias_ih and bias_hh [4 * 256]; gates i, f, g, o.
    struct Layer {
        const FloatTensor* inputWeight = nullptr;
        const FloatTensor* hiddenWeight = nullptr;
        const FloatTensor* inputBias = nullptr;
        const FloatTensor* hiddenBias = nullptr;
    };
    std::array<Layer, kEncoderLayers> layers;
    const FloatTensor* linearWeight = nullptr;  ///< [256, 256]
    const FloatTensor* linearBias = nullptr;    ///< [256]
};

/// The recurrent part of the GE2E encoder. Thread: any, several at once. Throws what torch throws.
class EncoderNet {
  public:
    virtual ~EncoderNet() = default;
    /// @param slices  [count, 160, 40] mel frames. @return [count, 256], each row of unit length.
    [[nodiscard]] virtual std::vector<float> embed(std::span<const float> slices, std::size_t count) const = 0;
};

/// Everything that needs torch, behind one interface without its types. Loading libtorch costs a third of a second on
/// the CPU and more with CUDA, so it lies in a library that is opened when somebody asks for it. Thread: any.
class TorchRoom {
  public:
    virtual ~TorchRoom() = default;
    [[nodiscard]] virtual TorchFacts facts() const = 0;
    [[nodiscard]] virtual const Products& products() const = 0;
    /// Copies the weights.
    [[nodiscard]] virtual std::unique_ptr<EncoderNet> makeEncoder(const EncoderWeights& weights) const = 0;
    /// Keeps torch's own kernels on the calling thread. The small nets here gain nothing from splitting one product
    /// over cores, and sums then always run in the same order; work is spread over threads by whole nets and sentences
    /// instead. The setting is per thread in OpenMP and MKL, so every thread that is about to compute calls it.
    virtual void computeOnThisThread() const = 0;
    /// GPT-SoVITS's networks. @param threads  of the CPU for each call. Errors: those of openSovitsFile(),
    /// openGptFile() and their companions; Unsupported where there is no CUDA device.
    [[nodiscard]] virtual Result<std::unique_ptr<SovitsNet>> openSovits(const SovitsPaths& paths, Place place,
                                                                        int threads) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<SemanticNet>> openSemantic(const std::filesystem::path& file,
                                                                            Place place, int threads) const = 0;
    /// The Chinese text model. @param folder  with config.json and the weights. ModelMissing, Corrupt.
    [[nodiscard]] virtual Result<std::unique_ptr<TextNet>> openText(const std::filesystem::path& folder, Place place,
                                                                    int threads) const = 0;
};

/// Opens the library with the first call. Unsupported where it or libtorch cannot be loaded; the reason is kept.
Result<const TorchRoom*> torchRoom();

}  // namespace timbre::nets

/// What the library exports. The number changes with the interface, so that a library of another build is refused
/// instead of called wrongly.
#define TIMBRE_TORCH_ROOM_ENTRY timbre_torch_room_3
extern "C" const timbre::nets::TorchRoom* TIMBRE_TORCH_ROOM_ENTRY();
