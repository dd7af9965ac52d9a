// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QByteArray>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <cmath>

static void initIconResources() { Q_INIT_RESOURCE(timbre_icons); }

namespace timbre::ui {

namespace {

/// The drawing with its black replaced by `colour`.
QByteArray tintedSvg(const QString& name, const QColor& colour) {
    initIconResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("there is no icon named %s", qPrintable(name));
        return {};
    }
    return file.readAll().replace("#000", colour.name(QColor::HexRgb).toLatin1());
}

QPixmap render(const QString& name, QSize pixels, const QColor& colour) {
    const QString key =
        QStringLiteral("icon/%1/%2x%3/%4").arg(name).arg(pixels.width()).arg(pixels.height()).arg(colour.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tintedSvg(name, colour));
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedIconEngine final : public QIconEngine {
  public:
    TintedIconEngine(QString name, QColor normal, QColor disabled)
        : name_(std::move(name)), normal_(normal), disabled_(disabled) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1.0;
        QPixmap pixmap = render(name_, (QSizeF(rect.size()) * ratio).toSize(), colourFor(mode));
        pixmap.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), pixmap);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return render(name_, size, colourFor(mode));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override {
        return render(name_, size, colourFor(mode));
    }
    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(*this); }

  private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const { return mode == QIcon::Disabled ? disabled_ : normal_; }

    QString name_;
    QColor normal_;
    QColor disabled_;
};

}  // namespace

void drawIcon(QPainter& painter, QLatin1StringView name, const QRectF& target, const QColor& colour) {
    const qreal ratio = painter.device()->devicePixelRatio();
    QPixmap pixmap = render(name, QSize(static_cast<int>(std::ceil(target.width() * ratio)),
                                        static_cast<int>(std::ceil(target.height() * ratio))),
                            colour);
    pixmap.setDevicePixelRatio(ratio);
    // On whole device pixels: an icon between two of them is a smudge.
    const QPointF corner(std::round(target.x() * ratio) / ratio, std::round(target.y() * ratio) / ratio);
    painter.drawPixmap(corner, pixmap);
}

QIcon tintedIcon(QLatin1StringView name, const QColor& normal, const QColor& disabled) {
    return QIcon(new TintedIconEngine(name, normal, disabled));
}

}  // namespace timbre::ui
