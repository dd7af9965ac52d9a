// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"

namespace timbre::app {

ExitCode exitCodeFor(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::InvalidInput:
        case ErrorCode::Corrupt: return ExitCode::BadInput;
        case ErrorCode::NotFound: return ExitCode::NotFound;
        case ErrorCode::AlreadyExists: return ExitCode::AlreadyExists;
        case ErrorCode::Unsupported: return ExitCode::Unsupported;
        case ErrorCode::Io: return ExitCode::Io;
        case ErrorCode::ModelMissing: return ExitCode::ModelMissing;
        case ErrorCode::OutOfMemory: return ExitCode::OutOfMemory;
        case ErrorCode::DeviceUnavailable: return ExitCode::Device;
        case ErrorCode::Cancelled: return ExitCode::Cancelled;
        case ErrorCode::Internal: return ExitCode::Internal;
    }
    return ExitCode::Internal;
}

}  // namespace timbre::app
