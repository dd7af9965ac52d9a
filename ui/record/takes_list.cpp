// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/takes_list.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

namespace {

constexpr int kRow = 40;
constexpr int kHead = 28;
constexpr int kFigures = 308;  // from the right edge
// More of them scroll.
constexpr qsizetype kMostRows = 3;
constexpr qsizetype kMostLowRows = 2;

/// "Takes of line 5" and the names of the columns.
class TakesHead final : public QWidget {
  public:
    TakesHead(const Theme& theme, const RecordSession& session, QWidget* parent)
        : QWidget(parent), theme_(theme), session_(session) {
        setFixedHeight(kHead);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& t = theme_.tokens();
        QPainter painter(this);
        paintText(painter, QRectF(16, 0, width() - kFigures - 32, height()), TakesList::tr("Takes of line %1").arg(session_.row() + 1),
                  {.font = interfaceFont(12, QFont::DemiBold), .colour = QColor(t.ink2)});
        const double x = width() - kFigures;
        const std::array columns{std::pair{44, TakesList::tr("Length")}, std::pair{106, TakesList::tr("SNR")},
                                 std::pair{170, TakesList::tr("Peak")}};
        for (const auto& [right, name] : columns) {
            paintText(painter, QRectF(x + right - 62, 0, 62, height()), name,
                      {.font = interfaceFont(12), .colour = QColor(t.ink3), .alignment = Qt::AlignRight | Qt::AlignVCenter});
        }
        paintText(painter, QRectF(x + 186, 0, 110, height()), TakesList::tr("Verdict"),
                  {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    }

  private:
    const Theme& theme_;
    const RecordSession& session_;
};

}  // namespace

// ---- Row -----------------------------------------------------------------------------------------------------------

TakeRow::TakeRow(const Theme& theme, QWidget* parent) : PaintedButton(theme, parent) {
    setFixedHeight(kRow);
    setCheckable(true);
    setMouseTracking(true);
    onLanguageChange(*this, [this] { showWords(); });
}

void TakeRow::showTake(const LineTake& take, const TakeSound* sound, bool chosen, int side, bool old) {
    take_ = take;
    old_ = old;
    peaks_ = sound == nullptr ? nullptr : sound->peaks;
    chosen_ = chosen;
    side_ = side;
    setChecked(chosen);
    showWords();
    update();
}

void TakeRow::showWords() {
    setAccessibleName(tr("Take %1, %2, signal to noise %3 dB, peak %4 dBFS, %5")
                          .arg(take_.number)
                          .arg(secondsText(take_.seconds), numberText(take_.snrDb, 0), numberText(take_.peakDbfs, 1), takeWord(take_)));
    setToolTip(take_.beingHeard          ? tr("Checking the words")
               : take_.findings.empty() ? takeWord(take_)
                                        : takeVerdict(take_.findings.front()).advice);
}

void TakeRow::setPlaying(bool playing, double seconds, bool audible) {
    if (playing_ != playing || seconds_ != seconds || audible_ != audible) {
        playing_ = playing;
        seconds_ = seconds;
        audible_ = audible;
        update();
    }
}

QRectF TakeRow::playBox() const { return {126, 8, 24, 24}; }
QRectF TakeRow::waveBox() const { return {158, 7, std::max(40.0, width() - 158.0 - 328.0), 26}; }
QRectF TakeRow::removeBox() const { return {width() - 36.0, 10, 20, 20}; }

void TakeRow::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (chosen_ || audible_) {
        paintBox(painter, QRectF(rect()).adjusted(8, 1, -8, -1),
                 {.radius = 6, .fill = chosen_ ? std::optional(QColor(t.bg2)) : std::nullopt, .border = QColor(audible_ ? t.here : t.line)});
    }
    painter.setPen(QPen(QColor(chosen_ ? t.ink : t.line2), 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(28, 20), 7, 7);
    if (chosen_) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(t.ink));
        painter.drawEllipse(QPointF(28, 20), 4, 4);
    }
    paintText(painter, QRectF(46, 0, 56, kRow), tr("Take %1").arg(take_.number),
              {.font = interfaceFont(13, chosen_ ? QFont::DemiBold : QFont::Normal), .colour = QColor(t.ink)});
    drawIcon(painter, QLatin1StringView(playing_ ? "pause" : "play"), playBox().adjusted(4, 4, -4, -4), QColor(t.ink2));
    if (peaks_ != nullptr) {
        paintWave(painter, waveBox(), *peaks_,
                  {.beginSeconds = 0.0,
                   .endSeconds = take_.seconds,
                   .hue = chosen_ && !old_ ? t.voice(0) : t.ink3,
                   .playedSeconds = audible_ ? seconds_ : take_.seconds,
                   .scale = WaveStyle::Scale::Root,
                   .normalise = false});
    }
    if (audible_ && take_.seconds > 0.0) {
        const QRectF wave = waveBox();
        paintPlayHead(painter, wave.x() + wave.width() * std::min(1.0, seconds_ / take_.seconds), 4, kRow - 4, false, t);
    }
    const double x = width() - kFigures;
    const TextStyle figure{.font = interfaceFont(12), .colour = QColor(t.ink2), .alignment = Qt::AlignRight};
    paintTabular(painter, {x + 44, 24}, secondsText(take_.seconds), figure);
    if (take_.measured) {
        paintTabular(painter, {x + 106, 24}, tr("%1 dB").arg(numberText(take_.snrDb, 0)), figure);
        paintTabular(painter, {x + 170, 24}, tr("%1 dB").arg(numberText(take_.peakDbfs, 1)), figure);
    }
    const QColor tone(toneColour(t, takeTone(take_)));
    if (takeTone(take_) != Tone::None) {
        drawIcon(painter, toneIcon(takeTone(take_)), QRectF(x + 186, 13, 14, 14), tone);
    }
    const bool hover = underMouse();
    paintText(painter, QRectF(x + 206, 0, (hover ? 62 : 86), kRow), takeWord(take_),
              {.font = interfaceFont(12, QFont::DemiBold), .colour = tone});
    if (hover) {
        drawIcon(painter, QLatin1StringView("trash"), removeBox().adjusted(2, 2, -2, -2), QColor(t.ink2));
    }
    if (side_ > 0) {
        const QRectF cap(104, 12, 16, 16);
        paintBox(painter, cap, {.radius = 4, .fill = {}, .border = QColor(audible_ ? t.here : t.line2)});
        paintText(painter, cap, QString::number(side_),
                  {.font = interfaceFont(12, QFont::DemiBold), .colour = QColor(audible_ ? t.here : t.ink2), .alignment = Qt::AlignCenter});
    }
}

void TakeRow::mouseReleaseEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    setDown(false);
    if (event->button() != Qt::LeftButton || !QRectF(rect()).contains(at)) {
        return;
    }
    if (removeBox().contains(at)) {
        Q_EMIT removeAsked(number());
    } else if (playBox().contains(at) || waveBox().contains(at)) {
        Q_EMIT playAsked(number());
    } else {
        Q_EMIT chooseAsked(number());
    }
}

void TakeRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        Q_EMIT removeAsked(number());
    } else if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Select) {
        Q_EMIT chooseAsked(number());
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void TakeRow::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Use this take")), &QAction::triggered, this, [this] { Q_EMIT chooseAsked(number()); });
    connect(menu->addAction(tr("Listen")), &QAction::triggered, this, [this] { Q_EMIT playAsked(number()); });
    menu->addSeparator();
    connect(menu->addAction(tr("Delete the take")), &QAction::triggered, this, [this] { Q_EMIT removeAsked(number()); });
    menu->popup(event->globalPos());
}

// ---- List ----------------------------------------------------------------------------------------------------------

TakesList::TakesList(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent), theme_(theme), session_(session), scroll_(new QScrollArea(this)), list_(new QWidget(scroll_)) {
    setProperty("pane", QStringLiteral("plain"));
    head_ = new TakesHead(theme, session, this);
    auto* rows = new QVBoxLayout(list_);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    scroll_->setWidget(list_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);  // the rows have the keys
    QScrollBar* const bar = scroll_->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, bar, [bar](int, int most) { bar->setValue(most); });  // the newest
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(0);
    layout->addWidget(head_);
    layout->addWidget(scroll_);
    connect(&session_, &RecordSession::changed, this, &TakesList::showState);
    connect(&session_, &RecordSession::soundLoaded, this, &TakesList::showState);
    connect(&session_.player(), &TakePlayer::changed, this, &TakesList::showPlaying);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Takes of the line"); });
    showState();
}

void TakesList::showState() {
    const BookLine* const line = session_.line();
    const auto takes = session_.takes();
    const auto [first, second] = session_.compared();
    while (rows_.size() < static_cast<qsizetype>(takes.size())) {
        auto* row = new TakeRow(theme_, list_);
        connect(row, &TakeRow::playAsked, &session_, &RecordSession::playTake);
        connect(row, &TakeRow::chooseAsked, &session_, &RecordSession::choose);
        connect(row, &TakeRow::removeAsked, &session_, &RecordSession::removeTake);
        list_->layout()->addWidget(row);
        rows_.push_back(row);
    }
    while (rows_.size() > static_cast<qsizetype>(takes.size())) {
        delete rows_.takeLast();
    }
    for (std::size_t i = 0; i < takes.size(); ++i) {
        const int side = takes[i] == first ? 1 : takes[i] == second ? 2 : 0;
        rows_[static_cast<qsizetype>(i)]->showTake(*takes[i], session_.sound(line->line.id, takes[i]->number),
                                                   takes[i]->number == line->chosen, side, takes[i] == session_.oldTake());
    }
    setVisible(!rows_.isEmpty());
    scroll_->setFixedHeight(kRow * static_cast<int>(std::min<qsizetype>(rows_.size(), low_ ? kMostLowRows : kMostRows)));
    head_->update();
    showPlaying();
}

void TakesList::setLow(bool low) {
    if (std::exchange(low_, low) != low) {
        showState();
    }
}

void TakesList::showPlaying() {
    const TakePlayer& player = session_.player();
    for (TakeRow* row : rows_) {
        const bool mine = player.number() == row->number();
        row->setPlaying(mine && player.isPlaying(), mine ? player.seconds() : 0.0, mine && (player.isPlaying() || player.seconds() > 0.0));
    }
}

}  // namespace timbre::ui
