// SPDX-License-Identifier: GPL-3.0-or-later
// timbre-peer-worker: our side of `make bench-peers`. Loads once, then speaks what each line on its input asks for and
// answers with a line of JSON; scripts/peers/protocol.py tells the protocol, scripts/peers/workload.py the work.
//
// usage: timbre-peer-worker S1.ckpt S2.pth [--threads N] [--mode fast|exact]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/nets/errors.h"
#include "core/nets/gpt_sovits_model.h"
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
constexpr std::size_t kNewTokens = 125;
constexpr std::size_t kStyleWidth = 512;

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

struct Spoken {
    double seconds = 0.0;
    double cpuSeconds = 0.0;  ///< Of all threads: what a machine busy with other things does not stretch.
    double firstAudio = 0.0;  ///< Until the first samples could be played.
    nets::SpeechTimes parts{};
    std::size_t samples = 0;
};

class Speaker {
  public:
    explicit Speaker(const Options& options)
        : model_(nets::orThrow(
              nets::GptSovitsModel::open({.gpt = options.files[0], .sovits = {.model = options.files[1]}},
                                         {.precision = options.exact ? nets::Precision::Exact : nets::Precision::Fast,
                                          .threads = options.threads}))) {
        // What belongs to the reference is computed once, as in every product. No weights speak out of a made-up style,
        // so any will do.
        auto prompt = std::make_shared<nets::VoicePrompt>();
        prompt->phones = pattern(kPromptPhones, 11, 3, kPhoneIds);
        prompt->reference.tokens = pattern(kPromptTokens, 37, 5, kTokenIds);
        for (std::size_t i = 0; i < kStyleWidth; ++i)
            prompt->reference.style.push_back(0.3F * std::sin(static_cast<float>(i)));
        prompt_ = std::move(prompt);
    }

    Result<Spoken> speak(std::size_t sentences, bool inPieces) {
        std::vector<nets::GptSovitsSentence> asked;
        for (std::size_t i = 0; i < sentences; ++i) {
            asked.push_back({.phones = targetPhones(static_cast<std::int64_t>(i)),
                             .prompt = prompt_,
                             .seed = i + 1,
                             .rerolls = 0,  // the guards are right: these weights speak noise
                             .tokens = kNewTokens});
        }
        Spoken spoken;
        const auto start = Clock::now();
        const std::clock_t cpuStart = std::clock();
        nets::PieceSink sink;
        if (inPieces) {
            sink = [&](std::size_t, std::span<const float>) {
                if (spoken.firstAudio == 0.0)
                    spoken.firstAudio = secondsSince(start);
            };
        }
        const std::vector<Result<nets::GptSovitsSpeech>> answers = model_->speak(asked, {}, sink);
        spoken.seconds = secondsSince(start);
        spoken.cpuSeconds = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
        if (!inPieces)
            spoken.firstAudio = spoken.seconds;
        for (const auto& answer : answers) {
            if (!answer)
                return tl::unexpected(answer.error());
            spoken.parts += answer->times;
            spoken.samples += answer->samples.size();
        }
        return spoken;
    }

  private:
    std::shared_ptr<const nets::GptSovitsModel> model_;
    std::shared_ptr<const nets::VoicePrompt> prompt_;
};

Result<void> answer(Speaker& speaker, const std::string& line) {
    const auto asked = parseJson(line);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto run = parity::field<std::string>(*asked, "run");
    const auto sentences = parity::field<std::int64_t>(*asked, "sentences");
    if (!run || !sentences)
        return tl::unexpected(!run ? run.error() : sentences.error());
    parity::resetPeak();
    const auto spoken =
        speaker.speak(static_cast<std::size_t>(std::max<std::int64_t>(*sentences, 1)), *run == "stream");
    if (!spoken)
        return tl::unexpected(spoken.error());
    std::printf(R"({"seconds": %.6f, "cpu_seconds": %.6f, "first_audio": %.6f, )"
                R"("parts": {"prefill": %.6f, "steps": %.6f, "vocoder": %.6f}, "peak_mib": %.1f, "samples": %zu})"
                "\n",
                spoken->seconds, spoken->cpuSeconds, spoken->firstAudio, spoken->parts.prefill, spoken->parts.tokens,
                spoken->parts.sound, parity::peakMiB(), spoken->samples);
    std::fflush(stdout);
    return {};
}

Result<void> serve(const Options& options) {
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
