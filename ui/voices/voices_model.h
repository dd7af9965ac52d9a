// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <optional>
#include <string>
#include <vector>

#include "core/studio/protocol.h"

namespace timbre::ui {

/// The voices of the library, with what their cards draw.
class VoicesModel final : public QAbstractListModel {
    Q_OBJECT

  public:
    struct Card {
        VoiceSummary voice;
        std::optional<VoiceFace> face{};
        enum class Sound { None, Coming, Playing } sound = Sound::None;
        int state = 0;  ///< Another number whenever anything that is drawn has changed.
    };

    using QAbstractListModel::QAbstractListModel;

    /// Keeps what is known of voices that stay, so that nothing flickers.
    void setVoices(const std::vector<VoiceSummary>& voices);
    /// One voice is new or has changed; where it stands follows its name.
    void putVoice(const VoiceSummary& voice);
    void removeVoice(const std::string& id);
    void setFace(const VoiceFace& face);
    /// Whose preview is heard or made; others fall silent.
    void setSound(const std::string& id, Card::Sound sound);

    /// Present versions whose face is not known.
    [[nodiscard]] std::vector<VoiceVersionId> faceless() const;
    [[nodiscard]] const Card& card(int row) const { return cards_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(const std::string& id) const;  ///< -1: there is no such voice.
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    void changed(int row);

    std::vector<Card> cards_;  ///< By name, without regard to case.
    int lastState_ = 0;
};

enum class VoiceFilter { All, Mine, NeedsWork, NoProof, Count };

/// Tag of the voices that are the user's own.
inline constexpr const char* kMineTag = "mine";
bool isMine(const VoiceSummary& voice);
bool passes(const VoiceSummary& voice, VoiceFilter filter);

/// What of the library is shown: a filter and words to search for in names, tags, styles and languages.
class ShownVoices final : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit ShownVoices(VoicesModel& voices, QObject* parent = nullptr);
    void setFilter(VoiceFilter filter);
    void setSearch(const QString& text);
    [[nodiscard]] VoiceFilter filter() const noexcept { return filter_; }
    [[nodiscard]] const VoicesModel::Card& card(const QModelIndex& index) const;

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

  private:
    VoicesModel& voices_;
    VoiceFilter filter_ = VoiceFilter::All;
    QStringList words_;
};

}  // namespace timbre::ui
