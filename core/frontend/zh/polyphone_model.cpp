// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/polyphone_model.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "core/base/files.h"

namespace timbre::frontend::zh {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> kPlaces{"", "GPT_SoVITS/text/G2PWModel", "text/G2PWModel", "G2PWModel"};
constexpr std::array<std::string_view, 2> kNetworks{"g2pW.onnx", "g2pw.onnx"};  // The name of older packages first.
constexpr std::array<std::string_view, 3> kTables{"POLYPHONIC_CHARS.txt", "MONOPHONIC_CHARS.txt",
                                                  "bopomofo_to_pinyin_wo_tune_dict.json"};

bool isThere(const fs::path& file) {
    std::error_code error;
    return fs::exists(file, error);
}

bool hasContent(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return false;
    const auto size = fs::file_size(file, error);
    return !error && size > 0;
}

bool isModelFolder(const fs::path& folder) {
    return std::ranges::any_of(kNetworks, [&](std::string_view name) { return isThere(folder / name); }) ||
           isThere(folder / kTables[0]);
}

}  // namespace

std::string PolyphoneModelStatus::sentence() const {
    switch (state) {
        case State::Absent:
            return "g2pW is not installed: the folder has no G2PWModel; readings of Chinese characters come from our own "
                   "contexts";
        case State::Incomplete: {
            std::string names;
            for (const auto& name : missing)
                names += (names.empty() ? "" : ", ") + name;
            return "g2pW is not installed: " + displayPath(folder) + " lacks " + names +
                   "; readings of Chinese characters come from our own contexts";
        }
        case State::NoRuntime: break;
    }
    return "g2pW is not installed: " + displayPath(folder) +
           " is whole, and this build has no ONNX runtime; readings of Chinese characters come from our own contexts";
}

PolyphoneModelStatus findPolyphoneModel(const fs::path& imported) {
    PolyphoneModelStatus status;
    for (const std::string_view place : kPlaces) {
        const fs::path folder = place.empty() ? imported : imported / place;
        if (!isModelFolder(folder))
            continue;
        status.folder = folder;
        if (std::ranges::none_of(kNetworks, [&](std::string_view name) { return hasContent(folder / name); }))
            status.missing.emplace_back(kNetworks[0]);
        for (const std::string_view table : kTables)
            if (!hasContent(folder / table))
                status.missing.emplace_back(table);
        status.state = status.missing.empty() ? PolyphoneModelStatus::State::NoRuntime
                                              : PolyphoneModelStatus::State::Incomplete;
        return status;
    }
    return status;
}

}  // namespace timbre::frontend::zh
