/** Every word people read on cards and in the chat, in English. Another language is one more object of the type `Words`; what goes in is escaped already. */
import type { Grant } from '../../../domain/policy/grants';
import { listInWords } from '../../../domain/values/list-in-words';
import type { ToldEvent } from '../told-events';
import { englishCaseStates } from './case-states';
import { englishChat } from './chat';
import { englishCompliance } from './compliance';
import { englishActs } from './acts';
import { englishForm } from './form';
import { englishLiquidity } from './liquidity';
import { englishLists } from './lists';
import { englishReach } from './reach';
import { englishWorklist } from './worklist';

type AgentKey = 'sanctions' | 'liquidity' | 'operations';

const agents: Readonly<Record<AgentKey, string>> = {
  sanctions: 'Sanctions screening',
  liquidity: 'Liquidity screening',
  operations: 'Operational procedures',
};

const grants: Readonly<Record<Grant, string>> = {
  evaluate_options: 'evaluate options',
  override_breach: 'override approval',
  compliance_review: 'compliance review',
  acknowledge_cutoff: 'acknowledge missed cutoff',
  offer_next_day: 'offer next business day',
  call_back: 'after hours, with callback',
};

export const english = {
  and: (parts: readonly string[]): string => listInWords(parts, 'and'),
  or: (parts: readonly string[]): string => listInWords(parts, 'or'),
  agents,
  grants,
  form: englishForm,
  caseStates: englishCaseStates,
  liquidity: englishLiquidity,
  compliance: englishCompliance,
  lists: englishLists,
  worklist: englishWorklist,
  reach: englishReach,
  chat: englishChat,
  /** In the place of text that would name a match. */
  withheld: 'Withheld, see compliance',

  /** The header: what the state is now. */
  state: {
    underReview: 'Under review',
    step: (agent: string, step: number): string => `Step ${step} of 3: ${agent.toLowerCase()}`,
    finishing: 'The decision is being made',
    needsApproval: (whom: string): string => `Needs approval by ${whom}`,
    needsYours: (name: string): string => `Needs your approval, ${name}`,
    given: (given: number, asked: number): string => `${given} of ${asked} approvals given`,
    askedToo: (whom: string): string => `${whom} must approve too`,
    askedUntil: (time: string): string => `Asked until ${time}`,
    newDecision: 'Needs a new decision',
    cutoffMissed: 'Cutoff missed before it was approved',
    nobodyCanApprove: 'Nobody can approve this decision any more',
    policyGone: 'The policy it was decided under is not kept any more',
    nextValueDate: (date: string): string => `Next value date: ${date}`,
    approvalsKept: 'Approvals given stay as history',
    compliance: 'Under compliance review',
    screenedAgain: (list: string, at: string): string => `Screened again with ${list}, ${at}`,
    nothingReleased: 'Nothing is released meanwhile',
    waitsForYou: (name: string): string => `Waits for you, ${name}`,
    notReviewed: 'Could not be reviewed',
    held: 'Held',
    approvedBy: (whom: string): string => `Approved by ${whom}`,
    approved: 'Approved',
    overridden: (gap: string): string => `Breach of ${gap} overridden`,
    rejectedBy: (name: string, role: string): string => `Rejected by ${name}, ${role}`,
    rejectedByPolicy: 'Rejected by policy',
    withdrawnBy: (name: string): string => `Withdrawn by ${name}`,
    releasedBy: (name: string, role: string): string => `Released by ${name}, ${role}`,
    bankReference: (reference: string): string => `Bank reference ${reference}`,
    settled: 'Settled',
    bookedOn: (day: string): string => `Booked by the bank on ${day}`,
    returnedByBank: 'Returned by the bank',
    broughtBackOn: (day: string): string => `Brought back on ${day}`,
  },

  /** What is decided, in one line. The word of the decision stays as the contract has it. */
  decision: {
    now: (action: string, why: string): string => `Decision: **${action}**${why === '' ? '' : `. ${why}`}`,
    past: (action: string, why: string): string => `Decision was **${action}**${why === '' ? '' : `. ${why}`}`,
    fits: 'Sanctions clear, buffer kept, before the cutoff',
    fitsCleared: 'Cleared by compliance, buffer kept, before the cutoff',
    breach: (whose: string, gap: string, time: string): string =>
      `Would take ${whose} **${gap} under its buffer** at ${time}`,
    breachUntimed: (whose: string, gap: string): string => `Would take ${whose} **${gap} under its buffer**`,
    breachedAlready: (whose: string, gap: string): string =>
      `Without it ${whose} is under its buffer already, with it by **${gap}**`,
    cutoffMissed: (nextDate: string | null): string =>
      nextDate === null ? 'The cutoff was missed' : `The cutoff was missed; next value date ${nextDate}`,
    heldUntil: 'Nothing is released until the review is restarted',
    withdrawn: 'Withdrawn by whoever asked for it',
    restricted: (runId: string): string => `Under compliance review, reference ${runId}`,
  },

  /** Who does what next. */
  next: {
    asked: (isFirst: boolean, who: string, what: string): string => `${isFirst ? 'Next: ' : 'and '}${who}: ${what}`,
    named: (name: string, role: string): string => `**${name}** (${role})`,
    you: (name: string, role: string): string => `**${name}** (you, ${role})`,
    nobody: (role: string): string => `⚠ **${role}** (nobody who holds this role may)`,
    more: (count: number): string => `${count} more`,
    approve: 'approve or reject',
    eachOf: (task: string, people: number): string => `${task}, ${people} of them`,
    then: (whom: string): string => `– Afterwards: ${whom}`,
    fallen: (name: string, role: string): string =>
      `**${name}** (${role}): given for something else than what is decided now, and does not count`,
    review: 'review it',
    approvedAt: (who: string, time: string): string => `${who} approved, ${time}`,
    reviewedAt: (who: string, time: string): string => `${who} reviewed it, ${time}`,
    void: (name: string, role: string, by: string): string =>
      `**${name}** (${role}): void since ${by} had it reviewed anew`,
    voidByList: (name: string, role: string, list: string): string =>
      `**${name}** (${role}): void since it was screened again${list === '' ? '' : ` with ${list}`}`,
    lookedAt: (name: string, until: string): string => `**${name}** is looking at it, until ${until}`,
    wait: 'Next: the agents finish, then people are asked. Nothing to do yet',
    restart: (whom: string): string => `Next: ${whom} may restart the review, or it is rejected`,
    restartFor: (whom: string, date: string): string => `Next: ${whom} may have it reviewed for ${date}`,
    inPlaceOf: (role: string, to: readonly string[]): string =>
      `${role}, not answered in time; ${to.join(', ')} may too`,
    restartNobody: 'Next: whoever asked for it restarts the review, or it is rejected',
    release: (byWhen: string): string =>
      `Next: payment operations release it at the bank${byWhen}. The desk moves no money`,
    releaseBy: (time: string, left: string): string => ` before ${time}, ${left} left`,
    askAgain: (name: string): string => `Nothing is paid. ${name} may ask again under a new payment id`,
    askedAgain: (id: string, name: string): string => `Nothing is paid. ${name} has asked for it again, as **${id}**`,
    nothingPaid: 'Nothing is paid. Compliance says what comes next',
    statement: 'Next: the bank’s statement books it. The desk then says that it is settled',
    done: 'Nothing is left to do',
    cameBack: 'The money is back on the account. Find out why before it is asked for again',
  },

  /** Amount, payee, account and time. */
  payment: {
    to: (payee: string): string => `to **${payee}**`,
    noAccount: '⚠ No account of the payee was given',
    partOf: (whole: string, rest: string): string => `Part of ${whole}; ${rest} left out`,
    from: 'From',
    leaves: 'Leaves',
    onceApproved: 'once approved',
    valueDate: (date: string): string => `value ${date}`,
    cutoff: (time: string): string => `Cutoff ${time}`,
    cutoffNone: 'Cutoff',
    left: (duration: string): string => `**${duration} left**`,
    passed: (duration: string): string => `**⚠ passed ${duration} ago**`,
    leavesAfter: '**⚠ leaves after it**',
    grace: (time: string): string => `emergency until ${time}`,
    noCutoff: 'none today',
    asOf: (time: string): string => `as of ${time}`,
    marks: { demoDay: 'DEMO DAY', demoList: 'DEMO LIST', test: 'TEST IDENTITY' },
    title: (paymentId: string): string => `Payment ${paymentId}`,
    /** What a client reads out or shows where it cannot draw the card. */
    brief: (paymentId: string, state: string): string => `Payment ${paymentId}: ${state}`,
    tooLarge: (runId: string): string => `The whole card is too large for this chat. Reference ${runId}.`,
  },

  /** One line for each agent. */
  agent: {
    line: (icon: string, name: string, verdict: string): string => `${icon} ${name}: ${verdict}`,
    waiting: 'waiting',
    running: 'running',
    stopped: 'stopped',
    notRun: 'not run',
    clear: 'CLEAR',
    cleared: 'cleared by compliance',
    underReview: 'under compliance review',
    noBreach: (action: string): string => `no breach, recommends ${action}`,
    warning: (action: string): string => `WARNING, close to the buffer, recommends ${action}`,
    breach: (severity: string, action: string): string => `${severity}, recommends ${action}`,
    breachOverridden: (severity: string): string => `${severity}, overridden`,
    unreadable: 'answered what cannot be read',
  },

  acts: englishActs.acts,
  inputs: englishActs.inputs,

  buttons: {
    required: (label: string): string => `${label} (required)`,
    optional: (label: string): string => `${label} (optional)`,
    wordsMissing: (min: number): string =>
      min > 1 ? `At least ${min} characters are needed.` : 'A few words are needed.',
    approve: (amount: string): string => `Approve ${amount}`,
    override: 'Override and approve',
    overrideNote: (roles: string, min: number): string =>
      `Override by ${roles}: a justification of at least ${min} characters is needed.`,
    justification: (min: number): string => `Justification of the override, at least ${min} characters (required)`,
    justificationError: (min: number): string => `An override needs a justification of at least ${min} characters.`,
    approveOverride: 'Approve override',
    reject: 'Reject',
    rejectReason: 'Reason for the rejection (required)',
    rejectError: 'A rejection needs a reason.',
    rejectPayment: 'Reject payment',
    forCompliance: 'For compliance',
    clear: 'Clear',
    stop: 'Stop payment',
    details: 'Details for compliance',
    detailsShort: 'Details',
    grounds: 'Grounds, seen by compliance only (required)',
    groundsError: 'A compliance disposition needs its grounds.',
    continueReview: 'Continue the review',
    stopPayment: 'Stop the payment',
    refresh: 'Refresh',
    restart: 'Restart review',
    reviewFor: (date: string): string => `Review for ${date}`,
    restartReason: 'Reason for the restart (required)',
    restartError: 'A restart that makes approvals void needs a reason.',
    restartAndVoid: 'Restart and void',
    claim: 'I am looking at it',
    passOn: 'Pass it on',
    passTo: 'To whom',
    passToNobody: 'Nobody: it is free again',
    restartNote: (whose: string): string =>
      `Makes void: ${whose}. The payment is reviewed anew and asks for every approval again.`,
    more: 'More',
    moreTooltip: 'Shows or hides the decision, the agents’ evidence, the request and the references',
    liquidity: 'Liquidity',
    liquidityTooltip: 'Shows or hides what else could be done, the day’s curve and its figures',
    history: 'History',
    historyTooltip: 'Shows or hides who did what, the newest first',
  },

  /** What opens behind More. */
  more: {
    decision: 'Decision',
    decided: 'Decided',
    reason: 'Reason',
    reasonCode: 'Reason code',
    rules: 'Rules',
    policy: 'Policy',
    steps: 'Steps',
    agents: 'What the agents found',
    clearAgainst: (list: string): string => `CLEAR against ${list}`,
    breachOf: (severity: string, gap: string): string => `${severity}: ${gap} short of the buffer`,
    belowBefore: ', already below before this payment',
    noBreachOf: (severity: string, headroom: string): string => `No breach${severity}: ${headroom} above the buffer`,
    recommends: (action: string): string => `recommends ${action}`,
    approvals: 'Approvals asked for',
    within: (hours: number): string => `within ${hours} h`,
    peopleOf: (count: number, role: string): string => `${count} × ${role}`,
    afterStage: (stage: number): string => `once stage ${stage} is done`,
    request: 'Request',
    type: 'Type',
    by: (type: string, channel: string): string => `${type} by ${channel}`,
    requestedBy: 'Requested by',
    asksAgain: 'Asks again for',
    onBehalf: (name: string): string => `, for ${name}`,
    paysAt: 'Pays at',
    debitAccount: 'Debit account',
    country: 'Country',
    purpose: 'Purpose',
    urgency: 'Urgency',
    valueDate: 'Value date',
    cutoff: 'Cutoff rule',
    cutoffAt: (local: string, binding: string): string => `${local} (${binding} cutoff)`,
    references: (runId: string, opened: string, version: number, list: string): string =>
      `Reference ${runId}  ·  opened ${opened}  ·  version ${version}  ·  list ${list}`,
  },

  /** Who did what, one line for each event. */
  history: {
    title: 'History, newest first',
    earlier: 'What came before is in the audit.',
    desk: 'Treasury Desk',
    tested: (name: string, by: string): string => `${name} (test identity of ${by})`,
    acts: {
      payment_submitted: 'asked for',
      decision_made: 'decided',
      review_failed: 'could not finish the review:',
      review_restarted: 'had it reviewed anew',
      payment_reduced: 'reduced it',
      liquidity_rechecked: 'looked at liquidity again',
      payment_rescreened: 'screened it again',
      compliance_disposition: 'reviewed it for compliance',
      approval_given: 'approved',
      payment_rejected: 'rejected',
      people_reminded: 'reminded',
      approval_escalated: 'asked the next role:',
      payment_expired: 'says that its cutoff is missed',
      case_claimed: 'is looking at it',
      case_passed_on: 'passed it on',
      approval_taken_back: 'took back the approval',
      payment_withdrawn: 'withdrew it',
      payment_released: 'released it at the bank',
      payment_settled: 'read in a statement that it is booked',
      payment_returned: 'read in a statement that it came back',
      payment_asked_again: 'asked for it again',
    } satisfies Record<ToldEvent, string>,
    voided: (whose: string): string => `void: ${whose}`,
    fromTo: (from: string, to: string): string => `from ${from} to ${to}`,
    verdicts: { same: 'unchanged', better: 'better', worse: 'worse' },
    underCompliance: 'under compliance review',
    to: (name: string): string => `to ${name}`,
    said: (text: string): string => `“${text}”`,
    reference: (reference: string): string => `, bank reference ${reference}`,
    asPayment: (id: string): string => `as ${id}`,
  },
};
