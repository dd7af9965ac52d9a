// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/narration_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/export/subtitles.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// Audiobook shops take MP3 at this rate.
constexpr int kAcxRateHz = 44'100;
constexpr double kLossyCeilingDbtp = -2.0;
constexpr std::size_t kSentenceDigits = 4;  // at least
constexpr std::string_view kSentenceExtension = ".wav";

bool isSentenceName(std::string_view name) {
    const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
    return digits >= kSentenceDigits && name.substr(digits) == kSentenceExtension;
}

Result<void> checkSentenceFolder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a folder",
                    "Choose another folder.");
    }
    return checkWritable(fs::is_directory(folder, ignored) ? folder / sentenceFileName(1) : folder);
}

Result<void> checkDistinct(const NarrationFiles& files) {
    std::vector<fs::path> all = files.sounds;
    if (files.subtitles) {
        all.push_back(*files.subtitles);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (isSameFile(all[i], all[k])) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("{} and {} are the same file", displayPath(all[k]), displayPath(all[i])),
                            "Name each file once.");
            }
        }
    }
    const auto among = [&files](const fs::path& file) {
        return isSentenceName(displayPath(file.filename())) &&
               isSameFile(file.has_parent_path() ? file.parent_path() : fs::path("."), *files.sentenceFolder);
    };
    if (const auto taken = files.sentenceFolder ? std::ranges::find_if(all, among) : all.end(); taken != all.end()) {
        return fail(ErrorCode::InvalidInput, displayPath(*taken) + " would be one of the numbered sentences too",
                    "Choose another name or folder.");
    }
    return {};
}

/// A folder that goes again unless it is kept.
class NewFolder {
  public:
    static Result<NewFolder> make(const fs::path& path) {
        std::error_code error;
        const bool isNew = fs::create_directory(path, error);
        if (error) {
            return tl::unexpected(ioError("cannot make the folder", path, error.value()));
        }
        return NewFolder(isNew ? path : fs::path());
    }
    NewFolder(NewFolder&& other) noexcept
        : path_(std::exchange(other.path_, {})), halfMade_(std::move(other.halfMade_)) {}
    NewFolder& operator=(NewFolder&&) = delete;
    ~NewFolder() {
        std::error_code ignored;
        fs::remove(path_, ignored);  // only where it is empty
    }
    void keep() { path_.clear(); }

  private:
    explicit NewFolder(const fs::path& path) : path_(path), halfMade_(path) {}
    fs::path path_;
    HalfMade halfMade_;
};

/// Files that are written but have not got their names yet.
class Staged {
  public:
    Staged(const std::optional<LoudnessGoal>& goal, std::stop_token stop) {
        settings_.sampleRateHz = goal && goal->kind == LoudnessGoal::Kind::Acx ? kAcxRateHz : 0;
        settings_.stop = std::move(stop);
    }

    Result<void> sound(const fs::path& target, const AudioClip& clip, const std::string& title) {
        const auto exporter = exporterFor(target);
        if (!exporter) {
            return tl::unexpected(exporter.error());
        }
        ExportSettings settings = settings_;
        settings.title = title;
        const fs::path temporary = files_.emplace_back(target).temporaryPath();
        return aboutTarget((*exporter)->write(clip, temporary, settings), temporary, target);
    }

    Result<void> subtitles(const fs::path& target, const Narration& narration) {
        const fs::path temporary = files_.emplace_back(target).temporaryPath();
        return aboutTarget(writeSubtitles(temporary, narrationCues(narration)), temporary, target);
    }

    Result<void> publish() { return PendingFile::commitAll(files_); }

  private:
    /// The user knows the file by its own name only.
    static Result<void> aboutTarget(Result<void> result, const fs::path& temporary, const fs::path& target) {
        if (!result) {
            std::string& detail = result.error().detail;
            const std::string hidden = displayPath(temporary);
            if (const auto at = detail.find(hidden); at != std::string::npos) {
                detail.replace(at, hidden.size(), displayPath(target));
            }
        }
        return result;
    }

    ExportSettings settings_;
    std::vector<PendingFile> files_;
};

Result<void> stageSentences(const fs::path& folder, const Narration& narration, Staged& staged) {
    for (const NarrationSentence& sentence : narration.sentences) {
        const AudioClip clip = sentenceAudio(narration, sentence);
        if (auto wrote = staged.sound(folder / sentenceFileName(sentence.number), clip, {}); !wrote) {
            return wrote;
        }
    }
    return {};
}

Result<void> removeFiles(const std::vector<fs::path>& files) {
    for (const fs::path& file : files) {
        std::error_code error;
        if (!fs::remove(file, error) && error) {
            return tl::unexpected(ioError("cannot remove", file, error.value()));
        }
    }
    return {};
}

/// Everything but the names.
Result<void> stageAll(const NarrationFiles& files, const Narration& narration, const ProgressSink& progress,
                      Staged& staged) {
    const double parts = static_cast<double>(files.sounds.size()) + 1.0;
    for (std::size_t i = 0; i < files.sounds.size(); ++i) {
        const fs::path& target = files.sounds[i];
        if (progress) {
            progress({"writing " + displayPath(target.filename()), static_cast<double>(i) / parts});
        }
        const std::string title = files.title.empty() ? displayPath(target.stem()) : files.title;
        if (auto wrote = staged.sound(target, narration.audio, title); !wrote) {
            return wrote;
        }
    }
    if (files.subtitles) {
        if (auto wrote = staged.subtitles(*files.subtitles, narration); !wrote) {
            return wrote;
        }
    }
    return files.sentenceFolder ? stageSentences(*files.sentenceFolder, narration, staged) : Result<void>{};
}

}  // namespace

std::string sentenceFileName(std::size_t number) {
    return fmt::format("{:0{}}{}", number, kSentenceDigits, kSentenceExtension);
}

Result<void> checkNarrationFiles(const NarrationFiles& files) {
    for (const fs::path& sound : files.sounds) {
        if (const auto exporter = exporterFor(sound); !exporter) {
            return tl::unexpected(exporter.error());
        }
        if (auto writable = checkWritable(sound); !writable) {
            return writable;
        }
    }
    if (files.subtitles) {
        if (auto known = checkSubtitleName(*files.subtitles); !known) {
            return known;
        }
        if (auto writable = checkWritable(*files.subtitles); !writable) {
            return writable;
        }
    }
    if (files.sentenceFolder) {
        if (auto usable = checkSentenceFolder(*files.sentenceFolder); !usable) {
            return usable;
        }
    }
    return checkDistinct(files);
}

std::optional<LoudnessGoal> goalFor(const NarrationFiles& files, std::optional<LoudnessGoal> goal) {
    const bool lossy = std::ranges::any_of(files.sounds, [](const fs::path& sound) {
        const auto exporter = exporterFor(sound);
        return exporter && (*exporter)->lossy;
    });
    if (goal && lossy) {
        goal->truePeakCeilingDbtp = std::min(goal->truePeakCeilingDbtp, kLossyCeilingDbtp);
    }
    return goal;
}

std::vector<fs::path> olderSentences(const fs::path& folder, const Narration& narration) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        const fs::path name = entry->path().filename();
        const bool fresh = std::ranges::any_of(narration.sentences, [&name](const NarrationSentence& sentence) {
            return name == sentenceFileName(sentence.number);
        });
        if (!fresh && isSentenceName(displayPath(name)) && entry->is_regular_file(ignored)) {
            found.push_back(entry->path());
        }
    }
    std::ranges::sort(found);
    return found;
}

Result<void> writeNarrationFiles(const NarrationFiles& files, const Narration& narration,
                                 const std::optional<LoudnessGoal>& goal, const ProgressSink& progress,
                                 const std::stop_token& stop) {
    std::optional<NewFolder> folder;  // before the files in it, so that it goes after them
    if (files.sentenceFolder) {
        auto made = NewFolder::make(*files.sentenceFolder);
        if (!made) {
            return tl::unexpected(made.error());
        }
        folder.emplace(std::move(*made));
    }
    Staged staged(goal, stop);
    if (auto wrote = stageAll(files, narration, progress, staged); !wrote) {
        return wrote;
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before the files got their names");
    }
    if (auto published = staged.publish(); !published) {
        return published;
    }
    if (folder) {
        folder->keep();
    }
    if (progress) {
        progress({"all files are written", 1.0});
    }
    return files.removeOlderSentences && files.sentenceFolder
               ? removeFiles(olderSentences(*files.sentenceFolder, narration))
               : Result<void>{};
}

}  // namespace timbre
