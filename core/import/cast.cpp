// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/cast.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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

/// One block taken apart at the names in it.
class Parts {
  public:
    /// @param role  whose name stands alone at the end of the block before; the same of this one afterwards.
    Parts(const Block& block, const std::map<std::string, std::string>& names, std::string& role)
        : block_(block), names_(names), role_(role) {
        present_.role = std::exchange(role_, {});
    }

    std::vector<Block> take() {
        eachLine(block_.text, [this](std::string_view line) { add(line); });
        role_ = present_.text.empty() ? present_.role : std::string();
        finish();
        if (!parts_.empty()) {
            parts_.front().notes.insert(parts_.front().notes.begin(), block_.notes.begin(), block_.notes.end());
            parts_.back().pauseMs = block_.pauseMs;
        }
        return std::move(parts_);
    }

  private:
    void add(std::string_view line) {
        const auto named = namedLine(line);
        const auto name = named ? names_.find(castKey(named->name)) : names_.end();
        if (name == names_.end()) {
            present_.text += (present_.text.empty() ? "" : "\n") + std::string(line);
            return;
        }
        finish();
        present_.role = name->second;
        present_.text = named->rest;
        if (!named->hint.empty()) {
            present_.notes.emplace_back(named->hint);
        }
    }

    void finish() {
        Block part = std::exchange(present_, {});
        part.kind = block_.kind;
        part.level = block_.level;
        if (!part.text.empty()) {
            parts_.push_back(std::move(part));
        }
    }

    const Block& block_;
    const std::map<std::string, std::string>& names_;
    std::string& role_;
    Block present_;
    std::vector<Block> parts_;
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
    std::map<std::string, std::string> names;
    for (const CastMember& member : cast.members) {
        names.emplace(castKey(member.name), member.name);
    }
    std::vector<Block> roles;
    std::string role;
    for (const Block& block : blocks) {
        if (names.empty() || block.kind == BlockKind::Heading || !block.role.empty()) {
            roles.push_back(block);
            role.clear();
            continue;
        }
        for (Block& part : Parts(block, names, role).take()) {
            roles.push_back(std::move(part));
        }
    }
    return roles;
}

}  // namespace timbre
