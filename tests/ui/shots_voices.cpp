// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the room of voices. Voices are made up here: shaped noise instead of speech.
#include "tests/ui/shots.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include "tests/ui/shell_fixture.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/voice_library.h"
#include "ui/voices/compare_page.h"
#include "ui/voices/delete_sheet.h"
#include "ui/voices/making_sheet.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/voices_room.h"
#include "ui/voices/weights_sheet.h"
#include "ui/window/main_window.h"

namespace {

using namespace timbre;

/// Speaks noise, so that waves look like waves.
class BabbleVoice final : public EngineVoice {
  public:
    Result<Speech> speak(const SpeakRequest& request, std::stop_token) const override {
        Speech speech;
        speech.audio = test::babble(4.5, 0.4F, static_cast<unsigned>(request.text.size()));
        return speech;
    }
};

class BabbleEngine final : public Engine {
  public:
    explicit BabbleEngine(test::ToneSettings settings) : tone_(settings) {}
    [[nodiscard]] const EngineFacts& facts() const override { return tone_.facts(); }
    [[nodiscard]] EngineReadiness readiness() const override { return tone_.readiness(); }
    Result<VoiceReport> createVoice(const VoiceRecipe& recipe, const std::filesystem::path& folder,
                                    const ProgressSink& progress, std::stop_token stop) override {
        if (progress) {
            progress({"analysing the recordings", 1.0});
            progress({"aligning the recordings", 0.4});
        }
        return tone_.createVoice(recipe, folder, progress, stop);
    }
    Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path&) override {
        return std::shared_ptr<const EngineVoice>(std::make_shared<BabbleVoice>());
    }

  private:
    test::ToneEngine tone_;
};

class VoicesPhotographer : public test::StudioFixture {
  public:
    explicit VoicesPhotographer(const shots::Camera& camera) : camera_(camera) { theme_.setAppearance(camera.appearance()); }
    void TestBody() override {}

    void run() {
        open({1440, 900});
        save("voices-empty");
        fill();
        open({1440, 900});
        choose("Lin Xia");
        save("voices-grid");
        remove();
        making();
        weights();
        open({1280, 720});
        choose("Lin Xia");
        save("voices-small");
        compare();
    }

  private:
    void fill() {
        using test::ClipShape;
        test::VersionShape first{.clips = {{.name = "line 1", .transcript = "wood blocks engraved in relief", .seconds = 9.7}},
                                 .similarity = 0.81,
                                 .seconds = 9.7};
        test::addVoice(folder_.path(), "Lin Xia", first, 1);
        first.similarity = 0.83;
        test::addVersion(folder_.path(), "Lin Xia", first, 2);
        first.clips = {{.name = "line 1", .transcript = "wood blocks engraved in relief for centuries before the woodcutters",
                        .seconds = 9.7},
                       {.name = "line 2", .transcript = "the harbour was quiet before the boats came in", .snrDb = 19.0,
                        .verdict = "usable"},
                       {.name = "line 3", .transcript = "nobody had counted the boats", .snrDb = 12.0, .verdict = "record_again"}};
        first.similarity = 0.88;
        first.seconds = 68;
        test::addVersion(folder_.path(), "Lin Xia", first, 3);
        EXPECT_TRUE(VoiceStore::open(folder_.path())->changeTags("Lin Xia", std::vector<std::string>{"mine", "calm"}, {}));
        unsigned seed = 10;
        const auto add = [&](const char* name, double similarity, double snr, double seconds, const char* consent,
                             const char* language, std::initializer_list<std::string> tags = {}) {
            const std::string id = test::addVoice(folder_.path(), name,
                           {.clips = {{.name = "line 1", .transcript = "one sentence", .seconds = 5.0}},
                            .similarity = similarity,
                            .snrDb = snr,
                            .seconds = seconds,
                            .consent = consent,
                            .language = language},
                           seed++);
            if (const std::vector<std::string> words(tags); !words.empty()) {
                EXPECT_TRUE(VoiceStore::open(folder_.path())->changeTags(id, words, {}));
            }
        };
        constexpr const char* kStated = "2026-11-17T09:12:00Z";
        add("Old Zhou", 0.84, 33, 52, kStated, "zh", {"father", "warm"});
        add("Mei Harper", 0.86, 36, 200, kStated, "en", {"audiobook"});
        add("Narrator 2", 0.89, 38, 240, kStated, "ja", {"mine"});
        add("Kite", 0.79, 24, 31, kStated, "zh");
        add("Demo: Clear", 0.85, 35, 90, kStated, "en");
        add("林伯", 0.66, 12, 70, kStated, "zh");
        add("Guest, unnamed", 0.80, 32, 65, "", "en");
    }

    void open(QSize size) {
        window_.reset();
        auto parts = this->parts();
        parts.examineMachine = [](const auto&, const std::stop_token&) { return test::machineWithGpu(); };
        parts.makeEngine = [this](std::string_view) -> Result<std::unique_ptr<Engine>> {
            return std::unique_ptr<Engine>(std::make_unique<BabbleEngine>(tone_));
        };
        window_ = std::make_unique<ui::MainWindow>(ui::MainWindow::Parts{.theme = theme_,
                                                                         .settings = settings_,
                                                                         .studio = std::move(parts),
                                                                         .output = test::fastOutput(1),
                                                                         .projectFolder = projectFolder()});
        window_->openLast();
        window_->resize(size);
        window_->show();
        window_->goTo(ui::RoomId::Voices);
        idle();
    }

    ui::VoicesRoom& room() { return static_cast<ui::VoicesRoom&>(window_->room(ui::RoomId::Voices)); }

    void choose(const char* name) {
        for (int row = 0; row < room().voices().rowCount(); ++row) {
            if (room().voices().card(row).voice.name == name) {
                room().choose(room().voices().card(row).voice.id.voice);
            }
        }
        test::waitFor([&] { return room().detail().described().has_value(); });
        idle();
    }

    template <typename S>
    S& sheet() {
        test::waitFor([&] { return window_->findChild<S*>() != nullptr; });
        idle();
        return *window_->findChild<S*>();
    }

    void remove() {
        room().act(ui::ActionId::DeleteLine);
        auto& ask = sheet<ui::DeleteSheet>();
        save("voices-delete");
        ask.reject();
        idle();
    }

    void making() {
        tone_.waitForStop = true;
        open({1440, 900});
        choose("Lin Xia");
        NewVersionFromClips command{.job = {}, .voice = room().detail().voice().id};
        auto* making = new ui::MakingSheet(theme_, window_->bridge(), window_->bridge().newVersionFromClips(command),
                                           QStringLiteral("Lin Xia"), *window_);
        QElapsedTimer since;
        since.start();
        test::waitFor([&] { return since.elapsed() > 3000; });
        save("voices-making");
        making->reject();
        tone_.waitForStop = false;
        idle();
    }

    void weights() {
        std::vector<ClassifiedFile> files{
            {.file = "lin-e15.ckpt", .kind = FileKind::Model, .role = "gpt", .version = "v2"},
            {.file = "lin_e8_s200.pth", .kind = FileKind::Model, .role = "sovits", .version = "v2"},
            {.file = "calm.wav", .kind = FileKind::Audio, .role = {}, .version = {}, .seconds = 6.4}};
        auto* ask = new ui::WeightsSheet(
            theme_, files, [](QWidget&, const QString&, const QString&, const QString&) { return QStringList(); }, *window_);
        save("voices-weights");
        ask->reject();
        idle();
    }

    void compare() {
        Q_EMIT room().detail().compareAsked(room().detail().otherVersion());
        auto& page = *room().findChild<ui::ComparePage*>();
        test::waitFor([&] { return page.isReady(); });
        page.hear(1);
        test::waitFor([&] { return room().audition().seconds() > 1.5; });
        save("voices-compare");
        room().audition().stop();
    }

    void idle() {
        test::waitFor([&] { return !window_->bridge().isBusy() || tone_.waitForStop; });
        for (int i = 0; i < 20; ++i) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void save(const char* name) { camera_.save(*window_, QString::fromLatin1(name)); }

    const shots::Camera& camera_;
    std::unique_ptr<ui::MainWindow> window_;
};

const shots::Shots kShots{"voices", [](const shots::Camera& camera) { VoicesPhotographer(camera).run(); }};

}  // namespace
