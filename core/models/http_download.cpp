// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/http_download.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

#include "core/base/utf8.h"

namespace timbre {

namespace {

struct EasyDeleter {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
};
struct UrlDeleter {
    void operator()(CURLU* handle) const noexcept { curl_url_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using Multi = std::unique_ptr<CURLM, MultiDeleter>;
using Url = std::unique_ptr<CURLU, UrlDeleter>;

void startCurlOnce() {
    static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(kStarted);  // Where it fails, no handle can be made, and that is reported.
}

Url parsed(const std::string& url) {
    startCurlOnce();
    Url handle(curl_url());
    if (handle && curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        handle.reset();
    }
    return handle;
}

std::string partOf(const Url& url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) {
        return {};
    }
    std::string copy(text);
    curl_free(text);
    return copy;
}

std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                     : std::nullopt;
}

/// The header lines of the last answer; those of redirects are dropped.
class Headers {
  public:
    void add(std::string_view line) {
        if (line.starts_with("HTTP/")) {
            fields_.clear();
            return;
        }
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) {
            fields_[foldCase(line.substr(0, colon))] = std::string(trimSpace(line.substr(colon + 1)));
        }
    }
    [[nodiscard]] std::string get(const std::string& name) const {
        const auto found = fields_.find(name);
        return found == fields_.end() ? std::string{} : found->second;
    }

    /// A weak ETag does not promise the same bytes.
    [[nodiscard]] std::string validator() const {
        const std::string tag = get("etag");
        return tag.starts_with('"') ? tag : get("last-modified");
    }

  private:
    std::map<std::string, std::string> fields_;
};

/// "bytes 100-199/200"; the size may be "*".
struct ContentRange {
    std::uint64_t from = 0;
    std::optional<std::uint64_t> whole{};
};

std::optional<ContentRange> parseContentRange(std::string_view text) {
    constexpr std::string_view kUnit = "bytes ";
    const std::size_t dash = text.find('-');
    const std::size_t slash = text.find('/');
    if (!text.starts_with(kUnit) || dash == std::string_view::npos || slash == std::string_view::npos || dash > slash) {
        return std::nullopt;
    }
    const auto from = wholeNumber(text.substr(kUnit.size(), dash - kUnit.size()));
    const auto whole = wholeNumber(text.substr(slash + 1));
    if (!from || (!whole && text.substr(slash + 1) != "*")) {
        return std::nullopt;
    }
    return ContentRange{.from = *from, .whole = whole};
}

constexpr long kOk = 200;
constexpr long kPartialContent = 206;
constexpr long kRequestTimeout = 408;
constexpr long kRangeNotSatisfiable = 416;
constexpr long kTooEarly = 425;
constexpr long kTooManyRequests = 429;
constexpr long kFirstServerError = 500;

/// One transfer from its first header to its end.
class Transfer {
  public:
    Transfer(const HttpRequest& request, HttpSink& sink) : request_(request), sink_(sink), easy_(curl_easy_init()) {}

    [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }

    void prepare(const HttpLimits& limits) {
        const bool secure = foldCase(request_.url).starts_with("https:");
        set(CURLOPT_URL, request_.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, long{limits.redirects});
        set(CURLOPT_FAILONERROR, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);  // A stop does not wait for the resolver.
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connectTime.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, long{limits.stallBytesPerSecond});
        set(CURLOPT_LOW_SPEED_TIME, long{limits.stallSeconds});
        set(CURLOPT_USERAGENT, "timbre-studio");
        set(CURLOPT_ERRORBUFFER, reason_.data());
        set(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
        set(CURLOPT_WRITEDATA, this);
        if (request_.from > 0) {
            range_ = fmt::format("{}-", request_.from);
            set(CURLOPT_RANGE, range_.c_str());
            if (!request_.validator.empty()) {
                fields_.reset(curl_slist_append(nullptr, ("If-Range: " + request_.validator).c_str()));
                set(CURLOPT_HTTPHEADER, fields_.get());
            }
        }
    }

    HttpOutcome outcome(CURLcode code) {
        if (code == CURLE_OK && !begun_) {
            begin();  // an empty body
        }
        if (failure_) {
            return std::move(*failure_);
        }
        if (code == CURLE_OK) {
            return {};
        }
        if (code == CURLE_HTTP_RETURNED_ERROR) {
            return refusedByStatus();
        }
        return brokenBy(code);
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(easy_.get(), option, value);
    }

    static std::size_t onHeader(char* bytes, std::size_t size, std::size_t count, void* self) {
        static_cast<Transfer*>(self)->headers_.add({bytes, size * count});
        return size * count;
    }

    static std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* self) {
        return static_cast<Transfer*>(self)->body({bytes, size * count}) ? size * count : 0;
    }

    bool body(std::string_view bytes) {
        if (!begun_) {
            begin();
        }
        if (failure_) {
            return false;
        }
        if (auto taken = sink_.take(bytes); !taken) {
            fail(HttpEnd::Sink, taken.error());
        }
        return !failure_;
    }

    void fail(HttpEnd end, Error error) { failure_ = HttpOutcome{.end = end, .error = std::move(error)}; }

    [[nodiscard]] long status() const {
        long code = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &code);
        return code;
    }

    void begin() {
        begun_ = true;
        HttpAnswer answer{.validator = headers_.validator()};
        if (status() == kPartialContent) {
            const auto range = parseContentRange(headers_.get("content-range"));
            if (!range || range->from != request_.from) {
                fail(HttpEnd::RangeRefused, {ErrorCode::Io, "it sent another part than it was asked for", {}});
                return;
            }
            answer.from = range->from;
            answer.wholeBytes = range->whole;
        } else if (status() == kOk) {
            answer.wholeBytes = wholeNumber(headers_.get("content-length"));
        } else {
            fail(HttpEnd::Refused, {ErrorCode::Io, fmt::format("it answered {} instead of the file", status()), {}});
            return;
        }
        if (auto begun = sink_.begin(answer); !begun) {
            fail(HttpEnd::Sink, begun.error());
        }
    }

    [[nodiscard]] HttpOutcome refusedByStatus() const {
        const long code = status();
        HttpOutcome refused{.end = HttpEnd::Refused, .error = {ErrorCode::Io, fmt::format("it answered {}", code), {}}};
        if (code == 404 || code == 410) {
            refused.error = {ErrorCode::NotFound, fmt::format("it has no such file (it answered {})", code), {}};
        } else if (code == kRangeNotSatisfiable) {
            refused.end = HttpEnd::RangeRefused;
        } else if (code >= kFirstServerError || code == kTooManyRequests || code == kRequestTimeout ||
                   code == kTooEarly) {
            refused.end = HttpEnd::Busy;
            curl_off_t seconds = 0;
            curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &seconds);
            refused.retryAfter = std::chrono::seconds(std::max<curl_off_t>(seconds, 0));
        }
        return refused;
    }

    [[nodiscard]] HttpOutcome brokenBy(CURLcode code) const {
        const std::string said = reason_[0] != '\0' ? reason_.data() : curl_easy_strerror(code);
        switch (code) {
            case CURLE_COULDNT_RESOLVE_PROXY:
            case CURLE_COULDNT_RESOLVE_HOST:
            case CURLE_COULDNT_CONNECT:
            case CURLE_SSL_CONNECT_ERROR:
                return {.end = HttpEnd::Unreachable, .error = {ErrorCode::Io, "it cannot be reached: " + said, {}}};
            case CURLE_OPERATION_TIMEDOUT:
            case CURLE_PARTIAL_FILE:
            case CURLE_GOT_NOTHING:
            case CURLE_RECV_ERROR:
            case CURLE_SEND_ERROR:
            case CURLE_HTTP2:
            case CURLE_HTTP2_STREAM:
                return {.end = HttpEnd::Dropped, .error = {ErrorCode::Io, "the connection broke: " + said, {}}};
            case CURLE_TOO_MANY_REDIRECTS:
                return {.end = HttpEnd::Refused, .error = {ErrorCode::Io, "it sends from one address to the next", {}}};
            case CURLE_UNSUPPORTED_PROTOCOL:
                return {.end = HttpEnd::Refused,
                        .error = {ErrorCode::Io, "it leads to an address that is not safe to follow", {}}};
            case CURLE_OUT_OF_MEMORY:
                return {.end = HttpEnd::Sink,
                        .error = {ErrorCode::OutOfMemory, "the memory is full", "Close other programs."}};
            default:
                return {.end = HttpEnd::Refused, .error = {ErrorCode::Io, "it failed: " + said, {}}};
        }
    }

    const HttpRequest& request_;
    HttpSink& sink_;
    Easy easy_;
    std::unique_ptr<curl_slist, ListDeleter> fields_;
    std::string range_;
    std::array<char, CURL_ERROR_SIZE> reason_{};
    Headers headers_;
    std::optional<HttpOutcome> failure_;
    bool begun_ = false;
};

/// Runs until the transfer ends or a stop is asked for; nullopt for the latter.
std::optional<CURLcode> drive(CURLM* multi, const std::stop_token& stop) {
    constexpr int kLookMs = 1'000;
    const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });
    int running = 1;
    while (!stop.stop_requested()) {
        if (curl_multi_perform(multi, &running) != CURLM_OK) {
            return CURLE_FAILED_INIT;
        }
        if (running == 0) {
            int left = 0;
            const CURLMsg* message = curl_multi_info_read(multi, &left);
            return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
        }
        curl_multi_poll(multi, nullptr, 0, kLookMs, nullptr);
    }
    return std::nullopt;
}

}  // namespace

HttpOutcome httpGet(const HttpRequest& request, HttpSink& sink, const HttpLimits& limits, std::stop_token stop) {
    startCurlOnce();
    Transfer transfer(request, sink);
    const Multi multi(curl_multi_init());
    if (transfer.handle() == nullptr || multi == nullptr) {
        return {.end = HttpEnd::Sink, .error = {ErrorCode::OutOfMemory, "the memory is full", "Close other programs."}};
    }
    transfer.prepare(limits);
    curl_multi_add_handle(multi.get(), transfer.handle());
    const auto code = drive(multi.get(), stop);
    curl_multi_remove_handle(multi.get(), transfer.handle());
    if (!code) {
        return {.end = HttpEnd::Cancelled, .error = {ErrorCode::Cancelled, "stopped", {}}};
    }
    return transfer.outcome(*code);
}

Result<void> checkUrl(const std::string& url) {
    const Url handle = parsed(url);
    const std::string scheme = handle ? partOf(handle, CURLUPART_SCHEME) : std::string{};
    if (scheme != "http" && scheme != "https") {
        return fail(ErrorCode::InvalidInput, "it is not an http or https address");
    }
    if (partOf(handle, CURLUPART_HOST).empty()) {
        return fail(ErrorCode::InvalidInput, "it names no host");
    }
    return {};
}

std::string displayUrl(const std::string& url) {
    const Url handle = parsed(url);
    if (!handle) {
        return "an address that cannot be read";
    }
    for (const CURLUPart part :
         {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
        curl_url_set(handle.get(), part, nullptr, 0);
    }
    return partOf(handle, CURLUPART_URL);
}

}  // namespace timbre
