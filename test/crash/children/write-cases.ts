/** Opens the store and commits case after case, saying each one that was accepted, until it is killed or a write fails. */
import { asFault } from '../../../src/domain/values/errors';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { commitOf, numberedCase } from '../../fakes/sample-case';

async function main(): Promise<void> {
  const [file = '', wanted = '0'] = process.argv.slice(2);
  const store = await openSqliteStore({ file, recordedNow: () => Date.now() });
  say('open');
  for (let number = 1; number <= Number(wanted); number += 1) {
    await store.commit(commitOf(numberedCase(number)));
    say(`accepted ${number}`);
  }
  say('waiting');
  // Refers to the store, which would be collected, and its lock given back, if nothing did.
  setInterval(() => void store.findCase('none'), 60_000);
}

/** To a file descriptor directly: what was said is out before the next commit begins. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  say(`fault ${asFault(error).code}`);
  process.exitCode = 1;
});
