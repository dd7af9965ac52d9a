// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "core/base/html_entities.h"
#include "core/base/utf8.h"
#include "core/import/block_builder.h"
#include "core/import/markdown_source.h"
#include "core/import/ruby.h"
#include "core/text/markup.h"

namespace timbre {

namespace {

/// Every byte is called for a few times at most; a table of a million columns and rows would be for more.
constexpr std::size_t kCallsPerByte = 8;
constexpr std::size_t kCallsAtLeast = 100'000;

/// "rt" of "<rt>", "/ruby" of "</ruby>".
std::string tagName(std::string_view html) {
    const std::size_t begin = html.starts_with("</") ? 2 : 1;
    const std::size_t end = html.find_first_of(" \t\n/>", begin);
    return (begin == 2 ? "/" : "") + foldCase(html.substr(std::min(begin, html.size()), end - begin));
}

/// The blocks of a document as md4c tells them.
class MarkdownReader {
  public:
    MarkdownReader(BlockBuilder& builder, std::size_t bytes, const std::stop_token& stop)
        : builder_(builder), callsLeft_(bytes * kCallsPerByte + kCallsAtLeast), stop_(stop) {}

    /// Whether parsing goes on.
    bool goesOn() {
        callsLeft_ -= callsLeft_ > 0 ? 1 : 0;
        return callsLeft_ > 0 && !stop_.stop_requested();
    }
    /// md4c itself forgets now and then that it was told to stop.
    [[nodiscard]] bool hadEnough() const noexcept { return callsLeft_ == 0; }

    void enterBlock(MD_BLOCKTYPE type, const void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE: flush(); ++quotes_; break;
            case MD_BLOCK_LI: flush(); ++items_; break;
            case MD_BLOCK_H: flush(); heading_ = static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level); break;
            case MD_BLOCK_CODE: flush(); inCode_ = true; break;
            case MD_BLOCK_HTML: flush(); inHtml_ = true; break;
            case MD_BLOCK_P:
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
            case MD_BLOCK_TABLE: flush(); break;
            case MD_BLOCK_TR: cells_.clear(); break;
            default: break;
        }
    }

    void leaveBlock(MD_BLOCKTYPE type) {
        switch (type) {
            case MD_BLOCK_QUOTE: flush(); --quotes_; break;
            case MD_BLOCK_LI: flush(); --items_; break;
            case MD_BLOCK_H: flush(); heading_ = 0; break;
            case MD_BLOCK_CODE: inCode_ = false; builder_.skip(Skipped::Code); break;
            case MD_BLOCK_HTML: inHtml_ = false; takeHtmlBlock(); break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD: cells_.push_back(std::exchange(text_, {})); break;
            case MD_BLOCK_TR: text_ = joinCells(std::exchange(cells_, {})); flush(); break;
            case MD_BLOCK_P: flush(); break;
            default: break;
        }
    }

    void enterSpan(MD_SPANTYPE type) { hidden_ += type == MD_SPAN_IMG || type == MD_SPAN_DEL ? 1 : 0; }

    void leaveSpan(MD_SPANTYPE type) {
        if (type == MD_SPAN_IMG || type == MD_SPAN_DEL) {
            --hidden_;
            builder_.skip(type == MD_SPAN_IMG ? Skipped::Pictures : Skipped::Deleted);
        }
    }

    void text(MD_TEXTTYPE type, std::string_view words) {
        if (inHtml_) {
            html_ += words;
        } else if (type == MD_TEXT_HTML) {
            takeInlineHtml(words);
        } else if (!inCode_ && hidden_ == 0) {
            add(type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ? "\n"
                : type == MD_TEXT_NULLCHAR                   ? ""
                : type == MD_TEXT_ENTITY                     ? decodeHtmlEntities(words)
                                                             : std::string(words));
        }
    }

  private:
    void add(const std::string& words) {
        if (!inRuby_) {
            text_ += words;
        } else if (inReading_) {
            ruby_.addReading(words);
        } else {
            ruby_.addBase(words);
        }
    }

    void flush() {
        closeRuby();
        Block block{.text = std::exchange(text_, {}), .notes = std::exchange(notes_, {})};
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

    void closeRuby() {
        if (!inRuby_) {
            return;
        }
        std::size_t unread = 0;
        text_ += ruby_.take(unread);
        builder_.skip(Skipped::Readings, unread);
        inRuby_ = inReading_ = false;
    }

    /// Timbre's own <break/> stays, comments become notes, <br> a line end, ruby a reading; other tags vanish, and what
    /// stands between them stays.
    void takeInlineHtml(std::string_view html) {
        const std::string name = tagName(html);
        if (html.starts_with("<!--")) {
            notes_.push_back(commentIn(html));
        } else if (name == "break") {
            text_ += html;
        } else if (name == "br") {
            add("\n");
        } else if (name == "ruby") {
            closeRuby();
            inRuby_ = true;
        } else if (name == "/ruby") {
            closeRuby();
        } else if (name == "rt") {
            inReading_ = true;
        } else if (name == "/rt" || name == "rb") {
            ruby_.endReading();
            inReading_ = false;
        } else if (name == "/rb") {
            ruby_.endBase();
        } else if (name == "rp" || name == "del" || name == "s" || name == "script" || name == "style") {
            ++hidden_;
        } else if (hidden_ > 0 && (name == "/rp" || name == "/del" || name == "/s" || name == "/script" || name == "/style")) {
            --hidden_;
        }
    }

    /// A block of its own: comments are notes, a <break/> a pause behind what was before, the rest is left out.
    void takeHtmlBlock() {
        const std::string html = std::exchange(html_, {});
        const HtmlBlock block = readHtmlBlock(html);
        for (const std::string& comment : block.comments) {
            builder_.addNote(comment);
        }
        if (block.pauseMs > 0) {
            builder_.addPause(block.pauseMs);
        }
        builder_.skip(Skipped::Html, block.otherHtml ? 1 : 0);
    }

    BlockBuilder& builder_;
    std::size_t callsLeft_;
    const std::stop_token& stop_;
    RubyText ruby_;
    std::string text_;
    std::string html_;
    std::vector<std::string> notes_;
    std::vector<std::string> cells_;
    int heading_ = 0;
    int items_ = 0;
    int quotes_ = 0;
    int hidden_ = 0;  ///< Pictures, struck-out text around.
    bool inCode_ = false;
    bool inHtml_ = false;
    bool inRuby_ = false;
    bool inReading_ = false;
};

/// What md4c calls: no exception may pass through it.
struct Call {
    MarkdownReader& reader;
    std::exception_ptr thrown{};

    template <typename Deed>
    static int make(void* self, Deed deed) {
        auto& call = *static_cast<Call*>(self);
        try {
            if (!call.reader.goesOn()) {
                return 1;
            }
            deed(call.reader);
            return 0;
        } catch (...) {
            call.thrown = std::current_exception();
            return 1;
        }
    }
};

MD_PARSER parserOf() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        return Call::make(self, [&](MarkdownReader& reader) { reader.enterBlock(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* self) {
        return Call::make(self, [&](MarkdownReader& reader) { reader.leaveBlock(type); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void* /*detail*/, void* self) {
        return Call::make(self, [&](MarkdownReader& reader) { reader.enterSpan(type); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* self) {
        return Call::make(self, [&](MarkdownReader& reader) { reader.leaveSpan(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* self) {
        return Call::make(self, [&](MarkdownReader& reader) { reader.text(type, {words, size}); });
    };
    return parser;
}

}  // namespace

Result<ImportedScript> readMarkdown(std::string_view text, const std::stop_token& stop) {
    const MarkdownSource source = prepareMarkdown(text);
    BlockBuilder builder;
    builder.skip(Skipped::Footnotes, source.footnotes);
    MarkdownReader reader(builder, source.text.size(), stop);
    Call call{reader};
    const MD_PARSER parser = parserOf();
    const int outcome = md_parse(source.text.data(), static_cast<MD_SIZE>(source.text.size()), &parser, &call);
    if (call.thrown) {
        std::rethrow_exception(call.thrown);
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before the document was read");
    }
    if (reader.hadEnough()) {
        return fail(ErrorCode::InvalidInput, "the tables of the document have far more cells than it has text",
                    "Take the tables out, or save the document as plain text.");
    }
    if (outcome != 0) {
        return fail(ErrorCode::OutOfMemory, "the Markdown is too much for the memory", "Split the document into several.");
    }
    ImportedScript script = builder.finish(DocumentKind::Markdown, source.title);
    const auto heading = std::ranges::find_if(script.blocks, [](const Block& block) { return block.level == 1; });
    if (script.title.empty() && heading != script.blocks.end()) {
        script.title = heading->text;
    }
    return script;
}

}  // namespace timbre
