// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QUrl>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

#include "ui/bridge/engine_bridge.h"

namespace timbre::ui {

/// Files that become recordings: cut into slices, judged, their words found; what a person has corrected of it.
class FileIntake final : public QObject {
    Q_OBJECT

  public:
    explicit FileIntake(EngineBridge& bridge, QObject* parent = nullptr);

    /// Whether there is a sound or video file, or a folder, among them.
    static bool canTake(const QList<QUrl>& files);

    /// Sound and video, with at most one text file that holds their words.
    void start(const QList<QUrl>& files);
    void cancel();
    /// Puts the chosen slices that have words into the open book.
    void adopt();

    [[nodiscard]] bool isRunning() const noexcept { return job_.has_value(); }
    [[nodiscard]] bool isAdopting() const noexcept { return adopting_.has_value(); }
    /// 0..1.
    [[nodiscard]] double share() const noexcept { return share_; }
    [[nodiscard]] const std::vector<SoundSlice>& slices() const noexcept { return slices_; }
    [[nodiscard]] const std::vector<RefusedFile>& refused() const noexcept { return refused_; }
    /// What is known of the whole, once all was listened to.
    [[nodiscard]] const SoundIntake* result() const noexcept { return result_.get(); }

    /// A person's words; the slice is no draft any more.
    void setText(std::size_t row, const QString& text);
    void setTaken(std::size_t row, bool taken);
    [[nodiscard]] bool isTaken(std::size_t row) const;
    /// Can become a line: not refused (or wanted all the same), with words.
    [[nodiscard]] int countTaken() const;

  Q_SIGNALS:
    void changed();
    void finished();
    /// The slices are lines of the book now.
    void adopted(int count);
    void failed(const QString& title, const timbre::Error& error);

  private:
    EngineBridge& bridge_;
    std::optional<JobId> job_;
    std::optional<JobId> adopting_;
    double share_ = 0.0;
    std::vector<SoundSlice> slices_;
    std::vector<RefusedFile> refused_;
    std::shared_ptr<const SoundIntake> result_;
    std::set<std::size_t> off_;     ///< Rows that stay out.
    std::set<std::size_t> edited_;  ///< Rows whose words a person has seen to.
    int adoptedCount_ = 0;
};

}  // namespace timbre::ui
