// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/noisy_speech.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "core/audio/decode.h"
#include "core/audio/fft.h"
#include "core/audio/resample.h"

namespace timbre::test {

namespace fs = std::filesystem;

namespace {

std::vector<double> framePowers(std::span<const float> samples, int sampleRateHz) {
    const auto frame = static_cast<std::size_t>(std::lround(0.020 * sampleRateHz));
    std::vector<double> powers;
    for (std::size_t start = 0; start + frame <= samples.size(); start += frame) {
        double sum = 0.0;
        for (const float sample : samples.subspan(start, frame)) {
            sum += static_cast<double>(sample) * sample;
        }
        powers.push_back(sum / static_cast<double>(frame));
    }
    return powers;
}

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const double place = share * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const auto high = std::min(low + 1, values.size() - 1);
    return values[low] + (values[high] - values[low]) * (place - std::floor(place));
}

double meanPower(std::span<const float> samples) {
    const double sum = std::accumulate(samples.begin(), samples.end(), 0.0, [](double so, float sample) {
        return so + static_cast<double>(sample) * sample;
    });
    return sum / static_cast<double>(std::max<std::size_t>(samples.size(), 1));
}

double uniform(Random& random, double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1.0p-53;
}

std::size_t below(Random& random, std::size_t end) { return static_cast<std::size_t>(random() % end); }

// std::normal_distribution differs between libraries; the mixtures must not.
double gaussian(Random& random) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform(random, 0.0, 1.0)));
    return radius * std::cos(2.0 * std::numbers::pi * uniform(random, 0.0, 1.0));
}

std::vector<float> atRate(const AudioClip& clip, int sampleRateHz) {
    auto result = resampleMono(clip.samples, clip.sampleRateHz, sampleRateHz, ResampleQuality::Medium);
    if (!result) {
        throw std::runtime_error(result.error().message());
    }
    return std::move(*result);
}

void addRecordings(const fs::path& folder, const std::string& speaker, std::vector<SpeechFile>& all) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".wav" || entry.path().extension() == ".flac") {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    for (const fs::path& path : paths) {
        auto clip = readAudio(path, {.mono = true});
        if (!clip) {
            throw std::runtime_error(clip.error().message());
        }
        all.push_back({.speaker = speaker, .name = path.stem().string(), .clip = std::move(*clip)});
    }
}

std::vector<float> whiteNoise(std::size_t frames, Random& random) {
    std::vector<float> noise(frames);
    std::ranges::generate(noise, [&] { return static_cast<float>(gaussian(random)); });
    return noise;
}

/// Power falls by 3 dB per octave down to 20 Hz.
std::vector<float> pinkNoise(std::size_t frames, int sampleRateHz, Random& random) {
    std::size_t size = 16;
    while (size < frames) {
        size *= 2;
    }
    RealFft fft(size);
    std::vector<float> noise = whiteNoise(size, random);
    std::vector<std::complex<float>> spectrum(fft.bins());
    fft.forward(noise, spectrum);
    spectrum[0] = 0.0F;
    for (std::size_t bin = 1; bin < spectrum.size(); ++bin) {
        const double hz = static_cast<double>(bin) * sampleRateHz / static_cast<double>(size);
        spectrum[bin] /= static_cast<float>(std::sqrt(std::max(hz, 20.0)));
    }
    fft.inverse(spectrum, noise);
    noise.resize(frames);
    return noise;
}

std::vector<float> humNoise(std::size_t frames, int sampleRateHz, Random& random) {
    const double mainsHz = below(random, 2) == 0 ? 50.0 : 60.0;
    const std::size_t harmonics = 4 + below(random, 9);
    const double fall = uniform(random, 0.5, 1.5);
    std::vector<float> noise(frames);
    for (std::size_t h = 1; h <= harmonics; ++h) {
        const double step = 2.0 * std::numbers::pi * mainsHz * static_cast<double>(h) / sampleRateHz;
        const double phase = uniform(random, 0.0, 2.0 * std::numbers::pi);
        const double gain = uniform(random, 0.5, 1.0) / std::pow(static_cast<double>(h), fall);
        for (std::size_t i = 0; i < frames; ++i) {
            noise[i] += static_cast<float>(gain * std::sin(phase + step * static_cast<double>(i)));
        }
    }
    return noise;
}

std::vector<float> babble(const NoiseRequest& request, const std::vector<SpeechFile>& pool, Random& random) {
    std::vector<std::string> speakers;
    for (const SpeechFile& file : pool) {
        if (file.speaker != request.notSpeaker && (speakers.empty() || speakers.back() != file.speaker)) {
            speakers.push_back(file.speaker);
        }
    }
    std::vector<float> noise(request.frames);
    const std::size_t talkers = 6 + below(random, 5);
    for (std::size_t talker = 0; talker < talkers; ++talker) {
        const std::string& speaker = speakers[below(random, speakers.size())];
        std::vector<const SpeechFile*> files;
        for (const SpeechFile& file : pool) {
            if (file.speaker == speaker) {
                files.push_back(&file);
            }
        }
        std::vector<float> talk;
        const std::size_t start = below(random, static_cast<std::size_t>(3 * request.sampleRateHz));
        while (talk.size() < request.frames + start) {
            const auto next = atRate(files[below(random, files.size())]->clip, request.sampleRateHz);
            const auto gain = static_cast<float>(1.0 / std::sqrt(activeSpeechPower(next, request.sampleRateHz)));
            std::ranges::transform(next, std::back_inserter(talk), [gain](float s) { return s * gain; });
        }
        for (std::size_t i = 0; i < request.frames; ++i) {
            noise[i] += talk[start + i];
        }
    }
    return noise;
}

}  // namespace

std::vector<SpeechFile> loadSpeech(const fs::path& shared) {
    std::vector<SpeechFile> all;
    addRecordings(shared / "speech" / "ljspeech", "LJ", all);
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(shared / "speech" / "librispeech")) {
        if (entry.is_directory()) {
            folders.push_back(entry.path());
        }
    }
    std::ranges::sort(folders);
    for (const fs::path& folder : folders) {
        addRecordings(folder, folder.filename().string(), all);
    }
    return all;
}

double activeSpeechPower(std::span<const float> samples, int sampleRateHz) {
    const auto powers = framePowers(samples, sampleRateHz);
    const double threshold = quantile(powers, 0.95) * std::pow(10.0, -2.5);
    double sum = 0.0;
    std::size_t count = 0;
    for (const double power : powers) {
        if (power >= threshold) {
            sum += power;
            ++count;
        }
    }
    return sum / static_cast<double>(count);
}

double quietestUnderSpeechDb(std::span<const float> samples, int sampleRateHz) {
    const double quiet = quantile(framePowers(samples, sampleRateHz), 0.02);
    return 10.0 * std::log10(activeSpeechPower(samples, sampleRateHz) / std::max(quiet, 1e-20));
}

std::vector<const SpeechFile*> cleanSpeech(const std::vector<SpeechFile>& all) {
    std::vector<const SpeechFile*> clean;
    for (const SpeechFile& file : all) {
        if (quietestUnderSpeechDb(file.clip.samples, file.clip.sampleRateHz) >= 40.0) {
            clean.push_back(&file);
        }
    }
    return clean;
}

std::string_view noiseName(NoiseKind kind) {
    switch (kind) {
        case NoiseKind::White:
            return "white";
        case NoiseKind::Pink:
            return "pink";
        case NoiseKind::Babble:
            return "babble";
        case NoiseKind::Hum:
            return "hum";
    }
    return "";
}

AudioClip joinedSpeech(const std::vector<const SpeechFile*>& pool, const std::string& speaker, double seconds,
                       int sampleRateHz, Random& random) {
    std::vector<const SpeechFile*> files;
    std::ranges::copy_if(pool, std::back_inserter(files),
                         [&](const SpeechFile* file) { return file->speaker == speaker; });
    AudioClip joined{.sampleRateHz = sampleRateHz, .channels = 1, .samples = {}};
    const auto wanted = static_cast<std::size_t>(seconds * sampleRateHz);
    while (joined.samples.size() < wanted) {
        const auto samples = atRate(files[below(random, files.size())]->clip, sampleRateHz);
        const auto length = std::min({static_cast<std::size_t>(uniform(random, 1.5, 6.0) * sampleRateHz),
                                      samples.size(), wanted - joined.samples.size()});
        const std::size_t start = below(random, samples.size() - length + 1);
        joined.samples.insert(joined.samples.end(), samples.begin() + static_cast<std::ptrdiff_t>(start),
                              samples.begin() + static_cast<std::ptrdiff_t>(start + length));
    }
    return joined;
}

std::vector<float> makeNoise(const NoiseRequest& request, const std::vector<SpeechFile>& pool, Random& random) {
    std::vector<float> noise;
    switch (request.kind) {
        case NoiseKind::White:
            noise = whiteNoise(request.frames, random);
            break;
        case NoiseKind::Pink:
            noise = pinkNoise(request.frames, request.sampleRateHz, random);
            break;
        case NoiseKind::Babble:
            noise = babble(request, pool, random);
            break;
        case NoiseKind::Hum:
            noise = humNoise(request.frames, request.sampleRateHz, random);
            break;
    }
    const auto gain = static_cast<float>(1.0 / std::sqrt(std::max(meanPower(noise), 1e-20)));
    std::ranges::for_each(noise, [gain](float& sample) { sample *= gain; });
    return noise;
}

AudioClip mixAtSnr(const AudioClip& speech, std::span<const float> noise, double snrDb) {
    const double speechPower = activeSpeechPower(speech.samples, speech.sampleRateHz);
    const auto gain = static_cast<float>(std::sqrt(speechPower / meanPower(noise) * std::pow(10.0, -snrDb / 10.0)));
    AudioClip mixed = speech;
    for (std::size_t i = 0; i < mixed.samples.size(); ++i) {
        mixed.samples[i] += gain * noise[i];
    }
    return mixed;
}

}  // namespace timbre::test
