// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/checks_pane.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/tall_meter.h"
#include "ui/widgets/verdict_card.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

namespace {

constexpr int kMeterMs = 33;
constexpr int kStatsMs = 250;    // four readings a second can be read
constexpr int kVerdictMs = 500;  // a verdict changes twice a second at most

double decibelsOf(float amplitude) { return amplitude > 0.0F ? std::max(kLowestDbfs, 20.0 * std::log10(static_cast<double>(amplitude))) : kLowestDbfs; }

QString figure(double dbfs, int decimals) { return dbfs <= kLowestDbfs + 1.0 ? QString() : numberText(dbfs, decimals); }

}  // namespace

ChecksPane::ChecksPane(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      session_(session),
      devices_(new QComboBox(this)),
      monitor_(makeToolButton(theme, QLatin1StringView("headphones"),
                              [] { return tr("Hear yourself: only with headphones, else it howls"); }, this)),
      verdict_(new VerdictCard(theme, this)),
      meter_(new TallMeter(theme, this)),
      level_(new Stat(theme, QString(), this)),
      snr_(new Stat(theme, QString(), this)),
      floor_(new Stat(theme, QString(), this)),
      peak_(new Stat(theme, QString(), this)),
      checks_(new QWidget(this)) {
    setProperty("pane", QStringLiteral("side"));
    setFixedWidth(kInspectorWidth);
    levels_.fill(kLowestDbfs);
    monitor_->setCheckable(true);
    connect(monitor_, &QToolButton::clicked, &session_, &RecordSession::setMonitoring);
    connect(devices_, &QComboBox::activated, &session_,
            [this](int index) { session_.chooseInput(devices_->itemData(index).toString()); });
    connect(meter_, &TallMeter::clipAcknowledged, this, [this] {
        if (const auto& meter = session_.meter()) {
            meter->resetClipped();
        }
    });
    meterTimer_.setInterval(kMeterMs);
    connect(&meterTimer_, &QTimer::timeout, this, &ChecksPane::readMeter);
    say(*devices_, &QWidget::setAccessibleName, [] { return tr("Microphone"); });
    say(*level_, &Stat::setName, [] { return tr("Level"); });
    say(*snr_, &Stat::setName, [] { return tr("SNR"); });
    say(*floor_, &Stat::setName, [] { return tr("Noise floor"); });
    say(*peak_, &Stat::setName, [] { return tr("Peak"); });

    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel([] { return tr("Microphone"); }, "section", this));
    head->addStretch();
    head->addWidget(monitor_);
    auto* stats = new QVBoxLayout;
    stats->setSpacing(10);
    for (Stat* stat : {level_, snr_, floor_, peak_}) {
        stats->addWidget(stat);
    }
    stats->addStretch();
    auto* middle = new QHBoxLayout;
    middle->setSpacing(8);
    meter_->setMinimumHeight(220);
    meter_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    middle->addWidget(meter_);
    middle->addLayout(stats, 1);
    auto* rows = new QVBoxLayout(checks_);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(makeFrame("rule", "h", checks_));
    rows->addSpacing(8);
    echo_ = addCheck(QLatin1StringView("room"), [] { return tr("Echo"); }, *rows);
    hum_ = addCheck(QLatin1StringView("wave"), [] { return tr("Hum of the mains"); }, *rows);
    treble_ = addCheck(QLatin1StringView("microphone"), [] { return tr("High tones"); }, *rows);
    pace_ = addCheck(QLatin1StringView("speech-rate"), [] { return tr("Pace"); }, *rows);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(devices_);
    layout->addWidget(verdict_);
    layout->addLayout(middle, 1);
    layout->addWidget(checks_);
    connect(&session_, &RecordSession::changed, this, [this] {
        showDevices();
        // Another stage is told at once.
        if (std::exchange(stage_, session_.stage()) != session_.stage()) {
            sinceVerdict_.invalidate();
            showVerdict();
        }
    });
    connect(&session_, &RecordSession::statusChanged, this, &ChecksPane::showStatus);
    connect(&session_, &RecordSession::inputOpened, this, [this] {
        levels_.fill(kLowestDbfs);
        meter_->setClipped(false);
        if (session_.meter()) {
            meterTimer_.start();
        } else {
            meterTimer_.stop();
            meter_->setOff();
        }
        sinceVerdict_.invalidate();
        sinceStats_.invalidate();
        showDevices();
        showStatus();
    });
    inEveryLanguage(*this, [this] {
        sinceVerdict_.invalidate();
        sinceStats_.invalidate();
        showDevices();
        showStatus();
    });
}

ChecksPane::CheckRow ChecksPane::addCheck(QLatin1StringView icon, Words name, QVBoxLayout& rows) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(8);
    CheckRow made{.value = makeLabel(QString(), "plain", checks_),
                  .tick = new IconLabel(theme_, QLatin1StringView("check"), &Tokens::good, 14, checks_)};
    row->addWidget(new IconLabel(theme_, icon, &Tokens::ink3, 16, checks_));
    row->addWidget(makeLabel(std::move(name), "second", checks_));
    row->addStretch();
    row->addWidget(made.value);
    row->addWidget(made.tick);
    QSizePolicy kept = made.tick->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    made.tick->setSizePolicy(kept);
    rows.addLayout(row);
    return made;
}

void ChecksPane::setLow(bool low) { checks_->setVisible(!low); }

QString ChecksPane::hum() const { return hum_.value->text(); }
QString ChecksPane::echo() const { return echo_.value->text(); }

void ChecksPane::showDevices() {
    const QSignalBlocker quiet(devices_);
    QStringList names;
    for (const AudioDevice& device : session_.devices()) {
        names << QString::fromStdString(device.name);
    }
    devices_->clear();
    const auto& open = session_.device();
    for (const QString& name : names) {
        const bool isOpen = open && QString::fromStdString(open->name) == name;
        devices_->addItem(isOpen && session_.sampleRateHz() > 0
                              ? tr("%1 · %2 kHz").arg(name, QLocale().toString(session_.sampleRateHz() / 1000.0, 'g', 4))
                              : name,
                          name);
        if (isOpen) {
            devices_->setCurrentIndex(devices_->count() - 1);
        }
    }
    if (!open) {
        devices_->insertItem(0, names.isEmpty() ? tr("No microphone found") : tr("Choose a microphone"));
        devices_->setCurrentIndex(0);
    }
    devices_->setEnabled(!names.isEmpty() && session_.stage() != RecordStage::Recording);
    monitor_->setEnabled(open.has_value());
    if (!open) {
        showVerdict();
    }
}

void ChecksPane::readMeter() {
    if (const auto& meter = session_.meter()) {
        meter_->showLevel(decibelsOf(meter->rms()), decibelsOf(meter->takePeak()));
        meter_->setClipped(meter->clipped() > 0);
    }
}

void ChecksPane::showStatus() {
    levels_[levelAt_++ % levels_.size()] = session_.status().levelDbfs;
    monitor_->setChecked(session_.monitoring());
    if (!sinceStats_.isValid() || sinceStats_.elapsed() >= kStatsMs) {
        sinceStats_.start();
        showStats();
    }
    showVerdict();
}

/// Card and rows are drawn from one status at one time, so that they never say two things.
void ChecksPane::showVerdict() {
    const SpokenVerdict now = verdictOf(session_.status());
    const bool due = !sinceVerdict_.isValid() || sinceVerdict_.elapsed() >= kVerdictMs;
    if (session_.device() && !due) {
        return;
    }
    sinceVerdict_.start();
    verdict_->setVerdict(now.tone, now.title, now.advice);
    showChecks(session_.status());
}

SpokenVerdict ChecksPane::verdictOf(const InputStatus& status) const {
    if (!session_.device()) {
        const auto& problem = session_.inputProblem();
        return {Tone::Warn, tr("No microphone"), problem ? explain(*problem) : tr("Plug one in: it is found by itself.")};
    }
    if (session_.stage() == RecordStage::RoomTone) {
        return {Tone::None, tr("Listening to the room"), tr("Please keep quiet for five seconds.")};
    }
    return liveVerdict(status);
}

void ChecksPane::showStats() {
    const InputStatus& status = session_.status();
    const QualityReport& quality = status.quality;
    if (!session_.device()) {
        for (Stat* stat : {level_, snr_, floor_, peak_}) {
            stat->setReading({}, {}, {}, Tone::None);
        }
        return;
    }
    const QString dbfs = tr("dBFS");
    const double level = *std::ranges::max_element(levels_);
    const auto [word, tone] = level > -9.0    ? std::pair(tr("Too loud"), Tone::Warn)
                              : level > -11.0 ? std::pair(tr("Near target"), Tone::Good)
                              : level > -19.0 ? std::pair(tr("In target"), Tone::Good)
                              : level > -24.0 ? std::pair(tr("Near target"), Tone::Good)
                                               : std::pair(tr("Too quiet"), Tone::Warn);
    const bool speaking = level > -45.0;
    level_->setReading(figure(level, 1), dbfs, speaking ? word : tr("No voice"), speaking ? tone : Tone::None);
    if (status.settled) {
        const bool good = quality.snrDb >= kGoodSnrDb;
        const bool usable = quality.snrDb >= kMinimumSnrDb;
        snr_->setReading(numberText(quality.snrDb, 0), tr("dB"),
                         good     ? tr("Good")
                         : usable ? tr("Some noise")
                                  : tr("Below %1 dB").arg(numberText(kMinimumSnrDb, 0)),
                         good ? Tone::Good : usable ? Tone::Warn : Tone::Bad);
    } else {
        snr_->setReading({}, tr("dB"), tr("Speak on"), Tone::None);
    }
    const Tone floor = roomTone(quality.noiseFloorDbfs);
    const bool floorKnown = quality.noiseFloorDbfs > kLowestDbfs + 1.0;
    floor_->setReading(figure(quality.noiseFloorDbfs, 0), dbfs,
                       !floorKnown          ? tr("Listening")
                       : floor == Tone::Good ? tr("Quiet")
                       : floor == Tone::Warn ? tr("Some noise")
                                             : tr("Too loud"),
                       floorKnown ? floor : Tone::None);
    const bool clipped = quality.clippedSamples > 0;
    const double peak = loudestPeak(status);
    peak_->setReading(figure(peak, 1), dbfs,
                      clipped       ? tr("Clipping")
                      : peak > kNearClippingDbfs ? tr("Nearly clipping")
                                    : tr("No clipping"),
                      clipped ? Tone::Bad : peak > kNearClippingDbfs ? Tone::Warn : Tone::Good);
}

void ChecksPane::showChecks(const InputStatus& status) {
    const QualityReport& quality = status.quality;
    const bool known = status.settled && session_.device().has_value();
    const bool echoKnown = known && quality.reverbSeconds > 0.0;
    const bool echoes = finds(quality, QualityProblem::Reverberation);
    set(echo_, echoKnown, !echoes, echoes ? tr("%1 s").arg(numberText(quality.reverbSeconds, 1)) : tr("low"));
    const bool hums = finds(quality, QualityProblem::Hum);
    set(hum_, known, !hums, hums ? tr("%1 Hz").arg(numberText(quality.humHz, 0)) : tr("none"));
    const bool treble = !finds(quality, QualityProblem::TelephoneBand) && !finds(quality, QualityProblem::DullBand);
    set(treble_, known, treble, treble ? tr("all there") : tr("up to %1 kHz").arg(numberText(quality.bandwidthHz / 1000.0, 1)));
    set(pace_, known && quality.speechRate > 0.0, !isHurried(quality),
        tr("%1 syllables/s").arg(numberText(quality.speechRate, 1)));
}

void ChecksPane::set(const CheckRow& row, bool known, bool good, const QString& value) {
    row.value->setText(known ? value : QStringLiteral("–"));
    setLook(*row.value, "tone", QString(toneName(known && !good ? Tone::Warn : Tone::None)));
    row.tick->setVisible(known && good);
}

}  // namespace timbre::ui
