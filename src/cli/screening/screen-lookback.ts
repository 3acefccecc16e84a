/** `screen --lookback DAYS`: payments of the last days, screened again against the lists now in force; one JSON object for each new hit. */
import { createRescreenPayment } from '../../app/waiting/rescreen-payment';
import type { Config } from '../../composition/config/config';
import { createClock } from '../../composition/create-clock';
import { openSanctionsTool } from '../../composition/data/sanctions-tool';
import { caseStatuses } from '../../domain/case/machine/states';
import { refuse } from '../../domain/values/errors';
import { dayMs } from '../../domain/values/time';
import { RefusedInput } from '../answer';
import { eachCase } from '../each-case';
import { openRecorded } from '../open-recorded';

/** Ten years, as long as sanctions-related records are kept (31 CFR 501.601). */
const mostDays = 3_660;

/** Reads the database beside a running bot and changes nothing in it. Throws `RefusedInput`. */
export async function screenLookback(config: Config, given: string): Promise<void> {
  const days = Number(given);
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new RefusedInput(
      refuse('lookback_invalid', `--lookback wants a number of days from 1 to ${mostDays}.`, 'lookback').problems,
    );
  const store = await openRecorded(config);
  try {
    const clock = await createClock(config, store);
    const { tool, list } = openSanctionsTool(config, clock);
    const rescreen = createRescreenPayment({ tool, clock });
    const since = clock.now() - days * dayMs;
    let screened = 0;
    let hit = 0;
    for await (const paymentCase of eachCase(store, { statuses: caseStatuses, order: 'newest' })) {
      if (Date.parse(paymentCase.openedAt) < since) continue;
      const { hits } = await rescreen(paymentCase);
      const { runId, payment, status } = paymentCase;
      for (const found of hits)
        process.stdout.write(
          `${JSON.stringify({ payment_id: payment.payment_id, run_id: runId, status, ...found })}\n`,
        );
      screened += 1;
      if (hits.length > 0) hit += 1;
    }
    process.stderr.write(
      `${screened} payments of ${days} days against ${list.name} of ${list.listDate ?? 'unknown date'}: ${hit} with new hits\n`,
    );
  } finally {
    await store.close();
  }
}
