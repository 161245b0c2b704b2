import type { CreateFlow, FlowContent } from '../../../kernel/contracts/routing.ts';
import type { NodeTypeName } from '../nodes/node.ts';

type Row = readonly [id: string, type: NodeTypeName, title: string, x: number, y: number];

/** Columns of the drawing: the main line, then the branches A to D. */
const [MAIN, A, B, C, D] = [0, -600, -300, 0, 300];

/** The nodes of spec 002 §3.1, in its words and its order. */
const NODES: readonly Row[] = [
  ['trigger', 'TRIGGER_WEBHOOK', '企业微信群消息回调', MAIN, 0],
  ['receive', 'MESSAGE_RECEIVE', '节点 1：消息接收与保存', MAIN, 100],
  ['identify', 'SENDER_IDENTIFY', '节点 2：发送者身份识别', MAIN, 200],
  ['link-check', 'AFTER_SALES_LINK_CHECK', '节点 2.5：售后任务关联检查', MAIN, 300],
  ['role', 'CONDITION_BRANCH', '节点 3：角色路由', MAIN, 400],
  ['a1', 'OPERATION_TRACK', 'A1：运营消息识别与跟踪', A, 500],
  ['a2', 'USER_RESPONSE_DETECT', 'A2：号主响应检测', A, 600],
  ['a3', 'NO_RESPONSE_NOTIFY', 'A3：无人回应通知处理', A, 700],
  ['a4', 'CONFLICT_DETECT', 'A4：冲突检测与调和', A, 800],
  ['b1', 'STAFF_ACTIVITY_RECORD', 'B1：工作人员活跃度记录', B, 500],
  ['b2', 'STAFF_INTERVENTION_DETECT', 'B2：工作人员介入判断', B, 600],
  ['b3', 'INTERVENTION_NOTIFY', 'B3：介入通知执行', B, 700],
  ['c1', 'AFTER_SALES_IDENTIFY', 'C1：售后消息识别', C, 500],
  ['c2', 'AFTER_SALES_TASK_CREATE', 'C2：创建售后跟踪任务', C, 600],
  ['c3', 'AFTER_SALES_RESPONSE_DETECT', 'C3：用户响应检测（含机器人安抚）', C, 700],
  ['c4', 'AFTER_SALES_NO_RESPONSE_NOTIFY', 'C4：售后无人回应通知', C, 800],
  ['c5', 'AFTER_SALES_TASK_TRACK', 'C5：任务完成跟踪', C, 900],
  ['d1', 'INTENT_RECOGNIZE', 'D1：用户消息意图识别', D, 500],
  ['d2', 'ALERT_JUDGE', 'D2：告警判断与分类', D, 600],
  ['d3', 'AI_REPLY_DECISION', 'D3：AI 回复决策', D, 700],
  ['d4', 'AI_REPLY_GENERATE', 'D4：AI 回复生成', D, 800],
  ['d5', 'REPLY_QUALITY_CHECK', 'D5：回复质量检查', D, 900],
  ['d6', 'DELAY_CONTROL', 'D6：延迟控制', D, 1000],
  ['d7', 'ROBOT_COMMAND_SEND', 'D7：机器人通讯执行', D, 1100],
  ['d8', 'ASYNC_RESULT_CHECK', 'D8：异步结果确认', D, 1200],
  ['session', 'SESSION_UPDATE', '节点 4：会话状态更新', MAIN, 1300],
  ['context', 'CONTEXT_UPDATE', '节点 4：上下文更新', MAIN, 1400],
  ['analysis', 'ANALYSIS_TRIGGER', '节点 4：协同分析（C6）', MAIN, 1500],
];

/** Settings that differ from a type's own. */
const CONFIGS: Readonly<Record<string, FlowContent['nodes'][number]['config']>> = {
  role: {
    cases: [
      { way: 'operations', title: '分支 A：运营', when: { field: 'sender.role', op: 'eq', value: 'operations' } },
      { way: 'staff', title: '分支 B：工作人员', when: { field: 'sender.role', op: 'eq', value: 'staff' } },
      { way: 'after_sales', title: '分支 C：售后', when: { field: 'sender.role', op: 'eq', value: 'after_sales' } },
      { way: 'user', title: '分支 D：号主', when: { field: 'sender.role', op: 'eq', value: 'user' } },
    ],
  },
};

/** From where by which ways to where; every branch ends in node 4. */
const EDGES: readonly (readonly [from: string, ways: string, to: string])[] = [
  ['trigger', 'next', 'receive'],
  ['receive', 'next', 'identify'],
  ['receive', 'skip', 'session'],
  ['identify', 'operations staff after_sales user', 'link-check'],
  ['identify', 'robot', 'session'],
  ['link-check', 'response', 'c3'],
  ['link-check', 'next', 'role'],
  ['role', 'operations', 'a1'],
  ['role', 'staff', 'b1'],
  ['role', 'after_sales', 'c1'],
  ['role', 'user', 'd1'],
  ['role', 'else', 'session'],
  ['a1', 'track', 'a2'],
  ['a1', 'note', 'a4'],
  ['a2', 'waiting', 'a3'],
  ['a2', 'responded none', 'a4'],
  ['a3', 'responded silent gone', 'a4'],
  ['a4', 'conflict calm', 'session'],
  ['b1', 'next', 'b2'],
  ['b2', 'intervened', 'b3'],
  ['b2', 'none', 'session'],
  ['b3', 'next', 'session'],
  ['c1', 'request', 'c2'],
  ['c1', 'done', 'c5'],
  ['c1', 'other', 'b1'],
  ['c2', 'created', 'c3'],
  ['c2', 'none', 'session'],
  ['c3', 'waiting', 'c4'],
  ['c3', 'responded', 'c5'],
  ['c4', 'responded silent', 'c5'],
  ['c4', 'gone', 'session'],
  ['c5', 'completed overdue cancelled none', 'session'],
  ['d1', 'next', 'd2'],
  ['d2', 'next', 'd3'],
  ['d3', 'reply', 'd4'],
  ['d3', 'no_reply hand_over', 'session'],
  ['d4', 'next', 'd5'],
  ['d4', 'hand_over', 'session'],
  ['d5', 'pass', 'd6'],
  ['d5', 'drop hand_over', 'session'],
  ['d6', 'next', 'd7'],
  ['d7', 'queued', 'd8'],
  ['d7', 'nothing nobody', 'session'],
  ['d8', 'success failed timeout handed_to_person', 'session'],
  ['session', 'next', 'context'],
  ['context', 'next', 'analysis'],
];

/** The built-in flow, as the spec draws it: one main line, four branches, one end. */
export const UNIFIED_ROUTING: CreateFlow = {
  name: '统一消息路由',
  description: '一条主线、四个分支：运营、工作人员、售后、号主；最后统一更新会话、上下文和协同分析。',
  trigger: 'message_received',
  note: '内置流程',
  content: {
    nodes: NODES.map(([id, type, title, x, y]) => ({
      id,
      type,
      title,
      config: CONFIGS[id] ?? {},
      position: { x, y },
    })),
    edges: EDGES.flatMap(([from, ways, to]) => ways.split(' ').map((way) => ({ from, way, to }))),
  },
};
