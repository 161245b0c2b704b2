import { mkdirSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { dbError } from './errors.ts';

export interface DataDirLock {
  release(): void;
}

/**
 * Takes the data directory for this process: two processes on one embedded database would destroy it (nothing in
 * PGlite guards against that). The lock file holds the process id; a lock left by a killed process is taken over.
 *
 * @throws AppError `db.data_dir_in_use`
 */
export function lockDataDir(dir: string): DataDirLock {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'xiaoshu.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
      const pid = Number(readFileSync(path, 'utf8'));
      if (isAlive(pid)) throw dbError('db.data_dir_in_use', { details: { dir, pid } });
      rmSync(path, { force: true });
    }
  }
  throw dbError('db.data_dir_in_use', { details: { dir, pid: '?' } });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
