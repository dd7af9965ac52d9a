// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// What was said in one recording.
struct TranscriptLine {
    std::string stem;        ///< The recording's file name without folder and sound extension.
    std::string text;        ///< The normalised reading where there is one, else the text. Never empty.
    std::string language;    ///< Lower-case tag where the file gives one ("en"), else empty.
    std::size_t line = 0;    ///< In the file, from 1.
};

enum class TranscriptFormat {
    LjSpeech,   ///< stem|text or stem|text|normalised
    GptSoVits,  ///< path|speaker|language|text
};

struct TranscriptFile {
    TranscriptFormat format = TranscriptFormat::LjSpeech;
    std::vector<TranscriptLine> lines;
};

/// Reads transcripts from UTF-8 text with "\n" line ends. Empty lines and lines that begin with # are skipped. The format
/// is GptSoVits when `name` ends with .list or the first line has four fields with a language in the third.
/// InvalidInput: a line without a bar, without a stem or without text, two lines for one recording (in GPT-SoVITS files
/// too: folders do not count), or no line at all. Every detail names `name` and the line.
Result<TranscriptFile> parseTranscripts(std::string_view text, std::string_view name);

/// parseTranscripts() of a file. Also those errors of readFile(), and InvalidInput for bytes that are not UTF-8.
Result<TranscriptFile> readTranscripts(const std::filesystem::path& path);

/// Clips and lines brought together.
struct MatchedTranscripts {
    struct Pair {
        std::filesystem::path clip;
        TranscriptLine line;
    };
    std::vector<Pair> pairs;                              ///< In the order of the clips.
    std::vector<std::filesystem::path> clipsWithoutLine;  ///< In the order of the clips.
    std::vector<TranscriptLine> linesWithoutClip;         ///< In the order of the file.
};

/// By file stem, letter for letter.
MatchedTranscripts matchTranscripts(std::span<const std::filesystem::path> clips, const TranscriptFile& file);

/// The text in `<stem>.txt` or `<stem>.lab` beside the clip (white space collapsed), or nullopt where neither exists.
/// InvalidInput: not UTF-8 or empty; the detail names the file.
Result<std::optional<std::string>> readSidecarTranscript(const std::filesystem::path& clip);

/// The sound files directly in `folder`, by name (numbers in names in their numeric order). Hidden files are left out.
/// NotFound, InvalidInput (not a folder, or no sound file in it), Io.
Result<std::vector<std::filesystem::path>> listClips(const std::filesystem::path& folder);

}  // namespace timbre
