// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/installed_languages.h"

#include <utility>

#include "core/frontend/english/english_front_end.h"
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

TextFrontEnd openInstalledLanguages(const std::filesystem::path& folder) {
    TextFrontEnd::Readers readers;
    readers.mandarin = opened<Mandarin>(folder / "zh.tfd");
    readers.english = opened<EnglishFrontEnd>(folder / "en.tfd");
    readers.korean = opened<KoreanFrontEnd>(folder / "ko.tfd");
    readers.cantonese = opened<Cantonese>(folder / "yue.tfd");
    return TextFrontEnd(std::move(readers));
}

}  // namespace timbre::frontend
