/** Stryker over one area of ./areas.cjs, named by MUTATION_AREA: `npm run mutate -- <area>` sets it. */
const areas = require('./areas.cjs');
const { projects } = require('../../jest.config');

const area = process.env.MUTATION_AREA;
const [{ transform, transformIgnorePatterns, moduleNameMapper }] = projects;

module.exports = {
  mutate: areas[area].mutate,
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    config: {
      transform,
      transformIgnorePatterns,
      moduleNameMapper,
      testEnvironment: 'node',
      roots: ['<rootDir>/bench/mutation'],
      testMatch: ['<rootDir>/bench/mutation/all.test.cjs'],
      setupFiles: ['<rootDir>/bench/mutation/fixed-seed.cjs'],
      testTimeout: 120_000,
    },
    enableFindRelatedTests: false,
  },
  // A test runs only for the places it reaches.
  coverageAnalysis: 'perTest',
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
