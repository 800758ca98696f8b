/** All features that the Permissions Policy (W3C) can switch off; the site needs none of them. */
const features = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const twoYears = 2 * 365 * 24 * 60 * 60;

function contentSecurityPolicy(styleHashes: readonly string[]): string {
  const styles = styleHashes.map((hash) => `'${hash}'`).join(' ') || "'none'";
  return [
    "default-src 'none'",
    `style-src ${styles}`,
    "img-src 'self'",
    "manifest-src 'self'",
    // Our pages make no requests; Lighthouse needs this to fetch robots.txt from the page.
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * @param options.https whether the site is reached by https, so that browsers are told to use only https
 * @param options.styleHashes hashes of the inlined stylesheets, for example `sha256-…` (CSP3 2.3.1)
 * @returns the headers of every response, errors and redirects included
 */
export function securityHeaders(options: {
  https: boolean;
  styleHashes: readonly string[];
}): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options.styleHashes),
    ...(options.https ? { 'Strict-Transport-Security': `max-age=${twoYears}` } : {}),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': features.map((feature) => `${feature}=()`).join(', '),
  };
}
