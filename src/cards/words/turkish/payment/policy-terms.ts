/** What policy's decisions and cutoffs are called in Turkish. */
import type { Words } from '../../words';

export const turkishActions: Words['actions'] = { PROCEED: 'DEVAM', HOLD: 'BEKLET', REJECT: 'RET' };
export const turkishBindings: Words['bindings'] = { rail: 'ödeme sistemi', bank: 'banka', internal: 'iç kural' };
