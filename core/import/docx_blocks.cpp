// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/docx_blocks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/utf8.h"
#include "core/import/ruby.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

/// Names of elements without their prefixes; "t" is w:t, since drawings (a:t) and formulas (m:t) are passed over as a whole.
constexpr std::array<std::string_view, 12> kProperties{"pPr",     "rPr",       "tblPr", "tblGrid",      "trPr",    "tcPr",
                                                       "sectPr",  "sdtEndPr",  "rubyPr", "bookmarkStart", "delText", "delInstrText"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// A table of contents that Word made: <w:sdt> with that gallery.
bool isContents(pugi::xml_node sdt) {
    const pugi::xml_node part = childOf(childOf(sdt, "sdtPr"), "docPartObj");
    return attributeOf(childOf(part, "docPartGallery"), "val") == "Table of Contents";
}

/// Of several ways to draw the same (mc:AlternateContent), the first counts.
bool isSecondChoice(pugi::xml_node node, std::string_view name) {
    return (name == "Choice" || name == "Fallback") && node.previous_sibling();
}

/// A paragraph that is being read. Text boxes stand inside paragraphs, so there may be several.
struct OpenParagraph {
    std::string text{};
    Block block{};
    bool contents = false;
};

class DocxReader {
  public:
    DocxReader(BlockBuilder& builder, const DocxParts& parts) : builder_(builder), parts_(parts) {}

    Step enter(pugi::xml_node node) {
        if (node.type() != pugi::node_element) {
            if (inText_ && drawings_ == 0) {
                addText(node.value());
            }
            return Step::Past;
        }
        const std::string_view name = localName(node);
        if (drawings_ > 0 && name != "txbxContent") {
            drawings_ += isDrawing(name) ? 1 : 0;
            return isSecondChoice(node, name) ? Step::Past : Step::Inside;
        }
        if (const auto past = passOver(node, name)) {
            return *past;
        }
        open(node, name);
        return Step::Inside;
    }

    void leave(pugi::xml_node node) {
        const std::string_view name = localName(node);
        if (name == "txbxContent") {
            drawings_ = drawingsAround_.back();
            drawingsAround_.pop_back();
        } else if (isDrawing(name)) {
            --drawings_;
        } else if (drawings_ == 0) {
            close(name);
        }
    }

  private:
    static bool isDrawing(std::string_view name) { return name == "drawing" || name == "pict" || name == "object"; }

    /// What is not read, and what is counted then; nullopt where it is read.
    std::optional<Step> passOver(pugi::xml_node node, std::string_view name) {
        if (name == "del" || name == "moveFrom") {
            builder_.skip(Skipped::Deleted);
        } else if (name == "r" && isOn(childOf(node, "rPr"), "vanish")) {
            builder_.skip(Skipped::Deleted);
        } else if (name == "footnoteReference" || name == "endnoteReference") {
            builder_.skip(Skipped::Footnotes);
        } else if (name == "oMath" || name == "oMathPara") {
            builder_.skip(Skipped::Formulas);
        } else if (name == "sdt" && isContents(node)) {
            builder_.skip(Skipped::Contents);
        } else if (name == "instrText") {
            noteInstruction(node);
        } else if (!isOneOf(kProperties, name) && !isSecondChoice(node, name)) {
            return std::nullopt;
        }
        return Step::Past;
    }

    void open(pugi::xml_node node, std::string_view name) {
        if (name == "txbxContent") {
            drawingsAround_.push_back(std::exchange(drawings_, 0));
        } else if (isDrawing(name)) {
            drawings_ = 1;
            const bool box = static_cast<bool>(findInTree(node, "txbxContent"));
            builder_.skip(Skipped::Pictures, box ? 0 : 1);
        } else if (name == "p") {
            openParagraph(node);
        } else if (name == "tr") {
            if (++rows_ == 1) {
                cellBlocks_.clear();
                plainRow_ = true;
            }
        } else if (name == "t") {
            inText_ = true;
        } else if (name == "tab" || name == "ptab") {
            addText(" ");
        } else if (name == "br" || name == "cr") {
            addText("\n");
        } else if (name == "noBreakHyphen") {
            addText("-");
        } else if (name == "fldChar") {
            fieldSign(attributeOf(node, "fldCharType"));
        } else if (name == "commentReference") {
            addComment(std::string(attributeOf(node, "id")));
        } else if (name == "ruby") {
            inRuby_ = true;
        } else if (name == "rt") {
            inReading_ = true;
        }
    }

    void close(std::string_view name) {
        if (name == "t") {
            inText_ = false;
        } else if (name == "p") {
            closeParagraph();
        } else if (name == "tc") {
            closeCell();
        } else if (name == "tr") {
            closeRow();
        } else if (name == "rt") {
            inReading_ = false;
        } else if (name == "ruby") {
            closeRuby();
        }
    }

    void openParagraph(pugi::xml_node node) {
        OpenParagraph paragraph;
        const pugi::xml_node properties = childOf(node, "pPr");
        const auto found = parts_.styles.find(std::string(attributeOf(childOf(properties, "pStyle"), "val")));
        DocxStyle style = found == parts_.styles.end() ? DocxStyle{} : found->second;
        if (const std::string_view level = attributeOf(childOf(properties, "outlineLvl"), "val"); level.size() == 1) {
            style.headingLevel = level[0] >= '0' && level[0] <= '8' ? level[0] - '0' + 1 : 0;
        }
        if (const pugi::xml_node numbering = childOf(properties, "numPr")) {
            style.listItem = attributeOf(childOf(numbering, "numId"), "val") != "0";
        }
        paragraph.contents = style.contents;
        if (style.headingLevel > 0) {
            paragraph.block.kind = BlockKind::Heading;
            paragraph.block.level = style.headingLevel;
        } else if (style.listItem) {
            paragraph.block.kind = BlockKind::Item;
        } else if (style.quote) {
            paragraph.block.kind = BlockKind::Quote;
        }
        paragraphs_.push_back(std::move(paragraph));
    }

    void closeParagraph() {
        if (paragraphs_.empty()) {
            return;
        }
        OpenParagraph paragraph = std::move(paragraphs_.back());
        paragraphs_.pop_back();
        if (paragraph.contents) {
            builder_.skip(Skipped::Contents, contentsRun_ ? 0 : 1);
            contentsRun_ = true;
            return;
        }
        paragraph.block.text = std::move(paragraph.text);
        contentsRun_ = contentsRun_ && tidyText(paragraph.block.text).empty();
        if (!paragraphs_.empty()) {
            boxes_.push_back(std::move(paragraph.block));  // A text box: behind the paragraph it hangs on.
            return;
        }
        emit(std::move(paragraph.block));
        for (Block& box : std::exchange(boxes_, {})) {
            emit(std::move(box));
        }
    }

    void emit(Block block) {
        if (rows_ == 0) {
            builder_.add(std::move(block));
            return;
        }
        if (!tidyText(block.text).empty() || !block.notes.empty()) {
            cellBlocks_.push_back(std::move(block));
            ++cellParagraphs_;
        }
    }

    void closeCell() {
        if (rows_ != 1) {
            return;
        }
        plainRow_ = plainRow_ && cellParagraphs_ <= 1;
        cellParagraphs_ = 0;
    }

    /// A row with at most one paragraph a cell is spoken as one line; others, as pages are laid out with, cell by cell.
    void closeRow() {
        if (rows_ == 0 || --rows_ > 0) {
            return;
        }
        std::vector<Block> blocks = std::exchange(cellBlocks_, {});
        if (!plainRow_ || blocks.size() < 2) {
            for (Block& block : blocks) {
                builder_.add(std::move(block));
            }
            return;
        }
        Block row;
        std::vector<std::string> cells;
        for (Block& block : blocks) {
            cells.push_back(std::move(block.text));
            row.notes.insert(row.notes.end(), block.notes.begin(), block.notes.end());
        }
        row.text = joinCells(cells);
        builder_.add(std::move(row));
    }

    void closeRuby() {
        std::size_t unread = 0;
        RubyText ruby;
        ruby.addBase(rubyBase_);
        if (!rubyReading_.empty()) {
            ruby.addReading(rubyReading_);
        }
        inRuby_ = false;
        addText(ruby.take(unread));
        builder_.skip(Skipped::Readings, unread);
        rubyBase_.clear();
        rubyReading_.clear();
    }

    void addText(std::string_view text) {
        if (paragraphs_.empty() || contentsFields_ > 0) {
            return;
        }
        std::string& target = inReading_ ? rubyReading_ : inRuby_ ? rubyBase_ : paragraphs_.back().text;
        target += text;
    }

    void addComment(const std::string& id) {
        const auto comment = parts_.comments.find(id);
        if (comment != parts_.comments.end() && !paragraphs_.empty()) {
            paragraphs_.back().block.notes.push_back(comment->second);
        }
    }

    /// Fields stand between three signs, over several paragraphs even; what one shows stands behind the second.
    void fieldSign(std::string_view type) {
        if (type == "begin") {
            fields_.push_back(Field{});
        } else if (type == "end" && !fields_.empty()) {
            contentsFields_ -= fields_.back().contents ? 1 : 0;
            fields_.pop_back();
        } else if (type == "separate" && !fields_.empty() && !fields_.back().contents) {
            const std::string_view instruction = trimSpace(fields_.back().instruction);
            fields_.back().contents = instruction.starts_with("TOC") || instruction.starts_with("INDEX");
            contentsFields_ += fields_.back().contents ? 1 : 0;
            builder_.skip(Skipped::Contents, fields_.back().contents ? 1 : 0);
        }
    }

    void noteInstruction(pugi::xml_node node) {
        constexpr std::size_t kEnough = 16;
        if (!fields_.empty() && fields_.back().instruction.size() < kEnough) {
            fields_.back().instruction += node.text().get();
        }
    }

    struct Field {
        std::string instruction{};
        bool contents = false;
    };

    BlockBuilder& builder_;
    const DocxParts& parts_;
    std::vector<OpenParagraph> paragraphs_;
    std::vector<Block> boxes_;
    std::vector<Field> fields_;
    int contentsFields_ = 0;
    std::vector<Block> cellBlocks_;  ///< Of the present row of the outermost table.
    std::size_t cellParagraphs_ = 0;
    std::size_t rows_ = 0;
    bool plainRow_ = true;
    bool contentsRun_ = false;  ///< The paragraph before was a line of a table of contents.
    int drawings_ = 0;          ///< Pictures around, of which no text is read; those around a text box are put aside.
    std::vector<int> drawingsAround_;
    bool inText_ = false;
    bool inRuby_ = false;
    bool inReading_ = false;
    std::string rubyBase_;
    std::string rubyReading_;
};

tl::unexpected<Error> tooDeep() {
    return fail(ErrorCode::Corrupt, "the document is nested too deeply to be a text",
                "Open it in the program it comes from and save it anew, or get another copy of it.");
}

}  // namespace

Result<std::map<std::string, std::string>> readDocxComments(pugi::xml_node document, const ImportLimits& limits) {
    std::map<std::string, std::string> comments;
    for (const pugi::xml_node comment : childOf(document, "comments").children()) {
        std::string text;
        const auto enter = [&text](pugi::xml_node node) {
            const bool word = node.type() != pugi::node_element && localName(node.parent()) == "t";
            text += word ? node.value() : "";
            return Step::Inside;
        };
        const auto leave = [&text](pugi::xml_node node) { text += localName(node) == "p" ? "\n" : ""; };
        if (!walkTree(comment, limits.nesting, enter, leave)) {
            return tooDeep();
        }
        comments.emplace(attributeOf(comment, "id"), tidyText(text));
    }
    return comments;
}

Result<void> addDocxBlocks(BlockBuilder& builder, pugi::xml_node document, const DocxParts& parts, const ImportLimits& limits,
                           const std::stop_token& stop) {
    DocxReader reader(builder, parts);
    const auto enter = [&](pugi::xml_node node) { return stop.stop_requested() ? Step::Stop : reader.enter(node); };
    if (!walkTree(document, limits.nesting, enter, [&](pugi::xml_node node) { reader.leave(node); })) {
        return stop.stop_requested() ? fail(ErrorCode::Cancelled, "stopped before the document was read") : tooDeep();
    }
    return {};
}

}  // namespace timbre
