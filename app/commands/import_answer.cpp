// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/import_answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace timbre::app {

namespace {

std::string_view breakName(TextBreak end) {
    switch (end) {
        case TextBreak::Clause: return "clause";
        case TextBreak::Sentence: return "sentence";
        case TextBreak::Paragraph: break;
    }
    return "paragraph";
}

/// The first sentence of a block, or of the next that has one.
std::size_t sentenceOf(const ImportAnswer& answer, std::size_t block) {
    const auto first = std::ranges::lower_bound(answer.sentences, block, {}, &ImportedSentence::block);
    return static_cast<std::size_t>(first - answer.sentences.begin());
}

nlohmann::json sentenceJson(const ImportAnswer& answer, const ImportedSentence& sentence) {
    const Block& block = answer.script.blocks[sentence.block];
    nlohmann::json row = {{"text", sentence.text}, {"block", blockKindName(block.kind)}, {"break", breakName(sentence.breakAfter)}};
    if (block.kind == BlockKind::Heading) {
        row["heading"] = block.level;
    }
    if (!sentence.role.empty()) {
        row["role"] = sentence.role;
    }
    if (sentence.pauseMs) {
        row["pause_ms"] = *sentence.pauseMs;
    }
    if (!sentence.notes.empty()) {
        row["notes"] = sentence.notes;
    }
    return row;
}

std::string sentenceLine(const ImportAnswer& answer, std::size_t index) {
    const ImportedSentence& sentence = answer.sentences[index];
    const Block& block = answer.script.blocks[sentence.block];
    const std::string heading = block.kind == BlockKind::Heading ? std::string(static_cast<std::size_t>(std::max(block.level, 1)), '#') + " " : "";
    const std::string role = sentence.role.empty() ? "" : sentence.role + ": ";
    const std::string pause = sentence.pauseMs ? fmt::format("  [pause {:g}s]", *sentence.pauseMs / 1000.0) : "";
    std::string notes = sentence.notes.empty() ? "" : fmt::format("  [[{}]]", sentence.notes);
    std::ranges::replace(notes, '\n', ' ');
    return fmt::format("{:5}  {}{}{}{}{}", index + 1, heading, role, sentence.text, pause, notes);
}

}  // namespace

Result<ImportAnswer> answerImport(ImportedScript script, const std::string& language, bool roles, const std::stop_token& stop) {
    ImportAnswer answer{.script = std::move(script), .cast = {}, .sentences = {}};
    if (roles) {
        answer.cast = findCast(answer.script.blocks);
        answer.script.blocks = withRoles(answer.script.blocks, answer.cast);
        answer.script.chapters = chaptersOf(answer.script.blocks);
    }
    auto sentences = sentencesOf(answer.script.blocks, language, {}, stop);
    if (!sentences) {
        return tl::unexpected(sentences.error());
    }
    answer.sentences = std::move(*sentences);
    return answer;
}

nlohmann::json importJson(const ImportAnswer& answer) {
    auto chapters = nlohmann::json::array();
    for (const Chapter& chapter : answer.script.chapters) {
        chapters.push_back({{"title", chapter.title}, {"sentence", sentenceOf(answer, chapter.firstBlock)}});
    }
    auto cast = nlohmann::json::array();
    for (const CastMember& member : answer.cast.members) {
        cast.push_back({{"name", member.name}, {"lines", member.lines}});
    }
    auto sentences = nlohmann::json::array();
    for (const ImportedSentence& sentence : answer.sentences) {
        sentences.push_back(sentenceJson(answer, sentence));
    }
    auto skipped = nlohmann::json::array();
    for (const SkippedParts& parts : answer.script.skipped) {
        skipped.push_back({{"what", skippedName(parts.what)}, {"count", parts.count}});
    }
    return {{"kind", documentKindName(answer.script.kind)},
            {"title", answer.script.title},
            {"chapters", std::move(chapters)},
            {"cast", std::move(cast)},
            {"sentences", std::move(sentences)},
            {"skipped", std::move(skipped)}};
}

std::vector<std::string> importLines(const ImportAnswer& answer) {
    std::vector<std::string> lines{fmt::format("{} ({}): sentences {}, chapters {}", answer.script.title, documentKindName(answer.script.kind),
                                               answer.sentences.size(), answer.script.chapters.size())};
    for (std::size_t i = 0; i < answer.sentences.size(); ++i) {
        lines.push_back(sentenceLine(answer, i));
    }
    std::vector<std::string> cast;
    for (const CastMember& member : answer.cast.members) {
        cast.push_back(fmt::format("{} ({})", member.name, member.lines));
    }
    if (!cast.empty()) {
        lines.push_back(fmt::format("Cast, with how often each speaks: {}", fmt::join(cast, ", ")));
    }
    std::vector<std::string> skipped;
    for (const SkippedParts& parts : answer.script.skipped) {
        skipped.push_back(fmt::format("{} ({})", skippedWords(parts.what), parts.count));
    }
    if (!skipped.empty()) {
        lines.push_back(fmt::format("Left out: {}", fmt::join(skipped, ", ")));
    }
    return lines;
}

}  // namespace timbre::app
