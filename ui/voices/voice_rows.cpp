// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_rows.h"

#include <QPainter>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/audio/quality.h"
#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

namespace {

constexpr double kClippedDbfs = -0.05;
constexpr double kQuietDbfs = -34.0;
constexpr double kPauseUnderLoudestDb = 20.0;

double decibels(double amplitude) { return 20.0 * std::log10(std::max(amplitude, 1e-6)); }

}  // namespace

VersionRow::VersionRow(const Theme& theme, VersionSummary version, bool present, Place place, QWidget* parent)
    : PaintedButton(theme, parent), version_(std::move(version)), present_(present), place_(place) {
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    inEveryLanguage(*this, [this] { tell(); });
}

void VersionRow::setLines(int lines) {
    lines_ = lines;
    tell();
    update();
}

QString VersionRow::madeOf() const {
    return version_.recordings > 0
               ? tr("%n recording(s), %1", nullptr, version_.recordings).arg(lengthText(version_.seconds))
               : tr("No recordings of its own");
}

QString VersionRow::whenText() const {
    const QString date = dateText(version_.created);
    return lines_ > 0 ? tr("%1 · %n line(s)", nullptr, lines_).arg(date) : date;
}

void VersionRow::tell() {
    const QString what = tr("Version %1: %2, %3").arg(QString::number(version_.number), madeOf(), whenText());
    setAccessibleName(present_ ? tr("%1. In use.").arg(what) : what);
    setToolTip(present_ ? tr("In use") : tr("Choose it to compare it or to go back to it"));
}

void VersionRow::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        paintBox(painter, QRectF(rect()).adjusted(0, 2, 0, -2),
                 {.radius = 8, .fill = QColor(isChecked() ? t.bg3 : t.bg2), .border = {}});
    }
    const double middle = 19.0;
    painter.setPen(QPen(QColor(t.line2), 1.5));
    if (place_ == Place::Middle || place_ == Place::Last) {
        painter.drawLine(QPointF(12, 0), QPointF(12, middle - 8));
    }
    if (place_ == Place::Middle || place_ == Place::First) {
        painter.drawLine(QPointF(12, middle + 8), QPointF(12, height()));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(present_ ? t.ink : t.line2));
    painter.drawEllipse(QPointF(12, middle), 4.5, 4.5);

    const double right = width() - 8.0;
    const QString share = version_.metrics.contains("similarity") ? shareText(version_.metrics.at("similarity")) : QString();
    paintText(painter, {32, middle - 10, 30, 20}, tr("v%1").arg(version_.number),
              {.font = interfaceFont(13, QFont::DemiBold), .colour = QColor(t.ink)});
    paintText(painter, {64, middle - 10, right - 64 - 50, 20}, madeOf(), {.font = interfaceFont(13), .colour = QColor(t.ink)});
    paintText(painter, {64, middle + 9, right - 64 - 70, 18}, whenText(), {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    paintText(painter, {right - 60, middle - 10, 60, 20}, share,
              {.font = interfaceFont(13, QFont::DemiBold), .colour = QColor(t.ink), .alignment = Qt::AlignRight | Qt::AlignVCenter});
    if (const auto snr = version_.metrics.find("median_snr_db"); snr != version_.metrics.end()) {
        paintText(painter, {right - 90, middle + 9, 90, 18}, tr("SNR %1").arg(decibelText(snr->second)),
                  {.font = interfaceFont(12), .colour = QColor(t.ink3), .alignment = Qt::AlignRight | Qt::AlignVCenter});
    }
}

ClipLevel levelOf(const Peaks& peaks) {
    constexpr double kColumnSeconds = 0.1;
    const double rate = std::max(peaks.sampleRateHz(), 1);
    const auto count = static_cast<std::size_t>(static_cast<double>(peaks.frames()) / (rate * kColumnSeconds));
    const auto columns = peaks.columns(0, static_cast<double>(count) * rate * kColumnSeconds, count);
    float loudest = 0.0F;
    for (const PeakColumn& column : columns) {
        loudest = std::max(loudest, column.rms);
    }
    const double gate = loudest * std::pow(10.0, -kPauseUnderLoudestDb / 20.0);
    double power = 0.0;
    int used = 0;
    for (const PeakColumn& column : columns) {
        if (column.rms >= gate && column.rms > 0) {
            power += static_cast<double>(column.rms) * column.rms;
            ++used;
        }
    }
    return {.speechDbfs = decibels(used > 0 ? std::sqrt(power / used) : 0.0), .peakDbfs = decibels(peaks.highest())};
}

ClipWarning warningOf(const VoiceClip& clip, const std::optional<ClipLevel>& level) {
    const auto told = [](QualityProblem problem, Verdict verdict) {
        return ClipWarning{problemAdvice(problem, verdict), verdict == Verdict::RecordAgain ? Tone::Bad : Tone::Warn};
    };
    if (clip.snrDb != 0.0 && clip.snrDb < kMinimumSnrDb) {
        return told(QualityProblem::Noise, Verdict::RecordAgain);
    }
    if (level && level->peakDbfs >= kClippedDbfs) {
        return told(QualityProblem::Clipping, clip.verdict == "record_again" ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (level && level->speechDbfs < kQuietDbfs) {
        return told(QualityProblem::TooQuiet, clip.verdict == "record_again" ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (clip.snrDb != 0.0 && clip.snrDb < kGoodSnrDb) {
        return told(QualityProblem::SomeNoise, Verdict::Usable);
    }
    if (clip.verdict == "record_again") {
        return {ClipRow::tr("The check asks for this line again."), Tone::Bad};
    }
    if (clip.verdict == "usable") {
        return {ClipRow::tr("Usable; a better recording would help."), Tone::Warn};
    }
    return {};
}

ClipRow::ClipRow(const Theme& theme, int clip, VoiceClip facts, std::optional<LeftOutClip> leftOut, QWidget* parent)
    : PaintedButton(theme, parent), clip_(clip), facts_(std::move(facts)), leftOut_(std::move(leftOut)) {
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    inEveryLanguage(*this, [this] { tell(); });
}

void ClipRow::setLevel(const ClipLevel& level) {
    level_ = level;
    tell();
    updateGeometry();
    update();
}

/// That a recording was not used comes before what else is wrong with it.
ClipWarning ClipRow::warning() const {
    return leftOut_ ? ClipWarning{tr("Not used. %1").arg(refusalText(*leftOut_)), Tone::Warn} : warningOf(facts_, level_);
}

void ClipRow::setPlaying(bool playing) {
    playing_ = playing;
    update();
}

QSize ClipRow::sizeHint() const { return {300, heightForWidth(std::max(width(), 300))}; }

int ClipRow::heightForWidth(int width) const {
    const QString text = warning().text;
    return text.isEmpty() ? 44 : 46 + warningBox(text, width).height();
}

/// The whole warning, on as many lines as it needs.
QRect ClipRow::warningBox(const QString& text, int width) {
    return QFontMetrics(interfaceFont(12, QFont::Medium))
        .boundingRect(QRect(34, 41, width - 34 - 8, 200), Qt::TextWordWrap, text);
}

void ClipRow::resizeEvent(QResizeEvent* event) {
    QAbstractButton::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        updateGeometry();
    }
}

QString ClipRow::figures() const {
    const QString snr = facts_.snrDb != 0.0 ? tr("SNR %1").arg(decibelText(facts_.snrDb)) : tr("SNR unknown");
    const QString length = secondsText(spokenSecondsOf(facts_));
    return level_ ? tr("%1 · %2 · %3 dBFS").arg(length, snr, numberText(level_->speechDbfs, 0))
                  : tr("%1 · %2").arg(length, snr);
}

void ClipRow::tell() {
    const QString name = recordingName(facts_.name, facts_.place);
    const ClipWarning wrong = warning();
    setAccessibleName(tr("%1, %2").arg(name, figures()));
    setAccessibleDescription(wrong.text);
    const QString words = QString::fromStdString(facts_.transcript);
    setToolTip(wrong.text.isEmpty() ? words : tr("%1\n%2").arg(words, wrong.text));
}

void ClipRow::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        paintBox(painter, QRectF(rect()).adjusted(0, 1, 0, -1),
                 {.radius = 8, .fill = QColor(isChecked() ? t.bg3 : t.bg2), .border = {}});
    }
    drawIcon(painter, playing_ ? QLatin1StringView("stop") : QLatin1StringView("play"), {8, 14, 16, 16}, QColor(t.ink2));
    const ClipWarning wrong = warning();
    const Tone tone = wrong.text.isEmpty() ? Tone::Good : wrong.tone;
    const QString words = QString::fromStdString(facts_.transcript.empty() ? facts_.name : facts_.transcript);
    paintText(painter, {34, 4, width() - 34.0 - 28, 18}, words, {.font = scriptFont(words, 13), .colour = QColor(t.ink)});
    paintText(painter, {34, 22, width() - 34.0 - 28, 18}, figures(), {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    drawIcon(painter, toneIcon(tone), {width() - 22.0, 14, 14, 14}, QColor(toneColour(t, tone)));
    if (!wrong.text.isEmpty()) {
        painter.setFont(interfaceFont(12, QFont::Medium));
        painter.setPen(QColor(toneColour(t, tone)));
        painter.drawText(warningBox(wrong.text, width()), Qt::TextWordWrap, wrong.text);
    }
}

}  // namespace timbre::ui
