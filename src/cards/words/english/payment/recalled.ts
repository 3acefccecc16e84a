/** The words for what agents were told of earlier runs, in English; what goes in is escaped already. */

export const englishRecalled = {
  title: 'Told to the agents',
  payments: (count: number, named: string): string =>
    `${count} earlier ${count === 1 ? 'payment' : 'payments'} to this payee: ${named}`,
  payment: (id: string, became: 'paid' | 'not_paid' | 'open', day: string): string =>
    `${id} (${{ paid: 'paid', not_paid: 'not paid', open: 'open' }[became]}, ${day})`,
  more: (count: number): string => `${count} more`,
  usual: (middle: string, lowest: string, highest: string): string => `usually ${middle}, from ${lowest} to ${highest}`,
  falsePositives: (entries: string): string => `The agents were told of false positives on record: ${entries}`,
  falsePositive: (list: string, uid: string, day: string): string => `${list} ${uid} until ${day}`,
};
