// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace timbre::ui {

class Segment;

/// What is computed on and why, how much memory may be taken, which engines and models there are.
class DevicePage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit DevicePage(const SettingsParts& parts, QWidget* parent = nullptr);

  private:
    QWidget* buildCard();
    void buildMemoryRow();
    void showFacts();
    void showDevice();
    void showModels();
    void tellRestart();
    [[nodiscard]] std::uint64_t memoryLimit() const;

    SettingsParts parts_;
    QString deviceAtStart_;
    int memoryAtStart_;
    StateIcon* state_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* reason_ = nullptr;
    Segment* device_ = nullptr;
    MemoryBar* memory_ = nullptr;
    QComboBox* limit_ = nullptr;
    QLabel* restart_ = nullptr;
    QLabel* count_ = nullptr;
    QPushButton* again_ = nullptr;
    QVBoxLayout* models_ = nullptr;
    QList<FindingRow*> rows_;
};

}  // namespace timbre::ui
