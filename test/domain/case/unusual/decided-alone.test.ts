/** What no press for several approves, in a run and in a list: one rule for both. */
import { runDigest } from '../../../../src/domain/case/people/run-digest';
import type { UnusualFinding } from '../../../../src/domain/case/unusual/find-unusual';
import { isDecidedAlone, pressingFindings } from '../../../../src/domain/case/unusual/decided-alone';
import { unusualChecks } from '../../../../src/domain/policy/tables/unusual-table';
import { askedTwice, listOf, holdersOf, states, viewOf } from '../../../cards/payment/case-fixtures';
import { cards, objectsOf } from '../../../cards/read-card';

const finding = (check: UnusualFinding['check']): UnusualFinding => ({
  rule: `unusual-${check}`,
  check,
  consequence: 'note',
  payments: [],
  evidence: {},
});
const { case: plain } = viewOf(states['awaiting one approval']!);
const operator = holdersOf('Payments Operator')[0]!;

it.each(unusualChecks)('%s: the run’s press and what the list ticks leave out the same', (check) => {
  const isAlone = check !== 'new_payee';
  for (const found of [{ unusual: [finding(check)] }, { unusual: [], laterUnusual: [finding(check)] }]) {
    const current = { ...plain, ...found };
    expect(isDecidedAlone(current)).toBe(isAlone);
    expect(runDigest(current).isDecidedAlone).toBe(isAlone);
    const toggles = objectsOf(cards.worklistCard(listOf([current, plain], operator))).filter(
      ({ type }) => type === 'Input.Toggle',
    );
    expect(toggles.map(({ value }) => value)).toEqual([String(!isAlone), 'true']);
  }
});

it('a payment that is unusual in nothing but a new payee is approved with the others', () => {
  expect(pressingFindings({ unusual: [finding('new_payee'), finding('duplicate')] })).toEqual([finding('duplicate')]);
  expect(isDecidedAlone({ unusual: [] })).toBe(false);
  expect(runDigest(viewOf(askedTwice).case)).toMatchObject({ isDuplicate: true, isDecidedAlone: true });
});
