// SPDX-License-Identifier: GPL-3.0-or-later
// What the room of voices does; how it is put together stands in voices_room.cpp.
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/voices/audition_bar.h"
#include "ui/voices/compare_page.h"
#include "ui/voices/delete_sheet.h"
#include "ui/voices/making_sheet.h"
#include "ui/voices/name_sheet.h"
#include "ui/voices/tool_row.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voice_words.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/voices_room.h"
#include "ui/voices/weights_sheet.h"
#include "ui/window/file_names.h"

namespace timbre::ui {

namespace {

constexpr int kDetailWidth = 360;
constexpr int kNarrowDetailWidth = 328;
constexpr int kNarrowRoom = 1400;

/// What is for this room wherever it is dropped; all else only while the room is shown.
constexpr std::array kVoiceEndings = {"timbrevoice", "ckpt", "pth", "safetensors"};

QString previewOf(const std::string& id) { return QStringLiteral("preview ") + QString::fromStdString(id); }

}  // namespace

QString VoicesRoom::title() const { return tr("Voices"); }

QString VoicesRoom::status() const {
    return voices_.rowCount() == 0 ? tr("No voice yet")
                                   : tr("%n voice(s), on this computer alone", nullptr, voices_.rowCount());
}

QWidget* VoicesRoom::foot() { return bar_; }

void VoicesRoom::enter() {
    list();
    showState();
    grid_->setFocus(Qt::OtherFocusReason);
}

void VoicesRoom::leave() { audition_.stop(); }
void VoicesRoom::finish() { audition_.stop(); }

bool VoicesRoom::act(ActionId id) {
    switch (id) {
        case ActionId::Undo: deeds_.undo(); return true;
        case ActionId::Redo: deeds_.redo(); return true;
        case ActionId::PlayPause:
            if (audition_.isPlaying()) {
                audition_.stop();
            } else if (left_->currentWidget() == compare_) {
                compare_->playOrStop();
            } else {
                preview(grid_->chosen());
            }
            return true;
        case ActionId::MakeVoice: Q_EMIT roomAsked(RoomId::Record); return true;
        case ActionId::ImportVoice: askImport(); return true;
        case ActionId::ExportVoice: askExport(); return true;
        case ActionId::DeleteLine: askDelete(); return true;
        case ActionId::Paste:
        case ActionId::PreviousLine:
        case ActionId::NextLine:
        case ActionId::Speak: return true;  // of the script, which nobody sees now
        default: return false;
    }
}

bool VoicesRoom::takesFiles(const QList<QUrl>& files) const {
    return std::ranges::all_of(files, &QUrl::isLocalFile) &&
           (isVisible() || std::ranges::any_of(files, [](const QUrl& file) { return endsAs(file, kVoiceEndings); }));
}

void VoicesRoom::takeFiles(const QList<QUrl>& files) {
    std::vector<std::filesystem::path> paths;
    std::ranges::transform(files, std::back_inserter(paths), [](const QUrl& url) { return pathOf(url); });
    classifying_ = bridge_.classifyFiles(std::move(paths));
}

void VoicesRoom::takeClassified(const FilesClassified& event) {
    if (event.job != classifying_) {
        return;
    }
    classifying_.reset();
    std::vector<ClassifiedFile> parts;
    for (const ClassifiedFile& file : event.files) {
        const QString name = QString::fromStdString(file.file.filename().string());
        if (file.trouble) {
            Q_EMIT failed(tr("%1 cannot be used").arg(name), *file.trouble);
        } else if (file.kind == FileKind::Voice) {
            deeds_.importFrom(file.file);
        } else if (file.kind == FileKind::Model || file.kind == FileKind::Audio || file.kind == FileKind::Video) {
            parts.push_back(file);
        } else {
            Q_EMIT failed(tr("%1 is nothing for a voice").arg(name),
                          Error{ErrorCode::Unsupported,
                                QT_TRANSLATE_NOOP("Core", "it is neither a voice, nor weights, nor a recording"),
                                QT_TRANSLATE_NOOP("Core", "Drop a .timbrevoice, GPT-SoVITS weights or a recording.")});
        }
    }
    if (parts.empty()) {
        return;
    }
    auto* sheet = new WeightsSheet(theme_, parts, ask_.open, cover());
    connect(sheet, &WeightsSheet::makeAsked, this, [this](const MakeReferenceVoice& command) {
        const QString name = QString::fromStdString(command.name);
        watchMaking(bridge_.makeReferenceVoice(command), name);
    });
}

void VoicesRoom::watchMaking(JobId job, const QString& name) {
    auto* sheet = new MakingSheet(theme_, bridge_, job, name, cover());
    connect(sheet, &MakingSheet::made, this, [this](const VoiceMade& event) { choose(event.voice.id.voice); });
    connect(sheet, &MakingSheet::goesOnBehind, this, [this, job, name] { behind_.insert_or_assign(job, name); });
}

void VoicesRoom::makeNewVersion(const NewVersionFromClips& command, const QString& name) {
    if (std::ranges::any_of(remade_, [&](const auto& one) { return one.second == command.voice; })) {
        Q_EMIT failed(tr("%1 is being made").arg(name),
                      Error{ErrorCode::AlreadyExists, QT_TRANSLATE_NOOP("Core", "its next version is on the way"),
                            QT_TRANSLATE_NOOP("Core", "Wait until it is there.")});
        return;
    }
    const JobId job = bridge_.newVersionFromClips(command);
    remade_.insert_or_assign(job, command.voice);
    watchMaking(job, name);
}

void VoicesRoom::countStaying(const UsesFound& event) {
    if (!counting_ || event.job != counting_->job) {
        return;
    }
    const Counting counted = *std::exchange(counting_, std::nullopt);
    int sentences = 0;
    for (const VoiceUse& use : event.uses) {
        sentences += use.number == counted.before ? use.takes : 0;
    }
    Q_EMIT versionStays(counted.voice, counted.before, sentences);
}

QWidget& VoicesRoom::cover() { return *window(); }

void VoicesRoom::list() {
    if (!listing_) {
        listing_ = bridge_.listVoices();
    }
}

void VoicesRoom::onListed(const VoicesListed& event) {
    known_ = true;
    voices_.setVoices(event.voices);
    loadFaces();
    showState();
}

void VoicesRoom::onVoice(const VoiceSummary& voice) {
    voices_.putVoice(voice);
    loadFaces();
    showState();
    list();  // the other rooms hear it as well
    if (detail_->voice().id.voice == voice.id.voice) {
        const bool another = detail_->voice().id != voice.id;
        detail_->showVoice(voice);
        if (another && left_->currentWidget() == compare_) {
            compare_->setPresent(voice.id.number);
        }
    }
}

void VoicesRoom::onMade(const VoiceMade& event) {
    const int row = voices_.rowOf(event.voice.id.voice);
    const auto before = remade_.find(event.job);
    // A list of the voices may have told of the new version already: it is there before its picture is.
    const int left = before != remade_.end() ? before->second.number : row >= 0 ? voices_.card(row).voice.id.number : event.version;
    if (left != event.version) {
        deeds_.noteChange(event.voice.id.voice, left, event.version);
    }
    onVoice(event.voice);
    if (before != remade_.end()) {
        counting_ = {.job = bridge_.findUses(event.voice.id.voice), .voice = event.voice, .before = before->second.number};
        Q_EMIT newVersionMade(event, behind_.contains(event.job));
    }
    if (const auto behind = behind_.find(event.job); behind != behind_.end()) {
        Q_EMIT done(tr("%1 is ready").arg(behind->second), tr("Version %1 stands in the room of voices.").arg(event.version));
    }
}

/// A voice whose sheet was closed while it was being made.
void VoicesRoom::onMakingFinished(const JobFinished& event) {
    remade_.erase(event.job);
    const auto behind = behind_.find(event.job);
    if (behind == behind_.end()) {
        return;
    }
    if (!event.outcome) {
        Q_EMIT failed(tr("%1 could not be made").arg(behind->second), event.outcome.error());
    }
    behind_.erase(behind);
}

void VoicesRoom::loadFaces() {
    auto wanted = voices_.faceless();
    if (wanted.empty()) {
        return;
    }
    if (faces_) {
        bridge_.forget(*faces_);
    }
    faces_ = bridge_.loadFaces(std::move(wanted));
}

void VoicesRoom::choose(const std::string& id) {
    toChoose_ = id;
    showState();
}

void VoicesRoom::showState() {
    tools_->count(voices_);
    pages_->setCurrentWidget(known_ && voices_.rowCount() == 0 ? empty_ : library_);
    if (!toChoose_.empty()) {
        grid_->choose(toChoose_);
        if (grid_->chosen() == toChoose_) {
            toChoose_.clear();
        }
    }
    if (!grid_->currentIndex().isValid() && shown_.rowCount() > 0) {
        grid_->choose(detail_->voice().id.voice);
        if (!grid_->currentIndex().isValid()) {
            grid_->setCurrentIndex(shown_.index(0, 0));
        }
    }
    grid_->setVisible(shown_.rowCount() > 0 || voices_.rowCount() == 0);
    nothingFound_->setVisible(shown_.rowCount() == 0 && voices_.rowCount() > 0);
    detail_->setVisible(voices_.rowCount() > 0);
    if (isVisible()) {
        actions_[ActionId::Undo].setEnabled(deeds_.canUndo());
        actions_[ActionId::Redo].setEnabled(deeds_.canRedo());
    }
    Q_EMIT wordsChanged();
}

const VoiceSummary* VoicesRoom::chosenVoice() const {
    const int row = voices_.rowOf(grid_->chosen());
    return row < 0 ? nullptr : &voices_.card(row).voice;
}

void VoicesRoom::showChosen() {
    const VoiceSummary* voice = chosenVoice();
    if (voice == nullptr) {
        return;  // filtered away: what was looked at stays
    }
    const bool another = detail_->voice().id.voice != voice->id.voice;
    detail_->showVoice(*voice);
    if (const auto& face = voices_.card(voices_.rowOf(voice->id.voice)).face) {
        detail_->setFace(*face);
    }
    if (another) {
        left_->setCurrentWidget(cards_);
    }
}

void VoicesRoom::preview(const std::string& id) {
    const int row = voices_.rowOf(id);
    if (row < 0) {
        return;
    }
    const bool same = previewed_ == id && (previewing_ || audition_.isPlaying(previewOf(id)));
    if (previewing_) {
        bridge_.forget(*std::exchange(previewing_, std::nullopt));
    }
    audition_.stop();
    voices_.setSound({}, VoicesModel::Card::Sound::None);
    if (same) {
        return;
    }
    const VoiceSummary& voice = voices_.card(row).voice;
    previewed_ = id;
    voices_.setSound(id, VoicesModel::Card::Sound::Coming);
    RenderSentences command{.job = {}, .project = {}, .sentences = {}, .recipe = {}};
    command.sentences.push_back({.id = SentenceId{1}, .text = previewSentence(voice.language).toStdString()});
    command.recipe = {.voice = voice.id, .language = voice.language, .speak = {}};
    previewing_ = bridge_.renderSentences(std::move(command));
}

void VoicesRoom::onPreviewReady(const SentenceReady& event) {
    const int row = voices_.rowOf(previewed_);
    if (event.job != previewing_ || row < 0) {
        return;
    }
    voices_.setSound(previewed_, VoicesModel::Card::Sound::Playing);
    bar_->setCaption(tr("%1, preview").arg(QString::fromStdString(voices_.card(row).voice.name)));
    audition_.play(previewOf(previewed_), event.clip);
}

void VoicesRoom::hearNeighbour(int step) {
    const QModelIndex next = shown_.index(grid_->currentIndex().row() + step, 0);
    if (next.isValid()) {
        grid_->setCurrentIndex(next);
        preview(grid_->chosen());
    }
}

void VoicesRoom::useChosen() {
    if (const VoiceSummary* voice = chosenVoice()) {
        settings_.set(keys::kVoice, QString::fromStdString(voice->id.voice));
        Q_EMIT voiceUsed(*voice);
        Q_EMIT roomAsked(RoomId::Script);
    }
}

void VoicesRoom::showMenu(const QPoint& position) {
    if (chosenVoice() == nullptr) {
        return;
    }
    QMenu menu(this);
    menu.addAction(tr("Rename"), detail_, &VoiceDetail::editName);
    menu.addAction(tr("Export…"), this, &VoicesRoom::askExport);
    menu.addSeparator();
    menu.addAction(tr("Delete…"), this, &VoicesRoom::askDelete);
    menu.exec(position);
}

void VoicesRoom::askExport() {
    const VoiceSummary* voice = chosenVoice();
    if (voice == nullptr) {
        return;
    }
    const std::string id = voice->id.voice;
    QString name = QString::fromStdString(voice->name);
    name.replace(QChar(u'/'), QChar(u'_'));
    const QString folder = settings_.get(keys::kExportFolder);
    const QString suggested = (folder.isEmpty() ? QString() : folder + QChar(u'/')) + name + QStringLiteral(".timbrevoice");
    QString file = ask_.save(*this, tr("Export the voice"), suggested, tr("Voices (*.timbrevoice)"));
    if (file.isEmpty()) {
        return;
    }
    if (QFileInfo(file).suffix().isEmpty()) {
        file += QStringLiteral(".timbrevoice");
    }
    settings_.set(keys::kExportFolder, QFileInfo(file).absolutePath());
    deeds_.exportTo(id, pathOf(file));
}

void VoicesRoom::askImport() {
    const QStringList files =
        ask_.open(*this, tr("Import voices"), settings_.get(keys::kExportFolder),
                  tr("Voices and weights (*.timbrevoice *.ckpt *.pth);;All files (*)"));
    if (!files.isEmpty()) {
        takeFiles(urlsOf(files));
    }
}

void VoicesRoom::askDelete() {
    const VoiceSummary* voice = chosenVoice();
    if (voice == nullptr) {
        return;
    }
    const std::string id = voice->id.voice;
    auto* sheet = new DeleteSheet(theme_, bridge_, *voice, cover());
    connect(sheet, &Sheet::accepted, this, [this, id] {
        audition_.stop();
        deeds_.remove(id);
    });
}

void VoicesRoom::askNewName(const std::filesystem::path& file) {
    const QString stem = QString::fromStdString(file.stem().string());
    auto* sheet = new NameSheet(theme_, tr("A voice of this name is there already"),
                                tr("Give the one that comes in another name."), tr("%1 (2)").arg(stem), tr("Import"), cover());
    connect(sheet, &NameSheet::named, this, [this, file](const QString& name) { deeds_.importFrom(file, name); });
}

void VoicesRoom::compare(int number) {
    if (number == 0 || !detail_->described()) {
        return;
    }
    audition_.stop();
    compare_->compare(*detail_->described(), number, detail_->uses());
    left_->setCurrentWidget(compare_);
    compare_->setFocus(Qt::OtherFocusReason);
}

void VoicesRoom::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo)) {
        deeds_.undo();
    } else if (event->matches(QKeySequence::Redo)) {
        deeds_.redo();
    } else if (event->matches(QKeySequence::Find)) {
        tools_->focusSearch();
    } else if (event->key() == Qt::Key_F2) {
        detail_->editName();
    } else if (event->key() == Qt::Key_Delete && grid_->hasFocus()) {
        askDelete();
    } else if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && chosenVoice() != nullptr) {
        Q_EMIT detail_->recordAsked(detail_->chosenClip());
    } else {
        Room::keyPressEvent(event);
    }
}

void VoicesRoom::resizeEvent(QResizeEvent* event) {
    detail_->setFixedWidth(width() < kNarrowRoom ? kNarrowDetailWidth : kDetailWidth);
    Room::resizeEvent(event);
}

}  // namespace timbre::ui
