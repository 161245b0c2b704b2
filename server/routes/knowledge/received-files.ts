import { DocumentFields } from '../../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../../../knowledge/errors.ts';
import type { UploadedFile } from '../../../knowledge/ingest/upload-files.ts';
import { LIMITS } from '../../../knowledge/parse/limits.ts';
import type { RouteContext } from '../../route.ts';

/** A multipart request: its files and its texts by name. */
export interface ReceivedForm {
  readonly files: readonly UploadedFile[];
  readonly texts: Readonly<Record<string, string>>;
}

const LISTS: ReadonlySet<string> = new Set(['tags', 'visibility']);

/**
 * Reads a multipart request whole. All files together may be as large as one archive.
 * @throws AppError `knowledge.no_file`, `knowledge.too_many_files`, `knowledge.file_too_large`
 */
export async function receivedForm(request: RouteContext['request']): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw knowledgeError('knowledge.no_file');
  const tooLarge = (cause?: unknown) =>
    knowledgeError('knowledge.file_too_large', {
      details: { most: LIMITS.archive / 1_048_576 },
      ...(cause === undefined ? {} : { cause }),
    });
  const files: UploadedFile[] = [];
  const texts: Record<string, string> = {};
  let bytes = 0;
  try {
    const limits = { files: LIMITS.files, fileSize: LIMITS.archive, fields: 20, fieldSize: 100_000 };
    for await (const part of request.parts({ limits, preservePath: true })) {
      if (part.type === 'field') {
        texts[part.fieldname] = String(part.value);
        continue;
      }
      const content = await part.toBuffer();
      bytes += content.length;
      if (bytes > LIMITS.archive) throw tooLarge();
      files.push({ path: part.filename || '未命名', bytes: content });
    }
  } catch (thrown) {
    const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
    if (code === 'FST_FILES_LIMIT')
      throw knowledgeError('knowledge.too_many_files', { details: { most: LIMITS.files }, cause: thrown });
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge(thrown);
    throw thrown;
  }
  return { files, texts };
}

/**
 * The document's fields among the texts of a form; lists as JSON or separated by commas.
 * @throws AppError `knowledge.bad_fields`
 */
export function fieldsOfForm(texts: Readonly<Record<string, string>>): DocumentFields {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(DocumentFields.shape)) {
    const text = texts[name]?.trim();
    if (text === undefined || text === '') continue;
    given[name] = LISTS.has(name) ? listOf(text) : text;
  }
  const parsed = DocumentFields.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('；');
  throw knowledgeError('knowledge.bad_fields', { details: { problems } });
}

function listOf(text: string): unknown {
  if (!text.startsWith('['))
    return text
      .split(/[,，、]/)
      .map((one) => one.trim())
      .filter(Boolean);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
