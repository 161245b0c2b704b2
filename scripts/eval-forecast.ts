import { setTimeout as sleep } from 'node:timers/promises';
import type { BackTest } from '../kernel/contracts/forecast.ts';
import { logIn, type HttpClient } from './eval-crm/http-client.ts';
import { importFiles } from './eval-crm/import-files.ts';
import { startServer } from './eval-crm/start-server.ts';

/**
 * `node scripts/eval-forecast.ts <folder>`: imports a sales pipeline (users, products, accounts, deals) into a fresh service,
 * lets the service measure its forecast, and prints how far off it was, month by month. A table goes to stderr, one JSON
 * object to stdout; the exit code is 1 when nothing could be measured.
 */
async function main(folder: string | undefined): Promise<boolean> {
  if (!folder) throw new Error('Usage: node scripts/eval-forecast.ts <folder with the CSV files>');
  const server = await startServer();
  try {
    const client = await logIn(server);
    await importFiles(client, folder);
    await client.call('POST', '/api/v1/crm/forecast/measure', {});
    const test = await measured(client);
    for (const line of tableOf(test)) console.error(line);
    console.log(JSON.stringify(test));
    return test.months > 0;
  } finally {
    await server.stop();
  }
}

/** Waits for the job, at most five minutes. */
async function measured(client: HttpClient): Promise<BackTest> {
  for (let tries = 0; tries < 600; tries += 1) {
    const test = await client.call<BackTest>('GET', '/api/v1/crm/forecast/back-test');
    if (test.measured_at) return test;
    await sleep(500);
  }
  throw new Error('The service did not measure its forecast within five minutes.');
}

function tableOf(test: BackTest): string[] {
  const whole = (value: number | null): string => (value === null ? '-' : Math.round(value).toLocaleString('en-US'));
  const share = (value: number | null): string => (value === null ? '-' : `${(value * 100).toFixed(1)}%`);
  const rows = test.items.map((row) =>
    row.enough
      ? [
          row.month,
          whole(row.actual),
          whole(row.expected),
          `${whole(row.low)} – ${whole(row.high)}`,
          share(row.error),
          row.covered ? 'yes' : 'no',
          whole(row.naive),
          String(row.history_months),
        ]
      : [row.month, whole(row.actual), '-', '-', '-', '-', whole(row.naive), `${row.history_months} (not enough)`],
  );
  return [
    ['month', 'actual', 'expected', `${test.level}% interval`, 'error', 'covered', 'mean of 3 before', 'history'],
    ...rows,
    [],
    ['months', String(test.months)],
    ['WAPE', share(test.wape)],
    ['MAPE', share(test.mape)],
    ['bias', share(test.bias)],
    [`coverage of the ${test.level}% interval`, share(test.coverage)],
    ['WAPE of the mean of 3 before', share(test.naive_wape)],
  ].map((cells) => cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(14))).join('  '));
}

main(process.argv[2]).then(
  (ok) => process.exit(ok ? 0 : 1),
  (thrown: unknown) => {
    console.error(thrown);
    console.log(JSON.stringify({ months: 0, items: [] }));
    process.exit(1);
  },
);
