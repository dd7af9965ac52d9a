// SPDX-License-Identifier: GPL-3.0-or-later
// BookDesk: a recording of a voice is made again.
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/studio/book_desk.h"
#include "core/studio/voice_books.h"
#include "core/studio/voice_retake.h"

namespace timbre {

Result<std::optional<BookRetake>> BookDesk::takeBookOf(const Voice& voice, int clip, std::vector<RescuedTake>& rescued) {
    const RetakeParts parts{.dataFolder = parts_.dataFolder, .phonesOf = parts_.phonesOf, .vad = vad()};
    const std::scoped_lock lock(bookMutex_);
    if (book_ && std::ranges::find(book_->state().voices, voice.id) != book_->state().voices.end()) {
        if (auto found = findRetake(*book_, voice, clip, parts); !found || *found) {
            return found;
        }
    }
    auto known = booksOf(parts_.dataFolder, voice.id);
    if (!known) {
        return tl::unexpected(known.error());
    }
    std::ranges::move(known->shared, std::back_inserter(known->ids));
    for (const std::string& id : known->ids) {
        if (isOpen(id)) {
            continue;
        }
        auto book = RecordingBook::open(parts_.dataFolder, id);
        if (!book) {
            continue;  // damaged, or open in another program: the voice has its recordings, too
        }
        auto found = findRetake(*book, voice, clip, parts);
        if (found && *found) {
            auto taken = takeOver(std::move(*book));
            if (!taken) {
                return tl::unexpected(taken.error());
            }
            rescued = std::move(*taken);
            return found;
        }
    }
    return std::nullopt;
}

Result<void> BookDesk::perform(JobContext& job, const OpenVoiceBook& command) {
    const auto voice = findVoice_(command.voice);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const int clip = command.clip < 0 ? clipToMakeAgain(voice->version) : command.clip;
    if (auto checked = checkRetake(*voice, clip); !checked) {
        return checked;
    }
    std::vector<RescuedTake> rescued;
    auto retake = takeBookOf(*voice, clip, rescued);
    if (!retake) {
        return tl::unexpected(retake.error());
    }
    if (!*retake) {
        const RetakeParts parts{.dataFolder = parts_.dataFolder, .phonesOf = parts_.phonesOf, .vad = vad()};
        auto book = makeBookOf(*voice, parts, [&](int done, int all) { job.progress(done, all); }, job.stopToken());
        if (!book) {
            return tl::unexpected(book.error());
        }
        retake = findRetake(*book, *voice, clip, parts);
        if (!retake) {
            return tl::unexpected(retake.error());
        }
        const std::scoped_lock lock(bookMutex_);
        if (auto taken = takeOver(std::move(*book)); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    const std::scoped_lock lock(bookMutex_);
    if (!book_) {
        return fail(ErrorCode::NotFound, "the voice was deleted meanwhile", "Choose another one.");
    }
    return tellOpened(job, std::move(rescued), std::move(*retake));
}

}  // namespace timbre
