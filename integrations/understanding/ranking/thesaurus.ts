/**
 * Chinese words of office talk that mean the same, whatever the tool: a phrase declared with 「加上」 is then also near a
 * sentence with 「打上」. One line a meaning, the name first. Nothing here decides a tool.
 */
const MEANINGS = `
see 看看 看下 看一下 看一看 查看 查 查查 查下 查询 查一下 列出 列一下 列 调出 拉一下 拉 显示 展示 瞧瞧 搜 搜索 搜一下 找 找找 找一下 翻翻 瞅瞅 查找 筛选 筛 检索 翻一下 调一下 拿出来 列出来 拉出来
tell 介绍 说说 讲讲 聊聊 告诉 告诉我 了解 汇报 讲一下 说一下 说下 介绍下 简介 讲
which 哪些 有谁 有哪几个 谁谁 些什么 些啥 哪几个 有什么 有啥 什么 啥 都有 有哪些 哪家 哪几家 哪个 哪几位 哪位 哪一个 哪条 哪几条 哪单 哪几单
work 工作 忙 干 忙活 干活 干嘛 干什么 忙什么 干啥 忙啥 忙了 干了 做了 忙了些 干了些 做了些
who 谁 哪位 哪个人 什么人 何人
howmany 多少 几个 几单 几家 几条 有几 总共 一共 总数 数量 几笔 几次 几
how 进度 到哪儿 到哪儿了 走到哪 走到哪儿 哪个阶段 哪一阶段 啥情况 啥进展 什么进度 什么状态 什么阶段 到哪 到哪了 到哪步 到哪一步 哪一步 什么程度 怎么样 如何 咋样 怎样 情况 状况 进展 近况 底细 背景 概况
create 新建 创建 建 录入 录 添加 登记 加个 建个 建一个 新建一个 新增一个 加一个 开个 建一条 录一条 新增一条 加一条 添一个 添个 存一下 录一下 收录
put 加上 打上 贴上 标上 打 贴 标 标记 标成 标为 挂上 补上 加 添上 贴个 打个 挂
strip 去掉 删掉 移除 取消 摘掉 拿掉 撕掉 删除 清掉 去除 摘 撤掉 拿下来 删
change 降到 涨到 加到 提到 减到 降 涨 提高到 降低到 推迟到 延到 拖到 推到 改下 改为 改一改 变更为 修正 改成 改为 改到 调整 调整为 调整到 更新 更新为 修改 变更 换成 设成 设为 调到 调成 调 改 变成 改一下 调一下
advance 推进 推到 推进到 进入 转到 转入 挪到 移到 进到 走到 推 挪 拖到 到了 进展到
transfer 给 转给 交给 移交 分给 分配 分配给 派给 指派 指派给 划给 给到 转交 转移 过户 交接 派 安排给 移交给 划到 归 分派
follow 跟进 回访 联系 沟通 对接 跟 跟踪
plan 安排 约 预约 提醒 定 约个 订 计划 排 排个 定个 约一下 排期 记得 日程 排一个 安排一下 定一个 待办
note 写进去 记进去 录进去 写进 记进 写到 记到 录进 存进 记在 写在 记 记一下 记录 记个 记一笔 备注 记录一下 写 写一下 记下 记上 小记 记一条 补记
done 做完 完成 搞定 结束 办完 已经 了结 打完 做好 好了 办好 弄完 处理完 关掉 完了 跟完 结了
idle 躺 躺了 睡 卡 卡住了 晾 搁 搁着 没活动 没消息 拖了 晾 没变化 没反应 没啥动静 没动 没进展 没跟进 停滞 卡住 不动 没更新 搁置 沉睡 晾着 没联系 冷落 没人跟 没动静 没动过 停在 躺着 没碰 没理 没推进 睡着
deal 商机 单子 机会 项目 订单 单 生意 大单
lead 线索 潜客 潜在客户 leads lead
phone 手机 手机号 手机号码 号码 电话号码 联系方式 联系电话 座机 微信号 邮箱地址
account 客户 公司 企业 客人 厂 厂家
contactman 拍板人 拍 拍这个板 拍的板 对口人 接口人 联系人 对接人 负责人 拍板 决策人 老板 决策者 关键人 做主 说了算 管事 话事 定夺 拿主意
owner 归谁 谁的 谁管 谁负责 归谁管 归谁跟 谁跟 负责 归属 跟着 手上 名下 手里 手头 谁在跟
talk 聊 谈 沟通 交流 聊过 谈过 说过 聊了 谈了 打交道
before 之前 以前 过去 先前 从前
history 往来 记录 历史 来往 时间线 轨迹 过往 前后 经过 动态 接触
will 要 该 得 需要 准备 打算 应该 将要 待
past 过 过了 做过 曾
exist 有 有没有 还有 存在 有无
due 要跟进 待跟进 待办 该跟进 到期 计划 要联系 要回访 该联系 该回访 要做 安排
overdue 逾期 过期 超期 拖着 没做 漏了 耽误 欠着 延误 过了
amount 金额 报价 价格 合同额 钱 成交价 单值
when 什么时候 几号 哪天 何时 预计
finish 签 签单 签约 成交 拿下 赢 赢了 赢单
fail 丢 丢了 输 输了 输单 黄了 没戏 丢单 跑了
leave 没分出去 没人认领 没分 没人接 待认领 没安排 没着落 没分配 未分配 没人要 无人 没主 没人跟 无主 没人管 没派
ability 能做 会做 会什么 能干 能帮 可以做 功能 本事 用法 怎么用 帮助 支持 能力
rank 排名 排行 排序 排一下 最高 最多 第一 榜 前几
why 为什么 为啥 为何 凭什么 凭啥 怎么会 怎么就 咋就 原因 理由 缘故
pool 公海 公海池
giveup 放回 退回 扔回 丢回 还回 还给 放公海 退公海 丢公海 扔公海 释放 释放掉 不跟了 不要了
claim 领取 认领 领 领过来 捞 捞出来 捞一下 抢 抢一下 领一下 归我 我要了 我领了
twice 重复 查重 查查重 录重 录重了 重了 撞单 撞 撞了 两遍 录了两遍 疑似重复
merge 合并 合成 合到 合成一个 合成一条 并到 并入 并进 归并 归并到 归到 合并到 合并掉 合并成 合了 合
undo 撤销 撤回 还原 恢复 拆开 撤掉 合错 合并错 恢复成
score 评分 打分 得分 分数 多少分 几分 加分 减分 扣分
cool 变凉 凉了 凉下来 降温 变冷 掉分 掉级 降级 分数下降 下滑
best 最好 优质 高分 最值得 值得 优先
wrong 不对 有误 错误 填错 写错 不合法 乱填 脏数据
lack 不全 不完整 缺 缺失 没填 漏填 空着 不齐 没填全
quality 数据质量 完整度 质量 体检
rule 按规则 规则 自动 自动分 自动分配 自动派 系统
segment 分群 人群 群体 名单
report 报表 统计 汇总 分析 数据
checkup 体检 诊断 把脉 把把脉 号脉 检查 检查检查 检查一下 评估 会诊 查身体 查查身体
weak 短板 毛病 硬伤 漏洞 弱点 缺陷
watch 关注 需关注 需要关注 要关注 留意 多留意
unsolved 没解决 未解决 没处理 没搞定 遗留 还没解决
danger 风险 流失 流失风险 跑掉 要跑 要丢 要掉 快丢 岌岌可危 危险 告急 流失苗头
health 健康 健康度 健康分 健康评分 健康状况 健康程度
warning 预警 亮红灯 红灯 报警 警报 警示
postpone 延期 推迟 往后拖 往后推 一推再推 一拖再拖 改期 滑单 拖期 延后
forecast 预测 预估 估计 估算 估摸 推算
relation 决策链 关系 关系图 关系网 组织关系 人物关系 关联 关联公司 关联企业 组织架构 架构
worth 价值 值钱 最值钱 高价值 rfm 层级 分层 分级 等级 档次 哪一档
contract 合同 协议 合约 契约
renew 续签 续约 续费 续期
deliver 交付 实施 部署 落地
story 故事 来龙去脉 前因后果 来历
remind 提醒 通知
rival 竞争对手 竞品 对手 友商 竞对
buyer 决策人 拍板的人 关键人 拍板人
`;

const MEANING_OF: ReadonlyMap<string, readonly string[]> = readMeanings();

/** The meanings a word has, by name; empty for a word of no known class. */
export function meaningsOf(word: string): readonly string[] {
  return MEANING_OF.get(word) ?? [];
}

/** All words of the thesaurus, longest first in no promised order; the tokeniser prefers them to dictionary words. */
export const THESAURUS_WORDS: readonly string[] = [...MEANING_OF.keys()];

function readMeanings(): Map<string, string[]> {
  const meanings = new Map<string, string[]>();
  for (const line of MEANINGS.trim().split('\n')) {
    const [meaning = '', ...words] = line.split(' ');
    for (const word of words) meanings.set(word, [...(meanings.get(word) ?? []), meaning]);
  }
  return meanings;
}
