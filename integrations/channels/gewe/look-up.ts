import type { Sending } from './gewe-line.ts';
import type { LookUp, SentCommand } from '../../../domain/messaging/channel.port.ts';
import { hasLabels } from './change-labels.ts';
import { readContacts } from './labels.ts';

const UNKNOWN = { state: 'unknown', cause: 'the vendor keeps no record that could be asked' } as const;

/**
 * Labels and remarks can be read back, and setting them again does no harm. Messages and posts cannot: what was answered
 * with an id is done, the rest is told by its echo or by a person.
 */
export async function lookUp(sending: Sending, { command, vendor_id: vendorId }: SentCommand): Promise<LookUp> {
  if (command.kind === 'labels' || command.kind === 'remark') {
    const holds = command.kind === 'labels' ? await hasLabels(sending, command) : await hasRemark(sending, command);
    if (holds === null) return { state: 'unknown', cause: 'the contact could not be read' };
    return holds ? { state: 'done', at: null, vendor_id: vendorId } : { state: 'absent' };
  }
  return vendorId === null ? UNKNOWN : { state: 'done', at: null, vendor_id: vendorId };
}

async function hasRemark(
  sending: Sending,
  { to, remark }: Extract<SentCommand['command'], { kind: 'remark' }>,
): Promise<boolean | null> {
  const contacts = await readContacts(sending, '/contacts/getDetailInfo', [to.id]);
  const contact = 'state' in contacts ? undefined : contacts.find((one) => one.id === to.id);
  return contact ? contact.remark === remark : null;
}
