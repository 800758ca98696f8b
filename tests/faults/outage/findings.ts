import type { FaultReport } from '../report.ts';

/** What one scenario found. */
export type Findings = Omit<FaultReport, 'name'>;
