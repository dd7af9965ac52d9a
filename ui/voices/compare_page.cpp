// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/compare_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/voices/audition.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/ab_wave.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/toggle.h"

namespace timbre::ui {

namespace {

constexpr double kLufs = -20.0;
constexpr int kOwnSentences = 4;
constexpr int kMetricHeight = 34;

QString laneSound(int place) { return QStringLiteral("version at %1").arg(place); }

double metricOf(const VersionSummary* version, const char* name) {
    if (version == nullptr) {
        return 0.0;
    }
    const auto found = version->metrics.find(name);
    return found == version->metrics.end() ? 0.0 : found->second;
}

/// 0 or 1, -1 where they are as good as each other or one is not known.
int betterOf(double left, double right) { return left <= 0 || right <= 0 || left == right ? -1 : left > right ? 0 : 1; }

QString letterOf(int place) { return place == 0 ? QStringLiteral("A") : QStringLiteral("B"); }

}  // namespace

ComparePage::ComparePage(const Theme& theme, EngineBridge& bridge, Audition& audition, QWidget* parent)
    : QWidget(parent), theme_(theme), bridge_(bridge), audition_(audition) {
    setFocusPolicy(Qt::StrongFocus);
    sentence_ = new QComboBox(this);
    sentence_->setEditable(true);
    sentence_->setInsertPolicy(QComboBox::NoInsert);
    sentence_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    sentence_->setMinimumContentsLength(20);
    sentence_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (QWidget* field : {static_cast<QWidget*>(sentence_), static_cast<QWidget*>(sentence_->lineEdit())}) {
        say(*field, &QWidget::setAccessibleName, [] { return tr("Sentence that both speak"); });
    }
    connect(sentence_, &QComboBox::activated, this, [this] { speak(); });
    connect(sentence_->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        setFocus(Qt::OtherFocusReason);
        speak();
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->setSpacing(8);
    column->addWidget(makeHead());
    column->addWidget(sentence_);
    column->addWidget(makeLane(0), 1);
    column->addWidget(makeLane(1), 1);
    table_ = new QWidget(this);
    column->addWidget(table_);
    column->addWidget(makeFoot());
    connect(&bridge, &EngineBridge::versionSpoken, this, &ComparePage::onSpoken);
    connect(&bridge, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job == speaking_) {
            speaking_.reset();
            tell();
            if (!event.outcome && event.outcome.error().code != ErrorCode::Cancelled) {
                Q_EMIT this->failed(tr("The versions cannot be heard"), event.outcome.error());
            }
        }
    });
    connect(&audition, &Audition::moved, this, [this] {
        for (int place = 0; place < 2; ++place) {
            if (audition_.what() == laneSound(place)) {
                lanes_[static_cast<std::size_t>(place)].wave->setPlayed(audition_.seconds());
            }
        }
    });
    onLanguageChange(*this, [this] { tell(); });
}

QWidget* ComparePage::makeHead() {
    auto* head = new QWidget(this);
    auto* back = makeToolButton(theme_, QLatin1StringView("chevron-left"), [] { return tr("Back to the voices (Esc)"); }, head);
    connect(back, &QToolButton::clicked, this, &ComparePage::closed);
    title_ = makeLabel(QString(), "heading", head);
    loudness_ = makeLabel(QString(), "caption", head);
    QLabel* blindWord = makeLabel([] { return tr("Blind"); }, "second", head);
    blind_ = new Toggle(theme_, tr("Blind"), head);
    say(*blind_, &QWidget::setAccessibleName, [] { return tr("Blind: hide which is which"); });
    connect(blind_, &Toggle::toggled, this, &ComparePage::setBlind);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(back);
    row->addWidget(title_);
    row->addStretch();
    row->addWidget(loudness_);
    row->addSpacing(8);
    row->addWidget(blindWord);
    row->addWidget(blind_);
    return head;
}

QWidget* ComparePage::makeLane(int place) {
    Lane& lane = lanes_[static_cast<std::size_t>(place)];
    auto* box = new QWidget(this);
    lane.title = makeLabel(QString(), "strong", box);
    lane.about = makeLabel(QString(), "caption", box);
    lane.heardMark = new QWidget(box);
    auto* mark = new QHBoxLayout(lane.heardMark);
    mark->setContentsMargins(0, 0, 0, 0);
    mark->setSpacing(8);
    mark->addWidget(new IconLabel(theme_, QLatin1StringView("volume"), &Tokens::here, 16, lane.heardMark));
    mark->addWidget(makeLabel([] { return tr("You hear this one"); }, "caption", lane.heardMark));
    lane.wave = new AbWave(theme_, letterOf(place), box);
    lane.wave->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(lane.wave, &AbWave::clicked, this, [this, place] { hear(place); });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new KeyCap(theme_, QString::number(place + 1), box));
    row->addWidget(lane.title);
    row->addWidget(lane.about);
    row->addStretch();
    row->addWidget(lane.heardMark);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(lane.wave, 1);
    return box;
}

QWidget* ComparePage::makeFoot() {
    auto* foot = new QWidget(this);
    busy_ = makeLabel(QString(), "caption", foot);
    takeLeft_ = makeButton(theme_, ButtonKind::Normal, QLatin1StringView("history"), [] { return tr("Take A"); }, foot);
    keepRight_ = makeButton(theme_, ButtonKind::Primary, {}, [] { return tr("Take B"); }, foot);
    const auto choose = [this](int side) {
        const int number = numbers_[static_cast<std::size_t>(side)];
        audition_.stop();
        Q_EMIT versionChosen(number);
        Q_EMIT closed();
    };
    connect(takeLeft_, &QPushButton::clicked, this, [this, choose] { choose(sideAt(0)); });
    connect(keepRight_, &QPushButton::clicked, this, [this, choose] { choose(sideAt(1)); });
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    row->addWidget(busy_, 1);
    row->addWidget(takeLeft_);
    row->addWidget(keepRight_);
    return foot;
}

void ComparePage::compare(const VoiceDescribed& voice, int other, const std::vector<VoiceUse>& uses) {
    voice_ = voice;
    uses_ = uses;
    present_ = voice.summary.id.number;
    numbers_ = {other, present_};
    heard_ = 1;
    swapped_ = false;
    const QSignalBlocker quiet(blind_);
    blind_->setChecked(false);
    sentence_->clear();
    sentence_->addItems(previewSentences(voice.version.language));
    for (const VoiceClip& clip : voice.version.clips) {
        if (!clip.transcript.empty() && sentence_->count() < kOwnSentences + 3) {
            sentence_->addItem(QString::fromStdString(clip.transcript));
        }
    }
    sentence_->lineEdit()->setCursorPosition(0);
    speak();
}

void ComparePage::setPresent(int number) {
    present_ = number;
    tell();
}

void ComparePage::speak() {
    const QString text = sentence_->currentText().trimmed();
    if (!voice_ || text.isEmpty()) {
        return;
    }
    if (speaking_) {
        bridge_.forget(*speaking_);
    }
    audition_.stop();
    spoken_ = {};
    const std::string& id = voice_->summary.id.voice;
    speaking_ = bridge_.speakVersions({.job = {},
                                       .text = text.toStdString(),
                                       .language = voice_->version.language,
                                       .left = {id, numbers_[0]},
                                       .right = {id, numbers_[1]},
                                       .speak = {},
                                       .lufs = kLufs});
    tellWaves();
    tell();
}

void ComparePage::onSpoken(const VersionSpoken& event) {
    if (event.job != speaking_) {
        return;
    }
    spoken_[event.side == Side::Left ? 0 : 1] = event;
    tellWaves();
    tell();
}

int ComparePage::versionAt(int place) const { return numbers_[static_cast<std::size_t>(sideAt(place))]; }

const std::optional<VersionSpoken>& ComparePage::soundAt(int place) const {
    return spoken_[static_cast<std::size_t>(sideAt(place))];
}

bool ComparePage::isBlind() const { return blind_->isChecked(); }

void ComparePage::setBlind(bool blind) {
    audition_.stop();
    swapped_ = blind && QRandomGenerator::global()->bounded(2) == 1;
    heard_ = 0;
    tellWaves();
    tell();
}

void ComparePage::hear(int place) {
    const bool switches = audition_.isPlaying() && place != heard_ && audition_.what() == laneSound(heard_);
    const double at = switches ? audition_.seconds() : 0.0;
    const bool stops = audition_.isPlaying(laneSound(place));
    heard_ = place;
    const auto& sound = soundAt(place);
    if (stops || !sound) {
        audition_.stop();
    } else {
        audition_.play(laneSound(place), sound->clip, at < sound->clip->seconds() ? at : 0.0);
    }
    tellHeard();
}

void ComparePage::tellHeard() {
    for (int place = 0; place < 2; ++place) {
        const Lane& lane = lanes_[static_cast<std::size_t>(place)];
        lane.heardMark->setVisible(place == heard_);
        lane.wave->setActive(place == heard_);
    }
}

void ComparePage::playOrStop() {
    if (audition_.isPlaying()) {
        audition_.stop();
    } else {
        hear(heard_);
    }
}

const VersionSummary* ComparePage::summaryOf(int side) const {
    if (!voice_) {
        return nullptr;
    }
    const auto found = std::ranges::find(voice_->versions, numbers_[static_cast<std::size_t>(side)], &VersionSummary::number);
    return found == voice_->versions.end() ? nullptr : &*found;
}

void ComparePage::tellWaves() {
    for (int place = 0; place < 2; ++place) {
        AbWave& wave = *lanes_[static_cast<std::size_t>(place)].wave;
        const auto& sound = soundAt(place);
        std::vector<float> pitch;
        if (sound && sound->pitchHz && std::abs(sound->pitchStepSeconds - 0.01) < 1e-9) {
            std::ranges::transform(*sound->pitchHz, std::back_inserter(pitch), [](double hz) { return static_cast<float>(hz); });
        }
        wave.setSound(sound ? sound->peaks : nullptr, std::move(pitch), voice_ ? voice_->summary.order : 0);
        wave.setPlayed(0.0);
        wave.setEnabled(sound.has_value());
    }
}

void ComparePage::tell() {
    if (!voice_) {
        return;
    }
    const bool blind = isBlind();
    title_->setText(tr("Two versions of %1").arg(QString::fromStdString(voice_->summary.name)));
    const bool quieter = isReady() && spoken_[0]->lufs < kLufs - 0.1;
    const double lufs = isReady() ? spoken_[0]->lufs : kLufs;
    loudness_->setText(quieter ? tr("Both at %1 LUFS, for their peaks").arg(numberText(lufs, 1))
                               : tr("Level-matched to %1 LUFS").arg(numberText(kLufs, 0)));
    for (int place = 0; place < 2; ++place) {
        const Lane& lane = lanes_[static_cast<std::size_t>(place)];
        const QString letter = letterOf(place);
        const VersionSummary* version = summaryOf(sideAt(place));
        lane.title->setText(blind ? letter : tr("%1 · v%2").arg(letter).arg(versionAt(place)));
        lane.about->setText(blind || version == nullptr
                                ? QString()
                                : tr("%n recording(s), %1", nullptr, version->recordings).arg(dateText(version->created)));
        lane.wave->setAccessibleName(blind ? letter : tr("Version %1").arg(versionAt(place)));
    }
    const auto wordsFor = [&](int place) {
        const int number = versionAt(place);
        return blind ? (place == 0 ? tr("Take A") : tr("Take B"))
               : number == present_ ? tr("Keep v%1").arg(number)
               : number > present_  ? tr("Use v%1").arg(number)
                                    : tr("Go back to v%1").arg(number);
    };
    setButtonText(*takeLeft_, wordsFor(0));
    setButtonText(*keepRight_, wordsFor(1));
    busy_->setText(speaking_ ? tr("Both are speaking the sentence…") : tr("Lines that are rendered keep their version."));
    tellHeard();
    tellMetrics();
}

void ComparePage::addMetric(int row, const QString& name, const std::array<QString, 2>& values, int better,
                            const QString& remark) {
    auto* grid = qobject_cast<QGridLayout*>(table_->layout());
    grid->addWidget(makeFrame("rule", "h", table_), row, 0, 1, 4, Qt::AlignTop);
    grid->addWidget(makeLabel(name, "second", table_), row, 0);
    for (int place = 0; place < 2; ++place) {
        const bool best = better >= 0 && sideAt(place) == better;
        auto* cell = new QWidget(table_);
        auto* inside = new QHBoxLayout(cell);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(8);
        QLabel* value = makeLabel(values[static_cast<std::size_t>(sideAt(place))], best ? "strong" : "second", cell);
        inside->addWidget(value);
        if (best) {
            auto* check = new IconLabel(theme_, QLatin1StringView("check"), &Tokens::good, 16, cell);
            check->setToolTip(tr("Better"));
            check->setAccessibleName(tr("Better"));
            inside->addWidget(check);
        }
        inside->addStretch();
        grid->addWidget(cell, row, 1 + place);
    }
    QLabel* note = makeLabel(remark, "caption", table_);
    note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(note, row, 3);
    grid->setRowMinimumHeight(row, kMetricHeight);
}

void ComparePage::tellMetrics() {
    qDeleteAll(table_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    delete table_->layout();
    auto* grid = new QGridLayout(table_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(0);
    for (const auto& [column, stretch] : {std::pair{0, 4}, {1, 2}, {2, 2}, {3, 3}}) {
        grid->setColumnStretch(column, stretch);
    }
    if (isBlind()) {
        QLabel* hidden = makeLabel(tr("Figures are hidden until you take one."), "second", table_);
        grid->addWidget(hidden, 0, 0, 1, 4);
        return;
    }
    const auto* left = summaryOf(0);
    const auto* right = summaryOf(1);
    int row = 0;
    for (int place = 0; place < 2; ++place) {
        grid->addWidget(makeLabel(lanes_[static_cast<std::size_t>(place)].title->text(), "section", table_), 0, 1 + place);
    }
    const auto pair = [&](const char* name, auto spelt) {
        const std::array values{metricOf(left, name), metricOf(right, name)};
        return std::pair{std::array{spelt(values[0]), spelt(values[1])}, betterOf(values[0], values[1])};
    };
    const auto decibels = [](double value) { return value > 0 ? decibelText(value) : QStringLiteral("–"); };
    const auto [alike, moreAlike] = pair("similarity", shareText);
    addMetric(++row, tr("Like the recordings"), alike, moreAlike, tr("measured when it was made"));
    if (isReady() && spoken_[0]->similarity > 0 && spoken_[1]->similarity > 0) {
        addMetric(++row, tr("Like them in this sentence"), {shareText(spoken_[0]->similarity), shareText(spoken_[1]->similarity)},
                  betterOf(spoken_[0]->similarity, spoken_[1]->similarity), tr("one sentence"));
    }
    const auto [snr, cleaner] = pair("median_snr_db", decibels);
    addMetric(++row, tr("SNR of the recordings"), snr, cleaner, tr("median"));
    const auto [steady, steadier] = pair("consistency", shareText);
    addMetric(++row, tr("Recordings like each other"), steady, steadier, QString());
    std::array<int, 2> lines{};
    for (const VoiceUse& use : uses_) {
        for (std::size_t side = 0; side < 2; ++side) {
            lines[side] += use.number == numbers_[side] ? use.takes : 0;
        }
    }
    addMetric(++row, tr("Lines rendered"),
              {tr("%n line(s)", nullptr, lines[0]), tr("%n line(s)", nullptr, lines[1])}, -1, tr("they stay"));
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_1) {
        hear(0);
    } else if (event->key() == Qt::Key_2) {
        hear(1);
    } else if (event->key() == Qt::Key_Space) {
        playOrStop();
    } else if (event->key() == Qt::Key_Escape) {
        audition_.stop();
        Q_EMIT closed();
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace timbre::ui
