// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Small voices for tests of the library: the files are not sounds, the library does not look inside.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/voice/voice_store.h"

namespace timbre::test {

/// A version as a maker hands it over.
inline VoiceVersion versionFacts(const std::string& word = "one") {
    VoiceVersion version;
    version.engine = "tone";
    version.engineVersion = "7";
    version.language = "en";
    version.seed = 18446744073709551615ULL;
    version.clips = {{"take " + word, "clips/0001.flac", "Gr\u00fc\u00df Gott, \"you\".", 2.5, 31.25, "good"}};
    version.leftOut = {{"take 2", "Too noisy."}};
    version.metrics = {{"similarity", 0.875}};
    version.consent = "2026-01-02T03:04:05Z";
    version.speakerModel = "ge2e";
    version.speakerEmbedding = {0.25F, 0.5F};
    return version;
}

/// `word` tells versions apart: it is in the bytes of the recording, the weights and the clip's name.
inline Result<Voice> fillAndCommit(Result<PendingVoice> pending, const std::string& word) {
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    for (const auto& [file, bytes] : {std::pair(pending->clipsFolder() / "0001.flac", "sound " + word),
                                      std::pair(pending->engineFolder() / "model.bin", "weights " + word)}) {
        if (auto wrote = writeFileAtomically(file, bytes); !wrote) {
            return tl::unexpected(wrote.error());
        }
    }
    return pending->commit(versionFacts(word));
}

inline Result<Voice> makeSmallVoice(VoiceStore& store, const std::string& name, const std::string& word = "one") {
    return fillAndCommit(store.begin(name), word);
}

inline Result<Voice> addSmallVersion(VoiceStore& store, const std::string& name, const std::string& word) {
    return fillAndCommit(store.beginVersion(name), word);
}

/// Every file below a folder with its bytes, by name; folders end with a slash. Empty where there is no such folder.
inline std::vector<std::pair<std::string, std::string>> contentsOf(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::vector<std::pair<std::string, std::string>> contents;
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        const std::string name = entry->path().lexically_relative(folder).string();
        if (entry->is_directory()) {
            contents.emplace_back(name + "/", "");
        } else {
            contents.emplace_back(name, readFile(entry->path()).value());
        }
    }
    std::ranges::sort(contents);
    return contents;
}

/// Names of the files below `folder` whose name or bytes hold `word`.
inline std::vector<std::string> tracesOf(const std::filesystem::path& folder, const std::string& word) {
    std::vector<std::string> traces;
    for (const auto& [name, bytes] : contentsOf(folder)) {
        if (name.find(word) != std::string::npos || bytes.find(word) != std::string::npos) {
            traces.push_back(name);
        }
    }
    return traces;
}

}  // namespace timbre::test
