// SPDX-License-Identifier: GPL-3.0-or-later
// The packed generator against the same network in torch.
#include "core/nets/wave_generator.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "tests/nets_torch/generator_weights.h"
#include "tests/support/test_support.h"

namespace timbre::nets {
namespace {

using test::faultOf;
using test::kFloat32Tolerance;
using test::RandomWeights;
using Rates = std::vector<std::int64_t>;

std::vector<float> listed(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.to(at::kFloat).contiguous();
    return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

struct Dimensions {
    std::int64_t inputs;
    std::int64_t channels;
    Rates rates;
    std::int64_t style;
};

/// A generator's random weights as a file that was read, without the file.
class Model {
  public:
    explicit Model(const Dimensions& dimensions, std::uint64_t seed = 8) : dimensions_(dimensions), weights(seed) {
        test::addGenerator(weights, "dec", dimensions.inputs, dimensions.channels, dimensions.rates, dimensions.style);
    }

    /// Borrows the weights.
    [[nodiscard]] SovitsFile file() const {
        SovitsFile file{.checkpoint = checkpoint("")};
        ConfigValue::List rates;
        for (const std::int64_t rate : dimensions_.rates)
            rates.push_back({rate});
        file.checkpoint.info.value = ConfigValue::Dictionary{
            {"config",
             {ConfigValue::Dictionary{{"model", {ConfigValue::Dictionary{{"upsample_rates", {std::move(rates)}}}}}}}}};
        return file;
    }
    /// The tensors, without the first letters of their names.
    [[nodiscard]] Checkpoint checkpoint(const std::string& without) const {
        Checkpoint checkpoint{.path = "made.pth", .fileBytes = 1U << 26U};
        for (const auto& [name, tensor] : weights.tensors) {
            const auto* const data = static_cast<const std::byte*>(tensor.const_data_ptr());
            const ElementType type = tensor.scalar_type() == at::kLong ? ElementType::I64 : ElementType::F32;
            checkpoint.tensors.emplace(name.substr(without.size()), TensorView{.type = type,
                                                                               .shape = tensor.sizes().vec(),
                                                                               .strides = tensor.strides().vec(),
                                                                               .bytes = {data, tensor.nbytes()}});
        }
        return checkpoint;
    }
    [[nodiscard]] Generator network() const {
        WeightSource source = weights.source();
        Generator made(Weights(source).in("dec"), dimensions_.inputs, dimensions_.rates, dimensions_.style);
        source.check("the generator");
        return made;
    }
    [[nodiscard]] at::Tensor latent(std::int64_t frames) const {
        RandomWeights random(31);
        return random.normal({1, dimensions_.inputs, frames});
    }
    [[nodiscard]] at::Tensor style() const {
        RandomWeights random(32);
        return dimensions_.style == 0 ? at::Tensor() : random.normal({1, dimensions_.style, 1}, 0.5);
    }

  private:
    Dimensions dimensions_;

  public:
    RandomWeights weights;
};

std::vector<float> waveOf(const WaveGenerator& generator, const at::Tensor& latent, const at::Tensor& style,
                          int threads = 1) {
    WaveGenerator::Workspace workspace(threads);
    std::vector<float> wave(static_cast<std::size_t>(latent.size(2)) * generator.samplesPerFrame());
    generator.generate(listed(latent), style.defined() ? listed(style) : std::vector<float>(), workspace, {}, wave);
    return wave;
}

void expectAlike(const std::vector<float>& actual, const at::Tensor& expected) {
    const std::vector<float> wanted = listed(expected);
    ASSERT_EQ(actual.size(), wanted.size());
    for (std::size_t i = 0; i < actual.size(); ++i)
        ASSERT_NEAR(actual[i], wanted[i], kFloat32Tolerance) << "sample " << i;
}

double meanDifference(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().mean().item<double>(); }

/// Mean difference of 80 ln mel bands, as of 32 kHz.
double lnMelDifference(const std::vector<float>& a, const std::vector<float>& b) {
    const PromptMel mel{.rateHz = 32'000, .window = 2048, .hop = 640, .bands = 80};
    const auto bands = [&](const std::vector<float>& wave) { return promptMel(at::tensor(wave).unsqueeze(0), mel); };
    return meanDifference(bands(a), bands(b));
}

const Dimensions kSmall{.inputs = 5, .channels = 16, .rates = {4, 2}, .style = 4};

TEST(WaveGenerator, is_the_network_in_full_precision) {
    // The long ones are computed in several segments.
    for (const auto& [dimensions, frames] :
         {std::pair{kSmall, Rates{1, 7, 1700}},
          {Dimensions{.inputs = 7, .channels = 24, .rates = {10, 6, 2}, .style = 3}, Rates{2, 300}},
          {Dimensions{.inputs = 12, .channels = 72, .rates = {6, 2}, .style = 8}, Rates{400}}}) {
        const Model model(dimensions);
        const WaveGenerator generator(model.file(), WeightFormat::Float32);
        const Generator network = model.network();
        for (const std::int64_t count : frames) {
            const at::Tensor latent = model.latent(count);
            expectAlike(waveOf(generator, latent, model.style()), network(latent, model.style()));
        }
    }
}

TEST(WaveGenerator, reads_plain_and_parametrised_weights) {
    Model model(kSmall);
    const WaveGenerator split(model.file(), WeightFormat::Float32);
    const auto expected = waveOf(split, model.latent(9), model.style());
    std::map<std::string, at::Tensor> renamed;
    for (const auto& [name, tensor] : model.weights.tensors) {
        std::string to = name;
        if (name.ends_with(".weight_v"))
            to.replace(to.size() - 9, 9, ".parametrizations.weight.original1");
        else if (name.ends_with(".weight_g"))
            to.replace(to.size() - 9, 9, ".parametrizations.weight.original0");
        renamed.emplace(to, tensor);
    }
    model.weights.tensors = renamed;
    EXPECT_EQ(waveOf(WaveGenerator(model.file(), WeightFormat::Float32), model.latent(9), model.style()), expected);
}

TEST(WaveGenerator, is_the_vocoder_of_v4_too) {
    Model model({.inputs = 100, .channels = 32, .rates = {10, 6, 2, 2, 2}, .style = 0});
    model.weights.tensors["dec.conv_post.bias"] = at::full({1}, 0.25);
    const Checkpoint file = model.checkpoint("dec.");
    const WaveGenerator generator = WaveGenerator::v4Vocoder(file, WeightFormat::Float32);
    EXPECT_EQ(generator.samplesPerFrame(), 480U);
    EXPECT_EQ(generator.styleWidth(), 0U);
    expectAlike(waveOf(generator, model.latent(11), {}), model.network()(model.latent(11), {}));
}

TEST(WaveGenerator, threads_change_nothing) {
    const Model model(kSmall);
    for (const WeightFormat format : {WeightFormat::Float32, WeightFormat::Int8}) {
        const WaveGenerator generator(model.file(), format);
        const auto alone = waveOf(generator, model.latent(3000), model.style());
        EXPECT_EQ(waveOf(generator, model.latent(3000), model.style(), 2), alone);
        EXPECT_EQ(waveOf(generator, model.latent(3000), model.style(), 3), alone);
    }
}

TEST(WaveGenerator, a_workspace_keeps_nothing_of_the_call_before) {
    const Model model(kSmall);
    const WaveGenerator generator(model.file(), WeightFormat::Int8);
    WaveGenerator::Workspace workspace(1);
    const auto run = [&](std::int64_t frames) {
        std::vector<float> wave(static_cast<std::size_t>(frames) * generator.samplesPerFrame());
        generator.generate(listed(model.latent(frames)), listed(model.style()), workspace, {}, wave);
        return wave;
    };
    run(500);
    EXPECT_EQ(run(40), waveOf(generator, model.latent(40), model.style()));
}

TEST(WaveGenerator, stops_when_it_is_asked) {
    const Model model(kSmall);
    const WaveGenerator generator(model.file(), WeightFormat::Float32);
    constexpr std::int64_t kFrames = 200'000;  // seconds of work
    const std::vector<float> latent = listed(model.latent(kFrames));
    std::vector<float> wave(kFrames * generator.samplesPerFrame());
    for (const int threads : {1, 2}) {
        WaveGenerator::Workspace workspace(threads);
        std::stop_source stop;
        const std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            stop.request_stop();
        });
        EXPECT_EQ(
            faultOf([&] { generator.generate(latent, listed(model.style()), workspace, stop.get_token(), wave); }).code,
            ErrorCode::Cancelled);
    }
}

TEST(WaveGenerator, refuses_sizes_that_do_not_agree) {
    const Model model(kSmall);
    const WaveGenerator generator(model.file(), WeightFormat::Float32);
    WaveGenerator::Workspace workspace(1);
    std::vector<float> wave(8);
    const auto codeOf = [&](std::size_t latent, std::size_t style, std::size_t samples) {
        return faultOf([&] {
                   generator.generate(std::vector<float>(latent), std::vector<float>(style), workspace, {},
                                      std::span(wave).first(samples));
               })
            .code;
    };
    EXPECT_EQ(codeOf(0, 4, 0), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf(6, 4, 8), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf(5, 3, 8), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf(5, 4, 7), ErrorCode::InvalidInput);
}

/// What a file is refused with after `change` of its tensors.
template <typename Change>
std::string refusalAfter(Change&& change) {
    Model model(kSmall);
    change(model.weights.tensors);
    const Error error = faultOf([&] { const WaveGenerator made(model.file(), WeightFormat::Int8); });
    EXPECT_EQ(error.code, ErrorCode::Corrupt);
    return error.detail;
}

TEST(WaveGenerator, names_what_a_file_lacks_or_does_not_fit) {
    using Tensors = std::map<std::string, at::Tensor>;
    const auto expectNamed = [](const std::string& refusal, const char* name) {
        EXPECT_NE(refusal.find(name), std::string::npos) << refusal;
    };
    for (const char* const name : {"dec.conv_pre.weight", "dec.cond.bias", "dec.ups.1.weight_g", "dec.ups.0.bias",
                                   "dec.resblocks.4.convs2.1.weight_v", "dec.conv_post.weight"})
        expectNamed(refusalAfter([&](Tensors& tensors) { tensors.erase(name); }), name);
    for (const char* const name : {"dec.conv_pre.bias", "dec.ups.0.weight_v", "dec.resblocks.0.convs1.2.weight_v",
                                   "dec.resblocks.1.convs2.0.weight_g", "dec.conv_post.weight"})
        expectNamed(refusalAfter([&](Tensors& tensors) { tensors[name] = at::zeros({3, 2}); }), name);
    expectNamed(refusalAfter([](Tensors& tensors) {
                    tensors["dec.conv_pre.weight"] = at::zeros({16, 5, 6});
                }),
                "even length");
    expectNamed(refusalAfter([](Tensors& tensors) {
                    tensors["dec.ups.0.weight_v"] = at::ones({16, 8, 3});
                }),
                "does not upsample by 4");
    expectNamed(refusalAfter([](Tensors& tensors) { tensors["dec.cond.bias"] = at::zeros({16}, at::kLong); }),
                "whole numbers");
    expectNamed(refusalAfter([](Tensors& tensors) {
                    tensors["dec.ups.0.weight_v"] = at::zeros_like(tensors["dec.ups.0.weight_v"]);
                }),
                "dec.ups.0 has a row without length or direction");
    expectNamed(refusalAfter([](Tensors& tensors) {
                    tensors["dec.conv_post.weight"] = at::zeros({1, 1, 1}).expand({1, 4, (1 << 27) + 1});
                }),
                "larger than the file");
}

TEST(WaveGeneratorGolden, is_the_network_and_loses_little_when_narrow) {
    TIMBRE_REQUIRE_SHARED(shared);
    for (const char* const version : {"v1", "v2", "v2pro", "v2proplus"}) {
        const SovitsFile file = orThrow(openSovitsFile(shared / "goldens/gpt-sovits/public" / version / "s2.pth"));
        const WaveGenerator full(file, WeightFormat::Float32);
        WeightSource source = sovitsWeights(file, nullptr, at::kCPU);
        const Generator network(Weights(source).in("dec"), std::int64_t(full.width()), sovitsConfig(file).rates,
                                std::int64_t(full.styleWidth()));
        RandomWeights random(5);
        const at::Tensor latent = random.normal({1, std::int64_t(full.width()), 60});
        const at::Tensor style = random.normal({1, std::int64_t(full.styleWidth()), 1}, 0.3);
        const auto exact = waveOf(full, latent, style);
        expectAlike(exact, network(latent, style));
        const auto narrow = waveOf(WaveGenerator(file, WeightFormat::Int8), latent, style);
        EXPECT_LE(lnMelDifference(narrow, exact), 0.05) << version;
        EXPECT_NE(narrow, exact) << "nothing was narrowed";
    }
}

}  // namespace
}  // namespace timbre::nets
