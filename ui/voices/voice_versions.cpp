// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_versions.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_rows.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

VoiceVersions::VoiceVersions(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      compare_(makeButton(theme, ButtonKind::Ghost, QLatin1StringView("compare"), [] { return tr("Compare"); }, this)),
      rollBack_(makeButton(theme, ButtonKind::Ghost, QLatin1StringView("history"), QString(), this)),
      column_(new QVBoxLayout) {
    connect(compare_, &QPushButton::clicked, this, [this] { Q_EMIT compareAsked(other()); });
    connect(rollBack_, &QPushButton::clicked, this, [this] { Q_EMIT rollBackAsked(other()); });
    column_->setSpacing(0);
    QVBoxLayout& section = makeDetailSection(*this);
    section.addLayout(headingRow(makeLabel([] { return tr("Versions"); }, "section", this), {rollBack_, compare_}));
    section.addLayout(column_);
    inEveryLanguage(*this, [this] { tellPicked(); });
}

void VoiceVersions::setVersions(std::vector<VersionSummary> versions, int present, int parent) {
    versions_ = std::move(versions);
    present_ = present;
    parent_ = parent;
    dropRows(rows_);
    for (std::size_t i = versions_.size(); i-- > 0;) {
        addRow(i);
    }
    tellPicked();
}

void VoiceVersions::addRow(std::size_t index) {
    const auto place = versions_.size() == 1           ? VersionRow::Place::Only
                       : index + 1 == versions_.size() ? VersionRow::Place::First
                       : index == 0                    ? VersionRow::Place::Last
                                                       : VersionRow::Place::Middle;
    const VersionSummary& version = versions_[index];
    auto* row = new VersionRow(theme_, version, version.number == present_, place, this);
    column_->addWidget(row);
    rows_ << row;
    connect(row, &VersionRow::clicked, this, [this, row] {
        for (VersionRow* one : rows_) {
            if (one != row) {
                one->setChecked(false);
            }
        }
        tellPicked();
    });
}

void VoiceVersions::setUses(const std::vector<VoiceUse>& uses) {
    for (VersionRow* row : rows_) {
        int own = 0;
        for (const VoiceUse& use : uses) {
            const bool its = use.number == row->number() || (use.number == 0 && row->isPresent());
            own += its ? use.sentences : 0;
        }
        row->setLines(own);
    }
}

const VersionRow* VoiceVersions::picked() const {
    const auto chosen = std::ranges::find_if(rows_, [](const VersionRow* row) { return row->isChecked() && !row->isPresent(); });
    return chosen == rows_.end() ? nullptr : *chosen;
}

void VoiceVersions::tellPicked() {
    const VersionRow* const one = picked();
    compare_->setEnabled(other() != 0);
    rollBack_->setVisible(one != nullptr);
    if (one != nullptr) {
        setButtonText(*rollBack_, tr("Use v%1").arg(one->number()));
    }
}

int VoiceVersions::other() const {
    if (const VersionRow* const one = picked()) {
        return one->number();
    }
    if (versions_.size() < 2) {
        return 0;
    }
    if (parent_ != present_ && std::ranges::find(versions_, parent_, &VersionSummary::number) != versions_.end()) {
        return parent_;
    }
    return versions_.back().number != present_ ? versions_.back().number : versions_[versions_.size() - 2].number;
}

}  // namespace timbre::ui
