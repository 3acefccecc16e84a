/** The words of delegations, in Turkish. No ending hangs on a name. */
import type { Words } from '../words';

export const turkishDelegation: Words['delegation'] = {
  standsIn: (name, whose) => `${name} (vekâleten: ${whose})`,
  by: (name, whose, reference) => `${name} (vekâleten: ${whose}, vekâlet ${reference})`,
  reference: (reference) => `vekâlet ${reference}`,
};
