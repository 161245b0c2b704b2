import { fileTypeFromBuffer } from 'file-type';
import type { SopMaterialKind } from '../../../kernel/contracts/sop.ts';
import { cleanText } from '../language/clean-value.ts';
import { sopMaterialError } from './errors.ts';

const MB = 1_048_576;
/** Largest upload in megabytes by kind; WeChat takes pictures of 10 MB, and files people open on a phone are smaller than 50. */
export const MATERIAL_MB = { image: 10, file: 50 } as const;

/** What may be sent, by what the bytes really are: never programs, never pictures that carry scripts. */
const SENDABLE: Readonly<Record<string, 'image' | 'file'>> = {
  jpg: 'image',
  png: 'image',
  gif: 'image',
  webp: 'image',
  pdf: 'file',
  docx: 'file',
  xlsx: 'file',
  pptx: 'file',
  zip: 'file',
  mp4: 'file',
  mov: 'file',
  mp3: 'file',
  m4a: 'file',
};
/** The older Office files are all one container; their ending says which. */
const OLD_OFFICE = { doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' };
/** Texts have no mark of their own: the ending says which, the bytes must be text. */
const TEXTS = { txt: 'text/plain; charset=utf-8', csv: 'text/csv; charset=utf-8' };
const ALLOWED = [...Object.keys(SENDABLE), ...Object.keys(OLD_OFFICE), ...Object.keys(TEXTS)].join('、');

export interface DetectedMaterial {
  readonly kind: Extract<SopMaterialKind, 'image' | 'file'>;
  /** The name with the ending the content has. */
  readonly name: string;
  readonly mime_type: string;
}

/**
 * What an uploaded file really is, whatever its name says.
 * @throws AppError `sop.material_empty`, `sop.material_too_large`, `sop.material_type_refused`
 */
export async function detectMaterial(given: string, bytes: Uint8Array): Promise<DetectedMaterial> {
  const name = fileName(given);
  if (bytes.length === 0) throw sopMaterialError('sop.material_empty', { details: { name } });
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = await fileTypeFromBuffer(bytes);
  const type = found ? sendable(found, ending) : textType(ending, bytes);
  if (!type)
    throw sopMaterialError('sop.material_type_refused', {
      details: { name, type: found?.mime ?? '无法识别的内容', allowed: ALLOWED },
    });
  if (bytes.length > MATERIAL_MB[type.kind] * MB) throw tooLarge();
  const same = ending === type.ext || (ending === 'jpeg' && type.ext === 'jpg');
  return { kind: type.kind, mime_type: type.mime, name: same ? name : `${name}.${type.ext}` };
}

/** @returns the error for a file that is larger than any kind may be */
export function tooLarge(cause?: unknown) {
  return sopMaterialError('sop.material_too_large', { details: { ...MATERIAL_MB }, cause });
}

interface Type {
  readonly kind: 'image' | 'file';
  readonly ext: string;
  readonly mime: string;
}

function sendable({ ext, mime }: { readonly ext: string; readonly mime: string }, ending: string): Type | undefined {
  if (ext === 'cfb')
    return ending in OLD_OFFICE
      ? { kind: 'file', ext: ending, mime: OLD_OFFICE[ending as keyof typeof OLD_OFFICE] }
      : undefined;
  const kind = Object.hasOwn(SENDABLE, ext) ? SENDABLE[ext] : undefined;
  return kind && { kind, ext, mime };
}

function textType(ending: string, bytes: Uint8Array): Type | undefined {
  if (!(ending in TEXTS)) return undefined;
  try {
    // oxlint-disable-next-line no-control-regex -- A text has no such characters.
    if (/[\u0000-\u0008\u000e-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))) return undefined;
  } catch {
    return undefined;
  }
  return { kind: 'file', ext: ending, mime: TEXTS[ending as keyof typeof TEXTS] };
}

/** The last part of a path without what no file system or person can read; 180 characters at most, the ending kept. */
function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const clean = cleanText(last)
    .replaceAll(/[<>:"|?*\n\t]/g, '')
    .replace(/^\.+/, '')
    .trim();
  if (clean === '') return '未命名';
  const at = clean.lastIndexOf('.');
  const ending = at > 0 && clean.length - at <= 6 ? clean.slice(at) : '';
  return clean.slice(0, clean.length - ending.length).slice(0, 180) + ending;
}
