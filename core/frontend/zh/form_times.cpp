// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kDayParts =
    U"上午 下午 早上 晚上 凌晨 中午 傍晚 今晚 明早 昨晚 清晨 夜里 午夜 今早 明晚 当晚 早晨 晚间 深夜 午后 午间 周一 "
    U"周二 周三 周四 周五 周六 周日 于 定在 定于 每天 每晚 每早 北京时间 时间 日 号";
constexpr std::u32string_view kTimeBehind =
    U"开始 开播 准时 左右 前 后 之前 之后 起 进行 打响 开赛 开球 举行 播出 直播 截止 出发 抵达 到达 起飞 落地 发车 分 "
    U"整 闭馆 开门 关门 起床 睡觉 集合 见面 上线 开抢 开售 开会 更新 下班 上班 出门 半";
constexpr std::u32string_view kScoreAbout =
    U"比分 险胜 战胜 击败 大胜 完胜 逆转 横扫 领先 落后 扳平 绝杀 告负 惜败 不敌 打成 拿下 取胜 获胜 输给 赢 力克 轻取 "
    U"战平 握手言和 点球 总分 大比分 胜出 告捷 小胜 狂胜 "
    U"局 盘 反超 追平 落败 淘汰 晋级 小分 惨败 收官 再下一城";
constexpr std::u32string_view kRatioAbout =
    U"比例 比率 兑 稀释 配比 混合 尺寸 画幅 宽高 长宽 屏占 缩放 比例尺 赔率 性别比 男女比 比为 分辨率 画面比 配方 按 "
    U"比值 之比 体积比 师生 汇率 杠杆";
constexpr std::u32string_view kLengthAbout =
    U"视频 时长 进度 片长 歌曲 录音 处 位置 用时 成绩 跑进 彩蛋 片段 计时 配速 耗时 跑完 全程 完成 历时 花了 用了 长达 "
    U"音频 播客 镜头 高能 倒计时 秒处 "
    U"完赛 全马 半马 通关 字幕 曲目 前奏 副歌 片头 片尾";

/// Two or three runs of digits with colons.
struct Clock {
    std::u32string_view first{};
    std::u32string_view second{};
    std::u32string_view third{};
    std::size_t end = 0;

    [[nodiscard]] bool valid() const {
        return first.size() <= 2 && second.size() == 2 && valueOf(first) <= 24 && valueOf(second) < 60 &&
               (third.empty() || (third.size() == 2 && valueOf(third) < 60));
    }
};

std::optional<Clock> clockAt(const ScannedText& text, std::size_t at) {
    const std::size_t first = text.digitsEnd(at);
    const std::size_t second = text.digitsEnd(first + 1);
    if (first == at || text.at(first) != U':' || second == first + 1)
        return std::nullopt;
    Clock clock{text.part(at, first), text.part(first + 1, second), {}, second};
    const std::size_t third = text.digitsEnd(second + 1);
    if (text.at(second) == U':' && third > second + 1) {
        clock.third = text.part(second + 1, third);
        clock.end = third;
    }
    return clock;
}

Spoken spokenHour(std::u32string_view digits) {
    return valueOf(digits) == 2 ? Spoken(U"两", {U"二"}) : Spoken(cardinal(digits));
}

/// A zero before them is read: 零五.
std::u32string spokenSixty(std::u32string_view digits) {
    return (digits.size() == 2 && digits[0] == U'0' && digits != U"00" ? U"零" : U"") + cardinal(digits);
}

/// 晚上十点 for 22:00, unless the text says so already.
void orSayHalfDay(const ScannedText& text, std::size_t at, const Clock& clock, Spoken& spoken) {
    const unsigned hour = valueOf(clock.first);
    if (hour < 13 || hour > 23 || endsWithAny(text, at, kDayParts))
        return;
    const std::size_t point = spoken.text.find(U'点');
    const std::u32string part = hour < 18 ? U"下午" : U"晚上";
    static constexpr std::u32string_view kHours = U"一两三四五六七八九十";
    const unsigned late = hour - 12;
    const std::u32string name = late <= 10 ? std::u32string(1, kHours[late - 1]) : std::u32string(U"十一");
    spoken.orSay(part + name + spoken.text.substr(point));
}

Spoken spokenMinutes(const ScannedText& text, const Clock& clock) {
    const unsigned minute = valueOf(clock.second);
    const std::u32string read = spokenSixty(clock.second);
    const bool named = text.at(clock.end) == U'分' && !text.startsWith(clock.end, U"分享");
    if (!clock.third.empty() && valueOf(clock.third) != 0)
        return Spoken(minute == 0 ? U"零分" : read + U"分") + Spoken(spokenSixty(clock.third) + U"秒");
    if (named)
        return Spoken(minute == 0 ? std::u32string(U"零") : read);
    if (minute == 0)
        return Spoken(U"", {U"整"});
    if (minute == 30)
        return Spoken(U"半", {U"三十分", U"三十"});
    Spoken spoken(read + U"分", {read});
    if (minute < 10)
        spoken.orSay(U"过" + cardinal(clock.second) + U"分");
    if (minute == 15 || minute == 45)
        spoken.orSay(minute == 15 ? U"一刻" : U"三刻");
    return spoken;
}

Spoken spokenTime(const ScannedText& text, std::size_t at, const Clock& clock) {
    Spoken spoken = spokenHour(clock.first) + Spoken(U"点") + spokenMinutes(text, clock);
    orSayHalfDay(text, at, clock, spoken);
    return spoken;
}

/// 01:23 of a recording.
Spoken spokenLength(const Clock& clock) {
    const auto count = [](std::u32string_view digits) {
        return valueOf(digits) == 2 ? std::u32string(U"两") : cardinal(digits);
    };
    if (clock.third.empty()) {
        const std::u32string minutes = count(clock.first) + U"分";
        const std::u32string seconds = spokenSixty(clock.second);
        if (valueOf(clock.second) == 0)
            return Spoken(minutes + U"钟", {minutes});
        if (valueOf(clock.first) == 0)
            return Spoken(cardinal(clock.second) + U"秒", {U"零分" + seconds + U"秒"});
        return Spoken(minutes + seconds + U"秒", {minutes + seconds});
    }
    std::u32string said = valueOf(clock.first) == 0 ? std::u32string() : count(clock.first) + U"小时";
    if (valueOf(clock.second) != 0 || valueOf(clock.third) != 0)
        said += spokenSixty(clock.second) + U"分";
    if (valueOf(clock.third) != 0)
        said += spokenSixty(clock.third) + U"秒";
    return Spoken(said);
}

Spoken spokenRatio(std::u32string_view first, std::u32string_view second) {
    return spokenCardinal(first) + Spoken(U"比", {U"对"}) + spokenCardinal(second);
}

/// Pairs in a list like "11:9、8:11、11:6", one of which is at hand.
struct ClockList {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool scores = false;  ///< One of them is no time.
};

/// Looks at a few pairs to both sides, so that long lists take time in proportion.
ClockList listRound(const ScannedText& text, std::size_t at, const Clock& clock) {
    constexpr std::size_t kMostPairs = 6;
    const auto isMark = [&](std::size_t i) { return text.at(i) == U'、' || text.at(i) == U'，' || text.at(i) == U','; };
    ClockList list{at, clock.end};
    for (std::size_t pairs = 0; pairs < kMostPairs; ++pairs) {
        if (list.begin == 0 || !isMark(list.begin - 1))
            break;
        const std::size_t second = text.digitsBegin(list.begin - 1);
        if (second == 0 || second == list.begin - 1 || text.at(second - 1) != U':')
            break;
        const std::size_t first = text.digitsBegin(second - 1);
        const auto other = clockAt(text, first);
        if (first == second - 1 || !other)
            break;
        list.scores = list.scores || !other->valid();
        list.begin = first;
    }
    for (std::size_t pairs = 0; pairs < kMostPairs && isMark(list.end); ++pairs) {
        const auto other = clockAt(text, list.end + 1);
        if (!other)
            break;
        list.scores = list.scores || !other->valid();
        list.end = other->end;
    }
    return list;
}

enum class Meaning { Time, Length, Ratio };

Meaning meaningOf(const ScannedText& text, std::size_t at, const Clock& clock) {
    const auto head = text.head(at, 10);
    const auto tail = text.tail(clock.end, 8);
    const bool named = endsWithAny(text, at, kDayParts) || startsWithAny(text, clock.end, kTimeBehind) > 0;
    const bool length =
        mentions(head, kLengthAbout) || startsWithAny(text, clock.end, U"处 的位置 时 那里 这里 附近 左右的画面") > 0;
    // A zero before the minutes of a recording is usual, before an hour less so.
    const bool recorded = clock.first.size() == 2 && clock.first[0] == U'0' && !endsWithAny(text, at, kDayParts) &&
                          mentions(head, U"视频 歌曲 音频 片段 播客 彩蛋 录音 前奏 副歌 片头 片尾 进度");
    if (clock.third.empty() && clock.second.size() == 2 && valueOf(clock.second) < 60 && length &&
        (!named || recorded) && !mentions(head, kScoreAbout) &&
        (clock.first.size() == 2 || !mentions(tail, kScoreAbout)) && !mentions(head, kRatioAbout))
        return Meaning::Length;
    if (!clock.third.empty() && clock.second.size() == 2 && clock.third.size() == 2)
        return length && !named ? Meaning::Length : clock.valid() ? Meaning::Time : Meaning::Ratio;
    if (!clock.valid())
        return Meaning::Ratio;
    if (named)
        return Meaning::Time;
    const auto list = listRound(text, at, clock);
    const bool listed = list.scores || text.endsWith(list.begin, U"以") ||
                        mentions(text.head(list.begin, 10), kScoreAbout) || mentions(text.tail(list.end, 8), kScoreAbout);
    const bool score = listed || mentions(head, kScoreAbout) || mentions(tail, kScoreAbout) ||
                       mentions(head, kRatioAbout) ||
                       startsWithAny(text, clock.end, U"的比例 的比分 比例 混合 稀释 的比率") > 0;
    return score ? Meaning::Ratio : Meaning::Time;
}

/// AM or PM behind a time; how it is said before it.
std::size_t halfDayEnd(const ScannedText& text, std::size_t end, std::u32string_view hour, std::u32string_view& said) {
    const std::size_t begin = text.skipBlank(end);
    const std::size_t size = startsWithAny(text, begin, U"am pm AM PM Am Pm a.m. p.m. A.M. P.M.");
    if (size == 0 || text.letter(begin + size))
        return end;
    const bool late = text.at(begin) == U'p' || text.at(begin) == U'P';
    const unsigned value = valueOf(hour);
    if (late)
        said = value == 12 ? U"中午" : value < 6 ? U"下午" : U"晚上";
    else
        said = value == 12 || value < 5 ? U"凌晨" : value < 9 ? U"早上" : U"上午";
    return begin + size;
}

/// 5'30", 39°54′26″.
std::size_t readPrimes(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    const auto isPrime = [&](std::size_t i) { return text.at(i) == U'′' || text.at(i) == U'\'' || text.at(i) == U'’'; };
    // Behind the place: ″ or two primes.
    const auto secondEnd = [&](std::size_t i) {
        if (text.at(i) == U'″' || text.at(i) == U'"' || text.at(i) == U'”')
            return i + 1;
        return isPrime(i) && isPrime(i + 1) ? i + 2 : i;
    };
    if (end == at || end - at > 3)
        return 0;
    std::size_t begin = at;
    Spoken spoken;
    const bool angle = text.at(end) == U'°' && text.digit(end + 1) && isPrime(text.digitsEnd(end + 1));
    if (angle) {
        spoken = spokenCardinal(text.part(at, end)) + Spoken(U"度");
        begin = end + 1;
    }
    const std::size_t minutes = text.digitsEnd(begin);
    if (!isPrime(minutes) || minutes - begin > 3)
        return 0;
    const auto count = text.part(begin, minutes);
    const std::size_t seconds = text.digitsEnd(minutes + 1);
    const std::size_t stop = secondEnd(seconds);
    const bool both = seconds > minutes + 1 && seconds - minutes <= 3 && stop > seconds;
    if (!angle && !both)
        return 0;
    const bool height = !angle && (mentions(text.head(at, 8), U"身高 个子 身长 高") || mentions(text.tail(stop, 6), U"身高 个子 大个 高个")) &&
                        !mentions(text.head(at, 8), U"成绩 用时 配速 跑 时长 视频 耗时 计时");
    spoken += (valueOf(count) == 2 && !angle ? Spoken(U"两")
               : angle                       ? Spoken(cardinal(count))
                                             : spokenCardinal(count)) +
              Spoken(height ? U"英尺" : U"分");
    if (both)
        spoken +=
            Spoken((height ? cardinal(text.part(minutes + 1, seconds)) : spokenSixty(text.part(minutes + 1, seconds))) +
                   (height ? U"英寸" : U"秒"));
    const std::size_t behind = both ? stop : minutes + 1;
    forms.add(at, behind, std::move(spoken));
    return behind;
}

/// 3pm
std::size_t readHour(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    std::u32string_view said;
    if (end == at || end - at > 2 || valueOf(text.part(at, end)) > 12)
        return 0;
    const std::size_t stop = halfDayEnd(text, end, text.part(at, end), said);
    if (stop == end)
        return 0;
    forms.add(at, stop, Spoken(said) + spokenHour(text.part(at, end)) + Spoken(U"点"));
    return stop;
}

/// 1:2:3 and longer.
std::size_t readLongRatio(const ScannedText& text, std::size_t at, Forms& forms) {
    std::size_t begin = at;
    for (;;) {
        const std::size_t end = text.digitsEnd(begin);
        forms.add(begin, end, spokenCardinal(text.part(begin, end)));
        if (text.at(end) != U':' || !text.digit(end + 1))
            return end;
        forms.add(end, end + 1, Spoken(U"比", {U"对"}));
        begin = end + 1;
    }
}

/// The time that a range begun with another ends with.
std::size_t readRangeEnd(const ScannedText& text, std::size_t end, Spoken& spoken) {
    const std::size_t mark = text.skipBlank(end);
    const std::size_t begin = text.skipBlank(mark + 1);
    if (!isRangeMark(text, mark))
        return end;
    const auto second = clockAt(text, begin);
    if (!second || !second->valid())
        return end;
    spoken += Spoken(U"到", {U"至"}) + spokenTime(text, begin, *second);
    return second->end;
}

}  // namespace

std::size_t readClock(const ScannedText& text, std::size_t at, Forms& forms) {
    if (!text.digit(at) || ScannedText::isLetter(text.before(at)) ||
        (text.before(at) == U'.' && at > 1 && text.digit(at - 2)))
        return 0;
    const auto clock = clockAt(text, at);
    if (!clock) {
        const std::size_t primes = readPrimes(text, at, forms);
        return primes != 0 ? primes : readHour(text, at, forms);
    }
    const bool chain = text.at(clock->end) == U':' && text.digit(clock->end + 1);
    const auto meaning = chain ? Meaning::Ratio : meaningOf(text, at, *clock);
    // Ratios may have a point: 1:1.5.
    const bool decimal = text.at(clock->end) == U'.' && text.digit(clock->end + 1);
    if (chain || (meaning == Meaning::Ratio && !clock->third.empty()))
        return readLongRatio(text, at, forms);
    if (meaning == Meaning::Ratio || decimal) {
        const std::size_t second = at + clock->first.size() + 1;
        const auto number = numberAt(text, second);
        if (!number)
            return 0;
        forms.add(at, number->end, spokenCardinal(clock->first) + Spoken(U"比", {U"对"}) + spokenNumber(*number));
        return number->end;
    }
    std::size_t end = clock->end;
    Spoken spoken = meaning == Meaning::Length ? spokenLength(*clock) : spokenTime(text, at, *clock);
    if (meaning == Meaning::Time) {
        std::u32string_view said;
        end = halfDayEnd(text, end, clock->first, said);
        spoken = Spoken(said) + spoken;
        end = readRangeEnd(text, end, spoken);
        if (clock->third.empty() && clock->first.size() + clock->second.size() < 5 && end == clock->end)
            spoken.orSay(spokenRatio(clock->first, clock->second).text);
    }
    forms.add(at, end, std::move(spoken));
    return end;
}

}  // namespace timbre::frontend::zh
