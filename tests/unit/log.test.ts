import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from '../../src/log.ts';

const clock = () => new Date('2026-12-01T09:00:00Z');

describe('the log', () => {
  // Mutations seen caught: all fields are written; the comparison of levels is reversed.
  it('writes a line of JSON with the fields of its event, in the order given', () => {
    const lines: string[] = [];
    const log = createLog('info', (line) => lines.push(line), clock);
    log('info', 'enquiry-postponed', { cause: '450', reference: 'KIS-7MX-4PT', attempt: 2 });
    log('debug', 'server-stopping');
    assert.deepEqual(lines, [
      '{"time":"2026-12-01T09:00:00.000Z","level":"info","event":"enquiry-postponed",' +
        '"cause":"450","reference":"KIS-7MX-4PT","attempt":2}\n',
    ]);
  });

  it('writes nothing of an object that holds more than the fields of its event', () => {
    const lines: string[] = [];
    const log = createLog('debug', (line) => lines.push(line), clock);
    const enquiry = { reference: 'KIS-7MX-4PT', message: 'kanarek', phone: '+48322810185', other: 3 };
    log('info', 'enquiry-spooled', enquiry);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        {
          time: '2026-12-01T09:00:00.000Z',
          level: 'info',
          event: 'enquiry-spooled',
          reference: 'KIS-7MX-4PT',
        },
      ],
    );
  });
});
