import type { Outbound } from '../../../domain/messaging/outbound.ts';

/** One entry of the list `sendRawMessage` takes. */
export interface RawMessage {
  readonly type: number;
  readonly [field: string]: unknown;
}

const TEXT = 203;
const FILE = 218;
const EDIT_FRIEND = 213;
const EDIT_GROUP = 207;

/**
 * A command in the vendor's words, `null` for what it cannot carry. People and groups are found by name, one to a command:
 * a retry of several would reach all of them again.
 */
export function toRawMessage(command: Outbound): RawMessage | null {
  switch (command.kind) {
    case 'text': {
      const atList = command.mentions.map((one) => (one === 'everyone' ? '@所有人' : one.name));
      const inGroup = command.to.kind === 'group' && atList.length > 0;
      return {
        type: TEXT,
        titleList: [command.to.name],
        receivedContent: command.text,
        ...(inGroup ? { atList } : {}),
      };
    }
    case 'image':
    case 'file':
      return {
        type: FILE,
        titleList: [command.to.name],
        objectName: command.name,
        fileUrl: command.url,
        fileType: command.kind === 'image' ? 'image' : '*',
      };
    case 'remark':
      return command.to.kind === 'group'
        ? { type: EDIT_GROUP, groupName: command.to.name, groupRemark: command.remark }
        : { type: EDIT_FRIEND, friend: { name: command.to.name, markName: command.remark } };
    case 'link':
    case 'moment':
    case 'labels':
      return null;
  }
}

/** Our word for a command of the vendor's, where it is one of ours. */
export function kindOfRaw(raw: Readonly<Record<string, unknown>>): string {
  const type = Number(raw['type']);
  if (type === TEXT) return 'text';
  if (type === FILE) return raw['fileType'] === 'image' ? 'image' : 'file';
  if (type === EDIT_FRIEND || type === EDIT_GROUP) return 'remark';
  return `type ${Number.isFinite(type) ? type : 'unknown'}`;
}

/** Whether a command the vendor reports is the one we mean: everything we sent is in it unchanged. */
export function isSameRaw(ours: RawMessage, theirs: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(ours).every(([field, value]) =>
    field === 'atList' ? true : isSame(value, theirs[field] as unknown),
  );
}

function isSame(ours: unknown, theirs: unknown): boolean {
  if (Array.isArray(ours))
    return Array.isArray(theirs) && ours.length === theirs.length && ours.every((one, at) => isSame(one, theirs[at]));
  if (typeof ours === 'object' && ours !== null)
    return (
      typeof theirs === 'object' &&
      theirs !== null &&
      Object.entries(ours).every(([field, value]) => isSame(value, Reflect.get(theirs, field)))
    );
  return String(ours).trim() === String(theirs).trim();
}
