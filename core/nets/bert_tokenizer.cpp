// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/bert_tokenizer.h"

#include <optional>
#include <utility>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;
using Vocabulary = std::map<std::string, std::int64_t, std::less<>>;

constexpr std::size_t kLargestVocabulary = 32U << 20U;
constexpr const char* kAdvice = "Put the folder chinese-roberta-wwm-ext-large in place again.";

Result<Vocabulary> fromLines(std::string_view text) {
    Vocabulary ids;
    std::int64_t line = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view word = text.substr(0, end);
        if (word.ends_with('\r'))
            word.remove_suffix(1);
        ids.emplace(word, line++);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return ids;
}

Result<Vocabulary> fromJson(std::string_view text) {
    const auto root = parseJson(text);
    if (!root)
        return tl::unexpected(root.error());
    const JsonValue* model = root->find("model");
    const JsonValue* words = model == nullptr ? nullptr : model->find("vocab");
    const auto* object = words == nullptr ? nullptr : std::get_if<JsonValue::Object>(&words->value);
    if (object == nullptr)
        return fail(ErrorCode::Corrupt, "it has no model.vocab");
    Vocabulary ids;
    for (const auto& [word, id] : *object) {
        const auto* number = std::get_if<std::int64_t>(&id.value);
        if (number == nullptr || *number < 0)
            return fail(ErrorCode::Corrupt, "the id of \"" + word + "\" is no number");
        ids.emplace(word, *number);
    }
    return ids;
}

std::optional<std::int64_t> idOf(const Vocabulary& ids, std::string_view word) {
    const auto found = ids.find(word);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Result<BertTokenizer> BertTokenizer::load(const fs::path& folder) {
    std::error_code ignored;
    const bool whole = fs::exists(folder / "tokenizer.json", ignored);
    const fs::path path = folder / (whole ? "tokenizer.json" : "vocab.txt");
    const auto text = readFile(path, kLargestVocabulary);
    if (!text) {
        if (text.error().code != ErrorCode::NotFound)
            return tl::unexpected(text.error());
        return fail(ErrorCode::ModelMissing, "there is neither tokenizer.json nor vocab.txt in " + displayPath(folder),
                    kAdvice);
    }
    auto ids = whole ? fromJson(*text) : fromLines(*text);
    if (!ids)
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: " + ids.error().detail, kAdvice);
    BertTokenizer tokenizer;
    for (const auto& [word, id] : {std::pair{"[UNK]", &tokenizer.unknown_}, std::pair{"[CLS]", &tokenizer.begin_},
                                   std::pair{"[SEP]", &tokenizer.end_}}) {
        const auto known = idOf(*ids, word);
        if (!known)
            return fail(ErrorCode::Corrupt, displayPath(path) + " lacks " + word, kAdvice);
        *id = *known;
    }
    tokenizer.ids_ = std::move(*ids);
    return tokenizer;
}

Result<std::vector<std::int64_t>> BertTokenizer::encode(std::string_view text) const {
    if (findInvalidUtf8(text))
        return fail(ErrorCode::InvalidInput, "the text is not UTF-8");
    std::vector<std::int64_t> ids{begin_};
    for (std::size_t at = 0; at < text.size();) {
        std::string character;
        appendUtf8(character, lowerCase(decodeUtf8(text, at)));
        ids.push_back(idOf(ids_, character).value_or(unknown_));
    }
    ids.push_back(end_);
    return ids;
}

}  // namespace timbre::nets
