/** The slash commands people type, as a closed set. */
import type { Language } from '../cards/words/languages';
import type { DelegationKind } from '../domain/delegation/delegation';
import { findAmounts } from '../domain/values/amounts/find-amounts';

export interface LiquidityCommand {
  readonly kind: 'liquidity';
  /** As typed; whoever answers reads it in the currency. */
  readonly amount: string;
  readonly currency: string;
  readonly account: string | null;
  /** `14:30`, UTC of the ledger's day; null for now. */
  readonly time: string | null;
}

export type Command =
  | { readonly kind: 'payment'; readonly paymentId: string }
  | { readonly kind: 'new_payment' }
  | { readonly kind: 'screen'; readonly name: string }
  | LiquidityCommand
  /** The currency all accounts are added up in; null for policy's. */
  | { readonly kind: 'balance'; readonly currency: string | null }
  | { readonly kind: 'pending' }
  | { readonly kind: 'payment_run'; readonly id: string }
  | { readonly kind: 'payment_runs' }
  | { readonly kind: 'delegate'; readonly as: DelegationKind }
  | { readonly kind: 'delegations' }
  | { readonly kind: 'status'; readonly id: string | null }
  | { readonly kind: 'act_as'; readonly name: string | null }
  | { readonly kind: 'language'; readonly language: Language | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong_usage'; readonly usage: string }
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'sentence'; readonly text: string };

/** Text without the bot's mention. Anything that does not start with a slash is a sentence, but for a plain "help". */
export function parseCommand(text: string): Command {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (trimmed === '' || /^(help|\?)$/i.test(trimmed)) return { kind: 'help' };
  if (!trimmed.startsWith('/')) return { kind: 'sentence', text: trimmed };
  const [word = '', ...words] = trimmed.slice(1).split(' ');
  const rest = words.join(' ');
  switch (word.toLowerCase()) {
    case 'payment':
      return words.length === 1 ? { kind: 'payment', paymentId: rest } : { kind: 'wrong_usage', usage: '/payment ID' };
    case 'new':
      return { kind: 'new_payment' };
    case 'screen':
      return rest === '' ? { kind: 'wrong_usage', usage: '/screen NAME' } : { kind: 'screen', name: rest };
    case 'liquidity':
      return parseLiquidity(rest);
    case 'balance':
      return words.length > 1
        ? { kind: 'wrong_usage', usage: '/balance [CURRENCY]' }
        : { kind: 'balance', currency: rest === '' ? null : rest.toUpperCase() };
    case 'pending':
      return { kind: 'pending' };
    case 'delegate':
      return { kind: 'delegate', as: 'delegation' };
    case 'away':
      return { kind: 'delegate', as: 'absence' };
    case 'delegations':
      return { kind: 'delegations' };
    case 'run':
      return rest === '' ? { kind: 'payment_runs' } : { kind: 'payment_run', id: rest.toUpperCase() };
    case 'runs':
      return { kind: 'payment_runs' };
    case 'status':
      return { kind: 'status', id: rest === '' ? null : rest };
    case 'as':
      return { kind: 'act_as', name: rest === '' ? null : rest };
    case 'language':
    case 'lang':
    case 'dil':
      return { kind: 'language', language: namedLanguage(rest) };
    case 'help':
    case 'yardim':
    case 'yardım':
      return { kind: 'help' };
    default:
      return { kind: 'unknown', word };
  }
}

/** As people call them; null for any other. */
function namedLanguage(typed: string): Language | null {
  if (/^(?:tr|turkish|türkçe|turkce)$/i.test(typed)) return 'tr';
  return /^(?:en|english|ingilizce|İngilizce)$/i.test(typed) ? 'en' : null;
}

/** AMOUNT and CURRENCY stand in either order, and as people write them: `250.000,00 USD`, `US$250,000`. */
function parseLiquidity(rest: string): Command {
  const usage: Command = { kind: 'wrong_usage', usage: '/liquidity AMOUNT CURRENCY [ACCOUNT] [HH:MM]' };
  const [found] = findAmounts(rest, 'english');
  const [currency, ...others] = found?.currencies ?? [];
  if (found?.from !== 0 || currency === undefined || others.length > 0) return usage;
  const words = rest
    .slice(found.to)
    .split(' ')
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const hasTime = /^\d{1,2}:\d{2}$/.test(last);
  const [account, ...more] = hasTime ? words.slice(0, -1) : words;
  if (more.length > 0) return usage;
  return {
    kind: 'liquidity',
    amount: found.text,
    currency,
    account: account ?? null,
    time: hasTime ? last.padStart(5, '0') : null,
  };
}
