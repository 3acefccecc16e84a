import { canStaff } from '../../../../src/domain/policy/approvals/staffing';
import { member } from '../../../fakes/member';

test('each role needs a person of its own', () => {
  expect(canStaff(['Head', 'Manager'], [member('Ada', 'Head', 'Manager')])).toBe(false);
  expect(canStaff(['Head', 'Manager'], [member('Ada', 'Head', 'Manager'), member('Bo', 'Manager')])).toBe(true);
});

test('somebody who could take either role leaves the one that another cannot take', () => {
  const people = [member('Ada', 'A', 'B'), member('Bo', 'A'), member('Cy', 'B', 'C')];
  expect(canStaff(['A', 'B', 'C'], people)).toBe(true);
  expect(canStaff(['A', 'B', 'C'], people.slice(1))).toBe(false);
});

test('a role nobody holds cannot be answered, no role at all can', () => {
  expect(canStaff(['A'], [member('Bo', 'B')])).toBe(false);
  expect(canStaff([], [])).toBe(true);
});
