// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace timbre::instant {

/// Sentences that together hold every initial and every final of Mandarin in several surroundings: espeak-ng reads them so
/// that the first phone models know also what the user's own texts hardly contain.
inline constexpr std::array<std::string_view, 22> kMandarinSeedSentences = {
    "春天来了，公园里的花开得又红又黄，孩子们在草地上放风筝。",
    "老翁住在河边的小屋里，每天早晨都去钓鱼，晚上才回家。",
    "请你把窗户关上，外面的风太大，桌上的纸都被吹跑了。",
    "他用两块钱买了一瓶水，坐在树下慢慢地喝。",
    "妹妹学会了骑自行车，高兴得跳了起来，哥哥却摔了一跤。",
    "二月的雪下了整整三天，山上的路全都看不见了。",
    "哎哟，我的脚怎么这么疼，快帮我叫个医生来。",
    "工厂旁边的广场上，许多人正在排队等公共汽车。",
    "这本字典是谁的，请放回原来的地方，别弄丢了。",
    "军队穿过森林，越过雪山，终于到了平原。",
    "蜜蜂嗡嗡地飞，从一朵花飞到另一朵花，忙个不停。",
    "外婆怀里抱着一只小猫，坐在门口晒太阳，嘴里哼着歌。",
    "日出的时候，海面上一片金光，渔船慢慢驶出港口。",
    "司机说，前面堵车了，我们得绕过那座桥，从左边走。",
    "律师给女儿买了一条绿裙子，她穿上以后觉得很舒服。",
    "她的声音很轻，仿佛怕吵醒熟睡的婴儿，所有人都安静下来。",
    "雄鹰在天空中盘旋，忽然冲下来，抓住了一只兔子。",
    "昨天晚上我做了一个奇怪的梦，梦见自己在云里游泳。",
    "那个瘦瘦的少年擦了擦脸，把球扔给了对面的朋友。",
    "哦，原来如此，怪不得他们俩总是在一起讨论问题。",
    "欧洲的冬天很冷，恩爱的夫妻坐在炉边，喝着热茶，聊着往事。",
    "爸爸没有耐心，匆匆吃完饭，拿起钥匙就走了。"};

}  // namespace timbre::instant
