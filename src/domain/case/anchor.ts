/** What is said of the audit chain where the database's owner cannot write, and what such statements prove of a chain later. */
import { z } from 'zod';
import { parseUtc } from '../values/time';

const instant = z.string().refine((text) => parseUtc(text) !== null, 'is not an ISO 8601 time of UTC');

export const anchorSchema = z
  .strictObject({
    format: z.literal(1),
    /** Events of the chain, and the hash of the last one. */
    count: z.int().positive(),
    head: z.string().regex(/^[0-9a-f]{64}$/),
    /** Business time of the last event, and the real time at which this was said. */
    at: instant,
    recorded_at: instant,
  })
  .readonly();

export type Anchor = z.infer<typeof anchorSchema>;

/** two_histories: the anchors contradict each other. cut: the chain is shorter than it was. other_history: it is another one. */
export interface AnchorFault {
  readonly kind: 'two_histories' | 'cut' | 'other_history';
  readonly anchor: Anchor;
}

/** Two anchors that no one chain can keep: as many events, and another last one; null where there are none. */
export function findTwoHistories(anchors: Iterable<Anchor>): AnchorFault | null {
  const heads = new Map<number, string>();
  for (const anchor of anchors) {
    const head = heads.get(anchor.count);
    if (head !== undefined && head !== anchor.head) return { kind: 'two_histories', anchor };
    heads.set(anchor.count, anchor.head);
  }
  return null;
}

/** `hash` is that of the chain's event with the number `anchor.count`; null where it has none. */
export function holdAgainstAnchor(anchor: Anchor, hash: string | null): AnchorFault | null {
  if (hash === anchor.head) return null;
  return { kind: hash === null ? 'cut' : 'other_history', anchor };
}

/** For whoever has to look into it. */
export function describeAnchorFault({ kind, anchor }: AnchorFault): string {
  const said = `event ${anchor.count} was anchored at ${anchor.recorded_at}`;
  switch (kind) {
    case 'two_histories':
      return `${said} with two different hashes: two histories were anchored`;
    case 'cut':
      return `${said}, and the trail ends before it: its end was cut off`;
    case 'other_history':
      return `${said} with another hash: the trail is not the one that was anchored`;
  }
}
