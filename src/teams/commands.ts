/** The slash commands people type, as a closed set. */

export interface LiquidityCommand {
  readonly kind: 'liquidity';
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
  | { readonly kind: 'pending' }
  | { readonly kind: 'status'; readonly id: string | null }
  | { readonly kind: 'act_as'; readonly name: string | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong_usage'; readonly usage: string }
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'sentence'; readonly text: string };

/** Text without the bot's mention. Anything that does not start with a slash is a sentence, but for a plain "help". */
export function parseCommand(text: string): Command {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (trimmed === '' || /^(help|hi|hello|\?)$/i.test(trimmed)) return { kind: 'help' };
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
    case 'liquidity': {
      const last = words.at(-1) ?? '';
      const hasTime = words.length > 2 && /^\d{1,2}:\d{2}$/.test(last);
      const [amount, currency, account, ...more] = hasTime ? words.slice(0, -1) : words;
      if (amount === undefined || currency === undefined || more.length > 0)
        return { kind: 'wrong_usage', usage: '/liquidity AMOUNT CURRENCY [ACCOUNT] [HH:MM]' };
      return {
        kind: 'liquidity',
        amount,
        currency: currency.toUpperCase(),
        account: account ?? null,
        time: hasTime ? last.padStart(5, '0') : null,
      };
    }
    case 'pending':
      return { kind: 'pending' };
    case 'status':
      return { kind: 'status', id: rest === '' ? null : rest };
    case 'as':
      return { kind: 'act_as', name: rest === '' ? null : rest };
    case 'help':
      return { kind: 'help' };
    default:
      return { kind: 'unknown', word };
  }
}
