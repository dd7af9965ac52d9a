// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/export_flow.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>
#include <utility>

#include "ui/script/script_room.h"
#include "ui/widgets/painting.h"
#include "ui/window/export_dialog.h"
#include "ui/window/file_names.h"
#include "ui/window/toast.h"

namespace timbre::ui {

ExportFlow::ExportFlow(const Theme& theme, Settings& settings, EngineBridge& bridge, ScriptRoom& room, ToastStack& toasts)
    : QObject(&room), theme_(theme), settings_(settings), bridge_(bridge), room_(room), toasts_(toasts) {
    connect(&bridge_, &EngineBridge::jobFinished, this, &ExportFlow::onJobFinished);
    connect(&bridge_, &EngineBridge::fileWritten, this, [this](const FileWritten& event) {
        if (event.job == job_) {
            written_ = event;
        }
    });
    connect(&bridge_, &EngineBridge::jobProgressed, this, [this](const JobProgress& event) {
        if (event.job == job_ && toast_ != nullptr && event.total > 0) {
            toast_->setProgress(static_cast<double>(event.done) / event.total);
        }
    });
}

void ExportFlow::ask() {
    if (room_.chosenVoice() == nullptr || room_.isEmpty() || isRunning()) {
        return;
    }
    room_.commitEditing();
    ExportDialog dialog(theme_, settings_, room_.summary(), room_.window());
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const ExportDialog::Choice choice = dialog.choice();
    RenderToFile command = room_.narration();
    command.loudness = choice.loudness;
    command.target = std::filesystem::path(choice.file.toStdU16String());
    if (choice.subtitles) {
        command.subtitles = std::filesystem::path(command.target).replace_extension(".srt");
    }
    start(std::move(command));
}

void ExportFlow::start(RenderToFile command) {
    if (isRunning()) {
        return;
    }
    const QString name = QFileInfo(fileText(command.target)).fileName();
    job_ = bridge_.renderToFile(std::move(command));
    toast_ = toasts_.show(ToastKind::Working, tr("Exporting %1").arg(name), tr("You can go on working."),
                          {{.text = tr("Stop"),
                            .icon = QLatin1StringView("stop"),
                            .pressed =
                                [this] {
                                    if (job_) {
                                        bridge_.cancel(*job_);
                                    }
                                },
                            .dismisses = false}});
    Q_EMIT changed();
}

void ExportFlow::onJobFinished(const JobFinished& event) {
    if (event.job != job_) {
        return;
    }
    job_.reset();
    toasts_.dismiss(toast_);
    toast_ = nullptr;
    Q_EMIT changed();
    if (!event.outcome) {
        if (event.outcome.error().code != ErrorCode::Cancelled) {
            Q_EMIT failed(tr("The file could not be written"), event.outcome.error());
        }
        return;
    }
    if (const auto written = std::exchange(written_, std::nullopt)) {
        tellWritten(*written);
    }
}

void ExportFlow::tellWritten(const FileWritten& written) {
    const QFileInfo file(fileText(written.target));
    const QString length = clockText(written.seconds);
    QString text = written.loudness
                       ? tr("%1 of sound at %2 LUFS")
                             .arg(length, QLocale().toString(written.loudness->after.integratedLufs, 'f', 1))
                       : tr("%1 of sound").arg(length);
    if (!written.skipped.empty()) {
        text += QChar(u'\n') +
                tr("%n line(s) could not be spoken and were left out.", nullptr, static_cast<int>(written.skipped.size()));
    }
    toasts_.show(ToastKind::Good, tr("Exported %1").arg(file.fileName()), text,
                 {{.text = tr("Show in folder"),
                   .icon = QLatin1StringView("folder"),
                   .pressed = [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath())); }}});
}

}  // namespace timbre::ui
