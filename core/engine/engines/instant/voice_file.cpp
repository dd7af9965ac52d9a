// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/voice_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/engine/engines/instant/grain_player.h"
#include "core/engine/engines/instant/phone_set.h"

namespace timbre::instant {
namespace {

constexpr const char* kUnitsFile = "units.safetensors";
constexpr const char* kGuideFile = "guide.safetensors";
constexpr const char* kFormatKey = "timbre_instant_format";
// English voices are of format 1, and any version reads them. Format 2 names its language and has tones.
constexpr const char* kEnglishFormat = "1";
constexpr const char* kFormat = "2";
constexpr const char* kLanguageKey = "timbre_instant_language";
constexpr const char* kToneTensor = "tone.log_gain";
constexpr float kLargestLogGain = 2.3F;  // 20 dB; what a voice holds is far less

/// Says which file of the voice the trouble is in, and what to do about it.
tl::unexpected<Error> inFile(const std::filesystem::path& path, Error error) {
    if (error.code == ErrorCode::NotFound) {
        error.code = ErrorCode::ModelMissing;
    }
    if (error.detail.find(displayPath(path)) == std::string::npos) {
        error.detail = displayPath(path) + ": " + error.detail;
    }
    if (error.advice.empty()) {
        error.advice = "Make the voice again from its recordings.";
    }
    return tl::unexpected(std::move(error));
}

Result<void> checkFormat(const TensorFile& file) {
    const auto format = file.metadata.find(kFormatKey);
    if (format == file.metadata.end()) {
        return fail(ErrorCode::Corrupt, "this is not a voice of the instant engine");
    }
    if (format->second != kFormat && format->second != kEnglishFormat) {
        return fail(ErrorCode::Unsupported,
                    "the voice is of format " + format->second + ", this program reads " + kEnglishFormat + " and " + kFormat,
                    "Use the newer version of the program that made it.");
    }
    return {};
}

/// The language of a voice; Unsupported where this program has no phones for it.
Result<const PhoneSet*> phonesOf(const TensorFile& file) {
    const auto language = file.metadata.find(kLanguageKey);
    if (language == file.metadata.end() || language->second == englishPhones().language) {
        return &englishPhones();
    }
    if (language->second == mandarinPhones().language) {
        return &mandarinPhones();
    }
    return fail(ErrorCode::Unsupported, "the voice speaks "" + language->second + "", which this program cannot",
                "Use the newer version of the program that made it.");
}

/// The voice's equaliser; none in voices of a program that had none.
Result<std::vector<float>> toneOf(const TensorFile& file, int sampleRateHz) {
    if (!file.tensors.contains(kToneTensor)) {
        return std::vector<float>();
    }
    const std::array<std::int64_t, 1> shape{static_cast<std::int64_t>(grainTransformSize(sampleRateHz) / 2 + 1)};
    const auto tensor = file.find(kToneTensor, shape);
    if (!tensor) {
        return tl::unexpected(tensor.error());
    }
    const bool sensible = std::ranges::all_of((*tensor)->values, [](float gain) { return std::abs(gain) <= kLargestLogGain; });
    if (!sensible) {
        return fail(ErrorCode::Corrupt, std::string("tensor ") + kToneTensor + " holds gains that no voice has",
                    "The voice file is damaged; make the voice again");
    }
    return (*tensor)->values;
}

}  // namespace

Result<void> saveVoice(const std::filesystem::path& directory, const VoiceModel& model) {
    TensorFile file;
    const bool english = model.language == englishPhones().language;
    file.metadata[kFormatKey] = english ? kEnglishFormat : kFormat;
    if (!english) {
        file.metadata[kLanguageKey] = model.language;
    }
    model.units.toTensors(file);
    model.durations.toTensors(file);
    if (!model.toneLogGain.empty()) {
        file.tensors[kToneTensor] = {.shape = {static_cast<std::int64_t>(model.toneLogGain.size())},
                                     .values = model.toneLogGain};
    }
    if (auto written = writeSafetensors(directory / kUnitsFile, file); !written) {
        return written;
    }
    return model.guide.save(directory / kGuideFile);
}

Result<VoiceModel> loadVoiceModel(const std::filesystem::path& directory) {
    const auto unitsPath = directory / kUnitsFile;
    const auto guidePath = directory / kGuideFile;
    const auto file = readSafetensors(unitsPath);
    if (!file) {
        return inFile(unitsPath, file.error());
    }
    if (const auto known = checkFormat(*file); !known) {
        return inFile(unitsPath, known.error());
    }
    const auto phones = phonesOf(*file);
    if (!phones) {
        return inFile(unitsPath, phones.error());
    }
    auto units = UnitDatabase::fromTensors(*file, **phones);
    if (!units) {
        return inFile(unitsPath, units.error());
    }
    auto durations = DurationModel::fromTensors(*file, (*phones)->size());
    if (!durations) {
        return inFile(unitsPath, durations.error());
    }
    auto tone = toneOf(*file, units->sampleRateHz());
    if (!tone) {
        return inFile(unitsPath, tone.error());
    }
    auto guide = GuideNet::load(guidePath);
    if (!guide) {
        return inFile(guidePath, guide.error());
    }
    return VoiceModel{std::move(*units), std::move(*durations), std::move(*guide), std::string((*phones)->language),
                      std::move(*tone)};
}

}  // namespace timbre::instant
