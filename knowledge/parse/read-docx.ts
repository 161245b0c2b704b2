import { knowledgeError } from '../errors.ts';
import type { FileInput, ParsedFile } from './block.ts';
import { readArchive } from './read-archive.ts';
import { blocksOfHtml } from './read-html.ts';
import { repack } from './repack.ts';

const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|docProps\/core\.xml|word\/(?:_rels\/.*|(?:document|styles|numbering|footnotes|endnotes)\d*\.xml))$/i;
/** Word in Chinese names its styles so. */
const STYLES = ['标题', '标题 1', '标题 2', '标题 3', '标题 4'].map(
  (name, index) => `p[style-name='${name}'] => h${Math.max(1, index)}:fresh`,
);

/**
 * Reads a Word document: headings, paragraphs, lists and tables. Pictures are left out, nothing is fetched.
 * @throws AppError `knowledge.file_damaged`, `knowledge.file_bomb`, `knowledge.file_encrypted`
 */
export async function readDocx(file: FileInput): Promise<ParsedFile> {
  const entries = readArchive(file.bytes);
  if (!entries.some((entry) => /^word\/document\d*\.xml$/i.test(entry.path)))
    throw knowledgeError('knowledge.file_damaged');
  const packed = repack(entries, PARTS);
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(packed) },
      { styleMap: STYLES, convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    const blocks = await blocksOfHtml(value);
    const first = blocks[0];
    const title = first?.kind === 'heading' && first.level === 1 ? first.text : null;
    return { format: 'docx', title, blocks, fields: {}, warnings: [] };
  } catch (thrown) {
    throw knowledgeError('knowledge.file_damaged', { cause: thrown });
  }
}
