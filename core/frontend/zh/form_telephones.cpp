// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

/// What dials: any digits behind it are a number.
constexpr std::u32string_view kDialling =
    U"拨 拨打 致电 热线 分机 总机 短号 呼叫 拨号 传真 座机 回拨 转接 打给 发到 发至 发送到 发送至 短信到 短信至 手机号 电话号码 电话号 号码 来电";
/// What a number is of, whatever stands before it: 投诉电话, 售后热线, 在线客服.
constexpr std::u32string_view kNumberNouns = U"电话 热线 专线 手机 号码 客服 总机 座机 传真 Tel TEL tel Phone phone";
/// What stands between such a word and its number.
constexpr std::u32string_view kNumberLinks = U"是 为 : 到 给 号 : - 请拨 请打 可拨 可打";
/// Where long digits are a number.
constexpr std::u32string_view kTelephone =
    U"电话 手机 号码 热线 专线 拨 致电 座机 传真 联系 客服 短信 来电 打给 呼叫 总机 分机 WhatsApp Tel TEL tel Phone phone "
    U"微信同号 预约 咨询 预订 打";
constexpr std::u32string_view kServiceAbout =
    U"热线 客服 人工 电话 急救 报警 短信 总机 火警 求助 投诉 举报 救护 民警 警察 消防 专线 平台 话务 调度 出警 接线 来电";

/// Groups of digits with -, a blank or brackets between them.
struct Groups {
    struct Group {
        std::size_t begin = 0;
        std::size_t end = 0;
        char32_t mark = U'\0';  ///< What joins it to the one before.
    };
    std::array<Group, 7> groups{};
    std::size_t count = 0;
    bool plus = false;
    bool bracket = false;  ///< Round the first group (or the one behind the country).

    [[nodiscard]] std::size_t size(std::size_t i) const noexcept { return groups[i].end - groups[i].begin; }
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Where the next group begins behind `end`, kNone where none does; the mark it is joined by.
std::size_t nextGroup(const ScannedText& text, std::size_t end, char32_t& mark) {
    mark = text.at(end);
    std::size_t begin = end;
    if (mark == U')' || mark == U'-' || mark == U' ' || mark == U'(')
        ++begin;
    else
        return kNone;
    if (mark == U')')
        begin += text.blank(begin) || text.at(begin) == U'-' ? 1 : 0;
    if (mark == U' ' && (text.at(begin) == U'(' || text.at(begin) == U'-'))
        ++begin;
    if (mark == U' ' && text.blank(begin))
        ++begin;
    return text.digit(begin) ? begin : kNone;
}

std::optional<Groups> groupsAt(const ScannedText& text, std::size_t at) {
    Groups groups;
    groups.plus = text.at(at) == U'+';
    std::size_t begin = groups.plus ? at + 1 : at;
    if (text.at(begin) == U'(') {
        groups.bracket = true;
        ++begin;
        if (text.at(begin) == U'+') {
            groups.plus = true;
            ++begin;
        }
    }
    char32_t mark = U'\0';
    while (begin != kNone && groups.count < groups.groups.size() && text.digit(begin)) {
        const std::size_t end = text.digitsEnd(begin);
        if (end - begin > 15)
            break;
        groups.groups[groups.count++] = {begin, end, mark};
        begin = nextGroup(text, end, mark);
    }
    if (groups.count == 0 || (groups.bracket && text.at(groups.groups[0].end) != U')'))
        return std::nullopt;
    return groups;
}

std::u32string joined(const ScannedText& text, const Groups& groups, std::size_t count) {
    std::u32string digits;
    for (std::size_t i = 0; i < count; ++i)
        digits += text.part(groups.groups[i].begin, groups.groups[i].end);
    return digits;
}

bool isMobile(std::u32string_view digits) { return digits.size() == 11 && digits[0] == U'1' && digits[1] >= U'3'; }

bool countsSomething(const ScannedText& text, std::size_t end) {
    if (startsWithAny(text, end, U"多 余 几 来 左右") > 0)
        return true;
    // Dozens are seldom spoken of: 打不通, 打过来.
    if (startsWithAny(text, end, U"打不 打通 打过 打来 打电话 打了 打给 打进") > 0)
        return false;
    const auto counter = counterAt(text, end);
    return counter.found() || magnitudeEnd(text, end) > end || unitAt(text, end).has_value();
}

/// Whether the first `count` groups are a number by their shape alone.
bool hasShape(const ScannedText& text, const Groups& groups, std::size_t count) {
    std::u32string digits = joined(text, groups, count);
    const std::size_t first = groups.size(0);
    if (groups.plus)
        return digits.size() >= 8 && digits.size() <= 15 && (count > 1 ? first <= 4 : digits.size() >= 10);
    if (digits.starts_with(U"86") && first == 2 && count > 1)
        digits.erase(0, 2);
    if (isMobile(digits))
        return count == 1 ? !countsSomething(text, groups.groups[0].end) : groups.size(count - 1) >= 3;
    const bool service = digits.size() == 10 && (digits.starts_with(U"400") || digits.starts_with(U"800"));
    if (service)
        return count > 1 ? groups.size(count - 1) >= 3 : !countsSomething(text, groups.groups[0].end);
    const bool area =
        digits[0] == U'0' && digits.size() > 1 && digits[1] != U'0' && digits.size() >= 10 && digits.size() <= 12;
    if (!area)
        return false;
    return count == 1 || ((first == 3 || first == 4) && groups.size(count - 1) >= 3);
}

/// "投诉电话12315", "售后热线是4008": a word for a number right before it.
bool isDialled(const ScannedText& text, std::size_t at) {
    if (endsWithAny(text, at, kDialling) || endsWithAny(text, at, kNumberNouns))
        return true;
    std::size_t end = at > 0 && text.blank(at - 1) ? at - 1 : at;
    for (std::size_t size = 2; size > 0; --size)
        if (size < end && isOneOf(text.part(end - size, end), kNumberLinks))
            return endsWithAny(text, end - size, kNumberNouns) || (end - size > 0 && endsWithAny(text, end - size - 1, kNumberNouns));
    return false;
}

/// "8800 1234", "138 0013 8000": as numbers are set with blanks.
bool isSetWithBlanks(const Groups& groups, std::size_t count) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (groups.size(i) < 3 || groups.size(i) > 4 || (i > 0 && groups.groups[i].mark == U'('))
            return false;
        digits += groups.size(i);
    }
    return digits >= 7 && digits <= 11;
}

/// Whether they are one since the sentence says so. Blanks join only what is set like a number right behind its name.
bool hasContext(const ScannedText& text, const Groups& groups, std::size_t count, std::size_t at) {
    const bool set = count > 1 && isDialled(text, at) && isSetWithBlanks(groups, count);
    for (std::size_t i = 1; i < count && !set; ++i)
        if (groups.groups[i].mark == U' ' || groups.groups[i].mark == U'(')
            return false;
    const std::size_t end = groups.groups[count - 1].end;
    const auto digits = joined(text, groups, count);
    if (digits.size() < 3 || digits.size() > 14 || text.at(end) == U'.' || text.at(end) == U':' || text.at(end) == U'%')
        return false;
    // 手机3999: what it costs.
    constexpr std::size_t kFewestOfSubscribers = 7;
    if (digits.size() < kFewestOfSubscribers && endsWithAny(text, at, U"手机 Phone phone"))
        return false;
    if (isDialled(text, at) || endsWithAny(text, at, U"分机号 转 转接"))
        return !countsSomething(text, end) || isOneOf(digits, U"110 119 120 122");
    if (countsSomething(text, end))
        return false;
    const auto head = text.head(at, 10);
    if (mentions(head, kDialling) || text.startsWith(end, U"分机"))
        return true;
    return digits.size() >= 7 && (mentions(head, kTelephone) || mentions(text.tail(end, 5), kServiceAbout));
}

bool isAboutService(const ScannedText& text, std::size_t begin, std::size_t end) {
    return mentions(text.head(begin, 8), kServiceAbout) || mentions(text.tail(end, 6), kServiceAbout);
}

/// 10086, 12306, 95588, 110: numbers that everyone knows, where nothing is counted.
bool isService(const ScannedText& text, std::size_t begin, std::size_t end) {
    const auto digits = text.part(begin, end);
    if (countsSomething(text, end) || text.at(end) == U'.' || text.at(end) == U'-' || text.at(end) == U':')
        return false;
    const bool called =
        endsWithAny(text, begin, U"打 打了 打通 叫 叫了 呼叫 找 联系 给 问 拨通 打过 直接打 按 报警 火警 匪警 急救 关注 登录 喊") ||
        mentions(text.tail(end, 6), kServiceAbout);
    if (isOneOf(digits, U"110 119 120 122 114 117 121 999 911"))
        return called;
    if (isOneOf(digits,
                U"10086 10010 10000 10099 12306 12315 12345 12320 12333 12348 12355 12366 12369 12377 12388 12319 "
                U"12329 12338 "
                U"12305 12309 12318 12328 12331 12350 12358 12365 12389 12393 12395 12396"))
        return called || digits != U"10000";
    const bool brief = digits.size() >= 5 && digits.size() <= 6;
    if (brief && (digits.starts_with(U"955") || digits.starts_with(U"100") || digits.starts_with(U"123")))
        return called || (digits.size() == 5 && digits.starts_with(U"955")) || isAboutService(text, begin, end);
    return brief && (digits.starts_with(U"95") || digits.starts_with(U"96")) && (called || isAboutService(text, begin, end));
}

/// "转8012" and "-801" behind a number.
std::size_t extensionEnd(const ScannedText& text, std::size_t end) {
    if (text.at(end) != U'-')
        return end;
    const std::size_t digits = text.digitsEnd(end + 1);
    return digits > end + 1 && digits - end <= 6 && text.at(digits) != U'-' ? digits : end;
}

Spoken spokenTelephone(const ScannedText& text, std::size_t begin, std::size_t end) {
    std::u32string digits;
    bool plus = false;
    for (std::size_t at = begin; at < end; ++at) {
        plus = plus || text.at(at) == U'+';
        if (text.digit(at))
            digits += text.at(at);
    }
    Spoken spoken = spokenDigits(digits, One::Yao);
    if (!plus)
        return spoken;
    Spoken abroad(U"加" + spoken.text, {spoken.text});
    for (const auto& other : spoken.others)
        abroad.orSay(U"加" + other);
    return abroad;
}

}  // namespace

std::size_t readTelephone(const ScannedText& text, std::size_t at, Forms& forms) {
    const char32_t first = text.at(at);
    if ((first != U'+' && first != U'(' && !text.digit(at)) || ScannedText::isLetter(text.before(at)) ||
        (first == U'+' && at > 0 && text.digit(at - 1)))
        return 0;
    const auto groups = groupsAt(text, at);
    if (!groups)
        return 0;
    for (std::size_t count = groups->count; count > 0; --count) {
        std::size_t end = groups->groups[count - 1].end;
        if (count == 1 && groups->bracket)
            return 0;
        const bool cut = count < groups->count && groups->groups[count].mark == U'-' && count > 1;
        if (!(hasShape(text, *groups, count)) && !hasContext(text, *groups, count, at) &&
            !(count == 1 && !groups->plus && isService(text, at, end)))
            continue;
        if (cut || count == groups->count)
            end = extensionEnd(text, end);
        forms.add(at, end, spokenTelephone(text, at, end));
        return end;
    }
    return 0;
}

}  // namespace timbre::frontend::zh
