// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_net.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/nets/errors.h"
#include "core/nets/guide_data.h"
#include "core/nets/guide_network.h"
#include "core/nets/guide_training.h"
#include "core/nets/torch_room.h"

namespace timbre {

struct GuideNet::State {
    explicit State(const nets::GuideSizes& ofNet) : sizes(ofNet), layout(ofNet) {}

    nets::GuideSizes sizes;
    nets::GuideLayout layout;
    nets::GuideScales scales;
    std::vector<std::vector<float>> weights;  ///< One per member of the ensemble.
    GuideStatistics statistics;

    /// Mean of the ensemble in the units of the targets.
    [[nodiscard]] Matrix run(const nets::GuideInput& input) const {
        nets::GuideRun run(layout, nets::plainProducts());
        std::vector<float> mean(static_cast<std::size_t>(input.frames) * kGuideTargetWidth, 0.0F);
        for (const std::vector<float>& member : weights) {
            const std::span<const float> output = run.forward(member, input);
            for (std::size_t i = 0; i < mean.size(); ++i) {
                mean[i] += output[i] / static_cast<float>(weights.size());
            }
        }
        return nets::denormalise(mean, scales);
    }
};

namespace {

constexpr const char* kFormat = "timbre-guide-net-1";
constexpr int kMaximumEnsemble = 16;
constexpr std::size_t kMaximumBaseVoices = 16;
constexpr std::size_t kMaximumPhones = 4'096;
// At most about 30 reports a second.
constexpr std::chrono::milliseconds kReportEvery{40};

Result<void> checkOptions(const GuideOptions& options) {
    const auto refuse = [](const char* what) {
        return fail(ErrorCode::InvalidInput, std::string("guide net options: ") + what);
    };
    if (options.baseVoices < 1 || options.baseVoices > kMaximumBaseVoices) {
        return refuse("baseVoices must lie in 1..16");
    }
    if (options.phoneCount < 1 || options.phoneCount > kMaximumPhones) {
        return refuse("phoneCount must lie in 1..4096");
    }
    if (options.ensemble < 1 || options.ensemble > kMaximumEnsemble) {
        return refuse("ensemble must lie in 1..16");
    }
    if (options.epochs < 1 || options.threads < 1) {
        return refuse("epochs and threads must be at least 1");
    }
    return {};
}

/// Seeds of the ensemble's members, well apart even for neighbouring seeds (the finaliser of SplitMix64).
std::uint64_t memberSeed(std::uint64_t seed, int member) {
    std::uint64_t x = seed + 0x9E3779B97F4A7C15ULL * (static_cast<std::uint64_t>(member) + 1);
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// Trains all members, spread over threads. A member's weights do not depend on which thread trained it.
class EnsembleTraining {
  public:
    EnsembleTraining(const nets::TorchRoom& torch, std::span<const nets::GuideLesson> lessons,
                     const nets::GuideLayout& layout, const GuideOptions& options, const ProgressSink& progress,
                     std::stop_token stop)
        : torch_(torch),
          lessons_(lessons),
          layout_(layout),
          options_(options),
          progress_(progress),
          stop_(std::move(stop)),
          members_(static_cast<std::size_t>(options.ensemble)) {}

    Result<std::vector<nets::TrainedWeights>> run() {
        const int workers = std::min(options_.threads, options_.ensemble);
        {
            std::vector<std::jthread> others;
            for (int worker = 1; worker < workers; ++worker) {
                others.emplace_back([this, worker, workers] { work(worker, workers); });
            }
            work(0, workers);
        }
        if (error_) {
            return tl::unexpected<Error>(*error_);
        }
        return std::move(members_);
    }

  private:
    /// Every `step`-th member from `first` on; worker 0 runs on the caller's thread and reports.
    void work(int first, int step) {
        for (int member = first; member < options_.ensemble; member += step) {
            const Result<void> done = nets::withoutExceptions([&] { return train(member, /*reports=*/first == 0); });
            if (!done) {
                const std::scoped_lock lock(errorMutex_);
                if (!error_) {
                    error_ = done.error();
                }
                failed_ = true;
                return;
            }
        }
    }

    Result<void> train(int member, bool reports) {
        torch_.computeOnThisThread();
        nets::TrainedWeights& result = members_[static_cast<std::size_t>(member)];
        result = nets::trainWeights(lessons_, layout_, torch_.products(), options_.epochs,
                                    memberSeed(options_.seed, member), [&] { return afterStep(reports); });
        if (result.weights.empty()) {
            return fail(ErrorCode::Cancelled, "training the guide net was stopped");
        }
        if (!std::isfinite(result.finalLoss)) {
            return fail(ErrorCode::Internal, "training the guide net diverged");
        }
        return {};
    }

    bool afterStep(bool reports) {
        const std::int64_t done = ++stepsDone_;
        if (stop_.stop_requested() || failed_) {
            return false;
        }
        const auto now = std::chrono::steady_clock::now();
        if (reports && progress_ && now - lastReport_ >= kReportEvery) {
            lastReport_ = now;
            const double total = static_cast<double>(lessons_.size()) * options_.epochs * options_.ensemble;
            progress_({.stage = "learning the voice", .fraction = static_cast<double>(done) / total});
        }
        return true;
    }

    const nets::TorchRoom& torch_;
    std::span<const nets::GuideLesson> lessons_;
    const nets::GuideLayout& layout_;
    const GuideOptions& options_;
    const ProgressSink& progress_;
    std::stop_token stop_;
    std::vector<nets::TrainedWeights> members_;
    std::atomic<std::int64_t> stepsDone_{0};
    std::atomic<bool> failed_{false};
    std::mutex errorMutex_;
    std::optional<Error> error_;
    std::chrono::steady_clock::time_point lastReport_;  // Touched by the reporting worker alone.
};

/// Mean and standard deviation of a stream of values.
class Spread {
  public:
    void add(float value) {
        ++count_;
        const double away = static_cast<double>(value) - mean_;
        mean_ += away / count_;
        squares_ += away * (static_cast<double>(value) - mean_);
    }
    [[nodiscard]] float mean() const { return static_cast<float>(mean_); }
    [[nodiscard]] float deviation() const {
        return count_ > 0.0 ? static_cast<float>(std::sqrt(squares_ / count_)) : 0.0F;
    }

  private:
    double count_ = 0.0;
    double mean_ = 0.0;
    double squares_ = 0.0;
};

/// Over the frames outside pauses.
class StatisticsCollector {
  public:
    void add(const Matrix& predicted, const nets::GuideLesson& lesson, const nets::GuideScales& scales) {
        for (std::size_t frame = 0; frame < predicted.rows(); ++frame) {
            if (!lesson.speech[frame]) {
                continue;
            }
            const auto real = [&](std::size_t column) {
                return lesson.target[frame * kGuideTargetWidth + column] * scales.targetDeviation[column] +
                       scales.targetMean[column];
            };
            for (std::size_t column = 0; column < kGuideTargetWidth; ++column) {
                predicted_[column].add(predicted(frame, column));
                real_[column].add(real(column));
            }
            if (lesson.voiced[frame] > 0.5F) {
                logF0_.add(real(kGuideLogF0));
            }
        }
    }

    [[nodiscard]] GuideStatistics result() const {
        GuideStatistics statistics;
        for (std::size_t column = 0; column < kGuideTargetWidth; ++column) {
            // A column that hardly changes (aperiodicity left at 0) says nothing about the ratio.
            const float predicted = predicted_[column].deviation();
            statistics.varianceRatio[column] = predicted > 1e-4F ? real_[column].deviation() / predicted : 1.0F;
            statistics.mean[column] = predicted_[column].mean();
        }
        statistics.logF0Deviation = logF0_.deviation();
        return statistics;
    }

  private:
    std::array<Spread, kGuideTargetWidth> predicted_;
    std::array<Spread, kGuideTargetWidth> real_;
    Spread logF0_;
};

FloatTensor plainTensor(std::span<const float> values) {
    return {.shape = {static_cast<std::int64_t>(values.size())}, .values = {values.begin(), values.end()}};
}

std::string memberName(std::size_t member, const std::string& name) {
    return "net" + std::to_string(member) + "." + name;
}

/// Takes tensors out of a file by name, checking shape and values. Remembers the first thing that was wrong.
class TensorSource {
  public:
    TensorSource(const TensorFile& file, const std::filesystem::path& path) : file_(file), path_(path) {}

    /// Empty where there is an error.
    std::vector<float> values(const std::string& name, const std::vector<std::int64_t>& shape) {
        const Result<const FloatTensor*> found = file_.find(name, shape);
        if (!found) {
            // For this file an absent tensor is damage too: save() always writes all of them.
            return note(found.error().detail);
        }
        if (!std::ranges::all_of((*found)->values, [](float value) { return std::isfinite(value); })) {
            return note("tensor " + name + " holds a value that is not a finite number");
        }
        return (*found)->values;
    }

    /// 0 where there is an error.
    std::size_t number(const std::string& name, std::size_t maximum) {
        const auto entry = file_.metadata.find(name);
        std::size_t value = 0;
        if (entry != file_.metadata.end()) {
            const char* end = entry->second.data() + entry->second.size();
            if (std::from_chars(entry->second.data(), end, value).ptr == end && value >= 1 && value <= maximum) {
                return value;
            }
        }
        note("its entry " + name + " is missing or out of range");
        return 0;
    }

    /// Keeps the first problem and returns nothing.
    std::vector<float> note(const std::string& why) {
        if (!error_) {
            error_ = Error{.code = ErrorCode::Corrupt,
                           .detail = "the guide net " + displayPath(path_) + " is damaged: " + why,
                           .advice = "Make the voice again."};
        }
        return {};
    }

    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  private:
    const TensorFile& file_;
    const std::filesystem::path& path_;
    std::optional<Error> error_;
};

}  // namespace

GuideNet::GuideNet(std::unique_ptr<const State> state) : state_(std::move(state)) {}
GuideNet::GuideNet(GuideNet&&) noexcept = default;
GuideNet& GuideNet::operator=(GuideNet&&) noexcept = default;
GuideNet::~GuideNet() = default;

const GuideStatistics& GuideNet::statistics() const noexcept { return state_->statistics; }
std::size_t GuideNet::baseVoices() const noexcept { return state_->sizes.baseVoices; }
std::size_t GuideNet::phoneCount() const noexcept { return state_->sizes.phoneCount; }

Result<GuideNet> GuideNet::train(std::span<const GuideSentence> sentences, const GuideOptions& options,
                                 const ProgressSink& progress, std::stop_token stop) {
    if (const auto usable = checkOptions(options); !usable) {
        return tl::unexpected<Error>(usable.error());
    }
    if (sentences.empty()) {
        return fail(ErrorCode::InvalidInput, "the guide net needs at least one sentence to learn from");
    }
    auto state = std::make_unique<State>(nets::GuideSizes{options.baseVoices, options.phoneCount});
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto usable =
            nets::checkSentence(sentences[i], state->sizes, nets::WithTarget::Yes, "sentence " + std::to_string(i));
        if (!usable) {
            return tl::unexpected<Error>(usable.error());
        }
    }
    const Result<const nets::TorchRoom*> torch = nets::torchRoom();
    if (!torch) {
        return tl::unexpected<Error>(torch.error());
    }
    return nets::withoutExceptions([&]() -> Result<GuideNet> {
        state->scales = nets::measureScales(sentences);
        const std::vector<nets::GuideLesson> lessons = nets::makeLessons(sentences, state->scales);
        auto members = EnsembleTraining(**torch, lessons, state->layout, options, progress, stop).run();
        if (!members) {
            return tl::unexpected<Error>(members.error());
        }
        float loss = 0.0F;
        for (nets::TrainedWeights& member : *members) {
            loss += member.finalLoss / static_cast<float>(members->size());
            state->weights.push_back(std::move(member.weights));
        }
        StatisticsCollector collector;
        for (const nets::GuideLesson& lesson : lessons) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "training the guide net was stopped");
            }
            collector.add(state->run(lesson.input), lesson, state->scales);
        }
        state->statistics = collector.result();
        state->statistics.finalLoss = loss;
        return GuideNet(std::move(state));
    });
}

Result<Matrix> GuideNet::predict(const GuideSentence& sentence) const {
    if (const auto usable = nets::checkSentence(sentence, state_->sizes, nets::WithTarget::No, "guide net input");
        !usable) {
        return tl::unexpected<Error>(usable.error());
    }
    return nets::withoutExceptions(
        [&]() -> Result<Matrix> { return state_->run(nets::makeInput(sentence, state_->scales)); });
}

Result<void> GuideNet::save(const std::filesystem::path& path) const {
    return nets::withoutExceptions([&]() -> Result<void> {
        TensorFile file;
        file.metadata = {{"format", kFormat},
                         {"base_voices", std::to_string(state_->sizes.baseVoices)},
                         {"phones", std::to_string(state_->sizes.phoneCount)},
                         {"ensemble", std::to_string(state_->weights.size())}};
        file.tensors["scales.base_mean"] = plainTensor(state_->scales.baseMean);
        file.tensors["scales.base_deviation"] = plainTensor(state_->scales.baseDeviation);
        file.tensors["scales.target_mean"] = plainTensor(state_->scales.targetMean);
        file.tensors["scales.target_deviation"] = plainTensor(state_->scales.targetDeviation);
        file.tensors["statistics.variance_ratio"] = plainTensor(state_->statistics.varianceRatio);
        file.tensors["statistics.mean"] = plainTensor(state_->statistics.mean);
        const std::array<float, 2> scalars{state_->statistics.logF0Deviation, state_->statistics.finalLoss};
        file.tensors["statistics.scalars"] = plainTensor(scalars);
        for (std::size_t member = 0; member < state_->weights.size(); ++member) {
            for (const nets::GuideParameter& parameter : state_->layout.parameters()) {
                const auto from = state_->weights[member].begin() + static_cast<std::ptrdiff_t>(parameter.offset);
                file.tensors[memberName(member, parameter.name)] = {
                    .shape = parameter.shape, .values = {from, from + static_cast<std::ptrdiff_t>(parameter.size)}};
            }
        }
        return writeSafetensors(path, file);
    });
}

Result<GuideNet> GuideNet::load(const std::filesystem::path& path) {
    const Result<TensorFile> file = readSafetensors(path);
    if (!file) {
        return tl::unexpected<Error>(file.error());
    }
    TensorSource source(*file, path);
    const auto format = file->metadata.find("format");
    if (format == file->metadata.end() || format->second != kFormat) {
        source.note("it is not marked as " + std::string(kFormat));
    }
    const std::size_t baseVoices = source.number("base_voices", kMaximumBaseVoices);
    const std::size_t phones = source.number("phones", kMaximumPhones);
    const std::size_t ensemble = source.number("ensemble", kMaximumEnsemble);
    if (source.error()) {
        return tl::unexpected<Error>(*source.error());
    }
    auto state = std::make_unique<State>(nets::GuideSizes{baseVoices, phones});
    const auto width = static_cast<std::int64_t>(baseVoices * kGuideBaseWidth);
    const auto targets = static_cast<std::int64_t>(kGuideTargetWidth);
    state->scales = {.baseMean = source.values("scales.base_mean", {width}),
                     .baseDeviation = source.values("scales.base_deviation", {width}),
                     .targetMean = source.values("scales.target_mean", {targets}),
                     .targetDeviation = source.values("scales.target_deviation", {targets})};
    const std::vector<float> ratio = source.values("statistics.variance_ratio", {targets});
    const std::vector<float> mean = source.values("statistics.mean", {targets});
    const std::vector<float> scalars = source.values("statistics.scalars", {2});
    for (std::size_t member = 0; member < ensemble; ++member) {
        std::vector<float>& weights = state->weights.emplace_back(state->layout.total(), 0.0F);
        for (const nets::GuideParameter& parameter : state->layout.parameters()) {
            const std::vector<float> values = source.values(memberName(member, parameter.name), parameter.shape);
            std::ranges::copy(values, weights.begin() + static_cast<std::ptrdiff_t>(parameter.offset));
        }
    }
    if (source.error()) {
        return tl::unexpected<Error>(*source.error());
    }
    std::ranges::copy(ratio, state->statistics.varianceRatio.begin());
    std::ranges::copy(mean, state->statistics.mean.begin());
    state->statistics.logF0Deviation = scalars[0];
    state->statistics.finalLoss = scalars[1];
    return GuideNet(std::move(state));
}

}  // namespace timbre
