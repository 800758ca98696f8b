/** How often a process checks whether its parent process still runs. */
const parentCheckMilliseconds = 500;

/**
 * Stops cleanly at the first SIGTERM or SIGINT, at once at the second, and, under npm, when the parent process is
 * gone: npm ends on a signal without passing it on.
 *
 * @param close ends the work of the process
 */
export function stopWithParent(close: () => Promise<void>): void {
  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    await close();
    process.exit(0);
  }
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) void stop();
  }, parentCheckMilliseconds).unref();
}
