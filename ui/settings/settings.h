// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// A typed settings key with its default.
template <typename T>
struct Key {
    const char* name;
    T fallback;
};

/// All settings of the window, one line each.
namespace keys {
inline const Key<QString> kAppearance{"appearance", QStringLiteral("system")};  ///< "system", "light" or "dark".
inline const Key<QString> kLanguage{"ui/language", {}};                        ///< UiLanguage::tag; empty: as the system is set.
inline const Key<bool> kHighContrast{"appearance/high-contrast", false};
inline const Key<int> kScalePercent{"appearance/scale", 100};                ///< 100..200, at the next start.
inline const Key<int> kTextSize{"appearance/text-size", kSmallestText};      ///< Theme::setTextSize.
inline const Key<bool> kLessMotion{"appearance/less-motion", false};
inline const Key<QString> kDevice{"compute/device", QStringLiteral("automatic")};  ///< "automatic", "gpu", "cpu"; next start.
inline const Key<int> kMemoryMb{"compute/memory-mb", 0};                     ///< 0: half of the machine's; next start.
inline const Key<QString> kInput{"audio/input", {}};                         ///< OpenInput::device; empty: the system's.
inline const Key<QString> kOutput{"audio/output", {}};                       ///< OutputChoice; empty: the system's.
inline const Key<bool> kMonitor{"audio/monitor", false};                     ///< Hear the microphone while it is open.
inline const Key<QStringList> kReadings{"record/readings", {}};              ///< "en:<BookState::id>": last worked in, by language.
inline const Key<bool> kFirstRunDone{"first-run/done", false};
inline const Key<QByteArray> kWindowGeometry{"window/geometry", {}};
inline const Key<QByteArray> kScriptSplit{"script/split", {}};               ///< List and dock.
inline const Key<bool> kFollow{"script/follow", true};                       ///< Scroll the list to the line that plays.
inline const Key<QString> kVoice{"script/voice", {}};                        ///< Voice::id of the chosen voice.
inline const Key<double> kSpeed{"script/speed", 1.0};                        ///< SpeakSettings::speedScale.
inline const Key<double> kPitch{"script/pitch", 0.0};                        ///< Semitones.
inline const Key<int> kPauseMs{"script/pause-ms", 350};                      ///< Between sentences.
inline const Key<double> kVolume{"player/volume", 1.0};                      ///< 0..1, linear.
inline const Key<QString> kExportFolder{"export/folder", {}};                ///< Where the last file went.
inline const Key<QString> kExportFormat{"export/format", QStringLiteral("wav")};  ///< ExporterEntry::id.
inline const Key<QString> kExportLoudness{"export/loudness", {}};            ///< As LoudnessGoal::parse; empty: as it is.
inline const Key<bool> kExportSubtitles{"export/subtitles", false};
inline const Key<QString> kTextFolder{"text/folder", {}};                    ///< Where the last text was opened.
inline const Key<QString> kProject{"project/file", {}};                      ///< Open when the window was closed.
inline const Key<QString> kProjectFolder{"project/folder", {}};              ///< Where the last project was saved to.
}  // namespace keys

/// Settings in one file of the data folder.
class Settings {
  public:
    explicit Settings(const QString& file) : store_(file, QSettings::IniFormat) {}

    template <typename T>
    [[nodiscard]] T get(const Key<T>& key) const {
        return store_.value(QLatin1StringView(key.name), QVariant::fromValue(key.fallback)).template value<T>();
    }
    template <typename T>
    void set(const Key<T>& key, const T& value) {
        store_.setValue(QLatin1StringView(key.name), QVariant::fromValue(value));
    }

    /// Writes what was set to the file now, for what is to outlive a program that is killed.
    void save() { store_.sync(); }

    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);

  private:
    QSettings store_;
};

}  // namespace timbre::ui
