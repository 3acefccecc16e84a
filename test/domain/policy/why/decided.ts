/** What decisions are made from, one case a thing that can be said of it. */
import type { DecisionInput } from '../../../../src/domain/case/decision/decide';
import type { NamedFinding } from '../../../../src/domain/evidence/finding';
import { cutoffOf } from '../../../../src/domain/policy/facts/compute-facts';
import { decimal } from '../../../../src/domain/values/money';
import { impact, screened, vendorPayment } from '../sample-evidence';
import { shippedPolicy } from '../shipped-policy';

const at = (instant: string) => cutoffOf(shippedPolicy, vendorPayment, Date.parse(instant));
const late = at('2026-01-22T16:00:00Z');

export const clearRun: DecisionInput = {
  policy: shippedPolicy,
  request: vendorPayment,
  cutoff: at('2026-01-22T10:30:00Z'),
  amountUsd: decimal(2_500_000),
  nowMs: Date.parse('2026-01-22T10:30:00Z'),
  sanctions: screened('CLEAR'),
  falsePositive: false,
  liquidity: impact('NONE'),
  proposal: null,
  failure: null,
};

export const fraud = (verdict: string | null, detail: string | null = null): NamedFinding => ({
  result: 'fraud_screening',
  label: { en: 'Fraud screening', tr: 'Dolandırıcılık taraması' },
  verdict,
  action: 'HOLD',
  detail,
});

const breach = impact('BREACH');
const auditOf = (change: object) => ({
  liquidity: { ...impact('NONE'), audit: { ...impact('NONE').audit, ...change } },
});
const ofFamily = { ...screened('BLOCK').audit, list_family: undefined };
const country = { jurisdiction: { code: 'IR', name: 'Iran', basis: 'policy' } };
const requireFraud = { id: 'find-fraud', result: 'fraud_screening', required: true };

/** Each what a decision can be made from, and what its reason says then. */
export const decided: Readonly<Record<string, Partial<DecisionInput>>> = {
  'clear and in time': {},
  'clear and late': { cutoff: late },
  'clear on a weekend': { cutoff: at('2026-01-24T10:30:00Z') },
  'clear on a holiday': { cutoff: at('2026-01-01T10:30:00Z') },
  'clear beyond the calendars': { cutoff: at('2031-01-22T10:30:00Z') },
  'a breach': { liquidity: breach },
  'a breach, late': { liquidity: breach, cutoff: late },
  'below before': {
    liquidity: { ...breach, breach_assessment: { ...breach.breach_assessment, already_below_buffer: true } },
  },
  'another currency': {
    liquidity: { ...breach, payment_assessed: { ...breach.payment_assessed, currency: 'EUR' } },
    request: { ...vendorPayment, currency: 'EUR' },
  },
  'no rate': { amountUsd: null },
  'compliance cleared it': { sanctions: screened('ESCALATE'), falsePositive: true },
  escalated: { sanctions: screened('ESCALATE'), liquidity: null },
  'a direct match': { sanctions: screened('BLOCK'), liquidity: null },
  'a close match': { sanctions: screened('BLOCK', { match_type: 'FUZZY_HIGH', audit: ofFamily }) },
  'a country': {
    sanctions: screened('BLOCK', { match_details: { ...screened('BLOCK').match_details, ...country } as never }),
  },
  'not screened': { sanctions: null },
  'another beneficiary': { sanctions: screened('CLEAR', { beneficiary_screened: 'Another Inc' }) },
  'clear with a match': { sanctions: screened('CLEAR', { match_type: 'PARTIAL' }) },
  'a bank left out': { request: { ...vendorPayment, beneficiary_bic: 'DEUTDEFF' } },
  'no impact': { liquidity: null },
  'another amount': { request: { ...vendorPayment, amount: 1 } },
  'already left': {
    liquidity: {
      ...impact('NONE'),
      payment_assessed: { ...impact('NONE').payment_assessed, ledger_status: 'RELEASED' },
    },
  },
  'figures that contradict': {
    liquidity: { ...impact('NONE'), breach_assessment: { ...impact('NONE').breach_assessment, breach: true } },
  },
  'the ledger of another day': auditOf({ ledger_day: '2026-01-21' }),
  'data of unknown age': auditOf({ data_as_of: null }),
  'data still to come': auditOf({ data_as_of: '2026-01-22T12:30:00Z' }),
  'old data': auditOf({ data_as_of: '2026-01-20T08:29:00Z' }),
  'a breach in old data': {
    liquidity: { ...breach, audit: { ...breach.audit, data_as_of: '2026-01-20T08:29:00Z' } },
  },
  'an account that is not proven': auditOf({
    account_proof: { day: '2026-01-22', state: 'not_proven', why: 'Opening 1 leads to 2; the bank says 3.' },
  }),
  'a value date ahead': { request: { ...vendorPayment, value_date: '2026-01-26' } },
  'a value date that was moved': {
    request: { ...vendorPayment, value_date: '2026-01-26', value_date_asked: '2026-01-24' },
  },
  'a value date that has passed': { request: { ...vendorPayment, value_date: '2026-01-20' } },
  'a stricter proposal': { proposal: { action: 'HOLD', reason: 'ask again' } },
  'a stricter proposal without words': { proposal: { action: 'REJECT' } },
  'a finding': { findings: [fraud('REVIEW', 'new payee')] },
  'a finding without words': { findings: [fraud('REVIEW')] },
  'a finding beside a breach': { findings: [fraud('REVIEW', 'new; payee')], liquidity: breach },
  'an unreadable finding': { findings: [fraud(null)] },
  'a finding that is missing': {
    policy: { ...shippedPolicy, decisions: { ...shippedPolicy.decisions, findings: [requireFraud] } },
  },
};
