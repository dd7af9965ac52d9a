// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QFrame>
#include <QLabel>
#include <QLatin1StringView>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "core/studio/protocol.h"
#include "ui/i18n/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"

class QAction;
class QPainter;

/// Small controls that several rooms share. Text comes translated; given as Words it follows the language.
namespace timbre::ui {

/// `role` as the style sheet knows it: "title", "heading", "strong", "second", "caption", "section", "code".
QLabel* makeLabel(const QString& text, const char* role, QWidget* parent = nullptr);
QLabel* makeLabel(Words words, const char* role, QWidget* parent = nullptr);

/// A frame of the style sheet's: makeFrame("pane", "bar").
QFrame* makeFrame(const char* property, const char* value, QWidget* parent = nullptr);

/// Gives the widget another look of the style sheet's: setLook(label, "tone", "bad"). The same one again costs nothing.
void setLook(QWidget& widget, const char* property, const QString& value);

enum class ButtonKind { Normal, Primary, Ghost };
/// A push button with an icon of our own set in front (none where the name is empty).
QPushButton* makeButton(const Theme& theme, ButtonKind kind, QLatin1StringView icon, const QString& text,
                        QWidget* parent = nullptr);
QPushButton* makeButton(const Theme& theme, ButtonKind kind, QLatin1StringView icon, Words words,
                        QWidget* parent = nullptr);
/// Changes the words of a button that makeButton() made, for the eye and for a screen reader.
void setButtonText(QPushButton& button, const QString& text);

/// An icon alone: `name` is its tooltip and what a screen reader says.
QToolButton* makeToolButton(const Theme& theme, QLatin1StringView icon, const QString& name, QWidget* parent = nullptr);
QToolButton* makeToolButton(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent = nullptr);

/// Keeps a button's icon in the colours of the theme.
void bindIcon(QAbstractButton& button, const Theme& theme, QLatin1StringView icon, bool onInk = false);

/// Shows the action's tooltip and state on the button, and runs it on a click.
void bindAction(QAbstractButton& button, QAction& action);

/// A room of the window: icon and word, chosen or not.
class RoomTab final : public PaintedButton {
    Q_OBJECT

  public:
    RoomTab(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QLatin1StringView icon_;
};

/// The big round button in the middle of the transport.
class PlayButton final : public PaintedButton {
    Q_OBJECT

  public:
    explicit PlayButton(const Theme& theme, QWidget* parent = nullptr);
    void setPlaying(bool playing);
    [[nodiscard]] QSize sizeHint() const override { return {40, 40}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void tellState();

    bool playing_ = false;
};

/// A small tinted picture that is no button.
class IconLabel final : public QWidget {
    Q_OBJECT

  public:
    IconLabel(const Theme& theme, QLatin1StringView icon, QRgb Tokens::*colour, int size, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QLatin1StringView icon_;
    QRgb Tokens::*colour_;
};

/// "0:31.4 / 1:12" in digits that do not jitter.
class ClockLabel final : public QWidget {
    Q_OBJECT

  public:
    explicit ClockLabel(const Theme& theme, QWidget* parent = nullptr);
    void setTimes(double seconds, double totalSeconds, bool estimated);
    [[nodiscard]] QSize sizeHint() const override { return {160, 36}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void tellTimes();

    const Theme& theme_;
    double seconds_ = 0.0;
    double total_ = 0.0;
    bool estimated_ = false;
};

/// What an empty room shows: the ghost of what will live there, in the room's own shapes.
class Ghost final : public QWidget {
    Q_OBJECT

  public:
    enum class Kind { Voices, Script, Record, Dub };
    Ghost(const Theme& theme, Kind kind, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {320, 112}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintRecord(QPainter& painter) const;
    void paintDub(QPainter& painter) const;

    const Theme& theme_;
    Kind kind_;
};

}  // namespace timbre::ui
