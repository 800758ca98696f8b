/** Started by `mixed.ts` as a separate process: `attack.ts PORT MILLISECONDS`. */
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { formPath, type PersonAnswer, send, tokenOn } from './person.ts';

const attacker = '198.51.100.7';
const answers = { topic: 'other', forWhom: 'self', channel: 'visit' };

/** The text that is costliest to normalise (Unicode Standard Annex 15). */
const marks = `a${'\u0301'.repeat(3_500)}${'\u0334'.repeat(3_500)}`;
const oneByteChunks = Buffer.from(
  `POST ${formPath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(65_000)}`,
);

type Until = () => boolean;

async function again(over: Until, work: () => Promise<unknown>): Promise<void> {
  while (!over()) await work().catch(() => pause(50));
}

function raw(port: number, bytes: Buffer, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => {});
    socket.resume();
    const timer = setTimeout(() => socket.destroy(), milliseconds);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** @returns how many enquiries of the attacker were accepted */
async function pressAgain(port: number, over: Until, agent: Agent): Promise<number> {
  let stored = 0;
  const post = (token: string) =>
    send(port, { path: formPath, form: { ...answers, form: token }, address: attacker, agent });
  await again(over, async () => {
    let answer: PersonAnswer = await post(tokenOn((await send(port, { path: formPath, agent })).body));
    if (answer.status === 429) answer = await post(tokenOn(answer.body));
    if (answer.status === 303) stored += 1;
  });
  return stored;
}

/** @returns how many enquiries were accepted */
async function attack(port: number, over: Until): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times = (count: number, work: () => Promise<unknown>) =>
    Array.from({ length: count }, () => again(over, work));
  const slow = Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  const heavyForm = { ...answers, message: marks };
  const pressers = Array.from({ length: 16 }, () => pressAgain(port, over, agent));
  await Promise.all([
    ...times(4, () => send(port, { path: formPath, form: heavyForm, address: attacker, agent })),
    ...times(4, () => raw(port, oneByteChunks, 5_000)),
    // Not all at the same moment, because libuv accepts one new connection each time it has polled all the others.
    ...times(400, async () => {
      await pause(Math.random() * 10_000);
      await raw(port, slow, 12_000);
    }),
    ...times(8, () => send(port, { path: `/szukaj/?q=${'praca%20'.repeat(12)}`, agent })),
  ]);
  const counts = await Promise.all(pressers);
  agent.destroy();
  return counts.reduce((sum, count) => sum + count, 0);
}

const [port = 0, milliseconds = 0] = process.argv.slice(2).map(Number);
const end = performance.now() + milliseconds;
process.send?.(await attack(port, () => performance.now() > end), () => process.disconnect?.());
