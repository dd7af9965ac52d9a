// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/audio/take_writer.h"
#include "core/studio/line_listener.h"
#include "core/voice/recording_book.h"
#include "tests/support/studio_harness.h"

namespace timbre::test {

/// Hears what the test wants; while `gate` is held, it listens without end.
class FakeListener final : public LineListener {
  public:
    struct Ears {
        std::mutex gate;
        std::atomic<int> asked = 0;
        LineFit fit{.kind = LineFit::Kind::Whole, .basis = LineFit::Basis::Words};  ///< Under gate.
        std::optional<Error> error{};  ///< Under gate: comes instead.
        bool throws = false;           ///< Under gate: an exception comes instead.
    };
    explicit FakeListener(std::shared_ptr<Ears> ears) : ears_(std::move(ears)) {}

    Result<LineFit> check(const AudioClip& /*clip*/, std::string_view text, std::string_view /*language*/,
                          const std::stop_token& /*stop*/) const override {
        ++ears_->asked;
        const std::scoped_lock lock(ears_->gate);
        if (ears_->throws) {
            throw std::runtime_error("the listener broke");
        }
        if (ears_->error) {
            return tl::unexpected(*ears_->error);
        }
        LineFit fit = ears_->fit;
        fit.score = static_cast<double>(text.size());  // so that a test sees which line was compared
        return fit;
    }
    DraftReadiness readiness(std::string_view language) const override {
        return language == "en" ? DraftReadiness::Ready : DraftReadiness::NoLanguage;
    }
    Result<Draft> draft(const AudioClip& clip, std::string_view /*language*/, const std::stop_token& /*stop*/) const override {
        return Draft{.text = clip.seconds() > 5.5 ? "the longer one" : "the shorter one", .confidence = 0.5};
    }

  private:
    std::shared_ptr<Ears> ears_;
};

/// A studio with a recording book in it, whose takes a FakeListener hears.
class BookDeskFixture : public StudioHarness {
  protected:
    BookDeskFixture() {
        adjust_ = [this](StudioParts& parts) {
            parts.books = {.dataFolder = folder_.path(),
                           .makeListener = [this]() -> Result<std::unique_ptr<LineListener>> {
                               return std::unique_ptr<LineListener>(std::make_unique<FakeListener>(ears_));
                           }};
        };
    }

    static OpenBook threeLines() {
        return {.language = "en", .ownText = "The first line.\nThe second line is longer.\nThe third.\n"};
    }

    BookOpened open(OpenBook command = threeLines()) {
        const auto outcome = run(std::move(command));
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message());
        return all<BookOpened>().back();
    }

    void openWithConsent() {
        studio();
        open();
        ASSERT_TRUE(run(GiveConsent{.given = true, .sentence = "It is my own voice.", .language = "en"}));
    }

    BookState state() {
        const auto changes = all<BookChanged>();
        return changes.empty() ? *all<BookOpened>().back().book : *changes.back().book;
    }

    const BookLine& line(const std::string& id) {
        state_ = state();
        const BookLine* const found = findLine(state_, id);
        EXPECT_NE(found, nullptr);
        return *found;
    }

    PlannedTake plan(const std::string& lineId) {
        const auto outcome = run(PlanTake{.lineId = lineId});
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message());
        return all<TakePlanned>().back().plan;
    }

    static TakeFile record(const std::filesystem::path& target, double seconds) {
        auto writer = TakeWriter::create(target, {.sampleRateHz = 16'000, .channels = 1, .bits = 16}).value();
        EXPECT_TRUE(writer.append(std::vector<float>(static_cast<std::size_t>(seconds * 16'000.0), 0.25F)));
        return writer.finish().value();
    }

    /// Records a good take and hands it in; with sound, so that it is listened to.
    KeepTake recorded(const std::string& lineId, double seconds = 1.0) {
        KeepTake keep{.plan = plan(lineId), .recorded = {}, .clip = nullptr};
        keep.recorded.file = record(keep.plan.file, seconds);
        keep.recorded.quality.verdict = Verdict::Good;
        keep.recorded.quality.snrDb = 40.0;
        keep.clip = std::make_shared<const AudioClip>(
            AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(16'000, 0.25F)});
        return keep;
    }

    /// What came without being asked for, once there are so many of it.
    std::vector<BookChanged> waitForHeard(std::size_t count) {
        std::vector<BookChanged> heard;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] {
            heard.clear();
            for (const Event& event : events_) {
                const auto* const change = std::get_if<BookChanged>(&event);
                if (change != nullptr && change->job == JobId{}) {
                    heard.push_back(*change);
                }
            }
            return heard.size() >= count;
        });
        return heard;
    }

    std::shared_ptr<FakeListener::Ears> ears_ = std::make_shared<FakeListener::Ears>();
    BookState state_;  ///< What line() points into.
};

}  // namespace timbre::test
