/** Runs something once, later. @returns what takes it back */
export type Later = (milliseconds: number, run: () => void) => () => void;

/** The system's timers. */
export const systemLater: Later = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
