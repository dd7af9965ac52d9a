// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/text_front_end.h"

#include <utility>

namespace timbre::frontend {

namespace {

constexpr std::size_t kFewestPhones = 6;  // The models stumble over shorter texts.

/// The models of the first generation know three languages.
bool knows(PhoneSet set, Language language) {
    return set != PhoneSet::V1 || (language != Language::Korean && language != Language::Cantonese);
}

std::string withSingleBlanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text)
        if (c != ' ' || out.empty() || out.back() != ' ')
            out += c;
    return out;
}

}  // namespace

TextFrontEnd::TextFrontEnd(Readers readers) : readers_(std::move(readers)) {}

tl::unexpected<Error> TextFrontEnd::notInstalled(Language language) {
    return fail(ErrorCode::ModelMissing,
                "the dictionary of the language \"" + std::string(languageCode(language)) + "\" is not installed",
                "Run `make setup`, which fetches and makes it.");
}

const TextFrontEnd::Reader& TextFrontEnd::reader(Language language) const {
    switch (language) {
        case Language::Japanese: return readers_.japanese;
        case Language::English: return readers_.english;
        case Language::Korean: return readers_.korean;
        case Language::Cantonese: return readers_.cantonese;
        case Language::Mandarin: break;
    }
    return readers_.mandarin;
}

Result<PhoneText> TextFrontEnd::phones(std::string_view utf8, Language language, const PhoneOptions& options) const {
    // The reference reads what a model does not know as an English blank.
    const bool known = knows(options.set, language);
    const Reader& opened = reader(known ? language : Language::English);
    if (!opened)
        return tl::unexpected(opened.error());
    auto spoken = (*opened)->phones(known ? utf8 : " ", options);
    if (spoken)
        replaceUnknown(options.set, spoken->phones);
    return spoken;
}

Result<SpokenText> TextFrontEnd::bySegment(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const {
    SpokenText text;
    for (auto& segment : languageSegments(utf8, mode)) {
        auto spoken = phones(segment.text, segment.language, options);
        if (!spoken)
            return tl::unexpected(spoken.error());
        text.normalised += spoken->normalised;
        text.phones.insert(text.phones.end(), spoken->phones.begin(), spoken->phones.end());
        text.segments.push_back({segment.language, std::move(segment.text), std::move(*spoken)});
    }
    return text;
}

Result<SpokenText> TextFrontEnd::phones(std::string_view utf8, LanguageMode mode, const PhoneOptions& options) const {
    const std::string text = withSingleBlanks(utf8);
    auto spoken = bySegment(text, mode, options);
    if (!spoken || spoken->phones.size() >= kFewestPhones)
        return spoken;
    return bySegment("." + text, mode, options);
}

}  // namespace timbre::frontend
