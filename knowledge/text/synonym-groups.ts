/**
 * Words that ask for the same thing in questions to a sales or service desk, written down from general usage. They make
 * the built-in reranker forgiving; a company's own words (product nicknames, abbreviations) belong into the editable
 * table of synonyms, which widens the search itself.
 */
const GROUPS = `怎么 如何 怎样 怎么样 咋 咋样 怎 怎麽
为什么 为何 为啥 怎么回事 干嘛 干吗 什么原因
什么时候 何时 啥时候 几时 多久 多长时间
哪里 哪儿 哪 何处 什么地方 啥地方
能 可以 能够 可 能否 可否 能不能 可不可以 是否可以
不能 不可以 无法 没法 不行 不了 用不了 没办法
没 没有 未 无
什么 啥
多少 几 多大
取消 关闭 关掉 注销 解除 停用 关 撤销 删除 去掉
开通 打开 开启 启用 激活 开 申请
修改 更改 更换 换 改 变更 改变 调整
绑定 关联 捆绑 绑
还款 还钱 还 偿还 归还
付款 支付 付 付钱 买单 结账 结算
退款 退钱 退货 退
提前 提早
推迟 延期 延迟 延后 晚 逾期 过期 延长
额度 限额
提高 提升 增加 涨 提额 上调
降低 减少 下降 降
手续费 费用 利息 收费
钱 金额 钱款 款
使用 用
查看 查询 看 查 查找 看到 找
显示 出现 提示
失败 不成功 没成功
收到 到账 收 到 入账
转账 转 转出 转入
借款 借钱 借 贷款
手机号 手机号码 电话 号码 电话号码 手机
账号 帐号 账户 帐户
账单 帐单
密码 口令
购买 买 购 采购
优惠 优惠券 红包 折扣 活动 打折
现在 目前 如今
一直 总是 老是
自动 自己
客服 人工
我 我的 俺 本人
是不是 是否 吗
商家 店 店家 商户 卖家
朋友 好友 别人 他人
客户 顾客 用户 买家
报价 价格 价钱 单价 多少钱
贵 太贵 价格高 嫌贵
合同 协议 合约
发票 开票 票据
签约 签单 成交 成单
试用 体验 演示
售后 维修 保修 报修
登录 登陆 登入
实名 实名认证 身份认证 认证
教程 指南 说明 步骤 流程 操作方法
跟进 回访 联系
流失 离开 不续费
续费 续约 续签
发货 寄出 出货
快递 物流 运输
培训 上手 入门 新人
规则 政策 规定 制度`;

export const SYNONYM_GROUPS: readonly (readonly string[])[] = GROUPS.split('\n').map((line) => line.split(' '));
