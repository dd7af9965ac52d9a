// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/xhtml_blocks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/html_entities.h"
#include "core/base/utf8.h"
#include "core/import/ruby.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Text before and behind these is another block.
constexpr std::array<std::string_view, 36> kBlockElements{
    "p",       "div",    "section", "article",    "main",   "header",  "footer", "aside",  "address", "blockquote", "figure", "figcaption",
    "ul",      "ol",     "li",      "dl",         "dt",     "dd",      "h1",     "h2",     "h3",      "h4",         "h5",     "h6",
    "table",   "thead",  "tbody",   "tfoot",      "tr",     "caption", "hr",     "center", "details", "summary",    "body",   "pre"};
constexpr std::array<std::string_view, 9> kPictures{"img", "svg", "video", "audio", "object", "iframe", "canvas", "picture", "embed"};
constexpr std::array<std::string_view, 9> kNotSpoken{"head", "script", "style", "template", "form", "button", "select", "rp", "noscript"};
constexpr std::array<std::string_view, 3> kStruckOut{"del", "s", "strike"};
constexpr std::array<std::string_view, 7> kFootnoteTypes{"noteref", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"};
constexpr std::array<std::string_view, 5> kContentsTypes{"toc", "landmarks", "page-list", "loi", "lot"};

/// Whether one of the words of epub:type, or the DPUB-ARIA role, is one of these.
template <std::size_t N>
bool hasType(pugi::xml_node node, const std::array<std::string_view, N>& types) {
    std::string_view rest = attributeOf(node, "type");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
        if (isOneOf(types, rest.substr(0, end))) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::string_view role = attributeOf(node, "role");
    return role.starts_with("doc-") && isOneOf(types, role.substr(4));
}

bool isLinkInside(pugi::xml_node node) {
    return localName(node) == "a" && attributeOf(node, "href").find('#') != std::string_view::npos;
}

/// The small number that leads to a footnote: <a epub:type="noteref">, <sup><a href="#n1">1</a></sup> or the other way round.
bool isFootnoteMark(pugi::xml_node node, std::string_view name) {
    if (name == "sup") {
        return isLinkInside(childOf(node, "a")) || isLinkInside(node.parent());
    }
    return name == "a" && isLinkInside(node) && childOf(node, "sup") && !node.first_child().next_sibling();
}

/// What is passed over with everything inside, and what it counts as: nullopt where it is read. Skipped::Html is not
/// counted: nobody misses it.
std::optional<Skipped> passedOver(pugi::xml_node node, std::string_view name) {
    if (isOneOf(kPictures, name)) {
        return Skipped::Pictures;
    }
    if (name == "math") {
        return Skipped::Formulas;
    }
    if (name == "pre" && childOf(node, "code")) {
        return Skipped::Code;
    }
    if (isOneOf(kStruckOut, name)) {
        return Skipped::Deleted;
    }
    if (hasType(node, kFootnoteTypes) || isFootnoteMark(node, name)) {
        return Skipped::Footnotes;
    }
    if (name == "nav" || hasType(node, kContentsTypes)) {
        return Skipped::Contents;
    }
    const bool hidden = node.attribute("hidden") || hasType(node, std::array<std::string_view, 1>{"pagebreak"});
    return isOneOf(kNotSpoken, name) || hidden ? std::optional(Skipped::Html) : std::nullopt;
}

int headingLevel(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

class XhtmlReader {
  public:
    explicit XhtmlReader(BlockBuilder& builder) : builder_(builder) {}

    Step enter(pugi::xml_node node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            // What stands in CDATA has no character references.
            addText(node.type() == pugi::node_cdata ? std::string(node.value()) : decodeHtmlEntities(node.value()));
            return Step::Past;
        }
        if (node.type() != pugi::node_element) {
            return Step::Past;
        }
        const std::string name = foldCase(localName(node));
        if (const auto what = passedOver(node, name)) {
            if (*what != Skipped::Html) {
                builder_.skip(*what);
            }
            return Step::Past;
        }
        return open(node, name);
    }

    void leave(pugi::xml_node node) { close(foldCase(localName(node))); }

    void finish() { flush(); }

  private:
    Step open(pugi::xml_node node, const std::string& name) {
        if (name == "br") {
            text_.breakLine();
        } else if (name == "ruby") {
            ++rubies_;
        } else if (rubies_ > 0 && name == "rt") {
            inReading_ = true;
        } else if (rubies_ > 0 && name == "rtc") {
            // The second row of readings says the same in another way.
            return ++annotations_ > 1 ? Step::Past : Step::Inside;
        } else if (isOneOf(kBlockElements, name)) {
            flush();
            openBlock(node, name);
        } else if ((name == "td" || name == "th") && rows_ > 0) {
            endCell();
        }
        return Step::Inside;
    }

    void openBlock(pugi::xml_node node, const std::string& name) {
        heading_ = headingLevel(name) > 0 ? headingLevel(name) : heading_;
        items_ += name == "li" ? 1 : 0;
        quotes_ += name == "blockquote" ? 1 : 0;
        if (name == "tr" && ++rows_ == 1) {
            cells_.clear();
            joinsCells_ = isPlainRow(node);
        }
    }

    /// A row with at most one paragraph a cell is spoken as one line; others, as pages are laid out with, cell by cell.
    static bool isPlainRow(pugi::xml_node row) {
        for (pugi::xml_node node = row.first_child(); node; node = nextInTree(node, row, true)) {
            const std::string name = foldCase(localName(node));
            if (name == "table" || ((name == "p" || name == "div") && node.next_sibling(node.name()))) {
                return false;
            }
        }
        return true;
    }

    void close(const std::string& name) {
        if (name == "ruby" && rubies_ > 0) {
            closeRuby();
        } else if (name == "rt" && rubies_ > 0) {
            inReading_ = false;
            ruby_.endReading();
        } else if (name == "rb" && rubies_ > 0) {
            ruby_.endBase();
        } else if ((name == "td" || name == "th") && rows_ > 0) {
            endCell();
        } else if (isOneOf(kBlockElements, name)) {
            closeBlock(name);
        }
    }

    void closeBlock(const std::string& name) {
        flush();
        heading_ = headingLevel(name) > 0 ? 0 : heading_;
        items_ -= name == "li" ? 1 : 0;
        quotes_ -= name == "blockquote" ? 1 : 0;
        if (name == "tr" && --rows_ == 0) {
            emit(joinCells(std::exchange(cells_, {})));
        }
    }

    void closeRuby() {
        if (--rubies_ > 0) {
            return;
        }
        std::size_t unread = 0;
        text_.add(ruby_.take(unread));
        builder_.skip(Skipped::Readings, unread);
        annotations_ = 0;
        inReading_ = false;
    }

    void addText(const std::string& text) {
        if (rubies_ == 0) {
            text_.add(text);
        } else if (inReading_) {
            ruby_.addReading(text);
        } else if (!trimSpace(text).empty()) {
            ruby_.addBase(text);
        }
    }

    void endCell() {
        if (rows_ == 1 && joinsCells_) {
            cells_.push_back(text_.take());
        } else {
            flush();
        }
    }

    /// The text so far is a block, or inside a plain row a part of its cell.
    void flush() {
        if (rows_ > 0 && joinsCells_) {
            text_.add(" ");
            return;
        }
        emit(text_.take());
    }

    void emit(std::string text) {
        Block block{.text = std::move(text)};
        if (heading_ > 0) {
            block.kind = BlockKind::Heading;
            block.level = heading_;
        } else if (items_ > 0) {
            block.kind = BlockKind::Item;
        } else if (quotes_ > 0) {
            block.kind = BlockKind::Quote;
        }
        builder_.add(std::move(block));
    }

    BlockBuilder& builder_;
    FlowingText text_;
    RubyText ruby_;
    std::vector<std::string> cells_;
    int heading_ = 0;  ///< Level of the heading around; 0 outside.
    int items_ = 0;    ///< Depth of what is around, each.
    int quotes_ = 0;
    int rows_ = 0;
    int rubies_ = 0;
    int annotations_ = 0;  ///< <rtc> of the present ruby.
    bool joinsCells_ = false;
    bool inReading_ = false;
};

}  // namespace

Result<void> addXhtmlBlocks(BlockBuilder& builder, pugi::xml_node document, const ImportLimits& limits,
                            const std::stop_token& stop) {
    XhtmlReader reader(builder);
    const auto enter = [&](pugi::xml_node node) { return stop.stop_requested() ? Step::Stop : reader.enter(node); };
    if (!walkTree(document, limits.nesting, enter, [&](pugi::xml_node node) { reader.leave(node); })) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before the document was read");
        }
        return fail(ErrorCode::Corrupt, "a chapter is nested too deeply to be a text",
                    "Open the document in the program it comes from and save it anew, or get another copy of it.");
    }
    reader.finish();
    return {};
}

}  // namespace timbre
