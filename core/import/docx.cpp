// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/docx.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>

#include "core/import/block_builder.h"
#include "core/import/docx_blocks.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

constexpr std::string_view kTypes = "[Content_Types].xml";
/// Blanks alone count where they are all that an element holds: <w:t xml:space="preserve"> </w:t>.
constexpr unsigned kWordXml = pugi::parse_default | pugi::parse_ws_pcdata_single;

/// The names of the parts that matter.
struct DocxPlan {
    std::string document{};
    std::string styles{};
    std::string comments{};
    std::string properties{};
};

Result<void> parsePart(pugi::xml_document& tree, ZipPackage& package, const std::string& name, const ImportLimits& limits,
                       const std::stop_token& stop) {
    const auto bytes = package.readOne(name, stop);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return parseXml(tree, *bytes, kWordXml, limits, name);
}

/// By their content types: Word itself names the parts otherwise at times.
Result<DocxPlan> planDocx(ZipPackage& package, const ImportLimits& limits, const std::stop_token& stop) {
    pugi::xml_document types;
    if (auto parsed = parsePart(types, package, package.find(kTypes), limits, stop); !parsed) {
        return tl::unexpected(parsed.error());
    }
    DocxPlan plan;
    for (const pugi::xml_node part : types.document_element().children()) {
        const std::string_view type = attributeOf(part, "ContentType");
        std::string_view name = attributeOf(part, "PartName");
        name.remove_prefix(name.starts_with('/') ? 1 : 0);
        const auto take = [&](std::string& target, std::string_view ending) {
            if (target.empty() && type.ends_with(ending)) {
                target = package.find(name);
            }
        };
        take(plan.document, "wordprocessingml.document.main+xml");
        take(plan.document, "wordprocessingml.template.main+xml");
        take(plan.document, "ms-word.document.macroEnabled.main+xml");
        take(plan.document, "ms-word.template.macroEnabledTemplate.main+xml");
        take(plan.styles, "wordprocessingml.styles+xml");
        take(plan.comments, "wordprocessingml.comments+xml");
        take(plan.properties, "core-properties+xml");
    }
    plan.document = plan.document.empty() ? package.find("word/document.xml") : plan.document;
    if (plan.document.empty()) {
        return fail(ErrorCode::Unsupported, "the file holds no Word document (a table or slides are not read)",
                    "Save the text as DOCX or as plain text in UTF-8.");
    }
    return plan;
}

Result<void> readSideParts(DocxParts& parts, std::string& title, ZipPackage& package, const DocxPlan& plan,
                           const ImportLimits& limits, const std::stop_token& stop) {
    if (!plan.styles.empty()) {
        pugi::xml_document tree;
        if (auto parsed = parsePart(tree, package, plan.styles, limits, stop); !parsed) {
            return parsed;
        }
        parts.styles = readDocxStyles(tree);
    }
    if (!plan.comments.empty()) {
        pugi::xml_document tree;
        if (auto parsed = parsePart(tree, package, plan.comments, limits, stop); !parsed) {
            return parsed;
        }
        auto comments = readDocxComments(tree, limits);
        if (!comments) {
            return tl::unexpected(comments.error());
        }
        parts.comments = std::move(*comments);
    }
    if (!plan.properties.empty()) {
        pugi::xml_document tree;
        if (auto parsed = parsePart(tree, package, plan.properties, limits, stop); !parsed) {
            return parsed;
        }
        title = childOf(tree.document_element(), "title").text().get();
    }
    return {};
}

}  // namespace

Result<ImportedScript> readDocx(ZipPackage& package, const ImportOptions& options, const ProgressSink& progress,
                                const std::stop_token& stop) {
    const auto plan = planDocx(package, options.limits, stop);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    DocxParts parts;
    std::string title;
    if (auto read = readSideParts(parts, title, package, *plan, options.limits, stop); !read) {
        return tl::unexpected(read.error());
    }
    pugi::xml_document tree;
    if (auto parsed = parsePart(tree, package, plan->document, options.limits, stop); !parsed) {
        return tl::unexpected(parsed.error());
    }
    if (progress) {
        progress({"reading the text", 0.5});
    }
    BlockBuilder builder;
    if (auto added = addDocxBlocks(builder, tree, parts, options.limits, stop); !added) {
        return tl::unexpected(added.error());
    }
    return builder.finish(DocumentKind::Word, title);
}

}  // namespace timbre
