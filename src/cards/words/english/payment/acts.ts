/** The words of acts that one template draws, in English. */

export const englishActs = {
  /** Acts drawn by one template: the button, what is said beside it, the button that does it, and what the person's own words are for. */
  acts: {
    /** Of the card that opens one act by itself. */
    heading: (act: string, paymentId: string): string => `${act}: payment ${paymentId}`,
    onlyPress: 'A message does nothing by itself: the button does it.',
    inLedger:
      'The ledger has this payment too: where the two then differ it is held, until the ledger says the same or it is corrected back.',
    release: {
      title: 'Record the release',
      note: 'The desk moves no money. Release it at the bank first, then record the bank’s reference here.',
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
    correct: {
      title: 'Correct',
      note: 'What is left empty stays as it is. The payment is screened and reviewed from the beginning, and every approval is asked for again.',
      submit: 'Correct the payment',
      comment: 'Why',
    },
    request_override: {
      title: 'Ask for the override',
      note: 'Somebody else grants it, or does not.',
      submit: 'Ask for it',
      comment: 'Justification',
    },
    ask_question: {
      title: 'Ask a question',
      note: '',
      submit: 'Ask',
      comment: 'Question to whoever asked for the payment',
    },
    answer_question: { title: 'Answer', note: '', submit: 'Send the answer', comment: 'Answer' },
    attach_reference: {
      title: 'Attach a reference',
      note: '',
      submit: 'Attach',
      comment: 'Link (https://) or reference',
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
    amount: { label: 'Amount (optional)', error: '' },
    currency: { label: 'Currency (optional)', error: '' },
    account_id: { label: 'Account to pay from (optional)', error: '' },
    beneficiary_name: { label: 'Payee (optional)', error: '' },
    beneficiary_account: { label: 'Payee’s account (IBAN) (optional)', error: '' },
    beneficiary_bic: { label: 'Payee’s bank (BIC) (optional)', error: '' },
    value_date: { label: 'Value date (optional)', error: '' },
    bank_reference: { label: 'The bank’s reference', error: 'The bank’s reference is needed.' },
  },
};
