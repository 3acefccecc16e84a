/** What the service and its client throw, as faults: by status and code, never by a message's words. */
import { asFault, Fault, type FaultCode } from '../../domain/values/errors';
import { ownMember } from '../../domain/values/own-member';

/**
 * asking: nothing runs yet, whatever becomes of the request. running: the request may have been accepted, and a second one would run the
 * agent twice.
 */
export type Phase = 'asking' | 'running';

/** No connection was made, so nothing can have been accepted. */
const neverConnected = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
];

const byStatus: Readonly<Record<number, FaultCode>> = {
  401: 'agent_denied',
  403: 'agent_denied',
  404: 'agent_missing',
  429: 'agent_unavailable',
  504: 'agent_tool_unreachable',
};

const byCode: Readonly<Record<string, FaultCode>> = {
  tool_user_error: 'agent_tool_unreachable',
  content_filter: 'agent_filtered',
  model_not_found: 'agent_missing',
  deploymentnotfound: 'agent_missing',
  deployment_not_found: 'agent_missing',
  model_deprecated: 'agent_missing',
};

/** What a code the service gave with a failure means; null for one that says no more than that it failed. */
export function faultOfCode(code: unknown): FaultCode | null {
  return typeof code === 'string' ? (ownMember(byCode, code.toLowerCase()) ?? null) : null;
}

/** As both clients throw: the agents API's has `statusCode`, the responses API's `status`. */
interface Thrown {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly headers?: unknown;
  readonly cause?: unknown;
}

export function toFault(error: unknown, phase: Phase, doing: string): Fault {
  if (error instanceof Fault) return error;
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const status = [thrown.status, thrown.statusCode].find((given) => typeof given === 'number');
  const named = typeof status === 'number' ? ofStatus(status, thrown.code) : ofConnection(error, phase);
  const message = `Azure AI Foundry, ${doing}: ${asFault(error).message}`;
  return new Fault(named, message, { cause: error, retryAfterMs: retryAfterMs(thrown.headers) });
}

function ofStatus(status: number, code: unknown): FaultCode {
  const ofCode = status < 500 ? faultOfCode(code) : null;
  const known = ofCode ?? byStatus[status];
  return known ?? (status >= 500 ? 'agent_failed' : 'agent_refused');
}

/** A connection that broke may have broken after the service took the request: then the answer is lost, and nobody asks again. */
function ofConnection(error: unknown, phase: Phase): FaultCode {
  if (!isConnectionFault(error)) return 'agent_output_invalid';
  if (phase === 'asking') return 'agent_unavailable';
  return codesOf(error).some((code) => neverConnected.includes(code)) ? 'agent_unavailable' : 'agent_failed';
}

/** By the system's own codes, wherever the clients have put them, or by the client's own class. */
function isConnectionFault(error: unknown): boolean {
  return (
    codesOf(error).some((code) => /^(E[A-Z]{3,}|UND_ERR_[A-Z_]+|REQUEST_SEND_ERROR)$/.test(code)) ||
    chainOf(error).some(({ constructor: { name } }) => name.startsWith('APIConnection'))
  );
}

function codesOf(error: unknown): string[] {
  return chainOf(error).flatMap((link) => {
    const code = (link as { code?: unknown }).code;
    return typeof code === 'string' ? [code] : [];
  });
}

/** An error, its cause, and so on; some clients put several under one. */
function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  const open: unknown[] = [error];
  while (open.length > 0 && chain.length < 12) {
    const link = open.shift();
    if (typeof link !== 'object' || link === null || chain.includes(link)) continue;
    chain.push(link);
    open.push((link as Thrown).cause, ...((link as { errors?: readonly unknown[] }).errors ?? []));
  }
  return chain;
}

/** Seconds, as the service writes them; null where it says nothing. */
function retryAfterMs(headers: unknown): number | null {
  const get = (headers as { get?: (name: string) => unknown } | undefined)?.get;
  const given = get?.call(headers, 'retry-after');
  const seconds = typeof given === 'string' ? Number(given) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
}
