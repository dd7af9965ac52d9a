// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record/record_session.h"
#include "ui/record/voice_making.h"
#include "ui/widgets/sheet.h"

class QLineEdit;

namespace timbre::ui {

class ProgressSteps;
class Stars;

/// From the name to the voice: asks for the name, shows the stages, and then what came of it.
class MadeSheet final : public Sheet {
    Q_OBJECT

  public:
    /// Asks about the reading that is open in the session, and makes the voice from it as it is when that begins.
    MadeSheet(const Theme& theme, VoiceMaking& making, const RecordSession& session, QWidget& over);

    [[nodiscard]] QLineEdit& name() noexcept { return *name_; }
    [[nodiscard]] QPushButton& primary() noexcept { return *primary_; }
    /// What was not used and why, a line each; empty where all was.
    [[nodiscard]] static QString leftOutText(const VoiceMaking& making);
    /// All that is said of the voice that was made, for tests.
    [[nodiscard]] QString words() const;

  Q_SIGNALS:
    /// The voice is to be spoken with.
    void useAsked(const QString& voice);
    void made(const QString& name);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    class Window;

    void start();
    void go();
    void showQuestion();
    void showState();
    void showMade();
    void showRefused();

    const Theme& theme_;
    VoiceMaking& making_;
    const RecordSession& session_;
    QWidget* asking_;
    QWidget* running_;
    QWidget* card_;
    QLabel* question_;
    QLineEdit* name_;
    ProgressSteps* steps_;
    QLabel* refused_;
    Window* window_;
    QLabel* title_;
    QLabel* transcript_;
    Stars* stars_;
    QLabel* likeness_;
    QLabel* reasons_;
    QPushButton* primary_;
    QPushButton* cancel_;
    QStringList stages_;
};

}  // namespace timbre::ui
