/** What is unusual about a payment, with what it rests on, in words. */
import type { UnusualFinding } from '../../../domain/case/unusual/find-unusual';
import { pressingFindings } from '../../../domain/case/unusual/decided-alone';
import { unusualOf } from '../../../domain/case/payment-case';
import type { CardContext } from '../card-context';
import type { PaymentView } from '../payment-view';
import { decimal } from '../../../domain/values/money';
import { shown } from '../../words/escape-markdown';

/** The payment it is said of, on its card or in a list. */
type Told = Pick<CardContext, 'words' | 'mask'> & { readonly view: Pick<PaymentView, 'case'> };

/** On the first part of the card; the rest is counted, and stands behind More. */
const maxOnFirst = 2;

/** Empty where nothing presses: what does not stands behind More alone. */
export function unusualLine(context: Told): string {
  const pressing = pressingFindings(context.view.case);
  if (pressing.length === 0) return '';
  const { words } = context;
  const said = pressing.slice(0, maxOnFirst).map((finding) => findingText(finding, context));
  const more = pressing.length > maxOnFirst ? [words.unusual.more(pressing.length - maxOnFirst)] : [];
  return words.unusual.line([...said, ...more].join('; '));
}

/** All of it, with the rules. */
export function unusualFacts(context: CardContext): readonly { readonly title: string; readonly value: string }[] {
  const unusual = unusualOf(context.view.case);
  if (unusual.length === 0) return [];
  const value = unusual.map((finding) => `${findingText(finding, context)} (${shown(finding.rule, 60)})`).join('; ');
  return [{ title: context.words.unusual.title, value }];
}

/** What whoever approves is to answer; empty where nothing is asked. */
export function unusualQuestion(context: CardContext): string {
  const unusual = unusualOf(context.view.case);
  return unusual
    .filter(({ consequence }) => consequence === 'question')
    .map((finding) => findingText(finding, context))
    .join('; ');
}

/** With its bank where the number is the same, and only that is other. */
function accountAt(account: string | number | undefined, bank: string, mask: Told['mask']): string {
  const number = mask.iban(String(account ?? ''));
  return bank === '' ? number : `${number} (${bank})`;
}

function findingText({ check, payments, evidence }: UnusualFinding, { words, view, mask }: Told): string {
  const text = words.unusual;
  const count = Number(evidence['count'] ?? payments.length);
  const named = payments.map((id) => shown(id, 40));
  const rest = count > named.length ? [text.more(count - named.length)] : [];
  const others = words.and([...named, ...rest]);
  const said = (name: string): string => shown(String(evidence[name] ?? ''), 80);
  switch (check) {
    case 'duplicate':
      return text.duplicate(others, Number(evidence['hours'] ?? 0));
    case 'id_used_before':
      return text.id_used_before(others);
    case 'new_payee':
      return text.new_payee;
    case 'changed_bank_details':
      return text.changed_bank_details(
        accountAt(evidence['before'], said('before_bank'), mask),
        accountAt(evidence['now'], said('now_bank'), mask),
      );
    case 'country_differs':
      return text.country_differs(
        Object.entries(evidence)
          .map(([name, country]) => `${text.countries[name] ?? shown(name, 20)} ${shown(String(country), 10)}`)
          .join(', '),
      );
    case 'several_payees_on_account':
      return text.several_payees_on_account(said('payees'));
    case 'amount_unlike_before':
      return text.amount_unlike_before(
        Number(evidence['times'] ?? 0),
        words.show.money(Number(evidence['usual'] ?? 0), view.case.payment.currency),
      );
    case 'together_above_tier':
      return text.together_above_tier(others, {
        hours: Number(evidence['hours'] ?? 0),
        sum: evidence['usd'] === undefined ? null : words.show.money(decimal(evidence['usd']), 'USD'),
        role: said('role'),
      });
  }
}
