/** Lets a child process of a test run TypeScript as it stands: `node run-typescript.cjs SCRIPT.ts ARGUMENTS`. */
const Module = require('node:module');
const { resolve } = require('node:path');
const { transformFileSync } = require('@swc/core');

Module._extensions['.ts'] = (loaded, file) => {
  const { code } = transformFileSync(file, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  loaded._compile(code, file);
};

process.argv.splice(1, 1);
require(resolve(process.argv[1]));
