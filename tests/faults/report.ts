/** The result of a fault check; it passed if `failures` is empty. */
export interface FaultReport {
  readonly name: string;
  /** Counted figures, by name. `skipped`: why the check cannot run here. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence for each failure. */
  readonly failures: readonly string[];
}
