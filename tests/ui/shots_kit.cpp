// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shots_kit.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <memory>

#include "core/audio/peaks.h"
#include "tests/ui/synthetic_voice.h"
#include "ui/theme/icons.h"
#include "ui/widgets/ab_wave.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/progress_steps.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/record_button.h"
#include "ui/widgets/reference_wave.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/stars.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/tall_meter.h"
#include "ui/widgets/toggle.h"
#include "ui/widgets/verdict_card.h"

namespace timbre::test {

namespace {

using namespace timbre::ui;

QString words(const char* text) { return QString::fromUtf8(text); }

std::shared_ptr<const Peaks> peaksOf(const std::vector<float>& sound) {
    AudioClip clip;
    clip.sampleRateHz = kSyntheticRateHz;
    clip.samples = sound;
    return std::make_shared<const Peaks>(clip);
}

/// A sheet of paper on which widgets are put at given places.
class Board final : public QWidget {
  public:
    Board(const Theme& theme, QSize size) : theme_(theme) {
        setObjectName(QStringLiteral("window"));
        resize(size);
    }

    template <typename WidgetType>
    WidgetType& put(WidgetType* widget, const QRect& place) {
        widget->setParent(this);
        widget->setGeometry(place);
        return *widget;
    }
    template <typename WidgetType>
    WidgetType& put(WidgetType* widget, const QPoint& corner) {
        widget->setParent(this);
        widget->ensurePolished();
        widget->move(corner);
        widget->resize(widget->sizeHint());
        return *widget;
    }
    void heading(const char* text, int x, int y) { put(makeLabel(words(text), "section"), QRect(x, y, 500, 18)); }

    void save(const QDir& folder, const QString& name) {
        show();
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
        }
        grab().save(folder.filePath(name + QStringLiteral(".png")));
    }

  protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), QColor(theme_.tokens().bg1)); }

  private:
    const Theme& theme_;
};

/// Level, SNR, noise floor and peak, one under the other as beside the meter.
struct Readings {
    struct One {
        const char* number;
        const char* word;
        Tone tone;
    } level, snr, floor, peak;
};

void putReadings(Board& board, const Theme& theme, QPoint corner, const Readings& readings) {
    const struct {
        const char* name;
        const char* unit;
        const Readings::One* reading;
    } kRows[] = {{"Level", "dBFS", &readings.level}, {"SNR", "dB", &readings.snr}, {"Noise floor", "dBFS", &readings.floor}, {"Peak", "dBFS", &readings.peak}};
    for (const auto& [name, unit, reading] : kRows) {
        auto& stat = board.put(new Stat(theme, words(name)), QRect(corner, QSize(128, 64)));
        stat.setReading(words(reading->number), words(unit), words(reading->word), reading->tone);
        corner.ry() += 78;
    }
}

void recordPicture(const Theme& theme, const QDir& folder, const QString& suffix) {
    Board board(theme, {1440, 900});
    auto& prompter = board.put(new Prompter(theme), QRect(0, 0, 744, 240));
    prompter.show(words("I counted the steps; there were thirty-seven."), words("A breeze came under the bridge, with a hint of blossom."),
                  words("Do you really think so?"));
    prompter.setSpoken(20, 3);
    auto& view = board.put(new LiveView(theme), QRect(0, 240, 744, 250));
    view.setSource(std::make_shared<SyntheticColumns>(syntheticVoice(4.6, -63)));
    view.startAt(0);
    auto& noisy = board.put(new LiveView(theme), QRect(0, 494, 744, 196));
    noisy.setSource(std::make_shared<SyntheticColumns>(syntheticVoice(4.6, -42)));
    noisy.startAt(0);
    noisy.setMarks({{.fromSeconds = 2.0, .toSeconds = 2.9, .words = words("Noise from outside")}});
    auto& read = board.put(new Prompter(theme), QRect(0, 694, 744, 206));
    read.show(words("街灯一盏一盏亮起来。"), words("风从桥洞里穿过来，带着一点桂花的香气。"), words("你真的这么觉得吗？"));
    read.setMissed({{.from = 2, .length = 2}});
    read.setCountIn(3);

    const struct {
        Tone tone;
        const char* title;
        const char* advice;
    } kVerdicts[] = {{Tone::Good, "Good. Keep this distance.", "Level in the target band, quiet room, no echo."},
                     {Tone::Bad, "The room is too loud", "Noise found. Please record again in a quiet room: close the window, turn off the fan."},
                     {Tone::Warn, "A little quiet", "Move closer to the microphone, about two fists away."},
                     {Tone::None, "Read the line", "The verdict comes with the first words."}};
    int y = 12;
    for (const auto& [tone, title, advice] : kVerdicts) {
        auto& card = board.put(new VerdictCard(theme), QRect(1120, y, 272, 10));
        card.setVerdict(tone, words(title), words(advice));
        card.ensurePolished();
        card.resize(272, card.heightForWidth(272));
        y += card.height() + 12;
    }
    auto& good = board.put(new TallMeter(theme), QRect(784, 12, 128, 430));
    good.showLevelAfter(0.0, -14.6, -7.2);
    putReadings(board, theme, {932, 12},
                {{"−14.6", "On target", Tone::Good}, {"38", "Good", Tone::Good}, {"−61", "Quiet", Tone::Good}, {"−7.2", "No clipping", Tone::Good}});
    auto& quiet = board.put(new TallMeter(theme), QRect(784, 456, 128, 430));
    quiet.showLevelAfter(0.0, -27.0, -15.2);
    putReadings(board, theme, {932, 456},
                {{"−27.0", "Too quiet", Tone::Warn}, {"12", "Below 15 dB", Tone::Bad}, {"−41", "Too loud", Tone::Bad}, {"", "Not known yet", Tone::None}});
    auto& clipped = board.put(new TallMeter(theme), QRect(1120, 456, 128, 320));
    clipped.showLevelAfter(0.0, -2.0, 0.0);
    board.put(new TallMeter(theme), QRect(1264, 456, 128, 320));
    int x = 1120;
    for (const char* keys : {"R", "Enter", "Shift+D"}) {
        x += board.put(new KeyCap(theme, words(keys)), QPoint(x, 806)).width() + 8;
    }
    auto& recording = board.put(new RecordButton(theme), QPoint(1120, 836));
    recording.setRecording(true);
    board.put(new RecordButton(theme), QPoint(1192, 836));
    auto& small = board.put(new RecordButton(theme), QPoint(1264, 840));
    small.setDiameter(48);
    small.resize(48, 48);
    board.put(new RecordButton(theme), QPoint(1328, 836)).setEnabled(false);
    board.save(folder, QStringLiteral("components-record-") + suffix);
}

void putButtons(Board& board, const Theme& theme) {
    board.heading("Buttons: primary, normal, quiet, danger, large, small", 20, 16);
    const struct {
        ButtonKind kind;
        const char* name;
    } kKinds[] = {{ButtonKind::Primary, ""}, {ButtonKind::Normal, ""}, {ButtonKind::Ghost, ""}, {ButtonKind::Primary, "danger"}};
    int y = 42;
    for (const auto& [kind, name] : kKinds) {
        int x = 20;
        for (const bool enabled : {true, false}) {
            auto* button = makeButton(theme, kind, kind == ButtonKind::Normal ? QLatin1StringView("retry") : QLatin1StringView(),
                                      enabled ? words("Normal") : words("Disabled"));
            if (*name != '\0') {
                button->setProperty("kind", QLatin1StringView(name));
            }
            button->setEnabled(enabled);
            x += board.put(button, QPoint(x, y)).width() + 14;
        }
        y += 42;
    }
    auto* large = makeButton(theme, ButtonKind::Primary, {}, words("Large"));
    large->setProperty("grade", QStringLiteral("large"));
    board.put(large, QPoint(260, 42));
    auto* little = makeButton(theme, ButtonKind::Normal, {}, words("Small"));
    little->setProperty("grade", QStringLiteral("small"));
    board.put(little, QPoint(260, 90));
}

void putChoices(Board& board, const Theme& theme) {
    board.heading("Chips, segments, style keys, switches, stars", 20, 216);
    int x = 20;
    auto& all = board.put(new Chip(theme, words("All")), QPoint(x, 242));
    all.setCount(12);
    all.setChecked(true);
    all.resize(all.sizeHint());
    x += all.width() + 8;
    const struct {
        const char* word;
        const char* icon;
        Tone tone;
        int count;
        bool enabled;
    } kChips[] = {{"To check", "error", Tone::Bad, 2, true}, {"Changed", "retry", Tone::Warn, 3, true}, {"None", "", Tone::None, -1, false}};
    for (const auto& [word, icon, tone, count, enabled] : kChips) {
        auto& chip = board.put(new Chip(theme, words(word), QLatin1StringView(icon), tone), QPoint(x, 242));
        chip.setCount(count);
        chip.setEnabled(enabled);
        chip.resize(chip.sizeHint());
        x += chip.width() + 8;
    }
    board.put(new Segment({words("Automatic"), words("GPU"), words("CPU")}), QPoint(20, 284));
    auto& off = board.put(new Segment({words("Line"), words("Passage")}), QPoint(280, 284));
    off.setChoiceEnabled(1, false, words("There is one line only."));
    x = 20;
    for (const auto& [word, on, enabled] : {std::tuple{"Calm", true, true}, {"Bright", false, true}, {"Story", false, false}}) {
        auto* key = new QToolButton;
        key->setProperty("kind", QStringLiteral("style"));
        key->setCheckable(true);
        key->setChecked(on);
        key->setEnabled(enabled);
        key->setText(words(word));
        board.put(key, QRect(x, 330, 72, 30));
        x += 80;
    }
    x = 20;
    for (const auto& [on, enabled] : {std::pair{true, true}, {false, true}, {true, false}, {false, false}}) {
        auto& toggle = board.put(new Toggle(theme, words("Follow")), QPoint(x, 376));
        toggle.setChecked(on);
        toggle.setEnabled(enabled);
        x += 48;
    }
    x = 230;
    for (const int count : {5, 3, 0}) {
        board.put(new Stars(theme), QPoint(x, 379)).setStars(count);
        x += 92;
    }
    auto& steps = board.put(new ProgressSteps(theme, {words("Check the recordings"), words("Align the words"), words("Learn the voice"), words("Compare with the recordings")}),
                            QRect(20, 412, 300, 144));
    steps.setCurrent(2, 0.42);
    auto& failed = board.put(new ProgressSteps(theme, {words("Check the recordings"), words("Align the words"), words("Learn the voice")}), QRect(360, 412, 300, 128));
    failed.setCurrent(1);
    failed.setFailed(words("Line 3 does not say what its text says."));
}

void putWaves(Board& board, const Theme& theme) {
    const std::vector<float> sound = syntheticVoice(9.7, -63);
    const auto peaks = peaksOf(sound);
    board.heading("Reference: free, focused, fixed", 720, 16);
    auto& free = board.put(new ReferenceWave(theme), QRect(720, 42, 296, 84));
    free.setSound(peaks, 0);
    free.setWindow(2.1, 7.6);
    auto& fixed = board.put(new ReferenceWave(theme), QRect(1040, 42, 380, 84));
    fixed.setSound(peaks, 3);
    fixed.setWindow(1.0, 6.0);
    fixed.setReadOnly(true);
    board.heading("Two sounds compared: not heard, heard", 720, 142);
    const auto shortPeaks = peaksOf(syntheticVoice(4.9, -63));
    std::vector<float> pitch(490);
    for (std::size_t i = 0; i < pitch.size(); ++i) {
        pitch[i] = i % 37 < 12 ? 0.0F : 180.0F + 40.0F * std::sin(static_cast<float>(i) / 19.0F) - static_cast<float>(i) / 12.0F;
    }
    auto& grey = board.put(new AbWave(theme, words("Version 3")), QRect(720, 168, 700, 96));
    grey.setSound(shortPeaks, pitch, 0);
    auto& heard = board.put(new AbWave(theme, words("Version 4")), QRect(720, 276, 700, 96));
    heard.setSound(shortPeaks, pitch, 0);
    heard.setActive(true);
    heard.setPlayed(1.9);
}

void putIcons(Board& board, const Theme& theme) {
    class Icons final : public QWidget {
      public:
        explicit Icons(const Theme& theme) : theme_(theme) {}

      protected:
        void paintEvent(QPaintEvent*) override {
            QPainter painter(this);
            int i = 0;
            for (const QString& file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name)) {
                const QByteArray name = file.chopped(4).toLatin1();
                if (!name.startsWith("style-")) {
                    drawIcon(painter, QLatin1StringView(name), QRectF(i % 17 * 40.0, i / 17 * 40.0, 20, 20), QColor(theme_.tokens().ink));
                    ++i;
                }
            }
        }

      private:
        const Theme& theme_;
    };
    board.heading("Icons, 20 px grid, 1.5 px line", 720, 396);
    board.put(new Icons(theme), QRect(720, 424, 700, 200));
}

void kitPicture(const Theme& theme, const QDir& folder, const QString& suffix) {
    Board board(theme, {1440, 640});
    putButtons(board, theme);
    putChoices(board, theme);
    putWaves(board, theme);
    putIcons(board, theme);
    board.save(folder, QStringLiteral("components-kit-") + suffix);
}

void sheetPicture(const Theme& theme, const QDir& folder, const QString& suffix) {
    Board board(theme, {960, 480});
    putButtons(board, theme);
    auto* sheet = new Sheet(theme, words("Delete the voice “Lin Xia”?"), board);
    auto* text = makeLabel(words("Its 4 versions, 12 recordings and 214 MB go for good. 57 lines of two projects use it; their sound stays."), "plain");
    text->setWordWrap(true);
    sheet->content().addWidget(text);
    auto* field = new QLineEdit(words("Lin Xia"));
    field->setAccessibleName(words("Name"));
    sheet->content().addWidget(field);
    sheet->setPrimary(words("Delete the voice"), true);
    sheet->setCancel(words("Cancel"));
    board.show();
    sheet->open(field);
    board.save(folder, QStringLiteral("components-sheet-") + suffix);
}

}  // namespace

void photographKit(const Theme& theme, const QDir& folder, const QString& suffix) {
    recordPicture(theme, folder, suffix);
    kitPicture(theme, folder, suffix);
    sheetPicture(theme, folder, suffix);
}

}  // namespace timbre::test
