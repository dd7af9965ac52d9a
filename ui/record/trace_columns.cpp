// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/trace_columns.h"

namespace timbre::ui {

static_assert(timbre::LiveColumn::kBands == std::tuple_size_v<decltype(LiveColumn::mel)>);

void TraceColumns::copy(std::uint64_t from, std::vector<LiveColumn>& into) const {
    const std::uint64_t first = trace_->copySince(from, read_);
    into.assign(first > from ? static_cast<std::size_t>(first - from) : 0, LiveColumn{});
    into.reserve(into.size() + read_.size());
    for (const timbre::LiveColumn& column : read_) {
        into.push_back({.min = column.lowest, .max = column.highest, .rms = column.rms, .mel = column.mel});
    }
}

}  // namespace timbre::ui
