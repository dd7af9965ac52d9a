// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/sentence_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kRulerHeight = 20;
constexpr double kWordsTop = 24;
constexpr double kWordsHeight = 44;
constexpr double kGap = 8;
constexpr double kRightMargin = 16;
constexpr double kKeyStepSeconds = 0.1;

}  // namespace

SentenceCanvas::SentenceCanvas(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Words and wave of the line"); });
    inEveryLanguage(*this, [this] {
        describe();
        redraw();  // the pictures hold words
    });
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, &SentenceCanvas::redraw);
}

void SentenceCanvas::setSentence(Sentence sentence) {
    const bool same = sentence.peaks == sentence_.peaks && sentence.words == sentence_.words &&
                      sentence.voiceOrder == sentence_.voiceOrder && sentence.stale == sentence_.stale;
    if (same) {
        return;
    }
    sentence_ = std::move(sentence);
    describe();
    redraw();
}

void SentenceCanvas::describe() {
    setAccessibleDescription(sentence_.peaks ? tr("%1 of sound").arg(secondsText(sentence_.seconds))
                                             : tr("not rendered yet"));
}

void SentenceCanvas::setPlayHead(std::optional<double> seconds) {
    if (seconds != playHead_) {
        playHead_ = seconds;
        update();
    }
}

void SentenceCanvas::redraw() {
    bright_ = {};
    dim_ = {};
    update();
}

void SentenceCanvas::resizeEvent(QResizeEvent*) { redraw(); }

double SentenceCanvas::xOf(double seconds) const {
    const double width = this->width() - kGutter - kRightMargin;
    return kGutter + (sentence_.seconds > 0 ? seconds / sentence_.seconds : 0.0) * width;
}

const QPixmap& SentenceCanvas::picture(Wave wave) {
    QPixmap& picture = wave == Wave::Bright ? bright_ : dim_;
    const QSize pixels = size() * devicePixelRatioF();
    if (picture.size() != pixels) {
        picture = QPixmap(pixels);
        picture.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&picture);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        draw(painter, wave);
    }
    return picture;
}

void SentenceCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!playHead_ || !sentence_.peaks) {
        painter.drawPixmap(0, 0, picture(sentence_.stale ? Wave::Dim : Wave::Bright));
        return;
    }
    const double x = xOf(*playHead_);
    painter.drawPixmap(0, 0, picture(Wave::Dim));
    painter.save();
    painter.setClipRect(QRectF(0, 0, x, height()));
    painter.drawPixmap(0, 0, picture(Wave::Bright));
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlayHead(painter, x, 11, height(), true, theme_.tokens());
}

void SentenceCanvas::draw(QPainter& painter, Wave wave) const {
    const Tokens& t = theme_.tokens();
    painter.fillRect(rect(), QColor(t.well));
    const double waveTop = kWordsTop + kWordsHeight + kGap;
    const double width = this->width() - kGutter - kRightMargin;
    const TextStyle label{.font = interfaceFont(12, QFont::DemiBold), .colour = QColor(t.ink2)};
    paintText(painter, {16, kWordsTop, kGutter - 24, kWordsHeight}, tr("Words"), label);
    paintText(painter, {16, waveTop, kGutter - 24, height() - waveTop - kGap}, tr("Sound"), label);
    if (!sentence_.peaks) {
        paintText(painter, {double(kGutter), 0, width, double(height())},
                  sentence_.seconds > 0.0 ? tr("Fetching the sound…")
                                          : tr("The sound of the chosen line appears here once it is rendered."),
                  {.font = interfaceFont(13), .colour = QColor(t.ink3), .alignment = Qt::AlignCenter});
        return;
    }
    paintRuler(painter, {double(kGutter), 0, width, kRulerHeight}, 0.0, sentence_.seconds, {}, t);
    drawWords(painter);
    paintWave(painter, {double(kGutter), waveTop, width, height() - waveTop - kGap}, *sentence_.peaks,
              {.endSeconds = sentence_.seconds,
               .hue = t.voice(sentence_.voiceOrder),
               .playedSeconds = wave == Wave::Bright ? sentence_.seconds : 0.0});
}

void SentenceCanvas::drawWords(QPainter& painter) const {
    if (!sentence_.words) {
        return;
    }
    const Tokens& t = theme_.tokens();
    const double waveTop = kWordsTop + kWordsHeight + kGap;
    for (const WordTime& word : *sentence_.words) {
        const QRectF block(xOf(word.startSeconds) + 1, kWordsTop,
                           std::max(xOf(word.endSeconds) - xOf(word.startSeconds) - 2, 2.0), kWordsHeight);
        paintBox(painter, block, {.radius = 4, .fill = QColor(t.bg2), .border = QColor(t.line)});
        const QString text = QString::fromStdString(word.word);
        QFont font = scriptFont(text, 15, QFont::Medium);
        if (QFontMetricsF(font).horizontalAdvance(text) > block.width() - 6) {
            font = scriptFont(text, 13, QFont::Medium);
        }
        paintText(painter, block.adjusted(3, 0, -3, 0), text,
                  {.font = font, .colour = QColor(t.ink), .alignment = Qt::AlignCenter});
        painter.setPen(QPen(QColor(t.grid), 1));
        for (const double seconds : {word.startSeconds, word.endSeconds}) {
            const double x = std::round(xOf(seconds)) + 0.5;
            painter.drawLine(QPointF(x, waveTop), QPointF(x, height() - kGap));
        }
    }
}

void SentenceCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && sentence_.peaks && event->position().x() >= kGutter - 4) {
        const double share = (event->position().x() - kGutter) / (width() - kGutter - kRightMargin);
        Q_EMIT seekRequested(std::clamp(share, 0.0, 1.0) * sentence_.seconds);
    }
}

void SentenceCanvas::keyPressEvent(QKeyEvent* event) {
    const double at = playHead_.value_or(0.0);
    switch (event->key()) {
        case Qt::Key_Left: Q_EMIT seekRequested(std::max(at - kKeyStepSeconds, 0.0)); return;
        case Qt::Key_Right: Q_EMIT seekRequested(std::min(at + kKeyStepSeconds, sentence_.seconds)); return;
        case Qt::Key_Home: Q_EMIT seekRequested(0.0); return;
        default: QWidget::keyPressEvent(event);
    }
}

}  // namespace timbre::ui
