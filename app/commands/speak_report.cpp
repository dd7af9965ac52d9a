// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/speak_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "app/words.h"
#include "core/base/files.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

/// So many words are enough to see what a warning is about.
constexpr std::size_t kMostWordsNamed = 8;

nlohmann::json orNull(const std::optional<double>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json loudnessJson(const std::optional<LoudnessReport>& report) {
    if (!report) {
        return nullptr;
    }
    return {{"integrated_lufs", report->after.integratedLufs},
            {"true_peak_dbtp", report->after.truePeakDbtp},
            {"rms_dbfs", report->after.rmsDbfs},
            {"noise_floor_dbfs", orNull(report->after.noiseFloorDbfs)},
            {"before_lufs", report->before.integratedLufs},
            {"gain_db", report->gainDb},
            {"limited_s", report->limitedSeconds},
            {"reached", report->reached},
            {"note", report->note}};
}

nlohmann::json sentencesJson(const SpeakPlan& plan, const Narration& narration) {
    auto sentences = nlohmann::json::array();
    for (const NarrationSentence& sentence : narration.sentences) {
        nlohmann::json row = {{"number", sentence.number},        {"text", sentence.span.text},
                              {"start_s", sentence.startSeconds}, {"end_s", sentence.endSeconds},
                              {"attempts", sentence.attempts},    {"remark", sentence.remark}};
        auto words = nlohmann::json::array();
        for (const WordTime& word : sentence.words) {
            words.push_back({{"word", word.word}, {"start_s", word.startSeconds}, {"end_s", word.endSeconds}});
        }
        row["words"] = std::move(words);
        if (plan.files.sentenceFolder) {
            row["file"] = displayPath(*plan.files.sentenceFolder / sentenceFileName(sentence.number));
        }
        sentences.push_back(std::move(row));
    }
    return sentences;
}

void printFiles(Console& console, const NarrationFiles& files, const Narration& narration) {
    const std::string sentences = counted(narration.sentences.size(), "sentence");
    for (const std::filesystem::path& output : files.sounds) {
        console.line(fmt::format("Wrote {}: {:.1f} s, {}", displayPath(output), narration.audio.seconds(), sentences));
    }
    if (files.subtitles) {
        console.line("Wrote " + displayPath(*files.subtitles));
    }
    if (files.sentenceFolder) {
        console.line(fmt::format("Wrote {} in {}", counted(narration.sentences.size(), "file"),
                                 displayPath(*files.sentenceFolder)));
    }
}

void printLoudness(Console& console, const LoudnessReport& report) {
    const Loudness& after = report.after;
    std::string line =
        fmt::format("  loudness {:.1f} LUFS, true peak {:.1f} dBTP", after.integratedLufs, after.truePeakDbtp);
    if (report.goal.kind == LoudnessGoal::Kind::Acx) {
        line += fmt::format(", RMS {:.1f} dBFS", after.rmsDbfs);
        line += after.noiseFloorDbfs ? fmt::format(", noise floor {:.1f} dBFS", *after.noiseFloorDbfs)
                                     : ", noise floor could not be measured (no pause of half a second)";
    }
    console.line(report.note.empty() ? line : line + "; " + report.note);
}

}  // namespace

/// Sentences that were left out stand by themselves; this is about what was spoken, but perhaps not as it is meant.
std::vector<std::string> warningsFor(const Narration& narration, const std::string& language) {
    std::string spoken;
    for (const NarrationSentence& sentence : narration.sentences) {
        spoken += sentence.span.text + "\n";
    }
    std::vector<std::string> words = wordsWithForeignLetters(spoken, language);
    if (words.empty()) {
        return {};
    }
    const std::size_t more = words.size() - std::min(words.size(), kMostWordsNamed);
    words.resize(words.size() - more);
    const auto entry = findLanguage(language);
    const std::string_view name = entry ? (*entry)->name : std::string_view(language);
    return {fmt::format("These words have letters that {} does not have and are spoken as if they were {}: {}{}", name,
                        name, fmt::join(words, ", "), more == 0 ? "" : fmt::format(" and {} more", more))};
}

nlohmann::json speakJson(const SpeakPlan& plan, const LoadedVoice& loaded, const Narration& narration,
                         const Measured& measured, int threads) {
    auto skipped = nlohmann::json::array();
    for (const SkippedSentence& sentence : narration.skipped) {
        skipped.push_back(
            {{"number", sentence.number}, {"text", sentence.span.text}, {"reason", sentence.error.detail}});
    }
    auto outputs = nlohmann::json::array();
    for (const std::filesystem::path& output : plan.files.sounds) {
        outputs.push_back(displayPath(output));
    }
    return {{"output", outputs.front()},
            {"outputs", outputs},
            {"subtitles",
             plan.files.subtitles ? nlohmann::json(displayPath(*plan.files.subtitles)) : nlohmann::json(nullptr)},
            {"voice", loaded.stored.name},
            {"version", loaded.stored.version.number},
            {"engine", loaded.stored.version.engine},
            {"seconds", narration.audio.seconds()},
            {"sample_rate_hz", narration.audio.sampleRateHz},
            {"rtf", narration.realTimeFactor},
            {"first_audio_s", measured.firstAudioSeconds},
            {"load_s", measured.loadSeconds},
            {"render_s", narration.renderSeconds},
            {"level_s", narration.levelSeconds},
            {"write_s", measured.writeSeconds},
            {"total_s", measured.totalSeconds},
            {"threads", threads},
            {"seed", plan.settings.speak.seed},
            {"similarity", orNull(measured.similarity)},
            {"loudness", loudnessJson(narration.loudness)},
            {"warnings", measured.warnings},
            {"sentences", sentencesJson(plan, narration)},
            {"skipped", std::move(skipped)}};
}

void printReport(Console& console, const SpeakPlan& plan, const Narration& narration, const Measured& measured) {
    printFiles(console, plan.files, narration);
    console.line(fmt::format(
        "  real-time factor {:.3f}, first audio after {:.2f} s, all done after {:.1f} s ({:.1f} s of "
        "it for the level)",
        narration.realTimeFactor, measured.firstAudioSeconds, measured.totalSeconds, narration.levelSeconds));
    if (measured.similarity) {
        console.line(fmt::format("  similarity to the recordings {:.2f}", *measured.similarity));
    }
    if (narration.loudness) {
        printLoudness(console, *narration.loudness);
    }
    for (const std::string& warning : measured.warnings) {
        console.warn("timbre: " + warning);
    }
    for (const NarrationSentence& sentence : narration.sentences) {
        if (!sentence.remark.empty()) {
            console.warn(fmt::format("timbre: Listen to sentence {}: {} ({}).", sentence.number, sentence.remark,
                                     counted(static_cast<std::size_t>(sentence.attempts), "attempt")));
        }
    }
    for (const SkippedSentence& sentence : narration.skipped) {
        console.warn(fmt::format("timbre: Not spoken: sentence {}, “{}”: {}", sentence.number, sentence.span.text,
                                 sentence.error.detail));
    }
}

}  // namespace timbre::app
