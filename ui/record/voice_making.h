// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <string>
#include <vector>

#include "ui/bridge/engine_bridge.h"

namespace timbre::ui {

/// Makes a voice from the recordings of a book: how far it is, what was left out, what came of it.
class VoiceMaking final : public QObject {
    Q_OBJECT

  public:
    explicit VoiceMaking(EngineBridge& bridge, QObject* parent = nullptr);

    void start(const BookState& book, const QString& name);
    void cancel();
    /// What came of the last one is forgotten. Not while one runs.
    void reset();

    [[nodiscard]] bool isRunning() const noexcept { return job_.has_value(); }
    /// BookState::id of the recordings it is being made from; empty: none is.
    [[nodiscard]] std::string book() const { return job_ ? book_ : std::string(); }
    /// Of the voice that is or was made.
    [[nodiscard]] const QString& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& stage() const noexcept { return stage_; }
    /// 0..1 of all; negative: not known.
    [[nodiscard]] double share() const noexcept { return share_; }
    [[nodiscard]] const std::vector<LeftOutClip>& refused() const noexcept { return refused_; }
    [[nodiscard]] const std::optional<VoiceMade>& made() const noexcept { return made_; }
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  Q_SIGNALS:
    void changed();
    /// There is a voice, there is none and error() says why, or nothing: it was cancelled.
    void finished();

  private:
    EngineBridge& bridge_;
    std::optional<JobId> job_;
    std::string book_;  ///< Of the last one.
    QString name_;
    std::string stage_;
    double share_ = -1.0;
    std::vector<LeftOutClip> refused_;
    std::optional<VoiceMade> made_;
    std::optional<Error> error_;
};

}  // namespace timbre::ui
