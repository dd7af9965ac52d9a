// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace timbre {

const char* errorCodeName(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::InvalidInput: return "invalid-input";
        case ErrorCode::NotFound: return "not-found";
        case ErrorCode::AlreadyExists: return "already-exists";
        case ErrorCode::Unsupported: return "unsupported";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::Io: return "io";
        case ErrorCode::ModelMissing: return "model-missing";
        case ErrorCode::OutOfMemory: return "out-of-memory";
        case ErrorCode::DeviceUnavailable: return "device-unavailable";
        case ErrorCode::Cancelled: return "cancelled";
        case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

std::string Error::message() const {
    return advice.empty() ? detail + "." : detail + ". " + advice;
}

}  // namespace timbre
