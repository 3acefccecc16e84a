/** What the last correction of a payment changed, old and new side by side. */
import type { Correction, FieldChange } from '../../../domain/case/payment-case';
import { ownMember } from '../../../domain/values/own-member';
import { shown } from '../../words/escape-markdown';
import type { CardContext } from '../card-context';
import { nameText } from './people-text';

interface Change {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** A phone has room for as many beside the amount; More has all of them. */
const maxOnCard = 2;

/** `Corrected by Dana Demir: Amount 50,000 → 60,000`; empty where nobody corrected it. */
export function correctionLine(context: CardContext): string {
  const { view, words } = context;
  const last = view.case.corrections?.at(-1);
  if (!last) return '';
  const changes = changesOf(last, context);
  const said = changes.slice(0, maxOnCard).map(({ field, from, to }) => `${field} ${words.more.beforeAfter(from, to)}`);
  const left = changes.length - said.length;
  const all = [...said, ...(left > 0 ? [words.next.more(left)] : [])].join(', ');
  return words.payment.correctedBy(nameText(last.by), all);
}

export function correctionFacts(context: CardContext): readonly (readonly [string, string])[] {
  const { view, words } = context;
  const last = view.case.corrections?.at(-1);
  return (last ? changesOf(last, context) : []).map(({ field, from, to }) => [
    words.more.corrected(field),
    words.more.beforeAfter(from, to),
  ]);
}

function changesOf({ changes }: Correction, context: CardContext): readonly Change[] {
  const names: Readonly<Record<string, string>> = context.words.form.fields;
  const { currency } = context.view.case.payment;
  const before = changes.find(({ field }) => field === 'currency')?.from;
  return changes.map(({ field, from, to }) => ({
    field: ownMember(names, field) ?? field.replaceAll('_', ' '),
    from: written(field, from, { ...context, currency: typeof before === 'string' ? before : currency }),
    to: written(field, to, { ...context, currency }),
  }));
}

interface Writing extends Pick<CardContext, 'words' | 'mask'> {
  /** That an amount had: where it was corrected too, another one before than after. */
  readonly currency: string;
}

/** As people write it, and accounts as the card masks them. */
function written(field: string, value: FieldChange['from'], { words, mask, currency }: Writing): string {
  if (value === null) return words.more.notStated;
  if (typeof value === 'number') return words.show.figure(value, currency);
  switch (field) {
    case 'account_id':
      return mask.of(value);
    case 'beneficiary_account':
      return mask.iban(value);
    case 'value_date':
      return words.show.day(value);
    case 'timestamp_utc':
      return shown(words.show.instant(value), 40);
    default:
      return shown(value, 80);
  }
}
