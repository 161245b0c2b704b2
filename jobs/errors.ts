import { errorsOf, type ErrorCatalogue } from '../kernel/errors.ts';

export const JOB_ERRORS = {
  'jobs.bad_payload': {
    kind: 'bug',
    zh: '任务 {job} 的内容不符合约定：{problems}',
    en: 'The payload of job {job} does not fit: {problems}',
  },
  'jobs.not_found': {
    kind: 'not_found',
    zh: '没有找到这个任务，可能已经重新执行过了。',
    en: 'No such job; it may have been replayed already.',
  },
  'jobs.already_waiting': {
    kind: 'conflict',
    zh: '同样的任务已经在排队，等它执行完再试。',
    en: 'The same job already waits; try again when it is done.',
  },
} as const satisfies ErrorCatalogue;

export const jobError = errorsOf(JOB_ERRORS);
