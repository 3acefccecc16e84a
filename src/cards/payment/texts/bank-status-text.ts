/** What a bank answered to a payment of a file, in words, and why it will not pay. */
import type { BankStatus } from '../../../domain/case/machine/commands';
import { shown } from '../../words/escape-markdown';
import type { CardContext } from '../card-context';
import { ownMember } from '../../../domain/values/own-member';

/** A code no release of ours knew is shown as it is. */
export function bankStatusText(code: string, { bankStatus }: CardContext['words']): string {
  return ownMember<string>(bankStatus.name, code) ?? shown(code, 8);
}

const maxReasons = 3;
const maxQuote = 120;

/** Empty where the bank gave none. */
export function bankReasonsText(
  reasons: BankStatus['reasons'],
  { words, redaction }: Pick<CardContext, 'words' | 'redaction'>,
): string {
  return reasonsText(reasons, words, { name: shown, share: (text, max) => redaction.share(text, max) });
}

/** How what comes from outside gets into the text. */
interface Letters {
  readonly name: (text: string, max: number) => string;
  /** Withheld where it names what compliance alone reads. */
  readonly share: (text: string, max: number) => string;
}

/** The same, with what comes from outside let in as the caller says. */
export function reasonsText(
  reasons: BankStatus['reasons'],
  words: CardContext['words'],
  { name, share }: Letters,
): string {
  const told = reasons.slice(0, maxReasons).map(({ code, text }) => {
    const known = code === null ? undefined : ownMember<string>(words.bankStatus.reasons, code);
    const named = code === null ? [] : [known === undefined ? name(code, 35) : `${known} (${name(code, 35)})`];
    return [...named, ...(text === null ? [] : [words.history.said(share(text, maxQuote))])].join(' ');
  });
  return told.join('; ');
}
