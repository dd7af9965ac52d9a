// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>
#include <QVBoxLayout>
#include <filesystem>

#include "core/export/exporter.h"
#include "ui/widgets/controls.h"
#include "ui/window/error_text.h"
#include "ui/window/file_names.h"

namespace timbre::ui {

namespace {

constexpr int kDialogWidth = 560;
constexpr int kLabelWidth = 96;

QString extensionOf(const ExporterEntry& exporter) {
    return QString::fromUtf8(exporter.extensions.front().data(),
                             static_cast<qsizetype>(exporter.extensions.front().size()));
}

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString musicFolder() {
    const QString music = QStandardPaths::writableLocation(QStandardPaths::MusicLocation);
    return !music.isEmpty() && QDir(music).exists() ? music : QDir::homePath();
}

}  // namespace

ExportDialog::ExportDialog(const Theme& theme, Settings& settings, const QString& summary, QWidget* parent)
    : QDialog(parent),
      settings_(settings),
      format_(new QComboBox(this)),
      loudness_(new QComboBox(this)),
      subtitles_(new QCheckBox(tr("Also write subtitles (SRT)"), this)),
      file_(new QLineEdit(this)),
      problem_(makeLabel({}, "caption", this)),
      export_(makeButton(theme, ButtonKind::Primary, QLatin1StringView("export"), tr("Export"), this)) {
    setWindowTitle(tr("Export"));
    setFixedWidth(kDialogWidth);

    for (const ExporterEntry& exporter : exporterEntries()) {
        format_->addItem(textOf(exporter.title), textOf(exporter.id));
    }
    loudness_->addItem(tr("As it is"), QString());
    loudness_->addItem(tr("Podcast, −16 LUFS"), QStringLiteral("-16"));
    loudness_->addItem(tr("Streaming and video, −14 LUFS"), QStringLiteral("-14"));
    loudness_->addItem(tr("Broadcast, −23 LUFS"), QStringLiteral("-23"));
    loudness_->addItem(tr("Audiobook, ACX"), QStringLiteral("acx"));
    format_->setAccessibleName(tr("Format"));
    loudness_->setAccessibleName(tr("Loudness"));
    file_->setAccessibleName(tr("File"));
    format_->setCurrentIndex(std::max(format_->findData(settings.get(keys::kExportFormat)), 0));
    loudness_->setCurrentIndex(std::max(loudness_->findData(settings.get(keys::kExportLoudness)), 0));
    subtitles_->setChecked(settings.get(keys::kExportSubtitles));
    const QString folder = settings.get(keys::kExportFolder);
    file_->setText(QDir::toNativeSeparators(
        QDir(!folder.isEmpty() && QDir(folder).exists() ? folder : musicFolder()).filePath(tr("narration"))));
    onFormatChanged();

    auto* browseButton = makeButton(theme, ButtonKind::Normal, QLatin1StringView("folder"), tr("Choose"), this);
    auto* cancel = makeButton(theme, ButtonKind::Normal, {}, tr("Cancel"), this);
    browseButton->setAutoDefault(false);
    cancel->setAutoDefault(false);
    export_->setDefault(true);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::onFormatChanged);
    connect(file_, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(subtitles_, &QCheckBox::toggled, this, &ExportDialog::check);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(export_, &QPushButton::clicked, this, &QDialog::accept);

    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(8);
    fileRow->addWidget(file_, 1);
    fileRow->addWidget(browseButton);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto label = [this](const QString& text) {
        auto* made = makeLabel(text, "second", this);
        made->setMinimumWidth(kLabelWidth);
        made->setMinimumHeight(32);
        return made;
    };
    form->addRow(label(tr("Format")), format_);
    form->addRow(label(tr("Loudness")), loudness_);
    form->addRow(label(tr("File")), fileRow);
    form->addRow(label({}), subtitles_);
    form->addRow(label({}), problem_);
    problem_->setWordWrap(true);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(export_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(4);
    layout->addWidget(makeLabel(tr("Export the narration"), "title", this));
    layout->addWidget(makeLabel(summary, "second", this));
    layout->addSpacing(16);
    layout->addLayout(form);
    layout->addSpacing(16);
    layout->addLayout(buttons);
    check();
}

ExportDialog::Choice ExportDialog::choice() const {
    Choice choice{.file = QDir::fromNativeSeparators(file_->text()),
                  .loudness = std::nullopt,
                  .subtitles = subtitles_->isChecked()};
    if (const QString goal = loudness_->currentData().toString(); !goal.isEmpty()) {
        if (const auto parsed = LoudnessGoal::parse(goal.toStdString())) {
            choice.loudness = *parsed;
        }
    }
    return choice;
}

void ExportDialog::onFormatChanged() {
    const ExporterEntry& exporter = exporterEntries()[static_cast<std::size_t>(std::max(format_->currentIndex(), 0))];
    const QFileInfo file(file_->text());
    // Only an ending that some exporter wrote is replaced: "chapter 1.2" keeps its name.
    const bool known = exporterFor(pathOf(file_->text())).has_value();
    const QString base = known ? file.completeBaseName() : file.fileName();
    file_->setText(QDir::toNativeSeparators(QDir(file.path()).filePath(base + QChar(u'.') + extensionOf(exporter))));
}

void ExportDialog::browse() {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export to"), file_->text(), {}, nullptr,
                                                        QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty()) {
        file_->setText(QDir::toNativeSeparators(chosen));
    }
}

QString ExportDialog::subtitleFile() const {
    const QFileInfo file(file_->text());
    return QDir(file.path()).filePath(file.completeBaseName() + QStringLiteral(".srt"));
}

void ExportDialog::check() {
    const std::filesystem::path path = pathOf(QDir::fromNativeSeparators(file_->text()));
    std::optional<Error> error;
    if (const auto exporter = exporterFor(path); !exporter) {
        error = exporter.error();
    } else if (const auto writable = checkWritable(path); !writable) {
        error = writable.error();
    }
    export_->setEnabled(!error);
    file_->setProperty("bad", error.has_value());
    file_->style()->unpolish(file_);
    file_->style()->polish(file_);
    problem_->setProperty("tone", error ? QStringLiteral("bad") : QString());
    problem_->style()->unpolish(problem_);
    problem_->style()->polish(problem_);
    problem_->setText(error                      ? explain(*error)
                      : subtitles_->isChecked() ? tr("Subtitles go to %1").arg(QFileInfo(subtitleFile()).fileName())
                                                : QString());
}

bool ExportDialog::mayReplace() {
    QStringList existing;
    if (QFileInfo::exists(file_->text())) {
        existing << QFileInfo(file_->text()).fileName();
    }
    if (subtitles_->isChecked() && QFileInfo::exists(subtitleFile())) {
        existing << QFileInfo(subtitleFile()).fileName();
    }
    if (existing.isEmpty()) {
        return true;
    }
    QMessageBox question(QMessageBox::NoIcon, tr("Replace?"),
                         existing.size() == 1 ? tr("Replace %1?").arg(existing.front())
                                              : tr("Replace %1 and %2?").arg(existing.front(), existing.back()),
                         QMessageBox::Cancel, this);
    question.setInformativeText(tr("What is in there now will be gone."));
    const QAbstractButton* replace = question.addButton(tr("Replace"), QMessageBox::AcceptRole);
    question.exec();
    return question.clickedButton() == replace;
}

void ExportDialog::accept() {
    if (!export_->isEnabled() || !mayReplace()) {
        return;
    }
    settings_.set(keys::kExportFormat, format_->currentData().toString());
    settings_.set(keys::kExportLoudness, loudness_->currentData().toString());
    settings_.set(keys::kExportSubtitles, subtitles_->isChecked());
    settings_.set(keys::kExportFolder, QFileInfo(file_->text()).absolutePath());
    QDialog::accept();
}

}  // namespace timbre::ui
