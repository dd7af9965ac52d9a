// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/studio/studio.h"
#include "tests/support/test_support.h"
#include "tests/support/tone_engine.h"

namespace timbre::test {

/// A studio with one tone voice in a folder of its own, and everything it said.
class StudioHarness : public testing::Test {
  protected:
    void makeVoice(const std::string& name) {
        const auto voice = addToneVoice(folder_.path(), name);
        ASSERT_TRUE(voice) << voice.error().message();
        voice_ = {.voice = voice->id, .number = voice->version.number};
    }

    Studio& studio(const ToneSettings& tone = {}) {
        if (!studio_) {
            events_.clear();  // a new studio counts its jobs from the beginning
            StudioParts parts{.openVoices = [this] { return VoiceStore::open(folder_.path()); },
                            .makeEngine = [this, tone](std::string_view id) -> Result<std::unique_ptr<Engine>> {
                                ++enginesMade_;
                                if (id != "tone") {
                                    return fail(ErrorCode::Unsupported, "there is no engine " + std::string(id));
                                }
                                return std::unique_ptr<Engine>(std::make_unique<ToneEngine>(tone));
                            },
                            .cache = cache_};
            if (adjust_) {
                adjust_(parts);
            }
            studio_ = std::make_unique<Studio>(
                std::move(parts),
                [this](Event event) {
                    {
                        const std::scoped_lock lock(mutex_);
                        events_.push_back(std::move(event));
                    }
                    changed_.notify_all();
                });
        }
        return *studio_;
    }

    /// Posts it and waits for its end.
    template <typename C>
    Result<void> run(C command) {
        command.job = studio_->newJobId();
        const JobId id = command.job;
        const JobHandle handle = studio_->post(std::move(command));
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return finished(id) != nullptr; });
        return finished(id)->outcome;
    }

    template <typename T>
    std::vector<T> all() {
        const std::scoped_lock lock(mutex_);
        std::vector<T> found;
        for (const Event& event : events_) {
            if (const T* value = std::get_if<T>(&event)) {
                found.push_back(*value);
            }
        }
        return found;
    }

    template <typename T>
    void waitForAny() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] {
            return std::ranges::any_of(events_, [](const Event& e) { return std::holds_alternative<T>(e); });
        });
    }

    [[nodiscard]] const JobFinished* finished(JobId id) const {
        for (const Event& event : events_) {
            const auto* done = std::get_if<JobFinished>(&event);
            if (done != nullptr && done->job == id) {
                return done;
            }
        }
        return nullptr;
    }

    [[nodiscard]] SpeechRecipe recipe() const { return {.voice = voice_, .language = "en", .speak = {}}; }

    static std::vector<ScriptSentence> lines(const std::vector<std::string>& texts) {
        std::vector<ScriptSentence> lines;
        for (const std::string& text : texts) {
            lines.push_back({.id = SentenceId{lines.size() + 1}, .text = text});
        }
        return lines;
    }

    TempDir folder_;
    std::function<void(StudioParts&)> adjust_{};  ///< Called once, before the studio is made.
    std::shared_ptr<ClipCache> cache_ = std::make_shared<ClipCache>(ClipCache::Limits{});
    VoiceVersionId voice_;
    std::atomic<int> enginesMade_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Event> events_;
    std::unique_ptr<Studio> studio_;  ///< Last: its threads write into events_.
};

}  // namespace timbre::test
