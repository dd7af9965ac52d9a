// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/project/project.h"
#include "core/project/project_state.h"

// Readings and settings of a project.
namespace timbre {

namespace {

using detail::asVoid;

Result<void> checkEntry(const LexiconEntry& entry) {
    if (entry.word.empty()) {
        return fail(ErrorCode::InvalidInput, "a reading needs a word");
    }
    if (entry.priority < 1 || entry.priority > 9) {
        return fail(ErrorCode::InvalidInput, "the priority " + std::to_string(entry.priority) + " is out of range",
                    "Choose 1 to 9.");
    }
    const std::array<std::pair<std::string_view, std::string_view>, 5> texts{{{"word", entry.word},
                                                                              {"reading", entry.reading},
                                                                              {"language", entry.language},
                                                                              {"scope", entry.scope},
                                                                              {"note", entry.note}}};
    for (const auto& [what, text] : texts) {
        if (auto good = detail::checkText(what, text); !good) {
            return good;
        }
    }
    return {};
}

/// The sentence a person reads when the word is there already.
Result<void> explained(const Result<std::int64_t>& done, const LexiconEntry& entry) {
    if (!done && done.error().code == ErrorCode::AlreadyExists) {
        return fail(ErrorCode::AlreadyExists, "\"" + entry.word + "\" has a reading already",
                    "Change that one, or choose another scope.");
    }
    return asVoid(done);
}

tl::unexpected<Error> noReading(LexiconId id) {
    return fail(ErrorCode::NotFound, "there is no reading " + std::to_string(static_cast<std::uint64_t>(id)));
}

constexpr const char* kTitle = "title";
constexpr const char* kVoice = "voice";
constexpr const char* kVoiceVersion = "voice_version";
constexpr const char* kLanguage = "language";
constexpr const char* kExport = "export";
constexpr std::array<std::string_view, 5> kOwnKeys{kTitle, kVoice, kVoiceVersion, kLanguage, kExport};

int numberOf(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

Result<std::vector<LexiconEntry>> Project::lexicon() const {
    std::vector<LexiconEntry> entries;
    auto done = database().query("SELECT id, word, reading, language, scope, note, priority FROM lexicon ORDER BY id", {},
                                 [&](const SqlRow& row) {
                                     entries.push_back({.id = static_cast<LexiconId>(row.integer(0)),
                                                        .word = row.text(1),
                                                        .reading = row.text(2),
                                                        .language = row.text(3),
                                                        .scope = row.text(4),
                                                        .note = row.text(5),
                                                        .priority = static_cast<int>(row.integer(6))});
                                 });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return entries;
}

Result<std::vector<LexiconId>> Project::addReadings(std::span<const LexiconEntry> entries) {
    std::vector<LexiconId> ids;
    auto done = edit(edit_kind::kLexicon, {}, [&]() -> Result<void> {
        for (const LexiconEntry& entry : entries) {
            auto good = checkEntry(entry);
            if (good) {
                good = explained(
                    database().run("INSERT INTO lexicon(word, reading, language, scope, note, priority) "
                                   "VALUES(?, ?, ?, ?, ?, ?)",
                                   {entry.word, entry.reading, entry.language, entry.scope, entry.note, entry.priority}),
                    entry);
            }
            if (!good) {
                return good;
            }
            ids.push_back(static_cast<LexiconId>(database().lastInsertId()));
        }
        return {};
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return ids;
}

Result<std::size_t> Project::putReadings(std::span<const LexiconEntry> entries) {
    std::size_t replaced = 0;
    auto done = edit(edit_kind::kLexicon, {}, [&]() -> Result<void> {
        for (const LexiconEntry& entry : entries) {
            if (auto good = checkEntry(entry); !good) {
                return good;
            }
            const auto changed = database().run(
                "UPDATE lexicon SET reading = ?, note = ?, priority = ? WHERE word = ? AND language = ? AND scope = ?",
                {entry.reading, entry.note, entry.priority, entry.word, entry.language, entry.scope});
            if (!changed) {
                return tl::unexpected(changed.error());
            }
            if (*changed > 0) {
                ++replaced;
                continue;
            }
            const auto added = database().run(
                "INSERT INTO lexicon(word, reading, language, scope, note, priority) VALUES(?, ?, ?, ?, ?, ?)",
                {entry.word, entry.reading, entry.language, entry.scope, entry.note, entry.priority});
            if (!added) {
                return tl::unexpected(added.error());
            }
        }
        return {};
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return replaced;
}

Result<void> Project::changeReading(const LexiconEntry& entry) {
    return edit(edit_kind::kLexicon, {}, [&]() -> Result<void> {
        if (auto good = checkEntry(entry); !good) {
            return good;
        }
        const auto changed =
            database().run("UPDATE lexicon SET word = ?, reading = ?, language = ?, scope = ?, note = ?, "
                           "priority = ? WHERE id = ?",
                           {entry.word, entry.reading, entry.language, entry.scope, entry.note, entry.priority, entry.id});
        return changed && *changed == 0 ? Result<void>(noReading(entry.id)) : explained(changed, entry);
    });
}

Result<void> Project::removeReadings(std::span<const LexiconId> ids) {
    return edit(edit_kind::kLexicon, {}, [&]() -> Result<void> {
        for (const LexiconId id : ids) {
            const auto removed = database().run("DELETE FROM lexicon WHERE id = ?", {id});
            if (!removed) {
                return tl::unexpected(removed.error());
            }
            if (*removed == 0) {
                return noReading(id);
            }
        }
        return {};
    });
}

Result<std::optional<std::string>> Project::setting(std::string_view key) const {
    return database().queryText("SELECT value FROM settings WHERE key = ?", {key});
}

Result<std::map<std::string, std::string>> Project::otherSettings() const {
    std::map<std::string, std::string> others;
    auto done = database().query("SELECT key, value FROM settings", {}, [&](const SqlRow& row) {
        if (std::ranges::find(kOwnKeys, std::string_view(row.blob(0))) == kOwnKeys.end()) {
            others.emplace(row.text(0), row.text(1));
        }
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return others;
}

Result<void> Project::setSetting(std::string_view key, std::string_view value, std::string_view mergeKey) {
    return edit(edit_kind::kSettings, mergeKey, [&]() -> Result<void> {
        auto good = detail::checkText("setting", key);
        if (good) {
            good = detail::checkText("setting", value);
        }
        // Not REPLACE: the row of a newer version may have more columns than these.
        return good ? asVoid(database().run("INSERT INTO settings(key, value) VALUES(?, ?) "
                                            "ON CONFLICT(key) DO UPDATE SET value = excluded.value "
                                            "WHERE value IS NOT excluded.value",
                                            {key, value}))
                    : good;
    });
}

Result<ProjectSettings> Project::settings() const {
    ProjectSettings settings;
    auto done = database().query("SELECT key, value FROM settings", {}, [&](const SqlRow& row) {
        const std::string key = row.text(0);
        if (key == kTitle) {
            settings.title = row.text(1);
        } else if (key == kVoice) {
            settings.voice.voice = row.text(1);
        } else if (key == kVoiceVersion) {
            settings.voice.number = numberOf(row.text(1));
        } else if (key == kLanguage) {
            settings.language = row.text(1);
        } else if (key == kExport) {
            settings.exportSettings = row.text(1);
        }
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return settings;
}

Result<void> Project::setSettings(const ProjectSettings& wanted) {
    return edit(edit_kind::kSettings, {}, [&]() -> Result<void> {
        if (auto good = detail::checkJsonObject("export settings", wanted.exportSettings); !good) {
            return good;
        }
        const std::string number = std::to_string(wanted.voice.number);
        const std::array<std::string_view, kOwnKeys.size()> values{wanted.title, wanted.voice.voice, number,
                                                                   wanted.language, wanted.exportSettings};
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (auto done = setSetting(kOwnKeys[i], values[i]); !done) {
                return done;
            }
        }
        return {};
    });
}

}  // namespace timbre
