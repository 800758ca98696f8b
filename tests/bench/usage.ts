/** What a process has used since it began, with all its threads; `meter.mjs` tells it. */
export interface Usage {
  readonly cpuMicroseconds: number;
  readonly memoryBytes: number;
  readonly mostMemoryBytes: number;
}
