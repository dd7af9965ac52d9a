// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/machine_facts.h"

#include <algorithm>
#include <iterator>

namespace timbre::ui {

MachineFacts::MachineFacts(EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
    connect(&bridge, &EngineBridge::machineFound, this, [this](const MachineFound& event) {
        const auto same = std::ranges::find(findings_, event.finding.subject, &MachineFinding::subject);
        same == findings_.end() ? findings_.push_back(event.finding) : void(*same = event.finding);
        Q_EMIT changed();
    });
    connect(&bridge, &EngineBridge::machineExamined, this, [this](const MachineExamined& event) {
        report_ = event.report;
        findings_ = event.report.findings;
        Q_EMIT changed();
    });
    connect(&bridge, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job != job_) {
            return;
        }
        job_ = JobId{};
        if (!event.outcome) {
            problem_ = event.outcome.error();
        }
        Q_EMIT changed();
    });
}

void MachineFacts::examine() {
    if (isExamining()) {
        bridge_.forget(job_);
    }
    findings_.clear();
    report_.reset();
    problem_.reset();
    job_ = bridge_.examineMachine();
    Q_EMIT changed();
}

std::vector<MachineFinding> MachineFacts::of(MachinePart part) const {
    std::vector<MachineFinding> found;
    std::ranges::copy_if(findings_, std::back_inserter(found),
                         [part](const MachineFinding& finding) { return finding.part == part; });
    return found;
}

}  // namespace timbre::ui
