// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "core/frontend/data_file.h"
#include "core/frontend/language_front_end.h"
#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/pinyin.h"
#include "core/frontend/zh/polyphone_contexts.h"
#include "core/frontend/zh/sandhi.h"
#include "core/frontend/zh/segmenter.h"
#include "core/frontend/zh/spoken_text.h"

namespace timbre::frontend {

/// Mandarin as GPT-SoVITS reads it; with PhoneSet::V1 word by word and without erhua.
/// Source: GPT-SoVITS text/chinese.py and chinese2.py; parity held by the goldens zh_*.jsonl.
class Mandarin final : public LanguageFrontEnd {
  public:
    /// ModelMissing, Corrupt or Io, as DataFile::open.
    static Result<std::shared_ptr<const Mandarin>> open(const std::filesystem::path& file);

    /// Time and memory in proportion to the text. InvalidInput: not UTF-8, and with Reading::Compatible a character
    /// that the reference cannot speak; Corrected leaves it out.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const override;

    /// Readings are pinyin ("chong2 xin1", "chóng xīn"), one syllable for each Chinese character of their part, and spoken
    /// exactly as given. Letters have no sound here; a digit is read by itself.
    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const override;

    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override;

  private:
    explicit Mandarin(DataFile file) : file_(std::move(file)) {}

    [[nodiscard]] Result<std::u32string> normalise(std::u32string_view text, Reading reading) const;
    [[nodiscard]] Result<void> speakSegment(std::u32string_view segment, const PhoneOptions& options, PhoneText& out) const;
    void decide(std::u32string_view word, std::span<zh::Syllable> syllables) const;
    [[nodiscard]] Result<void> append(std::u32string_view word, std::span<const zh::Syllable> syllables,
                                      Reading reading, PhoneText& out) const;
    void speakClause(const zh::SpokenCharacters& spoken, std::size_t begin, std::size_t end, const PhoneOptions& options,
                     PhoneText& out) const;
    [[nodiscard]] std::vector<zh::Word> wordsOf(const zh::SpokenCharacters& spoken, std::size_t begin,
                                                std::size_t end) const;
    [[nodiscard]] std::vector<std::string> alternatives(std::u32string_view word,
                                                        std::span<const zh::Syllable> syllables) const;

    DataFile file_;
    zh::Normaliser normaliser_;
    zh::Segmenter segmenter_;
    zh::Pinyin pinyin_;
    zh::Sandhi sandhi_;
    // What only speak() uses.
    zh::Segmenter knowingSegmenter_;
    zh::PolyphoneContexts contexts_;
};

}  // namespace timbre::frontend
