import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const largestOutput = 256 * 1024 * 1024;

/** Python's `email` shares no code with the parser that the other tests use. */
const script = `
import email, email.policy, json, os, sys
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), 'rb') as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    print(json.dumps({'id': mail['Message-ID'], 'text': mail.get_content(), 'defects': len(mail.defects)}))
`;

export interface PythonMail {
  readonly id: string;
  readonly text: string;
  readonly defects: number;
}

/** @returns every mail of a folder as parsed by Python, or undefined where there is no Python */
export async function readWithPython(folder: string): Promise<readonly PythonMail[] | undefined> {
  const version = await run('python3', ['--version']).catch(() => undefined);
  if (version === undefined) return undefined;
  const { stdout } = await run('python3', ['-c', script, folder], { maxBuffer: largestOutput });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line): PythonMail => JSON.parse(line));
}
