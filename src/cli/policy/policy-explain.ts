/** `policy explain`: what the matrices say about a payment, described by flags or one JSON line each. */
import type { Config } from '../../composition/config/config';
import { explainPolicy, type Explanation } from '../../domain/policy/questions/explain';
import { createSystemClock } from '../../jobs/system-clock';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printAnswer, RefusedInput, type AnswerOptions } from '../answer';
import { answerLines } from '../json-lines';

export interface ExplainOptions extends AnswerOptions {
  readonly sanctions?: string;
  readonly severity?: string;
  /** True where the flag stands alone, otherwise its word. */
  readonly breach?: boolean | string;
  readonly beforeCutoff?: boolean | string;
  readonly amount?: string;
  readonly currency?: string;
  readonly type?: string;
  readonly channel?: string;
  readonly entity?: string;
  readonly at?: string;
  readonly batch?: string;
  /** Another folder than the one in force. */
  readonly policy?: string;
}

/** Notes beside the rules go to standard error: standard output has the answer alone. */
export function explain(config: Config, options: ExplainOptions): void {
  const policy = readPolicyFolder(options.policy ?? config.policyDir);
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  if (options.batch !== undefined) {
    answerLines(options.batch, (question) => {
      const answered = explainPolicy(policy, question, nowMs);
      return answered.ok ? { ok: true, value: answered.explanation } : answered;
    });
    return;
  }
  const answered = explainPolicy(policy, questionOf(options), nowMs);
  if (!answered.ok) throw new RefusedInput(answered.problems);
  for (const note of answered.notes) process.stderr.write(`note: ${note}\n`);
  const { explanation } = answered;
  printAnswer(options, explanation, () => inWords(explanation));
}

function inWords({ action, required_approvals: approvals, workflow_steps: steps, rule_ids: rules }: Explanation) {
  return [
    action,
    ...approvals.map(
      ({ role, authority }) => `  to approve  ${role}${authority === undefined ? '' : `: ${authority}`}`,
    ),
    ...steps.map(({ step, action: act, responsible }) => `  ${String(step).padStart(2)}. ${act} (${responsible})`),
    `  by          ${rules.join(', ')}`,
  ];
}

/** On the command line a payment is without a breach unless a flag says otherwise. */
function questionOf(options: ExplainOptions): object {
  const { sanctions, severity, amount, currency, type, channel, entity, at } = options;
  const breach = yesOrNo(options.breach) ?? (severity === undefined ? false : undefined);
  const before = yesOrNo(options.beforeCutoff);
  return {
    sanctions,
    severity,
    breach,
    before_cutoff: before,
    amount,
    currency,
    payment_type: type,
    channel,
    entity,
    at,
  };
}

/** Any other word is handed on, to be refused by its field's name. */
function yesOrNo(given: boolean | string | undefined): boolean | string | undefined {
  if (typeof given !== 'string') return given;
  const word = given.toLowerCase();
  if (['true', 'yes'].includes(word)) return true;
  return ['false', 'no'].includes(word) ? false : given;
}
