// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/i18n/core_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>
#include <vector>

#include "ui/i18n/core_sentences.h"
#include "ui/i18n/languages.h"

namespace timbre::ui {

namespace {

QString say(const char* context, const char* text) { return QCoreApplication::translate(context, text); }

struct Pattern {
    const char* source;
    QRegularExpression fits;
};

/// "%1 is longer than %2 s" as an expression that catches what stands for the marks.
QRegularExpression expressionOf(const char* source) {
    QString text = QRegularExpression::escape(QString::fromUtf8(source));
    // escape() writes the mark as "\%1"; all but the last take as little as they can.
    text.replace(QRegularExpression(QStringLiteral(R"(\\%[1-9])")), QStringLiteral("(.+?)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(text), QRegularExpression::DotMatchesEverythingOption);
}

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> kAll = [] {
        std::vector<Pattern> all;
        for (const char* source : coreSentences()) {
            if (QLatin1StringView(source).contains(QLatin1Char('%'))) {
                all.push_back({source, expressionOf(source)});
            }
        }
        return all;
    }();
    return kAll;
}

/// Not QString::arg(): a file may be named "%2".
QString filled(const QString& pattern, const QStringList& captured) {
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern[i] == QChar(u'%') && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (number >= 1 && number < captured.size()) {
            text += captured[number];
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

const char* reasonOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput: return QT_TRANSLATE_NOOP("Errors", "What was given cannot be used.");
        case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("Errors", "Something that is needed is not there.");
        case ErrorCode::AlreadyExists:
            return QT_TRANSLATE_NOOP("Errors", "The name is taken. Nothing was overwritten.");
        case ErrorCode::Unsupported: return QT_TRANSLATE_NOOP("Errors", "This computer or this voice cannot do that.");
        case ErrorCode::Corrupt:
            return QT_TRANSLATE_NOOP("Errors", "The file is damaged, cut short or of another kind.");
        case ErrorCode::Io: return QT_TRANSLATE_NOOP("Errors", "A file could not be read or written.");
        case ErrorCode::ModelMissing: return QT_TRANSLATE_NOOP("Errors", "A file that this needs is not installed.");
        case ErrorCode::OutOfMemory: return QT_TRANSLATE_NOOP("Errors", "There is not enough memory.");
        case ErrorCode::DeviceUnavailable: return QT_TRANSLATE_NOOP("Errors", "The sound device cannot be used.");
        case ErrorCode::Cancelled: return QT_TRANSLATE_NOOP("Errors", "It was stopped.");
        case ErrorCode::Internal: return QT_TRANSLATE_NOOP("Errors", "Something went wrong inside Timbre Studio.");
    }
    return nullptr;
}

const char* adviceOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput: return QT_TRANSLATE_NOOP("Errors", "Change it and try again.");
        case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("Errors", "Check the name or choose another one.");
        case ErrorCode::AlreadyExists: return QT_TRANSLATE_NOOP("Errors", "Choose another name.");
        case ErrorCode::Unsupported: return QT_TRANSLATE_NOOP("Errors", "Choose another language, voice or format.");
        case ErrorCode::Corrupt: return QT_TRANSLATE_NOOP("Errors", "Restore the file from a copy, or make it again.");
        case ErrorCode::Io:
            return QT_TRANSLATE_NOOP("Errors", "Check the disk's free space and your rights, or choose another folder.");
        case ErrorCode::ModelMissing: return QT_TRANSLATE_NOOP("Errors", "Install Timbre Studio anew to repair it.");
        case ErrorCode::OutOfMemory:
            return QT_TRANSLATE_NOOP("Errors", "Close other programs, or work on a shorter text.");
        case ErrorCode::DeviceUnavailable:
            return QT_TRANSLATE_NOOP("Errors", "Check that the device is plugged in and switched on.");
        case ErrorCode::Cancelled: return nullptr;
        case ErrorCode::Internal: return QT_TRANSLATE_NOOP("Errors", "Please report this with its details.");
    }
    return nullptr;
}

const char* wordOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::Good: return QT_TRANSLATE_NOOP("Quality", "Good");
        case Verdict::Usable: return QT_TRANSLATE_NOOP("Quality", "Usable");
        case Verdict::RecordAgain: return QT_TRANSLATE_NOOP("Quality", "Record again");
    }
    return nullptr;
}

const char* wordOf(QualityProblem problem) {
    switch (problem) {
        case QualityProblem::Empty: return QT_TRANSLATE_NOOP("Quality", "Empty");
        case QualityProblem::NoSpeech: return QT_TRANSLATE_NOOP("Quality", "No speech");
        case QualityProblem::TooShort: return QT_TRANSLATE_NOOP("Quality", "Too short");
        case QualityProblem::CutShort: return QT_TRANSLATE_NOOP("Quality", "Cut short");
        case QualityProblem::Damaged: return QT_TRANSLATE_NOOP("Quality", "Damaged");
        case QualityProblem::Noise: return QT_TRANSLATE_NOOP("Quality", "Noise");
        case QualityProblem::Clipping: return QT_TRANSLATE_NOOP("Quality", "Clipping");
        case QualityProblem::TelephoneBand: return QT_TRANSLATE_NOOP("Quality", "Telephone sound");
        case QualityProblem::TooQuiet: return QT_TRANSLATE_NOOP("Quality", "Too quiet");
        case QualityProblem::Reverberation: return QT_TRANSLATE_NOOP("Quality", "Echo");
        case QualityProblem::Hum: return QT_TRANSLATE_NOOP("Quality", "Mains hum");
        case QualityProblem::SomeNoise: return QT_TRANSLATE_NOOP("Quality", "Some noise");
        case QualityProblem::DullBand: return QT_TRANSLATE_NOOP("Quality", "Dull");
    }
    return nullptr;
}

QString sayIf(const char* context, const char* text) { return text == nullptr ? QString() : say(context, text); }

}  // namespace

std::optional<QString> coreSentence(std::string_view english) {
    const QString text = QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    if (usedLanguage() == QStringLiteral("en") || text.isEmpty()) {
        return text;
    }
    const QByteArray source = text.toUtf8();
    if (const QString whole = say("Core", source.constData()); whole != text) {
        return whole;
    }
    for (const Pattern& pattern : patterns()) {
        const QRegularExpressionMatch match = pattern.fits.match(text);
        if (match.hasMatch()) {
            return filled(say("Core", pattern.source), match.capturedTexts());
        }
    }
    return std::nullopt;
}

QString errorReason(ErrorCode code) { return sayIf("Errors", reasonOf(code)); }
QString errorAdvice(ErrorCode code) { return sayIf("Errors", adviceOf(code)); }
QString verdictWord(Verdict verdict) { return sayIf("Quality", wordOf(verdict)); }
QString problemWord(QualityProblem problem) { return sayIf("Quality", wordOf(problem)); }

QString problemAdvice(QualityProblem problem, Verdict verdict) {
    return coreSentence(timbre::adviceFor(problem, verdict)).value_or(problemWord(problem));
}

QString stageText(std::string_view stage) {
    QString text = coreSentence(stage).value_or(say("Core", QT_TRANSLATE_NOOP("Core", "working")));
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

QString recordingName(const std::string& name, const TakePlace& place) {
    return place.known() ? say("Core", QT_TRANSLATE_NOOP("Core", "line %1, take %2")).arg(place.line).arg(place.take)
                         : QString::fromStdString(name);
}

QString languageName(const std::string& tag) {
    const QLocale locale(QString::fromStdString(tag));
    switch (locale.language()) {
        case QLocale::C: return QString::fromStdString(tag);
        case QLocale::English: return say("Languages", QT_TRANSLATE_NOOP("Languages", "English"));
        case QLocale::Chinese: return say("Languages", QT_TRANSLATE_NOOP("Languages", "Chinese"));
        case QLocale::Cantonese: return say("Languages", QT_TRANSLATE_NOOP("Languages", "Cantonese"));
        case QLocale::Japanese: return say("Languages", QT_TRANSLATE_NOOP("Languages", "Japanese"));
        case QLocale::Korean: return say("Languages", QT_TRANSLATE_NOOP("Languages", "Korean"));
        default: return locale.nativeLanguageName();
    }
}

QString asSentence(QString text) {
    text = text.trimmed();
    if (text.isEmpty() || usedLanguage() != QStringLiteral("en")) {
        return text;
    }
    const QString firstWord = text.section(QChar(u' '), 0, 0);
    if (std::ranges::all_of(firstWord, [](QChar c) { return c.isLetter(); })) {  // not the name of a file
        text[0] = text[0].toUpper();
    }
    const bool ended = text.endsWith(QChar(u'.')) || text.endsWith(QChar(u'!')) || text.endsWith(QChar(u'?'));
    return ended ? text : text + QChar(u'.');
}

}  // namespace timbre::ui
