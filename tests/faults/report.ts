/** What a check over faults found; it passed when `failures` is empty. */
export interface FaultReport {
  readonly name: string;
  /** What was counted, by name. `skipped`: why the check cannot run here. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence a failure. */
  readonly failures: readonly string[];
}
