import { z } from 'zod';
import type { UploadMaterial } from '../../../domain/sop/materials/create-material.ts';
import { MATERIAL_MB, tooLarge } from '../../../domain/sop/materials/detect-material.ts';
import { sopMaterialError } from '../../../domain/sop/materials/errors.ts';
import type { RouteContext } from '../../route.ts';

const Said = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  category: z.string().trim().max(60).default(''),
  tags: z
    .string()
    .max(700)
    .default('')
    .transform((text) =>
      text
        .split(/[,，、]/)
        .map((tag) => tag.trim().slice(0, 30))
        .filter((tag) => tag !== '')
        .slice(0, 20),
    ),
});

/**
 * Reads the one file of a multipart request and what stands beside it.
 * @throws AppError `sop.material_no_file`, `sop.material_too_large`, `sop.material_fields_wrong`
 */
export async function receivedMaterial(request: RouteContext['request']): Promise<UploadMaterial> {
  if (!request.isMultipart()) throw sopMaterialError('sop.material_no_file');
  let file: { file_name: string; bytes: Uint8Array } | undefined;
  const texts: Record<string, string> = {};
  try {
    const limits = { files: 1, fileSize: MATERIAL_MB.file * 1_048_576, fields: 10, fieldSize: 2000 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        const text = String(part.value);
        if (text.trim() !== '') texts[part.fieldname] = text;
      } else file = { file_name: part.filename, bytes: await part.toBuffer() };
    }
  } catch (thrown) {
    const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge(thrown);
    if (code === 'FST_FILES_LIMIT') throw sopMaterialError('sop.material_no_file', { cause: thrown });
    throw thrown;
  }
  if (!file) throw sopMaterialError('sop.material_no_file');
  const said = Said.safeParse(texts);
  if (!said.success) {
    const problems = said.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`).join('；');
    throw sopMaterialError('sop.material_fields_wrong', { details: { problems } });
  }
  return { ...file, ...said.data };
}
