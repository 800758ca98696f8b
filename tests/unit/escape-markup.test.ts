import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeMarkup } from '../../src/escape-markup.ts';

describe('a text in HTML or XML', () => {
  it('opens no tag and no reference, and ends no attribute', () => {
    assert.equal(
      escapeMarkup('<a href="x">R&D &amp;</a>'),
      '&lt;a href=&quot;x&quot;&gt;R&amp;D &amp;amp;&lt;/a&gt;',
    );
  });
});
