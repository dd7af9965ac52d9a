// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <deque>
#include <memory>
#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/theme/theme.h"

class QLabel;
class QVBoxLayout;

namespace timbre::ui {

class Audition;
class TagsEditor;
class VoiceClips;
class VoiceHead;
class VoiceReference;
class VoiceVersions;

/// All about one voice: what stands for it, how good it is and why, its versions, recordings and uses, each in a section of
/// its own. It asks for what they show and loads the recordings; changes are only asked for by its signals.
class VoiceDetail final : public QFrame {
    Q_OBJECT

  public:
    VoiceDetail(const Theme& theme, EngineBridge& bridge, Audition& audition, QWidget* parent = nullptr);

    /// Shows this voice; asks again where it is another version than before.
    void showVoice(const VoiceSummary& voice);
    void setFace(const VoiceFace& face);
    /// The voice was changed elsewhere.
    void refresh();
    void editName();

    [[nodiscard]] const VoiceSummary& voice() const noexcept { return voice_; }
    /// Unset until it has come.
    [[nodiscard]] const std::optional<VoiceDescribed>& described() const noexcept { return described_; }
    /// Of the version in use; -1: none is chosen.
    [[nodiscard]] int chosenClip() const;
    /// VoiceVersions::other().
    [[nodiscard]] int otherVersion() const;
    [[nodiscard]] const std::vector<VoiceUse>& uses() const noexcept { return uses_; }

  Q_SIGNALS:
    void useAsked();
    /// `clip` is -1 for all of it.
    void recordAsked(int clip);
    void renameAsked(const QString& name);
    void tagsAsked(const QStringList& add, const QStringList& remove);
    void menuAsked(const QPoint& globalPosition);
    void compareAsked(int number);
    void rollBackAsked(int number);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void addButtons(QVBoxLayout& column);
    void addUses(QVBoxLayout& column);
    QWidget* makeFoot();
    void connectSections();
    void ask();
    void tell();
    void tellMissing();
    void tellUses();
    void tellPlaying();
    void showSections();
    void onDescribed(const VoiceDescribed& event);
    void onClipLoaded(const VoiceClipLoaded& event);
    void loadNextClip();
    void playReference();
    void playClip(int clip);

    const Theme& theme_;
    EngineBridge& bridge_;
    Audition& audition_;

    VoiceSummary voice_;
    std::optional<VoiceFace> face_;
    std::optional<VoiceDescribed> described_;
    std::vector<VoiceUse> uses_;
    std::optional<JobId> describing_;
    std::optional<JobId> finding_;
    std::optional<JobId> loading_;
    std::deque<int> clipsToLoad_;
    std::optional<int> playWhenLoaded_;
    bool playReferenceWhenLoaded_ = false;
    SharedClip reference_;  ///< The best seconds.

    VoiceHead* head_ = nullptr;
    QFrame* missing_ = nullptr;
    QLabel* missingText_ = nullptr;
    VoiceReference* best_ = nullptr;
    VoiceVersions* versions_ = nullptr;
    VoiceClips* clips_ = nullptr;
    QLabel* usesText_ = nullptr;
    TagsEditor* tags_ = nullptr;
    QWidget* shield_ = nullptr;
    QWidget* shieldMissing_ = nullptr;
    QLabel* right_ = nullptr;
    QLabel* rightDate_ = nullptr;
};

}  // namespace timbre::ui
