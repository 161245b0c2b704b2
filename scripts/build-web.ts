import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the console when its sources are not those of the last build; `--force` builds in any case. */
const root = join(import.meta.dirname, '..', 'web');
const stampFile = join(root, 'dist', '.sources');

const stamp = hashSources();
if (process.argv.includes('--force') || lastStamp() !== stamp) {
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stampFile, stamp);
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(['web/{src,public}/**/*', 'web/*.{html,ts}', 'kernel/contracts/*.ts', 'package-lock.json'], {
    cwd: join(root, '..'),
    withFileTypes: true,
  });
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function lastStamp(): string | undefined {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}
