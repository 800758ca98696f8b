/** The resources that a process has used since its start, with all its threads; `meter.mjs` reports it. */
export interface Usage {
  readonly cpuMicroseconds: number;
  readonly memoryBytes: number;
  readonly mostMemoryBytes: number;
}
