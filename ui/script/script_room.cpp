// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_room.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/script/composer.h"
#include "ui/script/inspector.h"
#include "ui/script/script_list.h"
#include "ui/script/sentence_canvas.h"
#include "ui/script/voice_card.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kSummaryInterval{33};

}  // namespace

ScriptRoom::ScriptRoom(const Surroundings& surroundings, QWidget* parent) : QWidget(parent), the_(surroundings) {
    list_ = new ScriptList(the_.theme, this);
    list_->setModel(&the_.model);
    composer_ = new Composer(the_.theme, this);
    inspector_ = new Inspector(the_.theme, this);

    pages_ = new QStackedWidget(this);
    pages_->addWidget(list_);
    pages_->addWidget(buildEmptyPage());

    auto* upper = new QWidget(this);
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(0);
    upperLayout->addWidget(buildToolRow());
    upperLayout->addWidget(pages_, 1);
    upperLayout->addWidget(composer_);

    split_ = new QSplitter(Qt::Vertical, this);
    split_->addWidget(upper);
    split_->addWidget(buildDock());
    split_->setStretchFactor(0, 1);
    split_->setStretchFactor(1, 0);
    split_->setChildrenCollapsible(false);
    split_->setHandleWidth(1);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(split_, 1);
    layout->addWidget(inspector_);

    inspector_->setShape({.speedScale = the_.settings.get(keys::kSpeed),
                          .pitchSemitones = the_.settings.get(keys::kPitch),
                          .pauseMs = the_.settings.get(keys::kPauseMs)});
    split_->restoreState(the_.settings.get(keys::kScriptSplit));
    connectParts();
    applyShape();
    showSummary();
    showStates();
    showCurrentLine();
    onLanguageChange(*this, [this] {
        showSummary();
        showCurrentLine();
        showPosition();
    });
}

ScriptRoom::~ScriptRoom() { the_.settings.set(keys::kScriptSplit, split_->saveState()); }

QWidget* ScriptRoom::buildToolRow() {
    auto* row = makeFrame("pane", "bar", this);
    row->setFixedHeight(kBarHeight + 1);
    summaryLabel_ = makeLabel({}, "second", row);
    renderChanged_ = makeButton(the_.theme, ButtonKind::Normal, QLatin1StringView("render"), {}, row);
    speak_ = makeButton(the_.theme, ButtonKind::Primary, QLatin1StringView("play"), [] { return tr("Speak"); }, row);
    stop_ = makeButton(the_.theme, ButtonKind::Primary, QLatin1StringView("stop"), [] { return tr("Stop"); }, row);
    bindAction(*renderChanged_, the_.actions[ActionId::RenderChanged]);
    bindAction(*speak_, the_.actions[ActionId::Speak]);
    bindAction(*stop_, the_.actions[ActionId::Stop]);
    inEveryLanguage(*this, [this] {
        // Both take the same room, so that nothing moves when one replaces the other.
        const int width = std::max(speak_->sizeHint().width(), stop_->sizeHint().width());
        speak_->setMinimumWidth(width);
        stop_->setMinimumWidth(width);
    });
    stop_->hide();

    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(kPanePadding, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(summaryLabel_, 1);
    layout->addWidget(renderChanged_);
    layout->addWidget(speak_);
    layout->addWidget(stop_);
    return row;
}

QWidget* ScriptRoom::buildEmptyPage() {
    auto* page = new QWidget(this);
    auto* title = makeLabel([] { return tr("Paste a text and hear it"); }, "title", page);
    auto* body = makeLabel(
        [] { return tr("Every sentence becomes a line of its own,\nso you can change one without touching the rest."); },
        "second", page);
    auto* kinds = makeLabel([] { return tr("A text file, a project, or any text you copied"); }, "caption", page);
    for (QLabel* label : {title, body, kinds}) {
        label->setAlignment(Qt::AlignCenter);
    }
    auto* open = makeButton(the_.theme, ButtonKind::Normal, QLatin1StringView("folder"), [] { return tr("Open"); }, page);
    auto* paste = makeButton(the_.theme, ButtonKind::Primary, QLatin1StringView("paste"), [] { return tr("Paste"); }, page);
    bindAction(*open, the_.actions[ActionId::Open]);
    bindAction(*paste, the_.actions[ActionId::Paste]);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(paste);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(0);
    layout->addStretch(5);
    layout->addWidget(new Ghost(the_.theme, Ghost::Kind::Script, page), 0, Qt::AlignHCenter);
    layout->addSpacing(24);
    layout->addWidget(title);
    layout->addSpacing(8);
    layout->addWidget(body);
    layout->addSpacing(20);
    layout->addLayout(buttons);
    layout->addSpacing(16);
    layout->addWidget(kinds);
    layout->addStretch(6);
    return page;
}

QWidget* ScriptRoom::buildDock() {
    auto* dock = makeFrame("pane", "foot", this);
    auto* bar = new QWidget(dock);
    bar->setFixedHeight(kDockBarHeight);
    lensTitle_ = makeLabel({}, "strong", bar);
    auto* hint = makeLabel([] { return tr("Click to play from there"); }, "caption", bar);
    auto* barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    barLayout->addWidget(lensTitle_, 1);
    barLayout->addWidget(hint);
    canvas_ = new SentenceCanvas(the_.theme, dock);
    auto* layout = new QVBoxLayout(dock);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(canvas_, 1);
    dock->setMinimumHeight(kDockBarHeight + 160);
    return dock;
}

void ScriptRoom::connectParts() {
    connect(composer_, &Composer::addRequested, this,
            [this](const QString& text) { addText(text, the_.model.rowCount(), Then::Nothing, true); });
    connect(&list_->delegate(), &ScriptDelegate::textEdited, this, &ScriptRoom::editLine);
    connect(list_, &ScriptList::deleteRequested, this, &ScriptRoom::deleteLine);
    connect(list_, &ScriptList::playPauseRequested, this, &ScriptRoom::playOrPause);
    connect(list_, &ScriptList::currentRowChanged, this, &ScriptRoom::showCurrentLine);
    connect(list_, &ScriptList::seekRequested, this,
            [this](int row, double seconds) { the_.narrator.speakFrom(row, seconds); });
    connect(canvas_, &SentenceCanvas::seekRequested, this,
            [this](double seconds) { the_.narrator.speakFrom(lineUnderLens(), seconds); });
    connect(&inspector_->voiceCard(), &VoiceCard::voiceChosen, this, [this](const VoiceSummary& voice) {
        voiceIsMissing_ = false;
        onVoiceChosen(voice);
        the_.document.setVoice(voice.id, voice.language);
    });
    connect(inspector_, &Inspector::shapeChanged, this, [this] {
        applyShape();
        the_.document.setShape(inspector_->shape());
    });

    connect(&the_.model, &ScriptModel::summaryChanged, this, &ScriptRoom::showSummarySoon);
    summaryRest_.setSingleShot(true);
    summaryRest_.setInterval(kSummaryInterval);
    connect(&summaryRest_, &QTimer::timeout, this, [this] {
        if (std::exchange(summaryWaits_, false)) {
            showSummary();
        }
    });
    connect(&the_.model, &ScriptModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        const int row = lineUnderLens();
        if (row >= first.row() && row <= last.row()) {
            showCurrentLine();
        }
    });
    connect(&the_.narrator, &Narrator::stateChanged, this, &ScriptRoom::showStates);
    connect(&the_.narrator, &Narrator::renderCountChanged, this, &ScriptRoom::showStates);
    connect(&the_.narrator, &Narrator::positionChanged, this, &ScriptRoom::showPosition);
    connect(&the_.bridge, &EngineBridge::textSplit, this, &ScriptRoom::onTextSplit);
    connect(&the_.bridge, &EngineBridge::jobFinished, this, &ScriptRoom::onJobFinished);
    connect(&the_.bridge, &EngineBridge::voicePrepared, this, [this](const VoicePrepared& event) {
        inspector_->voiceCard().setSeal(event.voice, event.seal);
    });

    QAction& undo = the_.actions[ActionId::Undo];
    QAction& redo = the_.actions[ActionId::Redo];
    // Other rooms have steps of their own.
    const auto here = [this](auto deed) {
        return [this, deed] {
            if (isVisible()) {
                (the_.document.*deed)();
            }
        };
    };
    connect(&undo, &QAction::triggered, this, here(&Document::undo));
    connect(&redo, &QAction::triggered, this, here(&Document::redo));
    tellUndo();
    connect(&the_.document, &Document::undoStateChanged, this, [this] {
        if (isVisible()) {
            tellUndo();
        }
    });
    connect(&the_.document, &Document::opened, this, &ScriptRoom::onOpened);
    connect(&the_.document, &Document::inserted, this, &ScriptRoom::onInserted);
    connect(&the_.document, &Document::settingsChanged, this, &ScriptRoom::showProjectSettings);
    connect(&the_.document, &Document::failed, this, &ScriptRoom::failed);
    connect(list_, &ScriptList::rowsShown, &the_.document, &Document::fetchSound, Qt::QueuedConnection);
    connect(&the_.actions[ActionId::DeleteLine], &QAction::triggered, this,
            [this] {
                if (isVisible()) {
                    deleteLine(list_->currentRow());
                }
            });
    connect(&the_.actions[ActionId::RenderChanged], &QAction::triggered, &the_.narrator, &Narrator::renderChanged);
    connect(&the_.actions[ActionId::Stop], &QAction::triggered, &the_.narrator, &Narrator::stop);
}

// ---- Voices --------------------------------------------------------------------------------------------------------

void ScriptRoom::setVoices(const VoicesListed& event) {
    const VoiceSummary* before = chosenVoice();
    const std::optional<VoiceVersionId> was = before != nullptr ? std::optional(before->id) : std::nullopt;
    inspector_->voiceCard().setVoices(event.voices);
    const std::string& wanted = the_.document.voice().voice;
    inspector_->voiceCard().choose(!wanted.empty() ? wanted
                                   : was           ? was->voice
                                                   : the_.settings.get(keys::kVoice).toStdString());
    if (const VoiceSummary* now = chosenVoice(); now != nullptr && now->id != was) {
        onVoiceChosen(*now);
    }
    if (!voiceToUse_.empty()) {
        useVoice(std::string(voiceToUse_));
    }
    tellMissingVoice();
}

/// The project's voice, as its takes name it, where this computer has it not.
VoiceVersionId ScriptRoom::missingVoice() const {
    const std::string& wanted = the_.document.voice().voice;
    const VoiceSummary* now = chosenVoice();
    return voiceIsMissing_ && now != nullptr && now->id.voice != wanted ? the_.model.versionOf(wanted)
                                                                       : VoiceVersionId{};
}

/// A project from another machine: its takes are heard, but no line can be spoken anew.
void ScriptRoom::tellMissingVoice() {
    const std::string& wanted = the_.document.voice().voice;
    const VoiceSummary* now = chosenVoice();
    const bool missing = !wanted.empty() && now != nullptr && now->id.voice != wanted;
    if (missing && !std::exchange(voiceIsMissing_, true)) {
        applyShape();
        Q_EMIT failed(tr("The voice of this project is not on this computer"),
                      {ErrorCode::NotFound,
                       QT_TRANSLATE_NOOP("Core", "lines that were rendered are heard, others cannot be spoken"),
                       QT_TRANSLATE_NOOP(
                           "Core", "Bring the voice over with `timbre voice export` and `import`, or choose another.")});
    } else if (!missing) {
        voiceIsMissing_ = false;
    }
}

void ScriptRoom::tellUndo() {
    the_.actions[ActionId::Undo].setEnabled(the_.document.undoState().undo.has_value());
    the_.actions[ActionId::Redo].setEnabled(the_.document.undoState().redo.has_value());
}

void ScriptRoom::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    tellUndo();
}

void ScriptRoom::useVoice(const std::string& id) {
    VoiceCard& card = inspector_->voiceCard();
    if (std::ranges::none_of(card.voices(), [&](const VoiceSummary& voice) { return voice.id.voice == id; })) {
        voiceToUse_ = id;
        return;
    }
    voiceToUse_.clear();
    card.choose(id);
    Q_EMIT card.voiceChosen(*card.chosen());
}

const VoiceSummary* ScriptRoom::chosenVoice() const { return inspector_->voiceCard().chosen(); }

RenderToFile ScriptRoom::narration() const {
    RenderToFile command;
    command.project = the_.document.project();
    for (int row = 0; row < the_.model.rowCount(); ++row) {
        command.sentences.push_back(the_.model.sentence(row));
    }
    command.recipe = the_.model.recipe();
    command.pauseMs = pauseMs();
    return command;
}

int ScriptRoom::pauseMs() const { return inspector_->shape().pauseMs; }

int ScriptRoom::currentRow() const { return list_->currentRow(); }

void ScriptRoom::onVoiceChosen(const VoiceSummary& voice) {
    the_.settings.set(keys::kVoice, QString::fromStdString(voice.id.voice));
    list_->delegate().setVoice({.name = QString::fromStdString(voice.name), .order = voice.order});
    list_->viewport()->update();
    applyShape();
    showCurrentLine();
    the_.bridge.prepareVoice(voice.id);
}

void ScriptRoom::applyShape() {
    const SpeechShape shape = inspector_->shape();
    the_.settings.set(keys::kSpeed, shape.speedScale);
    the_.settings.set(keys::kPitch, shape.pitchSemitones);
    the_.settings.set(keys::kPauseMs, shape.pauseMs);
    SpeechRecipe recipe;
    if (const VoiceSummary* voice = chosenVoice()) {
        recipe.voice = voice->id;
        recipe.language = voice->language;
    }
    if (const VoiceVersionId missing = missingVoice(); !missing.voice.empty()) {
        recipe.voice = missing;  // what was rendered with it is still heard; new lines say that it is not there
    } else {
        the_.document.setDefaults(recipe.voice, recipe.language, shape);
    }
    recipe.speak.speedScale = shape.speedScale;
    recipe.speak.pitchSemitones = shape.pitchSemitones;
    the_.narrator.setPauseMs(shape.pauseMs);
    the_.model.setRecipe(std::move(recipe));
    showSummary();
}

// ---- Text ----------------------------------------------------------------------------------------------------------

bool ScriptRoom::needProject() {
    if (!the_.document.isOpen()) {
        Q_EMIT failed(tr("No project is open"),
                      {ErrorCode::NotFound, QT_TRANSLATE_NOOP("Core", "there is no file that could keep what you write"),
                       QT_TRANSLATE_NOOP("Core", "Open a project, or make a new one.")});
    }
    return the_.document.isOpen();
}

void ScriptRoom::addText(const QString& text, int row, Then then, bool fromComposer) {
    if (insertion_ || text.trimmed().isEmpty() || !needProject()) {
        return;
    }
    insertion_ = Insertion{.job = the_.bridge.splitText(text, the_.model.recipe().language),
                           .row = row,
                           .then = then,
                           .fromComposer = fromComposer};
}

void ScriptRoom::openText(const QString& file) {
    if (!insertion_ && needProject()) {
        insertion_ = Insertion{.job = the_.bridge.openText(file, the_.model.recipe().language),
                               .row = the_.model.rowCount(),
                               .then = Then::Nothing,
                               .fromComposer = false};
    }
}

bool ScriptRoom::isEmpty() const { return the_.model.rowCount() == 0; }

void ScriptRoom::commitEditing() { list_->commitEditing(); }

void ScriptRoom::paste() {
    const int current = list_->currentRow();
    addText(QApplication::clipboard()->text(), current < 0 ? the_.model.rowCount() : current + 1, Then::Nothing, false);
}

void ScriptRoom::onTextSplit(const TextSplit& event) {
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
    insertion_->job = the_.document.insert(insertion_->row, event.spans);
}

void ScriptRoom::onInserted(quint64 edit, int row) {
    if (!insertion_ || insertion_->job != JobId{edit}) {
        return;
    }
    list_->setCurrentRow(row);
    if (insertion_->fromComposer) {
        composer_->clear();
    }
    if (insertion_->then == Then::Speak) {
        the_.narrator.speakFrom(row);
    }
}

void ScriptRoom::onJobFinished(const JobFinished& event) {
    if (!insertion_ || insertion_->job != event.job) {
        return;
    }
    const bool cut = insertion_->cut;
    insertion_.reset();
    if (!event.outcome && !cut) {
        Q_EMIT failed(tr("The text could not be read"), event.outcome.error());
    }
}

void ScriptRoom::editLine(int row, const QString& text) {
    if (text.isEmpty()) {
        deleteLine(row);
    } else if (text != the_.model.lines()[row].text) {
        the_.document.setText(row, text);
    }
}

void ScriptRoom::deleteLine(int row) {
    if (row >= 0 && row < the_.model.rowCount()) {
        the_.document.remove(row);
    }
}

// ---- Project -------------------------------------------------------------------------------------------------------

void ScriptRoom::onOpened() {
    insertion_.reset();
    voiceIsMissing_ = false;
    the_.narrator.clear();
    the_.narrator.setProject(the_.document.project());
    list_->setCurrentRow(0);
    showCurrentLine();
}

/// Voice and shape as the project has them; what it never set stays as the user had it last.
void ScriptRoom::showProjectSettings() {
    const VoiceSummary* now = chosenVoice();
    const std::string& wanted = the_.document.voice().voice;
    if (!wanted.empty() && (now == nullptr || now->id.voice != wanted)) {
        inspector_->voiceCard().choose(wanted);
        if (const VoiceSummary* chosen = chosenVoice()) {
            onVoiceChosen(*chosen);
        }
        tellMissingVoice();
    }
    if (const auto shape = the_.document.shape(); shape && *shape != inspector_->shape()) {
        const QSignalBlocker quiet(inspector_);  // this is not the user's hand
        inspector_->setShape(*shape);
    }
    applyShape();
}

// ---- Playing -------------------------------------------------------------------------------------------------------

void ScriptRoom::speak() {
    if (chosenVoice() == nullptr) {
        return;
    }
    if (!composer_->text().trimmed().isEmpty() && (composer_->hasTextFocus() || the_.model.rowCount() == 0)) {
        addText(composer_->text(), the_.model.rowCount(), Then::Speak, true);
        return;
    }
    the_.narrator.speakFrom(std::max(list_->currentRow(), 0));
}

void ScriptRoom::playOrPause() {
    switch (the_.narrator.state()) {
        case Narrator::State::Idle: speak(); return;
        case Narrator::State::Preparing:
        case Narrator::State::Playing: the_.narrator.pause(); return;
        case Narrator::State::Paused: the_.narrator.resume(); return;
    }
}

void ScriptRoom::goTo(int row) {
    if (row < 0 || row >= the_.model.rowCount()) {
        return;
    }
    list_->setCurrentRow(row);
    if (the_.narrator.state() != Narrator::State::Idle) {
        the_.narrator.speakFrom(row);
    }
}

// ---- Showing -------------------------------------------------------------------------------------------------------

int ScriptRoom::lineUnderLens() const {
    const int playing = the_.narrator.playingRow();
    return playing >= 0 ? playing : list_->currentRow();
}

void ScriptRoom::showCurrentLine() {
    const int row = lineUnderLens();
    if (row < 0 || row >= the_.model.rowCount()) {
        lensTitle_->setText(tr("No line chosen"));
        canvas_->setSentence({});
        canvas_->setPlayHead(std::nullopt);
        inspector_->setProblem(std::nullopt);
        return;
    }
    const LineView line = the_.model.row(row);
    const LineRender* render = the_.model.render(line.id);
    const VoiceSummary* voice = chosenVoice();
    lensTitle_->setText(tr("Line %1").arg(line.number));
    canvas_->setSentence({.peaks = line.peaks,
                          .words = render != nullptr ? render->words : nullptr,
                          .seconds = line.estimated ? 0.0 : line.seconds,
                          .voiceOrder = voice != nullptr ? voice->order : 0,
                          .stale = line.state == LineState::Stale});
    canvas_->setPlayHead(line.playing ? std::optional(line.playedSeconds) : std::nullopt);
    inspector_->setProblem(line.problem);
}

void ScriptRoom::showPosition() {
    const int row = the_.narrator.playingRow();
    if (row != lastPlayingRow_) {
        lastPlayingRow_ = row;
        if (row >= 0 && the_.settings.get(keys::kFollow)) {
            list_->setCurrentRow(row);
            list_->follow(row);
        }
        showCurrentLine();
    }
    if (const auto first = the_.narrator.firstSoundSeconds()) {
        inspector_->setFacts(tr("First sound after %1 s").arg(QLocale().toString(*first, 'f', 2)));
    }
}

QString ScriptRoom::summary() const {
    const int count = the_.model.rowCount();
    const QString time = (total_.estimated ? QStringLiteral("≈ ") : QString()) + clockText(total_.seconds);
    return count == 0 ? QString() : tr("%n line(s) · %1", nullptr, count).arg(time);
}

/// It goes through all lines, and while a script renders something changes all the time.
void ScriptRoom::showSummarySoon() {
    if (summaryRest_.isActive()) {
        summaryWaits_ = true;
    } else {
        showSummary();
    }
}

void ScriptRoom::showSummary() {
    summaryRest_.start();
    total_ = the_.model.length(pauseMs());
    pages_->setCurrentIndex(the_.model.rowCount() > 0 ? 0 : 1);
    summaryLabel_->setText(summary());
    const int changed = the_.model.countNeedingRender();
    const QString text = changed > 0 ? tr("Render changed (%1)").arg(changed) : tr("Render changed");
    setButtonText(*renderChanged_, text);
    showStates();
    Q_EMIT summaryShown();
}

void ScriptRoom::showStates() {
    const bool busy = the_.narrator.isRendering() || the_.narrator.state() != Narrator::State::Idle;
    const bool anyText = the_.model.rowCount() > 0;
    stop_->setVisible(busy);
    speak_->setVisible(!busy);
    the_.actions[ActionId::Stop].setEnabled(busy);
    the_.actions[ActionId::DeleteLine].setEnabled(anyText);
    the_.actions[ActionId::RenderChanged].setEnabled(anyText && !the_.narrator.isRendering() &&
                                                     the_.model.countNeedingRender() > 0);
}

}  // namespace timbre::ui
