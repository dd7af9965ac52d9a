// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>
#include <vector>

#include "core/studio/machine_report.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// What is known of this computer: asked for once and kept, so that the top bar, the first run and the settings say the
/// same.
class MachineFacts final : public QObject {
    Q_OBJECT

  public:
    explicit MachineFacts(EngineBridge& bridge, QObject* parent = nullptr);

    /// Looks (again). Findings come one by one; it takes seconds, on a thread of the studio's.
    void examine();
    [[nodiscard]] bool isExamining() const noexcept { return job_ != JobId{}; }
    /// In the order in which they came.
    [[nodiscard]] const std::vector<MachineFinding>& findings() const noexcept { return findings_; }
    /// Once all is known.
    [[nodiscard]] const std::optional<MachineReport>& report() const noexcept { return report_; }
    /// Why nothing could be found out.
    [[nodiscard]] const std::optional<Error>& problem() const noexcept { return problem_; }

    /// The last look at this part of the machine, where there was one.
    [[nodiscard]] std::vector<MachineFinding> of(MachinePart part) const;

  Q_SIGNALS:
    void changed();

  private:
    EngineBridge& bridge_;
    JobId job_{};
    std::vector<MachineFinding> findings_;
    std::optional<MachineReport> report_;
    std::optional<Error> problem_;
};

/// One row of the self-test.
struct MachineRow {
    enum class State { Looking, Good, Note, Trouble } state = State::Looking;
    QString text;  ///< One or two sentences.
};

/// What the machine's parts come to, in the language of the window.
MachineRow deviceRow(const MachineFacts& facts);
MachineRow enginesRow(const MachineFacts& facts);
MachineRow modelsRow(const MachineFacts& facts);
MachineRow microphoneRow(const MachineFacts& facts);
MachineRow diskRow(const MachineFacts& facts);

/// "Graphics card, 8 GB", "Processor, 16 threads".
QString deviceTitle(const ComputeDevice& device);
/// "GPU works: …" or "Using CPU because …".
QString deviceReason(const ComputeDevice& device);
/// For the top bar: "GPU · 8 GB", "CPU".
QString deviceChip(const ComputeDevice& device);
/// "8 GB", "512 MB".
QString memoryText(std::uint64_t bytes);

/// Of an engine or a model, for a row: "Voice match".
QString findingTitle(const MachineFinding& finding, const MachineFacts& facts);
/// What it is for, or why it does not work.
QString findingText(const MachineFinding& finding, const MachineFacts& facts);
/// "Ready, checked", "Waits for models", "Not there", "Does not work".
QString findingWord(const MachineFinding& finding, const MachineFacts& facts);
/// As it is shown: an engine whose models the user has not brought yet is not ready, and nothing is wrong with it.
MachineHealth healthOf(const MachineFinding& finding, const MachineFacts& facts);
Tone healthTone(MachineHealth health);

}  // namespace timbre::ui
