// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: exceptions of torch and of the allocator become errors.
#pragma once

#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/result.h"

namespace timbre::nets {

/// An error on its way out of code that builds or runs networks.
class Fault : public std::runtime_error {
  public:
    Fault(ErrorCode code, std::string detail, std::string advice = {})
        : std::runtime_error(detail), error_{code, std::move(detail), std::move(advice)} {}
    explicit Fault(Error error) : std::runtime_error(error.detail), error_(std::move(error)) {}
    [[nodiscard]] const Error& error() const noexcept { return error_; }

  private:
    Error error_;
};

/// The value, or the error as a Fault.
template <typename T>
T orThrow(Result<T> result) {
    if (!result) {
        throw Fault(std::move(result.error()));
    }
    return std::move(*result);
}

/// Runs `work`, which returns a Result, and turns torch's exceptions into errors: none leaves this room.
template <typename Work>
std::invoke_result_t<Work> withoutExceptions(Work&& work) {
    try {
        return work();
    } catch (const Fault& fault) {
        return tl::unexpected<Error>(fault.error());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "memory ran out", "Close other programs or use fewer recordings.");
    } catch (const std::exception& exception) {
        const std::string_view what = exception.what();
        const std::string firstLine(what.substr(0, what.find('\n')));
        // libtorch's CPU allocator reports exhaustion as a plain error with these words.
        if (what.find("allocate memory") != std::string_view::npos) {
            return fail(ErrorCode::OutOfMemory, "memory ran out: " + firstLine,
                        "Close other programs or use fewer recordings.");
        }
        return fail(ErrorCode::Internal, "libtorch failed: " + firstLine);
    }
}

}  // namespace timbre::nets
