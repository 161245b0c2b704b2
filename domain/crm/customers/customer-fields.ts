/** Wire name → property of the fields of a customer that a form, a tool or an import may set. */
export const CUSTOMER_FIELDS = {
  name: 'name',
  short_name: 'shortName',
  region: 'region',
  city: 'city',
  sector: 'sector',
  source: 'source',
  phone: 'phone',
  website: 'website',
  address: 'address',
  employees: 'employees',
  annual_revenue: 'annualRevenue',
  founded_year: 'foundedYear',
  country: 'country',
  parent_name: 'parentName',
  description: 'description',
  external_id: 'externalId',
} as const;
