// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"
#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kSpanBefore =
    U"第 近 约 了 过 整 整整 长达 历时 满 共 每 前 头 这 那 隔 有 用 花 经过 经历 持续 超过 不到 至少 大约 将近 已 "
    U"距今 历经 传承 跨越 活 干 住 等 存在 几近 大概 "
    U"已经 达 足足 多 差 未来 近乎 上下 长 沉睡 相隔 间隔 时隔 判 刑 期 接近 尘封 使用 质保 保修 延续 延续近 "
    U"在位 从业 从教 建校 建党 建国 成立 结婚 行医 教书 走过 度过 失散 分别 执教 入党 服务 坚守 经营 出道 相伴 相守 "
    U"婚龄 工龄 "
    U"驾龄 运行 服役 执政 享年 分离 陪伴 相恋 创业 创立 潜伏 连续 开放 发展 合作 建交 离开 分手 毕业";
constexpr std::u32string_view kSpanBehind =
    U"历史 的历史 之久 的时间 的文明 的积淀 的传承 的光阴 时间 工龄 经验 的经验 寿命 如一日 以上 有余 有期 老店 古城 "
    U"古树 古镇 古寺 的古 文化 文明 的岁月 的努力 的等待 的婚姻 "
    U"的友谊 的工作 的老 老 的沉淀 的发展 不变 不见 没 没有 过去了 内 间 之间 之内 时光 光阴 期限 期的 质保 保修 "
    U"的合同 合同 的期限 的使用 左右 多";
constexpr std::u32string_view kPoints =
    U"在 从 于 自 自从 早在 截至 到 直到 打 生于 始于 是 出生于 毕业于 成立于 去 至";
constexpr std::u32string_view kYearEvents =
    U"底 初 春 夏 秋 冬 毕业 入学 入职 出生 结婚 那会 那年 上映 上市 发布 开业 退休 高考 的时候 国庆 春节 世界杯 奥运 "
    U"的那场 的那个 的那次 来到 建成 成立 开始 起 "
    U"上半年 下半年 前后 创立 创办 去世 离世 买的 生的 的春 的夏 的秋 的冬 考上 当兵 参军 属 入伍 入行 以来 1 2 3 4 5 "
    U"6 7 8 9 0";
constexpr std::u32string_view kEras =
    U"民国 康熙 乾隆 雍正 道光 光绪 同治 咸丰 嘉庆 顺治 宣统 万历 嘉靖 洪武 永乐 崇祯 贞观 开元 天宝 建安 昭和 平成 "
    U"令和 明治 大正 武德 元和 熙宁 元丰 绍兴 正德 "
    U"成化 弘治 天启 太和 建武 永平 太初 元封 至元 建炎 淳熙 元祐";
constexpr std::u32string_view kAmounts =
    U"花了 花 卖 只要 售价 仅 才 价 共 赚 付 收 达 达到 超过 突破 近 约 总 剩 还有 跌破 涨到 涨至 降到 跌到 升到 加到 "
    U"卖到 炒到 减到 等于 得 得了 获得 扣 少 多 总计 合计 一共 "
    U"价格 月租 租金 工资 需要 要 只需 剩下 编号 第 充 存 欠 借 捐 罚 省 返 领 抢到 高达 不到 高于 低于 大于 小于 至少 "
    U"最多 最高 拿 数到 排到 排名";
constexpr std::u32string_view kEvents =
    U"奥运 世界杯 春晚 跨年 赛季 年度 高考 考研 春季 夏季 秋季 冬季 春夏 秋冬 新年 欧洲杯 亚运 年终 年会 全国 国际 届 "
    U"款 级 学年 财年 校招 秋招 春招";

bool isRound(std::u32string_view year) { return year.ends_with(U"00"); }

/// Whether "1500年" is a length of time.
bool isSpan(const ScannedText& text, std::size_t at, std::size_t end) {
    const std::size_t behind = end + 1;
    if (startsWithAny(text, behind,
                      U"历史 的历史 之久 的时间 多 的文明 的积淀 的传承 老店 古城 古树 古镇 古寺 的古 有余 不变 "
                      U"以上的历史 来的") > 0)
        return true;
    if (endsWithAny(text, at,
                    U"距今约 距今大约 距今有 距今已 距今已有 距今近 距今将近 历时 历时约 历时近 长达约 延续了 持续了 传承了 "
                    U"跨越了 历经了 存在了 沉睡了 存续了 统治了"))
        return true;
    if (endsWithAny(text, at,
                    U"距今 长达 历经 将近 近 整整 足足 持续 传承 跨越 沉睡 了 约 大约 超过 有 存在 至少 过了 延续"))
        return isRound(text.part(at, end)) || !endsWithAny(text, at, U"了 有 约 大约 近");
    return isRound(text.part(at, end)) &&
           startsWithAny(text, behind,
                         U"前 后 以前 以后 之后 来 以来 间 的时光 的岁月 岁月 之前 的沧桑 的老 左右 的风雨") > 0 &&
           !text.startsWith(behind, U"前后") && !text.startsWith(behind, U"后出生");
}

Spoken spokenYear(std::u32string_view digits) {
    Spoken spoken(spellDigits(digits));
    spoken.orSay(spokenCardinal(digits).text);
    const std::u32string thousands = spokenCardinal(digits).text;
    if (digits.starts_with(U"2") && digits.size() == 4)
        spoken.orSay(spokenCardinal(digits).others.empty() ? thousands : spokenCardinal(digits).others.front());
    return spoken;
}

/// "98年" and "24年2月", not "10年".
bool isShortYear(const ScannedText& text, std::size_t at, std::size_t end) {
    const unsigned value = valueOf(text.part(at, end));
    const char32_t previous = text.before(at);
    if (previous == U'\'' || previous == U'’' || previous == U'‘' || previous == U'´' || text.at(at) == U'0')
        return true;
    if (endsWithAny(text, at, kEras) || endsWithAny(text, at, U"公元 公元前"))
        return false;
    const std::size_t month = text.digitsEnd(end + 1);
    if (month > end + 1 && text.at(month) == U'月')
        return true;
    if (endsWithAny(text, at, kSpanBefore))
        return false;
    if (startsWithAny(text, end + 1, kSpanBehind) > 0)
        return false;
    if (value >= 50)
        return true;
    if (value < 10 || value > 39 || startsWithAny(text, end + 1, U"前 后 来") > 0)
        return false;
    return startsWithAny(text, end + 1, kYearEvents) > 0 || endsWithAny(text, at, kPoints);
}

/// Two digits before 后, 前, 年代, 年, 级, 届, 款.
std::size_t readTwoDigits(const ScannedText& text, std::size_t at, std::size_t end, Forms& forms) {
    const auto digits = text.part(at, end);
    const auto spell = [&](std::size_t stop) {
        Spoken spoken(spellDigits(digits));
        if (digits[0] != U'0' && text.at(end) == U'年') {
            spoken.orSay(spellDigits((digits[0] < U'4' ? U"20" : U"19") + std::u32string(digits)));
            spoken.orSay(spokenCardinal(digits).text);
        } else if (digits[0] == U'0' && text.at(end) == U'年') {
            spoken.orSay(spellDigits(U"20" + std::u32string(digits)));
        }
        forms.add(at, end, std::move(spoken));
        return stop;
    };
    // 70、80年代 share their tens.
    const std::size_t next = end + 1;
    const bool listed = (text.at(end) == U'、' || text.at(end) == U'/') && text.digitsEnd(next) == next + 2;
    if (listed && text.startsWith(next + 2, U"年代") && digits[1] == U'0' && text.at(next + 1) == U'0') {
        const std::u32string first = spellDigits(digits.substr(0, 1));
        const std::u32string second = spokenCardinal(text.part(next, next + 2)).text;
        forms.add(at, next + 2, Spoken(first + second, {first + U"十、" + second}));
        return next + 2;
    }
    const bool generation = (text.at(end) == U'后' || (text.at(end) == U'前' && digits[0] >= U'7')) &&
                            (digits[1] == U'0' || digits[1] == U'5' || digits[0] == U'0' || digits[0] >= U'7') &&
                            startsWithAny(text, end, U"后卫 后场 后排 前锋 后置 后台 后来 后天 前后") == 0;
    if (generation)
        return spell(end);
    const bool joinsGeneration =
        (listed || ((text.at(end) == U'和' || text.at(end) == U'到' || isRangeMark(text, end)) &&
                    text.digitsEnd(next) == next + 2)) &&
        text.at(next + 2) == U'后';
    if (joinsGeneration) {
        (void)spell(end);
        if (isRangeMark(text, end) || text.at(end) == U'/')
            forms.add(end, end + 1, text.at(end) == U'/' ? Spoken() : Spoken(U"到", {U"至"}));
        else
            return end;
        return end + 1;
    }
    if (text.startsWith(end, U"年代") && (digits == U"00" || digits == U"10"))
        return spell(end);
    if (text.at(end) == U'年' && !text.startsWith(end, U"年代") && !text.startsWith(end, U"年级") &&
        isShortYear(text, at, end))
        return spell(end);
    const bool cohort = startsWithAny(text, end,
                                      U"级新生 级学 级本科 级研究 级同学 级毕业 级的 届毕业 届高考 届学 届考 届应届 "
                                      U"款车 款的 届校招 届秋招 级校友") > 0;
    if (cohort && !text.endsWith(at, U"第"))
        return spell(end);
    return 0;
}

/// "2022、2023年": a year that another follows, or their number: "2024两年".
bool isListedYear(const ScannedText& text, std::size_t end) {
    for (std::size_t listed = 0; listed < 4; ++listed) {
        const std::size_t mark = startsWithAny(text, end, U"、 和 与 及 或 至 到");
        const std::size_t next = text.digitsEnd(end + mark);
        if (startsWithAny(text, end, U"两年 三年 四年 五年 年") > 0)
            return listed > 0 || text.at(end) != U'年';
        if (mark == 0 || next != end + mark + 4)
            return false;
        end = next;
    }
    return false;
}

/// Four digits without 年 that are a year all the same.
bool isBareYear(const ScannedText& text, std::size_t at, std::size_t end) {
    const unsigned year = valueOf(text.part(at, end));
    const char32_t next = text.at(end);
    if (text.inFormula(at) || next == U'%' || next == U'+' || magnitudeEnd(text, end) > end)
        return false;
    if (text.before(at) == U'《' && next == U'》')
        return true;
    if (isListedYear(text, end))
        return true;
    const bool likely = year >= 1500 && year <= 2100 && (year % 100 != 0 || year == 1900 || year == 2000);
    if (!likely || endsWithAny(text, at, kAmounts))
        return false;
    if (mentions(text.tail(end, 8), U"奥运 世界杯 春晚 跨年 赛季 年度 高考 欧洲杯 亚运 考研 学年 财年") ||
        startsWithAny(text, end, U"款 届") > 0)
        return true;
    if (text.at(end) == U'级' && year >= 1950 && year <= 2050)
        return true;
    if (counterAt(text, end).found() || text.letter(end))
        return text.at(end) == U'Q' && text.digit(end + 1);
    if (year == 2000 || year == 1900)
        return false;
    if (endsWithAny(text, at,
                    U"从 自 于 自从 早在 截至 年份 年份: 年份是 生于 到 至 直到 在 回到 穿越到 跨入 告别 迎接 迎来 "
                    U"展望 走进 再见 你好 你好,"))
        return true;
    if (text.before(at) == U'(' || text.before(at) == U'（')
        return next == U')' || next == U'-' || next == U'~' || next == U'—';
    const bool han = text.han(end) &&
                     startsWithAny(text, end, U"多 余 来 几 以 不 左右 的 了 这 那 个 是 和 与 或 到 至 比 分") == 0;
    const bool recent = year >= 1949 && year <= 2050;
    const bool begins = at == 0 || text.head(at, 1).empty();
    return recent && (han || (begins && (next == U'，' || next == U',')));
}

}  // namespace

bool isYearRange(const ScannedText& text, const Number& first, const Number& second) {
    if (!isYear(first) || !isYear(second) || valueOf(first.integer) >= valueOf(second.integer))
        return false;
    if (text.at(second.end) == U'年' || startsWithAny(text, second.end, U"赛季 学年 年度 财年 届") > 0)
        return true;
    const bool likely = valueOf(second.integer) <= 2100 && !(isRound(first.integer) && isRound(second.integer));
    return likely && !counterAt(text, second.end).found() && magnitudeEnd(text, second.end) == second.end &&
           (text.before(first.begin) == U'(' || valueOf(first.integer) >= 1500) && !text.letter(second.end);
}

std::size_t readYear(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    const char32_t previous = text.before(at);
    const bool inside = ((previous == U'.' || previous == U',' || previous == U'/') && at > 1 && text.digit(at - 2)) ||
                        ((text.at(end) == U'.' || text.at(end) == U',' || text.at(end) == U':') && text.digit(end + 1));
    if (end == at || inside || ScannedText::isLetter(previous))
        return 0;
    const auto digits = text.part(at, end);
    if (text.at(end) == U'年' && endsWithAny(text, at, U"公元 公元前 前") &&
        (text.endsWith(at, U"公元前") || text.endsWith(at, U"公元"))) {
        const bool before = text.endsWith(at, U"公元前");
        if (!before && digits.size() < 3)
            return 0;
        Spoken spoken = before ? spokenCardinal(digits) : spokenDigits(digits);
        spoken.orSay(before ? spellDigits(digits) : spokenCardinal(digits).text);
        forms.add(at, end, std::move(spoken));
        return end;
    }
    if (digits.size() == 2)
        return readTwoDigits(text, at, end, forms);
    if (digits.size() != 4 || (digits[0] != U'1' && digits[0] != U'2'))
        return 0;
    // 1990s
    if (text.at(end) == U's' && !text.letter(end + 1) && digits[3] == U'0') {
        forms.add(at, end + 1, spokenYear(digits) + Spoken(U"年代"));
        return end + 1;
    }
    const bool year = text.at(text.skipBlank(end)) == U'年' ? !isSpan(text, at, end) : isBareYear(text, at, end);
    if (!year)
        return 0;
    forms.add(at, end, spokenYear(digits));
    return end;
}

}  // namespace timbre::frontend::zh
