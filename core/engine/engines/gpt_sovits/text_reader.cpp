// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/gpt_sovits/text_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/base/utf8.h"
#include "core/nets/chinese_text_model.h"

namespace timbre::gpt_sovits {
namespace {

using frontend::Language;
using frontend::LanguageMode;

frontend::PhoneSet symbolsOf(nets::ModelVersion version) {
    return version == nets::ModelVersion::V1 ? frontend::PhoneSet::V1 : frontend::PhoneSet::V2;
}

/// Marks that end a piece. Source: GPT-SoVITS TTS_infer_pack/text_segmentation_method.py, splits.
constexpr std::u32string_view kEndMarks = U"，。？！,.?!~:：—…";
/// What may stand behind such a mark.
constexpr std::u32string_view kClosers = U"\"'”’」』）)]】》";

bool isWide(char32_t c) {
    const bool hangul = c >= 0xAC00 && c <= 0xD7A3;
    return c >= 0x2E80 && !hangul;
}

/// Quotes and brackets at the end are not looked at.
std::string withEndMark(std::string_view text) {
    std::u32string decoded;
    for (std::size_t at = 0; at < text.size();)
        decoded += decodeUtf8(text, at);
    const auto last = std::find_if(decoded.rbegin(), decoded.rend(), [](char32_t c) {
        return !isSpace(c) && kClosers.find(c) == std::u32string_view::npos;
    });
    std::string closed(text);
    if (last != decoded.rend() && kEndMarks.find(*last) == std::u32string_view::npos)
        closed += isWide(*last) ? "。" : ".";  // Each script's own, so that the mark is no stretch of another language.
    return closed;
}

/// Pauses, marks and what a model does not know make no sound.
bool sounds(std::string_view phone) {
    static constexpr std::array<std::string_view, 15> kSilent{"_",  "!",   "?",   "…",   ",", ".", "-", "SP",
                                                              "SP2", "SP3", "UNK", "[", "]", "停", "空"};
    return std::ranges::find(kSilent, phone) == kSilent.end();
}

/// Rows of one segment, each as often as its character has phones.
Result<void> append(const frontend::SpokenSegment& segment, const nets::ChineseTextModel& model,
                    const std::stop_token& stop, std::vector<float>& rows) {
    const auto characters = model.features(segment.spoken.normalised, stop);
    if (!characters)
        return tl::unexpected(characters.error());
    const std::vector<int>& counts = segment.spoken.phonesPerCharacter;
    const std::size_t width = model.width();
    if (characters->size() != counts.size() * width)
        return fail(ErrorCode::Internal, "the front end does not say which phones the characters of “" +
                                             segment.spoken.normalised + "” have");
    auto row = characters->begin();
    for (const int count : counts) {
        const auto next = row + static_cast<std::ptrdiff_t>(width);
        for (int i = 0; i < count; ++i)
            rows.insert(rows.end(), row, next);
        row = next;
    }
    return {};
}

bool isChinese(const frontend::SpokenSegment& segment) {
    return segment.language == Language::Mandarin && std::ranges::any_of(segment.spoken.phones, sounds);
}

}  // namespace

Result<LanguageMode> languageModeFor(std::string_view language) {
    const std::string folded = foldCase(language);
    if (const auto mode = frontend::languageModeOf(folded))
        return *mode;
    if (const auto mode = frontend::languageModeOf(std::string_view(folded).substr(0, folded.find('-'))))
        return *mode;
    std::string names;
    for (const auto& [mode, name] : frontend::kLanguageModeNames)
        names += (names.empty() ? "" : ", ") + std::string(name);
    return fail(ErrorCode::Unsupported, "GPT-SoVITS does not speak “" + std::string(language) + "”",
                "It speaks: " + names + ".");
}

bool isMandarin(LanguageMode mode) noexcept {
    return mode == LanguageMode::Mandarin || mode == LanguageMode::AllMandarin;
}

Result<void> checkLanguage(nets::ModelVersion version, LanguageMode mode) {
    const bool later = mode == LanguageMode::Korean || mode == LanguageMode::AllKorean ||
                       mode == LanguageMode::Cantonese || mode == LanguageMode::AllCantonese;
    if (version != nets::ModelVersion::V1 || !later)
        return {};
    return fail(ErrorCode::Unsupported, "models of v1 speak Chinese, Japanese and English alone",
                "Choose a model of v2 or later.");
}

Error noTextModel() {
    return {ErrorCode::ModelMissing,
            "the voice has no Chinese text model (chinese-roberta-wwm-ext-large), without which GPT-SoVITS cannot speak "
            "Chinese",
            "`timbre models scan FOLDER` finds it in a folder of GPT-SoVITS, and voices made afterwards have it; give it to "
            "this one with `timbre voice add-version NAME --reference FILE --bert FOLDER`."};
}

Result<frontend::SpokenText> TextReader::read(const Wording& wording, nets::ModelVersion version) const {
    const auto mode = languageModeFor(wording.language);
    if (!mode)
        return tl::unexpected(mode.error());
    if (auto known = checkLanguage(version, *mode); !known)
        return tl::unexpected(known.error());
    if (!frontEnd_)
        return fail(ErrorCode::ModelMissing, "the dictionaries that texts are read with are not installed",
                    "Run `make setup`, which makes them.");
    auto spoken = frontEnd_->read(withEndMark(wording.text), *mode, wording.readings,
                                  {.set = symbolsOf(version), .reading = frontend::Reading::Corrected});
    if (!spoken)
        return spoken;
    if (std::ranges::none_of(spoken->phones, sounds))
        return fail(ErrorCode::InvalidInput,
                    "there is no word that can be spoken in “" + std::string(wording.text) + "”",
                    "Give at least one word, and with --lang the language it is of.");
    return spoken;
}

bool TextReader::wantsTextModel(const frontend::SpokenText& spoken) {
    return std::ranges::any_of(spoken.segments, isChinese);
}

Result<std::vector<float>> TextReader::features(const frontend::SpokenText& spoken,
                                                const std::filesystem::path& textModel,
                                                const std::stop_token& stop) const {
    if (!wantsTextModel(spoken))
        return std::vector<float>{};
    if (textModel.empty())
        return tl::unexpected(noTextModel());
    auto read = rows(spoken, textModel, options_, stop);
    if (read || read.error().code != ErrorCode::OutOfMemory || options_.place == nets::Place::Cpu)
        return read;
    nets::GptSovitsOptions onCpu = options_;
    onCpu.place = nets::Place::Cpu;
    return rows(spoken, textModel, onCpu, stop);
}

Result<std::vector<float>> TextReader::rows(const frontend::SpokenText& spoken, const std::filesystem::path& textModel,
                                            const nets::GptSovitsOptions& options, const std::stop_token& stop) const {
    const auto model = shelf_->takeText(textModel, options, stop);
    if (!model)
        return tl::unexpected(model.error());
    std::vector<float> rows;
    rows.reserve(spoken.phones.size() * nets::kTextFeatures);
    for (const frontend::SpokenSegment& segment : spoken.segments) {
        const std::size_t end = rows.size() + segment.spoken.phones.size() * nets::kTextFeatures;
        if (isChinese(segment)) {
            if (auto added = append(segment, **model, stop, rows); !added)
                return tl::unexpected(added.error());
            if (rows.size() != end)
                return fail(ErrorCode::Internal, "the front end counts the phones of “" + segment.spoken.normalised +
                                                     "” in two ways");
        }
        rows.resize(end);
    }
    return rows;
}

std::vector<std::int64_t> phoneIds(const frontend::SpokenText& spoken, nets::ModelVersion version) {
    const auto ids = frontend::symbolIds(symbolsOf(version), spoken.phones);
    return {ids.begin(), ids.end()};
}

}  // namespace timbre::gpt_sovits
