/** The shipped examples of a router and of a loop, with the shipped agents and data. */
import { readAgentOutputs } from '../../src/domain/case/run/case-evidence';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { AgentTask } from '../../src/ports/agents';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
afterEach(() => treasury.close());

const stepsOf = ({ run }: PaymentCase): readonly string[] => run.trace.map(({ step }) => step);

const exempt = (types: string): string =>
  `exempt: { id: san-own-companies, payment_types: [${types}], beneficiaries: [GroupTreasuryCo], source: Group policy 7 }\nmay_clear_exact:`;

const transfer = (over: object = {}) =>
  treasury.askFor({
    beneficiary_name: 'GroupTreasuryCo',
    amount: 20_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    entity: 'BankSubsidiary_TR',
    payment_type: 'INTERNAL',
    ...over,
  });

describe('router-by-type', () => {
  const open = async (types?: string): Promise<void> => {
    treasury = await openTreasury({ workflow: 'workflows/router-by-type.yaml', ownPolicy: true });
    if (types === undefined) return;
    treasury.changePolicy('sanctions.yaml', 'may_clear_exact:', exempt(types));
    treasury.data.policy.reload();
    expect(treasury.data.policy.problems()).toEqual([]);
  };

  it('screens a transfer within the house where policy exempts nothing', async () => {
    await open();
    expect(stepsOf(await transfer())).toEqual(['step_1_sanctions', 'step_2_liquidity', 'step_4_operations']);
  });

  it('lets it go unscreened where policy exempts it, and the decision names the rule', async () => {
    await open('INTERNAL');
    const unscreened = await transfer();
    expect(stepsOf(unscreened)).toEqual(['step_2_liquidity', 'step_4_operations']);
    expect(unscreened).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(unscreened.decision?.ruleIds).toContain('san-own-companies');
    expect(unscreened.decision?.reason).toMatch(/^Not screened, as policy exempts it, no liquidity breach/);
  });

  it.each<[string, object]>([
    ['another type', { payment_type: 'SWIFT' }],
    ['another beneficiary', { beneficiary_name: 'GroupTreasuryCo Ltd' }],
    ['a stated country', { beneficiary_country: 'TR' }],
  ])('screens one that the exemption does not fit: %s', async (_what, over) => {
    await open('INTERNAL');
    expect(stepsOf(await transfer(over))[0]).toBe('step_1_sanctions');
  });

  it('holds what a workflow lets go unscreened without policy’s word', async () => {
    await open('INTERNAL');
    const { data } = treasury;
    const unscreened = await transfer();
    treasury.changePolicy('sanctions.yaml', exempt('INTERNAL'), exempt('SEPA'));
    data.policy.reload();
    const begun = {
      ...unscreened,
      policyFingerprint: data.policy.current().fingerprint,
      status: 'under_review' as const,
    };
    const last = unscreened.run.trace.slice(0, 1);
    await treasury.rewrite({
      ...begun,
      decision: null,
      run: { ...unscreened.run, trace: last, open: ['step_4_operations'], end: null },
    });
    const held = await treasury.runOn(unscreened.runId);
    expect(held).toMatchObject({ status: 'held', decision: { outcome: 'manual_review' } });
    expect(held.decision?.reason).toContain('sanctions evidence is missing');
  });

  it('screens an emergency a second time right before its procedures, and the strictest finding stands', async () => {
    await open();
    const emergency = { payment_type: 'EMERGENCY', beneficiary_name: 'ACME Trading LLC', beneficiary_country: 'US' };
    const twice = ['step_1_sanctions', 'step_2_liquidity', 'step_3_second_screening', 'step_4_operations'];
    expect(stepsOf(await transfer(emergency))).toEqual(twice);
    const { runtime } = treasury.data;
    let screenings = 0;
    const changing = {
      ...runtime,
      run: async (task: AgentTask) => {
        const isSecond = task.agentRef === 'sanctions-screening-agent' && (screenings += 1) === 2;
        return runtime.run(isSecond ? { ...task, input: { ...task.input, name: 'Maskan Trading FZE' } } : task);
      },
    };
    const changed = await treasury.review('TXN-EMRG-001', { runtime: changing });
    expect(stepsOf(changed)).toEqual(twice.slice(0, 3));
    // It screened somebody else, so the evidence is unsound: nothing of the first, clear one lets it go.
    expect(changed).toMatchObject({ status: 'held', decision: { outcome: 'manual_review' } });
  });
});

describe('loop-refine', () => {
  beforeEach(async () => {
    treasury = await openTreasury({ workflow: 'workflows/loop-refine.yaml' });
  });

  /** The operations agent forgets the times to answer the first so many times. */
  function forgetful(times: number) {
    const { runtime } = treasury.data;
    let asked = 0;
    return {
      ...runtime,
      run: async (task: AgentTask) => {
        const answer = await runtime.run(task);
        if (task.agentRef !== 'operational-procedures-agent' || (asked += 1) > times) return answer;
        return {
          ...answer,
          output: { ...answer.output, audit: { ...(answer.output['audit'] as object), policies_consulted: [] } },
        };
      },
    };
  }

  it.each([
    [0, 1, 'awaiting_approval', 'proceed'],
    [2, 3, 'awaiting_approval', 'proceed'],
    [9, 3, 'awaiting_approval', 'manual_review'],
  ])('with procedures incomplete %i times asks %i times and ends %s, %s', async (times, rounds, status, outcome) => {
    const reviewed = await treasury.review('TXN-002', { runtime: forgetful(times) });
    expect(reviewed).toMatchObject({ status, decision: { outcome }, run: { flow: { refine: { rounds } } } });
    expect(stepsOf(reviewed)).toEqual([
      'screenings/step_1_sanctions',
      'screenings/step_2_liquidity',
      ...Array.from({ length: rounds }, () => ['procedures', 'evaluate']).flat(),
    ]);
    expect(readAgentOutputs(reviewed.run).operations).not.toBeNull();
  });
});
