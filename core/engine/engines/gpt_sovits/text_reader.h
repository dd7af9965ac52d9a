// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From texts to what the models take: phone ids, and for Chinese what its characters mean.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/gpt_sovits/model_shelf.h"
#include "core/frontend/text_front_end.h"
#include "core/nets/gpt_sovits_files.h"
#include "core/text/markup.h"

namespace timbre::gpt_sovits {

/// How texts of a language are read: GPT-SoVITS's names ("auto", "all_zh"), in any case, and tags with a region
/// ("zh-CN"). Unsupported names those there are.
Result<frontend::LanguageMode> languageModeFor(std::string_view language);

/// Whether the mode's own language is Mandarin: texts of others need no text model until some Chinese is in them.
[[nodiscard]] bool isMandarin(frontend::LanguageMode mode) noexcept;

/// Unsupported where models of the version have no phones for the mode's language.
Result<void> checkLanguage(nets::ModelVersion version, frontend::LanguageMode mode);

/// A text without markup.
struct Wording {
    std::string_view text;
    std::string_view language;
    std::span<const GivenReading> readings{};
};

/// Why a voice does not read Chinese, and what to do.
Error noTextModel();

/// Reads texts for the models. Immutable; any thread.
class TextReader {
  public:
    /// @param frontEnd  may be null: then every text is ModelMissing.
    TextReader(std::shared_ptr<const frontend::TextFrontEnd> frontEnd, std::shared_ptr<ModelShelf> shelf,
               const nets::GptSovitsOptions& options)
        : frontEnd_(std::move(frontEnd)), shelf_(std::move(shelf)), options_(options) {}

    /// The text as it is spoken, with phones of the version's symbols. A text without a mark at its end gets a full
    /// stop: the models were trained on such texts, and lose the last word of others. InvalidInput: no word in it, or a
    /// reading that cannot be; Unsupported: the language; ModelMissing: dictionaries.
    [[nodiscard]] Result<frontend::SpokenText> read(const Wording& wording, nets::ModelVersion version) const;

    /// The text model's rows for the phones of Mandarin stretches, zeros for others: [phones, 1024]; empty where
    /// nothing is Mandarin. @param textModel  folder; empty is ModelMissing where it is needed.
    [[nodiscard]] Result<std::vector<float>> features(const frontend::SpokenText& spoken,
                                                      const std::filesystem::path& textModel,
                                                      const std::stop_token& stop) const;

    /// Whether features() asks the text model.
    [[nodiscard]] static bool wantsTextModel(const frontend::SpokenText& spoken);

  private:
    [[nodiscard]] Result<std::vector<float>> rows(const frontend::SpokenText& spoken,
                                                  const std::filesystem::path& textModel,
                                                  const nets::GptSovitsOptions& options,
                                                  const std::stop_token& stop) const;

    std::shared_ptr<const frontend::TextFrontEnd> frontEnd_;
    std::shared_ptr<ModelShelf> shelf_;
    nets::GptSovitsOptions options_;
};

/// Numbers of the phones among the version's symbols.
[[nodiscard]] std::vector<std::int64_t> phoneIds(const frontend::SpokenText& spoken, nets::ModelVersion version);

}  // namespace timbre::gpt_sovits
