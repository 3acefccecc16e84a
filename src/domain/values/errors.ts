/** Refusals are values a person can act on; faults are thrown and never shown raw. */

import type { JsonObject } from './json';
import type { RefusalCode } from './refusal-codes';

/** What is wrong with an input, in words for the person who gave it. `code` is stable (a fault's, where one stands in the way), `field` names the input field. */
export interface Problem {
  readonly code: RefusalCode | FaultCode;
  readonly message: string;
  readonly field?: string;
  /** What the person may have meant, as it would be typed. */
  readonly choices?: readonly string[];
  /** What the message tells of, for whoever says it in another language. */
  readonly figures?: Readonly<Record<string, string | number>>;
  /** The act that was not done, where it was one. */
  readonly act?: string;
  /** The message is in the reader's language already. */
  readonly inWords?: true;
}

export interface Refusal {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

export function refuse(
  code: RefusalCode | FaultCode,
  message: string,
  field?: string,
  figures?: Problem['figures'],
): Refusal {
  const problem: Problem = {
    code,
    message,
    ...(field === undefined ? {} : { field }),
    ...(figures === undefined ? {} : { figures }),
  };
  return { ok: false, problems: [problem] };
}

/** Everything the product does about a fault: whether trying again can help, the HTTP status, the text a person reads. */
const faultTable = {
  agent_unavailable: { retryable: true, httpStatus: 503, cardText: 'A screening service did not answer.' },
  agent_output_invalid: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A screening agent answered in a form we do not accept.',
  },
  agent_denied: {
    retryable: false,
    httpStatus: 502,
    cardText: 'The service of the hosted agents refused our identity.',
  },
  agent_missing: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A hosted agent, its pinned version or its model is not there any more.',
  },
  agent_altered: { retryable: false, httpStatus: 502, cardText: 'A hosted agent is not the one that was deployed.' },
  agent_refused: {
    retryable: false,
    httpStatus: 502,
    cardText: 'The service of the hosted agents refused the request.',
  },
  agent_filtered: { retryable: false, httpStatus: 502, cardText: 'A content filter stopped a screening agent.' },
  agent_declined: { retryable: false, httpStatus: 502, cardText: 'A screening agent declined to answer.' },
  agent_failed: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A hosted agent ended without an answer; it is not asked again by itself.',
  },
  agent_tool_unreachable: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A hosted agent could not reach our screening tool.',
  },
  agent_tool_not_called: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A screening agent answered without asking its tool.',
  },
  agent_asked_otherwise: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A screening agent asked its tool about something other than this payment.',
  },
  agent_asked_permission: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A hosted agent asked for a permission that is not given.',
  },
  evidence_not_ours: {
    retryable: false,
    httpStatus: 502,
    cardText: 'A screening agent showed an answer that our tool never gave.',
  },
  tool_failed: { retryable: false, httpStatus: 502, cardText: 'A screening tool could not answer.' },
  ledger_of_other_day: {
    retryable: false,
    httpStatus: 502,
    cardText: 'The payment is for another day than the ledger: restart the review once the ledger of its day is in.',
  },
  step_timeout: { retryable: false, httpStatus: 504, cardText: 'The review took longer than its limit.' },
  definition_invalid: { retryable: false, httpStatus: 500, cardText: 'The workflow file cannot be used.' },
  definition_changed: {
    retryable: false,
    httpStatus: 409,
    cardText: 'The workflow changed while this payment was under review.',
  },
  max_turns_exceeded: { retryable: false, httpStatus: 500, cardText: 'The workflow ran more steps than it may.' },
  no_route: { retryable: false, httpStatus: 500, cardText: 'The workflow has no next step for this result.' },
  list_unreadable: { retryable: false, httpStatus: 500, cardText: 'The sanctions list cannot be read.' },
  ledger_unreadable: { retryable: false, httpStatus: 500, cardText: 'The ledger cannot be read.' },
  policy_invalid: { retryable: false, httpStatus: 500, cardText: 'The policy files cannot be used.' },
  knowledge_unreadable: { retryable: false, httpStatus: 500, cardText: 'The procedures cannot be read.' },
  store_in_use: { retryable: false, httpStatus: 503, cardText: 'The database is in use by another process.' },
  store_corrupt: { retryable: false, httpStatus: 500, cardText: 'The database cannot be read.' },
  store_outdated: {
    retryable: false,
    httpStatus: 500,
    cardText: 'The database was written by a build that this one cannot read.',
  },
  store_failed: { retryable: true, httpStatus: 503, cardText: 'The database did not take the change.' },
  store_unreachable: { retryable: true, httpStatus: 503, cardText: 'The database does not answer.' },
  store_unproven: { retryable: true, httpStatus: 503, cardText: 'The database server could not prove who it is.' },
  store_denied: { retryable: true, httpStatus: 503, cardText: 'The database does not let the service in.' },
  store_read_only: { retryable: true, httpStatus: 503, cardText: 'The database takes no changes now.' },
  store_exhausted: {
    retryable: true,
    httpStatus: 503,
    cardText: 'The database has too little of something left: connections, memory or disk.',
  },
  store_replaced: {
    retryable: false,
    httpStatus: 503,
    cardText: 'The database is not as it was left. The service has to be started again.',
  },
  clock_apart: { retryable: true, httpStatus: 503, cardText: 'The clock of this service is wrong.' },
  configuration_invalid: { retryable: false, httpStatus: 500, cardText: 'The service is not configured correctly.' },
  amount_out_of_range: {
    retryable: false,
    httpStatus: 422,
    cardText: 'An amount is larger than this service can state exactly.',
  },
  anchor_failed: {
    retryable: true,
    httpStatus: 502,
    cardText: 'The end of the audit trail was not written down elsewhere.',
  },
  channel_failed: { retryable: true, httpStatus: 502, cardText: 'The card could not be delivered.' },
  internal: { retryable: false, httpStatus: 500, cardText: 'Something went wrong here.' },
} as const;

export type FaultCode = keyof typeof faultTable;
export const faultCodes = Object.keys(faultTable) as readonly FaultCode[];

const ofDatabase: readonly FaultCode[] = [
  'store_failed',
  'store_unreachable',
  'store_unproven',
  'store_denied',
  'store_read_only',
  'store_exhausted',
  'store_replaced',
  'clock_apart',
];

/** The database as it is now, and nothing that was asked of it: the same is asked again once that is mended. */
export function isOfDatabase({ code }: Pick<Fault, 'code'>): boolean {
  return ofDatabase.includes(code);
}

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(faultTable, code);
}

export interface FaultOptions {
  readonly cause?: unknown;
  readonly about?: JsonObject;
  readonly retryAfterMs?: number | null;
}

/** Something broke that no person's input explains. The message is for the log; cards and models read `describeFault`. */
export class Fault extends Error {
  readonly code: FaultCode;
  /** What the audit keeps of it, where there is anything to keep. */
  readonly about: JsonObject | null;
  /** How long to wait before trying again, where whoever failed said so. */
  readonly retryAfterMs: number | null;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
    this.about = options.about ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('internal', error instanceof Error ? error.message : String(error), { cause: error });
}

export function describeFault(code: FaultCode): { retryable: boolean; httpStatus: number; cardText: string } {
  return faultTable[code];
}
