import type { Stage } from '../../../kernel/contracts/crm.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { Customer } from './companies.ts';
import type { ActivityRow, ContactRow, UserRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Lead } from './leads.ts';
import { CARE } from './note-pieces/care-notes.ts';
import { LOST, NEGOTIATION, PROPOSAL, PROSPECTING, QUALIFICATION, WON } from './note-pieces/deal-notes.ts';
import { FIRST_CALL, LEAD_FOLLOW_UP, LEAD_LOST } from './note-pieces/lead-notes.ts';
import type { NoteBank } from './note-pieces/note-bank.ts';
import { composeNote } from './notes.ts';
import type { Deal } from './opportunities.ts';
import { addressOf } from './person-names.ts';
import { DAY_MS } from './working-time.ts';

const STAGE_NOTES: Readonly<Record<Stage, NoteBank>> = {
  prospecting: PROSPECTING,
  qualification: QUALIFICATION,
  proposal: PROPOSAL,
  negotiation: NEGOTIATION,
  won: WON,
  lost: LOST,
};

/** Days between two talks, as a median: during a sale, and with customers outside of one. */
const DEAL_RHYTHM = 4.7;
const CARE_RHYTHM = 37;

interface Doing {
  readonly at: Date;
  /** When the deal, lead or customer came: nothing about it was planned before. */
  readonly since: Date;
  readonly bank: NoteBank;
  /** Sentences written about the same subject before. */
  readonly told: Set<string>;
  readonly owner: Pick<UserRow, 'id' | 'team_id'>;
  readonly product: string;
  readonly customerId: string | null;
  readonly contact: ContactRow | null;
  /** Who was spoken to, without a contact. */
  readonly person?: string;
  readonly leadId?: string;
  readonly dealId?: string;
}

/** What was done for a deal: from its opening to its end or until it fell asleep, in the tone of each stage. */
export function dealActivities(era: Era, deal: Deal, contacts: readonly ContactRow[]): ActivityRow[] {
  const { dice, time } = era;
  const { row, course, seller } = deal;
  const rows: ActivityRow[] = [];
  const told = new Set<string>();
  const add = (at: Date, stage: Stage) => {
    const known = contacts.filter((contact) => contact.created_at <= at);
    const contact = known.length > 0 ? dice.pick(known) : null;
    const parents = {
      customerId: row.customer_id,
      contact,
      dealId: row.id,
      owner: seller.row,
      since: row.created_at,
      told,
    };
    rows.push(done(era, { ...parents, at, bank: STAGE_NOTES[stage], product: deal.product.nick }));
  };
  let at = course.steps[0].at;
  while (at < course.until) {
    const stage = course.steps.findLast((step) => step.at <= at)?.stage ?? 'prospecting';
    if (stage === 'won' || stage === 'lost') break;
    add(at, stage);
    const wait = Math.min(20, Math.max(0.6, dice.logNormal(DEAL_RHYTHM / seller.pace, 0.55)));
    at = time.moment(new Date(at.getTime() + wait * 0.7 * DAY_MS), new Date(at.getTime() + (wait * 1.3 + 2) * DAY_MS));
    if (at >= time.latest) break;
  }
  if (row.closed_on) add(course.until, row.stage);
  return rows;
}

/** What was done with a lead until it was settled. */
export function leadActivities(era: Era, { row, product }: Lead, owner: UserRow | undefined): ActivityRow[] {
  if (!owner || row.status === 'new') return [];
  const { dice, time } = era;
  const count = {
    contacted: dice.int(1, 3),
    qualified: dice.int(2, 5),
    converted: dice.int(2, 5),
    disqualified: dice.int(1, 4),
  }[row.status];
  const told = new Set<string>();
  const settled = row.status === 'converted' || row.status === 'disqualified';
  const until = settled
    ? row.updated_at
    : time.moment(row.updated_at, new Date(row.updated_at.getTime() + 25 * DAY_MS));
  const moments = Array.from({ length: count - 1 }, () => time.moment(row.created_at, until));
  const ordered = [...moments, until].sort((left, right) => left.getTime() - right.getTime());
  return ordered.map((at, place) => {
    const end = place === ordered.length - 1;
    const bank = end && row.status === 'disqualified' ? LEAD_LOST : place === 0 ? FIRST_CALL : LEAD_FOLLOW_UP;
    const person = addressOf(row.name, row.title);
    const parents = { customerId: row.customer_id, contact: null, leadId: row.id, owner, since: row.created_at, told };
    return done(era, { ...parents, at, bank, product: product.nick, person });
  });
}

/** Talks with a customer outside of deals over the past year; some are customer success's. */
export function careActivities(
  era: Era,
  { row }: Customer,
  contacts: readonly ContactRow[],
  owner: UserRow | undefined,
  customerSuccess: UserRow,
  product: string,
): ActivityRow[] {
  const { dice, time } = era;
  const rows: ActivityRow[] = [];
  const told = new Set<string>();
  const start = Math.max(row.created_at.getTime(), time.ago(364).getTime());
  const rhythm = CARE_RHYTHM * dice.between(0.6, 1.8);
  let at = new Date(start + dice.between(0.3, 1) * rhythm * DAY_MS);
  while (at < time.latest) {
    const moment = time.moment(new Date(at.getTime() - 4 * DAY_MS), at);
    const known = contacts.filter((contact) => contact.created_at <= moment);
    const contact = known.length > 0 ? dice.pick(known) : null;
    const who = !owner || dice.chance(0.1) ? customerSuccess : owner;
    const parents = { customerId: row.id, contact, owner: who, since: row.created_at, told };
    if (moment >= row.created_at) rows.push(done(era, { ...parents, at: moment, bank: CARE, product }));
    at = new Date(at.getTime() + dice.logNormal(rhythm, 0.4) * DAY_MS);
  }
  return rows;
}

/** Some were planned before, most were written down after. */
function done({ dice, time }: Era, doing: Doing): ActivityRow {
  const { at, contact } = doing;
  const person = doing.person ?? (contact ? addressOf(contact.name, contact.title) : '对方负责人');
  const note = composeNote(dice, doing.bank, { person, product: doing.product }, doing.told);
  const written = new Date(Math.min(at.getTime() + dice.int(2, 240) * 60_000, time.now.getTime()));
  const planned = dice.chance(0.1);
  const plannedAt = new Date(Math.max(doing.since.getTime(), at.getTime() - dice.int(20, 140) * 3_600_000));
  return {
    id: dice.id(at),
    kind: note.kind,
    status: 'done',
    subject: note.subject,
    content: note.content,
    customer_id: doing.customerId,
    contact_id: contact?.id ?? null,
    lead_id: doing.leadId ?? null,
    opportunity_id: doing.dealId ?? null,
    owner_id: doing.owner.id,
    team_id: doing.owner.team_id,
    due_at: planned ? time.hourOn(localDay(at)) : null,
    occurred_at: at,
    created_at: planned ? plannedAt : written,
    updated_at: written,
  };
}
