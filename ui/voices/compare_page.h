// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/theme/theme.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace timbre::ui {

class AbWave;
class Audition;
class Toggle;

/// Two versions of a voice on one sentence at one loudness. Keys 1 and 2 choose which is heard, Space plays and stops,
/// Esc goes back. Blind: nobody sees which is which until one is chosen.
class ComparePage final : public QWidget {
    Q_OBJECT

  public:
    ComparePage(const Theme& theme, EngineBridge& bridge, Audition& audition, QWidget* parent = nullptr);

    /// The present version, on the right, with another.
    void compare(const VoiceDescribed& voice, int other, const std::vector<VoiceUse>& uses);
    /// The present version is another now.
    void setPresent(int number);
    void playOrStop();
    /// 0 is the upper, 1 the lower.
    void hear(int place);

    [[nodiscard]] int heard() const noexcept { return heard_; }
    /// Of which version the sound at this place is.
    [[nodiscard]] int versionAt(int place) const;
    [[nodiscard]] const std::optional<VersionSpoken>& soundAt(int place) const;
    [[nodiscard]] bool isBlind() const;
    [[nodiscard]] bool isReady() const { return spoken_[0] && spoken_[1]; }

  Q_SIGNALS:
    void closed();
    void versionChosen(int number);
    void failed(const QString& title, const timbre::Error& error);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    /// Left is the older choice, Right the present version; blind, they may stand the other way round.
    struct Lane {
        QLabel* title = nullptr;
        QLabel* about = nullptr;
        QWidget* heardMark = nullptr;
        AbWave* wave = nullptr;
    };
    QWidget* makeHead();
    QWidget* makeLane(int place);
    QWidget* makeFoot();
    void speak();
    void onSpoken(const VersionSpoken& event);
    void setBlind(bool blind);
    void tell();
    void tellHeard();
    void tellWaves();
    void tellMetrics();
    void addMetric(int row, const QString& name, const std::array<QString, 2>& values, int better, const QString& remark);
    [[nodiscard]] int sideAt(int place) const noexcept { return swapped_ ? 1 - place : place; }
    [[nodiscard]] const VersionSummary* summaryOf(int side) const;

    const Theme& theme_;
    EngineBridge& bridge_;
    Audition& audition_;
    std::optional<VoiceDescribed> voice_;
    std::vector<VoiceUse> uses_;
    std::array<int, 2> numbers_{};  ///< Of the left and the right side.
    int present_ = 0;
    std::array<std::optional<VersionSpoken>, 2> spoken_{};  ///< By side.
    std::optional<JobId> speaking_;
    int heard_ = 1;  ///< Place.
    bool swapped_ = false;

    QLabel* title_ = nullptr;
    QLabel* loudness_ = nullptr;
    Toggle* blind_ = nullptr;
    QComboBox* sentence_ = nullptr;
    std::array<Lane, 2> lanes_{};
    QWidget* table_ = nullptr;
    QLabel* busy_ = nullptr;
    QPushButton* takeLeft_ = nullptr;
    QPushButton* keepRight_ = nullptr;
};

}  // namespace timbre::ui
