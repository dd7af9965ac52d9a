// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <source_location>
#include <stdexcept>
#include <string>
#include <thread>

#include "core/audio/player.h"
#include "core/base/files.h"
#include "core/studio/studio.h"
#include "tests/support/test_support.h"
#include "tests/support/tone_engine.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

namespace timbre::test {

/// A sound device that is always there and takes sound `speed` times as fast as a real one.
inline OutputOpener fastOutput(int speed = 20) {
    class Stream final : public OutputStream {
      public:
        Stream(AudioFiller& filler, int speed)
            : thread_([&filler, speed](const std::stop_token& stop) {
                  std::vector<float> block(480);
                  while (!stop.stop_requested()) {
                      filler.fill(block);
                      std::this_thread::sleep_for(std::chrono::microseconds(10'000 / speed));
                  }
              }) {}
        [[nodiscard]] int sampleRateHz() const noexcept override { return 48'000; }
        [[nodiscard]] double latencySeconds() const noexcept override { return 0.0; }

      private:
        std::jthread thread_;
    };
    return [speed](AudioFiller& filler) -> Result<std::unique_ptr<OutputStream>> {
        return std::unique_ptr<OutputStream>(std::make_unique<Stream>(filler, speed));
    };
}

/// Lets events run until `condition` holds. A slow machine is no failure: after ten minutes without it the test ends and
/// says where it waited, before ctest ends it without a word.
inline void waitFor(const std::function<bool()>& condition, const std::source_location& where = std::source_location::current()) {
    QDeadlineTimer limit(std::chrono::minutes(10));
    QTimer pulse;  // the condition may come true without an event
    pulse.start(10);
    while (!condition()) {
        if (limit.hasExpired()) {
            throw std::runtime_error(std::string("waited in vain at ") + where.file_name() + ':' + std::to_string(where.line()));
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// Parts of a studio in a folder of its own, with tone voices.
class StudioFixture : public testing::Test {
  protected:
    void makeVoice(const std::string& name) {
        const auto voice = addToneVoice(folder_.path(), name);
        ASSERT_TRUE(voice) << voice.error().message();
    }

    StudioParts parts() {
        return {.openVoices = [this] { return VoiceStore::open(folder_.path()); },
                .makeEngine = [this](std::string_view) -> Result<std::unique_ptr<Engine>> {
                    return std::unique_ptr<Engine>(std::make_unique<ToneEngine>(tone_));
                },
                .cache = cache_};
    }

    [[nodiscard]] std::filesystem::path projectFolder() const { return folder_ / "projects"; }

    TempDir folder_;
    ToneSettings tone_;
    std::shared_ptr<ClipCache> cache_ = std::make_shared<ClipCache>(ClipCache::Limits{});
    ui::Settings settings_{QString::fromStdString((folder_ / "studio.ini").string())};
    ui::Theme theme_{*qobject_cast<QApplication*>(QCoreApplication::instance()), ui::Appearance::Light};
};

}  // namespace timbre::test
