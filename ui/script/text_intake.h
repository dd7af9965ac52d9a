// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/script_model.h"

namespace timbre::ui {

/// Where text is to go, and what follows once it is there.
struct TextWish {
    int row = 0;  ///< Of the first new line.
    bool fromComposer = false;
    bool speak = false;
};

/// Text that becomes lines of the script: cut into sentences, then put in. One text at a time; another one is not taken
/// before.
class TextIntake final : public QObject {
    Q_OBJECT

  public:
    /// All borrowed; they outlive it.
    TextIntake(EngineBridge& bridge, const ScriptModel& model, Document& document, QObject* parent = nullptr);

    void add(const QString& text, TextWish wish);
    /// A text file, behind the last line.
    void open(const QString& file);
    /// Another project is open: what was on its way is of no use there.
    void forget() { insertion_.reset(); }

  Q_SIGNALS:
    /// The lines are there from this row on.
    void inserted(int row, const timbre::ui::TextWish& wish);
    void failed(const QString& title, const timbre::Error& error);

  private:
    struct Insertion {
        JobId job{};  ///< That cuts the text, then the one that puts the lines in.
        TextWish wish;
        bool cut = false;
    };

    bool needProject();
    void onTextSplit(const TextSplit& event);
    void onInserted(quint64 edit, int row);
    void onJobFinished(const JobFinished& event);

    EngineBridge& bridge_;
    const ScriptModel& model_;
    Document& document_;
    std::optional<Insertion> insertion_;
};

}  // namespace timbre::ui
