// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Documents made by hand, good ones and others.

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/archive_handle.h"
#include "core/import/document.h"

namespace timbre::test {

struct DocumentPart {
    std::string name;
    std::string bytes;
};

/// A ZIP file in memory.
inline std::string zipped(const std::vector<DocumentPart>& parts, bool deflated = true) {
    const Utf8ArchiveNames utf8;
    std::size_t room = 4096;
    for (const DocumentPart& part : parts) {
        room += part.bytes.size() + part.name.size() * 2 + 512;
    }
    std::string file(room, '\0');
    std::size_t used = 0;
    ArchiveHandle handle(archive_write_new());
    archive_write_set_format_zip(handle.get());
    archive_write_set_options(handle.get(), deflated ? "zip:compression=deflate,zip:hdrcharset=UTF-8" : "zip:compression=store");
    archive_write_set_bytes_in_last_block(handle.get(), 1);
    archive_write_open_memory(handle.get(), file.data(), file.size(), &used);
    for (const DocumentPart& part : parts) {
        ArchiveEntryHandle entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), part.name.c_str());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(part.bytes.size()));
        if (archive_write_header(handle.get(), entry.get()) < ARCHIVE_WARN) {
            throw std::runtime_error(archiveTrouble(handle.get()));
        }
        archive_write_data(handle.get(), part.bytes.data(), part.bytes.size());
    }
    archive_write_close(handle.get());
    file.resize(used);
    return file;
}

inline const std::string kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

struct DocxPartsToWrite {
    std::string body{};
    std::string styles{};
    std::string comments{};
    std::string title{};
};

/// The parts of a DOCX around the elements of its body.
inline std::vector<DocumentPart> docxParts(const DocxPartsToWrite& parts) {
    const std::string space = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                              "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    const std::string kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    return {{"[Content_Types].xml",
             kXmlHead + "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        "<Override PartName=\"/word/document2.xml\" ContentType=\"" + kind + "document.main+xml\"/>"
                        "<Override PartName=\"/word/styles.xml\" ContentType=\"" + kind + "styles+xml\"/>"
                        "<Override PartName=\"/word/comments.xml\" ContentType=\"" + kind + "comments+xml\"/>"
                        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
                        "</Types>"},
            {"word/document2.xml", kXmlHead + "<w:document" + space + "><w:body>" + parts.body + "<w:sectPr/></w:body></w:document>"},
            {"word/styles.xml", kXmlHead + "<w:styles" + space + ">" + parts.styles + "</w:styles>"},
            {"word/comments.xml", kXmlHead + "<w:comments" + space + ">" + parts.comments + "</w:comments>"},
            {"docProps/core.xml", kXmlHead + "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>" + parts.title + "</dc:title></cp:coreProperties>"}};
}

inline std::string docx(const DocxPartsToWrite& parts) { return zipped(docxParts(parts)); }

/// A paragraph with one run.
inline std::string wordParagraph(const std::string& text, const std::string& properties = {}) {
    return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

struct EpubChapter {
    std::string href;  ///< As the package file says it.
    std::string body;
    std::string name{};        ///< Of the part; empty: "OEBPS/" + href.
    std::string attributes{};  ///< Of its itemref.
    std::string properties{};  ///< Of its item.
};

inline std::string xhtml(const std::string& body) {
    return kXmlHead + "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">"
                      "<head><title>Not spoken</title><style>p { color: red }</style></head><body>" + body + "</body></html>";
}

inline std::vector<DocumentPart> epubParts(const std::vector<EpubChapter>& chapters, const std::string& title = "A book") {
    std::string items;
    std::string spine;
    std::vector<DocumentPart> parts{{"mimetype", "application/epub+zip"},
                                    {"META-INF/container.xml",
                                     kXmlHead + "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\" "
                                                "media-type=\"application/oebps-package+xml\"/></rootfiles></container>"},
                                    {"OEBPS/content.opf", {}}};
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const EpubChapter& chapter = chapters[i];
        const std::string id = "c" + std::to_string(i);
        items += "<item id=\"" + id + "\" href=\"" + chapter.href + "\" media-type=\"application/xhtml+xml\" properties=\"" + chapter.properties + "\"/>";
        spine += "<itemref idref=\"" + id + "\" " + chapter.attributes + "/>";
        parts.push_back({chapter.name.empty() ? "OEBPS/" + chapter.href : chapter.name, xhtml(chapter.body)});
    }
    parts[2].bytes = kXmlHead + "<package xmlns:dc=\"d\"><metadata><dc:title>" + title + "</dc:title></metadata><manifest>" + items +
                     "</manifest><spine>" + spine + "</spine></package>";
    return parts;
}

inline std::string epub(const std::vector<EpubChapter>& chapters) { return zipped(epubParts(chapters)); }

/// What a reader sees of a block: "h1 text", "p text", "q text", "- text", "cue text".
inline std::string shown(const Block& block) {
    switch (block.kind) {
        case BlockKind::Heading: return "h" + std::to_string(block.level) + " " + block.text;
        case BlockKind::Quote: return "q " + block.text;
        case BlockKind::Item: return "- " + block.text;
        case BlockKind::Cue: return "cue " + block.text;
        case BlockKind::Paragraph: break;
    }
    return "p " + block.text;
}

inline std::vector<std::string> shown(const ImportedScript& script) {
    std::vector<std::string> lines;
    for (const Block& block : script.blocks) {
        lines.push_back(shown(block));
    }
    return lines;
}

inline std::size_t skippedOf(const ImportedScript& script, Skipped what) {
    for (const SkippedParts& parts : script.skipped) {
        if (parts.what == what) {
            return parts.count;
        }
    }
    return 0;
}

}  // namespace timbre::test
