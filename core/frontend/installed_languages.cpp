// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/installed_languages.h"

#include <cstdlib>
#include <utility>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/ja/japanese_front_end.h"
#include "core/frontend/korean/korean_front_end.h"
#include "core/frontend/yue/cantonese.h"
#include "core/frontend/zh/mandarin.h"

namespace timbre::frontend {

namespace {

template <typename Language>
TextFrontEnd::Reader opened(const std::filesystem::path& file) {
    auto language = Language::open(file);
    if (!language)
        return tl::unexpected(language.error());
    return *language;
}

}  // namespace

std::filesystem::path japaneseDictionaryFolder() {
    const char* const named = std::getenv("TIMBRE_JAPANESE_DICTIONARY");  // NOLINT(concurrency-mt-unsafe): nothing sets it
    return named != nullptr && *named != '\0' ? std::filesystem::path(named)
                                              : std::filesystem::path(JapaneseFrontEnd::kDebianDictionary);
}

TextFrontEnd openInstalledLanguages(const std::filesystem::path& folder) {
    TextFrontEnd::Readers readers;
    readers.mandarin = opened<Mandarin>(folder / "zh.tfd");
    readers.english = opened<EnglishFrontEnd>(folder / "en.tfd");
    readers.japanese = opened<JapaneseFrontEnd>(japaneseDictionaryFolder());
    readers.korean = opened<KoreanFrontEnd>(folder / "ko.tfd");
    readers.cantonese = opened<Cantonese>(folder / "yue.tfd");
    return TextFrontEnd(std::move(readers));
}

}  // namespace timbre::frontend
