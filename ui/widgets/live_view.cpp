// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/live_view.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/spectrum_ramp.h"

namespace timbre::ui {

namespace {

constexpr double kLeft = 64.0;
constexpr double kRight = 16.0;
constexpr double kKeptSeconds = 2.0;
constexpr double kColumn = 2.0;
constexpr double kColumnInk = 1.4;
constexpr double kBody = 0.86;
constexpr double kGamma = 1.15;
constexpr std::size_t kPageColumns = static_cast<std::size_t>(LiveView::kWindowSeconds * LiveView::kColumnsPerSecond);

/// Height of a frequency in the spectrogram, as a share: mel bands from 0 to 8 kHz.
double melShare(double hertz) { return std::log10(1.0 + hertz / 700.0) / std::log10(1.0 + 8000.0 / 700.0); }
double rootOf(double amplitude) { return std::sqrt(std::clamp(amplitude, 0.0, 1.0)); }
/// Share of the half height at a level: the root of its amplitude.
double heightOf(double dbfs) { return std::pow(10.0, dbfs / 40.0); }

}  // namespace

LiveView::LiveView(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(176);
    inEveryLanguage(*this, [this] {
        setAccessibleName(tr("Live waveform and spectrogram"));
        update();
    });
    timer_.setInterval(33);
    connect(&timer_, &QTimer::timeout, this, &LiveView::refresh);
    connect(&theme, &Theme::changed, this, [this] { redraw(); });
}

void LiveView::setSource(std::shared_ptr<const LiveColumns> source) {
    source_ = std::move(source);
    startAt(source_ ? source_->count() : 0);
}

void LiveView::startAt(std::uint64_t column) {
    start_ = column;
    pageSeconds_ = 0.0;
    columns_.clear();
    marks_.clear();
    redraw();
    refresh();
}

void LiveView::setRunning(bool running) { running ? timer_.start() : timer_.stop(); }

void LiveView::setHue(int order) {
    hue_ = order;
    redraw();
}

void LiveView::setMarks(std::vector<LiveMark> marks) {
    if (marks.empty() && marks_.empty()) {
        return;  // asked for with every status
    }
    marks_ = std::move(marks);
    update();
}

double LiveView::nowSeconds() const {
    return pageSeconds_ + static_cast<double>(columns_.size()) / kColumnsPerSecond;
}

QRectF LiveView::waveArea() const { return {kLeft, 22, width() - kLeft - kRight, std::round((height() - 28) * 0.46)}; }

QRectF LiveView::spectrumArea() const {
    const double top = waveArea().bottom() + 6;
    return {kLeft, top, width() - kLeft - kRight, height() - top - 8};
}

void LiveView::refresh() {
    if (!source_) {
        return;
    }
    const std::uint64_t page = start_ + static_cast<std::uint64_t>(std::llround(pageSeconds_ * kColumnsPerSecond));
    const std::uint64_t count = source_->count();
    if (count <= page + columns_.size()) {
        return;
    }
    const std::size_t before = columns_.size();
    source_->copy(page + before, fresh_);
    columns_.insert(columns_.end(), fresh_.begin(), fresh_.end());
    if (columns_.size() <= kPageColumns) {
        drawFrom(before);
        update();
        return;
    }
    const auto kept = static_cast<std::size_t>(kKeptSeconds * kColumnsPerSecond);
    const std::size_t gone = columns_.size() - kept;
    columns_.erase(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(gone));
    pageSeconds_ += static_cast<double>(gone) / kColumnsPerSecond;
    redraw();
}

void LiveView::resizeEvent(QResizeEvent*) { redraw(); }

void LiveView::redraw() {
    const double ratio = devicePixelRatioF();
    const auto imageOf = [ratio](const QRectF& area) {
        QImage image((area.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        return image;
    };
    wave_ = imageOf(waveArea());
    spectrum_ = imageOf(spectrumArea());
    ramp_ = spectrumRamp(theme_.tokens());
    drawFrom(0);
    update();
}

void LiveView::drawFrom(std::size_t index) {
    if (index < columns_.size()) {
        drawWave(index);
        drawSpectrum(index);
    }
}

void LiveView::drawWave(std::size_t index) {
    const QRectF area = waveArea();
    const double ratio = devicePixelRatioF();
    const double perBar = kColumn / area.width() * kPageColumns;  // data columns in one drawn one
    const double half = area.height() / 2;
    const QRgb hue = theme_.tokens().voice(hue_);
    QPainter painter(&wave_);
    // A bar that was begun with the last call is drawn again as a whole.
    for (auto bar = static_cast<std::size_t>(static_cast<double>(index) / perBar);; ++bar) {
        const auto begin = static_cast<std::size_t>(static_cast<double>(bar) * perBar);
        if (begin >= columns_.size()) {
            break;
        }
        const std::size_t end =
            std::clamp(static_cast<std::size_t>(static_cast<double>(bar + 1) * perBar), begin + 1, columns_.size());
        double low = 0.0;
        double high = 0.0;
        double rms = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            low = std::max(low, static_cast<double>(-columns_[i].min));
            high = std::max(high, static_cast<double>(columns_[i].max));
            rms = std::max(rms, static_cast<double>(columns_[i].rms));
        }
        const double left = std::round(static_cast<double>(bar) * kColumn * ratio) / ratio;
        const double width = std::max(std::round(kColumnInk * ratio) / ratio, 1.0 / ratio);
        painter.setCompositionMode(QPainter::CompositionMode_Clear);
        painter.fillRect(QRectF(left, 0, kColumn, area.height()), Qt::transparent);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        const double up = std::max(rootOf(high) * half, 0.5);
        const double down = std::max(rootOf(low) * half, 0.5);
        painter.fillRect(QRectF(left, half - up, width, up + down), faded(hue, 0.45));
        const double body = std::max(rootOf(rms * 1.15) * kBody * half, 0.5);
        painter.fillRect(QRectF(left, half - body, width, 2 * body), QColor(hue));
    }
}

void LiveView::drawSpectrum(std::size_t index) {
    const int width = spectrum_.width();
    const int height = spectrum_.height();
    const double perPixel = static_cast<double>(kPageColumns) / width;
    const auto first = static_cast<int>(static_cast<double>(index) / perPixel);
    const auto last = std::min(width, static_cast<int>(static_cast<double>(columns_.size()) / perPixel));
    std::array<std::uint8_t, 256> curve{};
    for (std::size_t i = 0; i < curve.size(); ++i) {
        curve.at(i) = static_cast<std::uint8_t>(std::pow(static_cast<double>(i) / 255.0, kGamma) * 255.0);
    }
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(spectrum_.scanLine(y));
        const double band = (1.0 - (y + 0.5) / height) * 96.0 - 0.5;
        const auto lower = static_cast<std::size_t>(std::clamp(std::floor(band), 0.0, 94.0));
        const double share = std::clamp(band - static_cast<double>(lower), 0.0, 1.0);
        for (int x = first; x < last; ++x) {
            const auto at = std::min(static_cast<std::size_t>(x * perPixel), columns_.size() - 1);
            const auto& mel = columns_[at].mel;
            const double value = mel.at(lower) * (1.0 - share) + mel.at(lower + 1) * share;
            line[x] = ramp_.at(curve.at(static_cast<std::size_t>(value))) | 0xFF000000U;
        }
    }
}

void LiveView::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), QColor(t.well));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF wave = waveArea();
    const QRectF spectrum = spectrumArea();
    paintRuler(painter, {wave.x(), 0, wave.width(), 20}, pageSeconds_, pageSeconds_ + kWindowSeconds, std::nullopt, t);
    painter.fillRect(wave, faded(t.bg1, 0.6));
    const double middle = wave.center().y();
    const double half = wave.height() / 2;
    for (const double side : {-1.0, 1.0}) {
        const double outer = middle + side * heightOf(-12) * half;
        const double inner = middle + side * heightOf(-18) * half;
        painter.fillRect(QRectF(wave.x(), std::min(outer, inner), wave.width(), std::abs(outer - inner)), faded(t.good, 0.13));
        painter.setPen(QPen(faded(t.warnFill, 0.35), 1, Qt::DotLine));
        const double loud = std::round(middle + side * heightOf(-6) * half) + 0.5;
        painter.drawLine(QPointF(wave.x(), loud), QPointF(wave.right(), loud));
    }
    painter.drawImage(wave.topLeft(), wave_);
    painter.drawImage(spectrum.topLeft(), spectrum_);
    paintBox(painter, spectrum, {.radius = 0, .fill = {}, .border = QColor(t.line)});
    paintScales(painter);
    paintMarks(painter);
    if (source_) {
        const double ratio = devicePixelRatioF();
        const double x = std::round((kLeft + (nowSeconds() - pageSeconds_) / kWindowSeconds * wave.width()) * ratio) / ratio;
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(t.rec));
        painter.drawRect(QRectF(x - 0.75, 20, 1.5, height() - 28));
        painter.drawEllipse(QPointF(x, 20), 4, 4);
    }
}

void LiveView::paintScales(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    const TextStyle style{.font = interfaceFont(12), .colour = QColor(t.ink3), .alignment = Qt::AlignRight};
    const QRectF wave = waveArea();
    const QRectF spectrum = spectrumArea();
    const double middle = wave.center().y();
    paintTabular(painter, {kLeft - 8, wave.top() + 11}, tr("0 dB"), style);
    paintTabular(painter, {kLeft - 8, middle - heightOf(-15) * wave.height() / 2 + 4}, QStringLiteral("−15"), style);
    paintTabular(painter, {kLeft - 8, middle + 4}, QStringLiteral("−∞"), style);
    const struct {
        double share;
        QString text;
    } kHertz[] = {{1.0, tr("8 kHz")}, {melShare(4000), QStringLiteral("4")}, {melShare(1500), QLocale().toString(1.5)}, {0.0, QStringLiteral("0")}};
    for (const auto& [share, text] : kHertz) {
        const double y = std::clamp(spectrum.bottom() - share * spectrum.height() + 4, spectrum.top() + 11, spectrum.bottom());
        paintTabular(painter, {kLeft - 8, y}, text, style);
    }
}

void LiveView::paintMarks(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    const QRectF wave = waveArea();
    const auto xOf = [&](double seconds) { return kLeft + (seconds - pageSeconds_) / kWindowSeconds * wave.width(); };
    painter.save();
    painter.setClipRect(QRectF(wave.x(), wave.y(), wave.width(), height() - wave.y()));
    for (const LiveMark& mark : marks_) {
        const QRectF area(xOf(mark.fromSeconds), wave.y(), xOf(mark.toSeconds) - xOf(mark.fromSeconds),
                          height() - wave.y() - 8);
        painter.fillRect(area, faded(t.warnFill, 0.10));
        painter.setPen(QPen(QColor(t.warn), 1.2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
        const QFont font = interfaceFont(12, QFont::DemiBold);
        const double wide = QFontMetricsF(font).horizontalAdvance(mark.words) + 36;
        const QRectF box(std::clamp(area.x() + 6, wave.x(), std::max(wave.right() - wide, wave.x())), area.y() + 6, wide, 22);
        paintBox(painter, box, {.radius = 5, .fill = QColor(t.warnSoft), .border = {}});
        drawIcon(painter, QLatin1StringView("warning"), {box.x() + 6, box.y() + 4, 14, 14}, QColor(t.warn));
        paintText(painter, box.adjusted(26, 0, 0, 0), mark.words, {.font = font, .colour = QColor(t.warn), .elide = false});
    }
    painter.restore();
}

}  // namespace timbre::ui
