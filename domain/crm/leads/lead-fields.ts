/** Wire name → property of the fields of a lead that a form, a tool or an import may set. */
export const LEAD_FIELDS = {
  name: 'name',
  company: 'company',
  title: 'title',
  phone: 'phone',
  email: 'email',
  wechat: 'wechat',
  source: 'source',
  region: 'region',
  city: 'city',
  sector: 'sector',
  product_id: 'product',
  status: 'status',
  description: 'description',
  external_id: 'externalId',
} as const;
