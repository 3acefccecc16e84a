/** Runs the inbox's thread from its TypeScript source, in a test. */
const Module = require('node:module');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

Module._extensions['.ts'] = (loaded, file) => {
  const { code } = transformFileSync(file, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  loaded._compile(code, file);
};
require(join(__dirname, '../../src/sources/statements/inbox-thread.ts'));
