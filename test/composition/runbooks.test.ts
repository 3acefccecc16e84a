/** The runbooks follow the policy in force, and never stand in its way. */
import { openRunbooks } from '../../src/composition/data/runbooks';
import { asFault } from '../../src/domain/values/errors';
import { knowledgeFolder } from '../domain/knowledge/shipped-sections';
import { policyWith, shippedPolicy } from '../domain/policy/shipped-policy';

const withoutBuffer = policyWith({
  file: 'liquidity.yaml',
  from: '  - { id: buffer-group-usd, entity: GroupTreasuryCo, currency: USD, minimum: "5000000" }\n',
  to: '',
});
const withLateNight = policyWith({ file: 'approval-matrix.yaml', from: 'from_utc: "18:00"', to: 'from_utc: "21:00"' });

const textOf = (runbooks: ReturnType<typeof openRunbooks>, id: string) =>
  runbooks.current().sections.find((section) => section.id === id)?.text;

test('a changed policy is quoted from the next question on, with a hash of its own', () => {
  let policy = shippedPolicy;
  const runbooks = openRunbooks(knowledgeFolder, { current: () => policy });
  const before = runbooks.current();
  expect(runbooks.current()).toBe(before);
  policy = withLateNight;
  expect(textOf(runbooks, 'after-hours#overview')).toBe('Who answers between 21:00 and 06:00 UTC.');
  expect(runbooks.current().sections.filter(({ hash }, at) => hash !== before.sections[at]?.hash)).toMatchObject([
    { id: 'after-hours#overview' },
  ]);
  expect(runbooks.problems()).toEqual([]);
});

test('a rule that is gone is said to be gone, and where, until it is back', () => {
  let policy = shippedPolicy;
  const runbooks = openRunbooks(knowledgeFolder, { current: () => policy });
  policy = withoutBuffer;
  expect(textOf(runbooks, 'liquidity-breach#buffers')).toContain('USD (no longer in the policy) and EUR 3,000,000');
  expect(runbooks.problems().map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^knowledge\/liquidity-breach\.md:\d+: quotes buffer-group-usd\.minimum, which the policy does not have$/,
    ),
  ]);
  policy = shippedPolicy;
  expect(textOf(runbooks, 'liquidity-breach#buffers')).toContain('USD 5,000,000 and');
  expect(runbooks.problems()).toEqual([]);
});

test('nothing starts with a quotation that has no words', () => {
  const opened = () => openRunbooks(knowledgeFolder, { current: () => withoutBuffer });
  expect(opened).toThrow(/quotes buffer-group-usd\.minimum/);
  try {
    opened();
  } catch (error) {
    expect(asFault(error).code).toBe('knowledge_unreadable');
  }
});
