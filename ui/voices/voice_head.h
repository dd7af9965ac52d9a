// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace timbre::ui {

class AvatarLabel;

/// Who a voice is: seal, name to be edited, which version, the user's own or not.
class VoiceHead final : public QWidget {
    Q_OBJECT

  public:
    explicit VoiceHead(const Theme& theme, QWidget* parent = nullptr);

    /// `seal` may be null; it is copied. A name that is being edited stays as it is.
    void showVoice(const VoiceSummary& voice, const VoiceSeal* seal);
    void editName();

  Q_SIGNALS:
    void renameAsked(const QString& name);
    void tagsAsked(const QStringList& add, const QStringList& remove);
    void menuAsked(const QPoint& globalPosition);

  private:
    void takeName();

    const Theme& theme_;
    QString shownName_;
    AvatarLabel* avatar_;
    QLineEdit* name_;
    QLabel* about_;
    QToolButton* mine_;
};

}  // namespace timbre::ui
