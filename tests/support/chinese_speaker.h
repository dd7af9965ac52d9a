// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A speaker of Chinese for tests: espeak-ng with another voice than the one the instant engine listens to. Its recordings
// carry a room's noise. What it shows is that syllables, lengths and voice come through; it says nothing about people.

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/resample.h"
#include "core/engine/engine.h"
#include "core/engine/engines/instant/espeak.h"
#include "core/engine/engines/instant/features.h"
#include "core/engine/engines/instant/mandarin_text.h"
#include "core/engine/engines/instant/mfcc.h"
#include "core/engine/engines/instant/seeded_noise.h"
#include "core/frontend/installed_languages.h"
#include "tests/support/test_support.h"

namespace timbre::test {

inline std::shared_ptr<const frontend::TextFrontEnd> chineseFrontEnd() {
    static const auto frontEnd =
        std::make_shared<const frontend::TextFrontEnd>(frontend::openInstalledLanguages(resourceDirectory() / "frontend"));
    return frontEnd;
}

/// Why Chinese cannot be spoken here; empty where it can.
inline std::string chineseMissing() {
    if (const auto espeak = instant::espeakInstalled(); !espeak)
        return espeak.error().detail;
    if (const auto text = instant::readMandarin(*chineseFrontEnd(), "好", {}); !text)
        return text.error().detail;
    return {};
}

/// Texts that its recordings hold: some 75 s.
inline constexpr std::array<std::string_view, 22> kChineseLines = {
    "清晨的阳光照在窗台上，屋子里渐渐亮了起来。",
    "老师让我们把今天学过的生词再写一遍。",
    "他骑着一辆旧自行车，穿过了整个城市。",
    "火车晚点了两个小时，大家都在站台上等。",
    "这家饭馆的牛肉面又便宜又好吃。",
    "昨天夜里下了一场大雨，河水涨得很高。",
    "请问去图书馆应该坐几路公共汽车？",
    "弟弟把玩具放进箱子里，然后关上了门。",
    "秋天到了，树叶一片一片地落下来。",
    "医生说你需要多喝水，好好休息几天。",
    "我们约好星期六下午在公园门口见面。",
    "奶奶一边织毛衣，一边给孙子讲故事。",
    "那座桥是三百年前用石头建成的。",
    "春节的时候，全家人围在一起包饺子。",
    "商店里的人很多，收银台前排起了长队。",
    "他从来没有见过这么漂亮的雪景。",
    "会议将在明天上午九点准时开始。",
    "小猫悄悄地跳上桌子，偷吃了一条鱼。",
    "姐姐穿着绿色的裙子，在舞台上唱歌跳舞。",
    "爷爷每天早上都去河边散步，顺便买一份报纸。",
    "飞机穿过云层，机长提醒我们系好安全带。",
    "你愿意帮我把这封信交给王经理吗？"};

/// Other texts, to be spoken by the voice.
inline constexpr std::array<std::string_view, 20> kChineseSentences = {
    "今天的天气真不错，我们去爬山吧。",
    "请把手机调成静音，电影马上就要开始了。",
    "他在北京工作了五年，最近才搬到南方。",
    "这道题太难了，我想了半天也没有想出来。",
    "妈妈买了苹果、香蕉和一些新鲜的蔬菜。",
    "如果明天下雨，比赛就改到下个星期。",
    "图书馆里非常安静，每个人都在认真看书。",
    "那位老人每天都在湖边钓鱼。",
    "我忘了带钥匙，只好在门外等她回来。",
    "孩子们在操场上跑来跑去，笑声不断。",
    "经理对这个计划提出了几点意见。",
    "从这里走到车站大约需要二十分钟。",
    "他喜欢在睡觉之前听一会儿音乐。",
    "这本小说讲的是一个年轻军人的爱情故事。",
    "窗外的月亮又圆又亮，照着远处的村庄。",
    "她用流利的英语回答了所有的问题。",
    "最近水果的价格涨了不少。",
    "警察迅速赶到现场，把伤员送进了医院。",
    "冬天的北方，屋里有暖气，一点儿也不冷。",
    "谢谢你的帮助，没有你我肯定完不成任务。"};

struct ChineseSaying {
    AudioClip audio;
    std::vector<instant::MandarinSyllable> syllables;
    std::vector<instant::EspeakSyllable> times;
};

/// @param variant  of espeak-ng; "" is the voice the engine listens to.
inline ChineseSaying sayChinese(std::string_view text, const std::string& variant, double noise = 2e-3) {
    const auto read = instant::readMandarin(*chineseFrontEnd(), text, {});
    if (!read)
        throw std::runtime_error(read.error().message());
    ChineseSaying saying;
    std::vector<instant::PinyinToken> tokens;
    for (const auto& syllable : read->syllables) {
        saying.syllables.push_back(syllable.sound);
        tokens.push_back({instant::pinyinOf(syllable.sound), syllable.mark, syllable.sound.initial != 0});
    }
    auto spoken = instant::espeakReads(tokens, variant);
    if (!spoken)
        throw std::runtime_error(spoken.error().message());
    constexpr double kEdge = 0.25;
    const auto edge = static_cast<std::size_t>(kEdge * spoken->audio.sampleRateHz);
    saying.audio = {.sampleRateHz = spoken->audio.sampleRateHz, .channels = 1, .samples = std::vector<float>(edge, 0.0F)};
    auto& samples = saying.audio.samples;
    samples.insert(samples.end(), spoken->audio.samples.begin(), spoken->audio.samples.end());
    samples.resize(samples.size() + edge, 0.0F);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += static_cast<float>(noise * instant::seededNormal(text.size() + 77, i));
    const double before = static_cast<double>(edge) / spoken->audio.sampleRateHz;
    for (const auto& time : spoken->syllables)
        saying.times.push_back({time.startSeconds + before, time.finalSeconds + before, time.endSeconds + before});
    return saying;
}

/// Features that compare spoken syllables, 5 ms frames, normalised over the sentence.
inline Matrix syllableFeatures(const AudioClip& audio) {
    const auto samples = resampleMono(audio.samples, audio.sampleRateHz, instant::kFeatureRateHz, ResampleQuality::Medium);
    return instant::alignmentFeatures(instant::mfcc(*samples, {}).value());
}

struct FrameRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Mean distance along the best warping of one stretch onto another.
inline double warpedDistance(const Matrix& a, FrameRange ra, const Matrix& b, FrameRange rb) {
    const std::size_t n = ra.end - ra.begin;
    const std::size_t m = rb.end - rb.begin;
    if (n == 0 || m == 0)
        return 1e9;
    std::vector<double> before(m + 1, 1e18);
    std::vector<double> now(m + 1, 1e18);
    before[0] = 0.0;
    for (std::size_t i = 1; i <= n; ++i) {
        now[0] = 1e18;
        const auto x = a.row(ra.begin + i - 1);
        for (std::size_t j = 1; j <= m; ++j) {
            const auto y = b.row(rb.begin + j - 1);
            double sum = 0.0;
            for (std::size_t k = 0; k < x.size(); ++k)
                sum += static_cast<double>(x[k] - y[k]) * static_cast<double>(x[k] - y[k]);
            now[j] = std::sqrt(sum) + std::min({before[j - 1], before[j], now[j - 1]});
        }
        std::swap(before, now);
    }
    return before[m] / static_cast<double>(n + m);
}

/// What one spoken sentence shows.
struct SpokenCheck {
    std::size_t syllables = 0;
    std::size_t identified = 0;  ///< Nearer to the speaker's own syllable than to any other one of the sentence.
    std::size_t quiet = 0;       ///< More than 25 dB below the sentence.
    double shortest = 1e9;       ///< Length over the speaker's, of the syllable that is shortest and longest so.
    double longest = 0.0;
    double ratioSum = 0.0;
    std::vector<double> melody;     ///< ln F0 over the sentence's mean at five places of each syllable, and
    std::vector<double> ownMelody;  ///< the speaker's at the same places, where both are voiced.
};

inline double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double sa = 0.0;
    double sb = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    double ab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sa += a[i];
        sb += b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
        ab += a[i] * b[i];
    }
    return (ab - sa * sb / n) / std::sqrt((aa - sa * sa / n) * (bb - sb * sb / n));
}

/// ln F0 minus its mean; 0 where unvoiced.
inline std::vector<double> relativeMelody(const AudioClip& audio) {
    const auto features = instant::extractFeatures(audio, {}).value();
    double sum = 0.0;
    double voiced = 0.0;
    for (const float f0 : features.f0Hz) {
        if (f0 > 0.0F) {
            sum += std::log(static_cast<double>(f0));
            voiced += 1.0;
        }
    }
    std::vector<double> melody(features.f0Hz.size(), 0.0);
    for (std::size_t t = 0; t < melody.size(); ++t) {
        if (features.f0Hz[t] > 0.0F)
            melody[t] = std::log(static_cast<double>(features.f0Hz[t])) - sum / std::max(1.0, voiced);
    }
    return melody;
}

inline void compareMelodies(const std::vector<double>& spoken, double begin, double end, const std::vector<double>& own,
                            double ownBegin, double ownEnd, SpokenCheck& check) {
    for (const double share : {0.3, 0.45, 0.6, 0.75, 0.9}) {
        const auto at = [share](const std::vector<double>& melody, double from, double to) {
            const auto frame = static_cast<std::size_t>((from + share * (to - from)) / instant::kFrameSeconds);
            return frame < melody.size() ? melody[frame] : 0.0;
        };
        const double here = at(spoken, begin, end);
        const double there = at(own, ownBegin, ownEnd);
        if (here != 0.0 && there != 0.0) {
            check.melody.push_back(here);
            check.ownMelody.push_back(there);
        }
    }
}

inline FrameRange framesOf(double beginSeconds, double endSeconds, std::size_t rows) {
    const auto begin = std::min(rows, static_cast<std::size_t>(std::lround(std::max(0.0, beginSeconds) / instant::kFrameSeconds)));
    const auto end = std::min(rows, static_cast<std::size_t>(std::lround(endSeconds / instant::kFrameSeconds)));
    return {begin, std::max(begin, end)};
}

inline double rmsBetween(const AudioClip& audio, double begin, double end) {
    const auto from = static_cast<std::size_t>(std::max(0.0, begin) * audio.sampleRateHz);
    const auto to = std::min(audio.samples.size(), static_cast<std::size_t>(end * audio.sampleRateHz));
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i)
        sum += static_cast<double>(audio.samples[i]) * static_cast<double>(audio.samples[i]);
    return to > from ? std::sqrt(sum / static_cast<double>(to - from)) : 0.0;
}

/// Compares what a voice says with its speaker saying the same. The sentence must be Han characters and marks only, so
/// that each word of the speech is a syllable.
inline SpokenCheck checkSpoken(const Speech& speech, const ChineseSaying& own) {
    SpokenCheck check;
    check.syllables = own.syllables.size();
    if (speech.words.size() != check.syllables)
        return check;
    const Matrix spoken = syllableFeatures(speech.audio);
    const Matrix real = syllableFeatures(own.audio);
    const std::vector<double> melody = relativeMelody(speech.audio);
    const std::vector<double> ownMelody = relativeMelody(own.audio);
    const double level = rmsBetween(speech.audio, 0.0, speech.audio.seconds());
    for (std::size_t i = 0; i < check.syllables; ++i) {
        const WordTime& word = speech.words[i];
        const double length = word.endSeconds - word.startSeconds;
        const double ratio = length / (own.times[i].endSeconds - own.times[i].startSeconds);
        check.shortest = std::min(check.shortest, ratio);
        check.longest = std::max(check.longest, ratio);
        check.ratioSum += ratio;
        if (rmsBetween(speech.audio, word.startSeconds, word.endSeconds) < 0.056 * level)
            ++check.quiet;
        compareMelodies(melody, word.startSeconds, word.endSeconds, ownMelody, own.times[i].startSeconds,
                        own.times[i].endSeconds, check);
        const FrameRange here = framesOf(word.startSeconds, word.endSeconds, spoken.rows());
        double best = 1e18;
        instant::MandarinSyllable nearest;
        for (std::size_t j = 0; j < check.syllables; ++j) {
            const FrameRange there = framesOf(own.times[j].startSeconds, own.times[j].endSeconds, real.rows());
            const double distance = warpedDistance(spoken, here, real, there);
            if (distance < best) {
                best = distance;
                nearest = own.syllables[j];
            }
        }
        if (nearest.initial == own.syllables[i].initial && nearest.final == own.syllables[i].final)
            ++check.identified;
    }
    return check;
}

}  // namespace timbre::test
