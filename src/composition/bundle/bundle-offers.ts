/** Bundles that somebody may have put among their own files: each offer is for one person, for a while, and is taken up once. */
import type { Knowledge } from '../../app/know';
import type { Reader } from '../../domain/bundle/bundle-parts';
import type { Clock, Log, RandomHex } from '../../ports/process';
import { offerOver, type BundleOffers } from '../../teams/files/file-consent';
import { maxUploadBytes } from '../../teams/files/upload-file';
import { keepTokens } from './kept-tokens';
import { readerFor, type ZipOfPayment } from './zip-of-payment';

export interface BundleOffersParts {
  readonly zipOfPayment: ZipOfPayment;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

interface Offered {
  readonly paymentId: string;
  readonly runId: string;
  readonly reader: Reader;
  readonly person: string;
}

export function createBundleOffers({
  zipOfPayment,
  knowledge,
  clock,
  randomHex,
  log,
}: BundleOffersParts): BundleOffers {
  const offers = keepTokens<Offered>(clock, randomHex);
  return {
    async offer(paymentCase, who) {
      const { runId } = paymentCase;
      const { payment_id: paymentId } = paymentCase.payment;
      const reader = readerFor(paymentCase, who, await knowledge.inForce(paymentCase));
      const zipped = await zipOfPayment(paymentId, reader);
      // A link has no such limit, and says by itself what keeps a bundle from being made.
      if (!zipped.ok || zipped.bytes.length > maxUploadBytes) return null;
      const token = offers.give({ paymentId, runId, reader, person: who.objectId });
      log.info({ paymentId, reader, person: who.objectId }, 'an audit bundle was offered as a file');
      return { token, name: zipped.name, bytes: zipped.bytes.length };
    },

    find(token, who) {
      const offered = offers.find(token);
      return offered?.person === who.objectId ? offered : null;
    },

    forget: (token) => {
      offers.forget(token);
    },

    async take(token, who) {
      const offered = offers.find(token);
      // Nobody else's: whoever passes an offer on passes on nothing.
      if (offered?.person !== who.objectId) return offerOver();
      offers.forget(token);
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
