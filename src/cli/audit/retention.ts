/** `audit retention`: how long each payment's records are kept, what holds them, and what may go. It deletes nothing. */
import { readRunEvents } from '../../app/house/read-trail';
import type { Config } from '../../composition/config/config';
import { caseStatuses } from '../../domain/case/machine/states';
import { retentionOf, type Retention } from '../../domain/case/time/retention';
import { refuse } from '../../domain/values/errors';
import { formatUtc, isCalendarDay } from '../../domain/values/time';
import { createSystemClock } from '../../jobs/system-clock';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { eachCase } from '../each-case';
import { printJson, printText, RefusedInput } from '../answer';
import { withStore, type AuditPlace } from './recorded';

export interface RetentionOptions extends AuditPlace {
  /** A UTC day; today where it is left out. */
  readonly on?: string;
  readonly json?: boolean;
}

type Row = { readonly payment_id: string; readonly run_id: string; readonly status: string } & Retention;

/** Only of a whole trail: of a broken one nothing may go. */
export async function showRetention(readConfig: () => Config, { on, json, ...place }: RetentionOptions): Promise<void> {
  const config = readConfig();
  const day = readDay(on, config);
  const policy = readPolicyFolder(config.policyDir);
  await withStore(
    () => config,
    place,
    async (store) => {
      await store.verifyAudit();
      const rows: Row[] = [];
      for await (const paymentCase of eachCase(store, { statuses: caseStatuses })) {
        const { runId } = paymentCase;
        const retention = retentionOf({ paymentCase, events: await readRunEvents(store, runId), policy, day });
        rows.push({
          payment_id: paymentCase.payment.payment_id,
          run_id: runId,
          status: paymentCase.status,
          ...retention,
        });
      }
      const going = rows.filter(({ mayGo }) => mayGo).length;
      if (json === true) printJson({ on: day, payments: rows.length, may_go: going, rows: rows.map(toWire) });
      else printText([`${going} of ${rows.length} payments may go on ${day}`, ...rows.map(inWords)]);
    },
  );
}

function toWire({ endedOn, keptUntil, mayGo, ...row }: Row): object {
  return { ...row, ended_on: endedOn, kept_until: keptUntil, may_go: mayGo };
}

function inWords({ payment_id: id, status, endedOn, keptUntil, years, basis, holds, mayGo }: Row): string {
  const long = years === null ? `kept: ${basis}` : `${years} years (${basis})`;
  const until = endedOn === null ? 'not ended' : (keptUntil ?? 'no end');
  const held = holds.length === 0 ? '' : `  held by ${holds.join(', ')}`;
  return `${id}  ${status}  ${long}  until ${until}${held}${mayGo ? '  may go' : ''}`;
}

function readDay(on: string | undefined, { demoStartMs }: Config): string {
  if (on === undefined) return formatUtc(demoStartMs ?? createSystemClock().now()).slice(0, 10);
  if (!isCalendarDay(on))
    throw new RefusedInput(refuse('date_invalid', `"${on}" is not a day like 2033-01-22.`, 'on').problems);
  return on;
}
