// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the networks: recordings, characters and weights.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/nets/bert_tokenizer.h"
#include "core/nets/gpt_sovits_files.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/layers.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "core/nets/torch/gpt_sovits/weights.h"
#include "tests/nets_torch/torch_fixtures.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

using test::expectClose;
using test::faultOf;
using test::kFloat32Tolerance;
using test::RandomWeights;
using test::TempDir;

// --- resampling --------------------------------------------------------------------------------------------------

at::Tensor sine(double hertz, std::int64_t rateHz, std::int64_t samples) {
    const at::Tensor time = at::arange(samples, at::kDouble) / static_cast<double>(rateHz);
    return (0.5 * at::sin(2.0 * std::numbers::pi * hertz * time)).to(at::kFloat).view({1, -1});
}

/// The formula of the reference in double, tap by tap.
at::Tensor resampledByTheBook(const at::Tensor& wave, std::int64_t fromHz, std::int64_t toHz) {
    const std::int64_t common = std::gcd(fromHz, toHz);
    const std::int64_t from = fromHz / common;
    const std::int64_t to = toHz / common;
    const double base = double(std::min(from, to)) * 0.99;
    const auto width = static_cast<std::int64_t>(std::ceil(6.0 * double(from) / base));
    const std::int64_t length = wave.size(1);
    const std::int64_t wanted = (to * length + from - 1) / from;
    const at::Tensor out = at::zeros({1, wanted}, at::kDouble);
    auto result = out.accessor<double, 2>();
    const auto samples = wave.accessor<float, 2>();
    for (std::int64_t i = 0; i < wanted; ++i) {
        for (std::int64_t k = -width; k < width + from; ++k) {
            const std::int64_t place = i / to * from + k;
            if (place < 0 || place >= length)
                continue;
            const double t = std::clamp((-double(i % to) / double(to) + double(k) / double(from)) * base, -6.0, 6.0);
            const double window = std::pow(std::cos(std::numbers::pi * t / 12.0), 2);
            const double angle = std::numbers::pi * t;
            result[0][i] +=
                double(samples[0][place]) * (t == 0.0 ? 1.0 : std::sin(angle) / angle) * window * base / double(from);
        }
    }
    return out;
}

TEST(ResampleSinc, gives_the_quotient_of_the_rates_rounded_up) {
    struct Row {
        std::int64_t from, to, samples, wanted;
    };
    for (const Row& row : {Row{22'050, 32'000, 1000, 1452}, Row{44'100, 16'000, 1000, 363}, Row{48'000, 32'000, 3, 2},
                           Row{48'000, 32'000, 4, 3}, Row{32'000, 16'000, 1001, 501}, Row{16'000, 32'000, 7, 14}})
        EXPECT_EQ(resampleSinc(at::zeros({1, row.samples}), row.from, row.to).size(1), row.wanted) << row.from;
}

TEST(ResampleSinc, follows_the_formula) {
    // A kernel in float32 departs by 2e-5 from an exact one (SPEC 3), more where random noise is loud.
    constexpr double kFloat32KernelTolerance = 2e-4;
    RandomWeights random(3);
    const at::Tensor wave = random.normal({1, 900}, 0.3);
    for (const auto& [from, to] : {std::pair{48'000, 32'000}, {22'050, 16'000}, {24'000, 32'000}, {32'000, 16'000}})
        expectClose(resampleSinc(wave, from, to), resampledByTheBook(wave, from, to), kFloat32KernelTolerance);
}

TEST(ResampleSinc, keeps_a_sine) {
    // Six zero crossings under a Hann window: the pass band is flat within 0.2 %.
    constexpr double kPassBandTolerance = 2e-3;
    for (const auto& [from, to] : {std::pair{44'100, 16'000}, {44'100, 32'000}, {16'000, 32'000}}) {
        const at::Tensor made = resampleSinc(sine(440.0, from, from / 4), from, to);
        const at::Tensor wanted = sine(440.0, to, to / 4);
        ASSERT_EQ(made.size(1), wanted.size(1));
        expectClose(made.slice(1, 200, -200), wanted.slice(1, 200, -200), kPassBandTolerance);
    }
}

TEST(ResampleSinc, leaves_a_wave_of_the_same_rate_alone) {
    RandomWeights random(4);
    const at::Tensor wave = random.normal({1, 100});
    expectClose(resampleSinc(wave, 44'100, 44'100), wave, 0.0);
}

TEST(ResampleSinc, takes_each_channel_by_itself) {
    RandomWeights random(4);
    const at::Tensor wave = random.normal({2, 300});
    const at::Tensor both = resampleSinc(wave, 48'000, 32'000);
    expectClose(both.slice(0, 1, 2), resampleSinc(wave.slice(0, 1, 2), 48'000, 32'000), kFloat32Tolerance);
}

// --- level and spectra -------------------------------------------------------------------------------------------

at::Tensor channels(const std::vector<float>& left, const std::vector<float>& right) {
    return at::stack({at::tensor(left), at::tensor(right)});
}

TEST(ReferenceWave, is_the_mean_of_two_channels) {
    expectClose(referenceWave(channels({0.5F, -0.2F}, {0.1F, -0.6F}), kSpectrumRateHz),
                at::tensor({0.3F, -0.4F}).view({1, -1}), 1e-7);
}

TEST(ReferenceWave, brings_a_peak_above_one_down_by_two_at_most) {
    struct Row {
        float peak, wanted;
    };
    for (const Row& row : {Row{0.9F, 0.9F}, Row{1.0F, 1.0F}, Row{-1.6F, -1.0F}, Row{2.0F, 1.0F}, Row{5.0F, 2.5F}}) {
        const at::Tensor limited = referenceWave(at::tensor({0.0F, row.peak}).view({1, -1}), kSpectrumRateHz);
        EXPECT_FLOAT_EQ(limited[0][1].item<float>(), row.wanted);
    }
}

TEST(ReferenceWave, judges_the_peak_of_the_mean) {
    expectClose(referenceWave(channels({1.5F}, {0.1F}), kSpectrumRateHz), at::tensor({0.8F}).view({1, -1}), 1e-7);
}

TEST(ReferenceWave, refuses_a_recording_without_samples) {
    EXPECT_EQ(faultOf([] { referenceWave(at::zeros({1, 0}), kSpectrumRateHz); }).code, ErrorCode::InvalidInput);
}

TEST(HubertWave, is_the_clip_and_silence_behind_it) {
    const at::Tensor clip = sine(220.0, 16'000, kShortestReference);
    const at::Tensor heard = hubertWave(clip);
    ASSERT_EQ(heard.size(1), kShortestReference + 9'600);
    expectClose(heard.narrow(1, 0, kShortestReference), clip, 0.0);
    expectClose(heard.narrow(1, kShortestReference, 9'600), at::zeros({1, 9'600}), 0.0);
}

TEST(HubertWave, takes_three_to_ten_seconds) {
    EXPECT_NO_THROW(hubertWave(at::zeros({1, kLongestReference})));
    for (const std::int64_t samples : {kShortestReference - 1, kLongestReference + 1}) {
        const Error error = faultOf([&] { hubertWave(at::zeros({1, samples})); });
        EXPECT_EQ(error.code, ErrorCode::InvalidInput);
        EXPECT_NE(error.advice.find("3 to 10 s"), std::string::npos) << error.message();
    }
}

TEST(LinearSpectrum, has_a_frame_for_each_whole_hop) {
    for (const auto& [samples, frames] : {std::pair{705, 1}, {1279, 1}, {1280, 2}, {32'000, 50}}) {
        const at::Tensor spectrum = linearSpectrum(at::zeros({1, samples}));
        EXPECT_EQ(spectrum.sizes().vec(), (std::vector<std::int64_t>{1, 1025, frames})) << samples;
    }
}

TEST(LinearSpectrum, finds_a_tone_in_its_bin_and_a_floor_in_silence) {
    const at::Tensor tone = linearSpectrum(sine(1000.0, kSpectrumRateHz, 32'000));
    EXPECT_EQ(tone.select(2, 25).argmax(1).item<std::int64_t>(), 64);  // 1000 Hz / (32000 Hz / 2048)
    // Half the window's sum times the amplitude: 1024 * 0.5 * 0.5.
    EXPECT_NEAR(tone[0][64][25].item<double>(), 256.0, 0.5);
    expectClose(linearSpectrum(at::zeros({1, 705})), at::full({1, 1025, 1}, 1e-4), 1e-9);
}

TEST(LinearSpectrum, refuses_what_is_too_short_to_reflect) {
    for (const std::int64_t samples : {704, 1, 0})
        EXPECT_EQ(faultOf([&] { linearSpectrum(at::zeros({1, samples})); }).code, ErrorCode::InvalidInput) << samples;
}

TEST(PromptMel, has_a_frame_for_each_whole_hop) {
    EXPECT_EQ(promptMel(at::zeros({1, 24'000}), kPromptMelV3).sizes().vec(), (std::vector<std::int64_t>{1, 100, 93}));
    EXPECT_EQ(promptMel(at::zeros({1, 32'000}), kPromptMelV4).sizes().vec(), (std::vector<std::int64_t>{1, 100, 100}));
    EXPECT_EQ(faultOf([] { promptMel(at::zeros({1, 384}), kPromptMelV3); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([] { promptMel(at::zeros({1, 480}), kPromptMelV4); }).code, ErrorCode::InvalidInput);
}

TEST(PromptMel, silence_lies_at_the_floor) {
    const double lowest = promptMel(at::zeros({1, 24'000}), kPromptMelV3).min().item<double>();
    EXPECT_NEAR(lowest, std::log(1e-5), 1e-4);
}

TEST(PromptMel, a_tone_is_heard_in_the_band_around_it) {
    // Slaney's scale: 15 + ln(f / 1 kHz) * 27 / ln 6.4 mel above 1 kHz.
    const auto mel = [](double hertz) { return 15.0 + std::log(hertz / 1000.0) * 27.0 / std::log(6.4); };
    for (const PromptMel& kind : {kPromptMelV3, kPromptMelV4}) {
        const at::Tensor heard = promptMel(sine(3000.0, kind.rateHz, kind.rateHz / 2), kind);
        const double place = mel(3000.0) / mel(double(kind.rateHz) / 2.0) * 101.0 - 1.0;
        EXPECT_NEAR(heard.select(2, 20).argmax(1).item<double>(), place, 0.75) << kind.rateHz;
    }
}

TEST(PromptMel, is_normalised_from_minus_12_to_2_and_back) {
    expectClose(normaliseMel(at::tensor({-12.0F, -5.0F, 2.0F})), at::tensor({-1.0F, 0.0F, 1.0F}), 1e-6);
    expectClose(denormaliseMel(at::tensor({-1.0F, 0.0F, 1.0F})), at::tensor({-12.0F, -5.0F, 2.0F}), 1e-6);
}

TEST(KaldiFilterBank, has_a_frame_for_each_whole_window) {
    for (const auto& [samples, frames] : {std::pair{400, 1}, {559, 1}, {560, 2}, {16'000, 98}}) {
        const at::Tensor bank = kaldiFilterBank(at::zeros({1, samples}));
        EXPECT_EQ(bank.sizes().vec(), (std::vector<std::int64_t>{frames, 80})) << samples;
    }
}

TEST(KaldiFilterBank, hears_neither_silence_nor_a_constant) {
    const at::Tensor floor = at::full({2, 80}, std::log(1.1920928955078125e-7));
    expectClose(kaldiFilterBank(at::zeros({1, 560})), floor, 1e-5);
    expectClose(kaldiFilterBank(at::full({1, 560}, 0.5)), floor, 1e-5);
}

TEST(KaldiFilterBank, hears_a_tone_in_the_band_around_it) {
    const auto mel = [](double hertz) { return 1127.0 * std::log(1.0 + hertz / 700.0); };
    for (const double hertz : {400.0, 1000.0, 5000.0}) {
        const double place = (mel(hertz) - mel(20.0)) / (mel(8000.0) - mel(20.0)) * 81.0 - 1.0;
        const at::Tensor bank = kaldiFilterBank(sine(hertz, kHubertRateHz, 4000));
        // Bins lie 31 Hz apart, the bands at 400 Hz 39 Hz.
        EXPECT_NEAR(bank[5].argmax().item<double>(), place, 1.0) << hertz;
    }
}

TEST(KaldiFilterBank, refuses_less_than_a_window) {
    for (const std::int64_t samples : {399, 0})
        EXPECT_EQ(faultOf([&] { kaldiFilterBank(at::zeros({1, samples})); }).code, ErrorCode::InvalidInput) << samples;
}

// --- tensors of a file -------------------------------------------------------------------------------------------

std::span<const std::byte> bytesOf(const std::string& text) { return std::as_bytes(std::span(text)); }

template <typename Number>
std::string packed(const std::vector<Number>& values) {
    std::string bytes;
    for (const Number value : values)
        bytes += test::littleEndian(value);
    return bytes;
}

TEST(ToTensor, widens_every_type) {
    struct Row {
        ElementType type;
        std::string bytes;
    };
    const std::vector<Row> rows{{ElementType::F16, packed<std::uint16_t>({0x3C00, 0xC100})},
                                {ElementType::BF16, packed<std::uint16_t>({0x3F80, 0xC020})},
                                {ElementType::F32, packed<float>({1.0F, -2.5F})},
                                {ElementType::F64, packed<double>({1.0, -2.5})}};
    for (const Row& row : rows) {
        const at::Tensor tensor =
            toTensor({.type = row.type, .shape = {2}, .strides = {1}, .bytes = bytesOf(row.bytes)});
        EXPECT_EQ(tensor.scalar_type(), at::kFloat);
        expectClose(tensor, at::tensor({1.0F, -2.5F}), 0.0);
    }
    const std::vector<Row> whole{{ElementType::I8, packed<std::int8_t>({7, -3})},
                                 {ElementType::I16, packed<std::int16_t>({7, -3})},
                                 {ElementType::I32, packed<std::int32_t>({7, -3})},
                                 {ElementType::I64, packed<std::int64_t>({7, -3})}};
    for (const Row& row : whole) {
        const at::Tensor tensor =
            toTensor({.type = row.type, .shape = {2}, .strides = {1}, .bytes = bytesOf(row.bytes)});
        expectClose(tensor, at::tensor({7.0F, -3.0F}), 0.0);
    }
    const std::string small = packed<std::uint8_t>({1, 0});
    for (const ElementType type : {ElementType::U8, ElementType::Bool})
        expectClose(toTensor({.type = type, .shape = {2}, .strides = {1}, .bytes = bytesOf(small)}),
                    at::tensor({1.0F, 0.0F}), 0.0);
}

TEST(ToTensor, reads_unaligned_numbers) {
    for (const std::size_t shift : {1U, 2U, 3U}) {
        const std::string bytes = std::string(shift, 'x') + packed<float>({0.5F, -4.0F, 3.25F});
        const TensorView view{
            .type = ElementType::F32, .shape = {3}, .strides = {1}, .bytes = bytesOf(bytes).subspan(shift)};
        expectClose(toTensor(view), at::tensor({0.5F, -4.0F, 3.25F}), 0.0);
    }
}

TEST(ToTensor, reads_through_strides_and_owns_what_it_read) {
    std::string bytes = packed<float>({1, 2, 3, 4, 5, 6});
    const at::Tensor turned =
        toTensor({.type = ElementType::F32, .shape = {3, 2}, .strides = {1, 3}, .bytes = bytesOf(bytes)});
    std::memset(bytes.data(), 0, bytes.size());
    EXPECT_TRUE(turned.is_contiguous());
    expectClose(turned, at::tensor({1.0F, 4.0F, 2.0F, 5.0F, 3.0F, 6.0F}).view({3, 2}), 0.0);
}

TEST(ToTensor, reads_single_numbers_and_nothing) {
    const std::string bytes = packed<std::int64_t>({42});
    expectClose(toTensor({.type = ElementType::I64, .bytes = bytesOf(bytes)}), at::scalar_tensor(42.0), 0.0);
    EXPECT_EQ(toTensor({.type = ElementType::F32, .shape = {0, 3}, .strides = {3, 1}}).numel(), 0);
}

// --- weights by name ---------------------------------------------------------------------------------------------

bool names(const Error& error, const std::string& what) { return error.detail.find(what) != std::string::npos; }

TEST(WeightSource, names_all_that_is_missing) {
    RandomWeights random(1);
    random.add("a.there", {2});
    WeightSource source = random.source();
    const Weights folder = Weights(source).in("a");
    EXPECT_EQ(folder.take("there", {2}).sizes().vec(), std::vector<std::int64_t>{2});
    EXPECT_EQ(folder.take("first", {3, -1}).sizes().vec(), (std::vector<std::int64_t>{3, 1}));
    static_cast<void>(folder.in("b", 2).take("second", {1}));
    const Error error = faultOf([&] { source.check("the test model"); });
    EXPECT_EQ(error.code, ErrorCode::Corrupt);
    EXPECT_TRUE(names(error, "the test model") && names(error, "a.first") && names(error, "a.b.2.second"))
        << error.detail;
    EXPECT_FALSE(names(error, "there"));
    EXPECT_FALSE(error.advice.empty());
}

TEST(WeightSource, names_all_that_has_another_shape) {
    RandomWeights random(1);
    random.add("long", {5});
    random.add("deep", {2, 3});
    random.add("fits", {2, 3});
    WeightSource source = random.source();
    const Weights root(source);
    EXPECT_EQ(root.take("long", {4}).sizes().vec(), std::vector<std::int64_t>{4});
    static_cast<void>(root.take("deep", {-1}));
    static_cast<void>(root.take("fits", {-1, 3}));
    const Error error = faultOf([&] { source.check("the test model"); });
    EXPECT_EQ(error.code, ErrorCode::Corrupt);
    EXPECT_TRUE(names(error, "long") && names(error, "deep")) << error.detail;
    EXPECT_FALSE(names(error, "fits")) << error.detail;
}

TEST(WeightSource, is_content_where_all_fits_and_knows_what_is_left_over) {
    RandomWeights random(1);
    random.add("used", {2});
    random.add("other", {2});
    WeightSource source = random.source();
    static_cast<void>(Weights(source).take("used", {2}));
    EXPECT_FALSE(Weights(source).takeIfThere("absent", {2}).defined());
    EXPECT_NO_THROW(source.check("the test model"));
    EXPECT_EQ(source.unexpected(), std::vector<std::string>{"other"});
    EXPECT_TRUE(source.unexpected(std::vector<std::string>{"absent", "the"}).empty());
}

TEST(WeightSource, widens_tensors_in_memory) {
    WeightSource source({{"half", at::full({2}, 0.25, at::kHalf)}, {"whole", at::full({2}, 3, at::kLong)}}, at::kCPU);
    EXPECT_EQ(source.tensor("half").scalar_type(), at::kFloat);
    expectClose(source.tensor("whole"), at::full({2}, 3.0), 0.0);
}

TEST(Weights, count_folders_that_follow_one_another) {
    RandomWeights random(1);
    for (const char* const name : {"x.0.weight", "x.1.a.b", "x.3.weight", "x.10.weight", "xy.2.weight"})
        random.add(name, {1});
    WeightSource source = random.source();
    EXPECT_EQ(Weights(source).count("x"), 2);
    EXPECT_EQ(Weights(source).count("y"), 1) << "so that the first can be asked for by name";
    const Error gaps = faultOf([&] { source.check("the model"); });
    EXPECT_NE(gaps.detail.find("x.2"), std::string::npos) << gaps.detail;
    EXPECT_NE(gaps.detail.find("y.0"), std::string::npos) << gaps.detail;
    EXPECT_TRUE(Weights(source).holds("x.3.") && !Weights(source).holds("x.4."));
}

TEST(Weights, miss_what_the_configuration_asks_for_and_refuse_what_is_beyond_it) {
    RandomWeights random(1);
    for (const char* const name : {"x.0.weight", "x.1.weight"})
        random.add(name, {1});
    WeightSource few = random.source();
    EXPECT_EQ(Weights(few).count("x", 3), 2);
    EXPECT_NE(faultOf([&] { few.check("the model"); }).detail.find("lacks x.2"), std::string::npos);
    WeightSource many = random.source();
    EXPECT_EQ(Weights(many).count("x", 1), 2);
    EXPECT_NE(faultOf([&] { many.check("the model"); }).detail.find("x.1 is one more"), std::string::npos);
}

/// length * direction / |direction|, where the norm is taken over all but `dim`.
at::Tensor folded(const at::Tensor& direction, const at::Tensor& length, std::int64_t dim) {
    const at::Tensor out = at::empty_like(direction);
    for (std::int64_t i = 0; i < direction.size(dim); ++i) {
        const at::Tensor part = direction.select(dim, i);
        out.select(dim, i).copy_(part * length.flatten()[i] / part.square().sum().sqrt());
    }
    return out;
}

TEST(Weights, fold_direction_and_length_in_both_spellings) {
    RandomWeights random(8);
    for (const std::int64_t dim : {0, 2}) {
        const at::Tensor direction = random.normal({4, 3, 5});
        const at::Tensor length = random.normal(dim == 0 ? at::IntArrayRef{4, 1, 1} : at::IntArrayRef{1, 1, 5});
        const at::Tensor expected = folded(direction, length, dim);
        for (const auto& [g, v] : {std::pair{"weight_g", "weight_v"},
                                   {"parametrizations.weight.original0", "parametrizations.weight.original1"}}) {
            WeightSource source({{"conv." + std::string(g), length}, {"conv." + std::string(v), direction}}, at::kCPU);
            expectClose(Weights(source).in("conv").takeFolded({4, 3, 5}, dim), expected, kFloat32Tolerance);
            EXPECT_NO_THROW(source.check("the test model"));
            EXPECT_TRUE(source.unexpected().empty());
        }
    }
}

TEST(Weights, take_a_plain_weight_as_it_is) {
    RandomWeights random(8);
    random.add("conv.weight", {4, 3, 5});
    WeightSource source = random.source();
    expectClose(Weights(source).in("conv").takeFolded({4, -1, 5}), random.tensors["conv.weight"], 0.0);
}

TEST(Weights, name_the_half_of_a_split_weight_that_does_not_fit) {
    RandomWeights random(8);
    random.add("lone.weight_v", {4, 3, 5});
    random.add("headless.weight_g", {4, 1, 1});
    random.add("wrong.weight_v", {4, 3, 5});
    random.add("wrong.weight_g", {1, 1, 5});
    random.add("small.weight_v", {2, 3, 5});
    random.add("small.weight_g", {4, 1, 1});
    for (const auto& [folder, wanted] : {std::pair{"lone", "lone.weight_g"},
                                         {"headless", "headless.weight_v"},
                                         {"wrong", "wrong.weight_g"},
                                         {"small", "small.weight_v"}}) {
        WeightSource source = random.source();
        static_cast<void>(Weights(source).in(folder).takeFolded({4, 3, 5}));
        EXPECT_TRUE(names(faultOf([&] { source.check("the test model"); }), wanted)) << wanted;
    }
}

TEST(Weights, folding_leaves_what_others_hold_alone) {
    RandomWeights random(8);
    random.add("conv.weight_v", {4, 3, 5});
    random.add("conv.weight_g", {4, 1, 1});
    const at::Tensor before = random.tensors.at("conv.weight_v").clone();
    WeightSource source = random.source();
    static_cast<void>(Weights(source).in("conv").takeFolded({4, 3, 5}));
    expectClose(random.tensors.at("conv.weight_v"), before, 0.0);
}

TEST(Layers, know_both_names_of_a_norms_tensors) {
    RandomWeights random(8);
    random.norm("old", 3, "gamma", "beta");
    random.norm("new", 3);
    WeightSource source = random.source();
    expectClose(takeLayerNorm(Weights(source), "old", 3, 1e-5).weight, random.tensors["old.gamma"], 0.0);
    expectClose(takeLayerNorm(Weights(source), "new", 3, 1e-5).bias, random.tensors["new.bias"], 0.0);
    EXPECT_NO_THROW(source.check("the test model"));
}

TEST(Layers, an_upsampler_keeps_lengths_for_each_input_channel) {
    RandomWeights random(8);
    random.splitConv("up", 4, 2, 6, 2);
    WeightSource source = random.source();
    const Upsampler up = takeUpsampler(Weights(source), "up", 4, 2);
    EXPECT_NO_THROW(source.check("the test model"));
    expectClose(up.weight, folded(random.tensors["up.weight_v"], random.tensors["up.weight_g"], 0), kFloat32Tolerance);
    EXPECT_EQ(up(at::zeros({1, 4, 7})).sizes().vec(), (std::vector<std::int64_t>{1, 2, 14}));
}

// --- LoRA --------------------------------------------------------------------------------------------------------

SovitsFile openBytes(const TempDir& dir, const std::string& name, const std::string& bytes) {
    std::ofstream(dir / name, std::ios::binary) << bytes;
    return orThrow(openSovitsFile(dir / name));
}

TEST(SovitsWeights, are_the_bases_where_nothing_lies_over_it) {
    const TempDir dir;
    const SovitsFile base = openBytes(dir, "base.pth", test::sovitsFile("v3", "02"));
    WeightSource source = sovitsWeights(base, nullptr, at::kCPU);
    for (const auto& [name, view] : base.checkpoint.tensors)
        expectClose(source.tensor(name), toTensor(view), 0.0);
}

TEST(SovitsWeights, lay_a_lora_file_over_its_base) {
    const TempDir dir;
    const SovitsFile base = openBytes(dir, "base.pth", test::sovitsFile("v3", "02"));
    const SovitsFile overlay = openBytes(dir, "voice.pth", test::loraFile("v3", "03"));
    WeightSource source = sovitsWeights(base, &overlay, at::kCPU);
    const auto stored = [](const SovitsFile& file, const std::string& name) {
        return toTensor(file.checkpoint.tensors.at(name)).to(at::kDouble);
    };
    for (const char* const part : {"to_q", "to_k", "to_v", "to_out.0"}) {
        const std::string target = "cfm.estimator.transformer_blocks.0.attn." + std::string(part);
        const std::string change = "cfm.base_model.model.estimator.transformer_blocks.0.attn." + std::string(part);
        const at::Tensor down = stored(overlay, change + ".lora_A.default.weight");
        const at::Tensor up = stored(overlay, change + ".lora_B.default.weight");
        at::Tensor expected = stored(base, target + ".weight").clone();
        for (std::int64_t out = 0; out < 6; ++out) {
            for (std::int64_t in = 0; in < 4; ++in) {
                for (std::int64_t rank = 0; rank < 2; ++rank)
                    expected[out][in] += up[out][rank] * down[rank][in];
            }
        }
        EXPECT_GT(test::distance(expected, stored(base, target + ".weight")), 0.01);
        expectClose(source.tensor(target + ".weight"), expected, kFloat32Tolerance);
        expectClose(source.tensor(target + ".bias"), stored(base, target + ".bias"), 0.0);
    }
    EXPECT_GT(test::distance(stored(overlay, "bridge.0.weight"), stored(base, "bridge.0.weight")), 0.0);
    expectClose(source.tensor("bridge.0.weight"), stored(overlay, "bridge.0.weight"), 0.0);
    expectClose(source.tensor("cfm.estimator.rotary_embed.inv_freq"),
                stored(overlay, "cfm.base_model.model.estimator.rotary_embed.inv_freq"), 0.0);
    expectClose(source.tensor("enc_p.text_embedding.weight"), stored(base, "enc_p.text_embedding.weight"), 0.0);
    EXPECT_EQ(source.tensors().size(), base.checkpoint.tensors.size() + 1);
}

TEST(SovitsWeights, take_a_lora_file_with_nothing_but_its_pairs) {
    const TempDir dir;
    const SovitsFile base = openBytes(dir, "base.pth", test::sovitsFile("v3", "02"));
    const SovitsFile overlay = openBytes(dir, "voice.pth", test::loraFile("v3", "03", /*reduced=*/true));
    WeightSource source = sovitsWeights(base, &overlay, at::kCPU);
    expectClose(source.tensor("bridge.0.weight"), toTensor(base.checkpoint.tensors.at("bridge.0.weight")), 0.0);
}

TEST(SovitsWeights, refuse_an_overlay_of_another_version) {
    const TempDir dir;
    const SovitsFile base = openBytes(dir, "base.pth", test::sovitsFile("v2", "01"));
    const SovitsFile overlay = openBytes(dir, "voice.pth", test::loraFile("v3", "03"));
    EXPECT_EQ(faultOf([&] { sovitsWeights(base, &overlay, at::kCPU); }).code, ErrorCode::InvalidInput);
}

TEST(SovitsConfig, is_read_from_the_file) {
    const TempDir dir;
    const SovitsConfig config = sovitsConfig(openBytes(dir, "base.pth", test::sovitsFile("v2", "01")));
    EXPECT_EQ(config.heads, 2);
    EXPECT_EQ(config.rates, (std::vector<std::int64_t>{10, 8, 2}));
}

// --- characters --------------------------------------------------------------------------------------------------

/// A model's folder with one file.
Result<BertTokenizer> tokenizer(const std::string& name, const std::string& text) {
    const TempDir dir;
    std::ofstream(dir / name, std::ios::binary) << text;
    return BertTokenizer::load(dir.path());
}

using Ids = std::vector<std::int64_t>;

constexpr const char* kLines = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n你\n好\n,\na\n";

TEST(BertTokenizer, gives_each_character_its_line) {
    const auto made = tokenizer("vocab.txt", kLines);
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_EQ(made->size(), 8U);
    EXPECT_EQ(made->encode("你好,你").value(), (Ids{2, 4, 5, 6, 4, 3}));
    EXPECT_EQ(made->encode("").value(), (Ids{2, 3}));
}

TEST(BertTokenizer, reads_lines_that_end_as_on_windows) {
    const auto made = tokenizer("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n你\r\n好");
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_EQ(made->encode("好你").value(), (Ids{2, 5, 4, 3}));
}

TEST(BertTokenizer, reads_the_vocabulary_of_tokenizer_json) {
    const auto made = tokenizer("tokenizer.json", R"({"version": "1.0", "model": {"type": "WordPiece", "vocab":
            {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "你": 872, "\u597d": 1962}}})");
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_EQ(made->encode("你好").value(), (Ids{101, 872, 1962, 102}));
}

TEST(BertTokenizer, does_not_know_every_character) {
    const auto made = tokenizer("vocab.txt", kLines);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->encode("你龘𠀀").value(), (Ids{2, 4, 1, 1, 3}));
}

TEST(BertTokenizer, reads_capitals_as_small_letters) {
    const auto made = tokenizer("vocab.txt", kLines);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->encode("Aa").value(), (Ids{2, 7, 7, 3}));
}

TEST(BertTokenizer, refuses_text_that_is_not_utf8) {
    const auto made = tokenizer("vocab.txt", kLines);
    ASSERT_TRUE(made);
    for (const char* const text : {"\xC4\xE3", "你\xE5\xA5", "\xC0\xAF"}) {
        const auto ids = made->encode(text);
        ASSERT_FALSE(ids);
        EXPECT_EQ(ids.error().code, ErrorCode::InvalidInput);
    }
}

TEST(BertTokenizer, refuses_a_vocabulary_without_its_special_words) {
    for (const char* const word : {"[UNK]", "[CLS]", "[SEP]"}) {
        std::string lines = kLines;
        lines.replace(lines.find(word), 5, "[xxx]");
        const auto made = tokenizer("vocab.txt", lines);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::Corrupt);
        EXPECT_TRUE(names(made.error(), word)) << made.error().detail;
    }
}

TEST(BertTokenizer, tells_a_damaged_vocabulary_from_an_absent_one) {
    const std::string special = R"("[UNK]": 0, "[CLS]": 1, "[SEP]": 2)";
    for (const std::string& text :
         {std::string("{"), std::string("[]"), std::string(R"({"model": {}})"),
          std::string(R"({"model": {"vocab": []}})"), R"({"model": {"vocab": {)" + special + R"(, "a": "b"}}})",
          R"({"model": {"vocab": {)" + special + R"(, "a": -1}}})"}) {
        const auto made = tokenizer("tokenizer.json", text);
        ASSERT_FALSE(made) << text;
        EXPECT_EQ(made.error().code, ErrorCode::Corrupt) << text;
    }
    const auto absent = tokenizer("other.txt", "");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::ModelMissing);
}

}  // namespace
}  // namespace timbre::nets
