import { DocumentFields } from '../../kernel/contracts/knowledge.ts';

export interface FrontMatter {
  readonly fields: DocumentFields;
  readonly body: string;
  readonly warnings: readonly string[];
}

const FENCED = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;
const LISTS: ReadonlySet<string> = new Set(['tags', 'visibility']);
const KNOWN: ReadonlySet<string> = new Set(['title', 'category', 'tags', 'visibility', 'valid_from', 'valid_until']);

/**
 * What a Markdown file says about itself between two lines of dashes: `name: value`, lists as `[a, b]`, `a, b` or lines
 * with dashes. Only the document's own fields count; a value that does not fit is told and left out.
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = FENCED.exec(text);
  if (!match) return { fields: {}, body: text, warnings: [] };
  const raw = readLines(match[1] ?? '');
  if (Object.keys(raw).length === 0) return { fields: {}, body: text, warnings: [] };
  const read = readFields(raw);
  return { ...read, body: text.slice(match[0].length) };
}

/** The same fields from an object (a `.meta.json` beside a table). */
export function readFields(raw: Readonly<Record<string, unknown>>): Omit<FrontMatter, 'body'> {
  const warnings: string[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (!KNOWN.has(name)) continue;
    const wanted = LISTS.has(name) && !Array.isArray(value) ? listOf(String(value)) : value;
    const parsed = DocumentFields.safeParse({ [name]: wanted });
    if (parsed.success) Object.assign(fields, parsed.data);
    else warnings.push(`文件开头的“${name}”写得不对，没有采用。`);
  }
  return { fields: DocumentFields.parse(fields), warnings };
}

function readLines(block: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  let open: string | undefined;
  for (const line of block.split('\n')) {
    const item = /^\s*-\s+(.+)$/.exec(line);
    if (item && open) {
      found[open] = [...((found[open] as string[] | undefined) ?? []), plain(item[1] ?? '')];
      continue;
    }
    const pair = /^([a-z_]+)\s*:\s*(.*)$/i.exec(line);
    if (!pair) continue;
    const name = (pair[1] ?? '').toLowerCase();
    const value = (pair[2] ?? '').replace(/\s+#.*$/, '').trim();
    open = value === '' ? name : undefined;
    if (value !== '') found[name] = /^\[.*\]$/.test(value) ? listOf(value.slice(1, -1)) : plain(value);
  }
  return found;
}

function listOf(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map(plain)
    .filter((one) => one !== '');
}

function plain(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
