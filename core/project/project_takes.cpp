// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <utility>

#include "core/audio/flac.h"
#include "core/project/clock.h"
#include "core/project/project.h"
#include "core/project/project_state.h"

namespace timbre {

namespace {

using detail::asVoid;

constexpr std::string_view kColumns =
    "id, sentence, created, text, engine, engine_version, voice, voice_version, language, seed, settings, words, "
    "checks, "
    "note, render_seconds, starred, sample_rate_hz, channels, frames";

Take takeOf(const SqlRow& row) {
    Take take;
    take.id = static_cast<TakeId>(row.integer(0));
    take.sentence = static_cast<SentenceId>(row.integer(1));
    take.created = row.text(2);
    take.text = row.text(3);
    take.engine = row.text(4);
    take.engineVersion = row.text(5);
    take.voice = {.voice = row.text(6), .number = static_cast<int>(row.integer(7))};
    take.language = row.text(8);
    take.seed = static_cast<std::uint64_t>(row.integer(9));
    take.settings = row.text(10);
    take.words = row.text(11);
    take.checks = row.text(12);
    take.note = row.text(13);
    take.renderSeconds = row.real(14);
    take.starred = row.integer(15) != 0;
    take.sampleRateHz = static_cast<int>(row.integer(16));
    take.channels = static_cast<int>(row.integer(17));
    take.frames = static_cast<std::uint64_t>(row.integer(18));
    return take;
}

Result<std::vector<Take>> readTakes(Database& database, std::string_view tail, std::span<const SqlValue> values) {
    std::vector<Take> takes;
    auto done = database.query(fmt::format("SELECT {} FROM takes {}", kColumns, tail), values,
                               [&](const SqlRow& row) { takes.push_back(takeOf(row)); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return takes;
}

Result<void> checkTake(const Take& take, const PackedSound& sound) {
    const std::array<std::pair<std::string_view, std::string_view>, 7> texts{{{"text", take.text},
                                                                              {"engine", take.engine},
                                                                              {"engine version", take.engineVersion},
                                                                              {"voice", take.voice.voice},
                                                                              {"language", take.language},
                                                                              {"note", take.note},
                                                                              {"date", take.created}}};
    for (const auto& [what, text] : texts) {
        if (auto good = detail::checkText(what, text); !good) {
            return good;
        }
    }
    if (sound.flac.empty() || sound.sampleRateHz <= 0 || sound.channels <= 0 || sound.frames == 0) {
        return fail(ErrorCode::InvalidInput, "a take needs sound");
    }
    auto good = detail::checkJsonObject("take settings", take.settings);
    if (good) {
        good = detail::checkJsonArray("word times", take.words);
    }
    return good ? detail::checkJsonObject("checks", take.checks) : good;
}

Result<TakeId> writeTake(Database& database, const Take& take, const PackedSound& sound) {
    const auto stored =
        database.run("INSERT INTO audio(bytes, flac) VALUES(?, ?)", {sound.flac.size(), SqlBlob{sound.flac}});
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const auto added = database.run(
        "INSERT INTO takes(sentence, audio, created, text, engine, engine_version, voice, voice_version, language, "
        "seed, "
        "settings, words, checks, note, render_seconds, starred, sample_rate_hz, channels, frames) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {take.sentence, database.lastInsertId(), take.created.empty() ? detail::utcNow() : take.created, take.text,
         take.engine, take.engineVersion, take.voice.voice, take.voice.number, take.language, take.seed, take.settings,
         take.words, take.checks, take.note, take.renderSeconds, take.starred ? 1 : 0, sound.sampleRateHz,
         sound.channels, sound.frames});
    if (!added) {
        return tl::unexpected(added.error());
    }
    return static_cast<TakeId>(database.lastInsertId());
}

/// The lock of a sentence. NotFound.
Result<bool> isLocked(Database& database, SentenceId id) {
    const auto locked = database.queryInteger("SELECT locked FROM sentences WHERE id = ?", {id});
    if (!locked) {
        return tl::unexpected(locked.error());
    }
    return *locked ? Result<bool>(**locked != 0) : Result<bool>(detail::noSentence(id));
}

Result<void> writeChoice(Database& database, SentenceId sentence, std::optional<TakeId> take) {
    return asVoid(database.run("UPDATE sentences SET chosen_take = ? WHERE id = ?", {take, sentence}));
}

/// An earlier take that was made in the same way: the engine would give the same samples again.
Result<std::optional<TakeId>> sameRendering(Database& database, const Take& take) {
    const auto found = database.queryInteger(
        "SELECT max(id) FROM takes WHERE sentence = ? AND text = ? AND engine = ? AND engine_version = ? AND voice = ? "
        "AND voice_version = ? AND language = ? AND seed = ? AND settings = ?",
        {take.sentence, take.text, take.engine, take.engineVersion, take.voice.voice, take.voice.number, take.language,
         take.seed, take.settings});
    if (!found) {
        return tl::unexpected(found.error());
    }
    return *found ? std::optional(static_cast<TakeId>(**found)) : std::nullopt;
}

/// Runs an UPDATE or DELETE that must find its take.
Result<void> changeTake(Database& database, std::string_view sql, std::initializer_list<SqlValue> values, TakeId id) {
    const auto changed = database.run(sql, values);
    if (!changed) {
        return tl::unexpected(changed.error());
    }
    return *changed == 0 ? Result<void>(detail::noTake(id)) : Result<void>{};
}

/// A take that goes is chosen no longer; InvalidInput where a lock holds it.
Result<void> unchoose(Database& database, TakeId id) {
    const auto chosenBy = database.queryInteger(
        "SELECT s.id FROM takes t JOIN sentences s ON s.id = t.sentence WHERE t.id = ?1 AND s.chosen_take = ?1", {id});
    if (!chosenBy) {
        return tl::unexpected(chosenBy.error());
    }
    if (!*chosenBy) {
        return {};
    }
    auto free = detail::needUnlocked(database, static_cast<SentenceId>(**chosenBy));
    return free ? asVoid(database.run("UPDATE sentences SET chosen_take = NULL WHERE id = ?", {**chosenBy})) : free;
}

}  // namespace

Result<std::vector<Take>> Project::takes() const { return readTakes(database(), "ORDER BY id", {}); }

Result<std::vector<Take>> Project::takes(SentenceId sentence) const {
    const std::array<SqlValue, 1> values{sentence};
    return readTakes(database(), "WHERE sentence = ? ORDER BY id", values);
}

Result<Take> Project::take(TakeId id) const {
    const std::array<SqlValue, 1> values{id};
    auto found = readTakes(database(), "WHERE id = ?", values);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (found->empty()) {
        return detail::noTake(id);
    }
    return std::move(found->front());
}

Result<AudioClip> Project::takeSound(TakeId id) const {
    const auto flac = takeFlac(id);
    return flac ? decodeFlac(*flac) : tl::unexpected(flac.error());
}

Result<std::string> Project::takeFlac(TakeId id) const {
    std::optional<std::string> flac;
    auto done = database().query("SELECT a.flac FROM takes t JOIN audio a ON a.id = t.audio WHERE t.id = ?", {id},
                                 [&](const SqlRow& row) { flac = std::string(row.blob(0)); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (!flac) {
        return detail::noTake(id);
    }
    return std::move(*flac);
}

Result<TakeId> Project::addTake(const Take& take, const PackedSound& sound, bool choose) {
    TakeId id{};
    auto done = edit(edit_kind::kAddTake, {}, [&]() -> Result<void> {
        if (auto good = checkTake(take, sound); !good) {
            return good;
        }
        const auto locked = isLocked(database(), take.sentence);
        if (!locked) {
            return tl::unexpected(locked.error());
        }
        const auto added = writeTake(database(), take, sound);
        if (!added) {
            return tl::unexpected(added.error());
        }
        id = *added;
        return choose && !*locked ? writeChoice(database(), take.sentence, id) : Result<void>{};
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return id;
}

Result<TakeId> Project::keepRendering(const Take& take, const PackedSound& sound) {
    if (isReadOnly()) {
        return tl::unexpected(readOnlyError());
    }
    if (auto good = checkTake(take, sound); !good) {
        return tl::unexpected(good.error());
    }
    // Outside edit(), so nothing is recorded; the history learns of the take when it removes the sentence (history.h).
    auto kept = database().transaction([&]() -> Result<TakeId> {
        const auto locked = isLocked(database(), take.sentence);
        if (!locked) {
            return tl::unexpected(locked.error());
        }
        const auto same = sameRendering(database(), take);
        if (!same) {
            return tl::unexpected(same.error());
        }
        auto id = *same ? Result<TakeId>(**same) : writeTake(database(), take, sound);
        if (id && !*locked) {
            if (auto chosen = writeChoice(database(), take.sentence, *id); !chosen) {
                return tl::unexpected(chosen.error());
            }
        }
        return id;
    });
    if (kept && state_->listener && !state_->editing) {
        state_->listener({.changed = {take.sentence}, .takes = {take.sentence}});
    }
    return kept;
}

Result<void> Project::starTakes(std::span<const TakeId> ids, bool starred) {
    return edit(edit_kind::kStarTakes, {}, [&]() -> Result<void> {
        for (const TakeId id : ids) {
            auto done = changeTake(database(), "UPDATE takes SET starred = ? WHERE id = ?", {starred ? 1 : 0, id}, id);
            if (!done) {
                return done;
            }
        }
        return {};
    });
}

Result<void> Project::setTakeNote(TakeId id, std::string_view note, std::string_view mergeKey) {
    return edit(edit_kind::kNoteTake, mergeKey, [&]() -> Result<void> {
        auto good = detail::checkText("note", note);
        return good ? changeTake(database(), "UPDATE takes SET note = ? WHERE id = ?", {note, id}, id) : good;
    });
}

Result<void> Project::chooseTake(SentenceId sentence, std::optional<TakeId> take) {
    return edit(edit_kind::kChooseTake, {}, [&]() -> Result<void> {
        if (auto free = detail::needUnlocked(database(), sentence); !free) {
            return free;
        }
        if (take) {
            const auto its =
                database().queryInteger("SELECT 1 FROM takes WHERE id = ? AND sentence = ?", {*take, sentence});
            if (!its || !*its) {
                return its ? Result<void>(detail::noTake(*take)) : tl::unexpected(its.error());
            }
        }
        return writeChoice(database(), sentence, take);
    });
}

Result<void> Project::removeTakes(std::span<const TakeId> ids) {
    return edit(edit_kind::kRemoveTakes, {}, [&]() -> Result<void> {
        for (const TakeId id : ids) {
            auto done = unchoose(database(), id);
            if (done) {
                done = changeTake(database(), "DELETE FROM takes WHERE id = ?", {id}, id);
            }
            if (!done) {
                return done;
            }
        }
        return {};
    });
}

Result<void> Project::setTakeChecks(TakeId id, std::string_view checksJson) {
    if (auto good = detail::checkJsonObject("checks", checksJson); !good) {
        return good;
    }
    if (isReadOnly()) {
        return tl::unexpected(readOnlyError());
    }
    // Outside edit(), so nothing is recorded; inside group() it is a part of that step like any other.
    auto done = database().transaction([&] {
        return changeTake(database(), "UPDATE takes SET checks = ? WHERE id = ?", {checksJson, id}, id);
    });
    if (done && state_->listener && !state_->editing) {
        if (const auto changed = take(id)) {
            state_->listener({.takes = {changed->sentence}});
        }
    }
    return done;
}

}  // namespace timbre
