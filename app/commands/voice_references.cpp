// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_references.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "app/options.h"

namespace timbre::app {

namespace {

constexpr const char* kUsualStyle = "neutral";

/// A value with the option it was given to.
struct Word {
    std::string option;
    std::string value;
};

/// The options of styles as they stand on the command line: which value follows which --style matters.
std::vector<Word> inOrder(const ReferenceOptions& options) {
    std::vector<Word> words;
    std::map<const CLI::Option*, std::size_t> used;
    for (const CLI::Option* option : options.command->parse_order()) {
        const std::string name = option->get_name();
        static constexpr std::string_view kOfStyles[]{"--style",       "--reference",     "--window",
                                                      "--prompt-text", "--prompt-lang", "--prompt-phones",
                                                      "--auxiliary"};
        const auto& results = option->results();
        const std::size_t at = used[option]++;
        if (std::ranges::find(kOfStyles, name) != std::end(kOfStyles) && at < results.size()) {
            words.push_back({name, results[at]});
        }
    }
    return words;
}

Result<std::pair<double, double>> parseWindow(const std::string& text) {
    const auto dash = text.find('-');
    const auto from = parseNumber(text.substr(0, dash));
    const auto to = dash == std::string::npos ? from : parseNumber(text.substr(dash + 1));
    if (dash == std::string::npos || !from || !to) {
        return fail(ErrorCode::InvalidInput, fmt::format("--window “{}” is not a part of a recording", text),
                    "Write it as seconds, like 12.5-20.");
    }
    return std::pair{*from, *to};
}

Result<void> put(ReferenceStyle& style, const Word& word) {
    const auto once = [&](bool taken) -> Result<void> {
        return taken
                   ? fail(ErrorCode::InvalidInput, fmt::format("the style “{}” has {} twice", style.name, word.option),
                          "Begin another style with --style NAME.")
                   : Result<void>{};
    };
    if (word.option == "--reference") {
        auto fits = once(!style.recording.empty());
        style.recording = word.value;
        return fits;
    }
    if (word.option == "--prompt-text") {
        auto fits = once(!style.promptText.empty());
        style.promptText = word.value;
        return fits;
    }
    if (word.option == "--prompt-lang") {
        auto fits = once(!style.promptLanguage.empty());
        style.promptLanguage = word.value;
        return fits;
    }
    if (word.option == "--window") {
        auto window = parseWindow(word.value);
        if (!window) {
            return tl::unexpected(window.error());
        }
        auto fits = once(style.window.has_value());
        style.window = *window;
        return fits;
    }
    if (word.option == "--prompt-phones") {
        auto phones = parsePhones(word.value);
        if (!phones) {
            return tl::unexpected(phones.error());
        }
        auto fits = once(!style.promptPhones.empty());
        for (const auto& sentence : *phones) {
            style.promptPhones.insert(style.promptPhones.end(), sentence.begin(), sentence.end());
        }
        return fits;
    }
    style.others.emplace_back(word.value);
    return {};
}

Result<void> checkPrompt(const ReferenceStyle& style) {
    if (style.recording.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("the style “{}” has no reference recording", style.name),
                    "Give one with --reference FILE.");
    }
    if (!style.promptLanguage.empty() && style.promptText.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the style “{}” has --prompt-lang and no words of that language", style.name),
                    "Give them with --prompt-text, or leave --prompt-lang out.");
    }
    return {};
}

}  // namespace

std::map<std::string, std::filesystem::path> modelsGiven(const ReferenceOptions& options) {
    std::map<std::string, std::filesystem::path> models;
    for (const auto& [part, file] : {std::pair{"gpt", &options.gpt},
                                     {"sovits", &options.sovits},
                                     {"base", &options.base},
                                     {"vocoder", &options.vocoder},
                                     {"hubert", &options.hubert},
                                     {"speaker", &options.speakerNet},
                                     {"bert", &options.bert}}) {
        if (!file->empty()) {
            models[part] = std::filesystem::absolute(*file);
        }
    }
    return models;
}

bool ReferenceOptions::given() const {
    return !modelsGiven(*this).empty() || !modelVersion.empty() || !styles.empty() || !references.empty() || !windows.empty() ||
           !texts.empty() || !languages.empty() || !phones.empty() || !others.empty();
}

Result<std::vector<std::vector<std::int64_t>>> parsePhones(const std::string& text) {
    std::vector<std::vector<std::int64_t>> sentences;
    std::vector<std::int64_t> phones;
    const auto end = [&] {
        if (!phones.empty()) {
            sentences.push_back(std::exchange(phones, {}));
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == ';' || c == '\n') {
            end();
            ++at;
            continue;
        }
        if (c == ' ' || c == ',' || c == '\t' || c == '\r') {
            ++at;
            continue;
        }
        std::int64_t id = 0;
        const auto [rest, error] = std::from_chars(text.data() + at, text.data() + text.size(), id);
        const bool whole =
            rest == text.data() + text.size() || std::string_view(" ,;\t\r\n").find(*rest) != std::string_view::npos;
        if (error != std::errc{} || id < 0 || !whole) {
            const std::size_t until = std::min(text.find_first_of(" ,;\t\r\n", at), text.size());
            return fail(ErrorCode::InvalidInput, fmt::format("“{}” is no phone id", text.substr(at, until - at)),
                        "Phones are whole numbers with blanks between them; sentences end with a semicolon.");
        }
        phones.push_back(id);
        at = static_cast<std::size_t>(rest - text.data());
    }
    end();
    if (sentences.empty()) {
        return fail(ErrorCode::InvalidInput, "there are no phones",
                    "Give whole numbers with blanks between them; sentences end with a semicolon.");
    }
    return sentences;
}

Result<std::vector<ReferenceStyle>> stylesOf(const ReferenceOptions& options) {
    std::vector<ReferenceStyle> styles;
    for (const Word& word : inOrder(options)) {
        if (word.option == "--style") {
            styles.push_back({.name = word.value, .recording = {}});
            continue;
        }
        if (styles.empty()) {
            styles.push_back({.name = kUsualStyle, .recording = {}});
        }
        if (auto fits = put(styles.back(), word); !fits) {
            return tl::unexpected(fits.error());
        }
    }
    for (const ReferenceStyle& style : styles) {
        if (auto good = checkPrompt(style); !good) {
            return tl::unexpected(good.error());
        }
    }
    if (styles.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no reference recording",
                    "Give a recording of the voice with --reference FILE; 3 to 10 s of it are used.");
    }
    return styles;
}

void addReferenceOptions(CLI::App& command, ReferenceOptions& options) {
    options.command = &command;
    const auto file = [&](const char* name, std::string& target, const char* what, const char* type) {
        command.add_option(name, target, what)->type_name(type)->group("GPT-SoVITS");
    };
    file("--model-version", options.modelVersion,
         "Zero-shot with the base models of v1, v2, v2Pro, v2ProPlus, v3 or v4 (default: the best that is there)", "V");
    file("--gpt", options.gpt, "GPT model of your own, s1 .ckpt (default: the base, see `timbre models list`)", "FILE");
    file("--sovits", options.sovits, "SoVITS model of your own, s2 .pth (default: the base)", "FILE");
    file("--base", options.base, "What a LoRA .pth is laid over", "FILE");
    file("--vocoder", options.vocoder, "v3: BigVGAN's folder; v4: vocoder.pth", "PATH");
    file("--hubert", options.hubert, "Folder chinese-hubert-base", "DIR");
    file("--bert", options.bert, "For Chinese texts: folder chinese-roberta-wwm-ext-large", "DIR");
    file("--speaker-net", options.speakerNet, "v2Pro: pretrained_eres2netv2w24s4ep4.ckpt", "FILE");
    const auto repeated = [&](const char* name, std::vector<std::string>& target, const char* what, const char* type) {
        command.add_option(name, target, what)
            ->type_name(type)
            ->group("GPT-SoVITS")
            ->expected(1)
            ->allow_extra_args(false)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    };
    repeated("--style", options.styles, "Begins a style of this name; what follows belongs to it (default: neutral)",
             "NAME");
    repeated("--reference", options.references, "Recording of any length; its best 3 to 10 s are imitated", "FILE");
    repeated("--window", options.windows, "Which part of it, in seconds, instead of the best one", "FROM-TO");
    repeated("--prompt-text", options.texts, "What is said in that part", "TEXT");
    repeated("--prompt-lang", options.languages, "Which language that is (default: --lang; auto for several)", "TAG");
    repeated("--prompt-phones", options.phones, "Its phone ids, instead of reading the text", "IDS");
    repeated("--auxiliary", options.others, "Another recording that shapes the timbre; may be given several times",
             "FILE");
}

}  // namespace timbre::app
