// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/audio/live_trace.h"
#include "ui/widgets/live_view.h"

namespace timbre::ui {

/// The microphone's trace as LiveView reads it.
class TraceColumns final : public LiveColumns {
  public:
    explicit TraceColumns(std::shared_ptr<const LiveTrace> trace) : trace_(std::move(trace)) {}

    [[nodiscard]] std::uint64_t count() const override { return trace_->columns(); }
    void copy(std::uint64_t from, std::vector<LiveColumn>& into) const override;

  private:
    std::shared_ptr<const LiveTrace> trace_;
    mutable std::vector<timbre::LiveColumn> read_;  ///< Thread: the GUI's.
};

}  // namespace timbre::ui
