import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from '../../../src/log.ts';
import type { HealthReport } from '../../../src/web/health.ts';
import { createMetrics } from '../../../src/web/metrics.ts';

const report: HealthReport = {
  status: 'ok',
  takesEnquiries: true,
  waiting: 2,
  oldestWaitingSeconds: 61,
  parked: 1,
  alarms: ['mail-late'],
  spooled: 3,
  missingForRealUse: [],
  builtOtherwise: [],
  pagesFreshUntil: '2026-11-23',
};

describe('the metrics', () => {
  // Mutations seen caught: only counted when the line is written; status not by class; waiting left out; the counters
  // of enquiries mixed up.
  it('are these, counted whatever the log lets through', () => {
    const lines: string[] = [];
    const { log, text } = createMetrics(
      createLog(
        'error',
        (line) => lines.push(line),
        () => new Date(0),
      ),
    );
    log('debug', 'request', { route: 'static', status: 200, milliseconds: 1, method: 'GET' });
    log('debug', 'request', { route: 'static', status: 304, milliseconds: 1, method: 'GET' });
    log('debug', 'request', { route: 'static', status: 304, milliseconds: 1, method: 'GET' });
    log('info', 'request', { route: 'form', status: 303, milliseconds: 9, method: 'POST' });
    log('info', 'enquiry-stored', { reference: 'KIS-222-222' });
    log('info', 'enquiry-stored', { reference: 'KIS-333-333' });
    log('warn', 'enquiry-spooled', { reference: 'KIS-333-333' });
    log('error', 'enquiry-not-stored', { cause: 'ENOSPC' });
    log('warn', 'form-shed', { route: 'form' });
    log('error', 'server-failed', { cause: 'TypeError' });
    assert.equal(lines.length, 2);
    const numbers = text(report);
    assert.deepEqual(
      numbers.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
      [
        'kis_requests_total{route="form",status="3xx"} 1',
        'kis_requests_total{route="static",status="2xx"} 1',
        'kis_requests_total{route="static",status="3xx"} 2',
        'kis_enquiries_accepted_total 2',
        'kis_enquiries_spooled_total 1',
        'kis_enquiries_refused_total 1',
        'kis_forms_shed_total 1',
        'kis_takes_enquiries 1',
        'kis_enquiries_waiting 2',
        'kis_oldest_waiting_seconds 61',
        'kis_enquiries_parked 1',
        'kis_enquiries_in_spool 3',
        'kis_alarms 1',
      ],
    );
    assert.doesNotMatch(numbers, /KIS-/);
  });

  // Mutations seen caught: zero for an unknown value; a metric without its type.
  it('leave out unknown values, and have a type and help for each', () => {
    const { text } = createMetrics(() => {});
    const { status, missingForRealUse, builtOtherwise, pagesFreshUntil } = report;
    const numbers = text({
      status,
      takesEnquiries: false,
      missingForRealUse,
      builtOtherwise,
      pagesFreshUntil,
    });
    assert.match(numbers, /^kis_takes_enquiries 0$/m);
    assert.doesNotMatch(numbers, /waiting|parked|in_spool|alarms/);
    const names = [...numbers.matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name);
    for (const name of names)
      assert.match(numbers, new RegExp(`^# HELP ${name} .+\\n# TYPE ${name} (counter|gauge)$`, 'm'));
    assert.ok(numbers.endsWith('\n') && !numbers.includes('\n\n'));
  });
});
