// SPDX-License-Identifier: GPL-3.0-or-later
// timbre-peer-worker: our side of `make bench-peers`. Loads once, then speaks what each line on its input asks for and
// answers with a line of JSON; scripts/peers/protocol.py tells the protocol, scripts/peers/workload.py the work.
//
// usage: timbre-peer-worker S1.ckpt S2.pth [--threads N] [--mode fast|exact]
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/base/json.h"
#include "core/nets/errors.h"
#include "core/nets/semantic_decoder.h"
#include "core/nets/token_sampler.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "parity/json_fields.h"
#include "parity/process_memory.h"

namespace timbre {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

struct Options {
    std::vector<std::filesystem::path> files;
    int threads = 1;
    bool exact = false;
};

constexpr const char* kUsage = "usage: timbre-peer-worker S1.ckpt S2.pth [--threads N] [--mode fast|exact]\n";

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
        if (word == "--threads" && std::atoi(value.c_str()) > 0)
            options.threads = std::atoi(value.c_str());
        else if (word == "--mode" && (value == "fast" || value == "exact"))
            options.exact = value == "exact";
        else
            return false;
    }
    return options.files.size() == 2;
}

// The same as in scripts/peers/workload.py.
constexpr std::int64_t kPromptPhones = 40;
constexpr std::int64_t kTargetPhones = 60;
constexpr std::int64_t kPromptTokens = 100;
constexpr std::int64_t kNewTokens = 125;
constexpr std::int64_t kReferenceFrames = 200;  // 4 s

std::vector<std::int64_t> pattern(std::int64_t count, std::int64_t factor, std::int64_t offset, std::int64_t modulus) {
    std::vector<std::int64_t> ids;
    for (std::int64_t i = 0; i < count; ++i)
        ids.push_back((i * factor + offset) % modulus);
    return ids;
}

constexpr std::int64_t kPhoneIds = 700;
constexpr std::int64_t kTokenIds = 1000;

std::vector<std::int64_t> targetPhones(std::int64_t sentence) {
    return pattern(kTargetPhones, 13, 7 * sentence, kPhoneIds);
}

struct Parts {
    double prefill = 0.0;
    double steps = 0.0;
    double vocoder = 0.0;
};

struct Spoken {
    double seconds = 0.0;
    double cpuSeconds = 0.0;  ///< Of all threads: what a machine busy with other things does not stretch.
    Parts parts{};
    std::int64_t samples = 0;
};

using Tokens = std::vector<std::int64_t>;

class Speaker {
  public:
    explicit Speaker(const Options& options)
        : threads_(options.threads),
          decoder_(nets::orThrow(nets::openGptFile(options.files[0])),
                   options.exact ? nets::WeightFormat::Float32 : nets::WeightFormat::Int8),
          vocoder_(nets::openSovits(nets::orThrow(nets::openSovitsFile(options.files[1])), at::kCPU)),
          workspace_(options.threads) {
        // What belongs to the reference is computed once, as in every product.
        nets::Sovits::Reference reference{.spectrum = at::rand({1, 1025, kReferenceFrames}), .speaker = {}};
        if (vocoder_.wantsSpeaker())
            reference.speaker = at::rand({1, 20480});
        style_ = vocoder_.style({reference});
    }

    Spoken speak(std::int64_t sentences) {
        Spoken spoken;
        const auto start = Clock::now();
        const std::clock_t cpuStart = std::clock();
        const std::vector<Tokens> tokens = sayTokens(sentences, spoken.parts);
        const auto voiced = Clock::now();
        spoken.samples = vocode(tokens);
        spoken.parts.vocoder = secondsSince(voiced);
        spoken.seconds = secondsSince(start);
        spoken.cpuSeconds = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
        return spoken;
    }

  private:
    /// generateTokens() of core/nets, but for its end: each sentence gets kNewTokens, whatever the weights think.
    std::vector<Tokens> sayTokens(std::int64_t sentences, Parts& parts) {
        const std::size_t width = decoder_.width();
        const auto count = static_cast<std::size_t>(sentences);
        const Tokens prompt = pattern(kPromptTokens, 37, 5, kTokenIds);
        std::vector<nets::SemanticDecoder::Cache> caches;
        std::vector<float> hidden(count * width);
        std::vector<float> logits(count * decoder_.tokens());
        std::vector<float> noise(decoder_.endToken());
        std::vector<Tokens> said(count, prompt);
        auto start = Clock::now();
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<std::int64_t> phones = pattern(kPromptPhones, 11, 3, kPhoneIds);
            std::ranges::copy(targetPhones(static_cast<std::int64_t>(i)), std::back_inserter(phones));
            caches.push_back(decoder_.makeCache(
                static_cast<std::size_t>(kPromptPhones + kTargetPhones + kPromptTokens + kNewTokens)));
            decoder_.prefill(caches[i], decoder_.embedText(phones, {}), prompt, workspace_,
                             std::span(hidden).subspan(i * width, width));
        }
        parts.prefill = secondsSince(start);
        start = Clock::now();
        std::vector<nets::SemanticDecoder::Step> steps(count);
        for (std::int64_t step = 0; step < kNewTokens; ++step) {
            if (step > 0) {
                for (std::size_t i = 0; i < count; ++i)
                    steps[i] = {.cache = &caches[i], .token = said[i].back(), .position = said[i].size() - 1};
                decoder_.step(steps, workspace_, hidden);
            }
            decoder_.logits(hidden, workspace_, logits);
            for (std::size_t i = 0; i < count; ++i) {
                // The end token is the last column, and left out.
                const auto own = std::span(logits).subspan(i * decoder_.tokens(), decoder_.endToken());
                nets::exponentialNoise(i, static_cast<std::uint64_t>(step), noise);
                said[i].push_back(sampler_.draw(own, said[i], {}, noise).token);
            }
        }
        parts.steps = secondsSince(start);
        for (Tokens& one : said)
            one.erase(one.begin(), one.begin() + kPromptTokens);
        return said;
    }

    /// Samples of all sentences together. Several sentences are spread over the threads, each with one: that needs no
    /// waiting for one another, which threads within a sentence do after every layer.
    std::int64_t vocode(const std::vector<Tokens>& sentences) const {
        const auto helpers = std::min<std::size_t>(static_cast<std::size_t>(threads_), sentences.size());
        at::set_num_threads(threads_ / static_cast<int>(helpers));
        std::atomic<std::size_t> next = 0;
        std::atomic<std::int64_t> samples = 0;
        const auto work = [&] {
            const c10::InferenceMode inference;
            at::set_num_threads(threads_ / static_cast<int>(helpers));  // a setting of the calling thread
            for (std::size_t i = next++; i < sentences.size(); i = next++)
                samples += static_cast<std::int64_t>(synthesise(sentences[i], static_cast<std::int64_t>(i)).size());
        };
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < helpers; ++i)
            others.emplace_back(work);
        work();
        others.clear();
        return samples;
    }

    /// The one place where a waveform is made of tokens.
    std::vector<float> synthesise(const Tokens& tokens, std::int64_t sentence) const {
        const auto whole = at::device(at::kCPU).dtype(at::kLong);
        const auto count = static_cast<std::int64_t>(tokens.size());
        const at::Tensor wave = vocoder_
                                    .decode({.text = {.codes = at::tensor(tokens, whole).view({1, 1, count}),
                                                      .phones = at::tensor(targetPhones(sentence), whole).unsqueeze(0)},
                                             .style = style_,
                                             .noise = at::randn({1, vocoder_.front().latentWidth(),
                                                                 nets::Sovits::frames(count, /*speed=*/1.0)})})
                                    .wave.contiguous();
        const auto* samples = wave.const_data_ptr<float>();
        return {samples, samples + wave.numel()};
    }

    int threads_;
    nets::SemanticDecoder decoder_;
    nets::Sovits vocoder_;
    nets::SemanticDecoder::Workspace workspace_;
    nets::TokenSampler sampler_{decoder_.endToken()};
    at::Tensor style_;
};

Result<void> answer(Speaker& speaker, const std::string& line) {
    const auto asked = parseJson(line);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto sentences = parity::field<std::int64_t>(*asked, "sentences");
    if (!sentences)
        return tl::unexpected(sentences.error());
    parity::resetPeak();
    const Spoken spoken = speaker.speak(std::max<std::int64_t>(*sentences, 1));
    std::printf(R"({"seconds": %.6f, "cpu_seconds": %.6f, "parts": {"prefill": %.6f, "steps": %.6f, "vocoder": %.6f}, )"
                R"("peak_mib": %.1f, "samples": %lld})"
                "\n",
                spoken.seconds, spoken.cpuSeconds, spoken.parts.prefill, spoken.parts.steps, spoken.parts.vocoder,
                parity::peakMiB(), static_cast<long long>(spoken.samples));
    std::fflush(stdout);
    return {};
}

Result<void> serve(const Options& options) {
    const c10::InferenceMode inference;
    nets::computeInFullPrecision();
    at::set_num_threads(options.threads);
    at::manual_seed(1);
    const auto start = Clock::now();
    Speaker speaker(options);
    std::printf(R"({"ready": true, "load_seconds": %.3f, "load_peak_mib": %.1f})"
                "\n",
                secondsSince(start), parity::peakMiB());
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        if (const auto done = answer(speaker, line); !done)
            return done;
    }
    return {};
}

}  // namespace
}  // namespace timbre

int main(int count, char** words) {
    timbre::Options options;
    if (!timbre::parse(count, words, options)) {
        std::fputs(timbre::kUsage, stderr);
        return 2;
    }
    const auto done = timbre::nets::withoutExceptions([&] { return timbre::serve(options); });
    if (!done) {
        std::fprintf(stderr, "timbre-peer-worker: %s\n", done.error().message().c_str());
        return 1;
    }
    return 0;
}
