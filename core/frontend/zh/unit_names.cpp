// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/unit_names.h"

#include <array>
#include <unordered_map>

#include "core/frontend/zh/counter_words.h"

namespace timbre::frontend::zh {

namespace {

struct Name {
    std::u32string_view symbols;  ///< Between blanks.
    std::u32string_view name;
    std::u32string_view other = {};
    UnitKind kind = UnitKind::Plain;
};

constexpr std::array kNames{
    // Length, area, volume.
    Name{U"km KM Km", U"公里", U"千米"},
    Name{U"m", U"米"},
    Name{U"dm", U"分米"},
    Name{U"cm CM Cm", U"厘米", U"公分"},
    Name{U"mm MM Mm", U"毫米"},
    Name{U"μm um", U"微米"},
    Name{U"nm NM", U"纳米"},
    Name{U"pm", U"皮米"},
    Name{U"in inch inches", U"英寸"},
    Name{U"ft feet", U"英尺"},
    Name{U"yd", U"码"},
    Name{U"mi mile miles", U"英里"},
    Name{U"ha", U"公顷"},
    Name{U"L l", U"升"},
    Name{U"dL dl", U"分升"},
    Name{U"cl cL", U"厘升"},
    Name{U"ml mL ML Ml", U"毫升"},
    Name{U"μL μl uL ul", U"微升"},
    Name{U"cc CC", U"毫升", U"西西"},
    Name{U"gal", U"加仑"},
    // Weight, amount.
    Name{U"t", U"吨"},
    Name{U"kg KG Kg", U"公斤", U"千克"},
    Name{U"g", U"克"},
    Name{U"mg", U"毫克"},
    Name{U"μg ug mcg", U"微克"},
    Name{U"ng", U"纳克"},
    Name{U"lb lbs", U"磅"},
    Name{U"oz", U"盎司"},
    Name{U"mol", U"摩尔"},
    Name{U"mmol", U"毫摩尔"},
    Name{U"μmol umol", U"微摩尔"},
    Name{U"nmol", U"纳摩尔"},
    // Time.
    Name{U"h hr hrs", U"小时"},
    Name{U"min mins", U"分钟", U"分"},
    Name{U"s sec secs", U"秒", U"秒钟"},
    Name{U"ms", U"毫秒"},
    Name{U"μs us", U"微秒"},
    Name{U"ns", U"纳秒"},
    // Electricity, energy, force.
    Name{U"V", U"伏", U"伏特"},
    Name{U"kV KV", U"千伏"},
    Name{U"mV", U"毫伏"},
    Name{U"A", U"安", U"安培"},
    Name{U"mA", U"毫安"},
    Name{U"W", U"瓦", U"瓦特"},
    Name{U"kW KW kw", U"千瓦"},
    Name{U"MW", U"兆瓦"},
    Name{U"GW", U"吉瓦"},
    Name{U"mW", U"毫瓦"},
    Name{U"Wh", U"瓦时", U"瓦特小时"},
    Name{U"kWh KWh kwh KWH", U"千瓦时", U"度"},
    Name{U"MWh", U"兆瓦时"},
    Name{U"mAh MAH mah mAH", U"毫安时", U"毫安"},
    Name{U"Ah", U"安时"},
    Name{U"Ω", U"欧姆", U"欧"},
    Name{U"kΩ KΩ", U"千欧", U"千欧姆"},
    Name{U"MΩ", U"兆欧", U"兆欧姆"},
    Name{U"μF uF", U"微法"},
    Name{U"nF", U"纳法"},
    Name{U"pF", U"皮法"},
    Name{U"J", U"焦耳", U"焦"},
    Name{U"kJ KJ", U"千焦", U"千焦耳"},
    Name{U"MJ", U"兆焦"},
    Name{U"cal", U"卡", U"卡路里"},
    Name{U"kcal Kcal KCAL", U"千卡", U"大卡"},
    Name{U"eV", U"电子伏", U"电子伏特"},
    Name{U"keV", U"千电子伏"},
    Name{U"MeV", U"兆电子伏"},
    Name{U"GeV", U"吉电子伏"},
    Name{U"N", U"牛", U"牛顿"},
    Name{U"kN", U"千牛"},
    Name{U"Nm", U"牛米"},
    Name{U"Pa", U"帕", U"帕斯卡"},
    Name{U"hPa", U"百帕"},
    Name{U"kPa KPa", U"千帕"},
    Name{U"MPa Mpa", U"兆帕"},
    Name{U"mmHg", U"毫米汞柱"},
    Name{U"bar", U"巴"},
    Name{U"hp HP", U"马力"},
    // Frequency, sound, light, pictures.
    Name{U"Hz HZ hz", U"赫兹", U"赫"},
    Name{U"kHz KHz khz KHZ", U"千赫兹", U"千赫"},
    Name{U"MHz Mhz MHZ mhz", U"兆赫兹", U"兆赫"},
    Name{U"GHz Ghz GHZ ghz", U"吉赫兹", U"吉赫"},
    Name{U"THz", U"太赫兹"},
    Name{U"dB db DB Db", U"分贝"},
    Name{U"dBA", U"分贝"},
    Name{U"lm", U"流明"},
    Name{U"lx lux", U"勒克斯"},
    Name{U"cd", U"坎德拉"},
    Name{U"nit nits", U"尼特"},
    Name{U"px", U"像素"},
    Name{U"fps FPS", U"帧每秒", U"帧"},
    Name{U"rpm RPM", U"转每分", U"转"},
    Name{U"bpm BPM", U"次每分", U"拍每分"},
    Name{U"mph", U"英里每小时"},
    Name{U"kmh kph", U"公里每小时"},
    Name{U"rad", U"弧度"},
    Name{U"K", U"开", U"开尔文", UnitKind::Temperature},
    // Data.
    Name{U"KB kB MB GB TB PB Kb Mb Gb KiB MiB GiB TiB bit bits Kbps kbps Mbps mbps Gbps bps MBps kb mb gb tb", U"", U"",
         UnitKind::Data},
    // Signs.
    Name{U"㎡", U"平方米", U"平米"},
    Name{U"㎥", U"立方米", U"立方"},
    Name{U"㎞", U"公里", U"千米"},
    Name{U"㎝", U"厘米"},
    Name{U"㎜", U"毫米"},
    Name{U"㎏", U"公斤", U"千克"},
    Name{U"㎎", U"毫克"},
    Name{U"㏄", U"毫升", U"西西"},
    Name{U"㎖", U"毫升"},
    Name{U"㎐", U"赫兹"},
    Name{U"㎢", U"平方公里"},
};

const std::unordered_map<std::u32string_view, const Name*>& table() {
    static const auto made = [] {
        std::unordered_map<std::u32string_view, const Name*> names;
        for (const auto& name : kNames) {
            for (std::u32string_view rest = name.symbols; !rest.empty();) {
                const std::size_t end = std::min(rest.find(U' '), rest.size());
                names.emplace(rest.substr(0, end), &name);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return names;
    }();
    return made;
}

/// Percent and degrees.
constexpr std::array kSigns{
    Name{U"%", U"百分之", {}, UnitKind::Percent},
    Name{U"‰", U"千分之", {}, UnitKind::Percent},
    Name{U"‱", U"万分之", {}, UnitKind::Percent},
    Name{U"℃", U"摄氏度", U"度", UnitKind::Temperature},
    Name{U"°C", U"摄氏度", U"度", UnitKind::Temperature},
    Name{U"°c", U"摄氏度", U"度", UnitKind::Temperature},
    Name{U"℉", U"华氏度", U"度", UnitKind::Temperature},
    Name{U"°F", U"华氏度", U"度", UnitKind::Temperature},
    Name{U"°", U"度", {}, UnitKind::Degree},
};

Spoken nameOf(const Name& name) {
    Spoken spoken(name.name);
    if (!name.other.empty())
        spoken.orSay(std::u32string(name.other));
    return spoken;
}

/// Letters that are a unit only where the sentence is about what they measure.
bool fitsSentence(std::u32string_view symbol, const ScannedText& text, std::size_t begin, std::size_t end) {
    const auto about = [&](std::u32string_view words) {
        return mentions(text.head(begin, 14), words) || mentions(text.tail(end, 6), words);
    };
    if (symbol == U"K")
        return about(U"温 沸点 熔点 冰点 绝对 开尔文 超导 液氮 液氦 宇宙 色温 恒星 太阳 低至 凝固");
    if (symbol == U"A")
        return about(U"电流 插座 保险丝 空开 充电 电源 安培 额定 电路 漏电 输出 快充 电瓶 断路器");
    if (symbol == U"N")
        return about(U"力 牛顿 拉 压 弹簧");
    if (symbol == U"J")
        return about(U"能 功 焦 热");
    if (symbol == U"in" || symbol == U"bar" || symbol == U"feet" || symbol == U"pm" || symbol == U"us" ||
        symbol == U"nit")
        return !text.blank(begin) && !text.blank(end);
    if (symbol == U"HP" || symbol == U"hp")
        return about(U"马力 发动机 引擎 功率");
    if (symbol == U"cd" || symbol == U"rad")
        return about(U"亮度 光 角");
    return true;
}

/// The factor of an exponent behind a unit of length: 平方, 立方; `end` moves behind it.
std::u32string_view exponentAt(const ScannedText& text, std::u32string_view symbol, std::size_t& end) {
    if (!isOneOf(symbol, U"m km cm mm dm μm nm ft in s KM CM MM"))
        return {};
    const std::size_t digit = text.at(end) == U'^' ? end + 1 : end;
    const char32_t c = text.at(digit);
    const bool written =
        (c == U'2' || c == U'3') && symbol != U"s" && !text.digit(digit + 1) && !text.letter(digit + 1);
    if (c != U'²' && c != U'³' && !written)
        return {};
    end = digit + 1;
    return c == U'²' || c == U'2' ? U"平方" : U"立方";
}

/// One unit without division; `begin` is where its letters are.
std::optional<Unit> simpleUnit(const ScannedText& text, std::size_t begin) {
    for (const auto& sign : kSigns)
        if (text.startsWith(begin, sign.symbols) && !(sign.symbols.size() == 2 && text.letter(begin + 2)))
            return Unit{nameOf(sign), begin + sign.symbols.size(), sign.kind, std::u32string(sign.symbols)};
    std::size_t end = begin;
    if (text.letter(begin))
        end = text.lettersEnd(begin);
    else if (text.at(begin) == U'μ')
        end = text.lettersEnd(begin + 1);
    if (end == begin || text.at(end) == U'Ω')
        ++end;
    constexpr std::size_t kLongestSymbol = 6;
    if (end - begin > kLongestSymbol)
        return std::nullopt;
    const auto symbol = text.part(begin, end);
    const auto found = table().find(symbol);
    if (found == table().end())
        return std::nullopt;
    Unit unit{nameOf(*found->second), end, found->second->kind, std::u32string(symbol)};
    if (unit.kind == UnitKind::Data) {
        unit.name = Spoken(symbol);
        if (symbol == U"GB" || symbol == U"TB")
            unit.name.orSay(std::u32string(symbol.substr(0, 1)));
        if (symbol == U"MB" || symbol == U"Mbps")
            unit.name.orSay(U"兆");
    }
    if (const auto factor = exponentAt(text, symbol, unit.end); !factor.empty()) {
        Spoken power = symbol == U"s" ? Spoken(U"二次方", {U"平方"}) : Spoken(factor);
        unit.name = power + unit.name;
        if (symbol == U"m")
            unit.name.orSay(factor == U"平方" ? U"平米" : U"立方");
    }
    return unit;
}

/// Units that others follow without a blank: 2min30s.
constexpr std::u32string_view kJoinedUnits = U"h hr min m kg t ft km s";

/// Whether digits with one of these units stand right before `place`.
bool behindUnit(const ScannedText& text, std::size_t place, std::u32string_view units) {
    const std::size_t letters = text.lettersBegin(place);
    return letters < place && letters > 0 && text.digit(letters - 1) && isOneOf(text.part(letters, place), units);
}

/// Units go on neither in letters nor in digits, other than those of a smaller unit: 2min30s.
bool endsWell(const ScannedText& text, const Unit& unit) {
    if (unit.kind == UnitKind::Percent || unit.kind == UnitKind::Degree)
        return true;
    if (text.letter(unit.end))
        return false;
    if (!text.digit(unit.end))
        return text.at(unit.end) != U'_' && text.at(unit.end) != U'@';
    const std::size_t digits = text.digitsEnd(unit.end);
    const bool goesOn = isOneOf(unit.symbol, kJoinedUnits);
    return goesOn && digits - unit.end <= 3 && text.letter(digits) && simpleUnit(text, digits).has_value();
}

}  // namespace

std::optional<Unit> perUnitAt(const ScannedText& text, std::size_t place) {
    if (text.at(place) != U'/')
        return std::nullopt;
    std::size_t begin = place + 1;
    Spoken each(U"每");
    // 8L/100km
    if (const std::size_t digits = text.digitsEnd(begin);
        digits > begin && digits - begin <= 4 && !text.digit(place - 1)) {
        each += text.part(begin, digits) == U"100" ? Spoken(U"百") : spokenCardinal(text.part(begin, digits));
        begin = digits;
    }
    if (auto unit = simpleUnit(text, begin); unit && endsWell(text, *unit) && unit->kind != UnitKind::Percent) {
        if (unit->symbol == U"min")
            unit->name = Spoken(U"分钟", {U"分"});
        unit->name = each + unit->name;
        return unit;
    }
    const auto counter = counterAt(text, begin);
    if (counter.begin != begin || !counter.found())
        return std::nullopt;
    return Unit{each + Spoken(text.written(counter.begin, counter.end)), counter.end};
}

namespace {

/// In "2x+3m=5" a single letter is a variable, in "t=5s。" and "1m=100cm" it is none.
bool isVariable(const ScannedText& text, const Unit& unit, std::size_t begin) {
    constexpr std::size_t kWindow = 24;
    if (mentions(text.part(begin > kWindow ? begin - kWindow : 0, begin + kWindow), U"km cm mm kg mg ml min"))
        return false;
    constexpr std::u32string_view kOperators = U"+-×÷=*/^<>≤≥≈)²³";
    const char32_t next = text.at(text.skipBlank(unit.end));
    const bool ends = next == U'\0' || kOperators.find(next) == std::u32string_view::npos;
    return !ends || !isOneOf(unit.symbol, U"m s g V W");
}

}  // namespace

std::optional<Unit> unitAt(const ScannedText& text, std::size_t place) {
    const std::size_t begin = text.skipBlank(place);
    auto unit = simpleUnit(text, begin);
    if (!unit)
        return std::nullopt;
    const bool torque = unit->symbol == U"N" && text.at(unit->end) == U'·' && text.at(unit->end + 1) == U'm';
    if (!torque && !fitsSentence(unit->symbol, text, place, unit->end))
        return std::nullopt;
    // Of letters behind a blank only what can hardly be a word is a unit.
    if (begin > place && (isOneOf(unit->symbol, U"in bar feet us h t A")))
        return std::nullopt;
    if (unit->symbol.size() == 1 && text.letter(begin) && text.inFormula(begin) && isVariable(text, *unit, begin))
        return std::nullopt;
    if (torque) {
        unit->name = Spoken(U"牛米", {U"牛顿米"});
        unit->end += 2;
    }
    if (const auto per = perUnitAt(text, unit->end)) {
        unit->name += per->name;
        unit->end = per->end;
        return unit;
    }
    if (!endsWell(text, *unit))
        return std::nullopt;
    // 2min30s: 两分三十秒, and an m between hours and seconds is one of time.
    if (text.digit(unit->end) &&
        (unit->symbol == U"min" || (unit->symbol == U"m" && text.at(text.digitsEnd(unit->end)) == U's')))
        unit->name = Spoken(U"分", {U"分钟"});
    if (unit->symbol == U"m" && text.digit(place - 1) && behindUnit(text, text.digitsBegin(place), U"h hr"))
        unit->name = Spoken(U"分", {U"分钟"});
    return unit;
}

bool behindLargerUnit(const ScannedText& text, std::size_t place) { return behindUnit(text, place, kJoinedUnits); }

std::optional<Unit> loneUnitAt(const ScannedText& text, std::size_t place) {
    auto unit = simpleUnit(text, place);
    if (!unit || unit->kind == UnitKind::Percent || unit->kind == UnitKind::Degree)
        return std::nullopt;
    const bool sign = !text.letter(place);
    const bool power = text.at(unit->end - 1) == U'²' || text.at(unit->end - 1) == U'³';
    if (const auto per = perUnitAt(text, unit->end);
        per && isOneOf(unit->symbol, U"km m cm mm kg g mg μg L mL ml kWh W")) {
        unit->name += per->name;
        unit->end = per->end;
    } else if (unit->symbol.size() > 1 && unit->kind != UnitKind::Data && text.endsWith(place, U"每") &&
               endsWell(text, *unit)) {
        return unit;
    } else if ((!sign && !power) || !endsWell(text, *unit) || (power && text.inFormula(place))) {
        return std::nullopt;
    }
    return unit;
}

}  // namespace timbre::frontend::zh
