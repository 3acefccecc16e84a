/** A payment's bundle as one zip file, with what its reader may read: for a link, or for somebody's own files. */
import { buildBundle } from '../../domain/bundle/build-bundle';
import { bundleName, type Reader } from '../../domain/bundle/bundle-parts';
import type { InForce } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import { mayReadMatch } from '../../domain/case/people/compliance-alone';
import type { Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import { zipBundle } from '../../sources/bundle/zip';
import { gatherSources, type GatherParts } from './gather-sources';
import { createSourceReaders } from './source-readers';

export type ZipOfPayment = (
  paymentId: string,
  reader: Reader,
) => Promise<{ readonly ok: true; readonly name: string; readonly bytes: Uint8Array } | Refusal>;

/** Whoever may read the match gets it; everybody else what the payment's card tells. */
export function readerFor(paymentCase: PaymentCase, who: Member, inForce: InForce): Reader {
  return mayReadMatch(paymentCase, who, inForce) ? 'compliance' : 'originator';
}

export function createZipOfPayment(parts: Pick<GatherParts, 'store' | 'dataDir'>): ZipOfPayment {
  const gathering = { ...parts, readers: createSourceReaders() };
  return async (paymentId, reader) => {
    const gathered = await gatherSources(paymentId, gathering);
    if (!gathered.ok) return gathered;
    const name = bundleName(paymentId);
    return { ok: true, name: `${name}.zip`, bytes: zipBundle(name, buildBundle(gathered.bundle, reader)) };
  };
}
