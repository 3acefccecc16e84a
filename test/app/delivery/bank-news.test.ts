import { missingCopies, wantedCopies, whoIsTold } from '../../../src/app/delivery/addressees';
import { createReachPeople } from '../../../src/app/delivery/reach-people';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { withoutRoles } from '../../../src/domain/values/person';
import type { CardCopy, PersonalChat } from '../../../src/ports/delivery';
import { states } from '../../cards/payment/case-fixtures';
import { knownAt } from '../../domain/case/known-at';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { chat, chatOf, home } from './chats';
import { member } from '../../fakes/member';
import { sampleCase, sampleCopy } from '../../fakes/sample-case';

const dana = member('Dana');
const omar = member('Omar', 'Payments Operator');
const at = '2026-01-23T09:00:00Z';
const word = { reference: 'B1', bookedOn: '2026-01-23', statement: 'DAY 1', note: 'AC04 closed', at };
const release = { role: 'Payments Operator', by: withoutRoles(omar), at, comment: null, bankReference: 'FT1' };
const returned = sampleCase({
  status: 'returned',
  conversation: home,
  submitter: withoutRoles(dana),
  release,
  bankReturn: word,
});
const short: PaymentCase = {
  ...sampleCase({ status: 'short', conversation: home, submitter: withoutRoles(dana), release }),
  payment: states['short']!.payment,
  settlement: { ...states['short']!.settlement!, at },
};

const inForce = knownAt(at, shippedPolicy);
const wanted = (current: PaymentCase, chats: readonly PersonalChat[]) =>
  wantedCopies({ current, inForce, members: [dana, omar], chats, channel: null, chatOf }).map(
    ({ kind, conversation, viewer, about }) =>
      [kind, conversation === null ? 'home' : chatOf(conversation), viewer?.objectId, about]
        .filter((part) => part !== undefined)
        .join(' '),
  );

it.each([
  ['came back', returned, `returned ${at}`],
  ['was booked short', short, `short ${at}`],
])(
  'of a payment that %s whoever asked for it and whoever released it are told, each in their own chat',
  (_what, current, about) => {
    expect(whoIsTold({ current, inForce }).map(({ name }) => name)).toEqual(['Dana', 'Omar']);
    expect(wanted(current, [chat(dana, 'danas'), chat(omar, 'omars')])).toEqual([
      `notice danas Dana ${about}`,
      `notice omars Omar ${about}`,
    ]);
    expect(wanted(current, [chat(omar, 'omars')])).toEqual([`notice home ${about}`, `notice omars Omar ${about}`]);
  },
);

it('in a chat of both it is said once, and where neither has one it is said once where the payment is', () => {
  const once = [`notice home returned ${at}`];
  expect(wanted(returned, [])).toEqual(once);
  expect(wanted(returned, [chat(dana, 'home'), chat(omar, 'home')])).toEqual(once);
  expect(wanted(returned, [chat(dana, 'home', true), chat(omar, 'home', true)])).toEqual(once);
  expect(wanted(returned, [chat(dana, 'tester', true), chat(omar, 'tester', true)])).toHaveLength(1);
});

it('whoever released their own request is told once, and of what went in a file whoever asked for it is told', () => {
  const own = { ...returned, release: { ...release, by: withoutRoles(dana) } };
  expect(wanted(own, [chat(dana, 'danas')])).toEqual([`notice danas Dana returned ${at}`]);
  const { release: _by, ...inFile } = returned;
  expect(wanted(inFile, [chat(dana, 'danas'), chat(omar, 'omars')])).toEqual([`notice danas Dana returned ${at}`]);
});

it('nobody is told of what was asked for again, or is settled', () => {
  const askedAgain = { by: withoutRoles(dana), at, runId: 'WF-2', paymentId: 'TXN-2' };
  expect(wanted({ ...returned, askedAgain }, [chat(dana, 'danas')])).toEqual([]);
  expect(wanted({ ...short, status: 'settled' }, [chat(dana, 'danas')])).toEqual([]);
});

it('another amount that is missing is told anew; the same word is told once, whoever has found a chat since', () => {
  const told: CardCopy[] = [sampleCopy()];
  const tell = (current: PaymentCase, chats: readonly PersonalChat[]) => {
    const copies = wantedCopies({ current, inForce, members: [dana, omar], chats, channel: null, chatOf });
    const missing = missingCopies(current.runId, told, copies, (one) => chatOf(one ?? home));
    told.push(...missing);
    return missing.length;
  };
  expect(tell(short, [chat(omar, 'omars')])).toBe(2);
  expect(tell(short, [chat(dana, 'danas'), chat(omar, 'omars')])).toBe(0);
  const later = { ...short, settlement: { ...short.settlement!, at: '2026-01-24T09:00:00Z' } };
  expect(tell(later, [chat(dana, 'danas'), chat(omar, 'omars')])).toBe(2);
});

it('is written down once, though two desks write it at once', async () => {
  let copies: readonly CardCopy[] = [sampleCopy()];
  const store = {
    listCopies: () => Promise.resolve(copies),
    saveCopies: (made: readonly CardCopy[], before: readonly CardCopy[] | undefined) => {
      if (before && before.length !== copies.length) return Promise.resolve(false);
      copies = [...copies, ...made];
      return Promise.resolve(true);
    },
    findChats: () => Promise.resolve([chat(dana, 'danas'), chat(omar, 'omars')]),
  };
  const reach = createReachPeople({
    store,
    inForce: () => Promise.resolve(inForce),
    members: () => [dana, omar],
    channel: null,
    chatOf,
  });
  await Promise.all([reach(returned), reach(returned)]);
  await reach(returned);
  expect(copies.filter(({ kind }) => kind === 'notice')).toHaveLength(2);
});
