import type { SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { refusal } from '../wire/outcome-of.ts';
import { z } from 'zod';
import { WireId } from '../wire/wire-values.ts';
import type { GeweAnswer, Sending } from './gewe-line.ts';
import { listLabels, readContacts } from './labels.ts';

export type LabelChange = Extract<Outbound, { kind: 'labels' }>;

const Added = z.object({ labelId: WireId });

/**
 * Reads the person's labels, changes the named ones and writes all of them back, for the vendor replaces the whole set: what
 * the person has besides is kept, also ids without a name. Nothing guards the time between reading and writing here, so the
 * caller changes one contact at a time.
 */
export async function changeLabels(sending: Sending, change: LabelChange): Promise<SendOutcome> {
  const { line, account, signal } = sending;
  if (change.to.kind === 'group') return refusal('not_supported', 'never');
  const [contacts, known] = [
    await readContacts(sending, '/contacts/getDetailInfo', [change.to.id]),
    await listLabels(sending),
  ];
  if ('state' in contacts) return notWritten(contacts);
  if (!(known instanceof Map)) return notWritten(known);
  const contact = contacts.find((one) => one.id === change.to.id);
  if (!contact) return refusal('target_not_found', 'never');
  if (contact.labelIds === null) return refusal('vendor_fault', 'later', { vendor_words: null });
  const wanted = new Set(contact.labelIds);
  for (const name of change.remove) if (known.has(name)) wanted.delete(known.get(name)!);
  for (const name of change.add) {
    const id = known.get(name) ?? (await makeLabel(sending, name));
    if (typeof id !== 'string') return id;
    wanted.add(id);
  }
  if (sameSet(wanted, new Set(contact.labelIds))) return { state: 'sent', vendor_id: null, at: line.clock.now() };
  const body = { labelIds: [...wanted].join(','), wxIds: [change.to.id] };
  const answer = await line.post(account, '/label/modifyMemberList', body, { sends: true, signal });
  return answer.state === 'ok' ? { state: 'sent', vendor_id: null, at: line.clock.now() } : answer;
}

/** Whether the person has the labels as they were wished; `null` when it cannot be told. */
export async function hasLabels(sending: Sending, change: LabelChange): Promise<boolean | null> {
  const contacts = await readContacts(sending, '/contacts/getDetailInfo', [change.to.id]);
  const known = await listLabels(sending);
  if ('state' in contacts || !(known instanceof Map)) return null;
  const has = contacts.find((one) => one.id === change.to.id)?.labelIds;
  if (!has) return null;
  const ids = new Set(has);
  const carries = (name: string): boolean => known.has(name) && ids.has(known.get(name)!);
  return change.add.every(carries) && !change.remove.some(carries);
}

/** A label that is new to the account. Made twice it is found the next time, so nothing is lost by trying again. */
async function makeLabel(
  { line, account, signal }: Sending,
  labelName: string,
): Promise<string | Extract<SendOutcome, { state: 'refused' }>> {
  const answer = await line.post(account, '/label/add', { labelName }, { signal });
  if (answer.state !== 'ok') return notWritten(answer);
  const id = Added.safeParse(answer.data);
  return id.success && id.data.labelId !== null ? id.data.labelId : refusal('vendor_fault', 'later');
}

/** Before the last step nothing of the person was changed: even without an answer it may be tried again. */
function notWritten(answer: GeweAnswer): Extract<SendOutcome, { state: 'refused' }> {
  return answer.state === 'refused' ? answer : refusal('vendor_fault', 'later');
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
