/** The words of lists, in English: what waits, and the people a tester may act as. */
import type { Act } from '../../../domain/case/refuse-act';

export const englishLists = {
  pending: {
    none: 'No payment is waiting',
    title: (count: number): string => `Waiting: ${count}`,
    row: (id: string, amount: string, payee: string): string => `${id}: ${amount} to ${payee}`,
    by: (roles: readonly string[]): string => `by ${roles.join(', ')}`,
    youMay: (acts: readonly string[]): string => `you may ${acts.join(', ')}`,
    opened: (at: string): string => `opened ${at}`,
    hint: 'Open one with /status and its payment id.',
    acts: {
      approve: 'approve',
      reject: 'reject',
      clear_false_positive: 'clear',
      confirm_true_match: 'stop',
      restart_review: 'restart',
      release_part: 'release a part',
      acknowledge_block: 'acknowledge',
    } as Readonly<Partial<Record<Act, string>>>,
  },
  personas: {
    yourself: 'You act as yourself',
    actingAs: (name: string): string => `You act as ${name}`,
    noRole: 'asks for payments, approves none',
    hint: 'Change with /as and a name, go back with /as me. Every card and the audit say that it was a test identity.',
  },
  firstOf: (shown: number, count: number, hint: string): string => `The first ${shown} of ${count}. ${hint}`,
};
