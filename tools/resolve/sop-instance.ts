import { listSopInstances } from '../../domain/sop/instances/instance-view.ts';
import { listTemplates } from '../../domain/sop/templates/template-view.ts';
import { STATUS_WORDS } from '../../domain/sop/words.ts';
import type { SopInstanceStatus, SopInstanceView } from '../../kernel/contracts/sop-instances.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { matchName, nameError } from './name.ts';
import { resolveCustomer } from './customer.ts';

const MOST_READ = 50;
const MOST_OPTIONS = 8;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"「」《》？?]/gu, '');

/** A sequence of somebody by whose it is, and by what else was said. */
export interface SaidInstance {
  readonly customer?: string | null | undefined;
  readonly contact?: string | null | undefined;
  /** The sentence: the template, the contact or the id may be named in it. */
  readonly about?: string | null | undefined;
}

/** Who is meant, as far as the CRM knows them. */
export interface SaidWhose {
  readonly crm_customer_id?: string;
  readonly crm_contact_id?: string;
  /** A name only the channel may know. */
  readonly named_in?: string;
}

/**
 * Whose sequences are meant.
 * @throws AppError `tools.ambiguous`, `tools.not_found` of a customer or a contact
 */
export async function resolveWhose(scope: ToolScope, said: SaidInstance): Promise<SaidWhose> {
  const [customer, contact] = [given(said.customer), given(said.contact)];
  if (contact) {
    const match = await matchName(scope, 'contact', contact);
    if (match.kind === 'one') return { crm_contact_id: match.row.id };
    if (match.kind === 'many') throw await nameError(scope, 'contact', contact, match);
    const known = await listSopInstances(scope, { page: 1, page_size: 1 }, { named_in: contact });
    if (known.total > 0 || !customer) return { named_in: contact };
  }
  if (customer) return { crm_customer_id: (await resolveCustomer(scope, customer)).id };
  const about = given(said.about);
  if (!about) return {};
  const named = await listSopInstances(scope, { page: 1, page_size: 1 }, { named_in: about });
  return named.total > 0 ? { named_in: about } : {};
}

/**
 * Instances that fit what was said, the newest first; of a template that the sentence names only.
 * @throws AppError as `resolveWhose`
 */
export async function fittingInstances(
  scope: ToolScope,
  said: SaidInstance,
  statuses?: readonly SopInstanceStatus[],
): Promise<SopInstanceView[]> {
  const id = ID.exec(said.about ?? '')?.[0];
  const page = { page: 1, page_size: MOST_READ } as const;
  const among = statuses ? { statuses } : {};
  if (id) return (await listSopInstances(scope, page, { ids: [id.toLowerCase()], ...among })).items;
  const { named_in, ...whose } = await resolveWhose(scope, said);
  const template = await templateIn(scope, given(said.about));
  const { items } = await listSopInstances(
    scope,
    { ...page, ...whose, ...(template ? { template_id: template } : {}) },
    { ...among, ...(named_in === undefined ? {} : { named_in }) },
  );
  return items;
}

/** The template a sentence names, the longest name first; undefined: none. */
async function templateIn(scope: ToolScope, said: string | undefined): Promise<string | undefined> {
  if (!said) return undefined;
  const words = plain(said);
  const { items } = await listTemplates(scope, { page: 1, page_size: 200 });
  return items
    .filter(({ name }) => words.includes(plain(name)))
    .toSorted((a, b) => b.name.length - a.name.length)
    .at(0)?.id;
}

/**
 * The one instance that is meant, among those in one of the statuses.
 * @param deed as it begins the sentence of a choice: «暂停»
 * @throws AppError `tools.nothing_fits`, `tools.which_sop`, and those of customers and contacts
 */
export async function resolveSopInstance(
  scope: ToolScope,
  said: SaidInstance,
  statuses: readonly SopInstanceStatus[],
  deed: string,
): Promise<SopInstanceView> {
  if (!given(said.customer) && !given(said.contact) && !given(said.about))
    throw toolError('tools.missing', { details: { label: '客户或联系人' } });
  const found = await fittingInstances(scope, said, statuses);
  const [only] = found;
  if (!only) {
    const words = statuses.map((status) => STATUS_WORDS[status]).join('、');
    throw toolError('tools.nothing_fits', { details: { what: `没有您能看到的“${words}”的流程，不能${deed}` } });
  }
  if (found.length === 1) return only;
  const options = found.slice(0, MOST_OPTIONS).map((one) => ({
    label: instanceLabel(one),
    value: `${deed}SOP流程${one.contact_name}的${one.template_name}（${one.id}）`,
  }));
  throw toolError('tools.which_sop', { details: { count: found.length, options } });
}

/** «周明的“报价跟进”（进行中）» */
export function instanceLabel(one: Pick<SopInstanceView, 'contact_name' | 'template_name' | 'status'>): string {
  return `${one.contact_name}的“${one.template_name}”（${STATUS_WORDS[one.status]}）`;
}
