// SPDX-License-Identifier: GPL-3.0-or-later
// timbre-nets-bench: how long the files of one version take to load, what memory they need, and how fast the networks
// run.
//
// usage: timbre-nets-bench S1.ckpt S2.pth [--device cpu|cuda] [--threads N] [--tokens N]
// Prints one figure a line; the machine's other work shows in them, so compare what one run prints.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/nets/errors.h"
#include "core/nets/semantic_decoder.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "core/nets/wave_generator.h"
#include "parity/process_memory.h"
#include "parity/read_floor.h"

namespace timbre {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::vector<std::filesystem::path> files;
    at::Device device{at::kCPU};
    int threads = 1;
    std::int64_t tokens = 125;  ///< 5 s of speech.
};

constexpr const char* kUsage =
    "usage: timbre-nets-bench S1.ckpt S2.pth [--device cpu|cuda] [--threads N] [--tokens N]\n";

bool parse(int count, char** words, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (!word.starts_with("--")) {
            options.files.emplace_back(word);
            continue;
        }
        if (++i >= count)
            return false;
        const std::string value = words[i];
        if (word == "--device" && (value == "cpu" || value == "cuda"))
            options.device = at::Device(value == "cuda" ? at::kCUDA : at::kCPU);
        else if (word == "--threads" && std::atoi(value.c_str()) > 0)
            options.threads = std::atoi(value.c_str());
        else if (word == "--tokens" && std::atoll(value.c_str()) > 0)
            options.tokens = std::atoll(value.c_str());
        else
            return false;
    }
    return options.files.size() == 2;
}

void settle(at::Device device) {
    if (device.is_cuda())
        torch::cuda::synchronize();
}

template <typename Work>
double seconds(at::Device device, Work&& work) {
    settle(device);
    const auto start = Clock::now();
    work();
    settle(device);
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Loads twice, the second time with the file in the page cache, and says what that took.
template <typename Load>
void reportLoading(const char* name, const std::filesystem::path& file, at::Device device, Load&& load) {
    const double fileMiB = static_cast<double>(std::filesystem::file_size(file)) / 1048576.0;
    const double first = seconds(device, load);
    const bool measured = parity::resetPeak();
    const double before = parity::peakMiB();
    const double second = seconds(device, load);
    const double peak = parity::peakMiB() - before;
    std::printf("%s: file %.1f MiB; load %.3f s, again %.3f s; ", name, fileMiB, first, second);
    if (measured)
        std::printf("peak %.1f MiB more, %.2f x the file\n", peak, peak / fileMiB);
    else
        std::printf("peak not measured\n");
}

constexpr std::int64_t kPhones = 100;
constexpr std::int64_t kPromptTokens = 100;
constexpr std::int64_t kStepsPerReading = 4;

std::vector<std::int64_t> counted(std::int64_t count) {
    std::vector<std::int64_t> ids;
    for (std::int64_t i = 0; i < count; ++i)
        ids.push_back(i);
    return ids;
}

/// What narrow weights cost: both networks read the same tokens; mean divergence of their distributions, and the root
/// of the mean squared difference of logits over the logits' deviation.
void reportLoss(const nets::SemanticDecoder& decoder, const nets::TextToSemantic& exact, const Options& options) {
    nets::SemanticDecoder::Workspace workspace(options.threads);
    auto cache = decoder.makeCache(static_cast<std::size_t>(kPhones + kPromptTokens + options.tokens));
    std::vector<float> hidden(decoder.width());
    const auto prompt = counted(kPromptTokens);
    decoder.prefill(cache, decoder.embedText(counted(kPhones), {}), prompt, workspace, hidden);
    nets::TextToSemantic::State state;
    const at::Tensor text = exact.embedText(at::arange(kPhones, at::kLong).unsqueeze(0), at::zeros({1, 1024, kPhones}));
    at::Tensor expected = exact.prefill(state, text, at::arange(kPromptTokens, at::kLong).unsqueeze(0));
    double divergence = 0.0;
    double squares = 0.0;
    double variance = 0.0;
    for (std::int64_t i = 0; i < options.tokens; ++i) {
        const at::Tensor wanted = exact.logits(expected).to(at::kDouble);
        std::vector<float> logits(decoder.tokens());
        decoder.logits(hidden, workspace, logits);
        const at::Tensor got = at::tensor(logits).to(at::kDouble).unsqueeze(0);
        const at::Tensor logP = at::log_softmax(wanted, -1);
        divergence += (logP.exp() * (logP - at::log_softmax(got, -1))).sum().item<double>();
        squares += (wanted - got).square().mean().item<double>();
        variance += wanted.var().item<double>();
        const std::int64_t token = i * 53 % 1000;
        const nets::SemanticDecoder::Step step{
            .cache = &cache, .token = token, .position = static_cast<std::size_t>(kPromptTokens + i)};
        decoder.step({&step, 1}, workspace, hidden);
        expected = exact.step(state, at::full({1, 1}, token, at::kLong), kPromptTokens + i);
    }
    std::printf("  divergence %.5f nat, logit error %.2f %% of their deviation, over %lld tokens\n",
                divergence / static_cast<double>(options.tokens), 100.0 * std::sqrt(squares / variance),
                static_cast<long long>(options.tokens));
}

/// The packed decoder, which needs no torch: one sentence, and eight that share the reading of the weights. Between the
/// steps the same number of bytes is only read, so that both meet the same machine.
void reportDecoder(const nets::TextToSemantic& exact, const Options& options) {
    const nets::GptFile file = nets::orThrow(nets::openGptFile(options.files[0]));
    for (const auto& [format, name] :
         {std::pair{nets::WeightFormat::Float32, "float32"}, {nets::WeightFormat::Int8, "int8"}}) {
        const auto start = Clock::now();
        const nets::SemanticDecoder decoder(file, format);
        const double packing = std::chrono::duration<double>(Clock::now() - start).count();
        nets::SemanticDecoder::Workspace workspace(options.threads);
        ReadFloor floor(decoder.bytesPerStep(), options.threads);
        std::printf("packed decoder, %s: packed in %.2f s, reads %.1f MB a token\n", name, packing,
                    1e-6 * static_cast<double>(decoder.bytesPerStep()));
        const auto text = decoder.embedText(counted(kPhones), {});
        const auto prompt = counted(kPromptTokens);
        for (const std::size_t sentences : {1, 8}) {
            std::vector<nets::SemanticDecoder::Cache> caches;
            std::vector<float> hidden(sentences * decoder.width());
            std::vector<float> logits(sentences * decoder.tokens());
            double prefill = 0.0;
            for (std::size_t i = 0; i < sentences; ++i) {
                caches.push_back(decoder.makeCache(static_cast<std::size_t>(kPhones + kPromptTokens + options.tokens)));
                const auto begin = Clock::now();
                decoder.prefill(caches.back(), text, prompt, workspace, std::span(hidden).first(decoder.width()));
                prefill += std::chrono::duration<double>(Clock::now() - begin).count();
            }
            std::vector<double> spent;
            for (std::int64_t i = 0; i < options.tokens; ++i) {
                std::vector<nets::SemanticDecoder::Step> steps;
                for (auto& cache : caches) {
                    steps.push_back({.cache = &cache,
                                     .token = i * 53 % 1000,
                                     .position = static_cast<std::size_t>(kPromptTokens + i)});
                }
                const auto begin = Clock::now();
                decoder.step(steps, workspace, hidden);
                decoder.logits(hidden, workspace, logits);
                spent.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
                if (i % kStepsPerReading == 0)
                    floor.read();
            }
            std::printf("  %zu at once: prefill %.1f ms each, a step %.2f ms, %.2f times the reading of its weights\n",
                        sentences, 1e3 * prefill / static_cast<double>(sentences), 1e3 * medianOf(spent),
                        medianOf(spent) / floor.median());
        }
        std::printf("  reading its weights alone: %.2f ms, %.1f GB/s\n", 1e3 * floor.median(),
                    1e-9 * static_cast<double>(decoder.bytesPerStep()) / floor.median());
        reportLoss(decoder, exact, options);
    }
}

/// The packed wave generator beside torch's, on the same latents: the shortest of several turns each, one after the
/// other, because other work on the machine only ever adds.
void reportGenerator(const nets::SovitsFile& file, const at::Tensor& latent, const at::Tensor& style, double encode,
                     const Options& options) {
    constexpr int kTurns = 5;
    nets::WeightSource source = nets::sovitsWeights(file, nullptr, at::kCPU);
    const nets::Generator network(nets::Weights(source).in("dec"), latent.size(1), nets::sovitsConfig(file).rates,
                                  style.size(1));
    const nets::WaveGenerator exact(file, nets::WeightFormat::Float32);
    const nets::WaveGenerator narrow(file, nets::WeightFormat::Int8);
    nets::WaveGenerator::Workspace workspace(options.threads);
    const auto numbers = [](const at::Tensor& tensor) {
        const at::Tensor flat = tensor.contiguous();
        return std::vector<float>(flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel());
    };
    const auto frames = numbers(latent);
    const auto styles = numbers(style);
    at::Tensor expected;
    std::vector<float> full(static_cast<std::size_t>(latent.size(2)) * exact.samplesPerFrame());
    std::vector<float> rounded(full.size());
    double shortest[3] = {1e9, 1e9, 1e9};
    const auto take = [&](int which, auto&& work) {
        shortest[which] = std::min(shortest[which], seconds(at::kCPU, work));
    };
    for (int turn = 0; turn < kTurns; ++turn) {
        take(0, [&] { expected = network(latent, style); });
        take(1, [&] { exact.generate(frames, styles, workspace, {}, full); });
        take(2, [&] { narrow.generate(frames, styles, workspace, {}, rounded); });
    }
    const nets::PromptMel mel{.rateHz = 32'000, .window = 2048, .hop = 640, .bands = 80};
    const at::Tensor reference = expected[0];
    const auto asTensor = [](const std::vector<float>& wave) { return at::tensor(wave).unsqueeze(0); };
    const auto loss = [&](const std::vector<float>& wave) {
        const at::Tensor bands = nets::promptMel(asTensor(wave), mel);
        return (bands - nets::promptMel(reference, mel)).abs().mean().item<double>();
    };
    std::printf(
        "wave generator: torch %.3f s, packed float32 %.3f s, packed int8 %.3f s (%s); encoders and flow %.3f s\n",
        shortest[0], shortest[1], shortest[2], nets::kernels().name, encode);
    std::printf(
        "  ln mel from torch's: float32 %.6f, int8 %.4f; greatest float32 difference %.1e; packed %.1f and %.1f MB\n",
        loss(full), loss(rounded), (asTensor(full) - reference).abs().max().item<double>(),
        1e-6 * static_cast<double>(exact.bytes()), 1e-6 * static_cast<double>(narrow.bytes()));
}

void run(const Options& options) {
    const c10::InferenceMode inference;
    nets::computeInFullPrecision();
    at::set_num_threads(options.threads);
    const at::Device device = options.device;
    reportLoading("s1", options.files[0], device, [&] { nets::openTextToSemantic(options.files[0], device); });
    nets::LoadReport loaded;
    const auto openSovits = [&] {
        return nets::openSovits(nets::orThrow(nets::openSovitsFile(options.files[1])), device, &loaded);
    };
    reportLoading("s2", options.files[1], device, [&] { openSovits(); });
    for (const std::string& name : loaded.unexpected)
        std::printf("s2: %s belongs to no network of the version\n", name.c_str());

    const nets::TextToSemantic semantic = nets::openTextToSemantic(options.files[0], device);
    constexpr std::int64_t kTargetPhones = 60;
    const at::TensorOptions whole = at::device(device).dtype(at::kLong);
    const at::Tensor text =
        semantic.embedText(at::arange(kPhones, whole).unsqueeze(0), at::zeros({1, 1024, kPhones}, at::device(device)));
    nets::TextToSemantic::State state;
    at::Tensor hidden;
    const double prefill =
        seconds(device, [&] { hidden = semantic.prefill(state, text, at::arange(kPromptTokens, whole).unsqueeze(0)); });
    const double steps = seconds(device, [&] {
        for (std::int64_t i = 0; i < options.tokens; ++i)
            hidden = semantic.step(state, semantic.logits(hidden).argmax(-1, true), kPromptTokens + i);
    });
    std::printf("prefill of %lld positions: %.1f ms; a token: %.2f ms\n",
                static_cast<long long>(kPhones + kPromptTokens), 1e3 * prefill,
                1e3 * steps / static_cast<double>(options.tokens));

    if (device.is_cpu())
        reportDecoder(semantic, options);

    const nets::Sovits model = openSovits();
    const at::Tensor codes = at::arange(options.tokens, whole).view({1, 1, -1}) % 1024;
    const std::int64_t frames = nets::Sovits::frames(options.tokens, 1.0);
    nets::Sovits::Reference reference{.spectrum = at::rand({1, 1025, 150}, at::device(device)), .speaker = {}};
    if (model.wantsSpeaker())
        reference.speaker = at::rand({1, 20480}, at::device(device));
    const at::Tensor style = model.style({reference});
    const nets::Sovits::Decoding decoding{
        .text = {.codes = codes, .phones = at::arange(kTargetPhones, whole).unsqueeze(0)},
        .style = style,
        .noise = at::randn({1, model.front().latentWidth(), frames}, at::device(device))};
    nets::Trace trace;
    at::Tensor wave = model.decode(decoding, &trace).wave;  // once to warm up
    double decode = 1e9;
    double encode = 1e9;
    for (int turn = 0; turn < 3; ++turn) {
        decode = std::min(decode, seconds(device, [&] { wave = model.decode(decoding).wave; }));
        encode = std::min(encode, seconds(device, [&] { model.latents(decoding); }));
    }
    const double sound = static_cast<double>(options.tokens) / 25.0;
    std::printf("%.1f s of sound: decode %.3f s; real-time factor of tokens and decode %.3f on %d threads\n", sound,
                decode, (prefill + steps + decode) / sound, options.threads);
    if (device.is_cpu())
        reportGenerator(nets::orThrow(nets::openSovitsFile(options.files[1])), trace.at("flow.z"), style, encode,
                        options);
}

}  // namespace
}  // namespace timbre

int main(int count, char** words) {
    timbre::Options options;
    if (!timbre::parse(count, words, options)) {
        std::fputs(timbre::kUsage, stderr);
        return 2;
    }
    const auto done = timbre::nets::withoutExceptions([&]() -> timbre::Result<void> {
        timbre::run(options);
        return {};
    });
    if (!done) {
        std::fprintf(stderr, "timbre-nets-bench: %s\n", done.error().message().c_str());
        return 1;
    }
    return 0;
}
