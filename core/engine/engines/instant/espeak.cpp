// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/espeak.h"

#include <dlfcn.h>
#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <clocale>
#include <iterator>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace timbre::instant {
namespace {

constexpr const char* kLibrary = "libespeak-ng.so.1";
constexpr const char* kVoice = "cmn-latn-pinyin";
constexpr double kSecondsPerTick = 0.001;  // events tell milliseconds

tl::unexpected<Error> notInstalled(const std::string& what) {
    return fail(ErrorCode::ModelMissing, "Chinese needs espeak-ng, and " + what,
                "Install it (Debian: apt install libespeak-ng1 espeak-ng-data).");
}

std::mutex& espeakLock() {
    static std::mutex lock;
    return lock;
}

/// espeak-ng sets the program's character type; this puts the former one back.
class KeptLocale {
  public:
    KeptLocale() {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): espeak-ng does it anyway
        if (const char* name = std::setlocale(LC_CTYPE, nullptr))
            name_ = name;
    }
    KeptLocale(const KeptLocale&) = delete;
    KeptLocale& operator=(const KeptLocale&) = delete;
    ~KeptLocale() {
        // NOLINTNEXTLINE(concurrency-mt-unsafe)
        std::setlocale(LC_CTYPE, name_.c_str());
    }

  private:
    std::string name_ = "C";
};

/// What the callback collects; espeak-ng hands it through with each piece of sound.
struct Collected {
    struct Phone {
        int tick = 0;
        bool pause = false;
    };
    struct Word {
        int tick = 0;
        std::vector<Phone> phones;
    };
    std::vector<short> samples;
    std::vector<Word> words;
    int endTick = 0;
};

int collect(short* samples, int count, espeak_EVENT* events) {
    if (events == nullptr)
        return 0;
    auto* const into = static_cast<Collected*>(events->user_data);
    if (into == nullptr)
        return 0;
    if (samples != nullptr)
        into->samples.insert(into->samples.end(), samples, samples + count);
    for (; events->type != espeakEVENT_LIST_TERMINATED; ++events) {
        if (events->type == espeakEVENT_WORD) {
            into->words.push_back({.tick = events->audio_position, .phones = {}});
        } else if (events->type == espeakEVENT_PHONEME && !into->words.empty()) {
            into->words.back().phones.push_back({events->audio_position, events->id.string[0] == '_'});
        } else if (events->type == espeakEVENT_END) {
            into->endTick = events->audio_position;
        }
    }
    return 0;
}

/// One fresh copy of the library, ready to speak.
class Espeak {
    template <typename Function>
    [[nodiscard]] Function* symbol(const char* name) const {
        return reinterpret_cast<Function*>(dlsym(library_, name));
    }

  public:
    Espeak() {
        // Its sound output would be loaded and unloaded with it each time.
        static void* const output = dlopen("libpcaudio.so.0", RTLD_NOW | RTLD_LOCAL);
        static_cast<void>(output);
        library_ = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    }
    Espeak(const Espeak&) = delete;
    Espeak& operator=(const Espeak&) = delete;
    ~Espeak() {
        if (rateHz_ > 0)
            symbol<decltype(espeak_Terminate)>("espeak_Terminate")();
        if (library_ != nullptr)
            dlclose(library_);
    }

    Result<void> open(const std::string& variant) {
        if (library_ == nullptr)
            return notInstalled(std::string(kLibrary) + " is not installed");
        for (const char* name : {"espeak_Initialize", "espeak_SetSynthCallback", "espeak_SetVoiceByName", "espeak_Synth",
                                 "espeak_Terminate"}) {
            if (dlsym(library_, name) == nullptr)
                return notInstalled(std::string(kLibrary) + " has no " + name);
        }
        rateHz_ = symbol<decltype(espeak_Initialize)>("espeak_Initialize")(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr,
                                                   espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_DONT_EXIT);
        if (rateHz_ <= 0)
            return notInstalled("its data are not installed");
        symbol<decltype(espeak_SetSynthCallback)>("espeak_SetSynthCallback")(&collect);
        const std::string voice = variant.empty() ? kVoice : kVoice + ("+" + variant);
        if (symbol<decltype(espeak_SetVoiceByName)>("espeak_SetVoiceByName")(voice.c_str()) != EE_OK)
            return notInstalled("its voice " + voice + " is not installed");
        return {};
    }

    bool say(const std::string& text, Collected& into) {
        return symbol<decltype(espeak_Synth)>("espeak_Synth")(text.c_str(), text.size() + 1, 0U, POS_CHARACTER, 0U,
                                            static_cast<unsigned int>(espeakCHARS_UTF8), nullptr, &into) == EE_OK;
    }

    [[nodiscard]] int rateHz() const noexcept { return rateHz_; }

  private:
    void* library_ = nullptr;
    int rateHz_ = 0;
};

std::string textOf(std::span<const PinyinToken> syllables) {
    std::string text;
    for (const PinyinToken& syllable : syllables)
        text += syllable.pinyin + syllable.mark + ' ';
    return text;
}

/// A syllable is a word to espeak-ng. Pauses may stand before its phones, and the pause phoneme "_|" ends it; a word of
/// nothing but pauses is the rest of the clause before.
std::optional<std::vector<EspeakSyllable>> timed(const Collected& heard, std::span<const PinyinToken> wanted) {
    std::vector<EspeakSyllable> syllables;
    for (std::size_t i = 0; i < heard.words.size(); ++i) {
        const auto& phones = heard.words[i].phones;
        const auto first = std::ranges::find(phones, false, &Collected::Phone::pause);
        if (first == phones.end())
            continue;
        if (syllables.size() == wanted.size())
            return std::nullopt;
        const auto pause = std::find_if(first, phones.end(), [](const Collected::Phone& phone) { return phone.pause; });
        const int next = i + 1 < heard.words.size() ? heard.words[i + 1].tick : heard.endTick;
        const int start = first == phones.begin() ? heard.words[i].tick : std::prev(first)->tick;
        const int end = pause == phones.end() ? next : pause->tick;
        const int final = wanted[syllables.size()].hasInitial && pause - first > 1 ? std::next(first)->tick : start;
        if (end <= start || final < start || final >= end)
            return std::nullopt;
        syllables.push_back({start * kSecondsPerTick, final * kSecondsPerTick, end * kSecondsPerTick});
    }
    if (syllables.size() != wanted.size())
        return std::nullopt;
    return syllables;
}

}  // namespace

Result<EspeakReading> espeakReads(std::span<const PinyinToken> syllables, const std::string& variant) {
    const std::lock_guard guard(espeakLock());
    const KeptLocale locale;
    Espeak espeak;
    if (auto opened = espeak.open(variant); !opened)
        return tl::unexpected(opened.error());
    const std::string text = textOf(syllables);
    Collected heard;
    if (!espeak.say(text, heard))
        return fail(ErrorCode::InvalidInput, "espeak-ng gave up on \"" + text + "\"", "Reword it.");
    auto times = timed(heard, syllables);
    if (!times)
        return fail(ErrorCode::InvalidInput, "espeak-ng makes something else of \"" + text + "\"", "Reword it.");
    EspeakReading reading{.audio = {.sampleRateHz = espeak.rateHz(), .channels = 1, .samples = {}},
                          .syllables = std::move(*times)};
    constexpr float kFullScale = 32768.0F;
    reading.audio.samples.resize(heard.samples.size());
    std::ranges::transform(heard.samples, reading.audio.samples.begin(),
                           [](short value) { return static_cast<float>(value) / kFullScale; });
    return reading;
}

Result<void> espeakInstalled() {
    const std::lock_guard guard(espeakLock());
    const KeptLocale locale;
    return Espeak().open({});
}

}  // namespace timbre::instant
