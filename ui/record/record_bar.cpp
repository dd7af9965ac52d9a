// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_bar.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/foot_parts.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/record_button.h"

namespace timbre::ui {

namespace {

constexpr int kHeight = 80;
constexpr int kLowHeight = 72;

}  // namespace

/// "0:04.6 / line 5" with a red dot while it records.
class TakeClock final : public QWidget {
  public:
    TakeClock(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
        setFixedSize(160, 36);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setTime(double seconds, int line, bool recording) {
        if (seconds_ != seconds || line_ != line || recording_ != recording) {
            seconds_ = seconds;
            line_ = line;
            recording_ = recording;
            setAccessibleName(RecordBar::tr("%1, line %2").arg(clockText(seconds)).arg(line));
            update();
        }
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& t = theme_.tokens();
        QPainter painter(this);
        const double end = paintTabular(painter, {0, 25}, clockText(seconds_),
                                        {.font = interfaceFont(18, QFont::DemiBold), .colour = QColor(t.ink)});
        paintText(painter, QRectF(end + 8, 0, width() - end - 28, height() + 2), RecordBar::tr("/ line %1").arg(line_),
                  {.font = interfaceFont(12), .colour = QColor(t.ink3)});
        if (recording_) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(t.rec));
            painter.drawEllipse(QPointF(width() - 8, 18.5), 5, 5);
        }
    }

  private:
    const Theme& theme_;
    double seconds_ = 0.0;
    int line_ = 0;
    bool recording_ = false;
};

RecordBar::RecordBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      session_(session),
      clock_(new TakeClock(theme, this)),
      state_(makeLabel(QString(), "caption", this)),
      back_(makeToolButton(theme, QLatin1StringView("back-3"), [] { return tr("Back 3 s and go on (Shift+D)"); }, this)),
      play_(makeToolButton(theme, QLatin1StringView("play"), [] { return tr("Listen (Space)"); }, this)),
      button_(new RecordButton(theme, this)),
      recordWord_(makeLabel(QString(), "caption", this)) {
    setFixedHeight(kHeight + 1);
    auto* previous = makeToolButton(theme, QLatin1StringView("previous"), [] { return tr("Previous line"); }, this);
    auto* next = makeToolButton(theme, QLatin1StringView("next"), [] { return tr("Next line (Enter)"); }, this);
    connect(previous, &QToolButton::clicked, &session_, &RecordSession::previousLine);
    connect(next, &QToolButton::clicked, &session_, &RecordSession::keepAndNext);
    connect(back_, &QToolButton::clicked, &session_, &RecordSession::punchIn);
    connect(play_, &QToolButton::clicked, &session_, &RecordSession::listen);
    connect(button_, &RecordButton::clicked, &session_, &RecordSession::toggleRecord);

    layOutFoot(*this, {.left = {clock_, state_},
                       .middle = {previous, back_, button_, play_, next},
                       .right = {new KeyCap(theme, QStringLiteral("R"), this), recordWord_,
                                 new KeyCap(theme, QStringLiteral("Enter"), this),
                                 makeLabel([] { return tr("keep, next"); }, "caption", this),
                                 new KeyCap(theme, QStringLiteral("Shift+D"), this),
                                 makeLabel([] { return tr("redo"); }, "caption", this)},
                       .sideSpacing = 6,
                       .middleSpacing = 12});
    connect(&session_, &RecordSession::changed, this, &RecordBar::showState);
    connect(&session_, &RecordSession::countChanged, this, &RecordBar::showState);
    connect(&session_, &RecordSession::statusChanged, this, &RecordBar::showTime);
    connect(&session_.player(), &TakePlayer::changed, this, &RecordBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void RecordBar::setLow(bool low) {
    setFixedHeight((low ? kLowHeight : kHeight) + 1);
    button_->setDiameter(low ? 48 : 56);
}

void RecordBar::showTime() {
    const bool recording = session_.stage() == RecordStage::Recording;
    const double seconds = recording ? session_.status().takeSeconds : session_.player().isPlaying() ? session_.player().seconds() : 0.0;
    clock_->setTime(seconds, session_.row() + 1, recording);
}

void RecordBar::showState() {
    const RecordStage stage = session_.stage();
    const bool recording = stage == RecordStage::Recording;
    const bool rest = stage == RecordStage::Ready || stage == RecordStage::NeedsConsent;
    const bool any = !session_.takes().empty();
    switch (stage) {
        case RecordStage::Opening: state_->setText(tr("Opening the recordings")); break;
        case RecordStage::NoMicrophone: state_->setText(tr("No microphone")); break;
        case RecordStage::NeedsConsent: state_->setText(tr("Waits for the permission")); break;
        case RecordStage::RoomTone: state_->setText(tr("Listening to the room")); break;
        case RecordStage::CountIn:
            state_->setText(session_.punchSeconds() ? tr("Pre-roll, goes on at %1").arg(clockText(*session_.punchSeconds()))
                            : any                   ? tr("Pre-roll 3 s")
                                                    : tr("Recording in a moment"));
            break;
        case RecordStage::Recording: state_->setText(tr("Recording, on disk")); break;
        case RecordStage::Finishing: state_->setText(tr("Checking the take")); break;
        case RecordStage::Ready:
            state_->setText(session_.player().isPlaying() ? tr("Listening to take %1").arg(session_.player().number())
                            : session_.beingHeard()       ? tr("Checking the words")
                                                          : tr("Ready"));
            break;
    }
    const bool active = recording || stage == RecordStage::CountIn || stage == RecordStage::RoomTone;
    button_->setRecording(active);
    button_->setEnabled(active || (stage == RecordStage::Ready && session_.row() >= 0));
    const QString word = active ? tr("Stop (R)") : tr("Record (R)");
    button_->setToolTip(stage == RecordStage::NeedsConsent ? tr("State the permission first") : word);
    button_->setAccessibleName(active ? tr("Stop") : tr("Record"));
    recordWord_->setText(active ? tr("stop") : tr("record"));
    back_->setEnabled(recording || (stage == RecordStage::Ready && any));
    play_->setEnabled(any && rest);
    if (std::exchange(playing_, session_.player().isPlaying()) != session_.player().isPlaying()) {
        bindIcon(*play_, theme_, playing_ ? QLatin1StringView("pause") : QLatin1StringView("play"));
    }
    showTime();
}

}  // namespace timbre::ui
