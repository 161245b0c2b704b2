import { z } from 'zod';
import { WireId, WireText } from '../wire/wire-values.ts';
import type { GeweAnswer, Sending } from './gewe-line.ts';

const Label = z.object({ labelId: WireId, labelName: WireText });
const Labels = z.array(Label);

/** Ids by name of all labels of the account, or why they cannot be told. The list stands under a name that varies. */
export async function listLabels({ line, account, signal }: Sending): Promise<Map<string, string> | GeweAnswer> {
  const answer = await line.post(account, '/label/list', {}, { signal });
  if (answer.state !== 'ok') return answer;
  const data: unknown = answer.data;
  const inside = typeof data === 'object' && data !== null ? data : {};
  const list: unknown = Array.isArray(data)
    ? data
    : (Reflect.get(inside, 'labels') ?? Reflect.get(inside, 'labelList'));
  // An account without labels may have no list at all.
  const parsed = Labels.safeParse(list ?? []);
  if (!parsed.success) return { state: 'unknown', cause: 'a list of labels that cannot be read' };
  return new Map(parsed.data.filter((one) => one.labelId !== null).map((one) => [one.labelName, one.labelId!]));
}

const Contact = z.object({
  userName: WireText,
  nickName: WireText,
  remark: WireText,
  labelList: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])), z.null()]).optional(),
});

/** A person of the contact list. `labelIds` is `null` when the answer does not speak of labels: then none may be written. */
export interface ContactDetail {
  readonly id: string;
  readonly name: string;
  readonly remark: string;
  readonly labelIds: readonly string[] | null;
}

/** The particulars of contacts, at most 20 at a time; those the vendor does not know are missing. */
export async function readContacts(
  { line, account, signal }: Sending,
  path: '/contacts/getDetailInfo' | '/contacts/getBriefInfo',
  ids: readonly string[],
): Promise<ContactDetail[] | GeweAnswer> {
  const answer = await line.post(account, path, { wxids: ids }, { signal });
  if (answer.state !== 'ok') return answer;
  const parsed = z.array(Contact).safeParse(answer.data ?? []);
  if (!parsed.success) return { state: 'unknown', cause: 'contacts that cannot be read' };
  return parsed.data
    .filter((one) => one.userName !== '')
    .map((one) => ({ id: one.userName, name: one.nickName, remark: one.remark, labelIds: idsOf(one.labelList) }));
}

function idsOf(list: z.output<typeof Contact>['labelList']): string[] | null {
  if (list === undefined) return null;
  const parts = Array.isArray(list) ? list.map(String) : String(list ?? '').split(',');
  return parts.map((one) => one.trim()).filter((one) => one !== '');
}
