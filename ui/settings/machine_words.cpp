// SPDX-License-Identifier: GPL-3.0-or-later
// What is found on a machine, in the language of the window.
#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/i18n/core_words.h"
#include "ui/settings/machine_facts.h"

namespace timbre::ui {

namespace {

using State = MachineRow::State;

/// lupdate reads the context from here.
struct Machine {
    Q_DECLARE_TR_FUNCTIONS(Machine)
};

State worst(const std::vector<MachineFinding>& findings) {
    State state = State::Good;
    for (const MachineFinding& finding : findings) {
        const State one = finding.health == MachineHealth::Good   ? State::Good
                          : finding.health == MachineHealth::Note ? State::Note
                                                                  : State::Trouble;
        state = std::max(state, one);
    }
    return state;
}

QString saidText(const std::string& english) {
    return asSentence(coreSentence(english).value_or(QString::fromStdString(english)));
}

/// What is wrong and what to do, from a finding.
QString troubleText(const MachineFinding& finding) {
    return QStringList{saidText(finding.detail), finding.advice.empty() ? QString() : saidText(finding.advice)}
        .join(QChar(u' '))
        .trimmed();
}

/// While nothing is known: looking, or that it could not be found out.
MachineRow waiting(const MachineFacts& facts) {
    if (facts.isExamining() || !facts.problem()) {
        return {State::Looking, Machine::tr("Looking…")};
    }
    return {State::Note, Machine::tr("This could not be found out.")};
}

QString engineName(const std::string& id, const MachineFacts& facts) {
    if (id == "gpt-sovits") {
        return QStringLiteral("GPT-SoVITS");
    }
    if (id == "instant") {
        return Machine::tr("Instant engine");
    }
    if (facts.report()) {
        const auto& engines = facts.report()->engines;
        const auto found = std::ranges::find(engines, id, &EngineChoice::id);
        if (found != engines.end()) {
            return QString::fromStdString(found->title);
        }
    }
    return QString::fromStdString(id);
}

constexpr std::string_view kEngine = "engine-";
constexpr std::string_view kLanguage = "language-";
constexpr std::string_view kGptSovits = "gpt-sovits-";

/// Users bring the weights of this engine: without any it works and has nothing to speak with.
bool waitsForWeights(const MachineFinding& engine, const MachineFacts& facts) {
    if (engine.subject != "engine-gpt-sovits" || engine.health != MachineHealth::Good) {
        return false;
    }
    const auto models = facts.of(MachinePart::Model);
    const auto ofVersion = [](const MachineFinding& model) { return model.subject.starts_with(kGptSovits); };
    return std::ranges::any_of(models, ofVersion) &&
           std::ranges::none_of(models, [&](const MachineFinding& model) { return ofVersion(model) && model.number > 0.0; });
}

bool isNetwork(const MachineFinding& finding) { return finding.subject.starts_with("model-"); }

}  // namespace

QString memoryText(std::uint64_t bytes) {
    const double gib = static_cast<double>(bytes) / (1024.0 * 1024.0 * 1024.0);
    if (gib < 1.0) {
        return Machine::tr("%1 MB").arg(QLocale().toString(gib * 1024.0, 'f', 0));
    }
    return Machine::tr("%1 GB").arg(QLocale().toString(gib, 'f', gib < 10.0 && gib - std::floor(gib) > 0.05 ? 1 : 0));
}

QString deviceTitle(const ComputeDevice& device) {
    if (device.gpu) {
        return device.gpuMemoryBytes > 0 ? Machine::tr("Graphics card, %1").arg(memoryText(device.gpuMemoryBytes))
                                         : Machine::tr("Graphics card");
    }
    return Machine::tr("Processor, %n thread(s)", nullptr, device.threads);
}

QString deviceReason(const ComputeDevice& device) {
    const QString name = QString::fromStdString(device.name);
    switch (device.reason) {
        case DeviceReason::GpuWorks: return Machine::tr("GPU works: %1.").arg(name);
        case DeviceReason::NoGpu:
            return Machine::tr("Using CPU because no graphics card for computing was found: %1.").arg(name);
        case DeviceReason::BuiltWithoutGpu:
            return Machine::tr("Using CPU because this build computes without graphics cards: %1.").arg(name);
        case DeviceReason::ChosenByUser: return Machine::tr("Using CPU because it is chosen in the settings: %1.").arg(name);
        case DeviceReason::GpuFailed:
            return Machine::tr("Using CPU because the graphics card could not be used: %1.").arg(name);
    }
    return {};
}

QString deviceChip(const ComputeDevice& device) {
    if (!device.gpu) {
        return Machine::tr("CPU");
    }
    return device.gpuMemoryBytes > 0 ? Machine::tr("GPU · %1").arg(memoryText(device.gpuMemoryBytes)) : Machine::tr("GPU");
}

MachineRow deviceRow(const MachineFacts& facts) {
    const auto found = facts.of(MachinePart::Device);
    const auto trouble = std::ranges::find(found, MachineHealth::Trouble, &MachineFinding::health);
    if (trouble != found.end()) {
        return {State::Trouble, troubleText(*trouble)};
    }
    if (!facts.report()) {
        return waiting(facts);
    }
    const ComputeDevice& device = facts.report()->device;
    return {device.reason == DeviceReason::GpuFailed ? State::Note : State::Good, deviceReason(device)};
}

MachineRow enginesRow(const MachineFacts& facts) {
    const auto found = facts.of(MachinePart::Engine);
    if (found.empty()) {
        return waiting(facts);
    }
    QStringList ready;
    bool waits = false;
    for (const MachineFinding& finding : found) {
        if (waitsForWeights(finding, facts)) {
            waits = true;
        } else if (finding.health == MachineHealth::Good) {
            ready << engineName(finding.subject.substr(kEngine.size()), facts);
        }
    }
    if (ready.isEmpty() && worst(found) != State::Good) {
        return {State::Trouble, troubleText(*std::ranges::find_if(
                                    found, [](const MachineFinding& one) { return one.health != MachineHealth::Good; }))};
    }
    if (ready.isEmpty()) {
        return {State::Note, Machine::tr("GPT-SoVITS speaks once you bring its models.")};
    }
    const QString names = QLocale().createSeparatedList(ready);
    return {worst(found) == State::Good ? State::Good : State::Note,
            waits && worst(found) == State::Good
                ? Machine::tr("Ready: %1. GPT-SoVITS speaks once you bring its models.").arg(names)
            : worst(found) == State::Good
                ? Machine::tr("Ready: %1.").arg(names)
                : Machine::tr("Ready: %1. Settings tell what the others lack.").arg(names)};
}

MachineRow modelsRow(const MachineFacts& facts) {
    auto found = facts.of(MachinePart::Model);
    std::erase_if(found, [](const MachineFinding& finding) { return !isNetwork(finding); });
    if (found.empty()) {
        return waiting(facts);
    }
    const auto good = std::ranges::count(found, MachineHealth::Good, &MachineFinding::health);
    if (good == static_cast<std::ptrdiff_t>(found.size())) {
        return {State::Good, Machine::tr("Checked: %1 of %2 work.").arg(good).arg(found.size())};
    }
    const auto missing = std::ranges::find_if(
        found, [](const MachineFinding& finding) { return finding.health != MachineHealth::Good; });
    return {worst(found), Machine::tr("Checked: %1 of %2 work. “%3” does not: settings tell why.")
                              .arg(good)
                              .arg(found.size())
                              .arg(findingTitle(*missing, facts))};
}

MachineRow microphoneRow(const MachineFacts& facts) {
    const auto found = facts.of(MachinePart::Microphone);
    if (found.empty()) {
        return waiting(facts);
    }
    const MachineFinding& one = found.front();
    if (one.number < 1.0) {
        return {State::Note, Machine::tr("No microphone was found. Plug one in, or open a recording that you have.")};
    }
    return {State::Good, one.name.empty()
                             ? Machine::tr("%n found.", nullptr, static_cast<int>(one.number))
                             : Machine::tr("Found: %1.").arg(QString::fromStdString(one.name))};
}

MachineRow diskRow(const MachineFacts& facts) {
    const auto found = facts.of(MachinePart::Folder);
    if (found.empty()) {
        return waiting(facts);
    }
    const MachineFinding& one = found.front();
    if (one.health == MachineHealth::Trouble) {
        return {State::Trouble, troubleText(one)};
    }
    return {State::Good, Machine::tr("%1 GB free. A voice needs about 30 MB.").arg(QLocale().toString(one.number, 'f', 1))};
}

QString findingTitle(const MachineFinding& finding, const MachineFacts& facts) {
    const std::string& subject = finding.subject;
    if (subject.starts_with(kEngine)) {
        return engineName(subject.substr(kEngine.size()), facts);
    }
    if (subject.starts_with(kLanguage)) {
        return languageName(subject.substr(kLanguage.size()));
    }
    if (subject.starts_with(kGptSovits)) {
        return QStringLiteral("GPT-SoVITS %1").arg(QString::fromStdString(subject.substr(kGptSovits.size())));
    }
    return subject == "model-vad"          ? Machine::tr("Speech finder")
           : subject == "model-similarity" ? Machine::tr("Voice match")
           : subject == "polyphone-network" ? Machine::tr("Chinese readings")
           : subject == "models"           ? Machine::tr("GPT-SoVITS weights")
                                           : QString::fromStdString(subject);
}

QString findingText(const MachineFinding& finding, const MachineFacts& facts) {
    if (finding.health != MachineHealth::Good) {
        return troubleText(finding);
    }
    if (waitsForWeights(finding, facts)) {
        return Machine::tr("It works and has nothing to speak with yet: drop your own models on the Voices room.");
    }
    const std::string& subject = finding.subject;
    if (subject == "model-vad") {
        return Machine::tr("Tells speech from noise in recordings.");
    }
    if (subject == "model-similarity") {
        return Machine::tr("Measures how much a voice resembles its recordings.");
    }
    if (subject == "polyphone-network") {
        return Machine::tr("Chooses between the readings of a Chinese character.");
    }
    if (subject.starts_with(kEngine) && facts.report()) {
        const auto& engines = facts.report()->engines;
        const auto engine = std::ranges::find(engines, subject.substr(kEngine.size()), &EngineChoice::id);
        if (engine != engines.end()) {
            QStringList languages;
            for (const std::string& tag : engine->languages) {
                languages << languageName(tag);
            }
            return Machine::tr("Makes voices and speaks with them: %1.").arg(QLocale().createSeparatedList(languages));
        }
    }
    return saidText(finding.detail);
}

QString findingWord(const MachineFinding& finding, const MachineFacts& facts) {
    if (waitsForWeights(finding, facts)) {
        return Machine::tr("Waits for models");
    }
    switch (finding.health) {
        case MachineHealth::Good: return Machine::tr("Ready, checked");
        case MachineHealth::Note: return Machine::tr("Not there");
        case MachineHealth::Trouble: return Machine::tr("Does not work");
    }
    return {};
}

MachineHealth healthOf(const MachineFinding& finding, const MachineFacts& facts) {
    return waitsForWeights(finding, facts) ? MachineHealth::Note : finding.health;
}

Tone healthTone(MachineHealth health) {
    return health == MachineHealth::Good ? Tone::Good : health == MachineHealth::Note ? Tone::Warn : Tone::Bad;
}

}  // namespace timbre::ui
