// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/device_watch.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace timbre {

namespace fs = std::filesystem;

DevicePlaces machineDevicePlaces() {
    DevicePlaces places{.folders = {"/dev/snd"}, .files = {"/proc/asound/cards"}};
    if (const char* runtime = std::getenv("PULSE_RUNTIME_PATH"); runtime != nullptr && *runtime != '\0') {
        places.folders.emplace_back(runtime);
    }
    if (const char* session = std::getenv("XDG_RUNTIME_DIR"); session != nullptr && *session != '\0') {
        places.folders.push_back(fs::path(session) / "pulse");
        places.files.push_back(fs::path(session) / "pipewire-0");
    }
    return places;
}

DeviceWatch::DeviceWatch(DevicePlaces places) : places_(std::move(places)), last_(picture()) {}

bool DeviceWatch::changed() {
    std::string now = picture();
    return std::exchange(last_, now) != now;
}

std::string DeviceWatch::picture() const {
    std::string all;
    std::error_code error;
    for (const fs::path& folder : places_.folders) {
        std::vector<std::string> names;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            names.push_back(entry->path().filename().string());
        }
        std::ranges::sort(names);
        for (const std::string& name : names) {
            all += name + '\n';
        }
        all += '\f';
    }
    for (const fs::path& file : places_.files) {
        if (fs::is_regular_file(file, error)) {
            std::ifstream in(file);
            all.append(std::istreambuf_iterator<char>(in), {});
        } else {
            all += fs::exists(file, error) ? "+" : "-";
        }
        all += '\f';
    }
    return all;
}

}  // namespace timbre
