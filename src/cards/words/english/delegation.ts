/** The words of delegations, in English; what goes in is escaped already. */
export const englishDelegation = {
  /** Whoever acts, and whose role it is. */
  standsIn: (name: string, whose: string): string => `${name} for ${whose}`,
  by: (name: string, whose: string, reference: string): string => `${name} for ${whose}, delegation ${reference}`,
  reference: (reference: string): string => `delegation ${reference}`,
};
