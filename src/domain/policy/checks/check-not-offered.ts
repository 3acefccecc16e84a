/** A payment that an entity does not offer has no cutoff: a policy that says both is refused. */
import type { PaymentWay } from '../cutoff/cutoff-candidates';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

export function checkNotOffered({ cutoffs }: Policy): readonly PolicyFault[] {
  return (cutoffs.not_offered ?? []).flatMap(({ id, ...way }, at) =>
    [...cutoffs.internal, ...cutoffs.bank]
      .filter((row) => isSameWay(row, way))
      .map((row): PolicyFault => ({
        kind: 'not_offered_contradicted',
        file: 'cutoffs.yaml',
        path: ['not_offered', at],
        reason: `${id}: ${way.entity} does not pay ${way.currency} by ${way.channel}, yet ${row.id} gives it a cutoff`,
        ruleIds: [id, row.id],
        example: { ...way },
      })),
  );
}

function isSameWay(row: PaymentWay, { entity, currency, channel }: PaymentWay): boolean {
  return row.entity === entity && row.currency === currency && row.channel === channel;
}
