// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/frontend/ja/open_jtalk.h"
#include "core/frontend/language_front_end.h"

namespace timbre::frontend {

/// Japanese as GPT-SoVITS reads it, over the dictionary of Open JTalk.
/// Source: GPT-SoVITS text/japanese.py over pyopenjtalk; parity held by the goldens ja_v1 and ja_v2. The reference's own
/// dictionary of English words is not at hand; Latin words are read as Open JTalk reads them.
class JapaneseFrontEnd final : public LanguageFrontEnd {
  public:
    /// Where Debian's package open-jtalk-mecab-naist-jdic puts the dictionary.
    static constexpr std::string_view kDebianDictionary = "/var/lib/mecab/dic/open-jtalk/naist-jdic";

    /// ModelMissing without a dictionary in `folder` (it says what to install), Corrupt for a damaged one, Unsupported for
    /// one of another character set than UTF-8. Maps the dictionary, which takes a few milliseconds.
    static Result<std::shared_ptr<const JapaneseFrontEnd>> open(const std::filesystem::path& folder);

    /// Time and memory in proportion to the text. Any bytes are read; what is no UTF-8 is an unknown mark.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override;

    /// Readings by hand are katakana or hiragana as they are pronounced, with the accent behind if it is known: "ハシ 1".
    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const override;

  private:
    explicit JapaneseFrontEnd(std::shared_ptr<const ja::OpenJTalk> analyser) : analyser_(std::move(analyser)) {}

    std::shared_ptr<const ja::OpenJTalk> analyser_;
};

}  // namespace timbre::frontend
