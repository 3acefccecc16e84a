/** The last document: every file's hash, where the payment's events stand in the chain, and what it was decided by. Its own last line seals it. */
import type { AuditEvent } from '../case/audit-event';
import { sanctionsScreeningSchema } from '../evidence/sanctions-screening';
import { sha256 } from '../values/json';
import { bundleFormat, bundlePaths, type BundleFiles, type ReadBundle, type Reader } from './bundle-parts';
import { completenessOf, requiredOf } from './completeness';
import { callsOf } from './gate-calls';
import { asDocument } from './write-document';

/** What is kept of the payment and this reader does not get. */
export interface LeftOut {
  readonly hash: string;
  readonly kind: string;
}

export interface MetadataQuestion {
  readonly bundle: ReadBundle;
  readonly reader: Reader;
  /** All the others. */
  readonly files: BundleFiles;
  readonly events: readonly AuditEvent[];
  readonly leftOut: readonly LeftOut[];
}

/** What a signature of a bundle is over. */
export function metadataHash(files: BundleFiles): string {
  return sha256(files.get(bundlePaths.metadata) ?? '');
}

const sealName = 'metadata_hash';

export function metadataText({ bundle, reader, files, events, leftOut }: MetadataQuestion): string {
  const { current } = bundle;
  const listed = [...files].map(([path, text]) => ({
    path,
    sha256: sha256(text),
    bytes: new TextEncoder().encode(text).length,
  }));
  const common = {
    format: bundleFormat,
    payment_id: current.payment.payment_id,
    workflow_run_id: current.runId,
    made_for: reader,
    is_test: current.isTest,
    files: listed,
    chain: {
      events: events.length,
      first_seq: events[0]?.seq ?? null,
      last_seq: events.at(-1)?.seq ?? null,
      last_hash: events.at(-1)?.hash ?? null,
      positions: events.map(({ seq, type, at, case_version, case_hash, previous_hash, hash }) => ({
        seq,
        type,
        at,
        case_version,
        case_hash,
        previous_hash,
        hash,
      })),
    },
  };
  return sealed(reader === 'originator' ? common : { ...common, ...decidedBy(bundle), left_out: leftOut });
}

function decidedBy(bundle: ReadBundle) {
  const { versions, current } = bundle;
  const records = requiredOf(bundle);
  return {
    policies: Object.keys(bundle.sources.policies),
    workflow: current.run.definition,
    agents: current.run.trace.map(({ step, result, hosted }) => ({
      step,
      result,
      agent: hosted?.agent ?? null,
      version: hosted?.version ?? null,
      runtime: hosted?.runtime ?? 'embedded',
    })),
    lists: listsOf(versions),
    ledgers: [...new Set(callsOf(versions, 'liquidity').map(({ call }) => ledgerOf(call.output['audit'])))],
    completeness: completenessOf(bundle),
    retention: records?.retention ?? null,
  };
}

interface ScreenedList {
  readonly name: string | null;
  readonly date: string | null;
  readonly hash: string | null;
  readonly entries: number | null;
}

function listsOf(versions: ReadBundle['versions']): readonly ScreenedList[] {
  const told = callsOf(versions, 'sanctions').flatMap(({ call }): readonly ScreenedList[] => {
    const { success, data } = sanctionsScreeningSchema.safeParse(call.output);
    if (!success) return [];
    const { list_family, list_date, list_hash, lists } = data.audit;
    return lists ?? [{ name: list_family ?? null, date: list_date ?? null, hash: list_hash ?? null, entries: null }];
  });
  return [...new Map(told.map((list) => [list.hash, list])).values()];
}

function ledgerOf(audit: unknown): string | null {
  const found = typeof audit === 'object' && audit !== null && 'ledger_fingerprint' in audit ? audit : null;
  return typeof found?.ledger_fingerprint === 'string' ? found.ledger_fingerprint : null;
}

/** The seal is over all that stands before it, byte for byte. */
function sealed(content: object): string {
  const text = asDocument(content);
  const body = text.slice(0, text.lastIndexOf('\n}'));
  return `${body},\n  "${sealName}": "${sha256(body)}"\n}\n`;
}

/** Whether not one byte of the document was changed since it was sealed. */
export function isSealWhole(text: string): boolean {
  const at = text.lastIndexOf(`,\n  "${sealName}": "`);
  const body = text.slice(0, Math.max(at, 0));
  return at > 0 && text === `${body},\n  "${sealName}": "${sha256(body)}"\n}\n`;
}
