/** Cutoffs that promise more than the rail can do, payments for which none is known, and entities nobody knows. */
import { didYouMean } from '../../values/text/did-you-mean';
import { channels, type Channel } from '../../payment/payment-request';
import { railOf } from '../cutoff/cutoff-candidates';
import type { Policy } from '../policy';
import { cutoffRows, type CutoffRow } from './cutoff-rows';
import type { LintInput, Weakness } from './finding';
import { lintRailCloses } from './lint-rail-closes';

export function lintCutoffs({ policy }: LintInput): readonly Weakness[] {
  const rows = cutoffRows(policy);
  return [
    ...lintRailCloses(policy, rows),
    ...gaps(policy, rows),
    ...missingHalfDayCloses(policy),
    ...lateHalfDayCloses(policy),
    ...unknownEntities(policy, rows),
  ];
}

/** An entity that pays in a currency can be asked for it by any channel: each needs a cutoff, a rail or a plain no. */
function gaps(policy: Policy, rows: readonly CutoffRow[]): readonly Weakness[] {
  const pairs = new Map(rows.map((row) => [`${row.entity} ${row.currency}`, row]));
  return [...pairs.values()].flatMap(({ entity, currency, path }) =>
    channels.flatMap((channel): Weakness[] => {
      const isOurs = (row: { entity: string; currency: string; channel: Channel }) =>
        row.entity === entity && row.currency === currency && row.channel === channel;
      const isKnown = rows.some(isOurs) || railOf(policy, currency, channel) !== null;
      if (isKnown || (policy.cutoffs.not_offered ?? []).some(isOurs)) return [];
      return [
        {
          kind: 'cutoff_gap',
          file: 'cutoffs.yaml',
          path,
          reason: `no cutoff, rail or not_offered row for ${entity} ${currency} ${channel}: such a payment always counts as late`,
          ruleIds: [],
          example: { entity, currency, channel },
        },
      ];
    }),
  );
}

function missingHalfDayCloses({ rails, calendars }: Policy): readonly Weakness[] {
  return rails.rails.flatMap(({ id, name, calendar, half_day_closes: closes }, at): Weakness[] => {
    const halfDay = calendars.calendars.find((candidate) => candidate.id === calendar)?.half_days[0];
    if (!halfDay || closes !== undefined) return [];
    return [
      {
        kind: 'half_day_close_missing',
        file: 'rails.yaml',
        path: ['rails', at],
        reason: `${id}: ${name} has no half_day_closes, but its calendar has half days like ${halfDay.date}`,
        ruleIds: [id],
        example: { rail: id, date: halfDay.date },
      },
    ];
  });
}

function lateHalfDayCloses({ rails, calendars }: Policy): readonly Weakness[] {
  return rails.rails.flatMap(({ id, name, calendar, closes, half_day_closes: halfDay }, at): Weakness[] => {
    if (halfDay === undefined || halfDay <= closes) return [];
    const days = calendars.calendars.find((candidate) => candidate.id === calendar)?.half_days ?? [];
    return [
      {
        kind: 'half_day_close_late',
        file: 'rails.yaml',
        path: ['rails', at, 'half_day_closes'],
        reason: `${id}: on a half day ${name} would close at ${halfDay}, later than the ${closes} of any other day`,
        ruleIds: [id],
        example: { rail: id, date: days[0]?.date ?? null },
      },
    ];
  });
}

/** An entity no cutoff knows is most likely misspelt: its rule never fires, its buffer guards nothing, its credit line is never drawn. */
function unknownEntities({ approvals, liquidity }: Policy, rows: readonly CutoffRow[]): readonly Weakness[] {
  const uses = [
    ...approvals.rules.flatMap(({ id, when }, at) =>
      (when.entities ?? []).map(
        (entity) => ({ id, entity, file: 'approval-matrix.yaml', path: ['rules', at, 'when', 'entities'] }) as const,
      ),
    ),
    ...liquidity.buffers.map(
      ({ id, entity }, at) => ({ id, entity, file: 'liquidity.yaml', path: ['buffers', at] }) as const,
    ),
    ...liquidity.credit_lines.map(
      ({ id, entity }, at) => ({ id, entity, file: 'liquidity.yaml', path: ['credit_lines', at] }) as const,
    ),
  ];
  return uses
    .filter(({ entity }) => !rows.some((row) => row.entity === entity))
    .map(({ id, entity, file, path }) => ({
      kind: 'entity_unknown',
      file,
      path,
      reason: `${id}: no cutoff knows the entity ${entity}${didYouMean(entity, new Set(rows.map((row) => row.entity)))}`,
      ruleIds: [id],
      example: { entity },
    }));
}
