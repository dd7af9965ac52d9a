// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_detail.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/voices/audition.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_clips.h"
#include "ui/voices/voice_head.h"
#include "ui/voices/voice_reference.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voice_versions.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

const QString kReferenceSound = QStringLiteral("reference");

QString clipSound(int clip) { return QStringLiteral("clip %1").arg(clip); }

}  // namespace

VoiceDetail::VoiceDetail(const Theme& theme, EngineBridge& bridge, Audition& audition, QWidget* parent)
    : QFrame(parent), theme_(theme), bridge_(bridge), audition_(audition) {
    setProperty("pane", QStringLiteral("side"));
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 14, 12, 12);
    column->setSpacing(12);
    head_ = new VoiceHead(theme, this);
    column->addWidget(head_);
    addButtons(*column);
    best_ = new VoiceReference(theme, this);
    column->addWidget(best_);
    column->addWidget(makeFrame("rule", "h", this));
    versions_ = new VoiceVersions(theme, this);
    column->addWidget(versions_);
    column->addWidget(makeFrame("rule", "h", this));
    clips_ = new VoiceClips(theme, this);
    column->addWidget(clips_);
    column->addWidget(makeFrame("rule", "h", this));
    addUses(*column);
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeFoot());

    connectSections();
    connect(&bridge, &EngineBridge::voiceDescribed, this, &VoiceDetail::onDescribed);
    connect(&bridge, &EngineBridge::voiceClipLoaded, this, &VoiceDetail::onClipLoaded);
    connect(&bridge, &EngineBridge::usesFound, this, [this](const UsesFound& event) {
        if (event.job == finding_) {
            uses_ = event.uses;
            tellUses();
        }
    });
    connect(&bridge, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job == loading_) {
            loading_.reset();
            loadNextClip();
        }
    });
    connect(&audition, &Audition::changed, this, &VoiceDetail::tellPlaying);
    onLanguageChange(*this, [this] { tell(); });
}

void VoiceDetail::addButtons(QVBoxLayout& column) {
    auto* use = makeButton(theme_, ButtonKind::Primary, {}, [] { return tr("Use in script"); }, this);
    connect(use, &QPushButton::clicked, this, &VoiceDetail::useAsked);
    auto* record =
        makeButton(theme_, ButtonKind::Normal, QLatin1StringView("microphone"), [] { return tr("Record again"); }, this);
    connect(record, &QPushButton::clicked, this, [this] { Q_EMIT recordAsked(-1); });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(use, 1);
    row->addWidget(record);
    column.addLayout(row);
    missing_ = makeFrame("card", "warn", this);
    missingText_ = makeLabel(QString(), "plain", missing_);
    missingText_->setWordWrap(true);
    auto* inside = new QVBoxLayout(missing_);
    inside->setContentsMargins(12, 10, 12, 10);
    inside->addWidget(missingText_);
    missing_->hide();
    column.addWidget(missing_);
}

void VoiceDetail::addUses(QVBoxLayout& column) {
    column.addWidget(makeLabel([] { return tr("Where it is used"); }, "section", this));
    usesText_ = makeLabel(QString(), "second", this);
    usesText_->setWordWrap(true);
    column.addWidget(usesText_);
    column.addWidget(makeLabel([] { return tr("Tags"); }, "section", this));
    tags_ = new TagsEditor(theme_, this);
    column.addWidget(tags_);
}

void VoiceDetail::connectSections() {
    connect(head_, &VoiceHead::renameAsked, this, &VoiceDetail::renameAsked);
    connect(head_, &VoiceHead::tagsAsked, this, &VoiceDetail::tagsAsked);
    connect(head_, &VoiceHead::menuAsked, this, &VoiceDetail::menuAsked);
    connect(best_, &VoiceReference::playAsked, this, &VoiceDetail::playReference);
    connect(versions_, &VoiceVersions::compareAsked, this, &VoiceDetail::compareAsked);
    connect(versions_, &VoiceVersions::rollBackAsked, this, &VoiceDetail::rollBackAsked);
    connect(clips_, &VoiceClips::recordAsked, this, &VoiceDetail::recordAsked);
    connect(clips_, &VoiceClips::playAsked, this, &VoiceDetail::playClip);
    connect(tags_, &TagsEditor::addAsked, this, [this](const QString& tag) { Q_EMIT tagsAsked({tag}, {}); });
    connect(tags_, &TagsEditor::removeAsked, this, [this](const QString& tag) { Q_EMIT tagsAsked({}, {tag}); });
}

QWidget* VoiceDetail::makeFoot() {
    QFrame* foot = makeFrame("pane", "foot", this);
    shield_ = new IconLabel(theme_, QLatin1StringView("shield"), &Tokens::good, 18, foot);
    shieldMissing_ = new IconLabel(theme_, QLatin1StringView("shield"), &Tokens::bad, 18, foot);
    right_ = makeLabel(QString(), "strong", foot);
    rightDate_ = makeLabel(QString(), "caption", foot);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(8);
    row->addWidget(shield_);
    row->addWidget(shieldMissing_);
    row->addWidget(right_);
    row->addStretch();
    row->addWidget(rightDate_);
    return foot;
}

void VoiceDetail::showVoice(const VoiceSummary& voice) {
    const bool another = voice.id != voice_.id;
    voice_ = voice;
    if (another) {
        if (loading_) {
            bridge_.forget(*std::exchange(loading_, std::nullopt));
        }
        face_.reset();
        described_.reset();
        uses_.clear();
        reference_.reset();
        clipsToLoad_.clear();
        playReferenceWhenLoaded_ = false;
        playWhenLoaded_.reset();
        best_->clearSound(voice.order);
        showSections();
        ask();
    }
    tell();
}

void VoiceDetail::refresh() {
    if (!voice_.id.voice.empty()) {
        ask();
    }
}

void VoiceDetail::ask() {
    for (auto* job : {&describing_, &finding_}) {
        if (*job) {
            bridge_.forget(**job);
        }
    }
    describing_ = bridge_.describeVoice(voice_.id);
    finding_ = bridge_.findUses(voice_.id.voice);
}

void VoiceDetail::editName() { head_->editName(); }

void VoiceDetail::setFace(const VoiceFace& face) {
    if (face.id != voice_.id) {
        return;
    }
    face_ = face;
    tell();
    if (described_ && !reference_ && !best_->hasSound()) {
        clipsToLoad_.push_front(face.clip);
        loadNextClip();
    }
}

void VoiceDetail::onDescribed(const VoiceDescribed& event) {
    if (event.job != describing_) {
        return;
    }
    describing_.reset();
    described_ = event;
    voice_ = event.summary;
    showSections();
    tell();
    clipsToLoad_.clear();
    if (face_) {
        clipsToLoad_.push_back(face_->clip);
    }
    for (int clip = 0; clip < static_cast<int>(event.version.clips.size()); ++clip) {
        if (!face_ || clip != face_->clip) {
            clipsToLoad_.push_back(clip);
        }
    }
    loadNextClip();
}

void VoiceDetail::loadNextClip() {
    if (loading_ || clipsToLoad_.empty()) {
        return;
    }
    const int clip = clipsToLoad_.front();
    clipsToLoad_.pop_front();
    loading_ = bridge_.loadVoiceClip(voice_.id, clip);
}

void VoiceDetail::onClipLoaded(const VoiceClipLoaded& event) {
    if (event.job != loading_) {
        return;
    }
    const auto row = std::ranges::find(clips_->rows(), event.clip, &ClipRow::clip);
    if (row != clips_->rows().end()) {
        (*row)->setLevel(levelOf(*event.peaks));
    }
    if (face_ && event.clip == face_->clip && !reference_) {
        best_->setSound(event.peaks, voice_.order, *face_);
        reference_ = partOf(*event.audio, face_->from, face_->to);
        if (std::exchange(playReferenceWhenLoaded_, false)) {
            audition_.play(kReferenceSound, reference_);
        }
    }
    if (playWhenLoaded_ == event.clip) {
        playWhenLoaded_.reset();
        audition_.play(clipSound(event.clip), event.audio);
    }
}

void VoiceDetail::showSections() {
    versions_->setVersions(described_ ? described_->versions : std::vector<VersionSummary>(), voice_.id.number,
                           described_ ? described_->version.parent : 0);
    clips_->showVersion(voice_.id.number, described_ ? std::optional(described_->version) : std::nullopt);
}

int VoiceDetail::otherVersion() const { return versions_->other(); }

int VoiceDetail::chosenClip() const { return clips_->chosen(); }

void VoiceDetail::playReference() {
    if (audition_.isPlaying(kReferenceSound)) {
        audition_.stop();
    } else if (reference_) {
        audition_.play(kReferenceSound, reference_);
    } else {
        playReferenceWhenLoaded_ = true;
    }
}

void VoiceDetail::playClip(int clip) {
    if (audition_.isPlaying(clipSound(clip))) {
        audition_.stop();
        return;
    }
    playWhenLoaded_ = clip;
    clipsToLoad_.push_front(clip);
    loadNextClip();
}

void VoiceDetail::tellPlaying() {
    for (ClipRow* row : clips_->rows()) {
        row->setPlaying(audition_.isPlaying(clipSound(row->clip())));
    }
    best_->setPlaying(audition_.isPlaying(kReferenceSound));
}

void VoiceDetail::tell() {
    head_->showVoice(voice_, face_ ? &face_->seal : nullptr);
    best_->showVoice(voice_, face_);
    QStringList tags;
    std::ranges::transform(voice_.tags, std::back_inserter(tags), &QString::fromStdString);
    tags_->setTags(tags);
    tellUses();
    tellMissing();
    const bool proven = !voice_.consent.empty();
    shield_->setVisible(proven);
    shieldMissing_->setVisible(!proven);
    right_->setText(proven ? tr("Permission stated") : tr("No proof of right yet"));
    rightDate_->setText(proven ? dateText(voice_.consent) : QString());
}

void VoiceDetail::tellMissing() {
    const bool missing = described_ && !described_->missingModels.empty();
    missing_->setVisible(missing);
    if (missing) {
        QStringList files;
        std::ranges::transform(described_->missingModels, std::back_inserter(files), &QString::fromStdString);
        missingText_->setText(tr("Models of this voice are not on this computer: %1. Drop the files here.")
                                  .arg(files.join(QStringLiteral(", "))));
    }
}

void VoiceDetail::tellUses() {
    int sentences = 0;
    std::vector<std::filesystem::path> projects;
    for (const VoiceUse& use : uses_) {
        sentences += use.sentences;
        projects.push_back(use.project);
    }
    std::ranges::sort(projects);
    const auto repeated = std::ranges::unique(projects);
    projects.erase(repeated.begin(), repeated.end());
    QStringList lines;
    if (uses_.empty()) {
        lines << tr("In no script yet.");
    } else {
        lines << tr("%n line(s)", nullptr, sentences) +
                     QStringLiteral(" · ") + tr("%n script(s)", nullptr, static_cast<int>(projects.size()));
        for (const auto& project : projects) {
            lines << QString::fromStdString(project.stem().string());
        }
    }
    usesText_->setText(lines.join(QChar(u'\n')));
    versions_->setUses(uses_);
}

void VoiceDetail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && chosenClip() >= 0) {
        Q_EMIT recordAsked(chosenClip());
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace timbre::ui
