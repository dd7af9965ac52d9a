// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/file_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/files.h"

namespace timbre {

Result<CheckedFile> checkFile(const std::filesystem::path& file, const CheckOptions& options, const ProgressSink& progress,
                              const std::stop_token& stop) {
    auto reader = AudioReader::open(file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const int rate = reader->sampleRateHz();
    const int channels = reader->channels();
    auto meter = QualityMeter::create({.sampleRateHz = rate, .channels = channels, .vad = options.vad});
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    const std::uint64_t framesExpected = reader->facts().frames;
    const std::string stage = "checking " + displayPath(file.filename());
    std::uint64_t frames = 0;
    std::vector<float> block(static_cast<std::size_t>(rate) * static_cast<std::size_t>(channels));
    for (;;) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while checking " + displayPath(file));
        }
        if (progress && framesExpected > 0) {
            progress({stage, std::min(1.0, static_cast<double>(frames) / static_cast<double>(framesExpected))});
        }
        const auto got = reader->read(block);
        if (!got) {
            return tl::unexpected(got.error());
        }
        if (*got == 0) {
            break;
        }
        frames += *got;
        const std::span<const float> read = std::span(block).first(*got * static_cast<std::size_t>(channels));
        meter->push(read);
        if (options.block) {
            options.block(read, channels);
        }
        if (options.maximumSeconds > 0.0 && static_cast<double>(frames) > options.maximumSeconds * rate) {
            return fail(ErrorCode::InvalidInput, fmt::format("{} is longer than {:.0f} s", displayPath(file), options.maximumSeconds),
                        "Cut it into shorter recordings.");
        }
    }
    if (frames == 0) {
        return fail(ErrorCode::InvalidInput, "there is no sound in " + displayPath(file), "Record it again.");
    }
    CheckedFile checked{.facts = reader->facts(), .quality = meter->report()};
    if (checked.facts.truncated) {
        addFinding(checked.quality, {QualityProblem::CutShort, Verdict::Usable});
    }
    if (checked.facts.damaged) {
        addFinding(checked.quality, {QualityProblem::Damaged, Verdict::Usable});
    }
    return checked;
}

}  // namespace timbre
