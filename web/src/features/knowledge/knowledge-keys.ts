/** What the tabs of the knowledge base keep in the address beside what every list does; `passage` is the cited one. */
export const KNOWLEDGE_KEYS = [
  'tab',
  'mode',
  'passage',
  'upload',
  'category',
  'tag',
  'status',
  'source',
  'owner_id',
  'kind',
  'run',
  'only',
] as const;
