// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kPlaces =
    U"北京 上海 天津 重庆 广州 深圳 成都 杭州 武汉 西安 南京 苏州 郑州 长沙 沈阳 青岛 宁波 合肥 昆明 福州 厦门 济南 "
    U"哈尔滨 长春 大连 石家庄 太原 南昌 贵阳 南宁 兰州 银川 西宁 "
    U"乌鲁木齐 拉萨 呼和浩特 海口 三亚 珠海 东莞 佛山 无锡 常州 徐州 温州 金华 嘉兴 绍兴 台州 桂林 丽江 大理 敦煌 洛阳 "
    U"开封 烟台 威海 香港 澳门 台北 高雄 东京 大阪 京都 首尔 "
    U"曼谷 新加坡 伦敦 巴黎 纽约 洛杉矶 旧金山 悉尼 墨尔本 莫斯科 柏林 罗马 马德里 迪拜 河北 山西 辽宁 吉林 黑龙江 "
    U"江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    U"贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 京 沪 广 深 川 藏 青 渝 蓉 杭 宁 汉 港 珠 澳 "
    U"中国 美国 日本 韩国 英国 法国 德国 俄罗斯 泰国";
constexpr std::u32string_view kTimes =
    U"周一 周二 周三 周四 周五 周六 周日 周天 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 一月 二月 三月 "
    U"四月 五月 六月 七月 八月 九月 十月 十一月 十二月 上午 下午 早上 "
    U"晚上 凌晨 中午 傍晚 今天 明天 春 夏 秋 冬 春季 夏季 秋季 冬季 小学 初中 高中 大学 初一 初二 初三 高一 高二 高三 "
    U"大一 大二 大三 大四 次日 当日 即日 即日起 至今 现在 年底 月底";
constexpr std::u32string_view kRoute =
    U"线路 航线 铁路 高铁 高速 航班 列车 火车 直达 动车 往返 专线 路线 班机 大巴 公路 段 线 班车 机票 车票 之间 路程 "
    U"旅程 自驾 客车 专列 航空 骑行 轮渡 地铁 区间";
constexpr std::u32string_view kStations = U"站 路 市 县 区 镇 村 机场 港 口 门 桥 码头 广场 州 岛 城";

bool isOperand(char32_t c) {
    return (c >= U'0' && c <= U'9') || ScannedText::isLetter(c) || isGreekLetter(c) || c == U')' || c == U'%' ||
           std::u32string_view(U"⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ½¼¾").find(c) != std::u32string_view::npos || (c >= U'₀' && c <= U'₉');
}

bool isMinus(const ScannedText& text, std::size_t at, std::size_t left, std::size_t right) {
    if (text.at(at) != U'-' || !text.inFormula(at))
        return false;
    const char32_t next = text.at(right);
    return isOperand(text.before(left)) && (isOperand(next) || next == U'(' || next == U'√') && next != U')' &&
           next != U'%';
}

/// A1-A5, EP1-EP3: the same letters on both sides.
bool sameLetters(const ScannedText& text, std::size_t left, std::size_t right) {
    const std::size_t digits = text.digitsBegin(left);
    const std::size_t letters = text.lettersBegin(digits);
    const std::size_t rightLetters = text.lettersEnd(right);
    return digits < left && letters < digits && rightLetters > right && text.digit(rightLetters) &&
           text.part(letters, digits) == text.part(right, rightLetters);
}

/// A-Z
bool isAlphabet(const ScannedText& text, std::size_t left, std::size_t right) {
    const std::size_t begin = text.lettersBegin(left);
    const std::size_t end = text.lettersEnd(right);
    if (left - begin != 1 || end - right != 1 || text.digit(end) || (begin > 0 && text.digit(begin - 1)))
        return false;
    const bool capitals = (text.at(begin) <= U'Z') == (text.at(right) <= U'Z');
    return capitals && text.at(begin) < text.at(right);
}

bool isNumeral(char32_t c) {
    return std::u32string_view(U"一二三四五六七八九十百千万两").find(c) != std::u32string_view::npos;
}

bool isRangeOfWords(const ScannedText& text, std::size_t at, std::size_t left, std::size_t right) {
    if (!text.han(right) || !text.han(left - 1))
        return false;
    const bool times = endsWithAny(text, left, kTimes) && startsWithAny(text, right, kTimes) > 0;
    if (times || (isNumeral(text.before(left)) && isNumeral(text.at(right))))
        return true;
    if (text.at(right) == U'第' && text.head(left, 8).find(U'第') != std::u32string_view::npos)
        return true;
    if (endsLikeMeasure(text, left) && startsWithAny(text, right, kTimes) > 0)
        return true;
    const std::size_t place = startsWithAny(text, right, kPlaces);
    const bool places = endsWithAny(text, left, kPlaces) && place > 0;
    const bool route = mentions(text.tail(right, 10), kRoute);
    if (places)
        return route || text.at(at) != U'—' || place > 1;
    return route && text.at(at) != U'—' &&
           (endsWithAny(text, left, kStations) || place > 0 || endsWithAny(text, left, kPlaces));
}

/// "~10分钟", "还要~10分钟": a tilde before a number with nothing before it that a range could begin with.
bool isAbout(const ScannedText& text, std::size_t at) {
    if (text.at(at) != U'~' || !(text.digit(at + 1) || text.at(at + 1) == U'$' || text.at(at + 1) == U'¥') ||
        text.before(at) == U'~')
        return false;
    const std::size_t left = at > 0 && text.blank(at - 1) ? at - 1 : at;
    if (left == 0)
        return true;
    const char32_t before = text.before(left);
    if ((before >= U'0' && before <= U'9') || ScannedText::isLetter(before) || before == U'%' || before == U'℃' ||
        before == U'°' || before == U')' || before == U'½')
        return false;
    return !text.han(left - 1) || (!endsLikeMeasure(text, left) && !endsWithAny(text, left, kTimes));
}

}  // namespace

std::size_t readDash(const ScannedText& text, std::size_t at, Forms& forms) {
    if (isAbout(text, at)) {
        const bool said = endsWithAny(text, at, U"约 大约 大概 近 将近 差不多 左右");
        forms.add(at, at + 1, said ? Spoken() : Spoken(U"约", {U"大约"}));
        return at + 1;
    }
    if (!isRangeMark(text, at) || at == 0)
        return 0;
    const bool spaced = text.blank(at - 1) && text.blank(at + 1);
    const std::size_t left = spaced ? at - 1 : at;
    const std::size_t right = spaced ? at + 2 : at + 1;
    const std::size_t minusLeft = text.blank(at - 1) ? at - 1 : at;
    if (isMinus(text, at, minusLeft, text.skipBlank(at + 1))) {
        forms.add(at, at + 1, Spoken(U"减", {U"负"}));
        return at + 1;
    }
    const char32_t before = text.before(left);
    if (text.at(at) == U'-' && text.inFormula(at) && text.lettersEnd(at + 1) == at + 2 && !isOperand(before)) {
        forms.add(at, at + 1, Spoken(U"负"));
        return at + 1;
    }
    const char32_t sign = text.at(right);
    const bool number = text.digit(right) || (sign == U'-' && text.digit(right + 1)) || sign == U'¥' || sign == U'$' ||
                        sign == U'€' || sign == U'£';
    const bool behindNumber = (before >= U'0' && before <= U'9') || before == U'%' || before == U'℃' ||
                              before == U'°' || before == U'½' || (text.han(left - 1) && endsLikeMeasure(text, left)) ||
                              endsWithAny(text, left, kTimes);
    const bool lettersBehind = text.letter(left - 1) && text.digit(text.lettersBegin(left) - 1) && number;
    if ((behindNumber && (number || startsWithAny(text, right, kTimes) > 0)) || lettersBehind ||
        isAlphabet(text, left, right) || sameLetters(text, left, right) || isRangeOfWords(text, at, left, right)) {
        forms.add(at, at + 1, Spoken(U"到", {U"至"}));
        return at + 1;
    }
    return 0;
}

}  // namespace timbre::frontend::zh
