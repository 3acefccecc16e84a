import { mayReadScreenings } from '../../../../src/domain/policy/approvals/people-with-rights';
import type { Policy } from '../../../../src/domain/policy/policy';
import { member } from '../../../fakes/member';
import { shippedPolicy } from '../shipped-policy';

const readBy = (...given_to: Policy['rights'][number]['given_to']): Policy => ({
  ...shippedPolicy,
  rights: shippedPolicy.rights.map((right) => (right.act === 'read_screening' ? { ...right, given_to } : right)),
});
const readers = (policy: Policy) =>
  policy.roles.map(({ name }) => name).filter((role) => mayReadScreenings(policy, member('X', role)));

test('what a screening matched is read by whoever the one rule of policy names, and nobody else', () => {
  expect(readers(shippedPolicy)).toEqual(['Compliance Officer', 'Compliance Manager', 'MLRO']);
  expect(readers(readBy({ role: 'MLRO' }))).toEqual(['MLRO']);
  expect(readers(readBy({ at_least: 'Compliance Manager' }))).toEqual(['Compliance Manager', 'MLRO']);
  expect(mayReadScreenings(shippedPolicy, member('Nobody'))).toBe(false);
  expect(readers({ ...shippedPolicy, rights: [] })).toEqual([]);
});
