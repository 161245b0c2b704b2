import { listProducts } from '../../domain/crm/products/list-products.ts';
import { toolError } from '../errors.ts';
import { matchName, nameError, type ResolveScope } from './name.ts';

export interface NamedProduct {
  readonly id: string;
  readonly name: string;
}

const MOST_OPTIONS = 8;

/**
 * The product a name means. A series with several products is a question.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveProduct(scope: ResolveScope, said: string): Promise<NamedProduct> {
  const match = await matchName(scope, 'product', said);
  if (match.kind === 'one') return { id: match.row.id, name: match.row.name };
  const word = said.replace(/(系列|产品线)$/u, '');
  const series =
    match.kind === 'none' ? await listProducts(scope, { page: 1, page_size: MOST_OPTIONS, q: word }) : null;
  const [only] = series?.items ?? [];
  if (!series || !only) throw await nameError(scope, 'product', said, match);
  if (series.total === 1) return { id: only.id, name: only.name };
  const options = series.items.map(({ name }) => ({ label: name, value: name }));
  throw toolError('tools.ambiguous', { details: { name: said, label: '产品', count: series.total, options } });
}
