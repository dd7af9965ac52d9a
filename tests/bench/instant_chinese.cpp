// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the instant engine's Chinese on a synthetic speaker (tests/support/chinese_speaker.h): is every syllable spoken,
// are the lengths sane, is it the speaker's voice and not the guide's?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/audio/encode.h"
#include "core/nets/voice_encoder.h"
#include "tests/support/chinese_speaker.h"

namespace {

using namespace timbre;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::unique_ptr<Engine> makeEngine() {
    for (const EngineEntry& entry : engineEntries()) {
        if (entry.id == "instant")
            return entry.make({.resourceDirectory = test::resourceDirectory(), .threads = 1, .text = test::chineseFrontEnd()});
    }
    return nullptr;
}

void append(AudioClip& whole, const AudioClip& clip) {
    whole.sampleRateHz = clip.sampleRateHz;
    whole.channels = 1;
    whole.samples.insert(whole.samples.end(), clip.samples.begin(), clip.samples.end());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures the instant engine's Chinese on a synthetic speaker");
    std::string variant = "f4";
    std::size_t lines = test::kChineseLines.size();
    std::uint64_t seed = 0;
    std::string out;
    std::string keep;
    app.add_option("--variant", variant, "espeak-ng's variant that is the speaker");
    app.add_option("--lines", lines, "How many recordings it makes, at most 22");
    app.add_option("--seed", seed, "Of the takes");
    app.add_option("--voice", keep, "Folder to keep the voice in; one that is there is used");
    app.add_option("--out", out, "Folder for the sounds");
    CLI11_PARSE(app, argc, argv);
    if (const std::string missing = test::chineseMissing(); !missing.empty()) {
        fmt::print(stderr, "instant-chinese: {}\n", missing);
        return 2;
    }
    VoiceRecipe recipe{.recordings = {}, .language = "zh"};
    double seconds = 0.0;
    for (std::size_t i = 0; i < std::min(lines, test::kChineseLines.size()); ++i) {
        const auto saying = test::sayChinese(test::kChineseLines[i], variant);
        seconds += saying.audio.seconds();
        recipe.recordings.push_back(
            {.name = fmt::format("line{:02}", i), .audio = saying.audio, .transcript = std::string(test::kChineseLines[i])});
    }
    const test::TempDir temporary;
    const std::filesystem::path directory = keep.empty() ? temporary.path() : std::filesystem::path(keep);
    const auto engine = makeEngine();
    auto start = Clock::now();
    if (!std::filesystem::exists(directory / "units.safetensors")) {
        std::filesystem::create_directories(directory);
        const auto report = engine->createVoice(recipe, directory, {}, {});
        if (!report) {
            fmt::print(stderr, "instant-chinese: {}\n", report.error().message());
            return 1;
        }
        fmt::print("speaker {}: {:.1f} s in {} recordings, {} used, made in {:.1f} s\n", variant, seconds,
                   recipe.recordings.size(), report->recordingsUsed, since(start));
        for (const auto& rejected : report->rejected)
            fmt::print("  left out: {}: {}\n", rejected.name, rejected.reason);
    }
    const auto voice = engine->loadVoice(directory).value();
    test::SpokenCheck all;
    test::SpokenCheck copy;
    AudioClip spoken;
    AudioClip own;
    AudioClip guide;
    double speaking = 0.0;
    for (std::size_t i = 0; i < test::kChineseSentences.size(); ++i) {
        const std::string text(test::kChineseSentences[i]);
        start = Clock::now();
        const auto speech = voice->speak({.text = text, .language = "zh", .settings = {.seed = seed}}, {});
        speaking += since(start);
        if (!speech) {
            fmt::print(stderr, "instant-chinese: {}: {}\n", text, speech.error().message());
            return 1;
        }
        const auto real = test::sayChinese(text, variant);
        const auto base = test::sayChinese(text, "");
        const test::SpokenCheck check = test::checkSpoken(*speech, real);
        fmt::print("  {:2} {:2}/{:2} identified, {} quiet, length {:.2f} ({:.2f} to {:.2f})  {}\n", i, check.identified,
                   check.syllables, check.quiet, check.ratioSum / static_cast<double>(check.syllables), check.shortest,
                   check.longest, text);
        all.syllables += check.syllables;
        all.identified += check.identified;
        all.quiet += check.quiet;
        all.ratioSum += check.ratioSum;
        all.shortest = std::min(all.shortest, check.shortest);
        all.longest = std::max(all.longest, check.longest);
        // The same measure for the guide voice itself: what another voice that says everything reaches.
        Speech plain{.audio = base.audio, .words = {}};
        for (const auto& time : base.times)
            plain.words.push_back({.word = "", .startSeconds = time.startSeconds, .endSeconds = time.endSeconds});
        const test::SpokenCheck plainCheck = test::checkSpoken(plain, real);
        copy.identified += plainCheck.identified;
        const auto join = [](std::vector<double>& to, const std::vector<double>& from) { to.insert(to.end(), from.begin(), from.end()); };
        join(all.melody, check.melody);
        join(all.ownMelody, check.ownMelody);
        join(copy.melody, plainCheck.melody);
        join(copy.ownMelody, plainCheck.ownMelody);
        append(spoken, speech->audio);
        append(own, real.audio);
        append(guide, base.audio);
        if (!out.empty()) {
            std::filesystem::create_directories(out);
            static_cast<void>(writeAudio(std::filesystem::path(out) / fmt::format("{:02}-voice.wav", i), speech->audio));
            static_cast<void>(writeAudio(std::filesystem::path(out) / fmt::format("{:02}-speaker.wav", i), real.audio));
        }
    }
    const auto count = static_cast<double>(all.syllables);
    fmt::print("syllables {}: identified {:.3f} (the guide voice itself {:.3f}), quiet {}\n", all.syllables,
               static_cast<double>(all.identified) / count, static_cast<double>(copy.identified) / count, all.quiet);
    fmt::print("length of a syllable over the speaker's: mean {:.2f}, {:.2f} to {:.2f}\n", all.ratioSum / count, all.shortest,
               all.longest);
    fmt::print("melody within the sentence against the speaker's: correlation {:.2f} (the guide voice itself {:.2f})\n",
               test::correlation(all.melody, all.ownMelody), test::correlation(copy.melody, copy.ownMelody));
    fmt::print("real-time factor {:.3f}\n", speaking / spoken.seconds());
    const auto encoder = VoiceEncoder::load(test::resourceDirectory() / "models" / "ge2e.safetensors");
    if (encoder) {
        const auto a = encoder->embed(spoken).value();
        const auto b = encoder->embed(own).value();
        const auto c = encoder->embed(guide).value();
        fmt::print("similarity (GE2E): to the speaker {:.3f}, to the guide voice {:.3f}; speaker to guide voice {:.3f}\n",
                   similarity(a, b), similarity(a, c), similarity(b, c));
    }
    return 0;
}
