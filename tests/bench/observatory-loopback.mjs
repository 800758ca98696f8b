import { Socket } from 'node:net';

/**
 * Preloaded into the scan: connections to one host's ports 80 and 443 go to the loopback ports that the environment
 * names; every other connection is refused. Plain JavaScript, because the scan runs in any Node.
 */

const host = process.env['SCAN_HOST'];
const ports = new Map([
  [80, process.env['SCAN_HTTP_PORT']],
  [443, process.env['SCAN_HTTPS_PORT']],
]);
const connect = Socket.prototype.connect;

/** @this {Socket} @param {any[]} parameters */
Socket.prototype.connect = function toLoopback(...parameters) {
  const options = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  const port = options.host === host ? ports.get(Number(options.port)) : undefined;
  if (port === undefined) throw new Error(`the scan may not connect to ${options.host}:${options.port}`);
  Object.assign(options, { host: '127.0.0.1', port: Number(port) });
  return Reflect.apply(connect, this, parameters);
};
