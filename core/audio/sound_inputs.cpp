// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sound_inputs.h"

#include <utility>

namespace timbre {

namespace {

class PortAudioInputs final : public SoundInputs {
  public:
    explicit PortAudioInputs(AudioSystem system) : system_(std::move(system)) {}
    [[nodiscard]] std::vector<AudioDevice> devices() override { return system_.devices(); }
    Result<void> refresh() override { return system_.refresh(); }
    Result<std::unique_ptr<InputSource>> open(const InputRequest& request) override {
        return system_.openInput(request);
    }

  private:
    AudioSystem system_;
};

}  // namespace

Result<std::unique_ptr<SoundInputs>> openPortAudioInputs() {
    auto system = AudioSystem::open();
    if (!system) {
        return tl::unexpected(system.error());
    }
    return std::unique_ptr<SoundInputs>(std::make_unique<PortAudioInputs>(std::move(*system)));
}

}  // namespace timbre
