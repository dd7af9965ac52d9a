// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/unit_names.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kCodeWords =
    U"会员号 用户号 客户号 编码 验证码 校验码 密码 口令 取件码 取货码 提货码 提取码 取餐码 取票码 邀请码 兑换码 优惠码 "
    U"优惠券码 激活码 注册码 "
    U"识别码 条码 条形码 邮编 邮政编码 "
    U"QQ qq 企鹅号 群号 工号 学号 编号 单号 订单号 订单编号 运单号 快递号 身份证 卡号 银行卡 账号 帐号 尾号 车牌 代码 "
    U"序列号 房号 "
    U"房间号 门牌号 ISBN ISSN "
    U"准考证 考号 税号 执照号 备案号 流水号 会议号 会议ID UID ID 暗号 PIN 机身号 货号 款号 批号 批次 证号 呼号 学籍号 "
    U"档案号 追踪号 牌照 车架号 "
    U"发票号 合同号 邮政 取号 排号 机器码 产品码 防伪码 房间密码 开机码 解锁码 配对码 交易号 凭证号 病历号 就诊号 "
    U"社保号 许可证 护照号 支付码 授权码";

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

bool countsSomething(const ScannedText& text, std::size_t end) {
    if (text.at(end) == U':' || text.at(end) == U'%' || text.at(end) == U'/' ||
        (text.at(end) == U'.' && text.digit(end + 1)))
        return true;
    if (magnitudeEnd(text, end) > end)
        return true;
    return counterAt(text, end).found();
}

/// Blanks join groups of three and more, of a bank card for instance, as far as nothing is counted.
std::size_t withoutLoneGroups(const ScannedText& text, std::size_t at, std::size_t end) {
    for (std::size_t i = at; i < end; ++i) {
        if (!text.blank(i))
            continue;
        const std::size_t next = text.digitsEnd(i + 1);
        const bool grouped =
            i - text.digitsBegin(i) >= 3 && next - i > 3 && (next < end || !countsSomething(text, next));
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
    const bool mixed = end - at >= 4 && end - at > digits;
    if (!(named && (digits >= 3 || mixed || (tail && digits == 2))) && !announced)
        return 0;
    if (countsSomething(text, end) || (text.letter(at) && text.lettersEnd(at) - at > 4))
        return 0;
    forms.add(at, end, spokenCode(text, at, end));
    return end;
}

}  // namespace timbre::frontend::zh
