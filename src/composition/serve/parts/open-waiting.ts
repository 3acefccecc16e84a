/** What the desk looks at again while payments wait, wired: liquidity, screening, the bank's word and deadlines, each a duty. */
import { createNoteCheck, type ActOnCaseDeps } from '../../../app/act-on-case';
import { createFollowBank } from '../../../app/waiting/follow-bank';
import { createKeepDeadlines } from '../../../app/waiting/keep-deadlines';
import { createReadHeld } from '../../../app/waiting/read-reservations';
import { createNoteLater, type NoteLater } from '../../../app/waiting/note-later';
import { createRecheckLiquidity } from '../../../app/waiting/recheck-liquidity';
import { createRecheckWaiting } from '../../../app/waiting/recheck-waiting';
import { createRescreenPayment } from '../../../app/waiting/rescreen-payment';
import { createRescreenWaiting } from '../../../app/waiting/rescreen-waiting';
import type { Courtesy } from '../../../jobs/courtesy';
import type { Duty } from '../../../jobs/duties';
import type { Clock, Log } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { ReferenceData } from '../../data/reference-data';
import type { Review } from '../../open-review';
import type { House } from './open-house';

export interface WaitingParts {
  readonly data: ReferenceData;
  readonly store: Store;
  readonly review: Review;
  readonly inForce: House['inForce'];
  readonly clock: Clock;
  readonly log: Log;
  readonly turn: Courtesy['turn'];
}

export interface Waiting extends Pick<ActOnCaseDeps, 'recheckLiquidity' | 'noteCheck'> {
  readonly noteLater: NoteLater;
  /** By their names in `/status`. */
  readonly waitingDuties: Readonly<Record<string, Duty['run']>>;
}

export function openWaiting({ data, store, review, inForce, clock, log, turn }: WaitingParts): Waiting {
  const { ledger, termsOf, policy } = data;
  const { knowledge, changeCase } = review;
  const held = createReadHeld({ store, ledger, clock });
  const recheckLiquidity = createRecheckLiquidity({ held, inForce: () => inForce.restsOn(), ledger, termsOf, clock });
  const noteCheck = createNoteCheck({ changeCase, knowledge, ledger });
  const rescreenPayment = createRescreenPayment({ tool: data.tools.sanctions, clock });
  const lists = { current: () => data.list };
  return {
    recheckLiquidity,
    noteCheck,
    noteLater: createNoteLater({ store, changeCase, knowledge }),
    waitingDuties: {
      'waiting payments': createRecheckWaiting({
        store,
        recheckLiquidity,
        reservations: data.reservations,
        noteCheck,
        ledger,
        log,
        turn,
      }),
      'screening of waiting payments': createRescreenWaiting({
        store,
        changeCase,
        knowledge,
        rescreenPayment,
        lists,
        ledger,
        clock,
        log,
        turn,
      }),
      'payments in bank statements': createFollowBank({ store, changeCase, knowledge, ledger, log, turn }),
      deadlines: createKeepDeadlines({ store, changeCase, knowledge, policy, clock, log, turn }),
    },
  };
}
