import { describe, expect, it } from 'vitest';
import { isPageAddress, isResourceAddress, leavingAddress, programPath } from '../../../main/electron/page-address.ts';

describe('the program’s addresses', () => {
  it('are those of its own scheme and host, and no others', () => {
    expect(programPath('app://offprint/editor.js')).toBe('/editor.js');
    expect(programPath('app://offprint/a/../b')).toBe('/b');
    for (const foreign of [
      'https://offprint/',
      'app://offprint.example.com/',
      'app://other/',
      'app://user@offprint/',
      'app://offprint:81/',
      'file:///app/offprint',
      'app:offprint',
      'not an address',
      '',
    ]) {
      expect(programPath(foreign), foreign).toBeUndefined();
    }
  });

  it('know the page from everything else', () => {
    expect(isPageAddress('app://offprint/')).toBe(true);
    expect(isPageAddress('app://offprint/index.html#posts')).toBe(true);
    expect(isPageAddress('app://offprint/resource/preview/a/')).toBe(false);
    expect(isPageAddress('https://example.com/')).toBe(false);
  });

  it('let frames show resources and nothing else', () => {
    expect(isResourceAddress('app://offprint/resource/preview/a/')).toBe(true);
    expect(isResourceAddress('app://offprint/resource/../index.html')).toBe(false);
    expect(isResourceAddress('app://offprint/')).toBe(false);
    expect(isResourceAddress('about:blank')).toBe(false);
  });
});

describe('an address that may leave', () => {
  it('is http, https or mailto', () => {
    expect(leavingAddress('https://example.com/a?b#c')?.href).toBe('https://example.com/a?b#c');
    expect(leavingAddress('http://example.com')?.href).toBe('http://example.com/');
    expect(leavingAddress('mailto:a@example.com')?.href).toBe('mailto:a@example.com');
  });

  it('is none that could start a program or read a file', () => {
    for (const refused of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,a',
      'smb://host/share',
      'ms-settings:privacy',
      'vbscript:a',
      'app://offprint/',
      '\\\\host\\share',
      '/etc/passwd',
      'https:',
    ]) {
      expect(leavingAddress(refused), refused).toBeUndefined();
    }
  });
});
