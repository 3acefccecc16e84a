/** Stryker over one area of ./areas.cjs, named by MUTATION_AREA: `npm run mutate -- <area>` sets it. */
const areas = require('./areas.cjs');

const area = process.env.MUTATION_AREA;

module.exports = {
  mutate: areas[area].mutate,
  mutator: { excludedMutations: areas[area].excludedMutations ?? [] },
  testRunner: 'jest',
  jest: { configFile: 'bench/mutation/jest.config.cjs', enableFindRelatedTests: false },
  // A test runs only for the places it reaches, where that can be told.
  coverageAnalysis: areas[area].coverageAnalysis ?? 'perTest',
  concurrency: 2,
  // On a busy machine nothing that ends may pass for an endless loop.
  timeoutMS: 30_000,
  // What no test of these areas reads stays out of the copy that is tested.
  ignorePatterns: [
    '/bench/*',
    '!/bench/mutation',
    '/bench/mutation/node_modules',
    '/bench/mutation/reports',
    '/dist',
    '/coverage',
    '/data',
    '/infra',
    '/docs/images',
  ],
  tempDirName: 'bench/mutation/.stryker-tmp',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: `bench/mutation/reports/${area}.json` },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
};
