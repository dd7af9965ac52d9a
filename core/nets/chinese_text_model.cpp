// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/chinese_text_model.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/nets/checkpoint.h"
#include "core/nets/torch_room.h"

namespace timbre::nets {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFrame = 2;  // The tokens of the beginning and the end.

Error absent(const fs::path& folder) {
    return {ErrorCode::ModelMissing, "there is no Chinese text model in " + displayPath(folder),
            "Put the folder chinese-roberta-wwm-ext-large back, or give another one."};
}

}  // namespace

fs::path ChineseTextModel::weights(const fs::path& folder) {
    std::error_code ignored;
    const fs::path safe = folder / "model.safetensors";
    return fs::exists(safe, ignored) ? safe : folder / "pytorch_model.bin";
}

Result<MemoryNeed> ChineseTextModel::memoryNeed(const fs::path& folder) {
    const auto checkpoint = readCheckpoint(weights(folder));
    if (!checkpoint)
        return tl::unexpected(checkpoint.error().code == ErrorCode::NotFound ? absent(folder) : checkpoint.error());
    std::uint64_t numbers = 0;
    for (const auto& [name, tensor] : checkpoint->tensors)
        numbers += static_cast<std::uint64_t>(tensor.elements());
    MemoryNeed need{.held = numbers * sizeof(float), .atMost = 0};
    need.atMost = need.held + checkpoint->fileBytes;  // The file itself is mapped while it is read.
    return need;
}

Result<std::shared_ptr<const ChineseTextModel>> ChineseTextModel::open(const fs::path& folder, Place place,
                                                                       int threads) {
    std::error_code ignored;
    if (!fs::exists(weights(folder), ignored))
        return tl::unexpected(absent(folder));
    auto tokenizer = BertTokenizer::load(folder);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    const auto room = torchRoom();
    if (!room)
        return tl::unexpected(room.error());
    auto net = (*room)->openText(folder, place, threads);
    if (!net)
        return tl::unexpected(net.error());
    if ((*net)->width() != kTextFeatures || (*net)->longest() <= kFrame) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(folder) + " is a text model of another kind: it gives " +
                        std::to_string((*net)->width()) + " numbers a character, GPT-SoVITS takes " +
                        std::to_string(kTextFeatures),
                    "Give the folder chinese-roberta-wwm-ext-large of GPT-SoVITS.");
    }
    return std::make_shared<const ChineseTextModel>(std::move(*tokenizer), std::move(*net));
}

Result<std::vector<float>> ChineseTextModel::features(std::string_view text, const std::stop_token& stop) const {
    const auto ids = tokenizer_.encode(text);
    if (!ids)
        return tl::unexpected(ids.error());
    const std::size_t characters = ids->size() - kFrame;
    const std::size_t most = net_->longest() - kFrame;
    const std::size_t pieces = (characters + most - 1) / most;
    const auto place = [&](std::size_t piece) { return static_cast<std::ptrdiff_t>(characters * piece / pieces); };
    std::vector<float> rows;
    rows.reserve(characters * width());
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        std::vector<std::int64_t> some{ids->front()};
        some.insert(some.end(), ids->begin() + 1 + place(piece), ids->begin() + 1 + place(piece + 1));
        some.push_back(ids->back());
        const auto hidden = net_->hidden(some, stop);
        if (!hidden)
            return tl::unexpected(hidden.error());
        const auto frame = static_cast<std::ptrdiff_t>(width());
        rows.insert(rows.end(), hidden->begin() + frame, hidden->end() - frame);
    }
    return rows;
}

}  // namespace timbre::nets
