/** What every Store finds again: what is due, what was paid before, and where people talk. */
import fc from 'fast-check';
import { caseStatuses } from '../../src/domain/case/machine/states';
import type { Person } from '../../src/domain/values/person';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import type { PersonalChat } from '../../src/ports/delivery';
import { mostTokens } from '../../src/storage/kept-tokens';
import { commitOf, nextVersion, numberedCase, sampleCase } from '../fakes/sample-case';

const atMinute = (minute: number) => Date.UTC(2026, 0, 22, 11, minute);
const dueAt = (minute: number) => new Date(atMinute(minute)).toISOString().replace('.000Z', 'Z');

const people = ['ada', 'ben'].map((objectId) => ({ tenantId: 't', objectId, name: objectId, email: null }));
/** Payments to one of two payees, on one of two accounts or none, whose details somebody changed or nobody. */
const payments = fc.array(
  fc.record({
    payee: fc.constantFrom('ACME Corp', 'acme  corp', 'Zenit GmbH'),
    account: fc.constantFrom(undefined, 'TR330006100519786457841326', 'DE89370400440532013000'),
    status: fc.constantFrom(...caseStatuses),
    changedBy: fc.subarray(people),
  }),
  { minLength: 1, maxLength: 6 },
);

export function describeFinding(opened: () => Store, reopen: () => Promise<void>): void {
  const commitAll = async (...cases: readonly PaymentCase[]) => {
    for (const one of cases) await opened().commit(commitOf(one));
  };
  const runs = (...numbers: readonly number[]) => numbers.map((number) => numberedCase(number).runId);

  describe('where cases stand', () => {
    it('is told of those that are there, however many are asked for', async () => {
      await commitAll(numberedCase(1), numberedCase(2));
      await opened().commit(commitOf(nextVersion(numberedCase(2), { status: 'held' })));
      const asked = [...runs(1, 2), ...Array.from({ length: 1_200 }, (_, at) => `WF-none-${at}`)];
      const standing = await opened().listStanding(asked);
      expect([...standing].sort((a, b) => a.runId.localeCompare(b.runId))).toEqual([
        { runId: runs(1)[0], version: 1, status: 'under_review' },
        { runId: runs(2)[0], version: 2, status: 'held' },
      ]);
      expect(await opened().listStanding([])).toEqual([]);
    });
  });

  describe('who changed a payee in other payments', () => {
    it('is everybody who did, until a payment to the same details is approved', async () => {
      let made = 0;
      await fc.assert(
        fc.asyncProperty(payments, async (drawn) => {
          const round = (made += 1);
          const cases = drawn.map(({ payee, account, status, changedBy }, at) => {
            const one = numberedCase(made * 10 + at);
            const to = {
              beneficiary_name: `${payee} ${round}`,
              ...(account === undefined ? {} : { beneficiary_account: account }),
            };
            const changed = changedBy.length > 0 ? { beneficiaryChangedBy: changedBy } : {};
            return { ...one, ...changed, status, payment: { ...one.payment, ...to } };
          });
          await commitAll(...cases);
          const keyOf = ({ payment }: PaymentCase) =>
            JSON.stringify([payment.beneficiary_name.toLowerCase().split(/ +/), payment.beneficiary_account ?? null]);
          for (const asked of cases) {
            const others = cases.filter((one) => one !== asked && keyOf(one) === keyOf(asked));
            const isKnown = others.some(({ status }) => ['approved', 'released', 'short', 'settled'].includes(status));
            const wanted = isKnown ? [] : others.flatMap((one) => one.beneficiaryChangedBy ?? []);
            const found = await opened().findPayeeChangers(asked);
            const names = (them: readonly Person[]) => them.map(({ objectId }) => objectId).sort();
            expect(names(found)).toEqual(names(wanted));
          }
        }),
        { numRuns: 40 },
      );
    });

    it('is by the bank too where the number does not say it: an approved payment to another one proves nothing', async () => {
      const at = (number: number, beneficiary_bic: string, over: Partial<PaymentCase> = {}) => {
        const one = numberedCase(number, over);
        return { ...one, payment: { ...one.payment, beneficiary_account: '12345678', beneficiary_bic } };
      };
      const asked = at(1, 'BOFAUS3N');
      await commitAll(
        asked,
        at(2, 'BOFAUS3NXXX', { beneficiaryChangedBy: people }),
        at(3, 'CHASUS33', { status: 'settled' }),
        at(4, 'CHASUS33', { beneficiaryChangedBy: people.slice(0, 1) }),
      );
      expect(await opened().findPayeeChangers(asked)).toEqual(people);
      expect(await opened().findPayeeChangers(at(8, 'CHASUS33'))).toEqual([]);
      await reopen();
      await commitAll(at(5, 'BOFAUS3N', { status: 'approved' }));
      expect(await opened().findPayeeChangers(asked)).toEqual([]);
    });

    it('is by the newest version of each', async () => {
      const [asked, other] = [numberedCase(1), numberedCase(2)];
      const changed = nextVersion(other, { beneficiaryChangedBy: people });
      await commitAll(asked, other, changed);
      expect(await opened().findPayeeChangers(asked)).toEqual(people);
      expect(await opened().findPayeeChangers(changed)).toEqual([]);
      await commitAll(nextVersion(changed, { status: 'approved', beneficiaryChangedBy: people }));
      expect(await opened().findPayeeChangers(asked)).toEqual([]);
      await reopen();
      expect(await opened().findPayeeChangers(asked)).toEqual([]);
    });
  });

  describe('what the desk must come back to', () => {
    const due = (minute: number, limit = 10) => opened().listDue({ nowMs: atMinute(minute), limit });

    it('is named from its moment on, the first due first, up to the limit', async () => {
      await commitAll(
        numberedCase(1, { dueAt: dueAt(20) }),
        numberedCase(2, { dueAt: dueAt(10) }),
        numberedCase(3),
        numberedCase(4, { dueAt: dueAt(30) }),
      );
      expect(await due(9)).toEqual([]);
      expect(await due(10)).toEqual(runs(2));
      expect(await due(25)).toEqual(runs(2, 1));
      expect(await due(59, 2)).toEqual(runs(2, 1));
      await reopen();
      expect(await due(59)).toEqual(runs(2, 1, 4));
    });

    it('is by its newest version: put off, and then not at all', async () => {
      const first = numberedCase(1, { dueAt: dueAt(10) });
      const later = nextVersion(first, { dueAt: dueAt(40) });
      await commitAll(first, later);
      expect(await due(39)).toEqual([]);
      expect(await due(40)).toEqual(runs(1));
      const { dueAt: _none, ...done } = nextVersion(later);
      await commitAll(done);
      expect(await due(59)).toEqual([]);
    });
  });

  describe('what was paid before', () => {
    const { payment } = sampleCase();
    const to = (number: number, over: Partial<PaymentCase['payment']>, at = number): PaymentCase =>
      numberedCase(number, {
        openedAt: dueAt(at),
        payment: { ...payment, payment_id: `TXN-${number}`, ...over },
      });
    const found = async (of: PaymentCase) => (await opened().findEarlier(of)).map(({ paymentId }) => paymentId);
    const iban = 'DE89370400440532013000';

    it('is found by payee however it is spelled, by account and by id, the newest first, and never the payment itself', async () => {
      const asked = to(9, { beneficiary_name: 'ACME Trading LLC', beneficiary_account: iban });
      await commitAll(
        to(1, { beneficiary_name: 'acme  trading llc.' }),
        to(2, { beneficiary_name: 'Somebody Else Ltd', beneficiary_account: iban }),
        to(3, { beneficiary_name: 'Nobody Known GmbH' }),
        numberedCase(4, {
          openedAt: dueAt(4),
          payment: { ...payment, payment_id: 'txn 9', beneficiary_name: 'Another Payee SA' },
        }),
        asked,
      );
      expect(await found(asked)).toEqual(['txn 9', 'TXN-2', 'TXN-1']);
      await reopen();
      expect(await opened().findEarlier(asked)).toMatchObject([
        { paymentId: 'txn 9', payee: 'Another Payee SA' },
        { paymentId: 'TXN-2', account: iban, bank: null, askedAtMs: atMinute(2) },
        { paymentId: 'TXN-1', payee: 'acme  trading llc.', account: null, amount: payment.amount, currency: 'USD' },
      ]);
    });

    it('has its amount to the last digit, and names of any letters', async () => {
      const amounts = [0.1, 1_234_567_890_123.45, 99_999_999_999_999.98, 5];
      const names = amounts.map((_, number) => `"Bäcker" \\ 銀行 ${'🏦'.repeat(number)}`);
      const asked = to(9, { beneficiary_account: iban });
      const paid = amounts.map((amount, number) =>
        to(number + 1, { amount, beneficiary_name: names[number] ?? '', beneficiary_account: iban }),
      );
      await commitAll(...paid, asked);
      const found = [...(await opened().findEarlier(asked))].reverse();
      expect(found.map(({ amount }) => amount)).toEqual(amounts);
      expect(found.map(({ payee }) => payee)).toEqual(names);
    });

    it('is told as it stands now: another status, another payee', async () => {
      const first = to(1, { beneficiary_name: 'ACME Corp' });
      const asked = to(2, { beneficiary_name: 'ACME Corp' });
      await commitAll(first, asked);
      const renamed = { ...first.payment, beneficiary_name: 'Elsewhere Inc' };
      await commitAll(nextVersion(first, { status: 'approved' }));
      expect(await opened().findEarlier(asked)).toMatchObject([{ paymentId: 'TXN-1', status: 'approved' }]);
      await commitAll(nextVersion(nextVersion(first, { status: 'approved' }), { payment: renamed }));
      expect(await opened().findEarlier(asked)).toEqual([]);
    });
  });

  describe('where people talk', () => {
    const chat = (objectId: string, id: string, over: Partial<PersonalChat> = {}): PersonalChat => ({
      person: { tenantId: 't', objectId },
      conversation: { conversation: { id } },
      isPersona: false,
      ...over,
    });

    it('is the one chat they were last in, of those alone who are asked about', async () => {
      await opened().rememberChat(chat('maya', 'first'));
      await opened().rememberChat(chat('omar', 'his'));
      await opened().rememberChat(chat('maya', 'second', { isPersona: true }));
      await reopen();
      expect(await opened().findChats([{ tenantId: 't', objectId: 'maya' }])).toEqual([
        chat('maya', 'second', { isPersona: true }),
      ]);
      expect(await opened().findChats([])).toEqual([]);
      expect(await opened().findChats([{ tenantId: 't', objectId: 'nobody' }])).toEqual([]);
    });

    it('is never that of somebody of the same id in another organisation', async () => {
      await opened().rememberChat(chat('maya', 'ours'));
      expect(await opened().findChats([{ tenantId: 'other', objectId: 'maya' }])).toEqual([]);
    });
  });

  describe('what a token lets somebody have', () => {
    const token = (hash: string, over: { readonly untilMs?: number } = {}) => ({
      hash,
      given: { payment: 'TXN-1' },
      untilMs: 4_000_000_000_000,
      ...over,
    });

    it('is found by its hash, across restarts, until its time', async () => {
      await opened().keepToken(token('a'));
      await opened().keepToken(token('b', { untilMs: 1 }));
      await reopen();
      expect(await opened().findToken('a')).toEqual({ payment: 'TXN-1' });
      expect(await opened().findToken('b')).toBeNull();
      expect(await opened().findToken('c')).toBeNull();
    });

    it('is taken once, by one of those who try', async () => {
      await opened().keepToken(token('a'));
      const tried = await Promise.all([opened().dropToken('a'), opened().dropToken('a'), opened().dropToken('b')]);
      expect(tried.filter(Boolean)).toHaveLength(1);
      expect(await opened().findToken('a')).toBeNull();
    });

    it('is kept of so many at most, those that last longest', async () => {
      for (let at = 0; at <= mostTokens; at += 100)
        await Promise.all(
          Array.from({ length: 100 }, (_, of) =>
            opened().keepToken(token(`${at + of}`, { untilMs: 4_000_000_000_000 + at + of })),
          ),
        );
      expect(await opened().findToken('99')).toBeNull();
      expect(await opened().findToken('100')).not.toBeNull();
      expect(await opened().findToken(`${mostTokens + 99}`)).not.toBeNull();
    });
  });

  describe('what people chose to read', () => {
    const listed = async (after = 0) =>
      (await opened().listChosenLanguages(after)).map(({ chosenFor, language }) => `${chosenFor}: ${language}`);

    it('is the last thing they chose, across restarts, in the order it was chosen in', async () => {
      expect(await listed()).toEqual([]);
      await opened().chooseLanguage('chat one', 'tr');
      await opened().chooseLanguage('chat two', 'tr');
      const last = await opened().chooseLanguage('chat one', 'en');
      expect(last).toMatchObject({ chosenFor: 'chat one', language: 'en' });
      await reopen();
      expect(await listed()).toEqual(['chat two: tr', 'chat one: en']);
    });

    it('gives a later choice a higher number, also where two are made at once', async () => {
      const first = await opened().chooseLanguage('chat one', 'tr');
      const both = await Promise.all(['tr', 'en'].map((language) => opened().chooseLanguage('chat one', language)));
      const numbers = [first, ...both].map(({ number }) => number);
      expect(new Set(numbers).size).toBe(3);
      expect(Math.min(...numbers)).toBe(first.number);
      const newest = both.find(({ number }) => number === Math.max(...numbers));
      expect(await opened().listChosenLanguages(0)).toEqual([newest]);
    });

    it('is read again from a little before the number asked for: a choice may be kept late', async () => {
      const first = await opened().chooseLanguage('chat one', 'tr');
      const second = await opened().chooseLanguage('chat two', 'tr');
      expect(await listed(second.number)).toEqual(['chat one: tr', 'chat two: tr']);
      expect(await listed(first.number + 10_000)).toEqual([]);
    });
  });
}
