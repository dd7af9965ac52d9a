// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voices_model.h"

#include <algorithm>
#include <iterator>

#include "ui/i18n/core_words.h"
#include "ui/voices/voice_words.h"

namespace timbre::ui {

namespace {

QString nameOf(const VoicesModel::Card& card) { return QString::fromStdString(card.voice.name); }

bool isBefore(const VoicesModel::Card& a, const VoicesModel::Card& b) {
    const int byName = QString::localeAwareCompare(nameOf(a).toLower(), nameOf(b).toLower());
    return byName != 0 ? byName < 0 : a.voice.id.voice < b.voice.id.voice;
}

}  // namespace

void VoicesModel::setVoices(const std::vector<VoiceSummary>& voices) {
    std::vector<Card> cards;
    cards.reserve(voices.size());
    for (const VoiceSummary& voice : voices) {
        const int row = rowOf(voice.id.voice);
        Card next = row >= 0 ? cards_[static_cast<std::size_t>(row)] : Card{};
        if (row < 0 || next.voice != voice) {
            next.state = ++lastState_;
        }
        next.voice = voice;
        cards.push_back(std::move(next));
    }
    std::ranges::sort(cards, isBefore);
    const bool sameOnes = std::ranges::equal(cards, cards_, {}, [](const Card& c) { return c.voice.id.voice; },
                                             [](const Card& c) { return c.voice.id.voice; });
    if (sameOnes) {
        cards_ = std::move(cards);
        if (!cards_.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    // One by one, so that the selection stays with its voice.
    for (int row = rowCount() - 1; row >= 0; --row) {
        const std::string& id = card(row).voice.id.voice;
        if (std::ranges::none_of(cards, [&](const Card& c) { return c.voice.id.voice == id; })) {
            beginRemoveRows({}, row, row);
            cards_.erase(cards_.begin() + row);
            endRemoveRows();
        }
    }
    for (const Card& card : cards) {
        putVoice(card.voice);
    }
}

void VoicesModel::putVoice(const VoiceSummary& voice) {
    Card card{.voice = voice, .face = {}, .sound = Card::Sound::None, .state = ++lastState_};
    if (const int row = rowOf(voice.id.voice); row >= 0) {
        Card& known = cards_[static_cast<std::size_t>(row)];
        if (known.voice == voice) {
            return;
        }
        if (known.voice.name == voice.name) {
            known.voice = voice;
            changed(row);
            return;
        }
        card.face = known.face;
        beginRemoveRows({}, row, row);
        cards_.erase(cards_.begin() + row);
        endRemoveRows();
    }
    const auto place = std::ranges::upper_bound(cards_, card, isBefore);
    const int row = static_cast<int>(place - cards_.begin());
    beginInsertRows({}, row, row);
    cards_.insert(place, std::move(card));
    endInsertRows();
}

void VoicesModel::removeVoice(const std::string& id) {
    const int row = rowOf(id);
    if (row < 0) {
        return;
    }
    beginRemoveRows({}, row, row);
    cards_.erase(cards_.begin() + row);
    endRemoveRows();
}

void VoicesModel::setFace(const VoiceFace& face) {
    const int row = rowOf(face.id.voice);
    if (row < 0 || card(row).voice.id != face.id) {
        return;
    }
    cards_[static_cast<std::size_t>(row)].face = face;
    changed(row);
}

void VoicesModel::setSound(const std::string& id, Card::Sound sound) {
    for (int row = 0; row < rowCount(); ++row) {
        Card& card = cards_[static_cast<std::size_t>(row)];
        const Card::Sound now = card.voice.id.voice == id ? sound : Card::Sound::None;
        if (card.sound != now) {
            card.sound = now;
            changed(row);
        }
    }
}

std::vector<VoiceVersionId> VoicesModel::faceless() const {
    std::vector<VoiceVersionId> found;
    for (const Card& card : cards_) {
        if (!card.face || card.face->id != card.voice.id) {
            found.push_back(card.voice.id);
        }
    }
    return found;
}

int VoicesModel::rowOf(const std::string& id) const {
    const auto found = std::ranges::find(cards_, id, [](const Card& card) { return card.voice.id.voice; });
    return found == cards_.end() ? -1 : static_cast<int>(found - cards_.begin());
}

int VoicesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(cards_.size()); }

QVariant VoicesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Card& card = this->card(index.row());
    switch (role) {
        case Qt::DisplayRole: return nameOf(card);
        case Qt::AccessibleDescriptionRole:
            return tr("%1. %2. Stars: %3 of 5.").arg(versionLine(card.voice), noteOf(card.voice).text).arg(card.voice.stars.stars);
        default: return {};
    }
}

void VoicesModel::changed(int row) {
    cards_[static_cast<std::size_t>(row)].state = ++lastState_;
    Q_EMIT dataChanged(index(row), index(row));
}

bool isMine(const VoiceSummary& voice) {
    return std::ranges::any_of(voice.tags, [](const std::string& tag) {
        return QString::fromStdString(tag).compare(QLatin1StringView(kMineTag), Qt::CaseInsensitive) == 0;
    });
}

bool passes(const VoiceSummary& voice, VoiceFilter filter) {
    switch (filter) {
        case VoiceFilter::Mine: return isMine(voice);
        case VoiceFilter::NeedsWork: return voice.needsWork();
        case VoiceFilter::NoProof: return voice.consent.empty();
        default: return true;
    }
}

ShownVoices::ShownVoices(VoicesModel& voices, QObject* parent) : QSortFilterProxyModel(parent), voices_(voices) {
    setSourceModel(&voices);
    setDynamicSortFilter(true);
}

void ShownVoices::setFilter(VoiceFilter filter) {
    filter_ = filter;
    invalidateFilter();
}

void ShownVoices::setSearch(const QString& text) {
    words_ = text.split(QChar(u' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

const VoicesModel::Card& ShownVoices::card(const QModelIndex& index) const { return voices_.card(mapToSource(index).row()); }

bool ShownVoices::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const {
    const VoiceSummary& voice = voices_.card(row).voice;
    if (!passes(voice, filter_)) {
        return false;
    }
    QStringList about{QString::fromStdString(voice.name), languageName(voice.language)};
    for (const auto* list : {&voice.tags, &voice.styles}) {
        std::ranges::transform(*list, std::back_inserter(about), &QString::fromStdString);
    }
    return std::ranges::all_of(words_, [&](const QString& word) {
        return std::ranges::any_of(about, [&](const QString& text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

}  // namespace timbre::ui
