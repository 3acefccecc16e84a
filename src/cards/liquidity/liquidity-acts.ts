/** What a person may do about a payment's liquidity from its card: release the part that fits, or ask a what-if. */
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import { decimal, type Decimal } from '../../domain/values/money';
import type { PaymentCase } from '../../domain/case/payment-case';
import { cut } from '../../domain/values/text/cut';
import { shown } from '../words/escape-markdown';
import type { AccountChoice } from '../payment/payment-form';
import type { TypedWhatIf } from '../payment/payment-view';
import type { AccountMask } from '../words/account-mask';
import type { OnlyHolder } from '../../domain/case/people/only-holders';
import { distinctPeople, samePerson, type Person } from '../../domain/values/person';
import { nameText, roleText } from '../payment/texts/people-text';
import { sweepSources } from '../../domain/case/acts/sweep-offer';
import { commentInputId, sweepSourceInput, verbs, whatIfInputs } from '../verbs';
import type { Words } from '../words/words';

/** More choices than this no longer fit beside everything else; the account is then typed. */
const maxAccounts = 20;

/** Longer than any amount or time; an input takes no more. */
const longestTyped = 60;

export interface LiquidityActsContext {
  readonly words: Words;
  readonly offers: readonly Offer[];
  /** Whose press would leave a role with nobody who may approve. */
  readonly onlyHolders: readonly OnlyHolder[];
  readonly viewer: Person | null;
  readonly accounts: readonly AccountChoice[];
  readonly mask: AccountMask;
  /** Whether there is room to list them. */
  readonly hasRoom: boolean;
  /** Business time, UTC milliseconds. */
  readonly nowMs: number;
  /** Whether the what-if stands in the row of the buttons that show and hide, nothing being written between them. */
  readonly asksInRow: boolean;
  /** What a refused what-if was asked about: it comes back in place of the payment's own. */
  readonly typed?: TypedWhatIf | undefined;
}

/** For a payment with a liquidity result: the data of the buttons in the `liquidity-details` part of the payment card. */
export function liquidityActs(
  paymentCase: PaymentCase,
  { words, offers, onlyHolders, viewer, accounts, mask, hasRoom, nowMs, asksInRow, typed }: LiquidityActsContext,
) {
  const { payment } = paymentCase;
  const release = findOffer(offers, 'release_part');
  const part = release?.part ?? null;
  const choices = hasRoom ? accountChoices(payment, accounts, { mask, words }) : [];
  const delay = findOffer(offers, 'delay');
  const sweeps =
    findOffer(offers, 'sweep') === null ? [] : sourceChoices(paymentCase, mask, words, hasRoom ? mostSources : 1);
  const canAsk = findOffer(offers, 'what_if') !== null;
  return {
    has_any: (canAsk && !asksInRow) || part !== null || delay !== null || sweeps.length > 0,
    ...delayWords(delay, nowMs, words),
    sweep: sweeps.length > 0,
    sweep_input: sweepSourceInput,
    sweep_first: sweeps[0]?.value ?? '',
    sweeps,
    release_part: part !== null,
    ...partWords(part, payment, words, onlyHolderText(onlyHolders, viewer, words)),
    comment_id: commentInputId(verbs.release_part),
    needs_reason: (release?.minComment ?? 0) > 0,
    comment_optional: (release?.minComment ?? 0) === 0,
    what_if: canAsk && !asksInRow,
    what_if_in_row: canAsk && asksInRow,
    inputs: whatIfInputs,
    amount: typed ? cut(typed.amount, longestTyped) : words.show.typed(payment.amount, payment.currency),
    at: typed ? cut(typed.at, longestTyped) : leavesAt(payment, nowMs),
    account: cut(typed?.accountId ?? payment.account_id, 64),
    choose_account: choices.length > 0,
    type_account: choices.length === 0,
    accounts: choices,
  };
}

/** `14:30`. A time that has passed is now, and now needs no time. */
function leavesAt({ timestamp_utc: at }: PaymentCase['payment'], nowMs: number): string {
  return Date.parse(at) <= nowMs ? '' : (/T(\d{2}:\d{2})/.exec(at)?.[1] ?? '');
}

/** What the button that lowers the payment says, and what lowering it means. */
function partWords(
  part: Offer['part'],
  { currency }: PaymentCase['payment'],
  { liquidity, show }: Words,
  warning: string,
) {
  if (part === null) return { part_button: '', part_note: '', part_reduce: '' };
  const [amount, rest] = [show.money(part.amount, currency), show.money(part.rest, currency)];
  return {
    part_button: liquidity.part.button(amount),
    part_note: [...(warning === '' ? [] : [warning]), liquidity.part.note(amount, rest)].join(' '),
    part_reduce: liquidity.part.reduce(amount),
  };
}

/** Empty where others may approve all that is asked, whoever presses. By name where several read it. */
function onlyHolderText(onlyHolders: readonly OnlyHolder[], viewer: Person | null, words: Words): string {
  const { nobodyElse, nobodyBut } = words.liquidity.part;
  const people = distinctPeople(onlyHolders.map(({ person }) => person));
  const said = people.map((person) => {
    const roles = onlyHolders.filter((one) => samePerson(one.person, person)).map(({ role }) => roleText(role));
    const named = words.and(roles);
    return viewer && samePerson(viewer, person) ? nobodyElse(named) : nobodyBut(nameText(person), named);
  });
  return said.join(' ');
}

/** What the button that has the payment wait says, and what it means. */
function delayWords(delay: Offer | null, nowMs: number, { liquidity, show }: Words) {
  const { until = null, minComment = 0 } = delay ?? {};
  if (until === null)
    return {
      delay: false,
      delay_id: '',
      delay_needs_reason: false,
      delay_button: '',
      delay_note: '',
      delay_submit: '',
    };
  const at = show.clock(until, nowMs);
  return {
    delay: true,
    delay_id: commentInputId(verbs.delay),
    delay_needs_reason: minComment > 0,
    delay_button: liquidity.delay.button(at),
    delay_note: liquidity.delay.note(at),
    delay_submit: liquidity.delay.submit(at),
  };
}

/** A sweep draws on a handful; where there is no room, the best stands alone. */
const mostSources = 10;

/** The accounts that can spare it, the best first, each with how much. */
function sourceChoices(paymentCase: PaymentCase, mask: AccountMask, { liquidity, show }: Words, most: number) {
  const sources = sweepSources(paymentCase).slice(0, most);
  return sources.map(({ account_id: id, entity, amount }) => ({
    value: id,
    title: cut(liquidity.sweep.source(mask.of(id), entity, show.money(amount, paymentCase.payment.currency)), 120),
  }));
}

/** Where there is nothing to do about it. */
export const noLiquidityActs = { has_any: false, what_if_in_row: false } as const;

/** `Part of 250,000 USD; 50,000 USD asked for as TXN-003-REST`, in the words given; empty where the payment is whole. */
export function partText({ payment, rests = [], restOf }: PaymentCase, { payment: say, show }: Words): string {
  const { amount, full_amount: full, currency } = payment;
  const ofRest = restOf ? say.restOf(shown(restOf.paymentId, 64)) : '';
  if (full === undefined) return ofRest;
  const [whole, rest] = [show.money(full, currency), show.money(remainder(full, amount), currency)];
  const asked = rests.map(({ paymentId }) => shown(paymentId, 64)).join(', ');
  const ofWhole = asked === '' ? say.partOf(whole, rest) : say.partAndRest(whole, rest, asked);
  // A rest of which a part is released alone: what is left out of it is asked for by nobody, or as a rest of its own.
  return ofRest === '' ? ofWhole : `${ofRest}  ·  ${ofWhole}`;
}

/** The entity's accounts in the payment's currency, its own first; none where they are too many to list. */
function accountChoices(
  { account_id: own, entity, currency }: PaymentCase['payment'],
  accounts: readonly AccountChoice[],
  { mask, words }: { readonly mask: AccountMask; readonly words: Words },
) {
  const others = accounts
    .filter((account) => account.entity === entity && account.currency === currency && account.account_id !== own)
    .map(({ account_id }) => account_id)
    .sort();
  const offered = [own, ...others];
  if (offered.length > maxAccounts) return [];
  return offered.map((account) => ({
    title:
      account === own ? words.liquidity.part.asRequested(cut(mask.plain(account), 64)) : cut(mask.plain(account), 64),
    value: cut(account, 64),
  }));
}

function remainder(whole: number, part: number): Decimal {
  return decimal(whole).minus(decimal(part));
}
