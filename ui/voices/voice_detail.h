// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <deque>
#include <memory>
#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/theme/theme.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace timbre::ui {

class Audition;
class AvatarLabel;
class ClipRow;
class ReferenceWave;
class Stars;
class TagsEditor;
class VersionRow;

/// All about one voice: what stands for it, how good it is and why, its versions, recordings and uses. It asks for what it
/// shows; changes are only asked for by its signals.
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
    /// Version to compare the present one with: the chosen one, else its parent, else the newest other; 0: there is none.
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
    QWidget* makeHead();
    void addButtons(QVBoxLayout& column);
    void addReference(QVBoxLayout& column);
    void addVersions(QVBoxLayout& column);
    void addClips(QVBoxLayout& column);
    QWidget* makeFoot();
    void ask();
    void tell();
    void tellReference();
    void tellQuality();
    void tellUses();
    void showVersions();
    void showClips();
    void onDescribed(const VoiceDescribed& event);
    void onClipLoaded(const VoiceClipLoaded& event);
    void loadNextClip();
    void playReference();
    void playClip(int clip);
    void tellPlaying();
    void versionPicked();

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

    AvatarLabel* avatar_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* about_ = nullptr;
    QToolButton* mine_ = nullptr;
    QLabel* referenceTitle_ = nullptr;
    QToolButton* playReference_ = nullptr;
    ReferenceWave* wave_ = nullptr;
    QLabel* transcript_ = nullptr;
    Stars* stars_ = nullptr;
    QLabel* figures_ = nullptr;
    QLabel* reasons_ = nullptr;
    QLabel* styles_ = nullptr;
    QFrame* missing_ = nullptr;
    QLabel* missingText_ = nullptr;
    TagsEditor* tags_ = nullptr;
    QPushButton* compare_ = nullptr;
    QPushButton* rollBack_ = nullptr;
    QVBoxLayout* versionRows_ = nullptr;
    QLabel* clipsTitle_ = nullptr;
    QPushButton* recordClip_ = nullptr;
    QVBoxLayout* clipRows_ = nullptr;
    QLabel* leftOut_ = nullptr;
    QLabel* usesText_ = nullptr;
    QWidget* shield_ = nullptr;
    QWidget* shieldMissing_ = nullptr;
    QLabel* right_ = nullptr;
    QLabel* rightDate_ = nullptr;
    QList<VersionRow*> versions_;
    QList<ClipRow*> clips_;
};

}  // namespace timbre::ui
