// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/file_kinds.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/text/text.h"
#include "core/voice/transcripts.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// Behind these 30 bytes of a ZIP's first entry stands its name.
constexpr std::size_t kZipHeaderBytes = 30;
constexpr std::string_view kZipMark{"PK\x03\x04", 4};
constexpr std::string_view kDatabaseMark = "SQLite format 3";
constexpr std::string_view kManifest = "manifest.json";
/// Longer texts are books: those that are read are, but nobody drops gigabytes of letters.
constexpr std::uintmax_t kLongestText = 64U << 20U;

std::string beginningOf(const fs::path& file) {
    std::array<char, 4096> bytes{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(stream.gcount())};
}

std::string endingOf(const fs::path& file) { return foldCase(displayPath(file.extension())); }

bool isVoiceFile(const fs::path& file, std::string_view beginning) {
    const bool named = endingOf(file) == ".timbrevoice";
    return named ||
           (beginning.starts_with(kZipMark) && beginning.size() > kZipHeaderBytes &&
            beginning.substr(kZipHeaderBytes).starts_with(kManifest));
}

bool hasModelName(const fs::path& file) {
    constexpr std::array<std::string_view, 3> kEndings{".ckpt", ".pth", ".safetensors"};
    return std::ranges::find(kEndings, endingOf(file)) != kEndings.end();
}

/// What only its bytes can tell: sound, or words.
void listenOrRead(ClassifiedFile& known, std::string_view beginning) {
    const bool mayBeText = known.bytes > 0 && known.bytes <= kLongestText &&
                           beginning.find('\0') == std::string_view::npos;
    auto facts = probe(known.file);
    if (facts) {
        known.kind = facts->video ? FileKind::Video : FileKind::Audio;
        known.seconds = facts->seconds;
        return;
    }
    if (mayBeText && readTextFile(known.file)) {
        known.kind = FileKind::Text;
        known.role = readTranscripts(known.file) ? "transcripts" : "";
        return;
    }
    if (facts.error().code != ErrorCode::Unsupported) {
        known.trouble = facts.error();
    }
}

}  // namespace

ClassifiedFile classifyFile(const fs::path& file, const ModelLook& look) {
    ClassifiedFile known{.file = file};
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) {
        known.kind = FileKind::Missing;
        known.trouble = Error{ErrorCode::NotFound, "there is no file " + displayPath(file),
                              "Check the name and the folder."};
        return known;
    }
    if (fs::is_directory(status)) {
        known.kind = FileKind::Folder;
        return known;
    }
    known.bytes = fs::file_size(file, error);
    const std::string beginning = beginningOf(file);
    if (beginning.starts_with(kDatabaseMark)) {
        known.kind = FileKind::Project;
        return known;
    }
    if (isVoiceFile(file, beginning)) {
        known.kind = FileKind::Voice;
        return known;
    }
    if (look) {
        auto model = look(file);
        if (model && *model) {
            known.kind = FileKind::Model;
            known.role = (*model)->role;
            known.version = (*model)->version;
            return known;
        }
        if (!model && hasModelName(file)) {
            known.kind = FileKind::Model;
            known.trouble = model.error();
            return known;
        }
    }
    listenOrRead(known, beginning);
    return known;
}

}  // namespace timbre
