import { readdirSync, readFileSync } from 'node:fs';

/** Figures that Linux keeps for a process. */
const line = (file: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? Number.NaN);

/** @returns resident memory in MB (10⁶ bytes) */
export const residentMegabytes = (pid: number): number => (line(`/proc/${pid}/status`, 'VmRSS') * 1024) / 1e6;

/** @returns its peak resident memory in MB */
export const peakMegabytes = (pid: number): number => (line(`/proc/${pid}/status`, 'VmHWM') * 1024) / 1e6;

/** @returns the bytes that it has read so far, from anywhere; bytes in the kernel's buffers are not counted */
export const bytesRead = (pid: number): number => line(`/proc/${pid}/io`, 'rchar');

export const openDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const established = '01';
const portOf = (address = ''): number => Number.parseInt(address.split(':')[1] ?? '', 16);

/** @returns the remote ports of all open connections to a port of this machine */
export function openConnections(port: number): readonly number[] {
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .map((text) => text.trim().split(/\s+/))
    .filter(([, local, , state]) => portOf(local) === port && state === established)
    .map(([, , remote]) => portOf(remote));
}

/** @returns the 99th percentile */
export function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)] ?? Number.NaN;
}
