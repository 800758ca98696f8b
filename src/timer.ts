/** Runs something once, later. @returns what takes it back */
export type Timer = (milliseconds: number, run: () => void) => () => void;

/** The system's timers. */
export const systemTimer: Timer = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
