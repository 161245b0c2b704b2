import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the routing room refuses, and how a step of a flow fails. */
export const ROUTING_ERRORS = {
  'routing.flow_not_found': {
    kind: 'not_found',
    zh: '没有找到这个流程，可能已被删除。请刷新流程列表。',
    en: 'No such flow. Reload the list.',
  },
  'routing.flow_invalid': {
    kind: 'invalid',
    zh: '流程画得不对：{problems}',
    en: 'The flow is not valid: {problems_en}',
  },
  'routing.flow_name_taken': {
    kind: 'conflict',
    zh: '已经有一个叫“{name}”的流程。请换一个名字。',
    en: 'There is a flow named {name} already. Choose another name.',
  },
  'routing.flow_in_use': {
    kind: 'conflict',
    zh: '流程“{name}”还在使用，或有执行记录，不能删除。可以先停用它。',
    en: 'The flow {name} is active or has instances and cannot be deleted. Deactivate it instead.',
  },
  'routing.another_flow_active': {
    kind: 'conflict',
    zh: '同一个触发器已有流程“{name}”在运行。请先停用它。',
    en: 'The flow {name} answers this trigger already. Deactivate it first.',
  },
  'routing.version_not_found': {
    kind: 'not_found',
    zh: '流程没有第 {number} 版。',
    en: 'The flow has no version {number}.',
  },
  'routing.stale_version': {
    kind: 'conflict',
    zh: '这个流程刚被别人改过（现在是第 {current_version} 次修改）。请刷新后核对再提交。',
    en: 'Somebody else changed this flow (revision {current_version} now). Reload, check and submit again.',
  },
  'routing.instance_not_found': {
    kind: 'not_found',
    zh: '没有找到这条流程记录，或者您不能查看它。',
    en: 'No such instance, or it is not yours to see.',
  },
  'routing.message_not_found': {
    kind: 'not_found',
    zh: '没有找到这条消息，或者您不能查看它。',
    en: 'No such message, or it is not yours to see.',
  },
  'routing.instance_over': {
    kind: 'conflict',
    zh: '这条流程已经结束（{status}），不能再取消。',
    en: 'The instance is over ({status}) and cannot be cancelled.',
  },
  'routing.node_type_unknown': {
    kind: 'conflict',
    zh: '这个版本的程序没有“{type}”这种节点。',
    en: 'This build has no node type {type}.',
  },
  'routing.way_not_drawn': {
    kind: 'conflict',
    zh: '节点“{node}”要走“{way}”，但流程里没有这条连线。',
    en: 'Node {node} leaves by {way}, which the flow does not draw.',
  },
  'routing.node_timed_out': {
    kind: 'transient',
    zh: '节点“{node}”查询超过 {seconds} 秒没有结果。',
    en: 'Node {node} found nothing out within {seconds} seconds.',
  },
  'routing.bad_decision': {
    kind: 'bug',
    zh: '节点“{node}”给出的结果不合规定：{problems}',
    en: 'The decision of node {node} does not fit: {problems}',
  },
  'routing.too_many_steps': {
    kind: 'conflict',
    zh: '这条流程已经走了 {steps} 步，不再继续。',
    en: 'The instance made {steps} steps and goes no further.',
  },
  'routing.nothing_to_replay': {
    kind: 'invalid',
    zh: '请给出要回放的版本号或流程内容。',
    en: 'Give a version or a content to replay.',
  },
} as const satisfies ErrorCatalogue;

export const routingError = errorsOf(ROUTING_ERRORS);
