// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/delete_sheet.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <filesystem>
#include <vector>

#include "ui/i18n/words.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

DeleteSheet::DeleteSheet(const Theme& theme, EngineBridge& bridge, const VoiceSummary& voice, QWidget& over)
    : Sheet(theme, tr("Delete %1?").arg(QString::fromStdString(voice.name)), over, 520),
      voiceName_(QString::fromStdString(voice.name)),
      summary_(makeLabel(QString(), "plain", this)),
      use_(makeLabel(QString(), "plain", this)),
      list_(new QPlainTextEdit(this)),
      name_(new QLineEdit(this)) {
    summary_->setWordWrap(true);
    use_->setWordWrap(true);
    use_->setProperty("tone", QStringLiteral("warn"));
    use_->hide();
    list_->setReadOnly(true);
    list_->setFixedHeight(140);
    list_->setLineWrapMode(QPlainTextEdit::NoWrap);
    list_->setStyleSheet(QStringLiteral("QPlainTextEdit { font-size:12px; }"));
    list_->setTabChangesFocus(true);
    list_->setAccessibleName(tr("What is deleted"));
    content().addWidget(summary_);
    content().addWidget(list_);
    content().addWidget(use_);
    content().addWidget(makeLabel(tr("This cannot be undone. Type the name of the voice to delete it."), "second", this));
    name_->setPlaceholderText(voiceName_);
    name_->setAccessibleName(tr("Name of the voice"));
    content().addWidget(name_);
    setCancel(tr("Keep it"));
    delete_ = setPrimary(tr("Delete the voice"), true);
    connect(name_, &QLineEdit::textChanged, this, &DeleteSheet::allow);
    connect(&bridge, &EngineBridge::removalPlanned, this, [this](const RemovalPlanned& event) {
        if (event.job == planning_) {
            plan_ = event;
            tell();
        }
    });
    connect(&bridge, &EngineBridge::usesFound, this, [this](const UsesFound& event) {
        if (event.job == finding_) {
            uses_ = event;
            tell();
        }
    });
    connect(&bridge, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.outcome) {
            return;
        }
        if (event.job == planning_) {
            refused_ = explain(event.outcome.error());
            tell();
        } else if (event.job == finding_) {
            uses_.emplace();
            use_->setText(tr("It is not known which scripts use it: %1").arg(explain(event.outcome.error())));
            use_->show();
            allow();
        }
    });
    planning_ = bridge.planRemoval(voice.id.voice);
    finding_ = bridge.findUses(voice.id.voice);
    tell();
    open(name_);
}

void DeleteSheet::tell() {
    if (!refused_.isEmpty()) {
        summary_->setText(refused_);
    } else if (!plan_) {
        summary_->setText(tr("Looking at what belongs to it."));
    } else {
        const QString versions = tr("%n version(s)", nullptr, plan_->versions);
        const QString recordings = tr("%n recording(s)", nullptr, plan_->recordings);
        summary_->setText(tr("%1 with %2 go from this computer, and with them these files (%3):")
                              .arg(versions, recordings, sizeText(plan_->bytes)));
        QStringList lines;
        const bool books = std::ranges::any_of(plan_->files, [](const std::string& file) { return file.starts_with("recordings/"); });
        if (books) {
            summary_->setText(summary_->text() + QChar(u'\n') + tr("All takes of the session it was recorded in go as well."));
        }
        std::ranges::transform(plan_->files, std::back_inserter(lines), &QString::fromStdString);
        std::ranges::transform(plan_->caches, std::back_inserter(lines), &QString::fromStdString);
        list_->setPlainText(lines.join(QChar(u'\n')));
    }
    if (uses_ && !uses_->uses.empty()) {
        int sentences = 0;
        std::vector<std::filesystem::path> scripts;
        for (const VoiceUse& use : uses_->uses) {
            sentences += use.sentences;
            scripts.push_back(use.project);
        }
        std::ranges::sort(scripts);
        scripts.erase(std::ranges::unique(scripts).begin(), scripts.end());
        QStringList names;
        std::ranges::transform(scripts, std::back_inserter(names),
                               [](const auto& file) { return QString::fromStdString(file.stem().string()); });
        use_->setText(tr("%n line(s) are spoken by it, in: %1. They keep what is rendered and need another voice after that.",
                         nullptr, sentences)
                          .arg(names.join(QStringLiteral(", "))));
        use_->show();
    }
    allow();
}

void DeleteSheet::allow() {
    delete_->setEnabled(plan_.has_value() && uses_.has_value() && name_->text().trimmed().compare(voiceName_, Qt::CaseInsensitive) == 0);
}

}  // namespace timbre::ui
