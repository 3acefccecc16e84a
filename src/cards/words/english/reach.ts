/** The words that reach people in their own chats, in English; what goes in is escaped already. */

export const englishReach = {
  forPerson: (name: string): string => `For ${name}`,
  reminder: (paymentId: string): string => `Reminder: ${paymentId} waits`,
  unreleased: (paymentId: string): string => `Reminder: ${paymentId} is approved and not released`,
  releasedNoMore: (name: string): string =>
    `Its cutoff has passed: it is not released any more. ${name} may withdraw it and ask again.`,
  escalated: (paymentId: string): string => `${paymentId} was not answered in time`,
  passedOn: (paymentId: string): string => `${paymentId} was passed on`,
  passedTo: (name: string, by: string): string => `${by} passed it to you, ${name}.`,
  expired: (paymentId: string): string => `${paymentId} missed its cutoff`,
  payment: (amount: string, payee: string): string => `${amount} to ${payee}.`,
  forYou: (name: string): string => `It waits for you, ${name}.`,
  waitsFor: (whom: string): string => `It waits for ${whom}.`,
  /** Of one role where several are asked, each of which must answer. */
  ofRole: (names: string, role: string): string => `${names} (${role})`,
  left: (time: string, left: string): string => `Cutoff ${time}: ${left} left.`,
  /** The cutoff has passed, and an emergency may leave nevertheless. */
  grace: (time: string, until: string, left: string): string =>
    `Cutoff ${time} has passed; an emergency may leave until ${until}: ${left} left.`,
  noTimeLeft: (time: string): string => `Cutoff ${time}: no time left.`,
  askedToo: (whom: string): string => `${whom} may answer it now.`,
  nothingPaid: 'Nothing is paid.',
  approvalsKept: 'The approvals given stay as history.',
  nextDate: (date: string): string => `It can be reviewed for ${date}.`,
  bankSays: (why: string): string => `The bank says: ${why}.`,
  bankSaysNothing: 'The bank gives no reason.',
  bookedShort: (booked: string, asked: string, missing: string): string =>
    `The bank has booked ${booked} of ${asked}: ${missing} is missing.`,
  mayAskAgain: (name: string): string => `${name} may ask again from its card.`,
  open: 'Open',
};
