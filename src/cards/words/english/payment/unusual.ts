/** The words for what is unusual about a payment, in English; what goes in is escaped already. */

/** What several payments come to, in USD where there is a rate for each, and who is asked for as much. */
interface Together {
  readonly hours: number;
  readonly sum: string | null;
  readonly role: string;
}

export const englishUnusual = {
  title: 'Unusual',
  line: (findings: string): string => `⚠ Unusual: ${findings}`,
  more: (count: number): string => `${count} more`,
  duplicate: (payments: string, hours: number): string => `same payee and amount as ${payments} within ${hours} h`,
  id_used_before: (payments: string): string => `nearly the same id as ${payments}`,
  new_payee: 'this payee was never paid before',
  changed_bank_details: (before: string, now: string): string => `the payee’s account was ${before}, now it is ${now}`,
  country_differs: (countries: string): string => `the countries differ: ${countries}`,
  countries: { payee: 'payee', account: 'account', bank: 'bank' } as Readonly<Record<string, string>>,
  several_payees_on_account: (payees: string): string => `the same account belongs to ${payees} too`,
  amount_unlike_before: (times: number, usual: string): string => `more than ${times} times the usual ${usual}`,
  together_above_tier: (payments: string, { hours, sum, role }: Together): string =>
    `together with ${payments} within ${hours} h it is ${sum ?? 'an amount not known in USD, for want of a rate'}, for which at least ${role} is asked`,
  question: (findings: string): string => `Why it is right all the same: ${findings}`,
  questionError: 'Policy asks for an answer to what is unusual.',
  answer: 'Approve with this answer',
};
