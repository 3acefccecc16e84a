/** The table of intents: for each what a sentence must have, must not have, and may say besides. The first row that fits is meant. */
import type { Cue } from './cues';
import { actCues, cutoffWords } from './intent-words';
import type { MarkKind } from './marks';
import type { Intent } from './reading';
import {
  approversOfSum,
  asksCapacity,
  asksForBalance,
  asksForPayment,
  asksForTransfer,
  asksWhetherStill,
  asksWhetherTheyCan,
  asksWhoIsLeft,
  isCommand,
  isPast,
  namesSeveral,
  pointsAtOne,
  screensName,
  speaksOfOwnRole,
} from './sentence-shapes';
import type { Sentence } from './sentence';

/** A meaning of a word, or `#` and a thing that is named. */
export type Need = Cue | `#${MarkKind}`;

export interface IntentRow {
  readonly intent: Intent;
  /** One of each of these lists. */
  readonly needs: readonly (readonly Need[])[];
  /** None of these. */
  readonly without?: readonly Need[];
  /** What else may be said; left out: anything. A word of no courtesy that is none of these is about something else. */
  readonly besides?: readonly Need[];
  /** How many words about something else it bears; none where left out. */
  readonly bears?: number;
  /** What no single word tells. */
  readonly shape?: (sentence: Sentence) => boolean;
}

const looking = ['what', 'show', 'status', 'how_much', 'have', 'how'] as const;

export const intentTable: readonly IntentRow[] = [
  { intent: 'thanks', needs: [['thanks']], besides: ['thanks', 'greeting', 'status', 'help', 'act_approve', 'not'] },
  { intent: 'greeting', needs: [['greeting']], besides: ['greeting', 'how'] },
  { intent: 'who_is', needs: [['self']], besides: ['self', 'who', 'what', 'show', 'have'] },
  { intent: 'help', needs: [['help']], besides: ['help', 'what', 'how', 'greeting', 'show', 'make', 'need'] },

  { intent: 'several_payments', needs: [], shape: namesSeveral },

  { intent: 'explain_payment', needs: [['#payment'], ['why']] },
  {
    intent: 'affordability',
    needs: [['#payment'], ['afford', 'can_pay']],
    without: ['act_approve', 'act_reject', 'act_withdraw'],
  },
  {
    intent: 'who_approves',
    needs: [['#payment'], ['who'], ['approval', 'act_approve']],
    shape: (sentence) => !isPast(sentence),
  },
  { intent: 'cutoff', needs: [['#payment'], ['cutoff']] },
  // What is asked or answered may hold any word.
  { intent: 'decide', needs: [['#payment'], ['act_question', 'act_answer']], shape: isCommand },
  {
    intent: 'decide',
    needs: [['#payment'], actCues],
    without: ['who', 'what'],
    shape: isCommand,
  },
  { intent: 'open_payment', needs: [['#payment']] },
  // Of what waits, where nobody says which payment.
  {
    intent: 'explain_payment',
    needs: [['why'], ['status', 'pending']],
    besides: ['why', 'what', 'status', 'pending', 'payment', 'have'],
    shape: pointsAtOne,
  },
  {
    intent: 'explain_payment',
    needs: [['who'], ['approval', 'act_approve', 'pending']],
    bears: 1,
    besides: ['who', 'approval', 'act_approve', 'status', 'pending', 'need', 'payment', 'have', 'release'],
    shape: asksWhoIsLeft,
  },

  {
    intent: 'delegate',
    needs: [['delegate', 'away']],
    without: ['#amount', '#account', '#payment'],
    shape: speaksOfOwnRole,
  },
  {
    intent: 'who_is',
    needs: [
      ['who', 'what', 'show'],
      ['#role', '#person'],
    ],
    without: ['approval', '#amount'],
    besides: ['who', 'what', 'show', '#role', '#person', 'bank_detail', 'have'],
  },
  { intent: 'who_is', needs: [['#role', '#person']], besides: ['#role', '#person', 'status'] },
  {
    intent: 'who_approves',
    needs: [
      ['who', 'what'],
      ['approval', 'act_approve', 'release', 'need'],
      ['#amount', '#type'],
    ],
    without: ['#account'],
    bears: 4,
    besides: [
      'who',
      'what',
      'approval',
      'act_approve',
      'release',
      'need',
      '#amount',
      '#type',
      '#currency',
      '#entity',
      'payment',
      'make',
      'for',
      'pay',
      'how_much',
      '#urgency',
      '#time',
      '#date',
      'breach',
      'critical',
      'night',
    ],
    shape: approversOfSum,
  },
  {
    intent: 'who_approves',
    needs: [['approval'], ['#amount']],
    without: ['#account', 'from', 'pay'],
    besides: [
      'approval',
      'what',
      'how_much',
      'need',
      'show',
      '#amount',
      '#type',
      '#currency',
      '#entity',
      'payment',
      'for',
      '#urgency',
    ],
  },

  {
    intent: 'screen',
    needs: [['screen', 'check', 'pay', 'can_pay']],
    without: ['#amount', '#payment'],
    shape: screensName,
  },
  {
    intent: 'cutoff',
    needs: [['cutoff'], ['#currency', '#type', '#entity']],
    without: ['#amount'],
    bears: 1,
    besides: cutoffWords,
  },
  { intent: 'cutoff', needs: [['cutoff']], without: ['#amount'], besides: cutoffWords },
  {
    intent: 'cutoff',
    needs: [['#currency', '#type'], ['time_word'], ['open_day']],
    without: ['#amount', '#date'],
    besides: cutoffWords,
  },
  {
    intent: 'cutoff',
    needs: [['#currency', '#type'], ['pay']],
    without: ['#amount', '#account'],
    shape: asksWhetherStill,
  },
  {
    intent: 'calendar',
    needs: [['open_day'], ['#calendar', '#date', '#currency', 'bank_word']],
    without: ['#amount', '#account', 'cutoff'],
    besides: [
      'open_day',
      'bank_word',
      '#calendar',
      '#date',
      '#currency',
      'what',
      'how',
      'show',
      'payment',
      '#entity',
      'value',
    ],
  },
  { intent: 'affordability', needs: [['afford'], ['#amount']], without: ['who'] },
  { intent: 'affordability', needs: [['#account'], ['#amount']], without: ['who'], shape: asksCapacity },
  {
    intent: 'affordability',
    needs: [['pay'], ['#amount']],
    without: ['who', 'payee'],
    besides: [
      'pay',
      'payment',
      'make',
      'from',
      '#amount',
      '#currency',
      '#account',
      '#entity',
      '#date',
      '#time',
      '#urgency',
      'status',
    ],
    shape: asksWhetherTheyCan,
  },
  {
    intent: 'affordability',
    needs: [['can_pay'], ['#amount']],
    without: ['who'],
    shape: (sentence) => !asksForPayment(sentence, 'with_name'),
  },
  {
    intent: 'balance',
    needs: [
      ['balance', 'how_much', 'have'],
      ['balance', '#currency', '#account', '#entity'],
    ],
    without: ['#amount', 'not', 'afford'],
    besides: [
      'balance',
      'amount_of',
      'account_word',
      'amount_word',
      'pending',
      '#currency',
      '#account',
      '#entity',
      '#date',
      '#time',
      'bank_word',
      'need',
      ...looking,
    ],
    shape: asksForBalance,
  },
  { intent: 'balance', needs: [['#account']], without: ['#amount'], besides: ['#account', 'account_word', ...looking] },

  { intent: 'transfer', needs: [['#account'], ['#amount']], shape: asksForTransfer },
  { intent: 'request_payment', needs: [], shape: (sentence) => asksForPayment(sentence, 'at_all') },

  {
    intent: 'worklist',
    needs: [['pending', 'to_approve', 'status']],
    without: ['who', '#amount', '#currency', '#account', 'why', 'not', 'act_reject', 'how_much'],
    besides: [
      'pending',
      'to_approve',
      'payment',
      'account_word',
      'need',
      ...looking,
      '#date',
      '#type',
      '#urgency',
      'check',
      'make',
      'act_approve',
    ],
  },
  {
    intent: 'worklist',
    needs: [['show', 'what'], ['payment']],
    without: ['who', '#amount', '#currency', '#account', 'why'],
    besides: ['payment', 'pending', ...looking, '#date', '#type'],
  },
];
