/** Wire name → property of the fields of a contact that a form, a tool or an import may set. */
export const CONTACT_FIELDS = {
  name: 'name',
  title: 'title',
  phone: 'phone',
  email: 'email',
  wechat: 'wechat',
  decision_maker: 'decisionMaker',
  description: 'description',
  external_id: 'externalId',
} as const;
