/** Whether an account's opening balance and what has settled on it lead to the bank's own balance, to the cent. */
import { formatAmount, zero, type Decimal } from '../../values/money';

/** Proven: it adds up. Not proven: it does not, and the account is no basis for a release. Unstated: no statement gives a balance to prove by. */
export type ProofState = 'proven' | 'not_proven' | 'unstated';

export interface AccountProof {
  readonly accountId: string;
  readonly currency: string;
  readonly day: string;
  readonly state: ProofState;
  /** One sentence for people. */
  readonly why: string;
}

export interface ProofRequest {
  readonly accountId: string;
  readonly currency: string;
  readonly day: string;
  readonly opening: Decimal;
  /** Signed sum of what has settled, at the day's end and when the interim balance was true. */
  readonly settled: Decimal;
  readonly settledByInterim: Decimal;
  readonly closing: { readonly amount: Decimal; readonly statementId: string } | null;
  readonly interim: { readonly amount: Decimal; readonly statementId: string } | null;
  /** What keeps the account from being proven whatever the sums say: missing pages, statements that do not fit together. */
  readonly doubts: readonly string[];
  /** What may explain a difference. */
  readonly hints: () => readonly string[];
}

export function proveAccount(request: ProofRequest): AccountProof {
  const { accountId, currency, day, opening, doubts } = request;
  const stated = request.closing ?? request.interim;
  const settled = request.closing ? request.settled : request.settledByInterim;
  const common = { accountId, currency, day };
  const money = (amount: Decimal): string => formatAmount(amount, currency);
  if (doubts.length > 0) return { ...common, state: 'not_proven', why: `${doubts.join('; ')}.` };
  if (!stated) return { ...common, state: 'unstated', why: 'No statement of the day states a balance to prove it by.' };
  const end = opening.plus(settled);
  const kind = request.closing ? 'closing' : 'interim';
  const leads = `opening ${money(opening)} and ${money(settled.isZero() ? zero : settled)} settled lead to ${money(end)}`;
  if (end.eq(stated.amount))
    return {
      ...common,
      state: 'proven',
      why: `${capital(leads)}, the bank's ${kind} balance (${stated.statementId}).`,
    };
  const hints = request.hints();
  const because = hints.length > 0 ? ` ${hints.join(' ')}` : '';
  const why = `${capital(leads)}; the bank's ${kind} balance is ${money(stated.amount)} (${stated.statementId}).${because}`;
  return { ...common, state: 'not_proven', why };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
