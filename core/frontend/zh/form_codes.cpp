// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kCodeWords =
    U"验证码 校验码 密码 口令 取件码 取货码 提货码 提取码 取餐码 取票码 邀请码 兑换码 优惠码 优惠券码 激活码 注册码 "
    U"识别码 条码 条形码 邮编 邮政编码 "
    U"QQ qq 企鹅号 群号 工号 学号 编号 单号 订单 运单 快递号 身份证 卡号 银行卡 账号 帐号 尾号 车牌 代码 序列号 房号 "
    U"房间号 门牌号 ISBN ISSN "
    U"准考证 考号 税号 执照 备案 流水号 会议号 会议ID UID ID 暗号 PIN 机身号 货号 款号 批号 批次 证号 呼号 学籍号 "
    U"档案号 追踪号 牌照 车架号 "
    U"发票号 合同号 邮政 取号 排号 机器码 产品码 防伪码 房间密码 开机码 解锁码 配对码 交易号 凭证号 病历号 就诊号 "
    U"社保号 许可证 护照 支付码 授权码";

/// What ends such a number's context: it is about something else.
constexpr std::u32string_view kOtherThing = U"元 块 价 钱 余额 第 约 共 超过 超 有 仅 满 距 输了 错了 试了 位数的 改了";

struct Word {
    bool found = false;
    std::size_t gap = 0;  ///< Characters between it and the number.
};

Word codeWordBefore(const ScannedText& text, std::size_t at) {
    const auto head = text.head(at, 14);
    Word word;
    for (auto rest = kCodeWords; !rest.empty();) {
        const std::size_t end = std::min(rest.find(U' '), rest.size());
        const std::size_t found = head.rfind(rest.substr(0, end));
        if (found != std::u32string_view::npos) {
            const std::size_t gap = head.size() - found - end;
            if (!word.found || gap < word.gap)
                word = {true, gap};
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (word.found && mentions(head.substr(head.size() - word.gap), kOtherThing))
        word.found = false;
    return word;
}

/// Behind digits, letters and hyphens between them.
std::size_t codeEnd(const ScannedText& text, std::size_t at) {
    constexpr std::size_t kLongestCode = 48;
    std::size_t end = at;
    while (end - at < kLongestCode) {
        if (text.digit(end) || text.letter(end))
            end = text.digit(end) ? text.digitsEnd(end) : text.lettersEnd(end);
        else if (end > at && (text.at(end) == U'-' || text.at(end) == U' ') && text.digit(end + 1) &&
                 text.digit(end - 1))
            ++end;
        else if (end > at && text.at(end) == U'-' && (text.digit(end + 1) || text.letter(end + 1)))
            ++end;
        else
            break;
    }
    return end;
}

/// Blanks join groups of four, of a bank card for instance; else they end a code.
std::size_t withoutLoneGroups(const ScannedText& text, std::size_t at, std::size_t end) {
    for (std::size_t i = at; i < end; ++i) {
        if (!text.blank(i))
            continue;
        const bool grouped =
            i - text.digitsBegin(i) == 4 && text.digitsEnd(i + 1) - i <= 5 && text.digitsEnd(i + 1) - i >= 4;
        if (!grouped)
            return i;
    }
    return end;
}

std::size_t countDigits(const ScannedText& text, std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i)
        count += text.digit(i) ? 1 : 0;
    return count;
}

bool countsSomething(const ScannedText& text, std::size_t begin, std::size_t end) {
    if (text.at(end) == U':' || text.at(end) == U'%' || text.at(end) == U'/' ||
        (text.at(end) == U'.' && text.digit(end + 1)))
        return true;
    if (magnitudeEnd(text, end) > end)
        return true;
    // 2024-05-01 behind a word is a date of something, mostly.
    const auto counter = counterAt(text, end);
    return counter.found() && (countDigits(text, begin, end) < 6 || text.startsWith(counter.begin, U"年"));
}

Spoken spokenCode(const ScannedText& text, std::size_t begin, std::size_t end) {
    const auto say = [&](bool yao) {
        std::u32string spoken;
        for (std::size_t i = begin; i < end; ++i) {
            if (text.digit(i))
                spoken += spellDigits(text.part(i, i + 1), yao);
            else if (text.letter(i))
                spoken += text.at(i);
        }
        return spoken;
    };
    Spoken spoken(say(true));
    spoken.orSay(say(false));
    return spoken;
}

}  // namespace

std::size_t readCode(const ScannedText& text, std::size_t at, Forms& forms) {
    if ((!text.digit(at) && !text.letter(at)) || ScannedText::isLetter(text.before(at)))
        return 0;
    const std::size_t end = withoutLoneGroups(text, at, codeEnd(text, at));
    const std::size_t digits = countDigits(text, at, end);
    if (digits == 0)
        return 0;
    const Word word = codeWordBefore(text, at);
    const bool tail = word.found && text.endsWith(at - word.gap, U"尾号");
    const bool named = word.found && (word.gap <= 4 || (digits >= 5 && word.gap <= 10));
    const bool announced =
        digits >= 4 && digits <= 8 && mentions(text.tail(end, 8), U"验证码 校验码 提取码 取件码 口令");
    // One and two digits behind such a word number things: 会议ID有2个.
    if (!(named && (digits >= 3 || (tail && digits == 2))) && !announced)
        return 0;
    if (countsSomething(text, at, end) || (text.letter(at) && text.lettersEnd(at) - at > 4))
        return 0;
    forms.add(at, end, spokenCode(text, at, end));
    return end;
}

std::size_t readSlang(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    if (end == at || ScannedText::isLetter(text.before(at)))
        return 0;
    const auto digits = text.part(at, end);
    const char32_t point = text.at(end);
    // 3·15, 9·11, 12·9: a day that has become a name.
    if (point == U'·' && text.digit(end + 1) && digits.size() <= 2 && text.digitsEnd(end + 1) - end <= 3) {
        const std::size_t day = text.digitsEnd(end + 1);
        const auto second = text.part(end + 1, day);
        const bool holiday = digits == U"10" && second == U"1";
        forms.add(at, day, holiday ? Spoken(U"十一") : Spoken(spellDigits(digits) + spellDigits(second)));
        return day;
    }
    const bool dotted = point == U'.' || point == U'-';
    if (dotted && text.digit(end + 1) && digits.size() <= 2 && text.digitsEnd(end + 1) - end <= 3) {
        const std::size_t day = text.digitsEnd(end + 1);
        if (startsWithAny(text, day,
                          U"晚会 事件 事变 运动 地震 大地震 惨案 大促 购物节 黄金周 劳动节 儿童节 妇女节 国庆 抗震 "
                          U"空难 恐袭 消费者权益 情人节") == 0)
            return 0;
        const auto second = text.part(end + 1, day);
        const bool holiday = digits == U"10" && second == U"1";
        forms.add(at, day,
                  holiday ? Spoken(U"十一")
                          : Spoken(spellDigits(digits) + spellDigits(second),
                                   {spokenCardinal(digits).text + U"点" + spellDigits(second)}));
        return day;
    }
    if ((point == U'.' || point == U':' || point == U'-' || point == U'/' || point == U',') && text.digit(end + 1))
        return 0;
    if (text.endsWith(at, U"双") && digits.size() == 2 && !counterAt(text, end).found()) {
        forms.add(at, end, spokenCardinal(digits));
        return end;
    }
    const char32_t previous = text.before(at);
    if (previous == U'.' || previous == U'-' || previous == U'/' || previous == U',' || previous == U':')
        return 0;
    const bool quoted = previous == U'“' || previous == U'"' || previous == U'「' || previous == U'‘';
    const bool same = digits.size() >= 3 && digits.find_first_not_of(digits[0]) == std::u32string_view::npos;
    const bool chat =
        quoted || mentions(text.head(at, 10), U"弹幕 评论 刷 扣 打出 公屏 网友 喊 直呼 网络用语 谐音 缩写");
    const bool number = counterAt(text, end).found() || magnitudeEnd(text, end) > end || unitAt(text, end).has_value();
    const bool known = isOneOf(
        digits,
        U"666 6666 66666 233 2333 23333 520 521 1314 5201314 886 555 7456 9494 9527 250 996 007 618 818 911 404 "
        U"985 211 315 420 777 888 999 10010 88 66 77");
    const bool word = isOneOf(digits, U"996 007 985 211 618 520 404 911") &&
                      startsWithAny(text, end,
                                    U"工作制 的工作 模式 加班 高校 院校 大学 大促 表白 情人节 福报 页面 错误 事件 "
                                    U"购物节 年中 和211 、211 和985") > 0;
    if (number || !(word || ((same || known) && chat) || isOneOf(digits, U"5201314 23333 2333")))
        return 0;
    forms.add(at, end, Spoken(spellDigits(digits), {spokenCardinal(digits).text, spellDigits(digits, true)}));
    return end;
}

}  // namespace timbre::frontend::zh
