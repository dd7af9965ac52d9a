// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/text_intake.h"

namespace timbre::ui {

TextIntake::TextIntake(EngineBridge& bridge, const ScriptModel& model, Document& document, QObject* parent)
    : QObject(parent), bridge_(bridge), model_(model), document_(document) {
    connect(&bridge_, &EngineBridge::textSplit, this, &TextIntake::onTextSplit);
    connect(&bridge_, &EngineBridge::jobFinished, this, &TextIntake::onJobFinished);
    connect(&document_, &Document::inserted, this, &TextIntake::onInserted);
}

bool TextIntake::needProject() {
    if (!document_.isOpen()) {
        Q_EMIT failed(tr("No project is open"),
                      {ErrorCode::NotFound, QT_TRANSLATE_NOOP("Core", "there is no file that could keep what you write"),
                       QT_TRANSLATE_NOOP("Core", "Open a project, or make a new one.")});
    }
    return document_.isOpen();
}

void TextIntake::add(const QString& text, TextWish wish) {
    if (!insertion_ && !text.trimmed().isEmpty() && needProject()) {
        insertion_ = Insertion{.job = bridge_.splitText(text, model_.recipe().language), .wish = wish};
    }
}

void TextIntake::open(const QString& file) {
    if (!insertion_ && needProject()) {
        insertion_ = Insertion{.job = bridge_.openText(file, model_.recipe().language), .wish = {.row = model_.rowCount()}};
    }
}

void TextIntake::onTextSplit(const TextSplit& event) {
    if (!insertion_ || insertion_->job != event.job) {
        return;
    }
    if (event.spans.empty()) {
        Q_EMIT failed(tr("There is nothing to speak in this text"),
                      {ErrorCode::InvalidInput, QT_TRANSLATE_NOOP("Core", "it has neither a letter nor a digit"),
                       QT_TRANSLATE_NOOP("Core", "Choose or type another text.")});
        return;
    }
    insertion_->cut = true;
    insertion_->job = document_.insert(insertion_->wish.row, event.spans);
}

void TextIntake::onInserted(quint64 edit, int row) {
    if (insertion_ && insertion_->job == JobId{edit}) {
        Q_EMIT inserted(row, insertion_->wish);
    }
}

void TextIntake::onJobFinished(const JobFinished& event) {
    if (!insertion_ || insertion_->job != event.job) {
        return;
    }
    const bool cut = insertion_->cut;
    insertion_.reset();
    if (!event.outcome && !cut) {
        Q_EMIT failed(tr("The text could not be read"), event.outcome.error());
    }
}

}  // namespace timbre::ui
