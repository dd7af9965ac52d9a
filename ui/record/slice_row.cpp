// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/slice_row.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

/// The slice's wave, with the stretch that sounds best of all.
class SliceRow::Wave final : public QWidget {
  public:
    Wave(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) { setFixedSize(132, 30); }

    void showSlice(const SoundSlice& slice, const ReferenceWindow* best) {
        peaks_ = slice.peaks;
        seconds_ = slice.toSeconds - slice.fromSeconds;
        refused_ = slice.refusal.has_value();
        best_ = best != nullptr ? std::optional(std::pair(best->fromSeconds, best->toSeconds)) : std::nullopt;
        setToolTip(best_ ? SliceRow::tr("The best stretch of all: %1 to %2").arg(secondsText(best_->first), secondsText(best_->second))
                         : QString());
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        if (peaks_ == nullptr || seconds_ <= 0.0) {
            return;
        }
        const Tokens& t = theme_.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (best_) {
            const double scale = width() / seconds_;
            paintBox(painter, QRectF(best_->first * scale, 0, (best_->second - best_->first) * scale, height()),
                     {.radius = 4, .fill = faded(t.voice(0), 0.18), .border = QColor(t.voice(0)), .borderWidth = 1.5});
        }
        paintWave(painter, QRectF(rect()).adjusted(0, 2, 0, -2), *peaks_,
                  {.beginSeconds = 0.0,
                   .endSeconds = seconds_,
                   .hue = refused_ ? t.ink3 : t.voice(0),
                   .playedSeconds = seconds_,
                   .scale = WaveStyle::Scale::Root,
                   .normalise = false});
    }

  private:
    const Theme& theme_;
    std::shared_ptr<const Peaks> peaks_;
    double seconds_ = 0.0;
    bool refused_ = false;
    std::optional<std::pair<double, double>> best_;
};

SliceRow::SliceRow(const Theme& theme, FileIntake& intake, std::size_t row, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      intake_(intake),
      row_(row),
      number_(makeLabel(QString(), "caption", this)),
      taken_(new QCheckBox(this)),
      play_(makeToolButton(theme, QLatin1StringView("play"), [] { return tr("Listen to the slice"); }, this)),
      wave_(new Wave(theme, this)),
      words_(new QLineEdit(this)),
      note_(makeLabel(QString(), "caption", this)),
      join_(makeToolButton(theme, QLatin1StringView("join"), QString(), this)) {
    setProperty("card", QStringLiteral("slice"));
    number_->setFixedWidth(24);
    number_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    words_->installEventFilter(this);
    connect(taken_, &QCheckBox::clicked, this, [this](bool taken) {
        intake_.setTaken(row_, taken);
        Q_EMIT chosen(row_);
    });
    connect(words_, &QLineEdit::editingFinished, this, [this] { intake_.setText(row_, words_->text()); });
    connect(play_, &QToolButton::clicked, this, [this] {
        Q_EMIT chosen(row_);
        Q_EMIT playAsked(row_);
    });
    connect(join_, &QToolButton::clicked, this, [this] { intake_.joinWithNext(row_); });
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addStretch();
    texts->addWidget(words_);
    texts->addWidget(note_);
    texts->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(number_);
    layout->addWidget(taken_);
    layout->addWidget(play_);
    layout->addWidget(wave_);
    layout->addLayout(texts, 1);
    layout->addWidget(join_);
    inEveryLanguage(*this, [this] { showSlice(); });
}

void SliceRow::setNumber(int number) { number_->setText(QLocale().toString(number)); }

void SliceRow::setChosen(bool chosen) {
    chosen_ = chosen;
    setLook(*this, "card", chosen ? QStringLiteral("chosen") : QStringLiteral("slice"));
}

void SliceRow::setPlaying(bool playing) {
    if (std::exchange(playing_, playing) != playing) {
        bindIcon(*play_, theme_, playing ? QLatin1StringView("pause") : QLatin1StringView("play"));
    }
}

void SliceRow::showSlice(bool anew) {
    const SoundSlice& slice = intake_.slice(row_);
    wave_->showSlice(slice, intake_.best(row_));
    taken_->setChecked(intake_.isTaken(row_));
    taken_->setEnabled(!slice.refusal && !slice.transcript.empty());
    taken_->setAccessibleName(tr("Use slice %1").arg(row_ + 1));
    words_->setAccessibleName(tr("Words of slice %1").arg(row_ + 1));
    words_->setPlaceholderText(tr("What is said here?"));
    words_->setVisible(!slice.refusal);
    const QString text = QString::fromStdString(slice.transcript);
    if ((anew || !words_->hasFocus()) && words_->text() != text) {
        words_->setText(text);
        words_->setCursorPosition(0);
    }
    showNote();
    showJoin();
}

void SliceRow::showNote() {
    const SoundSlice& slice = intake_.slice(row_);
    const QString length = secondsText(slice.toSeconds - slice.fromSeconds);
    const QString noise = numberText(slice.quality.snrDb, 0);
    QString text = tr("%1 · %2 dB").arg(length, noise);
    Tone tone = Tone::None;
    if (slice.refusal) {
        text = tr("%1 · Refused. %2", "length, why").arg(length, refusalWords(*slice.refusal));
        tone = Tone::Bad;
    } else if (slice.transcript.empty()) {
        text = tr("%1 · %2 dB · type what is said, or it stays out").arg(length, noise);
        tone = Tone::Warn;
    } else if (slice.source == TranscriptSource::Draft) {
        text = tr("%1 · %2 dB · Draft: correct the words, or press Enter if they are right").arg(length, noise);
        tone = Tone::Warn;
    } else if (slice.textIsGuess) {
        text = tr("%1 · %2 dB · From the script, by its order: see whether it is this line").arg(length, noise);
        tone = Tone::Warn;
    } else if (intake_.best(row_) != nullptr) {
        text = tr("%1 · %2 dB · holds the best stretch").arg(length, noise);
        tone = Tone::Good;
    } else if (slice.source == TranscriptSource::Script) {
        text = tr("%1 · %2 dB · from the script").arg(length, noise);
    }
    note_->setText(text);
    setLook(*note_, "tone", QString(toneName(tone)));
}

void SliceRow::showJoin() {
    const FileIntake::Joining joining = intake_.canJoin(row_);
    join_->setEnabled(joining == FileIntake::Joining::Possible);
    const QString limit = numberText(FileIntake::kLongestJoinedSeconds, 0);
    const QString name = tr("Join with the next slice");
    const QString why = joining == FileIntake::Joining::Last        ? tr("There is no slice behind this one.")
                        : joining == FileIntake::Joining::OtherFile ? tr("The next slice is of another file.")
                        : joining == FileIntake::Joining::TooLong   ? tr("Together they would last longer than %1 s.").arg(limit)
                        : joining == FileIntake::Joining::NotYet    ? tr("All files must be heard first.")
                                                                    : name;
    join_->setAccessibleName(tr("Join slice %1 with the next").arg(row_ + 1));
    join_->setToolTip(why);
}

QString SliceRow::note() const { return note_->text(); }

void SliceRow::mousePressEvent(QMouseEvent* event) {
    Q_EMIT chosen(row_);
    QFrame::mousePressEvent(event);
}

bool SliceRow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == words_ && event->type() == QEvent::FocusIn) {
        Q_EMIT chosen(row_);
    }
    if (watched == words_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            intake_.confirmText(row_, words_->text());
            Q_EMIT nextAsked(row_);
            return true;  // it would close the sheet
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace timbre::ui
