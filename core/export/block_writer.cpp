// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/block_writer.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "core/base/files.h"

namespace timbre {

Result<void> writeInBlocks(const AudioClip& clip, const std::filesystem::path& target, WriteOptions options,
                           const ExportSettings& settings) {
    options.sampleRateHz = settings.sampleRateHz;
    options.title = settings.title;
    options.artist = settings.artist;
    auto writer = AudioWriter::create(target, {.sampleRateHz = clip.sampleRateHz, .channels = clip.channels}, options);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    std::span<const float> rest = clip.samples;
    const auto block = static_cast<std::size_t>(clip.sampleRateHz) * static_cast<std::size_t>(clip.channels);
    while (!rest.empty()) {
        if (settings.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before " + displayPath(target) + " was written");
        }
        const std::size_t count = std::min(block, rest.size());
        if (auto appended = writer->append(rest.first(count)); !appended) {
            return appended;
        }
        rest = rest.subspan(count);
    }
    return writer->finish();
}

}  // namespace timbre
