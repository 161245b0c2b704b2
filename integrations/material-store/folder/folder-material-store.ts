import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { materialKey, type ByteRange, type MaterialStore } from '../../../domain/sop/materials/material-store.port.ts';
import { newId } from '../../../kernel/ids.ts';

/** Keeps materials as files of a folder. A file appears whole or not at all, also when the power goes. */
export function folderMaterialStore(folder: string): MaterialStore {
  const pathOf = (key: string): string => join(folder, materialKey(key));
  const head = async (key: string) => {
    const there = await stat(pathOf(key)).catch(nothing);
    return there ? { bytes: there.size } : null;
  };
  return {
    head,
    put: async (key, bytes) => {
      const path = pathOf(key);
      if ((await head(key))?.bytes === bytes.length) return;
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
    get: async (key, range) =>
      (range ? await readPart(pathOf(key), range) : await readFile(pathOf(key)).catch(nothing)) ?? null,
    delete: async (key) => void (await unlink(pathOf(key)).catch(nothing)),
  };
}

async function readPart(path: string, { from, to }: ByteRange): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r').catch(nothing);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    const part = Buffer.alloc(Math.max(0, Math.min(to + 1, size) - from));
    await file.read(part, 0, part.length, from);
    return part;
  } finally {
    await file.close();
  }
}

function nothing(thrown: unknown): undefined {
  if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
}
