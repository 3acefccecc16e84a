/** The words of the chat, in English: welcome, help, short answers and what is said about refusals. What goes in is not escaped yet. */
import type { FlowStatus } from '../../../domain/payment/ledger-row';
import type { Ambiguity, Assumption, SentenceAct } from '../../../domain/sentences/reading';

export const englishChat = {
  welcome: {
    brief: 'Treasury Desk reviews emergency payments.',
    title: 'Treasury Desk',
    text: 'I review emergency payments: sanctions, liquidity, procedures. One card says PROCEED, HOLD or REJECT, why, and who must approve, and they approve right there.',
    demo: (now: string): string => `DEMO DAY, business time ${now}`,
    start: 'Say what to pay in a sentence, or press a button. /help lists everything.',
  },

  help: {
    brief: 'Treasury Desk help',
    title: 'What I understand',
    commands: [
      { title: '/payment ID', value: 'review a queued payment of the ledger' },
      { title: '/new', value: 'ask for a payment with a form' },
      { title: '/screen NAME', value: 'screen a name against the sanctions list' },
      {
        title: '/liquidity AMOUNT CURRENCY ACCOUNT HH:MM',
        value: 'what a payment would do to an account; without an account, the accounts of that currency',
      },
      { title: '/balance CURRENCY', value: 'the cash position of all accounts, added up in that currency' },
      { title: '/pending', value: 'payments that wait for somebody' },
      {
        title: '/runs, /run ID',
        value: 'payments that came in a file; attach a pain.001 or CSV file, or paste a table',
      },
      {
        title: '/delegate, /delegations',
        value: 'let somebody answer in your role for some days; who stands in for whom',
      },
      { title: '/away', value: 'name a substitute while you are out of office' },
      { title: '/status ID', value: 'the card of a payment' },
      { title: '/language tr|en', value: 'Turkish or English' },
      { title: '/help', value: 'this list' },
    ] as readonly { readonly title: string; readonly value: string }[],
    actAs: { title: '/as NAME', value: 'act as another person, for tests only; /as alone lists them' },
    inYourWords:
      'Or in your own words: pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency. That fills the form; only you submit it.',
    motto: 'Agents find, policy decides, people approve, the audit records.',
  },

  reference: (id: string): string => `Reference ${id}`,
  source: 'Source',
  backToPayment: 'Back to the payment',
  ruleList: (ids: readonly string[]): string => `Rules: ${ids.join(', ')}`,

  /** What a button or a command says it does. */
  suggestions: {
    newPayment: 'New payment',
    waiting: 'What waits',
    help: 'Help',
    balances: 'Balances',
    cutoffs: 'Cutoffs today',
    holidays: 'Next holidays',
    cutoffsOf: (currency: string): string => `Cutoffs ${currency}`,
    askCutoffsOf: (currency: string): string => `cutoff for ${currency}`,
    whoApproves: 'Who approves 300k USD',
    startReview: 'Start the review',
    tryPayment: (id: string): string => `Try ${id}`,
    openCard: 'Open its card',
    why: 'Why it waits',
  },

  /** What a client shows whoever pressed, and nobody else. */
  pressed: {
    nothingChanged: 'Nothing was changed.',
    saidBelow: 'The answer is below.',
    tooMany: 'Too many answers at once for this chat. Type it, or press again in a minute.',
    notOffered: 'Treasury Desk does not offer this.',
    fault: (message: string, reference: string): string => `${message} Reference ${reference}.`,
    privateChatOnly: 'Open this in a chat with Treasury Desk alone.',
  },

  /** Titles of what was not done. */
  problems: {
    didNotWork: 'This did not work',
    notServed: 'We cannot serve you here',
    notDone: (name: string): string => `${name}, this was not done`,
    notOpen: 'This is not open to you',
    tooLong: 'This message is too long',
    keepUnder: (max: number): string => `Please keep it under ${max} characters.`,
    needsMore: 'This command needs more',
    writeItAs: (usage: string): string => `Write it as ${usage}.`,
    unknownCommand: 'Unknown command',
    noCommand: (word: string): string => `There is no /${word}. /help lists what there is.`,
    notReviewable: 'This payment cannot be reviewed',
    unknownPayment: 'Unknown payment',
    nothingKnown: (id: string): string => `Nothing is known here as ${id}.`,
    nothingReadable: (id: string): string => `Nothing is known here as ${id} that you may read.`,
    /** What is not there and what is not theirs read alike. */
    mayAskForReview: (id: string): string =>
      `No payment ${id} that you may read is under review. If it is queued in the ledger, you can ask for its review.`,
    notHere: 'Not here',
    personasOff: 'Acting as somebody else exists only in the local profile.',
    nobody: 'Nobody by that name',
    whichOne: 'Which one?',
    orChoices: (choices: readonly string[]): string => (choices.length > 0 ? ` ${choices.join(' or ')}?` : ''),
    cannotLookUp: 'I cannot look that up now',
    askAgain: (why: string): string => `${why} Please ask again in a few minutes.`,
    nameTooLong: 'This name is too long',
    nameAtMost: (max: number): string => `A name has at most ${max} characters.`,
    noAccount: 'No such account',
    whichAccount: 'Which account?',
    whichCurrency: 'Which currency?',
    notInLedger: (account: string | null, currency: string | null): string =>
      `No account${account === null ? '' : ` ${account}`} in ${currency ?? 'that currency'} is in the ledger.`,
    noAmount: 'No amount is named.',
    noLiquidity: 'Liquidity cannot be computed',
    isMissing: (field: string): string => `${field} is missing.`,
    /** Why something in a sentence has to be asked. */
    why: ({ why }: Pick<Ambiguity, 'code' | 'why'>): string => why,
    assumed: ({ said, taken }: Assumption): string => `${said} is taken as ${taken}.`,
    notTaken: (texts: readonly string[]): string => `Not taken into the form: ${texts.join(', ')}.`,
  },

  /** Why money moves between own accounts; it stands in a payment's purpose. */
  fundsPayment: (account: string, paymentId: string): string => `to ${account}, funds ${paymentId}`,

  submitted: {
    title: 'Submitted',
    already: 'Already submitted',
    as: (runId: string, state: string): string => ` as ${runId}, ${state}`,
    withUs: (id: string, how: string): string => `${id} is with us${how}. Its own card shows how far it is.`,
    alreadyWithUs: (id: string, how: string): string =>
      `${id} is already with us${how}. Its card is in the conversation it was asked in.`,
  },

  persona: {
    yourself: 'Yourself',
    test: 'Test identity',
    yourselfAgain: (name: string): string => `You act as yourself again, ${name}.`,
    now: (name: string, roles: readonly string[]): string =>
      `You now act as ${name} (${roles.join(', ') || 'no approval role'}). Everything you do is marked as a test identity. /as me ends it.`,
  },

  language: { title: 'Language', now: 'From now on I write in English.', hint: 'Write /language tr or /language en.' },

  /** A payment named by its id. */
  payment: {
    title: (id: string, amount: string, name: string, isOut: boolean): string =>
      `${id}: ${amount} ${isOut ? 'to' : 'from'} ${name}`,
    queued: (account: string): string =>
      `It is queued in the ledger on ${account}, and nobody has asked for its review yet.`,
    nothingToReview: (state: string): string => `In the ledger it is ${state}; there is nothing to review.`,
    /** Of its row of the ledger. */
    inLedger: {
      RELEASED: 'released',
      SETTLED: 'settled',
      RETURNED: 'returned',
      QUEUED: 'queued',
      PENDING_APPROVAL: 'pending approval',
      ON_HOLD: 'on hold',
    } satisfies Record<FlowStatus, string> as Readonly<Record<FlowStatus, string>>,
    buttonsDecide: 'The buttons decide',
    /** `said`: the payment and its state, as a sentence without its end. */
    isOver: (said: string): string => `${said} already. Its card is below.`,
    pressButton: (act: string): string =>
      `A message decides nothing. To ${act}, press the button on the card below; it says who may.`,
    decide: 'decide',
  },

  /** Why a payment stands where it stands. */
  explanation: {
    underCompliance: (runId: string): string => `It is under compliance review, reference ${runId}.`,
    failed: (why: string): string => `${why} Nothing is released until the review is restarted.`,
    undecided: 'The review is not finished; there is no decision yet.',
    onHold: (id: string): string => `${id} is on hold`,
    refusedByBank: (id: string): string => `${id} was rejected by the bank`,
    rejectedBy: (name: string, role: string, why: string | null): string =>
      `Rejected by ${name}, ${role}${why === null ? '' : `: ${why}`}.`,
    waitsFor: (whom: readonly string[]): string => `Waits for ${whom.join(' and ')}.`,
    holders: (role: string, names: readonly string[]): string => `${role} (${names.join(', ')})`,
    nobodyMay: (role: string): string => `${role} (nobody who holds this role may)`,
    policy: (reference: string): string => `Policy: ${reference}`,
    severalWait: 'More than one payment waits. Which do you mean?',
    whyDoesItWait: (id: string): string => `why does ${id} wait?`,
  },

  balances: {
    title: 'Balances',
    line: (account: string, entity: string, now: string, lowest: string): string =>
      `${account} (${entity}): ${now} now; ${lowest} at the lowest still expected today.`,
    source: (ledger: string, day: string | null, asOf: string | null): string =>
      `Figures from ${ledger}, day ${day ?? 'unknown'}, ${asOf === null ? 'of unknown age' : `as of ${asOf}`}.`,
    nameAccount: (names: readonly string[]): string => `Name the account: ${names.join(', ')}.`,
    nameCurrency: (names: readonly string[]): string => `Name the currency: ${names.join(', ')}.`,
    fits: (account: string, entity: string, headroom: string): string =>
      `✓ ${account} (${entity}): it fits, and leaves ${headroom} above the buffer.`,
    isShort: (account: string, entity: string, gap: string): string =>
      `⚠ ${account} (${entity}): it would take the account ${gap} under its buffer.`,
  },

  policy: {
    says: 'Policy says',
    titles: { cutoff: 'Cutoffs', calendar: 'Bank days', who_approves: 'Who approves' },
    holder: (role: string, names: readonly string[]): string => `${role}: ${names.join(', ') || 'nobody'}`,
    person: (name: string, roles: readonly string[] | null): string =>
      `${name}: ${roles === null ? 'nobody known here' : roles.join(', ') || 'asks for payments, approves none'}`,
  },

  smallTalk: {
    hello: (firstName: string): string => `Hello ${firstName}`.trim(),
    helloText:
      'Ask for a payment in your own words, name a payment by its id, or ask about cutoffs, balances and approvals.',
    youAreWelcome: 'You are welcome.',
    notUnderstood: 'I did not understand that',
    nearest: 'Perhaps one of these is near to it.',
    oneAtATime: 'One payment at a time',
    severalNamed:
      'More than one payment is named. Nothing was taken: write each in a message of its own, or fill in the form.',
  },

  /** Acts a sentence can name. */
  acts: {
    approve: 'approve',
    reject: 'reject',
    withdraw: 'withdraw',
    take_back_approval: 'take back the approval',
    release: 'note the release',
    release_part: 'release a part',
    ask_again: 'ask again',
    correct: 'correct it',
    ask_question: 'ask a question',
    answer_question: 'answer',
    attach_reference: 'attach a reference',
    claim: 'say that you look at it',
    delay: 'delay it',
    restart_review: 'restart the review',
    request_override: 'ask for the override',
  } satisfies Record<SentenceAct, string> as Readonly<Record<SentenceAct, string>>,
};
