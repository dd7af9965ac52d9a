// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voices_room.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/voices/audition_bar.h"
#include "ui/voices/compare_page.h"
#include "ui/voices/tool_row.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voices_grid.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/empty_room.h"

namespace timbre::ui {

namespace {

constexpr int kDetailWidth = 360;

QString previewOf(const std::string& id) { return QStringLiteral("preview ") + QString::fromStdString(id); }

}  // namespace

VoicesRoom::VoicesRoom(Parts parts, QWidget* parent)
    : Room(parent),
      theme_(parts.theme),
      settings_(parts.settings),
      bridge_(parts.bridge),
      actions_(parts.actions),
      ask_(std::move(parts.ask)),
      shown_(voices_),
      audition_(std::move(parts.output)),
      deeds_(bridge_) {
    library_ = makeLibrary();
    empty_ = makeEmptyState();
    bar_ = new AuditionBar(theme_, settings_, audition_, this);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(library_);
    pages_->addWidget(empty_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pages_);
    connectParts();
    onLanguageChange(*this, [this] { showState(); });
    showState();
}

VoicesRoom::~VoicesRoom() {
    audition_.stop();
    // Before the members that the widgets show: QWidget's own destructor would come after them.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

QWidget* VoicesRoom::makeLibrary() {
    auto* library = new QWidget(this);
    tools_ = new ToolRow(theme_, library);
    grid_ = new VoicesGrid(theme_, shown_, library);
    QLabel* nothing = makeLabel([] { return tr("No voice fits. Search for less, or choose All."); }, "second", library);
    nothing->setAlignment(Qt::AlignCenter);
    nothingFound_ = nothing;
    cards_ = new QWidget(library);
    auto* cards = new QVBoxLayout(cards_);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(0);
    cards->addWidget(tools_);
    cards->addWidget(grid_, 1);
    cards->addWidget(nothingFound_, 1);
    compare_ = new ComparePage(theme_, bridge_, audition_, library);
    left_ = new QStackedWidget(library);
    left_->addWidget(cards_);
    left_->addWidget(compare_);
    detail_ = new VoiceDetail(theme_, bridge_, audition_, library);
    detail_->setFixedWidth(kDetailWidth);
    auto* row = new QHBoxLayout(library);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(left_, 1);
    row->addWidget(detail_);
    return library;
}

QWidget* VoicesRoom::makeEmptyState() {
    auto* page = new EmptyRoom(
        theme_, Ghost::Kind::Voices, [] { return tr("Your voices will live here"); },
        [] { return tr("Record a minute of your own voice, or bring a voice in. Everything stays on this computer."); }, this);
    page->setFoot([] { return tr("Drop a .timbrevoice, GPT-SoVITS weights (.ckpt, .pth) or a recording here."); });
    auto* import = page->addButton(ButtonKind::Normal, QLatin1StringView("folder"), [] { return tr("Import"); });
    auto* make = page->addButton(ButtonKind::Primary, QLatin1StringView("microphone"), [] { return tr("Make a voice"); });
    connect(make, &QPushButton::clicked, this, [this] { Q_EMIT roomAsked(RoomId::Record); });
    connect(import, &QPushButton::clicked, this, &VoicesRoom::askImport);
    return page;
}

void VoicesRoom::connectParts() {
    connect(tools_, &ToolRow::searched, this, [this](const QString& text) {
        shown_.setSearch(text);
        showState();
    });
    connect(tools_, &ToolRow::filtered, this, [this](VoiceFilter filter) {
        shown_.setFilter(filter);
        showState();
    });
    connect(tools_, &ToolRow::importAsked, this, &VoicesRoom::askImport);
    connect(tools_, &ToolRow::makeAsked, this, [this] { Q_EMIT roomAsked(RoomId::Record); });
    connect(grid_, &VoicesGrid::voiceChosen, this, &VoicesRoom::showChosen);
    connect(grid_, &VoicesGrid::previewAsked, this, &VoicesRoom::preview);
    connect(grid_, &VoicesGrid::voiceUsed, this, &VoicesRoom::useChosen);
    connect(grid_, &VoicesGrid::menuAsked, this, &VoicesRoom::showMenu);
    connect(bar_, &AuditionBar::stepAsked, this, &VoicesRoom::hearNeighbour);
    connect(detail_, &VoiceDetail::useAsked, this, &VoicesRoom::useChosen);
    connect(detail_, &VoiceDetail::menuAsked, this, &VoicesRoom::showMenu);
    connect(detail_, &VoiceDetail::compareAsked, this, &VoicesRoom::compare);
    connect(detail_, &VoiceDetail::recordAsked, this, [this](int clip) {
        Q_EMIT recordAgain(detail_->voice().id, clip);
        Q_EMIT roomAsked(RoomId::Record);
    });
    connect(detail_, &VoiceDetail::renameAsked, this,
            [this](const QString& name) { deeds_.rename(detail_->voice().id.voice, name); });
    connect(detail_, &VoiceDetail::tagsAsked, this, [this](const QStringList& add, const QStringList& remove) {
        deeds_.changeTags(detail_->voice().id.voice, add, remove);
    });
    connect(detail_, &VoiceDetail::rollBackAsked, this, [this](int to) {
        deeds_.useVersion(detail_->voice().id, to);
        grid_->setFocus(Qt::OtherFocusReason);  // The button goes: a field that got the keyboard would keep Ctrl+Z to itself.
    });
    connect(compare_, &ComparePage::closed, this, [this] {
        left_->setCurrentWidget(cards_);
        grid_->setFocus(Qt::OtherFocusReason);
    });
    connect(compare_, &ComparePage::versionChosen, this, [this](int number) {
        if (number != detail_->voice().id.number) {
            deeds_.useVersion(detail_->voice().id, number);
        }
    });
    connect(compare_, &ComparePage::failed, this, &VoicesRoom::failed);
    connect(&audition_, &Audition::failed, this, &VoicesRoom::failed);
    connect(&audition_, &Audition::changed, this, [this] {
        if (!audition_.isPlaying(previewOf(previewed_)) && !previewing_) {
            voices_.setSound({}, VoicesModel::Card::Sound::None);
        }
    });
    connect(&deeds_, &VoiceDeeds::failed, this, &VoicesRoom::failed);
    connect(&deeds_, &VoiceDeeds::done, this, &VoicesRoom::done);
    connect(&deeds_, &VoiceDeeds::nameTaken, this, &VoicesRoom::askNewName);
    connect(&deeds_, &VoiceDeeds::imported, this, [this](const VoiceSummary& voice) {
        onVoice(voice);
        choose(voice.id.voice);
    });
    connect(&deeds_, &VoiceDeeds::removed, this, [this](const std::string& voice) {
        if (previewed_ == voice) {
            if (previewing_) {
                bridge_.forget(*std::exchange(previewing_, std::nullopt));
            }
            audition_.stop();
        }
        voices_.removeVoice(voice);
        showState();
        list();
    });
    connect(&deeds_, &VoiceDeeds::historyChanged, this, &VoicesRoom::showState);
    connect(&deeds_, &VoiceDeeds::versionChanged, this, [this](const VoiceSummary& voice) {
        Q_EMIT done(tr("%1 speaks with v%2 now").arg(QString::fromStdString(voice.name)).arg(voice.id.number),
                    tr("What is rendered stays as it is. Ctrl+Z takes it back."));
    });
    connect(&bridge_, &EngineBridge::voicesListed, this, &VoicesRoom::onListed);
    connect(&bridge_, &EngineBridge::voiceChanged, this, [this](const VoiceChanged& event) { onVoice(event.voice); });
    connect(&bridge_, &EngineBridge::voiceMade, this, &VoicesRoom::onMade);
    connect(&bridge_, &EngineBridge::faceLoaded, this, [this](const FaceLoaded& event) {
        voices_.setFace(event.face);
        detail_->setFace(event.face);
    });
    connect(&bridge_, &EngineBridge::sentenceReady, this, &VoicesRoom::onPreviewReady);
    connect(&bridge_, &EngineBridge::sentenceFailed, this, [this](const SentenceFailed& event) {
        if (event.job == previewing_) {
            Q_EMIT failed(tr("The voice cannot be heard"), event.error);
        }
    });
    connect(&bridge_, &EngineBridge::usesFound, this, &VoicesRoom::countStaying);
    connect(&bridge_, &EngineBridge::filesClassified, this, &VoicesRoom::takeClassified);
    connect(&bridge_, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job == previewing_) {
            previewing_.reset();
            if (!audition_.isPlaying()) {
                voices_.setSound({}, VoicesModel::Card::Sound::None);
            }
            if (!event.outcome && event.outcome.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(tr("The voice cannot be heard"), event.outcome.error());
            }
        }
        if (event.job == listing_) {
            listing_.reset();
            if (!event.outcome) {
                Q_EMIT failed(tr("The voices could not be listed"), event.outcome.error());
            }
        }
        onMakingFinished(event);
        if (event.job == classifying_ && !event.outcome) {
            Q_EMIT failed(tr("The files could not be read"), event.outcome.error());
        }
    });
}

}  // namespace timbre::ui
