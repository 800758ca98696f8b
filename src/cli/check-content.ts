import { resolve } from 'node:path';
import { checkContent } from '../content-check/check-content.ts';
import { warsawTime } from '../hours/warsaw-time.ts';

const folder = resolve(import.meta.dirname, '../../content');
const result = await checkContent(folder, warsawTime(new Date()).day);
for (const { file, line, message } of result.findings) process.stdout.write(`content/${file}:${line}  ${message}\n`);
process.exitCode = result.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
