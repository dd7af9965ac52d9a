// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_data.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace timbre::nets {

namespace {

constexpr float kBaseDeviationFloor = 1e-2F;
constexpr float kTargetDeviationFloor = 1e-3F;
constexpr float kPauseWeight = 0.2F;
constexpr std::size_t kLessonFrames = 1'200;

bool allFinite(const std::vector<float>& values) {
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

bool allBelow(const std::vector<std::int64_t>& ids, std::size_t limit) {
    return std::ranges::all_of(ids, [&](std::int64_t id) { return id >= 0 && id < static_cast<std::int64_t>(limit); });
}

std::string sized(const char* what, std::size_t has, std::size_t needs) {
    return std::string(what) + " holds " + std::to_string(has) + " values and needs " + std::to_string(needs);
}

struct Moments {
    std::vector<float> mean, deviation;
};

/// Mean and standard deviation (over n) of the columns of all sentences' matrices together.
Moments columnMoments(std::span<const GuideSentence> sentences, std::vector<float> GuideSentence::*matrix,
                      float floor) {
    const std::size_t width = (sentences.front().*matrix).size() / static_cast<std::size_t>(sentences.front().frames);
    std::vector<double> mean(width, 0.0);
    std::vector<double> squares(width, 0.0);
    double count = 0.0;
    const auto forEachValue = [&](const auto& use) {
        for (const GuideSentence& sentence : sentences) {
            const std::vector<float>& values = sentence.*matrix;
            for (std::size_t row = 0; row < values.size(); row += width) {
                for (std::size_t column = 0; column < width; ++column) {
                    use(column, static_cast<double>(values[row + column]));
                }
            }
        }
    };
    for (const GuideSentence& sentence : sentences) {
        count += sentence.frames;
    }
    forEachValue([&](std::size_t column, double value) { mean[column] += value / count; });
    forEachValue(
        [&](std::size_t column, double value) { squares[column] += (value - mean[column]) * (value - mean[column]); });
    Moments moments;
    for (std::size_t column = 0; column < width; ++column) {
        moments.mean.push_back(static_cast<float>(mean[column]));
        moments.deviation.push_back(static_cast<float>(std::sqrt(squares[column] / count)) + floor);
    }
    return moments;
}

template <typename Value>
std::vector<Value> rowsOf(const std::vector<Value>& values, std::size_t width, std::size_t first, std::size_t count) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first * width);
    return {begin, begin + static_cast<std::ptrdiff_t>(count * width)};
}

GuideInput framesOf(const GuideInput& whole, std::size_t first, std::size_t count) {
    GuideInput part = whole;
    part.frames = static_cast<std::int64_t>(count);
    part.numbers = rowsOf(whole.numbers, static_cast<std::size_t>(whole.width), first, count);
    part.segmentOfFrame = rowsOf(whole.segmentOfFrame, 1, first, count);
    return part;
}

/// The lesson of a whole sentence.
GuideLesson makeLesson(const GuideSentence& sentence, const GuideScales& scales) {
    GuideLesson lesson;
    lesson.input = makeInput(sentence, scales);
    lesson.target = sentence.target;
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(sentence.frames); ++frame) {
        float* target = lesson.target.data() + frame * kGuideTargetWidth;
        lesson.voiced.push_back(target[kGuideVoicing] > 0.5F ? 1.0F : 0.0F);
        for (std::size_t column = 0; column < kGuideTargetWidth; ++column) {
            target[column] = (target[column] - scales.targetMean[column]) / scales.targetDeviation[column];
        }
        const auto segment = static_cast<std::size_t>(sentence.segmentOfFrame[frame]);
        const bool speech = sentence.flags[segment * kGuideFlagWidth + kGuidePauseFlag] < 0.5F;
        lesson.speech.push_back(speech);
        lesson.weight.push_back(speech ? 1.0F : kPauseWeight);
    }
    return lesson;
}

}  // namespace

Result<void> checkSentence(const GuideSentence& sentence, const GuideSizes& sizes, WithTarget withTarget,
                           const std::string& name) {
    const auto refuse = [&](const std::string& why) { return fail(ErrorCode::InvalidInput, name + ": " + why); };
    if (sentence.frames <= 0 || sentence.phones.empty()) {
        return refuse("a sentence needs at least one frame and one segment");
    }
    const auto frames = static_cast<std::size_t>(sentence.frames);
    const std::size_t segments = sentence.phones.size();
    struct Part {
        const char* what;
        const std::vector<float>* values;
        std::size_t needs;
    };
    std::vector<Part> parts{{"base", &sentence.base, frames * sizes.baseVoices * kGuideBaseWidth},
                            {"position", &sentence.position, frames * kGuidePositionWidth},
                            {"flags", &sentence.flags, segments * kGuideFlagWidth}};
    if (withTarget == WithTarget::Yes) {
        parts.push_back({"target", &sentence.target, frames * kGuideTargetWidth});
    }
    for (const Part& part : parts) {
        if (part.values->size() != part.needs) {
            return refuse(sized(part.what, part.values->size(), part.needs));
        }
        if (!allFinite(*part.values)) {
            return refuse(std::string(part.what) + " holds a value that is not a finite number");
        }
    }
    if (sentence.segmentOfFrame.size() != frames) {
        return refuse(sized("segmentOfFrame", sentence.segmentOfFrame.size(), frames));
    }
    if (!allBelow(sentence.segmentOfFrame, segments)) {
        return refuse("segmentOfFrame points outside the " + std::to_string(segments) + " segments");
    }
    if (!allBelow(sentence.phones, sizes.phoneCount)) {
        return refuse("phones holds an id outside 0.." + std::to_string(sizes.phoneCount - 1));
    }
    return {};
}

GuideScales measureScales(std::span<const GuideSentence> sentences) {
    Moments base = columnMoments(sentences, &GuideSentence::base, kBaseDeviationFloor);
    Moments target = columnMoments(sentences, &GuideSentence::target, kTargetDeviationFloor);
    return {.baseMean = std::move(base.mean),
            .baseDeviation = std::move(base.deviation),
            .targetMean = std::move(target.mean),
            .targetDeviation = std::move(target.deviation)};
}

GuideInput makeInput(const GuideSentence& sentence, const GuideScales& scales) {
    const std::size_t baseWidth = scales.baseMean.size();
    const std::size_t width = baseWidth + kGuidePositionWidth;
    GuideInput input;
    input.frames = sentence.frames;
    input.width = static_cast<std::int64_t>(width);
    input.numbers.resize(static_cast<std::size_t>(sentence.frames) * width);
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(sentence.frames); ++frame) {
        float* row = input.numbers.data() + frame * width;
        const float* base = sentence.base.data() + frame * baseWidth;
        for (std::size_t column = 0; column < baseWidth; ++column) {
            row[column] = (base[column] - scales.baseMean[column]) / scales.baseDeviation[column];
        }
        std::copy_n(sentence.position.data() + frame * kGuidePositionWidth, kGuidePositionWidth, row + baseWidth);
    }
    input.segmentOfFrame = sentence.segmentOfFrame;
    input.flags = sentence.flags;
    // At the ends of a sentence a segment (a pause, as a rule) is its own neighbour.
    input.phones = sentence.phones;
    input.phonesBefore = sentence.phones;
    input.phonesAfter = sentence.phones;
    std::copy(sentence.phones.begin(), sentence.phones.end() - 1, input.phonesBefore.begin() + 1);
    std::copy(sentence.phones.begin() + 1, sentence.phones.end(), input.phonesAfter.begin());
    return input;
}

std::vector<GuideLesson> makeLessons(std::span<const GuideSentence> sentences, const GuideScales& scales) {
    std::vector<GuideLesson> lessons;
    for (const GuideSentence& sentence : sentences) {
        GuideLesson whole = makeLesson(sentence, scales);
        const std::size_t frames = whole.weight.size();
        const std::size_t parts = (frames + kLessonFrames - 1) / kLessonFrames;
        if (parts == 1) {
            lessons.push_back(std::move(whole));
            continue;
        }
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t first = part * frames / parts;
            const std::size_t count = (part + 1) * frames / parts - first;
            lessons.push_back({.input = framesOf(whole.input, first, count),
                               .target = rowsOf(whole.target, kGuideTargetWidth, first, count),
                               .voiced = rowsOf(whole.voiced, 1, first, count),
                               .weight = rowsOf(whole.weight, 1, first, count),
                               .speech = rowsOf(whole.speech, 1, first, count)});
        }
    }
    return lessons;
}

Matrix denormalise(std::span<const float> values, const GuideScales& scales) {
    Matrix matrix(values.size() / kGuideTargetWidth, kGuideTargetWidth);
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        const float* from = values.data() + row * kGuideTargetWidth;
        for (std::size_t column = 0; column < kGuideTargetWidth; ++column) {
            matrix(row, column) = from[column] * scales.targetDeviation[column] + scales.targetMean[column];
        }
        matrix(row, kGuideVoicing) = 1.0F / (1.0F + std::exp(-from[kGuideVoicing]));
    }
    return matrix;
}

}  // namespace timbre::nets
