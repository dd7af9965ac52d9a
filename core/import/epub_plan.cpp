// SPDX-License-Identifier: GPL-3.0-or-later
// What an EPUB says of itself: META-INF/container.xml -> the package file -> the spine.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "core/base/utf8.h"
#include "core/import/epub.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

constexpr std::string_view kContainer = "META-INF/container.xml";
constexpr std::string_view kEncryption = "META-INF/encryption.xml";
/// Fonts that are only made hard to copy; the texts are open.
constexpr std::array<std::string_view, 2> kFontMethods{"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"};

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "the EPUB is damaged: " + why, "Get another copy of it.");
}

std::string percentDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const bool whole = text[i] == '%' && i + 2 < text.size() &&
                           std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3;
        decoded += whole ? static_cast<char>(byte) : text[i];
        i += whole ? 2 : 0;
    }
    return decoded;
}

Result<void> refuseProtected(ZipPackage& package, const ImportLimits& limits, const std::stop_token& stop) {
    const std::string name = package.find(kEncryption);
    if (name.empty()) {
        return {};
    }
    const auto bytes = package.readOne(name, stop);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    pugi::xml_document tree;
    if (auto parsed = parseXml(tree, *bytes, kDataXml, limits, name); !parsed) {
        return parsed;
    }
    for (pugi::xml_node node = tree.first_child(); node; node = nextInTree(node, tree, true)) {
        if (localName(node) != "EncryptedData") {
            continue;
        }
        const std::string_view method = attributeOf(childOf(node, "EncryptionMethod"), "Algorithm");
        if (std::ranges::find(kFontMethods, method) == kFontMethods.end()) {
            return fail(ErrorCode::Unsupported, "the EPUB is protected: its chapters are encrypted for the reader it was bought for",
                        "Ask the seller for a copy without protection, or paste the text.");
        }
    }
    return {};
}

/// The name of the package file.
Result<std::string> packageFile(ZipPackage& package, const ImportLimits& limits, const std::stop_token& stop) {
    const std::string container = package.find(kContainer);
    if (container.empty()) {
        return damaged("it has no META-INF/container.xml");
    }
    const auto bytes = package.readOne(container, stop);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    pugi::xml_document tree;
    if (auto parsed = parseXml(tree, *bytes, kDataXml, limits, container); !parsed) {
        return tl::unexpected(parsed.error());
    }
    const std::string name = package.find(resolveLink({}, attributeOf(findInTree(tree, "rootfile"), "full-path")));
    return name.empty() ? Result<std::string>(damaged("its package file is missing")) : name;
}

struct ManifestItem {
    std::string name;
    bool readable = false;
    bool contents = false;
};

bool hasWord(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find_first_of(" \t\n"), words.size());
        if (words.substr(0, end) == word) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

std::map<std::string, ManifestItem> manifestOf(pugi::xml_node package, const std::string& packageName) {
    std::map<std::string, ManifestItem> items;
    for (const pugi::xml_node item : childOf(package, "manifest").children()) {
        const std::string type = foldCase(attributeOf(item, "media-type"));
        items.emplace(attributeOf(item, "id"),
                      ManifestItem{.name = resolveLink(packageName, attributeOf(item, "href")),
                                   .readable = type == "application/xhtml+xml" || type == "text/html" || type == "application/xml",
                                   .contents = hasWord(attributeOf(item, "properties"), "nav")});
    }
    return items;
}

EpubPlan planOf(pugi::xml_node root, const std::string& packageName, const ZipPackage& package) {
    EpubPlan plan{.title = findInTree(childOf(root, "metadata"), "title").text().get()};
    const auto items = manifestOf(root, packageName);
    std::set<std::string> seen;
    for (const pugi::xml_node ref : childOf(root, "spine").children()) {
        const auto item = items.find(std::string(attributeOf(ref, "idref")));
        if (localName(ref) != "itemref" || attributeOf(ref, "linear") == "no" || (item != items.end() && item->second.contents)) {
            continue;
        }
        const std::string name = item == items.end() ? std::string{} : package.find(item->second.name);
        if (name.empty()) {
            ++plan.missing;
        } else if (!item->second.readable) {
            ++plan.pictures;
        } else if (seen.insert(name).second) {  // A chapter that stands there a million times is read once.
            plan.chapters.push_back(name);
        }
    }
    return plan;
}

}  // namespace

std::string resolveLink(std::string_view from, std::string_view href) {
    const std::string_view path = href.substr(0, href.find('#'));
    if (path.empty() || path.find("://") != std::string_view::npos) {
        return {};
    }
    const std::size_t slash = from.rfind('/');
    std::string whole = percentDecoded(path);
    if (!whole.starts_with('/') && slash != std::string_view::npos) {
        whole = std::string(from.substr(0, slash + 1)) + whole;
    }
    std::vector<std::string_view> parts;
    for (std::string_view rest = whole; !rest.empty();) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (part == "..") {
            if (parts.empty()) {
                return {};
            }
            parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string name;
    for (const std::string_view part : parts) {
        name += (name.empty() ? "" : "/") + std::string(part);
    }
    return name;
}

Result<EpubPlan> planEpub(ZipPackage& package, const ImportLimits& limits, const std::stop_token& stop) {
    if (auto open = refuseProtected(package, limits, stop); !open) {
        return tl::unexpected(open.error());
    }
    const auto name = packageFile(package, limits, stop);
    if (!name) {
        return tl::unexpected(name.error());
    }
    const auto bytes = package.readOne(*name, stop);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    pugi::xml_document tree;
    if (auto parsed = parseXml(tree, *bytes, kDataXml, limits, *name); !parsed) {
        return tl::unexpected(parsed.error());
    }
    EpubPlan plan = planOf(tree.document_element(), *name, package);
    if (plan.chapters.empty()) {
        return damaged(plan.pictures > 0 ? "its pages are pictures" : "it names no chapter that is in it");
    }
    return plan;
}

}  // namespace timbre
