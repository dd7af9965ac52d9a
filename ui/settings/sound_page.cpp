// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/sound_page.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/toggle.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

namespace {

constexpr int kBoxWidth = 320;

QStringList namesOf(const std::vector<AudioDevice>& devices) {
    QStringList names;
    for (const AudioDevice& device : devices) {
        names << QString::fromStdString(device.name);
    }
    names.removeDuplicates();  // one device may be there in several host APIs
    return names;
}

}  // namespace

SoundPage::SoundPage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("Sound in and out"); }, parent),
      parts_(parts),
      input_(new QComboBox(this)),
      output_(new QComboBox(this)),
      problem_(makeLabel({}, "second", this)) {
    for (QComboBox* box : {input_, output_}) {
        box->setFixedWidth(kBoxWidth);
        box->addItem(QString(), QString());
    }
    addRow([] { return tr("Microphone"); }, [] { return tr("What Record listens to. It may be changed there too."); }, input_);
    addRow([] { return tr("Loudspeaker or headphones"); }, [] { return tr("Where everything is played, from the next sound on."); },
           output_);
    auto* monitor = new Toggle(parts_.theme, {}, this);
    monitor->setChecked(parts_.settings.get(keys::kMonitor));
    connect(monitor, &QAbstractButton::toggled, this, [this](bool on) {
        parts_.settings.set(keys::kMonitor, on);
        if (open_) {
            parts_.bridge.setMonitor(on);
        }
    });
    addRow([] { return tr("Hear yourself while recording"); },
           [] { return tr("With headphones only: loudspeakers would be recorded too and howl."); }, monitor);
    problem_->setWordWrap(true);
    problem_->setProperty("tone", QStringLiteral("warn"));
    problem_->hide();
    rows().addWidget(problem_);
    auto* again = makeButton(parts_.theme, ButtonKind::Normal, QLatin1StringView("retry"), [] { return tr("Look again"); }, this);
    connect(again, &QPushButton::clicked, this, &SoundPage::look);
    rows().addWidget(again, 0, Qt::AlignLeft);
    rows().addStretch();

    connect(input_, &QComboBox::activated, this, [this] {
        const QString name = input_->currentData().toString();
        parts_.settings.set(keys::kInput, name);
        if (open_) {
            parts_.bridge.openInput(name);
        }
    });
    connect(output_, &QComboBox::activated, this, [this] {
        const QString name = output_->currentData().toString();
        parts_.settings.set(keys::kOutput, name);
        if (parts_.chooseOutput) {
            parts_.chooseOutput(name.toStdString());
        }
    });
    connect(&parts_.bridge, &EngineBridge::inputOpened, this, [this] { open_ = true; });
    connect(&parts_.bridge, &EngineBridge::inputLost, this, [this] { open_ = false; });
    connect(&parts_.bridge, &EngineBridge::inputsListed, this, [this](const InputsListed& event) {
        open_ = event.open.has_value();
        fill(*input_, namesOf(event.devices), parts_.settings.get(keys::kInput));
        fill(*output_, namesOf(event.outputs), parts_.settings.get(keys::kOutput));
        problem_->setVisible(event.problem.has_value());
        if (event.problem) {
            problem_->setText(explain(*event.problem));
        }
    });
    connect(&parts_.bridge, &EngineBridge::inputsChanged, this, [this](const InputsChanged&) {
        if (isVisible()) {
            look();
        }
    });
    fill(*input_, {}, parts_.settings.get(keys::kInput));
    fill(*output_, {}, parts_.settings.get(keys::kOutput));
    inEveryLanguage(*this, [this] {
        input_->setItemText(0, tr("As the system is set"));
        output_->setItemText(0, tr("As the system is set"));
    });
}

void SoundPage::showEvent(QShowEvent* event) {
    look();
    SettingsPage::showEvent(event);
}

void SoundPage::look() {
    if (job_ != JobId{}) {
        parts_.bridge.forget(job_);
    }
    job_ = parts_.bridge.listInputs();
}

void SoundPage::fill(QComboBox& box, const QStringList& names, const QString& chosen) {
    const QSignalBlocker quiet(box);
    while (box.count() > 1) {
        box.removeItem(1);
    }
    QStringList all = names;
    if (!chosen.isEmpty() && !all.contains(chosen)) {
        all << chosen;
    }
    for (const QString& name : all) {
        box.addItem(name, name);
    }
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

}  // namespace timbre::ui
