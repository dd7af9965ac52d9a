// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <memory>

#include "core/audio/encode.h"
#include "tests/ui/record_fixture.h"
#include "tests/ui/toast_tools.h"
#include "ui/record/consent_bar.h"
#include "ui/record/import_sheet.h"
#include "ui/record/lines_pane.h"
#include "ui/record/record_room.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {

/// The record room in its window, with all that is said there.
class ReadingsFixture : public test::RecordFixture {
  protected:
    RecordRoom& room() {
        if (!window_) {
            StudioParts parts = recordParts();
            parts.books.longestFileSeconds = 20.0;
            window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                     .settings = settings_,
                                                                     .studio = std::move(parts),
                                                                     .output = test::fastOutput(),
                                                                     .projectFolder = projectFolder()});
            window_->resize(1440, 900);
            window_->show();
            window_->goTo(RoomId::Record);
            session().setCountInMs(5, 5);
            test::waitFor([&] { return session().book() != nullptr && session().device().has_value(); });
        }
        return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record));
    }
    RecordSession& session() { return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)).session(); }
    void consent() {
        room().consent().box().click();
        test::waitFor([&] { return session().stage() == RecordStage::Ready; });
    }
    void record(double seconds = 3.0) {
        test::recordTake(session(), seconds, [this] { session().toggleRecord(); });
    }
    /// Puts two drafts at the end of the lines and goes to the first. @return its row.
    int addDrafts() {
        AudioClip clip = test::syllables(6.0, 0.0008);
        const AudioClip pause = test::whiteNoise(16'000, 1.5, 0.0008);
        const AudioClip one = clip;
        clip.samples.insert(clip.samples.end(), pause.samples.begin(), pause.samples.end());
        clip.samples.insert(clip.samples.end(), one.samples.begin(), one.samples.end());
        takeIn("talk.wav", clip);
        const auto before = static_cast<int>(session().book()->lines.size());
        const auto taken = room().intake().countTaken();
        sheet().accept();
        test::waitFor([&] { return static_cast<int>(session().book()->lines.size()) == before + taken; });
        session().goToRow(before);
        return before;
    }
    void takeIn(const std::string& name, const AudioClip& clip) {
        const auto file = folder_ / name;
        ASSERT_TRUE(writeAudio(file, clip));
        room().takeFiles({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
        ASSERT_NE(window_->findChild<ImportSheet*>(), nullptr);
        test::waitFor([&] { return !room().intake().isRunning() && room().intake().count() > 0; });
    }
    ImportSheet& sheet() { return *window_->findChild<ImportSheet*>(); }
    const BookLine& line(int row) { return session().book()->lines.at(static_cast<std::size_t>(row)); }

    Toast* toast(const QString& title) { return test::toastOf(*window_, title); }
    void pressIn(const QString& title, const QString& button) { test::pressInToast(*window_, title, button); }
    static QAction* actionOf(const QMenu& menu, const QString& text) {
        const auto all = menu.actions();
        const auto found = std::ranges::find_if(all, [&](const QAction* one) { return one->text() == text; });
        return found == all.end() ? nullptr : *found;
    }
    void beginAnew() {
        const std::string before = session().book()->id;
        room().lines().fillMenu();
        QAction* const fresh = actionOf(room().lines().menu(), QStringLiteral("Begin a new reading"));
        ASSERT_NE(fresh, nullptr);
        fresh->trigger();
        test::waitFor([&] { return session().book()->id != before; });
    }

    std::unique_ptr<MainWindow> window_;
};

}  // namespace timbre::ui
