/** The words about liquidity, in English: on a payment's card, in the answer to `/liquidity` and in a what-if. */
import type { CutoffAnswer } from '../../../domain/policy/cutoff/cutoff';
import type { LiquidityAlternative, Severity } from '../../../domain/evidence/liquidity-screening';

export const englishLiquidity = {
  title: 'Liquidity',

  /** Whose balance it is. */
  account: (mask: string): string => `account ${mask}`,
  entityTotal: (currency: string, entity: string): string => `the ${currency} total of ${entity}`,

  /** The one sentence; `lowest` is an amount with its moment. */
  sentence: {
    noBreach: 'No breach',
    warning: 'WARNING, close to the buffer',
    alreadyBelow: (whose: string, buffer: string, since: string | null): string =>
      `${whose} is already under its buffer of ${buffer}${since === null ? '' : ` since ${since}`}, without this payment.`,
    ownTimeKeeps: 'From its own time on the payment keeps the buffer.',
    withItLowest: (lowest: string, gap: string): string => `With it the lowest balance is ${lowest}, ${gap} under.`,
    falls: (whose: string, lowest: string, gap: string, buffer: string): string =>
      `with this payment ${whose} would fall to ${lowest}, ${gap} under its buffer of ${buffer}.`,
    fromOthers: (amount: string): string => `${amount} of that comes from the day’s other flows alone.`,
    keepsExactly: (whose: string, buffer: string, lowest: string): string =>
      `with this payment ${whose} keeps exactly its buffer of ${buffer}; its lowest balance is ${lowest}.`,
    staysAbove: (whose: string, headroom: string, buffer: string, lowest: string): string =>
      `with this payment ${whose} stays ${headroom} above its buffer of ${buffer}; its lowest balance is ${lowest}.`,
    at: (money: string, moment: string): string => `${money} at ${moment}`,
    startOfDay: 'the start of the day',
  },

  /** What it rests on. */
  basis: {
    unknownAge: 'Nobody recorded how old the data is',
    stillToCome: 'which is still to come',
    old: (duration: string): string => `${duration} old`,
    asOf: (time: string, age: string): string => `Data as of ${time}, ${age}`,
    notProven: (why: string): string => `Not proven against the bank: ${why}`,
    proven: 'Adds up to the bank’s own balance',
    holds: (id: string, amount: string, from: string): string => `${id} ${amount} from ${from}`,
    held: (first: readonly string[], more: { readonly count: number; readonly total: string } | null): string =>
      `Counted in: other payments, waiting or approved, hold ${first.join(', ')}${more === null ? '' : `, and ${more.count} more; ${more.total} in all`}.`,
  },

  /** What a later look changed. */
  check: {
    worse: (changes: readonly string[], at: string): string =>
      `⚠ Worse since the decision: ${changes.join(', ')} (checked ${at}).`,
    better: (changes: readonly string[], at: string): string =>
      `✓ Better since the decision: ${changes.join(', ')} (checked ${at}).`,
    change: (field: string, before: string, after: string): string => `${field} from ${before} to ${after}`,
    /** `after`: as it is recorded, in English. */
    notAssessable: (after: string): string => `a new assessment is ${after}`,
    answers: { yes: 'yes', no: 'no' },
    /** `what`: as it is recorded, in English. */
    left: (what: string, at: string): string => `⚠ Never released again: ${what} (checked ${at}).`,
    needsNew: 'This decision cannot be approved any more: a new one is needed, restart the review.',
    /** By their wire names; what is not listed is shown with its underscores as spaces. */
    fields: {
      projected_min_balance: 'lowest balance',
      buffer_threshold: 'buffer',
      max_releasable: 'releasable part',
      gap: 'gap',
      severity: 'severity',
      breach: 'breach',
    },
  },

  facts: {
    releasable: 'Releasable now',
    fitsFrom: 'Fits in full from',
    holdsFrom: 'Holds again from',
    notToday: 'not today',
    projectedMinimum: 'Projected minimum',
    buffer: 'Buffer',
    gap: 'Gap',
    headroom: 'Headroom',
    recommendation: 'Recommendation',
    startOfDay: 'Start of day',
    outflows: 'Outflows',
    inflows: 'Inflows',
    endOfDay: 'End of day',
  },

  concentration: {
    payment: (share: string): string => `This payment is ${share} % of what leaves the account that day.`,
    beneficiary: (total: string, share: string): string => `Its beneficiary receives ${total} in all, ${share} %.`,
    flagged: (count: number, total: string): string =>
      `⚑ ${count} flagged ${count === 1 ? 'payment' : 'payments'} on the account, ${total}.`,
  },

  chart: {
    title: (whose: string, day: string, buffer: string): string =>
      `Balance of ${whose} on ${day} against its buffer of ${buffer}`,
    hour: 'Hour of the day (UTC)',
    balance: (currency: string, unit: string): string => `Balance (${currency}${unit === '' ? '' : ` ${unit}`})`,
    units: { billion: 'billion', million: 'million', thousand: 'thousand' },
    balanceLegend: 'Balance with this payment',
    lowestLegend: 'Lowest balance of each half hour, with this payment',
    bufferLegend: (buffer: string): string => `Buffer of ${buffer}`,
  },

  moments: {
    opening: 'opening',
    payment: 'this payment',
    firstUnder: 'first under the buffer',
    lowest: 'lowest balance',
    holdsAgain: 'buffer holds again',
    endOfDay: 'end of day',
    atLeast: (figure: string): string => `at least ${figure}`,
    under: (figure: string, isBound: boolean): string => `⚠ ${isBound ? 'at most ' : ''}${figure} under`,
    over: (figure: string, isBound: boolean): string => `✓ ${isBound ? 'at least ' : ''}${figure} over`,
  },

  scopes: {
    account: (mask: string): string => `Account ${mask}`,
    total: 'total',
    all: 'all flows',
    certain: 'certain flows only',
    decides: 'decides',
    severities: {
      NONE: '✓ no breach',
      WARNING: '⚠ WARNING',
      BREACH: '⚠ BREACH',
      CRITICAL: '⚠ CRITICAL',
    } satisfies Record<Severity, string> as Readonly<Record<Severity, string>>,
  },

  /** What else could be done. */
  options: {
    title: 'What else could be done',
    possible: (name: string): string => `✓ ${name}, possible`,
    impossible: (name: string): string => `✕ ${name}, not possible`,
    impossibleTitle: (count: number): string => `Not possible (${count})`,
    names: {
      delay: 'Delay',
      partial_release: 'Partial release',
      sweep: 'Move money from another account',
      fx_sweep: 'Convert from another currency',
      swap_order: 'Let it go before a queued payment',
      credit_line: 'Draw on a credit line',
      escalate_for_funding: 'Escalate for funding',
    } satisfies Record<LiquidityAlternative['kind'], string> as Readonly<Record<LiquidityAlternative['kind'], string>>,
    /** Why it is possible or not; `why` is how the gate proved it. Money of no currency is in the payment's. */
    proof: (
      { why }: LiquidityAlternative,
      _money: (amount: number, currency?: string) => string,
      _time: (at: string) => string,
    ): string => why,
    restNotToday: (rest: string): string => `The rest, ${rest}, does not fit today.`,
    restFitsAt: (rest: string, time: string): string => `The rest, ${rest}, fits at ${time}.`,
    leftAbove: (account: string, money: string): string => `${account} then still has ${money} above its buffer.`,
    ofSister: (account: string, entity: string): string => `${account} of ${entity} (intercompany)`,
    planned: (id: string, money: string, time: string): string => `${id} is ${money}, planned for ${time}.`,
    limit: (money: string): string => `Its limit is ${money}.`,
  },

  /** Titles of tables and of the buttons that show and hide. */
  labels: {
    time: 'Time (UTC)',
    balance: (currency: string): string => `Balance (${currency})`,
    against: 'Against the buffer',
    whose: 'Whose',
    lowest: (currency: string): string => `Lowest (${currency})`,
    above: 'Above buffer',
    chart: 'Chart',
    chartTooltip: 'Shows or hides the day’s balance as a chart',
    table: 'Table',
    tableTooltip: 'Shows or hides the day’s key moments as a table',
    scopes: 'Account, entity',
    scopesTooltip: 'Shows or hides the figures of the account and of the entity',
    impossibleTooltip: 'Shows or hides what is not possible, and why',
  },

  /** Releasing a part. */
  delay: {
    button: (at: string): string => `Delay until ${at}`,
    note: (at: string): string =>
      `All of it fits from ${at} on. The payment leaves then and is reviewed anew for that time; approvals given so far no longer count.`,
    submit: (at: string): string => `Set it to ${at}`,
    comment: 'Comment (optional)',
    reason: 'Reason, since approvals become void',
    reasonError: 'A delay that makes approvals void needs a reason.',
  },

  sweep: {
    button: 'Sweep: fill in the transfer',
    note: 'Opens the form for a transfer between own accounts, filled in. It is a payment request of its own; nothing is asked for before you submit it.',
    from: 'Take it from',
    fromError: 'An account is needed.',
    fill: 'Open the form',
    source: (account: string, entity: string, amount: string): string => `${account}: ${amount}, ${entity}`,
  },

  part: {
    button: (part: string): string => `Release a part: ${part}`,
    note: (part: string, rest: string): string =>
      `The payment is reduced to ${part}, the most that keeps the buffer. That part is reviewed anew and needs its own approvals, by whoever the whole amount asks for; those given so far no longer count, and whoever lowers it cannot approve it. The rest, ${rest}, is asked for as a request of its own.`,
    /** Whoever lowers it approves nothing of it. */
    nobodyElse: (role: string): string => `⚠ Nobody else may approve it as ${role}: somebody else should press this.`,
    nobodyBut: (name: string, role: string): string =>
      `⚠ Nobody but ${name} may approve it as ${role}: somebody else should press this.`,
    comment: 'Comment (optional)',
    reason: 'Reason, since approvals become void',
    reasonError: 'A part that makes approvals void needs a reason.',
    reduce: (part: string): string => `Reduce to ${part}`,
    asRequested: (account: string): string => `${account}, as requested`,
  },

  whatIf: {
    button: 'What if',
    note: 'Asks what the balance would do. Nothing is changed, requested or reserved.',
    amount: (currency: string): string => `Amount in ${currency}`,
    amountError: 'An amount like 250,000.00 is needed.',
    at: 'Leaves at, HH:MM UTC; nothing is now (optional)',
    atError: 'A time like 14:30 is needed, or nothing.',
    account: 'Debit account',
    accountError: 'An account is needed.',
    ask: 'Ask',
    title: (paymentId: string): string => `What if: payment ${paymentId}`,
    compared: 'Compared',
    decidedFrom: 'Decided from',
    rows: {
      amount: 'Amount',
      leavesAt: 'Leaves at',
      account: 'Account',
      lowest: 'Lowest balance',
      buffer: 'Buffer',
      gap: 'Gap',
      result: 'Result',
      releasable: 'Releasable',
    },
  },

  /** The answer to `/liquidity`. */
  answer: {
    title: (money: string): string => `Liquidity for ${money}`,
    account: (money: string, account: string, entity: string, at: string): string =>
      `${money} from ${account}, ${entity}, at ${at}`,
    footer: (at: string, reference: string): string =>
      `What-if only: nothing is requested or reserved  ·  ${at}  ·  reference ${reference}`,
  },

  /** The answer to `/balance`. */
  cash: {
    title: (day: string): string => `Cash position, ${day}`,
    noDay: 'no day',
    available: (money: string): string => `${money} available now`,
    atClose: (money: string): string => `${money} at the end of the day, with all that is expected`,
    noRate: (currencies: readonly string[]): string =>
      `No sum of all: there is no rate young enough for ${currencies.join(', ')}.`,
    notProven: (count: number): string =>
      `⚠ ${count} ${count === 1 ? 'account does' : 'accounts do'} not add up to the bank’s own balance; nothing is released on ${count === 1 ? 'it' : 'them'}.`,
    chartTitle: (day: string, currency: string): string => `All accounts on ${day} in ${currency}`,
    chartAxis: (currency: string, unit: string): string => `All accounts (${currency}${unit === '' ? '' : ` ${unit}`})`,
    allLegend: 'With all that is expected',
    certainLegend: 'What has left or arrived',
    where: 'Bank, entity',
    now: 'Available',
    close: 'At the end',
    noBank: 'bank not recorded',
    group: (currency: string, bank: string, entity: string): string => `**${currency}**  ${bank}, ${entity}`,
    accounts: 'Accounts',
    accountsTooltip: 'Shows or hides the single accounts',
    account: (mask: string, currency: string, bank: string): string => `${mask} ${currency}, ${bank}`,
    unproven: '⚠ not proven',
    firstOf: (shown: number, count: number): string =>
      `The ${shown} largest of ${count}; desk liquidity position lists all.`,
    footer: (ledger: string, asOf: string | null, ratesAsOf: string): string =>
      `Figures from ${ledger}, ${asOf === null ? 'of unknown age' : `as of ${asOf}`}  ·  rates as of ${ratesAsOf}`,
    unknownCurrency: (typed: string): string => `${typed} is not a currency code we know.`,
  },

  countdown: {
    /** Days stand in it as machines write them. */
    none: ({ reasons }: CutoffAnswer): string => `No cutoff today: ${reasons.join(' ')}`,
    which: (time: string, binding: string): string => `${time} (${binding})`,
    left: (which: string, duration: string): string => `Cutoff ${which}, in ${duration}`,
    passed: (which: string, duration: string): string => `⚠ Cutoff ${which} passed ${duration} ago`,
    grace: (time: string): string => `; an emergency may still go until ${time}`,
  },
};
