// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shadow.h"

#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <algorithm>
#include <cmath>
#include <vector>

namespace timbre::ui {

namespace {

constexpr double kScale = 0.25;  // a blur hides that it was drawn small

/// A mean over `radius` to both sides, along lines of `count` values that stand `step` apart.
void blurLine(uchar* first, int count, qsizetype step, int radius, std::vector<int>& sums) {
    sums.assign(static_cast<std::size_t>(count) + 1, 0);
    for (int i = 0; i < count; ++i) {
        sums[static_cast<std::size_t>(i) + 1] = sums[static_cast<std::size_t>(i)] + first[i * step];
    }
    for (int i = 0; i < count; ++i) {
        const int begin = std::max(i - radius, 0);
        const int end = std::min(i + radius + 1, count);
        first[i * step] =
            static_cast<uchar>((sums[static_cast<std::size_t>(end)] - sums[static_cast<std::size_t>(begin)]) / (2 * radius + 1));
    }
}

QPixmap shadowOf(const QSizeF& box, const ShadowStyle& style) {
    const double margin = style.blur;
    const QSize size = ((box + QSizeF(2 * margin, 2 * margin)) * kScale).toSize();
    QImage alpha(size, QImage::Format_Alpha8);
    alpha.fill(0);
    {
        QPainter painter(&alpha);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, style.alpha));
        painter.drawRoundedRect(QRectF(QPointF(margin, margin) * kScale, box * kScale), style.radius * kScale, style.radius * kScale);
    }
    // Three means in a row are nearly a Gaussian; together they reach as far as `blur`.
    const int radius = std::max(1, static_cast<int>(std::lround(style.blur * kScale / 3.0)));
    std::vector<int> sums;
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < size.height(); ++y) {
            blurLine(alpha.scanLine(y), size.width(), 1, radius, sums);
        }
        for (int x = 0; x < size.width(); ++x) {
            blurLine(alpha.bits() + x, size.height(), alpha.bytesPerLine(), radius, sums);
        }
    }
    return QPixmap::fromImage(alpha.convertToFormat(QImage::Format_ARGB32_Premultiplied));
}

}  // namespace

void paintShadow(QPainter& painter, const QRectF& box, const ShadowStyle& style) {
    if (box.isEmpty()) {
        return;
    }
    const QString key = QStringLiteral("shadow %1 %2 %3 %4 %5")
                            .arg(box.width()).arg(box.height()).arg(style.radius).arg(style.blur).arg(style.alpha);
    QPixmap shadow;
    if (!QPixmapCache::find(key, &shadow)) {
        shadow = shadowOf(box.size(), style);
        QPixmapCache::insert(key, shadow);
    }
    const double margin = style.blur;
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(box.adjusted(-margin, -margin, margin, margin).translated(0, style.drop), shadow, QRectF(shadow.rect()));
    painter.restore();
}

}  // namespace timbre::ui
