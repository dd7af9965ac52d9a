// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <condition_variable>
#include <cstdlib>
#include <stdexcept>

namespace timbre::test {

namespace {

std::string readHead(int socket) {
    std::string head;
    std::array<char, 4096> block{};
    while (head.find("\r\n\r\n") == std::string::npos) {
        const auto got = ::recv(socket, block.data(), block.size(), 0);
        if (got <= 0) {
            return {};
        }
        head.append(block.data(), static_cast<std::size_t>(got));
    }
    return head;
}

WebRequest parseHead(const std::string& head) {
    WebRequest request;
    const std::size_t start = head.find(' ') + 1;
    request.path = head.substr(start, head.find(' ', start) - start);
    std::size_t at = head.find("\r\n") + 2;
    for (std::size_t end = head.find("\r\n", at); end != std::string::npos && end > at; end = head.find("\r\n", at)) {
        const std::string line = head.substr(at, end - at);
        const std::size_t colon = line.find(':');
        std::string name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = line.substr(std::min(line.size(), colon + 2));
        at = end + 2;
    }
    return request;
}

/// The part that the request asks for, with its head; false where there is none and that was said.
bool answerHead(const WebRequest& request, WebAnswer& answer, const std::string& body, const std::string& etag,
                std::uint64_t& from) {
    const std::string condition = request.header("if-range");
    from = condition.empty() || condition == etag ? request.from().value_or(0) : 0;
    const std::string size = std::to_string(body.size());
    if (from >= body.size() && from > 0) {
        answer.head("416 Range Not Satisfiable", "Content-Range: bytes */" + size + "\r\nContent-Length: 0\r\n");
        return false;
    }
    const std::string common = "ETag: " + etag + "\r\nContent-Length: " + std::to_string(body.size() - from) + "\r\n";
    if (from == 0) {
        return answer.head("200 OK", common);
    }
    return answer.head("206 Partial Content", common + "Content-Range: bytes " + std::to_string(from) + "-" +
                                                  std::to_string(body.size() - 1) + "/" + size + "\r\n");
}

}  // namespace

std::string WebRequest::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

std::optional<std::uint64_t> WebRequest::from() const {
    const std::string range = header("range");
    constexpr std::string_view kUnit = "bytes=";
    return range.starts_with(kUnit) ? std::optional<std::uint64_t>(std::stoull(range.substr(kUnit.size())))
                                    : std::nullopt;
}

bool WebAnswer::send(std::string_view bytes) {
    while (!bytes.empty() && !stop_.stop_requested()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return bytes.empty();
}

bool WebAnswer::head(const std::string& status, const std::string& lines) {
    return send("HTTP/1.1 " + status + "\r\n" + lines + "Connection: close\r\n\r\n");
}

void WebAnswer::drop() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

bool WebAnswer::wait(std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop_, time, [] { return false; });
    return !stop_.stop_requested();
}

WebServer::WebServer(Handler handler) : handler_(std::move(handler)) {
    ::setenv("no_proxy", "127.0.0.1", 1);  // NOLINT(concurrency-mt-unsafe): before any thread of the test
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const general = reinterpret_cast<sockaddr*>(&address);
    if (listener_ < 0 || ::bind(listener_, general, size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, general, &size) != 0) {
        throw std::runtime_error("cannot listen on the loopback address");
    }
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread([this] { accept(stop_.get_token()); });
}

WebServer::~WebServer() {
    stop_.request_stop();
    acceptor_.join();
    connections_.clear();
    ::close(listener_);
}

std::string WebServer::url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

std::vector<WebRequest> WebServer::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

std::vector<std::uint64_t> WebServer::ranges() const {
    std::vector<std::uint64_t> all;
    for (const WebRequest& request : requests()) {
        all.push_back(request.from().value_or(0));
    }
    return all;
}

void WebServer::accept(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd look{.fd = listener_, .events = POLLIN, .revents = 0};
        if (::poll(&look, 1, 20) > 0) {
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket >= 0) {
                connections_.emplace_back([this, socket, stop] { serve(socket, stop); });
            }
        }
    }
}

void WebServer::serve(int socket, const std::stop_token& stop) {
    // Neither a silent client nor one that does not read may keep the test from ending.
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const std::string head = readHead(socket);
    if (!head.empty()) {
        const WebRequest request = parseHead(head);
        {
            const std::scoped_lock lock(mutex_);
            requests_.push_back(request);
        }
        WebAnswer answer(socket, stop);
        handler_(request, answer);
    }
    ::close(socket);
}

void serveWell(const WebRequest& request, WebAnswer& answer, const std::string& body, const std::string& etag) {
    std::uint64_t from = 0;
    if (answerHead(request, answer, body, etag, from)) {
        answer.send(std::string_view(body).substr(from));
    }
}

void serveAndDrop(const WebRequest& request, WebAnswer& answer, const std::string& body, std::size_t bytes,
                  const std::string& etag) {
    std::uint64_t from = 0;
    if (answerHead(request, answer, body, etag, from)) {
        answer.send(std::string_view(body).substr(from, bytes));
    }
}

}  // namespace timbre::test
