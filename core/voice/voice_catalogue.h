// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/folder_lock.h"
#include "core/voice/voice.h"
#include "core/voice/voice_index.h"

namespace timbre {

/// Whether the caller holds the store's lock already. It cannot be taken twice.
enum class StoreLock { Free, Held };

/// Which voices there are: the folders are the truth, the index answers for every folder whose stamp it knows, and what
/// it does not know is read and entered. So a crash between a folder and its row is mended by the next look, and an
/// index that cannot be read or written costs time only. Thread: any.
class VoiceCatalogue {
  public:
    explicit VoiceCatalogue(const std::filesystem::path& dataFolder)
        : data_(dataFolder), voices_(dataFolder / "voices"), index_(dataFolder) {}

    [[nodiscard]] const std::filesystem::path& data() const noexcept { return data_; }
    [[nodiscard]] const std::filesystem::path& voices() const noexcept { return voices_; }
    [[nodiscard]] std::filesystem::path folderOf(const std::string& id) const { return voices_ / id; }

    /// Held during every change of voices. Io.
    [[nodiscard]] Result<FolderLock> lock() const;

    [[nodiscard]] Result<VoiceList> list(StoreLock lock) const;

    /// By name without regard to case, or by id. NotFound advises near names.
    [[nodiscard]] Result<std::string> idOf(std::string_view name, StoreLock lock) const;

    /// AlreadyExists when another voice than the one with `exceptId` has this name, whatever its case.
    [[nodiscard]] Result<void> requireFree(std::string_view name, std::string_view exceptId, StoreLock lock) const;

    /// The lowest hue that no voice has. Voices that cannot be read are looked past.
    [[nodiscard]] int freeHue(StoreLock lock) const;

    /// By number. Io.
    [[nodiscard]] Result<std::vector<VersionSummary>> versions(const std::string& id) const;

    /// Brings the rows of these voices in step with their folders, gone ones too; the lock is held. What fails is
    /// mended by the next list().
    /// @return rows of voices that are gone.
    std::int64_t refresh(std::span<const std::string> ids) const;

  private:
    std::filesystem::path data_;
    std::filesystem::path voices_;
    VoiceIndex index_;
};

}  // namespace timbre
