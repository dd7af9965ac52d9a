// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "core/audio/device.h"

namespace timbre::app {

namespace {

nlohmann::json asJson(const AudioDevice& device) {
    return {{"index", device.index},
            {"name", device.name},
            {"host_api", device.hostApi},
            {"input_channels", device.inputChannels},
            {"output_channels", device.outputChannels},
            {"default_rate_hz", device.defaultRateHz},
            {"default_input", device.isDefaultInput},
            {"default_output", device.isDefaultOutput}};
}

std::string channelsText(int channels, bool isDefault) {
    return channels == 0 ? "-" : fmt::format("{}{}", channels, isDefault ? " *" : "");
}

void printTable(Console& console, const std::vector<AudioDevice>& devices) {
    std::size_t nameWidth = 4;
    for (const AudioDevice& device : devices) {
        nameWidth = std::max(nameWidth, device.name.size());
    }
    console.line(fmt::format("{:>3}  {:<{}}  {:>8}  {:>8}  {:>8}  {}", "no", "name", nameWidth, "records", "plays",
                             "rate", "through"));
    for (const AudioDevice& device : devices) {
        console.line(fmt::format("{:>3}  {:<{}}  {:>8}  {:>8}  {:>8.0f}  {}", device.index, device.name, nameWidth,
                                 channelsText(device.inputChannels, device.isDefaultInput),
                                 channelsText(device.outputChannels, device.isDefaultOutput), device.defaultRateHz,
                                 device.hostApi));
    }
    console.line(
        "Channels at most; * is what is used when nothing is chosen. Choose with --device NO or part of a name.");
}

Result<ExitCode> listDevices(Console& console) {
    const auto system = AudioSystem::open();
    if (!system) {
        return tl::unexpected(system.error());
    }
    const auto devices = system->devices();
    auto list = nlohmann::json::array();
    std::ranges::transform(devices, std::back_inserter(list), asJson);
    console.document({{"devices", list}});
    if (!devices.empty()) {
        printTable(console, devices);
    }
    if (const auto input = chooseInput(devices, ""); !input) {
        console.line(input.error().message());
    }
    return ExitCode::Ok;
}

}  // namespace

void registerDevices(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("devices", "List microphones and other sound devices");
    command->footer(
        "Shows the number, name, channels, usual rate and host API of each sound device that the system offers.\n"
        "--json: "
        "{\"devices\":[{\"index\",\"name\",\"host_api\",\"input_channels\",\"output_channels\",\"default_rate_hz\",\n"
        "        \"default_input\",\"default_output\"}]}; an empty list is no error.");
    command->callback([&program] { program.job = [&program] { return listDevices(program.console); }; });
}

}  // namespace timbre::app
