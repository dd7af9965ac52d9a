// SPDX-License-Identifier: GPL-3.0-or-later
// How Chinese, Cantonese, Japanese, Korean and mixed scripts are cut into sentences; English is in text_test.cpp.
#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/text/text.h"

namespace timbre {
namespace {

using Texts = std::vector<std::string>;

Texts split(std::string_view script, std::string_view language, const SplitLimits& limits = {}) {
    const auto spans = splitSentences(script, language, limits);
    Texts texts;
    if (!spans) {
        ADD_FAILURE() << spans.error().message();
        return texts;
    }
    for (const TextSpan& span : *spans) {
        texts.push_back(span.text);
    }
    return texts;
}

struct Row {
    const char* name;
    const char* script;
    Texts expected;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::string nameOf(const testing::TestParamInfo<Row>& row) { return row.param.name; }

// ---- Chinese -------------------------------------------------------------------------------------------------------

class ChineseSplit : public testing::TestWithParam<Row> {};

TEST_P(ChineseSplit, GivesTheSentences) { EXPECT_EQ(split(GetParam().script, "zh"), GetParam().expected); }

/// Punctuation means the same whatever the language of the script is said to be.
TEST_P(ChineseSplit, GivesTheSameAsMixedText) { EXPECT_EQ(split(GetParam().script, "auto"), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Marks, ChineseSplit,
    testing::Values(
        Row{"Stops", "你好。今天天气很好。我们走吧。", {"你好。", "今天天气很好。", "我们走吧。"}},
        Row{"QuestionsAndCalls", "你是谁？我不认识你！快走！", {"你是谁？", "我不认识你！", "快走！"}},
        Row{"AsciiMarks", "你是谁?我不认识你!快走", {"你是谁?", "我不认识你!", "快走"}},
        Row{"MarksInARow", "什么？！真的！！！好吧？？", {"什么？！", "真的！！！", "好吧？？"}},
        Row{"MixedMarksInARow", "什么?！真的!！", {"什么?！", "真的!！"}},
        Row{"HalfWidthStop", "你好｡我走了｡", {"你好｡", "我走了｡"}},
        Row{"AsciiStopsWithoutBlanks", "今天下雨.我们在家.", {"今天下雨.", "我们在家."}},
        Row{"AsciiStopsWithBlanks", "今天下雨. 我们在家. ", {"今天下雨.", "我们在家."}},
        Row{"FullWidthPeriods", "今天下雨．我们在家．", {"今天下雨．", "我们在家．"}},
        Row{"NoMarkAtTheEnd", "今天下雨。我们在家", {"今天下雨。", "我们在家"}},
        Row{"CommasGoOn", "今天下雨，我们在家、看书，等你。", {"今天下雨，我们在家、看书，等你。"}},
        Row{"SemicolonsGoOn", "春天播种；秋天收获；冬天休息。", {"春天播种；秋天收获；冬天休息。"}},
        Row{"ColonsGoOn", "他的意思是：我们都错了。", {"他的意思是：我们都错了。"}},
        Row{"EllipsisInside", "我……我不知道。真的……不知道……", {"我……我不知道。", "真的……不知道……"}},
        Row{"EllipsisOfOneCharacter", "也许…会下雨。嗯…好吧。", {"也许…会下雨。", "嗯…好吧。"}},
        Row{"EllipsisOfFullStops", "我想。。。还是算了。。。", {"我想。。。还是算了。。。"}},
        Row{"EllipsisOfPeriods", "我想...还是算了。走吧...", {"我想...还是算了。", "走吧..."}},
        Row{"EllipsisWithAMarkEnds", "难道……？不会的……！好……。行", {"难道……？", "不会的……！", "好……。", "行"}},
        Row{"EllipsisAtTheLineEnd", "他慢慢地走远了……\n第二天，雨停了。", {"他慢慢地走远了……", "第二天，雨停了。"}},
        Row{"EllipsisBeforeABlankAfterAWholeClause", "他慢慢地走远了，没有回头…… 第二天，雨停了。",
            {"他慢慢地走远了，没有回头……", "第二天，雨停了。"}},
        Row{"EllipsisBeforeABlankAfterAShortStart", "呃… 我不知道。", {"呃… 我不知道。"}},
        Row{"DashesGoOn", "他——我的老师——来了。", {"他——我的老师——来了。"}},
        Row{"TildesStayWithTheirSentence", "好的！～我来啦～～。走", {"好的！～", "我来啦～～。", "走"}},
        Row{"EmojiStayWithTheirSentence", "太好了！😀😀我们走吧。", {"太好了！😀😀", "我们走吧。"}},
        Row{"CommaAfterAMarkGoesOn", "哎呀！，你来了。", {"哎呀！，你来了。"}}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Quotes, ChineseSplit,
    testing::Values(
        Row{"ShortSpeechStaysWhole", "她说：“你好。我走了。”他点点头。", {"她说：“你好。我走了。”", "他点点头。"}},
        Row{"ShortSpeechInCorners", "她說：「你好。我走了。」他點點頭。", {"她說：「你好。我走了。」", "他點點頭。"}},
        Row{"ShortSpeechInDoubleCorners", "她說：『你好！走吧！』好。", {"她說：『你好！走吧！』", "好。"}},
        Row{"ShortSpeechInStraightQuotes", "她说：\"你好。我走了。\"他点点头。", {"她说：\"你好。我走了。\"", "他点点头。"}},
        Row{"LongSpeechEndsInside",
            "她说：“昨天晚上下了一场很大的雨，河里的水涨得很高。今天早上桥也断了，我们只能从山上绕过去，大概要走三个小时。你累了吗？”",
            {"她说：“昨天晚上下了一场很大的雨，河里的水涨得很高。", "今天早上桥也断了，我们只能从山上绕过去，大概要走三个小时。你累了吗？”"}},
        Row{"SpeakerBehind", "“你来了？”他说。“来了。”我说。", {"“你来了？”他说。", "“来了。”我说。"}},
        Row{"SpeakerBehindWithAdverb", "“快跑！”小明大声喊道。大家都跑了。", {"“快跑！”小明大声喊道。", "大家都跑了。"}},
        Row{"SpeakerBetween", "“好吧。”她笑着说，“我们一起去。”天黑了。", {"“好吧。”她笑着说，“我们一起去。”", "天黑了。"}},
        Row{"SpeakerOfTheNextSpeech", "“你去哪儿？”他答道：“回家。”", {"“你去哪儿？”", "他答道：“回家。”"}},
        Row{"NoSpeakerBehind", "“你来了？”门开了。", {"“你来了？”", "门开了。"}},
        Row{"TwoSpeakers", "他们嚷道，“你偷了书！”老孔睁大眼睛说，“没有。”", {"他们嚷道，“你偷了书！”", "老孔睁大眼睛说，“没有。”"}},
        Row{"NobodySpoke", "“你偷了书！”他不回答，走了。“真的？”我没有说话。", {"“你偷了书！”", "他不回答，走了。", "“真的？”", "我没有说话。"}},
        Row{"QuoteInsideASentence", "他喊了一声“冲啊！”就跑了。", {"他喊了一声“冲啊！”就跑了。"}},
        Row{"QuoteThatModifies", "“救命！”的声音传来。", {"“救命！”的声音传来。"}},
        Row{"WordInQuotes", "所谓“自由”就是这样。对。", {"所谓“自由”就是这样。", "对。"}},
        Row{"StopBehindTheQuote", "他说“好”。我说“不好”。", {"他说“好”。", "我说“不好”。"}},
        Row{"StopBehindMarkAndQuote", "他大叫“救命！”。没人听见。", {"他大叫“救命！”。", "没人听见。"}},
        Row{"CommaBehindTheQuote", "“真的吗？”，他又问了一次。", {"“真的吗？”，他又问了一次。"}},
        Row{"NestedQuotes", "他说：“妈妈说：‘快来。’我就来了。”好。", {"他说：“妈妈说：‘快来。’我就来了。”", "好。"}},
        Row{"AdjacentSpeeches", "“走吗？”“走！”", {"“走吗？”", "“走！”"}},
        Row{"Brackets", "他走了（真的吗？）又回来。", {"他走了（真的吗？）又回来。"}},
        Row{"BracketAroundASentence", "他走了。（大家都哭了。）后来他又回来了。", {"他走了。", "（大家都哭了。）", "后来他又回来了。"}},
        Row{"MarkInBrackets", "这很便宜（！）对吧。", {"这很便宜（！）对吧。"}},
        Row{"SquareBrackets", "注意！【重要！】请看。", {"注意！", "【重要！】", "请看。"}},
        Row{"TitleWithAMark", "我看了《你好！李焕英》。很好看。", {"我看了《你好！李焕英》。", "很好看。"}},
        Row{"TitleThatEndsWithAMark", "《谁动了我的奶酪？》是一本书。", {"《谁动了我的奶酪？》是一本书。"}},
        Row{"OpenQuoteIsNotWaitedFor", "“你好。我走了。再见", {"“你好。", "我走了。", "再见"}},
        Row{"StrayCloser", "你好。”我走了。", {"你好。”", "我走了。"}},
        Row{"InchesAreNoQuotes", "这是15\"的屏幕。很大。那是17\"的。", {"这是15\"的屏幕。", "很大。", "那是17\"的。"}},
        Row{"DashDialogue", "——你是谁？\n——我是他哥哥。", {"——你是谁？", "——我是他哥哥。"}},
        Row{"DashDialogueInOneLine", "——你是谁？——我是他哥哥。", {"——你是谁？", "——我是他哥哥。"}},
        Row{"SourceBehindADash", "“人固有一死。”——司马迁", {"“人固有一死。”——司马迁"}},
        Row{"BrokenOffSpeech", "“我是说——”他停住了。", {"“我是说——”他停住了。"}},
        Row{"EllipsisInSpeech", "“我……”他说。“我不知道……”门开了。", {"“我……”他说。", "“我不知道……”", "门开了。"}}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Numbers, ChineseSplit,
    testing::Values(
        Row{"Decimals", "圆周率是3.14。他有3.5元。", {"圆周率是3.14。", "他有3.5元。"}},
        Row{"FullWidthDecimals", "价格是３．１４元。", {"价格是３．１４元。"}},
        Row{"Versions", "请安装v2.10.3版本。然后重启。", {"请安装v2.10.3版本。", "然后重启。"}},
        Row{"ListNumbers", "1. 标题\n2. 内容", {"1. 标题", "2. 内容"}},
        Row{"ListNumbersWithoutBlanks", "1.标题\n2．内容", {"1.标题", "2．内容"}},
        Row{"ListNumbersOfChinese", "一、总则\n二、分则\n（三）附则", {"一、总则", "二、分则", "（三）附则"}},
        Row{"ListNumbersInALine", "步骤：1. 打开文件 2. 保存文件", {"步骤：1. 打开文件 2. 保存文件"}},
        Row{"NumberAtTheEnd", "答案是5.我们走吧。", {"答案是5.", "我们走吧。"}},
        Row{"SectionNumbers", "3.1 概述\n见3.2.1节。好。", {"3.1 概述", "见3.2.1节。", "好。"}},
        Row{"Addresses", "请看www.example.com/a.b?c=d。发邮件到a.b@example.com.cn。谢谢！",
            {"请看www.example.com/a.b?c=d。", "发邮件到a.b@example.com.cn。", "谢谢！"}},
        Row{"FileNames", "请打开报告.pdf和数据.xlsx。", {"请打开报告.pdf和数据.xlsx。"}},
        Row{"TimesAndRatios", "现在是12:30。比例是3：1。", {"现在是12:30。", "比例是3：1。"}}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    English, ChineseSplit,
    testing::Values(
        Row{"EnglishSentences", "他说Hello. How are you? 然后走了。", {"他说Hello.", "How are you?", "然后走了。"}},
        Row{"Titles", "Dr. 王来了。Mr.李走了。", {"Dr. 王来了。", "Mr.李走了。"}},
        Row{"Initials", "我喜欢J. K. 罗琳。也喜欢J.K.罗琳。", {"我喜欢J. K. 罗琳。", "也喜欢J.K.罗琳。"}},
        Row{"DottedLetters", "这是A.I.时代。美国是U.S.A.的缩写。", {"这是A.I.时代。", "美国是U.S.A.的缩写。"}},
        Row{"NumberSign", "No. 5是香水。No.1是我。", {"No. 5是香水。", "No.1是我。"}},
        Row{"NamesWithPoints", "我用Node.js和ASP.NET。很好。", {"我用Node.js和ASP.NET。", "很好。"}},
        Row{"StopBeforeHan", "我买了iPhone.你呢?我没有。", {"我买了iPhone.", "你呢?", "我没有。"}},
        Row{"FullWidthMarksAfterEnglish", "OK！Let's go。走吧", {"OK！", "Let's go。", "走吧"}},
        Row{"EnglishSpeech", "“Hello. I am Tom.”他说。", {"“Hello. I am Tom.”他说。"}},
        Row{"Versus", "明天是A队 vs. B队。", {"明天是A队 vs. B队。"}}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Lines, ChineseSplit,
    testing::Values(
        Row{"ShortLinesAreTheirOwn", "第一章　开始\n很久以前，有一个人。", {"第一章 开始", "很久以前，有一个人。"}},
        Row{"Poem", "床前明月光\n疑是地上霜", {"床前明月光", "疑是地上霜"}},
        Row{"WrappedLinesAreJoinedWithoutBlank",
            "这一行文字非常非常长，因为编辑器在这里把它折成了好几行来显示而且没有标\n点符号。第二句。",
            {"这一行文字非常非常长，因为编辑器在这里把它折成了好几行来显示而且没有标点符号。", "第二句。"}},
        Row{"CommaAtTheLineEnd", "今天下雨，\n我们在家。", {"今天下雨，我们在家。"}},
        Row{"LineThatBeginsWithAMark", "今天下雨\n，我们在家\n。", {"今天下雨，我们在家。"}},
        Row{"ColonBeforeSpeech", "她说：\n“你好。”", {"她说：“你好。”"}},
        Row{"NarrowColumn", "从前有一座很高很高的大山，\n山里面有一座古老的大寺庙，\n庙里面住着一位很老很老的\n和尚。",
            {"从前有一座很高很高的大山，山里面有一座古老的大寺庙，庙里面住着一位很老很老的和尚。"}},
        Row{"LongLinesThatAreWhole",
            "“这一行是一段完整的对话，虽然它很长很长很长很长很长，但是它已经结束了”\n他没有回答",
            {"“这一行是一段完整的对话，虽然它很长很长很长很长很长，但是它已经结束了”", "他没有回答"}},
        Row{"IndentsAreBlank", "　　他走了。\n　　她来了。", {"他走了。", "她来了。"}},
        Row{"LatinBehindAnEllipsis", "专家认为，这说明……\niPhone卖得好。", {"专家认为，这说明……", "iPhone卖得好。"}},
        Row{"BlanksInside", "你好　世界。 我 来了。", {"你好 世界。", "我 来了。"}},
        Row{"EmptyLines", "一。\n\n二。\n　\n三。", {"一。", "二。", "三。"}},
        Row{"WrappedEnglishKeepsItsBlank", "今天我们学习的单词是，apple,\nbanana and orange。", {"今天我们学习的单词是，apple, banana and orange。"}},
        Row{"RowsOfSignsAreLeftOut", "一。\n＊　＊　＊\n——\n……\n二。", {"一。", "二。"}},
        Row{"Nothing", "。。。！？ …… 「」（）", {}}),
    nameOf);

TEST(ChineseParagraphs, AreTheIndentedLines) {
    const auto spans = splitSentences("　　他走了。天黑了。\n　　她来了。\n她也走了。", "zh");
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 4U);
    EXPECT_EQ((*spans)[0].breakAfter, TextBreak::Sentence);
    EXPECT_EQ((*spans)[1].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*spans)[2].breakAfter, TextBreak::Sentence);
    EXPECT_EQ((*spans)[3].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*spans)[3].paragraph, 1U);
}

// ---- Cantonese -----------------------------------------------------------------------------------------------------

class CantoneseSplit : public testing::TestWithParam<Row> {};

TEST_P(CantoneseSplit, GivesTheSentences) { EXPECT_EQ(split(GetParam().script, "yue"), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Cantonese, CantoneseSplit,
    testing::Values(
        Row{"Stops", "你好呀。食咗飯未呀？食咗喇！", {"你好呀。", "食咗飯未呀？", "食咗喇！"}},
        Row{"ShortSpeech", "佢話：「唔該。我走先喇。」之後就走咗。", {"佢話：「唔該。我走先喇。」", "之後就走咗。"}},
        Row{"SpeakerBehind", "「你去邊呀？」佢問。「返屋企。」我話。", {"「你去邊呀？」佢問。", "「返屋企。」我話。"}},
        Row{"SpeakerWithParticle", "「快啲啦！」佢嗌緊。", {"「快啲啦！」佢嗌緊。"}},
        Row{"Ellipsis", "我……我唔知呀。真係……", {"我……我唔知呀。", "真係……"}},
        Row{"Decimals", "一斤3.5蚊。好平。", {"一斤3.5蚊。", "好平。"}},
        Row{"English", "今日好happy. 聽日放假！OK?得。", {"今日好happy.", "聽日放假！", "OK?", "得。"}},
        Row{"Titles", "你睇咗《花樣年華》未？睇咗。", {"你睇咗《花樣年華》未？", "睇咗。"}},
        Row{"Comma", "落雨喎，帶遮啦。", {"落雨喎，帶遮啦。"}},
        Row{"ListNumbers", "1. 洗手\n2. 食飯", {"1. 洗手", "2. 食飯"}}),
    nameOf);

// ---- Japanese ------------------------------------------------------------------------------------------------------

class JapaneseSplit : public testing::TestWithParam<Row> {};

TEST_P(JapaneseSplit, GivesTheSentences) { EXPECT_EQ(split(GetParam().script, "ja"), GetParam().expected); }

TEST_P(JapaneseSplit, GivesTheSameAsMixedText) { EXPECT_EQ(split(GetParam().script, "auto"), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Japanese, JapaneseSplit,
    testing::Values(
        Row{"Stops", "おはよう。今日はいい天気ですね。出かけましょう。", {"おはよう。", "今日はいい天気ですね。", "出かけましょう。"}},
        Row{"QuestionsAndCalls", "誰ですか？知りません！行こう！", {"誰ですか？", "知りません！", "行こう！"}},
        Row{"BlankBehindAMark", "そうか！　わかった。本当？　うん。", {"そうか！", "わかった。", "本当？", "うん。"}},
        Row{"HalfWidthStops", "ｱﾘｶﾞﾄｳ｡ﾊｲ｡", {"ｱﾘｶﾞﾄｳ｡", "ﾊｲ｡"}},
        Row{"FullWidthPeriods", "正しい．しかし，違う．", {"正しい．", "しかし，違う．"}},
        Row{"AsciiMarks", "そうなの?うん!行くよ", {"そうなの?", "うん!", "行くよ"}},
        Row{"QuoteThenSaid", "「おはよう。」と言った。彼は笑った。", {"「おはよう。」と言った。", "彼は笑った。"}},
        Row{"QuoteThenSaidCasually", "「行くよ！」って言った。", {"「行くよ！」って言った。"}},
        Row{"QuoteThenComma", "「本当？」、と彼女は聞いた。", {"「本当？」、と彼女は聞いた。"}},
        Row{"QuoteThenThatWord", "「火事だ！」という声がした。", {"「火事だ！」という声がした。"}},
        Row{"QuoteThenParticle", "「待て！」の声が聞こえた。「はい。」は返事だ。", {"「待て！」の声が聞こえた。", "「はい。」は返事だ。"}},
        Row{"QuoteThenParticleInKana", "「はあ？」はひどい。「え？」がよく聞こえる。", {"「はあ？」はひどい。", "「え？」がよく聞こえる。"}},
        Row{"QuoteThenObject", "「ありがとう！」を忘れない。", {"「ありがとう！」を忘れない。"}},
        Row{"QuoteThenThrough", "「がんばれ！」などと叫んだ。", {"「がんばれ！」などと叫んだ。"}},
        Row{"QuoteThenSentence", "「おはよう。」彼は窓を開けた。", {"「おはよう。」", "彼は窓を開けた。"}},
        Row{"QuoteThenSentenceWithTo", "「行こう。」ところが雨が降った。", {"「行こう。」", "ところが雨が降った。"}},
        Row{"QuoteThenAlso", "「行こう。」でも雨だった。", {"「行こう。」", "でも雨だった。"}},
        Row{"QuoteThenYes", "「誰？」はじめまして、田中です。", {"「誰？」", "はじめまして、田中です。"}},
        Row{"AskedWithoutQuotes", "本当か？と聞いた。え？って思った。", {"本当か？と聞いた。", "え？って思った。"}},
        Row{"MarkThenTokoro", "本当か？ところで、今何時？", {"本当か？", "ところで、今何時？"}},
        Row{"SpeechOfTwoSentences", "彼は「雨だ。傘がない。」と言った。", {"彼は「雨だ。傘がない。」と言った。"}},
        Row{"LongSpeechEndsInside",
            "「昨日の夜はとても強い雨が降っていて、川の水が橋のすぐ下まで来ていました。今朝になってようやく雨が止み、空が明るくなってきました。」と彼は言った。",
            {"「昨日の夜はとても強い雨が降っていて、川の水が橋のすぐ下まで来ていました。",
             "今朝になってようやく雨が止み、空が明るくなってきました。」と彼は言った。"}},
        Row{"Ellipsis", "えっと……わからない。そう……", {"えっと……わからない。", "そう……"}},
        Row{"EllipsisOfMiddlePoints", "あの・・・すみません。", {"あの・・・すみません。"}},
        Row{"EllipsisInSpeech", "「そう……」彼女は黙った。", {"「そう……」", "彼女は黙った。"}},
        Row{"EllipsisThenSaid", "「そう……」とつぶやいた。", {"「そう……」とつぶやいた。"}},
        Row{"Dash", "彼は――いや、彼女は――笑った。", {"彼は――いや、彼女は――笑った。"}},
        Row{"WavyDash", "すごいね〜！〜行こう〜。", {"すごいね〜！〜", "行こう〜。"}},
        Row{"Brackets", "彼（本当に彼か？）は来た。（笑）", {"彼（本当に彼か？）は来た。（笑）"}},
        Row{"TitleInCorners", "『君の名は。』を見た。よかった。", {"『君の名は。』を見た。", "よかった。"}},
        Row{"TitleInsideASentence", "昨日『君の名は。』見たよ。", {"昨日『君の名は。』見たよ。"}},
        Row{"NameWithAStop", "モーニング娘。のファンです。", {"モーニング娘。のファンです。"}},
        Row{"Decimals", "円周率は3.14です。", {"円周率は3.14です。"}},
        Row{"ListNumbers", "1. はじめに\n2．方法\n①結果", {"1. はじめに", "2．方法", "①結果"}},
        Row{"Addresses", "https://example.jp/a?b=cを見て。", {"https://example.jp/a?b=cを見て。"}},
        Row{"English", "これはU.S.の話。He said so. 本当?", {"これはU.S.の話。", "He said so.", "本当?"}},
        Row{"WrappedLines", "吾輩は猫である、名前はまだ無い、どこで生れたかとんと見当がつ\nかぬ。",
            {"吾輩は猫である、名前はまだ無い、どこで生れたかとんと見当がつかぬ。"}},
        Row{"LinesOfSpeech", "「おはよう」\n「おはようございます」\n二人は歩いた。",
            {"「おはよう」", "「おはようございます」", "二人は歩いた。"}},
        Row{"SaidOnTheNextLine", "「おはよう」\nと彼は言った。", {"「おはよう」と彼は言った。"}}),
    nameOf);

// ---- Korean --------------------------------------------------------------------------------------------------------

class KoreanSplit : public testing::TestWithParam<Row> {};

TEST_P(KoreanSplit, GivesTheSentences) { EXPECT_EQ(split(GetParam().script, "ko"), GetParam().expected); }

TEST_P(KoreanSplit, GivesTheSameAsMixedText) { EXPECT_EQ(split(GetParam().script, "auto"), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Korean, KoreanSplit,
    testing::Values(
        Row{"Stops", "안녕하세요. 오늘은 날씨가 좋네요. 나갈까요?", {"안녕하세요.", "오늘은 날씨가 좋네요.", "나갈까요?"}},
        Row{"StopsWithoutBlanks", "안녕하세요.반갑습니다!누구세요?저는요.", {"안녕하세요.", "반갑습니다!", "누구세요?", "저는요."}},
        Row{"WideStops", "안녕하세요。반갑습니다！", {"안녕하세요。", "반갑습니다！"}},
        Row{"MarksInARow", "정말?! 대박!!! 가자.", {"정말?!", "대박!!!", "가자."}},
        Row{"Ellipsis", "글쎄... 잘 모르겠어. 그런데…… 왜?", {"글쎄... 잘 모르겠어.", "그런데…… 왜?"}},
        Row{"EllipsisBehindAnEnd", "그는 멀리 떠났다... 다음 날 비가 그쳤다.", {"그는 멀리 떠났다...", "다음 날 비가 그쳤다."}},
        Row{"EllipsisWithoutABlank", "음...그래.", {"음...그래."}},
        Row{"QuoteThenSaid", "“가자.”라고 그가 말했다. 우리는 갔다.", {"“가자.”라고 그가 말했다.", "우리는 갔다."}},
        Row{"QuoteThenShouted", "\"빨리 와!\" 하고 외쳤다. 아무도 없었다.", {"\"빨리 와!\" 하고 외쳤다.", "아무도 없었다."}},
        Row{"QuoteThenSaidBehindABlank", "“정말이야?” 라며 웃었다.", {"“정말이야?” 라며 웃었다."}},
        Row{"QuoteThenSentence", "“안녕.” 그가 손을 흔들었다.", {"“안녕.”", "그가 손을 흔들었다."}},
        Row{"QuoteInsideASentence", "그는 “가자!” 외치며 뛰었다.", {"그는 “가자!” 외치며 뛰었다."}},
        Row{"QuoteWithParticle", "“아니요.”는 대답이 아니다.", {"“아니요.”는 대답이 아니다."}},
        Row{"SpeechOfTwoSentences", "그가 말했다. “비가 온다. 우산이 없다.” 나는 웃었다.",
            {"그가 말했다.", "“비가 온다. 우산이 없다.”", "나는 웃었다."}},
        Row{"SingleQuotes", "‘왜 그럴까?’ 하고 생각했다.", {"‘왜 그럴까?’ 하고 생각했다."}},
        Row{"Brackets", "그는 (정말?) 갔다. (끝.) 그리고 왔다.", {"그는 (정말?) 갔다.", "(끝.)", "그리고 왔다."}},
        Row{"Dates", "오늘은 2024. 10. 5. 토요일이다. 좋다.", {"오늘은 2024. 10. 5. 토요일이다.", "좋다."}},
        Row{"DatesWithParticle", "2024. 10. 5.에 만나요. 네.", {"2024. 10. 5.에 만나요.", "네."}},
        Row{"Decimals", "원주율은 3.14입니다. 네.", {"원주율은 3.14입니다.", "네."}},
        Row{"ListNumbers", "1. 제목\n2. 내용\n가. 총칙\n나. 세칙", {"1. 제목", "2. 내용", "가. 총칙", "나. 세칙"}},
        Row{"Addresses", "메일은 a.b@example.co.kr입니다. www.example.kr/?q=1 보세요.",
            {"메일은 a.b@example.co.kr입니다.", "www.example.kr/?q=1 보세요."}},
        Row{"English", "저는 U.S. 시민입니다. Mr. 김은 갔어요. OK? 네.",
            {"저는 U.S. 시민입니다.", "Mr. 김은 갔어요.", "OK?", "네."}},
        Row{"WrappedLinesKeepTheirBlank",
            "이 줄은 편집기가 여기에서 접었기 때문에 다음 줄로 이어지는 아주\n긴 문장입니다.",
            {"이 줄은 편집기가 여기에서 접었기 때문에 다음 줄로 이어지는 아주 긴 문장입니다."}},
        Row{"ShortLinesAreTheirOwn", "제1장 시작\n옛날 옛적에.", {"제1장 시작", "옛날 옛적에."}},
        Row{"Comma", "비가 와서, 집에 있었다.", {"비가 와서, 집에 있었다."}},
        Row{"Titles", "영화 《왜?》를 봤다. 좋다.", {"영화 《왜?》를 봤다.", "좋다."}}),
    nameOf);

// ---- Several languages in one text ---------------------------------------------------------------------------------

class MixedSplit : public testing::TestWithParam<Row> {};

TEST_P(MixedSplit, GivesTheSentences) { EXPECT_EQ(split(GetParam().script, "auto"), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Mixed, MixedSplit,
    testing::Values(
        Row{"FourLanguages", "你好。Hello, Mr. Smith. こんにちは。안녕하세요. Bye!",
            {"你好。", "Hello, Mr. Smith.", "こんにちは。", "안녕하세요.", "Bye!"}},
        Row{"EnglishAlone", "Dr. Chen came at 5 p.m. He sat.", {"Dr. Chen came at 5 p.m.", "He sat."}},
        Row{"EnglishSpeech", "\"Is it late?\" he asked. \"No.\" Anne left.", {"\"Is it late?\" he asked.", "\"No.\"", "Anne left."}},
        Row{"EnglishSpeechOfTwoSentences", "“Hello. I am Tom.” He sat.", {"“Hello.", "I am Tom.”", "He sat."}},
        Row{"EnglishApostrophes", "It's Anne's. Don't! 她的。", {"It's Anne's.", "Don't!", "她的。"}},
        Row{"EnglishEllipses", "Wait... and see… maybe. Well... No.", {"Wait... and see… maybe.", "Well...", "No."}},
        Row{"EnglishInChinese", "我在看The Office. 很好看。", {"我在看The Office.", "很好看。"}},
        Row{"ChineseInEnglish", "The word 你好。means hello. OK.", {"The word 你好。", "means hello.", "OK."}},
        Row{"JapaneseQuoteInChinese", "他用日语喊了声「おはよう。」然后走了。好。", {"他用日语喊了声「おはよう。」然后走了。", "好。"}},
        Row{"KoreanThenChinese", "가자! 走吧！", {"가자!", "走吧！"}},
        Row{"WrappedEnglish", "This line was wrapped by an editor at some seventy columns, as Mr.\nBennet saw.\nIt ended.",
            {"This line was wrapped by an editor at some seventy columns, as Mr. Bennet saw.", "It ended."}},
        Row{"SmallLetterGoesOn", "A short line\nthat goes on.", {"A short line that goes on."}},
        Row{"Addresses", "See https://example.com/?a=1&b=你好! 走。", {"See https://example.com/?a=1&b=你好!", "走。"}},
        Row{"OtherScripts", "Привет. Как дела? 你好。", {"Привет.", "Как дела?", "你好。"}},
        Row{"Indic", "नमस्ते। आप कैसे हैं?", {"नमस्ते।", "आप कैसे हैं?"}}),
    nameOf);

// ---- Long sentences ------------------------------------------------------------------------------------------------

std::size_t lengthOf(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t position = 0; position < text.size();) {
        length += decodeUtf8(text, position) >= 0x2E80 ? 3 : 1;
    }
    return length;
}

class LongSplit : public testing::TestWithParam<Row> {};

/// Sixty: twenty wide characters.
TEST_P(LongSplit, CutsWhereItHurtsLeast) {
    const Texts texts = split(GetParam().script, "auto", {.maximumCharacters = 60});
    EXPECT_EQ(texts, GetParam().expected);
    for (const std::string& text : texts) {
        EXPECT_LE(lengthOf(text), 60U) << text;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Long, LongSplit,
    testing::Values(
        Row{"AtSemicolons", "春天来了，花都开了；鸟儿在树上唱歌，孩子们在跑。", {"春天来了，花都开了；", "鸟儿在树上唱歌，孩子们在跑。"}},
        Row{"AtColons", "他昨天告诉了我一件事情：我们明天早上要出发。", {"他昨天告诉了我一件事情：", "我们明天早上要出发。"}},
        Row{"AtCommas", "昨天下午天气非常好，我们全家人一起去了公园。", {"昨天下午天气非常好，", "我们全家人一起去了公园。"}},
        Row{"AtJapaneseCommas", "昨日の午後はとても天気が良く、家族と公園へ出かけた。", {"昨日の午後はとても天気が良く、", "家族と公園へ出かけた。"}},
        Row{"AtEllipses", "我真的真的不知道该怎么办……也许我们应该再等一等", {"我真的真的不知道该怎么办……", "也许我们应该再等一等"}},
        Row{"AtStopsInTitles", "《我们都在寻找什么呢？你我他大家都在寻找什么呢》", {"《我们都在寻找什么呢？", "你我他大家都在寻找什么呢》"}},
        Row{"AtBlanks", "오늘은 날씨가 아주 좋아서 우리는 모두 함께 공원에 갔다", {"오늘은 날씨가 아주 좋아서", "우리는 모두 함께 공원에 갔다"}},
        Row{"AtParticles", "私は昨日の夜遅くまで東京の大学で新しい言語を勉強していた", {"私は昨日の夜遅くまで東京の大学で", "新しい言語を勉強していた"}},
        Row{"BehindChineseParticles", "我看着窗外慢慢落下的雪花想起了很多年前的那个冬天早晨", {"我看着窗外慢慢落下的雪花想起了", "很多年前的那个冬天早晨"}},
        Row{"NotInsideWordsAndNumbers", "这个价格大约是一百万乘以3.1415926535897932384626元",
            {"这个价格大约是一百万乘以", "3.1415926535897932384626元"}},
        Row{"NotInRatios", "今天晚上的这场比赛的比分最后是３：１我们赢了对手", {"今天晚上的这场比赛的", "比分最后是３：１我们赢了对手"}}),
    nameOf);

TEST(LongSentences, EndWithAClauseWhereTheyGoOn) {
    const auto spans = splitSentences("昨天下午天气非常好，我们全家人一起去了公园。", "zh", {.maximumCharacters = 60});
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 2U);
    EXPECT_EQ((*spans)[0].breakAfter, TextBreak::Clause);
    EXPECT_EQ((*spans)[1].breakAfter, TextBreak::Paragraph);
}

TEST(Semicolons, EndPiecesWhereAsked) {
    const auto spans = splitSentences("春天播种；秋天收获;冬天休息。他说：“好；走。”", "zh", {.atSemicolons = true});
    ASSERT_TRUE(spans);
    ASSERT_EQ(spans->size(), 4U);
    EXPECT_EQ((*spans)[0].text, "春天播种；");
    EXPECT_EQ((*spans)[0].breakAfter, TextBreak::Clause);
    EXPECT_EQ((*spans)[1].text, "秋天收获;");
    EXPECT_EQ((*spans)[2].breakAfter, TextBreak::Sentence);
    EXPECT_EQ((*spans)[3].text, "他说：“好；走。”");
}

// ---- The list of languages -----------------------------------------------------------------------------------------

TEST(Languages, AreFoundByTheirTags) {
    constexpr std::array kTags = {"en", "zh", "yue", "ja", "ko", "auto", "zh-CN", "zh_TW", "ja-JP", "KO", "yue-HK"};
    for (const char* const tag : kTags) {
        const auto language = findLanguage(tag);
        ASSERT_TRUE(language) << tag;
        EXPECT_TRUE(std::string_view(foldCase(tag)).starts_with((*language)->tag)) << tag;
        EXPECT_FALSE((*language)->nativeName.empty());
    }
}

TEST(Languages, AreAllNamedWhereOneIsMissing) {
    const auto missing = findLanguage("fr");
    ASSERT_FALSE(missing);
    for (const LanguageEntry& language : languageEntries()) {
        EXPECT_NE(missing.error().message().find(std::string(language.tag)), std::string::npos) << language.tag;
    }
}

TEST(Languages, HaveASampleOfTwoSentences) {
    for (const LanguageEntry& language : languageEntries()) {
        EXPECT_EQ(split(language.sampleText, language.tag).size(), 2U) << language.tag;
        EXPECT_TRUE(wordsWithForeignLetters(language.sampleText, language.tag).empty()) << language.tag;
    }
}

TEST(ForeignLetters, AreNamedWithoutTheWordsAround) {
    EXPECT_EQ(wordsWithForeignLetters("你好，これは谢谢안녕。OK 3 × α", "zh"), (Texts{"これは", "안녕"}));
    EXPECT_EQ(wordsWithForeignLetters("これは안녕です。OK", "ja"), Texts{"안녕"});
    EXPECT_EQ(wordsWithForeignLetters("안녕 こんにちは 漢字 안녕", "ko"), Texts{"こんにちは"});
    EXPECT_EQ(wordsWithForeignLetters("佢話привет，привет", "yue"), Texts{"привет"});
    EXPECT_TRUE(wordsWithForeignLetters("你好 これ 안녕 hello", "auto").empty());
}

}  // namespace
}  // namespace timbre
