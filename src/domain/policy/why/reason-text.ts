/** The reason of a decision in English, as the contract writes it and the record keeps it: made from why, and never read back. */
import type { LedgerDifference } from '../../payment/ledger-difference';
import { describeFault, type FaultCode } from '../../values/errors';
import { decimal, formatAmount } from '../../values/money';
import { closedDayText } from '../cutoff/closed-day';
import type { AsInAll, BreachWhy, Doubt, FindingWhy, Late, OwnWhy, Remark, Screening, Why } from './why';

export function reasonText(why: Why): string {
  switch (why.kind) {
    case 'stricter_proposal':
      return `Manual review - policy says ${why.ownAction} (${ownText(why.own)}), the review proposed "${why.proposed}"${why.words === null ? '' : `: "${why.words}"`}`;
    case 'stricter_finding':
      return `Manual review - ${remarkText(why.finding)}; policy otherwise says ${why.ownAction} (${ownText(why.own)})`;
    case 'policy_not_applied':
      return 'The review stopped, and policy could not be applied to it';
    case 'sanctioned_place':
    case 'listed':
    case 'compliance_pending':
    case 'screened':
    case 'assessed':
    case 'in_doubt':
      return ownText(why);
  }
}

function ownText(own: OwnWhy): string {
  return [conclusionText(own), ...own.also.map(remarkText)].join('; ');
}

const screenings: Readonly<Record<Screening, string>> = {
  clear: 'Sanctions CLEAR',
  cleared_by_compliance: 'Sanctions CLEAR after compliance review',
  exempt: 'Not screened, as policy exempts it',
};

function conclusionText(own: OwnWhy): string {
  switch (own.kind) {
    case 'sanctioned_place':
      return `Sanctions BLOCK - sanctioned jurisdiction ${own.place}`;
    case 'listed':
      return `Sanctions BLOCK - ${own.likeness} match to ${own.list ?? 'sanctions list'} ${own.entryType}`;
    case 'compliance_pending':
      return 'Sanctions ESCALATE - pending compliance review';
    case 'screened':
      return screenings[own.screening];
    case 'assessed':
      return assessedText(own);
    case 'in_doubt':
      return `Manual review - ${remarkText(own.doubt)}`;
  }
}

function assessedText({ screening, breach, late }: Extract<OwnWhy, { kind: 'assessed' }>): string {
  const screened = screenings[screening];
  const missed = late && lateText(late);
  if (breach === null)
    return `${screened}, no liquidity breach, ${missed === null ? 'before cutoff' : `but ${missed}`}`;
  return `${screened} but ${breachText(breach)}${missed === null ? '' : ` and ${missed}`}`;
}

function breachText({ gap, currency, alreadyBelow }: BreachWhy): string {
  const amount = formatAmount(decimal(gap), currency);
  // Other currencies by their code: `EUR 500,000`.
  const short = currency === 'USD' ? `$${amount}` : `${currency} ${amount}`;
  return alreadyBelow
    ? `account was already below buffer before this payment, ${short} short with it`
    : `payment would breach buffer by ${short}`;
}

function lateText(late: Late): string {
  if (late.kind === 'late') return 'cutoff missed';
  const next = `next value date ${late.nextValueDate ?? 'not in the calendar'}`;
  if (late.kind === 'day_closed') return `cutoff missed: ${closedDayText(late.closed)}; ${next}`;
  const leaves = late.leavesAt === null ? '' : `, the payment is to leave at ${late.leavesAt}`;
  return `cutoff missed: the ${late.binding} cutoff ${late.rule} is at ${late.cutoffAt}${leaves}; ${next}`;
}

export function remarkText(remark: Remark): string {
  if (remark.kind === 'no_usd_rate') return 'no usable USD rate: the strictest tier applies';
  if (remark.kind === 'as_asked_in_all') return inAllText(remark);
  if (remark.kind === 'finding' || remark.kind === 'finding_missing') return findingText(remark);
  return doubtText(remark);
}

function inAllText({ amount, currency }: AsInAll): string {
  return `approvals as for the whole ${formatAmount(decimal(amount), currency)} ${currency} first asked for`;
}

function findingText(finding: FindingWhy): string {
  if (finding.kind === 'finding_missing') return `${finding.result} is missing`;
  const { label, verdict, detail } = finding;
  const said = verdict === null ? 'gave no readable answer' : `says ${verdict}`;
  return `${label.en} ${said}${detail === null ? '' : `: "${detail}"`}`;
}

const settings = 'as_of.json or LEDGER_AS_OF';
const units = { hour: 'h', minute: 'min' };

export function doubtText(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'fault':
      return faultText(doubt.code);
    case 'sanctions_missing':
      return 'sanctions evidence is missing';
    case 'sanctions_of_another':
      return 'sanctions evidence is for another beneficiary';
    case 'sanctions_contradictory':
      return 'sanctions evidence says clear and names a match';
    case 'sanctions_incomplete':
      return `sanctions evidence leaves out ${doubt.fields.join(', ')}`;
    case 'liquidity_missing':
      return 'liquidity evidence is missing';
    case 'liquidity_of_another':
      return `liquidity evidence is for another payment (${doubt.fields.join(', ')})`;
    case 'liquidity_contradictory':
      return 'liquidity evidence contradicts itself';
    case 'already_left':
      return `the ledger says this payment has left (${doubt.status})`;
    case 'ledger_differs':
      return doubt.differences.map(differenceText).join(', ');
    case 'value_date_passed':
      return `its value date ${doubt.day} has passed`;
    case 'value_date_ahead': {
      const moved = doubt.asked === null ? '' : `, moved from ${doubt.asked}, a day without business,`;
      return `its value date ${doubt.day}${moved} is ahead: liquidity and cutoff are known for ${doubt.knownFor} only, and it is not released before; restart the review on that day`;
    }
    case 'cutoff_unknown':
      return `the cutoff is not known: ${closedDayText(doubt.closed)}`;
    case 'ledger_of_another_day':
      return `the ledger is of ${doubt.day}, and today is ${doubt.today} (UTC)`;
    case 'data_of_unknown_age':
      return `nobody recorded how old the liquidity data is (${settings})`;
    case 'data_still_to_come':
      return `liquidity data is dated ${doubt.asOf}, which is still to come (${settings})`;
    case 'data_too_old':
      return `liquidity data is ${lengthOf(doubt.minutes, units)} old; policy allows ${lengthOf(doubt.maxMinutes, units)}`;
    case 'account_not_proven':
      return `the account is not proven against the bank's statements: ${doubt.proof}`;
  }
}

const differing: Readonly<Record<LedgerDifference['field'], string>> = {
  beneficiary_name: 'payee',
  amount: 'amount',
  currency: 'currency',
  account_id: 'account',
  entity: 'entity',
};

/** `the amount is 60,000 here and 50,000 in the ledger`. */
function differenceText({ field, asked, ledger }: LedgerDifference): string {
  const say = (value: string): string => (field === 'amount' ? formatAmount(decimal(value), '') : value);
  return `the ${differing[field]} is ${say(asked)} here and ${say(ledger)} in the ledger`;
}

/** `26 h`, `12 h 1 min`, `45 min`: to the minute however long, so that what is over a limit never reads as within it. */
export function lengthOf(
  minutes: number,
  { hour, minute }: { readonly hour: string; readonly minute: string },
): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 ? `${hours} ${hour}` : '', rest > 0 || hours === 0 ? `${rest} ${minute}` : ''];
  return parts.filter(Boolean).join(' ');
}

function faultText(code: FaultCode): string {
  const { cardText } = describeFault(code);
  return `${cardText.charAt(0).toLowerCase()}${cardText.slice(1).replace(/\.$/, '')}`;
}
