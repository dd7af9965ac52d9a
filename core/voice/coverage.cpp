// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/coverage.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace timbre {

namespace {

// The stressless phones of ARPAbet as CMUdict has them.
constexpr std::string_view kEnglish =
    "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH";
// 21 initials, the finals as the models write them (i0 in zi, ir in zhi), 4 tones and the neutral one.
constexpr std::string_view kMandarin =
    "b p m f d t n l g k h j q x zh ch sh r z c s "
    "a ai an ang ao e ei en eng er i i0 ir ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ui un uo v van ve vn "
    "tone1 tone2 tone3 tone4 tone5";
// Without those of foreign words only (dy, v).
constexpr std::string_view kJapanese =
    "a i u e o N cl b by ch d f g gy h hy j k ky m my n ny p py r ry s sh t ts w y z";

struct Inventory {
    std::string_view language;
    std::vector<std::string> sounds{};
    std::unordered_set<std::string> known{};

    Inventory(std::string_view tag, std::string_view list) : language(tag) {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(' '), list.size());
            sounds.emplace_back(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
        known.insert(sounds.begin(), sounds.end());
    }
};

const Inventory* inventoryOf(std::string_view language) {
    static const std::array kAll{Inventory("en", kEnglish), Inventory("zh", kMandarin), Inventory("ja", kJapanese)};
    const std::string_view tag = language.substr(0, language.find_first_of("-_"));
    const auto* const found = std::ranges::find(kAll, tag, &Inventory::language);
    return found == kAll.end() ? nullptr : found;
}

/// A symbol without its stress or tone, and that.
struct Bare {
    std::string name;
    char mark = '\0';
};

Bare bareOf(const std::string& phone) {
    // "i0" is a final of its own, so only a tone behind it goes.
    const bool marked = phone.size() > 1 && phone.back() >= '0' && phone.back() <= '9' && phone != "i0";
    return marked ? Bare{phone.substr(0, phone.size() - 1), phone.back()} : Bare{phone};
}

/// Ye and yan have the sounds of ie and ian; Japanese vowels may be whispered.
std::string foldedName(const std::string& name, std::string_view language) {
    struct Fold {
        std::string_view language, from, to;
    };
    static constexpr std::array kFolds{Fold{"zh", "E", "ie"}, Fold{"zh", "En", "ian"}, Fold{"ja", "I", "i"}, Fold{"ja", "U", "u"}};
    const auto* const fold =
        std::ranges::find_if(kFolds, [&](const Fold& each) { return each.language == language && each.from == name; });
    return fold == kFolds.end() ? name : std::string(fold->to);
}

}  // namespace

std::span<const std::string> soundsOf(std::string_view language) {
    const Inventory* const inventory = inventoryOf(language);
    return inventory == nullptr ? std::span<const std::string>{} : std::span(inventory->sounds);
}

std::vector<std::string> soundsIn(std::span<const std::string> phones, std::string_view language) {
    std::vector<std::string> sounds;
    const Inventory* const inventory = inventoryOf(language);
    if (inventory == nullptr) {
        return sounds;
    }
    std::unordered_set<std::string> seen;
    const auto add = [&](std::string sound) {
        if (inventory->known.contains(sound) && seen.insert(sound).second) {
            sounds.push_back(std::move(sound));
        }
    };
    for (const std::string& phone : phones) {
        const Bare bare = bareOf(phone);
        add(foldedName(bare.name, inventory->language));
        if (inventory->language == "zh" && bare.mark != '\0') {
            add(std::string("tone") + bare.mark);
        }
    }
    return sounds;
}

Coverage coverageOf(const RecordingScript& script, const std::set<std::string>& done) {
    std::unordered_set<std::string> heard;
    for (const ScriptLine& line : script.lines) {
        if (done.contains(line.id)) {
            for (std::string& sound : soundsIn(line.phones, script.language)) {
                heard.insert(std::move(sound));
            }
        }
    }
    const auto all = soundsOf(script.language);
    Coverage coverage;
    coverage.total = all.size();
    coverage.heard = heard.size();
    coverage.share = all.empty() ? 0.0 : static_cast<double>(heard.size()) / static_cast<double>(all.size());
    std::ranges::copy_if(all, std::back_inserter(coverage.missing),
                         [&](const std::string& sound) { return !heard.contains(sound); });
    std::ptrdiff_t most = -1;
    for (std::size_t i = 0; i < script.lines.size(); ++i) {
        if (done.contains(script.lines[i].id)) {
            continue;
        }
        const auto sounds = soundsIn(script.lines[i].phones, script.language);
        const auto fresh = std::ranges::count_if(sounds, [&](const std::string& sound) { return !heard.contains(sound); });
        if (fresh > most) {
            most = fresh;
            coverage.nextBestLine = i;
        }
    }
    return coverage;
}

}  // namespace timbre
