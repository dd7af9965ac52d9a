// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <string>

#include "ui/record/record_session.h"

class QAbstractItemView;

namespace timbre::ui {

/// The words of one line, over its row in the list: what was guessed of a recording is corrected or confirmed here.
class WordsEdit final : public QLineEdit {
    Q_OBJECT

  public:
    WordsEdit(QAbstractItemView& list, RecordSession& session);

    /// `row` is where the line stands in the list; `book` is its BookState::id.
    void open(const BookLine& line, const std::string& book, const QRect& row);

  protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    /// `confirmed`: words that were left as they are count as read, too.
    void finish(bool confirmed);

    QAbstractItemView& list_;
    RecordSession& session_;
    std::string book_;
    std::string line_;  ///< Empty: nothing is edited.
};

}  // namespace timbre::ui
