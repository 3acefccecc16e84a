/** Runs the inbox's thread from its TypeScript source, in a test. */
const { join } = require('node:path');
require('./typescript-hook.cjs');

require(join(__dirname, '../../src/sources/statements/inbox-thread.ts'));
