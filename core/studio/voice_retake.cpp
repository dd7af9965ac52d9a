// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_retake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/audio/decode.h"
#include "core/audio/quality.h"
#include "core/studio/voice_summary.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// Two recordings of one line are hardly ever of one length to within this.
constexpr double kSameLengthSeconds = 0.02;
/// What stands for the words of a permission that was kept without them.
constexpr const char* kPermission = "I have the permission of the voice's owner.";

/// Words of a recording as a line of a script: in one line.
std::string lineOf(const VoiceClip& clip) {
    std::string text = clip.transcript;
    std::ranges::replace_if(text, [](char one) { return one == '\n' || one == '\r' || one == '\t'; }, ' ');
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

int badness(const VoiceClip& clip) {
    return clip.verdict == verdictName(Verdict::RecordAgain) ? 2 : clip.verdict == verdictName(Verdict::Usable) ? 1 : 0;
}

/// The take of a line that became the recording: by its name, or by its length.
const LineTake* takeOf(const BookLine& line, const VoiceClip& clip) {
    const LineTake* alike = nullptr;
    for (const LineTake& take : line.takes) {
        if (take.removed) {
            continue;
        }
        if (fs::path(take.file).stem() == clip.name) {
            return &take;
        }
        if (std::abs(take.seconds - clip.seconds) < kSameLengthSeconds) {
            alike = &take;
        }
    }
    return alike;
}

/// Puts the voice's copy of a recording into the book.
Result<LineTake> adoptClip(RecordingBook& book, const std::string& lineId, const Voice& voice, const VoiceClip& clip,
                           const RetakeParts& parts) {
    const fs::path file = voice.folder / clip.file;
    const auto sound = readAudio(file, {.mono = true});
    const auto quality = sound ? analyseQuality(*sound, parts.vad) : tl::unexpected(sound.error());
    auto take = quality ? book.adoptFile(lineId, file, *quality) : Result<LineTake>(tl::unexpected(quality.error()));
    if (!take || take->verdict != Verdict::RecordAgain) {
        return take;
    }
    // It is part of a voice: its maker has heard it and kept it.
    if (auto kept = book.keepKnowingly(lineId, take->number); !kept) {
        return tl::unexpected(kept.error());
    }
    return take;
}

std::string lineIdOf(int clip) { return fmt::format("c{}", clip + 1); }

RecordingScript scriptOfVoice(const Voice& voice, const PhonesOf& phonesOf) {
    RecordingScript script{
        .id = "voice", .language = voice.version.language, .title = voice.name, .shortLines = 0, .lines = {}};
    for (int i = 0; std::cmp_less(i, voice.version.clips.size()); ++i) {
        const std::string text = lineOf(voice.version.clips[static_cast<std::size_t>(i)]);
        if (!text.empty()) {
            auto phones = phonesOf ? phonesOf(text, script.language) : std::vector<std::string>{};
            script.lines.push_back(
                scriptLine(lineIdOf(i), text, phones ? std::move(*phones) : std::vector<std::string>{}, script.language));
        }
    }
    return script;
}

Result<void> fill(RecordingBook& book, const Voice& voice, const RetakeParts& parts,
                  const std::function<void(int, int)>& progress, const std::stop_token& stop) {
    const VoiceVersion& version = voice.version;
    const std::string& said = version.consentSentence;
    if (auto consent = book.setConsent(said.empty() ? kPermission : said, version.language, version.consent); !consent) {
        return consent;
    }
    const auto all = static_cast<int>(version.clips.size());
    for (int i = 0; i < all; ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while the recordings were being opened");
        }
        const VoiceClip& clip = version.clips[static_cast<std::size_t>(i)];
        if (!lineOf(clip).empty()) {
            if (auto take = adoptClip(book, lineIdOf(i), voice, clip, parts); !take) {
                return tl::unexpected(take.error());
            }
        }
        if (progress) {
            progress(i + 1, all);
        }
    }
    return book.setVoice(voice.id, version.number);
}

}  // namespace

int clipToMakeAgain(const VoiceVersion& version) {
    int worst = -1;
    const auto rank = [&](int clip) {
        const VoiceClip& facts = version.clips[static_cast<std::size_t>(clip)];
        return std::pair(badness(facts), -facts.snrDb);
    };
    for (int i = 0; std::cmp_less(i, version.clips.size()); ++i) {
        if (!lineOf(version.clips[static_cast<std::size_t>(i)]).empty() && (worst < 0 || rank(i) > rank(worst))) {
            worst = i;
        }
    }
    return worst;
}

Result<void> checkRetake(const Voice& voice, int clip) {
    const VoiceVersion& version = voice.version;
    if (version.engine == kImitatingEngine) {
        return fail(ErrorCode::Unsupported, inQuotes(voice.name) + " imitates a reference and learns from no recordings",
                    "Make a new version of it from another reference.");
    }
    if (clip < 0 || std::cmp_greater_equal(clip, version.clips.size())) {
        return fail(ErrorCode::NotFound,
                    fmt::format("version {} of {} has no such recording", version.number, inQuotes(voice.name)),
                    "Choose one that is listed.");
    }
    if (lineOf(version.clips[static_cast<std::size_t>(clip)]).empty()) {
        return fail(ErrorCode::InvalidInput, "nobody has written down what is said in this recording",
                    "Make a new voice from recordings with their words.");
    }
    if (version.consent.empty()) {
        return fail(ErrorCode::InvalidInput, "nobody has stated to have the permission of the voice's owner",
                    "Record the voice anew: the statement is kept with it then.");
    }
    return {};
}

Result<std::optional<BookRetake>> findRetake(RecordingBook& book, const Voice& voice, int clip, const RetakeParts& parts) {
    const VoiceClip& wanted = voice.version.clips[static_cast<std::size_t>(clip)];
    const std::string text = lineOf(wanted);
    const BookLine* line = nullptr;
    const LineTake* take = nullptr;
    for (const BookLine& one : book.state().lines) {
        if (one.line.text != text) {
            continue;
        }
        const LineTake* const found = takeOf(one, wanted);
        if (line == nullptr || (take == nullptr && found != nullptr)) {
            line = &one;
            take = found;
        }
    }
    if (line == nullptr) {
        return std::nullopt;
    }
    BookRetake retake{.voice = {.voice = voice.id, .number = voice.version.number},
                      .voiceName = voice.name,
                      .clip = clip,
                      .lineId = line->line.id,
                      .take = take != nullptr ? take->number : 0};
    if (take == nullptr) {
        const auto adopted = adoptClip(book, retake.lineId, voice, wanted, parts);
        if (!adopted) {
            return tl::unexpected(adopted.error());
        }
        retake.take = adopted->number;
    }
    return retake;
}

Result<RecordingBook> makeBookOf(const Voice& voice, const RetakeParts& parts, const std::function<void(int, int)>& progress,
                                 const std::stop_token& stop) {
    auto book = RecordingBook::create(parts.dataFolder, {.name = voice.name, .script = scriptOfVoice(voice, parts.phonesOf)});
    if (!book) {
        return book;
    }
    if (auto filled = fill(*book, voice, parts, progress, stop); !filled) {
        const std::string id = book->state().id;
        book = tl::unexpected(filled.error());
        (void)RecordingBook::remove(parts.dataFolder, id);
    }
    return book;
}

}  // namespace timbre
