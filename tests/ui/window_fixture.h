// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <memory>

#include "tests/ui/studio_fixture.h"
#include "ui/script/script_room.h"
#include "ui/window/main_window.h"

namespace timbre::test {

/// The whole window over an engine of tones, with a voice and a script where a test wants them.
class WindowFixture : public StudioFixture {
  protected:
    ui::MainWindow& window() {
        if (!window_) {
            window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{
                .theme = theme_,
                .settings = settings_,
                .studio = parts(),
                .output = output_,
                .projectFolder = projectFolder()});
            window_->openLast();
            window_->show();
        }
        return *window_;
    }

    /// A window with a voice and these lines.
    void open(const QString& text) {
        makeVoice("Ada");
        window();
        waitFor([&] { return window_->room().chosenVoice() != nullptr && window_->document().isOpen(); });
        if (!text.isEmpty()) {
            QApplication::clipboard()->setText(text);
            window_->actions()[ui::ActionId::Paste].trigger();
            waitFor([&] { return window_->actions()[ui::ActionId::RenderChanged].isEnabled(); });
        }
    }

    template <typename W>
    W& child() {
        W* found = window().findChild<W*>();
        EXPECT_NE(found, nullptr);
        return *found;
    }

    [[nodiscard]] ui::LineState stateOf(int row) { return window().model().row(row).state; }

    OutputOpener output_ = fastOutput();
    std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace timbre::test
