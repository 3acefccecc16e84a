/** The words of acts that one template draws, in English. */

export const englishActs = {
  /** Acts drawn by one template: the button, what is said beside it, the button that does it, and what the person's own words are for. */
  acts: {
    release: {
      title: 'Note the release',
      note: 'The desk moves no money. Release it at the bank first, then note the bank’s reference here.',
      submit: 'It is released',
      comment: 'Note',
    },
    ask_again: {
      title: 'Ask again',
      note: 'A new payment with an id of its own is reviewed from the beginning. This one stays as it is, and each names the other.',
      submit: 'Ask for it again',
      comment: 'Why',
    },
    take_back_approval: {
      title: 'Take back approval',
      note: 'The payment waits for that approval again. What others approved stands.',
      submit: 'Take it back',
      comment: 'Why',
    },
    withdraw: {
      title: 'Withdraw',
      note: 'Nothing is paid then. Nobody can undo it, but it can be asked for again.',
      submit: 'Withdraw the payment',
      comment: 'Why',
    },
  },
  /** Inputs of these acts, by the names they are sent under. */
  inputs: {
    bank_reference: { label: 'The bank’s reference (required)', error: 'The bank’s reference is needed.' },
  },
};
