import { marked, type Token, type Tokens } from 'marked';
import type { Block, FileInput, ParsedFile } from './block.ts';
import { decodeText } from './decode-text.ts';
import { readFrontMatter } from './front-matter.ts';
import { blocksOfHtml } from './read-html.ts';
import { blocksOfRows } from './table-rows.ts';

/** Reads Markdown: headings, paragraphs, lists, quotes, tables. Pictures keep their words, links lose their address. */
export async function readMarkdown(file: FileInput): Promise<ParsedFile> {
  const { fields, body, warnings } = readFrontMatter(decodeText(file.bytes));
  const blocks: Block[] = [];
  for (const token of marked.lexer(flattened(body), { gfm: true })) blocks.push(...(await blocksOf(token)));
  const first = blocks[0];
  const title = fields.title ?? (first?.kind === 'heading' && first.level === 1 ? first.text : null);
  return { format: 'markdown', title, blocks, fields, warnings };
}

/** The lexer calls itself for each level of a quote or list: thousands of levels would end the process. */
function flattened(text: string): string {
  return text.replaceAll(/^([ \t]*>){8,}/gm, '> ').replaceAll(/^[ \t]{40,}/gm, '        ');
}

async function blocksOf(token: Token): Promise<Block[]> {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', level: (token as Tokens.Heading).depth, text: wordsOf(token) }];
    case 'paragraph':
    case 'text':
      return textBlock(wordsOf(token));
    case 'code':
      return textBlock((token as Tokens.Code).text);
    case 'list':
      return textBlock(listLines(token as Tokens.List, 0).join('\n'));
    case 'blockquote': {
      const inner: Block[] = [];
      for (const child of (token as Tokens.Blockquote).tokens) inner.push(...(await blocksOf(child)));
      return inner;
    }
    case 'table': {
      const table = token as Tokens.Table;
      return blocksOfRows(
        [table.header, ...table.rows].map((row) => row.map((cell) => inlineText(cell.tokens).trim())),
      );
    }
    case 'html':
      return await blocksOfHtml((token as Tokens.HTML).text);
    default:
      return [];
  }
}

function textBlock(text: string): Block[] {
  return text.trim() === '' ? [] : [{ kind: 'text', text: text.trim() }];
}

function listLines(list: Tokens.List, depth: number): string[] {
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${Number(list.start || 1) + index}. ` : '- ';
    const lines: string[] = [];
    let own = '';
    for (const child of item.tokens) {
      if (child.type === 'list') lines.push(...listLines(child as Tokens.List, depth + 1));
      else if (child.type !== 'space') own += `${own ? '\n' : ''}${wordsOf(child)}`;
    }
    return [`${'  '.repeat(Math.min(depth, 4))}${mark}${own.trim()}`, ...lines];
  });
}

function wordsOf(token: Token): string {
  const children = (token as { tokens?: Token[] }).tokens;
  return children ? inlineText(children) : ((token as { text?: string }).text ?? '');
}

/** Words of a line: marks, addresses and HTML tags are left out. */
function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return '\n';
      if (token.type === 'html') return '';
      if (token.type === 'image') return (token as Tokens.Image).text;
      if (token.type === 'codespan' || token.type === 'escape') return (token as Tokens.Codespan).text;
      return wordsOf(token);
    })
    .join('');
}
