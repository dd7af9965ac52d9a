// SPDX-License-Identifier: GPL-3.0-or-later
// A studio that opens its recordings in the folder it is told, states the permission and records the first line until it
// is killed; on its way it says "recording" once sound is on the disk.
#include <QApplication>
#include <QStandardPaths>
#include <cstdio>
#include <memory>
#include <string>

#include "tests/journeys/journey.h"
#include "tests/ui/studio_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/record/record_room.h"

using namespace timbre;

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fputs("studio-victim: the data folder is missing\n", stderr);
        return 2;
    }
    ui::useLanguage(QStringLiteral("en"));
    const std::filesystem::path folder = argv[1];
    const auto lines = test::spokenLines();
    if (lines.empty()) {
        return 3;
    }
    const auto microphone = std::make_shared<test::StageMicrophone>("Stage microphone", lines.front().clip.sampleRateHz, 1.0);
    ui::Settings settings(QString::fromStdString((folder / "studio.ini").string()));
    ui::Theme theme(application, ui::Appearance::Light);
    ui::MainWindow window({.theme = theme,
                           .settings = settings,
                           .studio = test::studioWith(test::compositionIn(folder), microphone),
                           .output = test::fastOutput(),
                           .projectFolder = folder / "projects"});
    window.openLast();
    window.show();
    window.goTo(ui::RoomId::Record);
    auto& session = dynamic_cast<ui::RecordRoom&>(window.room(ui::RoomId::Record)).session();
    session.setCountInMs(1, 1);
    test::waitFor([&] { return session.stage() == ui::RecordStage::NeedsConsent; });
    session.setConsentWords(QStringLiteral("I may."), QStringLiteral("en"));
    session.setConsent(true);
    test::waitFor([&] { return session.stage() == ui::RecordStage::Ready; });
    session.toggleRecord();
    test::waitFor([&] { return session.status().inTake; });
    microphone->say(lines.front().clip);
    test::waitFor([&] { return session.status().takeSeconds > 3.5; });
    std::puts("recording");
    std::fflush(stdout);
    return QApplication::exec();
}
