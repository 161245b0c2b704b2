import type { ImportKind } from '../../../../kernel/contracts/imports.ts';
import type { ImportTarget } from '../import-target.ts';
import { activitiesTarget } from './activities.ts';
import { contactsTarget } from './contacts.ts';
import { customersTarget } from './customers.ts';
import { leadsTarget } from './leads.ts';
import { opportunitiesTarget } from './opportunities.ts';
import { productsTarget } from './products.ts';

/** How each kind of record is brought in; users go their own way, through teams and managers (`write-users.ts`). */
export const IMPORT_TARGETS: Readonly<Record<Exclude<ImportKind, 'users'>, ImportTarget>> = {
  customers: customersTarget,
  contacts: contactsTarget,
  leads: leadsTarget,
  opportunities: opportunitiesTarget,
  activities: activitiesTarget,
  products: productsTarget,
};
