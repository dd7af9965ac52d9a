// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QHBoxLayout;
class QLineEdit;

namespace timbre::ui {

/// A voice's rounded square in a pane.
class AvatarLabel final : public QWidget {
    Q_OBJECT

  public:
    AvatarLabel(const Theme& theme, int size, QWidget* parent = nullptr);
    void setVoice(const QString& name, int order, const VoiceSeal* seal);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QString name_;
    int order_ = 0;
    std::optional<VoiceSeal> seal_;
};

/// The tags of a voice, in a line that wraps; one is added by typing it, taken away by its button.
class TagsEditor final : public QWidget {
    Q_OBJECT

  public:
    explicit TagsEditor(const Theme& theme, QWidget* parent = nullptr);
    void setTags(const QStringList& tags);

  Q_SIGNALS:
    void addAsked(const QString& tag);
    void removeAsked(const QString& tag);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay();

    const Theme& theme_;
    QList<QWidget*> tags_;
    QLineEdit* add_;
};

}  // namespace timbre::ui
