import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { fieldsOf } from '../../crm/fields/fields-of.ts';
import type { Scope } from '../../scope.ts';
import { sopFields } from './condition-fields.ts';

/** `sopFields` with the fields of the CRM as the organisation has them now, its own ones too. */
export async function sopCatalogue(scope: Pick<Scope, 'em'>, variables: SopVariables = {}): Promise<FieldCatalogue> {
  const { catalogue: contact } = await fieldsOf(scope, 'contact');
  const { catalogue: customer } = await fieldsOf(scope, 'customer');
  return sopFields({ contact, customer }, variables);
}
