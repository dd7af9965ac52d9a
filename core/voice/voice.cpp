// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestTag = 40;

struct Wording {
    std::string_view subject;  ///< "the voice's name"
    std::string_view advice;
    std::size_t longest = 0;
};

/// What names and tags have in common.
Result<void> checkWord(std::string_view word, const Wording& wording) {
    const auto refuse = [&wording](std::string_view why) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} {}", wording.subject, why), std::string(wording.advice));
    };
    if (findInvalidUtf8(word)) {
        return refuse("is not UTF-8");
    }
    if (word.empty()) {
        return refuse("is empty");
    }
    if (countCodePoints(word) > wording.longest) {
        return refuse(fmt::format("is longer than {} characters", wording.longest));
    }
    if (trimSpace(word).size() != word.size()) {
        return refuse(fmt::format("{} begins or ends with a blank", inQuotes(word)));
    }
    for (std::size_t position = 0; position < word.size();) {
        if (isControl(decodeUtf8(word, position))) {
            return refuse("has a line break or another control character");
        }
    }
    return {};
}

}  // namespace

std::string inQuotes(std::string_view name) { return fmt::format("“{}”", name); }

std::string calledOf(const std::string& name, const TakePlace& place) {
    return place.known() ? fmt::format("line {}, take {}", place.line, place.take) : name;
}

const LeftOutClip* leftOutOf(const VoiceVersion& version, const VoiceClip& clip) {
    const auto found = std::ranges::find_if(version.leftOut, [&](const LeftOutClip& one) {
        return one.code == kLeftOutByEngine && one.name == clip.name;
    });
    return found == version.leftOut.end() ? nullptr : &*found;
}

double spokenSecondsOf(const VoiceClip& clip) noexcept { return clip.spokenSeconds > 0.0 ? clip.spokenSeconds : clip.seconds; }

VersionSummary summaryOf(const VoiceVersion& version) {
    double seconds = 0.0;
    int used = 0;
    int flawed = 0;
    for (const VoiceClip& clip : version.clips) {
        if (leftOutOf(version, clip) == nullptr) {
            seconds += spokenSecondsOf(clip);
            ++used;
        }
        flawed += clip.problems.empty() ? 0 : 1;
    }
    return {.number = version.number,
            .parent = version.parent,
            .created = version.created,
            .engine = version.engine,
            .engineVersion = version.engineVersion,
            .language = version.language,
            .recordings = used,
            .seconds = seconds,
            .consent = version.consent,
            .metrics = version.metrics,
            .flawedRecordings = flawed};
}

Result<void> checkVoiceName(std::string_view name) {
    const Wording wording{.subject = "the voice's name", .advice = "Choose another name.", .longest = kLongestName};
    if (auto good = checkWord(name, wording); !good) {
        return good;
    }
    if (name == "." || name == ".." || name.find_first_of("/\\") != std::string_view::npos) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("the voice's name {} has a slash or only dots, which file names cannot hold", inQuotes(name)),
            std::string(wording.advice));
    }
    return {};
}

Result<void> checkNewVoiceName(std::string_view name) {
    if (auto good = checkVoiceName(name); !good) {
        return good;
    }
    const std::size_t digits = name.size() - std::min(name.size(), name.find_last_not_of("0123456789") + 1);
    const std::size_t at = name.size() - digits;
    if (digits > 0 && at > 0 && name[at - 1] == '@') {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the voice's name {} ends like the name of a version", inQuotes(name)),
                    "Choose a name that does not end in @ and a number.");
    }
    return {};
}

Result<void> checkTag(std::string_view tag) {
    const Wording wording{.subject = "the tag", .advice = "Choose another tag.", .longest = kLongestTag};
    if (auto good = checkWord(tag, wording); !good) {
        return good;
    }
    if (tag.find(',') != std::string_view::npos) {
        return fail(ErrorCode::InvalidInput, fmt::format("the tag {} has a comma", inQuotes(tag)),
                    "Give two tags as two words.");
    }
    return {};
}

std::string utcNow() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

}  // namespace timbre
