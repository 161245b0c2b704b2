import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dbError } from './errors.ts';

export interface DataDirLock {
  release(): void;
}

/** SQLite's primary result code for «somebody else holds the lock» (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
/** Keeps the locks of this process from being collected as garbage. */
const held = new Set<DatabaseSync>();

/**
 * Takes the data directory for this process: two processes on one embedded database would destroy it (nothing in
 * PGlite guards against that). The lock is the kernel's own (fcntl, reached through an exclusive transaction on an empty
 * SQLite file): it ends with its process however that ends, it is never half taken, and it holds between containers
 * that share a volume, where process ids mean nothing. The process id stands beside it for the person who reads.
 *
 * @throws AppError `db.data_dir_in_use`
 */
export function lockDataDir(dir: string): DataDirLock {
  mkdirSync(dir, { recursive: true });
  const pidFile = join(dir, 'xiaoshu.pid');
  const lock = new DatabaseSync(join(dir, 'xiaoshu.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (thrown) {
    lock.close();
    if ((thrown as { errcode?: number }).errcode !== SQLITE_BUSY) throw thrown;
    throw dbError('db.data_dir_in_use', { details: { dir, pid: readPid(pidFile) }, cause: thrown });
  }
  held.add(lock);
  writeFileSync(pidFile, String(process.pid));
  return {
    release: () => {
      if (!held.delete(lock)) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function readPid(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim() || '?';
  } catch {
    return '?';
  }
}
