/** What an approver is asked to grant beyond a plain approval, as a closed set; the words people read are made from it. */
const texts = {
  evaluate_options: 'Evaluate options',
  override_breach: 'Override approval',
  compliance_review: 'Compliance review',
  acknowledge_cutoff: 'Acknowledge missed cutoff',
  offer_next_day: 'Offer next business day',
  call_back: 'After hours with callback',
} as const;

export type Grant = keyof typeof texts;
export const grants = Object.keys(texts) as readonly Grant[];

/** `Evaluate options; Override approval`; undefined for a plain approval. */
export function authorityText(granted: readonly Grant[]): string | undefined {
  return granted.length === 0 ? undefined : granted.map((grant) => texts[grant]).join('; ');
}
