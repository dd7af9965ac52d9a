// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/commands.h"
#include "app/options.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/frontend/lexicon_file.h"
#include "core/frontend/text_front_end.h"
#include "core/project/project.h"
#include "core/studio/script_voice.h"

namespace timbre::app {

namespace {

using frontend::LexiconFile;
using frontend::LexiconWord;

constexpr std::size_t kLargestTable = std::size_t{64} << 20U;

struct LexiconOptions {
    LexiconWord word;
    std::string file;
    std::string project;  ///< Empty: the lexicon of all projects.
};

/// Changes words of a project in one step of its undo history.
Result<void> putIntoProject(const std::string& path, std::span<const LexiconWord> words, std::size_t& replaced) {
    auto project = Project::open(path);
    if (!project)
        return tl::unexpected(project.error());
    std::vector<LexiconEntry> entries;
    for (const LexiconWord& word : words)
        entries.push_back({.word = word.word,
                           .reading = word.reading,
                           .language = word.language,
                           .note = word.note,
                           .priority = word.priority});
    const auto put = project->putReadings(entries);
    if (!put)
        return tl::unexpected(put.error());
    replaced = *put;
    return project->close();
}

Result<std::size_t> put(const Composition& composition, const LexiconOptions& options,
                        std::span<const LexiconWord> words) {
    std::size_t replaced = 0;
    if (!options.project.empty()) {
        auto done = putIntoProject(options.project, words, replaced);
        return done ? Result<std::size_t>(replaced) : tl::unexpected(done.error());
    }
    auto done = LexiconFile::in(composition.places().dataFolder).edit([&](std::vector<LexiconWord>& list) {
        replaced = frontend::mergeWords(list, words);
        return Result<void>{};
    });
    return done ? Result<std::size_t>(replaced) : tl::unexpected(done.error());
}

Result<std::vector<LexiconWord>> wordsIn(const Composition& composition, const LexiconOptions& options) {
    if (options.project.empty()) {
        auto table = LexiconFile::in(composition.places().dataFolder).load();
        if (!table)
            return tl::unexpected(table.error());
        return std::move(table->words);
    }
    const auto project = Project::open(options.project, ProjectAccess::ReadOnly);
    if (!project)
        return tl::unexpected(project.error());
    const auto entries = project->lexicon();
    if (!entries)
        return tl::unexpected(entries.error());
    return lexiconWords(*entries);
}

/// Whether the word can be read so: better said now than at the next sentence that holds it.
Result<void> check(const frontend::TextFrontEnd& reader, const LexiconWord& word) {
    if (countCodePoints(word.word) > LexiconWord::kLongestWord)
        return fail(ErrorCode::InvalidInput, "the word is longer than 64 characters", "Give readings of its parts.");
    const auto mode = frontend::languageModeOf(word.language).value_or(frontend::LanguageMode::Auto);
    const std::vector<GivenReading> given{{0, word.word.size(), word.reading}};
    const auto read = reader.read(word.word, mode, given, {});
    if (!read && read.error().code == ErrorCode::ModelMissing)
        return {};  // Its language is not installed here, and may be where it is spoken.
    return read ? Result<void>{} : tl::unexpected(read.error());
}

Result<ExitCode> add(Program& program, const LexiconOptions& options) {
    const Composition composition = program.compose();
    if (auto good = check(*composition.textFrontEnd(), options.word); !good)
        return tl::unexpected(good.error());
    const auto replaced = put(composition, options, std::span(&options.word, 1));
    if (!replaced)
        return tl::unexpected(replaced.error());
    program.console.line(fmt::format("{} is read “{}” from now on{}.", options.word.word, options.word.reading,
                                     *replaced > 0 ? "; its older reading is gone" : ""));
    program.console.document({{"word", options.word.word}, {"replaced", *replaced > 0}});
    return ExitCode::Ok;
}

Result<ExitCode> removeWord(Program& program, const LexiconOptions& options) {
    const Composition composition = program.compose();
    const auto fits = [&](const auto& entry) {
        return entry.word == options.word.word &&
               (options.word.language.empty() || entry.language == options.word.language);
    };
    std::size_t removed = 0;
    Result<void> done;
    if (options.project.empty()) {
        done = LexiconFile::in(composition.places().dataFolder).edit([&](std::vector<LexiconWord>& list) {
            removed = std::erase_if(list, fits);
            return Result<void>{};
        });
    } else if (auto project = Project::open(options.project); !project) {
        done = tl::unexpected(project.error());
    } else if (const auto entries = project->lexicon(); !entries) {
        done = tl::unexpected(entries.error());
    } else {
        std::vector<LexiconId> ids;
        for (const LexiconEntry& entry : *entries)
            if (entry.scope.empty() && fits(entry))  // Others are for one voice or role, and not shown here.
                ids.push_back(entry.id);
        removed = ids.size();
        done = ids.empty() ? Result<void>{} : project->removeReadings(ids);
        if (done)
            done = project->close();
    }
    if (!done)
        return tl::unexpected(done.error());
    if (removed == 0)
        return fail(ErrorCode::NotFound, fmt::format("“{}” is not in the lexicon", options.word.word),
                    "`timbre lexicon list` shows what is.");
    program.console.line(fmt::format("{} {} gone.", removed, removed == 1 ? "reading is" : "readings are"));
    program.console.document({{"removed", removed}});
    return ExitCode::Ok;
}

Result<ExitCode> list(Program& program, const LexiconOptions& options) {
    const auto words = wordsIn(program.compose(), options);
    if (!words)
        return tl::unexpected(words.error());
    auto document = nlohmann::json::array();
    for (const LexiconWord& word : *words) {
        document.push_back({{"word", word.word},
                            {"reading", word.reading},
                            {"language", word.language},
                            {"priority", word.priority},
                            {"note", word.note}});
        program.console.line(fmt::format("{}  {}  {}{}{}", word.word, word.reading,
                                         word.language.empty() ? "any language" : word.language,
                                         word.priority == LexiconWord::kUsualPriority
                                             ? ""
                                             : fmt::format(", priority {}", word.priority),
                                         word.note.empty() ? "" : "  # " + word.note));
    }
    if (words->empty())
        program.console.line("The lexicon is empty. `timbre lexicon add WORD READING` puts a word in.");
    program.console.document({{"words", std::move(document)}});
    return ExitCode::Ok;
}

Result<ExitCode> importTable(Program& program, const LexiconOptions& options) {
    const Composition composition = program.compose();
    const auto bytes = readFile(options.file, kLargestTable);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto words = frontend::lexiconFromCsv(*bytes, displayPath(options.file));
    if (!words)
        return tl::unexpected(words.error());
    const auto reader = composition.textFrontEnd();
    for (const LexiconWord& word : *words)
        if (auto good = check(*reader, word); !good)
            return fail(good.error().code, fmt::format("“{}”: {}", word.word, good.error().detail),
                        "Nothing was taken over. " + good.error().advice);
    const auto replaced = put(composition, options, *words);
    if (!replaced)
        return tl::unexpected(replaced.error());
    program.console.line(fmt::format("{} words are in, {} of them in place of older readings.", words->size(), *replaced));
    program.console.document({{"words", words->size()}, {"replaced", *replaced}});
    return ExitCode::Ok;
}

Result<ExitCode> exportTable(Program& program, const LexiconOptions& options) {
    const auto words = wordsIn(program.compose(), options);
    if (!words)
        return tl::unexpected(words.error());
    if (auto written = writeFileAtomically(options.file, frontend::lexiconToCsv(*words)); !written)
        return tl::unexpected(written.error());
    program.console.line(fmt::format("{} words are in {}.", words->size(), options.file));
    program.console.document({{"words", words->size()}, {"file", options.file}});
    return ExitCode::Ok;
}

using Work = Result<ExitCode> (*)(Program&, const LexiconOptions&);

CLI::App* addCommand(CLI::App& parent, const char* name, const char* what, Program& program,
                     const std::shared_ptr<LexiconOptions>& options, Work work) {
    auto* command = parent.add_subcommand(name, what);
    command->add_option("--project", options->project, "The lexicon of this project instead of the one of all")
        ->type_name("FILE");
    command->callback([&program, options, work] { program.job = [&program, options, work] { return work(program, *options); }; });
    return command;
}

void addLanguage(CLI::App& command, LexiconOptions& options) {
    command.add_option("--language", options.word.language, "zh, ja, en, ko or yue; without it, whatever stands there")
        ->type_name("LANG")
        ->check(CLI::IsMember({"zh", "ja", "en", "ko", "yue"}));
}

}  // namespace

void registerLexicon(CLI::App& root, Program& program) {
    auto* lexicon = root.add_subcommand("lexicon", "Say how words are to be read, in all projects or in one");
    lexicon->require_subcommand(1);
    const auto options = std::make_shared<LexiconOptions>();

    auto* command = addCommand(*lexicon, "add", "Put a word in, or give it another reading", program, options, add);
    command->add_option("word", options->word.word, "As it is written; capitals matter if it has any")->required();
    command->add_option("reading", options->word.reading,
                        "Pinyin (chong2 xin1), kana and accent (ハシ 1), ARPAbet (JH IH1 F), jyutping, or other words")
        ->required();
    addLanguage(*command, *options);
    addWholeNumber(*command, "--priority", options->word.priority,
                   {LexiconWord::kLeastPriority, LexiconWord::kMostPriority}, "Higher ones win where several fit");
    command->add_option("--note", options->word.note, "For yourself")->type_name("TEXT");

    command = addCommand(*lexicon, "remove", "Take a word out", program, options, removeWord);
    command->add_option("word", options->word.word, "As it was put in")->required();
    addLanguage(*command, *options);

    command = addCommand(*lexicon, "list", "Show all words", program, options, list);
    command->footer("--json: {\"words\":[{\"word\",\"reading\",\"language\",\"priority\",\"note\"}]}");

    command = addCommand(*lexicon, "import", "Take over a table (CSV)", program, options, importTable);
    command->add_option("file", options->file, "Columns word, reading, language, priority, note")->required();
    command->footer("Every reading is checked first; words that are there already get the table's reading.");

    command = addCommand(*lexicon, "export", "Write all words to a table (CSV)", program, options, exportTable);
    command->add_option("file", options->file, "What to write")->required();
}

}  // namespace timbre::app
