// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sentence_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/utf8.h"

namespace timbre::app {

namespace {

using nlohmann::json;

/// Why a line cannot be used.
struct Refusal {
    std::string why;
};

const json& typed(const json& value, bool right, const char* name, const char* wanted) {
    if (!right) {
        throw Refusal{fmt::format("“{}” is not {}", name, wanted)};
    }
    return value;
}

double numberOf(const json& value, const char* name) {
    return typed(value, value.is_number(), name, "a number").get<double>();
}

std::string textOf(const json& value, const char* name) {
    return typed(value, value.is_string(), name, "a text").get<std::string>();
}

std::vector<std::int64_t> phonesOf(const json& value) {
    std::vector<std::int64_t> phones;
    for (const json& id : typed(value, value.is_array() && !value.empty(), "phones", "a list of phone ids")) {
        phones.push_back(typed(id, id.is_number_unsigned() && id <= std::numeric_limits<std::int32_t>::max(), "phones",
                               "a list of phone ids")
                             .get<std::int64_t>());
    }
    return phones;
}

struct Line {
    std::string text;
    SentenceSettings settings;
};

void put(Line& line, SpeakSettings& speak, const std::string& name, const json& value) {
    if (name == "text") {
        line.text = textOf(value, "text");
    } else if (name == "phones") {
        line.settings.phones = phonesOf(value);
    } else if (name == "speed") {
        speak.speedScale = numberOf(value, "speed");
    } else if (name == "pitch") {
        speak.pitchSemitones = numberOf(value, "pitch");
    } else if (name == "style") {
        speak.style = textOf(value, "style");
    } else if (name == "seed") {
        speak.seed = typed(value, value.is_number_unsigned(), "seed", "a whole number from 0 on").get<std::uint64_t>();
    } else if (name == "pause_ms") {
        line.settings.pauseMs = typed(value, value.is_number_integer() && value >= 0 && value <= 10'000, "pause_ms",
                                      "a whole number from 0 to 10000")
                                    .get<int>();
    } else if (name == "settings") {
        for (const auto& [own, number] : typed(value, value.is_object(), "settings", "an object").items()) {
            speak.advanced[own] = numberOf(number, own.c_str());
        }
    } else {
        throw Refusal{fmt::format("nobody knows “{}”", name)};
    }
}

Line readLine(std::string_view text, const SpeakSettings& usual) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        throw Refusal{"it is no JSON object"};
    }
    Line line;
    SpeakSettings speak = usual;
    for (const auto& [name, value] : object.items()) {
        put(line, speak, name, value);
    }
    line.settings.speak = std::move(speak);
    if (line.settings.phones.empty() == trimSpace(line.text).empty()) {
        throw Refusal{"it needs a “text” or “phones”, and not both"};
    }
    if (line.text.empty()) {
        line.text = fmt::format("{}", fmt::join(line.settings.phones, " "));
    }
    return line;
}

}  // namespace

Result<SentenceList> readSentenceList(std::string_view lines, const SpeakSettings& usual) {
    SentenceList list;
    for (std::size_t begin = 0, number = 1; begin < lines.size(); ++number) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        const std::string_view text = trimSpace(lines.substr(begin, end - begin));
        begin = end + 1;
        if (text.empty()) {
            continue;
        }
        try {
            Line line = readLine(text, usual);
            TextSpan span{.text = line.text, .beginByte = list.script.size()};
            list.script += line.text + "\n";
            span.endByte = list.script.size() - 1;
            list.spans.push_back(std::move(span));
            list.settings.push_back(std::move(line.settings));
        } catch (const Refusal& refusal) {
            return fail(ErrorCode::InvalidInput, fmt::format("line {}: {}", number, refusal.why),
                        R"(Write one sentence a line, like {"text": "Good morning.", "speed": 0.9, "pause_ms": 500}.)");
        }
    }
    if (list.spans.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no sentence in the list",
                    R"(Write one sentence a line, like {"text": "Good morning."}.)");
    }
    list.spans.back().breakAfter = TextBreak::Paragraph;
    return list;
}

}  // namespace timbre::app
