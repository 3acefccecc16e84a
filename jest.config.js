/**
 * The tests in lanes: `npm test` runs all of them, `npm run test:unit` only what is quick, and each of the others is run by its name.
 * A test belongs to a lane by its folder or, where it looks through thousands of inputs beside the code it tests, by its ending.
 */
const folders = ['contract', 'scenarios', 'golden', 'cli', 'crash', 'e2e'];
const thorough = '**/*.thorough.test.ts';
/** These open databases, sockets or folders, or wire the whole bot within the test's own process. */
const edges = ['anchors', 'app', 'composition', 'demo', 'sources', 'storage', 'teams'];

const everyLane = {
  testEnvironment: '<rootDir>/test/fakes/worker-environment.cjs',
  transform: {
    '\\.(ts|js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    // What is loaded only where it is needed is named as the compiled program finds it.
    '^((?:\\.\\./)+(?:teams|agents-sdk|storage)/.+|\\./mcp-connection)\\.js$': '$1',
    // zod brings its messages in some sixty languages, a file each, of which no test speaks one.
    '^\\.\\./locales/index\\.cjs$': '<rootDir>/test/fakes/no-locales.cjs',
  },
  // any-ascii and jose are modules of the newer kind; OpenTelemetry's sender imports Node's own modules in a way that jest cannot run as it stands.
  transformIgnorePatterns: ['/node_modules/(?!(any-ascii|jose|@opentelemetry/otlp-exporter-base)/)'],
};

const lane = (displayName, roots, testMatch, except = []) => ({
  ...everyLane,
  displayName,
  roots,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', ...except],
});

module.exports = {
  projects: [
    lane(
      'unit',
      ['<rootDir>/test'],
      ['**/*.test.ts'],
      ['\\.thorough\\.test\\.ts$', ...[...folders, ...edges].map((name) => `<rootDir>/test/${name}/`)],
    ),
    lane(
      'edges',
      edges.map((name) => `<rootDir>/test/${name}`),
      ['**/*.test.ts'],
      ['\\.thorough\\.test\\.ts$'],
    ),
    lane('thorough', ['<rootDir>/test'], [thorough]),
    ...folders.map((name) => ({
      ...lane(name, [`<rootDir>/test/${name}`], ['**/*.test.ts'], ['\\.thorough\\.test\\.ts$']),
      // Jest takes a timeout of its own for a lane only from within.
      ...(['crash', 'e2e'].includes(name) ? { setupFilesAfterEnv: ['<rootDir>/test/fakes/patience.ts'] } : {}),
    })),
  ],
  // For `npm run coverage` alone.
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['json-summary'],
  coverageDirectory: 'coverage',
  testSequencer: '<rootDir>/test/longest-first.cjs',
  // On two cores jest would take one worker; the crash and browser tests mostly wait for other processes, so a third has their time.
  maxWorkers: 3,
  // A worker with a large heap takes longer to end than jest waits for it, which jest then reports as a leak.
  workerIdleMemoryLimit: '400MB',
  testTimeout: 90000,
};
