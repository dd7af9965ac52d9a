// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace timbre {

namespace {

using Sum = tl::expected<std::string, MirrorFailure>;

/// On to the next mirror.
tl::unexpected<MirrorFailure> leave(Error error) { return tl::unexpected(MirrorFailure{.error = std::move(error)}); }

/// No other mirror would help.
tl::unexpected<MirrorFailure> giveUp(Error error) {
    return tl::unexpected(MirrorFailure{.error = std::move(error), .final = true});
}

/// Sleeps; false when a stop was asked for.
bool pause(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// The tries at one mirror.
class Tries {
  public:
    Tries(const std::string& url, const WantedFile& wanted, PartFile& part, const FetchLimits& limits,
          const std::stop_token& stop)
        : url_(url), wanted_(wanted), part_(part), limits_(limits), stop_(stop), most_(part.size()) {
        part_.setSource(url);
    }

    Sum run() {
        if (auto ready = dropWhatCannotGoOn(); !ready) {
            return giveUp(ready.error());
        }
        for (int i = 0; i < limits_.tries; ++i) {
            const HttpOutcome outcome = part_.isWhole() ? HttpOutcome{} : get();
            // The connection may break behind the last byte.
            const bool whole = outcome.end == HttpEnd::Complete
                                   ? part_.size() > 0 && part_.wholeBytes().value_or(part_.size()) == part_.size()
                                   : outcome.end == HttpEnd::Dropped && part_.isWhole();
            auto sum = whole ? check() : next(outcome);
            if (sum) {
                return **sum;
            }
            if (!sum.error().again) {
                return tl::unexpected(std::move(sum.error().failure));
            }
        }
        return leave({ErrorCode::Io, "it broke off too often", {}});
    }

  private:
    static constexpr int kMostRestarts = 2;

    struct Trouble {
        MirrorFailure failure{};
        bool again = false;
    };
    using Step = tl::expected<std::optional<std::string>, Trouble>;

    static tl::unexpected<Trouble> again() { return tl::unexpected(Trouble{.again = true}); }
    static tl::unexpected<Trouble> end(Error error, bool final) {
        return tl::unexpected(Trouble{.failure = {.error = std::move(error), .final = final}});
    }

    /// Bytes of unknown origin are of use only where a checksum will judge the whole.
    Result<void> dropWhatCannotGoOn() {
        const bool tooMuch = part_.wholeBytes() && part_.size() > *part_.wholeBytes();
        const bool unknown = wanted_.sha256.empty() && part_.validatorFor(url_).empty();
        resumed_ = part_.size() > 0 && !tooMuch && !unknown;
        return part_.size() > 0 && !resumed_ ? part_.clear() : Result<void>{};
    }

    HttpOutcome get() {
        if (part_.size() > 0 && wanted_.sha256.empty() && part_.validatorFor(url_).empty()) {
            if (auto cleared = part_.clear(); !cleared) {
                return {.end = HttpEnd::Sink, .error = cleared.error()};
            }
        }
        const HttpRequest request{.url = url_, .from = part_.size(), .validator = part_.validatorFor(url_)};
        return httpGet(request, part_, limits_.http, stop_);
    }

    Step check() {
        const auto sum = part_.sha256(stop_);
        if (!sum) {
            return end(sum.error(), true);
        }
        if (wanted_.sha256.empty() || *sum == wanted_.sha256) {
            return *sum;
        }
        Error wrong{ErrorCode::Corrupt,
                    fmt::format("it sent other bytes: their SHA-256 is {} instead of {}", *sum, wanted_.sha256),
                    {}};
        return startOver(std::move(wrong));
    }

    /// From the beginning, where it was put together from several answers; else the mirror is given up.
    Step startOver(Error why) {
        if (auto cleared = part_.clear(); !cleared) {
            return end(cleared.error(), true);
        }
        most_ = 0;
        if (!std::exchange(resumed_, false) || ++restarts_ > kMostRestarts) {
            return end(std::move(why), false);
        }
        return again();
    }

    Step next(const HttpOutcome& outcome) {
        resumed_ = resumed_ || (outcome.end == HttpEnd::Dropped && part_.size() > 0);
        switch (outcome.end) {
            case HttpEnd::Complete:
                return tryLater({ErrorCode::Io, "it ends too early", {}}, std::chrono::seconds(0));
            case HttpEnd::RangeRefused:
                return startOver(outcome.error);
            case HttpEnd::Sink:
                return end(outcome.error, outcome.error.code != ErrorCode::InvalidInput);
            case HttpEnd::Cancelled:
                return end(outcome.error, true);
            case HttpEnd::Refused:
                return end(outcome.error, false);
            case HttpEnd::Busy:
            case HttpEnd::Dropped:
            case HttpEnd::Unreachable:
                break;
        }
        return tryLater(outcome.error, outcome.retryAfter);
    }

    Step tryLater(const Error& why, std::chrono::seconds asked) {
        fruitless_ = part_.size() > most_ ? 0 : fruitless_ + 1;
        most_ = std::max(most_, part_.size());
        if (fruitless_ >= limits_.fruitlessTries) {
            return end(why, false);
        }
        if (asked > limits_.longestAskedWait) {
            return end({why.code, fmt::format("{} and asks to wait {} s", why.detail, asked.count()), {}}, false);
        }
        const auto backOff = std::min(limits_.firstWait * (1 << std::min(fruitless_, 10)), limits_.longestWait);
        if (!pause(std::max<std::chrono::milliseconds>(backOff, asked), stop_)) {
            return end({ErrorCode::Cancelled, "stopped", {}}, true);
        }
        return again();
    }

    const std::string& url_;
    const WantedFile& wanted_;
    PartFile& part_;
    const FetchLimits& limits_;
    const std::stop_token& stop_;
    std::uint64_t most_;
    int fruitless_ = 0;
    int restarts_ = 0;
    bool resumed_ = false;
};

}  // namespace

tl::expected<std::string, MirrorFailure> fetchFromMirror(const std::string& url, const WantedFile& wanted,
                                                         PartFile& part, const FetchLimits& limits,
                                                         const std::stop_token& stop) {
    return Tries(url, wanted, part, limits, stop).run();
}

}  // namespace timbre
