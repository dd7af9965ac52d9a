// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/frontend/phones.h"
#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/pinyin.h"
#include "core/frontend/zh/sandhi.h"
#include "core/frontend/zh/segmenter.h"

namespace timbre::frontend {

/// Mandarin as GPT-SoVITS reads it. Nothing changes once it is open: several threads may use one.
/// Source: GPT-SoVITS text/chinese.py and chinese2.py; parity held by the goldens zh_*.jsonl.
class Mandarin {
  public:
    /// What decides how characters with several readings are read.
    enum class Polyphones {
        ByWord,      ///< Each word for itself, as v1 does and v2 without its network.
        BySentence,  ///< Phrases across words first, then words that are known: what stands in for v2's network.
    };

    struct Options {
        PhoneSet set = PhoneSet::V2;  ///< V1 knows no erhua either.
        Polyphones polyphones = Polyphones::BySentence;
        Reading reading = Reading::Corrected;
    };

    /// ModelMissing, Corrupt or Io, as DataFile::open.
    static Result<Mandarin> open(const std::filesystem::path& file);

    /// Time and memory in proportion to the text. InvalidInput: not UTF-8, and with Reading::Compatible a character
    /// that the reference cannot speak; Corrected leaves it out.
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const Options& options) const;

  private:
    explicit Mandarin(DataFile file) : file_(std::move(file)) {}

    [[nodiscard]] Result<std::u32string> normalise(std::u32string_view text, Reading reading) const;
    [[nodiscard]] Result<void> speak(std::u32string_view segment, const Options& options, PhoneText& out) const;
    void decide(std::u32string_view word, std::span<zh::Syllable> syllables) const;
    [[nodiscard]] Result<void> append(std::u32string_view word, std::span<const zh::Syllable> syllables,
                                      Reading reading, PhoneText& out) const;

    DataFile file_;
    zh::Normaliser normaliser_;
    zh::Segmenter segmenter_;
    zh::Pinyin pinyin_;
    zh::Sandhi sandhi_;
};

}  // namespace timbre::frontend
