// SPDX-License-Identifier: GPL-3.0-or-later
// The phones of the recording scripts are what our front ends say of their texts.
#include "core/voice/recording_script.h"

#include <gtest/gtest.h>

#include "core/frontend/installed_languages.h"
#include "tests/frontend/golden_rows.h"
#include "tests/frontend/japanese_dictionary.h"

namespace timbre::frontend {
namespace {

void expectTheFrontEndsPhones(const std::string& tag, Language language) {
    const auto script = loadScript(std::filesystem::path(TIMBRE_SOURCE_DIR) / "resources" / "scripts" / (tag + ".tsv"));
    ASSERT_TRUE(script) << script.error().message();
    const TextFrontEnd texts = openInstalledLanguages(test::dataFile("en").parent_path());
    for (const ScriptLine& line : script->lines) {
        const auto spoken = texts.phones(line.text, language, PhoneOptions{});
        ASSERT_TRUE(spoken) << spoken.error().message();
        EXPECT_EQ(line.phones, saidPhones(spoken->phones)) << line.id << ": " << line.text;
    }
}

TEST(RecordingScriptPhonesTest, EnglishIsUpToDate) {
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    expectTheFrontEndsPhones("en", Language::English);
}

TEST(RecordingScriptPhonesTest, MandarinIsUpToDate) {
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    expectTheFrontEndsPhones("zh", Language::Mandarin);
}

TEST(RecordingScriptPhonesTest, JapaneseIsUpToDate) {
    TIMBRE_REQUIRE_JAPANESE_DICTIONARY();
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    expectTheFrontEndsPhones("ja", Language::Japanese);
}

}  // namespace
}  // namespace timbre::frontend
