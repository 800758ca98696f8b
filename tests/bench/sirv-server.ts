import { createServer, type RequestListener } from 'node:http';

/** `node sirv-server.ts DIRECTORY`: sirv as its readme sets it up for production, with the precompressed files. */

const name = 'sirv';
const { default: sirv }: { default: (directory: string, options: object) => RequestListener } = await import(
  name
);
createServer(sirv(process.argv[2] ?? '', { brotli: true, gzip: true, etag: true })).listen(
  Number(process.env['PORT']),
  process.env['HOST'],
);
