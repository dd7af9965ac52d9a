// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/import_sheet.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/files.h"
#include "ui/i18n/words.h"
#include "ui/plot/long_wave.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

namespace {

constexpr int kWidth = 880;
constexpr int kListHeight = 336;
constexpr int kLeastListHeight = 144;
constexpr int kWaveHeight = 128;

/// As high as the slices need, and lower where the window is.
class SliceList final : public QScrollArea {
  public:
    using QScrollArea::QScrollArea;
    [[nodiscard]] QSize sizeHint() const override { return {kWidth, kListHeight}; }
};

QString fileName(const std::filesystem::path& file) { return QString::fromStdString(file.filename().string()); }

}  // namespace

ImportSheet::ImportSheet(const Theme& theme, FileIntake& intake, TakePlayer& player, QWidget& over)
    : Sheet(theme, tr("Files for the voice"), over, kWidth),
      theme_(theme),
      intake_(intake),
      player_(player),
      summary_(makeLabel(QString(), "second", this)),
      refused_(makeLabel(QString(), "caption", this)),
      progress_(new QProgressBar(this)),
      files_(new QComboBox(this)),
      wave_(new LongWave(theme, this)),
      scroll_(new SliceList(this)),
      list_(new QWidget(scroll_)) {
    summary_->setWordWrap(true);
    refused_->setWordWrap(true);
    refused_->setProperty("tone", QStringLiteral("bad"));
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    say(*progress_, &QWidget::setAccessibleName, [] { return tr("Progress of reading the files"); });
    say(*files_, &QWidget::setAccessibleName, [] { return tr("File that is shown"); });
    files_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    wave_->setFixedHeight(kWaveHeight);
    auto* rows = new QVBoxLayout(list_);
    rows->setContentsMargins(0, 0, 8, 0);
    rows->setSpacing(4);
    rows->addStretch();
    scroll_->setWidget(list_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setMinimumHeight(kLeastListHeight);
    for (QWidget* part : {static_cast<QWidget*>(summary_), static_cast<QWidget*>(progress_)}) {
        content().addWidget(part);
    }
    content().addWidget(files_, 0, Qt::AlignLeft);
    content().addWidget(wave_);
    content().addWidget(scroll_, 1);
    content().addWidget(refused_);
    take_ = setPrimary(tr("Add to the reading"));
    setCancel(tr("Cancel"));
    connect(this, &Sheet::accepted, &intake_, &FileIntake::adopt);
    connect(this, &Sheet::rejected, &intake_, &FileIntake::clear);
    connect(&intake_, &FileIntake::changed, this, &ImportSheet::showState);
    connect(&intake_, &FileIntake::progressed, this, &ImportSheet::showProgress);
    connect(&intake_, &FileIntake::rowChanged, this, [this](std::size_t row) {
        rows_[static_cast<qsizetype>(row)]->showSlice();
        showSummary();
        showWave();
    });
    connect(&intake_, &FileIntake::joined, this, [this](std::size_t row) {
        delete rows_.takeLast();
        choose(static_cast<int>(row));
    });
    connect(files_, &QComboBox::activated, this, [this](int index) {
        for (std::size_t row = 0; row < intake_.count(); ++row) {
            if (fileOf(row) == index) {
                return choose(static_cast<int>(row));
            }
        }
    });
    connect(wave_, &LongWave::sliceChosen, this,
            [this](int index) { choose(static_cast<int>(waveRows_[static_cast<std::size_t>(index)])); });
    connect(&player_, &TakePlayer::changed, this, &ImportSheet::showPlaying);
    inEveryLanguage(*this, [this] { showState(); });
}

ImportSheet::~ImportSheet() { player_.forget(); }

QString ImportSheet::summary() const { return summary_->text(); }

void ImportSheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && wave_->hasFocus() && chosen_ >= 0) {
        return play(static_cast<std::size_t>(chosen_));
    }
    Sheet::keyPressEvent(event);
}

// ---- What is shown -------------------------------------------------------------------------------------------------

void ImportSheet::showState() {
    addRows();
    for (SliceRow* row : rows_) {
        row->showSlice(true);
    }
    showSummary();
    showFiles();
    showRefused();
    showWave();
}

void ImportSheet::showProgress() {
    addRows();
    showSummary();
    showFiles();
    showRefused();
    showWave();
}

void ImportSheet::addRows() {
    while (rows_.size() > static_cast<qsizetype>(intake_.count())) {
        rows_.last()->hide();
        rows_.takeLast()->deleteLater();  // a key of it may be on its way
        chosen_ = -1;
    }
    auto* const layout = static_cast<QVBoxLayout*>(list_->layout());
    while (rows_.size() < static_cast<qsizetype>(intake_.count())) {
        auto* row = new SliceRow(theme_, intake_, static_cast<std::size_t>(rows_.size()), list_);
        connect(row, &SliceRow::playAsked, this, &ImportSheet::play);
        connect(row, &SliceRow::chosen, this, [this](std::size_t at) { choose(static_cast<int>(at)); });
        connect(row, &SliceRow::nextAsked, this, [this](std::size_t at) {
            const auto next = static_cast<qsizetype>(at) + 1;
            if (next < rows_.size()) {
                rows_[next]->words().setFocus(Qt::TabFocusReason);
                rows_[next]->words().selectAll();
                choose(static_cast<int>(next));
            }
        });
        layout->insertWidget(layout->count() - 1, row);
        rows_.push_back(row);
    }
    int number = 0;
    for (qsizetype at = 0; at < rows_.size(); ++at) {
        const auto row = static_cast<std::size_t>(at);
        const bool first = at == 0 || intake_.slice(row).file != intake_.slice(row - 1).file;
        number = first ? 1 : number + 1;
        rows_[at]->setNumber(number);
    }
}

void ImportSheet::showSummary() {
    int refused = 0;
    int wordless = 0;
    int drafts = 0;
    for (std::size_t row = 0; row < intake_.count(); ++row) {
        const SoundSlice& slice = intake_.slice(row);
        refused += slice.refusal ? 1 : 0;
        wordless += !slice.refusal && slice.transcript.empty() ? 1 : 0;
        drafts += intake_.isTaken(row) && slice.source == TranscriptSource::Draft ? 1 : 0;
    }
    const int taken = intake_.countTaken();
    const auto all = static_cast<int>(intake_.count());
    QString said = tr("%1 of %2 slices will be added.").arg(taken).arg(all);
    const auto add = [&said](const QString& sentence) { said = tr("%1 %2", "two sentences").arg(said, sentence); };
    if (refused > 0) {
        add(tr("%n cannot be used.", nullptr, refused));
    }
    if (wordless > 0) {
        add(tr("%n wait(s) for words.", nullptr, wordless));
    }
    if (drafts > 0) {
        add(tr("%n draft(s) to be read.", nullptr, drafts));
    }
    summary_->setText(intake_.isRunning() ? listeningWords() : said);
    progress_->setVisible(intake_.isRunning());
    progress_->setValue(static_cast<int>(std::lround(intake_.share() * 1000.0)));
    take_->setEnabled(!intake_.isRunning() && taken > 0);
}

QString ImportSheet::listeningWords() const {
    const auto slices = static_cast<int>(intake_.count());
    return intake_.fileCount() == 1 ? tr("Listening to the file: %n slice(s) so far.", nullptr, slices)
                                    : tr("Listening to file %1 of %2: %n slice(s) so far.", nullptr, slices)
                                          .arg(intake_.fileNumber())
                                          .arg(intake_.fileCount());
}

void ImportSheet::showFiles() {
    const auto& files = intake_.files();
    if (files_->count() > static_cast<int>(files.size())) {
        files_->clear();
        file_ = -1;
    }
    for (std::size_t at = 0; at < files.size(); ++at) {
        const auto row = static_cast<int>(at);
        const QString words = tr("%1 · %2", "file, length").arg(fileName(files[at].file), shortClock(files[at].seconds));
        if (row == files_->count()) {
            files_->addItem(words);
        } else if (files_->itemText(row) != words) {
            files_->setItemText(row, words);
        }
    }
    files_->setVisible(files_->count() > 0);
    files_->setEnabled(files_->count() > 1);
}

void ImportSheet::showRefused() {
    QStringList files;
    for (const RefusedFile& file : intake_.refused()) {
        // Most reasons name the file already, with its folder, which is of no use here.
        const QString name = fileName(file.file);
        const QString reason = explain(file.error).replace(QString::fromStdString(displayPath(file.file)), name);
        files << (reason.contains(name) ? reason : tr("%1: %2", "file, why it was refused").arg(name, reason));
    }
    for (const std::filesystem::path& file : intake_.cut()) {
        const auto heard = std::ranges::find(intake_.files(), file, &HeardFile::file);
        if (heard != intake_.files().end()) {
            files << tr("%1 is too long: only its first %2 are taken in.", "file, length")
                         .arg(fileName(file), shortClock(heard->seconds));
        }
    }
    refused_->setText(files.join(QChar(u'\n')));
    refused_->setVisible(!files.isEmpty());
}

int ImportSheet::fileOf(std::size_t row) const {
    const auto& files = intake_.files();
    const auto found = std::ranges::find(files, intake_.slice(row).file, &HeardFile::file);
    return found == files.end() ? -1 : static_cast<int>(found - files.begin());
}

void ImportSheet::showWave() {
    const auto& files = intake_.files();
    const int last = static_cast<int>(files.size()) - 1;
    file_ = std::min(last, chosen_ >= 0 ? std::max(0, file_) : intake_.isRunning() ? last : 0);
    const auto peaks = file_ < 0 ? nullptr : files[static_cast<std::size_t>(file_)].peaks;
    const bool another = peaks != shownPeaks_;
    if (another) {
        shownPeaks_ = peaks;
        wave_->setSound(peaks, 0);
    }
    files_->setCurrentIndex(file_);
    waveRows_.clear();
    std::vector<WaveSlice> slices;
    for (std::size_t row = 0; row < intake_.count() && file_ >= 0; ++row) {
        const SoundSlice& slice = intake_.slice(row);
        if (slice.file == files[static_cast<std::size_t>(file_)].file) {
            waveRows_.push_back(row);
            slices.push_back({slice.fromSeconds, slice.toSeconds, !slice.refusal, intake_.isOff(row)});
        }
    }
    wave_->setSlices(std::move(slices));
    if (another) {
        markChosen();
    }
}

void ImportSheet::markChosen() {
    const auto found = std::ranges::find(waveRows_, static_cast<std::size_t>(chosen_));
    wave_->setChosen(chosen_ < 0 || found == waveRows_.end() ? -1 : static_cast<int>(found - waveRows_.begin()));
}

void ImportSheet::choose(int row) {
    chosen_ = row >= 0 && row < rows_.size() ? row : -1;
    for (qsizetype at = 0; at < rows_.size(); ++at) {
        rows_[at]->setChosen(at == chosen_);
    }
    if (chosen_ < 0) {
        return markChosen();
    }
    if (const int file = fileOf(static_cast<std::size_t>(chosen_)); file >= 0 && file != file_) {
        file_ = file;
        showWave();
    }
    markChosen();
    scroll_->ensureWidgetVisible(rows_[chosen_], 0, 8);
}

// ---- Listening -----------------------------------------------------------------------------------------------------

namespace {

/// No number of a take.
int soundNumber(const SoundSlice& slice) { return -1 - static_cast<int>(slice.index); }

}  // namespace

void ImportSheet::play(std::size_t row) {
    const SoundSlice& slice = intake_.slice(row);
    if (player_.isPlaying() && player_.number() == soundNumber(slice)) {
        return player_.stop();
    }
    player_.play(soundNumber(slice), slice.clip);
}

void ImportSheet::showPlaying() {
    for (qsizetype at = 0; at < rows_.size(); ++at) {
        const SoundSlice& slice = intake_.slice(static_cast<std::size_t>(at));
        rows_[at]->setPlaying(player_.isPlaying() && player_.number() == soundNumber(slice));
    }
}

}  // namespace timbre::ui
