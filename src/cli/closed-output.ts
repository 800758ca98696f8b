/**
 * The reader of a command's output may stop early: `… | head`. The command still does all its work, and ends without
 * an error; any other output error, such as a full disk with `> file`, is thrown.
 */
export function allowClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
}
