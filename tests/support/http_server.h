// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A web server on the loopback address that answers as a test tells it to, also wrongly.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace timbre::test {

struct WebRequest {
    std::string path;
    std::map<std::string, std::string> headers;  ///< Names in small letters.

    [[nodiscard]] std::string header(const std::string& name) const;
    /// N of "Range: bytes=N-".
    [[nodiscard]] std::optional<std::uint64_t> from() const;
};

/// The answer on its way out.
class WebAnswer {
  public:
    WebAnswer(int socket, std::stop_token stop) : socket_(socket), stop_(std::move(stop)) {}
    /// False when the other side has gone.
    bool send(std::string_view bytes);
    /// "HTTP/1.1 200 OK" and the like with these lines, each ending in "\r\n".
    bool head(const std::string& status, const std::string& lines);
    /// Breaks the connection so that the other side sees a reset.
    void drop();
    /// Waits; false when the test ends.
    bool wait(std::chrono::milliseconds time);

  private:
    int socket_;
    std::stop_token stop_;
};

/// One thread a connection; each connection is closed after its answer.
class WebServer {
  public:
    using Handler = std::function<void(const WebRequest&, WebAnswer&)>;

    explicit WebServer(Handler handler);
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;
    ~WebServer();

    [[nodiscard]] std::string url(const std::string& path) const;
    [[nodiscard]] std::vector<WebRequest> requests() const;
    /// The `from` of each request so far; 0 for those without a range.
    [[nodiscard]] std::vector<std::uint64_t> ranges() const;

  private:
    void accept(const std::stop_token& stop);
    void serve(int socket, const std::stop_token& stop);

    Handler handler_;
    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::vector<WebRequest> requests_;
    std::stop_source stop_;
    std::vector<std::jthread> connections_;
    std::jthread acceptor_;
};

/// Answers as a good server does: Range, If-Range against `etag`, 416 behind the end.
void serveWell(const WebRequest& request, WebAnswer& answer, const std::string& body,
               const std::string& etag = "\"1\"");

/// The head of serveWell() for these bytes, and of the body only the first `bytes`; then the connection breaks.
void serveAndDrop(const WebRequest& request, WebAnswer& answer, const std::string& body, std::size_t bytes,
                  const std::string& etag = "\"1\"");

}  // namespace timbre::test
