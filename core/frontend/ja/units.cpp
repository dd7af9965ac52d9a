// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/units.h"

namespace timbre::frontend::ja {

namespace {

constexpr Unit kUnits[] = {
    // Speeds
    {U"km/h", U"キロメートル", U"キロ", U"時速"},
    {U"km/s", U"キロメートル", U"キロ", U"秒速"},
    {U"km/min", U"キロメートル", U"キロ", U"分速"},
    {U"m/s", U"メートル", U"", U"秒速"},
    {U"m/min", U"メートル", U"", U"分速"},
    {U"m/h", U"メートル", U"", U"時速"},
    {U"cm/s", U"センチメートル", U"センチ", U"秒速"},
    {U"mm/s", U"ミリメートル", U"ミリ", U"秒速"},
    {U"mm/h", U"ミリメートル", U"ミリ", U"一時間に"},
    {U"mph", U"マイル", U"", U"時速"},
    {U"kph", U"キロメートル", U"キロ", U"時速"},
    {U"km", U"キロメートル", U"キロ"},
    {U"cm", U"センチメートル", U"センチ"},
    {U"mm", U"ミリメートル", U"ミリ"},
    {U"nm", U"ナノメートル", U"ナノ"},
    {U"μm", U"マイクロメートル", U"ミクロン"},
    {U"m", U"メートル", U"", U"", true},
    {U"kg", U"キログラム", U"キロ"},
    {U"mg", U"ミリグラム", U"ミリ"},
    {U"μg", U"マイクログラム"},
    {U"g", U"グラム", U"", U"", true},
    {U"t", U"トン", U"", U"", true},
    {U"kt", U"キロトン"},
    {U"L", U"リットル", U"", U"", true},
    {U"l", U"リットル", U"", U"", true},
    {U"ℓ", U"リットル"},
    {U"kL", U"キロリットル"},
    {U"kl", U"キロリットル"},
    {U"dL", U"デシリットル"},
    {U"dl", U"デシリットル"},
    {U"mL", U"ミリリットル", U"ミリ"},
    {U"ml", U"ミリリットル", U"ミリ"},
    {U"cc", U"シーシー"},
    {U"km²", U"平方キロメートル", U"平方キロ"},
    {U"km2", U"平方キロメートル", U"平方キロ"},
    {U"m²", U"平方メートル", U"ヘーベー"},
    {U"m2", U"平方メートル", U"ヘーベー"},
    {U"cm²", U"平方センチメートル", U"平方センチ"},
    {U"cm2", U"平方センチメートル", U"平方センチ"},
    {U"mm²", U"平方ミリメートル", U"平方ミリ"},
    {U"m³", U"立方メートル", U"リューベー"},
    {U"m3", U"立方メートル", U"リューベー"},
    {U"cm³", U"立方センチメートル", U"立方センチ"},
    {U"cm3", U"立方センチメートル", U"立方センチ"},
    {U"㎡", U"平方メートル", U"ヘーベー"},
    {U"㎥", U"立方メートル", U"リューベー"},
    {U"㎢", U"平方キロメートル", U"平方キロ"},
    {U"㎠", U"平方センチメートル", U"平方センチ"},
    {U"㎞", U"キロメートル", U"キロ"},
    {U"㎝", U"センチメートル", U"センチ"},
    {U"㎜", U"ミリメートル", U"ミリ"},
    {U"㎏", U"キログラム", U"キロ"},
    {U"㎎", U"ミリグラム", U"ミリ"},
    {U"㏄", U"シーシー"},
    {U"㎖", U"ミリリットル", U"ミリ"},
    {U"㍍", U"メートル"},
    {U"㌔", U"キロ"},
    {U"㌢", U"センチ"},
    {U"㌘", U"グラム"},
    {U"㌧", U"トン"},
    {U"㍑", U"リットル"},
    {U"㌫", U"パーセント"},
    {U"ha", U"ヘクタール"},
    {U"in", U"インチ"},
    {U"inch", U"インチ"},
    {U"ft", U"フィート"},
    {U"yd", U"ヤード"},
    {U"mi", U"マイル"},
    {U"lb", U"ポンド"},
    {U"lbs", U"ポンド"},
    {U"oz", U"オンス"},
    {U"gal", U"ガロン"},
    {U"ct", U"カラット"},
    // Times
    {U"h", U"時間", U"", U"", true},
    {U"hr", U"時間"},
    {U"hrs", U"時間"},
    {U"min", U"分"},
    {U"sec", U"秒"},
    {U"s", U"秒", U"", U"", true},
    {U"ms", U"ミリ秒"},
    {U"μs", U"マイクロ秒"},
    {U"ns", U"ナノ秒"},
    // Electricity, sound, light, force
    {U"Hz", U"ヘルツ"},
    {U"kHz", U"キロヘルツ"},
    {U"MHz", U"メガヘルツ"},
    {U"GHz", U"ギガヘルツ"},
    {U"dB", U"デシベル"},
    {U"db", U"デシベル"},
    {U"W", U"ワット", U"", U"", true},
    {U"kW", U"キロワット"},
    {U"MW", U"メガワット"},
    {U"GW", U"ギガワット"},
    {U"Wh", U"ワットアワー", U"ワット時"},
    {U"kWh", U"キロワットアワー", U"キロワット時"},
    {U"V", U"ボルト", U"", U"", true},
    {U"mV", U"ミリボルト"},
    {U"kV", U"キロボルト"},
    {U"A", U"アンペア", U"", U"", true},
    {U"mA", U"ミリアンペア"},
    {U"mAh", U"ミリアンペアアワー", U"ミリアンペア時"},
    {U"Ah", U"アンペアアワー", U"アンペア時"},
    {U"Ω", U"オーム"},
    {U"kΩ", U"キロオーム"},
    {U"lx", U"ルクス"},
    {U"lm", U"ルーメン"},
    {U"cd", U"カンデラ"},
    {U"J", U"ジュール", U"", U"", true},
    {U"kJ", U"キロジュール"},
    {U"cal", U"カロリー"},
    {U"kcal", U"キロカロリー"},
    {U"Pa", U"パスカル"},
    {U"hPa", U"ヘクトパスカル"},
    {U"kPa", U"キロパスカル"},
    {U"MPa", U"メガパスカル"},
    {U"mmHg", U"ミリメートルエイチジー"},
    {U"hp", U"馬力"},
    {U"rpm", U"アールピーエム", U"回転毎分"},
    {U"mol", U"モル"},
    {U"ppm", U"ピーピーエム"},
    {U"ppb", U"ピーピービー"},
    // Computers
    {U"KB", U"キロバイト"},
    {U"kB", U"キロバイト"},
    {U"MB", U"メガバイト", U"メガ"},
    {U"GB", U"ギガバイト", U"ギガ"},
    {U"TB", U"テラバイト", U"テラ"},
    {U"PB", U"ペタバイト", U"ペタ"},
    {U"kbps", U"キロビーピーエス", U"キロビット毎秒"},
    {U"Mbps", U"メガビーピーエス", U"メガビット毎秒"},
    {U"Gbps", U"ギガビーピーエス", U"ギガビット毎秒"},
    {U"bps", U"ビーピーエス", U"ビット毎秒"},
    {U"fps", U"エフピーエス", U"フレーム毎秒"},
    {U"dpi", U"ディーピーアイ"},
    {U"px", U"ピクセル"},
    {U"pt", U"ポイント"},
    {U"bit", U"ビット"},
    {U"k", U"キロ", U"", U"", true},
    // Parts and degrees
    {U"%", U"パーセント"},
    {U"‰", U"パーミル"},
    {U"°", U"度"},
    {U"℃", U"度"},
    {U"°C", U"度"},
    {U"℉", U"度", U"", U"華氏"},
    {U"°F", U"度", U"", U"華氏"},
};

constexpr Currency kSigns[] = {
    {U"HK$", U"ホンコンドル"},
    {U"NT$", U"台湾ドル"},
    {U"US$", U"ドル", U"米ドル"},
    {U"AU$", U"オーストラリアドル", U"豪ドル"},
    {U"A$", U"オーストラリアドル", U"豪ドル"},
    {U"CA$", U"カナダドル"},
    {U"C$", U"カナダドル"},
    {U"NZ$", U"ニュージーランドドル"},
    {U"S$", U"シンガポールドル"},
    {U"R$", U"レアル"},
    {U"$", U"ドル"},
    {U"CN¥", U"元", U"人民元"},
    {U"¥", U"円"},
    {U"€", U"ユーロ"},
    {U"£", U"ポンド"},
    {U"₩", U"ウォン"},
    {U"₹", U"ルピー"},
    {U"₽", U"ルーブル"},
    {U"฿", U"バーツ"},
    {U"₫", U"ドン"},
    {U"₱", U"ペソ"},
    {U"₺", U"リラ"},
    {U"₿", U"ビットコイン"},
};

constexpr Currency kCodes[] = {
    {U"USD", U"ドル", U"ベードル"},
    {U"JPY", U"円", U"日本円"},
    {U"EUR", U"ユーロ"},
    {U"GBP", U"ポンド", U"英ポンド"},
    {U"HKD", U"ホンコンドル"},
    {U"TWD", U"台湾ドル"},
    {U"AUD", U"オーストラリアドル", U"豪ドル"},
    {U"CAD", U"カナダドル"},
    {U"NZD", U"ニュージーランドドル"},
    {U"SGD", U"シンガポールドル"},
    {U"CNY", U"元", U"人民元"},
    {U"RMB", U"元", U"人民元"},
    {U"KRW", U"ウォン"},
    {U"CHF", U"スイスフラン"},
    {U"THB", U"バーツ"},
    {U"INR", U"ルピー"},
    {U"BTC", U"ビットコイン"},
};

template <typename List>
auto longestAt(const List& list, const Source& text, std::size_t place) -> decltype(&list[0]) {
    decltype(&list[0]) best = nullptr;
    for (const auto& one : list) {
        const bool letters = isLatinLetter(one.written.back());
        if (text.starts(place, one.written) && (best == nullptr || one.written.size() > best->written.size()) &&
            !(letters && isLatinLetter(text.at(place + one.written.size()))))
            best = &one;
    }
    return best;
}

}  // namespace

const Unit* unitAt(const Source& text, std::size_t place) {
    const Unit* const unit = longestAt(kUnits, text, place);
    return unit != nullptr && unit->adjacent && !text.digit(place - 1) ? nullptr : unit;
}

const Currency* currencySignAt(const Source& text, std::size_t place) { return longestAt(kSigns, text, place); }

const Currency* currencyCodeAt(const Source& text, std::size_t place) {
    return text.letterBefore(place) ? nullptr : longestAt(kCodes, text, place);
}

bool isCounter(const Source& text, std::size_t place) {
    constexpr std::u32string_view kCounters = U"日分秒時年月個人本枚回歳才度円番位章話巻階名台杯匹倍点週万千億割問号件軒足羽頭冊代世泊食種曲社店歩票通着行列部口株周箱袋皿級畳";
    return kCounters.find(text.at(place)) != std::u32string_view::npos || text.starts(place, U"つ") || text.starts(place, U"か月") ||
           text.starts(place, U"ヶ") || text.starts(place, U"カ") || text.starts(place, U"ページ") ||
           text.starts(place, U"パーセント") || text.starts(place, U"メートル") || text.starts(place, U"キロ") ||
           text.starts(place, U"グラム") || text.starts(place, U"センチ") || text.starts(place, U"ドル");
}

}  // namespace timbre::frontend::ja
