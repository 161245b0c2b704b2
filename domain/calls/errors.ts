import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What can go wrong with outbound calls. */
export const CALLS_ERRORS = {
  'calls.dialer_down': {
    kind: 'transient',
    zh: '外呼服务暂时没有响应（{reason}），稍后会自动再试。',
    en: 'The dialer does not answer: {reason}',
  },
  'calls.dialer_busy': {
    kind: 'transient',
    zh: '外呼服务调用太频繁，稍后会自动再试。',
    en: 'The dialer asks for a pause: {reason}',
  },
  'calls.dialer_refused': {
    kind: 'conflict',
    zh: '外呼服务拒绝了这次请求（{reason}），请检查外呼设置后再试。',
    en: 'The dialer refused: {reason}',
  },
  'calls.no_dialer': {
    kind: 'conflict',
    zh: '还没有配置外呼服务，不能拨打电话。请管理员填写外呼账号（OUTBOUND_INSTANCE_ID 等）。',
    en: 'No dialer is set up, nobody can be called.',
  },
  'calls.task_not_found': {
    kind: 'not_found',
    zh: '没有找到这个外呼任务，或者您不能查看它。请刷新列表。',
    en: 'No such call task, or it is not yours to see. Reload the list.',
  },
  'calls.record_not_found': {
    kind: 'not_found',
    zh: '没有找到这条外呼记录，或者您不能查看它。请刷新列表。',
    en: 'No such call record, or it is not yours to see. Reload the list.',
  },
  'calls.entry_not_found': {
    kind: 'not_found',
    zh: '没有找到这条登记，可能已经解除。请刷新列表。',
    en: 'No such entry, it may be lifted already. Reload the list.',
  },
  'calls.stale_version': {
    kind: 'conflict',
    zh: '这个外呼任务刚被改过（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'Somebody else changed this call task (version {current_version} now). Reload, check and submit again.',
  },
  'calls.plan_invalid': {
    kind: 'invalid',
    zh: '外呼安排有误：{problems}。请修改后再提交。',
    en: 'The calling plan is not valid: {problems}',
  },
  'calls.nobody_to_call': {
    kind: 'invalid',
    zh: '名单里没有可以拨打的号码：{reasons}。',
    en: 'Nobody of the list can be called: {reasons}',
  },
  'calls.too_many_people': {
    kind: 'invalid',
    zh: '一次最多 {most} 人，这里有 {count} 人。请分成几个任务。',
    en: 'At most {most} people at a time, these are {count}.',
  },
  'calls.csv_no_phone_column': {
    kind: 'invalid',
    zh: '表头里没有“手机号”或“电话”这一列（现有：{columns}）。请补上后再上传。',
    en: 'The header names no phone column (there are: {columns}).',
  },
  'calls.csv_no_file': {
    kind: 'invalid',
    zh: '请上传一个 CSV 文件，并在 task 一栏填写任务内容。',
    en: 'Upload a CSV file with the field task.',
  },
  'calls.bad_phone': {
    kind: 'invalid',
    zh: '号码“{phone}”有误，请填写完整的手机号，或带区号的座机号。',
    en: 'The number {phone} is not valid.',
  },
  'calls.move_not_allowed': {
    kind: 'conflict',
    zh: '这个外呼任务{state}，不能{wish}。',
    en: 'The call task is {state} and cannot {wish}.',
  },
  'calls.not_called_yet': {
    kind: 'conflict',
    zh: '这个外呼任务还没有交给外呼平台，没有结果可以查询。',
    en: 'The call task was not handed to the dialer yet.',
  },
  'calls.no_recording': {
    kind: 'not_found',
    zh: '这通电话没有录音，或者录音还没有取到。',
    en: 'There is no recording of this call, or not yet.',
  },
  'calls.not_analysable': {
    kind: 'conflict',
    zh: '这条记录不能重新分析：{reason}。',
    en: 'The record cannot be analysed again: {reason}',
  },
  'calls.still_unknown': {
    kind: 'transient',
    zh: '还不确定外呼平台有没有收到这一批名单，稍后会再核对，核对清楚前不会重复拨打。',
    en: 'It is not certain yet whether the dialer has a batch; it is looked up again before anything is sent.',
  },
} as const satisfies ErrorCatalogue;

export const callsError = errorsOf(CALLS_ERRORS);
