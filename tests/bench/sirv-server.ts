import { createServer, type RequestListener } from 'node:http';

/** `node sirv-server.ts DIRECTORY`: sirv configured for production as in its readme, with the precompressed files. */

const name = 'sirv';
const { default: sirv }: { default: (directory: string, options: object) => RequestListener } = await import(
  name
);
createServer(sirv(process.argv[2] ?? '', { brotli: true, gzip: true, etag: true })).listen(
  Number(process.env['PORT']),
  process.env['HOST'],
);
