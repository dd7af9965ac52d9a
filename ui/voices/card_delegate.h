// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>
#include <QString>

#include "ui/theme/theme.h"
#include "ui/voices/voices_model.h"

namespace timbre::ui {

/// Paints a voice's card. Each is painted once into a pixmap and copied from then on until something on it changes, so
/// that a long library scrolls at the speed of copying.
class CardDelegate final : public QStyledItemDelegate {
    Q_OBJECT

  public:
    static constexpr int kHeight = 148;

    CardDelegate(const Theme& theme, const ShownVoices& voices, QObject* parent = nullptr);

    /// A card with the gap around it.
    void setCell(const QSize& cell);
    /// All is painted anew: other colours, other words.
    void forget();
    /// Where in the cell the button of the preview lies.
    [[nodiscard]] static QRect playArea(const QRect& cell);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return cell_; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    struct Painted {
        QPixmap pixmap;
        int state = -1;
        bool hover = false;
        bool chosen = false;
    };
    void paintCard(QPainter& painter, const QRectF& card, const VoicesModel::Card& voice, bool hover, bool chosen) const;
    void paintFoot(QPainter& painter, const QRectF& card, const VoiceSummary& voice) const;

    const Theme& theme_;
    const ShownVoices& voices_;
    QSize cell_{252, kHeight + 12};
    mutable QCache<QString, Painted> painted_;
};

}  // namespace timbre::ui
