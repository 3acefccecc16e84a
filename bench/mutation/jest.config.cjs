/** How the tests of an area are run: as one file, in one project. The lanes of ../../jest.config would each run it once more. */
const { projects } = require('../../jest.config');

const [{ transform, transformIgnorePatterns, moduleNameMapper }] = projects;

module.exports = {
  rootDir: '../..',
  transform,
  transformIgnorePatterns,
  moduleNameMapper,
  testEnvironment: require.resolve('./environment.cjs'),
  roots: ['<rootDir>/bench/mutation'],
  testMatch: ['<rootDir>/bench/mutation/all.test.cjs'],
  setupFiles: ['<rootDir>/bench/mutation/fixed-seed.cjs'],
  testTimeout: 120_000,
};
