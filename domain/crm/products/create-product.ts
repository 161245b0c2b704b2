import { Product } from '../../../db/entities/crm/product.entity.ts';
import { queryOne } from '../../../db/query.ts';
import type { ProductView } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { recordChange } from '../record-change.ts';
import { PRODUCT_COLUMNS } from './list-products.ts';

export interface CreateProduct {
  readonly name: string;
  readonly series?: string | null;
  /** In yuan. */
  readonly list_price?: number | null;
  readonly external_id?: string | null;
}

/**
 * Adds something we sell. Names are unique.
 * @throws AppError `crm.duplicate_product`, `crm.duplicate_external_id`
 */
export async function createProduct(outer: WriteScope, input: CreateProduct): Promise<ProductView> {
  return await inTransaction(outer, async (scope) => {
    const known = await queryOne(scope.em, 'select id from product where name = $1', [input.name]);
    if (known) throw crmError('crm.duplicate_product', { details: { name: input.name } });
    const now = scope.clock.now();
    const product = scope.em.create(Product, {
      id: newId(),
      name: input.name,
      series: input.series ?? null,
      listPrice: input.list_price ?? null,
      externalId: input.external_id ?? null,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'product', id: product.id, change: 'created', after: { ...input } });
    await flushUnique(scope, input.external_id);
    const row = await queryOne<ProductView>(scope.em, `select ${PRODUCT_COLUMNS} from product pr where pr.id = $1`, [
      product.id,
    ]);
    if (!row) throw crmError('crm.product_not_found', { details: { id: product.id } });
    return row;
  });
}
