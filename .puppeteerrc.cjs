// puppeteer stands under pa11y-ci; the browser it would download comes from tests/support/browser-path.ts instead.
module.exports = { skipDownload: true };
