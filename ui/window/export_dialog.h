// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "core/audio/loudness.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QLabel;
class QPushButton;

namespace timbre::ui {

/// Asks what is to be written where. Remembers the answers.
class ExportDialog final : public QDialog {
    Q_OBJECT

  public:
    struct Choice {
        QString file;
        std::optional<LoudnessGoal> loudness;
        bool subtitles = false;  ///< Beside the file, same name, .srt.
    };

    /// `summary` says what will be exported: "12 lines · 1:12".
    ExportDialog(const Theme& theme, Settings& settings, const QString& summary, QWidget* parent);

    [[nodiscard]] Choice choice() const;

  protected:
    void accept() override;

  private:
    void onFormatChanged();
    void browse();
    void check();
    [[nodiscard]] QString subtitleFile() const;
    [[nodiscard]] bool mayReplace();

    Settings& settings_;
    QComboBox* format_;
    QComboBox* loudness_;
    QCheckBox* subtitles_;
    QLineEdit* file_;
    QLabel* problem_;
    QPushButton* export_;
};

}  // namespace timbre::ui
