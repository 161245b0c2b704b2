/** Import direction of the house: a file imports lower rooms or its own; rooms of one rank know each other only along the drawn edges. */
const ROOMS = ['kernel', 'db', 'jobs', 'domain', 'knowledge', 'tools', 'integrations', 'agents', 'graphs', 'server'];
const RANK = {
  kernel: 0,
  db: 1,
  jobs: 2,
  domain: 3,
  knowledge: 3,
  tools: 4,
  integrations: 4,
  agents: 5,
  graphs: 6,
  server: 7,
};
/** Edges between rooms of the domain (docs/ARCHITECTURE.md); every other pair is a fault. */
const DOMAIN_EDGES = {
  sop: ['messaging', 'crm'],
  calls: ['crm', 'messaging'],
  'after-sales': ['messaging'],
  alerts: ['messaging', 'policies'],
  routing: ['messaging', 'crm', 'after-sales', 'alerts', 'policies'],
};
const DOMAIN_ROOMS = [
  'identity',
  'crm',
  'chat',
  'messaging',
  'routing',
  'sop',
  'calls',
  'after-sales',
  'alerts',
  'policies',
  'reports',
  'metering',
  'feedback',
];

const upward = ROOMS.map((room) => {
  const higher = ROOMS.filter((other) => other !== room && RANK[other] >= RANK[room]);
  return {
    name: `${room}-imports-only-lower-rooms`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: '\\.test(-support)?\\.ts$' },
    // Rooms of the domain's rank use what the domain has in common (scope, transaction, audit), not its rooms.
    to: { path: `^(${higher.join('|')})/`, pathNot: room === 'knowledge' ? '^domain/[^/]+\\.ts$' : '^$' },
  };
}).filter((rule) => !rule.to.path.includes('()'));

const domain = DOMAIN_ROOMS.map((room) => {
  const others = DOMAIN_ROOMS.filter((other) => other !== room && !(DOMAIN_EDGES[room] ?? []).includes(other));
  return {
    name: `domain-${room}-keeps-to-its-edges`,
    severity: 'error',
    from: { path: `^domain/${room}/`, pathNot: '\\.test\\.ts$' },
    to: { path: `^domain/(${others.join('|')})/` },
  };
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'web-imports-only-contracts',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: `^(${ROOMS.join('|')})/`, pathNot: '^kernel/contracts/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: `^(${ROOMS.join('|')}|web/src)/`, pathNot: '\\.test\\.tsx?$|\\.test-support\\.ts$' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    ...upward,
    ...domain,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|web/dist' },
    tsPreCompilationDeps: false,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
