import { z } from 'zod';
import type { ChannelAccount, ChannelDirectory } from '../../../domain/messaging/channel.port.ts';
import { channelError } from '../errors.ts';
import { WireText } from '../wire/wire-values.ts';
import type { GeweAnswer, GeweLine, Sending } from './gewe-line.ts';
import { listLabels, readContacts, type ContactDetail } from './labels.ts';
import { requireOk } from './require-ok.ts';

/** Ids asked for at once. */
const BATCH = 20;

const Ids = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const Lists = z.object({ friends: Ids, chatrooms: Ids });
const Members = z.object({
  memberList: z.array(z.object({ wxid: WireText, nickName: WireText, displayName: WireText })),
  chatroomOwner: WireText,
  adminWxid: Ids,
});

/** The address book. Contacts are asked for one batch after the other: a large account takes minutes. */
export function geweDirectory(line: GeweLine): ChannelDirectory {
  return {
    async contacts(account, signal) {
      const sending = { line, account, signal };
      const { friends } = await readLists(sending);
      const labels = must(await listLabels(sending));
      const nameOf = new Map(Array.from(labels, ([name, id]) => [id, name]));
      return (await readAll(sending, friends)).map(({ id, name, remark, labelIds }) => ({
        external_id: id,
        name: name || id,
        remark: remark === '' ? null : remark,
        labels: (labelIds ?? []).map((one) => nameOf.get(one)).filter((one) => one !== undefined),
      }));
    },
    async groups(account, signal) {
      const sending = { line, account, signal };
      const { chatrooms } = await readLists(sending);
      const details = await readAll(sending, chatrooms);
      return details.map(({ id, name, remark }) => ({
        external_id: id,
        name: name || id,
        remark: remark === '' ? null : remark,
      }));
    },
    members: (account, group, signal) => readMembers(line, account, group, signal),
  };
}

async function readLists({ line, account, signal }: Sending): Promise<z.output<typeof Lists>> {
  const data = requireOk(await line.post(account, '/contacts/fetchContactsList', {}, { signal }));
  return readable(Lists, data);
}

async function readAll(sending: Sending, ids: readonly string[]): Promise<ContactDetail[]> {
  const all: ContactDetail[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    all.push(...must(await readContacts(sending, '/contacts/getBriefInfo', ids.slice(from, from + BATCH))));
  return all;
}

async function readMembers(line: GeweLine, account: ChannelAccount, chatroomId: string, signal?: AbortSignal) {
  const answer = await line.post(account, '/group/getChatroomMemberList', { chatroomId }, { signal });
  const { memberList, chatroomOwner, adminWxid } = readable(Members, requireOk(answer));
  const admins = new Set([chatroomOwner, ...adminWxid]);
  return memberList.map(({ wxid, nickName, displayName }) => ({
    external_id: wxid,
    name: displayName || nickName || wxid,
    admin: admins.has(wxid),
  }));
}

function readable<T extends z.ZodType>(shape: T, data: unknown): z.output<T> {
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw channelError('channels.no_answer', { details: { channel: 'GeWe', reason: 'an answer that cannot be read' } });
}

function must<T extends object>(found: T | GeweAnswer): T {
  if ('state' in found) {
    requireOk(found as GeweAnswer);
    throw new TypeError('a directory answer without a list');
  }
  return found;
}
