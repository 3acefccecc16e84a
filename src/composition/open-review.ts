/** Wires a review by hand: the uses that a chat and a command line share. */
import { createAdvanceCase, type AdvanceCase } from '../app/review/advance-case';
import { createStopWhatIsOver } from '../app/review/stop-what-is-over';
import { createAgentsAtWork } from '../workflow/agents-at-work';
import { createChangeCase, type ChangeCase } from '../app/change-case';
import { createKnowledge, type Knowledge } from '../app/know';
import { createSubmitPayment, type SubmitPayment } from '../app/requests/submit-payment';
import type { Refusal } from '../domain/values/errors';
import type { AgentRuntime } from '../ports/agents';
import type { Clock, Log } from '../ports/process';
import type { Store } from '../ports/store';
import type { Wakeups } from '../ports/wakeups';
import type { Telemetry } from '../ports/telemetry';
import type { ReferenceData } from './data/reference-data';
import { randomHex } from './random-hex';

export interface Review {
  readonly knowledge: Knowledge;
  readonly changeCase: ChangeCase;
  readonly submitPayment: SubmitPayment;
  readonly advanceCase: AdvanceCase;
  /** Another process works on it now: whoever is asked here is stopped. */
  readonly letGo: (runId: string) => void;
}

export interface ReviewParts {
  readonly data: Pick<ReferenceData, 'policy' | 'ledger' | 'definition' | 'runtime' | 'falsePositives'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out where nothing waits to be woken: whoever asks works the case itself. */
  readonly wakeups?: Pick<Wakeups, 'wake'>;
  /** Lets people's messages go before the next step of a review; left out where nobody sends any. */
  readonly turn?: () => Promise<void>;
  /** In place of the data's own; left out, that is asked. */
  readonly runtime?: AgentRuntime | undefined;
  /** Says why this process decides nothing now; left out where it shares the desk with nobody. */
  readonly refuseBehind?: () => Refusal | null;
  /** Hears of its steps; left out where nobody does. */
  readonly telemetry?: Telemetry;
}

const nobodyWaits = { wake: () => undefined };

/** What a review needs, with or without a chat. */
export function openReview(parts: ReviewParts): Review {
  const { data, store, clock, log, wakeups = nobodyWaits, turn, telemetry, runtime = data.runtime } = parts;
  const { policy, ledger, definition, falsePositives } = data;
  const knowledge = createKnowledge({ store, policy, ledger, definition, clock });
  const agents = createAgentsAtWork();
  const stopWhatIsOver = createStopWhatIsOver({ store, agents, log });
  const changeCase = createChangeCase({
    store,
    refuseBehind: parts.refuseBehind,
    wakeups: {
      wake(runId) {
        void stopWhatIsOver(runId);
        wakeups.wake(runId);
      },
    },
  });
  return {
    knowledge,
    changeCase,
    letGo(runId) {
      agents.keepTo(runId, null);
    },
    submitPayment: createSubmitPayment({ store, changeCase, knowledge, ledger, clock, randomHex }),
    advanceCase: createAdvanceCase({
      store,
      changeCase,
      knowledge,
      definition,
      agents,
      runtime,
      policy,
      ledger,
      falsePositives,
      clock,
      log,
      turn,
      telemetry,
    }),
  };
}
