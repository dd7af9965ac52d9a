// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/snr_truth.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <thread>

#include "core/audio/quality.h"
#include "tests/support/test_support.h"

namespace timbre::test {

namespace {

constexpr std::string_view kNoiseSentence = "Noise in the room was detected. Please record again in a quiet room.";
constexpr std::array kClipSeconds{5.0, 7.0, 10.0};

QualityReport measured(const AudioClip& clip, const SharedVadModel& vad) {
    auto report = analyseQuality(clip, vad);
    if (!report) {
        throw std::runtime_error(report.error().message());
    }
    return *report;
}

/// Feeds `clip` in blocks of changing size, as sound devices do, and compares with the file's figure on the way.
void measureLive(const AudioClip& clip, const SharedVadModel& vad, TruthCase& result) {
    auto meter = QualityMeter::create({.sampleRateHz = clip.sampleRateHz, .channels = 1, .vad = vad});
    if (!meter) {
        throw std::runtime_error(meter.error().message());
    }
    const std::array<std::size_t, 6> blocks{480, 1, 1024, 37, 4096, 160};
    const auto fiveSeconds = static_cast<std::size_t>(5 * clip.sampleRateHz);
    std::size_t next = fiveSeconds;
    const std::span<const float> all(clip.samples);
    for (std::size_t at = 0, turn = 0; at < all.size(); ++turn) {
        const std::size_t size = std::min(blocks[turn % blocks.size()], all.size() - at);
        meter->push(all.subspan(at, size));
        at += size;
        if (at >= next) {
            next += fiveSeconds;
            const AudioClip soFar{
                clip.sampleRateHz, 1, {clip.samples.begin(), clip.samples.begin() + static_cast<std::ptrdiff_t>(at)}};
            if (result.earlyAwayDb == 0.0) {
                result.earlyAwayDb = std::abs(meter->report().snrDb - result.measuredDb);
            }
            const double difference = std::abs(meter->report().snrDb - measured(soFar, vad).snrDb);
            result.liveSpreadDb = std::max(result.liveSpreadDb, difference);
        }
    }
    result.liveDb = meter->report().snrDb;
    result.liveSpreadDb = std::max(result.liveSpreadDb, std::abs(result.liveDb - result.measuredDb));
}

struct Job {
    std::string speaker;
    NoiseKind noise;
    int turn;
    std::uint64_t seed;
};

std::vector<TruthCase> runJob(const Job& job, const TruthOptions& options, const std::vector<SpeechFile>& all,
                              const std::vector<const SpeechFile*>& clean) {
    Random random(job.seed);
    const int rate = (*std::ranges::find_if(clean, [&](const SpeechFile* file) {
                         return file->speaker == job.speaker;
                     }))->clip.sampleRateHz;
    const double seconds = kClipSeconds[static_cast<std::size_t>(job.turn) % kClipSeconds.size()];
    const AudioClip speech = joinedSpeech(clean, job.speaker, seconds, rate, random);
    const auto noise = makeNoise(
        {.kind = job.noise, .frames = speech.frames(), .sampleRateHz = rate, .notSpeaker = job.speaker}, all, random);
    std::vector<TruthCase> cases;
    for (const double level : options.levelsDb) {
        const AudioClip mixed = mixAtSnr(speech, noise, level);
        const QualityReport report = measured(mixed, options.vad);
        TruthCase result{.speaker = job.speaker, .noise = job.noise, .levelDb = level, .measuredDb = report.snrDb};
        result.refused = report.verdict == Verdict::RecordAgain;
        result.noiseAdvice = report.advice == kNoiseSentence;
        measureLive(mixed, options.vad, result);
        cases.push_back(result);
    }
    return cases;
}

/// Work for each index below `count`, on some threads; results keep their places, so the order is always the same.
template <typename Result, typename Work>
std::vector<Result> inParallel(std::size_t count, unsigned threads, Work work) {
    std::vector<Result> results(count);
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (unsigned t = 0; t < std::max(threads, 1U); ++t) {
        workers.emplace_back([&] {
            for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
                results[i] = work(i);
            }
        });
    }
    workers.clear();
    return results;
}

}  // namespace

TruthResults runTruth(const TruthOptions& given) {
    TruthOptions options = given;
    if (options.levelsDb.empty()) {
        options.levelsDb.assign(kTruthLevelsDb.begin(), kTruthLevelsDb.end());
    }
    const auto all = loadSpeech(options.shared);
    const auto clean = cleanSpeech(all);
    if (options.speakers.empty()) {
        for (const SpeechFile* file : clean) {
            if (options.speakers.empty() || options.speakers.back() != file->speaker) {
                options.speakers.push_back(file->speaker);
            }
        }
    }
    std::vector<Job> jobs;
    for (const std::string& speaker : options.speakers) {
        for (const NoiseKind noise : kNoiseKinds) {
            for (int turn = 0; turn < options.clipsPerSpeaker; ++turn) {
                jobs.push_back({speaker, noise, turn, options.seed * 100'003 + jobs.size()});
            }
        }
    }
    TruthResults results;
    const auto perJob = inParallel<std::vector<TruthCase>>(
        jobs.size(), options.threads, [&](std::size_t i) { return runJob(jobs[i], options, all, clean); });
    for (const auto& cases : perJob) {
        results.cases.insert(results.cases.end(), cases.begin(), cases.end());
    }
    results.clean = inParallel<CleanCase>(clean.size(), options.threads, [&](std::size_t i) {
        const QualityReport report = measured(clean[i]->clip, options.vad);
        return CleanCase{clean[i]->name, report.snrDb, report.verdict == Verdict::RecordAgain};
    });
    return results;
}

TruthSummary summarise(const std::vector<TruthCase>& cases) {
    TruthSummary summary{.count = cases.size()};
    if (cases.empty()) {
        return summary;
    }
    double squares = 0.0;
    for (const TruthCase& one : cases) {
        summary.meanErrorDb += one.errorDb();
        summary.meanAbsoluteErrorDb += std::abs(one.errorDb());
        squares += one.errorDb() * one.errorDb();
        summary.gateShare += one.gateRight() ? 1.0 : 0.0;
        summary.earlyAwayDb += one.earlyAwayDb;
        summary.liveSpreadDb = std::max(summary.liveSpreadDb, one.liveSpreadDb);
    }
    const auto count = static_cast<double>(cases.size());
    summary.meanErrorDb /= count;
    summary.meanAbsoluteErrorDb /= count;
    summary.gateShare /= count;
    summary.earlyAwayDb /= count;
    summary.deviationDb = std::sqrt(std::max(0.0, squares / count - summary.meanErrorDb * summary.meanErrorDb));
    return summary;
}

SharedVadModel vadModelOrNull() {
    for (const auto& folder :
         {resourceDirectory() / "models", std::filesystem::path(TIMBRE_SOURCE_DIR) / "build/deps/models"}) {
        if (auto model = VadModel::load(folder / "silero_vad_16k.safetensors")) {
            return *model;
        }
    }
    return nullptr;
}

}  // namespace timbre::test
