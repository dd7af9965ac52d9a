// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/studio/protocol.h"
#include "ui/widgets/sheet.h"
#include "ui/window/ask_files.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace timbre::ui {

/// Makes a voice out of files that were dropped: which weights belong together, which recordings show its ways of
/// speaking, and whether the person has agreed.
class WeightsSheet final : public Sheet {
    Q_OBJECT

  public:
    WeightsSheet(const Theme& theme, const std::vector<ClassifiedFile>& files, AskFiles::Open ask, QWidget& over);

  Q_SIGNALS:
    void makeAsked(const timbre::MakeReferenceVoice& command);

  private:
    struct Reference {
        std::filesystem::path file;
        QLineEdit* style = nullptr;
        QLineEdit* words = nullptr;
    };
    QComboBox* addModels(const std::vector<ClassifiedFile>& files, const QString& name, const char* role);
    void addReference(const std::filesystem::path& file, double seconds);
    void askReference();
    void allow();
    [[nodiscard]] MakeReferenceVoice command() const;

    const Theme& theme_;
    AskFiles::Open ask_;
    std::vector<ClassifiedFile> files_;
    std::vector<Reference> references_;
    QLineEdit* name_;
    QComboBox* language_;
    QComboBox* gpt_ = nullptr;
    QComboBox* sovits_ = nullptr;
    QVBoxLayout* referenceRows_;
    QLabel* noReference_;
    QCheckBox* permission_;
    QPushButton* make_ = nullptr;
};

}  // namespace timbre::ui
