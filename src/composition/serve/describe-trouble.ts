/** What needs somebody's hand, in words: duties that fail, statements nobody can take, cards that cannot be delivered. */
import type { KeepInStep } from '../../app/house/keep-in-step';
import { describeFault } from '../../domain/values/errors';
import type { Duties } from '../../jobs/duties';
import type { Store } from '../../ports';
import type { ReferenceData } from '../data/reference-data';
import { undeliveredWorthTelling } from './undelivered';

export interface TroubleDeps {
  readonly duties: Pick<Duties, 'states'>;
  readonly store: Pick<Store, 'listUndelivered'>;
  readonly data: Pick<ReferenceData, 'stuckStatements'>;
  readonly inStep: Pick<KeepInStep, 'reasons'>;
}

/** A card of `/status` holds a few lines; the log has the rest. */
const namedCards = 5;
const namedStatements = 5;

/** None where all is well. */
export async function describeTrouble({ duties, store, data, inStep }: TroubleDeps): Promise<readonly string[]> {
  const failing = duties
    .states()
    .filter(({ code, isStuck }) => code !== null || isStuck)
    .map(
      ({ name, code }) => `Failing: ${name}. ${code === null ? 'It takes too long.' : describeFault(code).cardText}`,
    );
  const stuck = data
    .stuckStatements()
    .slice(0, namedStatements)
    .map(({ file }) =>
      file === null
        ? 'Statements are not taken: the inbox cannot be looked through; the log says why.'
        : `A statement can neither be taken nor put away: ${file.slice(0, 60)}; the log says why.`,
    );
  const reasons = inStep.reasons();
  const behind = reasons.length > 0 ? ['This process takes no work.', ...reasons] : [];
  return [...behind, ...failing, ...stuck, ...(await describeCards(store))];
}

async function describeCards(store: Pick<Store, 'listUndelivered'>): Promise<readonly string[]> {
  const undelivered = await undeliveredWorthTelling(store);
  const lines = undelivered.slice(0, namedCards).map(({ paymentId, state, lastAnswer }) => {
    const what = state === 'given_up' ? 'given up until the payment changes' : 'tried again';
    return `The card of ${paymentId} is not delivered: the chat answered ${lastAnswer ?? 'nothing'}, ${what}.`;
  });
  return undelivered.length > namedCards ? [...lines, 'More cards are not delivered.'] : lines;
}
