// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "app/commands/commands.h"

namespace timbre::app {

namespace {

/// Two decimals are all that these measurements hold; JSON readers get no 15 digits of noise.
double rounded(double value) { return std::round(value * 100.0) / 100.0; }

std::string_view verdictForPeople(Verdict verdict) {
    switch (verdict) {
        case Verdict::Good: return "good";
        case Verdict::Usable: return "usable";
        case Verdict::RecordAgain: return "record again";
    }
    return "";
}

std::string level(double dbfs) { return dbfs <= kLowestDbfs ? "silent" : fmt::format("{:.1f} dBFS", dbfs); }

}  // namespace

nlohmann::json qualityJson(const QualityReport& quality) {
    auto findings = nlohmann::json::array();
    for (const QualityFinding& finding : quality.findings) {
        findings.push_back({{"problem", problemName(finding.problem)},
                            {"verdict", verdictName(finding.verdict)},
                            {"advice", adviceFor(finding.problem, finding.verdict)}});
    }
    return {{"seconds", rounded(quality.seconds)},
            {"sample_rate_hz", quality.sampleRateHz},
            {"channels", quality.channels},
            {"snr_db", rounded(quality.snrDb)},
            {"speech_dbfs", rounded(quality.speechDbfs)},
            {"noise_floor_dbfs", rounded(quality.noiseFloorDbfs)},
            {"peak_dbfs", rounded(quality.peakDbfs)},
            {"clipped_samples", quality.clippedSamples},
            {"loudness_lufs", rounded(quality.loudnessLufs)},
            {"speech_share", rounded(quality.speechShare)},
            {"reverb_s", rounded(quality.reverbSeconds)},
            {"hum_hz", rounded(quality.humHz)},
            {"hum_dbfs", rounded(quality.humDbfs)},
            {"bandwidth_hz", rounded(quality.bandwidthHz)},
            {"speech_rate", rounded(quality.speechRate)},
            {"verdict", verdictName(quality.verdict)},
            {"findings", std::move(findings)},
            {"advice", quality.advice}};
}

void printQuality(Console& console, const QualityReport& quality) {
    console.line(fmt::format("  {}: {}", verdictForPeople(quality.verdict), quality.advice));
    console.line(fmt::format("  SNR {:.1f} dB, noise floor {}, speech {}, peak {}, loudness {:.1f} LUFS", quality.snrDb,
                             level(quality.noiseFloorDbfs), level(quality.speechDbfs), level(quality.peakDbfs),
                             quality.loudnessLufs));
    std::string more = fmt::format("  {:.1f} s, {:.0f} % speech, sound up to {:.1f} kHz", quality.seconds,
                                   quality.speechShare * 100.0, quality.bandwidthHz / 1000.0);
    if (quality.speechRate > 0.0) {
        more += fmt::format(", {:.1f} syllables a second", quality.speechRate);
    }
    if (quality.reverbSeconds > 0.0) {
        more += fmt::format(", reverberation {:.2f} s", quality.reverbSeconds);
    }
    if (quality.humHz > 0.0) {
        more += fmt::format(", hum at {:.0f} Hz", quality.humHz);
    }
    if (quality.clippedSamples > 0) {
        more += fmt::format(", {} clipped samples", quality.clippedSamples);
    }
    console.line(more);
    for (std::size_t i = 1; i < quality.findings.size(); ++i) {
        const QualityFinding& finding = quality.findings[i];
        console.line(fmt::format("  also: {}", adviceFor(finding.problem, finding.verdict)));
    }
}

}  // namespace timbre::app
