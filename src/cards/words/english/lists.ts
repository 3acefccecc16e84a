/** The words of the list of people a tester may act as, in English. */

export const englishLists = {
  personas: {
    yourself: 'You act as yourself',
    actingAs: (name: string): string => `You act as ${name}`,
    noRole: 'asks for payments, approves none',
    hint: 'Change with /as and a name, go back with /as me. Every card and the audit say that it was a test identity.',
  },
  firstOf: (shown: number, count: number, hint: string): string => `The first ${shown} of ${count}. ${hint}`,
};
