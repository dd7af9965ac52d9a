// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/error_text.h"

#include <QCoreApplication>

#include "ui/i18n/core_words.h"

namespace timbre::ui {

QString explain(const Error& error) {
    const QString reason = asSentence(coreSentence(error.detail).value_or(errorReason(error.code)));
    const QString advice =
        error.advice.empty() ? errorAdvice(error.code) : asSentence(coreSentence(error.advice).value_or(errorAdvice(error.code)));
    if (reason.isEmpty() || advice.isEmpty()) {
        return reason + advice;
    }
    return QCoreApplication::translate("Errors", "%1 %2", "two sentences: what happened, what to do").arg(reason, advice);
}

QString errorDetails(const Error& error) {
    return QStringLiteral("%1: %2").arg(QLatin1StringView(errorCodeName(error.code)),
                                        QString::fromStdString(error.message()));
}

}  // namespace timbre::ui
