// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/sentences.h"

#include <algorithm>

#include "core/text/markup.h"

namespace timbre {

namespace {

void addNotes(ImportedSentence& sentence, const std::vector<std::string>& notes) {
    for (const std::string& note : notes) {
        sentence.notes += (sentence.notes.empty() ? "" : "\n") + note;
    }
}

}  // namespace

Result<std::vector<ImportedSentence>> sentencesOf(std::span<const Block> blocks, std::string_view language, const SplitLimits& limits,
                                                  const std::stop_token& stop) {
    std::vector<ImportedSentence> sentences;
    std::vector<std::string> waitingNotes;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before the document was cut into sentences");
        }
        const Block& block = blocks[i];
        const auto spans = splitSentences(block.text, language, limits);
        if (!spans) {
            return tl::unexpected(spans.error());
        }
        if (spans->empty()) {
            if (sentences.empty()) {
                waitingNotes.insert(waitingNotes.end(), block.notes.begin(), block.notes.end());
            } else {
                addNotes(sentences.back(), block.notes);
                const int pauseMs = sentences.back().pauseMs.value_or(0) + block.pauseMs.value_or(0);
                sentences.back().pauseMs = block.pauseMs ? std::optional(std::min(pauseMs, kLongestPauseMs)) : sentences.back().pauseMs;
            }
            continue;
        }
        const std::size_t first = sentences.size();
        for (const TextSpan& span : *spans) {
            sentences.push_back({.text = span.text, .breakAfter = span.breakAfter, .role = block.role, .block = i});
        }
        addNotes(sentences[first], waitingNotes);
        addNotes(sentences[first], block.notes);
        waitingNotes.clear();
        sentences.back().breakAfter = TextBreak::Paragraph;
        sentences.back().pauseMs = block.pauseMs;
    }
    return sentences;
}

}  // namespace timbre
