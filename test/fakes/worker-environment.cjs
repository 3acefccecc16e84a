/** Node's environment for tests, with a place for what the suites of one worker make once: `made-once.ts`. */
const { TestEnvironment } = require('jest-environment-node');

const madeInWorker = new Map();

module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.madeInWorker = madeInWorker;
  }
};
