/** What the three gates' tools and results are called in agents' files, workflows, traces and on the wire. */

export const toolNames = {
  sanctions: 'screen_sanctions',
  liquidity: 'compute_liquidity_impact',
  knowledge: 'search_treasury_kb',
} as const;

/** How traces, output keys and the final output name what each agent answered. */
export const resultNames = {
  sanctions: 'sanctions_screening',
  liquidity: 'liquidity_screening',
  operations: 'operational_procedures',
} as const;
