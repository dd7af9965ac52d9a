// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <string>

#include "ui/theme/theme.h"
#include "ui/voices/voices_model.h"

namespace timbre::ui {

class CardDelegate;

/// The voices as cards, as many beside each other as there is room for. Arrow keys move, Space plays the preview, Enter
/// uses the voice.
class VoicesGrid final : public QListView {
    Q_OBJECT

  public:
    VoicesGrid(const Theme& theme, ShownVoices& voices, QWidget* parent = nullptr);

    /// Voice::id of the chosen card; empty: none.
    [[nodiscard]] std::string chosen() const;
    void choose(const std::string& id);

  Q_SIGNALS:
    void voiceChosen();
    void previewAsked(const std::string& id);
    void voiceUsed();
    void menuAsked(const QPoint& globalPosition);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

  private:
    void layCards();

    ShownVoices& voices_;
    CardDelegate* delegate_;
};

}  // namespace timbre::ui
