// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

/// Where a conversation is quoted, whose numbers are exclamations.
constexpr std::u32string_view kChat = U"弹幕 评论 刷 扣 打出 公屏 网友 喊 直呼 网络用语 谐音 缩写 暗语 口头禅";
constexpr std::u32string_view kExclamations =
    U"666 6666 66666 233 2333 23333 520 521 1314 5201314 886 555 7456 9494 9527 250 996 007 618 818 911 404 985 211 "
    U"315 "
    U"420 777 888 999 10010 88 66 77 748 847 520520 3838 5555 55555 111 1111";

/// Numbers that are names in sentences about what they name.
struct Name {
    std::u32string_view digits;
    std::u32string_view about;
};

constexpr Name kNames[] = {
    {U"996 007 965 995", U"公司 上班 加班 实行 打工 抵制 工作 职场 福报 大厂 程序员 告别 拒绝 互联网 老板 模式 生活"},
    {U"618 818", U"大促 促销 购物 电商 期间 活动 年中 优惠 直播 狂欢 当天 囤"},
    {U"520 521", U"表白 情人 那天 节 快乐 礼物 结婚 领证 告白 当天 玫瑰 红包"},
    {U"985 211", U"大学 高校 毕业 名校 院校 学生 学历 考上 硕士 本科"},
    {U"911", U"事件 恐 纽约 双子 世贸"},
    {U"315", U"晚会 消费者 曝光 打假"},
    {U"404", U"页面 错误 报错 显示 网页 链接"},
    {U"1024", U"程序员"},
    {U"360", U"安全 浏览器 杀毒 搜索 公司 卫士 软件"},
    {U"711", U"便利店 早餐 饭团"},
    {U"58", U"同城"},
    {U"4399", U"游戏 网站"},
    {U"163 126 139 189", U"邮箱"},
};

bool countsSomething(const ScannedText& text, std::size_t end) {
    return counterAt(text, end).found() || magnitudeEnd(text, end) > end || unitAt(text, end).has_value();
}

bool isName(const ScannedText& text, std::size_t at, std::size_t end) {
    const auto digits = text.part(at, end);
    for (const auto& [names, about] : kNames)
        if (isOneOf(digits, names))
            return mentions(text.tail(end, 8), about) || mentions(text.head(at, 10), about);
    return false;
}

/// 3·15, 9·11, 12·9: a day that has become a name; with a point only before what it names.
std::size_t readNamedDay(const ScannedText& text, std::size_t at, std::size_t end, Forms& forms) {
    const std::size_t day = text.digitsEnd(end + 1);
    const char32_t mark = text.at(end);
    if ((mark != U'·' && mark != U'.' && mark != U'-') || day == end + 1 || end - at > 2 || day - end > 3)
        return 0;
    if (mark == U'-' && text.part(at, day) == U"7-11" && !counterAt(text, day).found() &&
        (mentions(text.tail(day, 8), U"便利 店 饭团 关东煮 门口") || mentions(text.head(at, 6), U"便利 店 去 逛"))) {
        forms.add(at, day, Spoken(U"七十一", {U"七杠十一"}));
        return day;
    }
    const bool named =
        startsWithAny(text, day,
                      U"晚会 事件 事变 运动 地震 大地震 惨案 大促 购物节 黄金周 劳动节 儿童节 妇女节 国庆 "
                      U"抗震 空难 恐袭 消费者权益 情人节 长假 假期") > 0;
    if (mark != U'·' && !named)
        return 0;
    const auto month = text.part(at, end);
    const auto second = text.part(end + 1, day);
    Spoken spoken(month == U"10" && second == U"1" ? U"十一" : spellDigits(month) + spellDigits(second));
    if (mark == U'.')
        spoken.orSay(spokenCardinal(month).text + U"点" + spellDigits(second));
    forms.add(at, day, std::move(spoken));
    return day;
}

}  // namespace

std::size_t readSlang(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    constexpr std::size_t kLongestWord = 12;
    if (end == at || ScannedText::isLetter(text.before(at)))
        return 0;
    if (const std::size_t day = readNamedDay(text, at, end, forms); day != 0)
        return day;
    constexpr std::u32string_view kJoins = U".:-/,";
    const auto joins = [&](char32_t c) { return c != U'\0' && kJoins.find(c) != std::u32string_view::npos; };
    if (end - at > kLongestWord || joins(text.before(at)) || (joins(text.at(end)) && text.digit(end + 1)))
        return 0;
    const auto digits = text.part(at, end);
    // 双11
    if (text.endsWith(at, U"双") && digits.size() == 2 && !counterAt(text, end).found()) {
        forms.add(at, end, spokenCardinal(digits));
        return end;
    }
    const char32_t previous = text.before(at);
    const bool quoted = previous == U'“' || previous == U'"' || previous == U'「' || previous == U'‘';
    const bool same = digits.size() >= 3 && digits.find_first_not_of(digits[0]) == std::u32string_view::npos;
    const bool chat = (quoted || mentions(text.head(at, 10), kChat)) && (same || isOneOf(digits, kExclamations));
    const bool word = chat || isOneOf(digits, U"5201314 23333 2333") || isName(text, at, end);
    if (!word || countsSomething(text, end))
        return 0;
    forms.add(at, end, Spoken(spellDigits(digits), {spokenCardinal(digits).text, spellDigits(digits, true)}));
    return end;
}

}  // namespace timbre::frontend::zh
