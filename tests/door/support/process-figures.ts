import { readdirSync, readFileSync } from 'node:fs';

/** Numbers that Linux keeps of a process of ours. */
const line = (file: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? Number.NaN);

/** @returns resident memory in MB (10⁶ bytes) */
export const residentMegabytes = (pid: number): number => (line(`/proc/${pid}/status`, 'VmRSS') * 1024) / 1e6;

/** @returns the most that it has had, in MB */
export const peakMegabytes = (pid: number): number => (line(`/proc/${pid}/status`, 'VmHWM') * 1024) / 1e6;

/** @returns bytes that it has read so far, from anywhere: what stays in the kernel's buffers is not among them */
export const bytesRead = (pid: number): number => line(`/proc/${pid}/io`, 'rchar');

export const openDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const established = '01';
const portOf = (address = ''): number => Number.parseInt(address.split(':')[1] ?? '', 16);

/** @returns the other ends' ports of all connections that are open at a port of this machine */
export function openConnections(port: number): readonly number[] {
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .map((text) => text.trim().split(/\s+/))
    .filter(([, local, , state]) => portOf(local) === port && state === established)
    .map(([, , remote]) => portOf(remote));
}

/** @returns the value below which 99 of 100 lie */
export function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)] ?? Number.NaN;
}
