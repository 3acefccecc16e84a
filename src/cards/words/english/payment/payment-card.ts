/** The first part of a payment's card, in English: what is read without a press. */
import type { EndedBefore } from '../../../../domain/case/machine/commands';
import type { CutoffAnswer } from '../../../../domain/policy/cutoff/cutoff';
import type { Outcome } from '../../../../domain/policy/outcome';
import { reasonText } from '../../../../domain/policy/why/reason-text';
import type { Why } from '../../../../domain/policy/why/why';
import type { AgentStage } from '../../../../ports/agents';

const stages: Readonly<Record<AgentStage, string>> = {
  accepted: '',
  asking_its_tool: ', asks its tool',
  answering: ', writes its answer',
};

type EndedBeforeTexts = Readonly<
  Record<EndedBefore['status'], (id: string, name: string | null, said: string) => string>
>;

export const englishPaymentCard = {
  /** The header: what the state is now. */
  state: {
    underReview: 'Under review',
    step: (agent: string, step: number): string => `Step ${step} of 3: ${agent.toLowerCase()}`,
    finishing: 'The decision is being made',
    needsApproval: (whom: string): string => `Needs approval by ${whom}`,
    needsYours: (name: string): string => `Needs your approval, ${name}`,
    given: (given: number, asked: number): string => `${given} of ${asked} approvals given`,
    askedToo: (whom: string): string => `${whom} must approve too`,
    askedUntil: (time: string): string => `Answer due by ${time}`,
    newDecision: 'Needs a new decision',
    cutoffMissed: 'Cutoff missed before it was approved',
    alreadyLeft: 'Has left already, before it was approved',
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
    approvedLate: 'Approved, but its cutoff has passed',
    approvedBy: (whom: string): string => `Approved by ${whom}`,
    approved: 'Approved',
    overridden: (gap: string): string => `Breach of ${gap} overridden`,
    rejectedBy: (name: string, role: string): string => `Rejected by ${name}, ${role}`,
    rejectedByPolicy: 'Rejected by policy',
    withdrawnBy: (name: string): string => `Withdrawn by ${name}`,
    releasedBy: (name: string, role: string): string => `Released by ${name}, ${role}`,
    sent: 'Sent to the bank',
    inFile: (file: string): string => `In payment file ${file}`,
    bankReference: (reference: string): string => `Bank reference ${reference}`,
    short: 'Booked short by the bank',
    bookedOf: (booked: string, asked: string, missing: string): string =>
      `Booked ${booked} of ${asked}, **${missing} short**`,
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
    asAskedInAll: (whole: string): string => `Approvals as for the whole ${whole}`,
    breach: (whose: string, gap: string, time: string): string =>
      `Would take ${whose} **${gap} under its buffer** at ${time}`,
    /** Once it is history: what was expected when it was decided. */
    breachThen: (whose: string, gap: string, time: string): string =>
      `Expected then: ${whose} **${gap} under its buffer** at ${time}`,
    breachUntimed: (whose: string, gap: string): string => `Would take ${whose} **${gap} under its buffer**`,
    breachedAlready: (whose: string, gap: string): string =>
      `Without it ${whose} is under its buffer already, with it by **${gap}**`,
    cutoffMissed: (nextDate: string | null): string =>
      nextDate === null ? 'The cutoff was missed' : `The cutoff was missed; next value date ${nextDate}`,
    /** Why it was decided so. Days and instants stand in it as machines write them. */
    because: (why: Why): string => reasonText(why),
    /** In its place where that was not kept. */
    ofOutcome: (_outcome: Outcome, recorded: string): string => recorded,
    heldUntil: 'Nothing is released until the review is restarted',
    heldUntilSame:
      'Nothing is released until the ledger says the same: correct the ledger, or the payment, then restart the review',
    withdrawn: 'Withdrawn by whoever asked for it',
    restricted: (runId: string): string => `Under compliance review, reference ${runId}`,
    reference: (runId: string): string => `Reference ${runId}`,
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
    passedTo: (name: string, by: string, until: string): string => `**${by}** passed it to **${name}**, until ${until}`,
    wait: 'Next: the agents finish, then people are asked. Nothing to do yet',
    restart: (whom: string): string => `Next: ${whom} may restart the review. If nobody does, nothing is paid`,
    restartFor: (whom: string, date: string): string => `Next: ${whom} may have it reviewed for ${date}`,
    inPlaceOf: (role: string, to: readonly string[]): string =>
      `${role}, not answered in time; ${to.join(', ')} may too`,
    restartNobody: 'Next: whoever asked for it may restart the review. If nobody does, nothing is paid',
    release: (whom: string | null, byWhen: string): string =>
      `Next: ${whom === null ? 'payment operations release' : `${whom} may release`} it at the bank${byWhen}. The desk moves no money`,
    releaseLate: (name: string): string =>
      `Not released any more. Next: ${name} may withdraw it and ask again; what left in time is settled by its statement`,
    releaseFrom: (time: string): string => ` from ${time} on`,
    releaseBy: (time: string): string => ` before ${time}`,
    askAgain: (name: string, day: string): string =>
      `Nothing is paid. ${name} may ask again under a new payment id${day === '' ? '' : `, then for ${day}`}`,
    reference: (name: string, text: string, more: number): string =>
      `↗ **${name}** attached ${text}${more === 0 ? '' : `, and ${more} more in History`}`,
    overrideAsked: (who: string, why: string): string => `${who} asks for the override: ${why}`,
    question: (who: string, text: string): string => `? ${who} asks: ${text}`,
    answer: (who: string, text: string): string => `↳ ${who} answers: ${text}`,
    askedAgain: (id: string, name: string): string => `Nothing is paid. ${name} has asked for it again, as **${id}**`,
    askedAgainSince: (isRefused: boolean, id: string, name: string): string =>
      `${isRefused ? 'Nothing has left the account' : 'The money is back on the account'}. ${name} has asked for it again, as **${id}**`,
    /** Of a payment that ended and is asked for again; `said` is empty where its words are not known. */
    askedBefore: (id: string): string => `↻ Asks again for **${id}**`,
    endedBefore: {
      rejected: (id, name, said) =>
        `↻ Asks again for **${id}**, rejected${name === null ? '' : ` by **${name}**`}${said === '' ? '' : `: ${said}`}`,
      withdrawn: (id, name, said) =>
        `↻ Asks again for **${id}**, withdrawn${name === null ? '' : ` by **${name}**`}${said === '' ? '' : `: ${said}`}`,
      expired: (id) => `↻ Asks again for **${id}**, which missed its cutoff`,
      returned: (id) => `↻ Asks again for **${id}**, which the bank returned`,
    } satisfies EndedBeforeTexts as EndedBeforeTexts,
    whyAgain: (why: string): string => `Why again: ${why}`,
    nothingPaid: 'Nothing is paid. Compliance says what comes next',
    statement: 'Next: the bank’s statement confirms it, and this card says settled',
    short: 'Next: ask the bank about the rest. A later entry that completes it settles it',
    alreadyLeft: 'Next: withdraw it or reject it, and find out who paid it',
    done: 'Nothing is left to do',
    /** Rejected before the bank paid it. */
    neverLeft: (isReasonKnown: boolean): string =>
      `Nothing has left the account. ${isReasonKnown ? 'Put right what the bank names' : 'Find out why'} before you ask again`,
    cameBack: (isReasonKnown: boolean): string =>
      `The money is back on the account. ${isReasonKnown ? 'Put right what the bank names' : 'Find out why'} before you ask again`,
  },

  /** Amount, payee, account and time. */
  payment: {
    to: (payee: string): string => `to **${payee}**`,
    noAccount: '⚠ No account of the payee was given',
    partOf: (whole: string, rest: string): string => `Part of ${whole}; ${rest} left out`,
    partAndRest: (whole: string, rest: string, id: string): string => `Part of ${whole}; ${rest} asked for as ${id}`,
    restOf: (id: string): string => `The rest of ${id}`,
    correctedBy: (name: string, changes: string): string => `Corrected by ${name}: ${changes}`,
    from: 'From',
    leaves: 'Leaves',
    onceApproved: 'once approved',
    onHold: 'on hold',
    valueDate: (date: string): string => `value ${date}`,
    cutoff: 'Cutoff',
    cutoffAt: (time: string): string => `**${time}**`,
    cutoffPassed: (time: string): string => `**⚠ ${time}, passed**`,
    /** A card shows an hour that has gone by since: it says as of when it counted. */
    left: (duration: string, now: string): string => `${duration} left, as of ${now}`,
    passed: (duration: string, now: string): string => `${duration} ago, as of ${now}`,
    leavesAfter: '⚠ leaves after it',
    grace: (time: string): string => `emergency until ${time}`,
    noCutoff: 'none today',
    /** Days stand in it as machines write them. */
    whyNoCutoff: ({ reasons }: CutoffAnswer): string => reasons.join(' '),
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
    /** `time`: escaped. */
    runningSince: (time: string, stage: AgentStage | null): string =>
      `running since ${time}${stage === null ? '' : stages[stage]}`,
    stopped: 'stopped',
    notRun: 'not run',
    clear: 'CLEAR',
    cleared: 'cleared by compliance',
    underReview: 'under compliance review',
    notSaid: 'not said here',
    noBreach: (action: string): string => `no breach, recommends ${action}`,
    warning: (action: string): string => `WARNING, close to the buffer, recommends ${action}`,
    breach: (severity: string, action: string): string => `${severity}, recommends ${action}`,
    breachOverridden: (severity: string): string => `${severity}, overridden`,
    unreadable: 'answered what cannot be read',
    /** `told`: the model's own word; null where it is not told. */
    saidOtherwise: (told: string | null, stands: 'evidence' | 'opinion'): string =>
      `its model says ${told ?? 'otherwise'}, ${stands === 'opinion' ? 'which is stricter and stands' : 'the tool’s finding stands'}`,
  },
};
