import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import { cleanText } from '../wire/wire-values.ts';
import { readXml, type XmlElement } from './read-xml.ts';

/** What the content of a message says. */
export interface Content {
  readonly kind: ChannelMessageKind;
  readonly text: string;
  readonly quoted: { readonly sender: string | null; readonly text: string } | null;
}

/** By `MsgType`; 49, 37, 51, 10000 and 10002 are read elsewhere. */
const KINDS: Readonly<Record<number, ChannelMessageKind>> = {
  1: 'text',
  3: 'image',
  34: 'voice',
  42: 'card',
  43: 'video',
  47: 'emoji',
  48: 'location',
  50: 'system',
  10000: 'system',
};

/** By the type inside of an app message. */
const APP_KINDS: Readonly<Record<number, ChannelMessageKind>> = {
  1: 'text',
  3: 'link',
  4: 'link',
  5: 'link',
  6: 'file',
  8: 'emoji',
  19: 'record',
  33: 'mini_program',
  36: 'mini_program',
  51: 'video',
  57: 'quote',
  2000: 'payment',
  2001: 'payment',
};

const APP = 49;
/** A file that is being sent: it comes again as 6 when it is there. */
const ANNOUNCED = 74;

/** Messages whose XML cannot be read keep their kind: they are never lost. `null` for a file that is only announced. */
export function readContent(code: number, content: string): Content | null {
  if (code === APP) return readAppMessage(content);
  const kind = KINDS[code] ?? 'other';
  const hasWords = kind === 'text' || kind === 'system';
  return { kind, text: hasWords ? cleanText(content).trim() : wordsInside(kind, content), quoted: null };
}

/** The place a location names, and whom a card is of. */
function wordsInside(kind: ChannelMessageKind, content: string): string {
  if (kind === 'location') return cleanText(readXml(content)?.find('location')?.attribute('label') ?? '', 500);
  if (kind === 'card') return cleanText(readXml(content)?.attribute('nickname') ?? '', 200);
  return '';
}

function readAppMessage(content: string): Content | null {
  const app = readXml(content)?.find('appmsg') ?? null;
  const type = Number(app?.find('type')?.text ?? Number.NaN);
  if (type === ANNOUNCED) return null;
  const kind = APP_KINDS[type] ?? 'other';
  return { kind, text: cleanText(app?.find('title')?.text ?? ''), quoted: kind === 'quote' ? quotedIn(app) : null };
}

function quotedIn(app: XmlElement | null): Content['quoted'] {
  const quoted = app?.find('refermsg');
  if (!quoted) return null;
  const sender = cleanText(quoted.find('displayname')?.text ?? '', 200);
  const content = quoted.find('content')?.text ?? '';
  // A quoted app message is XML itself: its title is what one saw.
  const inner = quoted.find('type')?.text === String(APP) ? readXml(content)?.find('appmsg', 'title')?.text : undefined;
  return { sender: sender === '' ? null : sender, text: cleanText(inner ?? content, 2000) };
}
