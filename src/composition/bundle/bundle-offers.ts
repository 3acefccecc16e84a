/** Bundles that somebody may have put among their own files: each offer is for one person, for a while, and is taken up once. */
import { z } from 'zod';
import type { Knowledge } from '../../app/know';
import { readers } from '../../domain/bundle/bundle-parts';
import type { Clock, Log, RandomHex } from '../../ports/process';
import type { Store } from '../../ports/store';
import { offerOver, type BundleOffers } from '../../teams/files/file-consent';
import { maxUploadBytes } from '../../teams/files/upload-file';
import { keepTokens } from './kept-tokens';
import { readerFor, type ZipOfPayment } from './zip-of-payment';

export interface BundleOffersParts {
  readonly store: Pick<Store, 'keepToken' | 'findToken' | 'dropToken'>;
  readonly zipOfPayment: ZipOfPayment;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

const offeredSchema = z.object({
  paymentId: z.string(),
  runId: z.string(),
  reader: z.enum(readers),
  person: z.string(),
});

export function createBundleOffers(parts: BundleOffersParts): BundleOffers {
  const { zipOfPayment, knowledge, log } = parts;
  const offers = keepTokens({ ...parts, use: 'offer of a bundle', given: offeredSchema });
  return {
    async offer(paymentCase, who) {
      const { runId } = paymentCase;
      const { payment_id: paymentId } = paymentCase.payment;
      const reader = readerFor(paymentCase, who, await knowledge.inForce(paymentCase));
      const zipped = await zipOfPayment(paymentId, reader);
      // A link has no such limit, and says by itself what keeps a bundle from being made.
      if (!zipped.ok || zipped.bytes.length > maxUploadBytes) return null;
      const token = await offers.give({ paymentId, runId, reader, person: who.objectId });
      log.info({ paymentId, reader, person: who.objectId }, 'an audit bundle was offered as a file');
      return { token, name: zipped.name, bytes: zipped.bytes.length };
    },

    async find(token, who) {
      const offered = await offers.find(token);
      return offered?.person === who.objectId ? offered : null;
    },

    async forget(token) {
      await offers.drop(token);
    },

    async take(token, who) {
      const offered = await offers.find(token);
      // Nobody else's: whoever passes an offer on passes on nothing.
      if (offered?.person !== who.objectId || !(await offers.drop(token))) return offerOver();
      const { paymentId, reader } = offered;
      const zipped = await zipOfPayment(paymentId, reader);
      if (zipped.ok)
        log.info(
          { paymentId, reader, person: who.objectId, bytes: zipped.bytes.length },
          'an audit bundle goes among the files of whoever asked for it',
        );
      return zipped;
    },
  };
}
