// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prosody_slider.h"

#include <QLineEdit>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr int kLabelWidth = 84;
constexpr int kBoxWidth = 72;
constexpr double kKnob = 7.0;
constexpr int kFineSteps = 10;  // of one step: what Ctrl and the wheel can reach

/// The box with the value; a dot in it says that the value is not the default.
class ValueBox final : public QLineEdit {
  public:
    ValueBox(const Theme& theme, QWidget* parent) : QLineEdit(parent), theme_(theme) {}

  protected:
    void paintEvent(QPaintEvent* event) override {
        QLineEdit::paintEvent(event);
        if (property("changed").toBool()) {
            QPainter painter(this);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(theme_.tokens().here));
            painter.drawEllipse(QPointF(9, height() / 2.0), 2.5, 2.5);
        }
    }

  private:
    const Theme& theme_;
};

}  // namespace

ProsodySlider::ProsodySlider(const Theme& theme, Words name, Words unit, const Range& range, QWidget* parent)
    : QAbstractSlider(parent),
      theme_(theme),
      name_(std::move(name)),
      unit_(std::move(unit)),
      range_(range),
      scale_(kFineSteps / range.step),
      box_(new ValueBox(theme, this)) {
    setOrientation(Qt::Horizontal);
    setRange(static_cast<int>(std::lround(range.minimum * scale_)), static_cast<int>(std::lround(range.maximum * scale_)));
    setSingleStep(kFineSteps);
    setPageStep(5 * kFineSteps);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(32);
    box_->setProperty("kind", QStringLiteral("value"));
    box_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(box_, &QLineEdit::editingFinished, this, &ProsodySlider::takeTyped);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setAmount(range.fallback);
    inEveryLanguage(*this, [this] { tellName(); });
}

void ProsodySlider::tellName() {
    setAccessibleName(name_());
    box_->setAccessibleName(tr("%1, value").arg(name_()));
    showAmount();
}

double ProsodySlider::amount() const { return value() / scale_; }

void ProsodySlider::setAmount(double amount) { setValue(static_cast<int>(std::lround(amount * scale_))); }

bool ProsodySlider::isChanged() const { return value() != static_cast<int>(std::lround(range_.fallback * scale_)); }

QRectF ProsodySlider::groove() const {
    const double left = kLabelWidth + 8;
    return {left, height() / 2.0 - 2, width() - kBoxWidth - 12 - left, 4};
}

double ProsodySlider::grooveX(double amount) const {
    const QRectF bar = groove();
    return bar.x() + (amount - range_.minimum) / (range_.maximum - range_.minimum) * bar.width();
}

void ProsodySlider::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintText(painter, QRectF(0, 0, kLabelWidth, height()), name_(),
              {.font = interfaceFont(13), .colour = QColor(isChanged() ? t.ink : t.ink2)});
    const QRectF bar = groove();
    const double middle = bar.center().y();
    paintBox(painter, bar, {.radius = 2, .fill = QColor(t.line), .border = {}});
    const double notch = grooveX(range_.fallback);
    const double knob = grooveX(amount());
    painter.fillRect(QRectF(notch - 0.75, middle - 6, 1.5, 12), QColor(t.line2));
    painter.fillRect(QRectF(std::min(notch, knob), middle - 2, std::abs(knob - notch), 4), QColor(t.ink));
    painter.setPen(QPen(QColor(t.bg1), 2));
    painter.setBrush(QColor(t.ink));
    painter.drawEllipse(QPointF(knob, middle), kKnob, kKnob);
}

void ProsodySlider::resizeEvent(QResizeEvent*) { box_->setGeometry(width() - kBoxWidth, 2, kBoxWidth, 28); }

void ProsodySlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().x() >= kLabelWidth) {
        setSliderDown(true);
        moveTo(event->position().x());
    }
}

void ProsodySlider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown()) {
        moveTo(event->position().x());
    }
}

void ProsodySlider::mouseReleaseEvent(QMouseEvent*) { setSliderDown(false); }

void ProsodySlider::mouseDoubleClickEvent(QMouseEvent*) { reset(); }

void ProsodySlider::wheelEvent(QWheelEvent* event) {
    const int direction = event->angleDelta().y() > 0 ? 1 : -1;
    setValue(value() + direction * (event->modifiers().testFlag(Qt::ControlModifier) ? 1 : singleStep()));
    event->accept();
}

void ProsodySlider::moveTo(double x) {
    const QRectF bar = groove();
    const double share = std::clamp((x - bar.x()) / bar.width(), 0.0, 1.0);
    const double wanted = range_.minimum + share * (range_.maximum - range_.minimum);
    setAmount(std::round(wanted / range_.step) * range_.step);
}

void ProsodySlider::sliderChange(SliderChange change) {
    QAbstractSlider::sliderChange(change);
    if (change == SliderValueChange) {
        showAmount();
        Q_EMIT amountChanged(amount());
    }
}

QString ProsodySlider::shown() const {
    return unit_().arg(QLocale().toString(amount(), 'f', range_.decimals).replace(QChar(u'-'), QChar(0x2212)));
}

void ProsodySlider::showAmount() {
    box_->setText(shown());
    box_->setProperty("changed", isChanged());
    box_->style()->unpolish(box_);
    box_->style()->polish(box_);
    setAccessibleDescription(shown());
    update();
}

/// Takes the first number of what was typed, in the user's or the programmer's spelling; anything else is put back.
void ProsodySlider::takeTyped() {
    static const QRegularExpression kNumber(QStringLiteral(R"([-−+]?\d+(?:[.,]\d+)?)"));
    QString number = kNumber.match(box_->text()).captured();
    number.replace(QChar(0x2212), QChar(u'-')).replace(QChar(u','), QChar(u'.'));
    bool good = false;
    const double typed = number.toDouble(&good);
    if (good) {
        setAmount(std::clamp(typed, range_.minimum, range_.maximum));
    }
    showAmount();
}

}  // namespace timbre::ui
