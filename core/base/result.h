// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#if __has_include(<tl/expected.hpp>)
#include <tl/expected.hpp>
#else
// A bare machine (the nets-only preset) may lack libexpected-dev; C++23's own type has the same members we use.
#include <expected>
namespace tl {
using std::expected;
using std::unexpected;
}  // namespace tl
#endif

namespace timbre {

/// What kind of trouble it was; programs branch on it, people read Error::detail and Error::advice.
enum class ErrorCode {
    InvalidInput,       ///< The caller's data cannot be used (empty text, bad number, unusable file content).
    NotFound,           ///< A file, folder, voice or device that was named does not exist.
    AlreadyExists,      ///< The name is taken; nothing was overwritten.
    Unsupported,        ///< Understood, but this build, engine or machine cannot do it.
    Corrupt,            ///< A file is damaged, cut short or foreign.
    Io,                 ///< Reading or writing failed (permissions, disk full, device gone).
    ModelMissing,       ///< A weight or data file the feature needs is not installed.
    OutOfMemory,        ///< Host or device memory ran out.
    DeviceUnavailable,  ///< No usable sound or compute device.
    Cancelled,          ///< The user stopped it; nothing half-made remains.
    Internal,           ///< A promise of our own was broken.
};

/// Lower-case, stable identifier of a code ("not-found"), used in JSON output and logs.
const char* errorCodeName(ErrorCode code) noexcept;

/// A failure: a code for the program, what happened and why for the reader, and what to do next.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail;  ///< What happened and why, one English sentence without a final full stop.
    std::string advice;  ///< What to do next, one English sentence; empty when there is nothing to add.

    /// "detail. advice" as one line.
    [[nodiscard]] std::string message() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail, std::string advice = {}) {
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(advice)});
}

}  // namespace timbre
