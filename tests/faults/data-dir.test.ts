import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../db/embedded.ts';
import { lockDataDir } from '../../db/lock-data-dir.ts';
import { howOften } from '../support/how-often.ts';
import { startChild, type Child } from '../support/child.ts';

let dir: string;
let children: Child[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoshu-data-'));
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  children = [];
  rmSync(dir, { recursive: true, force: true });
});

function child(script: string): Child {
  const started = startChild(`tests/faults/children/${script}`, [dir]);
  children.push(started);
  return started;
}

describe('the data directory', () => {
  it('belongs to one process: a second one is told which, and the first goes on', async () => {
    const first = child('hold-lock.ts');
    await first.said(/^open/m);
    const second = child('hold-lock.ts');
    expect(await second.ended).toBe(3);
    expect(second.output()).toContain(`refused 数据目录 ${dir} 正被另一个进程（进程号 ${first.pid}）使用。`);
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    const third = child('hold-lock.ts');
    await third.said(/^open/m);
  });

  it('is free again when its process was killed', async () => {
    const first = child('hold-lock.ts');
    await first.said(/^open/m);
    await first.kill();
    await child('hold-lock.ts').said(/^open/m);
  });

  it('goes to exactly one of many that come at the same moment, after a crash as well', async () => {
    const crashed = child('hold-lock.ts');
    await crashed.said(/^open/m);
    await crashed.kill();
    const rivals = Array.from({ length: 4 }, () => child('hold-lock.ts'));
    const answers = await Promise.all(rivals.map((rival) => rival.said(/^(open|refused)/m)));
    expect(answers.map(([, word]) => word).toSorted()).toEqual(['open', 'refused', 'refused', 'refused']);
  });

  it('is not given twice within one process', () => {
    const lock = lockDataDir(dir);
    expect(() => lockDataDir(dir)).toThrow(String(process.pid));
    lock.release();
    lockDataDir(dir).release();
  });

  it('keeps every row that was acknowledged, whole transactions only, through kill -9', async () => {
    let acknowledged = 0;
    for (let round = 0; round < howOften(2, 20); round += 1) {
      const writer = child('write-rows.ts');
      await writer.said(new RegExp(`committed ${acknowledged + 41}\n`), 40_000);
      await writer.kill();
      acknowledged = Math.max(...[...writer.output().matchAll(/committed (\d+)/g)].map(([, n]) => Number(n)));
      // The next number follows the rows that survived.
      acknowledged += acknowledged % 2 === 0 ? 0 : 1;
    }
    const database = await startEmbedded({ dataDir: dir });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ highest: number; all: number; halves: number }>(
      `select max(n) as highest, count(*)::int as all,
              (select count(*)::int from written w where not exists (select from written t where t.n = w.twin)) as halves
       from written`,
    );
    await client.end();
    await database.stop();
    const [found] = rows;
    expect(found?.halves).toBe(0);
    expect(found?.highest).toBeGreaterThanOrEqual(acknowledged);
    expect(found?.all).toBe(found?.highest);
  });

  it('survives being killed in its very first start', async () => {
    const first = child('hold-data-dir.ts');
    await first.appeared(join(dir, 'postgres', 'PG_VERSION'));
    await first.kill();
    await child('hold-data-dir.ts').said(/^open /m, 60_000);
  }, 90_000);
});
