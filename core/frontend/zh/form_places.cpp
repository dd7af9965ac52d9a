// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"
#include "core/frontend/zh/forms.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kRoomsBehind =
    U"房间 号房 房 室 宿舍 教室 病房 包厢 包间 会议室 寝室 办公室 客房 号包间 号包厢 号教室 号会议室 号病房 诊室 机房 "
    U"实验室 号诊室 号宿舍 号室 号仓库 自习室 套房 阶梯教室";
constexpr std::u32string_view kRoomsBefore =
    U"房间 房间号 包厢 包间 会议室 教室 宿舍 病房 房号 办公室 寝室 室 单元 号楼 栋 座 幢 诊室 房间是 住在 客房 单元的";
constexpr std::u32string_view kRoads = U"国道 省道 县道 乡道 高速";
constexpr std::u32string_view kTrains = U"次 列车 高铁 动车 火车 次列车 号列车 次高铁 次动车 次火车";
constexpr std::u32string_view kFlying =
    U"航班 飞机 起飞 降落 落地 登机 机票 机场 延误 值机 航线 客机 直飞 改签 空难 失联";
constexpr std::u32string_view kTrainRide =
    U"列车 高铁 动车 火车 车次 次车 乘坐 检票 车厢 坐 站台 铁路 候车 换乘 车票 乘";
constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领学警";

bool isRoom(const ScannedText& text, std::size_t at, std::size_t end) {
    const std::size_t size = end - at;
    if (size < 3 || size > 4)
        return false;
    if (startsWithAny(text, end, kRoomsBehind) > 0)
        return !text.startsWith(end, U"房地产") && !text.startsWith(end, U"室友");
    // "3栋1502", "3楼302", "房间是1208": where nothing is counted.
    const bool floor = at > 1 && endsWithAny(text, at, U"楼 层") && (text.digit(at - 2) || endsWithAny(text, at - 1, U"一 二 三 四 五 六 七 八 九 十"));
    return (floor || endsWithAny(text, at, kRoomsBefore)) && !counterAt(text, end).found() && magnitudeEnd(text, end) == end &&
           !text.letter(end) && text.at(end) != U'%' && text.at(end) != U':';
}

bool isBus(const ScannedText& text, std::size_t at, std::size_t end) {
    if (end - at != 3)
        return false;
    if (startsWithAny(text, end, U"路口 路人 路程 路由 路径 路灯") > 0)
        return false;
    return startsWithAny(text, end, U"路 公交 号公交") > 0 ||
           (endsWithAny(text, at, U"公交 公交车 快 夜 公交线路") && !counterAt(text, end).found() &&
            mentions(text.tail(end, 6), U"路 车 公交"));
}

/// Three digits and more, or any with a zero before them; "K9" and "T17" are numbers.
Spoken spokenLine(std::u32string_view digits) {
    if (digits.size() >= 3 || digits[0] == U'0') {
        Spoken spoken = spokenDigits(digits, One::Yao);
        spoken.orSay(spokenCardinal(digits).text);
        return spoken;
    }
    Spoken spoken = spokenCardinal(digits);
    spoken.orSay(spokenDigits(digits, One::Yao).text);
    return spoken;
}

bool isFlight(const ScannedText& text, std::size_t letters, std::size_t digits, std::size_t end) {
    const std::size_t size = end - digits;
    return size >= 3 && size <= 4 && digits - letters == 2 &&
           (mentions(text.tail(end, 10), kFlying) || mentions(text.head(letters, 10), kFlying));
}

bool isTrain(const ScannedText& text, std::size_t letters, std::size_t digits, std::size_t end) {
    if (digits - letters != 1 || end - digits > 4 || !isOneOf(text.part(letters, digits), U"G D C Z T K Y S L P"))
        return false;
    if (startsWithAny(text, end, kTrains) > 0)
        return true;
    return mentions(text.head(letters, 6), kTrainRide) ||
           mentions(text.tail(end, 4), U"列车 高铁 动车 火车 车厢 检票 次");
}

bool isPlate(const ScannedText& text, std::size_t letter) {
    return letter > 0 && text.lettersEnd(letter) >= letter + 1 &&
           kProvinces.find(text.before(letter)) != std::u32string_view::npos && text.at(letter) >= U'A' &&
           text.at(letter) <= U'Z';
}

/// Behind the five or six digits and letters of a number plate, with · - or a blank before them; 0 where they are none.
std::size_t plateEnd(const ScannedText& text, std::size_t letter) {
    std::size_t begin = letter + 1;
    if (text.at(begin) == U'·' || text.at(begin) == U'-' || text.blank(begin))
        ++begin;
    std::size_t end = begin;
    bool digit = false;
    while (end - begin < 7 && (text.digit(end) || (text.at(end) >= U'A' && text.at(end) <= U'Z'))) {
        digit = digit || text.digit(end);
        ++end;
    }
    return digit && (end - begin == 5 || end - begin == 6) ? end : 0;
}

void addPlate(const ScannedText& text, std::size_t letter, std::size_t end, Forms& forms) {
    for (std::size_t at = letter + 1; at < end;) {
        const std::size_t digits = text.digitsEnd(at);
        if (digits > at) {
            const std::size_t stop = std::min(digits, end);
            forms.add(at, stop, spokenDigits(text.part(at, stop), One::Yao));
            at = stop;
        } else {
            if (!text.letter(at))
                forms.add(at, at + 1, Spoken());
            ++at;
        }
    }
}

}  // namespace

std::size_t readPlaceNumber(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t end = text.digitsEnd(at);
    const char32_t previous = text.before(at);
    if (end == at || end - at > 6 || previous == U'.' || previous == U',' || previous == U'/' || previous == U'~' ||
        ScannedText::isLetter(previous) || (text.at(end) == U'.' && text.digit(end + 1)) ||
        (text.at(end) == U',' && text.digit(end + 1)))
        return 0;
    const auto digits = text.part(at, end);
    const bool train =
        end - at >= 3 && startsWithAny(text, end, U"次列车 次火车 次高铁 次动车 次航班 次特快 次直达") > 0;
    const bool road = end - at == 3 && startsWithAny(text, end, kRoads) > 0;
    if (!isRoom(text, at, end) && !isBus(text, at, end) && !train && !road)
        return 0;
    // "200-300室" counts; "-301" behind other digits was a code.
    if (isRangeMark(text, end) && text.digit(end + 1))
        return 0;
    Spoken spoken = spokenLine(digits);
    forms.add(at, end, std::move(spoken));
    return end;
}

std::size_t readLetteredPlace(const ScannedText& text, std::size_t at, Forms& forms) {
    const std::size_t letters = text.lettersEnd(at);
    // 3U8633, 9C8515: airlines with a digit first.
    const bool digitFirst = text.digit(at) && text.digitsEnd(at) == at + 1 && text.lettersEnd(at + 1) == at + 2;
    if (digitFirst && !ScannedText::isLetter(text.before(at))) {
        const std::size_t end = text.digitsEnd(at + 2);
        if (end - at - 2 == 4 && isFlight(text, at, at + 2, end)) {
            forms.add(at, at + 1, spokenDigits(text.part(at, at + 1), One::Yao));
            forms.add(at + 2, end, spokenLine(text.part(at + 2, end)));
            return end;
        }
    }
    if (letters == at)
        return 0;
    if (isPlate(text, at)) {
        if (const std::size_t end = plateEnd(text, at); end != 0) {
            addPlate(text, at, end, forms);
            return end;
        }
    }
    const std::size_t digits = letters;
    const std::size_t end = text.digitsEnd(digits);
    if (end == digits || text.letter(end) || (text.at(end) == U'.' && text.digit(end + 1)))
        return 0;
    const auto word = text.part(at, letters);
    const bool road = (word == U"G" || word == U"S" || word == U"X") && end - digits <= 4 &&
                      mentions(text.tail(end, 6), U"高速 国道 省道 公路 环线 沿线 自驾 路段");
    const bool room =
        letters - at == 1 && end - digits >= 3 && end - digits <= 4 &&
        (startsWithAny(text, end, kRoomsBehind) > 0 || endsWithAny(text, at, U"房间 教室 会议室 包厢 包间 住在"));
    if (!isFlight(text, at, digits, end) && !isTrain(text, at, digits, end) && !road && !room)
        return 0;
    forms.add(digits, end, spokenLine(text.part(digits, end)));
    return end;
}

}  // namespace timbre::frontend::zh
