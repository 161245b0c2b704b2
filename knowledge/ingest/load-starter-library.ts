import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentFields } from '../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../errors.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { readFields } from '../parse/front-matter.ts';
import { LIMITS } from '../parse/limits.ts';
import { uploadFiles, type UploadedFile } from './upload-files.ts';

/** Where the library lies that comes with the service. */
export const LIBRARY_FOLDER = join(import.meta.dirname, '..', 'library');
const COLLECTION = 'starter';
const WANTED = '**/*.{md,csv}';
const LEFT_OUT = /(?:^|\/)readme\.md$/i;

/** Files of a library with what stands beside them; `fields` come from a `<name>.meta.json`. */
export interface LibraryFile extends UploadedFile {
  readonly fields: DocumentFields;
}

/** The documents of a library folder in the order of their paths. */
export function readLibrary(folder: string = LIBRARY_FOLDER): LibraryFile[] {
  const paths = globSync(WANTED, { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !LEFT_OUT.test(path))
    .toSorted()
    .map((path) => ({ path, bytes: readFileSync(join(folder, path)), fields: fieldsBeside(join(folder, path)) }));
}

function fieldsBeside(path: string): DocumentFields {
  try {
    const text = readFileSync(path.replace(/\.[a-z]+$/i, '.meta.json'), 'utf8');
    return readFields(JSON.parse(text) as Record<string, unknown>).fields;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw thrown;
  }
}

/**
 * Takes the starter library in as documents of the service itself. Files that are there already stay as they are, changed
 * ones become new versions.
 *
 * @returns how many files there are
 */
export async function loadStarterLibrary(
  scope: WriteScope,
  input: { readonly folder?: string; readonly signal?: AbortSignal } = {},
): Promise<number> {
  const files = readLibrary(input.folder);
  // Most files describe themselves; those with fields beside them are taken in one by one.
  const plain = files.filter((file) => Object.keys(file.fields).length === 0);
  const batches = [
    ...Array.from({ length: Math.ceil(plain.length / LIMITS.files) }, (_, index) =>
      plain.slice(index * LIMITS.files, (index + 1) * LIMITS.files),
    ),
    ...files.filter((file) => !plain.includes(file)).map((file) => [file]),
  ];
  for (const batch of batches) {
    if (input.signal?.aborted) throw knowledgeError('knowledge.interrupted');
    const fields = batch.length === 1 ? (batch[0]?.fields ?? {}) : {};
    await uploadFiles(scope, { files: batch, source: 'library', collection: COLLECTION, fields });
  }
  return files.length;
}
