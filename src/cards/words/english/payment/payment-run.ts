/** The words of a payment run's card, in English; what goes in is escaped already. */

export const englishPaymentRun = {
  title: (name: string): string => `Payment run ${name}`,
  begun: 'Being taken in. Where it was broken off, send the same file again: nothing is taken twice.',
  taken: (taken: string, rows: string): string => `${taken} of ${rows} payments were taken in`,
  asOf: (time: string): string => `as of ${time}`,
  broughtBy: (name: string, at: string): string => `Brought by ${name}, ${at}`,
  known: (count: string): string => `${count === '1' ? '1 was' : `${count} were`} asked for before in the same words`,
  sum: (money: string, count: string): string => `**${money}** in ${count}`,
  duplicates: (count: string): string =>
    count === '1'
      ? '⚠ 1 looks like a payment that was asked for twice'
      : `⚠ ${count} look like payments that were asked for twice`,
  unusual: (count: string): string => `${count === '1' ? '1 is' : `${count} are`} unusual beside what was paid before`,
  count: (state: string, count: string): string => `${state}: **${count}**`,
  first: 'Look at these first',
  refused: (count: string): string => `Not taken: ${count}`,
  refusedRow: (line: number, why: string): string => `Line ${line}: ${why}`,
  more: (count: string): string => `and ${count} more`,
  approve: (count: string): string => `Approve ${count} that proceed`,
  approveNote: (sums: string, oneByOne: number): string =>
    `${sums}. Everything in this run that proceeds and waits for you, as it is shown now${oneByOne === 0 ? '' : `, but not ${oneByOne} that ${oneByOne === 1 ? 'is' : 'are'} unusual (⚠): open ${oneByOne === 1 ? 'it' : 'each'} and decide there`}. Each payment is checked and recorded by itself.`,
  confirm: 'Approve them',
  approved: (count: number, complete: number): string =>
    `✓ ${count} of your approvals count; ${complete} of these payments are approved.`,
  left: (count: number): string => `${count} more wait for you: press once more.`,
  open: 'Open',
  refresh: 'Refresh',
  none: 'No payment run has come in',
  noneWhy: 'Attach a pain.001 or CSV file here, or paste a table.',
  list: 'Payment runs',
  /** `at`: when it was brought; the same file name comes every day. */
  named: (name: string, at: string): string => `${name}, ${at}`,
  listed: (id: string, named: string, taken: string, rows: string): string =>
    `${id}: ${named}, ${taken} of ${rows} payments`,
  refusedFile: 'Not taken',
};
