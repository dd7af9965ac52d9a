// SPDX-License-Identifier: GPL-3.0-or-later
// The one export of the library with torch.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "core/nets/torch/encoder.h"
#include "core/nets/torch/gpt_sovits/nets.h"
#include "core/nets/torch_room.h"

namespace timbre::nets {

namespace {

at::Tensor view(ConstRows rows) {
    // from_blob has no form for constant data; the products below only read these.
    return at::from_blob(const_cast<float*>(rows.data), {rows.rows, rows.columns}, at::kFloat);
}

void multiply(Rows into, const at::Tensor& a, const at::Tensor& b, float keep) {
    if (into.rows == 0 || into.columns == 0) {
        return;
    }
    const at::NoGradGuard plain;
    at::Tensor result = view(into);
    at::addmm_out(result, result, a, b, keep, 1.0F);
}

class TorchProducts final : public Products {
  public:
    void add(Rows into, ConstRows a, ConstRows b) const override { multiply(into, view(a), view(b), 1.0F); }
    void setWithTransposed(Rows into, ConstRows a, ConstRows b) const override {
        multiply(into, view(a), view(b).t(), 0.0F);
    }
    void addWithTransposed(Rows into, ConstRows a, ConstRows b) const override {
        multiply(into, view(a), view(b).t(), 1.0F);
    }
    void addTransposed(Rows into, ConstRows a, ConstRows b) const override {
        multiply(into, view(a).t(), view(b), 1.0F);
    }
};

class LinkedTorch final : public TorchRoom {
  public:
    [[nodiscard]] TorchFacts facts() const override {
        TorchFacts facts{.version = TORCH_VERSION};
        facts.cuda = torch::cuda::is_available();
        facts.cudaDevices = facts.cuda ? static_cast<int>(torch::cuda::device_count()) : 0;
        return facts;
    }
    [[nodiscard]] const Products& products() const override { return products_; }
    [[nodiscard]] std::unique_ptr<EncoderNet> makeEncoder(const EncoderWeights& weights) const override {
        return makeTorchEncoder(weights);
    }
    void computeOnThisThread() const override { at::set_num_threads(1); }
    [[nodiscard]] Result<std::unique_ptr<SovitsNet>> openSovits(const SovitsPaths& paths, Place place,
                                                                int threads) const override {
        return openTorchSovits(paths, place, threads);
    }
    [[nodiscard]] Result<std::unique_ptr<SemanticNet>> openSemantic(const std::filesystem::path& file, Place place,
                                                                    int threads) const override {
        return openTorchSemantic(file, place, threads);
    }
    [[nodiscard]] Result<std::unique_ptr<TextNet>> openText(const std::filesystem::path& folder, Place place,
                                                            int threads) const override {
        return openTorchText(folder, place, threads);
    }

  private:
    TorchProducts products_;
};

}  // namespace

}  // namespace timbre::nets

#ifdef __GNUC__
__attribute__((visibility("default")))
#endif
const timbre::nets::TorchRoom*
TIMBRE_TORCH_ROOM_ENTRY() {
    static const timbre::nets::LinkedTorch room;
    return &room;
}
