/** The three tools, wired to what is in force; the embedded agents call them in this process, and others over MCP. */
import type { Policy } from '../../domain/policy/policy';
import type { Current, KnowledgeSource } from '../../ports/sources';
import type { Telemetry } from '../../ports/telemetry';
import { createComputeLiquidityImpact, type ComputeLiquidityImpactDeps } from '../../tools/compute-liquidity-impact';
import type { ScreenSanctionsDeps } from '../../tools/screen-sanctions';
import { createSearchTreasuryKb } from '../../tools/search-treasury-kb';
import { createSanctionsTool } from './sanctions-tool';
import type { ScreeningData } from './screening-data';
import { tellOfTool } from '../serve/tell-of-work';

export type Tools = ReturnType<typeof createTools>;

export function createTools(
  { maxListAgeDays, policy }: { readonly maxListAgeDays: () => number | null; readonly policy: Current<Policy> },
  screening: Pick<ScreeningData, 'screener'> & Pick<ScreenSanctionsDeps, 'falsePositives'>,
  liquidity: ComputeLiquidityImpactDeps,
  knowledge: KnowledgeSource,
  telemetry: Telemetry,
) {
  return {
    sanctions: tellOfTool(createSanctionsTool({ ...screening, maxListAgeDays, policy }), telemetry),
    liquidity: tellOfTool(createComputeLiquidityImpact(liquidity), telemetry),
    knowledge: tellOfTool(createSearchTreasuryKb({ knowledge }), telemetry),
  };
}
