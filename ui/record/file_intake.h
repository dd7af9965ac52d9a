// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QUrl>
#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "ui/bridge/engine_bridge.h"

namespace timbre::ui {

/// Files that become recordings: cut into slices, judged, their words found; what a person has corrected of it.
class FileIntake final : public QObject {
    Q_OBJECT

  public:
    /// Longer slices are not made by joining.
    static constexpr double kLongestJoinedSeconds = 15.0;

    /// Whether a slice can be joined with the next, and why not.
    enum class Joining { Possible, Last, OtherFile, TooLong, NotYet };

    explicit FileIntake(EngineBridge& bridge, QObject* parent = nullptr);

    /// Whether there is a sound or video file, or a folder, among them.
    static bool canTake(const QList<QUrl>& files);

    /// Sound and video, with at most one text file that holds their words.
    void start(const QList<QUrl>& files);
    void cancel();
    /// Lets go of all sound: what was not put into the book is forgotten.
    void clear();
    /// Puts the chosen slices that have words into the open book, and lets go of all of them.
    void adopt();

    [[nodiscard]] bool isRunning() const noexcept { return job_.has_value(); }
    [[nodiscard]] bool isAdopting() const noexcept { return adopting_.has_value(); }
    /// 0..1.
    [[nodiscard]] double share() const noexcept { return share_; }
    [[nodiscard]] std::size_t count() const noexcept { return rows_.size(); }
    [[nodiscard]] const SoundSlice& slice(std::size_t row) const { return rows_[row].slice; }
    /// How many there are, those that are refused too, and which one is listened to, from 1.
    [[nodiscard]] int fileCount() const noexcept { return fileCount_; }
    [[nodiscard]] int fileNumber() const noexcept { return std::min(fileCount_, filesDone_ + 1); }
    /// Those that are listened to, as far as they are decoded, and that were.
    [[nodiscard]] const std::vector<HeardFile>& files() const noexcept { return files_; }
    [[nodiscard]] const std::vector<RefusedFile>& refused() const noexcept { return refused_; }
    /// Those that were longer than what is taken in of one.
    [[nodiscard]] const std::vector<std::filesystem::path>& cut() const noexcept { return cut_; }
    /// The best stretch of all, where its slice is still in.
    [[nodiscard]] const ReferenceWindow* best(std::size_t row) const;

    /// A person's words; the slice is no draft any more.
    void setText(std::size_t row, const QString& text);
    /// A person says that these words are right, a draft's too.
    void confirmText(std::size_t row, const QString& text);
    void setTaken(std::size_t row, bool taken);
    [[nodiscard]] bool isTaken(std::size_t row) const;
    /// Can become a line: not refused, with words.
    [[nodiscard]] int countTaken() const;

    [[nodiscard]] Joining canJoin(std::size_t row) const;
    /// Makes one slice of this one and the next; it is judged anew, a refused one too.
    void joinWithNext(std::size_t row);

    [[nodiscard]] bool isOff(std::size_t row) const { return rows_[row].off; }

  Q_SIGNALS:
    /// More is known of the files: slices at the end, how far it is.
    void progressed();
    void rowChanged(std::size_t row);
    /// Any row may have changed.
    void changed();
    /// Two rows became one; the later ones moved up.
    void joined(std::size_t row);
    void finished();
    /// So many slices are lines of the book now, its last ones.
    void adopted(int count);
    void failed(const QString& title, const timbre::Error& error);

  private:
    struct Row {
        SoundSlice slice;
        bool off = false;     ///< Stays out.
        bool edited = false;  ///< A person has seen to the words.
    };

    void keepFile(const HeardFile& file);
    void onFilesTakenIn(const FilesTakenIn& event);
    void onSlicesJoined(const SlicesJoined& event);
    void onJobFinished(const JobFinished& event);

    EngineBridge& bridge_;
    std::optional<JobId> job_;
    std::optional<JobId> adopting_;
    std::optional<JobId> joining_;
    std::size_t joiningRow_ = 0;
    double share_ = 0.0;
    int fileCount_ = 0;
    int filesDone_ = 0;
    std::vector<Row> rows_;
    std::vector<HeardFile> files_;
    std::vector<RefusedFile> refused_;
    std::vector<std::filesystem::path> cut_;
    std::optional<ReferenceWindow> best_;
    int adoptedCount_ = 0;
};

}  // namespace timbre::ui
