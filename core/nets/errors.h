// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: exceptions of torch and of the allocator become errors.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/result.h"

namespace timbre::nets {

/// Runs `work`, which returns a Result, and turns torch's exceptions into errors: none leaves this room.
template <typename Work>
std::invoke_result_t<Work> withoutExceptions(Work&& work) {
    try {
        return work();
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
