/** The words about a screening, in English: what compliance reads, and what everybody else may. */

export const englishCompliance = {
  ofPayment: (paymentId: string): string => `Screening of payment ${paymentId}`,
  ofName: 'Sanctions screening',
  subtitle: (amount: string, payee: string): string => `${amount} to ${payee}`,
  noResult: 'No readable screening result',
  askCompliance: 'Ask compliance',
  needsALook: 'This name needs a look by compliance before anything is paid.',
  footer: (runId: string): string => `For compliance only. Do not forward. Reference ${runId}`,
  nameFooter: (list: string | null, at: string, reference: string): string =>
    `${list === null ? '' : `List ${list}  ·  `}${at}  ·  reference ${reference}`,
  decisions: { BLOCK: 'BLOCK', ESCALATE: 'ESCALATE', CLEAR: 'CLEAR' },
  /** `later`: who answers after them, empty where nobody does. */
  awaited: (now: string, later: string): string => `Waits for ${now}${later === '' ? '' : `, then ${later}`}`,
  disposition: (
    role: string,
    who: string,
    at: string,
    outcome: string,
    comment: string | null,
    evidence: string | null,
  ): string =>
    `${role}, ${who}, ${at}: ${outcome}${comment === null ? '' : `, “${comment}”`}${evidence === null ? '' : `; evidence: ${evidence}`}`,
  outcomes: { false_positive: 'false positive', true_match: 'true match' },
  hit: (role: string, decision: string, entity: string, uid: string | null): string =>
    `${role}: ${decision}, ${entity} (${uid ?? 'no entry'})`,
  newSince: (at: string, rescreened: string, hits: readonly string[]): string =>
    `New since ${at}, ${rescreened}.${hits.length === 0 ? '' : ` ${hits.join('; ')}.`}`,
  rescreened: (list: string | null): string => `the payment was screened again${list === null ? '' : ` with ${list}`}`,

  sides: {
    asked: 'Asked for',
    listed: 'List entry',
    name: 'Name',
    kind: 'Kind',
    born: 'Born',
    country: 'Country',
    number: 'Number or word',
    programme: 'Programmes',
    notStated: 'not stated',
  },

  rows: {
    screened: 'Screened',
    strictestAbout: 'Strictest about',
    matchType: 'Match type',
    confidence: 'Confidence',
    confidenceOf: (confidence: number): string => `${confidence} of 100`,
    matchedEntity: 'Matched entity',
    matchedName: 'Matched name',
    kindOfName: 'Kind of name',
    programmes: 'Programmes',
    meaning: 'What they mean',
    stated: 'Stated',
    entry: 'Entry number',
    rule: 'Rule',
    onlyInPayment: 'Only in the payment',
    onlyOnList: 'Only on the list',
    toSettle: 'To settle it',
    nextLike: 'Next like it',
    recordedFalsePositive: 'Recorded false positive',
    recorded: (
      id: string,
      state: string,
      entity: string,
      by: readonly string[],
      until: string,
      reason: string,
    ): string => `${id}, ${state}: ${entity}, by ${by.join(' and ')} until ${until}. ${reason}`,
    party: (role: string): string => `Party: ${role}`,
    partyFound: (name: string | null, decision: string, what: string, others: readonly string[]): string =>
      `${name === null ? '' : `${name}: `}${decision}, ${what}${others.length > 0 ? `, and ${others.join(', ')}` : ''}`,
    recommendation: 'Recommendation',
    modelSays: 'The agent’s model says',
    list: 'List',
  },

  block: {
    asProgrammeSays: 'Nobody can release it. Report it as the programme’s instruction says.',
    report: (to: string, dueOn: string | null, businessDays: number, source: string): string =>
      `Nobody can release it. Report to ${to} ${dueOn === null ? 'at once: the calendar ends before the day it is due' : `by ${dueOn}`} (${businessDays} business days, ${source}).`,
    notAcknowledged: 'Not acknowledged yet.',
    acknowledged: (who: string, role: string, at: string, comment: string | null): string =>
      `Acknowledged by ${who} (${role}), ${at}${comment === null ? '.' : `, “${comment}”`}`,
    /** `to`, `dueOn`: escaped; `by` names a day in words. */
    due: (to: string, dueOn: string | null): string =>
      `report it to ${to} ${dueOn === null ? 'at once' : `by **${dueOn}**`}`,
    acknowledgeNext: (due: string | null): string =>
      `Nothing is paid. Next: acknowledge it under Details${due === null ? '' : `, and ${due}`}`,
    nothingPaid: (due: string | null): string => `Nothing is paid${due === null ? '' : `. Next: ${due}`}`,
    inList: (to: string | null, dueOn: string | null): string =>
      `not acknowledged${to === null || dueOn === null ? '' : `, report to ${to} by ${dueOn}`}`,
  },

  record: {
    note: (matches: string): string =>
      `${matches} Later payments to that party pass by this entry, once a second person confirms it; this payment stays as it is.`,
    waits: (proposed: string): string => `Waits for a second person. ${proposed}`,
    recorded: (id: string, name: string, uid: string, list: string, by: readonly string[], until: string): string =>
      `Recorded ${id}: ${name} is not entry ${uid} of ${list}, by ${by.join(' and ')}, until ${until}.`,
    proposed: (matches: string, who: string, role: string, at: string, until: string, comment: string): string =>
      `${matches} Proposed by ${who} (${role}), ${at}, until ${until}: “${comment}”`,
    match: (name: string, country: string | null, entity: string, uid: string, list: string): string =>
      `${name}${country === null ? '' : ` (${country})`} is not ${entity}, entry ${uid} of ${list}`,
    matches: (said: readonly string[], more: number): string =>
      `${said.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  },

  buttons: {
    falsePositive: 'False positive',
    falsePositiveNote: 'It is somebody else than the listed party. Once all who are asked say so, the review goes on.',
    falsePositiveWhy: 'Why this is a different party',
    groundsError: 'A compliance disposition needs its grounds.',
    evidence: 'Evidence: what was looked at, and where it is kept',
    evidenceError: 'A note of the evidence is needed.',
    recordFalsePositive: 'Record false positive',
    trueMatch: 'True match',
    trueMatchNote: 'It is the listed party. The payment is rejected, and nobody can undo it.',
    trueMatchWhy: 'Why this is the listed party',
    recordTrueMatch: 'Record true match',
    acknowledge: 'Acknowledge',
    acknowledgeWhat: 'What compliance does about it (optional)',
    acknowledgeBlock: 'Acknowledge the block',
    remember: 'Remember for later',
    rememberWhy: 'Why this is a different party (at least 20 characters)',
    rememberError: 'Whoever reads it in a year must understand it.',
    until: 'Until when it holds, a year at most',
    untilError: 'A day after today, within a year.',
    propose: 'Propose',
    confirm: 'Confirm what is proposed',
    confirmWhat: 'What you looked at',
    confirmError: 'A second person says what they looked at.',
    record: 'Record for later payments',
  },
};
