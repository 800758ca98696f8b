/** How soon a process notices that whoever started it is gone. */
const parentCheckMilliseconds = 500;

/**
 * Stops in good order by the first SIGTERM or SIGINT, at once by the second, and, under npm, when whoever started the
 * process is gone: npm ends with its signal and does not hand it on.
 *
 * @param close ends what the process does
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
