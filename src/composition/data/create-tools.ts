/** The three tools, wired to what is in force; the embedded agents call them in this process, and others over MCP. */
import type { KnowledgeSource } from '../../ports/sources';
import type { Telemetry } from '../../ports/telemetry';
import { createComputeLiquidityImpact, type ComputeLiquidityImpactDeps } from '../../tools/compute-liquidity-impact';
import { createSearchTreasuryKb } from '../../tools/search-treasury-kb';
import { createSanctionsTool, type SanctionsToolParts } from './sanctions-tool';
import { tellOfTool } from '../serve/tell-of-work';

export type Tools = ReturnType<typeof createTools>;

export interface ToolParts {
  readonly screening: SanctionsToolParts;
  readonly liquidity: ComputeLiquidityImpactDeps;
  readonly knowledge: KnowledgeSource;
  readonly telemetry: Telemetry;
}

export function createTools({ screening, liquidity, knowledge, telemetry }: ToolParts) {
  return {
    sanctions: tellOfTool(createSanctionsTool(screening), telemetry),
    liquidity: tellOfTool(createComputeLiquidityImpact(liquidity), telemetry),
    knowledge: tellOfTool(createSearchTreasuryKb({ knowledge }), telemetry),
  };
}
