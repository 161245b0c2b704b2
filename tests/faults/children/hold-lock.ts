import { lockDataDir } from '../../../db/lock-data-dir.ts';
import { AppError } from '../../../kernel/errors.ts';

/** Takes the folder given and keeps it until SIGTERM, or says why it may not. */
try {
  const lock = lockDataDir(process.argv[2] as string);
  process.stdout.write('open\n');
  const waiting = setInterval(() => undefined, 1000);
  process.once('SIGTERM', () => {
    lock.release();
    clearInterval(waiting);
  });
} catch (thrown) {
  process.stdout.write(`refused ${thrown instanceof AppError ? thrown.sentence('zh') : String(thrown)}\n`);
  process.exitCode = 3;
}
