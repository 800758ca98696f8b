import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Tells when the machine has more to do than it can, so that what is expensive can be refused at once. */
export interface LoadShedding {
  /** @returns whether a page rendered now would come too late for the person who waits for it */
  saturated(): boolean;
  /** Counts a page as in hand until it is there; begins when there is room. */
  during<Value>(work: () => Promise<Value>): Promise<Value>;
  /** For work of our own that keeps the event loop busy for a moment: nobody is refused for that. */
  apart<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** With these, what is accepted is answered within a second or so, and what is refused well within one. */
export const loadLimits = {
  /** Pages being rendered or waiting for it. */
  inHand: 200,
  /** Pages being rendered at the same time: more would come no sooner, and each holds all it is made of. */
  atOnce: 8,
  /** Time that work usually waits for the event loop. One long task does not make it usual, an endless row does. */
  delayMilliseconds: 250,
  /** How much time is looked at together. */
  windowMilliseconds: 500,
} as const;

const sampleMilliseconds = 20;
/** Of fewer, one long task is half or all: the start of the server, or the first search. */
const fewestSamples = 3;

/**
 * Watches the event loop of this process.
 *
 * @returns gives the median delay in milliseconds since it was last given; undefined while too little is known
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
  /** What lets the next one begin, the longest waiting first. */
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
        // Its place goes to the next one.
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
        // What was measured meanwhile is forgotten.
        delay();
        since = now();
      }
    },
  };
}
