import type { CustomerView } from '../../../../kernel/contracts/crm.ts';

/** A customer for tests. */
export function customer(changes: Partial<CustomerView> = {}): CustomerView {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    code: 'C1001',
    name: '云帆智造',
    short_name: null,
    region: '华东',
    city: '上海',
    sector: '制造',
    source: '展会',
    phone: '021-5555',
    website: null,
    address: null,
    employees: 120,
    annual_revenue: null,
    founded_year: null,
    country: null,
    parent_name: null,
    description: null,
    external_id: null,
    tags: [],
    last_activity_at: null,
    next_follow_up_at: null,
    open_amount: 0,
    owner_id: null,
    owner_name: null,
    team_name: null,
    version: 1,
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    ...changes,
  };
}
