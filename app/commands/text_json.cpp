// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/text_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/gpt_sovits_split.h"
#include "core/text/markup.h"

namespace timbre::app {

namespace {

using nlohmann::json;
using Answer = nlohmann::ordered_json;
using frontend::Language;
using frontend::LanguageMode;
using frontend::PhoneOptions;
using frontend::PhoneSet;
using frontend::Polyphones;

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

void putSpoken(const std::string& normalised, const std::vector<std::string>& phones, Answer perCharacter, PhoneSet set,
               Answer& answer) {
    answer["norm_text"] = normalised;
    answer["phones"] = phones;
    answer["word2ph"] = std::move(perCharacter);
    answer["ids"] = frontend::symbolIds(set, phones);
}

/// Counts code points up to places in a text that only grow.
class CodePoints {
  public:
    explicit CodePoints(std::string_view text) : text_(text) {}
    std::size_t at(std::size_t byte) {
        if (byte < byte_)
            byte_ = count_ = 0;
        while (byte_ < byte && byte_ < text_.size()) {
            static_cast<void>(decodeUtf8(text_, byte_));
            ++count_;
        }
        return count_;
    }

  private:
    std::string_view text_;
    std::size_t byte_ = 0;
    std::size_t count_ = 0;
};

/// The corrected reading, markup and lexicon included. Places are code points of the text as it came.
Result<void> readText(const TextReader& reader, const std::string& text, LanguageMode mode, const PhoneOptions& options,
                      Answer& answer) {
    const auto plain = withoutMarkup(text);
    if (!plain)
        return tl::unexpected(plain.error());
    const auto given = reader.lexicon ? reader.lexicon->readings(plain->text, mode, plain->readings) : plain->readings;
    const auto spoken = reader.text.read(plain->text, mode, given, options);
    if (!spoken)
        return tl::unexpected(spoken.error());
    const bool one = spoken->segments.size() == 1 && !spoken->segments.front().spoken.phonesPerCharacter.empty();
    putSpoken(spoken->normalised, spoken->phones,
              one ? Answer(spoken->segments.front().spoken.phonesPerCharacter) : Answer(nullptr), options.set, answer);
    CodePoints places(text);
    auto& words = answer["words"] = Answer::array();
    for (const frontend::ReadWord& word : spoken->words) {
        const std::size_t begin = places.at(plain->sourceBytes[word.beginByte]);
        Answer item;
        item["begin"] = begin;
        item["end"] = places.at(plain->sourceBytes[word.endByte - 1] + 1);
        item["lang"] = frontend::languageCode(word.language);
        item["spoken"] = word.spoken;
        item["reading"] = word.reading;
        item["alternatives"] = word.alternatives;
        words.push_back(std::move(item));
    }
    if (!plain->pauses.empty()) {
        auto& pauses = answer["pauses"] = Answer::array();
        for (const auto& pause : plain->pauses)
            pauses.push_back({{"at", countCodePoints(std::string_view(plain->text).substr(0, pause.atByte))},
                              {"ms", pause.milliseconds}});
    }
    return {};
}

// Results without the JSON in them: nlohmann's values convert to everything, a Result of them too.
Result<void> phonemize(const TextReader& reader, const json& request, frontend::Reading reading, Answer& answer) {
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
    if (const auto mode = frontend::languageModeOf(*name); mode && reading == frontend::Reading::Corrected)
        return readText(reader, *text, *mode, options, answer);
    if (const auto language = languageNamed(*name); language && !variant->ends_with("+rule_seg")) {
        const auto spoken = reader.text.phones(*text, *language, options);
        if (!spoken)
            return tl::unexpected(spoken.error());
        const bool counted =
            *language == Language::Mandarin || (*language == Language::Cantonese && options.set != PhoneSet::V1);
        putSpoken(spoken->normalised, spoken->phones, counted ? Answer(spoken->phonesPerCharacter) : Answer(nullptr),
                  options.set, answer);
        return {};
    }
    const auto mode = frontend::languageModeOf(*name);
    if (!mode)
        return fail(ErrorCode::Unsupported, "there is no language and no mode \"" + *name + "\"",
                    "Use zh, yue, en, ja, ko, or auto, auto_yue, all_zh, all_yue, all_ja, all_ko.");
    const auto spoken = reader.text.phones(*text, *mode, options);
    if (!spoken)
        return tl::unexpected(spoken.error());
    putSpoken(spoken->normalised, spoken->phones, nullptr, options.set, answer);
    return {};
}

Result<void> split(const json& request, Answer& answer) {
    const auto text = textOf(request, "text");
    const auto language = textOf(request, "lang");
    const auto method = textOf(request, "method");
    for (const auto* member : {&text, &language, &method})
        if (!*member)
            return tl::unexpected(member->error());
    const auto known = gptsovits::cutMethodNamed(*method);
    if (!known)
        return fail(ErrorCode::Unsupported, "there is no cut method \"" + *method + "\"", "Use cut0 to cut5.");
    const auto pieces = gptsovits::preSegment(gptsovits::collapsePunctuation(*text), *language, *known);
    if (!pieces)
        return tl::unexpected(pieces.error());
    answer["out"] = *pieces;
    return {};
}

/// The answer to one line: its id, and what `fill` puts there or the reason why it could not.
template <typename Fill>
std::string answered(std::string_view line, const char* refusedMember, Fill fill) {
    const json request = json::parse(line, nullptr, false);
    Answer answer;
    answer["id"] = nullptr;
    Result<void> done =
        fail(ErrorCode::InvalidInput, "the line is not a JSON object in UTF-8", "Give one object a line.");
    if (request.is_object()) {
        if (request.contains("id"))
            answer["id"] = Answer(request.at("id"));
        done = fill(request, answer);
    }
    if (!done && refusedMember != nullptr)
        answer[refusedMember] = "error: " + done.error().message();
    if (!done)
        answer["error"] = done.error().message();
    return answer.dump(-1, ' ', false, Answer::error_handler_t::replace);
}

}  // namespace

std::string phonemizeLine(const TextReader& reader, std::string_view line, frontend::Reading reading) {
    return answered(line, nullptr,
                    [&](const json& request, Answer& answer) { return phonemize(reader, request, reading, answer); });
}

std::string splitLine(std::string_view line) { return answered(line, "out", split); }

}  // namespace timbre::app
