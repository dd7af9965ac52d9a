// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/torch_suite.h"

#include <c10/core/InferenceMode.h>

#include <charconv>
#include <system_error>
#include <utility>

#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "parity/wave_file.h"

namespace timbre::parity {
namespace {

Array arrayOf(const at::Tensor& tensor) {
    Array array{.shape = tensor.sizes().vec(), .values = {}};
    if (tensor.is_floating_point()) {
        const at::Tensor plain = tensor.to(at::kCPU, at::kFloat).contiguous();
        array.values = std::vector<float>(plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel());
    } else {
        const at::Tensor plain = tensor.to(at::kCPU, at::kLong).contiguous();
        array.values =
            std::vector<std::int64_t>(plain.data_ptr<std::int64_t>(), plain.data_ptr<std::int64_t>() + plain.numel());
    }
    return array;
}

at::Tensor tensorOf(const Array& array) {
    if (const auto* reals = std::get_if<std::vector<float>>(&array.values))
        return at::tensor(*reals).view(array.shape);
    return at::tensor(std::get<std::vector<std::int64_t>>(array.values), at::kLong).view(array.shape);
}

class FunctionSuite final : public Suite {
  public:
    FunctionSuite(std::string file, void (*function)(Bench&)) : file_(std::move(file)), compute_(function) {}

    [[nodiscard]] std::string file() const override { return file_; }

    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& set, Device device) const override {
        return nets::withoutExceptions([&]() -> Result<std::vector<Computed>> {
            const c10::InferenceMode inference;
            Bench bench(set, file_, device);
            compute_(bench);
            return std::move(bench).results();
        });
    }

  private:
    std::string file_;
    void (*compute_)(Bench&);
};

}  // namespace

at::Device torchDevice(Device device) {
    nets::computeInFullPrecision();
    return {device == Device::Cuda ? at::kCUDA : at::kCPU};
}

at::Tensor Bench::input(const std::string& file, const std::string& tensor) const {
    return tensorOf(nets::orThrow(set_->input(file, tensor))).to(device_);
}

double Bench::said(const std::string& tensor, const std::string& before) const {
    const std::string words = set_->meaning(file_, tensor);
    const std::size_t at = words.find(before);
    double number = 0.0;
    const char* const end = words.data() + words.size();
    const char* const begin = at == std::string::npos ? end : words.data() + at + before.size();
    if (std::from_chars(begin, end, number).ec != std::errc())
        throw nets::Fault(ErrorCode::Corrupt,
                          "the manifest does not say \"" + before + "\" of " + file_ + ":" + tensor);
    return number;
}

std::filesystem::path Bench::path(const std::string& relative) const { return nets::orThrow(set_->path(relative)); }

void Bench::give(const std::string& tensor, const at::Tensor& value) {
    results_.push_back({file_, tensor, arrayOf(value)});
}

void Bench::giveAll(const std::string& prefix, const nets::Trace& trace) {
    for (const auto& [name, tensor] : trace)
        give(prefix + name, tensor);
}

ReferenceClip referenceClip(const Bench& bench, const std::string& name) {
    const WaveFile file = nets::orThrow(readWaveFile(bench.path("common/" + name + ".wav")));
    ReferenceClip clip{.wave = at::tensor(file.samples).unsqueeze(0).to(bench.device()),
                       .rateHz = file.rateHz,
                       .wave32k = {},
                       .spectrum = {}};
    clip.wave32k = nets::referenceWave(clip.wave, clip.rateHz);
    clip.spectrum = nets::linearSpectrum(clip.wave32k);
    return clip;
}

Suites::value_type makeSuite(std::string file, void (*compute)(Bench& bench)) {
    return std::make_unique<FunctionSuite>(std::move(file), compute);
}

}  // namespace timbre::parity
