// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/counter_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kCounters =
    // People and things.
    U"个 只 条 张 本 把 位 名 件 套 台 部 辆 架 艘 口 家 间 座 栋 幢 棵 株 朵 片 块 瓶 杯 碗 盘 盆 壶 罐 盒 箱 包 袋 "
    U"桶 篮 双 对 "
    U"副 份 种 类 样 项 门 节 课 堂 组 队 群 批 排 行 列 句 段 篇 首 页 集 期 字 笔 枚 颗 粒 滴 根 支 枝 头 匹 尾 峰 "
    U"面 扇 床 道 层 "
    U"级 人 户 所 国 省 市 县 校 方 者 股 票 帧 针 眼 刀 拳 脚 声 轮 局 胜 负 平 站 卷 册 版 代 届 款 室 厅 卫 居 单 "
    U"成 折 "
    U"封 串 束 捆 卷 叠 摞 堆 缕 丝 丛 簇 幅 帖 剂 味 则 桩 起 宗 笼 锅 勺 匙 桌 席 伙 帮 尊 具 顶 辈 路 车 船 屉 打 "
    U"沓 "
    U"任 盏 缸 炷 瓣 锭 摊 坛 听 窝 幕 丸 钵 扎 筒 阕 羽 比特 字节 像素 公顷 人次 架次 小节 小段 大类 小类 步 圈 回合 "
    U"关 题 问 章 讲 话 番 遍 次 回 趟 场 顿 下 阵 倍 "
    U"倍速 档 挡 "
    U"号人 号楼人 多个 组数 卡路里 大卡 千卡 卡 焦耳 伏特 伏 安培 毫安时 毫安 瓦特 瓦 千瓦时 千瓦 兆瓦 度电 赫兹 分贝 "
    U"流明 牛顿 帕 "
    U"兆 兆字节 比 格 寸照 寸 尺 丈 里 里地 里路 英里 海里 英尺 英寸 码 亩 亩地 平 平米 平方 平方米 平方公里 立方米 "
    U"立方厘米 立方 方 "
    U"米 厘米 毫米 微米 纳米 分米 千米 公里 光年 升 毫升 公升 加仑 斤 公斤 千克 克 毫克 微克 吨 磅 盎司 克拉 两 钱 担 "
    U"度 摄氏度 华氏度 个百分点 百分点 千字 万字 万元 亿元 个月 个小时 个钟 个半 个多 条腿 张嘴 "
    // Time.
    U"年 年级 周年 年间 年多 年来 年前 年后 月 天 天半 日 号 周 星期 礼拜 小时 钟头 分钟 分半 分 秒钟 秒 毫秒 刻 刻钟 "
    U"点 点钟 点半 时 "
    U"岁 周岁 世纪 旬 季 季度 晚 夜 早 昼夜 学期 学年 课时 夜晚 载 月份 代人 辈子 "
    // Money.
    U"元 块 块钱 角 毛 毛钱 分钱 美元 美金 美分 刀乐 日元 韩元 韩币 欧元 欧 英镑 镑 港元 港币 台币 新台币 人民币 卢布 "
    U"法郎 泰铢 铢 "
    U"卢比 越南盾 盾 比索 里拉 澳元 加元 新币 澳币 加币 林吉特 雷亚尔 便士 先令 比特币 克朗 迪拉姆 元钱 圆 金币 积分";

/// Words that begin like a counter and are none.
constexpr std::u32string_view kNoCounters =
    U"任务 任何 任意 任性 任职 任命 任由 任选 听说 听到 听见 听众 听力 扎实 幕后 坛子 人工 人民 人类 人称 人气 人员 "
    U"人物 人才 人生 人家 人口 人体 人形 家庭 家长 家具 家居 天气 天空 天然 点评 点赞 "
    U"点击 点开 点播 点火 "
    U" 部门 部队 场地 道路 道理 条件 代码 代表 代理 代言 日本 日常 号码 路口 路线 路由 口令 面积 "
    U"面试 面包 面板 面对 "
    U" 集合 集体 集成 节日 节点 节省 节奏 位置 位于 本身 本人 本地 本科 本来 本次 本质 只有 "
    U"只是 只要 只能 只用 只剩 "
    U"把握 对手 对比 对于 对应 对方 对战 双11 双十 双方 双卡 双人 双肩 块链 种子 组合 组件 队伍 "
    U"队长 类似 样子 样本 "
    U"次数 次日 次要 回到 回来 回复 回家 回应 段子 段位 章节 句子 篇幅 字幕 字体 字母 字样 字数 版本 版权 版面 款式 "
    U"座位 座机 步骤 步入 轮胎 "
    U"局面 局部 票价 票据 站点 站长 站在 米饭 米粉 米其林 元素 元旦 元宵 分享 分析 分布 分之 分别 分期 分区 分店 "
    U"分屏 分手 分机 分辨 分为 分到 "
    U"秒杀 秒懂 秒变 秒回 时间 时候 时代 时尚 时刻 时期 时报 时段 刻意 刻录 周末 周边 周围 岁月 岁数 倍数 成功 成为 "
    U"成长 成本 成员 成绩 成都 成立 "
    U"折扣 折叠 折腾 度过 度假 里面 里程 里边 里头 克服 克隆 升级 升值 升到 升至 升温 吨位 瓶颈 盘点 盘子 包括 包含 "
    U"包装 包邮 包间 包厢 箱子 袋子 杯子 "
    U"盒子 碗里 桌子 桌面 台湾 台风 台阶 台词 台北 架构 架子 方法 方式 方向 方便 方案 方程 方形 单元 单独 "
    U"单价 单人 单反 单车 "
    U"单曲 单品 单词 单号 国际 国道 国庆 国内 国产 省道 市场 市区 市民 县道 校园 校友 面向 面前 面条 "
    U" 套路 套装 名单 名称 名字 "
    U"件套 张家 条约 条款 条例 首先 首页 首次 首都 首席 首发 首付 行业 行动 行车 行情 行程 行李 列车 列表 排名 排行 "
    U"排期 排放 排队 批准 批发 批评 "
    U"群里 群主 群聊 群号 队友 组长 课程 课堂 课后 课本 门口 门票 门店 门槛 门牌 样品 种类 种植 根据 根本 支持 支付 "
    U"支出 支撑 支架 枝叶 头像 头条 头部 头发 "
    U"尾号 尾款 尾灯 面世 面膜 床位 床铺 道具 道歉 层面 层级 级数 人均 户口 户外 户型 所以 所有 所在 方才 者也 股份 "
    U"股东 股票 股价 股市 "
    U"声音 声明 声称 声道 轮流 轮到 轮椅 局长 胜利 胜率 胜出 负责 负担 负债 平台 平均 平时 平板 平方根 平安 站台 站立 "
    U"站内 卷子 册子 代替 代价 "
    U"款项 室内 室外 室友 厅长 卫生 卫星 居民 居住 居家 居然 单纯 成人 成熟 成分 成交 成了 成都 折旧 折合 封面 封号 "
    U"串行 束缚 堆积 幅度 味道 则是 则为 起来 起步 起售 起飞 "
    U"起床 起源 起火 笼子 锅里 勺子 席位 帮助 帮忙 具体 具有 具备 顶部 顶级 顶层 路上 路人 路边 路程 路径 车型 车间 "
    U"车票 车主 船员 打开 打折 打算 打车 打电话 打赏 打卡 打造 打工 "
    U"步行 关注 关于 关系 关闭 关键 关机 关卡 题目 题材 问题 问世 问卷 问道 讲解 讲座 讲述 话题 话费 话剧 番外 番茄 "
    U"遍布 回报 回忆 回答 回顾 场合 场次 下午 下载 下降 下来 下去 下单 下周 "
    U"下班 下面 下跌 下调 下滑 下课 下一 下个 下了 下方 下线 下架 下车 下的 档案 档次 档期 卡片 卡通 卡车 卡顿 卡号 "
    U"卡位 卡住 度量 兆头 比例 比赛 比分 比较 比如 比起 比一 比上 比去 比我 比他 比你 比今 比这 比那 比同 格式 格局 "
    U"格外 寸步 尺寸 尺码 "
    U"里的 里有 里看 码头 码农 平衡 平凡 方块 米线 两边 两者 钱包 担心 担任 担忧 年代 年轻 年龄 年会 年货 年薪 年报 "
    U"年检 年少 年夜 月亮 月球 月租 月薪 月底 月初 月票 月光 月饼 月经 "
    U" 天上 天使 天才 天涯 天堂 天安 天线 天猫 日报 日语 日记 日期 日子 日程 日志 日出 日落 日韩 日夜 日活 日光 "
    U"日历 号称 号召 号外 周年庆 周刊 周报 周期 周转 星期天 星期日 星期一 星期二 星期三 星期四 星期五 星期六 "
    U"分店 分数 分公司 分钱 分红 分量 分类 分开 分给 分成 分配 分散 分支 秒速 点名 点滴 点心 点子 点亮 点头 点缀 时光 "
    U"时常 时机 时装 时差 时长 时速 时薪 时效 季节 季军 季后 晚上 晚安 晚会 晚饭 晚餐 晚点 晚间 晚年 晚报 夜里 夜间 "
    U"夜晚 夜市 夜景 夜空 早上 早晨 早餐 早就 早点 早已 早报 早期 载体 载重 "
    U"元器 元首 元件 元老 元宇 块状 角度 角色 角落 角膜 毛病 毛衣 毛利 毛巾 毛笔 毛囊 欧洲 欧盟 欧美 欧冠 欧阳 "
    U" 个性 个体 个别 个税 只好 只见 只会 只得 只不 只限 本月 本周 本年 本土 本届 本期 本店 本场 名义 名人 名牌 "
    U"名校 名师 名胜 名为 名叫 名列 张开 张贴 位移 位居 行人 行星 行为 行使 行政 行走 "
    U"排骨 排出 排除 排练 片子 片头 片尾 片名 片段 片区 片场 片中 块头 块儿 份子 份儿 门外 门前 门诊 门户 节约 节能 "
    U"节假 节水 堂堂 课题 课时费 组建 组装 批量 列为 列入 列出 列举 "
    U"人机 人文 人力 人事 人命 人间 人心 人脸 人造 人群 人数 人士 人选 平原 平民 平行 平稳 平静 平整 平等 平常 平日 "
    U"平面 平方根 方能 方可 代购 代驾 代办 代孕 代号 期间 期末 期待 期望 期货 期刊 期限 期盼 期中 级联 层叠";

/// What makes a 2 a name instead of a count, though it begins like a counter.
constexpr std::u32string_view kNumberedByTwo =
    U"年级 月 日 号 号线 号楼 楼 级 次方 次元 次函数 次曲线 次电池 次世界 次加工 次开发 次创作 次元化 次利用 次污染 "
    U"次供水 次曝光 手 维 线 环 中 "
    U"型 进制 叉 极 把手 等 战 胎 元一次 元二次 元函数 元论 人转 周目 本线 重奏 重唱 声部 分之 分法 分音 面角 项式 班 "
    U"院 区 段位 "
    U"季度 月份 代目 阶 品 股东 话不 郎 路公 路车 路汽 路电 年级学 单元 号位 号机 号店 号门 号人 路公交";

constexpr std::u32string_view kNumberedBefore =
    U"第 初 周 星期 礼拜 卷 图 表 例 附录 附件 大学 高一 高二 高三 初一 初二 初三 大一 大二 大三 大四";

using Words = std::unordered_set<std::u32string_view>;

Words wordsOf(std::u32string_view list) {
    Words words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(U' '), list.size());
        if (end > 0)
            words.insert(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

std::size_t longestIn(const Words& words, const ScannedText& text, std::size_t place) {
    constexpr std::size_t kLongestWord = 5;
    for (std::size_t size = kLongestWord; size > 0; --size)
        if (text.part(place, place + size).size() == size && words.contains(text.part(place, place + size)))
            return size;
    return 0;
}

bool isMagnitude(char32_t c) { return c == U'十' || c == U'百' || c == U'千' || c == U'万' || c == U'亿'; }

/// 2层 is a floor, 二层, where one is, goes to or lives; else a number of floors.
bool isFloor(const ScannedText& text, std::size_t begin, std::size_t end) {
    return text.at(end) == U'层' && endsWithAny(text, begin, U"在 到 去 住 上 下 于 - 负 地下 楼 座 达 往 第");
}

/// 2栋1单元, 2排6座: parts of an address, each of which has a number.
bool isPartOfAddress(const ScannedText& text, std::size_t begin, std::size_t end) {
    constexpr std::u32string_view kParts = U"栋 幢 座 排 单元 门 组 区 车 床 号 楼";
    const std::size_t word = startsWithAny(text, end, kParts);
    const bool behindOther = begin > 1 && endsWithAny(text, begin, U"栋 幢 座 排 单元 区 组 楼 车 号") &&
                             (text.digit(begin - 2) || text.digit(begin - 3));
    return word > 0 && (text.digit(end + word) || behindOther);
}

/// 6尺2寸, 3块2毛, 1万2千: what follows a larger unit.
bool followsLargerUnit(const ScannedText& text, std::size_t begin, std::size_t end) {
    return begin > 1 && text.digit(begin - 2) &&
           endsWithAny(text, begin, U"米 尺 丈 斤 块 元 角 毛 万 千 百 亿 两 点") &&
           startsWithAny(text, end, U"寸 尺 两 毛 角 分 钱 千 百 十") > 0;
}

}  // namespace

Counter counterAt(const ScannedText& text, std::size_t place) {
    static const Words counters = wordsOf(kCounters);
    static const Words others = wordsOf(kNoCounters);
    const std::size_t begin = text.skipBlank(place);
    if (!text.han(begin))
        return {begin, begin};
    const std::size_t size = longestIn(counters, text, begin);
    const bool other = longestIn(others, text, begin) > size;
    return {begin, begin + (other ? 0 : size)};
}

std::size_t magnitudeEnd(const ScannedText& text, std::size_t place) {
    constexpr std::size_t kLongest = 4;
    std::size_t end = place;
    while (end - place < kLongest && isMagnitude(text.at(end)))
        ++end;
    // 千克 and 千米 are units, 百分点 is no hundred, 万一 no number.
    const char32_t next = text.at(end);
    if (end > place && text.before(end) == U'千' && (next == U'克' || next == U'米' || next == U'瓦' || next == U'卡'))
        --end;
    if (end > place && text.before(end) == U'百' && next == U'分')
        --end;
    return end;
}

bool twoIsLiang(const ScannedText& text, std::size_t begin, std::size_t end) {
    static const Words numbered = wordsOf(kNumberedByTwo);
    if (isMagnitude(text.at(end)) && text.at(end) != U'十')
        return begin == 0 || !isMagnitude(text.before(begin)) || !text.digit(begin - 2);
    // "当x=2时" names a value.
    if ((text.startsWith(end, U"两") && !text.startsWith(end, U"两边")) ||
        (text.at(end) == U'时' && text.inFormula(begin)))
        return false;
    const auto counter = counterAt(text, end);
    if (!counter.found() || longestIn(numbered, text, counter.begin) >= counter.end - counter.begin)
        return false;
    const bool named =
        endsWithAny(text, begin, kNumberedBefore) || (text.endsWith(begin, U"-") && text.at(counter.begin) == U'楼');
    return !named && !isFloor(text, begin, counter.begin) && !isPartOfAddress(text, begin, counter.begin) &&
           !followsLargerUnit(text, begin, counter.begin);
}

bool endsLikeMeasure(const ScannedText& text, std::size_t place) {
    if (endsWithAny(text, place,
                    U"周一 周二 周三 周四 周五 周六 周日 周天 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天"))
        return true;
    constexpr std::size_t kLongestUnit = 5;
    for (std::size_t size = 1; size <= kLongestUnit && size < place; ++size) {
        const std::size_t unit = place - size;
        if (!text.han(unit) && !text.blank(unit))
            return false;
        if (!text.digit(unit - 1))
            continue;
        const std::size_t magnitude = magnitudeEnd(text, unit);
        return magnitude == place ||
               startsWithAny(text, magnitude, U"楼 号 日 月 路 层 线 班 档 环 中") == place - magnitude ||
               counterAt(text, magnitude).end == place;
    }
    return false;
}

}  // namespace timbre::frontend::zh
