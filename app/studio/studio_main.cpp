// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's window: wires the parts together and runs it.
#include <QApplication>
#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QDir>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "app/compose.h"
#include "core/audio/port_audio_output.h"
#include "core/studio/clip_cache.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

namespace {

using namespace timbre;

QString textOf(const std::filesystem::path& path) { return QString::fromStdU16String(path.u16string()); }

StudioParts studioParts(const std::shared_ptr<app::Composition>& composition) {
    return {.openVoices = [composition] { return composition->openVoices(); },
            .makeEngine = [composition](std::string_view id) { return composition->makeEngine(id); },
            .cache = std::make_shared<ClipCache>(composition->places().dataFolder / "cache" / "clips",
                                                 ClipCache::Limits{})};
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("timbre-studio"));
    QApplication::setApplicationDisplayName(QStringLiteral("Timbre Studio"));
    QApplication::setApplicationVersion(QStringLiteral(TIMBRE_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("Main", "Speech in your own voice, made on your own computer."));
    const QCommandLineOption dataDirectory(
        QStringLiteral("data-dir"), QApplication::translate("Main", "Keep voices and settings in this folder."),
        QStringLiteral("DIR"));
    parser.addOption(dataDirectory);
    parser.addPositionalArgument(QStringLiteral("text"), QApplication::translate("Main", "A text to open."),
                                 QStringLiteral("[TEXT]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    const auto composition = std::make_shared<app::Composition>(
        app::Places{.dataFolder = app::dataFolderFor(parser.value(dataDirectory).toStdString()),
                    .resourceFolder = app::findResourceFolder(),
                    .threads = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U))});
    ui::Settings settings(QDir(textOf(composition->places().dataFolder)).filePath(QStringLiteral("studio.ini")));
    ui::Theme theme(application, settings.appearance());
    ui::MainWindow window({.theme = theme,
                           .settings = settings,
                           .studio = studioParts(composition),
                           .output = defaultAudioOutput()});
    if (!parser.positionalArguments().isEmpty()) {
        window.openWhenReady(parser.positionalArguments().constFirst());
    }
    window.show();
    return QApplication::exec();
}
