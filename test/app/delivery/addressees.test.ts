import { missingCopies, wantedCopies, type AddresseeQuestion } from '../../../src/app/delivery/addressees';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import type { JsonObject } from '../../../src/domain/values/json';
import { knownAt } from '../../domain/case/known-at';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { sampleCase, sampleCopy, sampleDecision, sampleRunId } from '../../fakes/sample-case';
import { chat, chatOf, home } from './chats';
import { member } from '../../fakes/member';

const maya = member('Maya', 'Treasury Manager');
const mert = member('Mert', 'Treasury Manager');
const omar = member('Omar', 'Payments Operator');
const at = '2026-01-22T11:00:00Z';

const waiting = sampleCase({ status: 'awaiting_approval', conversation: home, decision: sampleDecision });
const reminded = {
  ...waiting,
  followUp: { decidedAt: sampleDecision.decidedAt, reminded: ['cutoff-60'], escalated: [] },
};

function wanted(over: Partial<AddresseeQuestion> = {}) {
  const inForce = knownAt(at, shippedPolicy);
  const question = { current: waiting, inForce, members: [maya, mert, omar], chats: [], channel: null, chatOf };
  return wantedCopies({ ...question, ...over }).map(({ kind, conversation, viewer, about }) =>
    [kind, conversation === null ? 'home' : chatOf(conversation), viewer?.objectId, about]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

const of = sampleDecision.decidedAt;
const channel = { conversation: { id: 'channel' }, use: 'otherwise' as const };

it('a card of their own is for those who are asked and talk to the desk in a chat that is not the payment’s', () => {
  expect(wanted()).toEqual([]);
  expect(wanted({ chats: [chat(maya, 'mayas'), chat(omar, 'omars')] })).toEqual(['own mayas Maya']);
  expect(wanted({ chats: [chat(maya, 'home')] })).toEqual([]);
  expect(wanted({ chats: [chat(maya, 'home', true)] })).toEqual(['own home Maya']);
});

it('the approvals channel is for those without a chat, or besides', () => {
  expect(wanted({ channel })).toEqual(['channel channel']);
  expect(wanted({ channel, chats: [chat(maya, 'mayas'), chat(mert, 'merts')] })).toEqual([
    'own mayas Maya',
    'own merts Mert',
  ]);
  expect(
    wanted({ channel: { ...channel, use: 'besides' }, chats: [chat(maya, 'mayas'), chat(mert, 'merts')] }),
  ).toContain('channel channel');
});

it('a reminder is said to each in their own chat, and once where the payment was asked for to those without one', () => {
  expect(wanted({ current: reminded, chats: [chat(maya, 'mayas')] })).toEqual([
    'own mayas Maya',
    `notice mayas Maya reminded cutoff-60 ${of}`,
    `notice home reminded cutoff-60 ${of}`,
  ]);
  const escalated = [{ role: 'Treasury Manager', to: 'Head of Treasury', at: '2026-01-22T14:30:00Z' }];
  const both = { ...reminded.followUp, reminded: ['cutoff-60', 'cutoff-30'], escalated };
  const ofBoth = (followUp: PaymentCase['followUp']) =>
    wanted({ current: { ...waiting, ...(followUp ? { followUp } : {}) }, chats: [chat(maya, 'mayas')] });
  // With the next role being asked, a chat is told once; who is reminded alone is reminded.
  expect(ofBoth({ ...both, remindedWithNextRole: ['cutoff-30'] })).toEqual([
    'own mayas Maya',
    `notice mayas Maya reminded cutoff-30 ${of}`,
    `notice home escalated 1 ${of}`,
  ]);
  expect(ofBoth(both)).toContain(`notice home reminded cutoff-30 ${of}`);
  expect(wanted({ current: reminded, chats: [chat(maya, 'home'), chat(mert, 'home')] })).toEqual([
    `notice home reminded cutoff-60 ${of}`,
  ]);
});

describe('whoever a payment is passed on to', () => {
  const until = '2026-01-22T11:30:00Z';
  const claim = { by: maya, passedBy: mert, until, decidedAt: sampleDecision.decidedAt };
  const passed = { ...waiting, claim };

  it('is told so in their own chat, where the payment was asked for if they have none, and not once it is over', () => {
    const about = `passed_on ${until} Maya`;
    expect(wanted({ current: passed, chats: [chat(maya, 'mayas')] })).toEqual([
      'own mayas Maya',
      `notice mayas Maya ${about}`,
    ]);
    expect(wanted({ current: passed })).toEqual([`notice home ${about}`]);
    expect(wanted({ current: passed, chats: [chat(maya, 'home')] })).toEqual([`notice home ${about}`]);
    expect(wanted({ current: passed, channel })).toEqual(['channel channel', `notice channel ${about}`]);
    expect(wanted({ current: { ...passed, claim: { ...claim, until: at } } })).toEqual([]);
    const { passedBy: _by, ...taken } = claim;
    expect(wanted({ current: { ...passed, claim: taken } })).toEqual([]);
  });

  it('of a payment that is held and asks nobody by name is told too', () => {
    const held = { ...passed, status: 'held' as const, decision: { ...sampleDecision, requiredApprovals: [] } };
    expect(wanted({ current: held, chats: [chat(maya, 'mayas')] })).toEqual([
      `notice mayas Maya passed_on ${until} Maya`,
    ]);
  });
});

it('of a payment that compliance looks at nothing is said where others read: nobody is reminded of a blocked one', () => {
  const carmen = member('Carmen', 'Compliance Manager');
  const requiredApprovals = [{ role: 'Compliance Manager', grants: ['compliance_review' as const], slaHours: 4 }];
  const current = {
    ...reminded,
    status: 'compliance_review' as const,
    decision: { ...sampleDecision, outcome: 'compliance_hold' as const, requiredApprovals },
    claim: { by: carmen, passedBy: mert, until: '2026-01-22T11:30:00Z', decidedAt: sampleDecision.decidedAt },
  };
  const own = { current, members: [carmen], chats: [chat(carmen, 'carmens')] };
  expect(wanted(own)).toEqual([
    'own carmens Carmen',
    `notice carmens Carmen reminded cutoff-60 ${of}`,
    'notice carmens Carmen passed_on 2026-01-22T11:30:00Z Carmen',
  ]);
  expect(wanted({ ...own, chats: [] })).toEqual([]);
  expect(wanted({ ...own, chats: [], channel })).toEqual(['channel channel']);
});

it('a missed cutoff is said where the payment was asked for, and asks nobody any more', () => {
  const expiry = { at, cutoff: at, rule: null, nextValueDate: '2026-01-23' };
  expect(wanted({ current: { ...reminded, status: 'expired', expiry }, chats: [chat(maya, 'mayas')] })).toEqual([
    `notice home expired ${at}`,
  ]);
});

it('nothing that is written down is written down again, and a word that was said is never said anew', () => {
  const asked = [
    { kind: 'own' as const, conversation: { id: 'mayas' }, viewer: { tenantId: 't', objectId: 'Maya' } },
    { kind: 'notice' as const, conversation: null, about: 'reminded cutoff-60' },
  ];
  const chatOrHome = (conversation: JsonObject | null) => chatOf(conversation ?? home);
  const first = missingCopies(sampleRunId, [sampleCopy()], asked, chatOrHome);
  expect(first.map(({ number, kind, state }) => [number, kind, state])).toEqual([
    [2, 'own', 'waiting'],
    [3, 'notice', 'waiting'],
  ]);
  const said = first.map((copy) => ({
    ...copy,
    state: copy.kind === 'notice' ? ('lost' as const) : ('shown' as const),
  }));
  expect(missingCopies(sampleRunId, [sampleCopy(), ...said], asked, chatOrHome)).toEqual([]);
});
