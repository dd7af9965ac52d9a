// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/weights_sheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/i18n/core_words.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/window/file_names.h"

namespace timbre::ui {

namespace {

constexpr const char* kLanguages[] = {"zh", "en", "ja", "ko", "yue"};
constexpr const char* kUsualStyle = "neutral";

}  // namespace

WeightsSheet::WeightsSheet(const Theme& theme, const std::vector<ClassifiedFile>& files, AskFiles::Open ask, QWidget& over)
    : Sheet(theme, tr("Make a voice from these files"), over, 600),
      theme_(theme),
      ask_(std::move(ask)),
      files_(files),
      name_(new QLineEdit(this)),
      language_(new QComboBox(this)),
      referenceRows_(new QVBoxLayout),
      noReference_(makeLabel(tr("A recording of 3 to 10 seconds shows how the voice sounds. Choose one."), "second", this)),
      permission_(new QCheckBox(tr("I have the permission of the person whose voice this is."), this)) {
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setColumnStretch(1, 1);
    const auto field = [&](const QString& name, QWidget* widget) {
        widget->setAccessibleName(name);
        const int row = form->rowCount();
        form->addWidget(makeLabel(name, "second", this), row, 0);
        form->addWidget(widget, row, 1);
    };
    name_->setMaxLength(80);
    const auto model = std::ranges::find(files_, FileKind::Model, &ClassifiedFile::kind);
    const auto& first = model != files_.end() ? *model : files_.front();
    name_->setText(QString::fromStdString(first.file.stem().string()).section(QChar(u'-'), 0, 0));
    field(tr("Name"), name_);
    for (const char* tag : kLanguages) {
        language_->addItem(languageName(tag), QString::fromLatin1(tag));
    }
    field(tr("Language"), language_);
    gpt_ = addModels(files, tr("GPT weights"), "gpt");
    sovits_ = addModels(files, tr("SoVITS weights"), "sovits");
    field(tr("GPT weights"), gpt_);
    field(tr("SoVITS weights"), sovits_);
    content().addLayout(form);
    content().addWidget(makeLabel(tr("Recordings, one for each way of speaking"), "section", this));
    noReference_->setWordWrap(true);
    content().addWidget(noReference_);
    content().addLayout(referenceRows_);
    referenceRows_->setSpacing(6);
    auto* add = makeButton(theme, ButtonKind::Normal, QLatin1StringView("add"), tr("Add a recording…"), this);
    connect(add, &QPushButton::clicked, this, &WeightsSheet::askReference);
    content().addWidget(add, 0, Qt::AlignLeft);
    content().addWidget(permission_);
    setCancel(tr("Cancel"));
    make_ = setPrimary(tr("Make the voice"));
    for (const ClassifiedFile& file : files) {
        if (file.kind == FileKind::Audio || file.kind == FileKind::Video) {
            addReference(file.file, file.seconds);
        }
    }
    connect(name_, &QLineEdit::textChanged, this, &WeightsSheet::allow);
    connect(permission_, &QCheckBox::toggled, this, &WeightsSheet::allow);
    connect(this, &Sheet::accepted, this, [this] { Q_EMIT makeAsked(command()); });
    allow();
    open(name_);
}

QComboBox* WeightsSheet::addModels(const std::vector<ClassifiedFile>& files, const QString& name, const char* role) {
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    for (int i = 0; i < static_cast<int>(files.size()); ++i) {
        const ClassifiedFile& file = files[static_cast<std::size_t>(i)];
        if (file.kind == FileKind::Model && file.role.starts_with(role)) {
            const QString text = QString::fromStdString(file.file.filename().string());
            box->addItem(file.version.empty() ? text : tr("%1 (%2)").arg(text, QString::fromStdString(file.version)), i);
        }
    }
    box->addItem(tr("The one that comes with the models"), -1);
    return box;
}

void WeightsSheet::addReference(const std::filesystem::path& file, double seconds) {
    auto* row = new QWidget(this);
    Reference reference{.file = file};
    reference.style = new QLineEdit(references_.empty() ? QString::fromLatin1(kUsualStyle) : QString(), row);
    reference.style->setPlaceholderText(tr("Style"));
    reference.style->setAccessibleName(tr("Style"));
    reference.style->setFixedWidth(110);
    reference.words = new QLineEdit(row);
    reference.words->setPlaceholderText(tr("What is said in it (better likeness)"));
    reference.words->setAccessibleName(tr("What is said in it"));
    const QString name = QString::fromStdString(file.filename().string());
    QLabel* label = makeLabel(seconds > 0 ? tr("%1, %2").arg(name, secondsText(seconds)) : name, "plain", row);
    label->setMaximumWidth(200);
    auto* inside = new QHBoxLayout(row);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    inside->addWidget(label);
    inside->addWidget(reference.style);
    inside->addWidget(reference.words, 1);
    connect(reference.style, &QLineEdit::textChanged, this, &WeightsSheet::allow);
    referenceRows_->addWidget(row);
    references_.push_back(reference);
    allow();
}

void WeightsSheet::askReference() {
    const QStringList files = ask_(*this, tr("Recordings of the voice"), QString(),
                                   tr("Recordings (*.wav *.flac *.mp3 *.m4a *.ogg *.opus);;All files (*)"));
    for (const QString& file : files) {
        addReference(pathOf(file), 0.0);
    }
}

void WeightsSheet::allow() {
    noReference_->setVisible(references_.empty());
    if (make_ == nullptr) {
        return;
    }
    const bool styled = std::ranges::all_of(
        references_, [](const Reference& reference) { return !reference.style->text().trimmed().isEmpty(); });
    const bool named = !name_->text().trimmed().isEmpty();
    make_->setEnabled(named && styled && !references_.empty() && permission_->isChecked());
    make_->setToolTip(!named                    ? tr("The voice needs a name.")
                      : references_.empty()     ? tr("The voice needs a recording.")
                      : !styled                 ? tr("Each recording needs the name of its style.")
                      : !permission_->isChecked() ? tr("Without the permission no voice is made.")
                                                  : QString());
}

MakeReferenceVoice WeightsSheet::command() const {
    MakeReferenceVoice command;
    command.name = name_->text().trimmed().toStdString();
    command.language = language_->currentData().toString().toStdString();
    for (const Reference& reference : references_) {
        command.references.push_back({.style = reference.style->text().trimmed().toStdString(),
                                      .recording = reference.file,
                                      .window = {},
                                      .transcript = reference.words->text().trimmed().toStdString(),
                                      .language = {}});
    }
    for (const QComboBox* box : {gpt_, sovits_}) {
        if (const int index = box->currentData().toInt(); index >= 0) {
            const ClassifiedFile& file = files_[static_cast<std::size_t>(index)];
            command.models[file.role] = file.file;
            if (box == sovits_) {
                command.modelVersion = file.version;
            }
        }
    }
    command.consent = {.given = true, .sentence = permission_->text().toStdString(), .when = {}};
    return command;
}

}  // namespace timbre::ui
