/** Started by `costly-clients.ts` as a separate process: `costly-clients.ts PORT`. Ends when it is killed. */
import { Agent } from 'node:http';
import { formPath, send } from './person.ts';

const clients = 4;
/** The text that was costliest to normalise, and the one costliest to show again. */
const messages = [`a${'\u0301'.repeat(5_200)}${'\u0334'.repeat(5_200)}`, '<>'.repeat(10_500)];
const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const post = (message: string) => send(port, { path: formPath, form: { topic: 'other', message }, agent });

async function client(number: number): Promise<never> {
  for (let turn = number; ; turn += 1)
    await post(messages[turn % messages.length] ?? '').catch(() => undefined);
}

await post('');
process.send?.('under way');
await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
