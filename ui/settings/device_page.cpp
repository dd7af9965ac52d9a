// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/device_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/segment.h"

namespace timbre::ui {

namespace {

const QStringList& deviceNames() {
    static const QStringList kNames{QStringLiteral("automatic"), QStringLiteral("gpu"), QStringLiteral("cpu")};
    return kNames;
}

constexpr int kLimitsGb[] = {0, 2, 4, 8, 16, 32, 64};

bool isListed(const MachineFinding& finding) {
    return finding.part == MachinePart::Engine || finding.part == MachinePart::Model || finding.part == MachinePart::Language;
}

QLatin1StringView iconOf(const MachineFinding& finding) {
    return QLatin1StringView(finding.part == MachinePart::Engine       ? "wave"
                             : finding.part == MachinePart::Language   ? "globe"
                             : finding.subject == "model-vad"          ? "microphone"
                             : finding.subject == "model-similarity"   ? "person"
                                                                       : "script");
}

}  // namespace

DevicePage::DevicePage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("Device and models"); }, parent),
      parts_(parts),
      deviceAtStart_(parts.settings.get(keys::kDevice)),
      memoryAtStart_(parts.settings.get(keys::kMemoryMb)) {
    rows().addWidget(buildCard());
    buildMemoryRow();
    restart_ = makeLabel([] { return tr("This takes effect when the studio is started again."); }, "second", this);
    restart_->setProperty("tone", QStringLiteral("warn"));
    rows().addWidget(restart_);
    tellRestart();

    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    count_ = makeLabel({}, "caption", this);
    again_ = makeButton(parts_.theme, ButtonKind::Normal, QLatin1StringView("retry"), [] { return tr("Look again"); }, this);
    connect(again_, &QPushButton::clicked, &parts_.facts, &MachineFacts::examine);
    line->addWidget(makeLabel([] { return tr("Engines and models"); }, "heading", this));
    line->addWidget(count_);
    line->addStretch();
    line->addWidget(again_);
    rows().addSpacing(4);
    rows().addLayout(line);
    models_ = new QVBoxLayout;
    models_->setSpacing(0);
    rows().addLayout(models_);
    rows().addStretch();
    connect(&parts_.facts, &MachineFacts::changed, this, &DevicePage::showFacts);
    inEveryLanguage(*this, [this] {
        device_->setWords({tr("Automatic"), tr("GPU"), tr("CPU")});
        for (int i = 0; i < limit_->count(); ++i) {
            const int gb = kLimitsGb[i];
            limit_->setItemText(i, gb == 0 ? tr("Automatic") : tr("%1 GB").arg(gb));
        }
        showFacts();
    });
}

QWidget* DevicePage::buildCard() {
    auto* card = makeFrame("card", "plain", this);
    state_ = new StateIcon(parts_.theme, 24, card);
    title_ = makeLabel({}, "heading", card);
    reason_ = makeLabel({}, "second", card);
    reason_->setWordWrap(true);
    device_ = new Segment({tr("Automatic"), tr("GPU"), tr("CPU")}, card);
    say(*device_, &QWidget::setAccessibleName, [] { return tr("Compute on"); });
    device_->setCurrent(static_cast<int>(std::max<qsizetype>(0, deviceNames().indexOf(deviceAtStart_))));
    connect(device_, &Segment::currentChanged, this, [this](int index) {
        parts_.settings.set(keys::kDevice, deviceNames().value(index));
        tellRestart();
    });
    memory_ = new MemoryBar(parts_.theme, card);
    memory_->hide();
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(reason_);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(state_);
    line->addLayout(words, 1);
    line->addWidget(device_);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addLayout(line);
    layout->addWidget(memory_);
    return card;
}

void DevicePage::buildMemoryRow() {
    limit_ = new QComboBox(this);
    for (const int gb : kLimitsGb) {
        limit_->addItem(QString(), gb * 1024);
    }
    limit_->setMinimumWidth(150);
    limit_->setCurrentIndex(std::max(0, limit_->findData(memoryAtStart_)));
    connect(limit_, &QComboBox::activated, this, [this] {
        parts_.settings.set(keys::kMemoryMb, limit_->currentData().toInt());
        tellRestart();
        showDevice();
    });
    addRow([] { return tr("Memory for models"); },
           [] { return tr("What is kept loaded beyond that is put away and loaded again when needed. Automatic is half of the computer's memory."); },
           limit_);
}

std::uint64_t DevicePage::memoryLimit() const {
    return static_cast<std::uint64_t>(parts_.settings.get(keys::kMemoryMb)) * 1024U * 1024U;
}

void DevicePage::tellRestart() {
    restart_->setVisible(parts_.settings.get(keys::kDevice) != deviceAtStart_ ||
                         parts_.settings.get(keys::kMemoryMb) != memoryAtStart_);
}

void DevicePage::showFacts() {
    again_->setEnabled(!parts_.facts.isExamining());
    showDevice();
    showModels();
}

void DevicePage::showDevice() {
    const MachineRow row = deviceRow(parts_.facts);
    state_->setState(row.state);
    reason_->setText(row.text);
    const auto& report = parts_.facts.report();
    title_->setText(report ? deviceTitle(report->device) : tr("This computer"));
    if (report) {
        const ComputeDevice& device = report->device;
        memory_->setMemory(device.memoryBytes, device.memoryFreeBytes, memoryLimit());
        const bool none = device.reason == DeviceReason::NoGpu || device.reason == DeviceReason::BuiltWithoutGpu;
        const bool chosen = parts_.settings.get(keys::kDevice) == QStringLiteral("gpu");  // stays what it is
        device_->setChoiceEnabled(1, !none || chosen, row.text);
    }
}

void DevicePage::showModels() {
    qsizetype used = 0;
    int ready = 0;
    for (const MachineFinding& finding : parts_.facts.findings()) {
        if (!isListed(finding)) {
            continue;
        }
        if (used == rows_.size()) {
            rows_ << new FindingRow(parts_.theme, iconOf(finding), this);
            models_->addWidget(rows_.back());
        }
        const MachineHealth health = healthOf(finding, parts_.facts);
        rows_[used]->tell(findingTitle(finding, parts_.facts), findingText(finding, parts_.facts),
                           findingWord(finding, parts_.facts), health);
        rows_[used]->setVisible(true);
        ready += health == MachineHealth::Good ? 1 : 0;
        ++used;
    }
    for (qsizetype i = used; i < rows_.size(); ++i) {
        rows_[i]->setVisible(false);
    }
    count_->setText(parts_.facts.isExamining() ? tr("Looking…") : tr("%1 of %2 ready").arg(ready).arg(used));
}

}  // namespace timbre::ui
