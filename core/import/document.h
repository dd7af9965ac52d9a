// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The door of core/import: files that people write in become the blocks of a script.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace timbre {

enum class DocumentKind { PlainText, Markdown, SubRip, WebVtt, Word, Epub };

/// Lower-case, stable: "txt", "md", "srt", "vtt", "docx", "epub".
std::string_view documentKindName(DocumentKind kind) noexcept;

enum class BlockKind { Heading, Paragraph, Quote, Item, Cue };

/// Lower-case, stable: "heading", "paragraph", "quote", "item", "cue".
std::string_view blockKindName(BlockKind kind) noexcept;

/// What stands by itself in a document: a paragraph, a heading, a row of a table, a subtitle.
struct Block {
    std::string text{};                  ///< UTF-8, never empty; "\n" where the author broke a line. May hold markup (core/text/markup.h).
    BlockKind kind = BlockKind::Paragraph;
    int level = 0;                       ///< Of a heading, 1 is the highest.
    std::string role{};                  ///< Who speaks, where the file says so; findCast() finds the others.
    std::optional<int> pauseMs{};        ///< Silence behind it, 0..10000, where the file says so.
    std::vector<std::string> notes{};    ///< Not spoken: comments.
    bool operator==(const Block&) const = default;
};

/// A part of the document by its headings.
struct Chapter {
    std::string title{};
    std::size_t firstBlock = 0;
    bool operator==(const Chapter&) const = default;
};

/// The headings that part these blocks: of the highest level that stands there more than once, or else of the highest.
/// For blocks that were changed since they were read.
std::vector<Chapter> chaptersOf(std::span<const Block> blocks);

/// What a document had and a script has not.
enum class Skipped {
    Code,              ///< Code blocks.
    Html,              ///< Raw HTML in Markdown, and what web pages have besides words.
    Pictures,          ///< Pictures, drawings, sound and video.
    Formulas,
    Footnotes,         ///< Their marks in the text, and the notes themselves.
    Contents,          ///< Tables of contents.
    Deleted,           ///< Deleted, struck out and hidden text.
    Readings,          ///< Ruby that no voice can follow (emphasis dots, bopomofo).
    DamagedChapters,   ///< Missing from the file, or no XHTML.
    DamagedCues,       ///< Without a time that can be read.
    EmptyCues,
    LostCharacters,    ///< Bytes that are no UTF-8.
};

/// Lower-case, stable, for JSON: "code", "footnotes", "damaged-chapters".
std::string_view skippedName(Skipped what) noexcept;
/// English, as it is said of a number of them: "code blocks".
std::string_view skippedWords(Skipped what) noexcept;

struct SkippedParts {
    Skipped what = Skipped::Code;
    std::size_t count = 0;
    bool operator==(const SkippedParts&) const = default;
};

struct ImportedScript {
    DocumentKind kind = DocumentKind::PlainText;
    std::string title{};  ///< The document's own, or the name of the file.
    std::vector<Block> blocks{};
    std::vector<Chapter> chapters{};     ///< Empty without headings.
    std::vector<SkippedParts> skipped{}; ///< Each kind once.
};

/// What a file from a stranger may cost. A novel has 1 MiB of text in 1000 elements.
struct ImportLimits {
    std::size_t fileBytes = std::size_t{64} << 20U;
    std::size_t entryBytes = std::size_t{32} << 20U;   ///< One part of a DOCX or EPUB, unpacked.
    std::size_t totalBytes = std::size_t{256} << 20U;  ///< All parts that are read.
    std::size_t entries = 10'000;
    std::size_t nesting = 256;                         ///< Elements in elements.
    std::size_t nodes = 4'000'000;                     ///< Elements and attributes of one part.
};

struct ImportOptions {
    ImportLimits limits{};
    /// Read as this, whatever the name says; nullopt: by its content, and texts by their name.
    std::optional<DocumentKind> kind{};
};

/// Reads a document of any kind. Files it holds are never written to a disk, links to others never followed.
/// NotFound, Io; InvalidInput: not UTF-8 or UTF-16, above a limit, nothing in it to be spoken; Corrupt: damaged or cut
/// short; Unsupported: protected, or a kind that is not read (PDF, DOC, RTF, ODT, web pages): what to do is said;
/// Cancelled. Thread: any but the GUI's; looks at `stop` at least every 50 ms but for the parsing of one part.
Result<ImportedScript> readDocument(const std::filesystem::path& path, const ImportOptions& options = {},
                                    const ProgressSink& progress = {}, const std::stop_token& stop = {});

/// The same for bytes that are in memory, as from the clipboard.
/// @param name  tells the kind of a text by its ending and the title, and what messages call it.
Result<ImportedScript> readDocumentBytes(std::string_view bytes, const std::filesystem::path& name,
                                         const ImportOptions& options = {}, const ProgressSink& progress = {},
                                         const std::stop_token& stop = {});

}  // namespace timbre
