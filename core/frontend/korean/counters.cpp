// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/counters.h"

#include <algorithm>

#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/number_words.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string_view;
using ja::Number;
using ja::Source;

struct NativeCounter {
    Text word;
    int most = kMostNative;
};

// Longer words before those they begin with. Hours of the day go to twelve, spans of time to twenty.
constexpr NativeCounter kNativeCounters[] = {
    {U"시간", 20},  {U"시", 12},   {U"달", 12},    {U"사람"},     {U"마리"},   {U"번째"},   {U"번", kMostNative}, {U"가지"},
    {U"군데"},      {U"그루"},     {U"송이"},      {U"켤레"},     {U"자루"},   {U"조각"},   {U"그릇"},            {U"봉지"},
    {U"상자"},      {U"다발"},     {U"바퀴"},      {U"마디"},     {U"방울"},   {U"덩어리"}, {U"숟가락"},          {U"젓가락"},
    {U"접시"},      {U"남매"},     {U"자매"},     {U"형제"},        {U"포기"},     {U"꾸러미"},    {U"뭉치"},     {U"묶음"},   {U"갈래"},   {U"차례"},            {U"모금"},
    {U"걸음"},      {U"끼"},       {U"쌍"},        {U"팀"},       {U"개"},     {U"명"},     {U"살"},              {U"권"},
    {U"잔"},        {U"병"},       {U"대"},        {U"채"},       {U"벌"},     {U"장"},     {U"곳"},              {U"척"},
    {U"통"},        {U"줄"},       {U"칸"},        {U"판"},       {U"방"},     {U"곡"},     {U"갑"},              {U"알"},
    {U"톨"},        {U"필"},       {U"뼘"},        {U"배", 10},   {U"컵"},     {U"캔"},     {U"입"},              {U"주먹"}};

// Words that begin with a native counter and are counted otherwise.
constexpr Text kSinoWords[] = {U"개월", U"개국", U"개년", U"개소", U"개사", U"개교", U"개동", U"개군", U"개구", U"개면", U"개점",
                               U"번가", U"번지", U"번호", U"번대", U"번길", U"시대", U"대대", U"대손", U"달러", U"장조", U"배럴",
                               U"권역", U"병동", U"방면", U"통신", U"판정", U"살균", U"입방"};

// Behind 번 these are called by the number and not counted.
constexpr Text kNumberedThings[] = {U"버스", U"출구", U"문제", U"국도", U"타자", U"선수", U"홈", U"승강장", U"게이트",
                                        U"노선", U"테이블", U"창구", U"트랙", U"채널", U"좌석", U"고객", U"손님", U"타석"};

constexpr Text kParticles =
    U"은는이가을를의에도만로으와과나씩째까부보정하미쯤당마밖뿐들인입였라간동중전후반할짜내안남넘꼴모면요예야랑처같조여때";
constexpr Text kLargeUnits = U"십백천만억조경";

struct Unit {
    Text written;
    Text before;
    Text name;
};

constexpr Unit kUnits[] = {
    {U"%p", U"", U"퍼센트포인트"}, {U"%", U"", U"퍼센트"},        {U"‰", U"", U"퍼밀"},           {U"℃", U"섭씨 ", U"도"},
    {U"°C", U"섭씨 ", U"도"},      {U"℉", U"화씨 ", U"도"},       {U"°F", U"화씨 ", U"도"},       {U"°", U"", U"도"},
    {U"km/h", U"시속 ", U"킬로미터"}, {U"m/s", U"초속 ", U"미터"}, {U"km²", U"", U"제곱킬로미터"}, {U"km2", U"", U"제곱킬로미터"},
    {U"㎢", U"", U"제곱킬로미터"}, {U"m²", U"", U"제곱미터"},     {U"m2", U"", U"제곱미터"},      {U"㎡", U"", U"제곱미터"},
    {U"m³", U"", U"세제곱미터"},   {U"m3", U"", U"세제곱미터"},   {U"㎥", U"", U"세제곱미터"},    {U"㎝", U"", U"센티미터"},
    {U"㎜", U"", U"밀리미터"},     {U"㎞", U"", U"킬로미터"},     {U"㎏", U"", U"킬로그램"},      {U"㎎", U"", U"밀리그램"},
    {U"㎖", U"", U"밀리리터"},     {U"km", U"", U"킬로미터"},     {U"cm", U"", U"센티미터"},      {U"mm", U"", U"밀리미터"},
    {U"nm", U"", U"나노미터"},     {U"m", U"", U"미터"},          {U"kg", U"", U"킬로그램"},      {U"mg", U"", U"밀리그램"},
    {U"g", U"", U"그램"},          {U"t", U"", U"톤"},            {U"mL", U"", U"밀리리터"},      {U"ml", U"", U"밀리리터"},
    {U"ℓ", U"", U"리터"},          {U"L", U"", U"리터"},          {U"l", U"", U"리터"},           {U"ha", U"", U"헥타르"},
    {U"kcal", U"", U"킬로칼로리"}, {U"cal", U"", U"칼로리"},      {U"kWh", U"", U"킬로와트시"},   {U"kW", U"", U"킬로와트"},
    {U"MW", U"", U"메가와트"},     {U"W", U"", U"와트"},          {U"V", U"", U"볼트"},           {U"mAh", U"", U"밀리암페어시"},
    {U"GHz", U"", U"기가헤르츠"},  {U"MHz", U"", U"메가헤르츠"},  {U"kHz", U"", U"킬로헤르츠"},   {U"Hz", U"", U"헤르츠"},
    {U"dB", U"", U"데시벨"},       {U"TB", U"", U"테라바이트"},   {U"GB", U"", U"기가바이트"},    {U"MB", U"", U"메가바이트"},
    {U"KB", U"", U"킬로바이트"},   {U"kB", U"", U"킬로바이트"},   {U"px", U"", U"픽셀"},          {U"ppm", U"", U"피피엠"},
    {U"rpm", U"", U"알피엠"},      {U"hPa", U"", U"헥토파스칼"},  {U"s", U"", U"초"},             {U"h", U"", U"시간"},
    {U"ms", U"", U"밀리초"},       {U"㎍", U"", U"마이크로그램"}, {U"μm", U"", U"마이크로미터"}};

const Unit* unitAt(const Source& text, std::size_t place) {
    const Unit* found = nullptr;
    for (const Unit& unit : kUnits)
        if ((found == nullptr || unit.written.size() > found->written.size()) && text.starts(place, unit.written))
            found = &unit;
    if (found == nullptr)
        return nullptr;
    const bool letters = ja::isLatinLetter(found->written.back());
    return letters && ja::isAlphanumeric(text.at(place + found->written.size())) ? nullptr : found;
}

/// Only particles and endings may follow a counter at once, or it is part of a longer word.
bool endsWord(const Source& text, std::size_t end) { return !isSyllable(text.at(end)) || particleAt(text, end); }

bool isCalledByNumber(const Source& text, const Number& number, std::size_t end) {
    const std::size_t behind = end + (text.at(end) == U' ' ? 1 : 0);
    return text.at(number.begin - 1) == U'제' ||
           std::ranges::any_of(kNumberedThings, [&](Text thing) { return text.starts(behind, thing); });
}

/// Ages and decades: 30대, but 세 대.
bool isAge(const Number& number) { return number.whole.size() == 2 && number.whole[1] == U'0'; }

std::optional<Counter> nativeAt(const Source& text, const Number& number, std::size_t place) {
    for (const Text word : kSinoWords)
        if (text.starts(place, word))
            return std::nullopt;
    const auto* const found = std::ranges::find_if(
        kNativeCounters, [&](const NativeCounter& one) { return text.starts(place, one.word); });
    if (found == std::end(kNativeCounters))
        return std::nullopt;
    const std::size_t end = place + found->word.size();
    const bool ratio = found->word == U"대" && text.at(end) == U' ' && text.digit(end + 1);  // 3 대 2
    const bool sino = ratio || (found->word == U"대" && isAge(number)) || text.at(number.begin - 1) == U'제' ||
                      (found->word == U"번" && isCalledByNumber(text, number, end));
    if (!endsWord(text, end))
        return std::nullopt;
    return Counter{.end = end, .name = U" " + std::u32string(found->word), .mostNative = sino ? 0 : found->most};
}

}  // namespace

bool particleAt(const Source& text, std::size_t place) { return kParticles.find(text.at(place)) != Text::npos; }

std::size_t largeUnitsEnd(const Source& text, std::size_t place) {
    while (kLargeUnits.find(text.at(place)) != Text::npos)
        ++place;
    return place;
}

std::optional<Counter> counterBehind(const Source& text, const Number& number) {
    const std::size_t place = number.end + (text.at(number.end) == U' ' ? 1 : 0);
    if (const Unit* const unit = unitAt(text, place)) {
        std::size_t begin = number.begin;
        begin -= begin > 0 && text.at(begin - 1) == U' ' ? 1 : 0;
        const Text before = unit->before.substr(0, 2);
        const bool said = !before.empty() && (text.ends(begin, before) || text.ends(begin, U"영하") || text.ends(begin, U"영상"));
        return Counter{.end = place + unit->written.size(),
                       .before = std::u32string(said ? Text() : unit->before),
                       .name = U" " + std::u32string(unit->name)};
    }
    if (text.at(place) == U'월' && place == number.end && number.value() >= 1 && number.value() <= 12)
        return Counter{.end = place + 1, .name = U"월", .month = true};
    if (auto native = nativeAt(text, number, place))
        return native;
    constexpr Text kShort[] = {U"년", U"일", U"분", U"초", U"도", U"원", U"회", U"층", U"점", U"위", U"등", U"주", U"퍼센트",
                               U"인분", U"인", U"학년", U"호선", U"세기", U"시", U"호", U"차", U"급", U"쪽"};
    for (const Text word : kShort)
        if (text.starts(place, word) && endsWord(text, place + word.size()))
            return Counter{.end = place + word.size(), .name = U" " + std::u32string(word)};
    return std::nullopt;
}

std::u32string counted(const Number& number, const Counter& counter) {
    const int value = number.value();
    std::u32string out = counter.before;
    if (counter.month && (value == 6 || value == 10))
        return out.append(value == 6 ? U"유" : U"시").append(counter.name);
    constexpr int kHundred = 100;
    constexpr int kMostBehindHundred = 10;
    const bool behindHundred = counter.mostNative == kMostNative && value > kHundred && value < 10 * kHundred &&
                               value % kHundred >= 1 && value % kHundred < kMostBehindHundred;
    if (value >= 1 && value <= counter.mostNative)
        out += nativeNumber(value);
    else if (behindHundred)  // 백한 명, but 백오십 명
        out.append(sinoNumber(number.whole.substr(0, 1) + U"00")).append(nativeNumber(value % kHundred));
    else if (number.isWhole())  // 05분 is 오 분.
        out += sinoNumber(number.whole);
    else
        out += numberInWords(number);
    return out.append(counter.name);
}

}  // namespace timbre::frontend::korean
