/** Teams' way to give somebody a file in a chat: they are asked first, say where it goes, and find it among their files. */
import { z } from 'zod';
import type { PaymentCase } from '../../domain/case/payment-case';
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Activity, Message } from '../activity';

export interface FileOffer {
  /** What an answer names. */
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
}

/** Bundles as files, each for whoever asked. */
export interface BundleOffers {
  /** Null where it is too large, or cannot be made. */
  offer(paymentCase: PaymentCase, who: Member): Promise<FileOffer | null>;
  /** What an offer is of, where it is theirs and not over. */
  find(token: string, who: Member): Promise<{ readonly runId: string; readonly paymentId: string } | null>;
  /** Whoever says no ends it. */
  forget(token: string): Promise<void>;
  /** Once. */
  take(
    token: string,
    who: Member,
  ): Promise<{ readonly ok: true; readonly name: string; readonly bytes: Uint8Array } | Refusal>;
}

export interface UploadPlace {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** What somebody answered to an offer. `place` is where the client would have it; from outside, and not trusted. */
export type FileConsent =
  | { readonly token: string; readonly action: 'decline' }
  | { readonly token: string; readonly action: 'accept'; readonly place: UploadPlace };

const consentName = 'fileConsent/invoke';
const consentType = 'application/vnd.microsoft.teams.card.file.consent';
const infoType = 'application/vnd.microsoft.teams.card.file.info';

export function isFileConsent({ type, name }: Pick<Activity, 'type' | 'name'>): boolean {
  return type === 'invoke' && name === consentName;
}

const text = z.string().min(1).max(4_000);
const context = z.looseObject({ bundle: z.string().regex(/^[0-9a-f]{64}$/) });
const consent = z.discriminatedUnion('action', [
  z.looseObject({ action: z.literal('decline'), context }),
  z.looseObject({
    action: z.literal('accept'),
    context,
    uploadInfo: z.looseObject({ uploadUrl: text, contentUrl: text, name: text, uniqueId: text, fileType: text }),
  }),
]);

/** Null for what is no answer to an offer of ours. */
export function readFileConsent(value: unknown): FileConsent | null {
  const read = consent.safeParse(value);
  if (!read.success) return null;
  const { data } = read;
  const { bundle: token } = data.context;
  if (data.action === 'decline') return { token, action: 'decline' };
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = data.uploadInfo;
  return { token, action: 'accept', place: { uploadUrl, contentUrl, name, uniqueId, fileType } };
}

/** Also of one that was never made, or is somebody else's. */
export function offerOver(): Refusal {
  return refuse(
    'file_offer_over',
    'Not put among your files: the offer is over. Ask for the bundle again from the card.',
  );
}

export function offerMessage({ token, name, bytes }: FileOffer, description: string): Message {
  const named = { bundle: token };
  const content = { description, sizeInBytes: bytes, acceptContext: named, declineContext: named };
  return { type: 'message', attachments: [{ contentType: consentType, name, content }] };
}

/** The file as it now lies among theirs. */
export function fileMessage({ contentUrl, name, uniqueId, fileType }: UploadPlace): Message {
  return {
    type: 'message',
    attachments: [{ contentType: infoType, contentUrl, name, content: { uniqueId, fileType } }],
  };
}
