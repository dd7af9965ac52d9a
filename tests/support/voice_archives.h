// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Voice files made by hand, good ones and others, and two libraries to send them between.

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre::test {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Entry {
    std::string name;
    std::string bytes;
    unsigned type = AE_IFREG;
    std::string link{};  ///< Of a symbolic link.
};

inline void writeArchive(const fs::path& file, const std::vector<Entry>& entries, bool tar = false) {
    archive* handle = archive_write_new();
    if (tar) {
        archive_write_set_format_pax(handle);
    } else {
        archive_write_set_format_zip(handle);
    }
    ASSERT_EQ(archive_write_open_filename(handle, file.c_str()), ARCHIVE_OK);
    for (const Entry& entry : entries) {
        archive_entry* header = archive_entry_new();
        archive_entry_set_pathname(header, entry.name.c_str());
        archive_entry_set_filetype(header, entry.type);
        archive_entry_set_perm(header, 0644);
        if (!entry.link.empty()) {
            archive_entry_set_symlink(header, entry.link.c_str());
        }
        archive_entry_set_size(header, static_cast<la_int64_t>(entry.bytes.size()));
        ASSERT_GE(archive_write_header(handle, header), ARCHIVE_WARN) << archive_error_string(handle);
        if (!entry.bytes.empty() && entry.type == AE_IFREG) {
            archive_write_data(handle, entry.bytes.data(), entry.bytes.size());
        }
        archive_entry_free(header);
    }
    ASSERT_EQ(archive_write_close(handle), ARCHIVE_OK);
    archive_write_free(handle);
}

inline std::string checksumOf(const std::string& bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.take();
}

/// The files of a good voice, as an attacker starts from them.
inline std::vector<Entry> goodFiles() {
    const Json version = {{"format", 1},
                          {"number", 1},
                          {"engine", "tone"},
                          {"language", "en"},
                          {"clips", {{{"name", "a"}, {"file", "clips/0001.flac"}, {"transcript", "Hello."}}}}};
    const Json voice = {{"format", 1}, {"id", "0123456789abcdef"}, {"name", "Eve"}, {"current_version", 1}};
    return {{"voice.json", voice.dump()},
            {"versions/0001/version.json", version.dump()},
            {"versions/0001/clips/0001.flac", "sound"},
            {"versions/0001/engine/model.bin", "weights"}};
}

inline Json manifestOf(const std::vector<Entry>& files) {
    Json rows = Json::array();
    for (const Entry& file : files) {
        rows.push_back({{"path", file.name}, {"bytes", file.bytes.size()}, {"sha256", checksumOf(file.bytes)}});
    }
    return {{"kind", "timbre-voice"}, {"format", 1}, {"files", rows}};
}

/// Files and the manifest that fits them.
inline std::vector<Entry> withManifest(std::vector<Entry> files) {
    files.insert(files.begin(), Entry{"manifest.json", manifestOf(files).dump()});
    return files;
}

class VoiceArchiveTest : public testing::Test {
  protected:
    Result<ExportedVoice> send(const std::vector<int>& versions = {}) {
        return exportVoice(home_, "Anna", versions, file_, {}, {});
    }
    Result<ImportedVoice> take(const std::string& newName = {}) { return importVoice(away_, file_, newName, {}, {}); }

    void makeAnna() {
        ASSERT_TRUE(test::makeSmallVoice(home_, "Anna", "one"));
        ASSERT_TRUE(test::addSmallVersion(home_, "Anna", "two"));
        const std::vector<std::string> tags{"warm"};
        ASSERT_TRUE(home_.changeTags("Anna", tags, {}));
        ASSERT_TRUE(home_.countUse(home_.find("Anna").value().id, 3.0));
    }

    /// Nothing in the library but its lock, nothing new beside it.
    void expectNothingTaken(const std::string& why) {
        EXPECT_TRUE(away_.list().value().voices.empty()) << why;
        for (const auto& [name, bytes] : test::contentsOf(box_ / "away")) {
            EXPECT_TRUE(name == "voices/" || name == "voices/.lock" || name == "library.lock") << why << ": " << name;
        }
        std::vector<std::string> beside;
        for (const auto& entry : fs::directory_iterator(box_.path())) {
            beside.push_back(entry.path().filename().string());
        }
        std::ranges::sort(beside);
        EXPECT_LE(beside.size(), 3U) << why;
        for (const std::string& name : beside) {
            EXPECT_TRUE(name == "away" || name == "home" || name == "x.timbrevoice") << why << ": " << name;
        }
    }

    const TempDir box_;
    const fs::path file_ = box_ / "x.timbrevoice";
    VoiceStore home_ = VoiceStore::open(box_ / "home").value();
    VoiceStore away_ = VoiceStore::open(box_ / "away").value();
};

}  // namespace timbre::test
