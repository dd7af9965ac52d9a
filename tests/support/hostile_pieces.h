// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace timbre::test {

/// What the rules of the languages look at: long rows of one of them would show a search that starts anew at each.
inline const std::vector<std::string>& hostilePieces() {
    static const std::vector<std::string> all{
        "1", "1,", "1.", "1. ", ". ", "1/", "1:", "1~", "1%", "½", "12:30 ", "$1", "$", "(1", "\u00A31,", "1st", "+ ", "1 + ", "-1", " -1", "\t", " ", "\n", "'",
        "-'", "a-", "a.", "ab.c", "A", "e.g.", "%", "\u00E9", "e\u0301", "a@", "a@b.c", "www.", "http://a/", "12:30~", "1-", "1+", "a¹", "1¹¹",
        "400", "86 1", "5kg~", "2024年", "2024-01-01", "第一", "一", "一人", "不", "儿", "哈", "纸", "了", "个", "龘靐齉", "兩個人。", "好", "中",
        "。", "！", "，", "…", "...", "「", "」", "“", "”", "（", "\u00B2", "\u0660", "중", "1개", "1가", "3~", "1조", "₩1", "제1", "1~2명", "국물 ", "십육", "각아", "밟", "ㅋ", "을 ㄹ", "앉고 ",
        "할 것 ", "の", "ー", "々", "ァ", "ッ", "ｶ", "ｶﾞ", "１", "〇", "・", "2日", "千", "東京", "です？", "ら", "％", "か\u3099", "嗰", "㗎", "7",
        "0", "\u3000", "[", "{a|", "(ni3)", "😀", "\u202E", "\u200B", std::string(1, '\0'), "\xFF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
    return all;
}

/// At least so many bytes of one piece.
inline std::string rowOf(std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += piece;
    return text;
}

}  // namespace timbre::test
