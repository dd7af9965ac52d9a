// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/punch.h"

#include <cmath>
#include <string>

#include "core/audio/decode.h"
#include "core/audio/mix.h"
#include "core/audio/resample.h"

namespace timbre {

namespace {

Result<void> checkPlace(double atSeconds, double length) {
    if (!(atSeconds > 0.0) || atSeconds > length) {
        return fail(ErrorCode::InvalidInput, "the place to go on from lies outside the earlier recording",
                    "Choose a place inside it, or record the whole line again.");
    }
    return {};
}

Result<void> checkChannels(int before, int after) {
    if (before != after) {
        return fail(ErrorCode::InvalidInput, "the two recordings differ in their number of channels",
                    "Record the whole line again.");
    }
    return {};
}

}  // namespace

std::filesystem::path punchPathOf(const std::filesystem::path& target) {
    std::filesystem::path name = target.stem();
    name += ".punch";
    name += target.extension();
    return target.parent_path() / name;
}

Result<void> checkPunch(const std::filesystem::path& before, double atSeconds) {
    const auto facts = probe(before);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const auto place = checkPlace(atSeconds, facts->seconds);
    return place ? checkChannels(facts->channels, 1) : place;
}

Result<AudioClip> punchIn(const AudioClip& before, double atSeconds, const AudioClip& after) {
    const double length = static_cast<double>(before.frames()) / std::max(1, before.sampleRateHz);
    if (auto place = checkPlace(atSeconds, length); !place) {
        return tl::unexpected(place.error());
    }
    if (after.frames() == 0) {
        return fail(ErrorCode::InvalidInput, "the new recording holds no sound", "Record it again.");
    }
    if (auto channels = checkChannels(before.channels, after.channels); !channels) {
        return tl::unexpected(channels.error());
    }
    auto converted = after.sampleRateHz == before.sampleRateHz ? Result<AudioClip>(after)
                                                               : resample(after, before.sampleRateHz);
    if (!converted) {
        return tl::unexpected(converted.error());
    }
    // The old sound runs on under the beginning of the new one.
    const double untilMs = std::min(atSeconds * 1000.0 + kPunchFadeMs, length * 1000.0);
    const auto kept = trim(before, {.startMs = 0.0, .endMs = untilMs});
    if (!kept) {
        return tl::unexpected(kept.error());
    }
    return crossFade(*kept, *converted,
                     {.durationMs = untilMs - atSeconds * 1000.0, .shape = FadeShape::EqualPower});
}

Result<TakeFile> punchInFile(const std::filesystem::path& before, double atSeconds, const std::filesystem::path& after,
                             const std::filesystem::path& target) {
    const auto old = readAudio(before);
    if (!old) {
        return tl::unexpected(old.error());
    }
    const auto fresh = readAudio(after);
    if (!fresh) {
        return tl::unexpected(fresh.error());
    }
    const auto joined = punchIn(*old, atSeconds, *fresh);
    if (!joined) {
        return tl::unexpected(joined.error());
    }
    auto writer = TakeWriter::create(
        target, {.sampleRateHz = joined->sampleRateHz, .channels = joined->channels, .bits = 24}, true);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    if (auto written = writer->append(joined->samples); !written) {
        writer->discard();
        return tl::unexpected(written.error());
    }
    return writer->finish();
}

}  // namespace timbre
