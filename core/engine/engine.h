// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/text/markup.h"

namespace timbre {

namespace frontend {
class TextFrontEnd;
}

/// What an engine is and can do; the same on every machine.
struct EngineFacts {
    std::string id;                      ///< Stable, used on the command line and in voice files: "instant".
    std::string title;                   ///< For people: "Instant (built in)".
    std::string version;                 ///< Changes whenever the same input may give other samples.
    std::vector<std::string> languages;  ///< BCP 47 primary tags it can speak: {"en"}.
    std::vector<std::string> experimentalLanguages{};  ///< Those of them that nobody has measured on real speech.
    double minimumSeconds = 0.0;         ///< Speech needed to make a voice.
    double recommendedSeconds = 0.0;     ///< From here on more recordings bring little.
    double maximumSeconds = 0.0;         ///< Recordings beyond this are refused.
    bool needsTranscripts = true;
    /// It imitates reference recordings (VoiceRecipe::styles) with models of the user's instead of learning from clips.
    bool imitates = false;
};

/// Whether it works here and now, and if not why and what to do.
struct EngineReadiness {
    bool ready = false;
    std::string detail;  ///< "works on the CPU with 1 thread" or why it does not work.
    std::string advice;  ///< What to install or change; empty when ready.
};

/// One of the user's recordings with what was said in it.
struct Recording {
    std::string name;        ///< File stem; what messages call it.
    AudioClip audio;         ///< Mono, the recording's own rate.
    std::string transcript;  ///< UTF-8; may be empty for engines that do not need it.
    double spokenSeconds = 0.0;  ///< QualityReport::spokenSeconds; 0: not measured, then all of it counts.
};

/// What a recording adds to a voice, in seconds of speech.
[[nodiscard]] inline double spokenSecondsOf(const Recording& recording) noexcept {
    return recording.spokenSeconds > 0.0 ? recording.spokenSeconds : recording.audio.seconds();
}

/// How a voice may sound, for engines that imitate: a reference recording, and what shapes the timbre beside it.
struct VoiceStyle {
    std::string name;                    ///< UTF-8; unique in the voice.
    Recording reference;                 ///< 3 to 10 s.
    /// Of reference.transcript, where they are known; else it is read. Neither: only the sound of the reference is used.
    std::vector<std::int64_t> phones{};
    std::vector<Recording> others{};  ///< Of any length.
    std::string language{};           ///< Of reference.transcript; empty: the voice's.
};

struct VoiceRecipe {
    std::vector<Recording> recordings;
    std::string language = "en";
    std::uint64_t seed = 0;
    std::vector<VoiceStyle> styles{};                       ///< The first is the usual one.
    std::map<std::string, std::filesystem::path> models{};  ///< Files by their part, as the engine names them.
};

/// A recording that was left out of the voice, and why, in one sentence.
struct RejectedRecording {
    std::string name;
    std::string reason;
};

/// What making a voice found out.
struct VoiceReport {
    double secondsUsed = 0.0;  ///< Of speech: spokenSecondsOf() the recordings.
    int recordingsUsed = 0;
    std::vector<RejectedRecording> rejected;
    std::map<std::string, double> metrics;  ///< Engine's own figures by name, units in the name.
};

/// How one sentence is to be spoken. Every engine honours the named ones; `advanced` holds an engine's own.
struct SpeakSettings {
    double speedScale = 1.0;      ///< 0.5 (half speed) .. 2.0.
    double pitchSemitones = 0.0;  ///< -12..12; formants stay.
    std::uint64_t seed = 0;       ///< Same seed, same samples; another seed, another take.
    std::map<std::string, double> advanced{};
    std::string style{};  ///< A name that the voice knows; empty is its usual one.
    bool operator==(const SpeakSettings&) const = default;
};

struct SpeakRequest {
    std::string text;  ///< One sentence, UTF-8.
    std::string language = "en";
    SpeakSettings settings;
    std::vector<std::int64_t> phones{};  ///< In place of the text, for engines that take them.
    std::vector<GivenReading> readings{};  ///< Of parts of the text, in bytes of it; in order, without overlap.
};

struct WordTime {
    std::string word;
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    bool operator==(const WordTime&) const = default;
};

struct Speech {
    AudioClip audio;              ///< Mono.
    std::vector<WordTime> words;  ///< In order; may be empty where the engine cannot tell.
    int attempts = 1;             ///< How often it was drawn until the engine's own checks were content.
    std::string remark{};         ///< What those checks still find wrong; empty: nothing.
    bool operator==(const Speech&) const = default;
};

/// Takes pieces of a sentence's sound in order as they are made: mono samples at `rateHz`. Called on the speaking
/// thread; returns quickly.
using SpeechPieces = std::function<void(std::span<const float> samples, int rateHz)>;

/// A voice loaded into memory; immutable, so several threads may speak with it at once.
class EngineVoice {
  public:
    EngineVoice() = default;
    EngineVoice(const EngineVoice&) = delete;
    EngineVoice& operator=(const EngineVoice&) = delete;
    virtual ~EngineVoice() = default;

    /// Renders one sentence. Looks at `stop` at least every 50 ms and then fails with Cancelled.
    /// Text without a speakable word is InvalidInput; a language the engine cannot speak is Unsupported.
    virtual Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const = 0;

    /// Whether speak() answers without making anything, because it was made before.
    [[nodiscard]] virtual bool isReady(const SpeakRequest& /*request*/) const { return false; }
    /// How many sentences are best spoken at once; 1: nothing is gained by more.
    [[nodiscard]] virtual std::size_t sentencesAtOnce() const { return 1; }
    /// An answer for each request, which are those that speak() would give: what is spoken beside a sentence does not
    /// change it. One that cannot be spoken leaves the others alone.
    virtual std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                                      const std::stop_token& stop) const;
    /// speak(), but its sound comes in pieces as they are made; joined they are the answer's samples. Engines that make
    /// a sentence in one go give it in one piece.
    virtual Result<Speech> speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                         std::stop_token stop) const;
};

/// The one door to every synthesis engine.
class Engine {
  public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    [[nodiscard]] virtual const EngineFacts& facts() const = 0;
    [[nodiscard]] virtual EngineReadiness readiness() const = 0;

    /// Makes a voice and writes the engine's files into `directory` (exists, empty). On failure or cancellation the
    /// caller removes the directory; the engine writes nowhere else.
    virtual Result<VoiceReport> createVoice(const VoiceRecipe& recipe, const std::filesystem::path& directory,
                                            const ProgressSink& progress, std::stop_token stop) = 0;

    /// Loads what createVoice wrote. Missing or damaged files are ModelMissing or Corrupt, named.
    virtual Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path& directory) = 0;

    /// Names of the user's model files that a voice speaks with and that are not where it looks for them. What is among
    /// `known` (files, and folders with weights in them) with the same content is first noted in the voice as the new
    /// place. Empty for engines that need none. Takes as long as reading those files.
    virtual std::vector<std::string> findModels(const std::filesystem::path& /*directory*/,
                                                std::span<const std::filesystem::path> /*known*/) const {
        return {};
    }
};

/// Where to compute. Automatic takes CUDA where a device is there.
enum class Device { Automatic, Cpu, Cuda };

/// What every engine may use of the machine.
struct EngineContext {
    std::filesystem::path resourceDirectory;  ///< Installed data: models/, scripts.
    int threads = 1;
    Device device = Device::Automatic;
    bool exact = false;             ///< float32 throughout instead of what is faster and sounds the same.
    std::uint64_t memoryLimit = 0;  ///< Bytes for models that are kept loaded; 0: half of the machine's.
    /// How texts are read; null where none is installed, and engines that need one say so when they speak.
    std::shared_ptr<const frontend::TextFrontEnd> text{};
};

/// A row of engines.inc.
struct EngineEntry {
    std::string_view id;
    std::unique_ptr<Engine> (*make)(const EngineContext& context);
};

/// All engines of this build, in order of preference; the list is core/engine/engines.inc.
std::span<const EngineEntry> engineEntries();

}  // namespace timbre
