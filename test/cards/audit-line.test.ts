/** An event of the audit trail as one line: what does not fit is cut where everybody sees it. */
import { eventLine } from '../../src/cli/audit/event-line';
import { eventsOf, states } from './payment/case-fixtures';

const lineOf = (comment: string) =>
  eventLine(eventsOf(states['approved']!, [{ type: 'approval_given', payload: { role: 'CFO', comment } }])[0]!);

it('marks what is left out of a long comment, and cuts no word in two', () => {
  const long = `${'word '.repeat(30)}not to be paid`;
  expect(lineOf(long)).toMatch(/CFO, (?:word )+word…$/);
  expect(lineOf('Fine')).toMatch(/CFO, Fine$/);
});
