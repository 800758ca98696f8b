/**
 * Whoever reads what a command prints may stop early: `… | head`. The command still does all of its work, and ends
 * quietly; any other fault of the output, such as a full disk under `> file`, is thrown.
 */
export function allowClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
}
