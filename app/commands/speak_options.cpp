// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/speak_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "app/commands/voice_references.h"
#include "app/input_text.h"
#include "app/options.h"
#include "app/sentence_list.h"
#include "app/words.h"
#include "core/studio/script_voice.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

/// Sentences whose phones were given: they have no words to show.
Result<void> planPhones(const std::string& phones, SpeakPlan& plan) {
    const auto sentences = parsePhones(phones);
    if (!sentences) {
        return tl::unexpected(sentences.error());
    }
    for (const std::vector<std::int64_t>& sentence : *sentences) {
        TextSpan span{.text = fmt::format("{}", fmt::join(sentence, " "))};
        span.beginByte = plan.script.size();
        plan.script += span.text + "\n";
        span.endByte = plan.script.size() - 1;
        plan.spans.push_back(std::move(span));
        plan.settings.sentences.push_back({.phones = sentence});
    }
    plan.spans.back().breakAfter = TextBreak::Paragraph;
    return {};
}

/// A list of sentences, each with settings of its own.
Result<void> planSentences(const std::string& file, const std::stop_token& stop, SpeakPlan& plan) {
    const auto lines = readScript(file, stop);
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    auto list = readSentenceList(*lines, plan.settings.speak);
    if (!list) {
        return tl::unexpected(list.error());
    }
    plan.script = std::move(list->script);
    plan.spans = std::move(list->spans);
    plan.settings.sentences = std::move(list->settings);
    return checkNarrationSettings(plan.settings);
}

/// GPT-SoVITS's own settings: the engine checks their ranges, and is not handed what was not given.
void addEngineNumbers(CLI::App& command, SpeakOptions& options) {
    struct Setting {
        const char* option;
        const char* name;
        const char* description;
    };
    static constexpr Setting kSettings[]{
        {"--top-k", "top_k", "Draw from the K likeliest tokens (1 to 100; default 15)"},
        {"--top-p", "top_p", "Draw from the likeliest tokens of this share (0.01 to 1; default 1)"},
        {"--temperature", "temperature", "How freely to draw (0.01 to 2; default 1)"},
        {"--repetition-penalty", "repetition_penalty", "Against repetition (1 to 2; default 1.35)"},
        {"--cfm-steps", "cfm_steps", "v3 and v4: steps of flow matching (1 to 128; default 32 and 8)"},
        {"--rerolls", "rerolls", "Other seeds to try where a sentence cannot be right (0 to 3; default 3)"}};
    for (const Setting& setting : kSettings) {
        const auto take = [&options, setting](const std::string& text) {
            const auto value = parseNumber(text);
            if (!value) {
                refuseValue(setting.option, text, "a number");
            }
            options.advanced[setting.name] = *value;
        };
        command.add_option_function<std::string>(setting.option, take, setting.description)
            ->type_name("X")
            ->group("GPT-SoVITS");
    }
    command.add_option("--style", options.settings.speak.style, "One of the voice's styles (default: its first one)")
        ->type_name("NAME")
        ->group("GPT-SoVITS");
    command
        .add_option_function<std::string>(
            "--phones", [&options](const std::string& phones) { options.phones = phones; },
            "Phone ids in place of a text, with blanks between them; sentences end with a semicolon")
        ->type_name("IDS")
        ->group("GPT-SoVITS");
}

}  // namespace

void requireOneText(const SpeakOptions& options) {
    int given = options.text ? 1 : 0;
    given += options.phones ? 1 : 0;
    for (const std::string* option : {&options.file, &options.sentences}) {
        given += option->empty() ? 0 : 1;
    }
    if (given > 1) {
        throw CLI::ValidationError("--text, --file, --sentences and --phones", "give only one of them");
    }
    if (given == 0) {
        throw CLI::ValidationError("--text, --file, --sentences or --phones", "say what to speak with one of them");
    }
}

void addVoiceAndText(CLI::App& command, SpeakOptions& options) {
    command.add_option("--voice", options.voice, "The voice (see `timbre voice list`), or version N of it")
        ->required()
        ->type_name("NAME[@N]");
    // By hand: CLI11 takes an empty word for an optional as "not given", but an empty text is a text.
    command
        .add_option_function<std::string>(
            "--text", [&options](const std::string& text) { options.text = text; }, "What to say")
        ->type_name("TEXT");
    command.add_option("--file", options.file, "Text file with what to say; - reads standard input")
        ->type_name("SCRIPT");
    command
        .add_option("--sentences", options.sentences,
                    "JSON lines, a sentence each with its own \"speed\", \"pitch\", \"pause_ms\", \"style\", \"seed\", "
                    "\"settings\"")
        ->type_name("JSONL");
    command
        .add_option("--lang", options.language,
                    "Language of the text: en, zh, yue, ja, ko, or auto for several; all_zh and the like read numbers "
                    "between languages in that one (default: the voice's)")
        ->type_name("TAG");
    command.add_option("--engine", options.engine, "Engine to use (default: the one the voice was made with)")
        ->type_name("E");
    command
        .add_option("--project", options.lexiconProject,
                    "Read words as this project's lexicon says, beside that of all projects")
        ->type_name("FILE");
}

void addVoiceSettings(CLI::App& command, SpeakOptions& options) {
    SpeakSettings& speak = options.settings.speak;
    addSeed(command, speak.seed);
    addNumber(command, "--speed", speak.speedScale, {0.5, 2.0}, "How fast")->type_name("X");
    addNumber(command, "--pitch", speak.pitchSemitones, {-12, 12}, "How much higher, the voice's character kept")
        ->type_name("SEMITONES");
    options.clarityOption = addNumber(command, "--clarity", options.clarity, {0.4, 1.0},
                                      "Instant engine: from likeness (0.4) to clear words (1)")
                                ->type_name("X");
    addEngineNumbers(command, options);
    addWholeNumber(command, "--pause-ms", options.settings.pauseMs, {0, 10'000},
                   "Silence between sentences; twice that between paragraphs")
        ->type_name("N");
}

Result<SpeakPlan> planText(const SpeakOptions& options, const std::stop_token& stop) {
    if (!options.language.empty()) {
        if (const auto known = findLanguage(options.language); !known) {
            return tl::unexpected(known.error());
        }
    }
    SpeakPlan plan;
    plan.settings = options.settings;
    if (options.clarityOption->count() > 0) {
        plan.settings.speak.advanced["clarity"] = options.clarity;
    }
    plan.settings.speak.advanced.insert(options.advanced.begin(), options.advanced.end());
    if (options.phones || !options.sentences.empty()) {
        auto planned =
            options.phones ? planPhones(*options.phones, plan) : planSentences(options.sentences, stop, plan);
        return planned ? Result<SpeakPlan>(std::move(plan)) : tl::unexpected(planned.error());
    }
    auto script = options.text ? Result<std::string>(*options.text) : readScript(options.file, stop);
    if (!script) {
        return tl::unexpected(script.error());
    }
    plan.script = std::move(*script);
    return plan;
}

Result<LoadedVoice> loadVoice(const Composition& composition, const SpeakOptions& options) {
    if (!options.engine.empty()) {
        if (auto known = composition.makeEngine(options.engine); !known) {
            return tl::unexpected(known.error());
        }
    }
    const auto store = composition.openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto stored = store->findReference(options.voice);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const std::string& madeWith = stored->version.engine;
    if (!options.engine.empty() && options.engine != madeWith) {
        return fail(ErrorCode::Unsupported,
                    fmt::format("the voice “{}” was made with the engine “{}”, not “{}”", stored->name, madeWith,
                                options.engine),
                    fmt::format("Leave --engine out, or make the voice again with --engine {}.", options.engine));
    }
    auto engine = composition.makeEngine(madeWith);
    if (!engine) {
        return tl::unexpected(engine.error());
    }
    auto voice = (*engine)->loadVoice(stored->engineFolder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const auto lexicon = composition.loadLexicon(options.lexiconProject);
    if (!lexicon) {
        return tl::unexpected(lexicon.error());
    }
    auto reading = std::make_shared<ScriptVoice>(std::move(*voice), [words = *lexicon] { return words; });
    return LoadedVoice{std::move(*stored), std::move(*engine), std::move(reading)};
}

std::string languageOf(const SpeakOptions& options, const LoadedVoice& loaded) {
    return options.language.empty() ? loaded.stored.version.language : options.language;
}

void countUse(const Composition& composition, const LoadedVoice& loaded, double seconds) {
    if (const auto store = composition.openVoices()) {
        static_cast<void>(store->countUse(loaded.stored.id, seconds));
    }
}

}  // namespace timbre::app
