/** Where tests run while code is mutated: one that failed has told of the change, and the others of its file need not run any more. */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class StopsAtFirst extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.#hasFailed = true;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
};
