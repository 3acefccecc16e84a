/** Lets a child process of a test run TypeScript as it stands: `node run-typescript.cjs SCRIPT.ts ARGUMENTS`. */
const { resolve } = require('node:path');
require('./typescript-hook.cjs');

process.argv.splice(1, 1);
require(resolve(process.argv[1]));
