// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/result.h"

namespace timbre::ui {

/// What happened and what to do next, for people: the core's own sentences in the language of the window, or where one is
/// not known there what its code says.
QString explain(const Error& error);

/// Everything a bug report needs: code, detail, advice.
QString errorDetails(const Error& error);

}  // namespace timbre::ui
