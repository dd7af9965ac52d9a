// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/cast.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/base/utf8.h"
#include "core/import/cast_names.h"

namespace timbre {

namespace {

/// A name that stands there so often counts whatever is around it.
constexpr std::size_t kOftenEnough = 2;
/// Of all lines; then names count that stand there once.
constexpr double kShareOfAScript = 0.3;

/// Calls line(view) for each line.
template <typename Line>
void eachLine(std::string_view text, Line line) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        line(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

struct Candidate {
    CastMember member;
    bool given = false;  ///< By the file.
};

class Counter {
  public:
    void count(const Block& block) {
        if (block.kind == BlockKind::Heading) {
            return;
        }
        if (!block.role.empty()) {
            ++lines_;
            note(block.role).given = true;
            return;
        }
        eachLine(block.text, [this](std::string_view line) {
            ++lines_;
            if (const auto named = namedLine(line)) {
                ++named_;
                note(named->name);
            }
        });
    }

    Cast cast() {
        const bool script = found_.size() >= 2 && static_cast<double>(named_) >= kShareOfAScript * static_cast<double>(lines_);
        Cast cast;
        for (Candidate& candidate : found_) {
            if (candidate.given || script || candidate.member.lines >= kOftenEnough) {
                cast.members.push_back(std::move(candidate.member));
            }
        }
        return cast;
    }

  private:
    Candidate& note(std::string_view name) {
        const auto [place, added] = places_.emplace(castKey(name), found_.size());
        if (added) {
            found_.push_back({.member = {.name = std::string(name)}});
        }
        Candidate& candidate = found_[place->second];
        ++candidate.member.lines;
        return candidate;
    }

    std::map<std::string, std::size_t> places_;
    std::vector<Candidate> found_;
    std::size_t lines_ = 0;
    std::size_t named_ = 0;
};

/// Blocks taken apart at the names in them.
class RoleTaker {
  public:
    explicit RoleTaker(const Cast& cast) {
        for (const CastMember& member : cast.members) {
            names_.emplace(castKey(member.name), member.name);
        }
    }

    void add(const Block& block) {
        if (names_.empty() || block.kind == BlockKind::Heading || !block.role.empty()) {
            settleOpen();
            blocks_.push_back(block);
            return;
        }
        present_.notes.insert(present_.notes.end(), block.notes.begin(), block.notes.end());
        const std::size_t before = blocks_.size();
        eachLine(block.text, [&](std::string_view line) { addLine(block, line); });
        finish(block);
        if (blocks_.size() > before) {
            blocks_.back().pauseMs = block.pauseMs;
        }
    }

    std::vector<Block> take() {
        settleOpen();
        return std::move(blocks_);
    }

  private:
    void addLine(const Block& block, std::string_view line) {
        const auto named = namedLine(line);
        const auto name = named ? names_.find(castKey(named->name)) : names_.end();
        if (name == names_.end()) {
            present_.text += (present_.text.empty() ? "" : "\n") + std::string(line);
            return;
        }
        finish(block);
        present_.role = name->second;
        present_.text = named->rest;
        if (!named->hint.empty()) {
            present_.notes.emplace_back(named->hint);
        }
    }

    /// A part without a text stays open: its name and notes are for what comes next.
    void finish(const Block& block) {
        if (present_.text.empty()) {
            return;
        }
        Block part = std::exchange(present_, {});
        part.kind = block.kind;
        part.level = block.level;
        blocks_.push_back(std::move(part));
    }

    /// Nothing comes that a name alone could speak.
    void settleOpen() {
        const Block open = std::exchange(present_, {});
        if (!blocks_.empty()) {
            blocks_.back().notes.insert(blocks_.back().notes.end(), open.notes.begin(), open.notes.end());
        }
    }

    std::map<std::string, std::string> names_;
    Block present_;  ///< The part that is being read.
    std::vector<Block> blocks_;
};

}  // namespace

Cast findCast(std::span<const Block> blocks) {
    Counter counter;
    for (const Block& block : blocks) {
        counter.count(block);
    }
    return counter.cast();
}

std::vector<Block> withRoles(std::span<const Block> blocks, const Cast& cast) {
    RoleTaker taker(cast);
    for (const Block& block : blocks) {
        taker.add(block);
    }
    return taker.take();
}

}  // namespace timbre
