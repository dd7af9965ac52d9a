// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/sound_desk.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/audio/decode.h"
#include "core/audio/punch.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr double kQuietDbfs = -50.0;
constexpr double kUsableDbfs = -40.0;
constexpr double kSilentDbfs = -110.0;
constexpr double kSpokenSeconds = 0.5;

std::vector<AudioDevice> recordingOnes(const std::vector<AudioDevice>& devices) {
    std::vector<AudioDevice> inputs;
    std::ranges::copy_if(devices, std::back_inserter(inputs), [](const AudioDevice& d) { return d.inputChannels > 0; });
    return inputs;
}

RoomVerdict judgeRoom(const QualityReport& report) {
    if (report.peakDbfs <= kSilentDbfs) {
        return RoomVerdict::Silent;
    }
    if (report.speechShare * report.seconds > kSpokenSeconds) {
        return RoomVerdict::Spoken;
    }
    if (report.noiseFloorDbfs <= kQuietDbfs) {
        return RoomVerdict::Quiet;
    }
    return report.noiseFloorDbfs <= kUsableDbfs ? RoomVerdict::Usable : RoomVerdict::Noisy;
}

Result<TakeFile> writeTake(const AudioClip& clip, const fs::path& target) {
    auto writer = TakeWriter::create(
        target, {.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .bits = 24}, true);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    if (auto written = writer->append(clip.samples); !written) {
        writer->discard();
        return tl::unexpected(written.error());
    }
    return writer->finish();
}

std::uint64_t columnsOf(double seconds) {
    return static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds) * LiveTrace::kColumnsPerSecond));
}

}  // namespace

SoundDesk::SoundDesk(SoundDeskParts parts, EventSink sink)
    : parts_(std::move(parts)),
      sink_(std::move(sink)),
      watch_(parts_.places),
      looking_([this](const std::stop_token& stop) { look(stop); }) {}

SoundDesk::~SoundDesk() {
    looking_.request_stop();
    looking_.join();
    // LiveInput names the take that runs; a punch-in keeps its new part in a file of its own.
}

Result<SoundInputs*> SoundDesk::inputs() {
    if (inputs_) {
        return inputs_.get();
    }
    if (!parts_.openInputs) {
        return fail(ErrorCode::Unsupported, "this studio records nothing: it has no microphones");
    }
    auto opened = parts_.openInputs();
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    inputs_ = std::move(*opened);
    return inputs_.get();
}

std::shared_ptr<LiveInput> SoundDesk::present() const {
    const std::scoped_lock lock(inputMutex_);
    return input_;
}

Result<LiveInput*> SoundDesk::open() {
    const auto input = present();
    if (!input) {
        return fail(ErrorCode::NotFound, "no microphone is open", "Choose one first.");
    }
    return input.get();  // workMutex_ keeps it
}

void SoundDesk::closeInput() {
    std::shared_ptr<LiveInput> closed;
    {
        const std::scoped_lock lock(inputMutex_);
        closed = std::exchange(input_, nullptr);
    }
    device_.reset();
}

Result<void> SoundDesk::openDevice(JobId job, const std::string& wanted) {
    const auto all = inputs();
    if (!all) {
        return tl::unexpected(all.error());
    }
    const auto device = chooseInput((*all)->devices(), wanted);
    if (!device) {
        return tl::unexpected(device.error());
    }
    keepTake();
    closeInput();
    if (!std::exchange(vadLoaded_, true) && parts_.loadVad) {
        vad_ = parts_.loadVad().value_or(nullptr);
    }
    auto source = (*all)->open({.device = std::to_string(device->index)});
    if (!source) {
        return tl::unexpected(source.error());
    }
    auto input = LiveInput::start(std::move(*source), {.vad = vad_, .monitor = parts_.monitor});
    if (!input) {
        return tl::unexpected(input.error());
    }
    const std::shared_ptr<LiveInput> live = std::move(*input);
    device_ = *device;
    {
        const std::scoped_lock lock(inputMutex_);
        input_ = live;
    }
    sink_(InputOpened{.job = job,
                      .device = *device,
                      .sampleRateHz = live->sampleRateHz(),
                      .channels = live->channels(),
                      .meter = live->meter(),
                      .trace = live->trace()});
    return {};
}

Result<void> SoundDesk::perform(JobContext& job, const ListInputs&) {
    const std::scoped_lock lock(workMutex_);
    InputsListed listed{.job = job.id(), .devices = {}, .open = device_};
    const auto all = inputs();
    if (all) {
        const std::vector<AudioDevice> devices = (*all)->devices();
        listed.devices = recordingOnes(devices);
        std::ranges::copy_if(devices, std::back_inserter(listed.outputs),
                             [](const AudioDevice& device) { return device.outputChannels > 0; });
    }
    if (!all) {
        listed.problem = all.error();
    } else if (const auto chosen = chooseInput(listed.devices, {}); !chosen) {
        listed.problem = chosen.error();
    }
    job.emit(std::move(listed));
    return {};
}

Result<void> SoundDesk::perform(JobContext& job, const OpenInput& command) {
    const std::scoped_lock lock(workMutex_);
    return openDevice(job.id(), command.device);
}

Result<void> SoundDesk::perform(JobContext&, const CloseInput&) {
    const std::scoped_lock lock(workMutex_);
    keepTake();
    closeInput();
    return {};
}

Result<void> SoundDesk::perform(JobContext&, const SetMonitor& command) {
    const std::scoped_lock lock(workMutex_);
    const auto input = open();
    return input ? (*input)->setMonitor(command.on) : tl::unexpected(input.error());
}

Result<void> SoundDesk::perform(JobContext& job, const CheckRoom& command) {
    const std::scoped_lock lock(workMutex_);
    const auto input = open();
    if (!input) {
        return tl::unexpected(input.error());
    }
    std::stop_source stop;
    const std::stop_callback whenCancelled(job.stopToken(), [&] { stop.request_stop(); });
    const std::stop_callback whenLeaving(leaving_.get_token(), [&] { stop.request_stop(); });
    const auto clip = (*input)->listen(command.seconds, stop.get_token());
    if (!clip) {
        return tl::unexpected(clip.error());
    }
    const auto report = analyseQuality(*clip, vad_);
    auto noises = findLocalNoise(*clip, vad_);
    if (!report || !noises) {
        return tl::unexpected(report ? noises.error() : report.error());
    }
    RoomChecked checked{.job = job.id(),
                        .verdict = judgeRoom(*report),
                        .seconds = report->seconds,
                        .noiseFloorDbfs = report->noiseFloorDbfs,
                        .peakDbfs = report->peakDbfs,
                        .humHz = report->humHz,
                        .noises = std::move(*noises)};
    if (!command.target.empty()) {
        auto file = writeTake(*clip, command.target);
        if (!file) {
            return tl::unexpected(file.error());
        }
        checked.file = std::move(*file);
    }
    job.emit(std::move(checked));
    return {};
}

Result<void> SoundDesk::perform(JobContext&, const BeginTake& command) {
    const std::scoped_lock lock(workMutex_);
    const auto input = open();
    if (!input) {
        return tl::unexpected(input.error());
    }
    Running running{.target = command.target,
                    .recording = command.punch ? punchPathOf(command.target) : command.target,
                    .punch = command.punch,
                    .preRollSeconds = std::min(std::max(0.0, command.preRollSeconds), (*input)->status().seconds)};
    std::error_code ignored;
    if (command.punch && !fs::exists(command.punch->before, ignored)) {
        return fail(ErrorCode::NotFound,
                    "the recording to go on from is gone: " + displayPath(command.punch->before),
                    "Record the whole line again.");
    }
    // Before anything is read in vain.
    if (command.punch) {
        if (auto fits = checkPunch(command.punch->before, command.punch->atSeconds); !fits) {
            return fits;
        }
    }
    if (command.punch && !command.overwrite && command.target != command.punch->before &&
        fs::exists(command.target, ignored)) {
        return fail(ErrorCode::AlreadyExists, displayPath(command.target) + " exists already; nothing was overwritten",
                    "Choose another name, or allow overwriting.");
    }
    auto begun = (*input)->beginTake(running.recording, command.preRollSeconds, command.overwrite || command.punch);
    if (begun) {
        take_ = std::move(running);
    }
    return begun;
}

Result<void> SoundDesk::perform(JobContext& job, const EndTake&) {
    const std::scoped_lock lock(workMutex_);
    auto recorded = endTake();
    if (!recorded) {
        return tl::unexpected(recorded.error());
    }
    recorded->job = job.id();
    job.emit(std::move(*recorded));
    return {};
}

Result<void> SoundDesk::perform(JobContext&, const DiscardTake&) {
    const std::scoped_lock lock(workMutex_);
    if (const auto input = present()) {
        input->discardTake();
    }
    take_.reset();
    return {};
}

Result<TakeRecorded> SoundDesk::endTake() {
    const auto input = open();
    if (!input || !take_) {
        return fail(ErrorCode::NotFound, "no recording runs", "Begin one first.");
    }
    const Running running = *std::exchange(take_, std::nullopt);
    const std::uint64_t startColumn = (*input)->status().takeStartColumn;
    auto take = (*input)->endTake();
    if (!take) {
        return tl::unexpected(take.error());
    }
    TakeRecorded recorded{.job = {}, .take = std::move(*take), .startSeconds = running.preRollSeconds};
    if (running.punch) {
        joinPunch(running, recorded);
    }
    auto clip = readAudio(recorded.take.file.path);
    if (!clip) {
        return tl::unexpected(clip.error());
    }
    if (running.punch) {
        if (auto quality = analyseQuality(*clip, vad_)) {
            recorded.take.quality = std::move(*quality);
        }
    }
    recorded.noises = findLocalNoise(*clip, vad_).value_or(std::vector<LocalNoise>{});
    const double traceBegin = running.punch ? recorded.startSeconds : 0.0;
    for (const LocalNoise& noise : recorded.noises) {
        if (noise.fromSeconds >= traceBegin) {
            (*input)->trace()->mark({.from = startColumn + columnsOf(noise.fromSeconds - traceBegin),
                                     .to = startColumn + columnsOf(noise.toSeconds - traceBegin),
                                     .kind = noise.kind});
        }
    }
    recorded.peaks = std::make_shared<const Peaks>(*clip);
    recorded.clip = std::make_shared<const AudioClip>(std::move(*clip));
    return recorded;
}

/// What cannot be joined is a take of its own.
void SoundDesk::joinPunch(const Running& running, TakeRecorded& recorded) {
    auto joined = punchInFile(running.punch->before, running.punch->atSeconds, running.recording, running.target);
    std::error_code error;
    if (joined) {
        fs::remove(running.recording, error);
        recorded.take.file = std::move(*joined);
        recorded.startSeconds = running.punch->atSeconds;
        return;
    }
    if (!recorded.take.trouble) {
        recorded.take.trouble = std::move(joined.error());
    }
    if (running.target != running.punch->before) {
        fs::rename(running.recording, running.target, error);
        recorded.take.file.path = error ? running.recording : running.target;
    }
}

/// Ends a take that nobody ended and says so.
void SoundDesk::keepTake() {
    if (!take_) {
        return;
    }
    if (auto recorded = endTake()) {
        sink_(std::move(*recorded));
    } else {
        sink_(TakeFailed{.job = {}, .error = recorded.error()});
    }
}

/// Thread: looking.
void SoundDesk::look(const std::stop_token& stop) {
    auto nextWatch = std::chrono::steady_clock::now() + parts_.watchEvery;
    while (!stop.stop_requested()) {
        tellStatus();
        if (std::chrono::steady_clock::now() >= nextWatch) {
            nextWatch = std::chrono::steady_clock::now() + parts_.watchEvery;
            // A sound server shows itself before it answers: the list is renewed when a second has brought nothing more.
            if (watch_.changed()) {
                devicesChanged_ = true;
            } else if (devicesChanged_) {
                renewDevices();
            }
        }
        std::unique_lock lock(waitMutex_);
        wake_.wait_for(lock, stop, parts_.statusEvery, [] { return false; });
    }
}

void SoundDesk::tellStatus() {
    const auto input = present();
    if (!input) {
        return;
    }
    InputStatus status = input->status();
    const std::optional<Error> trouble = status.trouble;
    const bool takeEnded = status.takeEnded;
    sink_(InputStatusChanged{.job = {}, .status = std::move(status)});
    if (trouble) {
        tellLoss(*trouble);
    } else if (takeEnded) {
        keepEndedTake();
    }
}

/// Nobody should read on to a take that takes nothing any more.
void SoundDesk::keepEndedTake() {
    const std::unique_lock lock(workMutex_, std::try_to_lock);  // somebody at work: at the next look
    const auto input = lock ? present() : nullptr;
    if (input && input->status().takeEnded) {
        keepTake();
    }
}

void SoundDesk::tellLoss(const Error& error) {
    const std::unique_lock lock(workMutex_, std::try_to_lock);  // somebody at work: at the next look
    if (!lock || !device_) {
        return;
    }
    const auto input = present();
    if (!input || input->status().running) {
        return;
    }
    const std::string name = device_->name;
    keepTake();
    closeInput();
    devicesChanged_ = true;
    sink_(InputLost{.job = {}, .device = name, .error = error});
}

void SoundDesk::renewDevices() {
    const std::unique_lock lock(workMutex_, std::try_to_lock);
    if (!lock || take_) {
        return;
    }
    devicesChanged_ = false;
    if (!inputs_) {
        return;
    }
    const std::vector<AudioDevice> before = inputs_->devices();
    const std::optional<AudioDevice> device = device_;
    closeInput();
    const auto renewed = inputs_->refresh();
    if (!renewed) {
        inputs_.reset();  // begun anew when it is next asked for
    }
    const std::vector<AudioDevice> now = inputs_ ? inputs_->devices() : std::vector<AudioDevice>{};
    if (now != before) {
        sink_(InputsChanged{.job = {}, .devices = recordingOnes(now)});
    }
    if (!device) {
        return;
    }
    if (auto opened = openDevice(JobId{}, device->name); !opened) {
        sink_(InputLost{.job = {}, .device = device->name, .error = opened.error()});
    }
}

}  // namespace timbre
