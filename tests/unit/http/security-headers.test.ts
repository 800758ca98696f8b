import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { securityHeaders } from '../../../src/http/security-headers.ts';

const golden = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'sha256-abc='; img-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), ' +
    'gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
    'picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), ' +
    'window-management=(), xr-spatial-tracking=()',
};

describe('security headers', () => {
  it('are these, for a site reached by https', () => {
    assert.deepEqual(securityHeaders({ https: true, styleHashes: ['sha256-abc='] }), golden);
  });

  it('do not bind browsers to https where there is none', () => {
    const { 'Strict-Transport-Security': _, ...others } = golden;
    assert.deepEqual(securityHeaders({ https: false, styleHashes: ['sha256-abc='] }), others);
  });

  it('never allow anything unsafe, and no style if none is known', () => {
    const policy = securityHeaders({ https: true, styleHashes: [] })['Content-Security-Policy'] ?? '';
    assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/);
    assert.match(policy, /style-src 'none'/);
  });
});
