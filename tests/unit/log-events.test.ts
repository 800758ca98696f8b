import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { projectRoot } from '../support/site.ts';

/**
 * Every line that the log can have, with all its fields. Whoever adds one decides here that neither can hold what a
 * visitor typed or where they came from. `alarm …`: what is raised with `enquiry/alarms.ts`, which logs it.
 *
 * Planted, each seen to be caught: a new event; a field more; a field spread in from a request; an event put together
 * from a variable; a field with an address.
 */
const events: Readonly<Record<string, readonly string[]>> = {
  'alarm enquiry-crashed': ['attempt', 'cause', 'reference'],
  'alarm enquiry-parked': ['cause', 'reference'],
  'alarm enquiry-unreadable': ['reference'],
  'alarm mail-stopped': ['cause'],
  'alarm mailbox-refused': ['cause', 'reference', 'state'],
  'alarm no-recipient': ['reference'],
  'alarm store-damaged': ['count'],
  'attempt-not-recorded': ['cause', 'reference'],
  'courier-lock-failed': ['cause'],
  'courier-store-failed': ['cause'],
  'courier-took-over': [],
  'courier-waits': [],
  'enquiries-erased': ['count'],
  'enquiry-delivered': ['attempt', 'reference'],
  'enquiry-not-stored': ['cause'],
  'enquiry-postponed': ['attempt', 'cause', 'reference'],
  'enquiry-spooled': ['reference'],
  'enquiry-stored': ['reference', 'state'],
  'form-shed': ['route'],
  'library-failed': ['cause'],
  'library-said': ['state'],
  'mail-route-down': ['cause'],
  'notice-failed': ['cause'],
  'notice-not-sent': ['cause', 'state'],
  'page-not-rendered': ['route'],
  'pages-loaded': ['count'],
  'promise-left': ['cause'],
  request: ['method', 'milliseconds', 'route', 'status'],
  'request-failed': ['cause'],
  'server-failed': ['cause'],
  'server-stopping': [],
  'spool-emptied': ['count'],
  'spooled-enquiry-damaged': ['cause'],
  'spooled-enquiry-renamed': ['reference', 'state'],
  'spooled-enquiry-stored': ['reference'],
  'store-back': [],
  'store-failing': ['cause'],
};

/** A call whose event or fields are no literals, by file: what stands there in their place was looked at. */
const variable: Readonly<Record<string, string>> = {
  'src/enquiry/monitoring/alarms.ts': 'what is raised, which stands above',
  'src/enquiry/monitoring/monitor.ts': 'one of the kinds of alarm, and a count',
  'src/web/metrics.ts': 'hands on what it is told',
};

interface Call {
  readonly file: string;
  /** Undefined: not written out. */
  readonly event: string | undefined;
  /** Undefined: not written out. */
  readonly fields: readonly string[] | undefined;
}

/** Names of what an object literal can have, those of conditional spreads among them. */
function namesIn(node: ts.Expression): readonly string[] | undefined {
  if (ts.isParenthesizedExpression(node)) return namesIn(node.expression);
  if (ts.isConditionalExpression(node)) {
    const [one, other] = [namesIn(node.whenTrue), namesIn(node.whenFalse)];
    return one && other && [...one, ...other];
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const names: string[] = [];
  for (const property of node.properties) {
    const inner = ts.isSpreadAssignment(property)
      ? namesIn(property.expression)
      : property.name && ts.isIdentifier(property.name)
        ? [property.name.text]
        : undefined;
    if (inner === undefined) return undefined;
    names.push(...inner);
  }
  return names;
}

function callsIn(file: string): readonly Call[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const calls: Call[] = [];
  function visit(node: ts.Node): void {
    const called = ts.isCallExpression(node) ? node.expression.getText(source) : '';
    const raises = /(?:^|\.)raise$/.test(called);
    if (ts.isCallExpression(node) && (raises || /^(?:\w+\.)*log$/.test(called)) && called !== 'Math.log') {
      const [event, fields] = raises ? node.arguments : node.arguments.slice(1);
      calls.push({
        file: relative(projectRoot, file).split(sep).join('/'),
        event: event && ts.isStringLiteral(event) ? `${raises ? 'alarm ' : ''}${event.text}` : undefined,
        fields: fields === undefined ? [] : namesIn(fields),
      });
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return calls;
}

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true })
  .map((name) => join(projectRoot, 'src', String(name)))
  .filter((name) => name.endsWith('.ts') && !name.endsWith(`${sep}log.ts`));
const calls = sources.flatMap(callsIn);

describe('the log', () => {
  it('has these events and no others, each with these fields', () => {
    const found: Record<string, string[]> = {};
    for (const { event, fields } of calls) {
      if (event === undefined || fields === undefined) continue;
      found[event] = [...new Set([...(found[event] ?? []), ...fields])].sort();
    }
    assert.deepEqual(Object.fromEntries(Object.entries(found).sort()), events);
  });

  it('is written to without an event or fields that can be read here only where that was looked at', () => {
    const unclear = calls.filter(({ event, fields }) => event === undefined || fields === undefined);
    assert.deepEqual(new Set(unclear.map(({ file }) => file)), new Set(Object.keys(variable)));
  });
});
