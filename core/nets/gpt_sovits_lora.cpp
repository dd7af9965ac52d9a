// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <string>
#include <utility>

#include "core/base/files.h"
#include "core/nets/gpt_sovits_files.h"

namespace timbre::nets {

namespace {

constexpr std::string_view kDown = ".lora_A.default.weight";
constexpr std::string_view kUp = ".lora_B.default.weight";
// A constant that the base files compute instead of storing it.
constexpr std::string_view kComputed = ".rotary_embed.inv_freq";

/// The base's name of a module or tensor that the LoRA library wrapped.
std::string inBase(std::string_view name) {
    constexpr std::string_view kWrapper = "base_model.model.";
    std::string plain(name);
    if (const auto place = plain.find(kWrapper); place != std::string::npos) {
        plain.erase(place, kWrapper.size());
    }
    return plain;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t extent : shape) {
        text.append(text.size() > 1 ? ", " : "").append(std::to_string(extent));
    }
    return text + "]";
}

/// Builds the plan, tensor by tensor of the overlay.
class Planner {
  public:
    Planner(const SovitsFile& base, const SovitsFile& overlay)
        : base_(base.checkpoint), overlay_(overlay.checkpoint), rank_(overlay.loraRank) {}

    Result<LoraPlan> run() {
        for (const auto& [name, tensor] : overlay_.tensors) {
            Result<void> done;
            if (name.ends_with(kDown)) {
                done = addPair(name, tensor);
            } else if (name.ends_with(kUp)) {
                done = checkHasDown(name);
            } else {
                done = addReplacement(name, tensor);
            }
            if (!done) {
                return tl::unexpected(done.error());
            }
        }
        if (plan_.pairs.empty()) {
            return incomplete("it has no LoRA tensors");
        }
        return std::move(plan_);
    }

  private:
    tl::unexpected<Error> incomplete(const std::string& why) const {
        return fail(ErrorCode::Corrupt, displayPath(overlay_.path) + " is no whole LoRA file: " + why,
                    "Fetch or make the file again.");
    }

    tl::unexpected<Error> mismatch(const std::string& why) const {
        return fail(
            ErrorCode::InvalidInput,
            displayPath(overlay_.path) + " does not belong to the base model " + displayPath(base_.path) + ": " + why,
            "Choose the base model that the voice was trained on.");
    }

    Result<void> addPair(const std::string& down, const TensorView& a) {
        const std::string stem = down.substr(0, down.size() - kDown.size());
        const std::string up = stem + std::string(kUp);
        const auto b = overlay_.tensors.find(up);
        if (b == overlay_.tensors.end()) {
            return incomplete("the tensor " + up + " is missing");
        }
        if (a.shape.size() != 2 || b->second.shape.size() != 2 || a.shape[0] != b->second.shape[1] || a.shape[0] < 1 ||
            (rank_ != 0 && a.shape[0] != rank_)) {
            return incomplete(down + " " + shapeText(a.shape) + " and " + up + " " + shapeText(b->second.shape) +
                              " have no common rank" + (rank_ != 0 ? " of " + std::to_string(rank_) : ""));
        }
        const std::string target = inBase(stem) + ".weight";
        const auto changed = base_.tensors.find(target);
        if (changed == base_.tensors.end()) {
            return mismatch("it changes " + target + ", which the base lacks");
        }
        const std::vector<std::int64_t> expected{b->second.shape[0], a.shape[1]};
        if (changed->second.shape != expected) {
            return mismatch("it changes " + target + " of the shape " + shapeText(expected) + "; the base's has " +
                            shapeText(changed->second.shape));
        }
        if (!targets_.insert(target).second) {
            return incomplete("it changes " + target + " twice");
        }
        plan_.pairs.push_back({.target = target, .down = down, .up = up, .rank = a.shape[0]});
        return {};
    }

    Result<void> checkHasDown(const std::string& up) const {
        const std::string down = up.substr(0, up.size() - kUp.size()) + std::string(kDown);
        return overlay_.tensors.contains(down) ? Result<void>() : incomplete("the tensor " + down + " is missing");
    }

    Result<void> addReplacement(const std::string& name, const TensorView& tensor) {
        const std::string target = inBase(name);
        const auto replaced = base_.tensors.find(target);
        if (replaced == base_.tensors.end() && !target.ends_with(kComputed)) {
            return mismatch("it replaces " + target + ", which the base lacks");
        }
        if (replaced != base_.tensors.end() && replaced->second.shape != tensor.shape) {
            return mismatch("it replaces " + target + " by one of the shape " + shapeText(tensor.shape) +
                            "; the base's has " + shapeText(replaced->second.shape));
        }
        if (!targets_.insert(target).second) {
            return incomplete("it changes " + target + " twice");
        }
        plan_.replacements.push_back({.target = target, .source = name});
        return {};
    }

    const Checkpoint& base_;
    const Checkpoint& overlay_;
    std::int64_t rank_;
    std::set<std::string> targets_;
    LoraPlan plan_;
};

}  // namespace

Result<LoraPlan> planLora(const SovitsFile& base, const SovitsFile& overlay) {
    if (!overlay.lora || base.lora) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(overlay.lora ? base.checkpoint.path : overlay.checkpoint.path) +
                        (overlay.lora ? " is a LoRA file itself, not a base model" : " is not a LoRA file"),
                    "Choose a base model and a LoRA file.");
    }
    if (base.version != overlay.version && base.versionIsCertain && overlay.versionIsCertain) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(overlay.checkpoint.path) + " is for " + std::string(modelVersionName(overlay.version)) +
                        ", but " + displayPath(base.checkpoint.path) + " is " +
                        std::string(modelVersionName(base.version)),
                    "Choose the base model that the voice was trained on.");
    }
    return Planner(base, overlay).run();
}

}  // namespace timbre::nets
