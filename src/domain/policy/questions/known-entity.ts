/** Whether the policy knows who is to pay: a question about somebody else would be answered for nobody. */
import { didYouMean } from '../../values/text/did-you-mean';
import { refuse, type Refusal } from '../../values/errors';
import type { Policy } from '../policy';

/** All that a cutoff or a buffer names. */
export function knownEntities({ cutoffs, liquidity }: Policy): ReadonlySet<string> {
  const rows = [...cutoffs.internal, ...cutoffs.bank, ...(cutoffs.not_offered ?? []), ...liquidity.buffers];
  return new Set(rows.map(({ entity }) => entity));
}

/** Null where it does. */
export function unknownEntity(policy: Policy, entity: string): Refusal | null {
  const known = knownEntities(policy);
  if (known.has(entity)) return null;
  const suggestion = didYouMean(entity, known);
  return refuse(
    'unknown_entity',
    `The policy knows no entity ${entity}${suggestion === '' ? `; it knows ${[...known].join(', ')}.` : suggestion}`,
    'entity',
  );
}
