// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace timbre::frontend::zh {

/// Whether g2pW, the network by which GPT-SoVITS decides between readings of Chinese characters, can be had.
struct PolyphoneModelStatus {
    enum class State {
        Absent,      ///< There is no G2PWModel folder.
        Incomplete,  ///< There is one, and files of it are missing or empty.
        NoRuntime,   ///< It is whole, and this build cannot run it.
    };

    State state = State::Absent;
    std::filesystem::path folder{};          ///< The G2PWModel folder; empty where there is none.
    std::vector<std::string> missing{};      ///< File names, in the order in which the reference loads them.

    /// What a user is told: one English sentence without a full stop.
    [[nodiscard]] std::string sentence() const;
};

/// Looks for G2PWModel in a folder that was imported: the folder itself, or an installation of GPT-SoVITS (its root, its
/// GPT_SoVITS or text folder). Nothing is loaded; what cannot be looked at counts as absent.
/// Source: GPT-SoVITS text/g2pw/onnx_api.py.
[[nodiscard]] PolyphoneModelStatus findPolyphoneModel(const std::filesystem::path& imported);

}  // namespace timbre::frontend::zh
