// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's window: wires the parts together and runs it.
#include <QApplication>
#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QTextStream>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <thread>

#include "app/compose.h"
#include "app/studio_parts.h"
#include "core/audio/port_audio_output.h"
#include "ui/i18n/languages.h"
#include "ui/settings/settings.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

namespace {

using namespace timbre;

QString textOf(const std::filesystem::path& path) { return QString::fromStdU16String(path.u16string()); }

/// Since the system made this process, loading of libraries included.
double millisecondsSinceStart() {
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly)) {
        return 0.0;
    }
    // The name in the second field may hold blanks; what follows its bracket does not. Field 22 is the start in ticks.
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double startMs = fields.value(19).toDouble() * 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6 - startMs;
}

double peakMemoryMib() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// The value of --data-dir before Qt has seen the command line: the size of everything is asked for in the settings, and
/// has to be known before there is a QApplication.
std::string dataFolderOption(int argc, char** argv) {
    const std::string_view name = "--data-dir";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == name && i + 1 < argc) {
            return argv[i + 1];
        }
        if (word.starts_with(name) && word.substr(name.size()).starts_with('=')) {
            return std::string(word.substr(name.size() + 1));
        }
    }
    return {};
}

QString settingsFile(const std::filesystem::path& dataFolder) {
    return QDir(textOf(dataFolder)).filePath(QStringLiteral("studio.ini"));
}

/// A window wants a display; without one Qt would end the program with a core dump. Words for --help and --version do not.
constexpr int kNoDisplay = 9;  // as `timbre` ends for a device that cannot be used
enum class WindowPlace { There, Needless, Missing };

WindowPlace windowPlaceFor(int argc, char** argv) {
    const std::span words(argv, static_cast<std::size_t>(argc));
    const auto given = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(words.subspan(1), [&](const char* word) { return std::ranges::find(names, word) != names.end(); });
    };
    const bool there = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
                       !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || given({"-platform", "--platform"});
    return there                                                       ? WindowPlace::There
           : given({"-h", "--help", "--help-all", "-v", "--version"}) ? WindowPlace::Needless
                                                                       : WindowPlace::Missing;
}

/// Beside what the system already scales; what is set in the environment goes first.
void scaleWindow(const QString& file) {
    const int percent = std::clamp(ui::Settings(file).get(ui::keys::kScalePercent), 100, 200);
    if (percent != 100 && qEnvironmentVariableIsEmpty("QT_SCALE_FACTOR")) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
    }
}

Device deviceOf(const QString& name) {
    return name == QStringLiteral("cpu")   ? Device::Cpu
           : name == QStringLiteral("gpu") ? Device::Cuda
                                           : Device::Automatic;
}

}  // namespace

int main(int argc, char** argv) {
    switch (windowPlaceFor(argc, argv)) {
        case WindowPlace::There: break;
        case WindowPlace::Needless: qputenv("QT_QPA_PLATFORM", "offscreen"); break;
        case WindowPlace::Missing:
            std::fputs("timbre-studio: there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
                       "Start it in a graphical session; `timbre` does the same work without a window.\n",
                       stderr);
            return kNoDisplay;
    }
    scaleWindow(settingsFile(app::dataFolderFor(dataFolderOption(argc, argv))));
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("timbre-studio"));
    QApplication::setApplicationDisplayName(QStringLiteral("Timbre Studio"));
    QApplication::setApplicationVersion(QStringLiteral(TIMBRE_VERSION));

    ui::useLanguage({});  // for the words of --help; what the user chose comes with the settings
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("Main", "Speech in your own voice, made on your own computer."));
    const QCommandLineOption dataDirectory(
        QStringLiteral("data-dir"), QApplication::translate("Main", "Keep voices and settings in this folder."),
        QStringLiteral("DIR"));
    parser.addOption(dataDirectory);
    const QCommandLineOption timeStart(
        QStringLiteral("time-start"),
        QApplication::translate("Main", "Say how long it took until the window could be used, and quit."));
    parser.addOption(timeStart);
    parser.addPositionalArgument(QStringLiteral("file"), QApplication::translate("Main", "A project or a text to open."),
                                 QStringLiteral("[FILE]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    const std::filesystem::path dataFolder = app::dataFolderFor(parser.value(dataDirectory).toStdString());
    ui::Settings settings(settingsFile(dataFolder));
    const auto composition = std::make_shared<app::Composition>(
        app::Places{.dataFolder = dataFolder,
                    .resourceFolder = app::findResourceFolder(),
                    .threads = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U)),
                    .device = deviceOf(settings.get(ui::keys::kDevice)),
                    .memoryLimit = static_cast<std::uint64_t>(std::max(settings.get(ui::keys::kMemoryMb), 0)) * 1024U * 1024U});
    ui::useLanguage(settings.get(ui::keys::kLanguage));
    ui::setLessMotion(settings.get(ui::keys::kLessMotion));
    ui::Theme theme(application, settings.appearance());
    theme.setHighContrast(settings.get(ui::keys::kHighContrast));
    theme.setTextSize(settings.get(ui::keys::kTextSize));
    const auto output = std::make_shared<OutputChoice>();
    output->choose(settings.get(ui::keys::kOutput).toStdString());
    ui::MainWindow window({.theme = theme,
                           .settings = settings,
                           .studio = app::studioParts(composition),
                           .output = chosenOutput(output),
                           .projectFolder = dataFolder / "projects",
                           .chooseOutput = [output](const std::string& name) { output->choose(name); },
                           .mayWelcome = parser.positionalArguments().isEmpty(),
                           .demoVoice = composition->places().resourceFolder / "demo.timbrevoice"});
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty()) {
        window.openLast();
    } else {
        window.openFirst(files.constFirst());
    }
    if (parser.isSet(timeStart)) {
        QObject::connect(&window, &ui::MainWindow::usable, &window, [&window] {
            QTextStream(stdout) << QStringLiteral("usable after %1 ms, %2 MiB of memory\n")
                                       .arg(millisecondsSinceStart(), 0, 'f', 0)
                                       .arg(peakMemoryMib(), 0, 'f', 0);
            window.close();
        });
    }
    window.show();
    return QApplication::exec();
}
