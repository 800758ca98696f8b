/** Calls a function once after that time. @returns a function that cancels it */
export type Timer = (milliseconds: number, run: () => void) => () => void;

/** The system's timers. */
export const systemTimer: Timer = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
