// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/project_tools.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <stdexcept>

namespace timbre::test {

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// FNV-1a, 64 bits; texts are framed by their length.
class Digest {
  public:
    void add(std::uint64_t number) {
        for (int i = 0; i < 8; ++i) {
            value_ = (value_ ^ ((number >> (8 * i)) & 0xFFU)) * 1099511628211ULL;
        }
    }
    void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
    void add(const std::string& text) {
        add(static_cast<std::uint64_t>(text.size()));
        for (const char c : text) {
            value_ = (value_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        }
    }
    template <typename E>
    requires std::is_enum_v<E>
    void add(E value) { add(static_cast<std::uint64_t>(value)); }
    template <typename T>
    void add(const std::optional<T>& value) {
        add(std::uint64_t{value ? 1U : 0U});
        if (value) {
            add(*value);
        }
    }
    void add(const VoiceVersionId& voice) {
        add(voice.voice);
        add(static_cast<std::uint64_t>(voice.number));
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 14695981039346656037ULL;
};

void addRow(Digest& digest, const ScriptRow& row) {
    digest.add(row.id);
    digest.add(row.text);
    digest.add(row.breakAfter);
    digest.add(row.voice);
    digest.add(row.language);
    digest.add(row.role);
    digest.add(row.notes);
    digest.add(row.state);
    digest.add(std::uint64_t{row.locked ? 1U : 0U});
    digest.add(row.chosenTake);
    digest.add(row.prosody.speedScale);
    digest.add(row.prosody.pitchSemitones);
    digest.add(row.prosody.intonationScale);
    digest.add(row.prosody.volumeDb);
    digest.add(row.prosody.pauseMs);
    digest.add(row.prosody.style);
    digest.add(row.prosody.seed);
    digest.add(row.prosody.engineSettings);
}

void addTake(Digest& digest, const Take& take) {
    digest.add(take.id);
    digest.add(take.sentence);
    for (const std::string* text : {&take.created, &take.text, &take.engine, &take.engineVersion, &take.language,
                                    &take.settings, &take.words, &take.checks, &take.note}) {
        digest.add(*text);
    }
    digest.add(take.voice);
    digest.add(take.seed);
    digest.add(take.renderSeconds);
    digest.add(std::uint64_t{take.starred ? 1U : 0U});
    digest.add(static_cast<std::uint64_t>(take.sampleRateHz));
    digest.add(static_cast<std::uint64_t>(take.channels));
    digest.add(take.frames);
}

}  // namespace

AudioClip soundOf(std::uint64_t seed) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    std::mt19937_64 random(seed);
    for (std::uint64_t i = 0; i < 200 + seed % 300; ++i) {
        // Whole steps of 16 bits, which come back as they were.
        clip.samples.push_back(static_cast<float>(static_cast<int>(random() % 20'000) - 10'000) / 32'768.0F);
    }
    return clip;
}

PackedSound packedSoundOf(std::uint64_t seed) { return must(packSound(soundOf(seed))); }

ProjectContent contentOf(const Project& project) {
    return {.rows = must(project.rows()),
            .takes = must(project.takes()),
            .lexicon = must(project.lexicon()),
            .settings = must(project.settings()),
            .other = must(project.setting("other")).value_or("(unset)")};
}

std::uint64_t digestOf(const ProjectContent& content) {
    Digest digest;
    for (const ScriptRow& row : content.rows) {
        addRow(digest, row);
    }
    for (const Take& take : content.takes) {
        addTake(digest, take);
    }
    for (const LexiconEntry& entry : content.lexicon) {
        digest.add(entry.id);
        for (const std::string* text : {&entry.word, &entry.reading, &entry.language, &entry.scope, &entry.note}) {
            digest.add(*text);
        }
    }
    digest.add(content.settings.title);
    digest.add(content.settings.voice);
    digest.add(content.settings.language);
    digest.add(content.settings.exportSettings);
    digest.add(content.other);
    return digest.value();
}

bool soundsAreRight(const Project& project) {
    return std::ranges::all_of(must(project.takes()), [&](const Take& take) {
        const auto sound = project.takeSound(take.id);
        return sound && *sound == soundOf(take.seed);
    });
}

std::vector<std::string> namesIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::vector<ScriptRow> rowsOf(const std::vector<std::string>& texts) {
    std::vector<ScriptRow> rows;
    for (const std::string& text : texts) {
        rows.push_back({.text = text});
    }
    return rows;
}

std::string RandomEditor::words() {
    constexpr std::array<const char*, 12> kWords{"rain",         "the",       "O'Hara",      "\"quoted\"",
                                                 "\u91cd\u65b0", "caf\u00e9", "line\nbreak", "a",
                                                 "\\slash",      "100%",      "{json}",      "\U0001F600"};
    std::string text = kWords[below(kWords.size())];
    for (auto more = below(5); more > 0; --more) {
        text += std::string(" ") + kWords[below(kWords.size())];
    }
    return text;
}

std::string RandomEditor::edit(Project& project) {
    // Some draws have nothing to work on (no take yet) or change nothing: draw again.
    for (;;) {
        const ProjectContent content = contentOf(project);
        std::string name = tryEdit(project, content);
        if (!name.empty() && contentOf(project) != content) {
            return name;
        }
    }
}

std::string RandomEditor::tryEdit(Project& project, const ProjectContent& content) {
    constexpr std::size_t kFewRows = 3;
    constexpr std::size_t kManyRows = 40;
    if (content.rows.size() < kFewRows || (content.rows.size() < kManyRows && below(6) == 0)) {
        std::vector<ScriptRow> rows(1 + below(3));
        for (ScriptRow& row : rows) {
            row.text = words();
            row.prosody.speedScale = 1.0 + 0.1 * static_cast<double>(below(7));
        }
        const bool atStart = content.rows.empty() || below(5) == 0;
        must(project.insert(rows, atStart ? std::nullopt : std::optional(content.rows[below(content.rows.size())].id)));
        return "insert";
    }
    const ScriptRow& row = content.rows[below(content.rows.size())];
    if (row.locked && below(4) != 0) {
        must(project.change(std::array{row.id}, {.locked = false}));
        return "unlock";
    }
    switch (below(3)) {
        case 0:
            return row.locked ? "" : editTakes(project, content, row.id);
        case 1:
            return editRest(project, content);
        default:
            return row.locked ? "" : editScript(project, content, row.id);
    }
}

std::string RandomEditor::editScript(Project& project, const ProjectContent& content, SentenceId id) {
    const auto at =
        static_cast<std::size_t>(std::ranges::find(content.rows, id, &ScriptRow::id) - content.rows.begin());
    switch (below(9)) {
        case 0:
            must(project.setText(id, words(), merging_ ? "typing" : ""));
            return "type";
        case 1:
            must(project.remove(std::array{id}));
            return "remove";
        case 2: {
            const std::size_t cut = content.rows[at].text.find(' ');
            if (cut == std::string::npos) {
                return "";
            }
            must(project.split(id, cut));
            return "split";
        }
        case 3: {
            if (at + 1 >= content.rows.size() || content.rows[at + 1].locked) {
                return "";
            }
            must(project.join(std::array{id, content.rows[at + 1].id}));
            return "join";
        }
        case 4: {
            const SentenceId after = content.rows[below(content.rows.size())].id;
            if (after == id) {
                return "";
            }
            must(project.move(std::array{id}, below(5) == 0 ? std::nullopt : std::optional(after)));
            return "move";
        }
        case 5:
            must(project.replaceText({.find = "rain", .replacement = words(), .matchCase = false}));
            return "replace";
        case 6:
            must(project.change(std::array{id}, {.locked = true}));
            return "lock";
        case 7:
            must(project.change(std::array{id}, {.notes = words(),
                                                 .speedScale = 0.1 * static_cast<double>(5 + below(20)),
                                                 .pauseMs = below(2) == 0 ? std::nullopt : std::optional(0.1),
                                                 .seed = below(2) == 0 ? std::nullopt : std::optional(random_()),
                                                 .engineSettings = R"({"temperature":0.7})"}));
            return "change";
        default:
            must(project.change(std::array{id}, {.voice = VoiceVersionId{words(), 3}, .state = ReviewState::Approved}));
            return "voice";
    }
}

std::string RandomEditor::editTakes(Project& project, const ProjectContent& content, SentenceId id) {
    constexpr std::size_t kManyTakes = 30;
    if (content.takes.empty() || (content.takes.size() < kManyTakes && below(2) == 0)) {
        Take take;
        take.sentence = id;
        take.created = "2026-01-02T03:04:05Z";
        take.text = words();
        take.seed = random_();
        take.renderSeconds = 0.1;
        must(project.addTake(take, packedSoundOf(take.seed), below(2) == 0));
        return "add take";
    }
    const Take& take = content.takes[below(content.takes.size())];
    const auto owner = std::ranges::find(content.rows, take.sentence, &ScriptRow::id);
    if (owner->locked) {
        return "";
    }
    switch (below(4)) {
        case 0:
            must(project.starTakes(std::array{take.id}, !take.starred));
            return "star";
        case 1:
            must(project.chooseTake(take.sentence, take.id));
            return "choose";
        case 2:
            must(project.setTakeNote(take.id, words()));
            return "note";
        default:
            must(project.removeTakes(std::array{take.id}));
            return "remove take";
    }
}

std::string RandomEditor::editRest(Project& project, const ProjectContent& content) {
    if (below(3) == 0) {
        must(project.setSetting("other", words()));
        return "setting";
    }
    if (below(3) == 0) {
        ProjectSettings settings = content.settings;
        settings.title = words();
        must(project.setSettings(settings));
        return "settings";
    }
    if (content.lexicon.empty() || below(2) == 0) {
        const LexiconEntry entry{.word = words() + std::to_string(random_()), .reading = words()};
        must(project.addReadings(std::array{entry}));
        return "add reading";
    }
    LexiconEntry entry = content.lexicon[below(content.lexicon.size())];
    if (below(2) == 0) {
        must(project.removeReadings(std::array{entry.id}));
        return "remove reading";
    }
    entry.reading = words();
    must(project.changeReading(entry));
    return "change reading";
}

}  // namespace timbre::test
