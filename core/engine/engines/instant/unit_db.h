// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/base/safetensors.h"
#include "core/engine/engines/instant/phone_set.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// Cepstral coefficients c1..c24 compare spectra; the unit's first, middle and last frame make its shape.
inline constexpr std::size_t kShapeOrder = 24;
inline constexpr std::size_t kShapeWidth = 3 * kShapeOrder;
/// c0..c24 of every frame are kept for the renderer's filter.
inline constexpr std::size_t kFilterOrder = 25;

/// What the database is built from, one a recording; all borrowed, all of the same sample rate.
struct UnitSource {
    std::span<const float> audio;  ///< Mono, native rate.
    int sampleRateHz = 0;
    const RecordingFeatures* features = nullptr;
    const FrontUtterance* front = nullptr;
    const Alignment* alignment = nullptr;
    /// [frames, >= 25] cepstra to judge joins by, e.g. of the full band; null takes features->cepstrum.
    const Matrix* joinCepstrum = nullptr;
};

/// Half of a phone in one of the recordings.
struct Unit {
    std::int32_t recording = 0;
    std::int32_t beginFrame = 0;
    std::int32_t endFrame = 0;  ///< Exclusive.
    PhoneId phone = 0;
    PhoneId left = 0;  ///< Phone before, a pause at the ends.
    PhoneId right = 0;
    bool second = false;  ///< The second half of its phone.
    bool stressed = false;
    std::uint8_t tone = 0;       ///< FrontSegment::tone.
    bool phraseFinal = false;    ///< A pause follows it or the phone after it.
    bool phraseInitial = false;  ///< A pause stands before it.
    float logF0 = 0.0F;          ///< Median ln F0, 0 where unvoiced.
    float logF0Begin = 0.0F;     ///< ln F0 of the first frame, 0 where unvoiced.
    float logF0End = 0.0F;       ///< ln F0 of the frame after the last: what would follow naturally.
    float levelBegin = 0.0F;     ///< c0 of the first frame, ln amplitude.
    float levelEnd = 0.0F;       ///< c0 of the frame after the last.
    float outlier = 0.0F;        ///< How unlike the other units of its phone it is, 0 for a usual one; see unit_db.cpp.
    [[nodiscard]] int frames() const noexcept { return endFrame - beginFrame; }
    bool operator==(const Unit&) const = default;
};

/// A recording as the renderer replays it.
struct UnitRecording {
    std::vector<float> samples;  ///< Mono, native rate, brought to a common speech level.
    std::vector<float> marks;    ///< Pitch marks, rising sample positions with their fractions.
    std::vector<float> f0Hz;     ///< Per 5 ms frame, 0 where unvoiced.
    Matrix cepstrum;             ///< [frames, 25] c0..c24 at 16 kHz.
    bool operator==(const UnitRecording&) const = default;
};

/// The user's recordings cut into half phones, with all that selection and rendering look at. Immutable once built.
class UnitDatabase {
  public:
    /// No recording, sizes that disagree, unequal sample rates and recordings without speech are InvalidInput.
    static Result<UnitDatabase> build(std::span<const UnitSource> sources, const PhoneSet& phones = englishPhones());

    /// What the units' phones are ids of.
    [[nodiscard]] const PhoneSet& phones() const noexcept { return *phones_; }

    [[nodiscard]] int sampleRateHz() const noexcept { return sampleRateHz_; }
    [[nodiscard]] const std::vector<Unit>& units() const noexcept { return units_; }
    [[nodiscard]] const std::vector<UnitRecording>& recordings() const noexcept { return recordings_; }
    /// Ids of the units of one half of one phone.
    [[nodiscard]] std::span<const std::int32_t> pool(PhoneId phone, bool second) const noexcept;

    /// [units, 72] c1..c24 at the first, middle and last frame, divided by shapeScale().
    [[nodiscard]] const Matrix& shapes() const noexcept { return shapes_; }
    /// [units, 24] join cepstra of the first frame / of the frame after the last, in deviations.
    [[nodiscard]] const Matrix& joinBegin() const noexcept { return joinBegin_; }
    [[nodiscard]] const Matrix& joinEnd() const noexcept { return joinEnd_; }
    /// Deviation of c1..c24 times sqrt(1 + 0.08 k): what a shape is divided by.
    [[nodiscard]] std::span<const float> shapeScale() const noexcept { return shapeScale_; }

    [[nodiscard]] float medianLogF0() const noexcept { return medianLogF0_; }
    [[nodiscard]] float logF0Deviation() const noexcept { return logF0Deviation_; }  ///< 1.4826 MAD, 0.08..0.30.
    /// Factor that brings the recordings' speech to the voice's output level.
    [[nodiscard]] float outputGain() const noexcept { return outputGain_; }
    /// activeSpeechRms() of all recordings before that factor.
    [[nodiscard]] float speechRms() const noexcept { return speechRms_; }

    /// Adds "units.*" to `file` / reads it back. Missing tensors are ModelMissing, misshapen or senseless ones (an
    /// index outside its recording) are Corrupt; both name the tensor.
    void toTensors(TensorFile& file) const;
    static Result<UnitDatabase> fromTensors(const TensorFile& file, const PhoneSet& phones = englishPhones());

    bool operator==(const UnitDatabase&) const = default;

  private:
    void index();
    void measureVoice();
    void measureLevel();
    void measureShapes();
    void measureJoins(std::span<const UnitSource> sources);

    const PhoneSet* phones_ = &englishPhones();
    int sampleRateHz_ = 0;
    std::vector<Unit> units_;
    std::vector<UnitRecording> recordings_;
    std::vector<std::vector<std::int32_t>> pools_;  ///< By phone * 2 + second.
    Matrix shapes_;
    Matrix joinBegin_;
    Matrix joinEnd_;
    std::vector<float> shapeScale_;
    float medianLogF0_ = 0.0F;
    float logF0Deviation_ = 0.0F;
    float outputGain_ = 1.0F;
    float speechRms_ = 0.0F;
};

}  // namespace timbre::instant
