// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// A voice as one file, NAME.timbrevoice: a ZIP archive whose first entry, manifest.json, lists every other file with
/// its size and SHA-256:
///     manifest.json  voice.json  versions/0001/{version.json,clips/*,engine/*}  versions/0002/...
/// Usage stays at home: how often a voice was spoken with is nobody else's business. So do folders of this machine: of
/// the models that an engine's records name only the last part of the path goes out, with the size and checksum that
/// stand beside it; the engine finds them again where the voice is taken in (Engine::findModels).

struct ExportedVoice {
    std::filesystem::path file;
    std::vector<int> versions;
    std::uintmax_t bytes = 0;  ///< Of the file.
    std::size_t files = 0;
};

/// @param versions  which ones; empty: all. The file's present version is the voice's where it is among them, else the
///                  newest of them.
/// The file appears when it is whole and replaces an older one. NotFound, Corrupt, Unsupported, Io, Cancelled.
Result<ExportedVoice> exportVoice(const VoiceStore& store, std::string_view name, const std::vector<int>& versions,
                                  const std::filesystem::path& target, const ProgressSink& progress,
                                  std::stop_token stop);

struct ImportedVoice {
    Voice voice;
    std::vector<int> versions;
};

/// Takes a voice in; it appears in the store only when everything in the file was found to be as its manifest says, and
/// on failure nothing remains. Its id stays where that is free here.
/// @param newName  empty: the name in the file.
/// NotFound. Corrupt: no voice file, cut, damaged, or one that would write outside its folder (links, paths, names
/// twice, also in another case). Unsupported: written by a newer program. AlreadyExists: the name is taken.
/// InvalidInput: see checkNewVoiceName. Io: also when the disk has too little room. Cancelled.
Result<ImportedVoice> importVoice(VoiceStore& store, const std::filesystem::path& file, const std::string& newName,
                                  const ProgressSink& progress, std::stop_token stop);

}  // namespace timbre
