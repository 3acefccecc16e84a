/** Unit, contract, crash and browser tests in one run; what needs Chromium skips itself with a visible line where there is none. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.(ts|js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(any-ascii)/)'],
  // On two cores jest would take one worker; the crash and browser tests mostly wait for other processes.
  maxWorkers: 2,
  testTimeout: 90000,
};
