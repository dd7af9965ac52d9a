// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes in one library at once, some of them killed in the middle of whatever they are doing.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/clip_cache.h"
#include "core/voice/voice_folder.h"
#include "core/voice/voice_index.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

constexpr int kWorkers = 4;
constexpr std::chrono::milliseconds kCrowded{1'500};
constexpr int kKills = 40;  ///< About 1.3 s.

/// Does one random deed after another until it is killed or the time is over.
class Worker {
  public:
    Worker(const fs::path& data, unsigned seed) : data_(data), random_(seed) {}

    /// Exit code: 0, or 2 where the library answered with an error that a crowd does not explain.
    int work(std::chrono::steady_clock::time_point end) {
        while (std::chrono::steady_clock::now() < end) {
            auto store = VoiceStore::open(data_);
            if (!(store ? deed(*store) : goesOnAfter(store.error()))) {
                return 2;
            }
        }
        return 0;
    }

  private:
    unsigned pick(unsigned count) { return std::uniform_int_distribution<unsigned>(0, count - 1)(random_); }
    std::string name() { return std::array{"Anna", "Bert", "Cora", "Dora", "Emil", "Finn"}.at(pick(6)); }

    /// The others took the name, deleted the voice, or it has no such version: all in order.
    template <typename T>
    static bool inOrder(const Result<T>& result) {
        return result || result.error().code == ErrorCode::NotFound ||
               result.error().code == ErrorCode::AlreadyExists || goesOnAfter(result.error());
    }

    /// False: it ends the worker, which says why.
    static bool goesOnAfter(const Error& error) {
        std::cerr << "a worker ends: " << error.message() << '\n';
        return false;
    }

    bool deed(VoiceStore& store) {
        const std::vector<std::string> tags{"tag" + std::to_string(pick(4))};
        switch (pick(9)) {
            case 0:
            case 1:
                return inOrder(test::makeSmallVoice(store, name()));
            case 2:
                return inOrder(test::addSmallVersion(store, name(), "more"));
            case 3:
                return inOrder(store.rename(name(), name()));
            case 4:
                return inOrder(store.changeTags(name(), tags, {}));
            case 5:
                return inOrder(store.changeTags(name(), {}, tags));
            case 6:
                return inOrder(store.rollBack(name(), static_cast<int>(pick(3))));
            case 7:
                return inOrder(store.remove(name()));
            default: {
                const auto list = store.list();
                if (!list || !list->problems.empty()) {
                    return goesOnAfter(list ? list->problems.front() : list.error());
                }
                return list->voices.empty() || inOrder(store.countUse(list->voices[0].id, 1.0));
            }
        }
    }

    fs::path data_;
    std::mt19937 random_;
};

pid_t startWorker(const fs::path& data, unsigned seed, std::chrono::steady_clock::time_point end) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(Worker(data, seed).work(end));
    }
    return child;
}

int waitFor(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Nothing half-made, every folder whole, the index in step with the folders.
void expectWhole(const fs::path& data) {
    auto store = VoiceStore::open(data);
    ASSERT_TRUE(store) << store.error().message();
    const auto list = store->list();
    ASSERT_TRUE(list) << list.error().message();
    for (const Error& problem : list->problems) {
        ADD_FAILURE() << problem.message();
    }
    std::set<std::string> names;
    for (const VoiceEntry& voice : list->voices) {
        EXPECT_TRUE(names.insert(foldCase(voice.name)).second) << "two voices are called " << voice.name;
        const fs::path folder = store->folder() / voice.id;
        for (const int number : versionNumbers(folder)) {
            const auto version = readVoice(folder, number);
            ASSERT_TRUE(version) << version.error().message();
            EXPECT_EQ(version->version.number, number);
            EXPECT_TRUE(readFile(version->folder / "clips" / "0001.flac")) << version->folder;
            EXPECT_TRUE(readFile(version->engineFolder / "model.bin")) << version->folder;
        }
    }
    const auto index = VoiceIndex(data).read();
    ASSERT_TRUE(index) << index.error().message();
    EXPECT_EQ(index->size(), list->voices.size());
    for (const VoiceEntry& voice : list->voices) {
        const auto row = readVoiceRow(store->folder() / voice.id);
        ASSERT_TRUE(row);
        ASSERT_TRUE(index->contains(voice.id));
        EXPECT_EQ(index->at(voice.id).entry, row->entry);
    }
    for (const auto& [file, bytes] : test::contentsOf(data)) {
        const std::string name = fs::path(file).filename().string();
        EXPECT_TRUE(name != ".lock" ? !name.starts_with('.') : file == "voices/.lock") << "left behind: " << file;
        EXPECT_EQ(file.find("library.db-"), std::string::npos) << "left behind: " << file;
    }
}

TEST(VoiceCrowd, DoesNotCorruptTheLibrary) {
    const test::TempDir data;
    const auto end = std::chrono::steady_clock::now() + kCrowded;
    std::vector<pid_t> children;
    for (unsigned i = 0; i < kWorkers; ++i) {
        children.push_back(startWorker(data.path(), 100 + i, end));
    }
    for (const pid_t child : children) {
        EXPECT_EQ(waitFor(child), 0) << "a deed ended with an error that other processes do not explain";
    }
    expectWhole(data.path());
}

TEST(VoiceCrowd, DoesNotCorruptTheLibraryWhenProcessesAreKilled) {
    const test::TempDir data;
    const auto never = std::chrono::steady_clock::now() + std::chrono::hours(1);
    std::vector<pid_t> children;
    for (unsigned i = 0; i < kWorkers; ++i) {
        children.push_back(startWorker(data.path(), 200 + i, never));
    }
    std::mt19937 random(7);
    unsigned seed = 300;
    for (int killed = 0; killed < kKills; ++killed) {
        std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<>(5, 60)(random)));
        pid_t& child = children.at(std::uniform_int_distribution<std::size_t>(0, children.size() - 1)(random));
        kill(child, SIGKILL);
        EXPECT_EQ(waitFor(child), 128 + SIGKILL) << "it ended by itself, with an error";
        child = startWorker(data.path(), seed++, never);
    }
    for (const pid_t child : children) {
        kill(child, SIGKILL);
        waitFor(child);
    }
    expectWhole(data.path());
}

}  // namespace
}  // namespace timbre
