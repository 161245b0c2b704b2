import { updateContact } from '../../crm/contacts/update-contact.ts';
import { CONTACT_FIELDS } from '../../crm/contacts/contact-fields.ts';
import { queryOne } from '../../../db/query.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { sopError } from '../errors.ts';
import { crmContactOf } from './change-contact-tags.ts';

const CUSTOM = 'custom.';

/**
 * Sets a field of the contact in the CRM, an own one as `custom.<key>`. A contact the CRM does not know is passed over.
 * @throws AppError `sop.field_unknown`; what the CRM says of a value that does not fit
 */
export async function updateContactField(
  scope: SopScope,
  carried: Carried,
  _seq: number,
  { name, value }: Extract<SopEffect, { kind: 'field' }>,
): Promise<Done> {
  const id = await crmContactOf(scope, carried);
  if (id === null) return { command_id: null, refused: null, output: { crm: '联系人还不在 CRM 里，没有可改的资料' } };
  const own = name.startsWith(CUSTOM);
  if (!own && !Object.hasOwn(CONTACT_FIELDS, name)) throw sopError('sop.field_unknown', { details: { name } });
  const row = await queryOne<{ version: number }>(scope.em, 'select version from contact where id = $1 for update', [
    id,
  ]);
  const given = own ? { custom: { [name.slice(CUSTOM.length)]: value } } : { [name]: value };
  await updateContact(scope, { id, version: row!.version, ...given });
  return { command_id: null, refused: null, output: { crm: '已更新' } };
}
