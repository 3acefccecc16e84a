/** Lets Node load TypeScript as it stands, in a process and in its threads: `node --require typescript-hook.cjs SCRIPT.ts`. */
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

/** A folder in which what was compiled is kept for the next process; without one each compiles anew, which takes seconds for the whole desk. */
const kept = process.env.COMPILED_TYPESCRIPT_DIR;

Module._extensions['.ts'] = (loaded, file) => {
  loaded._compile(kept === undefined ? compile(file) : compileOnce(file), file);
};

/** What is imported late is named as it will be called once it is built: `./cli/serve.js`. */
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...context) => {
  try {
    return resolveFilename(request, ...context);
  } catch (error) {
    if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
    return resolveFilename(request.replace(/js$/, 'ts'), ...context);
  }
};

function compile(file) {
  const { code } = transformFileSync(file, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  return code;
}

function compileOnce(file) {
  const target = path.join(kept, createHash('sha256').update(file).digest('hex'));
  if (existsSync(target)) return readFileSync(target, 'utf8');
  const code = compile(file);
  // A process may be killed at any time: whole or not at all.
  writeFileSync(`${target}.${process.pid}`, code);
  renameSync(`${target}.${process.pid}`, target);
  return code;
}
