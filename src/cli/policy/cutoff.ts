/** `cutoff`: until when a payment may go today, and what says so. */
import type { Config } from '../../composition/config/config';
import { askCutoff } from '../../domain/policy/cutoff/ask-cutoff';
import { createSystemClock } from '../../jobs/system-clock';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from '../answer';
import { answerLines } from '../json-lines';

export interface CutoffOptions {
  readonly entity?: string;
  readonly currency?: string;
  readonly channel?: string;
  readonly paymentType?: string;
  readonly at?: string;
  readonly batch?: string;
  /** Another policy folder than the one in force. */
  readonly policy?: string;
  readonly json?: boolean;
}

export function cutoff(config: Config, options: CutoffOptions): void {
  const policy = readPolicyFolder(options.policy ?? config.policyDir);
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  if (options.batch !== undefined) {
    answerLines(options.batch, (question) => {
      const asked = askCutoff(policy, question, nowMs);
      return asked.ok ? { ok: true, value: asked.facts } : asked;
    });
    return;
  }
  const { entity, currency, channel, paymentType, at } = options;
  const asked = askCutoff(policy, { entity, currency, channel, payment_type: paymentType, at }, nowMs);
  if (!asked.ok) throw new RefusedInput(asked.problems);
  if (options.json === true) {
    printJson(asked.facts);
    return;
  }
  const { before_cutoff: isBefore, effective_cutoff_utc: utc, value_date: valueDate, reasons } = asked.facts;
  printText([
    `${isBefore ? 'before the cutoff' : 'after the cutoff'}  ${utc ?? 'no cutoff'}${asked.localTime === null ? '' : ` (${asked.localTime})`}  value date ${valueDate ?? 'unknown'}`,
    ...reasons,
  ]);
}
