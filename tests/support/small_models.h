// SPDX-License-Identifier: GPL-3.0-or-later
// Small GPT-SoVITS models that work, in the official formats: seeded numbers instead of trained ones, so what they say
// is noise. But it is noise with pauses that comes to an end, and it is the same on every machine and every day.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/nets/gpt_sovits_files.h"
#include "core/nets/gpt_sovits_model.h"

namespace timbre::test {

/// How the small GPT model ends what it says.
enum class SmallEnding {
    Silence,  ///< With a token of silence and the end token behind it, as speech does.
    Abrupt,   ///< With the end token in the middle of a sound.
    Never,    ///< It rambles on.
    Loop,     ///< It says the same five tokens again and again, whatever the sampling.
};

struct SmallGpt {
    SmallEnding ending = SmallEnding::Silence;
    /// With the first two, on average over the seeds. The first eleven tokens cannot end; from there on every one is as
    /// likely to be the last.
    int meanTokens = 40;
};

/// Below `folder`, which looks like a folder of GPT-SoVITS itself. What a version does not need is empty.
struct SmallModels {
    std::filesystem::path folder;
    nets::ModelVersion version = nets::ModelVersion::V2;
    std::filesystem::path gpt{};
    std::filesystem::path sovits{};      ///< Fine-tuned; of v3 and v4 the base.
    std::filesystem::path lora{};        ///< v3, v4: what is laid over the base.
    std::filesystem::path hubert{};      ///< Folder.
    std::filesystem::path speakerNet{};  ///< v2Pro, v2ProPlus.
    std::filesystem::path bigvgan{};     ///< v3: folder.
    std::filesystem::path v4Vocoder{};

    /// What GptSovitsModel::open() wants; of v3 and v4 the base alone.
    [[nodiscard]] nets::GptSovitsFiles files() const;
    [[nodiscard]] nets::GptSovitsFiles filesWithLora() const;
    [[nodiscard]] nets::ReferencePaths references() const;
};

/// Writes all that a version speaks with. Several versions may share a folder.
SmallModels writeSmallModels(const std::filesystem::path& folder, nets::ModelVersion version, std::uint64_t seed,
                             const SmallGpt& gpt = {});

/// A GPT model alone. @param symbolVersion  1 (512 phones, for v1) or 2 (732).
void writeSmallGpt(const std::filesystem::path& file, int symbolVersion, std::uint64_t seed, const SmallGpt& gpt = {});

/// A Chinese text model: one layer as wide as GPT models want it, and a vocabulary of a few dozen characters.
/// @return `folder`.
std::filesystem::path writeSmallTextModel(const std::filesystem::path& folder, std::uint64_t seed);

/// Whether the small SoVITS models make next to nothing of this token: what the small GPT ends with is one.
[[nodiscard]] bool isSmallSilence(std::int64_t token);

}  // namespace timbre::test
