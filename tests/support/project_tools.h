// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "core/project/project.h"

/// What the tests of core/project, its bench and the child that gets killed share.
namespace timbre::test {

/// A short sound that its seed decides alone.
AudioClip soundOf(std::uint64_t seed);
PackedSound packedSoundOf(std::uint64_t seed);

/// Everything a user can see in a project, for comparing.
struct ProjectContent {
    std::vector<ScriptRow> rows;
    std::vector<Take> takes;
    std::vector<LexiconEntry> lexicon;
    ProjectSettings settings;
    std::string other;  ///< The setting "other", which random edits write.
    bool operator==(const ProjectContent&) const = default;
};

/// Throws where the project cannot be read.
ProjectContent contentOf(const Project& project);

/// A number that differs where the content does (FNV-1a over every field).
std::uint64_t digestOf(const ProjectContent& content);

/// Whether every take's sound is there and the one its seed decides.
bool soundsAreRight(const Project& project);

/// Names of the files in a folder, sorted.
std::vector<std::string> namesIn(const std::filesystem::path& folder);

/// Rows with the given texts.
std::vector<ScriptRow> rowsOf(const std::vector<std::string>& texts);

/// Random edits of every kind, the same ones for the same seed and project.
class RandomEditor {
  public:
    /// @param merging  typing goes on in the step before where that was typing too.
    explicit RandomEditor(std::uint64_t seed, bool merging = true) : random_(seed), merging_(merging) {}

    /// One edit that changes something. Throws where it is refused: that would be a fault.
    /// @return its name.
    std::string edit(Project& project);

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  private:
    std::string tryEdit(Project& project, const ProjectContent& content);
    std::string editScript(Project& project, const ProjectContent& content, SentenceId id);
    std::string editTakes(Project& project, const ProjectContent& content, SentenceId id);
    std::string editRest(Project& project, const ProjectContent& content);
    std::string words();

    std::mt19937_64 random_;
    bool merging_;
};

}  // namespace timbre::test
