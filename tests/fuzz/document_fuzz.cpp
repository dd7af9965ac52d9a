// SPDX-License-Identifier: GPL-3.0-or-later
// document-fuzz [--count N] [--seed S] [--corpus DIR] [--of BASE] [--only I]
// Reads damaged documents, made by seeds from good ones of each kind, and fails at the first that crashes, hangs, is
// refused without a word or gives blocks that no script can hold. DIR/seeds.txt names cases that are read first,
// "<base> <seed>" a line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/import/cast.h"
#include "core/import/document.h"
#include "core/import/sentences.h"
#include "core/text/markup.h"
#include "tests/fuzz/document_mutation.h"
#include "tests/fuzz/fuzz_frame.h"

namespace timbre::test {
namespace {

using Complaint = std::string;

bool isUtf8(const std::string& text) { return !findInvalidUtf8(text); }

Complaint checkError(const Error& error) {
    if (error.detail.empty() || error.advice.empty()) {
        return "an error that does not say what happened and what to do: " + error.message();
    }
    const bool expected = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Unsupported || error.code == ErrorCode::Corrupt;
    return expected ? Complaint{} : "a document causes the error " + error.message();
}

Complaint checkBlock(const Block& block) {
    if (block.text.empty() || !isUtf8(block.text) || block.text.find('\0') != std::string::npos || !isUtf8(block.role)) {
        return "a block without a text, or one that is no UTF-8";
    }
    if (block.pauseMs && (*block.pauseMs < 0 || *block.pauseMs > kLongestPauseMs)) {
        return "a pause of " + std::to_string(*block.pauseMs) + " ms";
    }
    if (!std::ranges::all_of(block.notes, [](const std::string& note) { return !note.empty() && isUtf8(note); })) {
        return "a note without a text, or one that is no UTF-8";
    }
    return (block.kind == BlockKind::Heading) == (block.level > 0) ? Complaint{} : "a level that is not a heading's";
}

Complaint checkScript(const ImportedScript& script) {
    if (script.blocks.empty() || script.title.empty() || !isUtf8(script.title)) {
        return "a script without blocks or title";
    }
    for (const Block& block : script.blocks) {
        if (Complaint wrong = checkBlock(block); !wrong.empty()) {
            return wrong;
        }
    }
    for (const Chapter& chapter : script.chapters) {
        if (chapter.firstBlock >= script.blocks.size() || script.blocks[chapter.firstBlock].kind != BlockKind::Heading) {
            return "a chapter without its heading";
        }
    }
    return std::ranges::all_of(script.skipped, [](const SkippedParts& parts) { return parts.count > 0; }) ? Complaint{} : "nothing was skipped, and told";
}

Complaint checkRows(const ImportedScript& script) {
    const std::vector<Block> blocks = withRoles(script.blocks, findCast(script.blocks));
    for (const Block& block : blocks) {
        if (Complaint wrong = checkBlock(block); !wrong.empty()) {
            return "with roles: " + wrong;
        }
    }
    const auto sentences = sentencesOf(blocks, "auto");
    if (!sentences) {
        return "sentences: " + sentences.error().message();
    }
    for (const ImportedSentence& sentence : *sentences) {
        if (sentence.text.empty() || sentence.block >= blocks.size() || (sentence.pauseMs && *sentence.pauseMs > kLongestPauseMs)) {
            return "a sentence without a text or a block";
        }
    }
    return {};
}

class Fuzz {
  public:
    explicit Fuzz(FuzzOptions options) : options_(std::move(options)), bases_(documentBases()) {}

    int run() {
        if (!runCorpus()) {
            return EXIT_FAILURE;
        }
        for (std::uint64_t i = options_.first(); i < options_.last(); ++i) {
            const DocumentBase& base = bases_[i % bases_.size()];
            if ((options_.of.empty() || base.name == options_.of) && !runCase(base, options_.seedOf(i))) {
                return EXIT_FAILURE;
            }
        }
        for (const auto& [outcome, count] : outcomes_) {
            std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), outcome.c_str());
        }
        return EXIT_SUCCESS;
    }

  private:
    bool runCorpus() {
        std::ifstream seeds(options_.corpus / "seeds.txt");
        for (std::string line; std::getline(seeds, line);) {
            std::istringstream words(line);
            std::string name;
            std::uint64_t seed = 0;
            if (!(words >> name >> seed) || name.starts_with('#')) {
                continue;
            }
            const auto base = std::ranges::find(bases_, name, &DocumentBase::name);
            if (base != bases_.end() && !runCase(*base, seed)) {
                return false;
            }
        }
        return true;
    }

    bool runCase(const DocumentBase& base, std::uint64_t seed) {
        const std::string present = base.name + " " + std::to_string(seed);
        const std::string bytes = damaged(base, bases_[seed % bases_.size()], seed);
        const HangGuard guard("document-fuzz", present);
        const auto script = readDocumentBytes(bytes, base.name);
        Complaint wrong = script ? checkScript(*script) : checkError(script.error());
        if (wrong.empty() && script) {
            wrong = checkRows(*script);
        }
        ++outcomes_[base.name + (script ? ": read" : ": refused, " + std::string(errorCodeName(script.error().code)))];
        if (!wrong.empty()) {
            std::fprintf(stderr, "document-fuzz: %s: %s\n", present.c_str(), wrong.c_str());
        }
        return wrong.empty();
    }

    FuzzOptions options_;
    std::vector<DocumentBase> bases_;
    std::map<std::string, std::uint64_t> outcomes_;
};

}  // namespace
}  // namespace timbre::test

int main(int count, char** words) {
    const auto options = timbre::test::parseFuzzOptions({words + 1, words + count});
    if (!options) {
        std::fputs("usage: document-fuzz [--count N] [--seed S] [--corpus DIR] [--of BASE] [--only I]\n", stderr);
        return EXIT_FAILURE;
    }
    return timbre::test::Fuzz(*options).run();
}
