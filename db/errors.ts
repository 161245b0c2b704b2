import { errorsOf, type ErrorCatalogue } from '../kernel/errors.ts';

export const DB_ERRORS = {
  'db.data_dir_in_use': {
    kind: 'conflict',
    zh: '数据目录 {dir} 正被另一个进程（进程号 {pid}）使用。请先停掉它，或改用别的 DATA_DIR。',
    en: 'DATA_DIR {dir} is in use by another process (pid {pid}). Stop it first, or choose another DATA_DIR.',
  },
  'db.unreachable': {
    kind: 'transient',
    zh: '数据库连不上：{reason}',
    en: 'The database cannot be reached: {reason}',
  },
  'db.newer_schema': {
    kind: 'conflict',
    zh: '数据库的结构比这个版本新（{migration}），请使用更新的程序版本。',
    en: 'The database has a newer structure ({migration}) than this release knows. Use a newer release.',
  },
} as const satisfies ErrorCatalogue;

export const dbError = errorsOf(DB_ERRORS);
