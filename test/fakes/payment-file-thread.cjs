/** Runs the thread that reads files of payments from its TypeScript source, in a test. */
const { join } = require('node:path');
require('./typescript-hook.cjs');

require(join(__dirname, '../../src/sources/payment-files/payment-file-thread.ts'));
