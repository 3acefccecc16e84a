/** The house's import rules: domain <- ports <- workflow <- app <- teams; the adapters hang on domain and ports and never see each other. */
const adapters = ['agents', 'anchors', 'tools', 'sources', 'storage', 'jobs', 'cards', 'telemetry', 'app-package'];
/** Inside the domain arrows run one way; each folder and what it may see. */
const domainArrows = {
  values: [],
  payment: ['values'],
  evidence: ['values', 'payment'],
  sentences: ['values', 'payment'],
  sanctions: ['values', 'payment', 'evidence'],
  knowledge: ['values', 'payment', 'evidence'],
  policy: ['values', 'payment', 'evidence', 'sentences'],
  liquidity: ['values', 'payment', 'evidence', 'policy'],
  'payment-file': ['values', 'payment'],
  delegation: ['values', 'policy'],
  case: ['values', 'payment', 'evidence', 'sentences', 'sanctions', 'knowledge', 'policy', 'liquidity'],
  bundle: ['values', 'payment', 'evidence', 'sanctions', 'policy', 'liquidity', 'case'],
};
const vendorOnlyIn = (name, packages, folder) => ({
  name,
  severity: 'error',
  comment: `Only ${folder} knows these packages.`,
  from: { path: '^src', pathNot: `^src/${folder}` },
  to: { path: `node_modules/(${packages})/` },
});
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src', pathNot: '^src/(main|demo/start-demo)\\.ts$' },
      to: {},
    },
    {
      name: 'domain-sees-only-domain',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: '^src', pathNot: '^src/domain' },
    },
    ...Object.entries(domainArrows).map(([folder, seen]) => ({
      name: `domain-${folder}-sees-${seen.join('-') || 'nothing'}`,
      severity: 'error',
      from: { path: `^src/domain/${folder}/` },
      to: { path: '^src/domain', pathNot: `^src/domain/(${[folder, ...seen].join('|')})/` },
    })),
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'ports-see-only-domain',
      severity: 'error',
      from: { path: '^src/ports' },
      to: { path: '^src', pathNot: '^src/(domain|ports)' },
    },
    {
      name: 'workflow-sees-domain-and-ports',
      severity: 'error',
      from: { path: '^src/workflow' },
      to: { path: '^src', pathNot: '^src/(domain|ports|workflow)' },
    },
    {
      name: 'workflow-knows-no-treasury',
      severity: 'error',
      from: { path: '^src/workflow' },
      to: { path: '^src/domain/(sanctions|liquidity|policy|evidence|payment|knowledge)' },
    },
    {
      name: 'app-sees-workflow-and-below',
      severity: 'error',
      from: { path: '^src/app' },
      to: { path: '^src', pathNot: '^src/(domain|ports|workflow|app)' },
    },
    {
      name: 'teams-sees-app-and-cards',
      severity: 'error',
      from: { path: '^src/teams' },
      to: { path: '^src', pathNot: '^src/(domain|ports|app|cards|teams)' },
    },
    ...adapters.map((folder) => ({
      name: `${folder}-sees-domain-and-ports`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src', pathNot: `^src/(domain|ports|${folder})` },
    })),
    vendorOnlyIn(
      'bot-framework-only-in-its-folder',
      'botbuilder|botframework-.*|@microsoft/teams-ai',
      'teams/bot-framework',
    ),
    vendorOnlyIn('agents-sdk-only-in-its-folder', '@microsoft/agents-.*', 'agents-sdk'),
    vendorOnlyIn('http-server-only-in-teams', 'restify', 'teams'),
    {
      name: 'agents-sdk-sees-the-chat-and-not-the-other-package',
      severity: 'error',
      from: { path: '^src/agents-sdk/' },
      to: { path: '^src', pathNot: '^src/(domain|ports|cards|agents-sdk|teams/[^/]+\\.ts)' },
    },
    {
      name: 'teams-sees-no-package-but-in-its-folder',
      severity: 'error',
      from: { path: '^src/teams/', pathNot: '^src/teams/bot-framework/' },
      to: { path: '^src/teams/bot-framework/' },
    },
    vendorOnlyIn('tokens-only-where-callers-come-in', 'jsonwebtoken', '(teams|tools)'),
    vendorOnlyIn('database-only-in-storage', 'kysely|libsql|pg', 'storage'),
    vendorOnlyIn('queue-only-in-jobs', 'pg-boss', 'jobs'),
    vendorOnlyIn('templating-only-in-cards', 'adaptivecards-templating|adaptive-expressions', 'cards'),
    vendorOnlyIn('azure-only-where-it-is-asked', '@azure|openai', '(sources|agents|anchors|telemetry)'),
    vendorOnlyIn('opentelemetry-only-in-telemetry', '@opentelemetry', 'telemetry'),
    vendorOnlyIn('mcp-only-in-tools', '@modelcontextprotocol', 'tools'),
    {
      name: 'product-does-not-use-dev-packages',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/demo/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
