// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/text_blocks.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/import/block_builder.h"
#include "core/text/markup.h"

namespace timbre {

namespace {

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// What stands behind the dash that shows that somebody else speaks; empty where the line begins with none.
std::string_view behindDash(std::string_view line) {
    for (const std::string_view dash : {"- ", "-", "– ", "–", "— ", "—", "‐"}) {
        if (line.starts_with(dash)) {
            return trimSpace(line.substr(dash.size()));
        }
    }
    return {};
}

/// A cue with two speakers or more has a dash before each; one alone is a dash.
std::vector<std::string> speechesOf(const std::string& text) {
    const std::vector<std::string_view> lines = linesOf(text);
    const auto dashed = std::ranges::count_if(lines, [](std::string_view line) { return !behindDash(line).empty(); });
    if (dashed == 0 || behindDash(lines.front()).empty()) {
        return {text};
    }
    std::vector<std::string> speeches;
    for (const std::string_view line : lines) {
        if (const std::string_view words = behindDash(line); !words.empty()) {
            speeches.emplace_back(words);
        } else {
            speeches.back() += "\n" + std::string(line);
        }
    }
    return speeches;
}

int silenceMs(double endSeconds, double nextSeconds) {
    const double ms = std::clamp((nextSeconds - endSeconds) * 1000.0, 0.0, static_cast<double>(kLongestPauseMs));
    return static_cast<int>(std::lround(ms));
}

}  // namespace

ImportedScript readPlainText(std::string_view text) {
    BlockBuilder builder;
    std::string paragraph;
    const auto finish = [&] { builder.add({.text = std::exchange(paragraph, {})}); };
    for (const std::string_view line : linesOf(text)) {
        if (trimSpace(line).empty() || line.starts_with("\u3000")) {
            finish();
        }
        paragraph += std::string(line) + "\n";
    }
    finish();
    return builder.finish(DocumentKind::PlainText, {});
}

ImportedScript cueBlocks(const ReadSubtitles& subtitles, DocumentKind kind) {
    BlockBuilder builder;
    builder.skip(Skipped::DamagedCues, subtitles.unreadable);
    builder.skip(Skipped::EmptyCues, subtitles.empty);
    double heardUntil = 0.0;
    for (std::size_t i = 0; i < subtitles.cues.size(); ++i) {
        const Cue& cue = subtitles.cues[i];
        for (const std::string& speech : speechesOf(cue.text)) {
            builder.add({.text = speech, .kind = BlockKind::Cue, .role = cue.speaker});
        }
        heardUntil = std::max(heardUntil, cue.endSeconds);
        if (i + 1 < subtitles.cues.size()) {
            builder.setPause(silenceMs(heardUntil, subtitles.cues[i + 1].startSeconds));
        }
    }
    return builder.finish(kind, {});
}

}  // namespace timbre
