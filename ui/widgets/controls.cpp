// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/controls.h"

#include <QAction>
#include <QPainter>
#include <QPaintEvent>
#include <QStyle>
#include <cmath>

#include "ui/actions/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr const char* kHasIcon = "hasIcon";

}  // namespace

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QLatin1StringView(role));
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel* makeLabel(Words words, const char* role, QWidget* parent) {
    QLabel* label = makeLabel(QString(), role, parent);
    say(*label, &QLabel::setText, std::move(words));
    return label;
}

QFrame* makeFrame(const char* property, const char* value, QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setProperty(property, QLatin1StringView(value));
    return frame;
}

void setLook(QWidget& widget, const char* property, const QString& value) {
    if (widget.property(property).toString() != value) {
        widget.setProperty(property, value);
        widget.style()->unpolish(&widget);
        widget.style()->polish(&widget);
        widget.update();
    }
}

QPushButton* makeButton(const Theme& theme, ButtonKind kind, QLatin1StringView icon, const QString& text,
                        QWidget* parent) {
    auto* button = new QPushButton(parent);
    button->setProperty(kHasIcon, !icon.isEmpty());
    setButtonText(*button, text);
    button->setCursor(Qt::ArrowCursor);
    if (kind != ButtonKind::Normal) {
        button->setProperty("kind", kind == ButtonKind::Primary ? QStringLiteral("primary") : QStringLiteral("ghost"));
    }
    if (!icon.isEmpty()) {
        button->setIconSize({16, 16});
        bindIcon(*button, theme, icon, kind == ButtonKind::Primary);
    }
    return button;
}

QPushButton* makeButton(const Theme& theme, ButtonKind kind, QLatin1StringView icon, Words words, QWidget* parent) {
    QPushButton* button = makeButton(theme, kind, icon, QString(), parent);
    inEveryLanguage(*button, [button, words = std::move(words)] { setButtonText(*button, words()); });
    return button;
}

void setButtonText(QPushButton& button, const QString& text) {
    // QPushButton's gap behind the icon is fixed at 4 px: an en space in front of the words makes it 8.
    button.setText(button.property(kHasIcon).toBool() ? QChar(0x2002) + text : text);
    button.setAccessibleName(text);
}

QToolButton* makeToolButton(const Theme& theme, QLatin1StringView icon, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setIconSize({20, 20});
    bindIcon(*button, theme, icon);
    return button;
}

QToolButton* makeToolButton(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent) {
    QToolButton* button = makeToolButton(theme, icon, QString(), parent);
    inEveryLanguage(*button, [button, name = std::move(name)] {
        button->setToolTip(name());
        button->setAccessibleName(name());
    });
    return button;
}

void bindIcon(QAbstractButton& button, const Theme& theme, QLatin1StringView icon, bool onInk) {
    const auto paint = [&button, &theme, icon, onInk] {
        const Tokens& t = theme.tokens();
        button.setIcon(tintedIcon(icon, QColor(onInk ? t.onInk : t.ink2), QColor(t.inkOff)));
    };
    QObject::disconnect(&theme, &Theme::changed, &button, nullptr);
    QObject::connect(&theme, &Theme::changed, &button, paint);
    paint();
}

void bindAction(QAbstractButton& button, QAction& action) {
    const auto follow = [&button, &action] {
        button.setEnabled(action.isEnabled());
        button.setToolTip(ActionSet::toolTip(action));
    };
    QObject::connect(&action, &QAction::changed, &button, follow);
    QObject::connect(&button, &QAbstractButton::clicked, &action, &QAction::trigger);
    // Behind the name the button says itself: a tool tip has the keys, too.
    inEveryLanguage(button, follow);
}

// ---- RoomTab -------------------------------------------------------------------------------------------------------

RoomTab::RoomTab(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent)
    : PaintedButton(theme, parent), icon_(icon) {
    inEveryLanguage(*this, [this, name = std::move(name)] {
        setText(name());
        setAccessibleName(name());
    });
    setCheckable(true);
    setAutoExclusive(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize RoomTab::sizeHint() const {
    return {static_cast<int>(std::ceil(QFontMetricsF(interfaceFont(13, QFont::DemiBold)).horizontalAdvance(text()))) + 52,
            36};
}

void RoomTab::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        paintBox(painter, QRectF(rect()).adjusted(0, 2, 0, -2), {.radius = 8, .fill = QColor(t.bg3), .border = {}});
    }
    const QColor colour(!isEnabled() ? t.inkOff : isChecked() || underMouse() ? t.ink : t.ink2);
    drawIcon(painter, icon_, QRectF(14, 9, 18, 18), colour);
    paintText(painter, QRectF(38, 0, width() - 38, height()), text(),
              {.font = interfaceFont(13, isChecked() ? QFont::DemiBold : QFont::Medium), .colour = colour, .elide = false});
}

// ---- PlayButton ----------------------------------------------------------------------------------------------------

PlayButton::PlayButton(const Theme& theme, QWidget* parent) : PaintedButton(theme, parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    inEveryLanguage(*this, [this] { tellState(); });
}

void PlayButton::setPlaying(bool playing) {
    if (playing_ != playing) {
        playing_ = playing;
        tellState();
        update();
    }
}

void PlayButton::tellState() { setAccessibleName(playing_ ? tr("Pause") : tr("Play")); }

void PlayButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRgb fill = !isEnabled() ? t.bg3 : isDown() ? t.ink3 : underMouse() ? t.ink2 : t.ink;
    paintBox(painter, QRectF(rect()), {.radius = width() / 2.0, .fill = QColor(fill), .border = {}});
    constexpr double kIcon = 18.0;
    const double optical = playing_ ? 0.0 : 1.0;  // a triangle's middle lies left of its box's
    const QRectF icon((width() - kIcon) / 2 + optical, (height() - kIcon) / 2, kIcon, kIcon);
    drawIcon(painter, QLatin1StringView(playing_ ? "pause" : "play"), icon, QColor(isEnabled() ? t.onInk : t.inkOff));
}

// ---- IconLabel -----------------------------------------------------------------------------------------------------

IconLabel::IconLabel(const Theme& theme, QLatin1StringView icon, QRgb Tokens::*colour, int size, QWidget* parent)
    : QWidget(parent), theme_(theme), icon_(icon), colour_(colour) {
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    drawIcon(painter, icon_, QRectF(rect()), QColor(theme_.tokens().*colour_));
}

// ---- ClockLabel ----------------------------------------------------------------------------------------------------

ClockLabel::ClockLabel(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    inEveryLanguage(*this, [this] { tellTimes(); });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ClockLabel::setTimes(double seconds, double totalSeconds, bool estimated) {
    seconds_ = seconds;
    total_ = totalSeconds;
    estimated_ = estimated;
    tellTimes();
    update();
}

void ClockLabel::tellTimes() { setAccessibleName(tr("%1 of %2").arg(clockText(seconds_), clockText(total_))); }

void ClockLabel::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    const double x = paintTabular(painter, {0, 24}, clockText(seconds_),
                                  {.font = interfaceFont(18, QFont::DemiBold), .colour = QColor(t.ink)});
    const QString total = QStringLiteral("/ %1%2").arg(estimated_ ? QStringLiteral("≈ ") : QString(), clockText(total_));
    paintTabular(painter, {x + 8, 24}, total, {.font = interfaceFont(12), .colour = QColor(t.ink3)});
}

// ---- Ghost ---------------------------------------------------------------------------------------------------------

Ghost::Ghost(const Theme& theme, Kind kind, QWidget* parent) : QWidget(parent), theme_(theme), kind_(kind) {
    setFixedSize(320, 112);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

namespace {

void paintGhostBars(QPainter& painter, const QRectF& area, int count, const QColor& colour) {
    constexpr double kHeights[] = {0.25, 0.6, 0.4, 0.9, 0.55, 1.0, 0.7, 0.3, 0.8, 0.45, 0.95, 0.5, 0.65, 0.35, 0.75, 0.2};
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double step = area.width() / count;
    for (int i = 0; i < count; ++i) {
        const double height = area.height() * kHeights[(i * 7 + count) % 16];
        painter.drawRoundedRect(QRectF(area.x() + i * step, area.center().y() - height / 2, step * 0.5, height), 1, 1);
    }
}

QColor faintOf(const Tokens& t) { return t.dark ? QColor(t.line) : mix(t.line, t.line2, 0.1); }

}  // namespace

void Ghost::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (kind_ == Kind::Record || kind_ == Kind::Dub) {
        kind_ == Kind::Record ? paintRecord(painter) : paintDub(painter);
        return;
    }
    for (int i = 0; i < 3; ++i) {
        const QColor colour = i == 0 ? QColor(t.ink3) : faintOf(t);
        if (kind_ == Kind::Voices) {
            const double x = i * 110.0;
            paintBox(painter, {x, 8, 100, 96}, {.radius = 10, .fill = {}, .border = colour, .borderWidth = 1.5});
            paintBox(painter, {x + 12, 20, 32, 32}, {.radius = 7, .fill = colour, .border = {}});
            paintGhostBars(painter, {x + 12, 64, 76, 26}, 19, colour);
        } else {
            constexpr double kWidths[] = {150, 118, 134};
            const double y = 8 + i * 34.0;
            paintBox(painter, {6, y, 4, 28}, {.radius = 2, .fill = {}, .border = colour, .borderWidth = 1.2});
            paintBox(painter, {24, y + 9.5, kWidths[i], 9}, {.radius = 4.5, .fill = colour, .border = {}});
            paintGhostBars(painter, {216, y + 2, 98, 24}, 24, colour);
        }
    }
}

void Ghost::paintRecord(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    const QColor faint = faintOf(t);
    paintBox(painter, {0, 8, 320, 96}, {.radius = 10, .fill = {}, .border = faint, .borderWidth = 1.5});
    painter.fillRect(QRectF(15, 55, 183, 1.5), faint);
    drawIcon(painter, QLatin1StringView("microphone"), {220, 41, 30, 30}, QColor(t.ink3));
    for (int i = 0; i < 16; ++i) {
        painter.fillRect(QRectF(276, 18 + i * 5, 20, 3.5), faint);
    }
    paintBox(painter, {271, 35, 30, 17}, {.radius = 3, .fill = {}, .border = QColor(t.ink3), .borderWidth = 1.5});
}

void Ghost::paintDub(QPainter& painter) const {
    const Tokens& t = theme_.tokens();
    const QColor faint = faintOf(t);
    paintBox(painter, {0, 8, 320, 28}, {.radius = 4, .fill = {}, .border = faint, .borderWidth = 1.5});
    for (int i = 1; i < 8; ++i) {
        painter.fillRect(QRectF(i * 40.0, 8, 1.5, 28), faint);
    }
    const struct {
        double left;
        double width;
        int bars;
    } kClips[] = {{8, 84, 17}, {104, 60, 11}, {178, 118, 25}};
    bool first = true;
    for (const auto& clip : kClips) {
        const QColor colour = first ? QColor(t.ink3) : faint;
        paintBox(painter, {clip.left, 44, clip.width, 30}, {.radius = 4, .fill = {}, .border = colour, .borderWidth = 1.5});
        paintGhostBars(painter, {clip.left + 8, 49, clip.width - 16, 20}, clip.bars, colour);
        first = false;
    }
    painter.setPen(QPen(faint, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{QPointF(0, 84), QPointF(8, 84), QPointF(14, 100), QPointF(90, 100), QPointF(97, 90),
                                   QPointF(104, 100), QPointF(166, 100), QPointF(172, 90), QPointF(178, 100),
                                   QPointF(298, 100), QPointF(306, 84), QPointF(320, 84)});
}

}  // namespace timbre::ui
