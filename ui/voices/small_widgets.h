// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>
#include <initializer_list>
#include <optional>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QHBoxLayout;
class QLineEdit;
class QVBoxLayout;

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

/// What a section of a voice's pane stands in: no margins, 12 between its rows.
QVBoxLayout& makeDetailSection(QWidget& section);

/// A heading at the left, what belongs to it at the right.
QHBoxLayout* headingRow(QWidget* heading, std::initializer_list<QWidget*> buttons);

/// Takes rows away that may be in the middle of a click.
template <typename Row>
void dropRows(QList<Row*>& rows) {
    for (Row* row : rows) {
        row->hide();
        row->deleteLater();
    }
    rows.clear();
}

}  // namespace timbre::ui
