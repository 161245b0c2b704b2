import { STAGE_WORDS } from '../../domain/crm/words.ts';
import { segmentError } from '../../domain/crm/segments/errors.ts';
import { findSegment, listSegments } from '../../domain/crm/segments/segment-view.ts';
import { chooseContacts, type ContactChoice } from '../../domain/sop/instances/choose-contacts.ts';
import type { StartTarget } from '../../domain/sop/instances/start-instances.ts';
import type { Stage } from '../../kernel/contracts/crm.ts';
import type { Period } from '../../kernel/contracts/reports.ts';
import { formatDay } from '../../kernel/format/when.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import { phrase } from '../present/answer.ts';
import type { ToolScope } from '../tool.ts';
import { resolveCustomer } from './customer.ts';
import { resolveName } from './name.ts';
import { momentsOf, pastDays } from './period.ts';
import { resolveSegment } from './segment.ts';
import { resolveTag } from './tag.ts';

/** For whom a sequence is to start, as it was said. */
export interface SaidContacts {
  /** The sentence, or the template's name. */
  readonly template: string;
  readonly customer?: string | null | undefined;
  readonly contact?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly no_reply?: boolean | null | undefined;
  readonly period?: Period | null | undefined;
  readonly segment?: string | null | undefined;
  readonly stage?: Stage | null | undefined;
}

export interface ChosenContacts {
  readonly targets: readonly StartTarget[];
  /** Whom it means, for the card. */
  readonly words: string;
  /** Arguments that mean something else later, as they are meant now. */
  readonly settled: Readonly<Record<string, unknown>>;
}

/**
 * The contacts that are meant. Words inside the template's own name («沉默 7 天跟进») choose nobody.
 * @throws AppError `tools.missing` where nothing says for whom, and those of customers, contacts, segments, tags and times
 */
export async function resolveSopContacts(
  scope: ToolScope,
  said: SaidContacts,
  templateName: string,
): Promise<ChosenContacts> {
  const ofName = (words: string): boolean => templateName.includes(words.trim());
  const segment = await segmentOf(scope, said, ofName);
  const tagged = given(said.tag);
  const tag = tagged && !ofName(tagged) ? await resolveTag(scope, tagged) : undefined;
  const silent = said.no_reply === true ? silentOf(said.period, ofName, scope.clock.now()) : undefined;
  const customer = given(said.customer) ? await resolveCustomer(scope, given(said.customer)!) : undefined;
  const contact = given(said.contact) ? await resolveName(scope, 'contact', given(said.contact)!) : undefined;
  const choice: ContactChoice = {
    ...(customer ? { customer_id: customer.id } : {}),
    ...(contact ? { crm_contact_id: contact } : {}),
    ...(segment ? { segment } : {}),
    ...(tag ? { tag } : {}),
    ...(said.stage ? { stage: said.stage } : {}),
    ...(silent ? { silent: silent.range === null ? ('ever' as const) : momentsOf(silent.range) } : {}),
  };
  if (Object.keys(choice).length === 0)
    throw toolError('tools.missing', { details: { label: '对象，例如“上周没回复的客户”“华星科技”' } });
  const targets = await chooseContacts(scope, choice);
  const named = contact ? (targets[0]?.name ?? given(said.contact)) : undefined;
  const words = phrase(
    silent?.words,
    customer && `“${customer.name}”的`,
    segment && `分群“${segment.name}”里的`,
    tag && `带“${tag}”标签的`,
    said.stage && `商机在“${STAGE_WORDS[said.stage]}”的`,
    named ?? '联系人',
  );
  return { targets, words, settled: silent?.range ? { period: silent.range } : {} };
}

function silentOf(period: SaidContacts['period'], ofName: (words: string) => boolean, now: Date) {
  const range = typeof period === 'string' && ofName(period) ? undefined : pastDays(period, now);
  if (!range) return { range: null, words: '我们发过消息、之后一直没回复的' };
  const days = range.from === range.to ? formatDay(range.from, now) : `${range.from} 到 ${range.to} `;
  return { range, words: `${days}我们发过消息、之后一直没回复的` };
}

/** A segment by its argument, else one that the sentence names together with the word. */
async function segmentOf(
  scope: ToolScope,
  said: SaidContacts,
  ofName: (words: string) => boolean,
): Promise<(NonNullable<ContactChoice['segment']> & { readonly name: string }) | undefined> {
  const name = given(said.segment);
  const id = name
    ? await resolveSegment(scope, name)
    : /分群|人群|名单/u.test(said.template)
      ? (await listSegments(scope, { page: 1, page_size: 200 })).items
          .filter((one) => said.template.includes(one.name) && !ofName(one.name))
          .toSorted((a, b) => b.name.length - a.name.length)[0]?.id
      : undefined;
  if (!id) return undefined;
  const { entity, name: title } = await findSegment(scope, id);
  if (entity !== 'customer' && entity !== 'contact')
    throw segmentError('crm.segment_wrong_entity', { details: { name: title, entity: '客户' } });
  return { id, entity, name: title };
}
