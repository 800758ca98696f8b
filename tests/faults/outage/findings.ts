import type { FaultReport } from '../report.ts';

/** The result of one scenario. */
export type Findings = Omit<FaultReport, 'name'>;
