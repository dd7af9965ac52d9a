// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// Kinds of undo steps as they stand in the file; the window translates them ("Undo Split").
namespace timbre::edit_kind {

inline constexpr std::string_view kInsert = "insert";
inline constexpr std::string_view kRemove = "remove";
inline constexpr std::string_view kText = "text";
inline constexpr std::string_view kReplace = "replace";
inline constexpr std::string_view kChange = "change";
inline constexpr std::string_view kSplit = "split";
inline constexpr std::string_view kJoin = "join";
inline constexpr std::string_view kMove = "move";
inline constexpr std::string_view kAddTake = "add-take";
inline constexpr std::string_view kStarTakes = "star-takes";
inline constexpr std::string_view kNoteTake = "note-take";
inline constexpr std::string_view kChooseTake = "choose-take";
inline constexpr std::string_view kRemoveTakes = "remove-takes";
inline constexpr std::string_view kLexicon = "lexicon";
inline constexpr std::string_view kSettings = "settings";

}  // namespace timbre::edit_kind
