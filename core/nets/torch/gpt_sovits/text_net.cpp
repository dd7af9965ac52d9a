// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese text model behind the door of sovits_net.h.
#include <memory>
#include <utility>

#include "core/nets/torch/gpt_sovits/computing.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "core/nets/torch/gpt_sovits/nets.h"

namespace timbre::nets {
namespace {

class TorchText final : public TextNet {
  public:
    TorchText(const std::filesystem::path& folder, Place place, int threads)
        : device_(deviceFor(place)), threads_(threads), net_(openBert(folder, device_)) {}

    [[nodiscard]] std::size_t width() const noexcept override { return static_cast<std::size_t>(net_.width()); }
    [[nodiscard]] std::size_t longest() const noexcept override { return static_cast<std::size_t>(net_.longest()); }

    [[nodiscard]] Result<std::vector<float>> hidden(std::span<const std::int64_t> ids,
                                                    const std::stop_token& stop) const override {
        return withoutExceptions([&]() -> Result<std::vector<float>> {
            const Computing computing(threads_);
            // from_blob has no form for constant data; the clone is what is used.
            const at::Tensor tokens =
                at::from_blob(const_cast<std::int64_t*>(ids.data()), {1, static_cast<std::int64_t>(ids.size())},
                              at::kLong)
                    .clone()
                    .to(device_);
            const at::Tensor read = net_(tokens, stop).to(at::kCPU, at::kFloat).contiguous();
            const float* begin = read.data_ptr<float>();
            return std::vector<float>(begin, begin + read.numel());
        });
    }

  private:
    at::Device device_;
    int threads_;
    Bert net_;
};

}  // namespace

Result<std::unique_ptr<TextNet>> openTorchText(const std::filesystem::path& folder, Place place, int threads) {
    return withoutExceptions([&]() -> Result<std::unique_ptr<TextNet>> {
        const Computing computing(threads);
        return std::make_unique<TorchText>(folder, place, threads);
    });
}

}  // namespace timbre::nets
