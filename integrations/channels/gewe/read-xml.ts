import { DOMParser } from 'linkedom';

/** Longer ones are not parsed: the text of an article is some 20,000 characters. */
const LONGEST = 200_000;
/** Real ones stay far below; what is deeper or has more is made to keep the parser busy. */
const MOST_TAGS = 20_000;
const DEEPEST = 100;

/** The few things asked of an element; nothing is fetched and no entity is expanded. */
export interface XmlElement {
  readonly name: string;
  attribute(name: string): string;
  /** The first child of this path, or `null`. */
  find(...path: readonly string[]): XmlElement | null;
  /** All the words inside. */
  readonly text: string;
}

interface Node {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly children: ArrayLike<Node>;
  getAttribute(name: string): string | null;
}

/** The root of a piece of XML, or `null` when it is none, too long or too deep. Never throws. */
export function readXml(text: string): XmlElement | null {
  const start = text.indexOf('<');
  if (start === -1 || text.length > LONGEST || !isModest(text)) return null;
  try {
    const document = new DOMParser().parseFromString(text.slice(start), 'text/xml');
    const root = document.documentElement as unknown as Node | null;
    return root ? elementOf(root) : null;
  } catch {
    return null;
  }
}

/** Whether tags and nesting are within the limits; counts what looks like a tag, so also inside of CDATA. */
function isModest(text: string): boolean {
  let tags = 0;
  let depth = 0;
  for (const [, closes, closesItself] of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    tags += 1;
    depth += closes ? -1 : closesItself ? 0 : 1;
    if (tags > MOST_TAGS || depth > DEEPEST) return false;
  }
  return true;
}

function elementOf(node: Node): XmlElement {
  return {
    name: node.nodeName,
    attribute: (name) => node.getAttribute(name) ?? '',
    find(...path) {
      let at: Node | undefined = node;
      for (const name of path) at = at && Array.from(at.children).find((child) => child.nodeName === name);
      return at ? elementOf(at) : null;
    },
    get text() {
      return (node.textContent ?? '').trim();
    },
  };
}

/** The ids mentioned, from `MsgSource`: `<msgsource><atuserlist>wxid_a,wxid_b</atuserlist></msgsource>`. */
export function mentionedIn(source: string): string[] {
  if (!source.includes('atuserlist')) return [];
  const list = readXml(source)?.find('atuserlist')?.text ?? '';
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one.length <= 200)
    .slice(0, 500);
}
