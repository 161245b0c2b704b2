import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MaterialStore } from '../../domain/sop/materials/material-store.port.ts';
import { newId } from '../../kernel/ids.ts';

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

/** Keeps materials as files of a folder. A file appears whole or not at all, also when the power goes. */
export function folderMaterialStore(folder: string): MaterialStore {
  const pathOf = (key: string): string => {
    // A key is made by us; one that is not could lead out of the folder.
    if (!KEY.test(key)) throw new TypeError('Not a key of a material');
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      const there = await stat(path).catch(nothing);
      if (there?.size === bytes.length) return;
      await mkdir(dirname(path), { recursive: true });
      const half = `${path}.${newId()}.part`;
      try {
        const file = await open(half, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, path);
      } catch (thrown) {
        await unlink(half).catch(nothing);
        throw thrown;
      }
    },
    get: async (key) => (await readFile(pathOf(key)).catch(nothing)) ?? null,
  };
}

function nothing(thrown: unknown): undefined {
  if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
}
