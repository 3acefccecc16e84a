/** Entities that pay or borrow in a currency without a buffer in it, whose payments are refused and credit never drawn; and credit of nothing. */
import { didYouMean } from '../../values/text/did-you-mean';
import { decimal } from '../../values/money';
import type { LintInput, Weakness } from './finding';

export function lintBuffers(input: LintInput): readonly Weakness[] {
  return [...missingBuffers(input), ...emptyCreditLines(input)];
}

function emptyCreditLines({ policy }: LintInput): readonly Weakness[] {
  return policy.liquidity.credit_lines.flatMap(({ id, entity, currency, limit }, at): Weakness[] =>
    decimal(limit).isZero()
      ? [
          {
            kind: 'credit_line_empty',
            file: 'liquidity.yaml',
            path: ['credit_lines', at, 'limit'],
            reason: `${id}: a credit line of ${limit} ${currency} can never be drawn`,
            ruleIds: [id],
            example: { entity, currency, limit },
          },
        ]
      : [],
  );
}

/** A policy without any buffer leaves them to the ledger's own file, and then says nothing about them. */
function missingBuffers({ policy: { liquidity, cutoffs } }: LintInput): readonly Weakness[] {
  const { buffers, credit_lines: lines } = liquidity;
  if (buffers.length === 0) return [];
  // A buffer of an entity that no cutoff knows is this one's, misspelt: that is one slip, and said where it stands.
  const isMisspelt = (entity: string, of: string) =>
    !cutoffs.internal.some((row) => row.entity === entity) && didYouMean(entity, [of]) !== '';
  const lacks = ({ entity, currency }: { entity: string; currency: string }) =>
    !buffers.some((row) => row.currency === currency && (row.entity === entity || isMisspelt(row.entity, entity)));
  const paying = cutoffs.internal.filter(lacks);
  const pairs = new Map(paying.map(({ entity, currency }) => [`${entity} ${currency}`, { entity, currency }]));
  return [
    ...[...pairs].map(([pair, example]): Weakness => {
      const ids = paying.filter(({ entity, currency }) => `${entity} ${currency}` === pair).map(({ id }) => id);
      return {
        kind: 'buffer_missing',
        file: 'liquidity.yaml',
        path: ['buffers'],
        reason: `no buffer for ${pair}, which has the cutoffs ${ids.join(', ')}: every such payment is refused`,
        ruleIds: ids,
        example,
      };
    }),
    ...lines.flatMap(({ id, entity, currency }, at): Weakness[] =>
      lacks({ entity, currency })
        ? [
            {
              kind: 'credit_line_without_buffer',
              file: 'liquidity.yaml',
              path: ['credit_lines', at],
              reason: `${id}: ${entity} has no ${currency} buffer, so no payment can ever draw this line`,
              ruleIds: [id],
              example: { entity, currency },
            },
          ]
        : [],
    ),
  ];
}
