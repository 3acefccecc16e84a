/** How what a bundle carries is read: cases and events as the store reads its own, policies as the desk reads theirs. */
import { z } from 'zod';
import type { SourceReaders } from '../../domain/bundle/bundle-parts';
import type { AuditEvent } from '../../domain/case/audit-event';
import type { Policy } from '../../domain/policy/policy';
import { policyFileNames } from '../../domain/policy/tables/policy-files';
import { fingerprint as fingerprintOf } from '../../domain/values/json';
import { readPolicyOf } from '../../sources/policy/policy-in-force';
import { parseJson, readCaseText } from '../../storage/stored/stored-case';
import { readEventText } from '../../storage/stored/stored-event';

const place = 'the bundle';
/** Policies change seldom, and each takes some milliseconds to read. */
const mostKept = 20;
const placed = z.looseObject({ seq: z.int().positive(), run_id: z.string() });
const policyTexts = z.record(z.enum(policyFileNames), z.string());

export function createSourceReaders(): SourceReaders {
  const policies = new Map<string, Policy | null>();
  return {
    readCase: (runId, version, text) => readCaseText(place, { run_id: runId, version, body: text }),
    readEvent(text): AuditEvent {
      const { seq, run_id } = placed.parse(parseJson(`${place}: an event`, text));
      return readEventText(place, { seq, run_id, body: text });
    },
    readPolicy(fingerprint, texts) {
      const read = policyTexts.safeParse(texts);
      if (!read.success) return null;
      // By its text: what only says it is that policy may be another.
      const key = fingerprintOf({ fingerprint, texts: read.data });
      const known = policies.get(key);
      if (known !== undefined) return known;
      if (policies.size >= mostKept) policies.clear();
      const policy = readPolicyOf(fingerprint, read.data);
      policies.set(key, policy);
      return policy;
    },
  };
}
