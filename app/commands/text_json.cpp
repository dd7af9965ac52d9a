// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/text_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/text/gpt_sovits_split.h"

namespace timbre::app {

namespace {

using nlohmann::json;
using Answer = nlohmann::ordered_json;
using frontend::Language;
using frontend::LanguageMode;
using frontend::PhoneOptions;
using frontend::PhoneSet;
using frontend::Polyphones;

std::string dumped(const Answer& answer) { return answer.dump(-1, ' ', false, Answer::error_handler_t::replace); }

Answer answerTo(const json& request) {
    const bool named = request.is_object() && request.contains("id");
    return {{"id", named ? Answer(request.at("id")) : Answer(nullptr)}};
}

/// The request of a line, or what is wrong with it.
Result<json> parsed(std::string_view line) {
    auto request = json::parse(line, nullptr, false);
    if (request.is_discarded())
        return fail(ErrorCode::InvalidInput, "the line is not JSON in UTF-8", "Give one JSON object a line.");
    if (!request.is_object())
        return fail(ErrorCode::InvalidInput, "the line is not a JSON object", "Give one JSON object a line.");
    return request;
}

/// A member that is a string; `otherwise` where it is absent or null.
Result<std::string> textOf(const json& request, const std::string& name, std::optional<std::string> otherwise = {}) {
    const auto member = request.find(name);
    if ((member == request.end() || member->is_null()) && otherwise)
        return *otherwise;
    if (member == request.end() || !member->is_string())
        return fail(ErrorCode::InvalidInput, "\"" + name + "\" is missing or not a string", "Give it with each line.");
    return member->get<std::string>();
}

std::optional<Language> languageNamed(std::string_view name) {
    const auto* const found = std::ranges::find(frontend::kLanguages, name, frontend::languageCode);
    return found == frontend::kLanguages.end() ? std::nullopt : std::optional(*found);
}

Answer spokenAnswer(Answer answer, const std::string& normalised, const std::vector<std::string>& phones,
                    const std::vector<int>& perCharacter, bool hasCharacters, PhoneSet set) {
    answer["norm_text"] = normalised;
    answer["phones"] = phones;
    answer["word2ph"] = hasCharacters ? Answer(perCharacter) : Answer(nullptr);
    answer["ids"] = frontend::symbolIds(set, phones);
    return answer;
}

Result<Answer> phonemized(const frontend::TextFrontEnd& reader, const json& request, frontend::Reading reading) {
    const auto text = textOf(request, "text");
    const auto name = textOf(request, "lang");
    const auto version = textOf(request, "version", "v2");
    const auto variant = textOf(request, "variant", "");
    for (const auto* member : {&text, &name, &version, &variant})
        if (!*member)
            return tl::unexpected(member->error());
    const PhoneOptions options{.set = *version == "v1" ? PhoneSet::V1 : PhoneSet::V2,
                               .reading = reading,
                               .polyphones = *variant == "pypinyin" ? Polyphones::ByWord : Polyphones::BySentence};
    const auto language = languageNamed(*name);
    if (language && !variant->ends_with("+rule_seg")) {
        const auto spoken = reader.phones(*text, *language, options);
        if (!spoken)
            return tl::unexpected(spoken.error());
        const bool chinese = *language == Language::Mandarin || *language == Language::Cantonese;
        return spokenAnswer(answerTo(request), spoken->normalised, spoken->phones, spoken->phonesPerCharacter,
                            chinese && !(options.set == PhoneSet::V1 && *language == Language::Cantonese), options.set);
    }
    const auto mode = frontend::languageModeOf(*name);
    if (!mode)
        return fail(ErrorCode::Unsupported, "there is no language and no mode \"" + *name + "\"",
                    "Use zh, yue, en, ja, ko, or auto, auto_yue, all_zh, all_yue, all_ja, all_ko.");
    const auto spoken = reader.phones(*text, *mode, options);
    if (!spoken)
        return tl::unexpected(spoken.error());
    return spokenAnswer(answerTo(request), spoken->normalised, spoken->phones, {}, false, options.set);
}

Result<Answer> split(const json& request) {
    const auto text = textOf(request, "text");
    const auto language = textOf(request, "lang");
    const auto method = textOf(request, "method");
    for (const auto* member : {&text, &language, &method})
        if (!*member)
            return tl::unexpected(member->error());
    const auto known = gptsovits::cutMethodNamed(*method);
    if (!known)
        return fail(ErrorCode::Unsupported, "there is no cut method \"" + *method + "\"", "Use cut0 to cut5.");
    auto pieces = gptsovits::preSegment(gptsovits::collapsePunctuation(*text), *language, *known);
    if (!pieces)
        return tl::unexpected(pieces.error());
    Answer answer = answerTo(request);
    answer["out"] = std::move(*pieces);
    return answer;
}

}  // namespace

std::string phonemizeLine(const frontend::TextFrontEnd& reader, std::string_view line, frontend::Reading reading) {
    const auto request = parsed(line);
    auto answer = request ? phonemized(reader, *request, reading) : tl::unexpected(request.error());
    if (answer)
        return dumped(*answer);
    Answer refusal = answerTo(request.value_or(json()));
    refusal["error"] = answer.error().message();
    return dumped(refusal);
}

std::string splitLine(std::string_view line) {
    const auto request = parsed(line);
    auto answer = request ? split(*request) : tl::unexpected(request.error());
    if (answer)
        return dumped(*answer);
    Answer refusal = answerTo(request.value_or(json()));
    refusal["out"] = "error: " + answer.error().message();
    refusal["error"] = answer.error().message();
    return dumped(refusal);
}

}  // namespace timbre::app
