// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Runs the real program `timbre` and keeps a voice made from real speech for the tests that need one.

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "tests/support/test_support.h"

namespace timbre::test {

/// Runs `timbre` with these words.
inline ProcessResult timbreCommand(std::vector<std::string> words, ProcessOptions options = {}) {
    words.insert(words.begin(), program("timbre").string());
    return runProcess(words, options);
}

/// The one JSON document on stdout; a test failure (discarded value) when there is not exactly one.
inline nlohmann::json documentOf(const ProcessResult& result) {
    return nlohmann::json::parse(result.output, nullptr, false);
}

/// About 25 s of a public-domain audiobook reader, from the package pocketsphinx-testdata.
inline const std::filesystem::path& librivoxFolder() {
    static const std::filesystem::path folder = "/usr/share/pocketsphinx/test/data/librivox";
    return folder;
}

/// Writes the recordings' transcripts as `stem|text` lines.
inline void writeLibrivoxTranscripts(const std::filesystem::path& target) {
    std::ifstream source(librivoxFolder() / "transcription");
    std::ofstream lines(target);
    const std::regex form("<s> (.*) </s> \\((.*)\\)");
    std::smatch found;
    for (std::string line; std::getline(source, line);) {
        if (std::regex_match(line, found, form)) {
            lines << found[2] << '|' << found[1] << '\n';
        }
    }
}

/// The words that make a voice from those recordings.
inline std::vector<std::string> createWords(const std::filesystem::path& data, const std::filesystem::path& transcripts,
                                            const std::string& name) {
    return {"--data-dir",    data.string(),       "voice", "create", name, "--clips", librivoxFolder().string(),
            "--transcripts", transcripts.string()};
}

/// A data folder with the voice `demo`, made once per build of the program and shared by all tests: do not change it.
inline std::filesystem::path demoData() {
    namespace fs = std::filesystem;
    const fs::path cache = program("timbre").parent_path().parent_path() / "test-cache" / "cli";
    fs::create_directories(cache);
    const auto lock = FolderLock::take(cache / "lock");
    if (!lock) {
        throw std::runtime_error(lock.error().message());
    }
    const fs::path stamp = cache / "made";
    const fs::path data = cache / "data";
    const auto newer = [&stamp](const fs::path& than) {
        return !fs::exists(than) || fs::last_write_time(stamp) > fs::last_write_time(than);
    };
    // Everything that has a say in what the voice becomes.
    const fs::path build = program("timbre").parent_path().parent_path();
    if (fs::exists(stamp) && newer(program("timbre")) && newer(build / "lib" / "timbre" / "libtimbre-torch.so") &&
        newer(resourceDirectory() / "models" / "ge2e.safetensors")) {
        return data;
    }
    fs::remove_all(data);
    writeLibrivoxTranscripts(cache / "transcripts.txt");
    const ProcessResult made = timbreCommand(createWords(data, cache / "transcripts.txt", "demo"));
    if (made.exitCode != 0) {
        throw std::runtime_error("making the voice for the tests failed: " + made.errors);
    }
    std::ofstream(stamp) << "ok\n";
    return data;
}

/// A copy of demoData() that a test may change. Other tests speak with the original meanwhile and count that in it:
/// their hidden, half-written files are left out, and the index, which the folders rebuild.
inline void copyDemoData(const std::filesystem::path& target) {
    namespace fs = std::filesystem;
    const fs::path voices = demoData() / "voices";
    for (auto entry = fs::recursive_directory_iterator(voices); entry != fs::recursive_directory_iterator(); ++entry) {
        if (entry->path().filename().string().starts_with('.')) {
            continue;
        }
        const fs::path to = target / "voices" / entry->path().lexically_relative(voices);
        if (entry->is_directory()) {
            fs::create_directories(to);
        } else {
            fs::copy_file(entry->path(), to);
        }
    }
}

/// Names of everything in a folder and below, sorted, hidden ones too; empty where there is no such folder.
inline std::vector<std::string> everythingIn(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        names.push_back(entry->path().lexically_relative(folder).string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace timbre::test

#define TIMBRE_REQUIRE_LIBRIVOX()                                                       \
    if (!std::filesystem::exists(::timbre::test::librivoxFolder() / "transcription")) { \
        GTEST_SKIP() << "needs the package pocketsphinx-testdata";                      \
    }                                                                                   \
    static_assert(true)
