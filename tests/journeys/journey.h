// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QString>
#include <QStringList>
#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/compose.h"
#include "core/audio/audio_clip.h"
#include "tests/journeys/screen.h"
#include "tests/support/stage_microphone.h"
#include "tests/support/test_support.h"
#include "ui/record/record_room.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

namespace timbre::test {

/// A line of the public-domain reader of pocketsphinx-testdata: 25 s in five lines.
struct SpokenLine {
    std::string text;
    AudioClip clip;  ///< 16 kHz, mono.
};

/// The parts of the real studio, with its data in `folder`; only the microphone is another one.
StudioParts studioWith(const std::shared_ptr<app::Composition>& composition, const std::shared_ptr<StageMicrophone>& microphone);
std::shared_ptr<app::Composition> compositionIn(const std::filesystem::path& folder);
/// Empty where the package is missing.
std::vector<SpokenLine> spokenLines();

/// The same reading in a better room: where nobody speaks it is up to 20 dB quieter.
AudioClip inABetterRoom(const AudioClip& clip);
/// A clip from which a stretch is cut; one with a door that is slammed a moment after it.
AudioClip without(const AudioClip& clip, double fromSeconds, double toSeconds);
AudioClip withKnockBehind(const AudioClip& clip);

/// The whole studio, as it is started, in front of a person who reads and types: real threads, real networks, real files in
/// a temporary folder. Only microphone and loudspeaker are not of this machine.
class Journey : public testing::Test {
  protected:
    static constexpr double kSpeed = 4.0;  // of the microphone, times life

    /// Skips where the reader's recordings are missing.
    void SetUp() override;
    void TearDown() override;

    enum class Start { Again, First };
    void start(Start start = Start::Again);
    void quit();
    [[nodiscard]] ui::MainWindow& window() { return *window_; }

    /// Lets the studio work until it is so. Nothing is timed by it: after ten minutes it tells what is on the screen
    /// and gives up.
    bool until(const std::string& what, const std::function<bool()>& condition);
    bool untilVisible(const QString& text);
    [[nodiscard]] bool visible(const QString& text) const { return test::visible(*window_, text); }
    /// For messages: all that is on the screen.
    [[nodiscard]] std::string screen() const;

    /// As a person does, wherever the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    /// Presses the button with these words, or this name; false where none is on the screen or it is off.
    bool click(const QString& words);
    /// The same for an entry of the menu that a button has.
    bool choose(const QString& button, const QString& entry);

    /// Presses R, reads `clip` once the take runs, and ends it with `stop` after a moment of quiet.
    bool read(const AudioClip& clip, Qt::Key stop = Qt::Key_R);
    [[nodiscard]] ui::RecordRoom& recordRoom();
    /// Keeps a picture where TIMBRE_JOURNEY_PICTURES names a folder.
    void picture(const QString& name);

    TempDir folder_;
    std::shared_ptr<app::Composition> composition_;
    std::shared_ptr<StageMicrophone> microphone_;
    std::vector<SpokenLine> lines_;
    std::unique_ptr<ui::Settings> settings_;
    std::unique_ptr<ui::Theme> theme_;
    std::unique_ptr<ui::MainWindow> window_;
};

/// The end of a journey that cannot go on, with what is on the screen.
#define TIMBRE_SEE(what) ASSERT_TRUE(untilVisible(QStringLiteral(what))) << "not visible: " << (what) << '\n' << screen()

}  // namespace timbre::test
