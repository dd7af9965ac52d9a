// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One HTTP request for a file, or for the rest of one.

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre {

struct HttpLimits {
    std::chrono::milliseconds connectTime{20'000};
    /// Less than this for that long is a stall.
    int stallBytesPerSecond = 256;
    int stallSeconds = 30;
    int redirects = 5;
};

struct HttpRequest {
    std::string url{};       ///< http or https.
    std::uint64_t from = 0;  ///< First byte that is wanted.
    std::string
        validator{};  ///< Only while the file is still the one of this ETag or date (If-Range); empty: in any case.
};

/// What a server says before the first byte.
struct HttpAnswer {
    std::uint64_t from = 0;                     ///< 0 where a server sends the whole file whatever was asked for.
    std::optional<std::uint64_t> wholeBytes{};  ///< Size of the whole file, where it tells.
    std::string validator{};  ///< Strong ETag, else date of last change; empty where there is neither.
};

/// Takes what comes. A failure ends the transfer.
class HttpSink {
  public:
    HttpSink() = default;
    HttpSink(const HttpSink&) = delete;
    HttpSink& operator=(const HttpSink&) = delete;
    virtual ~HttpSink() = default;
    virtual Result<void> begin(const HttpAnswer& answer) = 0;
    virtual Result<void> take(std::string_view bytes) = 0;
};

enum class HttpEnd {
    Complete,
    Refused,       ///< The server will not give it: 404, 403 and the like, or an answer that makes no sense.
    RangeRefused,  ///< 416, or another part than was asked for.
    Busy,          ///< 503, 429 and the like: later perhaps.
    Dropped,       ///< The connection broke or stalled.
    Unreachable,   ///< No connection: name, address, certificate.
    Sink,          ///< The sink failed.
    Cancelled,
};

struct HttpOutcome {
    HttpEnd end = HttpEnd::Complete;
    Error error{};  ///< The detail follows a colon: "it answered 404". Whole where the sink failed.
    std::chrono::seconds retryAfter{0};  ///< What a busy server asks for; 0 where it does not say.
};

/// GET with redirects to http and https only (from https to https only) and checked certificates; proxies as the
/// environment says. Never asks for compression. `stop` ends it at once. Thread: any; blocks.
HttpOutcome httpGet(const HttpRequest& request, HttpSink& sink, const HttpLimits& limits, std::stop_token stop);

/// InvalidInput for what is no http or https address with a host; the detail follows a colon.
Result<void> checkUrl(const std::string& url);

/// An address as messages may show it: without user, password and query.
std::string displayUrl(const std::string& url);

}  // namespace timbre
