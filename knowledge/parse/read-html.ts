import type { Block, FileInput, ParsedFile } from './block.ts';
import { decodeText } from './decode-text.ts';
import { blocksOfRows } from './table-rows.ts';

/** What carries no words of the page, or words a reader does not see. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style noscript template iframe object embed svg canvas video audio form button select option input textarea nav head meta link map math'.split(
    ' ',
  ),
);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer header hr html li main ol p pre section summary td th tr ul'.split(
    ' ',
  ),
);
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;
/** Tags nobody needs so many of; more is made to hurt. */
const MOST_NODES = 1_000_000;

interface Node {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
  getAttribute?(name: string): string | null;
}

/** Reads a page: only its own words, nothing is fetched and nothing is run. What is hidden from the eye is left out. */
export async function readHtml(file: FileInput): Promise<ParsedFile> {
  const text = decodeText(file.bytes);
  const blocks = await blocksOfHtml(text);
  const named = /<title[^>]*>([^<]{1,300})<\/title>/i.exec(text)?.[1];
  const title = named ? (await wordsOfHtml(named)).trim() : null;
  return { format: 'html', title: title || null, blocks, fields: {}, warnings: [] };
}

async function wordsOfHtml(html: string): Promise<string> {
  const [first] = await blocksOfHtml(`<p>${html}</p>`);
  return first && 'text' in first ? first.text : '';
}

/** The blocks of a piece of HTML in reading order. */
export async function blocksOfHtml(html: string): Promise<Block[]> {
  const { parseHTML } = await import('linkedom');
  const whole = /<(?:html|body)[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(shallow(whole));
  const root = (document.querySelector('body') ?? document.documentElement) as unknown as Node | null;
  return root ? new HtmlReader().read(root) : [];
}

/** A tree deeper than any page is flattened first: what walks or frees it would run out of stack. */
function shallow(html: string): string {
  let depth = 0;
  let deepest = 0;
  for (const [, closing, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (/^(?:br|img|hr|input|meta|link|p|li)$/i.test(name ?? '')) continue;
    depth = Math.max(0, depth + (closing ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest > 400
    ? html.replaceAll(
        /<\/?(?:div|span|font|b|i|em|strong|u|a|section|blockquote|ul|ol|table|tbody|tr|td)\b[^>]*>/gi,
        '\n',
      )
    : html;
}

/** Walks the tree without calling itself, collecting words until a block ends. */
class HtmlReader {
  readonly #blocks: Block[] = [];
  #words = '';
  #seen = 0;

  read(root: Node): Block[] {
    // A number is what to do when the walk comes out of a node.
    const stack: (Node | (() => void))[] = [root];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (typeof next === 'function') next();
      else this.#enter(next, stack);
    }
    this.#flush();
    return this.#blocks;
  }

  #enter(node: Node, stack: (Node | (() => void))[]): void {
    this.#seen += 1;
    if (this.#seen > MOST_NODES) return;
    if (node.nodeType === 3) {
      this.#words += (node.textContent ?? '').replaceAll(/\s+/g, ' ');
      return;
    }
    if (node.nodeType !== 1) return;
    const name = node.nodeName.toLowerCase();
    if (DROPPED.has(name) || isHidden(node)) return;
    if (name === 'br') this.#words += '\n';
    else if (name === 'img') this.#words += node.getAttribute?.('alt') ?? '';
    else if (name === 'table') this.#table(node);
    else if (/^h[1-6]$/.test(name)) this.#heading(node, Number(name[1]));
    else this.#children(node, name, stack);
  }

  #children(node: Node, name: string, stack: (Node | (() => void))[]): void {
    const isBlock = BLOCKS.has(name);
    if (isBlock) {
      this.#flush();
      stack.push(() => this.#flush());
    }
    if (name === 'li') this.#words = '- ';
    const children: Node[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
    for (const child of children.reverse()) stack.push(child);
  }

  #heading(node: Node, level: number): void {
    this.#flush();
    const text = cellText(node);
    if (text !== '') this.#blocks.push({ kind: 'heading', level, text });
  }

  #table(node: Node): void {
    this.#flush();
    const rows: string[][] = [];
    collect(node, 'tr', (row) => {
      const cells: string[] = [];
      for (let cell = row.firstChild; cell; cell = cell.nextSibling)
        if (/^t[dh]$/i.test(cell.nodeName)) cells.push(cellText(cell));
      rows.push(cells);
    });
    this.#blocks.push(...blocksOfRows(rows));
  }

  #flush(): void {
    const text = this.#words
      .split('\n')
      .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
      .join('\n')
      .trim();
    this.#words = '';
    if (text === '' || text === '-') return;
    const last = this.#blocks.at(-1);
    // Items of one list read as one piece.
    if (text.startsWith('- ') && last?.kind === 'text' && /(?:^|\n)- [^\n]*$/.test(last.text))
      this.#blocks[this.#blocks.length - 1] = { kind: 'text', text: `${last.text}\n${text}` };
    else this.#blocks.push({ kind: 'text', text });
  }
}

function isHidden(node: Node): boolean {
  const has = (name: string): string | null => node.getAttribute?.(name) ?? null;
  return has('hidden') !== null || has('aria-hidden') === 'true' || HIDDEN.test(has('style') ?? '');
}

function collect(node: Node, name: string, take: (found: Node) => void): void {
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.nodeName.toLowerCase() === name) take(next);
    const children: Node[] = [];
    for (let child = next.firstChild; child; child = child.nextSibling) if (child.nodeType === 1) children.push(child);
    for (const child of children.reverse()) stack.push(child);
  }
}

/** The visible words inside a node. */
function cellText(node: Node): string {
  let words = '';
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.nodeType === 3) words += next.textContent ?? '';
    const name = next.nodeName.toLowerCase();
    if (name === 'br' || name === 'p' || name === 'li' || name === 'div') words += '\n';
    if (next.nodeType !== 1 || DROPPED.has(name) || isHidden(next)) continue;
    const children: Node[] = [];
    for (let child = next.firstChild; child; child = child.nextSibling) children.push(child);
    for (const child of children.reverse()) stack.push(child);
  }
  return words
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
