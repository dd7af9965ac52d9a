// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/unit_db.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/engine/engines/instant/pitch_marks.h"
#include "core/engine/engines/instant/speech_level.h"

namespace timbre::instant {
namespace {

constexpr double kFeatureRms = 0.06;  // what extractFeatures() scales its copy to
constexpr float kSmallestLogF0Deviation = 0.08F;
constexpr float kLargestLogF0Deviation = 0.30F;
constexpr float kMadToDeviation = 1.4826F;
constexpr std::size_t kSmallestJudgedPool = 6;  // fewer units of a kind do not tell which of them is odd
constexpr float kLargestOutlier = 6.0F;
constexpr float kUnvoicedVowelOutlier = 2.0F;
constexpr float kLoudPauseUnit = 0.5F;  // ln amplitude above the usual pause that counts as one outlier unit
// Voices come out at about -20 dBFS while they speak, unless their recordings' peaks forbid it.
constexpr double kOutputSpeechRms = 0.1;
constexpr double kOutputPeak = 0.7;
constexpr double kPeakQuantile = 0.9999;

float medianOf(std::vector<float> values) {
    if (values.empty())
        return 0.0F;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return 0.5F * (*middle + *std::max_element(values.begin(), middle));
}

Result<void> checkSource(const UnitSource& source, std::size_t index, int sampleRateHz, std::size_t phones) {
    const auto refuse = [index](const std::string& what) {
        return fail(ErrorCode::InvalidInput, "recording " + std::to_string(index) + " " + what,
                    "Make the voice from recordings that were analysed and aligned together");
    };
    if (source.features == nullptr || source.front == nullptr || source.alignment == nullptr)
        return refuse("lacks its analysis");
    if (source.sampleRateHz <= 0 || source.sampleRateHz != sampleRateHz)
        return refuse("has another sample rate than the first");
    const std::size_t frames = source.features->cepstrum.rows();
    if (frames == 0 || source.audio.empty())
        return refuse("is empty");
    if (source.features->f0Hz.size() != frames || source.features->cepstrum.cols() < kFilterOrder)
        return refuse("has features of unequal length");
    if (source.joinCepstrum != nullptr &&
        (source.joinCepstrum->rows() != frames || source.joinCepstrum->cols() <= kShapeOrder)) {
        return refuse("has join cepstra of another length");
    }
    int end = 0;
    for (const AlignedSegment& segment : source.alignment->segments) {
        const bool known = segment.phone < phones && segment.frontIndex < std::ssize(source.front->segments);
        if (!known || segment.beginFrame < end || segment.endFrame < segment.beginFrame)
            return refuse("has an alignment out of order");
        end = segment.endFrame;
    }
    if (end > static_cast<int>(frames))
        return refuse("has an alignment longer than itself");
    return {};
}

double rmsOf(std::span<const float> samples) {
    double sum = 0.0;
    for (const float sample : samples)
        sum += static_cast<double>(sample) * sample;
    return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, samples.size())));
}

UnitRecording makeRecording(const UnitSource& source) {
    UnitRecording recording;
    // The cepstra describe a copy at this level; the sound must be at the same one for c0 to mean the same.
    const auto gain = static_cast<float>(kFeatureRms / std::max(1e-9, rmsOf(source.audio)));
    recording.samples.assign(source.audio.begin(), source.audio.end());
    for (float& sample : recording.samples)
        sample *= gain;
    recording.f0Hz = source.features->f0Hz;
    recording.marks = findPitchMarks(recording.samples, source.sampleRateHz, recording.f0Hz);
    recording.cepstrum = Matrix(source.features->cepstrum.rows(), kFilterOrder);
    for (std::size_t t = 0; t < recording.cepstrum.rows(); ++t) {
        std::ranges::copy(source.features->cepstrum.row(t).first(kFilterOrder), recording.cepstrum.row(t).begin());
    }
    return recording;
}

/// Deviation of every column over the frames of all `matrices`.
std::vector<float> deviations(std::span<const Matrix* const> matrices, std::size_t columns) {
    std::vector<double> sum(columns, 0.0);
    std::vector<double> squares(columns, 0.0);
    double frames = 0.0;
    for (const Matrix* matrix : matrices) {
        for (std::size_t t = 0; t < matrix->rows(); ++t) {
            for (std::size_t k = 0; k < columns; ++k) {
                const double value = (*matrix)(t, k);
                sum[k] += value;
                squares[k] += value * value;
            }
        }
        frames += static_cast<double>(matrix->rows());
    }
    std::vector<float> result(columns);
    for (std::size_t k = 0; k < columns; ++k) {
        const double mean = sum[k] / frames;
        result[k] = static_cast<float>(std::sqrt(std::max(1e-8, squares[k] / frames - mean * mean)));
    }
    return result;
}

float logF0At(std::span<const float> f0Hz, int frame) {
    const float f0 = f0Hz[std::min(static_cast<std::size_t>(frame), f0Hz.size() - 1)];
    return f0 > 0.0F ? std::log(f0) : 0.0F;
}

float medianLogF0Of(std::span<const float> f0Hz) {
    std::vector<float> voiced;
    for (const float f0 : f0Hz) {
        if (f0 > 0.0F)
            voiced.push_back(std::log(f0));
    }
    return medianOf(std::move(voiced));
}

/// The half phones of one recording, in order.
void cutUnits(const UnitSource& source, std::int32_t recording, std::vector<Unit>& units) {
    const auto& segments = source.alignment->segments;
    const auto phoneAt = [&](std::size_t i) { return i < segments.size() ? segments[i].phone : kPause; };
    const RecordingFeatures& features = *source.features;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const AlignedSegment& segment = segments[i];
        const PhoneId right = phoneAt(i + 1);
        const int middle = (segment.beginFrame + segment.endFrame) / 2;
        Unit unit{.recording = recording,
                  .phone = segment.phone,
                  .left = i > 0 ? segments[i - 1].phone : kPause,
                  .right = right};
        if (segment.frontIndex >= 0) {
            const FrontSegment& planned = source.front->segments[static_cast<std::size_t>(segment.frontIndex)];
            unit.stressed = planned.stressed;
            unit.tone = static_cast<std::uint8_t>(planned.tone);
        }
        unit.phraseFinal = right == kPause || (i + 2 < segments.size() && phoneAt(i + 2) == kPause);
        unit.phraseInitial = unit.left == kPause;
        for (const bool second : {false, true}) {
            unit.second = second;
            unit.beginFrame = second ? middle : segment.beginFrame;
            unit.endFrame = second ? segment.endFrame : middle;
            if (unit.frames() <= 0)
                continue;
            const auto begin = static_cast<std::size_t>(unit.beginFrame);
            unit.logF0 =
                medianLogF0Of(std::span(features.f0Hz).subspan(begin, static_cast<std::size_t>(unit.frames())));
            unit.logF0Begin = logF0At(features.f0Hz, unit.beginFrame);
            unit.logF0End = logF0At(features.f0Hz, unit.endFrame);
            const std::size_t next = std::min(static_cast<std::size_t>(unit.endFrame), features.cepstrum.rows() - 1);
            unit.levelBegin = features.cepstrum(begin, 0);
            unit.levelEnd = features.cepstrum(next, 0);
            units.push_back(unit);
        }
    }
}

/// Distance of each unit of `pool` from the pool's median shape.
std::vector<float> distancesFromMedian(const Matrix& shapes, std::span<const std::int32_t> pool) {
    std::vector<float> centre(kShapeWidth);
    std::vector<float> column(pool.size());
    for (std::size_t k = 0; k < kShapeWidth; ++k) {
        std::ranges::transform(pool, column.begin(),
                               [&](std::int32_t id) { return shapes(static_cast<std::size_t>(id), k); });
        centre[k] = medianOf(column);
    }
    std::vector<float> distances;
    distances.reserve(pool.size());
    for (const std::int32_t id : pool) {
        float sum = 0.0F;
        for (std::size_t k = 0; k < kShapeWidth; ++k) {
            const float difference = shapes(static_cast<std::size_t>(id), k) - centre[k];
            sum += difference * difference;
        }
        distances.push_back(std::sqrt(sum / static_cast<float>(kShapeWidth)));
    }
    return distances;
}

/// Units whose spectrum is far from their kind's are mostly badly aligned or slips of the tongue: their distance in
/// deviations beyond the usual one, so that most units score 0.
void scoreSpectra(const Matrix& shapes, std::span<const std::int32_t> pool, const PhoneSet& phones, std::vector<Unit>& units) {
    if (pool.size() < kSmallestJudgedPool)
        return;
    const std::vector<float> distances = distancesFromMedian(shapes, pool);
    const float usual = medianOf(distances);
    std::vector<float> spread(distances);
    for (float& value : spread)
        value = std::abs(value - usual);
    const float deviation = std::max(0.05F * usual, kMadToDeviation * medianOf(std::move(spread)));
    for (std::size_t i = 0; i < pool.size(); ++i) {
        Unit& unit = units[static_cast<std::size_t>(pool[i])];
        const float beyond = (distances[i] - usual) / std::max(1e-6F, deviation) - 1.0F;
        unit.outlier = std::clamp(beyond, 0.0F, kLargestOutlier);
        if (phones.isVowel(unit.phone) && unit.logF0 == 0.0F)
            unit.outlier += kUnvoicedVowelOutlier;
    }
}

/// Pauses that carry a breath, a click or the end of a word sound like noise where only room tone is wanted.
void scorePauses(std::span<const std::int32_t> pool, const std::vector<UnitRecording>& recordings,
                 std::vector<Unit>& units) {
    std::vector<float> levels;
    for (const std::int32_t id : pool) {
        const Unit& unit = units[static_cast<std::size_t>(id)];
        float loudest = -1e30F;
        for (int t = unit.beginFrame; t < unit.endFrame; ++t) {
            loudest = std::max(
                loudest, recordings[static_cast<std::size_t>(unit.recording)].cepstrum(static_cast<std::size_t>(t), 0));
        }
        levels.push_back(loudest);
    }
    const float usual = medianOf(levels);
    for (std::size_t i = 0; i < pool.size(); ++i) {
        units[static_cast<std::size_t>(pool[i])].outlier =
            std::clamp((levels[i] - usual) / kLoudPauseUnit, 0.0F, kLargestOutlier);
    }
}

}  // namespace

std::span<const std::int32_t> UnitDatabase::pool(PhoneId phone, bool second) const noexcept {
    return pools_[2 * static_cast<std::size_t>(phone) + (second ? 1 : 0)];
}

void UnitDatabase::index() {
    pools_.assign(2 * phones_->size(), {});
    for (std::size_t id = 0; id < units_.size(); ++id) {
        pools_[2 * static_cast<std::size_t>(units_[id].phone) + (units_[id].second ? 1 : 0)].push_back(
            static_cast<std::int32_t>(id));
    }
}

Result<UnitDatabase> UnitDatabase::build(std::span<const UnitSource> sources, const PhoneSet& phones) {
    if (sources.empty())
        return fail(ErrorCode::InvalidInput, "there is no recording to take speech from", "Add recordings");
    UnitDatabase database;
    database.phones_ = &phones;
    database.sampleRateHz_ = sources.front().sampleRateHz;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (const auto fine = checkSource(sources[i], i, database.sampleRateHz_, phones.size()); !fine)
            return tl::unexpected(fine.error());
        database.recordings_.push_back(makeRecording(sources[i]));
        cutUnits(sources[i], static_cast<std::int32_t>(i), database.units_);
    }
    const auto spoken = [](const Unit& unit) { return unit.phone != kPause; };
    if (std::ranges::none_of(database.units_, spoken)) {
        return fail(ErrorCode::InvalidInput, "no speech was found in the recordings",
                    "Record again, closer to the microphone");
    }
    database.index();
    database.measureVoice();
    database.measureShapes();
    database.measureJoins(sources);
    for (std::size_t kind = 0; kind < database.pools_.size(); ++kind) {
        if (kind / 2 == kPause) {
            scorePauses(database.pools_[kind], database.recordings_, database.units_);
        } else {
            scoreSpectra(database.shapes_, database.pools_[kind], phones, database.units_);
        }
    }
    return database;
}

void UnitDatabase::measureVoice() {
    std::vector<float> voiced;
    for (const UnitRecording& recording : recordings_) {
        for (const float f0 : recording.f0Hz) {
            if (f0 > 0.0F)
                voiced.push_back(std::log(f0));
        }
    }
    medianLogF0_ = voiced.empty() ? std::log(150.0F) : medianOf(voiced);
    for (float& value : voiced)
        value = std::abs(value - medianLogF0_);
    logF0Deviation_ =
        std::clamp(kMadToDeviation * medianOf(std::move(voiced)), kSmallestLogF0Deviation, kLargestLogF0Deviation);
    measureLevel();
}

void UnitDatabase::measureLevel() {
    std::vector<float> all;
    for (const UnitRecording& recording : recordings_)
        all.insert(all.end(), recording.samples.begin(), recording.samples.end());
    speechRms_ = static_cast<float>(activeSpeechRms(all, sampleRateHz_));
    for (float& sample : all)
        sample = std::abs(sample);
    const auto top = all.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(all.size() - 1) * kPeakQuantile);
    std::ranges::nth_element(all, top);
    const double gain = kOutputSpeechRms / std::max(1e-6, static_cast<double>(speechRms_));
    outputGain_ = static_cast<float>(std::min(gain, kOutputPeak / std::max(1e-6, static_cast<double>(*top))));
}

void UnitDatabase::measureShapes() {
    std::vector<const Matrix*> cepstra;
    for (const UnitRecording& recording : recordings_)
        cepstra.push_back(&recording.cepstrum);
    const std::vector<float> deviation = deviations(cepstra, kShapeOrder + 1);
    shapeScale_.resize(kShapeOrder);
    for (std::size_t k = 0; k < kShapeOrder; ++k) {
        shapeScale_[k] = deviation[k + 1] * std::sqrt(1.0F + 0.08F * static_cast<float>(k));
    }
    shapes_ = Matrix(units_.size(), kShapeWidth);
    for (std::size_t id = 0; id < units_.size(); ++id) {
        const Unit& unit = units_[id];
        const Matrix& cepstrum = recordings_[static_cast<std::size_t>(unit.recording)].cepstrum;
        const std::array<int, 3> points{unit.beginFrame, (unit.beginFrame + unit.endFrame) / 2, unit.endFrame - 1};
        for (std::size_t point = 0; point < points.size(); ++point) {
            for (std::size_t k = 0; k < kShapeOrder; ++k) {
                shapes_(id, point * kShapeOrder + k) =
                    cepstrum(static_cast<std::size_t>(points[point]), k + 1) / shapeScale_[k];
            }
        }
    }
}

void UnitDatabase::measureJoins(std::span<const UnitSource> sources) {
    std::vector<const Matrix*> cepstra;
    for (const UnitSource& source : sources) {
        cepstra.push_back(source.joinCepstrum != nullptr ? source.joinCepstrum : &source.features->cepstrum);
    }
    const std::vector<float> deviation = deviations(cepstra, kShapeOrder + 1);
    joinBegin_ = Matrix(units_.size(), kShapeOrder);
    joinEnd_ = Matrix(units_.size(), kShapeOrder);
    for (std::size_t id = 0; id < units_.size(); ++id) {
        const Matrix& cepstrum = *cepstra[static_cast<std::size_t>(units_[id].recording)];
        const auto begin = static_cast<std::size_t>(units_[id].beginFrame);
        const std::size_t end = std::min(static_cast<std::size_t>(units_[id].endFrame), cepstrum.rows() - 1);
        for (std::size_t k = 0; k < kShapeOrder; ++k) {
            joinBegin_(id, k) = cepstrum(begin, k + 1) / deviation[k + 1];
            joinEnd_(id, k) = cepstrum(end, k + 1) / deviation[k + 1];
        }
    }
}

}  // namespace timbre::instant
