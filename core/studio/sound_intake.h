// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/peaks.h"
#include "core/audio/quality.h"
#include "core/audio/vad.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/studio/line_listener.h"

namespace timbre {

/// Why a slice cannot become part of a voice: a code and the figures that belong to it, for the window to put in words.
struct SliceRefusal {
    enum class Code {
        Quality,     ///< `problem` says what; `measured` and `limit` are its figures.
        TooShort,    ///< `measured` and `limit` in seconds.
        NotTheText,  ///< What is heard is not the text found for it; `measured` is the share heard, `limit` the least.
    };
    Code code = Code::Quality;
    QualityProblem problem = QualityProblem::Empty;  ///< Only with Code::Quality.
    double measured = 0.0;  ///< Noise: SNR in dB; TooQuiet: dBFS; Clipping: samples; Reverberation: s; bands: Hz; else 0.
    double limit = 0.0;     ///< Noise: kMinimumSnrDb; 0 where there is no single figure.
    bool operator==(const SliceRefusal&) const = default;
};

/// "quality", "too_short", "not_the_text": stable, for JSON and logs.
std::string_view refusalName(SliceRefusal::Code code) noexcept;

/// Where the text of a slice comes from.
enum class TranscriptSource {
    None,    ///< There is none yet.
    Hand,    ///< Typed or corrected by a person.
    Script,  ///< From the script file.
    Draft,   ///< A recogniser's, and to be shown as such.
};

/// A piece of a dropped file.
struct SoundSlice {
    std::size_t index = 0;  ///< Among all slices of the intake, in the order of files and time.
    std::filesystem::path file;
    double fromSeconds = 0.0;  ///< In the file.
    double toSeconds = 0.0;
    SharedClip clip;                     ///< Mono.
    std::shared_ptr<const Peaks> peaks;  ///< Of `clip`.
    QualityReport quality;
    std::optional<SliceRefusal> refusal;
    std::string transcript;
    TranscriptSource source = TranscriptSource::None;
    /// Draft: its confidence. Script: how well the text fits the draft, or the counted syllables, 0..1.
    double confidence = 0.0;
    bool textIsGuess = false;  ///< The script's text was given in order, without anybody understanding the sound.
};

/// A file nothing came of.
struct RefusedFile {
    std::filesystem::path file;
    Error error;
};

/// A file that was listened to from its begin to its end.
struct HeardFile {
    std::filesystem::path file;
    double seconds = 0.0;
    std::shared_ptr<const Peaks> peaks;  ///< All of it, with what lies between the slices.
};

/// The best reference among all slices.
struct ReferenceWindow {
    std::size_t slice = 0;     ///< SoundSlice::index.
    double fromSeconds = 0.0;  ///< In the slice.
    double toSeconds = 0.0;
    double score = 0.0;  ///< scoredBestWindow().
};

struct IntakeRequest {
    std::vector<std::filesystem::path> files;  ///< Sound or video, in the order they are to be read.
    std::string language = "en";
    /// Text in the order it is spoken: plain lines, or the lines of LJSpeech and GPT-SoVITS lists.
    std::optional<std::filesystem::path> script{};
    bool draft = true;                   ///< Draft the text of what has none, where the language allows.
    double longestSliceSeconds = 12.0;   ///< 2..30.
    double longestFileSeconds = 7200.0;  ///< What a file holds beyond is left out, with a warning.
};

struct IntakeParts {
    SharedVadModel vad;                      ///< Null: speech is found by energy.
    const LineListener* listener = nullptr;  ///< Null: no drafts, and scripts are matched by syllables.
};

struct IntakeSink {
    /// What of a file is decoded and is listened to next; again, with all before it, as more of a long one is.
    std::function<void(const HeardFile&)> decoded{};
    /// Each slice as soon as it was judged, with its draft where there is one; the script's text comes at the end.
    std::function<void(const SoundSlice&)> found{};
    std::function<void(const HeardFile&)> heard{};  ///< After the last slice of a file.
    std::function<void(const RefusedFile&)> refused{};
    ProgressSink progress{};  ///< Stages "reading", "listening", "matching".
};

struct SoundIntake {
    std::vector<SoundSlice> slices;
    std::vector<HeardFile> files;  ///< Those with slices.
    std::vector<RefusedFile> refusedFiles;
    std::vector<std::filesystem::path> cutFiles;  ///< Longer than longestFileSeconds.
    std::vector<std::string> linesWithoutSlice;   ///< Of the script, as they stand there.
    std::optional<ReferenceWindow> reference;     ///< None where no usable slice has 3 s.
    DraftReadiness drafts = DraftReadiness::NoLanguage;
};

/// Decodes files, cuts them at their silences, judges each slice and gives it its text. Looks at `stop` between slices.
/// A file that cannot be read is refused and named, never an error, unless none can: then that of the first.
/// InvalidInput: no file, or a slice length out of range; errors of the script file; Cancelled.
Result<SoundIntake> takeInSounds(const IntakeRequest& request, const IntakeParts& parts, const IntakeSink& sink,
                                 const std::stop_token& stop);

/// A person's words for a slice. White space alone takes the text away.
void setTranscript(SoundSlice& slice, std::string_view text);

/// Compares a text that is no draft with the sound; only another text than what is heard becomes a refusal. Errors of
/// LineListener::check().
Result<void> checkTranscript(SoundSlice& slice, std::string_view language, const LineListener& listener,
                             const std::stop_token& stop);

/// Joins two neighbours of one file into the first, judged anew; the pause between them becomes silence of its length. The caller takes
/// the second out. InvalidInput: of two files or in the wrong order, or longer together than `longestSeconds`.
Result<SoundSlice> joinSlices(const SoundSlice& first, const SoundSlice& second, double longestSeconds,
                              const SharedVadModel& vad);

/// The best window of the slices that are not refused; nullopt where none has one. Call again after slices were taken out.
/// Cancelled.
Result<std::optional<ReferenceWindow>> chooseReference(const std::vector<SoundSlice>& slices, const SharedVadModel& vad,
                                                       const std::stop_token& stop);

}  // namespace timbre
