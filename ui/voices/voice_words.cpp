// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/i18n/core_words.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

namespace {

double metric(const VoiceSummary& voice, const char* name) {
    const auto found = voice.metrics.find(name);
    return found == voice.metrics.end() ? 0.0 : found->second;
}

QString recordedText(const VoiceSummary& voice) {
    return voice.secondsUsed > 0 ? QCoreApplication::translate("VoiceWords", "%1 recorded").arg(lengthText(voice.secondsUsed))
                                 : QCoreApplication::translate("VoiceWords", "Made elsewhere");
}

}  // namespace

QString versionLine(const VoiceSummary& voice) {
    return QCoreApplication::translate("VoiceWords", "%1 · v%2").arg(languageName(voice.language)).arg(voice.id.number);
}

QString shareText(double share) {
    return share > 0 ? QCoreApplication::translate("VoiceWords", "%1 %").arg(QLocale().toString(std::lround(share * 100)))
                     : QStringLiteral("–");
}

QString likenessText(const VoiceSummary& voice) {
    const double similarity = metric(voice, "similarity");
    return similarity > 0 ? QCoreApplication::translate("VoiceWords", "%1 alike").arg(shareText(similarity)) : QString();
}

VoiceNote noteOf(const VoiceSummary& voice) {
    if (voice.consent.empty()) {
        return {QCoreApplication::translate("VoiceWords", "No proof of right yet"), Tone::Bad, true};
    }
    if (voice.needsWork() && !voice.stars.deductions.empty()) {
        return {reasonTexts(voice.stars).front(), Tone::Warn, false};
    }
    return {recordedText(voice), Tone::None, false};
}

QString reasonText(const StarDeduction& d) {
    switch (d.reason) {
        case StarReason::SomeNoise:
            return QCoreApplication::translate("VoiceWords", "SNR %1: a little noise").arg(decibelText(d.value));
        case StarReason::Noise:
            return QCoreApplication::translate("VoiceWords", "SNR %1: record in a quieter room").arg(decibelText(d.value));
        case StarReason::FairLikeness:
            return QCoreApplication::translate("VoiceWords", "%1 alike: more recordings help").arg(shareText(d.value));
        case StarReason::PoorLikeness:
            return QCoreApplication::translate("VoiceWords", "Only %1 alike: record again").arg(shareText(d.value));
        case StarReason::FewSeconds:
            return QCoreApplication::translate("VoiceWords", "Only %1 recorded").arg(lengthText(d.value));
        case StarReason::KeptNoisy:
            return QCoreApplication::translate("VoiceWords", "Made with noisy recordings");
    }
    return {};
}

QStringList reasonTexts(const VoiceStars& stars) {
    const auto has = [&stars](StarReason reason) {
        return std::ranges::find(stars.deductions, reason, &StarDeduction::reason) != stars.deductions.end();
    };
    QStringList texts;
    for (const StarDeduction& deduction : stars.deductions) {
        // Two stars are gone for the worse of two; it alone is said.
        const bool milder = (deduction.reason == StarReason::SomeNoise && has(StarReason::Noise)) ||
                            (deduction.reason == StarReason::FairLikeness && has(StarReason::PoorLikeness));
        if (!milder) {
            texts << reasonText(deduction);
        }
    }
    return texts;
}

QString dateText(const std::string& utc) {
    const QDateTime when = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate).toLocalTime();
    if (!when.isValid()) {
        return {};
    }
    const QLocale locale;
    const QDate today = QDate::currentDate();
    if (when.date() == today) {
        return QCoreApplication::translate("VoiceWords", "today %1").arg(locale.toString(when.time(), QStringLiteral("HH:mm")));
    }
    //: A date as QLocale::toString() spells it: day and month, or with the year.
    return locale.toString(when.date(), when.date().year() == today.year()
                                            ? QCoreApplication::translate("VoiceWords", "d MMM")
                                            : QCoreApplication::translate("VoiceWords", "d MMM yyyy"));
}

QString sizeText(std::uintmax_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString lengthText(double seconds) {
    const auto whole = static_cast<long long>(std::lround(seconds));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QChar(u'0'));
}

QString decibelText(double decibels) { return QCoreApplication::translate("VoiceWords", "%1 dB").arg(numberText(decibels, 0)); }

QStringList previewSentences(const std::string& language) {
    const QString tag = QString::fromStdString(language).left(2);
    if (tag == QStringLiteral("zh")) {
        return {QStringLiteral("早上好，今天的风从江面上吹过来。"), QStringLiteral("传说凤凰每隔百年回到这里，在江边重新梳理羽毛。"),
                QStringLiteral("你真的听见那个声音了吗？")};
    }
    if (tag == QStringLiteral("ja")) {
        return {QStringLiteral("おはようございます。今日は川から風が吹いています。"), QStringLiteral("その声は本当に聞こえましたか。"),
                QStringLiteral("百年に一度、鳥はこの岸に帰ってくると言われています。")};
    }
    if (tag == QStringLiteral("ko")) {
        return {QStringLiteral("안녕하세요. 오늘은 강에서 바람이 불어옵니다."), QStringLiteral("그 목소리를 정말 들었나요?")};
    }
    return {QStringLiteral("Good morning. The wind comes from the river today."),
            QStringLiteral("They say the old bird returns to this shore once in a hundred years."),
            QStringLiteral("Did you really hear that voice?")};
}

QString previewSentence(const std::string& language) { return previewSentences(language).front(); }

QString refusalText(const LeftOutClip& clip) {
    if (const auto known = coreSentence(clip.reason)) {
        return asSentence(*known);
    }
    return QCoreApplication::translate("VoiceWords", "This recording cannot be used.");
}

}  // namespace timbre::ui
