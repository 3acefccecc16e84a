/** Lets Node load TypeScript as it stands, in a process and in its threads: `node --require typescript-hook.cjs SCRIPT.ts`. */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { threadId } = require('node:worker_threads');
const { transformSync, version } = require('@swc/core');

/** What was compiled is kept for the next process, by what it was made from: compiling the whole desk takes a second of each start. */
const kept = path.join(tmpdir(), `treasury-desk-compiled-${process.getuid?.() ?? 'all'}`);
mkdirSync(kept, { recursive: true, mode: 0o700 });

Module._extensions['.ts'] = (loaded, file) => {
  loaded._compile(compileOnce(file), file);
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

function compileOnce(file) {
  const source = readFileSync(file, 'utf8');
  const target = path.join(kept, createHash('sha256').update(`${version}\n${file}\n${source}`).digest('hex'));
  if (existsSync(target)) return readFileSync(target, 'utf8');
  const { code } = transformSync(source, {
    filename: file,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  // A process may be killed at any time: whole or not at all.
  const begun = `${target}.${process.pid}.${threadId}`;
  writeFileSync(begun, code);
  renameSync(begun, target);
  return code;
}
