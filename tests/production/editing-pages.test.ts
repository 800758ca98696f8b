import assert from 'node:assert/strict';
import { request } from 'node:https';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { type EditingHarness, startEditingPages } from '../support/editing.ts';
import { multipart } from '../support/editing-visitor.ts';
import { startSite } from '../support/site.ts';
import { readConfiguration } from './configuration.ts';
import { type RunningProxy, startCaddy, startHaproxy, startNginx, whyNot } from './proxy.ts';
import { siteName, siteOrigin } from './visitor.ts';

const editingName = `redakcja.${siteName}`;
/** Longer than any of these servers waits for a form of the site. */
const partMilliseconds = 8_000;
const parts = 4;

interface Ports {
  readonly site: string;
  readonly editing: number;
}
const withPort = (text: string, { editing }: Ports) => text.replace('127.0.0.1:4322', `127.0.0.1:${editing}`);

const proxies = [
  {
    program: 'nginx',
    start: (ports: Ports) =>
      startNginx(
        readConfiguration('nginx/kis.conf') + withPort(readConfiguration('nginx/kis-editing.conf'), ports),
        { upstream: `  server 127.0.0.1:${ports.site} max_fails=0;\n` },
      ),
  },
  {
    program: 'haproxy',
    start: (ports: Ports) =>
      startHaproxy(withPort(readConfiguration('haproxy/haproxy.cfg'), ports), {
        upstream: `  server kis1 127.0.0.1:${ports.site} check\n`,
      }),
  },
  {
    program: 'caddy',
    start: (ports: Ports) =>
      startCaddy(withPort(readConfiguration('caddy/Caddyfile'), ports), {
        upstream: `127.0.0.1:${ports.site}`,
      }),
  },
];

/** @returns a photograph of some megabytes */
const photograph = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 2400,
      height: 1600,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 92 })
    .toBuffer();

/** Sends a request as from a slow network. @returns status and headers of the answer */
function sendSlowly(
  proxy: RunningProxy,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<{ status: number; headers: Readonly<Record<string, unknown>> }> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: proxy.port,
        servername: siteName,
        ca: proxy.certificate.text,
        method: body.length > 0 ? 'POST' : 'GET',
        path,
        headers: {
          Host: editingName,
          ...(body.length > 0 ? { 'Content-Length': body.length } : {}),
          ...headers,
        },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
      },
    );
    call.once('error', reject);
    const send = async () => {
      const size = Math.ceil(body.length / parts);
      for (let part = 0; part < parts && body.length > 0; part += 1) {
        if (part > 0) await pause(partMilliseconds);
        call.write(body.subarray(part * size, (part + 1) * size));
      }
      call.end();
    };
    void send();
  });
}

const cookiesOf = (person: Awaited<ReturnType<EditingHarness['editor']>>): string =>
  [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

for (const { program, start } of proxies) {
  const skip = whyNot(program);
  if (skip) process.stderr.write(`tests/production/editing-pages: ${skip}\n`);

  // Mutations: nginx with the bound of the site; Caddy with `read_body 20s`; HAProxy with its headers on these answers too.
  describe(`the editing pages behind ${program} as src/operations sets it up`, { skip }, () => {
    it('take a photograph of some megabytes over a slow line, and their answers arrive as they were sent', async (context) => {
      const site = await startSite({ SITE_URL: siteOrigin, TRUSTED_PROXIES: '127.0.0.1' });
      context.after(() => site.kill());
      const editing = await startEditingPages({
        SITE_URL: siteOrigin,
        EDITING_URL: `https://${editingName}`,
        TRUSTED_PROXIES: '127.0.0.1',
      });
      context.after(() => editing.stop());
      const proxy = await start({ site: new URL(site.url).port, editing: editing.running.port });
      context.after(() => proxy.stop());
      const person = await editing.editor();
      const Cookie = cookiesOf(person);

      const photo = await photograph();
      assert.ok(photo.length > 2_000_000, String(photo.length));
      const sent = await sendSlowly(
        proxy,
        '/pliki/',
        { Cookie, Origin: `https://${editingName}`, 'Content-Type': 'multipart/form-data; boundary=X' },
        multipart('sala.jpg', photo),
      );
      assert.equal(sent.status, 303);

      const preview = `/podglad/?${new URLSearchParams({ adres: '/klub/', plik: 'pl/strony/klub.md' })}`;
      const [, framed = ''] = /<iframe src="([^"]+)"/.exec((await person.get(preview)).body) ?? [];
      const [picture = ''] = /\/podglad\/plik\/[^"]+/.exec((await person.get(framed)).body) ?? [];
      assert.ok(framed !== '' && picture !== '', 'a preview with a picture');
      const shown = ['/', '/pliki/', preview, framed, picture];
      for (const path of shown) {
        const direct = await person.get(path);
        const { status, headers } = await sendSlowly(proxy, path, { Cookie }, Buffer.alloc(0));
        assert.equal(status, direct.status, path);
        for (const name of [
          'content-security-policy',
          'x-frame-options',
          'cross-origin-resource-policy',
          'cache-control',
          'referrer-policy',
        ])
          assert.equal(headers[name], direct.headers[name], `${path}: ${name}`);
      }
    });
  });
}
