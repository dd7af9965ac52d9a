// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/long_wave.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kZoomStep = 1.5;
constexpr double kPanStep = 0.25;          // of what is in sight
constexpr double kAirAroundChosen = 0.05;  // likewise
constexpr double kLabelRoom = 22.0;        // a narrower slice goes without its number
constexpr double kWheelStep = 120.0;       // one notch, in eighths of a degree
constexpr float kQuietestFull = 0.05F;     // below -26 dBFS a wave is not blown up to full height
constexpr double kHeadroom = 1.15;         // RMS is drawn a little taller than it is: the body of the wave

}  // namespace

/// The plot and what lies on it: the wave's outline and body, and a box with a number for each slice.
struct LongWave::Plot {
    explicit Plot(LongWave& owner) : canvas(new QCustomPlot(&owner)) {
        canvas->setFocusPolicy(Qt::NoFocus);
        canvas->setInteraction(QCP::iRangeDrag);
        canvas->axisRect()->setRangeDrag(Qt::Horizontal);
        canvas->axisRect()->setAutoMargins(QCP::msNone);
        canvas->axisRect()->setMargins({4, 4, 4, 24});
        canvas->yAxis->setVisible(false);
        canvas->yAxis->setRange(-1.0, 1.0);
        canvas->yAxis->grid()->setVisible(false);
        canvas->xAxis->grid()->setZeroLinePen(Qt::NoPen);
        ticker->setTimeFormat(QStringLiteral("%m:%s"));
        ticker->setFieldWidth(QCPAxisTickerTime::tuMinutes, 1);  // 0:10, as everywhere
        ticker->setFieldWidth(QCPAxisTickerTime::tuHours, 1);
        canvas->xAxis->setTicker(ticker);
        canvas->addLayer(QStringLiteral("slices"), canvas->layer(QStringLiteral("grid")), QCustomPlot::limAbove);
        canvas->addLayer(QStringLiteral("numbers"), canvas->layer(QStringLiteral("main")), QCustomPlot::limAbove);
        high = band(&low);
        bodyHigh = band(&bodyLow);
    }

    /// Two lines with the area between them filled.
    QCPGraph* band(QCPGraph** lower) const {
        QCPGraph* upper = canvas->addGraph();
        *lower = canvas->addGraph();
        upper->setChannelFillGraph(*lower);
        for (QCPGraph* graph : {upper, *lower}) {
            graph->setPen(Qt::NoPen);
            graph->setAntialiasedFill(false);
            graph->setSelectable(QCP::stNone);
        }
        return upper;
    }

    QCustomPlot* canvas;
    QSharedPointer<QCPAxisTickerTime> ticker{new QCPAxisTickerTime};
    QCPGraph* high = nullptr;
    QCPGraph* low = nullptr;
    QCPGraph* bodyHigh = nullptr;
    QCPGraph* bodyLow = nullptr;
    std::vector<QCPItemRect*> boxes;
    std::vector<QCPItemText*> numbers;
    QSize laidOutFor;  // of the axes: the wave has a column a pixel
};

LongWave::LongWave(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(std::make_unique<Plot>(*this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(minimumSizeHint());
    inEveryLanguage(*this, [this] { setAccessibleName(tr("Recording with its slices")); });

    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    const auto add = [&](QToolButton* button, void (LongWave::*deed)()) {
        button->setProperty("grade", QStringLiteral("small"));
        connect(button, &QToolButton::clicked, this, deed);
        buttons->addWidget(button);
    };
    add(makeToolButton(theme, QLatin1StringView("zoom-in"), [] { return tr("Zoom in (+)"); }, this), &LongWave::zoomIn);
    add(makeToolButton(theme, QLatin1StringView("zoom-out"), [] { return tr("Zoom out (−)"); }, this), &LongWave::zoomOut);
    add(makeToolButton(theme, QLatin1StringView("distance"), [] { return tr("Show all (0)"); }, this), &LongWave::showAll);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(plot_->canvas, 1);
    layout->addLayout(buttons);

    plot_->canvas->installEventFilter(this);
    connect(plot_->canvas->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& range) { setView(range.lower, range.upper); });
    // The canvas learns its size after this widget does, at the latest before it is drawn for the first time.
    connect(plot_->canvas, &QCustomPlot::afterLayout, this, [this] {
        if (plot_->canvas->axisRect()->size() != plot_->laidOutFor) {
            layOutWave();
            layOutSlices();
        }
    });
    connect(&theme, &Theme::changed, this, &LongWave::paintTheme);
    paintTheme();
    setSound(nullptr, 0);
}

LongWave::~LongWave() = default;

void LongWave::setSound(std::shared_ptr<const Peaks> peaks, int hue) {
    peaks_ = std::move(peaks);
    hue_ = hue;
    setSlices({});
    plot_->ticker->setFieldWidth(QCPAxisTickerTime::tuMinutes, seconds() >= 3600 ? 2 : 1);
    plot_->ticker->setTimeFormat(seconds() >= 3600 ? QStringLiteral("%h:%m:%s") : QStringLiteral("%m:%s"));
    showAll();
    paintTheme();
}

void LongWave::setSlices(std::vector<WaveSlice> slices) {
    if (slices == slices_) {
        return;
    }
    slices_ = std::move(slices);
    const auto count = static_cast<int>(slices_.size());
    chosen_ = chosen_ < count ? chosen_ : -1;
    while (plot_->boxes.size() > slices_.size()) {
        plot_->canvas->removeItem(plot_->boxes.back());
        plot_->canvas->removeItem(plot_->numbers.back());
        plot_->boxes.pop_back();
        plot_->numbers.pop_back();
    }
    while (plot_->boxes.size() < slices_.size()) {
        auto* box = new QCPItemRect(plot_->canvas);
        box->setLayer(QStringLiteral("slices"));
        auto* number = new QCPItemText(plot_->canvas);
        number->setLayer(QStringLiteral("numbers"));
        number->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        number->setText(QLocale().toString(static_cast<int>(plot_->boxes.size()) + 1));
        plot_->boxes.push_back(box);
        plot_->numbers.push_back(number);
    }
    layOutSlices();
}

int LongWave::chosen() const { return chosen_; }

void LongWave::setChosen(int index) {
    chosen_ = index >= 0 && index < static_cast<int>(slices_.size()) ? index : -1;
    if (chosen_ >= 0) {
        const WaveSlice& slice = slices_[static_cast<std::size_t>(chosen_)];
        const double span = viewTo() - viewFrom();
        const double air = span * kAirAroundChosen;
        if (slice.fromSeconds < viewFrom()) {
            setView(slice.fromSeconds - air, slice.fromSeconds - air + span);
        } else if (slice.toSeconds > viewTo()) {
            // The begin comes first where not all of it fits.
            const double from = std::min(slice.toSeconds + air - span, slice.fromSeconds - air);
            setView(from, from + span);
        }
    }
    layOutSlices();
    QAccessibleValueChangeEvent event(this, chosen_ + 1);
    QAccessible::updateAccessibility(&event);
}

void LongWave::choose(int index) {
    if (index >= 0 && index < static_cast<int>(slices_.size())) {
        setChosen(index);
        Q_EMIT sliceChosen(index);
    }
}

double LongWave::seconds() const {
    return peaks_ && peaks_->sampleRateHz() > 0 ? static_cast<double>(peaks_->frames()) / peaks_->sampleRateHz() : 0.0;
}

double LongWave::viewFrom() const { return plot_->canvas->xAxis->range().lower; }
double LongWave::viewTo() const { return plot_->canvas->xAxis->range().upper; }

void LongWave::setView(double fromSeconds, double toSeconds) {
    const double all = std::max(seconds(), kShortestView);
    const double span = std::clamp(toSeconds - fromSeconds, kShortestView, all);
    const double from = std::clamp(fromSeconds, 0.0, all - span);
    {
        const QSignalBlocker quiet(plot_->canvas->xAxis);  // it calls this
        plot_->canvas->xAxis->setRange(from, from + span);
    }
    layOutWave();
    layOutSlices();
}

void LongWave::zoomAbout(double at, double factor) {
    const double span = std::clamp((viewTo() - viewFrom()) * factor, kShortestView, std::max(seconds(), kShortestView));
    const double share = (at - viewFrom()) / (viewTo() - viewFrom());
    setView(at - share * span, at - share * span + span);
}

void LongWave::zoomIn() { zoomAbout((viewFrom() + viewTo()) / 2, 1.0 / kZoomStep); }
void LongWave::zoomOut() { zoomAbout((viewFrom() + viewTo()) / 2, kZoomStep); }
void LongWave::showAll() { setView(0.0, seconds()); }

void LongWave::pan(double share) {
    const double by = (viewTo() - viewFrom()) * share;
    setView(viewFrom() + by, viewTo() + by);
}

double LongWave::xOf(double at) const { return plot_->canvas->x() + plot_->canvas->xAxis->coordToPixel(at); }

int LongWave::sliceAt(double x) const {
    const double at = plot_->canvas->xAxis->pixelToCoord(x - plot_->canvas->x());
    const auto slice = std::ranges::find_if(slices_, [&](const WaveSlice& s) { return at >= s.fromSeconds && at < s.toSeconds; });
    return slice == slices_.end() ? -1 : static_cast<int>(slice - slices_.begin());
}

SpokenAmount LongWave::spokenAmount() const {
    const auto count = static_cast<int>(slices_.size());
    QString text = tr("%n slice(s)", nullptr, count);
    if (chosen_ >= 0) {
        const WaveSlice& slice = slices_[static_cast<std::size_t>(chosen_)];
        const QString sentence = !slice.kept    ? tr("Slice %1 of %2, %3 to %4, refused")
                                 : slice.leftOut ? tr("Slice %1 of %2, %3 to %4, left out")
                                                 : tr("Slice %1 of %2, %3 to %4, kept");
        text = sentence.arg(QLocale().toString(chosen_ + 1), QLocale().toString(count), clockText(slice.fromSeconds), clockText(slice.toSeconds));
    }
    return {.now = static_cast<double>(chosen_ + 1), .lowest = 0.0, .highest = static_cast<double>(count), .text = text};
}

void LongWave::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = theme_.tokens();
    paintBox(painter, QRectF(rect()), {.radius = 8, .fill = QColor(t.well), .border = QColor(t.line)});
}

void LongWave::keyPressEvent(QKeyEvent* event) {
    const auto count = static_cast<int>(slices_.size());
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
        case Qt::Key_Left: control ? pan(-kPanStep) : choose(chosen_ < 0 ? count - 1 : std::max(chosen_ - 1, 0)); return;
        case Qt::Key_Right: control ? pan(kPanStep) : choose(std::min(chosen_ + 1, count - 1)); return;
        case Qt::Key_Home: choose(0); return;
        case Qt::Key_End: choose(count - 1); return;
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoomIn(); return;
        case Qt::Key_Minus: zoomOut(); return;
        case Qt::Key_0: showAll(); return;
        default: QWidget::keyPressEvent(event);
    }
}

bool LongWave::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Wheel: {
            const auto* wheel = static_cast<const QWheelEvent*>(event);
            const QPoint turned = wheel->angleDelta();
            const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / kWheelStep;
            if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
                zoomAbout(plot_->canvas->xAxis->pixelToCoord(wheel->position().x()), std::pow(kZoomStep, -notches));
            } else {
                pan(-notches * kPanStep);
            }
            return true;
        }
        case QEvent::MouseButtonPress:
            pressedAt_ = static_cast<const QMouseEvent*>(event)->position().x();
            setFocus(Qt::MouseFocusReason);
            break;
        case QEvent::MouseButtonRelease: {
            const auto* mouse = static_cast<const QMouseEvent*>(event);
            const double x = mouse->position().x();
            if (mouse->button() == Qt::LeftButton && std::abs(x - pressedAt_) < QApplication::startDragDistance()) {
                choose(sliceAt(x + plot_->canvas->x()));
            }
            break;
        }
        default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void LongWave::paintTheme() {
    const Tokens& t = theme_.tokens();
    const QRgb hue = t.voice(hue_);
    QCPAxis& axis = *plot_->canvas->xAxis;
    plot_->canvas->setBackground(QBrush(QColor(t.well)));
    plot_->high->setBrush(mix(t.well, hue, 0.45));
    plot_->bodyHigh->setBrush(QColor(hue));
    axis.setTickLabelFont(interfaceFont(12));
    axis.setTickLabelColor(QColor(t.ink3));
    axis.setBasePen(QPen(QColor(t.line), 1));
    axis.setTickPen(QPen(QColor(t.line2), 1));
    axis.setSubTickPen(QPen(QColor(t.line), 1));
    axis.grid()->setPen(QPen(QColor(t.grid), 1));
    layOutSlices();
    update();
}

void LongWave::layOutWave() {
    plot_->laidOutFor = plot_->canvas->axisRect()->size();
    const auto count = static_cast<std::size_t>(std::max(plot_->canvas->axisRect()->width(), 0));
    if (!peaks_ || peaks_->frames() == 0 || count == 0) {
        for (QCPGraph* graph : {plot_->high, plot_->low, plot_->bodyHigh, plot_->bodyLow}) {
            graph->data()->clear();
        }
        return;
    }
    const double rate = peaks_->sampleRateHz();
    const auto columns = peaks_->columns(viewFrom() * rate, viewTo() * rate, count);
    const double scale = 1.0 / std::max(peaks_->highest(), kQuietestFull);
    const double step = (viewTo() - viewFrom()) / static_cast<double>(count);
    const double line = 0.5 / std::max(plot_->canvas->axisRect()->height() / 2.0, 1.0);  // silence is a line, never nothing
    QVector<QCPGraphData> high;
    QVector<QCPGraphData> low;
    QVector<QCPGraphData> bodyHigh;
    QVector<QCPGraphData> bodyLow;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double at = viewFrom() + (static_cast<double>(i) + 0.5) * step;
        const double body = std::clamp(columns[i].rms * scale * kHeadroom, line, 1.0);
        high.push_back({at, std::max(columns[i].highest * scale, line)});
        low.push_back({at, std::min(columns[i].lowest * scale, -line)});
        bodyHigh.push_back({at, body});
        bodyLow.push_back({at, -body});
    }
    plot_->high->data()->set(high, true);
    plot_->low->data()->set(low, true);
    plot_->bodyHigh->data()->set(bodyHigh, true);
    plot_->bodyLow->data()->set(bodyLow, true);
}

void LongWave::layOutSlices() {
    const Tokens& t = theme_.tokens();
    const QRgb hue = t.voice(hue_);
    for (std::size_t i = 0; i < slices_.size(); ++i) {
        const WaveSlice& slice = slices_[i];
        const bool chosen = static_cast<int>(i) == chosen_;
        const QRgb colour = chosen ? t.here : !slice.kept ? t.bad : slice.leftOut ? t.line2 : hue;
        QCPItemRect& box = *plot_->boxes[i];
        box.topLeft->setCoords(slice.fromSeconds, 1.0);
        box.bottomRight->setCoords(slice.toSeconds, -1.0);
        QPen pen(QColor(colour), chosen ? 2.0 : 1.0);
        pen.setStyle(slice.kept && !slice.leftOut ? Qt::SolidLine : Qt::DashLine);
        box.setPen(pen);
        box.setBrush(!slice.kept    ? QBrush(mix(t.well, t.bad, 0.45), Qt::BDiagPattern)
                     : slice.leftOut ? QBrush(Qt::NoBrush)
                                     : QBrush(mix(t.well, hue, 0.18)));
        QCPItemText& number = *plot_->numbers[i];
        number.position->setCoords(slice.fromSeconds, 1.0);
        number.setPadding({4, 1, 4, 1});
        number.setBrush(QColor(chosen ? t.here : t.well));
        number.setColor(QColor(chosen ? t.onHere : !slice.kept ? t.bad : slice.leftOut ? t.ink3 : t.ink2));
        number.setFont(interfaceFont(12, chosen || !slice.kept ? QFont::DemiBold : QFont::Normal));
        const QCPAxis& axis = *plot_->canvas->xAxis;
        number.setVisible(chosen || axis.coordToPixel(slice.toSeconds) - axis.coordToPixel(slice.fromSeconds) >= kLabelRoom);
    }
    plot_->canvas->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace timbre::ui
