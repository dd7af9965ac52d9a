// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/marks.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/frontend/korean/jamo.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string;
using Words = std::unordered_set<std::u32string_view>;

constexpr char32_t kRieul = 0x11AF;
constexpr char32_t kPastCoda = 0x11BB;  // ㅆ, as in 했을 때

/// The words of a list, which stays.
Words wordsOf(std::u32string_view list) {
    Words words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(U' '), list.size());
        words.insert(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

/// Counters that a number is read together with: time, money and measures, things by kind.
const Words& counters() {
    static const Words words = wordsOf(
        U"년 개년 개월 월 주 주일 주년 주기 일 시 분 초 박 세 살 끼 교시 회 번 "
        U"원 달러 엔 유로 위안 푼 냥 "
        U"명 개 개국 마리 권 장 대 채 척 켤레 벌 쌍 짝 그루 송이 포기 자루 통 판 단 다발 다스 갑 봉지 상자 접시 조각 토막 덩어리 "
        U"가지 갈래 겹 군데 꼭지 꾸러미 닢 개비 되 두 량 마디 매 모 모금 뭇 바퀴 발 발짝 방 부 뼘 석 숟갈 실 쌈 움큼 정 첩 축 "
        U"칸 타 탕 톨 편 폭 필 호 쪽 줄기 차 차선 건 관 교 경 고랑 광년 기 도 동 위 연 권 트럭 보루 쿼터 식 점 "
        U"미터 센티미터 밀리미터 킬로미터 킬로 센티 그램 킬로그램 톤 리터 인치 피트 마일 온스 파운드 갤런 헥타르 평 리 홉 칼로리 캐럿 볼트 "
        U"와트 헤르츠 바이트 퍼센트 등 승 무 막 킬로와트 밀리그램 제곱미터 데시벨 기가바이트 메가바이트 테라바이트 킬로바이트 밀리 나노미터 배럴 근 "
        U"섬 필지 에이커 야드 가마니 두름 접 킬로칼로리 마력 암페어 마하 데시리터 밀리리터 옥타브 알 방울 숟가락 젓가락 공기 사발 학급 개소 "
        U"페소 루피 센트 뭉치 덩이 가락 할");
    return words;
}

/// Words behind digits that are read digit by digit, and longer words that begin like a counter.
const Words& notCounters() {
    static const Words words = wordsOf(
        U"가닥 년대 배 전 차례 화 거리 격 곡 골 구 국 군 급 기가 길 남 남매 녀 년생 노트 단계 당 도막 돌 메가 면 반 백 번지 번째 병 봉 분기 "
        U"분량 사람 선 성 쇄 수 술 스푼 시간 역 이닝 인 인분 자 자녀 자리 잔 절 조 종 줄 집 층 컵 코스 팩 "
        U"페이지 포 품 프로 픽셀 학기 학년 한 해 행 호선");
    return words;
}

constexpr std::size_t kLongestCounter = 5;

bool isDigit(char32_t c) noexcept { return unicode::isDecimal(c); }

bool isLargeUnit(char32_t c) noexcept { return std::u32string_view(U"십백천만억조").find(c) != std::u32string_view::npos; }

/// How long the counter at `at` is; 0 where none stands, or a longer word that is none.
std::size_t counterLength(std::u32string_view text, std::size_t at) {
    for (std::size_t length = std::min(kLongestCounter, text.size() - at); length > 0; --length) {
        const std::u32string_view word = text.substr(at, length);
        if (counters().contains(word))
            return length;
        if (notCounters().contains(word))
            return 0;
    }
    return 0;
}

/// Marks counters behind digits, or behind digits and 천, 만 and the like.
void markCounters(std::u32string_view text, std::vector<char32_t>& marks) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!isDigit(text[at]))
            continue;
        std::size_t end = at;
        while (end < text.size() && (isDigit(text[end]) || text[end] == U','))
            ++end;
        std::size_t word = end;
        if (const std::size_t length = counterLength(text, word); length > 0) {
            marks[word + length - 1] = kCounter;
        } else {
            while (word < text.size() && isLargeUnit(text[word]))
                ++word;
            if (const std::size_t behind = word > end ? counterLength(text, word) : 0; behind > 0)
                marks[word + behind - 1] = kCounter;
        }
        at = end - 1;
    }
}

/// A word and where it begins in the text.
struct Word {
    std::u32string_view text;
    std::size_t at;
};

std::vector<Word> hangulWords(std::u32string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && isSyllable(text[end]))
            ++end;
        if (end > at)
            words.push_back({text.substr(at, end - at), at});
        at = std::max(end, at + 1);
    }
    return words;
}

bool beginsWithOne(std::u32string_view text, std::u32string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(U' '), list.size());
        if (text.starts_with(list.substr(0, end)))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool endsWithOne(std::u32string_view text, std::u32string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(U' '), list.size());
        if (text.ends_with(list.substr(0, end)))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

// Nouns, adverbs and particles in ㄹ, by their ends: no endings of verbs.
constexpr std::u32string_view kNounsInRieul =
    U"를 말 물 술 날 길 글 달 별 발 팔 불 털 쌀 칼 오늘 내일 매일 생일 휴일 평일 요일 과일 메일 파일 제일 통일 독일 종일 스타일 주일 가을 마을 "
    U"노을 하늘 마늘 바늘 그늘 비늘 서울 겨울 거울 방울 개울 얼굴 동굴 교실 사실 현실 거실 침실 장실 구실 진실 확실 병실 비밀 호텔 모델 "
    U"연필 시절 계절 친절 소설 전설 시설 해설 연설 건설 물질 품질 성질 체질 경찰 관찰 생활 부활 재활 역할 분할 관할 시골 해골 재벌 수출 매출 "
    U"지출 대출 제출 외출 연출 탈출 확률 비율 환율 법률 규율 배열 진열 터널 채널 비닐 이틀 사흘 나흘 열흘 그걸 이걸 저걸 무얼 뭘 널 절 둘 "
    U"아들 딸 샤워실";
// Verbs that end like the noun 날.
constexpr std::u32string_view kVerbsInNal = U"만날 떠날 어날 타날 아날 라날 끝날 빛날";
// Of words in 들 those before which 들 is part of a verb: 만들다, 줄어들다; elsewhere it is the plural.
constexpr std::u32string_view kBeforeVerbalDeul = U"만힘흔떠깃물어져아여";

// Stems before the ending 을; behind other syllables 을 is the particle.
constexpr std::u32string_view kStemsBeforeEul =
    U"있 없 않 많 좋 같 싫 옳 잃 뚫 끓 먹 읽 앉 얹 입 벗 찾 받 믿 웃 씻 잡 놓 넣 쌓 낳 잊 얻 죽 막 찍 높 깊 늦 싶 맞 맡 붙 갚 덮 섞 묶 깎 닦 "
    U"볶 겪 뽑 씹 접 업 굽 녹 작 적 익 속 묻 닫 걷 싣 물 들 남 참 숨 넘 심 담 젊 닮 굶 굵 맑 밝 늙 넓 짧 얇 밟 핥 훑";

// Nouns that stand behind an ending more often than behind another noun.
constexpr std::u32string_view kDependentNouns = 
    U"것 거 게 건 걸 겁 수 줄 듯 적 지 데 때 사람 정도 시간 생각 바 곳 분 계획 준비 방법 경우 가능성 기회 자신 작정 자격 가치 시기 장소 순간 "
    U"당시 동안 대상 조건 법 자리 집 돈";

/// 것 and 수 can only stand behind an ending.
bool isBoundNoun(std::u32string_view next) {
    static const Words forms = wordsOf(U"수 수가 수는 수도 수밖에 거예요 거야 거다 겁니다");
    return next.starts_with(U"것") || forms.contains(next);
}

/// Whether a word ends in ㄹ as a noun, an adverb or with a particle.
bool isNounInRieul(std::u32string_view word, std::u32string_view next) {
    static const Words alwaysNouns = wordsOf(U"술 글 별 발 칼 둘 뭘 를");
    const bool shortVerb = word.size() == 1 && isBoundNoun(next) && !alwaysNouns.contains(word);
    const bool verb = shortVerb || endsWithOne(word, kVerbsInNal);
    return !verb && (word == U"일" || endsWithOne(word, kNounsInRieul));
}

/// Whether a word is a verb with the ending ㄹ before a noun.
bool isEnding(std::u32string_view word, std::u32string_view next) {
    const char32_t last = word.back();
    if (codaOf(last) != kRieul || isNounInRieul(word, next))
        return false;
    if (last == U'할' || last == U'될')
        return true;
    if (!beginsWithOne(next, kDependentNouns))
        return false;
    const char32_t before = word.size() < 2 ? U' ' : word[word.size() - 2];
    if (last == U'들' && word.size() > 1)
        return kBeforeVerbalDeul.find(before) != std::u32string_view::npos;
    const bool past = codaOf(before) == kPastCoda;
    return last != U'을' || past || kStemsBeforeEul.find(before) != std::u32string_view::npos;
}

void markEndings(std::u32string_view text, const std::vector<Word>& words, std::vector<char32_t>& marks) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::size_t end = words[i].at + words[i].text.size();
        const bool oneBlank = end + 1 == words[i + 1].at && text[end] == U' ';
        if (oneBlank && marks[end - 1] == 0 && isEnding(words[i].text, words[i + 1].text))
            marks[end - 1] = kVerbEnding;
    }
}

// What may follow a stem at once.
constexpr std::u32string_view kEndings = U"거나 거든 게 고 기 길 다 더 던 든 도록 지 자 소 습니 습디 죠 진 질";
// The same where the word could be a noun otherwise: the whole rest of the word.
constexpr std::u32string_view kWholeEndings =
    U"거나 거든 게 고 고서 고는 고도 다 다가 다고 다는 다면 더니 더라 던 든 든지 도록 지 지만 지는 지도 지요 죠 습니다 습니까 습니다만 고요 더라도";
// Stems in ㄴ and ㅁ, each with the words that are nouns or adverbs instead.
constexpr std::u32string_view kStemsInNasal = U"신 안 감 남 넘 참 담 심 숨 품 껴안 끌어안 살아남 머금 다듬 더듬 쓰다듬 가다듬";
const Words& notStems() {
    static const Words words = wordsOf(U"신다 참고 감지 심지");
    return words;
}

bool isWholeEnding(std::u32string_view rest) {
    static const Words endings = wordsOf(kWholeEndings);
    return endings.contains(rest);
}

void markNasalStem(const Word& word, std::vector<char32_t>& marks) {
    static const Words stems = wordsOf(kStemsInNasal);
    for (std::size_t length = 1; length < std::min<std::size_t>(word.text.size(), 4); ++length) {
        const std::u32string_view stem = word.text.substr(0, length);
        if (stems.contains(stem) && isWholeEnding(word.text.substr(length)) && !notStems().contains(word.text))
            marks[word.at + length - 1] = kVerbStem;
    }
}

/// Stems that end in two letters, anywhere in a word.
bool isStemInTwoLetters(char32_t syllable) {
    switch (codaOf(syllable)) {
        case 0x11AC: return true;                                                       // ㄵ
        case 0x11B1: return syllable != U'삶' && syllable != U'앎';                     // ㄻ
        case 0x11B0: return std::u32string_view(U"읽맑밝늙굵긁묽붉갉낡얽").find(syllable) != std::u32string_view::npos;
        case 0x11B4: return syllable == U'핥' || syllable == U'훑';                     // ㄾ
        default: return false;
    }
}

void markStems(const std::vector<Word>& words, std::vector<char32_t>& marks) {
    for (const Word& word : words) {
        for (std::size_t i = 0; i + 1 < word.text.size(); ++i) {
            const std::u32string_view rest = word.text.substr(i + 1);
            const bool balb = word.text[i] == U'밟' && !beginsWithOne(rest, U"히 혀 혔 힌 힐 힘 힙");
            if (balb || (isStemInTwoLetters(word.text[i]) && beginsWithOne(rest, kEndings)))
                marks[word.at + i] = kVerbStem;
        }
        markNasalStem(word, marks);
    }
}

}  // namespace

Text marked(const Text& text) {
    std::vector<char32_t> marks(text.size(), 0);
    markCounters(text, marks);
    const std::vector<Word> words = hangulWords(text);
    markStems(words, marks);
    markEndings(text, words, marks);
    Text out;
    out.reserve(text.size() + 16);
    for (std::size_t i = 0; i < text.size(); ++i) {
        out.push_back(text[i]);
        if (marks[i] != 0)
            out.push_back(marks[i]);
    }
    return out;
}

}  // namespace timbre::frontend::korean
