// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/error_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace timbre::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("Errors", text); }

QString adviceFor(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput: return say(QT_TRANSLATE_NOOP("Errors", "Change it and try again."));
        case ErrorCode::NotFound: return say(QT_TRANSLATE_NOOP("Errors", "Check the name or choose another one."));
        case ErrorCode::AlreadyExists: return say(QT_TRANSLATE_NOOP("Errors", "Choose another name."));
        case ErrorCode::Unsupported: return say(QT_TRANSLATE_NOOP("Errors", "Choose another language, voice or format."));
        case ErrorCode::Corrupt: return say(QT_TRANSLATE_NOOP("Errors", "Restore the file from a copy, or make it again."));
        case ErrorCode::Io:
            return say(QT_TRANSLATE_NOOP("Errors", "Check the disk's free space and your rights, or choose another folder."));
        case ErrorCode::ModelMissing: return say(QT_TRANSLATE_NOOP("Errors", "Install Timbre Studio anew to repair it."));
        case ErrorCode::OutOfMemory:
            return say(QT_TRANSLATE_NOOP("Errors", "Close other programs, or work on a shorter text."));
        case ErrorCode::DeviceUnavailable:
            return say(QT_TRANSLATE_NOOP("Errors", "Check that the device is plugged in and switched on."));
        case ErrorCode::Cancelled: return {};
        case ErrorCode::Internal: return say(QT_TRANSLATE_NOOP("Errors", "Please report this with its details."));
    }
    return {};
}

/// As a sentence: capital in front, full stop behind.
QString sentence(const std::string& text) {
    QString result = QString::fromStdString(text).trimmed();
    if (result.isEmpty()) {
        return result;
    }
    const QString firstWord = result.section(QChar(u' '), 0, 0);
    if (std::ranges::all_of(firstWord, [](QChar c) { return c.isLetter(); })) {  // not the name of a file
        result[0] = result[0].toUpper();
    }
    return result.endsWith(QChar(u'.')) || result.endsWith(QChar(u'!')) || result.endsWith(QChar(u'?'))
               ? result
               : result + QChar(u'.');
}

}  // namespace

QString explain(const Error& error) {
    const QString advice = error.advice.empty() ? adviceFor(error.code) : sentence(error.advice);
    return advice.isEmpty() ? sentence(error.detail) : QStringLiteral("%1 %2").arg(sentence(error.detail), advice);
}

QString errorDetails(const Error& error) {
    return QStringLiteral("%1: %2").arg(QLatin1StringView(errorCodeName(error.code)),
                                        QString::fromStdString(error.message()));
}

}  // namespace timbre::ui
