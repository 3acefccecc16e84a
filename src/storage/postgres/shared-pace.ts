/**
 * How often something may be done for one key by all processes together: for each limit the time at which a key that is used no more would
 * have its whole burst again. A hint beside the wake-ups, in a table that a crash of the server empties.
 */
import { z } from 'zod';
import { wakeupSchema, type AskDatabase, type SharedPace, type SharedPaceLimit } from '../../ports/case-locks';

const table = `${wakeupSchema}.paces`;
/** The server's clock: two processes' own may be apart. */
const now = '(extract(epoch from clock_timestamp()) * 1000)::float8';

const waits = z.array(z.object({ wait_ms: z.number() })).length(1);

/** Keys that have rested have all their bursts again. Whoever is at one of them keeps it. */
const forgetRested = `delete from ${table} where key in (select key from ${table} where ${now} > all (full_at) for update skip locked)`;
/** Keys are chats, people and callers, and most are soon at rest. */
const forgottenEvery = 1_000;

/** Under the lock under which the wake-ups' own tables are made. */
export async function makeSharedPace(ask: AskDatabase): Promise<void> {
  await ask(
    `create unlogged table if not exists ${table} (key text collate "C" primary key, full_at float8[] not null)`,
  );
  await ask(forgetRested);
}

/** The same limits for all keys. Each question is one statement and holds one row, so that nobody waits for two. */
export function createSharedPace(ask: AskDatabase, limits: readonly SharedPaceLimit[]): SharedPace {
  const text = questionFor(limits);
  let asked = 0;
  return async (key) => {
    if ((asked += 1) % forgottenEvery === 0) await ask(forgetRested);
    const { rows } = await ask(text, [key]);
    return waits.parse(rows).reduce((most, { wait_ms: waitMs }) => Math.max(most, Math.ceil(waitMs)), 0);
  };
}

function questionFor(limits: readonly SharedPaceLimit[]): string {
  const each = limits.map(({ burst, perSecond }, at) => {
    const everyMs = 1_000 / perSecond;
    const fullAt = `pace.full_at[${at + 1}]`;
    return {
      first: `${now} + ${everyMs}`,
      next: `greatest(${now}, ${fullAt}) + ${everyMs}`,
      waitMs: `${fullAt} - ${(burst - 1) * everyMs} - ${now}`,
    };
  });
  const of = (part: 'first' | 'next' | 'waitMs') => each.map((limit) => limit[part]).join(', ');
  const waitMs = `greatest(0, ${of('waitMs')})`;
  // Whoever was there a moment ago is not seen yet where the wait is read: asked again at once, it is.
  return `with taken as (
      insert into ${table} as pace (key, full_at) values ($1, array[${of('first')}])
      on conflict (key) do update set full_at = array[${of('next')}] where ${waitMs} = 0
      returning key
    ) select case when exists (select from taken) then 0
      else greatest(1, (select ${waitMs} from ${table} as pace where key = $1)) end::float8 as wait_ms`;
}
