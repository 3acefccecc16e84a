/** The fraud server over standard input and output: `fraud-stdio.ts MODE`. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createFraudServer, type FraudMode } from './fraud-server';

void createFraudServer((process.argv[2] ?? 'sound') as FraudMode).connect(new StdioServerTransport());
