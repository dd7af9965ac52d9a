// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/files.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/import/docx.h"
#include "core/import/epub.h"
#include "core/import/markdown.h"
#include "core/import/text_blocks.h"
#include "core/import/zip_package.h"

namespace timbre {

namespace {

/// How many bytes are looked at to tell what a file is.
constexpr std::size_t kHead = 1024;

struct KindName {
    DocumentKind kind;
    std::string_view name;
    std::array<std::string_view, 3> endings;
};
constexpr std::array<KindName, 6> kKinds{{{DocumentKind::PlainText, "txt", {".txt", ".text", ""}},
                                          {DocumentKind::Markdown, "md", {".md", ".markdown", ".mkd"}},
                                          {DocumentKind::SubRip, "srt", {".srt", "", ""}},
                                          {DocumentKind::WebVtt, "vtt", {".vtt", ".webvtt", ""}},
                                          {DocumentKind::Word, "docx", {".docx", ".docm", ".dotx"}},
                                          {DocumentKind::Epub, "epub", {".epub", "", ""}}}};

struct SkippedName {
    Skipped what;
    std::string_view name;
    std::string_view words;
};
constexpr std::array<SkippedName, 12> kSkipped{{{Skipped::Code, "code", "code blocks"},
                                                {Skipped::Html, "html", "blocks of HTML"},
                                                {Skipped::Pictures, "pictures", "pictures"},
                                                {Skipped::Formulas, "formulas", "formulas"},
                                                {Skipped::Footnotes, "footnotes", "footnotes"},
                                                {Skipped::Contents, "contents", "tables of contents"},
                                                {Skipped::Deleted, "deleted", "deleted, struck out or hidden texts"},
                                                {Skipped::Readings, "readings", "readings that no voice can follow"},
                                                {Skipped::DamagedChapters, "damaged-chapters", "chapters that are damaged or missing"},
                                                {Skipped::DamagedCues, "damaged-cues", "cues without a time that can be read"},
                                                {Skipped::EmptyCues, "empty-cues", "cues without a text"},
                                                {Skipped::LostCharacters, "lost-characters", "bytes that are no text"}}};

/// What is known and not read.
struct Refusal {
    std::string_view beginning;
    std::string_view what;
    std::string_view advice;
};
constexpr std::array<Refusal, 4> kRefused{
    {{"%PDF", "a PDF, which holds pages and not text", "Save the text as DOCX or EPUB in the program it comes from, or paste it."},
     {"\xD0\xCF\x11\xE0", "an old Word document, or one that is protected with a password", "Open it in Word or LibreOffice and save it as DOCX without a password."},
     {"{\\rtf", "rich text (RTF)", "Open it in Word or LibreOffice and save it as DOCX."},
     {"BOOKMOBI", "a Kindle book", "Save it as EPUB, or paste the text."}}};

tl::unexpected<Error> refuse(const std::string& name, std::string_view what, std::string_view advice) {
    return fail(ErrorCode::Unsupported, fmt::format("{} is {}", name, what), std::string(advice));
}

std::optional<DocumentKind> kindByName(const std::filesystem::path& name) {
    const std::string ending = foldCase(displayPath(name.extension()));
    for (const KindName& kind : kKinds) {
        if (!ending.empty() && std::ranges::find(kind.endings, ending) != kind.endings.end()) {
            return kind.kind;
        }
    }
    return std::nullopt;
}

bool looksLikeWebPage(std::string_view bytes) {
    const std::string head = foldCase(trimSpace(bytes.substr(0, std::min(bytes.size(), kHead))));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

/// Of a text.
Result<DocumentKind> kindOfText(std::string_view bytes, const std::filesystem::path& name) {
    const std::string shown = displayPath(name);
    for (const Refusal& refusal : kRefused) {
        if (bytes.starts_with(refusal.beginning) || (refusal.beginning == "BOOKMOBI" && bytes.substr(0, kHead).find("BOOKMOBI") == 60)) {
            return refuse(shown, refusal.what, refusal.advice);
        }
    }
    if (looksLikeWebPage(bytes)) {
        return refuse(shown, "a web page", "Copy the text from the browser and paste it, or save it as EPUB or plain text.");
    }
    const auto kind = kindByName(name);
    if (kind == DocumentKind::Word || kind == DocumentKind::Epub) {
        return fail(ErrorCode::Corrupt, fmt::format("{} is no {} file, or was cut short", shown, kind == DocumentKind::Word ? "DOCX" : "EPUB"),
                    "Open it in the program it comes from and save it anew, or get another copy of it.");
    }
    if (!kind && (bytes.starts_with("WEBVTT") || bytes.starts_with("\xEF\xBB\xBFWEBVTT"))) {
        return DocumentKind::WebVtt;
    }
    return kind.value_or(DocumentKind::PlainText);
}

Result<ImportedScript> readText(std::string_view bytes, const std::string& name, DocumentKind kind, const std::stop_token& stop) {
    constexpr std::size_t kMostTextBytes = std::size_t{16} << 20U;  // As readTextFile().
    if (bytes.size() > kMostTextBytes) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} is larger than 16 MiB, which no script is", name), "Split it into several.");
    }
    const auto text = decodeText(bytes, name);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (kind == DocumentKind::Markdown) {
        return readMarkdown(*text, stop);
    }
    if (kind == DocumentKind::PlainText) {
        return readPlainText(*text);
    }
    const auto subtitles = kind == DocumentKind::SubRip ? parseSrt(*text) : parseVtt(*text);
    if (!subtitles) {
        return tl::unexpected(subtitles.error());
    }
    return cueBlocks(*subtitles, kind);
}

Result<ImportedScript> readPackage(std::string_view bytes, const std::string& name, const ImportOptions& options,
                                   const ProgressSink& progress, const std::stop_token& stop) {
    auto package = ZipPackage::open(bytes, options.limits, stop);
    if (!package) {
        return tl::unexpected(package.error());
    }
    if (!package->find("META-INF/container.xml").empty() && !package->find("[Content_Types].xml").empty()) {
        return refuse(name, "both an EPUB and a DOCX, which no program makes", "Get another copy of it.");
    }
    if (!package->find("[Content_Types].xml").empty()) {
        return readDocx(*package, options, progress, stop);
    }
    if (!package->find("META-INF/container.xml").empty()) {
        return readEpub(*package, options, progress, stop);
    }
    if (!package->find("content.xml").empty()) {
        return refuse(name, "an OpenDocument text", "Open it in LibreOffice and save it as DOCX.");
    }
    return refuse(name, "a ZIP file without a document in it", "Unpack it and give the document inside.");
}

Result<ImportedScript> readAnyKind(std::string_view bytes, const std::filesystem::path& name, const ImportOptions& options,
                                   const ProgressSink& progress, const std::stop_token& stop) {
    const bool zip = bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
    const bool wantsZip = options.kind == DocumentKind::Word || options.kind == DocumentKind::Epub;
    if (options.kind ? wantsZip : zip) {
        return readPackage(bytes, displayPath(name), options, progress, stop);
    }
    const auto kind = options.kind ? Result<DocumentKind>(*options.kind) : kindOfText(bytes, name);
    if (!kind) {
        return tl::unexpected(kind.error());
    }
    return readText(bytes, displayPath(name), *kind, stop);
}

}  // namespace

std::string_view documentKindName(DocumentKind kind) noexcept { return std::ranges::find(kKinds, kind, &KindName::kind)->name; }

std::string_view blockKindName(BlockKind kind) noexcept {
    constexpr std::array<std::string_view, 5> kNames{"heading", "paragraph", "quote", "item", "cue"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view skippedName(Skipped what) noexcept { return std::ranges::find(kSkipped, what, &SkippedName::what)->name; }

std::string_view skippedWords(Skipped what) noexcept { return std::ranges::find(kSkipped, what, &SkippedName::what)->words; }

Result<ImportedScript> readDocument(const std::filesystem::path& path, const ImportOptions& options, const ProgressSink& progress,
                                    const std::stop_token& stop) {
    if (progress) {
        progress({"reading the file", 0.0});
    }
    const auto bytes = readFile(path, options.limits.fileBytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return readDocumentBytes(*bytes, path, options, progress, stop);
}

Result<ImportedScript> readDocumentBytes(std::string_view bytes, const std::filesystem::path& name, const ImportOptions& options,
                                         const ProgressSink& progress, const std::stop_token& stop) {
    const std::string shown = displayPath(name);
    if (bytes.size() > options.limits.fileBytes) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} is larger than {} MiB", shown, options.limits.fileBytes >> 20U),
                    "Split it into several documents.");
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before the document was read");
    }
    auto script = readAnyKind(bytes, name, options, progress, stop);
    if (!script) {
        return script;
    }
    if (script->blocks.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} holds no text that can be spoken", shown),
                    "Give a document with text in it; pictures of text are not read.");
    }
    script->title = script->title.empty() ? displayPath(name.stem()) : script->title;
    if (progress) {
        progress({"done", 1.0});
    }
    return script;
}

}  // namespace timbre
