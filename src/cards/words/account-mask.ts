/** Account numbers as cards show them: only as much of their end as tells each from every other account that is known. */
import { escapeMarkdown } from './escape-markdown';

export interface AccountMask {
  /** `•••001`, and where another account ends alike, more of it: `•••BAN-001`. Escaped. */
  readonly of: (account: string) => string;
  /** The same for an input's choices, which are no Markdown. */
  readonly plain: (account: string) => string;
  /** An IBAN keeps its country and check digits too: `DE89 •••• 3000`. Escaped. */
  readonly iban: (account: string) => string;
  /** The same for what is escaped later. */
  readonly ibanPlain: (account: string) => string;
  /** The text with each of these accounts masked, still to be escaped. Ids of one to three characters are words, not numbers, and stay. */
  readonly within: (text: string, accounts: readonly string[]) => string;
}

/** `known`: every account that could stand beside another on a card. */
export function createAccountMask(known: Iterable<string>): AccountMask {
  const accounts = new Set(known);
  const masks = new Map<string, string>();

  function plain(account: string): string {
    const found = masks.get(account) ?? masked(account, accounts);
    masks.set(account, found);
    return found;
  }

  function ibanPlain(account: string): string {
    return ibanPattern.test(account) ? `${account.slice(0, 4)} •••• ${endOf(plain(account))}` : plain(account);
  }

  return {
    plain,
    of: (account) => escapeMarkdown(plain(account)),
    iban: (account) => escapeMarkdown(ibanPlain(account)),
    ibanPlain,
    within(text, named) {
      const ids = [...new Set(named)].filter((id) => id.length > 3).sort((a, b) => b.length - a.length);
      if (ids.length === 0) return text;
      const any = ids.map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
      return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'), plain);
    },
  };
}

const ibanPattern = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const dots = '•••';

/** Shown whole where nothing less tells it apart. */
function masked(account: string, accounts: ReadonlySet<string>): string {
  let kept = shownAtLeast(account);
  for (const other of accounts) if (other !== account) kept = Math.max(kept, sharedEnd(account, other) + 1);
  const whole = kept + partBefore(account, kept);
  return whole < account.length ? `${dots}${account.slice(account.length - whole)}` : account;
}

/** A piece of a part says less than the part: `•••BAN-001` and not `•••N-001`. */
const longestPiece = 3;

function partBefore(account: string, kept: number): number {
  const before = account.slice(0, account.length - kept);
  const piece = /[A-Z]+$/i.exec(before)?.[0].length ?? 0;
  const isPiece = kept > shownAtLeast(account) && /^[A-Z]/i.test(account.slice(-kept));
  return isPiece && piece <= longestPiece && piece < before.length ? piece : 0;
}

/** How many characters a masked account shows where no other is like it: four of a long one, an IBAN say. */
function shownAtLeast(account: string): number {
  return account.length > 12 ? 4 : Math.min(3, Math.floor(account.length / 2));
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}

function endOf(mask: string): string {
  return mask.startsWith(dots) ? mask.slice(dots.length) : mask;
}
