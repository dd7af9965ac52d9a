// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/import_sheet.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

namespace {

constexpr int kWidth = 760;
constexpr int kListHeight = 340;

void setTone(QWidget& label, Tone tone) {
    if (label.property("tone").toString() != toneName(tone)) {
        label.setProperty("tone", QString(toneName(tone)));
        label.style()->unpolish(&label);
        label.style()->polish(&label);
    }
}

}  // namespace

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

// ---- Row -----------------------------------------------------------------------------------------------------------

SliceRow::SliceRow(const Theme& theme, FileIntake& intake, std::size_t row, QWidget* parent)
    : QFrame(parent),
      intake_(intake),
      row_(row),
      taken_(new QCheckBox(this)),
      play_(makeToolButton(theme, QLatin1StringView("play"), [] { return tr("Listen to the slice"); }, this)),
      wave_(new Wave(theme, this)),
      words_(new QLineEdit(this)),
      note_(makeLabel(QString(), "caption", this)) {
    setProperty("card", QStringLiteral("flat"));
    connect(taken_, &QCheckBox::clicked, this, [this](bool taken) { intake_.setTaken(row_, taken); });
    connect(words_, &QLineEdit::editingFinished, this, [this] { intake_.setText(row_, words_->text()); });
    connect(play_, &QToolButton::clicked, this, [this] { Q_EMIT playAsked(row_); });
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(words_);
    texts->addWidget(note_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(taken_);
    layout->addWidget(play_);
    layout->addWidget(wave_);
    layout->addLayout(texts, 1);
    inEveryLanguage(*this, [this] { showSlice(); });
}

void SliceRow::showSlice() {
    const SoundSlice& slice = intake_.slices()[row_];
    const SoundIntake* const result = intake_.result();
    const bool best = result != nullptr && result->reference && result->reference->slice == slice.index;
    wave_->showSlice(slice, best ? &*result->reference : nullptr);
    taken_->setChecked(intake_.isTaken(row_));
    taken_->setEnabled(!slice.refusal && !slice.transcript.empty());
    taken_->setAccessibleName(tr("Use slice %1").arg(row_ + 1));
    words_->setAccessibleName(tr("Words of slice %1").arg(row_ + 1));
    words_->setPlaceholderText(tr("What is said here?"));
    words_->setEnabled(!slice.refusal);
    if (!words_->hasFocus()) {
        words_->setText(QString::fromStdString(slice.transcript));
        words_->setCursorPosition(0);
    }
    const QString length = secondsText(slice.toSeconds - slice.fromSeconds);
    const QString noise = numberText(slice.quality.snrDb, 0);
    if (slice.refusal) {
        note_->setText(refusalWords(*slice.refusal));
        setTone(*note_, Tone::Bad);
    } else if (slice.transcript.empty()) {
        note_->setText(tr("%1 · %2 dB · type what is said, or it stays out").arg(length, noise));
        setTone(*note_, Tone::Warn);
    } else if (slice.source == TranscriptSource::Draft) {
        note_->setText(tr("%1 · %2 dB · Draft: read it and correct the words").arg(length, noise));
        setTone(*note_, Tone::Warn);
    } else if (best) {
        note_->setText(tr("%1 · %2 dB · holds the best stretch").arg(length, noise));
        setTone(*note_, Tone::Good);
    } else {
        note_->setText(tr("%1 · %2 dB").arg(length, noise));
        setTone(*note_, Tone::None);
    }
}

QString SliceRow::note() const { return note_->text(); }

// ---- Sheet ---------------------------------------------------------------------------------------------------------

ImportSheet::ImportSheet(const Theme& theme, FileIntake& intake, TakePlayer& player, QWidget& over)
    : Sheet(theme, tr("Files for the voice"), over, kWidth),
      theme_(theme),
      intake_(intake),
      player_(player),
      summary_(makeLabel(QString(), "second", this)),
      refused_(makeLabel(QString(), "caption", this)),
      progress_(new QProgressBar(this)),
      scroll_(new QScrollArea(this)),
      list_(new QWidget(scroll_)) {
    summary_->setWordWrap(true);
    refused_->setWordWrap(true);
    refused_->setProperty("tone", QStringLiteral("bad"));
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    say(*progress_, &QWidget::setAccessibleName, [] { return tr("Progress of reading the files"); });
    auto* rows = new QVBoxLayout(list_);
    rows->setContentsMargins(0, 0, 8, 0);
    rows->setSpacing(8);
    rows->addStretch();
    scroll_->setWidget(list_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFixedHeight(kListHeight);
    content().addWidget(summary_);
    content().addWidget(progress_);
    content().addWidget(scroll_);
    content().addWidget(refused_);
    take_ = setPrimary(tr("Add to the reading"));
    setCancel(tr("Cancel"));
    connect(this, &Sheet::accepted, &intake_, &FileIntake::adopt);
    connect(this, &Sheet::rejected, &intake_, &FileIntake::cancel);
    connect(&intake_, &FileIntake::changed, this, &ImportSheet::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

ImportSheet::~ImportSheet() { player_.forget(); }

QString ImportSheet::summary() const { return summary_->text(); }

void ImportSheet::showState() {
    const auto& slices = intake_.slices();
    while (rows_.size() < static_cast<qsizetype>(slices.size())) {
        auto* row = new SliceRow(theme_, intake_, static_cast<std::size_t>(rows_.size()), list_);
        connect(row, &SliceRow::playAsked, this, &ImportSheet::play);
        auto* layout = static_cast<QVBoxLayout*>(list_->layout());
        layout->insertWidget(layout->count() - 1, row);
        rows_.push_back(row);
    }
    for (SliceRow* row : rows_) {
        row->showSlice();
    }
    const auto refused = static_cast<int>(std::ranges::count_if(slices, [](const SoundSlice& slice) { return slice.refusal.has_value(); }));
    const int taken = intake_.countTaken();
    summary_->setText(intake_.isRunning() ? tr("Listening to the files: %n slice(s) so far.", nullptr, static_cast<int>(slices.size()))
                      : refused > 0       ? tr("%1 of %2 slices will be added; %3 cannot be used.").arg(taken).arg(slices.size()).arg(refused)
                                          : tr("%1 of %2 slices will be added.").arg(taken).arg(slices.size()));
    progress_->setVisible(intake_.isRunning());
    progress_->setValue(static_cast<int>(std::lround(intake_.share() * 1000.0)));
    QStringList files;
    for (const RefusedFile& file : intake_.refused()) {
        files << tr("%1: %2", "file, why it was refused").arg(QString::fromStdString(file.file.filename().string()), explain(file.error));
    }
    refused_->setText(files.join(QChar(u'\n')));
    refused_->setVisible(!files.isEmpty());
    take_->setEnabled(!intake_.isRunning() && taken > 0);
}

void ImportSheet::play(std::size_t row) {
    const SoundSlice& slice = intake_.slices()[row];
    const int number = -1 - static_cast<int>(row);  // no number of a take
    if (player_.isPlaying() && player_.number() == number) {
        return player_.stop();
    }
    player_.play(number, slice.clip);
}

}  // namespace timbre::ui
