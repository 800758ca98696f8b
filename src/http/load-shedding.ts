import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Tells when the process is overloaded, so that expensive work can be refused at once. */
export interface LoadShedding {
  /** @returns whether a page rendered now would come too late for the person waiting for it */
  saturated(): boolean;
  /** Counts a page as in progress until it is ready; begins when there is a free place. */
  during<Value>(work: () => Promise<Value>): Promise<Value>;
  /** For our own work that blocks the event loop for a moment: it does not count as overload. */
  apart<Value>(work: () => Promise<Value>): Promise<Value>;
}

/**
 * With these limits an accepted request is answered within about a second, and a refused one in much less.
 */
export const loadLimits = {
  /** Pages that are being rendered or wait for it. */
  inHand: 200,
  /** Pages that are rendered at the same time: more would not be ready sooner, and each one takes memory. */
  atOnce: 8,
  /**
   * The median delay of the event loop above which the process is overloaded. One long task does not raise the
   * median, many do.
   */
  delayMilliseconds: 250,
  /** The time over which the median is taken. */
  windowMilliseconds: 500,
} as const;

const sampleMilliseconds = 20;
/**
 * With fewer samples one long task (the start of the server, or the first search) would decide the median.
 */
const fewestSamples = 3;

/**
 * Watches the event loop of this process.
 *
 * @returns a function that gives the median delay in milliseconds since its last call; undefined while there
 * are too few samples
 */
export function watchEventLoop(): () => number | undefined {
  const histogram = monitorEventLoopDelay({ resolution: sampleMilliseconds });
  histogram.enable();
  return () => {
    if (histogram.count < fewestSamples) return undefined;
    const median = histogram.percentile(50) / 1e6;
    histogram.reset();
    return median;
  };
}

/**
 * @param parts.delay as `watchEventLoop` gives it
 * @param parts.now milliseconds of a monotonic clock
 */
export function createLoadShedding(parts: {
  delay: () => number | undefined;
  now: () => number;
}): LoadShedding {
  const { delay, now } = parts;
  let inHand = 0;
  let rendering = 0;
  /** Callbacks that let the next page begin, the longest waiting first. */
  const waiting: (() => void)[] = [];
  let since = now();
  let late = false;
  let worksApart = 0;
  return {
    saturated() {
      if (worksApart === 0 && now() - since >= loadLimits.windowMilliseconds) {
        const usual = delay();
        if (usual !== undefined) {
          late = usual > loadLimits.delayMilliseconds;
          since = now();
        }
      }
      return late || inHand >= loadLimits.inHand;
    },
    async during(work) {
      inHand += 1;
      if (rendering < loadLimits.atOnce) rendering += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        inHand -= 1;
        const next = waiting.shift();
        // The next page takes over the place.
        if (next === undefined) rendering -= 1;
        else next();
      }
    },
    async apart(work) {
      worksApart += 1;
      try {
        return await work();
      } finally {
        worksApart -= 1;
        // Samples from this time are dropped.
        delay();
        since = now();
      }
    },
  };
}
