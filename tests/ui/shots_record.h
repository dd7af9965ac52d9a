// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>

#include "ui/theme/theme.h"

/// Pictures of the record room in its states, into this folder.
void takeRecordPictures(const QDir& folder, timbre::ui::Appearance appearance);
