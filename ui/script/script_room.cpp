// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_room.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
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
#include "ui/script/line_lens.h"
#include "ui/script/script_list.h"
#include "ui/script/script_tools.h"
#include "ui/script/script_voice.h"
#include "ui/script/text_intake.h"
#include "ui/script/voice_card.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/empty_room.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kSummaryInterval{33};

}  // namespace

ScriptRoom::ScriptRoom(const Surroundings& surroundings, QWidget* parent) : QWidget(parent), the_(surroundings) {
    texts_ = new TextIntake(the_.bridge, the_.model, the_.document, this);
    list_ = new ScriptList(the_.theme, this);
    list_->setModel(&the_.model);
    composer_ = new Composer(the_.theme, this);
    inspector_ = new Inspector(the_.theme, this);
    voice_ = new ScriptVoice(
        {.card = inspector_->voiceCard(), .document = the_.document, .model = the_.model, .settings = the_.settings}, this);
    split_ = new QSplitter(Qt::Vertical, this);
    split_->addWidget(buildUpper());
    lens_ = new LineLens(the_.theme, this);
    split_->addWidget(lens_);
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

QWidget* ScriptRoom::buildUpper() {
    pages_ = new QStackedWidget(this);
    pages_->addWidget(list_);
    pages_->addWidget(buildEmptyPage());
    tools_ = new ScriptTools(the_.theme, the_.actions, this);
    auto* upper = new QWidget(this);
    auto* layout = new QVBoxLayout(upper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tools_);
    layout->addWidget(pages_, 1);
    layout->addWidget(composer_);
    return upper;
}

QWidget* ScriptRoom::buildEmptyPage() {
    auto* page = new EmptyRoom(
        the_.theme, Ghost::Kind::Script, [] { return tr("Paste a text and hear it"); },
        [] { return tr("Every sentence becomes a line of its own,\nso you can change one without touching the rest."); }, this);
    bindAction(*page->addButton(ButtonKind::Normal, QLatin1StringView("folder"), [] { return tr("Open"); }),
               the_.actions[ActionId::Open]);
    bindAction(*page->addButton(ButtonKind::Primary, QLatin1StringView("paste"), [] { return tr("Paste"); }),
               the_.actions[ActionId::Paste]);
    page->setFoot([] { return tr("A text file, a project, or any text you copied"); });
    return page;
}

void ScriptRoom::connectParts() {
    connect(composer_, &Composer::addRequested, this,
            [this](const QString& text) { texts_->add(text, {.row = the_.model.rowCount(), .fromComposer = true}); });
    connect(texts_, &TextIntake::inserted, this, &ScriptRoom::onInserted);
    connect(texts_, &TextIntake::failed, this, &ScriptRoom::failed);
    connect(&list_->delegate(), &ScriptDelegate::textEdited, this, &ScriptRoom::editLine);
    connect(list_, &ScriptList::deleteRequested, this, &ScriptRoom::deleteLine);
    connect(list_, &ScriptList::playPauseRequested, this, &ScriptRoom::playOrPause);
    connect(list_, &ScriptList::currentRowChanged, this, &ScriptRoom::showCurrentLine);
    connect(list_, &ScriptList::seekRequested, this,
            [this](int row, double seconds) { the_.narrator.speakFrom(row, seconds); });
    connect(lens_, &LineLens::seekRequested, this,
            [this](double seconds) { the_.narrator.speakFrom(lineUnderLens(), seconds); });
    connect(voice_, &ScriptVoice::changed, this, &ScriptRoom::onVoiceChosen);
    connect(voice_, &ScriptVoice::wentMissing, this, &ScriptRoom::onVoiceMissing);
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
    connect(&the_.bridge, &EngineBridge::voicePrepared, this, [this](const VoicePrepared& event) {
        inspector_->voiceCard().setSeal(event.voice, event.seal);
    });
    connect(&the_.document, &Document::opened, this, &ScriptRoom::onOpened);
    connect(&the_.document, &Document::settingsChanged, this, &ScriptRoom::showProjectSettings);
    connect(&the_.document, &Document::failed, this, &ScriptRoom::failed);
    connect(list_, &ScriptList::rowsShown, &the_.document, &Document::fetchSound, Qt::QueuedConnection);
    connectActions();
}

void ScriptRoom::connectActions() {
    // Other rooms have steps of their own.
    const auto here = [this](auto deed) {
        return [this, deed] {
            if (isVisible()) {
                deed();
            }
        };
    };
    connect(&the_.actions[ActionId::Undo], &QAction::triggered, this, here([this] { the_.document.undo(); }));
    connect(&the_.actions[ActionId::Redo], &QAction::triggered, this, here([this] { the_.document.redo(); }));
    connect(&the_.actions[ActionId::DeleteLine], &QAction::triggered, this, here([this] { deleteLine(list_->currentRow()); }));
    tellUndo();
    connect(&the_.document, &Document::undoStateChanged, this, here([this] { tellUndo(); }));
    connect(&the_.actions[ActionId::RenderChanged], &QAction::triggered, &the_.narrator, &Narrator::renderChanged);
    connect(&the_.actions[ActionId::Stop], &QAction::triggered, &the_.narrator, &Narrator::stop);
}

// ---- Voices --------------------------------------------------------------------------------------------------------

void ScriptRoom::setVoices(const VoicesListed& event) { voice_->setVoices(event); }

const VoiceSummary* ScriptRoom::chosenVoice() const { return voice_->chosen(); }

void ScriptRoom::useVoice(const std::string& id) { voice_->use(id); }

void ScriptRoom::onVoiceMissing() {
    applyShape();
    Q_EMIT failed(tr("The voice of this project is not on this computer"),
                  {ErrorCode::NotFound,
                   QT_TRANSLATE_NOOP("Core", "lines that were rendered are heard, others cannot be spoken"),
                   QT_TRANSLATE_NOOP(
                       "Core", "Bring the voice over with `timbre voice export` and `import`, or choose another.")});
}

void ScriptRoom::tellUndo() {
    the_.actions[ActionId::Undo].setEnabled(the_.document.undoState().undo.has_value());
    the_.actions[ActionId::Redo].setEnabled(the_.document.undoState().redo.has_value());
}

void ScriptRoom::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    tellUndo();
}

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
    if (const VoiceVersionId missing = voice_->missing(); !missing.voice.empty()) {
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

void ScriptRoom::openText(const QString& file) { texts_->open(file); }

bool ScriptRoom::isEmpty() const { return the_.model.rowCount() == 0; }

void ScriptRoom::commitEditing() { list_->commitEditing(); }

void ScriptRoom::paste() {
    const int current = list_->currentRow();
    texts_->add(QApplication::clipboard()->text(), {.row = current < 0 ? the_.model.rowCount() : current + 1});
}

void ScriptRoom::onInserted(int row, const TextWish& wish) {
    list_->setCurrentRow(row);
    if (wish.fromComposer) {
        composer_->clear();
    }
    if (wish.speak) {
        the_.narrator.speakFrom(row);
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
    texts_->forget();
    voice_->forgetMissing();
    the_.narrator.clear();
    the_.narrator.setProject(the_.document.project());
    list_->setCurrentRow(0);
    showCurrentLine();
}

/// Voice and shape as the project has them; what it never set stays as the user had it last.
void ScriptRoom::showProjectSettings() {
    voice_->followProject();
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
        texts_->add(composer_->text(), {.row = the_.model.rowCount(), .fromComposer = true, .speak = true});
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
        lens_->showNone();
        inspector_->setProblem(std::nullopt);
        return;
    }
    const LineView line = the_.model.row(row);
    const VoiceSummary* voice = chosenVoice();
    lens_->showLine(line, the_.model.render(line.id), voice != nullptr ? voice->order : 0);
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
    tools_->showSummary(summary(), the_.model.countNeedingRender());
    showStates();
    Q_EMIT summaryShown();
}

void ScriptRoom::showStates() {
    const bool busy = the_.narrator.isRendering() || the_.narrator.state() != Narrator::State::Idle;
    const bool anyText = the_.model.rowCount() > 0;
    tools_->setBusy(busy);
    the_.actions[ActionId::Stop].setEnabled(busy);
    the_.actions[ActionId::DeleteLine].setEnabled(anyText);
    the_.actions[ActionId::RenderChanged].setEnabled(anyText && !the_.narrator.isRendering() &&
                                                     the_.model.countNeedingRender() > 0);
}

}  // namespace timbre::ui
