// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_detail.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/voices/audition.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voice_words.h"
#include "ui/voices/voices_model.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/reference_wave.h"
#include "ui/widgets/stars.h"

namespace timbre::ui {

namespace {

const QString kReferenceSound = QStringLiteral("reference");

QString clipSound(int clip) { return QStringLiteral("clip %1").arg(clip); }

QHBoxLayout* headingRow(QWidget* heading, std::initializer_list<QWidget*> buttons) {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(heading);
    row->addStretch();
    for (QWidget* button : buttons) {
        row->addWidget(button);
    }
    return row;
}

template <typename Row>
void dropRows(QList<Row*>& rows) {
    for (Row* row : rows) {
        row->hide();
        row->deleteLater();
    }
    rows.clear();
}

}  // namespace

VoiceDetail::VoiceDetail(const Theme& theme, EngineBridge& bridge, Audition& audition, QWidget* parent)
    : QFrame(parent), theme_(theme), bridge_(bridge), audition_(audition) {
    setProperty("pane", QStringLiteral("side"));
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 14, 12, 12);
    column->setSpacing(12);
    column->addWidget(makeHead());
    addButtons(*column);
    addReference(*column);
    column->addWidget(makeFrame("rule", "h", this));
    addVersions(*column);
    column->addWidget(makeFrame("rule", "h", this));
    addClips(*column);
    column->addWidget(makeFrame("rule", "h", this));
    column->addWidget(makeLabel([] { return tr("Where it is used"); }, "section", this));
    usesText_ = makeLabel(QString(), "second", this);
    usesText_->setWordWrap(true);
    column->addWidget(usesText_);
    column->addWidget(makeLabel([] { return tr("Tags"); }, "section", this));
    tags_ = new TagsEditor(theme, this);
    column->addWidget(tags_);
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

    connect(tags_, &TagsEditor::addAsked, this, [this](const QString& tag) { Q_EMIT tagsAsked({tag}, {}); });
    connect(tags_, &TagsEditor::removeAsked, this, [this](const QString& tag) { Q_EMIT tagsAsked({}, {tag}); });
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

QWidget* VoiceDetail::makeHead() {
    auto* head = new QWidget(this);
    avatar_ = new AvatarLabel(theme_, 56, head);
    name_ = new QLineEdit(head);
    name_->setProperty("kind", QStringLiteral("title"));
    name_->setStyleSheet(QStringLiteral("QLineEdit { font-size:20px; font-weight:600; border-color:transparent; "
                                        "background:transparent; padding:0; margin-left:-3px; }"));
    name_->setMaxLength(80);
    say(*name_, &QWidget::setAccessibleName, [] { return tr("Name of the voice"); });
    say(*name_, &QWidget::setToolTip, [] { return tr("Type another name and press Enter"); });
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const QString name = name_->text().trimmed();
        if (!name.isEmpty() && name != QString::fromStdString(voice_.name)) {
            Q_EMIT renameAsked(name);
        }
        name_->setText(QString::fromStdString(voice_.name));
        name_->setCursorPosition(0);
    });
    about_ = makeLabel(QString(), "caption", head);
    mine_ = makeToolButton(theme_, QLatin1StringView("star"), [] { return tr("This is my own voice"); }, head);
    mine_->setCheckable(true);
    connect(mine_, &QToolButton::clicked, this, [this](bool checked) {
        const QStringList tag{QLatin1StringView(kMineTag)};
        Q_EMIT tagsAsked(checked ? tag : QStringList(), checked ? QStringList() : tag);
    });
    auto* more = makeToolButton(theme_, QLatin1StringView("more"), [] { return tr("Export, rename, delete"); }, head);
    connect(more, &QToolButton::clicked, this,
            [this, more] { Q_EMIT menuAsked(more->mapToGlobal(QPoint(0, more->height() + 4))); });
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    words->addWidget(name_);
    words->addWidget(about_);
    words->addStretch();
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(avatar_);
    row->addLayout(words, 1);
    row->addWidget(mine_);
    row->addWidget(more);
    return head;
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

void VoiceDetail::addReference(QVBoxLayout& column) {
    referenceTitle_ = makeLabel(QString(), "section", this);
    playReference_ = makeToolButton(theme_, QLatin1StringView("play"), [] { return tr("Hear the reference"); }, this);
    playReference_->setProperty("grade", QStringLiteral("small"));
    connect(playReference_, &QToolButton::clicked, this, &VoiceDetail::playReference);
    column.addLayout(headingRow(referenceTitle_, {playReference_}));
    wave_ = new ReferenceWave(theme_, this);
    wave_->setReadOnly(true);
    say(*wave_, &QWidget::setAccessibleName, [] { return tr("Reference recording"); });
    column.addWidget(wave_);
    transcript_ = makeLabel(QString(), "second", this);
    transcript_->setWordWrap(true);
    transcript_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column.addWidget(transcript_);
    stars_ = new Stars(theme_, this);
    figures_ = makeLabel(QString(), "caption", this);
    column.addLayout(headingRow(stars_, {figures_}));
    reasons_ = makeLabel(QString(), "caption", this);
    reasons_->setWordWrap(true);
    column.addWidget(reasons_);
    styles_ = makeLabel(QString(), "second", this);
    styles_->setWordWrap(true);
    column.addWidget(styles_);
}

void VoiceDetail::addVersions(QVBoxLayout& column) {
    compare_ = makeButton(theme_, ButtonKind::Ghost, QLatin1StringView("compare"), [] { return tr("Compare"); }, this);
    connect(compare_, &QPushButton::clicked, this, [this] { Q_EMIT compareAsked(otherVersion()); });
    rollBack_ = makeButton(theme_, ButtonKind::Ghost, QLatin1StringView("history"), QString(), this);
    connect(rollBack_, &QPushButton::clicked, this, [this] { Q_EMIT rollBackAsked(otherVersion()); });
    column.addLayout(headingRow(makeLabel([] { return tr("Versions"); }, "section", this), {rollBack_, compare_}));
    versionRows_ = new QVBoxLayout;
    versionRows_->setSpacing(0);
    column.addLayout(versionRows_);
}

void VoiceDetail::addClips(QVBoxLayout& column) {
    clipsTitle_ = makeLabel(QString(), "section", this);
    recordClip_ = makeButton(theme_, ButtonKind::Ghost, QLatin1StringView("microphone"),
                             [] { return tr("Record it again"); }, this);
    say(*recordClip_, &QWidget::setToolTip, [] { return tr("Record the chosen line again (R)"); });
    connect(recordClip_, &QPushButton::clicked, this, [this] { Q_EMIT recordAsked(chosenClip()); });
    column.addLayout(headingRow(clipsTitle_, {recordClip_}));
    clipRows_ = new QVBoxLayout;
    clipRows_->setSpacing(0);
    column.addLayout(clipRows_);
    leftOut_ = makeLabel(QString(), "caption", this);
    leftOut_->setWordWrap(true);
    column.addWidget(leftOut_);
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
        wave_->setSound(nullptr, voice.order);
        showVersions();
        showClips();
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

void VoiceDetail::editName() {
    name_->setFocus(Qt::OtherFocusReason);
    name_->selectAll();
}

void VoiceDetail::setFace(const VoiceFace& face) {
    if (face.id != voice_.id) {
        return;
    }
    face_ = face;
    tell();
    if (described_ && !reference_ && !wave_->seconds()) {
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
    showVersions();
    showClips();
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
    const auto row = std::ranges::find(clips_, event.clip, &ClipRow::clip);
    if (row != clips_.end()) {
        (*row)->setLevel(levelOf(*event.peaks));
    }
    if (face_ && event.clip == face_->clip && !reference_) {
        wave_->setSound(event.peaks, voice_.order);
        wave_->setWindow(face_->from, face_->to);
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

void VoiceDetail::showVersions() {
    dropRows(versions_);
    if (described_) {
        const auto& all = described_->versions;
        for (std::size_t i = all.size(); i-- > 0;) {
            const bool first = i + 1 == all.size();
            const auto place = all.size() == 1 ? VersionRow::Place::Only
                               : first         ? VersionRow::Place::First
                               : i == 0        ? VersionRow::Place::Last
                                               : VersionRow::Place::Middle;
            auto* row = new VersionRow(theme_, all[i], all[i].number == voice_.id.number, place, this);
            versionRows_->addWidget(row);
            versions_ << row;
            connect(row, &VersionRow::clicked, this, [this, row] {
                for (VersionRow* other : versions_) {
                    if (other != row) {
                        other->setChecked(false);
                    }
                }
                versionPicked();
            });
        }
    }
    versionPicked();
}

void VoiceDetail::versionPicked() {
    const auto chosen = std::ranges::find_if(versions_, &VersionRow::isChecked);
    const bool other = chosen != versions_.end() && !(*chosen)->isPresent();
    compare_->setEnabled(otherVersion() != 0);
    rollBack_->setVisible(other);
    if (other) {
        setButtonText(*rollBack_, tr("Use v%1").arg((*chosen)->number()));
    }
}

int VoiceDetail::otherVersion() const {
    const auto chosen = std::ranges::find_if(versions_, [](const VersionRow* r) { return r->isChecked() && !r->isPresent(); });
    if (chosen != versions_.end()) {
        return (*chosen)->number();
    }
    if (!described_ || described_->versions.size() < 2) {
        return 0;
    }
    const auto& all = described_->versions;
    const auto isThere = [&](int number) { return std::ranges::find(all, number, &VersionSummary::number) != all.end(); };
    const int present = voice_.id.number;
    if (isThere(described_->version.parent) && described_->version.parent != present) {
        return described_->version.parent;
    }
    return all.back().number != present ? all.back().number : all[all.size() - 2].number;
}

void VoiceDetail::showClips() {
    dropRows(clips_);
    if (!described_) {
        return;
    }
    const auto& all = described_->version.clips;
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        auto* row = new ClipRow(theme_, i, all[static_cast<std::size_t>(i)], this);
        clipRows_->addWidget(row);
        clips_ << row;
        connect(row, &ClipRow::clicked, this, [this, row] {
            for (ClipRow* other : clips_) {
                other->setChecked(other == row);
            }
            recordClip_->setEnabled(true);
            playClip(row->clip());
        });
    }
    recordClip_->setEnabled(false);
}

int VoiceDetail::chosenClip() const {
    const auto chosen = std::ranges::find_if(clips_, &ClipRow::isChecked);
    return chosen == clips_.end() ? -1 : (*chosen)->clip();
}

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
    for (ClipRow* row : clips_) {
        row->setPlaying(audition_.isPlaying(clipSound(row->clip())));
    }
    bindIcon(*playReference_, theme_, QLatin1StringView(audition_.isPlaying(kReferenceSound) ? "stop" : "play"));
}

void VoiceDetail::tell() {
    const QString name = QString::fromStdString(voice_.name);
    avatar_->setVoice(name, voice_.order, face_ ? &face_->seal : nullptr);
    if (!name_->hasFocus()) {
        name_->setText(name);
        name_->setCursorPosition(0);
    }
    about_->setText(isMine(voice_) ? tr("%1 · my voice").arg(versionLine(voice_)) : versionLine(voice_));
    mine_->setChecked(isMine(voice_));
    bindIcon(*mine_, theme_, QLatin1StringView(isMine(voice_) ? "star-filled" : "star"));
    QStringList tags;
    std::ranges::transform(voice_.tags, std::back_inserter(tags), &QString::fromStdString);
    tags_->setTags(tags);
    tellReference();
    tellQuality();
    tellUses();
    clipsTitle_->setText(tr("Recordings of v%1").arg(voice_.id.number));
    QStringList refused;
    if (described_) {
        for (const LeftOutClip& clip : described_->version.leftOut) {
            refused << tr("Not used: %1. %2").arg(QString::fromStdString(clip.name), refusalText(clip));
        }
        if (clips_.isEmpty()) {
            refused.prepend(tr("The voice came without recordings."));
        }
    }
    leftOut_->setText(refused.join(QChar(u'\n')));
    leftOut_->setVisible(!refused.isEmpty());
    const bool missing = described_ && !described_->missingModels.empty();
    missing_->setVisible(missing);
    if (missing) {
        QStringList files;
        std::ranges::transform(described_->missingModels, std::back_inserter(files), &QString::fromStdString);
        missingText_->setText(tr("Models of this voice are not on this computer: %1. Drop the files here.")
                                  .arg(files.join(QStringLiteral(", "))));
    }
    const bool proven = !voice_.consent.empty();
    shield_->setVisible(proven);
    shieldMissing_->setVisible(!proven);
    right_->setText(proven ? tr("Permission stated") : tr("No proof of right yet"));
    rightDate_->setText(proven ? dateText(voice_.consent) : QString());
    versionPicked();
}

void VoiceDetail::tellReference() {
    const bool any = face_ && face_->to > face_->from;
    referenceTitle_->setText(any ? tr("Reference: best %1 of %2").arg(secondsText(face_->to - face_->from),
                                                                     secondsText(face_->clipSeconds))
                                 : tr("Reference"));
    playReference_->setEnabled(any);
    wave_->setVisible(any);
    const QString words = face_ ? QString::fromStdString(face_->transcript) : QString();
    transcript_->setText(words.isEmpty() ? QString() : tr("“%1”").arg(words));
    transcript_->setVisible(!words.isEmpty());
}

void VoiceDetail::tellQuality() {
    const QStringList reasons = reasonTexts(voice_.stars);
    stars_->setStars(voice_.stars.stars, reasons);
    QStringList figures;
    if (const QString likeness = likenessText(voice_); !likeness.isEmpty()) {
        figures << likeness;
    }
    if (const auto snr = voice_.metrics.find("median_snr_db"); snr != voice_.metrics.end()) {
        figures << tr("SNR %1").arg(decibelText(snr->second));
    }
    if (voice_.secondsUsed > 0) {
        figures << lengthText(voice_.secondsUsed);
    }
    figures_->setText(figures.join(QStringLiteral(" · ")));
    reasons_->setText(reasons.join(QChar(u'\n')));
    reasons_->setVisible(!reasons.isEmpty());
    QStringList styles;
    std::ranges::transform(voice_.styles, std::back_inserter(styles), &QString::fromStdString);
    styles_->setText(tr("Styles: %1").arg(styles.join(QStringLiteral(", "))));
    styles_->setVisible(!styles.isEmpty());
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
    for (VersionRow* row : versions_) {
        int own = 0;
        for (const VoiceUse& use : uses_) {
            const bool its = use.number == row->number() || (use.number == 0 && row->isPresent());
            own += its ? use.sentences : 0;
        }
        row->setLines(own);
    }
}

void VoiceDetail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && chosenClip() >= 0) {
        Q_EMIT recordAsked(chosenClip());
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace timbre::ui
