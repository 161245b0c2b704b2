import { adminZh } from './words/admin.zh.ts';
import { assignmentZh } from './words/assignment.zh.ts';
import { crmZh } from './words/crm.zh.ts';
import { dataQualityZh } from './words/data-quality.zh.ts';
import { knowledgeZh } from './words/knowledge.zh.ts';
import { profilesZh } from './words/profiles.zh.ts';
import { scoringZh } from './words/scoring.zh.ts';
import { dealsZh } from './words/deals.zh.ts';
import { segmentsZh } from './words/segments.zh.ts';

/** The console's Chinese words. The same noun for the same thing everywhere; the English file has the same keys. */
export const zh = {
  ...crmZh,
  ...adminZh,
  ...segmentsZh,
  ...dataQualityZh,
  ...assignmentZh,
  ...knowledgeZh,
  ...profilesZh,
  ...scoringZh,
  ...dealsZh,
  app: { name: '销枢', skip: '跳到正文', navigation: '主导航' },
  nav: {
    chat: '对话',
    customers: '客户',
    leads: '线索',
    opportunities: '商机',
    activities: '跟进',
    contracts: '合同',
    knowledge: '知识库',
    pools: '公海',
    segments: '分群',
    assignment: '线索分配',
    duplicates: '查重',
    dataQuality: '数据质量',
    customFields: '自定义字段',
    scoring: '评分设置',
    customerRules: '客户规则',
    forecast: '业绩预测',
    orders: '订单与交付',
    stages: '阶段设置',
    imports: '导入',
    system: '系统',
    more: '更多',
    waiting: '{{place}}，{{count}} 条今天要跟进或已逾期',
    waitingCount: '{{count}} 条今天要跟进或已逾期',
  },
  action: {
    close: '关闭',
    cancel: '取消',
    save: '保存',
    edit: '编辑',
    delete: '删除',
    add: '添加',
    remove: '移除',
    retry: '重试',
    choose: '请选择',
    typeToSearch: '输入以搜索',
    createNamed: '新建「{{name}}」',
    clear: '清除',
    back: '返回',
    next: '下一步',
    copy: '复制',
    copied: '已复制',
    undo: '撤销',
    logOut: '退出登录',
  },
  state: { loading: '正在加载…', noMatch: '没有匹配的结果', none: '无', yes: '是', no: '否', empty: '未填写' },
  error: {
    unknown: '这一步没有完成，请稍后再试。',
    offline: '连不上服务，请检查网络后重试。',
    kept: '您的筛选和已填写的内容都还在。',
    requestId: '请求编号 {{id}}',
    notFoundTitle: '没有这个页面',
    notFoundBody: '链接可能已失效，或记录已被删除。',
    forbiddenTitle: '您没有查看这里的权限',
    forbiddenBody: '如果工作需要，请联系管理员开通。',
    noChatTitle: '这个版本没有对话',
    noChatBody: '客户、线索、商机和跟进都可以照常使用。',
    home: '回到对话',
  },
  theme: { title: '外观', system: '跟随系统', light: '浅色', dark: '深色' },
  language: { title: '语言', zh: '中文', en: 'English' },
  user: { menu: '个人菜单' },
  role: {
    salesperson: '销售',
    sales_manager: '销售经理',
    marketer: '市场',
    customer_success: '客户成功',
    after_sales: '售后',
    operations: '运营',
    administrator: '管理员',
  },
  login: {
    title: '登录销枢',
    username: '用户名',
    password: '密码',
    submit: '登录',
    again: '登录已过期，请重新登录，您会回到刚才的页面。',
    missing: '请填写用户名和密码。',
  },
};

/** The shape every language has. */
export type Words = typeof zh;
