// SPDX-License-Identifier: GPL-3.0-or-later
// Texts spoken by the engine gpt-sovits. How languages are read is other tests' matter: here each character is a phone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/engine/engine.h"
#include "core/engine/engines/gpt_sovits/text_reader.h"
#include "core/engine/engines/gpt_sovits/voice_file.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/text_front_end.h"
#include "tests/engine/gpt_sovits_voices.h"
#include "tests/support/small_models.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using nets::ModelVersion;
using test::makeGptSovits;
using test::recipeFor;
using test::SmallModels;

/// Each letter is a phone, each Han character two; a reading given by hand is the phones that it names.
class Speller final : public frontend::LanguageFrontEnd {
  public:
    explicit Speller(bool han) : han_(han) {}

    [[nodiscard]] Result<frontend::PhoneText> phones(std::string_view, const frontend::PhoneOptions&) const override {
        return frontend::PhoneText{};
    }

    [[nodiscard]] Result<frontend::PhoneText> speak(std::u32string_view text,
                                                    std::span<const frontend::FixedReading> fixed,
                                                    const frontend::PhoneOptions&) const override {
        frontend::PhoneText out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::vector<std::string> made = phonesOf(text[i], i, fixed);
            appendUtf8(out.normalised, text[i] == U'。' ? U'.' : text[i]);
            out.phones.insert(out.phones.end(), made.begin(), made.end());
            if (han_)
                out.phonesPerCharacter.push_back(static_cast<int>(made.size()));
        }
        return out;
    }

  private:
    [[nodiscard]] std::vector<std::string> phonesOf(char32_t c, std::size_t at,
                                                    std::span<const frontend::FixedReading> fixed) const {
        static constexpr std::array kInitials{"b", "d", "g", "sh", "z", "l", "m"};
        static constexpr std::array kFinals{"a1", "ang2", "e4", "i3", "uo1"};
        static constexpr std::array kLetters{"AA1", "B", "D", "IY0", "K", "L", "M", "N", "OW1", "S", "T"};
        for (const frontend::FixedReading& one : fixed)
            if (at >= one.begin && at < one.end)
                return {one.reading};
        if (c == U'.' || c == U'。' || c == U'!' || c == U'！' || c == U'…')
            return {"."};
        if (c == U' ')
            return {};
        if (han_)
            return {kInitials[c % kInitials.size()], kFinals[c % kFinals.size()]};
        return {kLetters[c % kLetters.size()]};
    }

    bool han_;
};

std::shared_ptr<const frontend::TextFrontEnd> spellers() {
    frontend::TextFrontEnd::Readers readers;
    readers.mandarin = std::make_shared<Speller>(true);
    readers.cantonese = std::make_shared<Speller>(true);
    readers.english = std::make_shared<Speller>(false);
    return std::make_shared<const frontend::TextFrontEnd>(std::move(readers));
}

EngineContext reading() {
    EngineContext context;
    context.text = spellers();
    return context;
}

std::vector<std::int64_t> idsOf(const std::string& text, const std::string& language,
                                ModelVersion version = ModelVersion::V2) {
    const gpt_sovits::TextReader reader(spellers(), nullptr, {});
    return gpt_sovits::phoneIds(reader.read({.text = text, .language = language}, version).value(), version);
}

SpeakRequest text(const std::string& words, const std::string& language = "en") {
    return {.text = words, .language = language, .settings = {}};
}

class GptSovitsText : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        shared_ = new test::TempDir;
        models_ = new SmallModels(test::writeSmallModels(shared_->path() / "models", ModelVersion::V2, 1));
        test::writeSmallTextModel(bert(), 2);
    }
    static void TearDownTestSuite() {
        delete models_;
        delete shared_;
    }
    static fs::path bert() { return shared_->path() / "chinese-roberta-wwm-ext-large"; }

    /// With the text model, unless it is taken out.
    static VoiceRecipe recipe() {
        VoiceRecipe recipe = recipeFor(*models_);
        recipe.models["bert"] = bert();
        return recipe;
    }
    static VoiceRecipe recipeWithoutTextModel() { return recipeFor(*models_); }

    fs::path make(Engine& engine, const VoiceRecipe& recipe, const std::string& name = "voice") const {
        const fs::path directory = folder_ / name;
        fs::create_directories(directory);
        const auto made = engine.createVoice(recipe, directory, {}, {});
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        return directory;
    }
    std::shared_ptr<const EngineVoice> voice(const VoiceRecipe& recipe) const {
        const auto engine = makeGptSovits(reading());
        return engine->loadVoice(make(*engine, recipe)).value();
    }
    Error refusal(const VoiceRecipe& recipe) const {
        const fs::path directory = folder_ / "refused";
        fs::create_directories(directory);
        const auto made = makeGptSovits(reading())->createVoice(recipe, directory, {}, {});
        EXPECT_FALSE(made);
        return made ? Error{} : made.error();
    }

    const test::TempDir folder_;
    static test::TempDir* shared_;
    static SmallModels* models_;
};
test::TempDir* GptSovitsText::shared_ = nullptr;
SmallModels* GptSovitsText::models_ = nullptr;

TEST_F(GptSovitsText, is_spoken_as_its_phones_are) {
    const auto voice = this->voice(recipeWithoutTextModel());
    const auto spoken = voice->speak(text("Good morning."), {});
    ASSERT_TRUE(spoken) << spoken.error().message();
    SpeakRequest byPhones;
    byPhones.phones = idsOf("Good morning.", "en");
    EXPECT_EQ(*spoken, voice->speak(byPhones, {}).value());
    EXPECT_NE(spoken->audio, voice->speak(text("Bad evening."), {})->audio);
}

TEST_F(GptSovitsText, gets_a_full_stop_where_it_has_no_mark) {
    EXPECT_EQ(idsOf("Good morning", "en"), idsOf("Good morning.", "en"));
    EXPECT_EQ(idsOf("今天好天天天", "zh"), idsOf("今天好天天天。", "zh"));
    EXPECT_EQ(idsOf("Good morning!", "en"), idsOf("Good morning.", "en")) << "which mark it is the speller does not tell";
    EXPECT_EQ(idsOf("\"Good morning.\"", "en").size(), 14U) << "a quote behind the mark is no end without one";
}

TEST_F(GptSovitsText, takes_readings_given_by_hand) {
    const auto voice = this->voice(recipeWithoutTextModel());
    SpeakRequest asked = text("Good morning.");
    const auto plain = voice->speak(asked, {}).value();
    asked.readings = {{0, 4, "Y"}};
    const auto other = voice->speak(asked, {});
    ASSERT_TRUE(other) << other.error().message();
    EXPECT_NE(other->audio, plain.audio);
}

TEST_F(GptSovitsText, of_chinese_is_spoken_with_the_text_model) {
    const auto voice = this->voice(recipe());
    const auto spoken = voice->speak(text("今天重新说话。", "zh"), {});
    ASSERT_TRUE(spoken) << spoken.error().message();
    SpeakRequest withoutMeaning;
    withoutMeaning.phones = idsOf("今天重新说话。", "zh");
    EXPECT_NE(spoken->audio, voice->speak(withoutMeaning, {})->audio);
    EXPECT_EQ(*spoken, voice->speak(text("今天重新说话。", "zh"), {}).value());
}

TEST_F(GptSovitsText, has_features_for_its_chinese_alone) {
    const auto shelf = std::make_shared<gpt_sovits::ModelShelf>(std::uint64_t{1} << 30U);
    const gpt_sovits::TextReader reader(spellers(), shelf, {});
    const auto features = [&](const std::string& words, const std::string& language) {
        const auto spoken = reader.read({.text = words, .language = language}, ModelVersion::V2).value();
        auto rows = reader.features(spoken, bert(), {});
        EXPECT_TRUE(rows) << (rows ? "" : rows.error().message());
        return std::pair(spoken, std::move(*rows));
    };
    EXPECT_TRUE(features("Good morning.", "en").second.empty());
    EXPECT_TRUE(features("今天重新说话。", "yue").second.empty());
    const auto [mixed, rows] = features("说话 abcdef 你好", "auto");
    ASSERT_EQ(rows.size(), mixed.phones.size() * nets::kTextFeatures);
    for (std::size_t phone = 0; phone < mixed.phones.size(); ++phone) {
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(phone * nets::kTextFeatures);
        const bool zeros = std::all_of(begin, begin + nets::kTextFeatures, [](float value) { return value == 0.0F; });
        const bool latin = mixed.phones[phone].front() >= 'A' && mixed.phones[phone].front() <= 'Z';
        EXPECT_EQ(zeros, latin) << phone << " " << mixed.phones[phone];
    }
    // Both phones of a character have its row.
    EXPECT_TRUE(std::equal(rows.begin(), rows.begin() + nets::kTextFeatures, rows.begin() + nets::kTextFeatures));
    // Loaded once for all of them.
    EXPECT_EQ(shelf->loadings(), 1U);
}

TEST_F(GptSovitsText, of_chinese_needs_a_text_model_and_says_so) {
    const auto voice = this->voice(recipeWithoutTextModel());
    const auto refused = voice->speak(text("今天重新说话。", "auto"), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ModelMissing);
    for (const char* const word : {"chinese-roberta-wwm-ext-large", "timbre models scan", "--bert"})
        EXPECT_NE(refused.error().message().find(word), std::string::npos) << refused.error().message();
    EXPECT_TRUE(voice->speak(text("No Chinese in this.", "auto"), {}));
    VoiceRecipe chinese = recipeWithoutTextModel();
    chinese.language = "zh";
    EXPECT_EQ(refusal(chinese).code, ErrorCode::ModelMissing);
}

TEST_F(GptSovitsText, misses_a_text_model_that_went_only_for_chinese) {
    const fs::path folder = folder_ / "bert";
    fs::copy(bert(), folder);
    VoiceRecipe own = recipe();
    own.models["bert"] = folder;
    const auto engine = makeGptSovits(reading());
    const fs::path directory = make(*engine, own);
    std::ofstream(folder / "pytorch_model.bin", std::ios::app) << "more";
    const auto voice = makeGptSovits(reading())->loadVoice(directory).value();
    EXPECT_TRUE(voice->speak(text("Good morning."), {}));
    const auto changed = voice->speak(text("今天重新说话。", "zh"), {});
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::Corrupt);
    fs::remove_all(folder);
    const auto gone = voice->speak(text("今天重新说话。", "zh"), {});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(gone.error().detail.find("bert"), std::string::npos) << gone.error().detail;
}

TEST_F(GptSovitsText, without_a_word_is_refused) {
    const auto voice = this->voice(recipe());
    for (const char* const language : {"en", "zh", "auto"}) {
        for (const char* const words : {"", "   ", "...", "。 ！"}) {
            const auto refused = voice->speak(text(words, language), {});
            ASSERT_FALSE(refused) << language << ": " << words;
            EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput) << refused.error().message();
        }
    }
    EXPECT_EQ(voice->speak(text("\xff\xfe", "en"), {}).error().code, ErrorCode::InvalidInput);
}

TEST_F(GptSovitsText, of_a_language_that_is_not_there_is_refused) {
    const auto voice = this->voice(recipe());
    const auto unknown = voice->speak(text("Bonjour.", "fr"), {});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::Unsupported);
    EXPECT_NE(unknown.error().advice.find("all_zh"), std::string::npos) << unknown.error().advice;
    const auto absent = voice->speak(text("한국어입니다.", "ko"), {});
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::ModelMissing);
    EXPECT_TRUE(voice->speak(text("Good morning.", "EN-gb"), {}));
    const auto deaf = makeGptSovits()->loadVoice(folder_ / "voice").value()->speak(text("Good morning."), {});
    ASSERT_FALSE(deaf);
    EXPECT_EQ(deaf.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(deaf.error().advice.find("make setup"), std::string::npos);
}

TEST_F(GptSovitsText, of_languages_that_v1_has_no_phones_for_is_refused) {
    const auto first = test::writeSmallModels(folder_ / "v1", ModelVersion::V1, 4);
    const auto voice = this->voice(recipeFor(first));
    EXPECT_TRUE(voice->speak(text("Good morning."), {}));
    for (const auto& [words, language] : {std::pair{"食咗飯未呀", "yue"}, {"한국어입니다", "ko"}, {"食咗飯未呀", "auto_yue"}}) {
        const auto refused = voice->speak(text(words, language), {});
        ASSERT_FALSE(refused) << language;
        EXPECT_EQ(refused.error().code, ErrorCode::Unsupported) << refused.error().message();
    }
    VoiceRecipe korean = recipeFor(first);
    korean.language = "ko";
    EXPECT_EQ(refusal(korean).code, ErrorCode::Unsupported);
}

TEST_F(GptSovitsText, of_a_prompt_is_heard_as_its_phones_are) {
    const auto engine = makeGptSovits(reading());
    VoiceRecipe byText = recipe();
    byText.styles[0].phones.clear();
    byText.styles[0].reference.transcript = "Good morning.";
    VoiceRecipe byPhones = recipe();
    byPhones.styles[0].phones = idsOf("Good morning.", "en");
    const auto read = gpt_sovits::loadVoice(make(*engine, byText, "text")).value();
    const auto given = gpt_sovits::loadVoice(make(*engine, byPhones, "phones")).value();
    EXPECT_EQ(read.styles[0].prompt->phones, given.styles[0].prompt->phones);
    EXPECT_EQ(read.styles[0].prompt->reference, given.styles[0].prompt->reference);
    EXPECT_FALSE(read.styles[0].prompt->reference.tokens.empty());
    EXPECT_TRUE(read.styles[0].prompt->bert.empty());

    // Given phones stand for themselves, whatever the words are.
    byPhones.styles[0].reference.transcript = "Something else.";
    const auto both = gpt_sovits::loadVoice(make(*engine, byPhones, "both")).value();
    EXPECT_EQ(both.styles[0].prompt->phones, given.styles[0].prompt->phones);
}

TEST_F(GptSovitsText, of_a_chinese_prompt_is_stored_with_its_features) {
    const auto engine = makeGptSovits(reading());
    VoiceRecipe chinese = recipe();
    chinese.styles[0].phones.clear();
    chinese.styles[0].reference.transcript = "今天重新说话。";
    chinese.styles[0].language = "zh";
    const auto prompt = gpt_sovits::loadVoice(make(*engine, chinese)).value().styles[0].prompt;
    EXPECT_EQ(prompt->phones, idsOf("今天重新说话。", "zh"));
    EXPECT_EQ(prompt->bert.size(), prompt->phones.size() * nets::kTextFeatures);
    EXPECT_TRUE(engine->loadVoice(folder_ / "voice").value()->speak(text("Good morning."), {}));

    chinese.models.erase("bert");
    const Error refused = refusal(chinese);
    EXPECT_EQ(refused.code, ErrorCode::ModelMissing);
    EXPECT_NE(refused.detail.find("calm"), std::string::npos) << refused.detail;
    VoiceRecipe empty = recipe();
    empty.styles[0].phones.clear();
    empty.styles[0].reference.transcript = "...";
    EXPECT_EQ(refusal(empty).code, ErrorCode::InvalidInput);
}

TEST_F(GptSovitsText, beside_others_is_spoken_as_alone) {
    const auto voice = this->voice(recipe());
    const std::vector<SpeakRequest> requests{text("Good morning."), text("今天重新说话。", "zh"), text("..."),
                                             text("我在 Berlin 等你。", "auto")};
    const auto together = voice->speakTogether(requests, {});
    ASSERT_EQ(together.size(), requests.size());
    for (const std::size_t i : {0U, 1U, 3U}) {
        ASSERT_TRUE(together[i]) << together[i].error().message();
        EXPECT_EQ(*together[i], voice->speak(requests[i], {}).value()) << i;
    }
    EXPECT_EQ(together[2].error().code, ErrorCode::InvalidInput);
}

TEST_F(GptSovitsText, is_spoken_with_little_room_for_models) {
    EngineContext little = reading();
    little.memoryLimit = std::uint64_t{24} << 20U;  // room for either model, not for both
    const auto engine = makeGptSovits(little);
    const auto voice = engine->loadVoice(make(*engine, recipe())).value();
    for (int i = 0; i < 2; ++i) {
        const auto spoken = voice->speak(text("今天重新说话。", "zh"), {});
        ASSERT_TRUE(spoken) << spoken.error().message();
    }
}

TEST_F(GptSovitsText, is_made_of_what_the_installed_languages_say) {
    const fs::path data = test::resourceDirectory() / "frontend";
    for (const char* const file : {"en.tfd", "zh.tfd"}) {
        if (!fs::exists(data / file))
            GTEST_SKIP() << "needs " << file << ", which `make setup` makes";
    }
    EngineContext installed;
    installed.text = std::make_shared<const frontend::TextFrontEnd>(frontend::openInstalledLanguages(data));
    const auto engine = makeGptSovits(installed);
    const auto voice = engine->loadVoice(make(*engine, recipe())).value();
    const auto spoken = installed.text->read("See you in Berlin.", frontend::LanguageMode::English, {}, {}).value();
    SpeakRequest byPhones;
    const auto ids = frontend::symbolIds(frontend::PhoneSet::V2, spoken.phones);
    byPhones.phones.assign(ids.begin(), ids.end());
    EXPECT_EQ(voice->speak(text("See you in Berlin."), {}).value(), voice->speak(byPhones, {}).value());
    for (const char* const words : {"2026年3月，我们在Berlin见。", "他说：“好！”", "100%的iPhone用户……", "重新长大。"}) {
        const auto mixed = voice->speak(text(words, "auto"), {});
        EXPECT_TRUE(mixed) << words << ": " << mixed.error().message();
    }
}

}  // namespace
}  // namespace timbre
