import { runMonitor } from '../server/calls/run-monitor.ts';
import { AppError } from '../kernel/errors.ts';

/*
 * The monitor of call tasks alone, beside a service that answers requests elsewhere (spec 003, third way):
 *
 *   npm run monitor
 */
runMonitor().catch((thrown: unknown) => {
  const sentence = thrown instanceof AppError ? `${thrown.sentence('zh')}\n${thrown.message}` : String(thrown);
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
