import type { CustomFieldView } from '../../../../kernel/contracts/custom-fields.ts';
import { api } from '../../api/client.ts';

const STEP = 10;

/** Puts a field in another place of its list. Only fields whose position changes are written. */
export async function moveField(fields: readonly CustomFieldView[], from: number, to: number): Promise<void> {
  const order = [...fields];
  order.splice(to, 0, ...order.splice(from, 1));
  for (const [at, field] of order.entries()) {
    const position = (at + 1) * STEP;
    if (field.position !== position)
      await api.patch(`crm/custom-fields/${field.id}`, { position, version: field.version });
  }
}
