import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the room of alerts refuses. */
export const ALERT_ERRORS = {
  'alerts.not_found': {
    kind: 'not_found',
    zh: '没有找到这条告警，或者您不能查看它。请刷新列表。',
    en: 'No such alert, or it is not yours to see. Reload the list.',
  },
  'alerts.settled_already': {
    kind: 'conflict',
    zh: '这条告警已经是“{status}”，不用再处理。',
    en: 'The alert is {status} already.',
  },
  'alerts.stale_version': {
    kind: 'conflict',
    zh: '这条告警刚有变化（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'The alert has changed (version {current_version} now). Reload, check and submit again.',
  },
} as const satisfies ErrorCatalogue;

export const alertError = errorsOf(ALERT_ERRORS);
