import { refuseAccess } from '../../../src/domain/policy/access';
import { parsePolicy } from '../../../src/domain/policy/parse-policy';
import { accessActs, type AccessAct } from '../../../src/domain/policy/tables/people/access-table';
import type { Member } from '../../../src/domain/values/person';
import { editedTexts, policyWith, shippedPolicy } from './shipped-policy';

const person = { tenantId: 't', email: null };
const holder: Member = { ...person, objectId: '1', name: 'Omar', roles: ['Payments Operator'] };
const listed: Member = { ...person, objectId: '2', name: 'Dana', roles: [] };
const stranger: Member = { ...person, objectId: '3', name: 'X (not in the people file)', roles: [], unlisted: true };

const lets = (act: AccessAct, who: Member, isParty = false, policy = shippedPolicy) =>
  refuseAccess(policy, { act, person: who, isParty }) === null;

describe('the shipped policy', () => {
  it.each<[AccessAct, boolean, boolean, boolean]>([
    // act, with a role, in the people file, a stranger
    ['submit_payment', true, true, false],
    ['read_payment', true, false, false],
    ['read_worklist', true, false, false],
    ['read_liquidity', true, true, false],
    ['screen_name', true, true, false],
    ['ask_question', true, true, false],
    ['read_service', true, true, false],
  ])('lets do %s: with a role %s, without %s, a stranger %s', (act, withRole, without, unlisted) => {
    expect([lets(act, holder), lets(act, listed), lets(act, stranger)]).toEqual([withRole, without, unlisted]);
  });

  it('lets a party read its payment, whoever it is', () => {
    expect(lets('read_payment', listed, true)).toBe(true);
    expect(lets('read_payment', stranger, true)).toBe(true);
    expect(lets('read_liquidity', stranger, true)).toBe(false);
  });

  it('names the person, the reason and the rule', () => {
    expect(refuseAccess(shippedPolicy, { act: 'submit_payment', person: stranger, isParty: false })).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'access_refused',
          message:
            'X (not in the people file): Payments are asked for by people of the people file. (access-submit-payment)',
        },
      ],
    });
  });
});

describe('a changed policy', () => {
  const file = 'access.yaml' as const;

  it('can let everybody of the organisation ask, and nobody read because of it', () => {
    const open = policyWith({
      file,
      from: 'act: submit_payment, let_in: [listed]',
      to: 'act: submit_payment, let_in: [listed, unlisted]',
    });
    expect(lets('submit_payment', stranger, false, open)).toBe(true);
    for (const act of accessActs.filter((other) => other !== 'submit_payment'))
      expect(lets(act, stranger, false, open)).toBe(false);
  });

  it('can leave balances to people with a role, or let nobody do something', () => {
    const strict = policyWith({
      file,
      from: 'act: read_liquidity, let_in: [listed]',
      to: 'act: read_liquidity, let_in: [role_holder]',
    });
    expect([lets('read_liquidity', holder, false, strict), lets('read_liquidity', listed, false, strict)]).toEqual([
      true,
      false,
    ]);
    const shut = policyWith({ file, from: 'act: screen_name, let_in: [listed]', to: 'act: screen_name, let_in: []' });
    expect(lets('screen_name', holder, false, shut)).toBe(false);
  });

  it('keeps the fingerprint of what payments are decided by', () => {
    const strict = policyWith({
      file,
      from: 'act: read_liquidity, let_in: [listed]',
      to: 'act: read_liquidity, let_in: [role_holder]',
    });
    expect(strict.fingerprint).toBe(shippedPolicy.fingerprint);
  });

  it.each([
    [
      'act: read_payment, let_in: [role_holder, party]',
      'act: read_payment, let_in: [unlisted]',
      'unlisted people can be let in',
    ],
    ['act: read_liquidity, let_in: [listed]', 'act: read_liquidity, let_in: [party]', 'there is a party to'],
    ['act: screen_name', 'act: read_payment', 'screen_name needs one row, and has 0'],
    ['act: screen_name', 'act: approve', 'let_in|act'],
    ['let_in: [listed], refusal: Names', 'let_in: [everybody], refusal: Names', 'let_in'],
    ['id: access-screen-name', 'id: access-ask-question', 'access-ask-question'],
    ['id: access-screen-name', 'id: tier-50k', 'tier-50k'],
  ])('with %s -> %s is refused', (from, to, reason) => {
    const parsed = parsePolicy(editedTexts({ file, from, to }));
    expect(parsed.ok ? '' : parsed.problems.map(({ message }) => message).join('\n')).toMatch(new RegExp(reason));
  });
});
