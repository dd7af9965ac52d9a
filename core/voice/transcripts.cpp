// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/transcripts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/files.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBothFormats =
    "Write one line per recording: name|what was said, or path|speaker|language|what was said.";

/// Extensions of sound that somebody might record or export; case is folded before comparing.
constexpr std::array kSoundExtensions = std::to_array<std::string_view>(
    {".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".mp4", ".mov", ".mkv", ".webm", ".aif", ".aiff",
     ".aifc", ".au", ".caf", ".w64", ".wma", ".amr", ".3gp"});

std::string extensionOf(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string{} : foldCase(name.substr(dot));
}

bool isSoundExtension(std::string_view extension) {
    return std::ranges::find(kSoundExtensions, extension) != kSoundExtensions.end();
}

/// "C:\clips\a.wav", "clips/a.wav" and "a" are all "a"; "take.1" stays.
std::string stemOf(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (isSoundExtension(extensionOf(name))) {
        name = name.substr(0, name.rfind('.'));
    }
    return std::string(name);
}

std::vector<std::string_view> fieldsOf(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find('|', begin), line.size());
        fields.push_back(trimSpace(line.substr(begin, end - begin)));
        begin = end + 1;
    }
    return fields;
}

bool isLanguageField(std::string_view field) {
    static constexpr std::array kTags = std::to_array<std::string_view>(
        {"zh", "en", "ja", "jp", "ko", "yue", "auto", "all_zh", "all_ja", "all_ko", "all_yue", "auto_yue"});
    return std::ranges::find(kTags, foldCase(field)) != kTags.end();
}

std::string withSingleBlanks(std::string_view text) {
    std::string collapsed;
    bool blank = false;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = decodeUtf8(text, position);
        if (isSpace(c) || isControl(c)) {
            blank = true;
            continue;
        }
        if (blank && !collapsed.empty()) {
            collapsed.push_back(' ');
        }
        blank = false;
        appendUtf8(collapsed, c);
    }
    return collapsed;
}

tl::unexpected<Error> badLine(std::string_view name, std::size_t line, std::string_view what) {
    return fail(ErrorCode::InvalidInput, fmt::format("{}, line {}: {}", name, line, what), std::string(kBothFormats));
}

Result<TranscriptLine> parseLine(TranscriptFormat format, std::string_view text, std::string_view name, std::size_t number) {
    const std::vector<std::string_view> fields = fieldsOf(text);
    TranscriptLine line{.stem = stemOf(fields[0]), .text = {}, .language = {}, .line = number};
    if (fields.size() < 2) {
        return badLine(name, number, "there is no | between the recording's name and its text");
    }
    if (line.stem.empty()) {
        return badLine(name, number, "the recording's name is missing");
    }
    if (format == TranscriptFormat::GptSoVits) {
        if (fields.size() < 4) {
            return badLine(name, number, fmt::format("a .list line has four fields, this one has {}", fields.size()));
        }
        line.language = foldCase(fields[2]);
        // Bars beyond the third belong to the text.
        line.text = withSingleBlanks(text.substr(static_cast<std::size_t>(fields[3].data() - text.data())));
    } else {
        const bool normalised = fields.size() > 2 && !fields[2].empty();
        line.text = withSingleBlanks(normalised ? fields[2] : fields[1]);
    }
    if (line.text.empty()) {
        return badLine(name, number, fmt::format("there is no text for “{}”", line.stem));
    }
    return line;
}

/// Compares "take2" before "take10".
bool naturalLess(const std::string& a, const std::string& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            const auto numberEnd = [&digit](const std::string& s, std::size_t from) {
                while (from < s.size() && digit(s[from])) {
                    ++from;
                }
                return from;
            };
            const auto skipZeros = [](const std::string& s, std::size_t from, std::size_t end) {
                while (from + 1 < end && s[from] == '0') {
                    ++from;
                }
                return from;
            };
            const std::size_t endA = numberEnd(a, i);
            const std::size_t endB = numberEnd(b, j);
            const std::size_t beginA = skipZeros(a, i, endA);
            const std::size_t beginB = skipZeros(b, j, endB);
            if (endA - beginA != endB - beginB) {
                return endA - beginA < endB - beginB;
            }
            if (const int order = a.compare(beginA, endA - beginA, b, beginB, endB - beginB); order != 0) {
                return order < 0;
            }
            i = endA;
            j = endB;
        } else if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        } else {
            ++i;
            ++j;
        }
    }
    const std::size_t restA = a.size() - i;
    const std::size_t restB = b.size() - j;
    return restA != restB ? restA < restB : a < b;
}

}  // namespace

Result<TranscriptFile> parseTranscripts(std::string_view text, std::string_view name) {
    TranscriptFile file;
    std::map<std::string, std::size_t> lineOfStem;
    bool formatKnown = extensionOf(name) == ".list";
    if (formatKnown) {
        file.format = TranscriptFormat::GptSoVits;
    }
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimSpace(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (!formatKnown) {
            const auto fields = fieldsOf(line);
            file.format = fields.size() >= 4 && isLanguageField(fields[2]) ? TranscriptFormat::GptSoVits
                                                                           : TranscriptFormat::LjSpeech;
            formatKnown = true;
        }
        auto parsed = parseLine(file.format, line, name, number);
        if (!parsed) {
            return tl::unexpected(parsed.error());
        }
        const auto [known, isNew] = lineOfStem.try_emplace(parsed->stem, number);
        if (!isNew) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}, line {}: “{}” already has a text in line {}", name, number, parsed->stem, known->second),
                        "Keep one line for each recording.");
        }
        file.lines.push_back(std::move(*parsed));
    }
    if (file.lines.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("there is no transcript in {}", name), std::string(kBothFormats));
    }
    return file;
}

Result<TranscriptFile> readTranscripts(const fs::path& path) {
    auto text = readTextFile(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return parseTranscripts(*text, displayPath(path));
}

MatchedTranscripts matchTranscripts(std::span<const fs::path> clips, const TranscriptFile& file) {
    std::map<std::string, const TranscriptLine*> lines;
    for (const TranscriptLine& line : file.lines) {
        lines.emplace(line.stem, &line);
    }
    MatchedTranscripts matched;
    for (const fs::path& clip : clips) {
        const auto found = lines.find(displayPath(clip.stem()));
        if (found == lines.end() || found->second == nullptr) {
            matched.clipsWithoutLine.push_back(clip);
            continue;
        }
        matched.pairs.push_back({clip, *found->second});
        found->second = nullptr;
    }
    for (const TranscriptLine& line : file.lines) {
        if (lines[line.stem] != nullptr) {
            matched.linesWithoutClip.push_back(line);
        }
    }
    return matched;
}

Result<std::optional<std::string>> readSidecarTranscript(const fs::path& clip) {
    for (const char* extension : {".txt", ".lab"}) {
        fs::path sidecar = clip;
        sidecar.replace_extension(extension);
        std::error_code ignored;
        if (!fs::exists(sidecar, ignored)) {
            continue;
        }
        auto text = readTextFile(sidecar);
        if (!text) {
            return tl::unexpected(text.error());
        }
        std::string spoken = withSingleBlanks(*text);
        if (spoken.empty()) {
            return fail(ErrorCode::InvalidInput, displayPath(sidecar) + " is empty", "Write what is said in the recording.");
        }
        return std::optional(std::move(spoken));
    }
    return std::optional<std::string>{};
}

Result<std::vector<fs::path>> listClips(const fs::path& folder) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "there is no folder " + displayPath(folder), "Check the name.");
    }
    if (!fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is not a folder",
                    "Name the folder that holds the recordings.");
    }
    std::vector<fs::path> clips;
    fs::directory_iterator entries(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot read the folder {}: {}", displayPath(folder), error.message()));
    }
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
        const std::string name = displayPath(entries->path().filename());
        std::error_code ignored;
        if (!name.starts_with('.') && isSoundExtension(extensionOf(name)) && !entries->is_directory(ignored)) {
            clips.push_back(entries->path());
        }
        if (error) {
            break;
        }
    }
    if (clips.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no sound file in " + displayPath(folder),
                    "Put the recordings there as WAV, FLAC, OGG, MP3 or M4A.");
    }
    std::ranges::sort(clips, [](const fs::path& a, const fs::path& b) {
        return naturalLess(displayPath(a.filename()), displayPath(b.filename()));
    });
    return clips;
}

}  // namespace timbre
