// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/audio/vad.h"
#include "core/base/result.h"
#include "core/studio/book_protocol.h"
#include "core/voice/recording_book.h"
#include "core/voice/voice.h"

namespace timbre {

/// What the recordings of a voice are put into a book with; each may be empty.
struct RetakeParts {
    std::filesystem::path dataFolder{};
    PhonesOf phonesOf{};
    SharedVadModel vad{};
};

/// The recording of a version that needs most to be made again: the worst verdict, then the lowest SNR. -1: none has words.
[[nodiscard]] int clipToMakeAgain(const VoiceVersion& version);

/// Whether recording `clip` of `voice` can be made again: there is such a one, it has words to read, the voice learns from
/// recordings and permission was stated. NotFound, InvalidInput, Unsupported.
Result<void> checkRetake(const Voice& voice, int clip);

/// The line of `book` that recording `clip` of `voice` is a reading of, with the take it was; where the book has the line
/// but no longer that take, the voice's copy of it becomes one. nullopt: no line says that. Errors of the book.
Result<std::optional<BookRetake>> findRetake(RecordingBook& book, const Voice& voice, int clip, const RetakeParts& parts);

/// A book with the recordings of a version as lines of one take each, for voices whose own book is gone or never was.
/// Recordings without words stay out. Nothing is left after a failure. Errors of the book, Cancelled.
/// @param progress  how many of how many recordings are in it; may be empty.
Result<RecordingBook> makeBookOf(const Voice& voice, const RetakeParts& parts, const std::function<void(int, int)>& progress,
                                 const std::stop_token& stop);

}  // namespace timbre
